"""The distribution in words: the plan, the lists, what a card gets, and why it gets nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from camp_desk.actions.allocation import past_said, uncompared_said
from camp_desk.actions.event_words import collector
from camp_desk.actions.outlook import together
from camp_desk.domain import cards
from camp_desk.domain.anonymous import called
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.parcels import handed_out
from camp_desk.domain.quantities import Unit, shown
from camp_desk.domain.rations import needs_by_size
from camp_desk.domain.words import Words
from camp_desk.storage.collectors import Collector
from camp_desk.storage.ration_lists import LineShown, RationList
from camp_desk.storage.serving import Served
from camp_desk.ui.allocation.dialogs import ClosedList, ReconciledRow
from camp_desk.ui.allocation.feeding import (
    bands,
    nourishment,
    short_of,
    what_the_share_gives,
)
from camp_desk.ui.allocation.plan import NeedRow, PlanNow
from camp_desk.ui.allocation.seen import CampSeen, Closed, ListSeen, PlanSeen
from camp_desk.ui.allocation.serve import Decision, LineRow
from camp_desk.ui.direction import isolated, ltr, marked, unbroken, with_codes
from camp_desk.ui.stock.amounts import about

Items = Mapping[str, Item]

_UNBROKEN = "\u00a0"


def scales_offered(seen: CampSeen, words: Words) -> list[tuple[str, str]]:
    """Return the rations, the parcels and the kits, by code and name."""
    named = [*seen.scales.values(), *seen.parcels.values(), *seen.kits.values()]
    return [(each.code, f"{ltr(each.code)} · {isolated(each.said(words))}") for each in named]


def lists_offered(seen: CampSeen, words: Words) -> list[tuple[str, str]]:
    """Return the lists, by number, title, days, state and progress."""
    return [(each.rations.id.hex(), list_said(each, words)) for each in seen.lists]


def list_said(seen: ListSeen, words: Words) -> str:
    """Return a list's number, title, days, state and progress."""
    rations = seen.rations
    said = [words("List {number}", number=rations.number)]
    if rations.title:
        said.append(isolated(rations.title))
    said.append(
        words(
            "{first}, {days}",
            first=ltr(rations.first.isoformat()),
            days=words.plural("{n} day", "{n} days", rations.days),
        )
    )
    said.append(_state(seen, words))
    return " · ".join(said)


def _state(seen: ListSeen, words: Words) -> str:
    if seen.rations.closed:
        return words("closed")
    if seen.served is None:
        return words("open")
    return words(
        "open, {served} of {households} served",
        served=f"{seen.served.households_served:,}",
        households=f"{seen.served.households:,}",
    )


def foot(rations: RationList, served: Served, words: Words) -> str:
    """Return how far a list has come."""
    said = words(
        "{served} of {households} households served · {fed} of {people} people",
        served=f"{served.households_served:,}", households=f"{served.households:,}",
        fed=f"{served.persons_served:,}", people=f"{served.persons:,}",
    )  # fmt: skip
    if not rations.closed:
        return said
    day = ltr(rations.closed.isoformat())
    return f"{said} · {words('closed on {day}', day=day)}"


def line_row(shown_line: LineShown, rations: RationList, items: Items, words: Words) -> LineRow:
    """Return a line of the list as texts."""
    line = shown_line.line
    state, tone = words("Waiting"), "info"
    if shown_line.collected:
        state, tone = words("Received"), "ok"
    elif rations.closed:
        state, tone = words("Absent"), "warn"
    return LineRow(
        line=shown_line,
        card=cards.written(line.number),
        name=called(shown_line.head, line.persons, words),
        people=line.persons,
        place=shown_line.place,
        entitled=_in_all(rations, line.quantities, items, words),
        state=state,
        tone=tone,
        marked=shown_line.marked,
    )


