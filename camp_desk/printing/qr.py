"""QR codes: fast encoders for the codes of cards and tokens, and segno for everything longer."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

CARD_CODE_LENGTH = 16
"""How many alphanumeric characters version 1 with error correction Q holds exactly."""

TOKEN_CODE_LENGTH = 7
"""Digits of a strip's number with its check digit."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_SIDE = 21
_BINARY = bytes.maketrans(b"\0\1", b"01")
_MASK = 2
"""Readers take any of the eight; with a fixed one the modules are linear in the text."""


class Modules(NamedTuple):
    """A square of modules: ``bits`` holds them row by row, the first one highest; 1 is dark."""

    side: int
    bits: int

    def rows(self) -> list[str]:
        """Return each row from the top as zeros and ones."""
        whole = f"{self.bits:0{self.side * self.side}b}"
        return [whole[at : at + self.side] for at in range(0, len(whole), self.side)]

    def hex_rows(self) -> str:
        """Return the rows as a PDF image mask wants them: hexadecimal, each filled up to bytes."""
        side, bits = self.side, self.bits
        bytes_wide = -(-side // 8)
        row, filling = (1 << side) - 1, bytes_wide * 8 - side
        digits = bytes_wide * 2
        return "".join(
            [
                f"{(bits >> shift & row) << filling:0{digits}X}"
                for shift in range(side * (side - 1), -1, -side)
            ]
        )


class CardEncoder:
    """Makes version 1-Q codes of 16 characters some 70 times as fast as a general encoder.

    For one version, mask and length every module is a linear function, over two
    elements, of the bits of the text.  So the code of a text is the code of zeros
    combined with one precomputed pattern for each pair of characters.
    """

    def __init__(self) -> None:
        zeros = "0" * CARD_CODE_LENGTH
        self._zeros = _reference(zeros)
        self._patterns = [self._patterns_of_pair(nth) for nth in range(CARD_CODE_LENGTH // 2)]

    def encode(self, code: str) -> Modules:
        """Return the modules of a card's code.

        Raises:
            ValueError: It is not 16 characters of QR's alphanumeric set.
        """
        if len(code) != CARD_CODE_LENGTH or not set(code) <= set(_ALPHABET):
            raise ValueError(f"not {CARD_CODE_LENGTH} alphanumeric characters: {code!r}")
        bits = self._zeros
        for nth, patterns in enumerate(self._patterns):
            bits ^= patterns[code[2 * nth : 2 * nth + 2]]
        return Modules(_SIDE, bits)

    def _patterns_of_pair(self, nth: int) -> dict[str, int]:
        """Return what each pair of characters at a place changes in the code of zeros."""
        base = len(_ALPHABET)
        single = []
        for bit in range(11):
            first, second = divmod(1 << bit, base)
            pair = _ALPHABET[first] + _ALPHABET[second]
            text = "00" * nth + pair + "00" * (CARD_CODE_LENGTH // 2 - nth - 1)
            single.append(_reference(text) ^ self._zeros)
        patterns = [0]
        for value in range(1, base * base):
            lowest = value & -value
            patterns.append(patterns[value ^ lowest] ^ single[lowest.bit_length() - 1])
        return {
            _ALPHABET[value // base] + _ALPHABET[value % base]: pattern
            for value, pattern in enumerate(patterns)
        }


@cache
def card_encoder() -> CardEncoder:
    """Return the encoder of card codes, made when it is first needed (0.1 s)."""
    return CardEncoder()


class TokenEncoder:
    """Makes version 1-Q codes of seven digits: of three, three and one, each linear as above."""

    def __init__(self) -> None:
        self._zeros = _reference("0" * TOKEN_CODE_LENGTH, "numeric")
        self._groups = [
            [
                _reference(f"{before}{1 << bit:0{wide}d}{after}", "numeric") ^ self._zeros
                for bit in range(bits)
            ]
            for before, wide, after, bits in (
                ("", 3, "0000", 10), ("000", 3, "0", 10), ("000000", 1, "", 4),
            )
        ]  # fmt: skip

    def encode(self, code: str) -> Modules:
        """Return the modules of a token's code.

        Raises:
            ValueError: It is not seven Latin digits.
        """
        if len(code) != TOKEN_CODE_LENGTH or not (code.isascii() and code.isdigit()):
            raise ValueError(f"not {TOKEN_CODE_LENGTH} digits: {code!r}")
        bits = self._zeros
        for group, digits in zip(self._groups, (code[:3], code[3:6], code[6:]), strict=True):
            value = int(digits)
            for bit, pattern in enumerate(group):
                if value >> bit & 1:
                    bits ^= pattern
        return Modules(_SIDE, bits)


@cache
def token_encoder() -> TokenEncoder:
    """Return the encoder of token codes, made when it is first needed."""
    return TokenEncoder()


def encode(text: str, *, error: str = "m") -> Modules:
    """Return the smallest code of a text; ``error`` is one of QR's levels l, m, q and h.

    Which of the masks would look best is not asked: that takes longer than all the rest.
    """
    import segno

    code = segno.make_qr(text, error=error, mask=_MASK, boost_error=False)
    return _modules(code.matrix)


def _reference(text: str, mode: str = "alphanumeric") -> int:
    import segno

    code = segno.make_qr(text, version=1, error="q", mode=mode, mask=_MASK, boost_error=False)
    return _modules(code.matrix).bits


def _modules(matrix: tuple[bytearray, ...]) -> Modules:
    return Modules(len(matrix), int(b"".join(matrix).translate(_BINARY), 2))
