"""Printing what households hold of what was lent; that it was printed is in the journal."""

from __future__ import annotations

from typing import BinaryIO

from camp_desk.actions.giving import require_giving
from camp_desk.actions.stock_cards import remember
from camp_desk.domain.quantities import exact
from camp_desk.domain.roles import Right
from camp_desk.domain.words import Words
from camp_desk.storage import households, relief, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.relief import Held


def is_overdue(held: Held, camp: Camp) -> bool:
    """Tell whether it should have been back before today."""
    return held.due is not None and held.due < camp.today()


def print_lent(
    camp: Camp, out: BinaryIO, *, overdue: bool, words: Words, other: Words | None = None
) -> int:
    """Write what is lent out as a PDF, neighbours together; return how many lines it has.

    Args:
        camp: Where.
        out: Where to write.
        overdue: Only what should have been back before today.
        words: In which language.
        other: The second one.

    Raises:
        NotAllowed: The officer neither moves stock nor hands over.
    """
    from camp_desk.printing.lent_sheet import LentHeading, LentLine, write_lent_sheet

    require_giving(camp)
    items = stock.items(camp.db)
    held = [each for each in relief.held(camp.db) if not overdue or is_overdue(each, camp)]
    lines = [
        LentLine(
            each.place, each.card, _head(camp, each), items[each.item].said(words),
            exact(each.quantity, items[each.item].unit, words), each.number, each.since, each.due,
        )
        for each in sorted(held, key=lambda one: (one.place, one.card, one.number))
        if each.item in items
    ]  # fmt: skip
    heading = LentHeading(
        camp.name, camp.today(), overdue, camp.officer.name, camp.now(), camp.demonstration
    )
    pages = write_lent_sheet(out, heading, lines, words=words, other=other)
    remember(camp, "lent-sheet", "", pages)
    return len(lines)


def _head(camp: Camp, held: Held) -> str:
    """Return the name of who stands for a household, for officers who see names."""
    if not camp.officer.may(Right.SEE_NAMES):
        return ""
    found = households.household(camp.db, households.canonical(camp.db, held.household))
    if found is None or not found.registration.members or found.registration.anonymous:
        return ""
    return found.registration.head.name
