"""Two households side by side, with a choice where they differ: which value stands, who belongs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from camp_desk.domain.cards import written
from camp_desk.domain.joining import (
    Chosen,
    Field,
    Known,
    Side,
    Standing,
    beforehand,
    head_of,
    settled,
)
from camp_desk.storage.households import Household
from camp_desk.ui.direction import unbroken
from camp_desk.ui.families import Fact, facts, person
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Rule, Scrolled, column, padded, row
from camp_desk.ui.widgets.labels import Drawing, Label, repolish

_TITLE, _LEFT, _RIGHT = range(3)

_FIELDS: Final = {
    0: Field.HEAD, 2: Field.NUMBERS, 4: Field.ORIGIN, 5: Field.PHONE, 6: Field.ARRIVED,
    7: Field.CHECKPOINT, 8: Field.PLACE, 10: Field.REMARKS,
}  # fmt: skip
"""Which of the facts about a family can be chosen, by its place among them."""

_OTHERS: Final = 3
"""The place of the other members among the facts: they are chosen one by one."""


class Option(QFrame):
    """One of two values: as long as it needs to be, chosen by a click or by the arrow keys."""

    def __init__(self, look: Look, text: str, name: str) -> None:
        super().__init__()
        self.setProperty("part", "option")
        self.radio = QRadioButton()
        self.radio.setAccessibleName(name)
        self.radio.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.radio.toggled.connect(self._show)
        self.radio.installEventFilter(self)
        text_label = Label(look, text, "strong", wrapped=True)
        line = row(look, (text_label, 1), gap=6)
        line.insertWidget(0, self.radio, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(padded(look, line, 6, 2))
        self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click anywhere in the value for one on its button."""
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        self.radio.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show where the keys go."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._show(focused=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _show(self, _checked: object = None, *, focused: bool | None = None) -> None:
        has = self.radio.hasFocus() if focused is None else focused
        state = "focus" if has else "on" if self.radio.isChecked() else "off"
        self.setProperty("state", state)
        repolish(self)


