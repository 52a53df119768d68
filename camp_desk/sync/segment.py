"""Segments: a run of one desk's actions, sealed, signed and encrypted in one file.

A file is: magic (8 bytes), length of the header (2), header, the desk's signature of the header
(64), ciphertext (age), checksum of all before it (16).  The header is a packed list that names
the ciphertext by its hash; a later format may add to the end of that list.  The ciphertext holds
the compressed, packed list of what the desk had seen, its actions, and its journal's hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyrage

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.keys import (
    CAMP_ID_BYTES,
    DESKS_AT_MOST,
    SIGNATURE_BYTES,
    Certificate,
    DeskKeys,
    sign,
    signature_holds,
)
from camp_desk.storage.packed import TooMuch, deflate, inflate, pack, unpack
from camp_desk.sync.refusals import (
    DamagedSegment,
    ForeignCamp,
    ForgedSegment,
    NewerFormat,
    NotASegment,
    ShutOutDesk,
    TooLarge,
    WrongKey,
)

FORMAT = 1
FILE_AT_MOST = 64 * 1024 * 1024
PLAIN_AT_MOST = 256 * 1024 * 1024
ACTIONS_IN_ONE = 1000
BYTES_IN_ONE = 16 * 1024 * 1024
HASH_BYTES = 32
BEFORE_THE_FIRST = b"\0" * HASH_BYTES
"""What a desk's first segment names as the one before it."""

_MAGIC_OF_ALL = b"campseg"
_MAGIC = _MAGIC_OF_ALL + b"1"
_LENGTH_BYTES = 2
_HEADER_AT_MOST = 4096
_HEADER_VALUES = 100
_CHECKSUM_BYTES = 16
_CONTEXT = b"camp-desk segment\n"
_NUMBER_AT_MOST = 999_999


