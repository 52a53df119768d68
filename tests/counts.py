"""Counts of stores for tests."""

from __future__ import annotations

from camp_desk.actions import counting, stock
from camp_desk.storage import findings
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind

BAG = 50_000


def opened(camp: Camp, *items: str) -> str:
    return counting.open_count(camp, stock.store_named(camp), items).number


def both_enter(camp: Camp, number: str, found: dict[int, int]) -> counting.Entered:
    counting.enter(camp, number, "Basim", found)
    return counting.enter(camp, number, "Dina", found)


def on_hand(camp: Camp) -> dict[str, int]:
    return {pile.item: pile.quantity for pile in stock_storage.piles(camp.db)}


def be_alone(camp: Camp) -> None:
    """Let the officer be the only one of the camp."""
    with camp.action("close-officers") as entry:
        for (id_,) in camp.db.conn.execute(
            "SELECT id FROM officer WHERE id <> ?", (camp.officer_id,)
        ).fetchall():
            entry.put("officer", id_, {"closed": 1})


def of(camp: Camp, kind: Kind) -> list[findings.Finding]:
    return [each for each in findings.findings(camp.db) if each.kind is kind]
