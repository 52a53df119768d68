"""A desk that was entered in the journal and whose invitation never got whole onto a stick."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.driver import Database
from camp_desk.storage.keys import Certificate, DeskKeys
from camp_desk.storage.packed import pack, unpack

_NAME = "invited"


@dataclass(frozen=True, slots=True)
class Awaited:
    """A desk's number with what its laptop is to be given; secret, and on this laptop only."""

    desk: DeskNumber
    keys: DeskKeys
    certificate: Certificate


def awaited(db: Database) -> Awaited | None:
    """Return the desk whose invitation is still to be written, if there is one."""
    row = db.conn.execute("SELECT value FROM here WHERE name = ?", (_NAME,)).fetchone()
    if row is None:
        return None
    match unpack(row[0]):
        case [int(desk), [bytes(signing), str(receiving)], bytes(certificate)]:
            keys = DeskKeys(signing, receiving)
            return Awaited(DeskNumber(desk), keys, Certificate.unpack(certificate))
    raise ValueError("not what was kept")


def keep(db: Database, desk: Awaited) -> None:
    """Keep a desk until its invitation is written; the caller holds the transaction."""
    packed = pack([desk.desk, desk.keys.values(), desk.certificate.pack()])
    db.conn.execute("INSERT OR REPLACE INTO here VALUES (?, ?)", (_NAME, packed))


def forget(db: Database) -> None:
    """Forget the keys of a desk whose invitation is written."""
    db.conn.execute("DELETE FROM here WHERE name = ?", (_NAME,))
