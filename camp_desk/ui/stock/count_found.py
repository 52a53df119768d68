"""A pile that was found in the store and does not stand on the count's sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from camp_desk.actions.stock import Came
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.typed import read
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.stock.forms import expiry_reader, item_meant
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import Field, Line, ReadLine
from camp_desk.ui.widgets.labels import Label


class FoundDialog(Dialog):
    """Asks who found what; ``answer`` holds the counter and the pile."""

    def __init__(
        self,
        look: Look,
        items: Mapping[str, Item],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Not on the sheet"), parent)
        self._items = items
        self.answer: tuple[str, Came] | None = None
        self.counter = Line(words("Who counted"), longest=120)
        self.item = Line(words("Item"), longest=120)
        self.quantity = Line(words("Quantity"), longest=60)
        self.lot = Line(words("Lot"), longest=120)
        self.expiry: ReadLine[date] = ReadLine(words("Expires"), expiry_reader(today))
        self.donor = Line(words("Donor"), longest=120)
        self._item = Field(look, words("Item"), self.item, required=True)
        self._quantity = Field(look, words("Quantity"), self.quantity, required=True)
        self._expiry = Field(look, words("Expires"), self.expiry)
        self.save = Button(look, words("Save"), "check", "primary")
        self.close_button = Button(look, words("Cancel"), part="ghost")
        told = words("It becomes a new line of the sheet, which the second person counts too.")
        box = column(
            look,
            Label(look, words("Not on the sheet"), "title"),
            Label(look, told, "hint", wrapped=True),
            Field(look, words("Who counted"), self.counter, required=True),
            row(look, (self._item, 3), (self._quantity, 2), gap=12),
            row(
                look, (Field(look, words("Lot"), self.lot), 2), (self._expiry, 2),
                (Field(look, words("Donor"), self.donor), 2), gap=12,
            ),
            None,
            row(look, None, self.close_button, self.save),
            gap=10,
        )  # fmt: skip
        self.setLayout(padded(look, box, 20))
        self.fit(560, 400)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        on_ctrl_enter(self, self.save.click)
        self.counter.setFocus()

    @classmethod
    def ask(
        cls,
        look: Look,
        items: Mapping[str, Item],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> tuple[str, Came] | None:
        """Return who found what, or nothing if it was left."""
        dialog = cls(look, items, today, parent)
        answer = dialog.answer if dialog.exec() else None
        dialog.deleteLater()
        return answer

    def _save(self) -> None:
        words = self._words
        item = item_meant(self.item.words, self._items, words)
        unknown = words("“{text}” is no item.", text=self.item.words)
        self._item.show_trouble("" if item else unknown)
        no_day = words("Type a day like 2014-07-05.") if self.expiry.unreadable else ""
        self._expiry.show_trouble(no_day)
        if item is None or no_day:
            return
        try:
            quantity = read(
                self.quantity.words, item.unit, pack_size=item.pack_size,
                grams_per_litre=item.grams_per_litre,
            )  # fmt: skip
        except CampDeskError as error:
            self._quantity.show_error(error)
            return
        came = Came(item.code, quantity, self.lot.words, self.expiry.value, self.donor.words)
        self.answer = self.counter.words, came
        self.accept()
