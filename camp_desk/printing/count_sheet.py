"""The blind count sheet: what to count, without what the books say, and room for two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from camp_desk.domain.words import N_, Words
from camp_desk.printing.ruled import Form, Ruled, write_form


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """What stands above the lines; ``aside`` are lists whose goods are kept apart."""

    camp: str
    number: str
    store: str
    day: date
    items: str
    aside: Sequence[int]
    printed_by: str
    printed_at: datetime
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One pile to count."""

    serial: int
    label: str
    item: str
    pack: str
    expiry: date | None
    donor: str


def write_count_sheet(
    out: BinaryIO,
    heading: SheetHeading,
    lines: Sequence[SheetLine],
    *,
    words: Words,
    other: Words | None = None,
) -> int:
    """Write the sheet as a PDF; return how many pages it has."""

    def column(message: str, share: float, *, number: bool = False, bold: bool = False) -> Ruled:
        return Ruled(words(message), other(message) if other else "", share, number, bold)

    notes = [
        words("Count whole packs and weigh what lies open. Write 0 where nothing lies there."),
        words("The two who count do not look at each other's numbers, nor at the stack cards."),
    ]
    if heading.aside:
        lists = ", ".join(str(number) for number in heading.aside)
        notes.append(
            words(
                "Goods set aside for these lists are kept apart and not counted: {lists}",
                lists=lists,
            )
        )
    form = Form(
        camp=heading.camp,
        title=words("Count sheet"),
        other_title=other("Count sheet") if other else "",
        number=heading.number,
        fields=[
            (words("Store"), heading.store),
            (words("Date"), heading.day.isoformat()),
            (words("Items"), heading.items),
        ],
        columns=[
            column(N_("No."), 9, number=True),
            column(N_("Stack / lot"), 30, bold=True),
            column(N_("Item"), 46),
            column(N_("Pack"), 24),
            column(N_("Expires"), 22),
            column(N_("Donor"), 26),
            column(N_("Count 1"), 36),
            column(N_("Count 2"), 36),
            column(N_("Remarks"), 40),
        ],
        signers=(words("Counted by 1"), words("Counted by 2"), words("Approved by")),
        printed_by=heading.printed_by,
        printed_at=heading.printed_at,
        notes=notes,
        across=True,
        blank=3,
        demonstration=heading.demonstration,
    )
    rows = [
        (
            str(line.serial), line.label, line.item, line.pack,
            line.expiry.isoformat() if line.expiry else "", line.donor, "", "", "",
        )
        for line in lines
    ]  # fmt: skip
    return write_form(out, form, rows, words=words)
