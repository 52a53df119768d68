"""Planning a distribution and freezing its list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from camp_desk import shipped
from camp_desk.actions.catalogues import kits
from camp_desk.actions.kit_lists import KitPlan, asks_ages, kind_of, plan_kit, without_short
from camp_desk.actions.outlook import Ask, Basis, Outlook, outlook, usable
from camp_desk.actions.relief_rules import handed_out
from camp_desk.actions.stock import Kind, move, post, store_named
from camp_desk.domain import rations
from camp_desk.domain.catalogue import Item, Parcel, Scale
from camp_desk.domain.catalogue_tables import read_parcels
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import ListId, StoreId
from camp_desk.domain.kits import Kit
from camp_desk.domain.period import Period
from camp_desk.domain.quantities import Amount
from camp_desk.domain.roles import Right
from camp_desk.domain.sharing import coverage
from camp_desk.domain.stock import Lot, pick
from camp_desk.domain.words import N_, Words
from camp_desk.storage import ration_lists, relief, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import Eligible, RationList
from camp_desk.storage.tables import Changes

__all__ = ["Ask", "Basis", "Outlook", "outlook", "usable"]

COUNTED_ARE_FED = "counted-are-fed"
"""The setting by which households that were only counted receive the general ration."""

_MOST_DAYS = 366
_HIGHEST_LIST = 999 * 10_000


class NoSuchScale(CampDeskError):
    """The catalogue has no such ration scale and no such parcel."""

    message = N_("There is no ration scale {code}.")
    advice = N_("Use one of these codes: {known}.")


class NobodyToServe(CampDeskError):
    """No household is left for such a list."""

    message = N_("No household is left for these days.")
    advice = N_("Those registered hold such a ration already, or stand on a list that is open.")


class TooShort(CampDeskError):
    """The stock does not reach for everyone in full."""

    message = N_("The stock does not last for this list. {shortfalls}")
    advice = N_("Take the equal share, fewer days or fewer sectors, or wait for the delivery.")


class ParcelsTooShort(CampDeskError):
    """There are fewer whole parcels than households need."""

    message = N_("{needed} of {item} are needed and {there} are there.")
    advice = N_("Take the equal share, fewer sectors, or wait for the delivery.")


class NotOneForEach(CampDeskError):
    """There are fewer parcels than households."""

    message = N_("{there} of {item} are not enough for even the smallest share of each household.")
    advice = N_("Choose fewer sectors, or a ration scale.")


class KitTooShort(CampDeskError):
    """Items of a kit do not reach everyone who is to have them."""

    message = N_("There is too little of {items} for everyone.")
    advice = N_("Leave out what is short, choose fewer sectors, or wait for the delivery.")


class TooManyDays(CampDeskError):
    """No ration is handed out for so long."""

    message = N_("A list covers {most} days at most.")
    advice = N_("Type fewer days: the next list follows on this one.")


class NobodyGetsAnything(CampDeskError):
    """The equal share of nothing is nothing."""

    message = N_("There is nothing of {items} to share.")
    advice = N_("Choose a ration scale without it, or record the delivery first.")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A list just frozen, what was looked at for it, and what it hands out in all by item."""

    changes: Changes
    number: int
    outlook: Outlook
    given: Mapping[str, int]


def parcels_catalogue(items: Mapping[str, Item]) -> dict[str, Parcel]:
    """Return the parcels that are handed out whole, by code."""
    folder = shipped.resources() / "catalogues"
    with (folder / "parcels.csv").open(encoding="utf-8", newline="") as file:
        return dict(read_parcels(file, items))


def basis_of(untrusted_code: str, scales: Mapping[str, Scale], items: Mapping[str, Item]) -> Basis:
    """Return the scale, the parcel or the kit of a code; an item alone is a kit of one.

    Raises:
        NoSuchScale: There is none.
    """
    code = untrusted_code.strip().upper()
    if code in scales:
        return Basis(scale=scales[code])
    known = parcels_catalogue(items)
    if code in known:
        return Basis(parcel=known[code])
    given = handed_out(items)
    if code in given:
        return Basis(kit=given[code])
    raise NoSuchScale(code=untrusted_code, known=", ".join([*scales, *known, *kits()]))


def past_said(first: date | None, today: date, words: Words) -> str:
    """Return the sentence that a distribution's first day is over, "" where it is not.

    It is no reason to refuse: what was handed out yesterday without a list may be written down.
    """
    if first is None or first >= today:
        return ""
    return words(
        "The first day, {day}, is past: the list covers days that are over.",
        day=f"\u2066{first}\u2069" if words.right_to_left else first.isoformat(),
    )


