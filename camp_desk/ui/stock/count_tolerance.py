"""By how much two counts of a pile may differ, in per cent; a supervisor changes it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from camp_desk.actions.count_troubles import ToleranceTooWide
from camp_desk.domain.counting import Tolerance
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.fields import AmountLine, Field
from camp_desk.ui.widgets.labels import Label

_THOUSANDTHS, _MOST = 10, 100
"""In one per cent; and more is no tolerance."""


class ToleranceDialog(Dialog):
    """Asks for the two tolerances; ``answer`` holds them."""

    def __init__(self, look: Look, now: Tolerance, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Tolerances of counts"), parent)
        self.answer: Tolerance | None = None
        self.sealed = AmountLine(words("Whole packs"), longest=6)
        self.loose = AmountLine(words("Loose weight"), longest=6)
        self._fields = (
            Field(
                look, words("Whole packs"), self.sealed,
                words("Per cent; 0 as long as nobody weighs whole packs."), required=True,
            ),
            Field(
                look, words("Loose weight"), self.loose,
                words("Per cent; 0.5 is usual for what lies open and is weighed."), required=True,
            ),
        )  # fmt: skip
        told = words(
            "Two people who count within these agree, and what differs less from the books is not"
            " corrected. They hold for counts from now on, on every desk."
        )
        self.save = Button(look, words("Save"), "check", "primary")
        self.close_button = Button(look, words("Cancel"), part="ghost")
        box = column(
            look, Label(look, words("Tolerances of counts"), "title"),
            Label(look, told, "hint", wrapped=True),
            row(look, *((field, 1) for field in self._fields), gap=12), None,
            row(look, None, self.close_button, self.save), gap=10,
        )  # fmt: skip
        self.setLayout(padded(look, box, 20))
        self.fit(560, 300)
        for line, value in ((self.sealed, now.sealed), (self.loose, now.loose)):
            line.put(Decimal(value) / _THOUSANDTHS)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.sealed.setFocus()

    @classmethod
    def ask(cls, look: Look, now: Tolerance, parent: QWidget | None = None) -> Tolerance | None:
        """Return the new tolerances, or nothing if they were left as they are."""
        dialog = cls(look, now, parent)
        return dialog.answer if dialog.wait() else None

    def _save(self) -> None:
        found = [_thousandths(line.value) for line in (self.sealed, self.loose)]
        for field, value in zip(self._fields, found, strict=True):
            wrong = "" if value is not None else self._words.sentence(ToleranceTooWide())
            field.show_trouble(wrong)
        sealed, loose = found
        if sealed is not None and loose is not None:
            self.answer = Tolerance(sealed, loose)
            self.accept()


def _thousandths(percent: Decimal | None) -> int | None:
    """Return thousandths, or None for what is none of them or too many."""
    if percent is None or percent * _THOUSANDTHS % 1:
        return None
    value = int(percent * _THOUSANDTHS)
    return value if value <= _MOST else None
