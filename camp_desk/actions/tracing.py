"""From a consignment to the households that received of it, and from a ration to its donors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.document_words import TITLES
from camp_desk.actions.hand_over import read_card
from camp_desk.domain import cards
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.quantities import exact
from camp_desk.domain.roles import Right
from camp_desk.domain.stock import Lot
from camp_desk.domain.stores import StoreName
from camp_desk.domain.tracing import Alone, OnList, Paper, Ration, Trace
from camp_desk.domain.words import N_, Words
from camp_desk.storage import households, tracing
from camp_desk.storage.camp import Camp

_ALONE = frozenset({"HHI"})
"""Documents that are told together: by how many households, not one by one."""


class NothingTraced(CampDeskError):
    """No goods go by that number."""

    message = N_("No goods came under {number}.")
    advice = N_(
        "Type the number of a consignment, a waybill or a document, or what stands on the lot."
    )


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a trace: what, whereof, and how much; ``head`` begins a lot or a list."""

    what: str
    more: str
    quantity: str
    head: bool = False


def trace(camp: Camp, untrusted_number: str) -> list[Trace]:
    """Return what became of the goods that came under a number.

    Raises:
        NothingTraced: There are none.
        NotAllowed: The officer does not see stock.
    """
    camp.require(Right.SEE_STOCK)
    found = tracing.lots(camp.db, untrusted_number)
    if not found:
        raise NothingTraced(number=untrusted_number.strip() or "–")
    return tracing.trace(camp.db, found)


def received_by(camp: Camp, traces: Sequence[Trace]) -> list[int]:
    """Return the card numbers of the households that received of the goods.

    Raises:
        NotAllowed: The officer does not see stock, or not who lives here.
    """
    camp.require(Right.SEE_STOCK)
    camp.require(Right.SEE_NAMES)
    return tracing.cards(camp.db, traces)


def trace_ration(camp: Camp, untrusted_card: str) -> list[Ration]:
    """Return what a household was handed, each item with the lots that it came from.

    Raises:
        BadCardNumber, BadCardCode, NoSuchHousehold: There is no such household.
        NotAllowed: The officer does not see stock, or not who lives here.
    """
    camp.require(Right.SEE_STOCK)
    camp.require(Right.SEE_NAMES)
    number, _ = read_card(camp, untrusted_card)
    household = households.by_number(camp.db, number)
    if household is None:
        raise NoSuchHousehold(number=cards.written(number))
    return tracing.rations(camp.db, households.same_as(camp.db, household))


def told(traces: Iterable[Trace], items: Mapping[str, Item], words: Words) -> Iterator[Told]:
    """Yield a trace in words."""
    for each in traces:
        item = items[each.of.item]
        total = sum(paper.quantity for paper in (*each.came, *each.into) if paper.quantity > 0)
        more = words("made of these goods") if each.through else ""
        yield Told(lot_said(each.of, items, words), more, exact(total, item.unit, words), head=True)
        for paper in each.came:
            yield _paper(paper, item, words)
        for paper in (*each.into, *(one for one in each.left if one.kind not in _ALONE)):
            yield _paper(paper, item, words)
        for on_list in each.lists:
            yield _on_list(on_list, item, words)
        for alone in each.alone:
            yield _to_households(alone, item, words)
        held = sum(lies.quantity for lies in each.lies if lies.lent)
        if held:
            yield Told(words("Still held by households"), "", exact(held, item.unit, words))
        for lies in (one for one in each.lies if not one.lent):
            place = StoreName(lies.store).said(words) if lies.store else ""
            where = words("Lies in {store}", store=place)
            if lies.list is not None:
                where = words("Set aside for list {number}", number=lies.list)
            elif lies.waybill:
                where = words("Under way with {number}", number=lies.waybill)
            yield Told(where, place if lies.list is not None else "",
                       exact(lies.quantity, item.unit, words))  # fmt: skip