def uncompared_said(waiting: int, words: Words) -> str:
    """Return the sentence that families still wait to be compared, "" where none does.

    It is no reason to refuse: people may be hungry today.
    """
    if not waiting:
        return ""
    return words.plural(
        "{n} new household is still being compared with the others: wait a little, or somebody"
        " may be on the list twice.",
        "{n} new households are still being compared with the others: wait a little, or somebody"
        " may be on the list twice.",
        waiting,
    )


def look(camp: Camp, ask: Ask) -> tuple[list[Eligible], Outlook]:
    """Return whom a distribution would reach, and what it would need.

    Raises:
        EmptyPeriod, TooManyDays: The days are fewer than one, or more than a year's.
        NotAllowed: The officer does not plan.
    """
    camp.require(Right.PLAN)
    if ask.days > _MOST_DAYS:
        raise TooManyDays(most=_MOST_DAYS)
    period = Period.covering(ask.first, ask.days)
    eligible = _eligible(camp, ask, period)
    store = ask.store or store_named(camp)
    has = usable(stock.piles(camp.db, store), camp.today())
    if ask.basis.kit:
        planned = _planned(camp, ask.basis.kit, eligible, has)
        return [each for each, _ in planned.lines], planned.outlook
    return eligible, outlook(ask, eligible, has, stock.items(camp.db))


def _eligible(camp: Camp, ask: Ask, period: Period) -> list[Eligible]:
    return ration_lists.eligible(
        camp.db, kind=_kind(camp, ask, period), first=period.first, until=period.until,
        sectors=ask.sectors, counted=bool(camp.setting(COUNTED_ARE_FED, 1)),
    )  # fmt: skip


def _kind(camp: Camp, ask: Ask, period: Period) -> str:
    return kind_of(ask.basis, period, ration_lists.lists(camp.db) if ask.basis.kit else ())


def freeze(camp: Camp, ask: Ask, *, words: Words, take_equal_share: bool = False) -> Frozen:
    """Freeze the list of a distribution and set its goods aside.

    Args:
        camp: Where.
        ask: What to distribute, to whom.
        words: In which language to say what is short.
        take_equal_share: Give everyone the same smaller ration where the stock is short; of a
            kit only what reaches everyone.

    Raises:
        NobodyToServe, TooShort, ParcelsTooShort, NotOneForEach, NobodyGetsAnything, KitTooShort,
            TooManyItems, NotEnough: Nothing was written.
        EmptyPeriod, TooManyDays: The days are fewer than one, or more than a year's.
        NotAllowed: The officer does not plan.
    """
    camp.require(Right.PLAN)
    with camp.action("freeze-list") as entry:
        given = _given(camp, ask, words, take_equal_share=take_equal_share)
        items, store = stock.items(camp.db), ask.store or store_named(camp)
        list_ = ListId(camp.new_id())
        number = ration_lists.next_number(camp.db, camp.desk)
        order = given.order
        period = Period.covering(ask.first, ask.days)
        entry.add(
            "ration_list",
            list_,
            {
                "number": number,
                "kind": _kind(camp, ask, period),
                "title": ask.title or None,
                "scale": ask.basis.code,
                "days": ask.days,
                "first_day": period.first.isoformat(),
                "until_day": period.until.isoformat(),
                "store": store,
                "sectors": json.dumps(list(ask.sectors), ensure_ascii=False),
                "parts": json.dumps([list(part) for part in given.parts]),
                "items": json.dumps(order),
                "day": camp.today().isoformat(),
            },
        )
        for serial, (each, quantities) in enumerate(given.lines, start=1):
            entry.add(
                "list_line",
                _line_id(list_, each.household),
                {
                    "list": list_,
                    "household": each.household,
                    "serial": serial,
                    "number": each.number,
                    "issue": each.issue,
                    "persons": each.persons,
                    "quantities": json.dumps(quantities, separators=(",", ":")),
                },
            )
        document, _ = post(camp, entry, Kind.SET_ASIDE, store=store, list=list_)
        totals = {
            item: sum(quantities[index] for _, quantities in given.lines)
            for index, item in enumerate(order)
        }
        for item, quantity in totals.items():
            for lot, part in pick(_lots(camp, store, item), quantity, camp.today(), items[item]):
                move(camp, entry, document, lot.id, store, -part)
                move(camp, entry, document, lot.id, list_, part)
    return Frozen(entry.changes, number, given.outlook, totals)


