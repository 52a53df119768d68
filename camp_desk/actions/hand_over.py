"""The day of the distribution: handing over, and closing the list."""

from __future__ import annotations

import json
from dataclasses import dataclass

from camp_desk.actions.allocation import list_numbered
from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.kit_lists import KIT, refuse_if_had
from camp_desk.actions.stock import Kind, move, post
from camp_desk.domain import cards
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import households, ration_lists, serving, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.ration_lists import Line, RationList
from camp_desk.storage.tables import Changes


class AlreadyServed(CampDeskError):
    """The household has such a ration for one of the days."""

    message = N_(
        "Card {number} has its ration until {until}: it was handed over on {at} at desk {desk}"
        " by {officer}, on list {list}."
    )
    advice = N_("Serve it from that day on, or reverse the earlier hand-over first.")


class CollectedBefore(AlreadyServed):
    """The household has the items of such a list."""

    message = N_(
        "Card {number} collected its items: they were handed over on {at} at desk {desk} by"
        " {officer}, on list {list}."
    )
    advice = N_("If that was a mistake, reverse the earlier hand-over first.")


class NotOnList(CampDeskError):
    """The list was frozen without this household."""

    message = N_("Card {number} is not on list {list}.")
    advice = N_("Send the family to the complaints desk, or look for it on another list.")


class OldCard(CampDeskError):
    """A card that was replaced by a newer issue."""

    message = N_("This is issue {issue} of card {number}; issue {valid} has replaced it.")
    advice = N_("Keep the old card and ask for the new one.")


class ListIsClosed(CampDeskError):
    """Nothing is handed over from a closed list."""

    message = N_("List {number} was closed on {day}.")
    advice = N_("A family that did not collect goes on a new list.")


class NothingToReverse(CampDeskError):
    """The household did not collect on this list."""

    message = N_("Card {number} has collected nothing on list {list}.")
    advice = N_("Check the card number.")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What the family at the desk is to be given."""

    changes: Changes
    line: Line
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemReconciled:
    """One item of a closed list: set aside = handed over + returned + difference."""

    item: str
    set_aside: int
    handed_over: int
    returned: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What became of a list."""

    changes: Changes
    households: int
    collected: int
    persons_served: int
    items: tuple[ItemReconciled, ...]


_SCANNED = 16
"""Characters of a card's QR code; a number that was typed has ten digits."""


def read_card(camp: Camp, untrusted_card: str) -> tuple[int, int | None]:
    """Return the number, and the issue if the card was scanned.

    Raises:
        BadCardNumber, BadCardCode: It is no card of this camp.
    """
    if len(untrusted_card.strip()) == _SCANNED:
        return cards.read_card_code(untrusted_card.strip(), camp.here.keys.card)
    return cards.read(untrusted_card), None


def hand_over(camp: Camp, list_number: int, untrusted_card: str, collector: str = "") -> HandedOver:
    """Hand a household its ration, once.

    Args:
        camp: Where.
        list_number: The frozen list that is served from.
        untrusted_card: The number as typed, or the code as scanned.
        collector: Who collects, if not the usual collector.

    Raises:
        BadCardNumber, NoSuchHousehold, NotOnList, OldCard, AlreadyServed, HadBefore,
            ListIsClosed, NoSuchList: Nothing was written.
        NotAllowed: The officer does not hand over.
    """
    camp.require(Right.HAND_OVER)
    with camp.action("hand-over") as entry:
        rations, line = _entitled(camp, list_number, untrusted_card)
        entry.add(
            "hand_over",
            camp.new_id(),
            {
                "list": rations.id,
                "household": line.household,
                "at": camp.now().isoformat(timespec="seconds"),
                "collector": collector or None,
                "desk": int(camp.desk),
                "officer": camp.officer.id,
            },
        )
    return HandedOver(entry.changes, line, rations.items)


def look_up(camp: Camp, list_number: int, untrusted_card: str) -> HandedOver:
    """Return what a hand-over would give, and write nothing.

    Raises:
        BadCardNumber, NoSuchHousehold, NotOnList, AlreadyServed, ListIsClosed, NoSuchList: Why
            there would be none.
        NotAllowed: The officer does not hand over.
    """
    camp.require(Right.HAND_OVER)
    rations, line = _entitled(camp, list_number, untrusted_card)
    return HandedOver(frozenset(), line, rations.items)


