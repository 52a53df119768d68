"""The token of the family on the form: one line, by scan or typed, with what is known of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written as card_written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.tokens import (
    KINDS,
    NAMES,
    BadTokenNumber,
    Kind,
    State,
    read_several,
    written,
)
from camp_desk.storage.camp import Camp
from camp_desk.storage.reception_views import Found
from camp_desk.storage.tokens import Run
from camp_desk.storage.views import Views
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column
from camp_desk.ui.widgets.fields import Line
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.workspace import Workspace

_LONGEST = 200


class TokenLine(QWidget):
    """Takes the family's token, or several numbers where it has wristbands; F11 goes there.

    It is out of sight in a camp without strips.
    """

    numbers_changed = Signal(object)
    """The numbers, as far as they can be read."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self._edited = False
        self.line = Line(
            words("Token or wristbands"), words("Token: scan or type (F11)"), longest=_LONGEST
        )
        self.line.lead_with(look.icon("scan-barcode", "muted"))
        self.said = Label(look, part="small", wrapped=True)
        self.said.hide()
        self.line.hide()
        self.setLayout(column(look, self.line, self.said, gap=2))
        self.line.textChanged.connect(self._changed)
        self.line.textEdited.connect(self._was_edited)
        QShortcut(QKeySequence("F11"), self).activated.connect(self._go_there)

    @property
    def numbers(self) -> tuple[int, ...] | None:
        """Return the numbers that are to be the family's; None leaves them as they are."""
        if not (self._edited or self.line.words):
            return None
        return self._read()

    @property
    def unreadable(self) -> bool:
        """Tell whether something is typed that is no number."""
        return bool(self.line.words) and not self._read()

    def appear(self) -> None:
        """Be shown from now on."""
        self.line.show()

    def begin(self) -> None:
        """Be empty for another family."""
        self.line.clear()
        self._edited = False

    def show_numbers(self, numbers: tuple[int, ...]) -> None:
        """Show the numbers that a family has, unless others are typed by now."""
        if not self._edited and not self.line.words:
            self.line.setText(" ".join(map(written, numbers)))

    def put(self, numbers: tuple[int, ...]) -> None:
        """Put numbers into the line as if they were typed."""
        self._edited = True
        self.line.setText(" ".join(map(written, numbers)))
        self.line.textEdited.emit(self.line.text())

    def say(self, sentence: str, tone: str = "") -> None:
        """Say below the line what is known of the numbers; "" takes it back."""
        self.said.say(sentence)
        self.said.tone(tone)
        self.said.setVisible(bool(sentence))

    def trouble(self) -> QWidget | None:
        """Say what cannot be read, and return the line if anything cannot."""
        if not self.unreadable:
            return None
        self.say(self._words.sentence(BadTokenNumber(number=self.line.words)), "danger")
        return self.line

    def _read(self) -> tuple[int, ...]:
        try:
            return read_several(self.line.words)
        except BadTokenNumber:
            return ()

    def _was_edited(self) -> None:
        self._edited = True

    def _changed(self) -> None:
        self.say("")
        if self.line.words:
            self.appear()
        self.numbers_changed.emit(self._read())

    @Slot()
    def _go_there(self) -> None:
        self.appear()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()


class Desk(Protocol):
    """What the arrivals screen offers to its token line."""

    said: SignalInstance

    def open_household(self, household: HouseholdId) -> None:
        """Open a household in the form."""

    def opened_household(self) -> HouseholdId | None:
        """Return the household that is open in the form."""


