"""What a store is called inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.words import Words


@dataclass(frozen=True, slots=True)
class StoreName:
    """The name of a store; one that is only a number says that it is a store.

    >>> str(StoreName("2")), str(StoreName("Tent north"))
    ('Store 2', 'Tent north')
    """

    name: str

    def said(self, words: Words) -> str:
        """Return the name in a language."""
        return words("Store {name}", name=self.name) if self.name.isdecimal() else self.name

    def __str__(self) -> str:
        return self.said(Words())
