"""Taking in an arrival list: new families are registered, changed rows proposed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camp_desk.actions.arrivals import card_hash, fingerprint, writable, write_down_checked
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.registration import Registration
from camp_desk.domain.roles import Right
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.mapping import Mapping as Columns
from camp_desk.spreadsheets.mapping import recognise
from camp_desk.spreadsheets.outcome import Rejected, Understood
from camp_desk.spreadsheets.reading import read_sheet
from camp_desk.spreadsheets.table import Table
from camp_desk.spreadsheets.understanding import understand
from camp_desk.storage import families, households, listed, proposals
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.database import wide_cache
from camp_desk.storage.decisions import is_decided
from camp_desk.storage.findings import Kind, finding_id
from camp_desk.storage.listed import Listed, Lookalike
from camp_desk.storage.registrations import pack
from camp_desk.storage.tables import Changes, Topic


@dataclass(frozen=True, slots=True)
class Pair:
    """Two households that may be one family; ``b`` stands in the list that was taken in."""

    a: Listed
    b: Listed
    score: float


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a list.  ``changed`` rows wait as findings for an officer."""

    changes: Changes
    households: int
    persons: int
    rejected: tuple[Rejected, ...]
    unchanged: int
    changed: int
    possible_duplicates: tuple[Pair, ...]


def read_list(path: Path, report: Report = silent) -> tuple[Table, Columns]:
    """Read an Excel or CSV file and recognise its columns.

    Raises:
        CampDeskError: As of reading.read_sheet: the file is missing, broken or no list.
    """
    table = read_sheet(path, report)
    return table, recognise(table)


def understood(
    table: Table, columns: Columns, *, today: date, list_name: str = "", report: Report = silent
) -> Understood:
    """Return what a list says, for a preview and for taking it in."""
    return understand(table, columns, today=today, list_name=list_name, report=report)


def take_in(camp: Camp, untrusted_list: Understood, report: Report = silent) -> TakenIn:
    """Take a list in: all of it that can be read, or nothing if it is stopped.

    A family is known by its list's name and its number in it.  Taken in again, a row that
    stays the same adds nothing, and one that changed becomes a proposal.

    Raises:
        NotAllowed: The officer does not register.
        Whatever ``report`` raises to stop the work: nothing was written.
    """
    camp.require(Right.REGISTER)
    batch = camp.new_id()
    rejected = list(untrusted_list.rejected)
    topics: set[Topic] = set()
    added = persons = unchanged = changed = 0
    total = len(untrusted_list.registrations)
    with wide_cache(camp.db), camp.transaction():
        known: dict[str, Mapping[str, tuple[HouseholdId, bytes]]] = {}
        for n, registration in enumerate(untrusted_list.registrations):
            name = registration.list_name
            if name not in known:
                known[name] = households.from_list(camp.db, name)
            earlier = known[name].get(registration.list_number)
            if earlier is None:
                try:
                    checked = writable(camp, registration)
                except CampDeskError as error:
                    row = untrusted_list.first_rows[n]
                    rejected.append(Rejected(row, error.message, error.values))
                    continue
                topics |= write_down_checked(camp, checked, batch).changes
                added += 1
                persons += registration.size
            elif _is_news(camp, earlier, registration):
                topics |= _propose(camp, earlier[0], registration, batch)
                changed += 1
            else:
                unchanged += 1
            report(n + 1, 2 * total)
        families.check_new(camp.db, lambda done, of: report(total + done * total // of, 2 * total))
        names = set(known)
    if added:
        topics.add(Topic.FINDINGS)
    return TakenIn(
        changes=frozenset(topics),
        households=added,
        persons=persons,
        rejected=tuple(sorted(rejected, key=lambda each: each.number)),
        unchanged=unchanged,
        changed=changed,
        possible_duplicates=tuple(
            sorted(
                (pair for name in names for pair in pairs(camp, name)),
                key=lambda pair: -pair.score,
            )
        ),
    )


def lookalike_said(like: Lookalike, words: Words) -> str:
    """Return the sentence that a list under another name seems to be here already."""
    return words(
        "This looks like list {list} of {day}: {there} of {families} families are there already."
        " Under the same name, rows that say the same add nothing.",
        list=f"“\u2068{like.name}\u2069”" if words.right_to_left else f"“{like.name}”",
        day=f"\u2066{like.day}\u2069" if words.right_to_left else like.day.isoformat(),
        there=f"{like.there:,}",
        families=f"{like.families:,}",
    )


def _is_news(camp: Camp, earlier: tuple[HouseholdId, bytes], registration: Registration) -> bool:
    household, read_before = earlier
    now = fingerprint(camp, registration)
    if now == read_before:
        return False
    finding = finding_id(Kind.LIST_ROW_CHANGED, _proposal_id(household, now))
    return not is_decided(camp.db, finding)


def _proposal_id(household: HouseholdId, list_hash: bytes) -> bytes:
    return hashlib.blake2b(household + list_hash, digest_size=16).digest()


def _propose(
    camp: Camp, household: HouseholdId, registration: Registration, batch: bytes
) -> Changes:
    hashed = fingerprint(camp, registration)
    proposal = _proposal_id(household, hashed)
    if proposals.is_known(camp.db, proposal):
        return frozenset()
    entry: Entry
    with camp.action("propose", batch) as entry:
        entry.add(
            "proposal",
            proposal,
            {
                "household": household,
                "registration": pack(registration, card_hash(camp, registration)),
                "list_hash": hashed,
            },
        )
    return entry.changes


def pairs(camp: Camp, list_name: str) -> list[Pair]:
    """Return the open possible duplicates of a list's households, the most likely first."""
    found = []
    for first, second, score in listed.possible_duplicates(camp.db, list_name):
        a, b = (first, second) if second.list_name == list_name else (second, first)
        if not _decided(camp, a.household, b.household):
            found.append(Pair(a, b, score))
    return found


def _decided(camp: Camp, one: HouseholdId, other: HouseholdId) -> bool:
    finding = finding_id(Kind.POSSIBLE_DUPLICATE, one, other)
    return is_decided(camp.db, finding) or households.canonical(
        camp.db, one
    ) == households.canonical(camp.db, other)
