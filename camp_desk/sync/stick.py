"""The camp's folder on a stick, a share or a replicated disk: segments as files, and no more.

``camp-desk/<start of the camp's id>/segments/<desk>/<desk>-<number>-<mark>.segment``, all in
ASCII without a colon and without regard to case.  The mark is the start of the segment's hash,
so that two different segments never want the same name: syncing is a union of files.
"""

from __future__ import annotations

import re
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.files import PART, DiskFull, StickGone, read_at_most, told, write_whole
from camp_desk.sync.segment import FILE_AT_MOST, Header

_ROOT = "camp-desk"
_SEGMENTS = "segments"
_SET_ASIDE = ".damaged"
_NAME = re.compile(r"([0-9]{3})-([0-9]{6})-([0-9a-f]{8})\.segment", re.IGNORECASE | re.ASCII)
_DESK = re.compile(r"[0-9]{3}", re.ASCII)
_MARK_BYTES = 4
_CAMP_BYTES = 8
_SPARE_BYTES = 1024 * 1024
_LITTER_SECONDS = 3600


@dataclass(frozen=True, slots=True, order=True)
class SegmentName:
    """What a file of a segment is called: its desk, its number, and the start of its hash."""

    desk: DeskNumber
    number: int
    mark: str

    def __str__(self) -> str:
        return f"{self.desk:03d}-{self.number:06d}-{self.mark}.segment"


def name_of(header: Header) -> SegmentName:
    """Return the name under which a segment lies on every stick."""
    return named(header.desk, header.number, header.hash)


def named(desk: DeskNumber, number: int, hash_: bytes) -> SegmentName:
    """Return the name of a segment from its desk, number and hash."""
    return SegmentName(desk, number, hash_[:_MARK_BYTES].hex())


def camp_folder(folder: Path, camp: bytes) -> Path:
    """Return where a camp's files lie in an exchange folder."""
    return folder / _ROOT / camp[:_CAMP_BYTES].hex()


def camp_folders(folder: Path) -> list[Path]:
    """Return the folders of all camps in an exchange folder, by name.

    Raises:
        StickGone, NotWritable, FileTrouble: The folder cannot be read.
    """
    with told(folder):
        list(folder.iterdir())
        root = folder / _ROOT
        return sorted(each for each in root.iterdir() if each.is_dir()) if root.is_dir() else []


class Stick:
    """One camp's segments in an exchange folder.

    Names and bytes from it are those of strangers: every segment read is to be verified.
    """

    def __init__(self, folder: Path, camp: bytes) -> None:
        self.folder = folder
        self._segments = camp_folder(folder, camp) / _SEGMENTS
        self._paths: dict[SegmentName, Path] = {}  # where names were found in other case

    def listing(self) -> dict[SegmentName, int]:
        """Return the size of each file that bears the name of a segment.

        Other files, unfinished ones and those that systems leave behind do not count, nor
        do links, devices and empty files.

        Raises:
            StickGone, NotWritable, FileTrouble: The folder cannot be read.
        """
        with told(self.folder):
            list(self.folder.iterdir())  # a stick that is gone is not an empty one
            folders = list(self._segments.iterdir()) if self._segments.is_dir() else []
        desks = sorted(each.name for each in folders if _DESK.fullmatch(each.name))
        sizes: dict[SegmentName, int] = {}
        for desk in desks:
            sizes.update(self._listing_of(DeskNumber(int(desk))))
        return sizes

    def missing_here(self, held: Collection[SegmentName]) -> list[SegmentName]:
        """Return what lies on the stick and is not held here, by desk and number."""
        return sorted(self.listing().keys() - set(held))

    def missing_there(self, held: Mapping[SegmentName, int]) -> list[SegmentName]:
        """Return what is held here, with its size, and is not whole on the stick, in order.

        A file whose size is not that of the copy held here is a damaged one.
        """
        there = self.listing()
        return sorted(name for name, size in held.items() if there.get(name) != size)

    def read(self, name: SegmentName) -> bytes:
        """Return the untrusted bytes of a segment, at most one more than a segment may have.

        Raises:
            StickGone, NotWritable, FileTrouble: It cannot be read (any more).
        """
        return read_at_most(self._path(name), FILE_AT_MOST + 1)

    def holds(self, name: SegmentName, data: bytes) -> bool:
        """Tell whether the stick has exactly these bytes under the name; reads the whole file.

        Raises:
            StickGone, NotWritable, FileTrouble: The stick cannot be read.
        """
        path = self._path(name)
        with told(path):
            there = path.is_file()
        return there and read_at_most(path, len(data) + 1) == data

    def room_for(self, sizes: Iterable[int]) -> None:
        """Pass if files of these sizes fit, with a little to spare.

        Raises:
            DiskFull: They do not.
            StickGone, NotWritable, FileTrouble: The stick cannot be asked.
        """
        with told(self.folder):
            free = shutil.disk_usage(self.folder).free
        if sum(sizes) + _SPARE_BYTES > free:
            raise DiskFull(place=str(self.folder))

    def write(self, name: SegmentName, data: bytes) -> None:
        """Put a segment on the stick, whole or not at all, in place of a damaged copy.

        Raises:
            DiskFull, NotWritable, StickGone, BadMedium, FileTrouble: It is not there whole.
        """
        path = self._path(name)
        with told(self.folder):
            if not self.folder.is_dir():  # never make the mount point of a stick that is gone
                raise StickGone(place=str(self.folder))
            path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
        self._sweep(path)

    def set_aside(self, name: SegmentName) -> None:
        """Take a damaged file out of the way, so that whoever has a good copy gives it again.

        What cannot be renamed stays: it is refused again next time.
        """
        path = self._path(name)
        with suppress(OSError):
            path.replace(path.with_suffix(_SET_ASIDE))

    def _listing_of(self, desk: DeskNumber) -> dict[SegmentName, int]:
        """Return the sizes of a desk's segments; a name that is there in two cases, once."""
        folder = self._segments / f"{desk:03d}"
        sizes: dict[SegmentName, int] = {}
        with told(self.folder):
            for path in sorted(folder.iterdir()) if folder.is_dir() else []:
                name = _read_name(path.name)
                size = _size(path) if name and name.desk == desk else 0
                if name and size:
                    sizes[name] = size
                    self._paths[name] = path
        return sizes

    def _path(self, name: SegmentName) -> Path:
        usual = self._segments / f"{name.desk:03d}" / str(name)
        return self._paths.get(name, usual)

    def _sweep(self, written: Path) -> None:
        """Delete what a pulled stick left unfinished of this file.

        Another computer may be writing the same file on a share just now, so only what is an
        hour older than the file just written goes; both times are of the medium's own clock.
        """
        with suppress(OSError):
            now = written.stat().st_mtime
            for part in written.parent.glob(f"{written.name}-*{PART}"):
                if part.stat().st_mtime < now - _LITTER_SECONDS:
                    part.unlink()


def _size(path: Path) -> int:
    """Return the size of a plain file, 0 for anything else and for what has just gone."""
    with suppress(FileNotFoundError):
        status = path.lstat()
        return status.st_size if stat.S_ISREG(status.st_mode) else 0
    return 0


def _read_name(untrusted_name: str) -> SegmentName | None:
    """Return the name of a segment, or None for any other file."""
    parts = _NAME.fullmatch(untrusted_name)
    if parts is None or not int(parts[1]) or not int(parts[2]):
        return None
    return SegmentName(DeskNumber(int(parts[1])), int(parts[2]), parts[3].lower())
