"""The search among documents finds what a plain look at every document finds, and in its order."""

from __future__ import annotations

import re
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.actions import dispatch, stock
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Came, Delivery
from camp_desk.storage import derived, document_search, documents, journal
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.applying import apply
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import ADD, Change, Value, Writer
from tests.goods import Done, bring, days, do, stocked_for_kits, stores
from tests.small_camp import Desk, Template, sync

ON_THE_HEAD = """
    SELECT document.id, number, reference, party, plate, driver, remarks, store.name, other.name,
        kind, store.id, other.id
    FROM document LEFT JOIN store ON store.id = document.store
    LEFT JOIN store AS other ON other.id = document.other_store
    ORDER BY day DESC, document.rowid DESC
"""
ON_THE_LOTS = """
    SELECT lot.item, label, donor, consignment, name_en, name_ar FROM movement
    JOIN lot ON lot.id = movement.lot LEFT JOIN item ON item.id = lot.item WHERE document = ?
"""
ODD = ("", "waybill", "بوليصة", "2014", "%", "_", "!", '"', "'", "a\x00b", "É", "ß", "0", "رز", "ر")


def texts(camp: Camp) -> dict[bytes, tuple[list[str], str, set[bytes]]]:
    """Return what stands on each document, its kind and its stores; the latest first."""
    found = {}
    for id_, *head, kind, store, other in camp.db.conn.execute(ON_THE_HEAD).fetchall():
        lots = camp.db.conn.execute(ON_THE_LOTS, (id_,)).fetchall()
        said = [text for row in (head, *lots) for text in row if text]
        found[id_] = (said, kind, {store, other})
    return found


def folded(text: str) -> str:
    """Return a text with its Latin letters small, and no others: as the file compares."""
    return re.sub("[A-Z]", lambda letter: letter.group().lower(), text)


def plainly(camp: Camp, words: str, kind: str, store: bytes | None) -> list[bytes]:
    """Return the documents on which every word stands somewhere."""
    return [
        id_
        for id_, (said, of, at) in texts(camp).items()
        if kind in {"", of}
        and store in {None, *at}
        and all(any(w in folded(text) for text in said) for w in words.casefold().split())
    ]


def agrees(camp: Camp, words: str, kind: str = "", store: bytes | None = None) -> None:
    rows = documents.found(camp.db, words=words, kind=kind, store=store)
    assert [row.id for row in rows] == plainly(camp, words, kind, store)


def some_words(data: st.DataObject, camp: Camp) -> str:
    """Return words of which some stand on a document."""
    known = sorted({text for said, _, _ in texts(camp).values() for text in said})
    parts = []
    for _ in range(data.draw(st.integers(1, 3))):
        text = data.draw(st.sampled_from([*known, *known, *ODD]))
        first = data.draw(st.integers(0, max(0, len(text) - 1)))
        parts.append(text[first : first + data.draw(st.integers(1, 12))])
    said = " ".join(parts)
    return data.draw(st.sampled_from((said, said.lower(), said.upper())))


@settings(max_examples=8, deadline=None)
@given(script=days(2, 20), data=st.data())
def test_a_document_is_found_exactly_when_every_word_stands_on_it_on_either_desk(
    template: Template, script: list[Done], data: st.DataObject
) -> None:
    with template.desks(2) as desks:
        stock.add_store(desks[0].camp, "Second É")
        stocked_for_kits(desks[0].camp)
        sync(*desks)
        for done in script:
            if done.what == "sync":
                sync(desks[done.desk])
            else:
                do(desks[done.desk].camp, done)
            desks[done.desk].clock.move(hours=7)
        sync(*desks, *desks)

        for desk in desks:
            kinds = ["", "", *{kind for _, kind, _ in texts(desk.camp).values()}, "CNT"]
            for _ in range(12):
                kind = data.draw(st.sampled_from(kinds))
                store = data.draw(st.sampled_from([None, None, *stores(desk.camp)]))
                agrees(desk.camp, some_words(data, desk.camp), kind, store)
            _the_ledger_agrees(desk.camp, data.draw(st.integers(1, 30)))


def _the_ledger_agrees(camp: Camp, limit: int) -> None:
    """Check that so many of an item's latest movements are the first of all of them."""
    for item in ("RIC", "OIL"):
        every = camp.db.conn.execute(
            "SELECT document.number, lot.label, quantity FROM movement"
            " JOIN document ON document.id = document JOIN lot ON lot.id = lot"
            " JOIN store ON store.id = movement.store"
            " WHERE item = ? ORDER BY day DESC, document.id DESC, lot.id",
            (item,),
        ).fetchall()
        shown = stock_storage.ledger(camp.db, item, limit)
        assert [(line.number, line.quantity) for line in shown] == [
            (number, quantity) for number, _, quantity in every[:limit]
        ]


def test_only_so_many_are_found_and_those_are_the_latest(desk: Desk) -> None:
    for n in range(5):
        bring(desk.camp, label=f"L{n}")
        desk.clock.move(days=-1 if n % 2 else 3)

    for words in ("", "l", "rice", "grn-001"):
        every = [row.id for row in documents.found(desk.camp.db, words=words)]
        assert every == plainly(desk.camp, words, "", None)
        assert [row.id for row in documents.found(desk.camp.db, words=words, limit=2)] == every[:2]


