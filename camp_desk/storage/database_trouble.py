"""Sentences for what SQLite says when the disk or another program is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.storage.database import CampIsDamaged
from camp_desk.storage.driver import DatabaseError
from camp_desk.storage.files import FileTrouble, NotWritable


class DiskIsFull(CampDeskError):
    """Nothing more fits on the disk."""

    message = N_("The disk is full: this was not saved, and everything saved before is safe.")
    advice = N_("Delete files that are not needed or plug in another disk, then do it again.")


class CampIsBusy(CampDeskError):
    """Another program held the camp's write lock all the time that was waited for it."""

    message = N_("Another program is writing into this camp: this was not saved.")
    advice = N_("Wait until a list that is being taken in is finished, then do it again.")


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
        trouble = _trouble(error, path)
        if trouble is None:
            raise
        raise trouble from error


def _trouble(error: DatabaseError, path: Path) -> CampDeskError | None:
    kind = getattr(error, "sqlite_errorname", "").split("_")[1:2]
    match kind:
        case ["FULL"]:
            return DiskIsFull()
        case ["BUSY"]:
            return CampIsBusy()
        case ["READONLY"]:
            return NotWritable(place=str(path.parent))
        case ["CANTOPEN" | "IOERR"]:
            return FileTrouble(place=str(path), reason=str(error))
        case ["CORRUPT" | "NOTADB"]:
            return CampIsDamaged(name=path.name)
    return None
