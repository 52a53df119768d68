"""Kits: what goes into one, and how they are read from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from camp_desk.domain.catalogue import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit(Named):
    """A list of goods for a family of ``reference_size``: packed they lie in stock as ``item``."""

    item: str
    reference_size: int
    parts: tuple[tuple[str, int], ...]
    source: str = ""

    def needs(self, kits: int) -> dict[str, int]:
        """Return what so many kits take, in base units by item."""
        return {item: quantity * kits for item, quantity in self.parts}

    def with_parts(self, parts: Iterable[tuple[str, int]]) -> Kit:
        """Return the kit with other quantities in it."""
        return replace(self, parts=tuple((item, quantity) for item, quantity in parts if quantity))
