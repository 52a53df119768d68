"""Whatever is written at the stores, goods neither appear nor vanish, on one desk or on two."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings

from camp_desk.actions import stock
from camp_desk.actions.catalogues import kits
from camp_desk.actions.stock import Kind
from camp_desk.storage import documents, levels
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind as FindingKind
from camp_desk.storage.findings import findings
from tests.goods import EFFECTS, KIT, Done, days, do, piles, stocked_for_kits, total
from tests.small_camp import Desk, Template, meet, sync

BALANCED = {Kind.WAYBILL, Kind.REBAGGED}


def two_stores(camp: Camp) -> None:
    stock.add_store(camp, "Second")
    stocked_for_kits(camp)


def flows(camp: Camp) -> Counter[str]:
    """Return what every document should have done to the books, from what is written on it."""
    expected: Counter[str] = Counter()
    for row in documents.found(camp.db, limit=-1):
        head = documents.document(camp.db, row.id)
        assert head is not None
        moved: Counter[str] = Counter()
        for each in documents.movements(camp.db, row.id):
            moved[stock_storage.item_of(camp.db, each.lot)] += each.quantity
        sign = -1 if head.reverses else 1
        if head.kind in BALANCED or (head.kind == Kind.ARRIVED and head.other_store):
            assert not +moved
            assert not -moved
        elif head.kind in EFFECTS:
            assert all(n * sign * EFFECTS[Kind(head.kind)] > 0 for n in moved.values())
        elif head.kind in {Kind.KITS_MADE, Kind.KITS_OPENED}:
            made = moved.pop(KIT)
            assert moved == {item: -made * n for item, n in kits()[KIT].parts}
            moved[KIT] = made
        expected.update(moved)
    return Counter({item: n for item, n in expected.items() if n})


def nothing_below_zero(camp: Camp) -> None:
    assert min((pile.quantity for pile in piles(camp)), default=0) >= 0
    (least,) = camp.db.conn.execute(
        "SELECT min(n) FROM (SELECT sum(quantity) AS n FROM movement GROUP BY store, lot)"
    ).fetchone()
    assert (least or 0) >= 0


def reversals_undo_all(camp: Camp) -> None:
    """Check that a document and its reversal together moved nothing anywhere."""
    rows = camp.db.conn.execute("""
        SELECT 1 FROM movement JOIN document ON document.id = movement.document
        WHERE reverses IS NOT NULL
            OR document.id IN (SELECT reverses FROM document WHERE reverses IS NOT NULL)
        GROUP BY coalesce(reverses, document.id), lot, movement.store
        HAVING sum(quantity) <> 0
    """).fetchall()
    assert rows == []


@settings(max_examples=12, deadline=None)
@given(script=days(1, 25))
def test_documents_at_one_desk_move_goods_and_never_make_or_lose_any(
    template: Template, script: list[Done]
) -> None:
    with template.desks(1) as (desk,):
        camp = desk.camp
        two_stores(camp)
        for n, done in enumerate(script):
            if done.what != "sync":
                do(camp, done)
            if n % 5 == 0:
                desk.clock.move(days=1)

        nothing_below_zero(camp)
        reversals_undo_all(camp)
        assert total(camp) == flows(camp)
        on_hand = {each.item.code: each for each in stock_storage.on_hand(camp.db)}
        for item, quantity in total(camp).items():
            assert on_hand[item].free + on_hand[item].under_way == quantity
            lying = sum(pile.quantity for pile in piles(camp) if pile.item == item)
            assert on_hand[item].free == lying
            assert levels.levels(camp.db, item)[-1][1] == lying
        orphans = camp.db.conn.execute(
            "SELECT count(*) FROM movement WHERE document NOT IN (SELECT id FROM document)"
        ).fetchone()
        assert orphans == (0,)


@settings(max_examples=8, deadline=None)
@given(script=days(2, 25))
def test_two_desks_that_meet_hold_the_same_goods_and_find_what_they_issued_too_often(
    template: Template, script: list[Done]
) -> None:
    with template.desks(2) as desks:
        two_stores(desks[0].camp)
        meet(*desks)
        for done in script:
            if done.what == "sync":
                sync(desks[done.desk])
            else:
                do(desks[done.desk].camp, done)
        meet(*desks)

        one, two = desks
        assert one.digest == two.digest
        assert one.findings == two.findings
        for desk in desks:
            assert total(desk.camp) == flows(desk.camp)
            reversals_undo_all(desk.camp)
            _below_zero_is_found(desk)


def _below_zero_is_found(desk: Desk) -> None:
    rows = desk.camp.db.conn.execute(
        "SELECT store, lot, sum(quantity) FROM movement GROUP BY store, lot"
        " HAVING sum(quantity) < 0"
    ).fetchall()
    found = [f for f in findings(desk.camp.db) if f.kind is FindingKind.BELOW_ZERO]
    assert {f.subjects for f in found} == set(rows)
    assert all(f.facts["documents"] for f in found)


@settings(max_examples=8, deadline=None)
@given(script=days(1, 25))
def test_opening_and_all_that_came_less_all_that_went_is_closing_in_every_period(
    template: Template, script: list[Done]
) -> None:
    with template.desks(1) as (desk,):
        camp = desk.camp
        two_stores(camp)
        first = camp.today()
        for done in script:
            if done.what != "sync":
                do(camp, done)
            desk.clock.move(hours=7)

        for item in total(camp):
            level = dict(levels.levels(camp.db, item))
            for day in range((camp.today() - first).days + 1):
                on = first + timedelta(days=day)
                opening = next((level[d] for d in sorted(level, reverse=True) if d < on), 0)
                closing = next((level[d] for d in sorted(level, reverse=True) if d <= on), 0)
                moved = sum(n for _, n in _by_kind(camp, item, on.isoformat()))
                assert opening + moved == closing


def _by_kind(camp: Camp, item: str, day: str) -> list[tuple[str, int]]:
    rows: list[tuple[str, int]] = camp.db.conn.execute(
        "SELECT kind, sum(quantity) FROM movement JOIN document ON document.id = document"
        " JOIN lot ON lot.id = lot WHERE item = ? AND day = ?"
        " AND movement.store IN (SELECT id FROM store) GROUP BY kind",
        (item, day),
    ).fetchall()
    return rows
