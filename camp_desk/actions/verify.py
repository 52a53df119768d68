"""Checking a camp: its chains of hashes, and that the journal gives the very tables."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.storage import findings, households, journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import read_body
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

    The journal is replayed in a transaction that is then taken back.

    Raises:
        BrokenChain, TablesDiffer: The file was tampered with or damaged.
    """
    _check_chains(camp)
    digest = journal.digest(camp.db)
    camp.db.conn.execute("BEGIN IMMEDIATE")
    try:
        journal.empty_tables(camp.db)
        journal.replay(camp.db)
        replayed = journal.digest(camp.db)
    finally:
        camp.db.conn.execute("ROLLBACK")
    if replayed != digest:
        raise TablesDiffer
    (actions,) = camp.db.conn.execute("SELECT count(*) FROM journal").fetchone()
    number, persons = households.totals(camp.db)
    return Verified(actions, number, persons, digest, tuple(findings.findings(camp.db)))


def _check_chains(camp: Camp) -> None:
    for (desk,) in camp.db.conn.execute("SELECT DISTINCT desk FROM journal").fetchall():
        last, head = journal.last(camp.db, desk)
        before = journal.GENESIS
        for action in journal.entries(camp.db, desk, 0, last):
            if action.body is not None and read_body(action.body)[1] != action.body_hash:
                raise BrokenChain(seq=action.seq, desk=f"{desk:03d}")
            before = action.hashed(before)
        if before != head:
            raise BrokenChain(seq=last, desk=f"{desk:03d}")
