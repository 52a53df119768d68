"""The mark beside a member that is being typed: an asterisk, whatever the needs are."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camp_desk.actions.needs import Found
from camp_desk.domain.needs import MARK
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.labels import Label

_PENDING = "?"


class NeedMark(Label):
    """Keeps the needs of somebody who is not saved yet, and shows that there are some."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, part="strong")
        self.setParent(parent)
        self._found: tuple[Found, ...] = ()
        self.hide()

    @property
    def found(self) -> tuple[Found, ...]:
        """Return the needs."""
        return self._found

    def put(self, found: tuple[Found, ...]) -> None:
        """Keep these needs and show the mark, or none."""
        self._found = found
        self.say(MARK if found else "")
        self.setVisible(bool(found))

    def draft(self) -> str:
        """Return the needs as a text of a draft."""
        return " ".join(each.code + (_PENDING if each.pending else "") for each in self._found)

    def restore(self, draft: str) -> None:
        """Keep what a draft says; "" is nothing."""
        self.put(
            tuple(
                Found(each.removesuffix(_PENDING), each.endswith(_PENDING))
                for each in draft.split()
            )
        )
