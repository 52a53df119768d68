"""How long the stock tab, a stack card, a ledger and a count take in a camp with a long past.

python tests/bench/bench_stock.py [MOVEMENTS [LOTS [SEED]]]
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication

from camp_desk.actions import camps, counting, stock
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.stock import Lot
from camp_desk.domain.words import Words
from camp_desk.storage import count_review, findings, slots, stock_cards
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look, dress, prepare
from camp_desk.ui.stock.seen import look, look_at
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.theme import Theme
from camp_desk.ui.workspace import Workspace
from tests.bench.bench_window import until
from tests.bench.big_camp import Table, make_camp, took

FIRST = date(2014, 6, 10)
A_DOCUMENT = 5
KINDS = ("REL", "LOS", "DST")


def fill(camp: Camp, movements: int, lots: int, seed: int) -> None:
    """Write a past of so many movements into the tables; one lot in ten still lies there."""
    rng = random.Random(seed)
    items = list(stock_storage.items(camp.db))
    for n in range(3):
        stock.add_store(camp, f"Tent {n + 2}")
    stores = [store.id for store in stock_storage.stores(camp.db)]
    each = movements // lots
    db = camp.db.conn
    db.execute("BEGIN IMMEDIATE")
    for n in range(lots):
        expiry = FIRST + timedelta(days=rng.randrange(400, 900))
        lot = Lot(items[n % len(items)], f"L{n}", expiry, "WFP").id
        fields = (lot, items[n % len(items)], f"L{n}", expiry.isoformat(), "WFP", None)
        db.execute(
            "INSERT INTO lot (id, item, label, expiry, donor, pack_size) VALUES (?, ?, ?, ?, ?, ?)",
            fields,
        )
        store, start, left = rng.choice(stores), 300 * n // lots, each * 1_000
        for k in range(each):
            kind = "GRN" if not k else rng.choice(KINDS)
            quantity = left if not k else -1_000 if k < each - 1 or not n % 10 else -2_000
            if k % A_DOCUMENT < 2:  # the first movement is a document of its own
                document = camp.new_id()
                day = (FIRST + timedelta(days=start + k)).isoformat()
                number = f"{kind}-{1 + n % 9:03d}-{n * each + k:06d}"
                db.execute(
                    "INSERT INTO document (id, kind, number, day, store) VALUES (?, ?, ?, ?, ?)",
                    (document, kind, number, day, store),
                )
            db.execute(
                "INSERT INTO movement VALUES (?, ?, ?, ?, ?)",
                (camp.new_id(), document, lot, store, quantity),
            )
    db.execute("COMMIT")


def main(movements: int = 500_000, lots: int = 10_000, seed: int = 1) -> None:
    """Measure on a camp of that size."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.camp"
        camp = make_camp(path)
        with table.timed("writing the past", per=movements):
            fill(camp, movements, lots, seed)
        opened = slots.Opened(camp.officer_id, camp.secret)
        camp.close()
        camp = camps.open_unlocked(path, opened, time.time)
        views = camps.views_of(path, opened, time.time)
        questions(camp, views, table)
        writing(camp, table)
        camp.close()
        views.close()
        screen(path, opened, table)


def questions(camp: Camp, views: Views, table: Table) -> None:
    """Measure what the tab and its dialogs ask."""
    store = stock_storage.stores(camp.db)[0].id
    items = list(stock_storage.items(camp.db))[:40]
    rice = [lot for lot, _ in stock_cards.lots(camp.db, store, "RIC")]
    times = partial(_times, table)
    times("the tab: all stores", 5, lambda _: look(None, views))
    times("the tab: one store", 5, lambda _: look(store, views))
    times("an item: all stores", 40, lambda n: look_at(items[n], None, views))
    times("an item: one store", 40, lambda n: look_at(items[n], store, views))
    times(
        "the card of a lot",
        40,
        lambda n: views.books.card(store, rice[n % len(rice)], (None, None), 2_000),
    )
    times(
        "the ledger of an item",
        20,
        lambda n: views.books.ledger(store, items[n], (None, None), 2_000),
    )
    month = (date(2015, 3, 1), date(2015, 3, 31))
    times("the ledger of a month", 20, lambda n: views.books.ledger(store, items[n], month))
    times("what should be counted", 5, lambda _: count_review.due_in(camp.db, store, camp.today()))
    times("all findings", 3, lambda _: findings.count(camp.db))


def _times(table: Table, what: str, n: int, work: Callable[[int], object]) -> None:
    table.spread(what, [took(partial(work, each)) for each in range(n)], 20, 50)


def writing(camp: Camp, table: Table) -> None:
    """Measure a delivery and a count of a whole store."""
    stores = stock_storage.stores(camp.db)
    line = Came("RIC", 50_000, "L0", FIRST, "WFP")
    deliveries = [Delivery(stores[0].id, (line,), waybill=f"W{n}") for n in range(20)]
    table.spread(
        "a delivery", [took(partial(stock.receive, camp, each)) for each in deliveries], most=20
    )
    with table.timed("opening a count of a whole store"):
        done = counting.open_count(camp, stores[1].id)
    found = dict.fromkeys(range(1, done.piles + 1), 5_000)
    for who in ("Amina", "Basim"):
        with table.timed("entering it", per=done.piles):
            counting.enter(camp, done.number, who, found)
    with table.timed("approving it", per=done.piles):
        counting.approve(camp, done.number)
    table.spread("all findings after it", [took(partial(findings.count, camp.db))])


def screen(path: Path, opened: slots.Opened, table: Table) -> None:
    """Measure the tab on the screen: from nothing to the painted table, and from store to store."""
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    prepare(app)
    dressed = Look(Theme(), Words())
    dress(app, dressed)
    space: Workspace[Camp, Views] = Workspace(
        partial(camps.open_unlocked, path, opened, time.time),
        partial(camps.views_of, path, opened, time.time),
    )
    ready: list[int] = []
    space.opened.connect(lambda: ready.append(1))
    space.begin()
    until(lambda: bool(ready))
    start = time.perf_counter()
    tab = StockTab(dressed, space, datetime.now)
    tab.resize(1366, 700)
    tab.show()
    until(lambda: bool(tab.panel.items.rows))
    tab.grab()
    table.add("the tab, from nothing to painted", f"{time.perf_counter() - start:.3f} s")
    times = []
    for n in range(8):
        before = tab._seen
        start, worked = time.perf_counter(), time.process_time()
        tab.panel.store.setCurrentIndex(n % tab.panel.store.count())
        tab.refresh()
        until(lambda: tab._seen is not before)  # noqa: B023  waited for at once
        tab.grab()
        times.append((time.perf_counter() - start, time.process_time() - worked))
    table.spread("another store, painted", times, 20, 50)
    space.end()


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