@dataclass(frozen=True, slots=True)
class Trust:
    """What makes a segment believed: the camp's id and public key, and which desks are out.

    ``shut_out`` names for each desk that was shut out the last of its segments still believed.
    """

    camp: bytes
    public: bytes
    shut_out: Mapping[DeskNumber, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """What a segment says of itself in the clear.

    ``number`` counts a desk's segments from 1 without gaps, ``first`` and ``last`` are the
    sequence numbers of its actions, ``previous`` is the ``hash`` of the segment before, and
    ``hash`` names this one: no two segments have the same.
    """

    format: int
    camp: bytes
    epoch: int
    desk: DeskNumber
    number: int
    first: int
    last: int
    previous: bytes
    certificate: Certificate
    ciphertext_hash: bytes
    hash: bytes

    def __post_init__(self) -> None:
        lengths = (len(self.camp), len(self.previous), len(self.ciphertext_hash))
        numbers = self.epoch >= 1 and 1 <= self.number <= _NUMBER_AT_MOST
        if lengths != (CAMP_ID_BYTES, HASH_BYTES, HASH_BYTES) or not numbers:
            raise ValueError("header with a field out of bounds")
        if not 1 <= self.first <= self.last or not 1 <= self.desk <= DESKS_AT_MOST:
            raise ValueError("header with a field out of bounds")
        if (self.number == 1) != (self.previous == BEFORE_THE_FIRST):
            raise ValueError("only the first segment has none before it")


@dataclass(frozen=True, slots=True)
class Content:
    """What a segment keeps secret.

    ``seen`` says how far its desk had applied every other desk's segments; ``actions`` are
    positional lists that this module does not look into; ``head`` is the hash of the desk's
    journal after the last of them.
    """

    seen: Mapping[DeskNumber, int]
    actions: Sequence[list[object]]
    head: bytes


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that was verified and opened."""

    header: Header
    content: Content


@dataclass(frozen=True, slots=True)
class Sealer:
    """With what a desk seals: its keys, its certificate, and who shall be able to read.

    ``recipients`` are those of the epoch and of the recovery sheet, ``age1...``.
    """

    keys: DeskKeys
    certificate: Certificate
    epoch: int
    recipients: Sequence[str]


def in_runs(actions: Iterable[list[object]]) -> Iterator[list[list[object]]]:
    """Yield the actions in order, in runs that fit into one segment each.

    A run ends at ACTIONS_IN_ONE actions or BYTES_IN_ONE bytes packed, whichever comes first.
    """
    run: list[list[object]] = []
    size = 0
    for action in actions:
        run.append(action)
        size += len(pack(action))
        if len(run) >= ACTIONS_IN_ONE or size >= BYTES_IN_ONE:
            yield run
            run, size = [], 0
    if run:
        yield run


def seal(sealer: Sealer, content: Content, *, number: int, first: int, previous: bytes) -> bytes:
    """Return the bytes of a segment.

    They are other bytes each time: a segment that was handed out must be kept as it is.

    Args:
        sealer: The desk's keys and the readers.
        content: At least one action, without gaps, see in_runs().
        number: One more than that of this desk's segment before.
        first: The sequence number of the first action.
        previous: The hash of this desk's segment before, or BEFORE_THE_FIRST.

    Raises:
        TooLarge: No reader would take it.
        ValueError: The numbers contradict one another.
    """
    certificate = sealer.certificate
    last = first + len(content.actions) - 1
    seen = sorted(content.seen.items())
    _check_seen(seen, certificate.desk, number)
    plain = pack([[list(pair) for pair in seen], list(content.actions), content.head])
    if len(plain) > PLAIN_AT_MOST or len(content.head) != HASH_BYTES:
        raise TooLarge if len(plain) > PLAIN_AT_MOST else ValueError("head of the wrong length")
    to = [pyrage.x25519.Recipient.from_str(each) for each in sealer.recipients]
    ciphertext = bytes(pyrage.encrypt(deflate(plain), to))
    fields = [FORMAT, certificate.camp, sealer.epoch, certificate.desk, number, first, last]
    header = pack([*fields, previous, certificate.pack(), _hash(ciphertext)])
    _header(header)
    return _file(header, sign(sealer.keys.signing, _CONTEXT + header), ciphertext)


def peek(untrusted: bytes, trust: Trust) -> Header:
    """Return the header of a whole and genuine segment of this camp, without opening it.

    What passes may be kept and carried on, also when this desk cannot read it.

    Raises:
        NotASegment, TooLarge, DamagedSegment, ForeignCamp, ForgedSegment, ShutOutDesk,
        NewerFormat: And nothing else, whatever the bytes.
    """
    return _verified(untrusted, trust)[0]


def open_segment(untrusted: bytes, trust: Trust, epochs: Mapping[int, str]) -> Segment:
    """Return a segment, verified and opened.

    Args:
        untrusted: The whole file.
        trust: See Trust.
        epochs: The age identity that opens the segments of each epoch (CampKeys.epochs).

    Raises:
        WrongKey: There is no key for its epoch, or the one there is does not open it.
        NotASegment, TooLarge, DamagedSegment, ForeignCamp, ForgedSegment, ShutOutDesk,
        NewerFormat: As for peek(), and nothing else, whatever the bytes.
    """
    header, ciphertext = _verified(untrusted, trust)
    if header.epoch not in epochs:
        raise WrongKey(desk=header.desk, number=header.number)
    return _opened(header, ciphertext, epochs[header.epoch])


def open_with(untrusted: bytes, trust: Trust, identity: str) -> Segment:
    """Return a segment of whatever epoch, opened with one identity: that of the recovery sheet.

    Raises:
        Refused: As open_segment().
    """
    return _opened(*_verified(untrusted, trust), identity)


def _opened(header: Header, ciphertext: bytes, identity: str) -> Segment:
    if header.format > FORMAT:
        raise NewerFormat
    try:
        key = pyrage.x25519.Identity.from_str(identity)
        deflated = bytes(pyrage.decrypt(ciphertext, [key]))
    except pyrage.DecryptError:
        raise WrongKey(desk=header.desk, number=header.number) from None
    try:
        return Segment(header, _content(inflate(deflated, at_most=PLAIN_AT_MOST), header))
    except TooMuch:
        raise TooLarge from None
    except ValueError:
        raise ForgedSegment from None


def _content(untrusted_plain: bytes, header: Header) -> Content:
    """Return what is inside; signed as it is, a certified desk may still be a hostile one."""
    match unpack(untrusted_plain):
        case [list(pairs), list(actions), bytes(head)] if len(head) == HASH_BYTES:
            seen = [_pair(pair) for pair in pairs]
            _check_seen(seen, header.desk, header.number)
            if len(actions) != header.last - header.first + 1:
                raise ValueError("not the actions that the header names")
            return Content(dict(seen), [_action(action) for action in actions], head)
    raise ValueError("not the content of a segment")


def _pair(untrusted: object) -> tuple[DeskNumber, int]:
    match untrusted:
        case [int(desk), int(number)]:
            return DeskNumber(desk), number
    raise ValueError("not what a desk has seen")


def _action(untrusted: object) -> list[object]:
    """Return an action; one that is nested too deeply to be packed again is refused."""
    match untrusted:
        case list(action):
            pack(action)
            return action
    raise ValueError("not an action")


def _check_seen(seen: Sequence[tuple[DeskNumber, int]], desk: DeskNumber, number: int) -> None:
    desks = [each for each, _ in seen]
    if desks != sorted(set(desks)):
        raise ValueError("a desk twice, or not in order")
    for each, last in seen:
        most = number - 1 if each == desk else _NUMBER_AT_MOST
        if not (1 <= each <= DESKS_AT_MOST and 0 <= last <= most):
            raise ValueError(f"desk {desk} cannot have seen segment {last} of desk {each}")


def _verified(untrusted: bytes, trust: Trust) -> tuple[Header, bytes]:
    if len(untrusted) > FILE_AT_MOST:
        raise TooLarge
    try:
        header, packed_header, signature, ciphertext = _parts(untrusted)
    except ValueError:
        raise DamagedSegment from None
    if header.camp != trust.camp:
        raise ForeignCamp
    certificate = header.certificate
    believed = certificate.desk == header.desk and certificate.holds(trust.camp, trust.public)
    signed = signature_holds(certificate.public, signature, _CONTEXT + packed_header)
    if not (believed and signed and header.ciphertext_hash == _hash(ciphertext)):
        raise ForgedSegment
    if header.number > trust.shut_out.get(header.desk, _NUMBER_AT_MOST):
        raise ShutOutDesk(desk=header.desk)
    return header, ciphertext


def _parts(untrusted: bytes) -> tuple[Header, bytes, bytes, bytes]:
    """Return the header, its bytes, its signature and the ciphertext of a file that is whole.

    Raises:
        NotASegment, NewerFormat: The first bytes say so.
        ValueError: It is not whole.
    """
    if not _MAGIC.startswith(untrusted[: len(_MAGIC)]):
        digit = untrusted[len(_MAGIC_OF_ALL) : len(_MAGIC)]
        raise (
            NewerFormat if untrusted.startswith(_MAGIC_OF_ALL) and digit.isdigit() else NotASegment
        )
    content, checksum = untrusted[:-_CHECKSUM_BYTES], untrusted[-_CHECKSUM_BYTES:]
    if checksum != _checksum(content):
        raise ValueError("flipped or cut short")
    start = len(_MAGIC) + _LENGTH_BYTES
    length = int.from_bytes(content[len(_MAGIC) : start], "big")
    end = start + length
    if length > _HEADER_AT_MOST or len(content) < end + SIGNATURE_BYTES:
        raise ValueError("header too long")
    header = content[start:end]
    signature, ciphertext = content[end : end + SIGNATURE_BYTES], content[end + SIGNATURE_BYTES :]
    return _header(header), header, signature, ciphertext


def _header(untrusted: bytes) -> Header:
    match unpack(untrusted, values=_HEADER_VALUES):
        case [
            int(format_), bytes(camp), int(epoch), int(desk), int(number), int(first), int(last),
            bytes(previous), bytes(certificate), bytes(ciphertext_hash), *more,
        ] if (format_ == FORMAT and not more) or format_ > FORMAT:  # fmt: skip
            return Header(
                format_, camp, epoch, DeskNumber(desk), number, first, last, previous,
                Certificate.unpack(certificate), ciphertext_hash, _hash(untrusted),
            )  # fmt: skip
        case [int(format_), *_] if format_ > FORMAT:
            raise NewerFormat
    raise ValueError("not a header")


def _file(header: bytes, signature: bytes, ciphertext: bytes) -> bytes:
    length = len(header).to_bytes(_LENGTH_BYTES, "big")
    content = b"".join((_MAGIC, length, header, signature, ciphertext))
    if len(content) + _CHECKSUM_BYTES > FILE_AT_MOST:
        raise TooLarge
    return content + _checksum(content)


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECKSUM_BYTES).digest()
