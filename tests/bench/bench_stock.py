"""How long the stock tab, its books and its documents take in a camp with a long past.

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

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from camp_desk.actions import camps, counting, stock
from camp_desk.actions.document_meanings import meanings
from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.stock import Lot
from camp_desk.domain.words import Words
from camp_desk.storage import count_review, document_search, findings, slots, stock_cards
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import Views
from camp_desk.ui.look import Look, dress, prepare
from camp_desk.ui.stock.seen import look, look_at
from camp_desk.ui.stock.tab import StockTab
from camp_desk.ui.theme import Theme
from camp_desk.ui.workspace import Workspace
from tests.bench.bench_window import until
from tests.bench.big_camp import Bench, Table, Took, make_camp, took

FIRST = date(2014, 6, 10)
MOVEMENTS, LOTS_IN = 500_000, 50
"""How many there are, and how many movements each lot has."""
A_DOCUMENT = 5
KINDS = ("REL", "LOS", "DST")
TRANSPORTERS = ("Salim Transport", "Al-Noor", "نقليات سليم", "WFP Logistics")
SEARCHES = {
    "nothing": "", "a number": "001-000123", "the end of a number": "4321", "a lot": "l123",
    "an item": "rice", "an item in Arabic": "أرز", "two items": "rice sugar", "a donor": "wfp",
    "a store": "tent 2", "a store and an item": "tent oil", "a letter": "r", "two letters": "ri",
    "a kind": "waybill", "a day": "2014-07-05", "a waybill": "w-1234", "a name": "salim",
    "three things": "tent wfp l9",
}  # fmt: skip
"""What is typed into the search among the documents."""


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
                paper = (f"W-{n}", rng.choice(TRANSPORTERS)) if not k else (None, None)
                db.execute(
                    "INSERT INTO document (id, kind, number, day, store, reference, party)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (document, kind, number, day, store, *paper),
                )
            db.execute(
                "INSERT INTO movement VALUES (?, ?, ?, ?, ?)",
                (camp.new_id(), document, lot, store, quantity),
            )
    db.execute("COMMIT")


def main(movements: int = MOVEMENTS, lots: int = MOVEMENTS // LOTS_IN, seed: int = 1) -> None:
    """Measure on a camp of that size."""
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "bench.camp", movements, lots, seed, Table())


def run(bench: Bench) -> None:
    """Measure on a camp with as many movements as the other benches have people."""
    path = bench.folder / "bench.camp"
    measure(path, bench.people, max(200, bench.people // LOTS_IN), bench.seed, bench.table)


def measure(path: Path, movements: int, lots: int, seed: int, table: Table) -> None:
    """Measure on a camp that is made for it."""
    camp = make_camp(path)
    with table.timed("writing the past", per=movements):
        fill(camp, movements, lots, seed)
    size = path.stat().st_size
    (documents,) = camp.db.conn.execute("SELECT count(*) FROM document").fetchone()
    with table.timed("indexing all documents", per=documents), camp.transaction():
        document_search.rebuild(camp.db)
    opened = slots.Opened(camp.officer_id, camp.secret)
    camp.close()
    table.amount("the index, a document", (path.stat().st_size - size) / documents, "bytes")
    camp = camps.open_unlocked(path, opened, time.time)
    views = camps.views_of(path, opened, time.time)
    questions(camp, views, table)
    searching(views, table)
    writing(camp, table)
    camp.close()
    views.close()
    screen(path, opened, table)
    long_delivery(path, opened, lots, table)
    screen(path, opened, table, f", {lots:,} more lots on hand")


def questions(camp: Camp, views: Views, table: Table) -> None:
    """Measure what the tab and its dialogs ask."""
    every = {each.id: stock_cards.lots(camp.db, each.id, "RIC") for each in views.stores()}
    store = max(every, key=lambda each: len(every[each]))
    items = list(stock_storage.items(camp.db))[:40]
    rice = [lot for lot, _ in every[store]]
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


def searching(views: Views, table: Table) -> None:
    """Measure the search among the documents, whatever is typed."""
    every: list[Took] = []
    meant = meanings(Words(), FIRST)
    for what, words in SEARCHES.items():
        times = [took(partial(views.documents, "", words, meant)) for _ in range(7)]
        table.spread(f"documents by {what}", times, 20, 50)
        every += times
    table.spread("documents by any of these", every, 20, 50)
    _times(table, "documents of one kind", 7, lambda n: views.documents(KINDS[n % len(KINDS)]))


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


def long_delivery(path: Path, opened: slots.Opened, lots: int, table: Table) -> None:
    """Measure a delivery of as many lots as the camp ever had."""
    camp = camps.open_unlocked(path, opened, time.time)
    items, store = list(stock_storage.items(camp.db)), stock_storage.stores(camp.db)[-1].id
    lines = tuple(Came(items[n % len(items)], 1_000, f"long {n}") for n in range(lots))
    with table.timed(f"a delivery of {lots:,} lines", per=lots):
        stock.receive(camp, Delivery(store, lines))
    camp.close()


def screen(path: Path, opened: slots.Opened, table: Table, more: str = "") -> None:
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
    table.add(f"the tab, from nothing to painted{more}", f"{time.perf_counter() - start:.3f} s")
    _paintings(tab, table, more)
    space.end()


class _Paints(QObject):
    """Watches a widget until it is painted with what was asked for."""

    def __init__(self, widget: QWidget, shown: Callable[[], bool]) -> None:
        super().__init__()
        self.done = False
        self._shown = shown
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Look whether it is painted now."""
        self.done |= event.type() == QEvent.Type.Paint and self._shown()
        return super().eventFilter(watched, event)


def _painted(widget: QWidget, ask: Callable[[], object], shown: Callable[[], bool]) -> Took:
    """Return how long it takes from asking until what is shown is painted; then let it rest."""
    paints = _Paints(widget, shown)
    start, worked = time.perf_counter(), time.process_time()
    ask()
    until(lambda: paints.done)
    times = time.perf_counter() - start, time.process_time() - worked
    widget.removeEventFilter(paints)
    rest = time.perf_counter() + 0.15  # the story of the item, and drawing after it
    while time.perf_counter() < rest:
        QApplication.processEvents()
    return times


def _paintings(tab: StockTab, table: Table, more: str) -> None:
    """Measure what is painted after a choice, a filter or a word."""
    panel, times = tab.panel, []
    for n in range(12):
        before = tab._seen
        panel.store.setCurrentIndex(n % panel.store.count())
        times.append(
            _painted(panel.table.viewport(), tab.refresh, lambda: tab._seen is not before)  # noqa: B023  waited for at once
        )
    table.spread(f"another store, painted{more}", times, 20, 50)
    times = []
    for n in range(20):
        said = panel.title.text()
        choose = partial(panel._select, (3 * n + 1) % len(panel.items.rows))
        times.append(_painted(panel.title, choose, lambda: panel.title.text() != said))  # noqa: B023  waited for at once
    table.spread(f"another item, painted{more}", times, 20, 50)
    start = time.perf_counter()
    tab.show_documents()
    until(lambda: tab.documents is not None and bool(tab.documents.view.rows.rows))
    table.add(f"the documents, from nothing to shown{more}", f"{time.perf_counter() - start:.3f} s")
    desk = tab.documents
    assert desk is not None
    times = []
    for words in [*SEARCHES.values(), ""]:
        listed = desk._listed
        search = partial(desk.view.search.setText, words or " ")
        times.append(
            _painted(desk.view.table.viewport(), search, lambda: desk._listed is not listed)  # noqa: B023  waited for at once
        )
    table.spread(f"a word among documents, painted{more}", times, 20, 50)


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