def reverse(camp: Camp, list_number: int, untrusted_card: str) -> Changes:
    """Take a hand-over back that was recorded by mistake.

    Raises:
        NothingToReverse, NoSuchHousehold, NotOnList, NoSuchList, ListIsClosed: Nothing was written.
        NotAllowed: The officer does not hand over.
    """
    camp.require(Right.HAND_OVER)
    with camp.action("reverse-hand-over") as entry:
        rations = _open_list(camp, list_number)
        number, _ = read_card(camp, untrusted_card)
        same, line = _line(camp, rations, number)
        standing = ration_lists.standing(camp.db, rations.id, same)
        if standing is None:
            raise NothingToReverse(number=cards.written(number), list=list_number)
        entry.add(
            "hand_over",
            camp.new_id(),
            {
                "list": rations.id,
                "household": line.household,
                "at": camp.now().isoformat(timespec="seconds"),
                "desk": int(camp.desk),
                "officer": camp.officer.id,
                "reverses": standing,
            },
        )
    return entry.changes


def close_list(camp: Camp, list_number: int) -> Reconciliation:
    """Close a list: what was handed over leaves the books, the rest goes back to the store.

    Raises:
        ListIsClosed, NoSuchList: Nothing was written.
        NotAllowed: The officer does not plan.
    """
    camp.require(Right.PLAN)
    with camp.action("close-list") as entry:
        rations = _open_list(camp, list_number)
        progress = ration_lists.progress(camp.db, rations)
        known = serving.hand_overs_by_desk(camp.db, rations.id)
        entry.add(
            "closing",
            camp.new_id(),
            {"list": rations.id, "day": camp.today().isoformat(), "known": json.dumps(known)},
        )
        out, _ = post(camp, entry, Kind.DISTRIBUTED, store=rations.store, list=rations.id)
        back, _ = post(camp, entry, Kind.RETURNED, store=rations.store, list=rations.id)
        items = []
        for code in rations.items:
            piles = stock.piles(camp.db, rations.id, code)
            left = handed = progress.handed_over[code]
            for n, pile in enumerate(piles):
                gone = left if n == len(piles) - 1 else min(left, pile.quantity)
                rest = max(0, pile.quantity - gone)
                left -= gone
                if gone:
                    move(camp, entry, out, pile.lot, rations.id, -gone)
                if rest:
                    move(camp, entry, back, pile.lot, rations.id, -rest)
                    move(camp, entry, back, pile.lot, rations.store, rest)
            aside = sum(pile.quantity for pile in piles)
            items.append(ItemReconciled(code, aside, handed, max(0, aside - handed)))
    return Reconciliation(
        entry.changes, progress.lines, progress.collected, progress.persons_served, tuple(items)
    )


def _entitled(camp: Camp, list_number: int, untrusted_card: str) -> tuple[RationList, Line]:
    rations = _open_list(camp, list_number)
    number, issue = read_card(camp, untrusted_card)
    same, line = _line(camp, rations, number)
    valid = households.card_issue(camp.db, line.household)
    if issue is not None and number == line.number and issue != valid:
        raise OldCard(number=cards.written(number), issue=issue, valid=valid)
    earlier = ration_lists.earlier(camp.db, same, rations.kind, rations.first, rations.until)
    if earlier:
        refusal = CollectedBefore if rations.kind.startswith(KIT) else AlreadyServed
        raise refusal(
            number=cards.written(number),
            until=earlier.until,
            at=f"{earlier.at:%Y-%m-%d %H:%M}",
            desk=earlier.desk,
            officer=earlier.officer,
            list=earlier.list_number,
        )
    refuse_if_had(camp, rations, line, same)
    return rations, line


def _open_list(camp: Camp, number: int) -> RationList:
    rations = list_numbered(camp, number)
    if rations.closed:
        raise ListIsClosed(number=number, day=rations.closed)
    return rations


def _line(camp: Camp, rations: RationList, number: int) -> tuple[tuple[HouseholdId, ...], Line]:
    household = households.by_number(camp.db, number)
    if household is None:
        raise NoSuchHousehold(number=cards.written(number))
    same = households.same_as(camp.db, household)
    line = ration_lists.line_of(camp.db, rations.id, same)
    if line is None:
        raise NotOnList(number=cards.written(number), list=rations.number)
    return same, line
