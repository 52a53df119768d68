"""Whatever is given, lent and given back at two desks, nothing appears and nothing vanishes."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import arrivals, giving, lending, reversing, stock
from camp_desk.actions.lending import Back, GivingBack
from camp_desk.domain.errors import CampDeskError
from camp_desk.storage import documents, findings, households, relief
from camp_desk.storage.camp import Camp
from tests.actions.test_giving import goods, what
from tests.small_camp import Desk, Template, family, meet, sync

ITEMS = ("BLANKET", "HEATER", "HYGIENE-KIT")
KINDS = ("give", "lend", "back", "reverse", "sync", "wait")


@dataclass(frozen=True)
class Done:
    """One thing done at a desk."""

    desk: int
    what: str
    item: int
    household: int
    n: int


DAYS = st.lists(
    st.builds(
        Done, st.integers(0, 1), st.sampled_from(KINDS), st.integers(0, 2), st.integers(0, 1),
        st.integers(1, 4),
    ),
    max_size=25,
)  # fmt: skip


def do(camp: Camp, done: Done, cards: list[int]) -> None:
    household = households.by_number(camp.db, cards[done.household])
    assert household
    item = ITEMS[done.item]
    if done.what == "give":
        reason = "so it is" if done.n == 4 else ""
        giving.give(camp, what(camp, household, (item, done.n), reason=reason))
    elif done.what == "lend":
        giving.lend(camp, what(camp, household, (item, done.n)))
    elif done.what == "back":
        held = relief.held(camp.db)[0]
        line = Back(held.lot, done.n % 2, done.n // 2 % 2, done.n // 4)
        lending.take_loan_back(camp, GivingBack(held.loan, stock.store_named(camp), (line,)))
    else:
        rows = [
            row for row in documents.found(camp.db)
            if row.kind in {"HHI", "HHL", "HHR"} and not row.reversal
        ]  # fmt: skip
        reversing.reverse(camp, rows[done.n % len(rows)].id, "wrong")


def flows(camp: Camp) -> Counter[str]:
    """Return what should be left: what came, less what was given and written off for good."""
    rows = camp.db.conn.execute("""
        SELECT lot.item, sum(CASE WHEN document.kind IN ('GRN', 'HHI', 'LOS') THEN quantity END)
        FROM movement JOIN document ON document.id = movement.document
        JOIN lot ON lot.id = movement.lot GROUP BY lot.item
    """)
    return Counter(dict(rows.fetchall()))


def lying(camp: Camp) -> Counter[str]:
    rows = camp.db.conn.execute(
        "SELECT lot.item, sum(quantity) FROM pile_balance JOIN lot ON lot.id = lot GROUP BY 1"
    )
    return Counter(dict(rows.fetchall()))


def begin(desks: list[Desk]) -> list[int]:
    camp = desks[0].camp
    cards = [arrivals.register(camp, family(n, 3 + n)).number for n in range(2)]
    goods(camp, *ITEMS, n=9)
    meet(*desks)
    return cards


@settings(max_examples=5, deadline=None)
@given(script=DAYS)
def test_two_desks_hold_the_same_and_find_what_went_out_too_often(
    template: Template, script: list[Done]
) -> None:
    with template.desks(2) as desks:
        cards = begin(desks)
        for done in script:
            desk = desks[done.desk]
            if done.what == "sync":
                sync(desk)
            elif done.what == "wait":
                desk.clock.move(days=10)
            else:
                with suppress(CampDeskError, IndexError, ZeroDivisionError):
                    do(desk.camp, done, cards)
        meet(*desks)

        one, two = desks
        assert one.digest == two.digest
        assert one.findings == two.findings
        assert lying(one.camp) == flows(one.camp)
        below = one.camp.db.conn.execute(
            "SELECT count(*) FROM pile_balance WHERE quantity < 0"
        ).fetchone()[0]
        kinds = Counter(each.kind for each in findings.findings(one.camp.db))
        assert kinds[findings.Kind.BELOW_ZERO] == below


@settings(max_examples=5, deadline=None)
@given(script=DAYS)
def test_one_desk_finds_nothing_given_twice_and_holds_nothing_below_zero(
    template: Template, script: list[Done]
) -> None:
    with template.desks(1) as desks:
        cards = begin(desks)
        camp = desks[0].camp
        for done in script:
            if done.what == "wait":
                desks[0].clock.move(days=10)
            elif done.what != "sync":
                with suppress(CampDeskError, IndexError, ZeroDivisionError):
                    do(camp, done, cards)

        kinds = {each.kind for each in findings.findings(camp.db)}
        assert findings.Kind.GIVEN_TWICE not in kinds
        (least,) = camp.db.conn.execute("SELECT min(quantity) FROM pile_balance").fetchone()
        assert least >= 0
        assert lying(camp) == flows(camp)
        out = {(each.loan, each.lot): each.quantity for each in relief.held(camp.db)}
        assert all(quantity > 0 for quantity in out.values())
