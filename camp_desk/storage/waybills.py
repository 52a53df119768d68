"""The waybills that deliveries came with, and which of them were entered twice."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from camp_desk.domain.ids import DocumentId
from camp_desk.domain.stock import waybill_key
from camp_desk.storage import document_search
from camp_desk.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Waybill:
    """A delivery as its waybill has it: what came, and from whom where that was entered."""

    document: DocumentId
    number: str
    day: date
    reference: str
    items: frozenset[str]
    senders: frozenset[str]

    def is_again(self, items: frozenset[str], senders: frozenset[str]) -> bool:
        """Tell whether a paper of the same number is this one: something of it came from there.

        Another sender numbers on its own.  What shares no item is a second sheet of it.
        """
        one_sender = not self.senders or not senders or bool(self.senders & senders)
        return one_sender and bool(self.items & items)


def entered(
    db: Database, untrusted_reference: str, items: frozenset[str], senders: frozenset[str]
) -> Waybill | None:
    """Return the delivery that this waybill was entered for, or nothing."""
    key = waybill_key(untrusted_reference)
    rows = db.conn.execute(_ENTERED, {"sought": document_search.of_waybill(key)}) if key else ()
    documents = [id_ for (id_,) in rows]
    same = (each for each in _waybills(db, documents) if each.is_again(items, senders))
    return next(same, None)


_ENTERED = f"""
    SELECT document.id FROM {document_search.SOUGHT[0]}
    WHERE {document_search.SOUGHT[1]}
        AND document.kind = 'GRN' AND document.reference IS NOT NULL AND document.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.reverses = document.id)
    ORDER BY document.id
"""


def entered_twice(db: Database) -> Iterator[tuple[Waybill, Waybill]]:
    """Yield the deliveries that one waybill was entered for, two by two, the earlier first.

    A waybill of the camp's own stores is one, too: where its goods came before the stick that
    knows of it, somebody enters them as a delivery.
    """
    own = _own(db)
    for key, documents in _by_key(db).items():
        if len(documents) == 1 and key not in own:
            continue  # nothing to compare it with
        for one, other in combinations(_waybills(db, documents), 2):
            if other.is_again(one.items, one.senders):
                yield one, other
        for sent in _waybills(db, own.get(key, ())):
            for delivered in _waybills(db, documents):
                if sent.items & delivered.items:
                    yield sent, delivered


def arrived_twice(db: Database) -> Iterator[tuple[Waybill, Waybill]]:
    """Yield the arrivals that two desks wrote down of one waybill, two by two.

    The first of them closes the waybill, so that one desk alone cannot write a second.
    """
    rows = db.conn.execute("""
        SELECT one.about, one.id, other.id FROM document AS one
        JOIN document AS other ON other.about = one.about AND other.number > one.number
            AND other.kind = 'ARR'
        WHERE one.about IS NOT NULL AND one.kind = 'ARR'
            AND one.reverses IS NULL AND other.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM document WHERE reverses IN (one.id, other.id))
        ORDER BY one.about, one.number, other.number
    """).fetchall()
    for _, one, other in rows:
        found = _waybills(db, [one, other])
        if len(found) == 2:  # noqa: PLR2004  one that moved nothing has nothing there twice
            yield found[0], found[1]


def _by_key(db: Database) -> dict[str, list[bytes]]:
    documents: defaultdict[str, list[bytes]] = defaultdict(list)
    for id_, reference in db.conn.execute(
        "SELECT id, reference FROM document"
        " WHERE kind = 'GRN' AND reference IS NOT NULL AND reverses IS NULL"
        " AND id NOT IN (SELECT reverses FROM document WHERE reverses IS NOT NULL) ORDER BY id"
    ):
        documents[waybill_key(reference)].append(id_)
    return documents


def _own(db: Database) -> dict[str, list[bytes]]:
    """Return the waybills of the camp's own stores by the keys of their numbers."""
    rows = db.conn.execute(
        "SELECT number, id FROM document WHERE kind = 'WBL' AND reverses IS NULL"
        " AND id NOT IN (SELECT reverses FROM document WHERE reverses IS NOT NULL)"
    )
    return {waybill_key(number): [id_] for number, id_ in rows}


def _waybills(db: Database, documents: Sequence[bytes]) -> list[Waybill]:
    found = []
    for document in documents:
        number, day, reference, items, donors = db.conn.execute(
            """
            SELECT number, day, coalesce(reference, number), json_group_array(DISTINCT lot.item),
                json_group_array(DISTINCT lot.donor)
            FROM document JOIN movement ON movement.document = document.id
            JOIN lot ON lot.id = movement.lot
            WHERE document.id = ?
            """,
            (document,),
        ).fetchone()
        if number is not None:
            senders = frozenset(waybill_key(each) for each in json.loads(donors) if each)
            of = frozenset(json.loads(items))
            day_ = date.fromisoformat(day)
            found.append(Waybill(DocumentId(document), number, day_, reference, of, senders))
    return found
