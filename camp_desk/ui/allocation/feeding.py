"""What a plan feeds, in words: food value, sizes of household, what is short and what reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from camp_desk.actions.outlook import Outlook
from camp_desk.domain.catalogue import Item, Parcel, Scale
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.parcels import BandEnergy, Portion, by_band, halves
from camp_desk.domain.quantities import shown
from camp_desk.domain.rations import Target, Verdict, judge, nutrition
from camp_desk.domain.sharing import coverage, days_that_last
from camp_desk.domain.words import Words
from camp_desk.ui.allocation.plan import BandRow, Nourishment, PlanNow
from camp_desk.ui.allocation.seen import PlanSeen
from camp_desk.ui.direction import isolated
from camp_desk.ui.stock.amounts import about

Items = Mapping[str, Item]


def short_of(plan: PlanNow, seen: PlanSeen, items: Items, words: Words, *, share: bool) -> PlanNow:
    """Return the plan with the sentence about what is missing, and what may be done."""
    outlook = seen.outlook
    if seen.basis.kit:
        return _kit_short(plan, outlook, items, words, share=share)
    if share:
        gives = what_the_share_gives(outlook, items, words)
        return replace(plan, tone="info", shortage=gives, offer=words("Full ration"))
    said = [_missing(outlook, items, words)]
    if outlook.left is None and not outlook.fewer:
        said.append(
            words("There is not one for each household: choose fewer sectors, or a ration.")
        )
        return replace(plan, shortage=" ".join(said))
    if outlook.left is not None and not any(part for _, part in outlook.left.parts):
        said.append(words("There is nothing to share: record a delivery first."))
        return replace(plan, tone="danger", shortage=" ".join(said))
    if seen.basis.scale and (days := days_that_last(seen.basis.scale, outlook.sizes, outlook.has)):
        said.append(words.plural("In full it lasts {n} day.", "In full it lasts {n} days.", days))
    said.append(_share_in_short(outlook, items, words))
    said = list(filter(None, said))
    return replace(plan, shortage=" ".join(said), offer=words("Use the equal share"))


def _kit_short(
    plan: PlanNow, outlook: Outlook, items: Items, words: Words, *, share: bool
) -> PlanNow:
    """Return the plan of a kit with what is short of it, or without that."""
    if share:
        left = words("What does not reach everyone is left out.")
        return replace(plan, tone="info", shortage=left, offer=words("The whole kit"))
    short = _missing(outlook, items, words)
    if all(each.missing for each in coverage(outlook.needs, outlook.has)):
        return replace(plan, tone="danger", shortage=short)
    return replace(plan, shortage=short, offer=words("Leave out what is short"))


def _missing(outlook: Outlook, items: Items, words: Words) -> str:
    """Return the worst shortage; the table shows the others in red."""
    short = sorted(
        (each for each in coverage(outlook.needs, outlook.has) if each.missing),
        key=lambda each: each.share,
    )
    item = items[short[0].item]
    missing = isolated(about(short[0].missing, item.unit, words))
    said = words("{item} is {missing} short.", item=isolated(item.said(words)), missing=missing)
    if len(short) == 1 and outlook.short and (ration := outlook.short[0].ration // 1000):
        reaches = isolated(shown(ration, item.unit, words))
        said += " " + words("A ration of {ration} a day reaches everyone.", ration=reaches)
    if more := len(short) - 1:
        said += " " + words.plural("{n} more item is short.", "{n} more items are short.", more)
    return said


def what_the_share_gives(outlook: Outlook, items: Items, words: Words) -> str:
    """Return what everyone gets of what is short."""
    if outlook.left is None:
        return words("Everyone gets fewer whole parcels, households of one size the same.")
    energy = _energy(outlook.left, items)
    said = words("Everyone gets the same smaller ration.")
    if not energy:
        return said
    kcal, percent = energy
    gives = words("That is {kcal} kcal a day, {percent} % of 2,100.", kcal=kcal, percent=percent)
    return f"{said} {gives}"


def _share_in_short(outlook: Outlook, items: Items, words: Words) -> str:
    energy = _energy(outlook.left, items) if outlook.left is not None else None
    if energy is None:
        return ""
    kcal, percent = energy
    return words(
        "The equal share gives {kcal} kcal a day, {percent} % of 2,100.", kcal=kcal, percent=percent
    )


def _energy(left: Scale, items: Items) -> tuple[str, str] | None:
    """Return kcal and percent of the target as they are shown; None where they are not known."""
    try:
        eaten = nutrition(left, items)
    except CampDeskError:
        return None
    return f"{eaten.kcal:,.0f}", f"{eaten.target_pct:.0f}"


def nourishment(scale: Scale | None, items: Items, words: Words) -> list[Nourishment]:
    """Return energy, protein and fat; a target that is missed says so, in red."""
    if scale is None:
        return []
    try:
        eaten = nutrition(scale, items)
    except CampDeskError as error:
        return [Nourishment(words.sentence(error), "danger")]
    said = {
        Target.ENERGY: words(
            "{kcal} of 2,100 kcal ({percent} %)",
            kcal=f"{eaten.kcal:,.0f}", percent=f"{eaten.target_pct:.0f}",
        ),
        Target.PROTEIN: words(
            "protein {percent} % (of 10 to 12)", percent=f"{eaten.protein_pct:.1f}"
        ),
        Target.FAT: words("fat {percent} % (of 17 or more)", percent=f"{eaten.fat_pct:.1f}"),
    }  # fmt: skip
    weight = words("{number} g a person a day", number=f"{eaten.grams:,.0f}")
    return [
        Nourishment(weight, "text"),
        *(
            Nourishment(f"{said[each.target]}{_missed(each.verdict, words)}", _tone(each.verdict))
            for each in judge(eaten)
        ),
    ]


def _tone(verdict: Verdict) -> str:
    return "ok" if verdict is Verdict.MET else "danger"


def _missed(verdict: Verdict, words: Words) -> str:
    """Return in a word how a target is missed: colour alone does not say it."""
    missed = {Verdict.BELOW: words("too little"), Verdict.ABOVE: words("too much")}
    return f": {missed[verdict]}" if verdict in missed else ""


def bands(seen: PlanSeen, items: Items, words: Words, *, share: bool) -> list[BandRow]:
    """Return what whole parcels, or the equal share of them, give to each size of household."""
    parcel, fewer = seen.basis.parcel, (seen.outlook.fewer if share else None) or {}
    if parcel is None:
        return []
    given = {halves(parcel, size): count for size, count in fewer.items()}
    largest = max((*seen.outlook.sizes, parcel.bands[-1].first))
    try:
        found = by_band(parcel, largest, items)
    except CampDeskError:
        return _bands_without_food(parcel, given, words)
    if given:  # of sizes that nobody has, nothing is shared
        found = [each.of(given[each.halves]) for each in found if each.halves in given]
    return [_band(each, words) for each in found]


def _band(band: BandEnergy, words: Words) -> BandRow:
    first, last = band.smallest, band.largest
    people = f"{first.persons}" if first.persons == last.persons else (
        f"{first.persons}–{last.persons}")  # fmt: skip
    verdict, tone = "", "ok"
    if last.low:
        verdict, tone = words("too little for {n}", n=last.persons), "danger"
    elif first.high:
        verdict, tone = words("much for {n}", n=first.persons), "warn"
    kcal = f"{_kcal(first)}–{_kcal(last)}" if first.persons != last.persons else _kcal(first)
    return BandRow(people, parcels_said(band.halves), kcal, verdict, tone)


def _bands_without_food(parcel: Parcel, given: Mapping[int, int], words: Words) -> list[BandRow]:
    """Return the bands of a parcel whose contents nobody has entered."""
    firsts = [band.first for band in parcel.bands]
    ends = [*(first - 1 for first in firsts[1:]), 0]
    return [
        BandRow(
            f"{band.first}–{last}" if last else f"{band.first}+",
            parcels_said(given.get(wanted := halves(parcel, band.first), wanted)),
            "?",
            words("contents not known"),
            "warn",
        )
        for band, last in zip(parcel.bands, ends, strict=True)
    ]


def parcels_said(count: int) -> str:
    """Return half parcels as parcels, such as 1½."""
    return f"{count // 2 or ''}{'½' if count % 2 else ''}"


def _kcal(portion: Portion) -> str:
    return f"{portion.kcal:,.0f}"
