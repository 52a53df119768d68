"""What the dialog of tokens asks of the camp, on the threads that read and write."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from camp_desk.actions import paper, reception_paper
from camp_desk.actions import tokens as acts
from camp_desk.domain.roles import Right
from camp_desk.domain.tokens import Kind, State, read
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes
from camp_desk.storage.tokens import Run
from camp_desk.storage.views import Views
from camp_desk.ui.jobs import Report

_MOST_RUNS = 500


@dataclass(frozen=True, slots=True)
class Printed:
    """Strips on paper."""

    changes: Changes
    pdf: bytes
    n: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many strips there are, and the runs they were made in."""

    counts: dict[Kind, dict[State, int]]
    runs: list[Run]


def standing(views: Views) -> Standing:
    """Return what the dialog shows."""
    return Standing(views.token_counts(), views.token_runs(_MOST_RUNS))


def make(kind: Kind, count: int, colour: str, words: Words, camp: Camp, report: Report) -> Printed:
    """Make strips and their paper: both, or neither."""
    with camp.transaction():
        made = acts.make(camp, kind, count, colour)
        pdf, n = _paper(camp, (made.first, made.last), words, report)
    return Printed(made.changes, pdf, n, made.first, made.last)


def again(first: str, last: str, words: Words, camp: Camp, report: Report) -> Printed:
    """Print strips once more, by their numbers as they were typed."""
    numbers = run(first, last)
    pdf, n = _paper(camp, numbers, words, report)
    return Printed(frozenset(), pdf, n, *numbers)


def _paper(camp: Camp, numbers: tuple[int, int], words: Words, report: Report) -> tuple[bytes, int]:
    out, other = BytesIO(), paper.second_language(words)
    n = reception_paper.print_strips(camp, *numbers, out, words=words, other=other, report=report)
    return out.getvalue(), n


def mark(state: State, first: str, last: str, reason: str, camp: Camp) -> acts.Marked:
    """Write down what became of strips, by their numbers as they were typed."""
    camp.require(Right.REGISTER)
    return acts.mark(camp, state, *run(first, last), reason=reason)


def run(untrusted_first: str, untrusted_last: str) -> tuple[int, int]:
    """Return the numbers that were typed; without a last one only the first is meant.

    Raises:
        BadTokenNumber: One of them is none.
    """
    first = read(untrusted_first)
    return first, read(untrusted_last) if untrusted_last.strip() else first
