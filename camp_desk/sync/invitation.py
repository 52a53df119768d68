"""Invitations: what makes a new laptop a desk of the camp, sealed with a code of eight words."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DeskNumber
from camp_desk.domain.words import N_
from camp_desk.storage.files import read_at_most, told, write_whole
from camp_desk.storage.keys import (
    CAMP_ID_BYTES,
    DESKS_AT_MOST,
    KEY_BYTES,
    CampKeys,
    Certificate,
    DeskKeys,
)
from camp_desk.storage.packed import pack, unpack
from camp_desk.storage.passphrase import Cost, DoesNotOpen, Sealed, seal, unseal
from camp_desk.sync.codewords import read_code
from camp_desk.sync.stick import camp_folder, camp_folders

_MAGIC_OF_ALL = b"campinv"
_MAGIC = _MAGIC_OF_ALL + b"1"
_CHECKSUM_BYTES = 16
_FILE_AT_MOST = 256 * 1024
_VALUES_AT_MOST = 10_000
_TRIED_AT_MOST = 20
_USED = ".used"
_NAME = re.compile(r"invitation-[0-9]{3}\.camp-desk", re.IGNORECASE | re.ASCII)
_SNAPSHOT_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}", re.ASCII)


class NoInvitation(CampDeskError):
    """There is no invitation in the folder."""

    message = N_("There is no invitation in {place}.")
    advice = N_("Choose the stick or folder that the supervisor wrote the invitation to.")


class WrongCode(CampDeskError):
    """The code has no mistake but opens no invitation that is there."""

    message = N_("This code does not open the invitation in {place}.")
    advice = N_("Ask the supervisor for the code of this very invitation; each has its own.")


class DamagedInvitation(CampDeskError):
    """The only invitations that are there are not whole."""

    message = N_("The invitation in {place} is damaged or was not copied to its end.")
    advice = N_("Ask the supervisor to write a new one.")


class NewerInvitation(CampDeskError):
    """Written by a later version of the program."""

    message = N_("The invitation in {place} was written by a newer version of Camp Desk.")
    advice = N_("Install the newer version on this laptop, then join again.")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The copy of the camp that the new desk starts from: a file beside the invitation.

    ``key`` opens it, ``hash`` is the SHA-256 of the file as it lies there.

    Raises:
        ValueError: The name is not a plain file name, or a length is wrong.
    """

    name: str
    key: bytes
    hash: bytes

    def __post_init__(self) -> None:
        if not _SNAPSHOT_NAME.fullmatch(self.name):
            raise ValueError(f"snapshot name {self.name!r}")
        if len(self.key) != KEY_BYTES or len(self.hash) != hashlib.sha256().digest_size:
            raise ValueError("key or hash of the wrong length")


@dataclass(frozen=True, slots=True)
class Invitation:
    """All that a new laptop needs, secrets included.

    ``officer`` is the name that the supervisor suggests; ``camp_signing`` is there only for a
    laptop whose officer shall certify further desks.

    Raises:
        ValueError: The certificate is not that of this desk in this camp.
    """

    camp: bytes
    camp_name: str
    camp_public: bytes
    demonstration: bool
    desk: DeskNumber
    keys: DeskKeys
    certificate: Certificate
    camp_keys: CampKeys
    recovery_recipient: str
    snapshot: Snapshot
    officer: str = ""
    camp_signing: bytes | None = None

    def __post_init__(self) -> None:
        if len(self.camp) != CAMP_ID_BYTES or not 1 <= self.desk <= DESKS_AT_MOST:
            raise ValueError("camp or desk out of bounds")
        certificate = self.certificate
        if certificate.desk != self.desk or not certificate.holds(self.camp, self.camp_public):
            raise ValueError("certificate of another desk or camp")

    def pack(self) -> bytes:
        """Return the invitation as bytes, to be sealed at once."""
        return pack([
            self.camp, self.camp_name, self.camp_public, self.demonstration, self.desk,
            self.keys.values(), self.certificate.pack(), self.camp_keys.pack(),
            self.recovery_recipient,
            [self.snapshot.name, self.snapshot.key, self.snapshot.hash],
            self.officer, self.camp_signing,
        ])  # fmt: skip

    @classmethod
    def unpack(cls, untrusted: bytes) -> Invitation:
        """Return what pack() gave, or raise ValueError."""
        match unpack(untrusted, values=_VALUES_AT_MOST):
            case [
                bytes(camp), str(name), bytes(public), bool(demonstration), int(desk),
                [bytes(signing), str(receiving)], bytes(certificate), bytes(camp_keys),
                str(recovery), [str(file), bytes(key), bytes(hash_)],
                str(officer), bytes() | None as camp_signing,
            ]:  # fmt: skip
                return cls(
                    camp, name, public, demonstration, DeskNumber(desk),
                    DeskKeys(signing, receiving), Certificate.unpack(certificate),
                    CampKeys.unpack(camp_keys), recovery, Snapshot(file, key, hash_),
                    officer, camp_signing,
                )  # fmt: skip
        raise ValueError("not an invitation")


