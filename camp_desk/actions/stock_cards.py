"""Stack cards and ledgers in words: each movement as one line with its columns, and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from camp_desk.actions import lot_names
from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.stock import Kind
from camp_desk.domain.catalogue import Effect, Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.quantities import exact, shown
from camp_desk.domain.roles import Right
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import N_, Words
from camp_desk.storage import stock, stock_cards
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock_cards import Card, Moved

_LOSSES = {"LOS", "CNT"}
"""Documents whose goods went nowhere: what leaves with them is a loss."""

_WHERE = {
    "OPN": N_("Opening count"),
    "CNT": N_("Count"),
    "RBG": N_("Rebagging record"),
}


class NoSuchLot(CampDeskError):
    """No such pile stands in the store."""

    message = N_("There is no lot {label} of {item} in {store}.")
    advice = N_("Use one of these: {known}.")


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card or a ledger; quantities in grams or pieces, 0 or more."""

    moved: Moved
    other: str
    """Where it came from or went to, or why it is gone."""
    came: int
    out: int
    lost: int

    @property
    def balance(self) -> int:
        """Return what was there after it."""
        return self.moved.balance


def balance_said(quantity: int, item: Item, words: Words) -> str:
    """Return a balance, marked where less than nothing would have lain there."""
    said = exact(quantity, item.unit, words)
    if quantity >= 0:
        return said
    number, _, unit = said.partition(" ")
    return f"! {_in_order(number, words)} {unit}"


def below_said(card: Card, words: Words) -> str:
    """Return a sentence about the days below zero on a card; empty where there is none."""
    days = dict.fromkeys(moved.day for moved in card.moved if moved.balance < 0)
    if not days:
        return ""
    return words.plural(
        "! On {n} day, {day}, more had left than had come: a paper is missing, or a day is wrong.",
        "! On {n} days, from {day} on, more had left than had come: a paper is missing, or a day"
        " is wrong.",
        len(days), day=_in_order(min(days).isoformat(), words),
    )  # fmt: skip


def _in_order(text: str, words: Words) -> str:
    """Return a day or a number whose signs stay where they are before or behind Arabic words."""
    return f"\u2066{text}\u2069" if words.right_to_left else text


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which card: of a pile where ``lot`` is given, else the ledger of the item."""

    store: StoreId
    item: str
    lot: LotId | None = None
    first: date | None = None
    last: date | None = None


def card_line(moved: Moved, words: Words) -> CardLine:
    """Return a movement as a line."""
    lost = moved.gone if _is_loss(moved) else 0
    return CardLine(moved, _other(moved, words), moved.came, moved.gone - lost, lost)


def _is_loss(moved: Moved) -> bool:
    category = loss_categories().get(moved.reason) if moved.reason else None
    return moved.kind in _LOSSES or (category is not None and category.effect is Effect.LOSS)


def _other(moved: Moved, words: Words) -> str:
    sides = [StoreName(name).said(words) for name in moved.stores]
    sides += [words("List {number}", number=number) for number in moved.lists]
    if sides:
        return words(", ").join(sides)
    category = loss_categories().get(moved.reason) if moved.reason else None
    if category is not None:
        return category.said(words)
    if moved.kind == "CNT":
        code = "COUNT_POS" if moved.came else "COUNT_NEG"
        return loss_categories()[code].said(words)
    if moved.kind in _WHERE:
        return words(_WHERE[moved.kind])
    if moved.kind == Kind.WAYBILL and moved.reference:
        return moved.reference  # a place outside the camp; the party is who drove there
    return moved.party or moved.donor


def card_of(camp: Camp, wanted: Wanted, most: int = 0) -> Card:
    """Return a stack card, or the ledger of an item.

    Raises:
        NotAllowed: The officer does not see stock.
    """
    camp.require(Right.SEE_STOCK)
    days = (wanted.first, wanted.last)
    if wanted.lot is not None:
        return stock_cards.stack_card(camp.db, wanted.store, wanted.lot, *days, most)
    return stock_cards.item_ledger(camp.db, wanted.store, wanted.item, *days, most)


def lot_labelled(camp: Camp, store: StoreId, item: Item, untrusted_label: str) -> LotId:
    """Return the lot of an item in a store by what stands on it, also one that is used up.

    A label that several piles have is told apart as everywhere: L8/25 kg.

    Raises:
        NoSuchLot: There is none, or there are several.
    """
    ever = [lot for lot, _ in stock_cards.lots(camp.db, store, item.code)]
    known = [stock.lot_of(camp.db, lot) for lot in ever]
    fitting = lot_names.meant(known, item, untrusted_label)
    if len(fitting) != 1:
        store_name = next((s.name for s in stock.stores(camp.db) if s.id == store), "")
        raise NoSuchLot(
            label=untrusted_label.strip() or "–", item=item, store=StoreName(store_name),
            known=", ".join(name or "–" for name in lot_names.names(known, item)),
        )  # fmt: skip
    return fitting.pop()


def card_number(store: StoreId, lot: LotId) -> str:
    """Return the number of a stack's card: alike on every desk, short enough to be read aloud."""
    from base64 import b32encode
    from hashlib import blake2b

    made = b32encode(blake2b(store + lot, digest_size=5, person=b"stack card").digest()).decode()
    return f"{made[:4]}-{made[4:]}"


