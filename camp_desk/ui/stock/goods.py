"""A delivery or an opening count: one paper, as many lines as stand on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions.stock import Came, Delivery
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.quantities import exact, in_packs
from camp_desk.domain.typed import read
from camp_desk.storage.stock import Store
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.stock.forms import (
    Draft,
    EntryForm,
    day_reader,
    expiry_reader,
    item_meant,
    items_fitting,
    mark,
)
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import Button, IconButton
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
        self.setLayout(row(look, *pairs, self._gap, gap=10))
        for line in (self.quantity, self.lot, self.expiry):
            line.textEdited.connect(self.edited)
        for choice in (self.item, self.donor):
            choice.editTextChanged.connect(self.edited)
        self.quantity.textChanged.connect(self._show_understood)
        self.item.editTextChanged.connect(self._show_understood)
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

    @property
    def meant(self) -> Item | None:
        """Return the item, if just one is meant."""
        return item_meant(self.item.currentText(), self._goods.items, self._words)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return tuple(field.editor for field in self.fields)

    def checks(self) -> list[tuple[Field, str]]:
        """Return what is wrong with each field."""
        words = self._words
        item, quantity, _, expiry, _ = self.fields
        no_item = "" if self.meant else self._item_trouble()
        no_day = words("Type a day like 31/12/2027.") if self.expiry.unreadable else ""
        return [(item, no_item), (quantity, self._quantity_trouble()), (expiry, no_day)]

    def came(self) -> Came:
        """Return the line; what is wrong was marked before."""
        item = self.meant
        if item is None:
            raise ValueError(self.item.currentText())
        quantity = self._read(item)
        return Came(item.code, quantity, self.lot.words, self.expiry.value, self.donor.value)

    def draft(self) -> dict[str, str]:
        """Return what is typed."""
        return {
            "item": self.item.currentText(),
            "quantity": self.quantity.text(),
            "lot": self.lot.text(),
            "expiry": self.expiry.text(),
            "donor": self.donor.currentText(),
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""
        self.item.setEditText(draft.get("item", ""))
        self.quantity.setText(draft.get("quantity", ""))
        self.lot.setText(draft.get("lot", ""))
        self.expiry.setText(draft.get("expiry", ""))
        self.donor.setEditText(draft.get("donor", ""))

    def _read(self, item: Item) -> int:
        return read(
            self.quantity.words, item.unit, pack_size=item.pack_size,
            grams_per_litre=item.grams_per_litre,
        )  # fmt: skip

    def _quantity_trouble(self) -> str:
        item = self.meant
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
                if item.pack_size > 1 and quantity >= item.pack_size:
                    hint += " = " + in_packs(quantity, item.pack_size, item.unit, self._words)
        field.show_hint(isolated(hint))


class GoodsForm(EntryForm):
    """Collects a delivery or an opening count; ``saved`` carries a Delivery."""

    def __init__(
        self, look: Look, goods: Goods, today: Callable[[], date], *, delivery: bool
    ) -> None:
        words = look.words
        title = words("Receive a delivery") if delivery else words("Enter the opening count")
        super().__init__(look, title, "download" if delivery else "list-checks")
        self.delivery = delivery
        self._goods, self._today = goods, today
        self.waybill = Line(words("Waybill number"), longest=40)
        self.transporter = Line(words("Transporter"), longest=80)
        stores = [(store.id.hex(), store_name(store, words)) for store in goods.stores]
        self.store = Choice(look, words("Store"), stores)
        self.day = ReadLine(words("Day"), day_reader(today), words("today"))
        self._day_field = Field(look, words("Day"), self.day)
        self._waybill_field = Field(look, words("Waybill number"), self.waybill)
        head = [Field(look, words("Store"), self.store, required=True), self._day_field]
        if delivery:
            head[:0] = [
                self._waybill_field,
                Field(look, words("Transporter"), self.transporter),
            ]
        self._head = tuple(head)
        self.lines: list[GoodsLine] = []
        self._lines = column(look, gap=4)
        self.add = Button(look, words("Another line"), "plus", "ghost")
        self.add.clicked.connect(self._add_and_go)
        pairs = ((field, 2 if field is not self._day_field else 1) for field in head)
        self.lay_out(
            column(look, row(look, *pairs, gap=12), 6, self._lines, row(look, self.add, None)),
            wide=True,
        )
        for _ in range(_LINES_AT_FIRST):
            self._add()

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes: an empty line's item leads to Save."""
        lines = [stop for line in self.lines for stop in line.stops]
        return [*(field.editor for field in self._head), *lines]

    def go_on(self) -> None:
        """Leave the lines from one that is empty."""
        line = next((each for each in self.lines if each.isAncestorOf(self._focus())), None)
        if line is not None and not line.filled and any(each.filled for each in self.lines):
            self.save.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().go_on()

    def entered(self) -> Delivery | None:
        """Mark what is wrong, or return the delivery."""
        words = self.words
        filled = [line for line in self.lines if line.filled] or self.lines[:1]
        checks = [(self._day_field, self._day_trouble())]
        self._waybill_field.show_trouble("")
        for line in self.lines:
            if line in filled:
                checks += line.checks()
            else:
                checks += [(field, "") for field, _ in line.checks()]
        if mark(checks):
            self.show_trouble(words("Nothing is saved yet: look at what is marked."))
            return None
        return Delivery(
            StoreId(bytes.fromhex(self.store.value)),
            tuple(line.came() for line in filled),
            day=self.day.value,
            waybill=self.waybill.words,
            transporter=self.transporter.words,
        )

    def show_waybill_known(self, sentence: str) -> None:
        """Say at the waybill that it was entered before; nothing is saved, what was typed stays."""
        mark([(self._waybill_field, sentence)])
        self.show_trouble(self.words("Nothing is saved yet: look at what is marked."))

    def choose_item(self, code: str) -> None:
        """Begin with an item on the first line."""
        item = self._goods.items.get(code)
        if item is not None:
            self.lines[0].item.setEditText(item.said(self.words))

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "waybill": self.waybill.text(),
            "transporter": self.transporter.text(),
            "store": self.store.value,
            "day": self.day.text(),
            "lines": [line.draft() for line in self.lines if line.filled],
        }

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.waybill.setText(str(draft.get("waybill", "")))
        self.transporter.setText(str(draft.get("transporter", "")))
        self.store.choose(str(draft.get("store", "")))
        self.day.setText(str(draft.get("day", "")))
        lines = draft.get("lines")
        for n, line in enumerate(lines if isinstance(lines, list) else ()):
            if n == len(self.lines):
                self._add()
            self.lines[n].restore(line)
        self._edited()

    def _day_trouble(self) -> str:
        if self.day.unreadable:
            return self.words("Type a day like 31/12/2027.")
        if self.day.value and self.day.value > self._today():
            return self.words("This day has not come yet.")
        return ""

    def _focus(self) -> QWidget:
        return self.focusWidget() or self

    def _add(self) -> GoodsLine:
        line = GoodsLine(self.look, self._goods, self._today)
        line.edited.connect(self._edited)
        line.removed.connect(partial(self._remove, line))
        line.be_first(first=not self.lines)
        self.lines.append(line)
        self._lines.addWidget(line)
        return line

    @Slot()
    def _add_and_go(self) -> None:
        self._add().item.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, line: GoodsLine) -> None:
        if len(self.lines) == 1:
            line.restore({})
            return
        self.lines.remove(line)
        self._lines.removeWidget(line)
        line.deleteLater()
        self.lines[0].be_first(first=True)
        self.lines[0].item.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _edited(self) -> None:
        """Keep one empty line at the end."""
        if self.lines[-1].filled:
            self._add()
