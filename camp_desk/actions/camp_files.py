"""What the file of a camp is called on this laptop."""

from __future__ import annotations

from pathlib import Path

from camp_desk.domain.file_names import file_stem
from camp_desk.storage import reserve, slots


def free_path(folder: Path, stem: str) -> Path:
    """Return the path of a camp that is not there yet, with a number where the name is taken."""
    path, number = folder / f"{stem}.camp", 1
    while path.exists() or slots.beside(path).exists():
        number += 1
        path = folder / f"{stem}-{number}.camp"
    return path


def called_after_camp(path: Path, camp: str) -> Path:
    """Call the file of a camp that is closed, and what lies beside it, after the camp.

    Returns:
        Where it is now; where it was, if the disk does not let it be called so.
    """
    if path.stem == file_stem(camp):
        return path
    better = free_path(path.parent, file_stem(camp))
    moved: list[tuple[Path, Path]] = []
    try:
        for beside in (reserve.beside, slots.beside, Path):
            if beside(path).exists():
                beside(path).rename(beside(better))
                moved.append((beside(path), beside(better)))
    except OSError:
        for before, after in reversed(moved):
            after.rename(before)
        return path
    return better
