"""Bringing a camp back when no laptop of it is left: a stick and the recovery sheet are enough."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from camp_desk.actions.camps import begin, open_unlocked
from camp_desk.actions.checks import bounded
from camp_desk.actions.sticks import NoFolder
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.roles import Role
from camp_desk.storage import desks, keys, reserve, slots
from camp_desk.storage.camp import Camp, Clock, Here, write_here
from camp_desk.storage.changes import Value
from camp_desk.storage.database import open_for_writing
from camp_desk.storage.database_trouble import told_by_sqlite
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.recovery import recovery_key
from camp_desk.storage.unfinished import discard, finish
from camp_desk.sync import exchange
from camp_desk.sync.recovery_file import Recovery, find_recovery
from camp_desk.sync.stick import Stick


def restore(  # noqa: PLR0913  a laptop is made of this
    folder: Path,
    path: Path,
    untrusted_key: str,
    passphrase: str,
    *,
    officer: str,
    clock: Clock = time.time,
    cost: Cost | None = None,
    reserve_bytes: int = reserve.SIZE,
    report: Report = silent,
) -> Camp:
    """Make this laptop a new desk of a camp from what lies on a stick.

    Everything that any desk has left there comes back; what was never synced is lost.  The desk
    gets a number that no laptop had, so that a laptop that turns up again does no harm.

    Args:
        folder: The stick or folder.
        path: The camp file to be made here.
        untrusted_key: The key of the recovery sheet.
        passphrase: What opens the camp on this laptop.
        officer: Who works here.
        clock: Seconds since 1970.
        cost: Of guessing a passphrase, if not the usual one.
        reserve_bytes: Disk space to hold back beside the camp.
        report: Told of the files taken in.

    Raises:
        CampExists, NoFolder, EmptyPassphrase, DiskFull, DiskIsFull, NotWritable: Nothing was
            made.
        MistypedRecoveryKey, OtherRecoveryKey, NothingToRestore: The key opens nothing there.
    """
    draft = begin(path)
    if not folder.is_dir():
        raise NoFolder(folder=folder)
    identity = recovery_key(untrusted_key)
    recovery = find_recovery(folder, identity)
    secret = slots.SlotSecret(keys.new_key(), keys.new_desk_keys(), recovery.camp_signing)
    who = slots.Officer(keys.new_key()[:16], bounded(officer) or "1")
    try:
        with told_by_sqlite(path):
            blank = _Blank(draft, recovery, keys.recipient(identity), secret, who)
            _take_all(blank, Stick(folder, recovery.camp), clock, report)
        slots.create(
            slots.beside(path), recovery.camp, who, passphrase, secret,
            recovery_recipient=keys.recipient(identity), cost=cost,
        )  # fmt: skip
    except CampDeskError:
        discard(draft)
        raise
    finish(path)
    reserve.hold(path, reserve_bytes)
    return open_unlocked(path, slots.Opened(who.id, secret), clock)


@dataclass(frozen=True, slots=True)
class _Blank:
    """A laptop that has nothing but keys yet."""

    draft: Path
    recovery: Recovery
    recipient: str
    secret: slots.SlotSecret
    officer: slots.Officer

    def here(self, number: int) -> Here:
        recovery, desk = self.recovery, DeskNumber(number)
        certificate = keys.certify(recovery.camp_signing, recovery.camp, desk, self.secret.desk)
        return Here(
            camp_id=recovery.camp,
            camp_public=recovery.camp_public,
            desk=desk,
            certificate=certificate.pack(),
            keys=recovery.camp_keys,
            recovery=self.recipient,
            epoch=max(recovery.camp_keys.epochs),
        )


def _take_all(blank: _Blank, stick: Stick, clock: Clock, report: Report) -> None:
    db = open_for_writing(blank.draft, blank.secret.file_key)
    officer = blank.officer
    there = max((name.desk for name in stick.listing()), default=0)
    first = blank.here(there + 1)
    with closing(Camp(blank.draft, db, first, blank.secret, officer.id, clock)) as camp:
        exchange.sync(camp, stick, report)
        camp.here = blank.here(max(there, desks.highest(db)) + 1)
        write_here(db, camp.here)
        with camp.action("restore") as entry:
            entry.make("officer", officer.id, {"name": officer.name, "role": Role.SUPERVISOR.value})
            fields: dict[str, Value] = {"name": officer.name, "certificate": camp.here.certificate}
            entry.make("desk", int(camp.desk), fields)
