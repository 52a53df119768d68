"""The Unicode bidirectional algorithm (UAX #9): embedding levels, and runs in display order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

_MAX_DEPTH = 125
_MAX_OPEN_BRACKETS = 63

_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"RLE", "LRE", "RLO", "LRO"})
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}
_NEUTRAL = _ISOLATES | {"PDI", "B", "S", "WS", "ON"}
_FOLLOWING = _ISOLATES | {"PDI", "WS"}
_SIDES = {"L": "L", "R": "R", "EN": "R", "AN": "R"}

_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309"
    "\u230a\u230b\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772"
    "\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef"
    "\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e\u2991"
    "\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23"
    "\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008"
    "\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019"
    "\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f"
    "\uff60\uff62\uff63"
)
"""Opening and closing brackets in turn.  Source: Unicode's BidiBrackets.txt."""

_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSED_BY = {
    opening: _CANONICAL.get(closing, closing)
    for opening, closing in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
}
_CLOSING = {closing: _CANONICAL.get(closing, closing) for closing in _PAIRS[1::2]}


class Run(NamedTuple):
    """A piece of a text that is read in one direction: ``text[start:end]``.

    It may hold direction marks, which are not drawn.  An odd level reads from right to left.
    """

    start: int
    end: int
    level: int


def visual_runs(text: str, base: int | None = None) -> list[Run]:
    """Return the pieces of a line from left to right as they are displayed (rule L2).

    Args:
        text: One line, in the order in which it is read and stored.
        base: 0 for a left-to-right line, 1 for a right-to-left one, None to take the direction of
            its first strong letter.
    """
    _, found = levels(text, base)
    runs: list[Run] = []
    for at, level in enumerate(found):
        if level is None:
            continue
        if runs and runs[-1].level == level:
            runs[-1] = Run(runs[-1].start, at + 1, level)
        else:
            runs.append(Run(at, at + 1, level))
    lowest_odd = min((run.level for run in runs if run.level % 2), default=_MAX_DEPTH + 2)
    for level in range(max((run.level for run in runs), default=0), lowest_odd - 1, -1):
        _reverse_from(runs, level)
    return runs


def levels(text: str, base: int | None = None) -> tuple[int, list[int | None]]:
    """Return the line's own level and one level for each character.

    Characters that the algorithm removes (embeddings and boundary neutrals, rule X9) have None.
    """
    kinds = [bidi_class(character) for character in text]
    isolates = _matching_isolates(kinds)
    if base is None:
        base = _first_strong(kinds, 0, len(kinds), isolates) or 0
    explicit = _Explicit(kinds, base, isolates)
    found = explicit.levels
    for sequence in _sequences(kinds, found, isolates, base):
        _resolve(sequence, text, kinds, explicit.kinds, found)
    _reset_ends(kinds, found, base)
    return base, [
        None if kind in _REMOVED else level for kind, level in zip(kinds, found, strict=True)
    ]


@cache
def bidi_class(character: str) -> str:
    """Return the bidirectional class of a character, such as "AL"; unassigned ones are "L"."""
    return unicodedata.bidirectional(character) or "L"


def _reverse_from(runs: list[Run], level: int) -> None:
    """Reverse every stretch of runs at the level or higher."""
    displayed: list[Run] = []
    for high, stretch in groupby(runs, key=lambda run: run.level >= level):
        found = list(stretch)
        displayed.extend(reversed(found) if high else found)
    runs[:] = displayed


def _matching_isolates(kinds: Sequence[str]) -> dict[int, int]:
    """Return where each isolate that is closed is closed (BD9)."""
    opened: list[int] = []
    matches: dict[int, int] = {}
    for at, kind in enumerate(kinds):
        if kind in _ISOLATES:
            opened.append(at)
        elif kind == "PDI" and opened:
            matches[opened.pop()] = at
        elif kind == "B":
            opened.clear()
    return matches


def _first_strong(
    kinds: Sequence[str], start: int, end: int, isolates: dict[int, int]
) -> int | None:
    """Return the direction of the first strong letter outside of isolates (P2, P3)."""
    at = start
    while at < end:
        kind = kinds[at]
        if kind in {"L", "R", "AL"}:
            return 0 if kind == "L" else 1
        at = isolates.get(at, end) + 1 if kind in _ISOLATES else at + 1
    return None


