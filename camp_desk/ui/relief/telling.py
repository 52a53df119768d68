"""A household's items as texts: what is open, what it had, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from camp_desk.actions.relief_rules import rule_said, rules_of, with_contents
from camp_desk.domain.cards import written
from camp_desk.domain.catalogue import Item
from camp_desk.domain.relief import Got, Open, People, still_open
from camp_desk.domain.words import Words
from camp_desk.storage.relief import Held, Reached
from camp_desk.storage.relief_views import ReliefPage
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One item that may be given: ``give`` is how many are."""

    open: Open
    item: Item
    there: int
    rule: str
    last: str
    give: int = 0

    @property
    def more(self) -> bool:
        """Tell whether more is to be given than is open."""
        return self.give > self.open.quantity

    def giving(self, n: int) -> OpenRow:
        """Return the row with another number."""
        return replace(self, give=n)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One lot that is lent out."""

    held: Held
    item: str
    late: bool


def open_rows(page: ReliefPage, kit: str, store: bytes, today: date, words: Words) -> list[OpenRow]:
    """Return what a household may have: of a kit what is open and there, of other items none."""
    rules = rules_of(page.periods)
    there = page.there.get(store, {})
    if kit:
        asked = [each.item for each in rules.kits.get(kit, ())]
    else:
        asked = [code for code, item in page.items.items() if there.get(code) and item.food is None]
    had = with_contents(page.had)
    rows = []
    for code in asked:
        if code not in page.items:
            continue
        found = still_open(rules.of(code, kit), page.people, had, today)
        give = min(found.quantity, there.get(code, 0)) if kit else 0
        rows.append(
            OpenRow(
                found, page.items[code], there.get(code, 0), rule_said(found.rule, words),
                _last(found, words), give,
            )
        )  # fmt: skip
    return rows


def _last(found: Open, words: Words) -> str:
    if found.last is None:
        return ""
    day = ltr(found.last.day.isoformat())
    if found.again is None:
        return words("{n} on {day}", n=found.had, day=day)
    again = ltr(found.again.isoformat())
    return words("{n} on {day}, again from {again}", n=found.had, day=day, again=again)


def open_columns(words: Words) -> tuple[Column[OpenRow], ...]:
    """Return the columns of what may be given."""
    return (
        Column(words("Item"), lambda each: isolated(each.item.said(words)), 0),
        Column(words("Had"), lambda each: each.last, 150, drop=2),
        Column(words("Still open"), lambda each: f"{each.open.quantity:,}", 54, trailing=True),
        Column(words("In store"), lambda each: f"{each.there:,}", 66, trailing=True, drop=1),
        Column(
            words("Give"), lambda each: f"{each.give:,}" if each.give else "–", 66,
            tone=_tone,
        ),
    )  # fmt: skip


def _tone(each: OpenRow) -> str:
    if each.more or each.give > each.there:
        return "danger"
    return "ok" if each.give else ""


def had_columns(items: Mapping[str, Item], words: Words) -> tuple[Column[Got], ...]:
    """Return the columns of what a household had."""

    def name(each: Got) -> str:
        said = isolated(items[each.item].said(words)) if each.item in items else each.item
        more = (words("before the split") if each.carried else "", each.reason)
        return " · ".join([said, *map(isolated, filter(None, more))])

    return (
        Column(words("Day"), lambda each: ltr(each.day.isoformat()), 100, drop=1),
        Column(words("Item"), name, 0),
        Column(words("Quantity"), lambda each: f"{each.quantity:,}", 56, trailing=True),
        Column(words("Paper"), lambda each: ltr(each.number), 116, drop=2),
    )


def held_columns(words: Words) -> tuple[Column[HeldRow], ...]:
    """Return the columns of what a household holds."""

    def name(each: HeldRow) -> str:
        return words("{n} {item}", n=f"{each.held.quantity:,}", item=each.item)

    return (
        Column(words("Item"), name, 0),
        Column(
            words("Back by"), lambda each: _due(each, words), 116,
            tone=lambda each: "danger" if each.late else "",
        ),
    )  # fmt: skip


def out_columns(words: Words) -> tuple[Column[HeldRow], ...]:
    """Return the columns of what all households hold."""
    return (
        Column(words("Card"), lambda each: ltr(written(each.held.card)), 116),
        Column(words("Place"), lambda each: ltr(each.held.place), 110, drop=2),
        *held_columns(words),
        Column(words("Since"), lambda each: ltr(each.held.since.isoformat()), 96, drop=3),
        Column(words("Loan"), lambda each: ltr(each.held.number), 116, drop=1),
    )


def reached_columns(items: Mapping[str, Item], words: Words) -> tuple[Column[Reached], ...]:
    """Return the columns of who was reached."""

    def name(each: Reached) -> str:
        return isolated(items[each.item].said(words)) if each.item in items else each.item

    return (
        Column(words("Item"), name, 0),
        Column(words("Quantity"), lambda each: f"{each.quantity:,}", 56, trailing=True),
        Column(words("Households"), lambda each: f"{each.households:,}", 56, trailing=True),
        Column(words("People"), lambda each: f"{each.persons:,}", 56, trailing=True),
    )


def held_rows(
    held: Sequence[Held], items: Mapping[str, Item], today: date, words: Words
) -> list[HeldRow]:
    """Return what is lent out, as texts."""
    return [
        HeldRow(
            each,
            isolated(items[each.item].said(words)) if each.item in items else each.item,
            each.due is not None and each.due < today,
        )
        for each in held
    ]


def _due(each: HeldRow, words: Words) -> str:
    return ltr(each.held.due.isoformat()) if each.held.due else words("no day named")


def people_said(people: People, words: Words) -> str:
    """Return who is in a household, as far as items depend on it."""
    said = [words.plural("{n} person", "{n} people", people.persons)]
    if people.infants:
        said.append(words.plural("{n} small child", "{n} small children", people.infants))
    said.append(
        words.plural("{n} woman or girl from 12 on", "{n} women and girls from 12 on", people.women)
    )
    return " · ".join(said)


def holds_said(held: Sequence[Held], items: Mapping[str, Item], words: Words) -> str:
    """Return what a household still holds as one sentence, "" where it holds nothing."""
    if not held:
        return ""
    named = words(", ").join(
        words(
            "{n} {item} ({number})", n=each.quantity,
            item=isolated(items[each.item].said(words)) if each.item in items else each.item,
            number=ltr(each.number),
        )
        for each in held
    )  # fmt: skip
    return words("The household still holds: {items}.", items=named)


def items_said(had: Sequence[tuple[Got, Item]], words: Words) -> list[tuple[Got, str]]:
    """Return what a household had, one sentence for each paper, with who gave it."""
    papers: dict[str, list[tuple[Got, Item]]] = {}
    for each in had:
        papers.setdefault(each[0].number, []).append(each)
    return [(lines[0][0], _paper_said(lines, words)) for lines in papers.values()]


def _paper_said(lines: Sequence[tuple[Got, Item]], words: Words) -> str:
    first = lines[0][0]
    items = words(", ").join(
        words("{n} {item}", n=each.quantity, item=isolated(item.said(words)))
        for each, item in lines
    )
    said = words("Lent: {items}.", items=items) if first.lent else words(
        "Given: {items}.", items=items
    )  # fmt: skip
    by = words(
        "{paper}, {officer}, desk {desk}", paper=ltr(first.number),
        officer=isolated(first.officer or "–"), desk=f"{first.desk:03d}",
    )  # fmt: skip
    return f"{said}\n{by}"
