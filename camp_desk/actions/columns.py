"""Remembering for all desks what a column of a list holds."""

from __future__ import annotations

from dataclasses import replace

from camp_desk.actions.lists import TakenIn, take_in
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.roles import Right
from camp_desk.spreadsheets.mapping import Mapping
from camp_desk.spreadsheets.memory import to_remember
from camp_desk.spreadsheets.outcome import Understood
from camp_desk.spreadsheets.table import Table
from camp_desk.storage import remembered
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes


def remember(camp: Camp, table: Table, chosen: Mapping) -> Changes:
    """Remember what was corrected of a list's columns, for the next list with such headings.

    Raises:
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("remember-columns") as entry:
        for name, text in to_remember(chosen, remembered.columns(camp.db), table).items():
            entry.put("setting", name, {"value": text})
    return entry.changes


def take_in_and_remember(
    camp: Camp, untrusted_list: Understood, table: Table, chosen: Mapping, report: Report = silent
) -> TakenIn:
    """Take a list in and remember how its columns were corrected; all of it, or nothing.

    Raises:
        NotAllowed: The officer does not register.
        Whatever ``report`` raises to stop the work: nothing was written.
    """
    with camp.transaction():
        taken = take_in(camp, untrusted_list, report)
        return replace(taken, changes=taken.changes | remember(camp, table, chosen))
