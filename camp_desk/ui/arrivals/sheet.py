"""What stands on the form that registers a family, and the way that Enter takes through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from camp_desk.domain.registration import Registration
from camp_desk.ui.arrivals.counts import CountsGrid
from camp_desk.ui.arrivals.head import HeadBlock
from camp_desk.ui.arrivals.journey import Journey
from camp_desk.ui.arrivals.members import Members
from camp_desk.ui.arrivals.offers import Offers
from camp_desk.ui.arrivals.saved import SavedCard
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Rule, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Segmented
from camp_desk.ui.widgets.labels import Drawing, Label

WIDTH = 412


class Sheet(Card):
    """The blocks of the form: what is typed into them, as a Registration and as a draft of texts.

    Knows nothing of saving, nor of earlier registrations but what of ``kept`` is not shown.
    """

    def __init__(self, look: Look, today: Callable[[], date], now: Callable[[], datetime]) -> None:
        super().__init__()
        words = look.words
        self._words, self._now = words, now
        self.kept: Registration | None = None
        """The registration that is being completed, None for a new one."""
        self.title = Label(look, part="title")
        modes = (("members", words("Members")), ("counts", words("Count only")))
        self.mode = Segmented(look, words("How much is registered"), modes)
        self.journey = Journey(look, today)
        self.head = HeadBlock(look, today)
        self.members = Members(look, today)
        self.counts = CountsGrid(look)
        self.card = SavedCard(look)
        self.status = Label(look, part="hint", wrapped=True)
        self.save = Button(look, words("Save family"), "check", "primary")
        self.save.setToolTip(words("Ctrl+Enter"))
        self.clear_button = Button(look, words("Clear"), part="ghost")
        self._lay_out(look)
        self.mode.changed.connect(self._show_mode)
        self.mode.choose("members")

    @property
    def typed(self) -> bool:
        """Tell whether anything of a family is typed; what sticks does not count."""
        return any(self.head.draft().values()) or bool(self.members.filled)

    def offer(self, offers: Offers) -> None:
        """Offer these relationships, checkpoints, areas, sectors and blocks."""
        self.journey.offer(offers)
        self.head.offer(offers.sectors, offers.blocks)
        self.members.offer(offers.relationships)

    def registration(self) -> Registration:
        """Return the family as far as it is typed; an empty arrival time is now."""
        kept = self.kept or Registration(())
        counts = self.counts.counts if self.mode.value == "counts" else None
        members = [] if counts else [each.member for each in self.members.filled]
        return Registration(
            members=(self.head.head, *members),
            counts=counts,
            origin=self.journey.origin,
            place=self.head.lives,
            checkpoint=self.journey.checkpoint.value,
            arrived=self.journey.arrived.value or self._now(),
            phone=self.head.phone.value or "",
            remarks=kept.remarks,
            list_name=kept.list_name,
            list_number=kept.list_number,
        )

    def draft(self) -> dict[str, Any]:
        """Return what is typed, as texts."""
        return {
            "mode": self.mode.value,
            "journey": self.journey.draft(),
            "head": self.head.draft(),
            "members": [each.draft() for each in self.members.filled],
            "counts": self.counts.draft(),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was typed before; a draft of another version counts as far as it fits."""
        self.mode.choose(str(draft.get("mode") or "members"))
        self.journey.restore(draft.get("journey") or {})
        self.head.restore(draft.get("head") or {})
        self.members.clear()
        for each in draft.get("members") or ():
            self.members.last.restore(each)
            self.members.last.edited.emit()
        self.counts.restore(draft.get("counts") or {})
        self.members.follow(self.head.names, self.head.head_sex)

    def _lay_out(self, look: Look) -> None:
        self.setFixedWidth(look.px(WIDTH))
        head = row(look, Drawing(look, "user-plus", "primary"), (self.title, 1), self.mode, gap=10)
        inner = QWidget()
        body = column(
            look, self.journey, self.head, Rule(), self.members, self.counts, None, gap=10
        )
        inner.setLayout(padded(look, body, 20, 4))
        scrolled = Scrolled(inner)
        scrolled.keep_in_sight(self.members.heading)
        self.members.come_after(self.head.shelter)
        buttons = row(look, (self.save, 1), self.clear_button)
        foot = column(look, self.card, self.status, buttons, gap=8)
        whole = column(
            look,
            padded(look, head, 20, 12),
            (scrolled, 1),
            Rule(),
            padded(look, foot, 20, 12),
            gap=0,
        )
        self.setLayout(whole)

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = [*self.journey.stops, *self.head.stops]
        if self.mode.value == "counts":
            stops += self.counts.stops
        else:
            for each in self.members.rows:
                stops += each.stops
        return [*stops, self.save]

    def go_on(self, focus: QWidget | None) -> None:
        """Go from a field to the next one that Enter visits."""
        row = self.members.row_of(focus)
        if focus is self.head.own and not self.head.own.words:
            self.head.trouble()
            return
        if row is not None and row.is_empty:
            self.save.setFocus()
            return
        if row is not None and focus is row.age:
            self.members.names_wanted(row)
        stops = self._stops()
        at = next((n for n, stop in enumerate(stops) if _holds(stop, focus)), None)
        if at is None and row is not None:  # a field that only Tab reaches
            at = stops.index(row.stops[-1])
        following = stops[min(len(stops) - 1, 0 if at is None else at + 1)]
        if _holds(self.journey, focus) and not _holds(self.journey, following):
            following = self.journey.leave() or following
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_mode(self) -> None:
        counting = self.mode.value == "counts"
        self.members.setVisible(not counting)
        self.counts.setVisible(counting)

    def remove_member(self) -> None:
        """Remove the member that the cursor stands in."""
        row = self.members.row_of(QApplication.focusWidget())
        if row is not None:
            self.members.remove(row)


def _holds(stop: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (stop is focus or stop.isAncestorOf(focus))