def ration_told(
    rations: Iterable[Ration], items: Mapping[str, Item], words: Words
) -> Iterator[Told]:
    """Yield what a household was handed in words."""
    for each in rations:
        item = items[each.item]
        yield Told(
            _handed(each, item, words), _when(each, item, words),
            exact(each.quantity, item.unit, words), head=True,
        )  # fmt: skip
        for part in each.parts:
            yield Told(
                lot_said(part.of, items, words, item_too=False), part.of.donor,
                exact(part.quantity, item.unit, words),
            )  # fmt: skip


def how_apportioned(rations: Iterable[Ration], words: Words) -> str:
    """Return how a ration is divided over the lots, as far as it came from lists."""
    if all(each.list is None for each in rations):
        return words("What was given without a list is known by its lots.")
    return words(
        "Nobody knows which bag a family got. Each item is divided over the lots in proportion to"
        " what left with the closed list, or is set aside for the open one, to the gram."
    )


def _handed(each: Ration, item: Item, words: Words) -> str:
    """Return an item and the list or the paper that a household got it by."""
    name = item.said(words)
    if each.list is not None:
        return words("{item}, list {number}", item=name, number=each.list)
    if each.lent:
        return words("{item}, lent with {number}", item=name, number=each.paper)
    return words("{item}, given with {number}", item=name, number=each.paper)


def _when(each: Ration, item: Item, words: Words) -> str:
    day = each.at[:10]
    if not each.held:
        return day
    held = words("{quantity} not back yet", quantity=exact(each.held, item.unit, words))
    return _beside((day, held), words)


def lot_said(lot: Lot, items: Mapping[str, Item], words: Words, *, item_too: bool = True) -> str:
    """Return what stands on a lot."""
    expiry = words("expires {day}", day=_day(lot.expiry, words)) if lot.expiry else ""
    name = items[lot.item].said(words) if item_too else ""
    parts = (name, lot.label, lot.donor if item_too else "", lot.consignment, expiry)
    return _beside(parts, words) or "–"


def _paper(paper: Paper, item: Item, words: Words) -> Told:
    title = words(TITLES[paper.kind]) if paper.kind in TITLES else words("Count")
    if paper.reversal:
        title = words("{document}, taken back", document=title)
    more = _beside((_day(paper.day, words), paper.reference, paper.party), words)
    sign = "+" if paper.quantity > 0 else ""
    return Told(f"{title} {paper.number}", more, sign + exact(paper.quantity, item.unit, words))


def _on_list(on_list: OnList, item: Item, words: Words) -> Told:
    household = words.plural("{n} household", "{n} households", on_list.households)
    people = words.plural("{n} person", "{n} people", on_list.persons)
    if on_list.closed is None:
        what = words("List {number}, open: collected by {households}", number=on_list.number,
                     households=household)  # fmt: skip
        return Told(what, people, exact(on_list.aside, item.unit, words))
    what = words("List {number}, closed: handed to {households}", number=on_list.number,
                 households=household)  # fmt: skip
    return Told(what, people, exact(-on_list.out, item.unit, words))


def _to_households(alone: Alone, item: Item, words: Words) -> Told:
    household = words.plural("{n} household", "{n} households", alone.households)
    people = words.plural("{n} person", "{n} people", alone.persons)
    what = words("Given without a list to {households}", households=household)
    if alone.lent:
        what = words("Lent to {households}", households=household)
    return Told(what, people, exact(-alone.quantity, item.unit, words))


def _beside(parts: Iterable[str], words: Words) -> str:
    """Return texts in a row, each of which keeps its own direction in an Arabic line."""
    return " · ".join(
        f"\u2068{part}\u2069" if words.right_to_left else part for part in parts if part
    )


def _day(day: date, words: Words) -> str:
    """Return a day that Arabic beside it does not turn round."""
    return f"\u2066{day}\u2069" if words.right_to_left else f"{day}"
