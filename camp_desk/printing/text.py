"""Lines of text in any of the camp's scripts: shaped by HarfBuzz, ordered by UAX #9."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from camp_desk.printing.bidi import bidi_class, visual_runs
from camp_desk.printing.fonts import EmbeddedFont

_MAX_REMEMBERED = 20_000
"""How many shaped words a typesetter keeps; then it starts afresh, and memory stays bounded."""

_JOINERS = "\u200c\u200d"
_STEERING = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})
_FIGURES = re.compile(r"(?:[0-9٠-٩٫٬.,:/ -]|(?<![A-Z])[A-Z](?![A-Z]))+\Z")
"""What needs no shaping: numbers, and codes in which no two letters stand together."""

_ONE_NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*\Z|[٠-٩٫٬]+\Z")
"""What reads from left to right in every line, whatever it stands beside."""

_ARABIC = "\u0620-\u063f\u0641-\u065f\u066e-\u06d5\u06ee\u06ef\u06fa-\u06ff"
_ARABIC_ONLY = re.compile(rf"[{_ARABIC}](?:[{_ARABIC} \u200c]*[{_ARABIC}])?\Z")
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_SIGNED = re.compile("[+\u2212][0-9.,]+")
_PILE = re.compile(rf"([{_MARKS}]{{3}})[{_MARKS}]+")


def one_line(untrusted_text: str) -> str:
    """Return a text as it may stand on paper beside other things.

    Line breaks become spaces, controls (among them the marks that turn the direction of
    whatever follows) disappear, and of a pile of marks on one letter three are left, so
    that nothing typed into a name can move, hide or overprint its neighbours.
    """
    text = untrusted_text
    if not text.isprintable():
        text = " ".join("".join(_printable(character) for character in text).split())
    return text if text.isascii() else _PILE.sub(r"\1", text)


def isolated(untrusted_text: str) -> str:
    """Return a value to be filled into a sentence, so that its direction stays its own."""
    return f"\u2068{one_line(untrusted_text)}\u2069"


def quantity(untrusted_text: str) -> str:
    """Return an isolated quantity whose sign stays before its digits where the unit is Arabic."""
    return _SIGNED.sub("\u2066\\g<0>\u2069", isolated(untrusted_text))


def _printable(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    return " " if character.isspace() else ""


class Line(NamedTuple):
    """A shaped line, ready to be drawn.

    ``width`` is in thousandths of the type size.  ``array`` is the inside of a PDF ``TJ``
    array; where marks stand off the baseline it is empty, and ``raised`` has pieces of a
    rise, in thousandths, and an array.
    """

    width: float
    array: str
    raised: tuple[tuple[int, str], ...] = ()

    def drawn(self, size: float) -> str:
        """Return the PDF operators that draw the line at a type size in points."""
        if not self.raised:
            return f"[{self.array}]TJ"
        return " ".join(
            f"{rise * size / 1000:.2f} Ts [{array}]TJ 0 Ts" if rise else f"[{array}]TJ"
            for rise, array in self.raised
        )


class _Codes(dict[int, str]):
    """The codes of characters that are set as they are, by their code points."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, point: int) -> str:
        self[point] = self._font.code(self._font.face.glyphs[point], chr(point))
        return self[point]


