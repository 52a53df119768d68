"""Rations: what a household is entitled to, and whether it is enough to live on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from camp_desk.domain.catalogue import Item, Scale, food_value
from camp_desk.domain.quantities import Unit
from camp_desk.domain.registration import Counts
from camp_desk.domain.words import N_, Words

PLANNING_KCAL = 2_100
"""Kcal per person per day for people who depend on the ration alone (UNHCR, WFP)."""

PROTEIN_PCT = (10.0, 12.0)
"""From and to, in percent of the energy (UNHCR, WFP)."""

FAT_PCT = 17.0
"""At least, in percent of the energy (UNHCR 1997)."""

PROTEIN_KCAL_PER_GRAM = 4
FAT_KCAL_PER_GRAM = 9


@dataclass(frozen=True, slots=True)
class Nutrition:
    """What a person eats in a day; the shares are in percent of the energy."""

    grams: float
    kcal: float
    protein_g: float
    fat_g: float

    @property
    def protein_pct(self) -> float:
        """Return the share of the energy that comes from protein; 0 without energy."""
        return 100 * PROTEIN_KCAL_PER_GRAM * self.protein_g / self.kcal if self.kcal else 0.0

    @property
    def fat_pct(self) -> float:
        """Return the share of the energy that comes from fat; 0 without energy."""
        return 100 * FAT_KCAL_PER_GRAM * self.fat_g / self.kcal if self.kcal else 0.0

    @property
    def target_pct(self) -> float:
        """Return the energy in percent of PLANNING_KCAL."""
        return 100 * self.kcal / PLANNING_KCAL


class Target(StrEnum):
    """What a full ration is measured against."""

    ENERGY = "energy"
    PROTEIN = "protein"
    FAT = "fat"


class Verdict(StrEnum):
    """Where a ration stands against one target."""

    BELOW = "below"
    MET = "met"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One target with the verdict and the figure as it is shown."""

    target: Target
    verdict: Verdict
    figure: str

    def said(self, words: Words) -> str:
        """Return the judgement as a sentence."""
        return words(_SENTENCES[self.target, self.verdict], figure=self.figure)


_SENTENCES = {
    (Target.ENERGY, Verdict.BELOW): N_("Energy is {figure} % of 2,100 kcal: too little."),
    (Target.ENERGY, Verdict.MET): N_("Energy is {figure} % of 2,100 kcal."),
    (Target.PROTEIN, Verdict.BELOW): N_("Protein gives {figure} % of the energy, less than 10 %."),
    (Target.PROTEIN, Verdict.MET): N_("Protein gives {figure} % of the energy."),
    (Target.PROTEIN, Verdict.ABOVE): N_("Protein gives {figure} % of the energy, more than 12 %."),
    (Target.FAT, Verdict.BELOW): N_("Fat gives {figure} % of the energy, less than 17 %."),
    (Target.FAT, Verdict.MET): N_("Fat gives {figure} % of the energy."),
}


def nutrition(scale: Scale, items: Mapping[str, Item]) -> Nutrition:
    """Return what a scale gives a person each day.

    Milling and handling losses are not taken off.

    Raises:
        UnknownFoodValue: An item of the scale has no food value.

    Source:
        kcal = sum(g x kcal per 100 g / 100); 4 kcal per g of protein, 9 per g of fat
        (UNHCR Handbook for Emergencies 1999); food values from the WFP/UNHCR food table.
    """
    return content({item: milligrams / 1000 for item, milligrams in scale.parts}, items)


def content(grams: Mapping[str, float], items: Mapping[str, Item]) -> Nutrition:
    """Return weight, energy, protein and fat of some food, in grams by item.

    Raises:
        UnknownFoodValue: An item has no food value.
    """
    foods = [(quantity / 100, food_value(item, items)) for item, quantity in grams.items()]
    return Nutrition(
        sum(grams.values()),
        sum(hundreds * food.kcal for hundreds, food in foods),
        sum(hundreds * food.protein for hundreds, food in foods),
        sum(hundreds * food.fat for hundreds, food in foods),
    )


def judge(eaten: Nutrition) -> tuple[Judgement, Judgement, Judgement]:
    """Return how a ration stands against energy, protein and fat.

    Judged by the figures that are shown (energy in whole percent of 2,100 kcal, the
    shares to one decimal), so that no figure contradicts its colour.
    """
    energy = round(eaten.target_pct)
    protein, fat = round(eaten.protein_pct, 1), round(eaten.fat_pct, 1)
    least, most = PROTEIN_PCT
    return (
        Judgement(Target.ENERGY, _verdict(energy, 100), str(energy)),
        Judgement(Target.PROTEIN, _verdict(protein, least, most), f"{protein:.1f}"),
        Judgement(Target.FAT, _verdict(fat, FAT_PCT), f"{fat:.1f}"),
    )


def _verdict(figure: float, least: float, most: float = float("inf")) -> Verdict:
    if figure < least:
        return Verdict.BELOW
    return Verdict.ABOVE if figure > most else Verdict.MET


def entitlement(scale: Scale, persons: int, days: int) -> dict[str, int]:
    """Return a household's ration in base units (grams) by item.

    Everyone counts the same, whatever age or sex.  Persons x days x milligrams is
    rounded to grams once for each household and item, halves up.

    Raises:
        ValueError: ``persons`` or ``days`` is negative.
    """
    if persons < 0 or days < 0:
        raise ValueError(f"{persons} persons, {days} days")
    return {item: rounded_grams(persons * days * part) for item, part in scale.parts}


def rounded_grams(milligrams: int) -> int:
    """Return whole grams, halves up."""
    return (milligrams + 500) // 1000


def needs(scale: Scale, households: Iterable[int], days: int) -> dict[str, int]:
    """Return what households of these sizes are entitled to together, in grams by item.

    It is the sum of their rounded entitlements: what the sheets add up to.
    """
    return needs_by_size(scale, Counter(households), days)


def needs_by_size(scale: Scale, sizes: Mapping[int, int], days: int) -> dict[str, int]:
    """Return the same as ``needs`` from the number of households of each size."""
    together = {item: 0 for item, _ in scale.parts}
    for persons, households in sizes.items():
        for item, quantity in entitlement(scale, persons, days).items():
            together[item] += households * quantity
    return together


def total(entitlements: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sum of entitlements, by item."""
    together: Counter[str] = Counter()
    for each in entitlements:
        together.update(each)
    return dict(together)


def weight(quantities: Mapping[str, int], items: Mapping[str, Item]) -> int:
    """Return the grams that a household carries; what is counted in pieces is left out."""
    return sum(n for item, n in quantities.items() if items[item].unit is Unit.GRAM)


def people(counts: Iterable[Counts]) -> Counts:
    """Return households together, by sex and age bracket: who a distribution feeds."""
    female, male, unknown = [0] * 5, [0] * 5, 0
    for each in counts:
        female = [a + b for a, b in zip(female, each.female, strict=True)]
        male = [a + b for a, b in zip(male, each.male, strict=True)]
        unknown += each.unknown
    f0, f1, f2, f3, f4 = female
    m0, m1, m2, m3, m4 = male
    return Counts((f0, f1, f2, f3, f4), (m0, m1, m2, m3, m4), unknown)
