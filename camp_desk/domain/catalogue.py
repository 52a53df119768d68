"""What the camp knows about goods: items, ration scales, parcels and reasons for losses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.quantities import Unit
from camp_desk.domain.words import N_, Words


class UnknownFoodValue(CampDeskError):
    """The energy of something that is to be eaten was never entered."""

    message = N_("The food value of {item} is not known.")
    advice = N_("Enter its kcal, protein and fat per 100 g from the label.")


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a code and a name in each language."""

    code: str
    name_en: str
    name_ar: str = ""
    name_ckb: str = ""

    def name(self, language: str) -> str:
        """Return the name in a language, in English where it has none."""
        return {"ar": self.name_ar, "ckb": self.name_ckb}.get(language) or self.name_en

    def said(self, words: Words) -> str:
        """Return the name in the language of a sentence."""
        return self.name(words.language)

    def __str__(self) -> str:
        return self.name_en


@dataclass(frozen=True, slots=True)
class FoodValue:
    """What 100 g of a food give: kcal, and grams of protein and fat."""

    kcal: float
    protein: float
    fat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Named):
    """One product, counted in grams or in pieces.

    ``pack_size`` is in base units, 1 where the item has no pack; ``food`` is None for
    what is not eaten and for food whose label nobody has entered; ``grams_per_litre``
    is 0 where the item is not measured in litres.
    """

    category: str
    unit: Unit
    pack_size: int = 1
    pack_name: str = ""
    food: FoodValue | None = None
    grams_per_litre: int = 0
    ready_to_eat: bool = False
    needs_fuel: bool = False
    essential: bool = False
    source: str = ""


class ScaleKind(StrEnum):
    """What a ration scale is meant for."""

    FULL = "full"
    PARTIAL = "partial"
    HALF = "half"
    READY_TO_EAT = "ready_to_eat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Named):
    """A ration: what everybody gets each day, whatever age or sex.

    ``parts`` are items with thousandths of a base unit per person and day, that is
    milligrams for food.
    """

    kind: ScaleKind
    cycle_days: int
    parts: tuple[tuple[str, int], ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """From ``first`` people on, a household gets ``halves`` half parcels."""

    first: int
    halves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel(Named):
    """A household's food in one box, built for a family of ``reference_size`` people.

    The reference size belongs to the parcel and is no rule of the camp.  ``item`` is
    the sealed parcel as it lies in stock; ``parts`` are its contents in base units,
    empty where they are not known; ``bands`` begin at 1 and rise.
    """

    item: str
    reference_size: int
    days: int
    parts: tuple[tuple[str, int], ...]
    bands: tuple[Band, ...]
    divisible: bool
    source: str = ""


class Effect(StrEnum):
    """Which way a correction of stock goes."""

    LOSS = "loss"
    GAIN = "gain"


@dataclass(frozen=True, slots=True, kw_only=True)
class LossCategory(Named):
    """Why stock was corrected.

    ``counts_as_loss`` is false for what left the book and was not lost: samples, loans
    and what was handed out without a record.
    """

    effect: Effect
    counts_as_loss: bool
    second_signature: bool
    evidence: str = ""
    source: str = ""

    def signed(self, quantity: int) -> int:
        """Return the movement that a quantity of 0 or more makes: negative for a loss."""
        return quantity if self.effect is Effect.GAIN else -quantity


def food_value(item: str, items: Mapping[str, Item]) -> FoodValue:
    """Return what 100 g of an item give; an item measured in pieces has no such value.

    Raises:
        UnknownFoodValue: It is not in the catalogue, is no food, or has no label yet.
    """
    known = items.get(item)
    if known is None or known.food is None or known.unit is not Unit.GRAM:
        raise UnknownFoodValue(item=known or item)
    return known.food
