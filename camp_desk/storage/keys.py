"""The keys of a camp and of its desks, and the certificate that makes a desk one of the camp's."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.packed import pack, unpack

CAMP_ID_BYTES = 16
SIGNATURE_BYTES = 64
KEY_BYTES = 32
DESKS_AT_MOST = 999
_HASH_BYTES = 16
_KEYS_FORMAT = 1
_CERTIFICATE_FORMAT = 1
_CERTIFICATE_CONTEXT = b"camp-desk certificate\n"
_VALUES_AT_MOST = 10_000
_TATWEEL = "\N{ARABIC TATWEEL}"


@dataclass(frozen=True, slots=True)
class CampKeys:
    """What all desks of a camp share; it lies inside the camp file.

    ``card`` makes the codes on ration cards and ``hashing`` hides other agencies' numbers: both
    outlive epochs.  ``epochs`` holds for each epoch the age identity that opens its segments.

    Raises:
        ValueError: A key has the wrong length, or an epoch the wrong form.
    """

    card: bytes
    hashing: bytes
    epochs: Mapping[int, str]

    def __post_init__(self) -> None:
        if len(self.card) != KEY_BYTES or len(self.hashing) != KEY_BYTES:
            raise ValueError("camp key of the wrong length")
        for epoch, identity in self.epochs.items():
            if epoch < 1:
                raise ValueError(f"epoch {epoch}")
            recipient(identity)

    def recipient(self, epoch: int) -> str:
        """Return what segments of an epoch are encrypted to, or raise KeyError."""
        return recipient(self.epochs[epoch])

    def pack(self) -> bytes:
        """Return the keys as bytes, to be kept in an encrypted place only."""
        return pack([_KEYS_FORMAT, self.card, self.hashing, sorted(self.epochs.items())])

    @classmethod
    def unpack(cls, untrusted: bytes) -> CampKeys:
        """Return what pack() gave, or raise ValueError."""
        match unpack(untrusted, values=_VALUES_AT_MOST):
            case [1, bytes(card), bytes(hashing), list(pairs)]:
                return cls(card, hashing, dict(_epoch(pair) for pair in pairs))
        raise ValueError("not the keys of a camp")


@dataclass(frozen=True, slots=True)
class DeskKeys:
    """One desk's own keys: it signs with the one (Ed25519) and receives with the other (age).

    Raises:
        ValueError: A key has the wrong length or form.
    """

    signing: bytes
    receiving: str

    def __post_init__(self) -> None:
        if len(self.signing) != KEY_BYTES:
            raise ValueError("signing key of the wrong length")
        recipient(self.receiving)

    def values(self) -> list[object]:
        """Return the fields in the order in which files keep them."""
        return [self.signing, self.receiving]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The camp's word that a desk is one of its desks.

    Raises:
        ValueError: A field has the wrong length or lies outside its bounds.
    """

    camp: bytes
    desk: DeskNumber
    public: bytes
    recipient: str
    signature: bytes

    def __post_init__(self) -> None:
        lengths = (len(self.camp), len(self.public), len(self.signature))
        if lengths != (CAMP_ID_BYTES, KEY_BYTES, SIGNATURE_BYTES):
            raise ValueError("certificate with a field of the wrong length")
        if not 1 <= self.desk <= DESKS_AT_MOST:
            raise ValueError(f"desk {self.desk}")

    def holds(self, camp: bytes, camp_public: bytes) -> bool:
        """Tell whether this very camp signed it."""
        signed = _certified(self.camp, self.desk, self.public, self.recipient)
        return self.camp == camp and signature_holds(camp_public, self.signature, signed)

    def pack(self) -> bytes:
        """Return the certificate as bytes; it is no secret."""
        fields = [self.camp, self.desk, self.public, self.recipient, self.signature]
        return pack([_CERTIFICATE_FORMAT, *fields])

    @classmethod
    def unpack(cls, untrusted: bytes) -> Certificate:
        """Return what pack() gave, its signature not yet checked, or raise ValueError."""
        match unpack(untrusted, values=_VALUES_AT_MOST):
            case [1, bytes(camp), int(desk), bytes(public), str(receiver), bytes(signature)]:
                return cls(camp, DeskNumber(desk), public, receiver, signature)
        raise ValueError("not a certificate")


def new_camp_keys() -> CampKeys:
    """Return the keys of a new camp, in its first epoch."""
    return CampKeys(new_key(), new_key(), {1: new_identity()})


def new_desk_keys() -> DeskKeys:
    """Return the keys of a new desk."""
    return DeskKeys(new_key(), new_identity())


def new_key() -> bytes:
    """Return 32 bytes from the operating system: any secret key, an Ed25519 signing key too."""
    return secrets.token_bytes(KEY_BYTES)


def new_identity() -> str:
    """Return a new age identity, ``AGE-SECRET-KEY-1...``."""
    return str(pyrage.x25519.Identity.generate())


def recipient(identity: str) -> str:
    """Return the public half of an age identity, ``age1...``.

    Raises:
        ValueError: It is no identity, or a letter of it is wrong.
    """
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise ValueError("not an age identity") from error


def public_half(signing: bytes) -> bytes:
    """Return the 32 public bytes of an Ed25519 signing key."""
    return Ed25519PrivateKey.from_private_bytes(signing).public_key().public_bytes_raw()


def sign(signing: bytes, message: bytes) -> bytes:
    """Return the Ed25519 signature of a message, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(signing).sign(message)


def signature_holds(public: bytes, untrusted_signature: bytes, message: bytes) -> bool:
    """Tell whether the owner of a public key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(untrusted_signature, message)
    except InvalidSignature:
        return False
    return True


def certify(camp_signing: bytes, camp: bytes, desk: DeskNumber, keys: DeskKeys) -> Certificate:
    """Return the certificate with which a desk's segments are believed in this camp."""
    public, receiver = public_half(keys.signing), recipient(keys.receiving)
    signature = sign(camp_signing, _certified(camp, desk, public, receiver))
    return Certificate(camp, desk, public, receiver, signature)


def hashable(untrusted_number: str) -> str:
    """Return the letters and digits of another agency's number, one way of writing for all.

    Empty if there are none, so that a dash in a list is not taken for a number.

    >>> hashable(" ٠٠١٢-ab/٣ "), hashable("-")
    ('0012ab3', '')
    """
    plain = unicodedata.normalize("NFKC", untrusted_number).casefold()
    kept = (each for each in plain if each.isalnum() and each != _TATWEEL)
    return "".join(str(unicodedata.digit(each, each)) for each in kept)


def keyed_hash(key: bytes, untrusted_number: str) -> bytes:
    """Return the 16 bytes under which another agency's number is kept instead of itself.

    Equal for numbers that are written with other digits, spaces, dashes or case.

    Raises:
        ValueError: There is no letter and no digit in it: ask hashable() first.
    """
    plain = hashable(untrusted_number)
    if not plain:
        raise ValueError("no number")
    return hmac.digest(key, plain.encode(), hashlib.sha256)[:_HASH_BYTES]


def _epoch(untrusted_pair: object) -> tuple[int, str]:
    match untrusted_pair:
        case [int(epoch), str(identity)]:
            return epoch, identity
    raise ValueError("not an epoch")


def _certified(camp: bytes, desk: DeskNumber, public: bytes, receiver: str) -> bytes:
    return _CERTIFICATE_CONTEXT + pack([_CERTIFICATE_FORMAT, camp, desk, public, receiver])
