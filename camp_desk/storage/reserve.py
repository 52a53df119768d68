"""A file that holds disk space back, so that a full disk can still be put right."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

SIZE = 64 * 1024 * 1024


def beside(camp: Path) -> Path:
    """Return where the space for a camp file is held back."""
    return camp.with_name(camp.name + ".reserve")


def hold(camp: Path, size: int = SIZE) -> None:
    """Set space aside beside a camp file, unless it is there or the disk is too full for it."""
    path = beside(camp)
    if size and not path.exists():
        _fill(path, size)


def hold_again(camp: Path, size: int = SIZE) -> None:
    """Set the space aside again that was given back, once the disk has room for twice as much."""
    path = beside(camp)
    with suppress(OSError):
        given_back = path.is_file() and path.stat().st_size == 0
        if given_back and shutil.disk_usage(path.parent).free > 2 * size:
            _fill(path, size)


def release(camp: Path) -> bool:
    """Give the space back and tell whether there was any; the empty file says there is to be."""
    path = beside(camp)
    with suppress(OSError):
        if path.is_file() and path.stat().st_size:
            os.truncate(path, 0)
            return True
    return False


def _fill(path: Path, size: int) -> None:
    try:
        with path.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)
            else:
                file.write(bytes(size))
    except OSError:
        with suppress(OSError):
            path.write_bytes(b"")
