"""Comparing all households of the camp anew, a few at a time, so that others can save between."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.likeness import Frequencies
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.roles import Right
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
    changes: Changes = frozenset()


@dataclass(frozen=True, slots=True)
class Open:
    """What waits for a decision: pairs that may be one family, pairs that show one child."""

    duplicates: int
    children: int


class WholeCamp:
    """One check of the whole camp, from its first household to its last.

    Nothing of it goes into the journal: what is found is worked out, by each desk for itself.
    Stopped between two steps, it leaves what it found so far.
    """

    def __init__(self) -> None:
        self._common: Frequencies | None = None
        self._after = self._done = self._found = 0

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
        if checked is None:
            topics = frozenset({Topic.FINDINGS})
            return Step(self._done, self._done, self._found, finished=True, changes=topics)
        self._after = checked.last
        self._done += checked.households
        self._found += checked.found
        return Step(self._done, max(total, self._done), self._found, finished=False)


def check_camp(camp: Camp, report: Report = silent) -> Step:
    """Compare all households anew, step by step.

    Raises:
        NotAllowed: The officer does not decide.
        Whatever ``report`` raises to stop the work: what was found so far is kept.
    """
    check = WholeCamp()
    while not (step := check.step(camp)).finished:
        report(step.done, step.total)
    return step


def waiting(camp: Camp) -> Open:
    """Return how many findings of a check wait for a decision."""
    kinds = [each.kind for each in findings.findings(camp.db)]
    return Open(kinds.count(Kind.POSSIBLE_DUPLICATE), kinds.count(Kind.BORROWED_CHILD))
