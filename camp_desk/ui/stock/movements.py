"""Forms for what comes and goes: a delivery, a count, a loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from camp_desk.domain.days import read_moment
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Rule, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice, Options
from camp_desk.ui.widgets.fields import AmountLine, Field, Line, ReadLine
from camp_desk.ui.widgets.labels import Drawing, Label

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MovementKind(StrEnum):
    """What the form is for."""

    DELIVERY = "delivery"
    COUNT = "count"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class Entered:
    """A delivery, a count or a loss as it was typed; what is not asked for is empty.

    ``amount`` is in the unit with the value ``unit`` (a pack, kg, a piece ...).
    """

    kind: MovementKind
    item: str
    amount: Decimal
    unit: str
    store: str
    lot: str = ""
    expiry: date | None = None
    donor: str = ""
    waybill: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MovementOffers:
    """What may be chosen; units and lots are by the item's code."""

    items: Options = ()
    units: Mapping[str, Options] = field(default_factory=dict)
    lots: Mapping[str, Options] = field(default_factory=dict)
    stores: Options = ()
    donors: Options = ()
    reasons: Options = ()


class MovementForm(Card):
    """Collects one movement.  Waybill, donor and store stay for the next line of a delivery."""

    saved = Signal(object)
    """An Entered."""
    cancelled = Signal()

    def __init__(self, look: Look, kind: MovementKind, today: Callable[[], date]) -> None:
        super().__init__()
        words = look.words
        self._words, self._today, self.kind = words, today, kind
        self._offers = MovementOffers()
        self.waybill = Line(words("Waybill number"))
        self.donor = Choice(look, words("Donor"), typed=True)
        self.item = Choice(look, words("Item"), typed=True)
        self.amount = AmountLine(words("Amount"))
        self.unit = Choice(look, words("Unit"))
        self.store = Choice(look, words("Store"), typed=True)
        self.lot = Choice(look, words("Lot"), typed=True)
        self.expiry = ReadLine(words("Expiry"), self._day, words("none"))
        self.reason = Choice(look, words("Reason"))
        self._fields = self._make_fields(look)
        self.status = Label(look, part="hint", wrapped=True)
        self.save = Button(look, words("Save"), "check", "primary")
        self.cancel = Button(look, words("Close"), part="ghost")
        self._lay_out(look)
        self._connect()

    def offer(self, offers: MovementOffers) -> None:
        """Offer these items, stores, donors and reasons."""
        self._offers = offers
        self.item.offer(offers.items)
        self.store.offer(offers.stores)
        self.donor.offer(offers.donors)
        self.reason.offer(offers.reasons)
        if not self.store.value and offers.stores:
            self.store.choose(offers.stores[0][0])
        self._item_changed()

    def choose_item(self, item: str) -> None:
        """Begin with an item, and the cursor on its amount."""
        self.item.choose(item)
        self._item_changed()
        self.amount.setFocus()

    def show_saved(self, sentence: str) -> None:
        """Say that the movement is saved, and wait for the next one of the same document."""
        self.amount.clear()
        self.expiry.clear()
        self.lot.setEditText("")
        self.status.tone("ok")
        self.status.say(sentence)
        self.save.setEnabled(True)
        self.item.setFocus()

    def show_trouble(self, sentence: str) -> None:
        """Say above the button why nothing is saved; "" takes it back."""
        self.status.tone("danger" if sentence else "")
        self.status.say(sentence)
        self.save.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, close with Esc."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._go_on()
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other."""
        return (*(field.editor for field in self._fields), self.save)

    def _make_fields(self, look: Look) -> tuple[Field, ...]:
        words = look.words
        fields = {
            "waybill": Field(look, words("Waybill number"), self.waybill),
            "donor": Field(look, words("Donor"), self.donor),
            "item": Field(look, words("Item"), self.item, required=True),
            "amount": Field(look, words("Amount"), self.amount, required=True),
            "unit": Field(look, words("Unit"), self.unit),
            "lot": Field(look, words("Lot or batch"), self.lot),
            "expiry": Field(look, words("Expiry"), self.expiry),
            "store": Field(look, words("Store"), self.store, required=True),
            "reason": Field(look, words("Reason"), self.reason, required=True),
        }
        wanted = {
            MovementKind.DELIVERY: "waybill donor item amount unit lot expiry store",
            MovementKind.COUNT: "item amount unit lot expiry store",
            MovementKind.LOSS: "item amount unit lot store reason",
        }[self.kind]
        self._named = fields
        return tuple(fields[name] for name in wanted.split())

    def _lay_out(self, look: Look) -> None:
        words = look.words
        title, icon = {
            MovementKind.DELIVERY: (words("Receive a delivery"), "download"),
            MovementKind.COUNT: (words("Enter a count"), "list-checks"),
            MovementKind.LOSS: (words("Record a loss"), "trash-2"),
        }[self.kind]
        head = row(look, Drawing(look, icon, "primary"), (Label(look, title, "title"), 1), gap=10)
        body = column(look, gap=8)
        pairs = {"waybill": "donor", "amount": "unit", "lot": "expiry"}
        names = {field: name for name, field in self._named.items()}
        waiting = list(self._fields)
        while waiting:
            first = waiting.pop(0)
            partner = self._named.get(pairs.get(names[first], ""))
            if partner in waiting:
                waiting.remove(partner)
                body.addLayout(row(look, (first, 1), (partner, 1), gap=12))
            else:
                body.addWidget(first)
        foot = column(look, self.status, row(look, (self.save, 1), self.cancel), gap=8)
        self.setLayout(
            column(
                look,
                padded(look, head, 20, 14),
                padded(look, body, 20, 0),
                None,
                Rule(),
                padded(look, foot, 20, 12),
                gap=0,
            )
        )

    def _connect(self) -> None:
        self.item.editTextChanged.connect(self._item_changed)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.cancelled)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._save)

    def _item_changed(self) -> None:
        item = self.item.value
        self.unit.offer(self._offers.units.get(item, ()))
        self.lot.offer(self._offers.lots.get(item, ()))

    def _go_on(self) -> None:
        focus = QApplication.focusWidget()
        stops = self.stops
        at = next(
            (n for n, each in enumerate(stops)
             if focus is not None and (each is focus or each.isAncestorOf(focus))),
            -1,
        )  # fmt: skip
        stops[min(at + 1, len(stops) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _day(self, text: str) -> date | None:
        moment: datetime | None = read_moment(text, self._today())
        return None if moment is None else moment.date()

    def _save(self) -> None:
        words = self._words
        known = {value for value, _ in self._offers.items}
        checks = (
            ("item", self.item.value not in known, words("Choose an item of the catalogue.")),
            ("amount", self._no_amount(), words("Type how much it is.")),
            ("expiry", self.expiry.unreadable, words("Type a day like 31/12/2015.")),
            ("store", not self.store.value, words("Say in which store it lies.")),
            ("reason", not self.reason.value, words("Choose the reason.")),
        )
        wrong = None
        for name, doubtful, sentence in checks:
            asked = self._named[name]
            is_wrong = doubtful and asked in self._fields
            asked.show_trouble(sentence if is_wrong else "")
            wrong = wrong or (asked.editor if is_wrong else None)
        if wrong is not None:
            wrong.setFocus()
            return
        self.save.setEnabled(False)
        self.saved.emit(self._entered())

    def _no_amount(self) -> bool:
        """Tell whether the amount is missing; a count may find nothing, the others may not."""
        amount = self.amount.value
        return amount is None or (not amount and self.kind is not MovementKind.COUNT)

    def _entered(self) -> Entered:
        return Entered(
            kind=self.kind,
            item=self.item.value,
            amount=self.amount.value or Decimal(),
            unit=self.unit.value,
            store=self.store.value,
            lot=self.lot.value,
            expiry=self.expiry.value,
            donor=self.donor.value,
            waybill=self.waybill.words,
            reason=self.reason.value,
        )
