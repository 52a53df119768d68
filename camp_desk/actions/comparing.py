"""Comparing what a stick brought with the whole camp, a few families at a time."""

from __future__ import annotations

from dataclasses import dataclass

from camp_desk.domain.likeness import Frequencies
from camp_desk.domain.progress import Report, silent
from camp_desk.storage import comparing, families
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes, Topic

AT_ONCE = 20
"""Households in one transaction: about a tenth of a second, in the largest camp."""

_PAIRS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Compared:
    """How far a comparison has come: families compared, and how many there are in all."""

    done: int
    total: int
    finished: bool
    changes: Changes = frozenset()


class NewFamilies:
    """One run through all families that were not compared yet, the latest first.

    Others save between two steps.  What is left when it stops stays written down in the file, for
    the next run; what it found is a finding at once.
    """

    def __init__(self) -> None:
        self._common: Frequencies | None = None
        self._done = 0
        self._worked = False

    def step(self, camp: Camp) -> Compared:
        """Compare the next few; when there are none, weigh pairs again after an exchange."""
        found, waiting = 0, comparing.waiting(camp.db)
        weighs = comparing.is_weighing(camp.db)
        if waiting or weighs:
            self._worked = True
            with camp.transaction():
                if self._common is None:
                    self._common = families.frequencies(camp.db)
                if waiting:
                    found = families.check_new(camp.db, most=AT_ONCE, common=self._common)
                else:
                    comparing.weigh_some(camp.db, self._common, _PAIRS_AT_ONCE)
        left = comparing.waiting(camp.db)
        self._done += max(0, waiting - left)
        finished = not (waiting or weighs)
        news = found or (finished and self._worked)
        changes: Changes = frozenset({Topic.FINDINGS}) if news else frozenset()
        return Compared(self._done, self._done + left, finished, changes)


def compare_new(camp: Camp, report: Report = silent) -> Changes:
    """Compare all families that were not compared yet, step by step.

    Raises:
        Whatever ``report`` raises to stop: the rest waits for the next time.
    """
    run, changes = NewFamilies(), Changes()
    while True:
        step = run.step(camp)
        changes |= step.changes
        if step.finished:
            return changes
        report(step.done, step.total)
