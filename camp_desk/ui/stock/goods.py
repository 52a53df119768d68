"""A delivery or an opening count: one paper, as many lines as stand on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.measures import read_of
from camp_desk.domain.quantities import exact, in_packs
from camp_desk.domain.stock import Lot, waybill_key
from camp_desk.storage.stock import Store
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.stock.exceptions import MoreOfLine
from camp_desk.ui.stock.forms import (
    Draft,
    day_reader,
    expiry_reader,
    item_meant,
    items_fitting,
    mark,
)
from camp_desk.ui.stock.lines import LinesForm, day_trouble
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import Button, IconButton
from camp_desk.ui.widgets.checks import Check
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, Line, ReadLine
from camp_desk.ui.widgets.labels import Label

_LINES_AT_FIRST = 3
_NAMED = 3
"""How many items are named where several fit."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What a form of goods may choose from."""

    items: Mapping[str, Item]
    stores: Sequence[Store]
    donors: Sequence[str]
    lots: Sequence[Lot] = ()
    """Lots that may come back, which are measured in their own packs and density."""


class GoodsLine(QWidget):
    """One line: item, quantity, lot, expiry, donor; an empty one does not count."""

    edited = Signal()
    removed = Signal()

    def __init__(self, look: Look, goods: Goods, today: Callable[[], date]) -> None:
        super().__init__()
        words = look.words
        self._words, self._goods, self._today = words, goods, today
        self.item = Choice(
            look,
            words("Item"),
            [(code, each.said(words)) for code, each in goods.items.items()],
            typed=True,
        )
        self.item.setEditText("")
        self.quantity = Line(words("Quantity"), longest=60)
        self.lot = Line(words("Lot or batch"), longest=40)
        self.expiry = ReadLine(words("Expiry"), expiry_reader(today), words("none"))
        self.donor = Choice(
            look, words("Donor"), [(name, name) for name in goods.donors], typed=True
        )
        self.donor.setEditText("")
        self.fields = (
            Field(look, words("Item"), self.item, required=True),
            Field(look, words("Quantity"), self.quantity, required=True),
            Field(look, words("Lot or batch"), self.lot),
            Field(look, words("Expiry"), self.expiry),
            Field(look, words("Donor"), self.donor),
        )
        self.remove = IconButton(look, words("Remove this line"), "x")
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._over = Label(look, "\u200b")  # as high as the names of the columns
        self._gap = column(look, self._over, self.remove, None, gap=2)
        stretches = (5, 4, 3, 3, 4)
        pairs = zip(self.fields, stretches, strict=True)
        self.more = MoreOfLine(look, today)
        self.more.edited.connect(self.edited)
        self.more.hide()
        first = row(look, *pairs, self._gap, gap=10)
        self.setLayout(column(look, first, self.more, gap=2))
        for line in (self.quantity, self.lot, self.expiry):
            line.textEdited.connect(self.edited)
        for choice in (self.item, self.donor):
            choice.editTextChanged.connect(self.edited)
        self.quantity.textChanged.connect(self._show_understood)
        self.item.editTextChanged.connect(self._show_understood)
        self.lot.textChanged.connect(self._show_understood)
        self.more.measured.connect(self._show_understood)
        self.expiry.textChanged.connect(self._show_expiry)
        self.remove.clicked.connect(self.removed)

    def be_first(self, *, first: bool) -> None:
        """Show the names of the columns over the first line only."""
        for field in self.fields:
            field.label.setVisible(first)
        self._over.setVisible(first)

    @property
    def filled(self) -> bool:
        """Tell whether anything is typed."""
        return any(self.draft().values())

    def show_more(self, *, shown: bool) -> None:
        """Show what else may stand on the paper: damaged, short, consignment."""
        self.more.setVisible(shown or self.more.filled)

    @property
    def meant(self) -> Item | None:
        """Return the item, if just one is meant."""
        return item_meant(self.item.currentText(), self._goods.items, self._words)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        fields = (*self.fields, *(() if self.more.isHidden() else self.more.fields))
        return tuple(field.editor for field in fields)

    def checks(self) -> list[tuple[Field, str]]:
        """Return what is wrong with each field."""
        words = self._words
        item, quantity, _, expiry, _ = self.fields
        no_item = "" if self.meant else self._item_trouble()
        no_day = words("Type a day like 31/12/2027.") if self.expiry.unreadable else ""
        own = [(item, no_item), (quantity, self._quantity_trouble()), (expiry, no_day)]
        return [*own, *self.more.checks(self.meant)]

    def came(self) -> Came:
        """Return the line; what is wrong was marked before."""
        item = self.meant
        if item is None:
            raise ValueError(self.item.currentText())
        quantity = self._read(item) if self.quantity.words else 0
        came = Came(item.code, quantity, self.lot.words, self.expiry.value, self.donor.value)
        return self.more.added(came, item)

    def draft(self) -> dict[str, str]:
        """Return what is typed."""
        return {
            "item": self.item.currentText(),
            "quantity": self.quantity.text(),
            "lot": self.lot.text(),
            "expiry": self.expiry.text(),
            "donor": self.donor.currentText(),
            **self.more.draft(),
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""
        self.more.restore(draft)
        self.show_more(shown=not self.more.isHidden())
        self.item.setEditText(draft.get("item", ""))
        self.quantity.setText(draft.get("quantity", ""))
        self.lot.setText(draft.get("lot", ""))
        self.expiry.setText(draft.get("expiry", ""))
        self.donor.setEditText(draft.get("donor", ""))

    def _read(self, item: Item) -> int:
        label = waybill_key(self.lot.words)
        known = [
            lot for lot in self._goods.lots
            if lot.item == item.code and label in {"", waybill_key(lot.label)}
        ]  # fmt: skip
        return read_of(self.quantity.words, self.more.packed(item), known)

    def _quantity_trouble(self) -> str:
        item = self.meant
        if not self.quantity.words and self.more.counted:
            return ""  # nothing of it was good
        if not self.quantity.words:
            return self._words("Type how much it is, for example 20 bags or 1.2 t.")
        if item is None:
            return ""
        try:
            quantity = self._read(item)
        except CampDeskError as error:
            return self._words.sentence(error)
        return "" if quantity else self._words("Type how much it is, above zero.")

    def _item_trouble(self) -> str:
        """Return why no item is meant; where several fit, which."""
        words = self._words
        found = items_fitting(self.item.currentText(), self._goods.items, words)
        if not found:
            return words("Choose an item of the catalogue.")
        names = words(", ").join(isolated(each.said(words)) for each in found[:_NAMED])
        more = " …" if len(found) > _NAMED else ""
        return words("Several items fit: {names}. Type more of the name.", names=names + more)

    def _show_expiry(self) -> None:
        """Take the error back, and warn of a day that is over: such goods may have come."""
        self.fields[3].show_trouble("")
        day = self.expiry.value
        over = day is not None and day < self._today()
        said = self._words("Expired: it lies there, but is not handed out.") if over else ""
        self.fields[3].show_hint(said)

    def _show_understood(self) -> None:
        """Say under the line how the quantity is understood, as soon as it can be."""
        item, field = self.meant, self.fields[1]
        if item is not None:
            self.fields[0].show_trouble("")
        field.show_trouble("")
        hint = ""
        if item is not None and self.quantity.words:
            try:
                quantity = self._read(item)
            except CampDeskError:
                quantity = 0
            if quantity:
                hint = "= " + exact(quantity, item.unit, self._words)
                pack = self.more.packed(item).pack_size
                if pack > 1 and quantity >= pack:
                    hint += " = " + in_packs(quantity, pack, item.unit, self._words)
        field.show_hint(isolated(hint))


class GoodsForm(LinesForm[GoodsLine]):
    """Collects a delivery or an opening count; ``saved`` carries a Delivery."""

    def __init__(
        self, look: Look, goods: Goods, today: Callable[[], date], *, delivery: bool
    ) -> None:
        words = look.words
        title = words("Receive a delivery") if delivery else words("Enter the opening count")
        super().__init__(
            look, title, "download" if delivery else "list-checks",
            lambda: GoodsLine(look, goods, today),
        )  # fmt: skip
        self.delivery = delivery
        self._today = today
        self.waybill = Line(words("Waybill number"), longest=40)
        self.transporter = Line(words("Transporter"), longest=80)
        self.plate = Line(words("Vehicle plate"), longest=40)
        self.driver = Line(words("Driver"), longest=80)
        self.phone = Line(words("Telephone"), longest=40)
        stores = [(store.id.hex(), store_name(store, words)) for store in goods.stores]
        self.store = Choice(look, words("Store"), stores)
        self.day = ReadLine(words("Day"), day_reader(today), words("today"))
        self._day_field = Field(look, words("Day"), self.day)
        self._waybill_field = Field(look, words("Waybill number"), self.waybill)
        head = [Field(look, words("Store"), self.store, required=True), self._day_field]
        if delivery:
            head[:0] = [self._waybill_field, Field(look, words("Transporter"), self.transporter)]
        self._lorry = [
            Field(look, words("Vehicle plate"), self.plate),
            Field(look, words("Driver"), self.driver),
            Field(look, words("Telephone"), self.phone),
        ]
        self.nothing_more = Check(
            look, words("What was expected with this waybill beyond this comes no more")
        )
        lorry = row(look, *((field, 1) for field in self._lorry), gap=12)
        self._more = QWidget()
        self._more.setLayout(column(look, lorry, self.nothing_more, gap=8))
        self._more.hide()
        self.exceptions = Button(look, words("Damaged, short, lorry, consignment"), "list-checks",
                                 "ghost")  # fmt: skip
        if not delivery:
            self.exceptions.hide()
        self.exceptions.clicked.connect(self._show_exceptions)
        self.head = tuple(head)
        pairs = ((field, 2 if field is not self._day_field else 1) for field in head)
        foot = row(look, self.add, self.exceptions, None)
        body = column(look, row(look, *pairs, gap=12), self._more, 6, self.rows, foot)
        self.lay_out(body, wide=True)
        self.begin(_LINES_AT_FIRST)

    def entered(self) -> Delivery | None:
        """Mark what is wrong, or return the delivery."""
        self._waybill_field.show_trouble("")
        lines = self.good_lines([(self._day_field, day_trouble(self.day, self._today, self.words))])
        if lines is None:
            return None
        return Delivery(
            StoreId(bytes.fromhex(self.store.value)),
            tuple(line.came() for line in lines),
            day=self.day.value,
            waybill=self.waybill.words,
            transporter=self.transporter.words,
            plate=self.plate.words,
            driver=self.driver.words,
            phone=self.phone.words,
            nothing_more=self.nothing_more.isChecked(),
        )

    def show_waybill_known(self, sentence: str) -> None:
        """Say at the waybill that it was entered before; nothing is saved, what was typed stays."""
        mark([(self._waybill_field, sentence)])
        self.show_trouble(self.words("Nothing is saved yet: look at what is marked."))

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "waybill": self.waybill.text(),
            "transporter": self.transporter.text(),
            "plate": self.plate.text(),
            "driver": self.driver.text(),
            "phone": self.phone.text(),
            "nothing_more": self.nothing_more.isChecked(),
            "store": self.store.value,
            "day": self.day.text(),
            "lines": self.typed_lines(),
        }

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        for name, line in (("waybill", self.waybill), ("transporter", self.transporter),
                           ("plate", self.plate), ("driver", self.driver),
                           ("phone", self.phone)):  # fmt: skip
            line.setText(str(draft.get(name, "")))
        self.nothing_more.setChecked(bool(draft.get("nothing_more")))
        lorry = any(each.words for each in (self.plate, self.driver, self.phone))
        self._more.setVisible(lorry or self.nothing_more.isChecked())
        self.store.choose(str(draft.get("store", "")))
        self.day.setText(str(draft.get("day", "")))
        self.restore_lines(draft.get("lines"))

    @Slot()
    def _show_exceptions(self) -> None:
        """Show what most deliveries need not say, and go to the first of it."""
        shown = self._more.isHidden()
        self._more.setVisible(shown)
        self.head = (*self.head[:4], *(self._lorry if shown else ()))
        self.more_shown = shown
        for line in self.lines:
            line.show_more(shown=shown)
        (self.plate if shown else self.waybill).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line: GoodsLine) -> None:
        """Let a new line show as much as the others."""
        line.show_more(shown=self.more_shown)
