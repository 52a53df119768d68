"""The columns of a list that is to leave the camp, each on or off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camp_desk.spreadsheets.export_columns import ExportColumn
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Flow, Scrolled, column, padded
from camp_desk.ui.widgets.choices import Chip
from camp_desk.ui.widgets.labels import Label


class _Inner(QWidget):
    """As tall as its width wants; Qt would have it as tall as the narrowest one wants."""

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width."""
        return QSize(super().minimumSizeHint().width(), 0)


class ColumnsCard(Card):
    """Chips for the columns; those that name people stand apart, and are off at first."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        words = look.words
        self.chips: dict[str, Chip] = {}
        self._personal: frozenset[str] = frozenset()
        self._guarded: frozenset[str] = frozenset()
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        inner = _Inner()
        inner.setLayout(self._box)
        head = Label(look, words("Columns"), "subtitle")
        hint = Label(
            look,
            words("Leave out what the receiver does not need; what is coloured is in the file."),
            "small",
            wrapped=True,
        )
        inside = column(look, head, hint, 2, (Scrolled(inner), 1), gap=4)
        self.setLayout(padded(look, inside, 16, 12))

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the columns that are on, in their order."""
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    @property
    def names_people(self) -> bool:
        """Tell whether a column is on that names somebody or reaches them."""
        return not self._personal.isdisjoint(self.keys)

    @property
    def guarded(self) -> bool:
        """Tell whether a column is on that only few roles see."""
        return not self._guarded.isdisjoint(self.keys)

    def show_columns(self, columns: Sequence[ExportColumn]) -> None:
        """Offer the columns of another list."""
        words = self._look.words
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._personal = frozenset(each.key for each in columns if each.personal)
        self._guarded = frozenset(each.key for each in columns if each.guarded)
        self.chips = {each.key: self._chip(each) for each in columns}
        self._add("", [each for each in columns if not each.personal])
        self._add(
            words("Names and what reaches people"), [each for each in columns if each.personal]
        )
        self._box.addStretch(1)
        self.changed.emit()

    def _chip(self, column_: ExportColumn) -> Chip:
        heading = column_.heading(self._look.words)
        chip = Chip(isolated(heading), on=column_.on_at_first)
        chip.setAccessibleName(heading)
        chip.toggled.connect(self._toggled)
        return chip

    def _add(self, title: str, columns: Sequence[ExportColumn]) -> None:
        if not columns:
            return
        if title:
            self._box.addSpacing(self._look.px(8))
            self._box.addWidget(Label(self._look, title))
        self._box.addWidget(Flow(self._look, [self.chips[each.key] for each in columns]))

    @Slot()
    def _toggled(self) -> None:
        self.changed.emit()
