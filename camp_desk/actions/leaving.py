"""What leaves a store: the earliest expiry first, nothing expired, never more than there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camp_desk.actions.checks import bounded
from camp_desk.actions.lot_names import meant, names
from camp_desk.actions.stock import LessThere, NothingMoved, check_store, move
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.domain.item_codes import no_such_item
from camp_desk.domain.quantities import Amount
from camp_desk.domain.stock import Lot, left_behind, pick, refuse_expired
from camp_desk.domain.words import N_
from camp_desk.storage import stock
from camp_desk.storage.camp import Camp, Entry


class NotTheEarliest(CampDeskError):
    """A lot was chosen though another one expires before it."""

    message = N_("Lot {lot} of {item} expires before, on {expiry}, and would stay behind.")
    advice = N_("Take that one, or say why this one goes first.")


class NoSuchLot(CampDeskError):
    """No lot of the store is meant, or several are."""

    message = N_("There is no lot {lot} of {item} in this store, or more than one.")
    advice = N_("Use one of these: {known}.")


@dataclass(frozen=True, slots=True)
class Out:
    """One line of what leaves, in grams or pieces; the program chooses lots if none is named."""

    item: str
    quantity: int
    lot: LotId | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves a store.  ``override`` says why a later expiry goes before an earlier one."""

    store: StoreId
    lines: tuple[Out, ...]
    override: str = ""


Taken = list[tuple[LotId, int]]


def chosen(camp: Camp, leaving: Leaving, *, expired_too: bool = False) -> Taken:
    """Return from which lots the goods go.

    Raises:
        NotTheEarliest: An earlier expiry would stay behind, and nothing says why.
        Expired: A lot may not leave any more, but for loss and return to the sender.
        NotEnough, LessThere: There is less.
        NothingMoved, NoSuchItem, NoSuchStore: There is nothing that could leave.
    """
    check_store(camp, leaving.store)
    items = stock.items(camp.db)
    if not leaving.lines or any(line.quantity <= 0 for line in leaving.lines):
        raise NothingMoved
    taken: Taken = []
    for code in dict.fromkeys(line.item for line in leaving.lines):
        if code not in items:
            raise no_such_item(code, items)
        lines = [line for line in leaving.lines if line.item == code]
        there = {pile.of: pile.quantity for pile in stock.piles(camp.db, leaving.store, code)}
        gone = _of_item(camp, items[code], lines, there, expired_too=expired_too)
        if not expired_too and not bounded(leaving.override):
            _check_order(camp, items[code], there, gone)
        taken += [(lot.id, quantity) for lot, quantity in gone.items()]
    return taken


def send(camp: Camp, entry: Entry, document: DocumentId, store: StoreId, taken: Taken) -> None:
    """Add to an entry that goods leave a store."""
    for lot, quantity in taken:
        move(camp, entry, document, lot, store, -quantity)


def lot_meant(camp: Camp, store: StoreId, item: str, untrusted_label: str) -> LotId:
    """Return a lot by what its pile is called: label, pack, expiry, donor or consignment.

    Where one of them fits several piles, two are typed with a / between: L8/25 kg.

    Raises:
        NoSuchLot: None fits, or more than one does.
    """
    there, known = [pile.of for pile in stock.piles(camp.db, store, item)], stock.items(camp.db)
    fitting = meant(there, known[item], untrusted_label) if item in known else set()
    if len(fitting) != 1:
        called = ", ".join(names(there, known[item])) if item in known else ""
        raise NoSuchLot(lot=untrusted_label.strip() or "–", item=item, known=called or "–")
    return fitting.pop()


def _of_item(
    camp: Camp, item: Item, lines: Sequence[Out], there: Mapping[Lot, int], *, expired_too: bool
) -> dict[Lot, int]:
    """Return what goes of one item: the lots that were named, then the earliest of the rest."""
    gone: dict[Lot, int] = {}
    by_id = {lot.id: lot for lot in there}
    for line in lines:
        if line.lot is None:
            continue
        lot = by_id.get(line.lot)
        balance = there[lot] - gone.get(lot, 0) if lot else 0
        if lot is None or balance < line.quantity:
            raise LessThere(
                item=item, there=Amount(max(0, balance), item.unit),
                asked=Amount(line.quantity, item.unit),
            )  # fmt: skip
        if not expired_too:
            refuse_expired(lot, camp.today(), item)
        gone[lot] = gone.get(lot, 0) + line.quantity
    rest = sum(line.quantity for line in lines if line.lot is None)
    left = [(lot, balance - gone.get(lot, 0)) for lot, balance in there.items()]
    for lot, quantity in pick(left, rest, camp.today(), item):
        gone[lot] = gone.get(lot, 0) + quantity
    return gone


def _check_order(camp: Camp, item: Item, there: Mapping[Lot, int], gone: Mapping[Lot, int]) -> None:
    earlier = left_behind(there.items(), gone.items(), camp.today())
    if earlier is not None:
        raise NotTheEarliest(lot=earlier.label or "–", item=item, expiry=earlier.expiry)
