"""The list of what households hold of what was lent: to go from tent to tent with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from camp_desk.domain.cards import written
from camp_desk.domain.words import N_, Words
from camp_desk.printing.ruled import Form, Ruled, write_form


@dataclass(frozen=True, slots=True)
class LentHeading:
    """What stands above the lines; with ``overdue`` only what should have been back by the day."""

    camp: str
    day: date
    overdue: bool
    printed_by: str
    printed_at: datetime
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class LentLine:
    """So many of an item that a household holds; ``name`` only for officers who see names."""

    place: str
    card: int
    name: str
    item: str
    quantity: str
    loan: str
    since: date
    due: date | None


def write_lent_sheet(
    out: BinaryIO,
    heading: LentHeading,
    lines: Sequence[LentLine],
    *,
    words: Words,
    other: Words | None = None,
) -> int:
    """Write the list as a PDF, in the order of its lines; return how many pages it has."""

    def column(message: str, share: float, *, number: bool = False, bold: bool = False) -> Ruled:
        return Ruled(words(message), other(message) if other else "", share, number, bold)

    named = any(each.name for each in lines)
    title = N_("Lent items that are overdue") if heading.overdue else N_("Lent items")
    notes = [words("Write down what came back: good, damaged or lost. Each becomes a return form.")]
    if not lines:
        notes.insert(0, words("Nothing is lent out."))
    form = Form(
        camp=heading.camp,
        title=words(title),
        other_title=other(title) if other else "",
        number=heading.day.isoformat(),
        fields=[
            (words("Households"), str(len({each.card for each in lines}))),
            (words("Loans"), str(len({each.loan for each in lines}))),
            (words("Date"), heading.day.isoformat()),
        ],
        columns=[
            column(N_("Place"), 28, bold=True),
            column(N_("Card number"), 31),
            *([column(N_("Name"), 40)] if named else []),
            column(N_("Item"), 44),
            column(N_("Quantity"), 20, number=True),
            column(N_("Loan"), 30),
            column(N_("Since"), 22),
            column(N_("Back by"), 22),
            column(N_("Came back, good / damaged / lost"), 40),
            column(N_("Signature or thumb"), 34),
        ],
        signers=(words("Collected by"), words("Storekeeper")),
        printed_by=heading.printed_by,
        printed_at=heading.printed_at,
        notes=notes,
        across=True,
        demonstration=heading.demonstration,
    )
    rows = [
        (
            each.place, written(each.card), *((each.name,) if named else ()), each.item,
            each.quantity, each.loan, each.since.isoformat(),
            each.due.isoformat() if each.due else "", "", "",
        )
        for each in lines
    ]  # fmt: skip
    return write_form(out, form, rows, words=words)
