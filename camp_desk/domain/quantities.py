"""Quantities as whole grams or whole pieces, and how people see them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from camp_desk.domain.words import Words

GRAMS_PER_KG = 1_000
GRAMS_PER_TONNE = 1_000_000


class Unit(StrEnum):
    """What a quantity of an item counts: its base unit."""

    GRAM = "g"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that knows its unit, so that an error can carry it into any language."""

    quantity: int
    unit: Unit

    def said(self, words: Words) -> str:
        """Return the amount as ``shown`` in a language."""
        return shown(self.quantity, self.unit, words)

    def __str__(self) -> str:
        return self.said(Words())


def shown(quantity: int, unit: Unit, words: Words) -> str:
    """Return a quantity as it is read on a screen, in the unit that keeps it short.

    Exact below a tonne.  From there on in tonnes, rounded half up to two decimals, from
    ten tonnes on to one; use ``exact`` where the last gram counts.

    >>> [shown(q, Unit.GRAM, Words()) for q in (850, 12_500, 6_380_000, 18_440_000)]
    ['850 g', '12.5 kg', '6.38 t', '18.4 t']
    >>> shown(4550, Unit.PIECE, Words())
    '4,550 pieces'
    """
    if unit is Unit.GRAM and abs(quantity) >= GRAMS_PER_TONNE:
        return words("{number} t", number=_tonnes(quantity))
    return exact(quantity, unit, words)


def exact(quantity: int, unit: Unit, words: Words) -> str:
    """Return a quantity to the last gram or piece; ``typed.read`` reads it back unchanged.

    >>> exact(1_234_567, Unit.GRAM, Words())
    '1,234.567 kg'
    """
    if unit is Unit.PIECE:
        number = _decimal(quantity, 0)
        return words.plural("{number} piece", "{number} pieces", abs(quantity), number=number)
    if 0 < abs(quantity) < GRAMS_PER_KG:
        return words("{number} g", number=_decimal(quantity, 0))
    return words("{number} kg", number=_decimal(quantity, 3))


def number(quantity: int, unit: Unit) -> str:
    """Return a quantity to the last gram or piece as a bare number: of kilograms, or of pieces.

    >>> number(1_234_567, Unit.GRAM), number(-12, Unit.PIECE)
    ('1,234.567', '−12')
    """
    return _decimal(quantity, 3 if unit is Unit.GRAM else 0)


def litres(quantity: int, grams_per_litre: int, words: Words) -> str:
    """Return grams as litres, rounded half up to two decimals, from 100 litres on to whole ones.

    Args:
        quantity: Grams.
        grams_per_litre: The density of the item or of its lot, above 0.
        words: The language.

    >>> litres(2_300, 920, Words()), litres(4_140_000, 920, Words())
    ('2.5 L', '4,500 L')
    """
    places = 0 if abs(quantity) >= 100 * grams_per_litre else 2
    hundredths = _rounded(quantity * 10**places, grams_per_litre)
    return words("{number} L", number=_decimal(hundredths, places))


def in_packs(quantity: int, pack_size: int, unit: Unit, words: Words) -> str:
    """Return a quantity as whole packs and what is left in an open one; exact.

    Args:
        quantity: Base units, 0 or more.
        pack_size: Base units in one pack, above 0.
        unit: What both count.
        words: The language.

    >>> in_packs(212_500, 50_000, Unit.GRAM, Words()), in_packs(12_500, 50_000, Unit.GRAM, Words())
    ('4 × 50 kg + 12.5 kg', '12.5 kg')
    """
    packs, rest = divmod(quantity, pack_size)
    parts = [exact(rest, unit, words)] if rest or not packs else []
    if packs:
        each = exact(pack_size, unit, words)
        parts.insert(0, words("{packs} × {each}", packs=_decimal(packs, 0), each=each))
    return " + ".join(parts)


def _tonnes(grams: int) -> str:
    places = 1 if abs(grams) >= 10 * GRAMS_PER_TONNE else 2
    return _decimal(_rounded(grams * 10**places, GRAMS_PER_TONNE), places)


def _rounded(numerator: int, denominator: int) -> int:
    """Return the quotient rounded to the nearest whole number, halves away from zero."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def _decimal(number: int, places: int) -> str:
    """Return ``number / 10**places`` with grouped thousands and no zeros at the end."""
    whole, part = divmod(abs(number), 10**places)
    decimals = f"{part:0{places}d}".rstrip("0") if part else ""
    sign = "\u2212" if number < 0 else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")
