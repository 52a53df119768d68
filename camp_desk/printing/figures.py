"""Quantities and counts as they are printed."""

from __future__ import annotations

from typing import NamedTuple

from camp_desk.domain.quantities import GRAMS_PER_KG, Unit

_ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")


class Figure(NamedTuple):
    """A number in two parts, so that numbers stand with their points below one another."""

    whole: str
    fraction: str

    def __str__(self) -> str:
        return f"{self.whole}.{self.fraction}" if self.fraction else self.whole


def figure(quantity: int, unit: Unit) -> Figure:
    """Return grams as kilograms to the last gram with no ".0", and pieces as they are.

    Exact, so that whoever adds up a column by hand comes to the total below it.

    A column of a sheet is in one measure from top to bottom, whatever its size: that is
    why this is not `camp_desk.domain.quantities.shown`.

    >>> str(figure(2333, Unit.GRAM)), str(figure(63000, Unit.GRAM)), str(figure(1500, Unit.PIECE))
    ('2.333', '63', '1,500')
    """
    if unit is Unit.PIECE:
        return Figure(f"{quantity:,}", "")
    kilograms, grams = divmod(quantity, GRAMS_PER_KG)
    return Figure(f"{kilograms:,}", f"{grams:03d}".rstrip("0"))


def parcels(quantity: int, size: int) -> Figure:
    """Return a quantity as whole and half parcels of a size; exact where it is no other part.

    >>> str(parcels(105_450, 70_300)), str(parcels(70_300, 70_300))
    ('1.5', '1')
    """
    whole, half = divmod(2 * quantity // size, 2)
    return Figure(f"{whole:,}", "5" if half else "")


class Digits:
    """Writes figures with the digits that a camp's sheets use.

    Card numbers, ids and dates do not go through it: those stay in Latin digits.
    """

    def __init__(self, *, arabic: bool) -> None:
        self._arabic = arabic

    def __call__(self, figures: object) -> str:
        """Return a number or a figure as text."""
        text = str(figures)
        return text.translate(_ARABIC) if self._arabic else text

    def count(self, number: int) -> str:
        """Return a count with its thousands marked."""
        return self(f"{number:,}")