def test_a_store_or_an_item_that_is_called_otherwise_is_found_by_its_new_name(camp: Camp) -> None:
    pile = bring(camp)
    _, tent = stock.add_store(camp, "Tent")
    out = Leaving(pile.store, (Out("RIC", 5),))
    dispatch.dispatch(camp, dispatch.Dispatch(out, tent))
    with camp.action("rename") as entry:
        entry.put("store", tent, {"name": "Warehouse"})
        entry.put("item", "RIC", {"name_en": "Jasmine"})

    for words in ("tent", "warehouse", "jasmine", "rice", "jasmine ware"):
        agrees(camp, words)
    assert len(documents.found(camp.db, words="jasmine")) == 2


def test_the_spelling_of_a_lot_that_another_desk_wrote_is_what_it_is_found_by(
    two: list[Desk],
) -> None:
    for desk, label in zip(two, ("Lot ÄB 9", "LOT äb 9"), strict=True):
        camp = desk.camp
        stock.receive(camp, Delivery(stores(camp)[0], (Came("RIC", 5, label),)))
    sync(*two, *two)

    for desk in two:
        for words in ("lot", "äb", "ÄB", "ab", "b 9"):
            agrees(desk.camp, words)


def test_a_text_of_any_length_may_be_typed(camp: Camp) -> None:
    remark = "x" * 45 + "abcdefghijklmnopqrstuvwxyz0123456789" * 3
    store = stores(camp)[0]
    came = (Came("RIC", 5),)
    stock.receive(camp, Delivery(store, came, remarks=remark + "yes"))
    stock.receive(camp, Delivery(store, came, remarks=remark + "no"))

    assert len(documents.found(camp.db, words=remark)) == 2
    assert len(documents.found(camp.db, words=remark + "yes")) == 1
    for words in (remark + "yes", remark.upper(), "0123456789" * 400, "rice " * 60, "a b c " * 20):
        agrees(camp, words)


def test_what_is_added_to_a_document_later_is_found_on_it(camp: Camp) -> None:
    pile, oil = bring(camp), bring(camp, "OIL", label="drum")
    rice = documents.found(camp.db, words="rice")[0]
    fields: dict[str, Value] = {
        "document": rice.id,
        "lot": oil.lot,
        "store": pile.store,
        "quantity": 1,
    }
    with camp.action("receive") as entry:
        entry.add("movement", camp.new_id(), fields)

    agrees(camp, "drum rice")
    assert [row.id for row in documents.found(camp.db, words="drum rice")] == [rice.id]


def test_the_ledger_goes_back_behind_documents_that_moved_nothing_in_a_store(desk: Desk) -> None:
    camp = desk.camp
    pile = bring(camp)
    sent = []
    for n in range(2):
        desk.clock.move(days=1)
        out = Leaving(pile.store, (Out("RIC", 5 + n),))
        sent.append(dispatch.dispatch(camp, dispatch.Dispatch(out, place="Domiz")).document)
    for waybill in sent:
        desk.clock.move(days=1)
        dispatch.receive_waybill(camp, dispatch.Arrival(waybill))

    ledger = [line.quantity for line in stock_storage.ledger(camp.db, "RIC")]
    assert ledger == [-6, -5, 1_000]
    for limit in (1, 2, 3):
        shown = stock_storage.ledger(camp.db, "RIC", limit)
        assert [line.quantity for line in shown] == ledger[:limit]


def test_an_index_by_other_rules_and_one_after_a_replay_are_made_anew(desk: Desk) -> None:
    camp = desk.camp
    for n in range(3):
        bring(camp, label=f"L{n}")
        desk.clock.move(days=-1)
    with camp.transaction():
        journal.empty_tables(camp.db)
        journal.replay(camp.db)
        document_search.rebuild(camp.db)
    agrees(camp, "l1 rice")
    camp.db.conn.executescript("""
        UPDATE here SET value = x'00' WHERE name = 'documents';
        INSERT INTO document_search(document_search) VALUES ('delete-all');
    """)
    assert documents.found(camp.db, words="rice") == []

    derived.bring_up_to_date(camp.db)

    agrees(camp, "l1 rice")
    assert len(documents.found(camp.db, words="rice")) == 3


def test_a_document_whose_day_desks_agree_on_anew_stands_in_the_list_once(desk: Desk) -> None:
    camp = desk.camp
    bring(camp, label="first")
    bring(camp, label="second")
    head = documents.found(camp.db, words="second")[0]
    day = (camp.today() - timedelta(days=9)).isoformat()
    change = Change(ADD, "document", head.id, {"kind": "GRN", "number": "AAA", "day": day})
    with camp.transaction():
        apply(camp.db, Writer(1, 2, 1), [change])
        derived.refresh(camp.db, [change])

    agrees(camp, "rice")
    assert [row.day.isoformat() for row in documents.found(camp.db, words="second")] == [day]