def _in_all(rations: RationList, quantities: tuple[int, ...], items: Items, words: Words) -> str:
    """Return the weight carried away and the pieces, or the parcels, in a few words."""
    weight = pieces = 0
    if len(quantities) == 1:
        return handed_out(quantities[0], items[rations.items[0]], words)
    for code, quantity in zip(rations.items, quantities, strict=True):
        if items[code].unit is Unit.GRAM:
            weight += quantity
        else:
            pieces += quantity
    said = [shown(weight, Unit.GRAM, words)] if weight else []
    if pieces:
        said.append(shown(pieces, Unit.PIECE, words))
    return " + ".join(said)


def given(rations: RationList, line: LineShown, items: Items, words: Words) -> str:
    """Return each item with its quantity."""
    pairs = zip(rations.items, line.line.quantities, strict=True)
    return " · ".join(
        _together(
            isolated(items[code].said(words)),
            isolated(handed_out(quantity, items[code], words)),
        )
        for code, quantity in pairs
        if quantity
    )


def _together(item: str, quantity: str) -> str:
    """Return an item with its quantity that no line's end parts: a number alone is misread."""
    return f"{item}{_UNBROKEN}{quantity.replace(' ', _UNBROKEN)}"


def who(line: LineShown, words: Words) -> str:
    """Return a household's card, head, size and place."""
    head = marked(isolated(called(line.head, line.line.persons, words)), on=line.marked)
    said = [unbroken(cards.written(line.line.number)), head]
    said.append(words.plural("{n} person", "{n} people", line.line.persons))
    if line.place:
        said.append(ltr(line.place))
    return " · ".join(filter(None, said))


def to_give(
    rations: RationList,
    line: LineShown,
    items: Items,
    words: Words,
    named: Sequence[Collector] = (),
) -> Decision:
    """Return what to hand over, to be confirmed, and who may collect where that was said."""
    what = given(rations, line, items, words)
    if named:
        names = " · ".join(collector(each, words) for each in named)
        what += "\n" + words("May collect: {names}", names=names)
    sentence = words("Give to {who}:", who=who(line, words)) + f"\n{what}"
    return Decision("ok", sentence, can_confirm=True)


def was_given(line: LineShown, words: Words) -> Decision:
    """Return that it is done."""
    return Decision("ok", words("Handed over to {who}.", who=who(line, words)))


def refused(error: CampDeskError, words: Words, other: str = "") -> Decision:
    """Return why nothing is handed over."""
    sentence = words("Do not hand over.") + f"\n{with_codes(words.sentence(error))}"
    return Decision("danger", sentence, other=other)


def had(line: LineShown, words: Words, other: str) -> Decision:
    """Return that a line was served, when, and what can be done about it."""
    at = datetime.fromisoformat(line.collected)
    sentence = words(
        "{who} received it on {at}.", who=who(line, words), at=ltr(f"{at:%Y-%m-%d %H:%M}")
    )
    return Decision("info", sentence, other=other)


def plan_now(seen: PlanSeen, camp: CampSeen, words: Words, *, share: bool) -> PlanNow:
    """Return what a wish needs and gives, in full or as the equal share."""
    outlook, scale = seen.outlook, seen.basis.scale
    said = " · ".join(
        (
            words.plural("{n} household", "{n} households", outlook.households),
            words.plural("{n} person", "{n} people", outlook.persons),
        )
    )
    if not outlook.households:
        nobody = words("Nobody is registered yet: that is done on the Arrivals tab.")
        if seen.registered and seen.basis.kit:
            nobody = words(
                "Nobody is left for this kit: every household had it, or stands on an open list."
            )
        elif seen.registered:
            nobody = words(
                "Nobody is left for these days: those registered hold such a ration already, or"
                " stand on an open list. Choose a later first day."
            )
        return PlanNow(
            who=said,
            nourishment=nourishment(scale, camp.items, words),
            shortage=nobody,
            tone="info",
            bands=bands(seen, camp.items, words, share=False),
        )
    plan = PlanNow(
        who=said,
        needs=_needs(seen, camp, words, share=share),
        nourishment=nourishment(outlook.left if share else scale, camp.items, words),
        people=seen.people,
        can_freeze=outlook.lasts or share,
        bands=bands(seen, camp.items, words, share=share),
    )
    if outlook.lasts:
        return plan
    return short_of(plan, seen, camp.items, words, share=share)