def print_card(
    camp: Camp, wanted: Wanted, out: BinaryIO, *, words: Words, other: Words | None = None
) -> int:
    """Write a stack card or a ledger as a PDF; return how many pages it has.

    Raises:
        NotAllowed: The officer does not see stock.
    """
    from camp_desk.printing.stack_card import CardHeading, PrintedLine, write_card

    card = card_of(camp, wanted)
    item = stock.items(camp.db)[wanted.item]
    store = next((each.name for each in stock.stores(camp.db) if each.id == wanted.store), "")
    facts = stock_cards.lot_facts(camp.db, wanted.lot) if wanted.lot else None

    def said(quantity: int) -> str:
        return exact(quantity, item.unit, words) if quantity else ""

    lines = [
        PrintedLine(
            line.moved.day, line.moved.number, line.other, line.moved.label, said(line.came),
            said(line.out), said(line.lost), balance_said(line.balance, item, words),
        )
        for line in (card_line(moved, words) for moved in card.moved)
    ]  # fmt: skip
    pack = (facts.pack if facts else 0) or item.pack_size
    heading = CardHeading(
        camp=camp.name,
        number=card_number(wanted.store, wanted.lot) if wanted.lot else wanted.item,
        store=StoreName(store).said(words),
        item=item.said(words),
        pack=shown(pack, item.unit, words) if pack > 1 else "",
        of_stack=wanted.lot is not None,
        label=facts.label if facts else "",
        expiry=facts.expiry if facts else None,
        donor=facts.donor if facts else "",
        waybills=facts.waybills if facts else (),
        days=_days(wanted, words),
        before=balance_said(card.before, item, words),
        after=balance_said(card.after, item, words),
        below=below_said(card, words),
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        demonstration=camp.demonstration,
    )
    pages = write_card(out, heading, lines, words=words, other=other)
    remember(camp, "stack-card" if wanted.lot else "ledger", heading.number, pages)
    return pages


def _days(wanted: Wanted, words: Words) -> str:
    if wanted.first is None and wanted.last is None:
        return words("All days")
    first = wanted.first.isoformat() if wanted.first else "…"
    last = wanted.last.isoformat() if wanted.last else "…"
    return f"{first} – {last}"  # an Arabic word between them would turn the second day round


def remember(camp: Camp, what: str, subject: str, pages: int) -> None:
    """Note in the journal that something was printed."""
    with camp.action("print") as entry:
        entry.add("seen", camp.new_id(), {"what": what, "subject": subject, "pages": pages})


def card_lines(card: Card, words: Words) -> Sequence[CardLine]:
    """Return the movements of a card as lines."""
    return [card_line(moved, words) for moved in card.moved]