class TokenHelper(QObject):
    """Asks the reader about the numbers in the line, and takes what is scanned."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], line: TokenLine, desk: Desk
    ) -> None:
        super().__init__(line)
        self._words, self._workspace, self._line, self._desk = look.words, workspace, line, desk
        self._kinds: dict[int, Kind] = {}
        line.numbers_changed.connect(self._ask)
        line.line.returnPressed.connect(self._entered)
        workspace.changed.connect(self._look_for_strips)
        self._look_for_strips(None)

    @Slot(object)
    def _look_for_strips(self, _changes: object) -> None:
        if self._line.line.isHidden():
            self._workspace.read(partial(Views.token_runs, most=1), self._appear)

    def _appear(self, runs: list[Run]) -> None:
        if runs:
            self._line.appear()

    def show_of(self, household: HouseholdId) -> None:
        """Show the strips of a household that is opened in the form."""
        self._workspace.read(
            partial(Views.tokens_of, household=household),
            partial(self._show, household),
            None,
            "tokens of a household",
        )

    def scanned(self, number: int) -> None:
        """Open the household that has a strip, or take the strip for the family on the form."""
        self._workspace.read(
            partial(Views.token, number=number), self._was_scanned, self._trouble, "token scanned"
        )

    def _show(self, household: HouseholdId, numbers: tuple[int, ...]) -> None:
        if self._desk.opened_household() == household:
            self._line.show_numbers(numbers)

    def _was_scanned(self, found: Found) -> None:
        strip = found.strip
        own = self._desk.opened_household()
        if found.household is not None and strip.state is State.USED:
            if found.household != own:
                self._desk.open_household(found.household)
            self._desk.said.emit(self._said(found))
            return
        if strip.run is not None:
            self._kinds[strip.number] = strip.run.kind
        before = self._line.numbers or ()
        if self._kinds.get(strip.number) is not Kind.WRISTBAND:  # a household has one token
            before = tuple(each for each in before if self._kinds.get(each) is Kind.WRISTBAND)
        self._line.put(tuple(dict.fromkeys((*before, strip.number))))

    @Slot(object)
    def _ask(self, numbers: tuple[int, ...]) -> None:
        if numbers:
            self._workspace.read(
                partial(_all, numbers), partial(self._tell, numbers), self._trouble, "token typed"
            )

    @Slot()
    def _entered(self) -> None:
        """Open the household that used the token that was typed."""
        numbers = self._line.numbers or ()
        if len(numbers) == 1:
            self._workspace.read(
                partial(Views.token, number=numbers[0]), self._open_other, None, "token entered"
            )

    def _open_other(self, found: Found) -> None:
        other = found.household
        used = found.strip.state is State.USED
        if used and other is not None and other != self._desk.opened_household():
            self._line.begin()
            self._desk.open_household(other)

    def _tell(self, numbers: tuple[int, ...], found: list[Found]) -> None:
        own = self._desk.opened_household()
        self._kinds |= {each.strip.number: each.strip.run.kind for each in found if each.strip.run}
        refused = [each for each in found if _refused(each, own)]
        unknown = [each for each in found if each.strip.run is None and each.strip.mark is None]
        if refused:
            said, used = self._said(refused[0]), refused[0].strip.state is State.USED
            if used and len(numbers) == 1:
                said = f"{said} {self._words('Enter opens it.')}"
            self._line.say(said, "danger")
        elif unknown:
            self._line.say(
                self._words(
                    "{token} is not known here yet: another desk may have made it. It is taken.",
                    token=ltr(written(unknown[0].strip.number)),
                ),
                "warn",
            )
        else:
            self._line.say(self._fits(found[0], len(numbers)), "ok")

    def _fits(self, found: Found, n: int) -> str:
        words, run = self._words, found.strip.run
        kind = words(KINDS[run.kind if run else Kind.TOKEN])
        if n > 1:
            return words.plural("{n} strip", "{n} strips", n)
        state = words(NAMES[found.strip.state])
        return words("{kind} {token}: {state}", kind=kind, token=ltr(written(found.strip.number)),
                     state=state)  # fmt: skip

    def _said(self, found: Found) -> str:
        words, strip = self._words, found.strip
        mark = strip.mark
        token = ltr(written(strip.number))
        if mark is None:
            return token
        if strip.state is State.USED:
            return words(
                "{token} was used on {at} at desk {desk}: card {card}, {name}.",
                token=token,
                at=ltr(_minute(mark.at)),
                desk=f"{mark.desk:03d}",
                card=ltr(card_written(found.card)) if found.card else "–",
                name=isolated(called(found.head, found.size, words)),
            )
        return words(
            "{token}: {state} since {day}, written down by {officer}. {reason}",
            token=token,
            state=words(NAMES[strip.state]),
            day=ltr(mark.day.isoformat()),
            officer=isolated(mark.officer),
            reason=isolated(mark.reason),
        ).strip()

    def _trouble(self, error: CampDeskError) -> None:
        self._line.say(self._words.sentence(error), "warn")


def _minute(iso: str) -> str:
    return f"{datetime.fromisoformat(iso):%Y-%m-%d %H:%M}"


def _refused(found: Found, own: HouseholdId | None) -> bool:
    """Tell whether a strip cannot become that of the family on the form."""
    state = found.strip.state
    if state is State.USED:
        return own is None or found.household != own
    return state in {State.VOID, State.LOST}


def _all(numbers: tuple[int, ...], views: Views) -> list[Found]:
    return [views.token(number) for number in numbers]
