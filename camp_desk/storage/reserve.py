"""A file that holds disk space back, so that a full disk can still be put right."""

from __future__ import annotations

import os
from pathlib import Path

SIZE = 64 * 1024 * 1024


def _path(camp: Path) -> Path:
    return camp.with_name(camp.name + ".reserve")


def hold(camp: Path, size: int = SIZE) -> None:
    """Set space aside beside a camp file, unless it is there or the disk is too full for it."""
    path = _path(camp)
    if size == 0 or path.exists():
        return
    try:
        with path.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)
            else:
                file.write(bytes(size))
    except OSError:
        path.unlink(missing_ok=True)


def release(camp: Path) -> None:
    """Give the space back."""
    _path(camp).unlink(missing_ok=True)
