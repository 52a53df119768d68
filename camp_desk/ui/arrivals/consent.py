"""Asking the head: a line on the form that says what was answered, and the text that is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camp_desk import shipped
from camp_desk.actions.event_words import language_name
from camp_desk.domain.consent import LANGUAGES, NOTICE, PURPOSES, Consent, Purpose
from camp_desk.domain.words import Words
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import Card, Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.checks import Check
from camp_desk.ui.widgets.choices import Segmented
from camp_desk.ui.widgets.labels import ElidedLabel, Label

_NAMES = {"ar": "العربية", "ckb": "کوردی", "en": "English"}
_LETTERS = "aع kكک eاإ"
_ROOMY = 640
"""From which height of the window on, in pixels at 100 %, the text may be larger."""


class ConsentLine(QWidget):
    """Says whether the head agreed, and asks."""

    changed = Signal()

    def __init__(self, look: Look, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._look, self._words, self._now = look, look.words, now
        self._consent: Consent | None = None
        self._language = look.words.language if look.words.language in LANGUAGES else "ar"
        self.said = ElidedLabel(look, part="hint")
        self.ask_button = Button(look, look.words("Ask (F9)"), part="link")
        self.ask_button.setToolTip(look.words("Show the head what is kept and what for"))
        self.ask_button.clicked.connect(self.ask)
        self.setLayout(row(look, (self.said, 1), self.ask_button, gap=6))
        self.show_consent(None)

    @property
    def consent(self) -> Consent | None:
        """Return what the head answered; nothing while nobody was asked."""
        return self._consent

    @property
    def refused(self) -> bool:
        """Tell whether the head wants no name to be kept."""
        return self._consent is not None and not self._consent.given

    def ask(self) -> None:
        """Show the text in the head's language, and keep the answer."""
        answer = ConsentDialog.ask(self._look, self._language, self._consent, self.window())
        if answer is None:
            return
        given, self._language, purposes = answer
        consent = None
        if given is not None:
            now = self._now().replace(second=0, microsecond=0)
            consent = Consent(given, now, self._language, purposes)
        self.show_consent(consent)
        self.changed.emit()

    def show_consent(self, consent: Consent | None) -> None:
        """Say what was answered."""
        self._consent = consent
        words = self._words
        if consent is None:
            self.said.say(words("Consent: not asked"))
        elif consent.given:
            spoken = language_name(consent.language, words)
            self.said.say(words("Consent: yes, asked in {language}", language=spoken))
        else:
            self.said.say(words("Refused: no name is kept"))
        tone = "" if consent is None else "ok" if consent.given else "warn"
        self.said.tone(tone)

    def draft(self) -> dict[str, Any]:
        """Return the answer as texts."""
        if self._consent is None:
            return {}
        at = self._consent.at.isoformat() if self._consent.at else ""
        return {
            "given": self._consent.given, "at": at, "language": self._consent.language,
            "purposes": list(self._consent.purposes),
        }  # fmt: skip

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show an answer that was kept as texts."""
        if "given" not in draft:
            self.show_consent(None)
            return
        at = datetime.fromisoformat(draft["at"]) if draft.get("at") else None
        purposes = tuple(map(str, draft.get("purposes") or ()))
        self.show_consent(
            Consent(bool(draft["given"]), at, str(draft.get("language", "")), purposes)
        )


Answer = tuple[bool | None, str, tuple[str, ...]]
"""Whether the head agrees (nothing: not asked), in which language, to which purposes."""


class ConsentDialog(Dialog):
    """The text in the head's language, large enough to be read across a table."""

    def __init__(
        self, look: Look, language: str, now: Consent | None, parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(look, words("What the head is asked"), parent)
        self.answer: Answer | None = None
        named = tuple((code, _NAMES[code]) for code in LANGUAGES)
        self.language = Segmented(look, words("Language of the head"), named, _LETTERS)
        room = look.px(_ROOMY) if parent is None else parent.height()
        part = "subtitle" if room < look.px(_ROOMY) else "title"
        self.text = Label(look, part=part, wrapped=True)
        self.marks = {each: Check(look) for each in Purpose}
        self.marks[Purpose.HELP].setChecked(True)
        self.marks[Purpose.HELP].setEnabled(False)
        self.marks[Purpose.PARTNERS].setChecked(
            now is not None and Purpose.PARTNERS.value in now.purposes
        )
        self.yes = Button(look, words("Agrees (Alt+1)"), "check", "primary")
        self.no = Button(look, words("Refuses: no names (Alt+2)"), "eye-off")
        self.later = Button(look, words("Not asked (Alt+3)"), part="ghost")
        self._lay_out(look)
        self._connect()
        self.language.choose(language)
        self._show_language()
        self.fit(700, 560)
        self.language.setFocus()

    @classmethod
    def ask(
        cls, look: Look, language: str, now: Consent | None, parent: QWidget | None = None
    ) -> Answer | None:
        """Show the text until it is answered; nothing where it was only closed."""
        dialog = cls(look, language, now, parent)
        dialog.wait()
        return dialog.answer

    def _lay_out(self, look: Look) -> None:
        words = look.words
        self.paper = Card()
        inner = QWidget()
        shown = column(look, self.text, *self.marks.values(), None, gap=10)
        inner.setLayout(padded(look, shown, 20, 12))
        self.paper.setLayout(padded(look, column(look, (Scrolled(inner), 1)), 2, 4))
        hint = Label(look, words("Turn the screen to the head, or read it aloud."), "hint")
        buttons = row(look, self.yes, self.no, None, self.later, gap=10)
        whole = column(look, row(look, (hint, 1), self.language), (self.paper, 1), buttons, gap=12)
        self.setLayout(padded(look, whole, 16, 14))

    def _connect(self) -> None:
        self.language.changed.connect(self._show_language)
        for at, (button, given) in enumerate(
            ((self.yes, True), (self.no, False), (self.later, None)), start=1
        ):
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._give, given))
            QShortcut(QKeySequence(f"Alt+{at}"), self).activated.connect(button.click)

    def _show_language(self) -> None:
        code = self.language.value
        words = Words(code, shipped.translations(code))
        side = Qt.LayoutDirection.RightToLeft if words.right_to_left else Qt.LayoutDirection(0)
        self.paper.setLayoutDirection(side)
        sentences = [words(each) for each in NOTICE]
        told = "\n\n".join((" ".join(sentences[:2]), *sentences[2:]))
        self.text.setText(told)  # not say(): that writes in the direction of the window
        self.text.setAccessibleName(told)
        for each in (self.text, *self.marks.values()):
            each.setLayoutDirection(side)
        for purpose, mark in self.marks.items():
            mark.setText(words(PURPOSES[purpose]))
            mark.setAccessibleName(words(PURPOSES[purpose]))

    def _give(self, given: bool | None, _pressed: object = None) -> None:
        chosen = tuple(each.value for each, mark in self.marks.items() if mark.isChecked())
        self.answer = (given, self.language.value, chosen if given else ())
        self.accept()
