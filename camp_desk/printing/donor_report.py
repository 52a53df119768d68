"""The donor report on paper: food as UNHCR's Food 1, everything else as NFI 1, with its signers.

Which fields those reports have, and what of them could be found, is said in domain/donor_report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from camp_desk.domain.donor_report import FLOW_NAMES
from camp_desk.domain.words import N_, Words
from camp_desk.printing.ruled import Form, Ruled, write_forms


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the lines and below them; ``food`` tells Food 1 from NFI 1."""

    camp: str
    food: bool
    period: str
    days: int
    donor: str
    store: str
    rations: str
    lists: str
    planned: str
    reached: str
    notes: Sequence[str]
    printed_by: str
    printed_at: datetime
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """One line, its quantities as numbers, empty where there is none."""

    donor: str
    item: str
    opening: str
    flows: Sequence[str]
    closing: str
    difference: str
    reached: str


def write_report(
    out: BinaryIO,
    reports: Sequence[tuple[Heading, Sequence[Printed]]],
    *,
    words: Words,
    other: Words | None = None,
) -> int:
    """Write Food 1 and NFI 1, those of them that there are, as one PDF; return its pages."""
    forms = [
        (_form(heading, words, other), [_row(line) for line in lines]) for heading, lines in reports
    ]
    return write_forms(out, forms, words=words)


def _form(heading: Heading, words: Words, other: Words | None) -> Form:
    return Form(
        camp=heading.camp,
        title=_title(heading, words),
        other_title=_title(heading, other) if other else "",
        number="Food 1" if heading.food else "NFI 1",
        fields=_fields(heading, words),
        columns=_columns(words, other),
        signers=(words("Prepared by"), words("Storekeeper"), words("Verified by")),
        printed_by=heading.printed_by,
        printed_at=heading.printed_at,
        notes=heading.notes,
        across=True,
        demonstration=heading.demonstration,
    )


def _title(heading: Heading, words: Words) -> str:
    if heading.food:
        return words("Food distribution report")
    return words("Non-food item distribution report")


def _fields(heading: Heading, words: Words) -> list[tuple[str, str]]:
    return [
        (words("Distribution site"), heading.camp),
        (words("Store"), heading.store),
        (words("Reporting period"), heading.period),
        (words("Days"), str(heading.days)),
        (words("Donor"), heading.donor),
        (words("Implementing partner"), ""),
        (words("Project no."), ""),
        (words("Ration"), heading.rations),
        (words("Lists closed"), heading.lists),
        (words("Planned for"), heading.planned),
        (words("Reached"), heading.reached),
    ]


def _columns(words: Words, other: Words | None) -> list[Ruled]:
    def column(message: str, share: float, *, number: bool = False, bold: bool = False) -> Ruled:
        return Ruled(words(message), other(message) if other else "", share, number, bold)

    return [
        column(N_("Donor"), 25),
        column(N_("Item"), 32),
        column(N_("Opening"), 20, number=True),
        *(column(message, 18, number=True) for message in FLOW_NAMES.values()),
        column(N_("Closing"), 20, number=True, bold=True),
        column(N_("Difference"), 16, number=True),
        column(N_("Reached / planned"), 23, number=True),
    ]


def _row(line: Printed) -> list[str]:
    return [
        line.donor, line.item, line.opening, *line.flows, line.closing, line.difference,
        line.reached,
    ]  # fmt: skip
