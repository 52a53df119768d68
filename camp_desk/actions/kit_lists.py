"""A kit for many households: what each is still to get, as a list like that of a ration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.giving import HadBefore
from camp_desk.actions.outlook import Basis, Outlook
from camp_desk.actions.relief_rules import rules_of, shipped_rules, with_contents
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.kits import Kit
from camp_desk.domain.period import Period
from camp_desk.domain.quantities import Amount
from camp_desk.domain.relief import Got, People, Per, Rule, still_open
from camp_desk.domain.words import N_
from camp_desk.storage import households, relief, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import Eligible, Line, RationList
from camp_desk.storage.relief import Known

MOST_ITEMS = 8
"""Columns of a distribution sheet."""

KIT = "kit:"
"""How the kind of a list begins that hands out a kit."""


class TooManyItems(CampDeskError):
    """A sheet has no room for so many columns."""

    message = N_("{kit} has {n} items, and a sheet has room for {most}.")
    advice = N_("Give it from each household’s page, or pack kits and give those.")


@dataclass(frozen=True, slots=True)
class KitPlan:
    """Who gets what of a kit: ``order`` are its items, each line's quantities in that order."""

    rules: tuple[Rule, ...]
    lines: tuple[tuple[Eligible, tuple[int, ...]], ...]
    outlook: Outlook

    @property
    def order(self) -> tuple[str, ...]:
        """Return the items."""
        return tuple(each.item for each in self.rules)


def kind_of(basis: Basis, period: Period, lists: Iterable[RationList]) -> str:
    """Return the kind of a list: nobody collects on two lists of one kind for the same days.

    When the lists of a kit for the same days are closed, another one is of a kind of its own: it
    leaves out what each household had, and not the household.
    """
    if basis.kit is None:
        return basis.kind
    same = [
        each for each in lists
        if each.kind.startswith(KIT) and each.scale == basis.code
        and each.first < period.until and period.first < each.until
    ]  # fmt: skip
    goes_on = next((each.kind for each in same if not each.closed), "")
    return goes_on or (f"{basis.kind}:{len(same) + 1}" if same else basis.kind)


def asks_ages(kit: Kit) -> bool:
    """Tell whether who gets how much of a kit depends on more than the size of a household."""
    return any(each.per in {Per.INFANT, Per.WOMAN} for each in shipped_rules().of_kit(kit))


def plan_kit(
    kit: Kit, eligible: Sequence[Eligible], has: Mapping[str, int], known: Known
) -> KitPlan:
    """Return what a kit still is for each household, against what is there.

    Raises:
        TooManyItems: No sheet has room for it.
    """
    rules = rules_of(known.periods).of_kit(kit)
    if len(rules) > MOST_ITEMS:
        raise TooManyItems(kit=kit, n=len(rules), most=MOST_ITEMS)
    lines, of_nothing_had = [], dict[People, tuple[int, ...]]()
    for each in eligible:
        people = known.people.get(each.household, People(each.persons))
        had = known.had.get(each.household)
        if had:
            open_ = _open(rules, people, with_contents(had), known.today)
        elif people in of_nothing_had:
            open_ = of_nothing_had[people]
        else:
            open_ = of_nothing_had[people] = _open(rules, people, (), known.today)
        if any(open_):
            lines.append((each, open_))
    return _planned(rules, lines, has)


def _open(
    rules: Sequence[Rule], people: People, had: Sequence[Got], today: date
) -> tuple[int, ...]:
    return tuple(still_open(rule, people, had, today).quantity for rule in rules)


def without_short(plan: KitPlan) -> KitPlan:
    """Return the plan without the items that do not reach everyone who is to have them."""
    outlook = plan.outlook
    kept = [
        at for at, item in enumerate(plan.order)
        if outlook.needs.get(item, 0) <= outlook.has.get(item, 0)
    ]  # fmt: skip
    lines = [(each, tuple(quantities[at] for at in kept)) for each, quantities in plan.lines]
    some = [(each, quantities) for each, quantities in lines if any(quantities)]
    return _planned([plan.rules[at] for at in kept], some, outlook.has)


def refuse_if_had(camp: Camp, rations: RationList, line: Line, same: Sequence[HouseholdId]) -> None:
    """Do nothing unless a household got an item of a list in another way since it was frozen.

    Raises:
        HadBefore: It did.
    """
    if not rations.kind.startswith(KIT):
        return
    days = dict(rations.parts)
    today = camp.today()
    standing = households.canonical(camp.db, same[0])
    people = relief.people(camp.db, standing, today)
    had = with_contents(relief.got(camp.db, standing))
    rules = rules_of(relief.periods(camp.db))
    for item, quantity in zip(rations.items, line.quantities, strict=True):
        of = rules.of(item, rations.scale)
        found = still_open(Rule(item, of.each, of.per, days.get(item, of.days)), people, had, today)
        last = found.last
        if quantity > found.quantity and last is not None and last.day >= rations.day:
            known = stock.items(camp.db)[item]
            raise HadBefore(
                number=written(line.number), had=Amount(found.had, known.unit), item=known,
                day=last.day, paper=last.number, desk=f"{last.desk:03d}",
                open=Amount(found.quantity, known.unit),
                entitled=Amount(found.entitled, known.unit),
            )  # fmt: skip


def _planned(
    rules: Sequence[Rule],
    lines: Sequence[tuple[Eligible, tuple[int, ...]]],
    has: Mapping[str, int],
) -> KitPlan:
    totals = [sum(quantities[at] for _, quantities in lines) for at in range(len(rules))]
    some = [at for at, total in enumerate(totals) if total]
    rules = [rules[at] for at in some]
    needs = {rule.item: totals[at] for rule, at in zip(rules, some, strict=True)}
    sizes: dict[int, int] = {}
    for each, _ in lines:
        sizes[each.persons] = sizes.get(each.persons, 0) + 1
    outlook = Outlook(
        households=len(lines),
        persons=sum(each.persons for each, _ in lines),
        entitlements={},
        needs=needs,
        has={item: has.get(item, 0) for item in needs},
        sizes=sizes,
        left=None,
        short=(),
    )
    kept = tuple((each, tuple(quantities[at] for at in some)) for each, quantities in lines)
    return KitPlan(tuple(rules), kept, outlook)
