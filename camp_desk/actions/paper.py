"""Printing sheets, ration cards and the recovery sheet; what was printed is journalled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from camp_desk import shipped
from camp_desk.actions.allocation import list_numbered
from camp_desk.actions.catalogues import kits
from camp_desk.actions.kit_lists import KIT
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import card_code
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.parcels import parcel_size
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.quantities import shown
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_, Words
from camp_desk.printing.sheet_values import Layout, SheetHeading, SheetItem, SheetLine
from camp_desk.printing.text import isolated
from camp_desk.storage import ration_lists, serving, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.cards import card_holders
from camp_desk.storage.ration_lists import RationList


def second_language(words: Words) -> Words:
    """Return the language that stands beside the first: what families read, or what aid speaks."""
    language = "ar" if words.language == "en" else "en"
    return Words(language, shipped.translations(language))


class NoCards(CampDeskError):
    """There is no household to make a card for."""

    message = N_("There is no household to print a card for.")
    advice = N_("Register somebody first.")


def print_sheets(
    camp: Camp,
    number: int,
    out: BinaryIO,
    *,
    words: Words,
    other: Words | None = None,
    layout: Layout = Layout.PORTRAIT_25,
    report: Report = silent,
) -> int:
    """Write a list's distribution sheets as a PDF; return how many there are.

    Args:
        camp: Where.
        number: The list's.
        out: Where the PDF goes.
        words: The sheet's language.
        other: A second language for its head.
        layout: The page.
        report: Told how many sheets are done.

    Raises:
        NoSuchList: There is no such list.
        NotAllowed: The officer does not hand over.
    """
    from camp_desk.printing.sheets import write_sheets

    camp.require(Right.HAND_OVER)
    rations = list_numbered(camp, number)
    lines_count = serving.lines_count(camp.db, rations.id)
    heading = SheetHeading(
        camp=camp.name,
        camp_other="",
        title=rations.title,
        site=", ".join(rations.sectors) or words("All sectors"),
        day=rations.first,
        period=_period(rations, words),
        list_number=rations.number,
        ration_per_person=_ration(rations, camp, words),
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        demonstration=camp.demonstration,
        of_items=rations.kind.startswith(KIT),
    )
    write_sheets(
        out,
        heading,
        _sheet_items(camp, rations, words),
        _sheet_lines(camp, rations, words, other),
        lines_count=lines_count,
        words=words,
        other=other,
        layout=layout,
        report=report,
    )
    sheets: int = max(1, -(-lines_count // layout.rows))
    _remember(camp, "sheets", str(number), sheets)
    return sheets


def _sheet_items(camp: Camp, rations: RationList, words: Words) -> list[SheetItem]:
    """Return the columns; parcels are counted where every line gets whole and half ones."""
    items = [stock.items(camp.db)[code] for code in rations.items]
    entitlements = serving.entitlements(camp.db, rations.id)
    return [
        SheetItem(
            item.said(words), item.unit, parcel_size(item, (each[n] for each in entitlements))
        )
        for n, item in enumerate(items)
    ]


def _period(rations: RationList, words: Words) -> str:
    """Return the days that a ration is for; a kit is for none in particular."""
    if rations.kind.startswith(KIT):
        return isolated(rations.first.isoformat())
    return words(
        "{first} to {last} · {days} days",
        first=isolated(rations.first.isoformat()),
        last=isolated((rations.until - rations.first.resolution).isoformat()),
        days=rations.days,
    )


def _ration(rations: RationList, camp: Camp, words: Words) -> str:
    items = stock.items(camp.db)
    if rations.kind.startswith(KIT):
        of = kits().get(rations.scale) or items[rations.scale]
        return words("{kit}: by size of household", kit=of.said(words))
    if not rations.parts:
        return words("Whole parcels by size of household")
    return "  |  ".join(
        f"{isolated(items[code].said(words))} "
        f"{isolated(shown((mg * rations.days + 500) // 1000, items[code].unit, words))}"
        for code, mg in rations.parts
    )


def _beside(name: str, persons: int, other: Words | None) -> str:
    """Return what stands below the name: of who has none, the same in the second language."""
    return "" if name or other is None else called(name, persons, other)


def _sheet_lines(
    camp: Camp, rations: RationList, words: Words, other: Words | None
) -> Iterator[SheetLine]:
    key = camp.here.keys.card
    for shown_line in ration_lists.lines(camp.db, rations.id):
        line = shown_line.line
        yield SheetLine(
            serial=line.serial,
            card=line.number,
            issue=line.issue,
            name=called(shown_line.head, line.persons, words),
            latin_name=shown_line.latin or _beside(shown_line.head, line.persons, other),
            persons=line.persons,
            place=shown_line.place,
            quantities=line.quantities,
            code=card_code(line.number, line.issue, key),
            priority=shown_line.marked,
        )


def print_cards(
    camp: Camp,
    out: BinaryIO,
    *,
    words: Words,
    other: Words | None = None,
    numbers: tuple[int, ...] = (),
    report: Report = silent,
) -> int:
    """Write ration cards as a PDF, four to a page; return how many there are.

    Args:
        camp: Where.
        out: Where the PDF goes.
        words: The card's first language.
        other: Its second.
        numbers: The nine digits of the cards wanted; all active households if empty.
        report: Told how many pages are done.

    Raises:
        NoCards: There is nobody to make a card for.
        NotAllowed: The officer does not print cards.
    """
    from camp_desk.printing.cards import CampName, CardValue, write_cards

    camp.require(Right.PRINT_CARDS)
    holders = card_holders(camp.db, numbers)
    if not holders:
        raise NoCards
    key = camp.here.keys.card
    write_cards(
        out,
        CampName(camp.name),
        (
            CardValue(
                number=each.number,
                issue=each.issue,
                head=called(each.head, each.persons, words),
                head_latin=each.latin or _beside(each.head, each.persons, other),
                persons=each.persons,
                place=each.place,
                code=card_code(each.number, each.issue, key),
            )
            for each in holders
        ),
        cards_count=len(holders),
        words=words,
        other=other,
        demonstration=camp.demonstration,
        report=report,
    )
    _remember(camp, "cards", "", -(-len(holders) // 4))
    return len(holders)


def print_reconciliation(camp: Camp, number: int, out: BinaryIO, *, words: Words) -> None:
    """Write what became of a closed list as a PDF of one page.

    Raises:
        NoSuchList: There is no such list.
        NotAllowed: The officer does not hand over.
    """
    from camp_desk.printing.reconciliation import (
        ReconciledLine,
        ReconciliationHeading,
        write_reconciliation,
    )

    camp.require(Right.HAND_OVER)
    rations, items = list_numbered(camp, number), stock.items(camp.db)
    served = serving.served(camp.db, rations.id)
    heading = ReconciliationHeading(
        camp=camp.name,
        list_number=rations.number,
        title=rations.title,
        days=words(
            "{first} to {last} · {days} days",
            first=isolated(rations.first.isoformat()),
            last=isolated((rations.until - rations.first.resolution).isoformat()),
            days=rations.days,
        ),
        closed=_closed(rations, words),
        served=words(
            "{served} of {households} households served, {fed} of {people} people",
            served=f"{served.households_served:,}", households=f"{served.households:,}",
            fed=f"{served.persons_served:,}", people=f"{served.persons:,}",
        ),
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        demonstration=camp.demonstration,
    )  # fmt: skip
    lines = [
        ReconciledLine(
            items[each.item].said(words), items[each.item].unit, each.set_aside, each.handed_over,
            each.returned,
            parcel_size(items[each.item], (each.set_aside, each.handed_over, each.returned)),
        )
        for each in serving.reconciled(camp.db, rations.id)
    ]  # fmt: skip
    write_reconciliation(out, heading, lines, words=words)
    _remember(camp, "reconciliation", str(number), 1)


def _closed(rations: RationList, words: Words) -> str:
    if rations.closed is None:
        return ""
    return words("Closed on {day}", day=isolated(rations.closed.isoformat()))


def print_recovery_sheet(
    out: BinaryIO,
    *,
    camp: str,
    recovery_key: str,
    made_at: datetime,
    words: Words,
    other: Words | None = None,
    demonstration: bool = False,
) -> None:
    """Write the page for the safe at headquarters; whoever holds it can open the camp."""
    from camp_desk.printing.recovery import write_recovery_sheet

    write_recovery_sheet(
        out, camp, recovery_key, made_at, words=words, other=other, demonstration=demonstration
    )


def _remember(camp: Camp, what: str, subject: str, pages: int) -> None:
    with camp.action("print") as entry:
        entry.add("seen", camp.new_id(), {"what": what, "subject": subject or None, "pages": pages})