class Choosing(QWidget):
    """The facts of two households; where they differ, one of both is chosen beforehand."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._words = look, look.words
        self._known: tuple[Known, Known] | None = None
        self._chosen = Chosen({}, ())
        self.options: dict[Field, tuple[Option, Option]] = {}
        self.marks: dict[Standing, QCheckBox] = {}
        self._groups: list[QButtonGroup] = []
        self._scrolled = Scrolled(QWidget())
        self.setLayout(column(look, (self._scrolled, 1), gap=0))

    @property
    def chosen(self) -> Chosen:
        """Return what stands in the joined family."""
        if self._known is None:
            return self._chosen
        sides = {
            field: Side.FIRST if options[0].radio.isChecked() else Side.SECOND
            for field, options in self.options.items()
        }
        people = tuple(
            replace(each, belongs=self.marks[each].isChecked()) if each in self.marks else each
            for each in self._chosen.people
        )
        return settled(*self._known, Chosen({**self._chosen.sides, **sides}, people))

    @property
    def first_stop(self) -> QWidget | None:
        """Return where the keys go first: the first value that is to be chosen."""
        for first, second in self.options.values():
            return first.radio if first.radio.isChecked() else second.radio
        return next(iter(self.marks.values()), None)

    def show_pair(self, first: Household, second: Household, today: date) -> None:
        """Show two households, the one whose card stands for both first."""
        pair = (first, second)
        known = (
            Known(first.registration, first.persons),
            Known(second.registration, second.persons),
        )
        self._known, self._chosen = known, beforehand(*known)
        self.options, self.marks, self._groups = {}, {}, []
        inner, grid = self._new_grid()
        for at, each in ((_LEFT, first), (_RIGHT, second)):
            number = unbroken(written(each.number))
            grid.addWidget(
                Label(self._look, self._words("Card {number}", number=number), "strong"), 0, at
            )
        sides = [facts(each.registration, today, self._words) for each in pair]
        for n, (one, other) in enumerate(zip(*sides, strict=True)):
            if n == _OTHERS and not (first.count_only and second.count_only):
                self._put_members(grid, today)
            elif one.text or other.text:
                self._put_fact(grid, _FIELDS.get(n), one, other)
        grid.setRowStretch(grid.rowCount(), 1)
        old = self._scrolled.takeWidget()
        if old is not None:
            old.deleteLater()
        self._scrolled.setWidget(inner)
        self._head_changed()

    def _new_grid(self) -> tuple[QWidget, QGridLayout]:
        look, inner = self._look, QWidget()
        inner.setProperty("part", "scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, look.px(6), 0)
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnMinimumWidth(_TITLE, look.px(112))
        grid.setColumnStretch(_LEFT, 1)
        grid.setColumnStretch(_RIGHT, 1)
        return inner, grid

    def _put_fact(self, grid: QGridLayout, field: Field | None, one: Fact, other: Fact) -> None:
        line = self._rule(grid)
        top = Qt.AlignmentFlag.AlignTop
        differs = one.text != other.text
        grid.addWidget(self._title(one.title, differs=differs), line, _TITLE, top)
        if field not in self._chosen.sides or field is None:
            for at, text in ((_LEFT, one.text), (_RIGHT, other.text)):
                part = "strong" if differs else "hint"
                label = Label(self._look, text or "–", part, wrapped=True)
                label.setAccessibleName(f"{one.title}: {text}")
                grid.addWidget(label, line, at, top)
            return
        group = QButtonGroup(self)
        pair = [Option(self._look, text or self._words("empty"), f"{one.title}: {text}")
                for text in (one.text, other.text)]  # fmt: skip
        for at, option in zip((_LEFT, _RIGHT), pair, strict=True):
            group.addButton(option.radio)
            grid.addWidget(option, line, at)
        pair[self._chosen.sides[field] is Side.SECOND].radio.setChecked(True)
        if field is Field.HEAD:
            group.buttonClicked.connect(self._head_changed)
        self._groups.append(group)
        self.options[field] = (pair[0], pair[1])

    def _put_members(self, grid: QGridLayout, today: date) -> None:
        """Put each member beside whoever that is in the other household, with a mark."""
        if self._known is None:
            return
        names = [each.members for each in self._known]
        heads = [each.persons[0] for each in self._known]
        for each in self._chosen.people:
            if [each.first, each.second] == heads:
                continue  # stands above, as the head of both
            line = self._rule(grid)
            first = names[0].get(each.first) if each.first else None
            second = names[1].get(each.second) if each.second else None
            texts = [person(of, today, self._words) if of else "–" for of in (first, second)]
            mark = QCheckBox(self._words("Belongs"))
            mark.setChecked(each.belongs)
            mark.setAccessibleName(
                self._words("{name} belongs", name=texts[0] if first else texts[1])
            )
            mark.setToolTip(self._words("Space marks who belongs to the joined family."))
            self.marks[each] = mark
            grid.addWidget(mark, line, _TITLE, Qt.AlignmentFlag.AlignTop)
            for at, text in ((_LEFT, texts[0]), (_RIGHT, texts[1])):
                label = Label(self._look, text, "hint", wrapped=True)
                grid.addWidget(label, line, at)

    def _head_changed(self) -> None:
        """Let the head belong: nobody can be the head of a family of others."""
        if self._known is None:
            return
        head = head_of(*self._known, self.chosen)
        for each, mark in self.marks.items():
            is_head = (each.first, each.second) == (head.first, head.second)
            mark.setEnabled(not is_head)
            if is_head:
                mark.setChecked(True)

    def _rule(self, grid: QGridLayout) -> int:
        line = grid.rowCount()
        grid.addWidget(Rule(), line, 0, 1, 3)
        return line + 1

    def _title(self, title: str, *, differs: bool) -> QWidget:
        look, words = self._look, self._words
        drawing = Drawing(
            look, "equal-not" if differs else "equal", "warn" if differs else "faint", 16
        )
        drawing.setToolTip(words("Different") if differs else words("The same in both"))
        box = QWidget()
        box.setLayout(row(look, (Label(look, title, wrapped=True), 1), drawing, gap=4))
        return box
