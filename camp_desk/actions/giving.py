"""Household items given or lent to one household, against what it had already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.leaving import Leaving, Taken, chosen, send
from camp_desk.actions.relief_rules import kit_known, rules, with_contents
from camp_desk.actions.stock import Kind, Posted, move, post
from camp_desk.domain.cards import written
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.domain.ids import DocumentId, HouseholdId
from camp_desk.domain.quantities import Amount, Unit
from camp_desk.domain.relief import Open, People, still_open
from camp_desk.domain.roles import Right
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import N_
from camp_desk.storage import households, members, relief, stock
from camp_desk.storage.camp import Camp, Entry


class HadBefore(CampDeskError):
    """A household is to get again what it had."""

    message = N_(
        "Card {number} had {had} of {item}, the last on {day} ({paper}, desk {desk});"
        " {open} of {entitled} are still open."
    )
    advice = N_("Give what is open. A supervisor may give more and says why.")


class MoreThanEntitled(CampDeskError):
    """A household is to get more than its size gives."""

    message = N_("{asked} of {item} are more than the {entitled} for card {number}.")
    advice = N_("Give what it is entitled to. A supervisor may give more and says why.")


class OnlyASupervisor(NotAllowed):
    """Somebody else gave a reason for more."""

    message = N_("Only a supervisor gives a household more than is open.")
    advice = N_("Give what is open, or call a supervisor.")


class HouseholdIsGone(CampDeskError):
    """The household is not in the camp."""

    message = N_("Card {number} is not active: nothing is given to it.")
    advice = N_("Look at its page. If the family is here, bring it back as active first.")


class Weighed(CampDeskError):
    """Food, which nobody has once only."""

    message = N_("{item} is weighed, and not given piece by piece.")
    advice = N_("Hand it out on a list, or write a release order.")


@dataclass(frozen=True, slots=True)
class Giving:
    """What leaves a store for a household.  ``reason`` says why it gets more than is open.

    With a ``kit`` its rules hold; else those of each item alone.
    """

    household: HouseholdId
    leaving: Leaving
    kit: str = ""
    reason: str = ""
    collector: str = ""
    day: date | None = None
    remarks: str = ""


def open_for(
    camp: Camp, household: HouseholdId, items: Iterable[str] = (), kit: str = ""
) -> tuple[People, list[Open]]:
    """Return who is in a household, and what is open for it: of a kit's items, or of some.

    Raises:
        NoSuchKit: There is no such kit.
        NotAllowed: The officer neither moves stock nor hands over.
    """
    require_giving(camp)
    today, known = camp.today(), rules(camp)
    code = kit_known(kit).code if kit else ""
    asked = list(items) or [each.item for each in known.kits.get(code, ())]
    people = relief.people(camp.db, household, today)
    had = with_contents(relief.got(camp.db, household))
    return people, [still_open(known.of(item, code), people, had, today) for item in asked]


def give(camp: Camp, what: Giving) -> Posted:
    """Give items to a household: they leave the store, and it had them.

    Raises:
        Weighed: It is food.
        HadBefore, MoreThanEntitled: It is more than is open, and nothing says why.
        OnlyASupervisor: Somebody else says why.
        HouseholdIsGone, NoSuchHousehold, NoSuchKit: Nobody and nothing to give.
        NotTheEarliest, Expired, NotEnough, LessThere, NothingMoved, NoSuchItem, NoSuchStore,
            BeingCounted, TextTooLong: Nothing was written.
        NotAllowed: The officer neither moves stock nor hands over.
    """
    require_giving(camp)
    with camp.action("give") as entry:
        document, number, taken = _write(camp, entry, Kind.GIVEN, what, None)
        send(camp, entry, document, what.leaving.store, taken)
    return Posted(entry.changes, document, number)


def lend(camp: Camp, what: Giving, due: date | None = None) -> Posted:
    """Lend items to a household: they leave the store and are kept at the loan until they are back.

    Raises:
        The same as ``give``.
    """
    require_giving(camp)
    with camp.action("lend-to-household") as entry:
        document, number, taken = _write(camp, entry, Kind.LENT_OUT, what, due)
        send(camp, entry, document, what.leaving.store, taken)
        for lot, quantity in taken:
            move(camp, entry, document, lot, document, quantity)
    return Posted(entry.changes, document, number)


def require_giving(camp: Camp) -> None:
    """Check that the officer moves stock or hands over.

    Raises:
        NotAllowed: Neither.
    """
    if not camp.officer.may(Right.MOVE_STOCK):
        camp.require(Right.HAND_OVER)


def there(camp: Camp, household: HouseholdId) -> tuple[HouseholdId, int]:
    """Return the household that stands for this one, and its card number.

    Raises:
        NoSuchHousehold: There is none.
    """
    found = households.household(camp.db, households.canonical(camp.db, household))
    if found is None:
        raise NoSuchHousehold(number="")
    return found.id, found.number


def _check_items(items: Iterable[Item]) -> None:
    food = next((item for item in items if item.unit is Unit.GRAM), None)
    if food is not None:
        raise Weighed(item=food)


def _write(
    camp: Camp, entry: Entry, kind: Kind, what: Giving, due: date | None
) -> tuple[DocumentId, str, Taken]:
    household, card = there(camp, what.household)
    if members.household_status(camp.db, household) is not Status.ACTIVE:
        raise HouseholdIsGone(number=written(card))
    taken = chosen(camp, what.leaving)
    asked: Counter[str] = Counter()
    for line in what.leaving.lines:
        asked[line.item] += line.quantity
    known = stock.items(camp.db)
    _check_items(known[code] for code in asked)
    people, lines = open_for(camp, household, asked, what.kit)
    reason = bounded(what.reason, LONGEST_REMARK)
    more = {each.rule.item for each in lines if asked[each.rule.item] > each.quantity}
    _check(camp, card, [each for each in lines if each.rule.item in more], asked, known, reason)
    document, number = post(
        camp, entry, kind, store=what.leaving.store, household=household, party=written(card),
        reference=kit_known(what.kit).code if what.kit else None,
        day=what.day.isoformat() if what.day else None, due=due.isoformat() if due else None,
        requested=bounded(what.collector) or None,
        override=bounded(what.leaving.override) or None,
        remarks=bounded(what.remarks, LONGEST_REMARK) or None,
    )  # fmt: skip
    at = camp.now().isoformat(timespec="seconds")
    for each in lines:
        item = each.rule.item
        entry.add(
            "given",
            camp.new_id(),
            {
                "document": document, "household": household, "item": item,
                "quantity": asked[item], "entitled": each.entitled, "days": each.rule.days,
                "persons": people.persons or None, "reason": reason if item in more else None,
                "collector": bounded(what.collector) or None, "at": at, "desk": int(camp.desk),
            },
        )  # fmt: skip
    return document, number, taken


def _check(
    camp: Camp,
    card: int,
    more: list[Open],
    asked: Mapping[str, int],
    known: Mapping[str, Item],
    reason: str,
) -> None:
    """Refuse more than is open, unless a supervisor says why."""
    if not more:
        return
    if reason:
        if not camp.officer.may(Right.DECIDE):
            raise OnlyASupervisor
        return
    first = more[0]
    item = known[first.rule.item]
    entitled = Amount(first.entitled, item.unit)
    if first.last is None:
        raise MoreThanEntitled(
            asked=Amount(asked[item.code], item.unit), item=item, entitled=entitled,
            number=written(card),
        )  # fmt: skip
    raise HadBefore(
        number=written(card), had=Amount(first.had, item.unit), item=item,
        day=first.last.day, paper=first.last.number, desk=f"{first.last.desk:03d}",
        open=Amount(first.quantity, item.unit), entitled=entitled,
    )  # fmt: skip
