"""Where families come from: governorates and districts by one name, however they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from camp_desk.domain.names import fold
from camp_desk.domain.plain import folded
from camp_desk.domain.registration import Origin
from camp_desk.domain.skeletons import skeleton

_NEAR_ENOUGH = 86
"""Likeness, of 100, from which a misspelt name is believed to be the area's."""

_LONG_ENOUGH = 5
"""Letters that a name must have before a misspelling of it is guessed at."""

_CONSONANTS = 3
"""Consonants that a name must have before it is known by them."""

_KIND_OF_AREA = {
    "محافظه", "قضا", "مدينه", "مركز", "ناحيه", "governorate", "gov", "province", "district",
    "city", "dist", "پاريزگاي", "قهزاي", "parezgay", "muhafazat", "qadha",
}  # fmt: skip
_PARTS = re.compile(r"[/\\|,،;؛>–\-]+")
_KIND_BEFORE = re.compile(
    r"\s+(?=(?:محافظة|محافظه|قضاء|ناحية|ناحيه|قرية|حي|منطقة|پارێزگای|قەزای|ناحیەی|گوندی)\s)"
    r"|(?<=governorate)\s+|(?<=province)\s+|(?<=district)\s+",
    re.IGNORECASE,
)
"""Where the next area begins with nothing between them but the word for its kind."""

_ARTICLES = {"al", "el", "an", "as", "ad", "at", "ar", "ash", "az"}


@dataclass(frozen=True, slots=True)
class Area:
    """A governorate, or a district in one.

    ``names`` are all its names and spellings in any script, beside ``name``.  ``parent``
    is the name of a district's governorate, empty for a governorate.
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    parent: str = ""

    @property
    def sounds(self) -> frozenset[str]:
        """Return the consonants of its names, which its name in another script shares."""
        return frozenset(map(_sound, (self.name, *self.names)))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The areas that the program knows, to be asked by any spelling."""

    areas: tuple[Area, ...] = ()
    _by_word: dict[str, tuple[Area, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_word: dict[str, tuple[Area, ...]] = {}
        for area in self.areas:
            for word in {_word(name) for name in (area.name, *area.names) if name}:
                by_word[word] = (*by_word.get(word, ()), area)
        object.__setattr__(self, "_by_word", by_word)

    def with_areas(self, areas: Iterable[Area]) -> Gazetteer:
        """Return a gazetteer that knows these too; spellings of a known area are added to it."""
        return Gazetteer((*self.areas, *areas))

    def governorate(self, text: str) -> Area | None:
        """Return the governorate of that name, or None."""
        return self._best([area for area in self._find(text) if not area.parent])

    def district(self, text: str, governorate: str = "") -> Area | None:
        """Return the district of that name, in that governorate if there is one, or None.

        A misspelling is guessed at only within a governorate that is known: the country has a
        hundred districts, and some have the name of a quarter elsewhere.
        """
        found = [area for area in self._find(text) if area.parent]
        inside = [area for area in found if area.parent == governorate]
        if inside or not governorate or self.governorate(governorate) is None:
            return self._best(found, governorate)
        sound = _sound(text)
        alike = [
            area
            for area in self.areas
            if area.parent == governorate and sound and sound in area.sounds
        ]
        if len(alike) == 1:
            return alike[0]
        named = [area for area in found if _word(text) in map(_word, (area.name, *area.names))]
        return self._best([area for area in named if _says_which(text)])

    def origin(self, untrusted_governorate: str, untrusted_district: str, place: str) -> Origin:
        """Return where a family is from, by the catalogue's names; unknown text stays as typed.

        A district names its governorate.  A district in the column of governorates is put right.
        """
        area = self.governorate(untrusted_governorate)
        governorate = area.name if area else untrusted_governorate
        district = self.district(untrusted_district, governorate)
        if area is None and (found := self.district(untrusted_governorate)):
            governorate = found.parent
            district = district or (None if untrusted_district else found)
        if not untrusted_district and district is None:
            district = self.district(place, governorate)
            district = district if district and governorate in {"", district.parent} else None
        if district and not governorate:
            governorate = district.parent
        return Origin(governorate, district.name if district else untrusted_district, place)

    def split(self, untrusted_text: str) -> Origin:
        """Return the origin told in one cell, such as "Ninewa / Mosul / Zuhur"."""
        parts = [part.strip() for part in _PARTS.split(_KIND_BEFORE.sub("/", untrusted_text))]
        parts = [one for part in parts for one in self._run_together(part)]
        told = governorate = district = ""
        rest = []
        for part in filter(None, parts):
            area = None if told else self.governorate(part)
            if area and governorate in {"", area.name}:
                told = governorate = area.name
            elif not district and (area := self.district(part, governorate)):
                district = area.name
                governorate = governorate or area.parent
            else:
                rest.append(part)
        return Origin(governorate, district, " ".join(rest))

    def _run_together(self, part: str) -> list[str]:
        """Return a part as its areas where several stand in it with nothing between them."""
        words = part.split()
        if len(words) < 2 or self._find(part):  # noqa: PLR2004  more than one area
            return [part]
        for n in range(1, len(words)):
            first, rest = " ".join(words[:n]), " ".join(words[n:])
            if self.governorate(first) and (self.district(rest) or self.governorate(rest)):
                return [first, rest]
            if self.district(first) and self.governorate(rest):
                return [first, rest]
        return [part]

    def _find(self, text: str) -> tuple[Area, ...]:
        word = _word(text)
        if word in self._by_word or len(word) < _LONG_ENOUGH:
            return self._by_word.get(word, ())
        near = process.extractOne(
            word, self._by_word.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH
        )
        return self._by_word[near[0]] if near and near[0][0] == word[0] else ()

    @staticmethod
    def _best(areas: list[Area], governorate: str = "") -> Area | None:
        inside = [area for area in areas if area.parent == governorate]
        return next(iter(inside or areas), None)


@lru_cache(4_096)
def _sound(text: str) -> str:
    """Return the consonants of a name; empty where they are too few to tell it by."""
    bones = "".join(skeleton(word) for word in fold(text).split() if word not in _KIND_OF_AREA)
    return bones if len(bones) >= _CONSONANTS else ""


def _says_which(text: str) -> bool:
    """Tell whether more is said than what kind of area it is: "مدينة" is a district's name, too."""
    return any(word not in _KIND_OF_AREA for word in folded(text.replace("-", " ")).split())


def _word(text: str) -> str:
    """Return a name of an area without article and kind, its words joined."""
    words = folded(text.replace("-", " ")).split()
    telling = [word for word in words if word not in _KIND_OF_AREA | _ARTICLES]
    return "".join(telling or words)
