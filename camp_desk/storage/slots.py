"""The file beside the camp that holds its key, once for each officer and once for headquarters.

``NAME.camp.slots`` is a magic, a packed list and a checksum.  Each officer's slot holds the
officer's secret sealed with the passphrase; the recovery slot holds it encrypted, in the age
format, to a key that exists on paper only.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pyrage

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.storage.files import parts_of, read_at_most, told, write_whole
from camp_desk.storage.keys import KEY_BYTES, DeskKeys
from camp_desk.storage.packed import pack, unpack
from camp_desk.storage.passphrase import Cost, DoesNotOpen, Sealed, seal, unseal
from camp_desk.storage.recovery import recovery_key

_MAGIC = b"campslt1"
_CHECKSUM_BYTES = 16
_FILE_AT_MOST = 1024 * 1024
_SLOTS_AT_MOST = 100
_VALUES_AT_MOST = 10_000


class NoSlots(CampDeskError):
    """The file of slots is not beside the camp."""

    message = N_("{file} is missing, and without it the camp cannot be opened.")
    advice = N_("Copy it from the backup, or let a supervisor invite this laptop anew.")


class DamagedSlots(CampDeskError):
    """The file of slots is there but is not what was written."""

    message = N_("{file} is damaged, and the camp cannot be opened with it.")
    advice = N_("Copy it from the backup, or try the recovery sheet.")


class WrongPassphrase(CampDeskError):
    """No slot opens with this passphrase."""

    message = N_("This passphrase does not open the camp.")
    advice = N_("Look at the keyboard's language and the Caps Lock key, and type it again.")


class EmptyPassphrase(CampDeskError):
    """A passphrase of nothing but spaces."""

    message = N_("The passphrase is empty.")
    advice = N_("Choose several words that nobody would guess of you.")


class LastOfficer(CampDeskError):
    """The slot to be removed is the only one."""

    message = N_("Only this officer can open the camp on this laptop.")
    advice = N_("Add another officer first.")


class OtherRecoveryKey(CampDeskError):
    """A recovery key without mistakes that belongs to something else."""

    message = N_("This recovery key belongs to another camp.")
    advice = N_("Look for the recovery sheet that carries the name of this camp.")


@dataclass(frozen=True, slots=True)
class SlotSecret:
    """What an officer's passphrase opens.

    ``file_key`` is the camp file's key; ``camp_signing`` certifies desks and is in supervisors'
    slots only.

    Raises:
        ValueError: A key has the wrong length or form.
    """

    file_key: bytes
    desk: DeskKeys
    camp_signing: bytes | None = None

    def __post_init__(self) -> None:
        if len(self.file_key) != KEY_BYTES or len(self.camp_signing or self.file_key) != KEY_BYTES:
            raise ValueError("key of the wrong length")

    def pack(self) -> bytes:
        """Return the secret as bytes, to be sealed at once."""
        return pack([1, self.file_key, *self.desk.values(), self.camp_signing])

    @classmethod
    def unpack(cls, untrusted: bytes) -> SlotSecret:
        """Return what pack() gave, or raise ValueError."""
        match unpack(untrusted, values=_VALUES_AT_MOST):
            case [1, bytes(file_key), bytes(signing), str(receiving), bytes() | None as camp]:
                return cls(file_key, DeskKeys(signing, receiving), camp)
        raise ValueError("not the secret of a slot")


class Officer(NamedTuple):
    """Whom a slot belongs to; both stand in the clear in the file."""

    id: bytes
    name: str


class Opened(NamedTuple):
    """Whose passphrase it was, and what it opened."""

    officer: bytes
    secret: SlotSecret


@dataclass(frozen=True, slots=True)
class _Slot:
    officer: Officer
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class _Slots:
    camp: bytes
    slots: tuple[_Slot, ...]
    recovery: bytes
    whole: bool = True


def beside(camp_file: Path) -> Path:
    """Return where the slots of a camp file lie."""
    return camp_file.with_name(camp_file.name + ".slots")


def create(
    path: Path,
    camp: bytes,
    officer: Officer,
    passphrase: str,
    secret: SlotSecret,
    *,
    recovery_recipient: str,
    cost: Cost | None = None,
) -> None:
    """Write the file of slots of a new camp, with its first officer and the recovery slot.

    Replaces an earlier file.

    Args:
        path: See beside().
        camp: The camp's id, 16 bytes.
        officer: The first officer.
        passphrase: The officer's passphrase.
        secret: What the passphrase and the recovery key open.
        recovery_recipient: The public half of the key on the recovery sheet, ``age1...``.
        cost: The cost of a guess, if not the usual one.

    Raises:
        EmptyPassphrase: Nothing is written.
        DiskFull, NotWritable, StickGone, BadMedium: As of files.write_whole.
    """
    to = pyrage.x25519.Recipient.from_str(recovery_recipient)
    slot = _slot(camp, officer, passphrase, secret, cost)
    _write(path, _Slots(camp, (slot,), bytes(pyrage.encrypt(secret.pack(), [to]))))


def officers(path: Path) -> list[Officer]:
    """Return who can open the camp, in the order in which they were added.

    Raises:
        NoSlots, DamagedSlots: There is nothing to open it with.
    """
    return [slot.officer for slot in _read(path).slots]


def unlock(path: Path, untrusted_passphrase: str, officer: bytes | None = None) -> Opened:
    """Return whose passphrase this is and the secret that it opens.

    Without an officer's id every slot is tried, which takes the time of Argon2 for each.

    Raises:
        WrongPassphrase: No slot (of this officer) opens.
        NoSlots, DamagedSlots: There is nothing to open it with.
    """
    return _unlock(_read(path), path, untrusted_passphrase, officer)


def unlock_with_recovery(path: Path, untrusted_key: str) -> SlotSecret:
    """Return the secret that the recovery sheet opens.

    Raises:
        MistypedRecoveryKey, OtherRecoveryKey: It does not open.
        NoSlots, DamagedSlots: There is nothing to open it with.
    """
    identity = pyrage.x25519.Identity.from_str(recovery_key(untrusted_key))
    slots = _read(path)
    try:
        return SlotSecret.unpack(bytes(pyrage.decrypt(slots.recovery, [identity])))
    except (pyrage.DecryptError, ValueError):
        raise (OtherRecoveryKey() if slots.whole else DamagedSlots(file=path.name)) from None


def add(
    path: Path, officer: Officer, passphrase: str, secret: SlotSecret, cost: Cost | None = None
) -> None:
    """Give an officer a slot, in place of the one that the officer had.

    This also gives a new passphrase to somebody who forgot the old one.

    Raises:
        EmptyPassphrase: Nothing is written.
        NoSlots, DamagedSlots, DiskFull, NotWritable, StickGone, BadMedium: Nothing is changed.
    """
    slots = _read_whole(path)
    slot = _slot(slots.camp, officer, passphrase, secret, cost)
    others = _without(slots, officer.id)
    _write(path, replace(slots, slots=(*others, slot)))


def change_passphrase(
    path: Path, officer: bytes, untrusted_old: str, new: str, cost: Cost | None = None
) -> None:
    """Seal an officer's slot with another passphrase.

    Raises:
        WrongPassphrase: The old one is not the officer's.
        EmptyPassphrase, NoSlots, DamagedSlots, DiskFull, NotWritable, StickGone, BadMedium:
            Nothing is changed.
    """
    slots = _read_whole(path)
    secret = _unlock(slots, path, untrusted_old, officer).secret
    changed = tuple(
        _slot(slots.camp, slot.officer, new, secret, cost) if slot.officer.id == officer else slot
        for slot in slots.slots
    )
    _write(path, replace(slots, slots=changed))


def remove(path: Path, officer: bytes) -> None:
    """Take an officer's slot away.

    Whoever may have kept the file key is shut out by a new file key only.

    Raises:
        LastOfficer: Nobody could open the camp.
        NoSlots, DamagedSlots, DiskFull, NotWritable, StickGone, BadMedium: Nothing is changed.
    """
    slots = _read_whole(path)
    others = _without(slots, officer)
    if not others:
        raise LastOfficer
    _write(path, replace(slots, slots=others))


def erase(path: Path) -> None:
    """Overwrite and delete the slots, and what a power cut left of them; missing is well too.

    Flash memory may keep an old copy of an overwritten block: the help says so.

    Raises:
        NotWritable, StickGone, FileTrouble: Something of the file may be left.
    """
    for each in (path, *parts_of(path)):
        with told(each), suppress(FileNotFoundError):
            _overwrite(each)
            each.unlink()


def _slot(
    camp: bytes, officer: Officer, passphrase: str, secret: SlotSecret, cost: Cost | None
) -> _Slot:
    if not passphrase.strip():
        raise EmptyPassphrase
    sealed = seal(secret.pack(), passphrase, cost or Cost(), beside=[camp, *officer])
    return _Slot(officer, sealed)


def _without(slots: _Slots, officer: bytes) -> tuple[_Slot, ...]:
    return tuple(slot for slot in slots.slots if slot.officer.id != officer)


def _unlock(slots: _Slots, path: Path, untrusted_passphrase: str, officer: bytes | None) -> Opened:
    for slot in slots.slots:
        if officer in {None, slot.officer.id}:
            with suppress(DoesNotOpen, ValueError):
                return _open(slots.camp, slot, untrusted_passphrase)
    raise WrongPassphrase if slots.whole else DamagedSlots(file=path.name)


def _open(camp: bytes, slot: _Slot, untrusted_passphrase: str) -> Opened:
    secret = unseal(slot.sealed, untrusted_passphrase, beside=[camp, *slot.officer])
    return Opened(slot.officer.id, SlotSecret.unpack(secret))


def _overwrite(path: Path) -> None:
    with path.open("r+b", buffering=0) as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        os.fsync(file.fileno())


def _write(path: Path, slots: _Slots) -> None:
    rows = [[*slot.officer, slot.sealed.values()] for slot in slots.slots]
    content = _MAGIC + pack([slots.camp, rows, slots.recovery])
    write_whole(path, content + _checksum(content))


def _read_whole(path: Path) -> _Slots:
    """Return the slots; what has a damaged spot is not to be written again as if it were well."""
    slots = _read(path)
    if not slots.whole:
        raise DamagedSlots(file=path.name)
    return slots


def _read(path: Path) -> _Slots:
    """Return the slots, also those of a file with a damaged spot elsewhere: one may still open."""
    with told(path):
        if not path.exists():
            raise NoSlots(file=path.name)
    untrusted = read_at_most(path, _FILE_AT_MOST)
    content, checksum = untrusted[:-_CHECKSUM_BYTES], untrusted[-_CHECKSUM_BYTES:]
    try:
        return replace(_parsed(content), whole=checksum == _checksum(content))
    except ValueError:
        raise DamagedSlots(file=path.name) from None


def _parsed(untrusted: bytes) -> _Slots:
    if not untrusted.startswith(_MAGIC):
        raise ValueError("no magic")
    match unpack(untrusted[len(_MAGIC) :], values=_VALUES_AT_MOST):
        case [bytes(camp), list(rows), bytes(recovery)] if len(rows) <= _SLOTS_AT_MOST:
            return _Slots(camp, tuple(_parsed_slots(rows)), recovery)
    raise ValueError("not a list of slots")


def _parsed_slots(untrusted_rows: list[object]) -> Iterable[_Slot]:
    for row in untrusted_rows:
        match row:
            case [bytes(officer), str(name), sealed]:
                yield _Slot(Officer(officer, name), Sealed.of(sealed))
            case _:
                raise ValueError("not a slot")


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECKSUM_BYTES).digest()
