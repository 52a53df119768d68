"""Making a camp, opening it, and what only a supervisor decides about it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from camp_desk import shipped
from camp_desk.actions.allocation import COUNTED_ARE_FED
from camp_desk.actions.checks import bounded
from camp_desk.actions.officers import restore_manager
from camp_desk.domain.catalogue import Item, Scale
from camp_desk.domain.catalogue_tables import read_items, read_scales
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.roles import Right, Role
from camp_desk.domain.words import N_
from camp_desk.storage import keys, reserve, slots
from camp_desk.storage.camp import Camp, Clock, Entry, Here, read_here, write_here
from camp_desk.storage.database import CampIsDamaged, NoSuchCamp, open_for_reading, open_for_writing
from camp_desk.storage.database_trouble import DiskIsFull, told_by_sqlite
from camp_desk.storage.files import told
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.tables import Changes
from camp_desk.storage.unfinished import discard, finish, unfinished
from camp_desk.storage.views import Views


class CampExists(CampDeskError):
    """There is a file of that name."""

    message = N_("There is already a file {name}.")
    advice = N_("Choose another name; nothing was changed.")


class NoName(CampDeskError):
    """The camp or its first officer was given no name."""

    message = N_("The camp or its officer has no name.")
    advice = N_("Type the camp's name as it stands on sheets and cards, and your own.")


@dataclass(frozen=True, slots=True)
class NewCamp:
    """A camp just made, and the key that goes on its recovery sheet and nowhere else."""

    camp: Camp
    recovery_key: str


def make_camp(  # noqa: PLR0913  a camp is made of this
    path: Path,
    *,
    name: str,
    officer: str,
    passphrase: str,
    demonstration: bool = False,
    clock: Clock = time.time,
    cost: Cost | None = None,
    reserve_bytes: int = reserve.SIZE,
    keep: Callable[[str], None] | None = None,
) -> NewCamp:
    """Make a camp file with its slots, its catalogues and one supervisor.

    Args:
        path: The camp file; its slots are made beside it.
        name: What the camp is called, on screens and on paper.
        officer: The supervisor's name.
        passphrase: What opens the camp on this laptop.
        demonstration: Whether everything in it is made up.
        clock: Seconds since 1970.
        cost: Of guessing a passphrase, if not the usual one.
        reserve_bytes: Disk space to hold back beside the camp.
        keep: Given the recovery key before there is a camp: where it fails, there is none.

    Raises:
        CampExists, NoName, TextTooLong, EmptyPassphrase: Nothing was made.
        DiskFull, DiskIsFull, NotWritable, FileTrouble: Nothing was made.
    """
    draft = begin(path)
    name, officer = bounded(name), bounded(officer)
    if not name or not officer:
        raise NoName
    recovery_key, camp_signing = keys.new_identity(), keys.new_key()
    camp_id, officer_id = keys.new_key()[:16], keys.new_key()[:16]
    secret = slots.SlotSecret(keys.new_key(), keys.new_desk_keys(), camp_signing)
    first = DeskNumber(1)
    here = Here(
        camp_id=camp_id,
        camp_public=keys.public_half(camp_signing),
        desk=first,
        certificate=keys.certify(camp_signing, camp_id, first, secret.desk).pack(),
        keys=keys.new_camp_keys(),
        recovery=keys.recipient(recovery_key),
    )
    try:
        with told_by_sqlite(path):
            db = open_for_writing(draft, secret.file_key)
            with closing(Camp(draft, db, here, secret, officer_id, clock)) as camp:
                write_here(db, here)
                _fill(camp, officer, name, demonstration=demonstration)
        if keep:
            keep(recovery_key)
        slots.create(
            slots.beside(path), camp_id, slots.Officer(officer_id, officer), passphrase, secret,
            recovery_recipient=here.recovery, cost=cost,
        )  # fmt: skip
    except CampDeskError:
        discard(draft)
        raise
    finish(path)
    reserve.hold(path, reserve_bytes)
    return NewCamp(_opened(path, secret, officer_id, clock), recovery_key)


def begin(path: Path) -> Path:
    """Return where a new camp file is to be put together; what a power cut left there is gone.

    Raises:
        CampExists: There is a camp of that name, or the slots of one.
        NotWritable, StickGone, FileTrouble: It cannot be looked at, or not be deleted.
    """
    draft, beside = unfinished(path), slots.beside(path)
    with told(path.parent):
        if path.exists():
            raise CampExists(name=path.name)
        if beside.exists() and not draft.exists():
            raise CampExists(name=beside.name)
        # Slots beside a file that never got its name open nothing that anybody has.
        beside.unlink(missing_ok=True)
        discard(draft)
    return draft


def _fill(camp: Camp, officer: str, name: str, *, demonstration: bool) -> None:
    with camp.action("make-camp") as entry:
        entry.make("setting", "camp-name", {"value": name})
        entry.make("setting", "demonstration", {"value": int(demonstration)})
        entry.make("setting", COUNTED_ARE_FED, {"value": 1})
        entry.make("officer", camp.officer_id, {"name": officer, "role": Role.SUPERVISOR.value})
        entry.make("desk", int(camp.desk), {"name": officer, "certificate": camp.here.certificate})
        entry.make("store", camp.new_id(), {"name": "1"})
        _put_catalogues(entry)


def _put_catalogues(entry: Entry) -> None:
    folder = shipped.resources() / "catalogues"
    with (folder / "items.csv").open(encoding="utf-8", newline="") as file:
        items = read_items(file)
    with (folder / "scales.csv").open(encoding="utf-8", newline="") as file:
        scales = read_scales(file, items)
    for item in items.values():
        entry.make("item", item.code, _item_fields(item))
    for scale in scales.values():
        entry.make("scale", scale.code, _scale_fields(scale))


def _item_fields(item: Item) -> dict[str, str | int | float | bytes | None]:
    food = item.food
    return {
        "name_en": item.name_en,
        "name_ar": item.name_ar,
        "name_ckb": item.name_ckb,
        "category": item.category,
        "unit": item.unit.value,
        "pack_size": item.pack_size,
        "pack_name": item.pack_name,
        "kcal_per_100g": food.kcal if food else None,
        "protein_per_100g": food.protein if food else None,
        "fat_per_100g": food.fat if food else None,
        "grams_per_litre": item.grams_per_litre or None,
        "ready_to_eat": int(item.ready_to_eat),
        "needs_fuel": int(item.needs_fuel),
        "essential": int(item.essential),
    }


def _scale_fields(scale: Scale) -> dict[str, str | int | float | bytes | None]:
    return {
        "name_en": scale.name_en,
        "name_ar": scale.name_ar,
        "kind": scale.kind.value,
        "cycle_days": scale.cycle_days,
        "parts": json.dumps([list(part) for part in scale.parts]),
        "source": scale.source,
    }


def open_camp(
    path: Path, untrusted_passphrase: str, clock: Clock = time.time, report: Report = silent
) -> Camp:
    """Open a camp for writing, with an officer's passphrase; ``report`` as open_unlocked().

    Raises:
        NoSuchCamp, CampIsDamaged, CampIsNewer: There is no camp to open.
        NoSlots, DamagedSlots, WrongPassphrase: It does not open.
        ClockIsBehind: The computer's clock is wrong.
    """
    return open_unlocked(path, unlock(path, untrusted_passphrase), clock, report)


def unlock(path: Path, untrusted_passphrase: str) -> slots.Opened:
    """Return what a passphrase opens; it takes the time that a guess costs.

    Raises:
        NoSuchCamp, CampIsDamaged: There is no such file.
        NoSlots, DamagedSlots, WrongPassphrase: It does not open.
    """
    with told(path):
        if not path.exists():
            raise NoSuchCamp(name=path.name)
        if not path.is_file():
            raise CampIsDamaged(name=path.name)
    return slots.unlock(slots.beside(path), untrusted_passphrase)


def open_unlocked(
    path: Path, opened: slots.Opened, clock: Clock = time.time, report: Report = silent
) -> Camp:
    """Return the camp that was unlocked, on a connection for the thread that asks.

    Args:
        path: Its file.
        opened: What the passphrase opened.
        clock: Seconds since 1970.
        report: Told how far it is where what is searched by is made anew, which takes minutes in
            a large camp that an earlier version wrote; what it raises leaves the file as it was.

    Raises:
        CampIsDamaged, CampIsNewer: It cannot be read.
        ClockIsBehind: The computer's clock is wrong.
    """
    camp = _opened(path, opened.secret, opened.officer, clock, report)
    try:
        with told_by_sqlite(path):
            camp.check_clock()
    except CampDeskError:
        camp.close()
        raise
    reserve.hold_again(path)
    return camp


def views_of(path: Path, opened: slots.Opened, clock: Clock = time.time) -> Views:
    """Return what the officer may look at, on a connection of its own that cannot write."""
    return Views(open_for_reading(path, opened.secret.file_key), opened.officer, clock, path)


def _opened(
    path: Path,
    secret: slots.SlotSecret,
    officer: bytes,
    clock: Clock,
    report: Report = silent,
) -> Camp:
    with told(path):
        if not path.is_file() or not path.stat().st_size:
            raise CampIsDamaged(name=path.name)  # SQLite would make a new file of an empty one
    try:
        db = open_for_writing(path, secret.file_key, report)
    except DiskIsFull:
        if not reserve.release(path):
            raise
        db = open_for_writing(path, secret.file_key, report)
    try:
        with told_by_sqlite(path):
            return Camp(path, db, read_here(db), secret, officer, clock)
    except CampDeskError:
        db.conn.close()
        raise


def recover(
    path: Path,
    untrusted_key: str,
    new_passphrase: str,
    cost: Cost | None = None,
    clock: Clock = time.time,
) -> None:
    """Give the first officer of this laptop a new passphrase, by the recovery sheet's key.

    Where nobody is left who may manage officers, that officer may.

    Raises:
        NoSuchCamp: There is no such file.
        MistypedRecoveryKey, OtherRecoveryKey: The key does not open the camp.
        EmptyPassphrase: Nothing is changed.
    """
    with told(path):
        if not path.exists():
            raise NoSuchCamp(name=path.name)
    file = slots.beside(path)
    secret = slots.unlock_with_recovery(file, untrusted_key)
    first = slots.officers(file)[0]
    slots.add(file, first, new_passphrase, secret, cost)
    with closing(_opened(path, secret, first.id, clock)) as camp, camp.told():
        restore_manager(camp)


def set_setting(camp: Camp, name: str, value: str | int | None) -> Changes:
    """Put one of the camp's settings, for all desks.

    Raises:
        NotAllowed: Only a supervisor does this.
    """
    camp.require(Right.MANAGE)
    with camp.action("set") as entry:
        entry.put("setting", name, {"value": value})
    return entry.changes


def erase(path: Path) -> None:
    """Erase a camp on this laptop: the slots first, so that nothing left can be read.

    Raises:
        NoSuchCamp: There is neither a camp file nor its slots.
        NotWritable, StickGone, FileTrouble: Something may be left; without its slots the camp
            file cannot be opened here again.
    """
    if not path.exists() and not slots.beside(path).exists():
        raise NoSuchCamp(name=path.name)
    slots.erase(slots.beside(path))
    for each in (path, unfinished(path), path.with_name(path.name + ".snapshot")):
        discard(each)
    with told(path):
        path.with_name(path.name + ".reserve").unlink(missing_ok=True)