def _needs(seen: PlanSeen, camp: CampSeen, words: Words, *, share: bool) -> list[NeedRow]:
    outlook, scale = seen.outlook, seen.basis.scale
    needs, parts = outlook.needs, dict(scale.parts) if scale else {}
    if share and outlook.left:
        parts = dict(outlook.left.parts)
        needs = needs_by_size(outlook.left, outlook.sizes, seen.wish.days)
    elif share and outlook.shared:
        needs = together(outlook.shared, outlook.sizes)
    rows = []
    for code, needed in needs.items():
        if share and seen.basis.kit and needed > outlook.has[code]:
            continue  # left out
        item = camp.items[code]
        rows.append(
            NeedRow(
                name=item.said(words),
                each=_a_day(parts[code], item.unit, words) if code in parts else "",
                needed=about(needed, item.unit, words),
                there=about(outlook.has[code], item.unit, words),
                short=needed > outlook.has[code],
            )
        )
    return rows


def _a_day(thousandths: int, unit: Unit, words: Words) -> str:
    """Return a ration of one item; below ten grams with a decimal."""
    if unit is Unit.GRAM and thousandths % 1000:
        return words("{number} g", number=f"{thousandths / 1000:.1f}")
    return shown(thousandths // 1000, unit, words)


def freezing(
    seen: PlanSeen, camp: CampSeen, words: Words, *, share: bool
) -> tuple[str, list[tuple[str, str]]]:
    """Return what freezing does, and what is set aside by item."""
    first = seen.wish.first or camp.today
    said = _kit_frozen(seen, words) if seen.basis.kit else _ration_frozen(seen, first, words)
    if share and not seen.basis.kit:
        said = f"{what_the_share_gives(seen.outlook, camp.items, words)} {said}"
    if past := past_said(first, camp.today, words):
        said = f"{past} {said}"
    if waiting := uncompared_said(seen.uncompared, words):
        said = f"{waiting} {said}"
    rows = _needs(seen, camp, words, share=share)
    return said, [(each.name, each.needed) for each in rows]


def _ration_frozen(seen: PlanSeen, first: date, words: Words) -> str:
    outlook = seen.outlook
    return words(
        "{households} and {people} get their ration for {days}, {first} to {last}. Freezing fixes"
        " who gets what and sets these goods aside; families registered later come on the next"
        " list. What is not collected goes back when the list is closed.",
        households=words.plural("{n} household", "{n} households", outlook.households),
        people=words.plural("{n} person", "{n} people", outlook.persons),
        days=words.plural("{n} day", "{n} days", seen.wish.days),
        first=ltr(first.isoformat()),
        last=ltr((first + timedelta(days=seen.wish.days - 1)).isoformat()),
    )


def _kit_frozen(seen: PlanSeen, words: Words) -> str:
    outlook = seen.outlook
    return words(
        "{households} with {people} get what they have not had of this kit, by their size. Freezing"
        " fixes who gets what and sets these goods aside. What is not collected goes back when the"
        " list is closed.",
        households=words.plural("{n} household", "{n} households", outlook.households),
        people=words.plural("{n} person", "{n} people", outlook.persons),
    )


def closed_list(closed: Closed, items: Items, words: Words) -> ClosedList:
    """Return what became of a list."""
    rations = closed.rations
    rows = [
        ReconciledRow(
            items[each.item].said(words),
            *(
                handed_out(quantity, items[each.item], words)
                for quantity in (each.set_aside, each.handed_over, each.returned)
            ),
        )
        for each in closed.items
    ]
    odd = [
        isolated(items[each.item].said(words))
        for each in closed.items
        if each.set_aside != each.handed_over + each.returned
    ]
    sentence = words(
        "More was handed over than was set aside: count {items}.", items=words(", ").join(odd)
    )
    title = words("Reconciliation of list {number}", number=rations.number)
    return ClosedList(title, foot(rations, closed.served, words), rows, sentence if odd else "")
