"""Bringing laptops together: inviting a desk, joining, and syncing with a stick."""

from __future__ import annotations

import hashlib
import secrets
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from camp_desk.actions.camps import begin, open_unlocked
from camp_desk.actions.checks import bounded
from camp_desk.actions.comparing import compare_new
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.roles import Right, Role
from camp_desk.domain.words import N_
from camp_desk.storage import desks, invited, journal, keys, reserve, slots
from camp_desk.storage.camp import Camp, Clock, Here, write_here
from camp_desk.storage.changes import Value
from camp_desk.storage.database import CampIsDamaged, open_for_writing
from camp_desk.storage.database_trouble import told_by_sqlite
from camp_desk.storage.driver import DatabaseError, OperationalError
from camp_desk.storage.files import read_at_most, told, write_whole
from camp_desk.storage.invited import Awaited
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.snapshot import change_key, write_snapshot
from camp_desk.storage.unfinished import discard, finish
from camp_desk.sync import exchange
from camp_desk.sync.codewords import new_code
from camp_desk.sync.exchange import Exchange
from camp_desk.sync.invitation import (
    DamagedInvitation,
    Invitation,
    Snapshot,
    read_invitation,
    remove_snapshot,
    snapshot_name,
    snapshot_path,
    use_up,
    write_invitation,
)
from camp_desk.sync.recovery_file import Recovery, leave_recovery
from camp_desk.sync.stick import Stick, camp_folder

_SNAPSHOT_AT_MOST = 8 * 1024 * 1024 * 1024


class CannotInvite(CampDeskError):
    """The camp's signing key is not on this laptop."""

    message = N_("This desk cannot invite others: it does not hold the camp's signing key.")
    advice = N_("Invite from the desk that made the camp.")


class NoFolder(CampDeskError):
    """The stick or folder is not there."""

    message = N_("There is no folder {folder}.")
    advice = N_("Plug in the stick, or choose another folder.")


@dataclass(frozen=True, slots=True)
class Invited:
    """A desk that may join, and the code that the supervisor tells its officer."""

    desk: DeskNumber
    code: str


def sync_with(camp: Camp, folder: Path, report: Report = silent) -> Exchange:
    """Exchange with a stick, then compare the families that it brought with all others.

    Raises:
        As exchange_with().
    """
    done = exchange_with(camp, folder, report)
    compare_new(camp)
    return done


def exchange_with(camp: Camp, folder: Path, report: Report = silent) -> Exchange:
    """Take in what a stick has, give it what it lacks.

    Families that it brought are not compared yet: see comparing.NewFamilies.
    Invitations of desks that have joined are removed, where the laptop that joined could not.

    Raises:
        NoFolder: There is no such folder.
        OldCopy, StickGone, NotWritable, DiskFull, BadMedium: As of exchange.sync.
        NotAllowed: The officer does not sync.
    """
    camp.require(Right.SYNC)
    if not folder.is_dir():
        raise NoFolder(folder=folder)
    _leave_recovery(camp, folder)
    done = exchange.sync(camp, Stick(folder, camp.here.camp_id), report)
    for desk in journal.desks(camp.db):  # whoever wrote anything has joined
        use_up(folder, camp.here.camp_id, DeskNumber(desk))
    return done


def invite(
    camp: Camp,
    folder: Path,
    name: str = "",
    cost: Cost | None = None,
    role: Role = Role.SUPERVISOR,
) -> Invited:
    """Write an invitation for one more desk, with a copy of the camp for it to start from.

    Its officer begins in the role that is said here; a supervisor may give another one later.

    Where the stick fails, the number is kept for the next invitation: no code was told, so
    nobody can use what lies there.

    Raises:
        CannotInvite, NoFolder: Nothing was written.
        StickGone, NotWritable, DiskFull, BadMedium: The stick failed.
        NotAllowed: Only a supervisor invites.
    """
    camp.require(Right.MANAGE)
    signing = camp.secret.camp_signing
    if signing is None:
        raise CannotInvite
    if not folder.is_dir():
        raise NoFolder(folder=folder)
    here = camp.here
    _leave_recovery(camp, folder)
    new = _entered(camp, signing, name, role)
    exchange.seal_new(camp)
    code = new_code(secrets.randbits)
    try:
        snapshot = _snapshot(camp, folder, new.desk)
        invitation = Invitation(
            camp=here.camp_id, camp_name=camp.name, camp_public=here.camp_public,
            demonstration=camp.demonstration, desk=new.desk, keys=new.keys,
            certificate=new.certificate, camp_keys=here.keys, recovery_recipient=here.recovery,
            snapshot=snapshot, officer=name,
        )  # fmt: skip
        write_invitation(folder, invitation, code, cost)
    except CampDeskError:
        remove_snapshot(folder, here.camp_id, new.desk)
        raise
    with camp.transaction():
        invited.forget(camp.db)
    return Invited(new.desk, code)


