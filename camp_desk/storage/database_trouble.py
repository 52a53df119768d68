"""Sentences for what SQLite says when the disk or another program is in the way."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.storage.database import CampIsDamaged
from camp_desk.storage.driver import DatabaseError
from camp_desk.storage.files import FileTrouble, trouble

_LEAST_BYTES = 64 * 1024


class DiskIsFull(CampDeskError):
    """Nothing more fits on the disk."""

    message = N_("The disk is full: this was not saved, and everything saved before is safe.")
    advice = N_("Delete files that are not needed or plug in another disk, then do it again.")


class CampIsBusy(CampDeskError):
    """Another program held the camp's write lock all the time that was waited for it."""

    message = N_("Another program is writing into this camp: this was not saved.")
    advice = N_("Wait until a list that is being taken in is finished, then do it again.")


class CampIsLocked(CampDeskError):
    """Another program kept even readers out of the camp."""

    message = N_("Another program keeps this camp to itself: it cannot be read now.")
    advice = N_("Wait until that program is finished, then look again.")


@contextmanager
def told_by_sqlite(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the disk or the file inside the block into its sentence.

    Raises:
        DiskIsFull, CampIsBusy, NotWritable, FileTrouble, CampIsDamaged: The block met a
            ``DatabaseError`` of that kind; any other is a bug and passes.
    """
    try:
        yield
    except DatabaseError as error:
        sentence = _sentence(error, path)
        if sentence is None:
            raise
        raise sentence from error


@contextmanager
def told_while_reading(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file while somebody only looks into its sentence.

    Raises:
        CampIsLocked, CampIsDamaged, FileTrouble, NotWritable, DiskIsFull: The block met a
            ``DatabaseError`` of that kind; any other is a bug and passes.
    """
    try:
        with told_by_sqlite(path):
            yield
    except CampIsBusy as error:
        raise CampIsLocked from error


def _sentence(error: DatabaseError, path: Path) -> CampDeskError | None:
    kind = getattr(error, "sqlite_errorname", "").split("_")[1:2]
    match kind:
        case ["FULL"]:
            return DiskIsFull()
        case ["BUSY"]:
            return CampIsBusy()
        case ["READONLY"]:
            return trouble(PermissionError(errno.EACCES, ""), path.parent)
        case ["CANTOPEN" | "IOERR"]:
            full = _is_full(path.parent)
            return DiskIsFull() if full else FileTrouble(place=str(path), reason=str(error))
        case ["CORRUPT" | "NOTADB"]:
            return CampIsDamaged(name=path.name)
    return None


def _is_full(folder: Path) -> bool:
    """Tell whether a disk has no room for what SQLite lays beside a file that it opens."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_BYTES
    except OSError:
        return False
