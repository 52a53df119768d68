"""What became of each donor's goods in a month: the columns of the report, and that they add up.

The fields follow UNHCR's Food Distribution Monitoring Report (Food 1) and Non-Food Item
Distribution Report (NFI 1), annexes 1 and 2 of "Commodity Distribution, A Practical Guide for
Field Staff" (UNHCR 1997).  The explanatory notes name them: the distribution site, the reporting
period with its number of days, the beneficiaries and their families, the ration, and the stock
from (a), the "opening stocks" that were physically there, on.  The drawn forms themselves could
not be found, so the order of columns is that of the notes and of the monthly site reports of
CARE and WFP: opening, received, distributed, losses, returned, closing, for each commodity and
donor, planned against reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from camp_desk.domain.catalogue import Item
from camp_desk.domain.digits import latin
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.period import Period
from camp_desk.domain.plain import cleaned
from camp_desk.domain.quantities import Unit
from camp_desk.domain.words import N_


class Flow(StrEnum):
    """A column: why goods came into the books or left them."""

    RECEIVED = "received"
    CAME_BACK = "came_back"
    FOUND = "found"
    DISTRIBUTED = "distributed"
    LOST = "lost"
    SENT = "sent"
    TRANSFERRED = "transferred"
    REPACKED = "repacked"


FLOW_NAMES = {
    Flow.RECEIVED: N_("Receipts"),
    Flow.CAME_BACK: N_("Came back"),
    Flow.FOUND: N_("Found"),
    Flow.DISTRIBUTED: N_("Distributed"),
    Flow.LOST: N_("Losses"),
    Flow.SENT: N_("Sent back, lent"),
    Flow.TRANSFERRED: N_("Transfers"),
    Flow.REPACKED: N_("Repacked"),
}
"""What each column is called."""

OUTWARD = frozenset({Flow.DISTRIBUTED, Flow.LOST, Flow.SENT})
"""Columns that show what left as a number above zero; all others show what came."""

_CORRECTIONS = frozenset({"LOS", "CNT"})
_FLOWS = {
    "OPN": Flow.RECEIVED, "GRN": Flow.RECEIVED, "LNI": Flow.RECEIVED,
    "RTI": Flow.CAME_BACK, "LBI": Flow.CAME_BACK,
    "DST": Flow.DISTRIBUTED, "ISS": Flow.DISTRIBUTED, "HHI": Flow.DISTRIBUTED,
    "RTS": Flow.SENT, "LNO": Flow.SENT, "LBO": Flow.SENT,
    "WBL": Flow.TRANSFERRED, "ARR": Flow.TRANSFERRED,
    "REL": Flow.TRANSFERRED, "RET": Flow.TRANSFERRED,
    "HHL": Flow.TRANSFERRED, "HHR": Flow.TRANSFERRED,  # lent to a household: still the camp's
}  # fmt: skip


_NOT_LOST = {"ISSUED_NR": Flow.DISTRIBUTED, "DIST_NR": Flow.DISTRIBUTED, "OWNER": Flow.SENT}
"""Reasons on a loss form under which nothing was lost, with the column that they belong in."""


def flow_of(kind: str, reason: str = "", *, into: bool, reversal: bool) -> Flow:
    """Return the column of a movement.

    What takes a document back stands in the column of that document, on the other side.  Kits,
    rebagging, and whatever a later version writes, turn one pile into another: REPACKED.

    Args:
        kind: Of its document.
        reason: The code on it; what was handed out or given over without a record is no loss.
        into: Whether the goods came.
        reversal: Whether the document takes another one back.
    """
    if kind in _CORRECTIONS:
        if reason in _NOT_LOST:
            return _NOT_LOST[reason]
        return Flow.FOUND if into != reversal else Flow.LOST
    return _FLOWS.get(kind, Flow.REPACKED)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many households and people a distribution was for, and how many of them collected."""

    households_planned: int = 0
    persons_planned: int = 0
    households_reached: int = 0
    persons_reached: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One item of one donor; quantities in grams or pieces, ``flows`` as the books moved."""

    donor: str
    item: str
    opening: int
    closing: int
    flows: Mapping[Flow, int]
    reach: Reach = Reach()

    def shown(self, flow: Flow) -> int:
        """Return what a column shows: what left stands above zero in the columns for it."""
        moved = self.flows.get(flow, 0)
        return -moved if flow in OUTWARD else moved

    @property
    def difference(self) -> int:
        """Return by how much the line does not add up: 0, unless the books are not whole."""
        return self.opening + sum(self.flows.values()) - self.closing

    @property
    def empty(self) -> bool:
        """Tell whether nothing lay there and nothing moved."""
        return not (self.opening or self.closing or any(self.flows.values()))


@dataclass(frozen=True, slots=True)
class DonorReport:
    """A period of the whole camp, or of one store; lines by donor and item."""

    period: Period
    lines: Sequence[Line]
    reach: Reach = Reach()
    closed: Sequence[int] = ()
    """Numbers of the lists that were closed, so that their goods left the books."""
    open: Sequence[int] = ()
    """Numbers of lists from which something was handed over and that were not closed yet."""
    rations: Sequence[str] = ()
    """Codes of the scales and parcels of the closed lists."""

    @property
    def adds_up(self) -> bool:
        """Tell whether every line does."""
        return not any(line.difference for line in self.lines)


_FIRST_YEAR, _LAST_YEAR = 1990, 2200
_NOT_FOOD = frozenset({"bedding", "clothing", "hygiene", "kitchen", "shelter", "water", "kit"})


def is_food(item: Item) -> bool:
    """Tell whether an item belongs on the Food 1 report; the rest is on NFI 1."""
    if item.category:
        return item.category not in _NOT_FOOD
    return item.food is not None or item.unit is Unit.GRAM


def donor_key(donor: str) -> str:
    """Return what two writings of one donor have in common."""
    return " ".join(donor.split()).casefold()


def for_donor(lines: Iterable[Line], donor: str) -> list[Line]:
    """Return the lines of one donor, however it was typed; all if there is no name."""
    key = donor_key(donor)
    return [line for line in lines if not key or donor_key(line.donor) == key]


def totals(lines: Iterable[Line]) -> dict[str, Line]:
    """Return one line for each item of which several donors gave, over all of them."""
    by_item: dict[str, list[Line]] = {}
    for line in lines:
        by_item.setdefault(line.item, []).append(line)
    return {
        item: Line(
            "",
            item,
            sum(each.opening for each in several),
            sum(each.closing for each in several),
            {flow: sum(each.flows.get(flow, 0) for each in several) for flow in Flow},
        )
        for item, several in by_item.items()
        if len(several) > 1
    }


class UnreadableMonth(CampDeskError):
    """What was typed is no month."""

    message = N_("“{month}” is not a month.")
    advice = N_("Type it like 2014-07 or 7/2014.")


_MONTH = re.compile(
    r"(?:(?P<y1>[0-9]{4})[-/.](?P<m1>[0-9]{1,2})|(?P<m2>[0-9]{1,2})[-/.](?P<y2>[0-9]{4}))"
)


def month(year: int, number: int) -> Period:
    """Return the days of a month."""
    first = date(year, number, 1)
    return Period(first, (first + timedelta(days=31)).replace(day=1))


def read_month(untrusted_text: str) -> Period:
    """Return the month that was typed, in whatever digits.

    Raises:
        UnreadableMonth: It is none.

    >>> len(read_month("2014-07")), len(read_month("٢/٢٠١٤"))
    (31, 28)
    """
    found = _MONTH.fullmatch(latin(cleaned(untrusted_text)).strip())
    if found is not None:
        year = int(found["y1"] or found["y2"])
        number = int(found["m1"] or found["m2"])
        if number in range(1, 13) and _FIRST_YEAR <= year <= _LAST_YEAR:
            return month(year, number)
    raise UnreadableMonth(month=untrusted_text.strip())
