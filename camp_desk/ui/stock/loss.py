"""A loss or a gain of one lot, with its reason; and a new store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from camp_desk.actions.catalogues import loss_categories
from camp_desk.domain.catalogue import Effect, Item, LossCategory
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.estimates import CURRENCIES, Estimate, read_estimate
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.measures import read_of
from camp_desk.domain.quantities import shown
from camp_desk.storage.stock import Pile, Store
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import own_pack, store_name
from camp_desk.ui.stock.forms import Draft, EntryForm, day_reader, mark
from camp_desk.ui.stock.lines import day_trouble
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, Line, ReadLine


@dataclass(frozen=True, slots=True)
class Lost:
    """A loss as it was entered, or a gain: the reason says which; base units."""

    item: str
    store: StoreId
    lot: LotId
    quantity: int
    reason: str
    remarks: str
    day: date | None = None
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Piles:
    """What lies where."""

    items: Mapping[str, Item]
    stores: Sequence[Store]
    piles: Sequence[Pile]


class LossForm(EntryForm):
    """Collects a loss or a gain; ``saved`` carries a Lost."""

    def __init__(self, look: Look, piles: Piles, today: Callable[[], date]) -> None:
        words = look.words
        super().__init__(look, words("Record a loss or a gain"), "trash-2")
        self._piles, self._today = piles, today
        codes = dict.fromkeys(pile.item for pile in piles.piles)
        known = [(code, piles.items[code].said(words)) for code in piles.items if code in codes]
        self.item = Choice(look, words("Item"), known)
        self.lot = Choice(look, words("Lot"))
        self.quantity = Line(words("Quantity"), longest=60)
        self.reason = Choice(look, words("Reason"), _reasons(look))
        self.reason.setCurrentIndex(-1)
        self.remarks = Line(words("Remarks"), longest=200)
        self.worth = Line(words("Estimated value"), longest=30)
        self.currency = Choice(
            look, words("Currency"), [(each, each) for each in CURRENCIES], typed=True
        )
        self.currency.choose(CURRENCIES[0])
        self.day = ReadLine(words("Day"), day_reader(today), words("today"))
        self._effect = Banner(look)
        self._fields = (
            Field(look, words("Item"), self.item, required=True),
            Field(look, words("Lot"), self.lot, required=True),
            Field(look, words("Quantity"), self.quantity, required=True),
            Field(look, words("Reason"), self.reason, required=True),
            Field(look, words("Remarks"), self.remarks),
            Field(look, words("Day"), self.day),
            Field(look, words("Estimated value"), self.worth),
            Field(look, words("Currency"), self.currency),
        )
        item, lot, quantity, reason, remarks, day, worth, currency = self._fields
        pair = row(look, (quantity, 2), (reason, 3), gap=12)
        last = row(look, (remarks, 3), (day, 2), gap=12)
        value = row(look, (worth, 3), (currency, 2), gap=12)
        self.lay_out(column(look, item, lot, pair, last, value, self._effect, gap=8))
        self.item.currentIndexChanged.connect(self._offer_lots)
        self.lot.currentIndexChanged.connect(self._show_effect)
        self.quantity.textChanged.connect(self._show_effect)
        self.reason.currentIndexChanged.connect(self._show_effect)
        self.day.textChanged.connect(self._show_effect)
        self._offer_lots()

    @property
    def effect(self) -> str:
        """Return what is said about what saving will do."""
        return self._effect.text

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return tuple(field.editor for field in self._fields)

    def choose_item(self, code: str) -> None:
        """Begin with an item."""
        self.item.choose(code)

    def entered(self) -> Lost | None:
        """Mark what is wrong, or return the loss."""
        words = self.words
        item, lot, quantity, reason, _, day, worth, _ = self._fields
        nothing = words("There is no lot of it on hand.")
        checks = (
            (item, "" if self.item.value else words("Choose an item.")),
            (lot, "" if self._pile else nothing),
            (quantity, self._quantity_trouble()),
            (reason, "" if self._reason else words("Choose the reason.")),
            (day, day_trouble(self.day, self._today, words)),
            (worth, self._worth_trouble()),
        )
        pile, why = self._pile, self._reason
        if mark(checks) or pile is None or why is None:
            return None
        amount = self._quantity()
        estimate = read_estimate(self.worth.words, self.currency.value)
        return Lost(
            pile.item, pile.store, pile.lot, amount, why.code, self.remarks.words, self.day.value,
            estimate,
        )  # fmt: skip

    def _worth_trouble(self) -> str:
        try:
            read_estimate(self.worth.words, self.currency.value)
        except CampDeskError as error:
            return self.words.sentence(error)
        return ""

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "item": self.item.value,
            "lot": self.lot.value,
            "quantity": self.quantity.text(),
            "reason": self.reason.value,
            "worth": self.worth.text(),
            "currency": self.currency.currentText(),
            "remarks": self.remarks.text(),
            "day": self.day.text(),
        }

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.item.choose(str(draft.get("item", "")))
        self.lot.choose(str(draft.get("lot", "")))
        self.quantity.setText(str(draft.get("quantity", "")))
        if draft.get("reason"):
            self.reason.choose(str(draft["reason"]))
        self.worth.setText(str(draft.get("worth", "")))
        self.currency.setEditText(str(draft.get("currency") or CURRENCIES[0]))
        self.remarks.setText(str(draft.get("remarks", "")))
        self.day.setText(str(draft.get("day", "")))

    @property
    def _of_item(self) -> list[Pile]:
        return [pile for pile in self._piles.piles if pile.item == self.item.value]

    @property
    def _pile(self) -> Pile | None:
        return next((pile for pile in self._of_item if _key(pile) == self.lot.value), None)

    @property
    def _reason(self) -> LossCategory | None:
        return loss_categories().get(self.reason.value) if self.reason.value else None

    def _offer_lots(self) -> None:
        self.lot.offer([(_key(pile), self._named(pile)) for pile in self._of_item])
        self._show_effect()

    def _named(self, pile: Pile) -> str:
        words, unit = self.words, self._piles.items[pile.item].unit
        stores = {store.id: store_name(store, words) for store in self._piles.stores}
        parts = [
            isolated(pile.label or words("No label")),
            isolated(shown(pile.quantity, unit, words)),
            own_pack(pile, self._piles.items[pile.item], words),
            ltr(pile.expiry.isoformat()) if pile.expiry else "",
            isolated(pile.donor),
        ]
        if len(stores) > 1:
            parts.append(stores.get(pile.store, ""))
        return " · ".join(filter(None, parts))

    def _quantity(self) -> int:
        """Return the quantity; 0 while there is none or it cannot be read."""
        item = self._piles.items.get(self.item.value)
        if item is None or not self.quantity.words:
            return 0
        try:
            return self._read(item)
        except CampDeskError:
            return 0

    def _read(self, item: Item) -> int:
        pile = self._pile
        return read_of(self.quantity.words, item, () if pile is None else (pile.of,))

    def _quantity_trouble(self) -> str:
        words, item = self.words, self._piles.items.get(self.item.value)
        if not self.quantity.words or item is None:
            return words("Type how much it is, for example 20 bags or 1.2 t.")
        try:
            quantity = self._read(item)
        except CampDeskError as error:
            return words.sentence(error)
        if not quantity:
            return words("Type how much it is, above zero.")
        pile, why = self._pile, self._reason
        if pile is None or why is None or pile.quantity + why.signed(quantity) >= 0:
            return ""
        there = isolated(shown(pile.quantity, item.unit, words))
        return words("Only {there} lies in this lot.", there=there)

    def _show_effect(self) -> None:
        """Say what saving will do to the lot; what was wrong is looked at anew."""
        for field in self._fields:
            field.show_trouble("")
        pile, why, quantity, words = self._pile, self._reason, self._quantity(), self.words
        if pile is None or why is None or not quantity:
            self._effect.say("info", "")
            return
        unit = self._piles.items[pile.item].unit
        after = pile.quantity + why.signed(quantity)
        values = {
            "quantity": isolated(shown(quantity, unit, words)),
            "left": isolated(shown(max(0, after), unit, words)),
        }
        if why.effect is Effect.GAIN:
            said = words("{quantity} is added: then {left} lies in this lot.", **values)
        elif after < 0:
            self._fields[2].show_trouble(self._quantity_trouble())
            self._effect.say("info", "")
            return
        else:
            said = words("{quantity} is taken off: then {left} lies in this lot.", **values)
        if why.second_signature:
            said += " " + words("A second person signs for it.")
        self._effect.say("info", said)


class StoreForm(EntryForm):
    """Collects the name of a new store; ``saved`` carries it."""

    def __init__(self, look: Look) -> None:
        words = look.words
        super().__init__(look, words("New store"), "package")
        self.name = Line(words("Name of the store"), longest=60)
        hint = words("As it is called in the camp: Tent 2, Container north …")
        self._field = Field(look, words("Name of the store"), self.name, hint, required=True)
        self.lay_out(column(look, self._field))

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.name,)

    def entered(self) -> str | None:
        """Mark an empty name, or return the name."""
        missing = "" if self.name.words else self.words("Type the name of the store.")
        return None if mark([(self._field, missing)]) else self.name.words

    def draft(self) -> Draft:
        """Return what is typed."""
        return {"name": self.name.text()}

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.name.setText(str(draft.get("name", "")))


def _key(pile: Pile) -> str:
    return (pile.store + pile.lot).hex()


def _reasons(look: Look) -> list[tuple[str, str]]:
    """Return losses first, gains after them with a plus."""
    known = loss_categories().values()
    losses = [(each.code, each.said(look.words)) for each in known if each.effect is Effect.LOSS]
    gains = [
        (each.code, f"+ {each.said(look.words)}") for each in known if each.effect is Effect.GAIN
    ]
    return losses + gains