class _Advances(dict[str, float]):
    """The widths of such characters in thousandths of the type size."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, character: str) -> float:
        self[character] = self._face.advances[self._face.glyphs[ord(character)]]
        return self[character]


class Typesetter:
    """Sets lines in one font of one document."""

    def __init__(self, font: EmbeddedFont, language: str) -> None:
        self.font = font
        self._language = language
        self._words: dict[bool, dict[str, Line]] = {False: {}, True: {}}
        self._mixed: dict[tuple[str, int | None], Line] = {}
        self._codes = _Codes(font)
        self._advances = _Advances(font)

    def line(self, text: str, base: int | None = None) -> Line:
        """Return a line; ``base`` as for `camp_desk.printing.bidi.visual_runs`."""
        if _FIGURES.match(text) and (base != 1 or _ONE_NUMBER.match(text)):
            return self._figure(text)
        if base != 1 and (text.isascii() or _STEERING.isdisjoint(map(bidi_class, text))):
            return self._run(text, right_to_left=False)
        if base != 0 and _ARABIC_ONLY.match(text):
            return self._run(text, right_to_left=True)
        return self._mixed_line(text, base)

    def _mixed_line(self, text: str, base: int | None) -> Line:
        """Return a line with runs in both directions."""
        found = self._mixed.get((text, base))
        if found is None:
            runs = [
                self._run("".join(map(_drawable, text[start:end])), right_to_left=bool(level % 2))
                for start, end, level in visual_runs(text, base)
            ]
            if len(self._mixed) >= _MAX_REMEMBERED:
                self._mixed.clear()
            found = self._mixed[text, base] = _joined(runs, "", 0.0)
        return found

    def _figure(self, text: str) -> Line:
        """Return a line of characters that need no shaping."""
        width = sum(map(self._advances.__getitem__, text))
        return Line(width, f"<{text.translate(self._codes)}>")

    def _run(self, run: str, *, right_to_left: bool) -> Line:
        """Return a run, set word by word: words come again, lines hardly ever."""
        known = self._words[right_to_left]
        words = [
            known.get(word) or self._new_word(word, right_to_left=right_to_left)
            for word in run.split(" ")
        ]
        if len(words) == 1:
            return words[0]
        if right_to_left:
            words.reverse()
        space = known.get(" ") or self._new_word(" ", right_to_left=right_to_left)
        return _joined(words, space.array, space.width)

    def _new_word(self, word: str, *, right_to_left: bool) -> Line:
        if not word:
            return Line(0.0, "")
        if not right_to_left and _FIGURES.match(word):
            return self._figure(word)
        known = self._words[right_to_left]
        if len(known) >= _MAX_REMEMBERED:
            known.clear()
        found = known[word] = self._shaped(word, right_to_left=right_to_left)
        return found

    def _shaped(self, word: str, *, right_to_left: bool) -> Line:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(word)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.language = self._language if right_to_left else "en"
        uharfbuzz.shape(self.font.face.shaper, buffer, {})
        return self._placed(buffer, _sources(word, buffer.glyph_infos, right_to_left))

    def _placed(self, buffer: Any, sources: list[tuple[str, str]]) -> Line:
        """Return glyphs with the texts they stand for as PDF codes and moves."""
        font, scale = self.font, self.font.face.scale
        pieces: list[tuple[int, list[str]]] = []
        width = 0.0
        for info, place, (own, rest) in zip(
            buffer.glyph_infos, buffer.glyph_positions, sources, strict=True
        ):
            rise = round(place.y_offset * scale)
            if not pieces or pieces[-1][0] != rise:
                pieces.append((rise, []))
            parts = pieces[-1][1]
            offset = place.x_offset * scale
            if offset:
                parts.append(f"{-offset:.0f}")
            parts.append(f"<{font.code(info.codepoint, own)}>")
            advance = place.x_advance * scale
            back = round(font.face.advances[info.codepoint] + offset - advance)
            if back:
                parts.append(str(back))
            parts.extend(f"<{font.code(font.face.blank, letter)}>" for letter in rest)
            width += advance
        return _line(width, [(rise, "".join(parts)) for rise, parts in pieces])


def _line(width: float, pieces: list[tuple[int, str]]) -> Line:
    """Return a line of pieces, each with its rise."""
    packed = tuple((rise, array.replace("><", "")) for rise, array in pieces)
    if len(packed) == 1 and not packed[0][0]:
        return Line(width, packed[0][1])
    return Line(width, "", packed)


def _joined(lines: list[Line], space: str, space_width: float) -> Line:
    """Return lines set one after the other with spaces between them."""
    width = sum([line.width for line in lines]) + space_width * (len(lines) - 1)
    if not any(line.raised for line in lines):
        return Line(width, space.join([line.array for line in lines]).replace("><", ""))
    pieces: list[tuple[int, str]] = []
    for nth, line in enumerate(lines):
        spaced = [(0, space)] if nth else []
        for rise, array in [*spaced, *(line.raised or ((0, line.array),))]:
            if pieces and pieces[-1][0] == rise:
                pieces[-1] = (rise, pieces[-1][1] + array)
            else:
                pieces.append((rise, array))
    return _line(width, pieces)


def _drawable(character: str) -> str:
    """Return a character unless it only steers the direction."""
    if character in _JOINERS or unicodedata.category(character) not in {"Cf", "Cc"}:
        return character
    return ""


def _sources(word: str, infos: Any, right_to_left: bool) -> list[tuple[str, str]]:  # noqa: FBT001  as shaped
    """Return for each glyph the text that it stands for, and letters to follow as blanks.

    The first glyph of a cluster, in reading order, stands for its letters and marks.  Read
    from right to left it stands for the last of them and blanks for the others, since
    readers turn the displayed order around.
    """
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, (*starts[1:], len(word)), strict=True))
    reading = range(len(infos) - 1, -1, -1) if right_to_left else range(len(infos))
    first: dict[int, int] = {}
    for nth in reading:
        first.setdefault(infos[nth].cluster, nth)
    found = []
    for nth, info in enumerate(infos):
        own = word[info.cluster : ends[info.cluster]] if first[info.cluster] == nth else ""
        rest = ""
        if right_to_left and len(own) > 1:
            own, rest = own[-1], own[-2::-1]
        found.append((own, rest))
    return found