def _entered(camp: Camp, signing: bytes, name: str, role: Role) -> Awaited:
    """Return a desk that stands in the journal: the one that no stick took, or one more."""
    with camp.action("invite") as entry:
        waiting = invited.awaited(camp.db)
        if waiting and waiting.desk not in journal.desks(camp.db):
            named: dict[str, Value] = {"name": name} if name else {}
            entry.put("desk", int(waiting.desk), {**named, "role": role.value})
            return waiting
        desk, desk_keys = DeskNumber(desks.highest(camp.db) + 1), keys.new_desk_keys()
        certificate = keys.certify(signing, camp.here.camp_id, desk, desk_keys)
        fields: dict[str, Value] = {"name": name or None, "certificate": certificate.pack()}
        entry.make("desk", int(desk), {**fields, "role": role.value})
        new = Awaited(desk, desk_keys, certificate)
        invited.keep(camp.db, new)
    return new


def _leave_recovery(camp: Camp, folder: Path) -> None:
    """Let the recovery sheet find on this stick what it needs, if this desk holds all of it."""
    here, signing = camp.here, camp.secret.camp_signing
    if signing is not None:
        recovery = Recovery(here.camp_id, here.camp_public, here.keys, signing)
        leave_recovery(folder, recovery, here.recovery)


def _snapshot(camp: Camp, folder: Path, desk: DeskNumber) -> Snapshot:
    key = keys.new_key()
    draft = camp.path.with_name(f"{camp.path.name}.snapshot")
    try:
        write_snapshot(camp.db, draft, key)
        data = draft.read_bytes()
    finally:
        draft.unlink(missing_ok=True)
    name = snapshot_name(desk)
    target = camp_folder(folder, camp.here.camp_id)
    with told(folder):
        target.mkdir(parents=True, exist_ok=True)
    write_whole(target / name, data)
    return Snapshot(name, key, hashlib.sha256(data).digest())


def join(  # noqa: PLR0913  all but four have a default
    folder: Path,
    path: Path,
    untrusted_code: str,
    passphrase: str,
    *,
    officer: str = "",
    unnamed: str = "",
    clock: Clock = time.time,
    cost: Cost | None = None,
    reserve_bytes: int = reserve.SIZE,
) -> Camp:
    """Make this laptop a desk of the camp that an invitation is for.

    Args:
        folder: The stick or folder with the invitation.
        path: The camp file to be made here.
        untrusted_code: The eight words.
        passphrase: What opens the camp on this laptop.
        officer: Who works here; the invitation suggests a name.
        unnamed: What the officer is called, with the desk's number, where neither names one.
        clock: Seconds since 1970.
        cost: Of guessing a passphrase, if not the usual one.
        reserve_bytes: Disk space to hold back beside the camp.

    Raises:
        CampExists, NoFolder, TextTooLong, EmptyPassphrase: Nothing was made.
        DiskFull, DiskIsFull, NotWritable: Nothing was made.
        NoInvitation, WrongCode, MistypedCode, DamagedInvitation: The invitation does not open.
        ClockIsBehind: The camp was made; set this laptop's clock and open it.
    """
    draft = begin(path)
    if not folder.is_dir():
        raise NoFolder(folder=folder)
    invitation = read_invitation(folder, untrusted_code)
    secret = slots.SlotSecret(keys.new_key(), invitation.keys)
    officer_id, name = (
        keys.new_key()[:16],
        bounded(officer)
        or invitation.officer
        or bounded(f"{unnamed} {invitation.desk:03d}".strip()),
    )
    here = Here(
        camp_id=invitation.camp, camp_public=invitation.camp_public, desk=invitation.desk,
        certificate=invitation.certificate.pack(), keys=invitation.camp_keys,
        recovery=invitation.recovery_recipient,
        epoch=max(invitation.camp_keys.epochs),
    )  # fmt: skip
    try:
        _copy_snapshot(folder, invitation, draft)
        with told_by_sqlite(path):
            _enrol(draft, invitation, here, secret, slots.Officer(officer_id, name), clock)
        slots.create(
            slots.beside(path), invitation.camp, slots.Officer(officer_id, name), passphrase,
            secret, recovery_recipient=here.recovery, cost=cost,
        )  # fmt: skip
    except CampDeskError:
        discard(draft)
        raise
    finish(path)
    reserve.hold(path, reserve_bytes)
    use_up(folder, invitation.camp, invitation.desk)
    return open_unlocked(path, slots.Opened(officer_id, secret), clock)


def _copy_snapshot(folder: Path, invitation: Invitation, draft: Path) -> None:
    source = snapshot_path(folder, invitation)
    with told(folder):
        data = read_at_most(source, _SNAPSHOT_AT_MOST) if source.is_file() else b""
    if hashlib.sha256(data).digest() != invitation.snapshot.hash:
        raise DamagedInvitation(place=str(folder))
    write_whole(draft, data)


def _enrol(
    draft: Path,
    invitation: Invitation,
    here: Here,
    secret: slots.SlotSecret,
    officer: slots.Officer,
    clock: Clock,
) -> None:
    """Make a snapshot this laptop's: its own key, its number, and its first entry."""
    try:
        change_key(draft, invitation.snapshot.key, secret.file_key)
    except (DatabaseError, CampIsDamaged) as error:
        if isinstance(error, OperationalError):
            raise
        raise DamagedInvitation(place=str(draft.parent)) from error
    db = open_for_writing(draft, secret.file_key)
    with closing(Camp(draft, db, here, secret, officer.id, clock)) as camp:
        write_here(db, here)
        with camp.action("join") as entry:
            role = desks.role_of_who_joins(db, camp.desk)
            entry.make("officer", officer.id, {"name": officer.name, "role": role.value})
            entry.put("desk", int(camp.desk), {"name": officer.name})
