"""Sentences in one language, for a screen, a sheet of paper or the command line."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from camp_desk.domain.errors import CampDeskError


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "translate later"
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


@runtime_checkable
class Sayable(Protocol):
    """A value that is written differently in each language, such as an amount."""

    def said(self, words: Words) -> str:
        """Return the value in the language of the words."""


class Words:
    """The program's words in one language.

    Call it with a message as written in the source, with its values:
    ``words("Card {number} is served", number=...)``.
    """

    def __init__(
        self, language: str = "en", translations: gettext.NullTranslations | None = None
    ) -> None:
        self.language = language
        self._translations = translations or gettext.NullTranslations()

    @property
    def right_to_left(self) -> bool:
        """Tell whether the language is written from right to left."""
        return self.language in {"ar", "ckb"}

    def __call__(self, message: str, **values: object) -> str:
        """Return the message in this language with its values filled in."""
        text = self._translations.gettext(message) if message else ""
        return text.format(**self._said(values)) if values else text

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the form of the message that fits the number ``n``, filled in with ``{n}``."""
        text = self._translations.ngettext(one, many, n)
        return text.format(n=f"{n:,}", **self._said(values))

    def sentence(self, error: CampDeskError) -> str:
        """Return what happened and what to do about it."""
        values = error.values
        if self.right_to_left:
            # Else a card number or a day behind an Arabic word is turned around.
            said = self._said(values)
            values = {
                name: value if isinstance(value, int) else f"\u2068{value}\u2069"
                for name, value in said.items()
            }
        parts = (self(part, **values) for part in (error.message, error.advice) if part)
        return " ".join(parts)

    def _said(self, values: dict[str, object]) -> dict[str, object]:
        return {
            # asked of a protocol is slow, and nearly all values are plain texts
            name: value.said(self)
            if not isinstance(value, str) and isinstance(value, Sayable)
            else value
            for name, value in values.items()
        }
