"""Whoever has the keys of a desk and writes segments by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from camp_desk.domain.stock import Lot
from camp_desk.storage import households, journal, ration_lists, segments
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.changes import ADD, PUT
from camp_desk.storage.keys import Certificate
from camp_desk.storage.packed import deflate, pack
from camp_desk.storage.people import Show
from camp_desk.sync.segment import BEFORE_THE_FIRST, Content, Sealer, Trust, peek, seal
from camp_desk.sync.stick import Stick, name_of
from tests.small_camp import Desk, stick_of, views


def state(desk: Desk) -> tuple[object, ...]:
    return desk.digest, households.totals(desk.camp.db), journal.last(desk.camp.db, 2)


ID, OTHER = b"i" * 16, b"j" * 16
LOT = Lot("RIC", "L1")
ROWS: dict[str, list[Any]] = {
    "setting": [PUT, "setting", "note", {"value": 1}, None],
    "officer": [PUT, "officer", ID, {"name": "X", "role": "registrar"}, None],
    "desk": [PUT, "desk", 77, {"name": "X", "certificate": b"c"}, None],
    "store": [PUT, "store", ID, {"name": "X"}, None],
    "item": [PUT, "item", "XYZ", {"name_en": "X", "unit": "g", "kcal_per_100g": 1.5}, None],
    "scale": [
        PUT, "scale", "XYZ",
        {"name_en": "X", "kind": "full", "cycle_days": 7, "parts": '[["RIC", 400000]]'}, None,
    ],
    "household": [
        PUT, "household", ID,
        {
            "number": 2000009, "status": "ACTIVE", "grade": 1, "arrived": "2014-06-10T08:00",
            "size_declared": 4, "counts": "[[0,0,0,2,0],[0,0,0,2,0],0]", "phone": "0770",
            "urgent": 1, "intent": "move", "onward": "Dahuk", "consent": 1,
            "consent_at": "2014-06-10T08:00", "consent_language": "ckb",
            "consent_purposes": '["help"]',
        },
        None,
    ],
    "person": [
        PUT, "person", OTHER,
        {
            "household": ID, "number": 1, "own": "نور", "sex": "F", "birth": "1990-02-03",
            "precision": "exact", "relationship": "PA", "status": "ACTIVE",
            "fourth": "علي", "latin": "Nour", "mother": "هدى",
        },
        None,
    ],
    "card": [ADD, "card", ID, {"household": ID, "issue": 2}, None],
    "event": [
        ADD, "event", ID,
        {
            "household": ID, "person": OTHER, "number": 1, "kind": "death", "day": "2014-06-10",
            "at": "2014-06-10T09:00:00", "desk": 2, "officer": ID, "status": "DECEASED",
            "was": "ACTIVE",
        },
        None,
    ],
    "collector": [
        PUT, "collector", ID,
        {"household": ID, "place": 1, "name": "X", "phone": "0770", "reason": "X"}, None,
    ],
    "alias": [ADD, "alias", ID, {"one": ID, "other": OTHER}, None],
    "decision": [ADD, "decision", ID, {"finding": ID, "choice": "x", "reverses": OTHER}, None],
    "lot": [ADD, "lot", LOT.id, {"item": "RIC", "label": "L1"}, None],
    "document": [ADD, "document", ID, {"kind": "GRN", "number": "1", "day": "2014-06-10"}, None],
    "given": [
        ADD, "given", ID,
        {
            "document": ID, "household": OTHER, "item": "BLANKET", "quantity": 5, "entitled": 5,
            "days": 0, "persons": 5, "at": "2014-06-10T09:00", "desk": 2,
        },
        None,
    ],
    "document_line": [
        ADD, "document_line", ID, {"document": ID, "lot": LOT.id, "sent": 5, "good": 5}, None,
    ],
    "movement": [
        ADD, "movement", ID, {"document": ID, "lot": LOT.id, "store": ID, "quantity": 5}, None,
    ],
    "stock_count": [
        ADD, "stock_count", ID,
        {
            "number": "CNT-002-0001", "store": ID, "day": "2014-06-10", "items": '["RIC"]',
            "desk": 2, "officer": ID, "at": "2014-06-10T09:00:00", "known": '{"2":1}',
        },
        None,
    ],
    "count_line": [
        ADD, "count_line", ID, {"count": ID, "lot": LOT.id, "serial": 1, "book": -5}, None,
    ],
    "count_entry": [
        ADD, "count_entry", ID,
        {
            "count": ID, "lot": LOT.id, "counter": "X", "officer": ID,
            "at": "2014-06-10T09:00:00", "quantity": 5,
        },
        None,
    ],
    "count_end": [
        ADD, "count_end", ID,
        {
            "count": ID, "how": "posted", "day": "2014-06-10", "officer": ID,
            "at": "2014-06-10T09:00:00", "document": ID, "known": '{"2":1}',
        },
        None,
    ],
    "count_result": [
        ADD, "count_result", ID,
        {"count": ID, "lot": LOT.id, "book": -5, "counted": 5, "posted": 10}, None,
    ],
    "expected": [
        PUT, "expected", ID,
        {
            "item": "RIC", "quantity": 5, "day": "2014-06-20", "likelihood": "firm",
            "donor": "WFP", "reference": "WB-1",
        },
        None,
    ],
    "expected_came": [
        ADD, "expected_came", ID, {"expected": OTHER, "document": ID, "quantity": 5}, None,
    ],
    "ration_list": [
        ADD, "ration_list", ID,
        {
            "number": 10001, "kind": "food", "days": 7, "first_day": "2014-06-10",
            "until_day": "2014-06-17", "store": ID, "sectors": "[]", "items": '["RIC"]',
            "parts": '[["RIC",400000]]', "day": "2014-06-10",
        },
        None,
    ],
    "list_line": [
        ADD, "list_line", ID,
        {
            "list": ID, "household": ID, "serial": 1, "number": 2000009, "issue": 1,
            "persons": 4, "quantities": "[11200]",
        },
        None,
    ],
    "hand_over": [
        ADD, "hand_over", ID,
        {"list": ID, "household": ID, "at": "2014-06-10T09:00:00", "desk": 2, "officer": ID}, None,
    ],
    "closing": [
        ADD, "closing", ID, {"list": ID, "day": "2014-06-11", "known": '{"2":1}'}, None,
    ],
    "place": [
        PUT, "place", ID,
        {"sector": "C", "block": "1", "shelter": "01", "capacity": 6, "state": "open"}, None,
    ],
    "need": [
        ADD, "need", ID,
        {
            "person": OTHER, "code": "PG", "pending": 1, "day": "2014-06-10",
            "at": "2014-06-10T09:00:00", "desk": 2, "officer": ID,
        },
        None,
    ],
    "presence": [ADD, "presence", ID, {"household": ID, "day": "2014-06-10", "how": "met"}, None],
    "token_run": [
        ADD, "token_run", ID,
        {
            "kind": "token", "first": 200000, "last": 200099, "day": "2014-06-10", "desk": 2,
            "officer": ID,
        },
        None,
    ],
    "token_mark": [
        ADD, "token_mark", ID,
        {
            "first": 200000, "last": 200000, "state": "used", "day": "2014-06-10",
            "at": "2014-06-10T09:00:00", "desk": 2, "officer": ID, "household": ID,
        },
        None,
    ],
    "manifest": [
        PUT, "manifest", ID,
        {
            "kind": "arrival", "number": 10001, "plate": "12345", "at": "2014-06-10T09:00",
            "total": 47, "desk": 2, "officer": ID,
        },
        None,
    ],
    "manifest_line": [
        ADD, "manifest_line", ID,
        {"manifest": ID, "household": ID, "at": "2014-06-10T09:00:00", "desk": 2, "officer": ID},
        None,
    ],
    "seen": [
        ADD, "seen", ID,
        {
            "what": "export people", "pages": 3, "purpose": "WFP", "officer": ID,
            "at": "2014-06-10T08:00:00", "columns": '["card"]',
        },
        None,
    ],
}  # fmt: skip
"""One good row of each table, as a desk writes it."""


@dataclass
class Forger:
    """Whoever has the keys of a desk and writes segments by hand."""

    desk: Desk
    seq: int = 0
    clock: int = 0
    head: bytes = b""
    actions: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        db, desk = self.desk.camp.db, self.desk.camp.desk
        self.seq, self.head = journal.last(db, desk)
        (self.clock,) = db.conn.execute("SELECT max(clock) FROM journal").fetchone()
        self.first = self.seq + 1

    def say(self, rows: object, **fields: Any) -> None:
        """Add an action that follows the one before, but for the fields given."""
        self.seq += 1
        self.clock += 1
        plain = pack(rows)
        values = {
            "seq": self.seq, "clock": self.clock, "at": 5, "officer": ID, "kind": "any",
            "version": 1, "batch": b"", "epoch": 1, "body": deflate(plain),
            "body_hash": hashlib.blake2b(plain, digest_size=16).digest(), **fields,
        }  # fmt: skip
        self.actions.append(list(values.values()))
        try:
            self.head = journal.Action(int(self.desk.camp.desk), *values.values()).hashed(self.head)
        except TypeError:
            self.head = b"\0" * 32

    def say_twice(self) -> None:
        """Add two actions of one number."""
        self.say([])
        self.say([], seq=self.seq)

    def write(self, head: bytes = b"") -> None:
        """Seal what was said and lay it on the stick."""
        camp = self.desk.camp
        held = segments.held(camp.db)
        own = [each for each in held if each.desk == camp.desk]
        seen = {each.desk: each.number for each in held if each.desk != camp.desk}
        sealer = Sealer(
            camp.secret.desk, Certificate.unpack(camp.here.certificate), 1,
            [camp.here.keys.recipient(1)],
        )  # fmt: skip
        file = seal(
            sealer,
            Content(seen, self.actions, head or self.head),
            number=len(own) + 1,
            first=self.first,
            previous=own[-1].hash if own else BEFORE_THE_FIRST,
        )
        header = peek(file, Trust(camp.here.camp_id, camp.here.camp_public))
        Stick(stick_of(camp), camp.here.camp_id).write(name_of(header), file)


def look_at_everything(desk: Desk) -> None:
    """Ask all that screens ask."""
    seen, db = views(desk.camp), desk.camp.db
    rows = seen.people("", Show.ALL)
    seen.person_rows(list(rows))
    for typed in ("ali", "0770", "001"):
        seen.people(typed)
    for (id_,) in db.conn.execute("SELECT id FROM household").fetchall():
        seen.household(id_)
        seen.needs(id_)
    seen.needs_counted()
    assert seen.totals()[0] >= 1
    seen.population()
    for shelter in seen.plan().shelters:
        seen.residents(shelter.spellings)
    seen.not_seen_for(0)
    seen.findings()
    seen.token_counts()
    seen.token_runs()
    seen.token(200_000)
    for (manifest,) in db.conn.execute("SELECT id FROM manifest").fetchall():
        seen.aboard(manifest)
    seen.manifests_of(seen.today())
    for item in seen.items():
        seen.ledger(item)
        seen.history(item)
    seen.on_hand()
    seen.piles()
    seen.expected()
    for count in seen.books.counts():
        seen.books.review(count)
        seen.books.is_waiting(count)
    for store in seen.stores():
        seen.books.due(store.id, seen.today())
        for item in seen.items():
            seen.books.ledger(store.id, item)
    seen.scales()
    for rations in seen.ration_lists():
        seen.lines(rations.id)
        seen.progress(rations)
    stock_storage.stores(db)
    ration_lists.sectors(db)
    assert desk.camp.officer.name
    seen.close()
