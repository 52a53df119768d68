"""Secrets sealed with something that a person can remember or type."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from camp_desk.storage.packed import pack

SALT_BYTES = 16
NONCE_BYTES = 12
_KEY_BYTES = 32
_TAG_BYTES = 16
_SEALED_AT_MOST = 64 * 1024
_MEMORY_AT_MOST = 256 * 1024
_TIME_AT_MOST = 16
_LANES_AT_MOST = 8


class DoesNotOpen(Exception):
    """The passphrase is another one, or something beside it was changed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs, in the terms of Argon2id.

    The bounds keep a file from outside from asking for more memory than a laptop has.

    Raises:
        ValueError: A number is outside the bounds.

    Source:
        The usual setting is the second one recommended by RFC 9106 (64 MiB, three passes) with
        two lanes, for laptops of two cores: about 0.4 s.
    """

    memory_kib: int = 64 * 1024
    time: int = 3
    lanes: int = 2

    def __post_init__(self) -> None:
        lanes = 1 <= self.lanes <= _LANES_AT_MOST
        time = 1 <= self.time <= _TIME_AT_MOST
        if not (lanes and time and 8 * self.lanes <= self.memory_kib <= _MEMORY_AT_MOST):
            raise ValueError(f"Argon2id cost {self}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A secret that only its passphrase opens.

    Raises:
        ValueError: A length is wrong.
    """

    cost: Cost
    salt: bytes
    nonce: bytes
    ciphertext: bytes

    def __post_init__(self) -> None:
        if len(self.salt) != SALT_BYTES or len(self.nonce) != NONCE_BYTES:
            raise ValueError("salt or nonce of the wrong length")
        if not _TAG_BYTES <= len(self.ciphertext) <= _SEALED_AT_MOST:
            raise ValueError("sealed secret of the wrong length")

    def values(self) -> list[object]:
        """Return the fields in the order in which files keep them."""
        return [*_open_values(self.cost, self.salt, self.nonce), self.ciphertext]

    @classmethod
    def of(cls, untrusted_values: object) -> Sealed:
        """Return what values() gave.

        Raises:
            ValueError: The values are not those of a sealed secret.
        """
        match untrusted_values:
            case [int(memory), int(time), int(lanes), bytes(salt), bytes(nonce), bytes(sealed)]:
                return cls(Cost(memory, time, lanes), salt, nonce, sealed)
        raise ValueError("not a sealed secret")


def seal(secret: bytes, passphrase: str, cost: Cost, *, beside: list[object]) -> Sealed:
    """Return the secret sealed; what is named ``beside`` it cannot be changed without notice.

    Salt and nonce are new each time and come from the operating system: they are no argument,
    because one that came twice would give the secret away.
    """
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    bound = pack([*beside, *_open_values(cost, salt, nonce)])
    return Sealed(
        cost, salt, nonce, AESGCM(_key(passphrase, salt, cost)).encrypt(nonce, secret, bound)
    )


def unseal(sealed: Sealed, untrusted_passphrase: str, *, beside: list[object]) -> bytes:
    """Return the secret.

    Raises:
        DoesNotOpen: The passphrase, what stands beside the secret, or the secret is not the same.
    """
    bound = pack([*beside, *_open_values(sealed.cost, sealed.salt, sealed.nonce)])
    cipher = AESGCM(_key(untrusted_passphrase, sealed.salt, sealed.cost))
    try:
        return cipher.decrypt(sealed.nonce, sealed.ciphertext, bound)
    except InvalidTag:
        raise DoesNotOpen from None


def _open_values(cost: Cost, salt: bytes, nonce: bytes) -> list[object]:
    return [cost.memory_kib, cost.time, cost.lanes, salt, nonce]


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the AES key of a passphrase, the same whichever way its accents were typed.

    Half of a surrogate pair, which some input methods leave, is a character like any other.
    """
    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.time,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )
