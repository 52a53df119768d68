"""The report of a donor's goods in a month: on paper as Food 1 and NFI 1, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import BinaryIO

from camp_desk.actions.catalogues import kits
from camp_desk.actions.stock_cards import remember
from camp_desk.domain.catalogue import Item
from camp_desk.domain.donor_report import (
    FLOW_NAMES,
    DonorReport,
    Flow,
    Line,
    Reach,
    donor_key,
    is_food,
    totals,
)
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.period import Period
from camp_desk.domain.quantities import GRAMS_PER_KG, Unit, number
from camp_desk.domain.roles import Right
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import N_, Words
from camp_desk.printing.donor_report import Heading, Printed, write_report
from camp_desk.spreadsheets.donor_report import COLUMNS, written_report
from camp_desk.spreadsheets.exporting import Form
from camp_desk.spreadsheets.table import Cell
from camp_desk.storage import donor_report, stock
from camp_desk.storage.camp import Camp


class NoSuchDonor(CampDeskError):
    """Nothing of that donor ever lay here."""

    message = N_("There are no goods of {donor} in this camp.")
    advice = N_("Use one of these: {known}.")


class NothingToReport(CampDeskError):
    """Nothing lay there and nothing moved."""

    message = N_("Nothing lay in stock and nothing moved in {month}.")
    advice = N_("Choose another month.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report; all donors where none is named, the whole camp where no store is.

    ``food`` is True for Food 1 alone, False for NFI 1 alone, and None for both.
    """

    period: Period
    donor: str = ""
    store: StoreId | None = None
    food: bool | None = None


def report(camp: Camp, wanted: Wanted) -> DonorReport:
    """Return what became of the goods.

    Raises:
        NoSuchDonor, NothingToReport: There is nothing to report.
        NotAllowed: The officer does not see stock.
    """
    camp.require(Right.SEE_STOCK)
    known = donor_report.donors(camp.db)
    if wanted.donor.strip() and donor_key(wanted.donor) not in map(donor_key, known):
        raise NoSuchDonor(donor=wanted.donor.strip(), known=", ".join(known) or "–")
    items = None
    if wanted.food is not None:
        all_items = stock.items(camp.db).items()
        items = frozenset(code for code, item in all_items if is_food(item) is wanted.food)
    found = donor_report.report(
        camp.db, wanted.period, donor=wanted.donor, store=wanted.store, items=items
    )
    if not found.lines:
        raise NothingToReport(month=f"{wanted.period.first:%Y-%m}")
    return found


def print_report(
    camp: Camp, wanted: Wanted, out: BinaryIO, *, words: Words, other: Words | None = None
) -> int:
    """Write food as Food 1 and everything else as NFI 1 into one PDF; return its pages.

    Raises:
        NoSuchDonor, NothingToReport: There is nothing to report.
        NotAllowed: The officer does not see stock.
    """
    report(camp, wanted)
    forms = []
    for food in (True, False):
        if wanted.food in {None, food}:
            with suppress(NothingToReport):
                forms.append(_form(camp, replace(wanted, food=food), words))
    pages = write_report(out, forms, words=words, other=other)
    remember(camp, "donor-report", _subject(wanted), pages)
    return pages


def _form(camp: Camp, wanted: Wanted, words: Words) -> tuple[Heading, list[Printed]]:
    found, items = report(camp, wanted), stock.items(camp.db)
    heading = Heading(
        camp=camp.name,
        food=bool(wanted.food),
        period=f"{wanted.period.first} – {wanted.period.last}",
        days=len(wanted.period),
        donor=wanted.donor.strip() or words("All donors"),
        store=_store(camp, wanted, words),
        rations=words(", ").join(_rations(camp, found, words)),
        lists=words(", ").join(map(str, found.closed)),
        planned=reach_said(found.reach, words, planned=True),
        reached=reach_said(found.reach, words, planned=False),
        notes=tuple(notes(found, words)),
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        demonstration=camp.demonstration,
    )
    together = totals(found.lines)
    printed = []
    for code, item in items.items():
        lines = [line for line in found.lines if line.item == code]
        printed += [_printed(line, item, line.donor, words) for line in lines]
        if code in together:
            printed.append(_printed(together[code], item, words("All donors"), words))
    return heading, printed


