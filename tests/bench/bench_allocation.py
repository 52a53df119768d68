"""How long a list for the whole camp takes: planned, frozen, printed, served, looked at."""

from __future__ import annotations

import time
from pathlib import Path

from camp_desk import shipped
from camp_desk.actions import allocation, hand_over, paper
from camp_desk.domain.cards import written
from camp_desk.domain.words import Words
from camp_desk.printing.sheets import Layout
from camp_desk.storage import households, ration_lists, serving
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from tests.bench.big_camp import Bench, peak_mb, stock_up, took

_PAGES_A_SECOND = 250
_CARDS = 2_000


def run(bench: Bench) -> None:
    """Plan for everybody, print it all, serve some."""
    table, camp = bench.table, bench.camp()
    stock_up(camp, households.totals(camp.db)[1])
    scales, items = stock_storage.scales(camp.db), stock_storage.items(camp.db)
    ask = allocation.Ask(allocation.basis_of("IRQ-REF2100", scales, items), camp.today(), 7)
    with table.timed("planning for everybody"):
        allocation.look(camp, ask)
    with table.timed("freezing the list of everybody"):
        number = allocation.freeze(camp, ask, words=Words(), take_equal_share=True).number
    table.amount("most memory so far", peak_mb(), "MB")
    _printing(bench, camp, number)
    rations = allocation.list_numbered(camp, number)
    drawn = camp.db.conn.execute(
        "SELECT number FROM list_line ORDER BY random() LIMIT ?", (bench.tries,)
    )
    cards = [written(card) for (card,) in drawn.fetchall()]
    times = [took(lambda card=card: hand_over.hand_over(camp, number, card)) for card in cards]  # type: ignore[misc]
    table.spread("scan to decision, written down", times, None, 50)
    few = range(5)
    table.spread(
        "progress of the list", [took(lambda: ration_lists.progress(camp.db, rations)) for _ in few]
    )
    table.spread("who is waiting, all serials", [
        took(lambda: serving.serials(camp.db, rations.id, "", waiting=True)) for _ in few
    ])  # fmt: skip
    table.spread("a key in the list's search", [
        took(lambda: serving.serials(camp.db, rations.id, "ali", waiting=False)) for _ in few
    ])  # fmt: skip
    with table.timed("closing the list"):
        hand_over.close_list(camp, number)
    camp.close()


def _printing(bench: Bench, camp: Camp, number: int) -> None:
    words = Words("ar", shipped.translations("ar"))
    out = Path(bench.folder) / "out.pdf"
    for layout in (Layout.PORTRAIT_25, Layout.LANDSCAPE_14):
        began = time.process_time()
        with out.open("wb") as file:
            pages = paper.print_sheets(
                camp, number, file, words=words, other=Words(), layout=layout
            )
        speed = pages / (time.process_time() - began)
        bench.table.add(
            f"Arabic sheets from the camp, {layout.rows} lines a page",
            f"{pages:,} pages, {speed:.0f} a CPU second",
            f"{_PAGES_A_SECOND} a second",
            _PAGES_A_SECOND / speed,
        )
    bench.table.amount("most memory so far", peak_mb(), "MB")
