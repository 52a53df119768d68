"""Goods for tests: what lies where, and days at the stores made up at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from camp_desk.actions import dispatch, kitting, loans, rebagging, releases, reversing, stock
from camp_desk.actions.catalogues import kits
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Came, Delivery, Kind
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.receipts import Rebagged
from camp_desk.storage import documents
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import Pile

KIT = "IRQ-WIN-BASIC"
EFFECTS = {Kind.OPENING: 1, Kind.RECEIPT: 1, Kind.RELEASE: -1, Kind.CAME_BACK: 1,
           Kind.SENT_BACK: -1, Kind.LENT: -1, Kind.LENT_BACK: 1, Kind.BORROWED: 1,
           Kind.GIVEN_BACK: -1}  # fmt: skip
"""Kinds that bring goods into the books or take them out, by their sign."""


@dataclass(frozen=True)
class Done:
    """One thing done at the stores; ``a`` and ``b`` say with what."""

    desk: int
    what: str
    a: int
    b: int


def stores(camp: Camp) -> list[StoreId]:
    """Return the first store and then the second: on a clock that stands ids do not sort."""
    found = sorted(stock_storage.stores(camp.db), key=lambda store: store.name == "Second")
    return [store.id for store in found]


def piles(camp: Camp) -> list[Pile]:
    return stock_storage.piles(camp.db)


def total(camp: Camp) -> Counter[str]:
    """Return everything in the books by item, wherever it is, by another way than the program."""
    rows = camp.db.conn.execute(
        "SELECT item, sum(quantity) FROM movement JOIN lot ON lot.id = lot GROUP BY item"
    )
    return Counter({item: quantity for item, quantity in rows if quantity})


def bring(camp: Camp, item: str = "RIC", quantity: int = 1_000, **fields: object) -> Pile:
    """Receive one line and return its pile."""
    came = Came(item, quantity, **{"label": "L1", **fields})  # type: ignore[arg-type]
    stock.receive(camp, Delivery(stores(camp)[0], (came,)))
    return next(p for p in piles(camp) if (p.item, p.label) == (item, came.label))


def leaving(camp: Camp, quantity: int, item: str = "RIC", **fields: object) -> Leaving:
    return Leaving(stores(camp)[0], (Out(item, quantity),), **fields)  # type: ignore[arg-type]


def _pile(camp: Camp, n: int) -> Pile:
    found = piles(camp)
    if not found:
        raise stock.NothingMoved
    return found[n % len(found)]


def _open(camp: Camp, n: int, *kinds: Kind) -> documents.Document:
    found = documents.of_kinds(camp.db, *kinds)
    if not found:
        raise stock.NothingMoved
    return found[n % len(found)]


def _came(camp: Camp, a: int, b: int) -> Came:
    parts = kits()[KIT].parts
    item = ("RIC", "OIL", *(code for code, _ in parts))[a % (2 + len(parts))]
    expiry = (None, camp.today() + timedelta(days=b % 40), date(2015, 1, 1))[b % 3]
    return Came(item, 1 + 7 * b, f"L{a % 2}", expiry, ("WFP", "IRCS")[b % 2],
                sent=8 * b + 1, damaged=b % 3, consignment=("", "SI-7")[a % 2])  # fmt: skip


def _receive(camp: Camp, a: int, b: int) -> None:
    stock.receive(camp, Delivery(stores(camp)[a % 2], (_came(camp, a, b),)))


def _lose(camp: Camp, a: int, b: int) -> None:
    pile = _pile(camp, a)
    reason = ("SPILL", "THEFT", "FOUND")[b % 3]
    stock.lose(camp, (pile.store, pile.lot), 1 + b, reason=reason)


def _leaving(camp: Camp, a: int, b: int) -> Leaving:
    pile = _pile(camp, a)
    named = Out(pile.item, 1 + b * 3, pile.lot if b % 2 else None)
    return Leaving(pile.store, (named,), "rats" if b % 3 else "")


def _dispatch(camp: Camp, a: int, b: int) -> None:
    out = _leaving(camp, a, b)
    to = next(each for each in stores(camp) if each != out.store)
    outside = b % 4 == 0
    dispatch.dispatch(
        camp, dispatch.Dispatch(out, None if outside else to, "Domiz" if outside else "")
    )


def _arrive(camp: Camp, a: int, b: int) -> None:
    going = documents.under_way(camp.db)
    if not going:
        return
    waybill = going[a % len(going)]
    lot, sent = waybill.lots[0]
    good = max(0, sent - b % 5)
    damaged = min(b % 2, sent - good)
    dispatch.receive_waybill(
        camp, dispatch.Arrival(waybill.document.id, (dispatch.Arrived(lot, good, damaged),))
    )


def _release(camp: Camp, a: int, b: int) -> None:
    releases.release(camp, releases.Release(_leaving(camp, a, b), "Sector B"))


def _take_back(camp: Camp, a: int, b: int) -> None:
    of = _open(camp, a, Kind.RELEASE).id if b % 2 else None
    line = Came(_came(camp, a, b).item, 1 + b, "L0", damaged=b % 2)
    releases.take_back(camp, releases.Return(stores(camp)[0], (line,), of, "Sector B"))


def _send_back(camp: Camp, a: int, b: int) -> None:
    releases.send_back(camp, releases.SendBack(_leaving(camp, a, b), "WFP"))


def _lend(camp: Camp, a: int, b: int) -> None:
    loans.lend(camp, _leaving(camp, a, b), loans.Terms("IRCS", date(2014, 8, 1)))


def _lent_back(camp: Camp, a: int, b: int) -> None:
    loan = _open(camp, a, Kind.LENT)
    moved = documents.movements(camp.db, loan.id)[0]
    line = Came(stock_storage.item_of(camp.db, moved.lot), 1 + b, "back")
    loans.take_loan_back(camp, loan.id, stores(camp)[0], (line,), loans.Terms(""))


def _borrow(camp: Camp, a: int, b: int) -> None:
    lines = (_came(camp, a, b),)
    loans.borrow(camp, stores(camp)[0], lines, loans.Terms("MSF"))


def _give_back(camp: Camp, a: int, b: int) -> None:
    loan = _open(camp, a, Kind.BORROWED)
    moved = documents.movements(camp.db, loan.id)[0]
    item = stock_storage.item_of(camp.db, moved.lot)
    out = Leaving(stores(camp)[0], (Out(item, 1 + b),))
    loans.give_back(camp, loan.id, out, loans.Terms(""))


def _rebag(camp: Camp, a: int, b: int) -> None:
    pile = _pile(camp, a)
    before = max(1, pile.quantity - b)
    weighed = Rebagged(before, before - min(before, b % 4), min(before, b % 4) // 2)
    rebagging.rebag(camp, rebagging.Rebag(pile.store, pile.lot, weighed, (0, 25)[b % 2]))


def _make(camp: Camp, a: int, b: int) -> None:
    kitting.make_kits(camp, kitting.Making(stores(camp)[a % 2], KIT, 1 + b % 3, "winter"))


def _unmake(camp: Camp, a: int, b: int) -> None:
    packed = [pile for pile in piles(camp) if pile.item == KIT]
    if packed:
        pile = packed[a % len(packed)]
        kitting.open_kits(camp, kitting.Opening(pile.store, pile.lot, 1 + b % 3))


def _reverse(camp: Camp, a: int, b: int) -> None:
    found = documents.found(camp.db)
    if found:
        reversing.reverse(camp, found[(a * 7 + b) % len(found)].id, "entered twice")


DOING: dict[str, Callable[[Camp, int, int], None]] = {
    "receive": _receive, "lose": _lose, "dispatch": _dispatch, "arrive": _arrive,
    "release": _release, "take back": _take_back, "send back": _send_back, "lend": _lend,
    "lent back": _lent_back, "borrow": _borrow, "give back": _give_back, "rebag": _rebag,
    "make kits": _make, "open kits": _unmake, "reverse": _reverse,
}  # fmt: skip


def days(desks: int, most: int) -> st.SearchStrategy[list[Done]]:
    """Return how to make up what is done at the stores; arrivals of goods come often."""
    what = st.sampled_from([*DOING, "receive", "receive", "dispatch", "arrive", "sync"])
    each = st.builds(Done, st.integers(0, desks - 1), what, st.integers(0, 11), st.integers(0, 30))
    return st.lists(each, max_size=most)


def stocked_for_kits(camp: Camp) -> None:
    """Put some of everything into both stores, the kits' goods too."""
    lines = tuple(
        Came(item, 60, "K", None, "UNHCR") for item in ("RIC", "OIL", *dict(kits()[KIT].parts))
    )
    for store in stores(camp):
        stock.receive(camp, Delivery(store, lines))


def do(camp: Camp, done: Done) -> None:
    """Do it, unless it is refused with a sentence."""
    with suppress(CampDeskError):
        DOING[done.what](camp, done.a, done.b)