@dataclass(frozen=True, slots=True)
class _Given:
    """What each line of a list gets, in the order of its items."""

    outlook: Outlook
    order: Sequence[str]
    parts: Sequence[tuple[str, int]]
    lines: Sequence[tuple[Eligible, Sequence[int]]]


def _given(camp: Camp, ask: Ask, words: Words, *, take_equal_share: bool) -> _Given:
    if ask.basis.kit:
        return _kit_given(camp, ask, ask.basis.kit, words, leave_out=take_equal_share)
    eligible, seen = look(camp, ask)
    if not eligible:
        raise NobodyToServe
    items = stock.items(camp.db)
    scale, parcels_each = ask.basis.scale, seen.entitlements
    if not seen.lasts:
        scale = _what_reaches(seen, items, words, take_equal_share=take_equal_share)
        parcels_each = seen.shared
    parts = [part for part in scale.parts if part[1]] if scale else []
    order = [item for item, _ in parts] if scale else list(seen.needs)
    given = {
        size: [full[item] for item in order]
        for size, full in (
            {size: rations.entitlement(scale, size, ask.days) for size in seen.sizes}
            if scale
            else parcels_each
        ).items()
    }
    return _Given(seen, order, parts, [(each, given[each.persons]) for each in eligible])


def _planned(camp: Camp, kit: Kit, eligible: Sequence[Eligible], has: Mapping[str, int]) -> KitPlan:
    known = relief.known(camp.db, camp.today(), ages=asks_ages(kit))
    return plan_kit(kit, eligible, has, known)


def _kit_given(camp: Camp, ask: Ask, kit: Kit, words: Words, *, leave_out: bool) -> _Given:
    period = Period.covering(ask.first, ask.days)
    eligible = _eligible(camp, ask, period)
    has = usable(stock.piles(camp.db, ask.store or store_named(camp)), camp.today())
    planned = _planned(camp, kit, eligible, has)
    if not planned.lines:
        raise NobodyToServe
    seen = planned.outlook
    if not seen.lasts and not leave_out:
        items = stock.items(camp.db)
        short = [each for each in coverage(seen.needs, seen.has) if each.missing]
        raise KitTooShort(items=words(", ").join(items[each.item].said(words) for each in short))
    if not seen.lasts:
        planned = without_short(planned)
    if not planned.lines:
        raise NobodyGetsAnything(items=kit)
    days = [(each.item, each.days) for each in planned.rules]
    return _Given(planned.outlook, planned.order, days, planned.lines)


def _what_reaches(
    seen: Outlook, items: Mapping[str, Item], words: Words, *, take_equal_share: bool
) -> Scale | None:
    if seen.left is None:
        if take_equal_share and seen.fewer:
            return None
        worst = min(coverage(seen.needs, seen.has), key=lambda each: each.share)
        item = items[worst.item]
        needed, there = Amount(worst.needed, item.unit), Amount(worst.there, item.unit)
        if not seen.fewer:
            raise NotOneForEach(item=item, there=there)
        raise ParcelsTooShort(item=item, needed=needed, there=there)
    if not take_equal_share:
        said = " ".join(short.said(items[short.item], words) for short in seen.short)
        raise TooShort(shortfalls=said)
    if not any(part for _, part in seen.left.parts):
        raise NobodyGetsAnything(
            items=", ".join(items[each.item].said(words) for each in seen.short)
        )
    return seen.left


def _line_id(list_: ListId, household: bytes) -> bytes:
    return blake2b(list_ + household, digest_size=16).digest()


def _lots(camp: Camp, store: StoreId, item: str) -> list[tuple[Lot, int]]:
    return [(pile.of, pile.quantity) for pile in stock.piles(camp.db, store, item)]


def list_numbered(camp: Camp, number: int) -> RationList:
    """Return a frozen list.

    Raises:
        NoSuchList: There is none of that number.
    """
    found = ration_lists.numbered(camp.db, number) if 0 < number <= _HIGHEST_LIST else None
    if found is None:
        raise NoSuchList(number=number)
    return found


class NoSuchList(CampDeskError):
    """The camp has no list of that number."""

    message = N_("There is no list {number}.")
    advice = N_("Look at the numbers of the lists on the Allocation tab.")
