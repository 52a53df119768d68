"""The card that hangs on a stack, and the ledger of an item that is kept in the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from camp_desk.domain.words import N_, Words
from camp_desk.printing.ruled import Form, Ruled, write_form


@dataclass(frozen=True, slots=True)
class CardHeading:
    """What stands above the lines; ``of_stack`` tells a stack's card from an item's ledger."""

    camp: str
    number: str
    store: str
    item: str
    pack: str
    of_stack: bool
    label: str
    expiry: date | None
    donor: str
    waybills: Sequence[str]
    days: str
    before: str
    after: str
    printed_by: str
    printed_at: datetime
    demonstration: bool = False
    below: str = ""
    """A sentence where the balance is below zero on some days."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One movement, its quantities as texts, empty where there is none."""

    day: date
    number: str
    other: str
    label: str
    came: str
    out: str
    lost: str
    balance: str


def write_card(
    out: BinaryIO,
    heading: CardHeading,
    lines: Sequence[PrintedLine],
    *,
    words: Words,
    other: Words | None = None,
) -> int:
    """Write the card as a PDF with a line to sign at each movement; return its pages."""
    form = Form(
        camp=heading.camp,
        title=_title(heading, words),
        other_title=_title(heading, other) if other else "",
        number=heading.number,
        fields=_fields(heading, words),
        columns=_columns(heading, words, other),
        signers=(words("Storekeeper"), words("Checked by")),
        printed_by=heading.printed_by,
        printed_at=heading.printed_at,
        notes=tuple(
            filter(
                None,
                (
                    heading.below,
                    words(
                        "Card and ledger are compared each week; both must show the same balance."
                    ),
                ),
            )
        ),
        across=not heading.of_stack,
        blank=2,
        demonstration=heading.demonstration,
    )
    rows = [_row(heading, line) for line in lines]
    carried = [""] * len(form.columns)
    carried[2] = words("Brought forward")
    carried[-2 if heading.of_stack else -1] = heading.before
    return write_form(out, form, [carried, *rows], words=words)


def _title(heading: CardHeading, words: Words) -> str:
    return words("Stack card") if heading.of_stack else words("Stock ledger")


def _fields(heading: CardHeading, words: Words) -> list[tuple[str, str]]:
    fields = [
        (words("Item"), heading.item),
        (words("Store"), heading.store),
        (words("Pack"), heading.pack),
    ]
    if heading.of_stack:
        expiry = heading.expiry.isoformat() if heading.expiry else ""
        fields += [
            (words("Stack / lot"), heading.label),
            (words("Expires"), expiry),
            (words("Donor"), heading.donor),
            (words("Waybill"), ", ".join(heading.waybills)),
        ]
    return [*fields, (words("Days"), heading.days), (words("Balance"), heading.after)]


def _columns(heading: CardHeading, words: Words, other: Words | None) -> list[Ruled]:
    def column(message: str, share: float, *, number: bool = False, bold: bool = False) -> Ruled:
        return Ruled(words(message), other(message) if other else "", share, number, bold)

    columns = [
        column(N_("Date"), 19),
        column(N_("Document"), 25),
        column(N_("From / to"), 32),
        column(N_("In"), 20, number=True),
        column(N_("Out"), 20, number=True),
        column(N_("Loss"), 17, number=True),
        column(N_("Balance"), 22, number=True, bold=True),
    ]
    if heading.of_stack:
        return [*columns, column(N_("Name, signature"), 30)]
    return [*columns[:3], column(N_("Lot"), 26), *columns[3:]]


def _row(heading: CardHeading, line: PrintedLine) -> list[str]:
    first = [line.day.isoformat(), line.number, line.other]
    last = [line.came, line.out, line.lost, line.balance]
    return [*first, *last, ""] if heading.of_stack else [*first, line.label, *last]
