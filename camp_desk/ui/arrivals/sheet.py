"""What stands on the form that registers a family, and the way that Enter takes through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from camp_desk.domain.grades import prepared
from camp_desk.domain.registration import HEAD, Member, Registration, count
from camp_desk.domain.words import Words
from camp_desk.ui.arrivals.consent import ConsentLine
from camp_desk.ui.arrivals.counts import CountsGrid
from camp_desk.ui.arrivals.full import FullBlock, OnwardBlock
from camp_desk.ui.arrivals.head import HeadBlock
from camp_desk.ui.arrivals.journey import Journey
from camp_desk.ui.arrivals.members import Members
from camp_desk.ui.arrivals.offers import Offers
from camp_desk.ui.arrivals.saved import SavedCard
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Rule, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Segmented
from camp_desk.ui.widgets.labels import Label

WIDTH = 412
_ROOMY = 480


def grades(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the grades of a record, each with the key that chooses it together with Alt."""
    return (
        ("counts", words("1 Count")),
        ("members", words("2 Minimum")),
        ("full", words("3 Full")),
    )


class Sheet(Card):
    """The blocks of the form: what is typed into them, as a Registration and as a draft of texts.

    Knows nothing of saving, nor of earlier registrations but what of ``kept`` is not shown.
    """

    def __init__(self, look: Look, today: Callable[[], date], now: Callable[[], datetime]) -> None:
        super().__init__()
        words = look.words
        self._look, self._words, self._now = look, words, now
        self.kept: Registration | None = None
        """The registration that is being completed, None for a new one."""
        self.title = Label(look, part="title")
        self.mode = Segmented(
            look, words("How much is registered"), grades(words), "1١۱ 2٢۲ 3٣۳", room=20
        )
        self.mode.setToolTip(words("Alt+1 counts, Alt+2 minimum, Alt+3 full; F6 goes one up"))
        self.journey = Journey(look, today)
        self.head = HeadBlock(look, today)
        self.members = Members(look, today)
        self.counts = CountsGrid(look)
        self.full = FullBlock(look)
        self.onward = OnwardBlock(look)
        self.consent = ConsentLine(look, now)
        self._today = today
        self._counted_by_hand = False
        self.card = SavedCard(look)
        self.status = Label(look, part="hint", wrapped=True)
        self.save = Button(look, words("Save family (Ctrl+Enter)"), "check", "primary")
        self.save.setToolTip(words("Enter goes on, Ctrl+Enter saves."))
        self.clear_button = Button(look, words("Clear"), part="ghost")
        self._lay_out(look)
        self.mode.changed.connect(self._turned)
        self.mode.chosen.connect(self.begin_grade)
        self.consent.changed.connect(self._answered)
        self.counts.edited.connect(self._counted)
        self.mode.choose("members")

    @property
    def typed(self) -> bool:
        """Tell whether anything of a family is typed; what sticks does not count."""
        known = any(self.head.draft().values()) or any(self.full.draft().values())
        return known or bool(self.members.filled or self.counts.counts.total)

    @property
    def counting(self) -> bool:
        """Tell whether only numbers are typed: so it was chosen, or the head refused."""
        return self.mode.value == "counts" or self.consent.refused

    @property
    def roomy(self) -> bool:
        """Tell whether the last card's number has room beside what is typed."""
        return self.height() > self._look.px(_ROOMY)

    def tell(self, sentence: str, tone: str = "") -> None:
        """Say something above the button; "" leaves the room to the fields."""
        self.status.tone(tone)
        self.status.say(sentence)
        self.status.setVisible(bool(sentence))

    def offer(self, offers: Offers) -> None:
        """Offer these relationships, checkpoints, areas, sectors and blocks."""
        self.journey.offer(offers)
        self.head.offer(offers.sectors, offers.blocks)
        self.members.offer(offers.relationships)

    def registration(self) -> Registration:
        """Return the family as far as it is typed; an empty arrival time is now."""
        kept = self.kept or Registration(())
        counts = self.counts.counts if self.counting else None
        members = [] if counts else [each.member for each in self.members.filled]
        head = self.full.complete(self.head.head)
        if self.consent.refused:
            head = Member("", relationship=HEAD)
        return Registration(
            members=(head, *members),
            counts=counts,
            origin=self.journey.origin,
            place=self.head.lives,
            checkpoint=self.journey.checkpoint.value,
            arrived=self.journey.arrived.value or self._now(),
            phone=self.head.phone.value or "",
            ration_card=self.full.ration_card.words,
            remarks=self.full.remarks.words,
            full=self.mode.value == "full" and counts is None,
            urgent=self.onward.urgent.isChecked(),
            intent=self.onward.means,
            onward=self.onward.onward.words,
            consent=self.consent.consent,
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
            "counts": self.counts.draft() if self.counting or self._counted_by_hand else {},
            "full": self.full.draft(),
            "onward": self.onward.draft(),
            "consent": self.consent.draft(),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was typed before; a draft of another version counts as far as it fits."""
        self._counted_by_hand = bool(any((draft.get("counts") or {}).values()))
        self.counts.restore(draft.get("counts") or {})
        self.full.restore(draft.get("full") or {})
        self.onward.restore(draft.get("onward") or {})
        self.consent.restore(draft.get("consent") or {})
        self.journey.restore(draft.get("journey") or {})
        self.head.restore(draft.get("head") or {})
        self.members.clear()
        for each in draft.get("members") or ():
            self.members.last.restore(each)
            self.members.last.edited.emit()
        self.members.follow(self.head.names, self.head.head_sex)
        self.mode.choose(str(draft.get("mode") or "members"))
        self._turned()

    def forget_family(self) -> None:
        """Empty all that a family is; the journey and the grade stay for the next one."""
        self._counted_by_hand = False
        self.counts.restore({})
        self.full.restore({})
        self.onward.restore({})
        self.consent.restore({})
        self.head.restore({})
        self.members.clear()
        self._turned()

    def show_family(self, family: Registration) -> None:
        """Show a family that is registered already, at its grade."""
        self._counted_by_hand = family.counts is not None
        self.head.show_family(family)
        self.journey.show_origin(family.origin, family.checkpoint, family.arrived)
        self.members.show_members(family.members[1:])
        self.counts.show_counts(family.counts)
        self.full.show_family(family)
        self.onward.show_family(family)
        self.consent.show_consent(family.consent)
        self.members.follow(self.head.names, self.head.head_sex)
        self.mode.choose("counts" if family.counts else "full" if family.full else "members")
        self._turned()

    def _lay_out(self, look: Look) -> None:
        self.setFixedWidth(look.px(WIDTH))
        head = row(look, (self.title, 1), self.mode, gap=8)
        inner = QWidget()
        body = column(
            look, self.journey, self.head, self.full, Rule(), self.members, self.counts,
            self.onward, None, gap=10,
        )  # fmt: skip
        inner.setLayout(padded(look, body, 20, 4))
        scrolled = Scrolled(inner)
        scrolled.keep_in_sight(self.members.heading)
        self.members.come_after(self.full.remarks)
        buttons = row(look, (self.save, 1), self.clear_button)
        foot = column(look, self.card, self.consent, self.status, buttons, gap=6)
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
        stops: list[QWidget] = [*self.journey.stops]
        if self.counting:
            named = () if self.consent.refused else self.head.stops[:3]
            return [*stops, *named, *self.counts.stops, *self.onward.stops, self.save]
        stops += self.head.stops
        if self.mode.value == "full":
            stops += self.full.stops
        for each in self.members.rows:
            stops += each.stops
        if self.mode.value == "full":
            stops += self.onward.stops
        return [*stops, self.save]

    def go_on(self, focus: QWidget | None) -> None:
        """Go from a field to the next one that Enter visits."""
        row = self.members.row_of(focus)
        if focus is self.head.own and not self.head.own.words:
            self.head.trouble()
            return
        if row is not None and row.is_empty:
            after = self.onward.stops if self.mode.value == "full" else (self.save,)
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
        if _holds(self.head.token, focus):
            self._after_token.setFocus(Qt.FocusReason.TabFocusReason)
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

    @property
    def _after_token(self) -> QWidget:
        if not (self.head.own.words or self.consent.refused):
            return self.head.own
        return self.counts.stops[0] if self.counting else self.head.sector

    def _answered(self) -> None:
        """Go on with the numbers where the head refused: the names are out of sight."""
        self._turned()
        if self.consent.refused:
            self.counts.stops[0].setFocus()

    def _turned(self) -> None:
        """Show what the grade asks for; what is known already is ready there."""
        counting, everything = self.counting, self.mode.value == "full"
        self.head.ask_for(named=not self.consent.refused, everything=not counting)
        self.full.setVisible(everything and not counting)
        self.onward.setVisible(counting or everything)
        self.onward.ask_all(every=everything and not counting)
        self.members.ask_all(every=everything)
        self.members.setVisible(not counting)
        self.counts.setVisible(counting)
        if not counting:
            self.prepare_members()
        elif not self._counted_by_hand:
            known = (self.head.head, *(each.member for each in self.members.filled))
            anybody = self.members.filled or self.head.age.value
            self.counts.show_counts(count(known, self._today()) if anybody else None)

    def prepare_members(self) -> None:
        """Have a row ready for everybody who was counted and is not named yet."""
        counts = self.counts.counts
        if self.counting or not counts.total or not self._counted_by_hand:
            return
        known = [each.member for each in self.members.filled if not each.waits]
        self.members.prepare(prepared(counts, self.head.head, known, self._today()))

    def begin_grade(self) -> None:
        """Put the cursor where the grade that was just chosen goes on."""
        if not self.consent.refused and not self.head.own.words:
            self.head.own.setFocus()
        elif self.counting:
            self.counts.stops[0].setFocus()
        elif self.mode.value == "full":
            self.full.fourth.setFocus()
        else:
            self.members.first_to_name.setFocus()

    def turn_to(self, grade: str) -> None:
        """Turn to a grade as if it were chosen."""
        self.mode.choose(grade)
        self.begin_grade()

    def move_up(self) -> None:
        """Turn to the next fuller grade, from the fullest to the first."""
        values = [value for value, _ in grades(self._words)]
        self.turn_to(values[(values.index(self.mode.value) + 1) % len(values)])

    def _counted(self) -> None:
        self._counted_by_hand = bool(self.counts.counts.total)

    def remove_member(self) -> None:
        """Remove the member that the cursor stands in."""
        row = self.members.row_of(QApplication.focusWidget())
        if row is not None:
            self.members.remove(row)


def _holds(stop: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (stop is focus or stop.isAncestorOf(focus))
