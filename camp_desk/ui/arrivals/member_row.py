"""One member of a family: a row to type into, with other names below where none run on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from camp_desk.actions.checks import NotAName
from camp_desk.domain.naming import no_name
from camp_desk.domain.registration import Member, Sex
from camp_desk.ui.arrivals.inheriting import Names, likely
from camp_desk.ui.arrivals.more_names import MoreNames
from camp_desk.ui.arrivals.people import AgeLine, SexLine
from camp_desk.ui.direction import isolated, reads_right_to_left
from camp_desk.ui.look import Look
from camp_desk.ui.needs.mark import NeedMark
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import IconButton
from camp_desk.ui.widgets.choices import Choice, Options
from camp_desk.ui.widgets.fields import Line
from camp_desk.ui.widgets.labels import Label, repolish

GAP = 6
SEX, AGE, RELATION = 42, 52, 106
"""Widths of a row's fields, in pixels at 100 %."""


class OwnLine(Line):
    """A member's own name, followed in grey by the names that run on from the head."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.words("Own name"), look.words("Next member"))
        self._look = look
        self._rest = ""
        self.setProperty("part", "tight")

    def follow_with(self, rest: str) -> None:
        """Show names after what is typed, without being part of it."""
        self._rest = rest
        self.setAccessibleDescription(rest)
        self.setToolTip(rest)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, then the names that follow."""
        super().paintEvent(event)
        if not self._rest or not self.text():
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        typed = self.fontMetrics().horizontalAdvance(self.text() + "  ") + self._look.px(2)
        mirrored = reads_right_to_left(self.text())
        room.adjust(0 if mirrored else typed, 0, -typed if mirrored else 0, 0)
        painter = QPainter(self)
        try:
            painter.setPen(self._look.theme.colour("faint"))
            rest = self.fontMetrics().elidedText(
                self._rest, Qt.TextElideMode.ElideRight, max(0, room.width())
            )
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), rest)
        finally:
            painter.end()


