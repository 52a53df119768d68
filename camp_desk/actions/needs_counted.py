"""How many people have which need, for the report and for a list that leaves the camp."""

from __future__ import annotations

from camp_desk.domain.needs import Counted, published
from camp_desk.domain.roles import Right
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.spreadsheets.table import Cell
from camp_desk.storage import needs
from camp_desk.storage.camp import Camp


def counted(camp: Camp) -> tuple[list[Counted], int]:
    """Return how many people present have each need, and how many have any, for those inside.

    Raises:
        NotAllowed: The officer does not see needs.
    """
    camp.require(Right.SEE_NEEDS)
    return needs.counted(camp.db, [each.code for each in shipped_needs().all])


def need_cells(camp: Camp, words: Words) -> list[dict[str, Cell]]:
    """Return the counts as the rows of a list that leaves: small numbers are empty, no total.

    Raises:
        NotAllowed: The officer does not see needs.
    """
    told = published(*counted(camp))
    known = {each.code: each for each in shipped_needs().all}
    return [
        {"need_code": code, "need": known[code].said(words), "people": people}
        for code, people in told.rows
    ]
