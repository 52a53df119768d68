"""What the dialog of lists lets its threads do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from camp_desk.actions import lists
from camp_desk.actions.columns import take_in_and_remember
from camp_desk.actions.lists import TakenIn
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.mapping import Mapping
from camp_desk.spreadsheets.memory import with_memory
from camp_desk.spreadsheets.outcome import Rejected, Understood
from camp_desk.spreadsheets.rejects import write_rejected
from camp_desk.spreadsheets.table import Table
from camp_desk.storage.camp import Camp
from camp_desk.ui.jobs import Report


def read(
    untrusted_path: Path, today: date, memory: dict[str, str], _owned: object, report: Report
) -> tuple[Table, Mapping, Understood | CampDeskError]:
    """Read a file; return it with its columns and what it says, or why it says nothing."""
    table, mapping = lists.read_list(
        untrusted_path, lambda done, total: report(done, 2 * total if total else 0)
    )
    mapping = with_memory(mapping, memory, table)
    try:
        understood = lists.understood(
            table, mapping, today=today,
            report=lambda done, total: report(total + done, 2 * total),
        )  # fmt: skip
    except CampDeskError as error:  # the columns can be corrected
        return table, mapping, error
    return table, mapping, understood


def understand(
    table: Table, mapping: Mapping, today: date, _owned: object, report: Report
) -> Understood:
    """Understand a table by its columns."""
    return lists.understood(table, mapping, today=today, report=report)


def take_in(
    untrusted_list: Understood,
    table: Table,
    mapping: Mapping,
    name: str,
    camp: Camp,
    report: Report,
) -> TakenIn:
    """Take the list in under its name, and remember how its columns were corrected."""
    named = tuple(replace(each, list_name=name) for each in untrusted_list.registrations)
    whole = replace(untrusted_list, registrations=named)
    return take_in_and_remember(camp, whole, table, mapping, report)


def save(
    path: Path,
    table: Table,
    mapping: Mapping,
    rejected: Sequence[Rejected],
    words: Words,
    name: str,
    _owned: object,
    _report: Report,
) -> Path:
    """Write the rows that were not taken in, and return where."""
    write_rejected(path, table, mapping, rejected, words, name)
    return path