def _printed(line: Line, item: Item, donor: str, words: Words) -> Printed:
    reach, shown = line.reach, [line.shown(flow) for flow in Flow]
    reached = f"{reach.persons_reached:,} / {reach.persons_planned:,}"
    return Printed(
        donor,
        _item_said(item, words),
        number(line.opening, item.unit),
        [number(each, item.unit) if each else "" for each in shown],
        number(line.closing, item.unit),
        number(line.difference, item.unit),
        reached if reach.persons_planned else "",
    )


def report_table(camp: Camp, wanted: Wanted, form: Form, *, words: Words) -> tuple[int, bytes]:
    """Return how many rows the report has, and it as a spreadsheet with HXL tags.

    Raises:
        NoSuchDonor, NothingToReport: There is nothing to report.
        NotAllowed: The officer does not see stock.
    """
    found, items = report(camp, wanted), stock.items(camp.db)
    store = _store(camp, wanted, words) if wanted.store else ""
    rows: list[Sequence[Cell]] = []
    for line in found.lines:
        cells = _cells(line, items[line.item], words)
        cells |= {
            "camp": camp.name, "store": store,
            "first": wanted.period.first, "last": wanted.period.last,
        }  # fmt: skip
        rows.append([cells[column.key] for column in COLUMNS])
    content = written_report(form, rows, words)
    remember(camp, "donor-report", _subject(wanted), len(rows))
    return len(rows), content


def notes(found: DonorReport, words: Words) -> list[str]:
    """Return what a reader of the report must know."""
    said = [
        words(
            "Opening + receipts + came back + found − distributed − losses − sent back, lent +"
            " transfers + repacked = closing. Receipts: deliveries, first counts, loans taken."
            " Distributed: closed lists, release orders, and what was given without a record."
        )
    ]
    if found.open:
        numbers = words(", ").join(map(str, found.open))
        said.append(
            words(
                "Not closed by the last day, so not distributed yet: list {numbers}.",
                numbers=numbers,
            )
        )
    if not found.adds_up:
        said.append(
            words(
                "The lines with a difference do not add up: something that another laptop wrote is"
                " missing here. Bring all laptops to one stick, then make the report again."
            )
        )
    return said


def reach_said(reach: Reach, words: Words, *, planned: bool) -> str:
    """Return how many households and people were planned for, or reached."""
    n = reach.households_planned if planned else reach.households_reached
    persons = reach.persons_planned if planned else reach.persons_reached
    said = words.plural("{n} household", "{n} households", n)
    return f"{said} · " + words.plural("{n} person", "{n} people", persons)


def _cells(line: Line, item: Item, words: Words) -> dict[str, Cell]:
    def amount(quantity: int) -> Cell:
        if item.unit is Unit.PIECE:
            return quantity
        whole, rest = divmod(quantity, GRAMS_PER_KG)
        return quantity / GRAMS_PER_KG if rest else whole

    return {
        "donor": line.donor,
        "report": "Food 1" if is_food(item) else "NFI 1",
        "item_code": item.code,
        "item": item.said(words),
        "unit": unit_said(item, words),
        "opening": amount(line.opening),
        **{flow.value: amount(line.shown(flow)) for flow in FLOW_NAMES},
        "closing": amount(line.closing),
        "difference": amount(line.difference),
        "households_planned": line.reach.households_planned,
        "persons_planned": line.reach.persons_planned,
        "households_reached": line.reach.households_reached,
        "persons_reached": line.reach.persons_reached,
    }


def unit_said(item: Item, words: Words) -> str:
    """Return what the report counts an item in."""
    return words("pieces") if item.unit is Unit.PIECE else words("kg")


def _item_said(item: Item, words: Words) -> str:
    return f"{item.said(words)} ({unit_said(item, words)})"


def _store(camp: Camp, wanted: Wanted, words: Words) -> str:
    for each in stock.stores(camp.db):
        if each.id == wanted.store:
            return StoreName(each.name).said(words)
    return words("The whole camp")


def _rations(camp: Camp, found: DonorReport, words: Words) -> list[str]:
    known = {**stock.items(camp.db), **kits(), **stock.scales(camp.db)}
    return [known[code].said(words) if code in known else code for code in found.rations]


def _subject(wanted: Wanted) -> str:
    return f"{wanted.period.first:%Y-%m} {wanted.donor.strip()}".strip()
