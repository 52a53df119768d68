"""How goods may be stacked, how much fits on a stack, and the floor that they need."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TextIO

from camp_desk.domain.quantities import GRAMS_PER_TONNE, Unit

HIGHEST, WIDEST = 2.5, 6.0
"""Metres: how high bags, cartons and bales may stand, and how wide and deep a stack may be.

Source: Logistics Cluster, LOG warehousing.
"""

SLIMMEST = 3
"""A stack stays below so many times its base (Logistics Cluster, LOG warehousing)."""

FROM_WALLS = 0.7
"""Metres free between stacks and walls (CARE warehouse manual)."""

_PLANNED = 2.0
"""Metres: the height that room is planned with (from memory: 1 t of bagged grain on 1 m2)."""

_AISLES = 0.35
"""What aisles add to the floor of the stacks (from memory: 30 to 40 %)."""

_ANY = "*"


@dataclass(frozen=True, slots=True)
class Bulk:
    """How much room an item takes: cubic metres of a tonne, or of each piece; 0 if unknown."""

    per_tonne: float = 0.0
    each: float = 0.0

    def volume(self, quantity: int, unit: Unit) -> float:
        """Return the cubic metres of a quantity, 0 where nobody knows."""
        if unit is Unit.PIECE:
            return max(0, quantity) * self.each
        return max(0, quantity) / GRAMS_PER_TONNE * self.per_tonne


def read_bulks(file: TextIO) -> dict[str, Bulk]:
    """Return the room that items take, by code, from a catalogue; ``*`` is any other food."""
    return {
        row["item"]: Bulk(float(row["m3_per_tonne"] or 0), float(row["m3_each"] or 0))
        for row in csv.DictReader(file)
    }


def bulk_of(bulks: Mapping[str, Bulk], item: str) -> Bulk:
    """Return how much room an item takes."""
    return bulks.get(item) or bulks.get(_ANY) or Bulk()


def packs_on_a_stack(pack_volume: float) -> int:
    """Return how many packs the largest stack holds.

    >>> packs_on_a_stack(0.1)  # a bag of 50 kg at 2 m3 a tonne
    900
    """
    return int(HIGHEST * WIDEST * WIDEST / pack_volume + 1e-9) if pack_volume > 0 else 0


def stacks(volume: float) -> int:
    """Return on how many stacks a pile stands at least."""
    return ceil(volume / (HIGHEST * WIDEST * WIDEST) - 1e-9)


def floor(volume: float) -> float:
    """Return the square metres under a pile, without aisles.

    It is stacked to 2 m, or where it is small to three times its base.

    >>> floor(2.0), round(floor(0.024), 3)
    (1.0, 0.04)
    """
    slim = _PLANNED / SLIMMEST
    if volume >= _PLANNED * slim * slim:
        return volume / _PLANNED
    return float((volume / SLIMMEST) ** (2 / 3))


@dataclass(frozen=True, slots=True)
class Room:
    """The floor of a store in square metres: usable, taken, and needed by what is to come.

    Aisles are in all but the usable floor; that is 0 where nobody has measured the store.
    """

    usable: float
    taken: float
    needed: float = 0.0

    @property
    def free(self) -> float:
        """Return what is free now, below zero where too much lies there."""
        return self.usable - self.taken

    @property
    def fits(self) -> bool:
        """Tell whether what is to come has room."""
        return self.needed <= self.free + 1e-9


def usable(area: float) -> float:
    """Return the floor that may be stacked on: that of a square store, off its walls.

    >>> round(usable(100), 2)
    73.96
    """
    side = sqrt(max(0.0, area)) - 2 * FROM_WALLS
    return side * side if side > 0 else 0.0


def with_aisles(floors: Iterable[float]) -> float:
    """Return the floor of some stacks together with their aisles."""
    return sum(floors) * (1 + _AISLES)