class _Status(NamedTuple):
    """One entry of the stack of directions."""

    level: int
    override: str = ""
    isolate: bool = False


class _Explicit:
    """Levels from embeddings, overrides and isolates (rules X1 to X8)."""

    def __init__(self, kinds: Sequence[str], base: int, isolates: dict[int, int]) -> None:
        self.levels = [base] * len(kinds)
        self.kinds = list(kinds)
        self._isolates = isolates
        self._base = base
        self._start_paragraph()
        for at, kind in enumerate(kinds):
            self._take(at, kind)

    def _start_paragraph(self) -> None:
        self._stack = [_Status(self._base)]
        self._overflow_isolates = self._overflow_embeddings = self._valid_isolates = 0

    def _take(self, at: int, kind: str) -> None:
        if kind in _EMBEDDINGS:
            self._embed(at, kind)
        elif kind in _ISOLATES:
            self._isolate(at, kind)
        elif kind == "PDI":
            self._end_isolate(at)
        elif kind == "PDF":
            self._end_embedding(at)
        elif kind == "B":
            self.levels[at] = self._base
            self._start_paragraph()
        else:
            self._place(at, overridden=kind != "BN")

    def _place(self, at: int, *, overridden: bool) -> None:
        top = self._stack[-1]
        self.levels[at] = top.level
        if overridden and top.override:
            self.kinds[at] = top.override

    def _next_level(self, *, rightward: bool) -> int:
        """Return the least higher level of the direction, or 0 where there is no room for it."""
        level = self._stack[-1].level
        deeper = (level + 2) & ~1 if rightward else (level + 1) | 1
        room = deeper <= _MAX_DEPTH and not (self._overflow_isolates or self._overflow_embeddings)
        return deeper if room else 0

    def _embed(self, at: int, kind: str) -> None:
        self._place(at, overridden=False)
        if level := self._next_level(rightward=kind[0] == "L"):
            override = {"RLO": "R", "LRO": "L"}.get(kind, "")
            self._stack.append(_Status(level, override))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _isolate(self, at: int, kind: str) -> None:
        self._place(at, overridden=True)
        if kind == "FSI":
            end = self._isolates.get(at, len(self.kinds))
            rightward = _first_strong(self.kinds, at + 1, end, self._isolates) != 1
            kind = "LRI" if rightward else "RLI"
        if level := self._next_level(rightward=kind == "LRI"):
            self._valid_isolates += 1
            self._stack.append(_Status(level, isolate=True))
        else:
            self._overflow_isolates += 1

    def _end_isolate(self, at: int) -> None:
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._stack.pop().isolate:
                pass
            self._valid_isolates -= 1
        self._place(at, overridden=True)

    def _end_embedding(self, at: int) -> None:
        self._place(at, overridden=False)
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) > 1:
            self._stack.pop()


class _Sequence(NamedTuple):
    """An isolating run sequence: which characters, and the directions it lies between (X10)."""

    places: list[int]
    level: int
    before: str
    after: str


def _sequences(
    kinds: Sequence[str], found: Sequence[int], isolates: dict[int, int], base: int
) -> Iterator[_Sequence]:
    """Yield the sequences of a line; the characters removed by X9 are in none."""
    kept = [at for at, kind in enumerate(kinds) if kind not in _REMOVED]
    runs = [list(run) for _, run in groupby(kept, key=lambda at: found[at])]
    starting = {run[0]: run for run in runs}
    closings = set(isolates.values())
    position = {at: nth for nth, at in enumerate(kept)}
    # Levels change while sequences are resolved; the neighbours' directions come from before.
    original = list(found)
    for run in runs:
        if run[0] in closings:
            continue
        places = list(run)
        while isolates.get(places[-1]) in starting:
            places += starting[isolates[places[-1]]]
        level = original[places[0]]
        earlier, later = position[places[0]] - 1, position[places[-1]] + 1
        open_ended = kinds[places[-1]] in _ISOLATES and places[-1] not in isolates
        previous = original[kept[earlier]] if earlier >= 0 else base
        following = base if open_ended or later >= len(kept) else original[kept[later]]
        yield _Sequence(places, level, _side(max(level, previous)), _side(max(level, following)))


