"""A camp that is being made gets its name last: a power cut leaves a whole camp, or none."""

from __future__ import annotations

from pathlib import Path

from camp_desk.storage.files import give_name, told


def unfinished(camp: Path) -> Path:
    """Return where a camp file lies while it is made."""
    return camp.with_name(camp.name + ".new")


def discard(database: Path) -> None:
    """Delete a database file with all that SQLite keeps beside it.

    What is left of an earlier file of the same name would be taken for a part of the new one.

    Raises:
        NotWritable, StickGone, FileTrouble: As the operating system said.
    """
    with told(database.parent):
        for ending in ("", "-wal", "-shm", "-journal"):
            database.with_name(database.name + ending).unlink(missing_ok=True)


def finish(camp: Path) -> None:
    """Give a camp its name, now that all of it is there.

    Raises:
        NotWritable, StickGone, FileTrouble: As the operating system said.
    """
    discard(camp)
    give_name(unfinished(camp), camp)
