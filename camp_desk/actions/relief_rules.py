"""Which household items go with which kit, and after how many days they are given again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from camp_desk import shipped
from camp_desk.actions.catalogues import kits
from camp_desk.actions.kitting import NoSuchKit
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.item_codes import no_such_item
from camp_desk.domain.kits import Kit
from camp_desk.domain.relief import Got, People, Per, Rule, entitled
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_, Words
from camp_desk.storage import relief, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes

LARGEST_KIT = 30
"""People that one kit is packed for."""

LONGEST_PERIOD = 3660
"""Days: ten years."""

PER = {
    Per.HOUSEHOLD: N_("for a household"),
    Per.PERSON: N_("for each person"),
    Per.FIVE: N_("for every five people"),
    Per.TENT: N_("for a tent"),
    Per.INFANT: N_("where a child is under two"),
    Per.WOMAN: N_("for each woman or girl from 12 on"),
}
"""What each quantity is for, in words."""


class BadKitSize(CampDeskError):
    """A kit for nobody, or for a whole block."""

    message = N_("A kit is packed for 1 to {most} people, not for {persons}.")
    advice = N_("Type the size of the household that it is for.")


class BadPeriod(CampDeskError):
    """Days after which an item is given again that cannot be."""

    message = N_("{days} is no number of days from 0 to {most}.")
    advice = N_("Type 0 for what is given once only.")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the camp gives: the rules of each kit, and those of items given alone."""

    kits: Mapping[str, tuple[Rule, ...]]
    alone: Mapping[str, Rule]

    def of_kit(self, kit: Kit) -> tuple[Rule, ...]:
        """Return the rules of a kit; of an item that is handed out alone, its own."""
        return self.kits.get(kit.code) or (self.of(kit.item),)

    def of(self, item: str, kit: str = "") -> Rule:
        """Return the rule of an item in a kit, or alone; where there is none, one, once only."""
        found = next((each for each in self.kits.get(kit, ()) if each.item == item), None)
        return found or self.alone.get(item) or Rule(item, 1)


@cache
def shipped_rules() -> Rules:
    """Return the rules of the catalogue; an item alone goes by the first kit that has it."""
    in_kits: dict[str, list[Rule]] = {code: [] for code in kits()}
    alone: dict[str, Rule] = {}
    path = shipped.resources() / "catalogues" / "relief.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rule = Rule(
                row["item"], int(row["each"]), Per(row["per"]), int(row["days"]), row["lent"] == "1"
            )
            if row["kit"]:
                in_kits[row["kit"]].append(rule)
            else:
                alone[rule.item] = rule
    for rules in in_kits.values():
        for rule in rules:
            alone.setdefault(rule.item, rule)
    return Rules({code: tuple(rules) for code, rules in in_kits.items()}, alone)


def rules_of(settings: Mapping[str, int]) -> Rules:
    """Return the rules with the days that the camp set itself."""
    known = shipped_rules()
    return Rules(
        {
            kit: tuple(_with_days(each, settings.get(_code(kit, each.item))) for each in rules)
            for kit, rules in known.kits.items()
        },
        {
            item: _with_days(rule, settings.get(_code("", item)))
            for item, rule in known.alone.items()
        },
    )


def rules(camp: Camp) -> Rules:
    """Return the rules of a camp."""
    return rules_of(relief.periods(camp.db))


def kit_known(untrusted_code: str) -> Kit:
    """Return a kit by its code.

    Raises:
        NoSuchKit: There is none.
    """
    found = kits().get(untrusted_code.strip().upper())
    if found is None:
        raise NoSuchKit(code=untrusted_code, known=", ".join(kits()))
    return found


def handed_out(items: Mapping[str, Item]) -> dict[str, Kit]:
    """Return what a list may hand out, by code: the kits, and items alone, each as a kit of one."""
    alone = {
        code: Kit(
            code, items[code].name_en, items[code].name_ar, items[code].name_ckb, item=code,
            reference_size=1, parts=((code, 1),),
        )
        for code in shipped_rules().alone
        if code in items and items[code].food is None
    }  # fmt: skip
    return {**alone, **kits()}


def set_period(camp: Camp, untrusted_kit: str, untrusted_item: str, days: int) -> Changes:
    """Say after how many days an item of a kit, or one given alone, is given again; 0 for never.

    Raises:
        NoSuchKit, NoSuchItem, BadPeriod: Nothing was written.
        NotAllowed: The officer does not manage the camp.
    """
    camp.require(Right.MANAGE)
    kit = kit_known(untrusted_kit).code if untrusted_kit.strip() else ""
    item = untrusted_item.strip().upper()
    known = stock.items(camp.db)
    if kit:
        known = {each.item: known[each.item] for each in rules(camp).kits[kit]}
    if item not in known:
        raise no_such_item(untrusted_item, known)
    if not 0 <= days <= LONGEST_PERIOD:
        raise BadPeriod(days=days, most=LONGEST_PERIOD)
    with camp.action("set-relief-period") as entry:
        entry.put("setting", f"{relief.PERIOD}{_code(kit, item)}", {"value": days})
    return entry.changes


def with_contents(had: Iterable[Got]) -> list[Got]:
    """Return what a household had, and what was inside of packed kits among it."""
    packed = {kit.item: kit for kit in kits().values()}
    whole: list[Got] = []
    for each in had:
        whole.append(each)
        kit = packed.get(each.item)
        inside = each.contents or [
            (item, quantity * each.quantity) for item, quantity in (kit.parts if kit else ())
        ]
        for item, quantity in inside:
            whole.append(replace(each, item=item, quantity=quantity, contents=()))
    return whole


def for_size(kit: Kit, persons: int) -> Kit:
    """Return a kit as it is packed for a household of so many people, by its rules.

    What goes by age or sex, or has no rule, stays as the kit has it.

    Raises:
        BadKitSize: Nobody packs a kit for so many.
    """
    if persons == kit.reference_size:
        return kit
    if not 1 <= persons <= LARGEST_KIT:
        raise BadKitSize(persons=persons, most=LARGEST_KIT)
    by_size = {
        rule.item: entitled(rule, People(persons))
        for rule in shipped_rules().kits.get(kit.code, ())
        if rule.per not in {Per.INFANT, Per.WOMAN}
    }
    return kit.with_parts((item, by_size.get(item, quantity)) for item, quantity in kit.parts)


def period_said(rule: Rule, words: Words) -> str:
    """Return how often an item is given."""
    if not rule.days:
        return words("once only")
    return words.plural("every {n} day", "every {n} days", rule.days)


def rule_said(rule: Rule, words: Words) -> str:
    """Return what a rule says, such as “1 for each person, once only”."""
    return words(
        "{each} {per}, {often}", each=rule.each, per=words(PER[rule.per]),
        often=period_said(rule, words),
    )  # fmt: skip


def _code(kit: str, item: str) -> str:
    return f"{kit}:{item}"


def _with_days(rule: Rule, days: int | None) -> Rule:
    return rule if days is None else replace(rule, days=days)