def _side(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve(
    sequence: _Sequence,
    text: str,
    original: Sequence[str],
    kinds: Sequence[str],
    found: list[int],
) -> None:
    """Set the levels of one sequence (rules W1 to I2)."""
    here = [kinds[at] for at in sequence.places]
    _resolve_marks_and_numbers(here, sequence.before)
    _resolve_separators(here)
    _resolve_terminators(here, sequence.before)
    _resolve_brackets(here, sequence, text, original)
    _resolve_neutrals(here, sequence)
    for at, kind in zip(sequence.places, here, strict=True):
        if sequence.level % 2:
            found[at] = sequence.level + (kind != "R")
        else:
            found[at] = sequence.level + {"L": 0, "R": 1}.get(kind, 2)


def _resolve_marks_and_numbers(here: list[str], before: str) -> None:
    """Apply W1 to W3: marks follow their letter, numbers after Arabic letters are Arabic."""
    previous = strong = before
    for nth, kind in enumerate(here):
        if kind == "NSM":
            here[nth] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        if here[nth] in {"L", "R", "AL"}:
            strong = here[nth]
        elif here[nth] == "EN" and strong == "AL":
            here[nth] = "AN"
        previous = here[nth]
    here[:] = ["R" if kind == "AL" else kind for kind in here]


def _resolve_separators(here: list[str]) -> None:
    """Apply W4: one separator between two numbers of a kind belongs to them."""
    for nth in range(1, len(here) - 1):
        left, right = here[nth - 1], here[nth + 1]
        if left != right:
            continue
        if (here[nth] in {"ES", "CS"} and left == "EN") or (here[nth] == "CS" and left == "AN"):
            here[nth] = left


def _resolve_terminators(here: list[str], before: str) -> None:
    """Apply W5 to W7: signs beside a number belong to it, the rest are neutral."""
    at = 0
    for kind, stretch in groupby(list(here)):
        end = at + sum(1 for _ in stretch)
        if kind == "ET" and "EN" in (*here[max(at - 1, 0) : at], *here[end : end + 1]):
            here[at:end] = ["EN"] * (end - at)
        at = end
    strong = before
    for nth, kind in enumerate(here):
        if kind in {"ES", "ET", "CS"}:
            here[nth] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            here[nth] = "L"


def _bracket_pairs(here: Sequence[str], places: Sequence[int], text: str) -> list[tuple[int, int]]:
    """Return the positions of bracket pairs by their opening (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for nth, at in enumerate(places):
        if here[nth] != "ON":
            continue
        character = text[at]
        if closing := _CLOSED_BY.get(character):
            if len(opened) == _MAX_OPEN_BRACKETS:
                break
            opened.append((closing, nth))
        elif closing := _CLOSING.get(character):
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == closing:
                    pairs.append((opened[depth][1], nth))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(
    here: list[str], sequence: _Sequence, text: str, original: Sequence[str]
) -> None:
    """Apply N0: a pair of brackets takes one direction, that of what it holds or stands in."""
    own = _side(sequence.level)
    for opening, closing in _bracket_pairs(here, sequence.places, text):
        inside = {_SIDES.get(kind) for kind in here[opening + 1 : closing]} - {None}
        if not inside:
            continue
        side = own
        if own not in inside:
            earlier = (_SIDES[kind] for kind in reversed(here[:opening]) if kind in _SIDES)
            side = next(earlier, sequence.before)
        for bracket in (opening, closing):
            here[bracket] = side
            nth = bracket + 1
            while nth < len(here) and original[sequence.places[nth]] == "NSM":
                here[nth] = side
                nth += 1


def _resolve_neutrals(here: list[str], sequence: _Sequence) -> None:
    """Apply N1 and N2: neutrals between like directions join them, others follow the line."""
    at = 0
    for neutral, stretch in groupby(list(here), key=_NEUTRAL.__contains__):
        end = at + sum(1 for _ in stretch)
        if neutral:
            left = _SIDES[here[at - 1]] if at else sequence.before
            right = _SIDES[here[end]] if end < len(here) else sequence.after
            side = left if left == right else _side(sequence.level)
            here[at:end] = [side] * (end - at)
        at = end


def _reset_ends(kinds: Sequence[str], found: list[int], base: int) -> None:
    """Apply L1: separators, and spaces before them or at the end, have the line's level."""
    trailing = True
    for at in range(len(kinds) - 1, -1, -1):
        kind = kinds[at]
        if kind in {"B", "S"}:
            trailing = True
        elif kind in _REMOVED:
            continue
        elif kind not in _FOLLOWING:
            trailing = False
        if trailing:
            found[at] = base
