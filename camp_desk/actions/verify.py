"""Checking a camp: its chains of hashes, and that the journal gives the very tables."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.storage import findings, households, integrity, journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import read_body
from camp_desk.storage.database import CampIsDamaged
from camp_desk.storage.database_trouble import told_by_sqlite
from camp_desk.storage.findings import Finding


class BrokenChain(CampDeskError):
    """An action is not the one that was written."""

    message = N_("Action {seq} of desk {desk} was changed after it was written.")
    advice = N_("Restore the latest backup, or join again from a stick.")


class TablesDiffer(CampDeskError):
    """The tables are not what the journal gives."""

    message = N_("The camp's tables are not what its journal says.")
    advice = N_("Restore the latest backup, or join again from a stick.")


@dataclass(frozen=True, slots=True)
class Verified:
    """A camp that is whole.  Desks with the same segments have the same digest."""

    actions: int
    households: int
    persons: int
    digest: str
    findings: tuple[Finding, ...]


def verify(camp: Camp) -> Verified:
    """Check a camp and return its numbers.

    Every page of the file is read, and the journal is replayed in a transaction that is then
    taken back.

    Raises:
        BrokenChain, TablesDiffer, CampIsDamaged: The file was tampered with or damaged.
        CampIsBusy, DiskIsFull: It could not be looked into now.
    """
    with told_by_sqlite(camp.path), integrity.taken_back(camp.db):
        if not integrity.pages_are_whole(camp.db):
            raise CampIsDamaged(name=camp.path.name)
        return _verified(camp)


def _verified(camp: Camp) -> Verified:
    _check_chains(camp)
    found = tuple(findings.findings(camp.db))
    digest = journal.digest(camp.db)
    journal.empty_tables(camp.db)
    journal.replay(camp.db)
    if journal.digest(camp.db) != digest:
        raise TablesDiffer
    number, persons = households.totals(camp.db)
    return Verified(journal.count(camp.db), number, persons, digest, found)


def _check_chains(camp: Camp) -> None:
    for desk in journal.desks(camp.db):
        last, head = journal.last(camp.db, desk)
        before = journal.GENESIS
        for action in journal.entries(camp.db, desk, 0, last):
            if action.body is not None and not _as_written(action.body, action.body_hash):
                raise BrokenChain(seq=action.seq, desk=f"{desk:03d}")
            before = action.hashed(before)
        if before != head:
            raise BrokenChain(seq=last, desk=f"{desk:03d}")


def _as_written(body: bytes, body_hash: bytes) -> bool:
    try:
        return read_body(body)[1] == body_hash
    except ValueError:
        return False
