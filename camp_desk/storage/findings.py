"""Findings: what a person must decide.  Derived from the tables, alike on every desk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import msgpack

from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Registration
from camp_desk.storage import counts, decisions, documents, levels, relief, tokens, waybills
from camp_desk.storage import finding_names as named
from camp_desk.storage.applying import heads
from camp_desk.storage.changes import Id
from camp_desk.storage.count_review import is_ready
from camp_desk.storage.driver import Database
from camp_desk.storage.ration_lists import STANDING
from camp_desk.storage.registrations import unpack


class Kind(StrEnum):
    """What kind of thing has to be decided."""

    POSSIBLE_DUPLICATE = "possible-duplicate"
    BORROWED_CHILD = "borrowed-child"
    LIST_ROW_CHANGED = "list-row-changed"
    DESKS_DISAGREE = "desks-disagree"
    COLLECTED_TWICE = "collected-twice"
    COLLECTED_AFTER_CLOSING = "collected-after-closing"
    BELOW_ZERO = "below-zero"
    WAYBILL_TWICE = "waybill-twice"
    ARRIVED_TWICE = "arrived-twice"
    DESK_FORKED = "desk-forked"
    AWAITING_CONFIRMATION = "awaiting-confirmation"
    NAMES_EXPORTED = "names-exported"
    EVENT_AWAITING = "event-awaiting"
    LOSS_AWAITING = "loss-awaiting"
    COUNT_AWAITING = "count-awaiting"
    COUNT_OVERTAKEN = "count-overtaken"
    GIVEN_TWICE = "given-twice"
    TOKEN_TWICE = "token-twice"  # noqa: S105  no secret
    TOKEN_REFUSED = "token-refused"  # noqa: S105  the same


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to decide; ``id`` is made from the kind and the sorted subjects.

    ``facts`` are what the sentence about it is made of.  One that is ``postponed`` stands
    after all others.
    """

    id: bytes
    kind: Kind
    subjects: tuple[Id, ...]
    facts: dict[str, object]
    postponed: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a changed row of a list says of a household; nothing of it is in force."""

    household: HouseholdId
    registration: Registration


def finding_id(kind: Kind, *subjects: Id) -> bytes:
    """Return the id that every desk gives to the same finding."""
    ordered = sorted(msgpack.packb(subject) for subject in subjects)
    return hashlib.blake2b(b"\0".join([kind.encode(), *ordered]), digest_size=16).digest()


def findings(db: Database) -> list[Finding]:
    """Return what is still to be decided, the gravest first; at the end what was postponed."""
    decided, postponed = decisions.decided(db), decisions.postponed(db)
    found = [
        *_collected_twice(db),
        *_collected_after_closing(db),
        *_given_twice(db),
        *_tokens_twice(db),
        *_tokens_refused(db),
        *_below_zero(db),
        *_waybills_twice(db),
        *_counts_overtaken(db),
        *_forked(db),
        *_awaiting(db),
        *_counts_awaiting(db),
        *_names_exported(db),
        *_events_awaiting(db),
        *_losses_awaiting(db),
        *_disagreements(db),
        *_changed_rows(db),
        *_possible_duplicates(db),
        *_borrowed_children(db),
    ]
    open_ = [each for each in found if each.id not in decided]
    later = sorted(
        (each for each in open_ if each.id in postponed), key=lambda each: postponed[each.id]
    )
    now = [each for each in open_ if each.id not in postponed]
    return [*now, *(replace(each, postponed=True) for each in later)]


def count(db: Database) -> int:
    """Return how many findings are open."""
    return len(findings(db))


def _finding(kind: Kind, subjects: tuple[Id, ...], **facts: object) -> Finding:
    return Finding(finding_id(kind, *subjects), kind, subjects, facts)


def _collected_twice(db: Database) -> Iterator[Finding]:
    rows = db.conn.execute(
        f"""
        WITH served AS MATERIALIZED (
            SELECT hand_over.id, coalesce(canonical, hand_over.household) AS household,
                hand_over.at, hand_over.desk, officer.name AS officer,
                ration_list.number, ration_list.kind, first_day, until_day
            FROM hand_over
            JOIN ration_list ON ration_list.id = hand_over.list
            LEFT JOIN officer ON officer.id = hand_over.officer
            LEFT JOIN canonical ON canonical.household = hand_over.household
            WHERE {STANDING}
        )
        SELECT a.id, b.id, household.number, a.number, b.number, a.at, b.at, a.desk, b.desk,
            a.officer, b.officer
        FROM served AS a JOIN served AS b ON a.household = b.household AND a.id < b.id
            AND a.kind = b.kind AND a.first_day < b.until_day AND b.first_day < a.until_day
        JOIN household ON household.id = a.household
        ORDER BY a.at, a.id, b.id
        """
    )
    for first, second, card, list_a, list_b, at_a, at_b, desk_a, desk_b, who_a, who_b in rows:
        yield _finding(
            Kind.COLLECTED_TWICE, (first, second), card=card, list_a=list_a, list_b=list_b,
            at_a=at_a, at_b=at_b, desk_a=desk_a, desk_b=desk_b, officer_a=who_a or "",
            officer_b=who_b or "",
        )  # fmt: skip


def _collected_after_closing(db: Database) -> Iterator[Finding]:
    """Hand-overs that no closing of their list knew of: their goods are not in the books."""
    rows = db.conn.execute(
        f"""
        WITH made AS (
            SELECT id, list, household, at, desk, reverses,
                row_number() OVER (PARTITION BY list, desk ORDER BY id) AS nth
            FROM hand_over WHERE list IN (SELECT list FROM closing) AND reverses IS NULL
        )
        SELECT hand_over.id, household.number, ration_list.number, hand_over.at, hand_over.desk
        FROM closing
        JOIN ration_list ON ration_list.id = closing.list
        JOIN made AS hand_over ON hand_over.list = closing.list
        JOIN household ON household.id = hand_over.household
        WHERE {STANDING}
        GROUP BY hand_over.id
        HAVING nth > max(coalesce(json_extract(closing.known, '$."' || hand_over.desk || '"'), 0))
        ORDER BY hand_over.at, hand_over.id
        """
    )
    for id_, card, number, at, desk in rows:
        yield _finding(
            Kind.COLLECTED_AFTER_CLOSING, (id_,), card=card, list=number, at=at, desk=desk
        )


def _below_zero(db: Database) -> Iterator[Finding]:
    """Piles of which more left than was there, with the documents that took the last of it."""
    for store, lot, quantity, facts in levels.below_zero(db):
        # the quantity is a subject: deeper below is another finding, noted or not
        yield _finding(Kind.BELOW_ZERO, (store, lot, quantity), quantity=quantity, **facts)


def _waybills_twice(db: Database) -> Iterator[Finding]:
    """Deliveries and arrivals of one waybill: where both stand, its goods are there twice."""
    twice = (
        (Kind.WAYBILL_TWICE, waybills.entered_twice), (Kind.ARRIVED_TWICE, waybills.arrived_twice),
    )  # fmt: skip
    for kind, pairs in twice:
        for one, other in pairs(db):
            yield _finding(
                kind, (one.document, other.document), waybill=one.reference,
                number_a=one.number, day_a=one.day.isoformat(), number_b=other.number,
                day_b=other.day.isoformat(),
            )  # fmt: skip


def _given_twice(db: Database) -> Iterator[Finding]:
    for subjects, facts in relief.given_twice(db):
        yield _finding(Kind.GIVEN_TWICE, subjects, **facts)


def _tokens_twice(db: Database) -> Iterator[Finding]:
    for one, other in tokens.used_twice(db):
        yield _finding(
            Kind.TOKEN_TWICE, (one.id, other.id), token=one.first, card_a=one.card or 0,
            card_b=other.card or 0, at_a=one.at, at_b=other.at, desk_a=one.desk,
            desk_b=other.desk,
        )  # fmt: skip


def _tokens_refused(db: Database) -> Iterator[Finding]:
    for refusal, use in tokens.used_though_refused(db):
        yield _finding(
            Kind.TOKEN_REFUSED, (refusal.id, use.id), token=use.first, card=use.card or 0,
            at=use.at, desk=use.desk, day=refusal.day.isoformat(), officer=refusal.officer,
            reason=refusal.reason,
        )  # fmt: skip


def _awaiting(db: Database) -> Iterator[Finding]:
    """Joins that one person decided, and a second has not confirmed."""
    rows = db.conn.execute("""
        SELECT alias.id, a.number, b.number FROM alias
        JOIN decision ON decision.finding = alias.id AND decision.choice = 'awaiting-confirmation'
        JOIN household AS a ON a.id = one JOIN household AS b ON b.id = other
        WHERE alias.id NOT IN (SELECT reverses FROM alias WHERE reverses IS NOT NULL)
        GROUP BY alias.id ORDER BY alias.id
    """)
    for alias, card_a, card_b in rows:
        yield _finding(Kind.AWAITING_CONFIRMATION, (alias,), card_a=card_a, card_b=card_b)


def _names_exported(db: Database) -> Iterator[Finding]:
    """Lists of names that one person took out of the camp, and a second has not confirmed."""
    rows = db.conn.execute("""
        SELECT seen.id, what, subject, pages, purpose, at, seen.officer, officer.name FROM seen
        JOIN decision ON decision.finding = seen.id AND decision.choice = 'awaiting-confirmation'
        LEFT JOIN officer ON officer.id = seen.officer
        GROUP BY seen.id ORDER BY seen.id
    """)
    for id_, what, subject, pages, purpose, at, by, officer in rows:
        yield _finding(
            Kind.NAMES_EXPORTED, (id_,), listing=what.partition(" ")[2], number=subject or "",
            rows=pages or 0, purpose=purpose or "", at=at or "", by=by, officer=officer or "",
        )  # fmt: skip


def _events_awaiting(db: Database) -> Iterator[Finding]:
    """Deaths, departures and withdrawals that one person recorded."""
    rows = db.conn.execute("""
        SELECT event.id, household.number, event.kind, event.day, event.desk, officer.name,
            trim(coalesce(own, '') || ' ' || coalesce(father, ''))
        FROM event JOIN household ON household.id = event.household
        LEFT JOIN person ON person.id = event.person
        LEFT JOIN officer ON officer.id = event.officer
        WHERE event.kind IN ('death', 'left', 'withdrawn')
        AND event.id NOT IN (SELECT reverses FROM event WHERE reverses IS NOT NULL)
        ORDER BY event.day, event.id
    """)
    for id_, card, kind, day, desk, officer, person in rows:
        yield _finding(
            Kind.EVENT_AWAITING, (id_,), card=card, event=kind, day=day, desk=desk,
            officer=officer or "", person=person,
        )  # fmt: skip


def _losses_awaiting(db: Database) -> Iterator[Finding]:
    """Losses and gains that one officer wrote down and that need a second one."""
    for each in documents.losses_awaiting(db):
        id_ = each.pop("id")
        yield _finding(Kind.LOSS_AWAITING, (id_,), **each)


def _counts_overtaken(db: Database) -> Iterator[Finding]:
    """Counts posted before what another desk had moved was known: the books are now wrong twice."""
    for each in counts.overtaken(db):
        yield _finding(
            Kind.COUNT_OVERTAKEN, (each.end, each.lot, each.quantity), number=each.number,
            store=each.store, item=each.item, label=each.label, posted=each.posted,
            quantity=each.quantity, documents=list(each.documents),
        )  # fmt: skip


def _counts_awaiting(db: Database) -> Iterator[Finding]:
    """Counts that wait to be approved, and those that one person approved alone."""
    for count in counts.open_counts(db):
        if is_ready(db, count):
            yield _finding(
                Kind.COUNT_AWAITING, (count.id,), number=count.number, store=count.store_name,
                posted=False,
            )  # fmt: skip
    for end, number, store in counts.posted_alone(db):
        yield _finding(Kind.COUNT_AWAITING, (end,), number=number, store=store, posted=True)


def _forked(db: Database) -> Iterator[Finding]:
    for (desk,) in db.conn.execute("SELECT DISTINCT desk FROM segment WHERE state = 'forked'"):
        yield _finding(Kind.DESK_FORKED, (desk,), desk=desk)


def _disagreements(db: Database) -> Iterator[Finding]:
    for table, id_, field in db.conn.execute(
        "SELECT tbl, id, field FROM conflict ORDER BY tbl, id, field"
    ).fetchall():
        values = [(write.writer.desk, write.value) for write in heads(db, table, id_, field)]
        yield _finding(
            Kind.DESKS_DISAGREE, (table, id_, field), table=table, field=field,
            card=named.card(db, table, id_), name=named.name(db, table, id_), values=values,
            names={value.hex(): named.meant(db, field, value) for _, value in values
                    if field in named.IDS and isinstance(value, bytes)},
        )  # fmt: skip


def proposal(db: Database, id_: bytes) -> Proposal | None:
    """Return a changed row of a list, or nothing if there is none of that id."""
    row = db.conn.execute(
        "SELECT household, registration FROM proposal WHERE id = ?", (id_,)
    ).fetchone()
    return Proposal(HouseholdId(row[0]), unpack(row[1])[0]) if row else None


def _changed_rows(db: Database) -> Iterator[Finding]:
    rows = db.conn.execute("""
        SELECT proposal.id, household.number, list_name, list_number
        FROM proposal JOIN household ON household.id = proposal.household
        ORDER BY list_name, household.number
    """)
    for id_, card, list_name, list_number in rows:
        yield _finding(
            Kind.LIST_ROW_CHANGED, (id_,), card=card, list_name=list_name, list_number=list_number
        )


def _possible_duplicates(db: Database) -> Iterator[Finding]:
    rows = db.conn.execute("""
        SELECT one, other, score, reasons, a.number, b.number,
            coalesce(ca.canonical, one), coalesce(cb.canonical, other) FROM possible_duplicate
        JOIN household AS a ON a.id = one JOIN household AS b ON b.id = other
        LEFT JOIN canonical AS ca ON ca.household = one
        LEFT JOIN canonical AS cb ON cb.household = other
        WHERE a.status = 'ACTIVE' AND b.status = 'ACTIVE'
        AND coalesce(ca.canonical, one) <> coalesce(cb.canonical, other)
        ORDER BY score DESC, one, other
    """)
    families: set[frozenset[bytes]] = set()
    for one, other, score, reasons, card_a, card_b, stands_a, stands_b in rows:
        # of a family that was joined the likeliest card is asked about, and no other
        pair = frozenset((stands_a, stands_b))
        if pair in families:
            continue
        families.add(pair)
        yield _finding(
            Kind.POSSIBLE_DUPLICATE, (one, other), card_a=card_a, card_b=card_b, score=score,
            reasons=msgpack.unpackb(reasons),
        )  # fmt: skip


def _borrowed_children(db: Database) -> Iterator[Finding]:
    rows = db.conn.execute("""
        SELECT one, other, names, a.number, b.number FROM borrowed_child
        JOIN household AS a ON a.id = one JOIN household AS b ON b.id = other
        LEFT JOIN canonical AS ca ON ca.household = one
        LEFT JOIN canonical AS cb ON cb.household = other
        WHERE a.status = 'ACTIVE' AND b.status = 'ACTIVE'
        AND coalesce(ca.canonical, one) <> coalesce(cb.canonical, other)
        ORDER BY a.number, b.number
    """)
    for one, other, names, card_a, card_b in rows:
        yield _finding(
            Kind.BORROWED_CHILD, (one, other), card_a=card_a, card_b=card_b,
            names=msgpack.unpackb(names),
        )  # fmt: skip
