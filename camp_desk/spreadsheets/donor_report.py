"""The donor report as a spreadsheet: its columns with their HXL tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from camp_desk.domain.donor_report import FLOW_NAMES
from camp_desk.domain.words import N_, Words
from camp_desk.spreadsheets.export_columns import ExportColumn
from camp_desk.spreadsheets.exporting import Form, written_table
from camp_desk.spreadsheets.table import Cell

TITLE = N_("Donor report")

COLUMNS = (
    ExportColumn("camp", N_("Camp"), "#loc+camp+name"),
    ExportColumn("store", N_("Store"), "#loc+name"),
    ExportColumn("first", N_("First day"), "#date+start"),
    ExportColumn("last", N_("Last day"), "#date+end"),
    ExportColumn("donor", N_("Donor"), "#org+funding"),
    ExportColumn("report", N_("Report"), "#meta+form"),
    ExportColumn("item_code", N_("Item code"), "#item+code"),
    ExportColumn("item", N_("Item"), "#item+name"),
    ExportColumn("unit", N_("Unit"), "#item+unit"),
    ExportColumn("opening", N_("Opening"), "#item+opening+num"),
    *(
        ExportColumn(flow.value, message, f"#item+{flow.value}+num")
        for flow, message in FLOW_NAMES.items()
    ),
    ExportColumn("closing", N_("Closing"), "#item+closing+num"),
    ExportColumn("difference", N_("Difference"), "#item+difference+num"),
    ExportColumn("households_planned", N_("Households planned"), "#targeted+hh"),
    ExportColumn("persons_planned", N_("People planned"), "#targeted+ind"),
    ExportColumn("households_reached", N_("Households reached"), "#reached+hh"),
    ExportColumn("persons_reached", N_("People reached"), "#reached+ind"),
)
"""Hashtags and +funding, +start, +end, +hh and +ind are HXL's; the other attributes are ours."""


def written_report(form: Form, rows: Iterable[Sequence[Cell]], words: Words) -> bytes:
    """Return the rows as a file; no text in it is run as a formula."""
    return written_table(words(TITLE), form, COLUMNS, rows, words)
