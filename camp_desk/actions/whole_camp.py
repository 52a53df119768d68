"""Comparing all households of the camp anew, a few at a time, so that others can save between."""

from __future__ import annotations

from dataclasses import dataclass, replace

from camp_desk.domain.likeness import Frequencies
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.roles import Right
from camp_desk.domain.words import Words
from camp_desk.storage import families, findings
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from camp_desk.storage.tables import Changes, Topic

AT_ONCE = 20
"""Households in one transaction: about a tenth of a second, in the largest camp."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a check has come.  ``found`` are the pairs that were not known before."""

    done: int
    total: int
    found: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a check came, and what waits for a decision now.

    ``duplicates`` are pairs that may be one family, ``children`` pairs that show one child.
    """

    step: Step
    duplicates: int
    children: int
    changes: Changes = frozenset({Topic.FINDINGS})

    def sentence(self, words: Words) -> str:
        """Return what came of the check."""
        step = self.step
        done, total = f"{step.done:,}", f"{step.total:,}"
        begin = words("All {total} families were compared.", total=total)
        if not step.finished:
            begin = words(
                "Stopped after {done} of {total} families; what was found so far stays.",
                done=done,
                total=total,
            )
        found = words.plural("{n} pair is new.", "{n} pairs are new.", step.found)
        wait = words(
            "To decide: {pairs} possible duplicates, {children} pairs that show the same child.",
            pairs=f"{self.duplicates:,}",
            children=f"{self.children:,}",
        )
        return f"{begin} {found} {wait}"


class WholeCamp:
    """One check of the whole camp, from its first household to its last.

    Nothing of it goes into the journal: what is found is worked out, by each desk for itself.
    Stopped between two steps, it leaves what it found so far.
    """

    def __init__(self) -> None:
        self._common: Frequencies | None = None
        self._after = 0
        self._step = Step(0, 0, 0, finished=False)

    def step(self, camp: Camp) -> Step:
        """Compare the next few households.

        Raises:
            NotAllowed: The officer does not decide.
        """
        camp.require(Right.DECIDE)
        with camp.transaction():
            if self._common is None:
                self._common = families.frequencies(camp.db)
            checked = families.check_again(camp.db, self._common, self._after, AT_ONCE)
            total = families.to_check(camp.db)
        before = self._step
        if checked is None:
            self._step = replace(before, total=before.done, finished=True)
        else:
            self._after = checked.last
            done, found = before.done + checked.households, before.found + checked.found
            self._step = Step(done, max(total, done), found, finished=False)
        return self._step

    def end(self, camp: Camp) -> Outcome:
        """Return what came of it, whether it came to the end or was stopped."""
        kinds = [each.kind for each in findings.findings(camp.db)]
        pairs, children = (kinds.count(k) for k in (Kind.POSSIBLE_DUPLICATE, Kind.BORROWED_CHILD))
        return Outcome(self._step, pairs, children)


def check_camp(camp: Camp, report: Report = silent) -> Outcome:
    """Compare all households anew, step by step.

    Raises:
        NotAllowed: The officer does not decide.
        Whatever ``report`` raises to stop the work: what was found so far is kept.
    """
    check = WholeCamp()
    while not (step := check.step(camp)).finished:
        report(step.done, step.total)
    return check.end(camp)
