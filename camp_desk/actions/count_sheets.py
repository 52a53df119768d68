"""Printing the blind sheet of a count."""

from __future__ import annotations

from typing import BinaryIO

from camp_desk.actions.counting import count_numbered
from camp_desk.actions.stock_cards import remember
from camp_desk.domain.quantities import Unit, shown
from camp_desk.domain.roles import Right
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import Words
from camp_desk.storage import counts, ration_lists, stock
from camp_desk.storage.camp import Camp


def print_count_sheet(
    camp: Camp, untrusted_number: str, out: BinaryIO, *, words: Words, other: Words | None = None
) -> int:
    """Write a count's sheet as a PDF, without what the books say; return its pages.

    Raises:
        NoSuchCount: There is no such count.
        NotAllowed: The officer does not move stock.
    """
    from camp_desk.printing.count_sheet import SheetHeading, SheetLine, write_count_sheet

    camp.require(Right.MOVE_STOCK)
    count = count_numbered(camp, untrusted_number)
    items = stock.items(camp.db)
    lines = []
    for line in counts.lines(camp.db, count.id):
        item = items[line.item]
        pack = line.pack or item.pack_size
        said = shown(pack, item.unit, words) if pack > 1 or item.unit is Unit.PIECE else ""
        lines.append(
            SheetLine(
                serial=line.serial,
                label=line.label or words("No label"),
                item=item.said(words),
                pack=said,
                expiry=line.expiry,
                donor=line.donor,
            )
        )
    named = words(", ").join(items[code].said(words) for code in count.items if code in items)
    heading = SheetHeading(
        camp=camp.name,
        number=count.number,
        store=StoreName(count.store_name).said(words),
        day=count.day,
        items=named or words("All items"),
        aside=[
            each.number
            for each in ration_lists.lists(camp.db)
            if each.store == count.store and not each.closed
        ],
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        demonstration=camp.demonstration,
    )
    pages = write_count_sheet(out, heading, lines, words=words, other=other)
    remember(camp, "count-sheet", count.number, pages)
    return pages