class MemberRow(QWidget):
    """One member: own name, sex, age, relationship; other names below where none run on."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, look: Look, relationships: Options, today: Callable[[], date]) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.own = OwnLine(look)
        self.sex = SexLine(look)
        self.age = AgeLine(look, today)
        self.age.setProperty("part", "tight")
        self.relation = Choice(look, words("Relationship to the head"), relationships)
        self.relation.setProperty("part", "tight")
        self.relation.setCurrentIndex(-1)
        self.father = Line(words("Father’s name"), words("Father"))
        self.grandfather = Line(words("Grandfather’s name"), words("Grandfather"))
        self.laqab = Line(words("Family name or laqab"), words("Laqab"))
        self._remove = IconButton(look, words("Remove this member (Ctrl+Delete)"), "trash-2")
        self.needs = NeedMark(look)
        self._wrong = Label(look, part="error", wrapped=True)
        self._wrong.hide()
        self._overtyped = False
        self._related_by_hand = False
        self._prepared: Member | None = None
        self._lay_out(look)
        self._connect()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed that would be lost, and nobody is waited for."""
        if self._prepared is not None:
            return False
        typed = (self.own, self.age, self.father, self.grandfather, self.laqab)
        return not any(line.words for line in typed) or (
            not self.own.words and not self.age.words and not self._overtyped
        )

    @property
    def waits(self) -> bool:
        """Tell whether the row stands for somebody who was counted and is as it was prepared."""
        now = Member("", sex=self.sex.sex, birth=self.age.value)
        return self._prepared == now and not self.own.words and not self._overtyped

    @property
    def prepared(self) -> Member | None:
        """Return who was counted and is to be named here, if anybody."""
        return self._prepared

    def prepare(self, member: Member) -> None:
        """Wait for the name of somebody who was counted."""
        self._wait_for(member)
        self.sex.put(member.sex)
        self.age.show_birth(member.birth)

    def _wait_for(self, member: Member) -> None:
        self._prepared = member
        self.own.setPlaceholderText(self._words("Name to type"))
        self.age.setToolTip(self._words("Estimated from the count: ask for the age"))

    def ask_all(self, *, every: bool) -> None:
        """Ask for what only the full grade asks, below the other names."""
        self._full = every
        self._show_more_names()

    @property
    def names(self) -> Names:
        """Return the names, those that run on included."""
        return Names(self.own.words, self.father.words, self.grandfather.words, self.laqab.words)

    @property
    def fields(self) -> Sequence[QWidget]:
        """Return where Tab goes, one after the other."""
        first = (self.own, self.sex, self.age, self.relation)
        others = (self.father, self.grandfather, self.laqab, self._remove)
        return (*first, *others, *self.more_names.lines)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes; the relationship and inherited names are reached by Tab."""
        stops: tuple[QWidget, ...] = (self.own, self.sex, self.age)
        if not (self._more.isHidden() or self._has_inherited):
            stops += (self.father, self.grandfather)
        return stops + (self.more_names.lines if self._full and not self.is_empty else ())

    @property
    def member(self) -> Member:
        """Return the member as far as is typed."""
        names = self.names
        return self.more_names.complete(
            Member(
                names.own,
                names.father,
                names.grandfather,
                names.laqab,
                self.sex.sex,
                self.age.value,
                self.relation.value,
            )
        )

    def guess(self, head: Sex, earlier: Sequence[str]) -> None:
        """Fill in the likely relationship, unless one was chosen by hand."""
        if self._related_by_hand:
            return
        code = likely(head, earlier, self.sex.sex, self.age.age)
        if code:
            self.relation.choose(code)
        else:
            self.relation.setCurrentIndex(-1)

    def inherit(self, names: Names) -> None:
        """Let names run on, unless others were typed over them."""
        self._has_inherited = bool(names.father)
        if not self._overtyped:
            self.father.setText(names.father)
            self.grandfather.setText(names.grandfather)
            self.laqab.setText(names.laqab)
        rest = self.names
        follows = " ".join(filter(None, (rest.father, rest.grandfather, rest.laqab)))
        self.own.follow_with(follows if self._more.isHidden() else "")

    def unfold(self) -> None:
        """Show the other names."""
        self._more.show()
        self.own.follow_with("")

    def turn(self) -> None:
        """Show the other names and go to them, or hide them again."""
        if self._more.isHidden():
            self.unfold()
            self.father.setFocus()
            self.father.selectAll()
        else:
            self._more.hide()
            self.own.setFocus()

    def needs_names(self) -> bool:
        """Tell whether the member is named but no father's name runs on or is typed."""
        return bool(self.own.words) and not self._has_inherited and not self._overtyped

    def trouble(self) -> QWidget | None:
        """Say below the row what is wrong, and return the field that is."""
        wrong: Line | None
        names = (self.own, self.father, self.grandfather, self.laqab)
        wrong_name = no_name(*(line.words for line in names))
        if not self.own.words:
            wrong = self.own
            sentence = self._words("Type the own name, or remove this member with Ctrl+Delete.")
        elif wrong_name:
            wrong = next(line for line in names if line.words == wrong_name)
            sentence = self._words.sentence(NotAName(text=isolated(wrong_name)))
        elif self.age.unreadable:
            wrong = self.age
            sentence = self._words("Type an age, a year, or a day like 1/7/1979.")
        else:
            wrong, sentence = None, ""
        self._wrong.say(sentence)
        self._wrong.setVisible(bool(sentence))
        marked: tuple[Line, ...] = (*names, self.age)
        for line in marked:
            line.setProperty("invalid", "true" if line is wrong else "false")
            line.setAccessibleDescription(sentence if line is wrong else "")
            repolish(line)
        return wrong

    def show_member(self, member: Member) -> None:
        """Show a member who is registered already."""
        self.own.setText(member.own)
        self.sex.put(member.sex)
        self.age.show_birth(member.birth)
        self.relation.choose(member.relationship)
        self._related_by_hand = bool(member.relationship)
        self.father.setText(member.father)
        self.grandfather.setText(member.grandfather)
        self.laqab.setText(member.laqab)
        self.more_names.show_member(member)
        self._overtyped = True
        self.needs.restore("")

    def draft(self) -> dict[str, Any]:
        """Return what is typed."""
        return {
            "own": self.own.text(),
            "sex": self.sex.sex.value,
            "age": self.age.text(),
            "relation": self.relation.value if self._related_by_hand else "",
            "needs": self.needs.draft(),
            "names": [self.father.text(), self.grandfather.text(), self.laqab.text()]
            if self._overtyped
            else [],
            "more": self.more_names.draft(),
            "waits": self.waits,
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        self.own.setText(str(draft.get("own", "")))
        self.sex.put(Sex(draft.get("sex", Sex.UNKNOWN)))
        self.age.setText(str(draft.get("age", "")))
        if code := str(draft.get("relation", "")):
            self.relation.choose(code)
            self._related_by_hand = True
        self.more_names.restore(draft.get("more") or [])
        if draft.get("waits"):
            self._wait_for(Member("", sex=self.sex.sex, birth=self.age.value))
        self.needs.restore(str(draft.get("needs", "")))
        names = draft.get("names") or []
        self._overtyped = bool(names)
        for line, text in zip((self.father, self.grandfather, self.laqab), names, strict=False):
            line.setText(str(text))

    def _lay_out(self, look: Look) -> None:
        self.sex.setFixedWidth(look.px(SEX))
        self.age.setFixedWidth(look.px(AGE))
        self.relation.setFixedWidth(look.px(RELATION))
        first = row(look, self.needs, (self.own, 1), self.sex, self.age, self.relation, gap=GAP)
        self._has_inherited = False
        self._more = QWidget()
        for line in (self.father, self.grandfather, self.laqab):
            line.setProperty("part", "tight")
        self._more.setLayout(
            row(
                look,
                16,
                (self.father, 1),
                (self.grandfather, 1),
                (self.laqab, 1),
                self._remove,
                gap=GAP,
            )
        )
        self._more.hide()
        self.more_names = MoreNames(look)
        self._full = False
        self.more_names.hide()
        self.setLayout(column(look, first, self._more, self.more_names, self._wrong, gap=4))

    def _connect(self) -> None:
        self.own.textEdited.connect(self._edited)
        self.age.textEdited.connect(self._edited)
        for line in (self.father, self.grandfather, self.laqab):
            line.textEdited.connect(self._overtype)
        self.more_names.edited.connect(self._edited)
        self.sex.edited.connect(self._edited)
        self.sex.chosen.connect(self.age.setFocus)
        self.relation.activated.connect(self._relate)
        self._remove.clicked.connect(self._ask_removal)

    def _edited(self) -> None:
        self._show_more_names()
        self.edited.emit()

    def _show_more_names(self) -> None:
        self.more_names.setVisible(self._full and not self.is_empty)

    def _overtype(self) -> None:
        names = (self.father, self.grandfather, self.laqab)
        self._overtyped = any(line.words for line in names)
        self.edited.emit()

    def _relate(self) -> None:
        self._related_by_hand = True
        self.edited.emit()

    def _ask_removal(self) -> None:
        self.removed.emit(self)
