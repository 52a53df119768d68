"""What stands on a distribution sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from camp_desk.domain.cards import check_digit
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.quantities import Unit
from camp_desk.domain.words import N_
from camp_desk.printing.figures import Figure, figure, parcels

MAX_ITEMS = 8
"""How many items have room beside each other."""

_SHEET_CODE = re.compile(r"DS-(\d{1,12})-(\d{3,6})-(\d)")


class Layout(Enum):
    """A page: whether it lies on its side, how many families, and whether each has a QR code."""

    PORTRAIT_25 = (False, 25, False)
    """For signatures."""
    LANDSCAPE_14 = (True, 14, True)
    """With codes and remarks."""
    LANDSCAPE_9 = (True, 9, True)
    """With codes, remarks and rows high enough for thumbprints."""

    def __init__(self, across: bool, rows: int, coded: bool) -> None:  # noqa: FBT001  an enum's values
        self.across = across
        self.rows = rows
        self.coded = coded


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One thing that is handed out, by its name in the sheet's language.

    ``parcel`` is what one parcel holds where whole and half ones are handed out, else 0.
    """

    name: str
    unit: Unit
    parcel: int = 0

    def figure(self, quantity: int) -> Figure:
        """Return a quantity in the measure of this item's column."""
        return parcels(quantity, self.parcel) if self.parcel else figure(quantity, self.unit)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One family's entitlement.

    ``quantities`` are in the order of the items, in grams or pieces.  ``code`` is the
    card's code (`camp_desk.domain.cards.card_code`).  ``name`` is the head's in the
    script it was typed in, ``latin_name`` and ``collector`` may be empty.  ``priority``
    prints a neutral mark that does not say why.
    """

    serial: int
    card: int
    issue: int
    name: str
    latin_name: str
    persons: int
    place: str
    quantities: tuple[int, ...]
    code: str
    priority: bool = False
    collector: str = ""


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """What is the same on every sheet of a list.

    ``camp_other`` is the camp's name in the second language, ``title`` what the officer
    called the distribution; both may be empty.  ``period`` and ``ration_per_person`` are
    ready to be read: what comes from outside is isolated in them, and they are drawn as they
    are.  ``day`` is the first that the ration is for, ``list_number`` is in every sheet's id.
    """

    camp: str
    camp_other: str
    title: str
    site: str
    day: date
    period: str
    list_number: int
    ration_per_person: str
    printed_by: str
    printed_at: datetime
    demonstration: bool = False
    of_items: bool = False
    """Whether a kit is handed out, and no ration."""

    @property
    def kind(self) -> str:
        """Return the message that the sheet is called by."""
        if self.of_items:
            return N_("Distribution sheet for household items")
        return N_("Ration distribution sheet")


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a number of lines come to; quantities in the order of the items."""

    households: int
    persons: int
    quantities: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[SheetLine], items: int) -> Totals:
        """Return what the lines come to, each with a quantity for every one of the items."""
        return cls(
            len(lines),
            sum(line.persons for line in lines),
            tuple(sum(line.quantities[nth] for line in lines) for nth in range(items)),
        )

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.households + other.households,
            self.persons + other.persons,
            tuple(a + b for a, b in zip(self.quantities, other.quantities, strict=True)),
        )


class BadSheetCode(CampDeskError):
    """What was typed or scanned is no distribution sheet's id."""

    message = N_("“{code}” is not the id of a distribution sheet.")
    advice = N_("Scan the square code at the top of the sheet, or type the line below it again.")


def sheet_code(list_number: int, sheet: int) -> str:
    """Return the id that a sheet carries as text and as QR code.

    >>> sheet_code(24050, 1)
    'DS-24050-001-0'
    """
    return f"DS-{list_number}-{sheet:03d}-{check_digit(f'{list_number}{sheet:03d}')}"


def read_sheet_code(untrusted_code: str) -> tuple[int, int]:
    """Return the list's number and the sheet's.

    Raises:
        BadSheetCode: It is no sheet's id, or its check digit does not fit.
    """
    match = _SHEET_CODE.fullmatch(untrusted_code.strip().upper())
    if not match or check_digit(match[1] + match[2]) != str(int(match[3])):
        raise BadSheetCode(code=untrusted_code.strip())
    return int(match[1]), int(match[2])
