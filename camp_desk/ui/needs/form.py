"""F5 in the arrivals form: the needs of the member that is being typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from camp_desk.actions.needs import Found, Nameless
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.needs import Need
from camp_desk.domain.needs_suggested import suggested
from camp_desk.domain.registration import Registration
from camp_desk.domain.roles import Right, may
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.storage.camp import Camp
from camp_desk.storage.households import Household
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.needs.dialog import NeedsDialog
from camp_desk.ui.needs.mark import NeedMark
from camp_desk.ui.needs.picker import NeedPicker, Recorded
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import ElidedLabel, Label
from camp_desk.ui.workspace import Workspace


class Marked(Protocol):
    """What somebody is typed into: it keeps the needs."""

    needs: NeedMark


class Rows(Protocol):
    """The members of a family that is typed."""

    @property
    def filled(self) -> Sequence[Marked]:
        """Return those that something was typed into."""

    def row_of(self, widget: QWidget | None) -> Marked | None:
        """Return the member that a field belongs to, or None."""


class Typed(Protocol):
    """A form into which a family is typed."""

    editing: object

    @property
    def head(self) -> Marked:
        """Return what the head is typed into."""

    @property
    def members(self) -> Rows:
        """Return what the members are typed into."""

    def registration(self) -> Registration:
        """Return the family as far as it is typed."""


class NewNeedsDialog(Dialog):
    """Collects the needs of somebody who is not saved yet; they are saved with the family."""

    def __init__(
        self,
        look: Look,
        name: str,
        asked: Sequence[Need],
        why: dict[str, str],
        found: Sequence[Found],
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Specific needs"), parent)
        self._asked, self._why = asked, why
        self._found = {each.code: each.pending for each in found}
        self.title = ElidedLabel(look, isolated(name), part="title")
        self.picker = NeedPicker(look)
        hint = Label(look, words("Saved together with the family."), "hint")
        self.close_button = Button(look, words("Close (Esc)"), part="ghost")
        card = Card()
        card.setLayout(padded(look, row(look, (self.picker, 1)), 12, 10))
        foot = row(look, (hint, 1), self.close_button)
        box = column(look, self.title, (card, 1), foot, gap=8)
        self.setLayout(padded(look, box, 16, 12))
        self.picker.chosen.connect(self._set)
        self.picker.removed.connect(self._remove)
        self.close_button.clicked.connect(self.close)
        self.fit(620, 600)
        self._show()
        self.picker.search.setFocus()

    @property
    def found(self) -> tuple[Found, ...]:
        """Return the needs that were chosen."""
        return tuple(Found(code, pending) for code, pending in sorted(self._found.items()))

    @Slot(str, bool)
    def _set(self, code: str, pending: bool) -> None:
        self._found[code] = pending and self._found.get(code, True)
        self._show()

    @Slot(str)
    def _remove(self, code: str) -> None:
        self._found.pop(code, None)
        self._show()

    def _show(self) -> None:
        known = {each.code: each.said(self._words) for each in shipped_needs().all}
        has = [Recorded(each.code, known.get(each.code, ""), each.pending) for each in self.found]
        self.picker.show_needs(self._asked, self._why, has)


class FormNeeds(QObject):
    """Opens the needs of whom the cursor stands in: of a saved family those in the camp."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        form: Typed,
        today: Callable[[], date],
        say: Callable[[str], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._look, self._workspace, self._form = look, workspace, form
        self._today, self._say, self._window = today, say, window
        self.dialog: NewNeedsDialog | NeedsDialog | None = None
        self._place = 0
        shortcut = QShortcut(QKeySequence("F5"), window)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.ask)

    @property
    def found(self) -> dict[int, tuple[Found, ...]]:
        """Return the needs of who is typed, by the place in the family, the head's being 0."""
        if self._form.registration().anonymous:
            return {}
        return {place: mark.found for place, mark in enumerate(self._marks())}

    def _marks(self) -> list[NeedMark]:
        counts = self._form.registration().counts
        members = [] if counts else self._form.members.filled
        return [self._form.head.needs, *(each.needs for each in members)]

    def _place_now(self) -> int:
        """Return the place of whom the cursor stands in; the last one where nobody is yet."""
        row_ = self._form.members.row_of(QApplication.focusWidget())
        filled = list(self._form.members.filled)
        if row_ is None:
            return 0
        return filled.index(row_) + 1 if row_ in filled else len(filled) + 1

    @Slot()
    def ask(self) -> None:
        """Ask for the needs of whoever is being typed."""
        if self._form.registration().anonymous:
            self._trouble(Nameless())
            return
        self._place = self._place_now()
        own = getattr(self._form.editing, "id", None)
        if isinstance(own, bytes):
            household = HouseholdId(own)
            question = partial(_member_of, household, self._place)
            self._workspace.read(question, partial(self._open_saved, household), self._trouble)
        elif self._place < len(self._marks()):
            self._workspace.read(_asked, self._open_new, self._trouble)
        else:
            self._say(self._look.words("Type the own name first."))

    def _open_saved(self, household: HouseholdId, person: PersonId | None) -> None:
        self._show(
            NeedsDialog(
                self._look, self._workspace, household, self._today, person, self._window.window()
            )
        )

    def _open_new(self, asked: tuple[Need, ...]) -> None:
        family, marks = self._form.registration(), self._marks()
        if self._place >= len(marks):
            return  # another family stands in the form by now
        members = () if family.counts else family.members
        why = {
            each.code: each.said(self._look.words)
            for each in suggested(members, self._today())
            if each.member == self._place
        }
        mark, name = marks[self._place], family.members[self._place].name
        dialog = NewNeedsDialog(self._look, name, asked, why, mark.found, self._window.window())
        dialog.finished.connect(partial(self._take, mark, dialog))
        self._show(dialog)

    def _take(self, mark: NeedMark, dialog: NewNeedsDialog, _result: int) -> None:
        mark.put(dialog.found)

    def _show(self, dialog: NewNeedsDialog | NeedsDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _trouble(self, error: CampDeskError) -> None:
        self._say(self._look.words.sentence(error))


def _asked(views: Views) -> tuple[Need, ...]:
    if not may(views.about().role, Right.SEE_NEEDS):
        raise NotAllowed
    return shipped_needs().asked(views.needs_asked())


def _member_of(household: HouseholdId, place: int, views: Views) -> PersonId | None:
    found: Household | None = views.household(household)
    if not may(views.about().role, Right.SEE_NEEDS):
        raise NotAllowed
    persons = found.persons if found else ()
    return persons[place] if place < len(persons) else None
