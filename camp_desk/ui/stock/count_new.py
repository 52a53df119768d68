"""Opening a count: which store, and all of it or what is due or one item."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from camp_desk.domain.ids import StoreId
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.keys import on_ctrl_enter
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.stock.count_seen import CountsSeen
from camp_desk.ui.stock.forms import item_meant
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice, Segmented
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Label

_ALL, _DUE, _SOME = "all", "due", "some"


class NewCountDialog(Dialog):
    """Asks what to count; ``store`` and ``items`` hold the answer."""

    def __init__(self, look: Look, seen: CountsSeen, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("New count"), parent)
        self._seen = seen
        self.items: tuple[str, ...] = ()
        stores = [(store.id.hex(), store_name(store, words)) for store in seen.stores]
        self.choice = Choice(look, words("Store"), stores)
        options = (
            (_ALL, words("Everything")),
            (_DUE, words("What is due")),
            (_SOME, words("Chosen items")),
        )
        self.which = Segmented(look, words("What is counted"), options)
        self.which.choose(_ALL)
        self.chosen = Line(words("Chosen items"), longest=400)
        hint = words("Names or codes with commas between them: flour, RIC")
        self._field = Field(look, words("Chosen items"), self.chosen, hint)
        self.told = Label(look, part="hint", wrapped=True)
        self.open_button = Button(look, words("Open the count"), "list-checks", "primary")
        self.close_button = Button(look, words("Cancel"), part="ghost")
        box = column(
            look,
            Label(look, words("New count"), "title"),
            Field(look, words("Store"), self.choice),
            Field(look, words("What is counted"), self.which),
            self._field,
            self.told,
            None,
            row(look, None, self.close_button, self.open_button),
            gap=12,
        )
        self.setLayout(padded(look, box, 20))
        self.fit(520, 420)
        self.which.changed.connect(self._show)
        self.choice.activated.connect(self._show)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        on_ctrl_enter(self, self.open_button.click)
        self._show()

    @property
    def store(self) -> StoreId:
        """Return the chosen store."""
        return StoreId(bytes.fromhex(self.choice.value))

    @classmethod
    def ask(
        cls, look: Look, seen: CountsSeen, parent: QWidget | None = None
    ) -> tuple[StoreId, tuple[str, ...]] | None:
        """Return the store and the items (none for all), or nothing if it was left."""
        dialog = cls(look, seen, parent)
        answer = (dialog.store, dialog.items) if dialog.exec() else None
        dialog.deleteLater()
        return answer

    def _due(self) -> Sequence[str]:
        return [each.item for each in self._seen.due.get(self.store, ())]

    def _show(self) -> None:
        words, which = self._words, self.which.value
        self._field.setVisible(which == _SOME)
        due = self._due()
        names = words(", ").join(self._seen.items[code].said(words) for code in due)
        said = words("What is counted does not move until the count has ended.")
        if which == _DUE:
            said = names or words("Nothing is due in this store.")
        self.told.say(said)
        self.open_button.setEnabled(which != _DUE or bool(due))

    def _open(self) -> None:
        if self.which.value == _DUE:
            self.items = tuple(self._due())
        elif self.which.value == _SOME:
            items = []
            for text in self.chosen.words.replace("،", ",").split(","):
                item = item_meant(text, self._seen.items, self._words)
                if item is None:
                    trouble = self._words("“{text}” is no item.", text=text.strip())
                    self._field.show_trouble(trouble)
                    return
                items.append(item.code)
            self.items = tuple(items)
        self.accept()
