"""What lies on every stick for the day on which no laptop is left: the camp's keys.

``recovery.camp-desk`` is an age file that only the key of the recovery sheet opens.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyrage

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.storage.files import read_at_most, told, write_whole
from camp_desk.storage.keys import CAMP_ID_BYTES, KEY_BYTES, CampKeys
from camp_desk.storage.packed import pack, unpack
from camp_desk.storage.slots import OtherRecoveryKey
from camp_desk.sync.stick import camp_folder, camp_folders

_NAME = "recovery.camp-desk"
_FILE_AT_MOST = 256 * 1024
_VALUES_AT_MOST = 10_000


class NothingToRestore(CampDeskError):
    """No camp has left its recovery file there."""

    message = N_("There is no camp to restore in {place}.")
    advice = N_("Choose the stick or folder that the laptops were synced with.")


@dataclass(frozen=True, slots=True)
class Recovery:
    """The keys of a camp, by which a new laptop can open its segments and go on with it.

    Raises:
        ValueError: A field has the wrong length.
    """

    camp: bytes
    camp_public: bytes
    camp_keys: CampKeys
    camp_signing: bytes

    def __post_init__(self) -> None:
        lengths = (len(self.camp), len(self.camp_public), len(self.camp_signing))
        if lengths != (CAMP_ID_BYTES, KEY_BYTES, KEY_BYTES):
            raise ValueError("recovery with a field of the wrong length")


def leave_recovery(folder: Path, recovery: Recovery, recipient: str) -> None:
    """Put a camp's recovery file into an exchange folder, unless it lies there.

    Raises:
        DiskFull, NotWritable, StickGone, BadMedium, FileTrouble: It is not there whole.
    """
    path = camp_folder(folder, recovery.camp) / _NAME
    with told(folder):
        if path.is_file() and path.stat().st_size:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    fields = [
        1, recovery.camp, recovery.camp_public, recovery.camp_keys.pack(), recovery.camp_signing,
    ]  # fmt: skip
    to = pyrage.x25519.Recipient.from_str(recipient)
    write_whole(path, bytes(pyrage.encrypt(pack(fields), [to])))


def find_recovery(folder: Path, identity: str) -> Recovery:
    """Return the recovery file in an exchange folder that a recovery key opens.

    Args:
        folder: The stick or folder.
        identity: As recovery.recovery_key gives it.

    Raises:
        NothingToRestore: There is none.
        OtherRecoveryKey: Those that are there belong to other camps.
        StickGone, NotWritable, FileTrouble: The folder cannot be read.
    """
    key = pyrage.x25519.Identity.from_str(identity)
    found = False
    for place in camp_folders(folder):
        path = place / _NAME
        with told(folder):
            if not path.is_file():
                continue
        found = True
        try:
            return _read(bytes(pyrage.decrypt(read_at_most(path, _FILE_AT_MOST), [key])))
        except (pyrage.DecryptError, ValueError):
            continue
    raise OtherRecoveryKey if found else NothingToRestore(place=str(folder))


def _read(untrusted: bytes) -> Recovery:
    match unpack(untrusted, values=_VALUES_AT_MOST):
        case [1, bytes(camp), bytes(public), bytes(camp_keys), bytes(signing)]:
            return Recovery(camp, public, CampKeys.unpack(camp_keys), signing)
    raise ValueError("not a recovery file")
