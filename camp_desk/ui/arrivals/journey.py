"""Where a family comes from and when: typed once, kept for the families after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from camp_desk.domain.days import read_moment
from camp_desk.domain.registration import Origin
from camp_desk.domain.words import Words
from camp_desk.ui.arrivals.offers import Offers
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, ReadLine
from camp_desk.ui.widgets.labels import Drawing, ElidedLabel


class Journey(QWidget):
    """Checkpoint, arrival time and origin; folded into one line once they are there."""

    edited = Signal()

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._today = look.words, today
        words = look.words
        self._offers = Offers()
        self.checkpoint = Choice(look, words("Checkpoint"), typed=True)
        self.arrived = ReadLine(words("Arrived"), self._moment, words("now"))
        self.governorate = Choice(look, words("Governorate of origin"), typed=True)
        self.district = Choice(look, words("District of origin"), typed=True)
        self.place = Choice(look, words("Village, town or quarter"), typed=True)
        self.place.setCompleter(None)  # type: ignore[arg-type]  # else a name becomes a longer one
        self._arrived_field = Field(look, words("Arrived"), self.arrived)
        self._fields = QWidget()
        self._lay_out(look)
        self._summary = ElidedLabel(look, part="hint")
        self.change = Button(look, words("Change (F4)"), "pencil", "link")
        self.change.setToolTip(words("Change checkpoint, arrival time and origin"))
        self.change.clicked.connect(self.unfold)
        self._line = QWidget()
        self._line.setLayout(
            row(look, Drawing(look, "truck", "muted", 18), (self._summary, 1), self.change)
        )
        self.setLayout(column(look, self._line, self._fields, gap=0))
        self.unfold()
        self._connect()

    @property
    def folded(self) -> bool:
        """Tell whether only the summary is shown."""
        return self._fields.isHidden()

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other; nowhere while folded."""
        if self.folded:
            return ()
        return (self.checkpoint, self.arrived, self.governorate, self.district, self.place)

    @property
    def origin(self) -> Origin:
        """Return the origin as typed or chosen."""
        return Origin(self.governorate.value, self.district.value, self.place.value)

    def offer(self, offers: Offers) -> None:
        """Offer checkpoints, governorates, the districts of each, and places known in those."""
        self._offers = offers
        self.checkpoint.offer(offers.checkpoints)
        self.governorate.offer(offers.governorates)
        self._offer_districts()
        if self.folded:
            self.fold()

    def show_origin(self, origin: Origin, checkpoint: str, arrived: datetime | None) -> None:
        """Show these instead, folded."""
        self.governorate.choose(origin.governorate)
        self._offer_districts()
        self.district.choose(origin.district)
        self.place.choose(origin.place)
        self.checkpoint.choose(checkpoint)
        self.arrived.put("" if arrived is None else _typed(arrived), arrived)
        self.fold()

    def fold(self) -> None:
        """Show one line that says what is kept, if there is anything to keep."""
        summary = self._said()
        self._summary.say(summary)
        self._line.setVisible(bool(summary))
        self._fields.setVisible(not summary)

    def unfold(self) -> None:
        """Show the fields, and begin with the first."""
        self._line.hide()
        self._fields.show()
        if self.isVisible():
            self.checkpoint.setFocus()

    def leave(self) -> QWidget | None:
        """Fold when one has gone through, to make room; or return the field to stay in."""
        if self.trouble():
            return self.arrived
        self.fold()
        return None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Fold when Tab goes on from the last field."""
        moved = super().focusNextPrevChild(forward)
        if forward and not self.folded and not self.isAncestorOf(self._focus()):
            self.leave()
        return moved

    def trouble(self) -> bool:
        """Say what cannot be read, and tell whether there is anything."""
        wrong = self.arrived.unreadable
        self._arrived_field.show_trouble(
            self._words("This is no date. Type it like 10/6 21:30, or leave it empty for now.")
            if wrong
            else ""
        )
        if wrong and self.folded:
            self.unfold()
        return wrong

    def draft(self) -> dict[str, str]:
        """Return what is typed, as texts."""
        return {
            "checkpoint": self.checkpoint.value,
            "arrived": self.arrived.words,
            "governorate": self.governorate.value,
            "district": self.district.value,
            "place": self.place.value,
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""
        self.checkpoint.choose(draft.get("checkpoint", ""))
        self.arrived.setText(draft.get("arrived", ""))
        self.governorate.choose(draft.get("governorate", ""))
        self._offer_districts()
        self.district.choose(draft.get("district", ""))
        self.place.choose(draft.get("place", ""))
        self.fold()

    def _lay_out(self, look: Look) -> None:
        words = look.words
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        grid.addWidget(Field(look, words("Checkpoint"), self.checkpoint), 0, 0)
        grid.addWidget(self._arrived_field, 0, 1)
        grid.addWidget(Field(look, words("Governorate of origin"), self.governorate), 1, 0)
        grid.addWidget(Field(look, words("District of origin"), self.district), 1, 1)
        grid.addWidget(Field(look, words("Village, town or quarter"), self.place), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        for choice in (self.checkpoint, self.governorate, self.district, self.place):
            choice.editTextChanged.connect(self._edited)
        self.arrived.textEdited.connect(self._edited)
        self.governorate.editTextChanged.connect(self._offer_districts)
        self.district.editTextChanged.connect(self._offer_places)

    def _edited(self) -> None:
        self.edited.emit()

    def _offer_districts(self) -> None:
        self.district.offer(self._offers.districts.get(self.governorate.value, ()))
        self._offer_places()

    def _offer_places(self) -> None:
        self.place.offer(self._offers.places.get(self.district.value, ()))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self

    def _moment(self, text: str) -> datetime | None:
        return read_moment(text, self._today())

    def _said(self) -> str:
        from_where = [self.place.value, self.district.currentText(), self.governorate.currentText()]
        origin = self._words("from {place}", place=_listed(from_where, self._words))
        parts = [self.checkpoint.currentText().strip()]
        parts += [self.arrived.words] if self.arrived.words else []
        parts += [origin] if any(from_where) else []
        return " · ".join(part if part is origin else isolated(part) for part in parts if part)


def _listed(parts: Sequence[str], words: Words) -> str:
    return words(", ").join(isolated(part.strip()) for part in parts if part.strip())


def _typed(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"