def write_invitation(
    folder: Path, invitation: Invitation, code: str, cost: Cost | None = None
) -> Path:
    """Write an invitation into the camp's part of an exchange folder; return where.

    The snapshot that it names is to lie beside it, see snapshot_path().

    Args:
        folder: The stick or folder.
        invitation: What to seal.
        code: A code of codewords.new_code(), used for this invitation only.
        cost: The cost of a guess, if not the usual one.

    Raises:
        DiskFull, NotWritable, StickGone, BadMedium, FileTrouble: It is not there whole.
    """
    path = camp_folder(folder, invitation.camp) / _file_name(invitation.desk)
    sealed = seal(invitation.pack(), read_code(code), cost or Cost(), beside=[_MAGIC])
    content = _MAGIC + pack(sealed.values())
    with told(folder):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content + _checksum(content))
    return path


def read_invitation(folder: Path, untrusted_code: str) -> Invitation:
    """Return the invitation in an exchange folder that a code opens.

    Raises:
        MistypedCode, IncompleteCode: What was typed cannot be a code.
        NoInvitation: There is none.
        WrongCode: There are some, and the code is for none of them.
        DamagedInvitation, NewerInvitation: So is every one that is there.
        StickGone, NotWritable, FileTrouble: The folder cannot be read.
    """
    code = read_code(untrusted_code)
    refusals = []
    for path in _invitations(folder)[:_TRIED_AT_MOST]:
        untrusted = read_at_most(path, _FILE_AT_MOST)
        try:
            return _opened(untrusted, code, folder)
        except (WrongCode, DamagedInvitation, NewerInvitation) as error:
            refusals.append(error)
    for kind in (WrongCode, NewerInvitation, DamagedInvitation):
        for refusal in refusals:
            if isinstance(refusal, kind):
                raise refusal
    raise NoInvitation(place=str(folder))


def snapshot_path(folder: Path, invitation: Invitation) -> Path:
    """Return where the snapshot of an invitation lies in an exchange folder."""
    return camp_folder(folder, invitation.camp) / invitation.snapshot.name


def use_up(folder: Path, camp: bytes, desk: DeskNumber) -> None:
    """Leave nothing of a desk's invitation but an empty file whose name says that it was used.

    The invitation goes first: without it nobody has the snapshot's key.  Where the folder does
    not allow it, both stay until a laptop that knows the new desk meets the folder.
    """
    for place in (camp_folder(folder, camp), folder):
        path = place / _file_name(desk)
        with suppress(OSError):
            for each in (path, path.with_suffix(_USED)):
                if each.is_file() and each.stat().st_size:
                    _empty(each)
            if path.is_file():
                path.replace(path.with_suffix(_USED))
    remove_snapshot(folder, camp, desk)


def remove_snapshot(folder: Path, camp: bytes, desk: DeskNumber) -> None:
    """Remove the copy of a camp that was for one desk, where the folder allows."""
    for place in (camp_folder(folder, camp), folder):
        with suppress(OSError):
            (place / snapshot_name(desk)).unlink(missing_ok=True)


def snapshot_name(desk: DeskNumber) -> str:
    """Return the name of the snapshot beside a desk's invitation."""
    return f"snapshot-{desk:03d}.camp-desk"


def _empty(path: Path) -> None:
    """Overwrite a small file, then cut it off; flash memory may keep the old bytes all the same."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
        file.truncate(0)
        os.fsync(file.fileno())


def _file_name(desk: DeskNumber) -> str:
    return f"invitation-{desk:03d}.camp-desk"


def _invitations(folder: Path) -> list[Path]:
    """Return the files named as invitations: of every camp, and in the folder itself."""
    return [each for place in (*camp_folders(folder), folder) for each in _in(place)]


def _in(folder: Path) -> Iterator[Path]:
    with told(folder):
        for path in sorted(folder.iterdir()):
            if _NAME.fullmatch(path.name) and path.is_file():
                yield path


def _opened(untrusted: bytes, code: str, folder: Path) -> Invitation:
    place = str(folder)
    content, checksum = untrusted[:-_CHECKSUM_BYTES], untrusted[-_CHECKSUM_BYTES:]
    if checksum != _checksum(content) or not content.startswith(_MAGIC_OF_ALL):
        raise DamagedInvitation(place=place)
    if not content.startswith(_MAGIC):
        raise NewerInvitation(place=place)
    try:
        sealed = Sealed.of(unpack(content[len(_MAGIC) :], values=_VALUES_AT_MOST))
        return Invitation.unpack(unseal(sealed, code, beside=[_MAGIC]))
    except DoesNotOpen:
        raise WrongCode(place=place) from None
    except ValueError:
        raise DamagedInvitation(place=place) from None


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECKSUM_BYTES).digest()
