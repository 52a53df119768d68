"""Files that are whole or not there at all, and sentences for what disks and sticks do."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

PART = ".part"
"""How the names of unfinished files end; such files count for nothing."""


class DiskFull(CampDeskError):
    """The disk or stick has no room for what was to be written."""

    message = N_("There is no room left in {place}.")
    advice = N_("Delete something there or use another disk or stick, then try again.")


class NotWritable(CampDeskError):
    """The medium is read-only, or the computer's user may not write there."""

    message = N_("Nothing can be written in {place}.")
    advice = N_(
        "If it is a stick, move its lock switch or use another stick; otherwise choose a folder "
        "of your own."
    )


class StickGone(CampDeskError):
    """The file, folder or medium cannot be reached (any more)."""

    message = N_("{place} cannot be reached.")
    advice = N_("Plug the stick in, wait until the computer shows it, and try again.")


class BadMedium(CampDeskError):
    """What was read back is not what was written."""

    message = N_("What was written in {place} cannot be read back correctly.")
    advice = N_("Use another stick or disk: this one loses data.")


class FileTrouble(CampDeskError):
    """The operating system refused for a reason that has no sentence of its own."""

    message = N_("The computer cannot read or write {place} ({reason}).")
    advice = N_("Choose another folder or another stick, and try again.")


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {
    errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE,
    errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH,
}  # fmt: skip

# Windows' own numbers, which Python folds into EACCES and ENOENT or leaves as EINVAL.
# Source: Microsoft, "System Error Codes (0-499)" and "(1000-1299)".
_WINDOWS_FULL = {39, 112}
_WINDOWS_NOT_WRITABLE = {5, 19}
_WINDOWS_GONE = {2, 3, 15, 20, 21, 27, 31, 53, 64, 67, 433, 483, 1006, 1110, 1112, 1117, 1167}


def trouble(error: OSError, place: Path) -> CampDeskError:
    """Return the sentence for what the operating system said about a file or folder."""
    name = str(place if place.name else place.absolute())  # “.” is no place that anybody knows
    windows = getattr(error, "winerror", None)
    if windows in _WINDOWS_FULL or (windows is None and error.errno in _FULL):
        return DiskFull(place=name)
    if windows in _WINDOWS_NOT_WRITABLE or (windows is None and error.errno in _NOT_WRITABLE):
        return NotWritable(place=name)
    if windows in _WINDOWS_GONE or (windows is None and error.errno in _GONE):
        return StickGone(place=name)
    return FileTrouble(place=name, reason=error.strerror or type(error).__name__)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn every error of the operating system inside the block into its sentence.

    Raises:
        DiskFull, NotWritable, StickGone, FileTrouble: The block met an ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise trouble(error, place) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after a power cut it is there whole, old or new, and durable.

    The bytes go to a temporary name in the same folder, are forced to the medium, read back
    and compared; only then does the file get its name.  Nothing temporary stays behind unless
    the computer dies.  Works on FAT: no links, no colon, names that differ by more than case.

    Raises:
        DiskFull, NotWritable, StickGone, FileTrouble: As the operating system said.
        BadMedium: Other bytes came back; the earlier file, if any, is untouched.
    """
    # A name of its own, so that two computers may write the same file on a share at once.
    part = path.with_name(f"{path.name}-{secrets.token_hex(4)}{PART}")
    with told(path.parent):
        try:
            with part.open("x+b") as out:
                _write_and_read_back(out, data, path)
            give_name(part, path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def give_name(part: Path, path: Path) -> None:
    """Let a finished file take its name, in place of what bore it; durable when this returns.

    Raises:
        NotWritable, StickGone, FileTrouble: As the operating system said.
    """
    with told(path.parent):
        part.replace(path)
        _make_names_durable(path.parent)


def read_at_most(path: Path, size: int) -> bytes:
    """Return the first ``size`` bytes of a file, or fewer where it is shorter.

    Raises:
        StickGone, FileTrouble, NotWritable: As the operating system said.
    """
    with told(path), path.open("rb") as file:
        return file.read(size)


def parts_of(path: Path) -> list[Path]:
    """Return what unfinished writings of this file a power cut left beside it.

    Raises:
        StickGone, FileTrouble: The folder cannot be read.
    """
    with told(path.parent):
        names = list(path.parent.iterdir())
    start = f"{path.name}-"
    return [each for each in names if each.name.startswith(start) and each.name.endswith(PART)]


def _write_and_read_back(out: BinaryIO, data: bytes, path: Path) -> None:
    out.write(data)
    out.flush()
    os.fsync(out.fileno())
    if hasattr(os, "posix_fadvise"):
        # Otherwise the bytes that are read back come from memory, not from the medium.
        os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    out.seek(0)
    if out.read() != data:
        raise BadMedium(place=str(path.parent))


def _make_names_durable(folder: Path) -> None:
    """Force the folder's names to the medium; Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network and user-space file systems know no fsync for folders.
        if error.errno not in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
