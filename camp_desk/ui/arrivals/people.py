"""Lines for a person: the sex by one key, the age as it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from camp_desk.domain.days import read_birth
from camp_desk.domain.registration import Birth, Precision, Sex
from camp_desk.domain.words import Words
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.fields import Line, ReadLine

FEMALE_KEYS = "fأاإبم"
MALE_KEYS = "mذون"
"""Keys that choose a sex: Latin, Arabic (أنثى، بنت; ذكر، ولد) and Sorani (مێ; نێر)."""

_KEYS = {**dict.fromkeys(FEMALE_KEYS, Sex.FEMALE), **dict.fromkeys(MALE_KEYS, Sex.MALE)}


class SexLine(Line):
    """One letter wide: a key chooses and moves on, Backspace takes it back."""

    chosen = Signal()
    """A sex was chosen by its key."""
    edited = Signal()

    def __init__(self, look: Look) -> None:
        words = look.words
        super().__init__(words("Sex"))
        self.setToolTip(words("F for female, M for male"))
        self.setProperty("part", "tight")
        self._shown = {Sex.FEMALE: words("F"), Sex.MALE: words("M")}
        self._sex = Sex.UNKNOWN

    @property
    def sex(self) -> Sex:
        """Return what was chosen, UNKNOWN before."""
        return self._sex

    def put(self, sex: Sex) -> None:
        """Show a sex by program."""
        self._sex = sex
        self.setText(self._shown.get(sex, ""))
        if self.hasFocus():
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a letter; take no other text."""
        text = event.text()
        if text and text.casefold() in _KEYS:
            self.put(_KEYS[text.casefold()])
            self.edited.emit()
            self.chosen.emit()
        elif text in {"\b", "\x7f"}:
            self.put(Sex.UNKNOWN)
            self.edited.emit()
        elif not text or not text.isprintable():
            super().keyPressEvent(event)


class AgeLine(ReadLine[Birth]):
    """An age in years or months, a birth year, or a birthday: 35, 6 months, 1979, 1/7/1979."""

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__(look.words("Age or birth year"), self._understand)
        self._today = today

    @property
    def age(self) -> int | None:
        """Return the age in completed years today, or None while it is not known."""
        birth = self.value
        return None if birth is None else birth.age_on(self._today())

    def show_birth(self, birth: Birth | None) -> None:
        """Show a birth as it would be told."""
        self.put("" if birth is None else told(birth, self._today()), birth)

    def _understand(self, text: str) -> Birth | None:
        return read_birth(text, self._today())


def told(birth: Birth, today: date) -> str:
    """Return a birth as a person tells it: an estimated one as the age today.

    >>> told(Birth(1979), date(2014, 6, 10))
    '1979'
    """
    if birth.precision is Precision.ESTIMATED:
        return str(birth.age_on(today))
    parts = [part for part in (birth.day, birth.month) if part]
    return "/".join(str(part) for part in (*parts, birth.year))


def sexes(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the sexes that are asked for, with their words."""
    return ((Sex.FEMALE.value, words("Female")), (Sex.MALE.value, words("Male")))
