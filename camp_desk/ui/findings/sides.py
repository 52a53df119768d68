"""Two families side by side: what is the same in both, and what differs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from camp_desk.ui.families import Fact
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Rule, Scrolled, column
from camp_desk.ui.widgets.labels import Drawing, Label

_TITLE, _MARK, _LEFT, _RIGHT = range(4)


class SideBySide(QWidget):
    """The same facts of two families in two columns, each line marked as the same or not."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, look.px(6), 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnMinimumWidth(_TITLE, look.px(112))
        self._grid.setColumnStretch(_LEFT, 1)
        self._grid.setColumnStretch(_RIGHT, 1)
        self.setLayout(column(look, (Scrolled(self._inner), 1), gap=0))

    def show_sides(
        self,
        titles: tuple[str, str],
        left: Sequence[Fact],
        right: Sequence[Fact],
        silent: str = "",
    ) -> None:
        """Show two families under two titles; what is empty in both is left out.

        With ``silent`` given, an empty right side says this, and agrees with the left.
        """
        self._clear()
        self._put(0, "", "", *titles, part="strong")
        line = 1
        for one, other in zip(left, right, strict=True):
            if not one.text and not other.text:
                continue
            self._grid.addWidget(Rule(), line, 0, 1, 4)
            same = one.text == other.text or bool(silent and not other.text)
            mark = "equal" if same else "equal-not"
            self._put(line + 1, one.title, mark, one.text or "–", other.text or silent or "–")
            line += 2
        self._grid.setRowStretch(line, 1)

    def _put(
        self, line: int, title: str, mark: str, left: str, right: str, *, part: str = ""
    ) -> None:
        look, words = self._look, self._look.words
        top = Qt.AlignmentFlag.AlignTop
        differs = mark == "equal-not"
        if mark:
            drawing = Drawing(look, mark, "warn" if differs else "faint", 18)
            drawing.setToolTip(words("Different") if differs else words("The same in both"))
            self._grid.addWidget(drawing, line, _MARK, top)
        self._grid.addWidget(Label(look, title), line, _TITLE, top)
        for at, text in ((_LEFT, left), (_RIGHT, right)):
            label = Label(look, text, part or ("strong" if differs else "hint"), wrapped=True)
            label.setAccessibleName(f"{title}: {text}" if title else text)
            self._grid.addWidget(label, line, at, top)

    def _clear(self) -> None:
        for line in range(self._grid.rowCount()):
            self._grid.setRowStretch(line, 0)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
