"""One call of the program: what was asked, how to answer, and what opens a camp."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_, Words

if TYPE_CHECKING:
    from camp_desk.storage.camp import Camp

PASSPHRASE = "CAMP_DESK_PASSPHRASE"  # noqa: S105  the variable's name

Result = dict[str, object]


class NoPassphrase(CampDeskError):
    """Nobody can be asked for the passphrase."""

    message = N_("The passphrase is not given.")
    advice = N_("Set {variable}, or run this from a terminal that can ask for it.")


class PassphrasesDiffer(CampDeskError):
    """The passphrase was typed in two ways."""

    message = N_("The two passphrases are not the same.")
    advice = N_("Start again and type the same one twice.")


@dataclass(frozen=True, slots=True)
class Job:
    """One call of the program: what was asked, in which language, and how to answer."""

    args: argparse.Namespace
    words: Words

    def say(self, sentence: str) -> None:
        """Tell the person, where it does not mix with a JSON answer."""
        print(sentence, file=sys.stderr if self.args.json else sys.stdout, flush=True)

    def passphrase(self, *, new: bool = False) -> str:
        """Return the passphrase from the environment or the prompt.

        Raises:
            NoPassphrase: There is neither.
            PassphrasesDiffer: A new one was typed in two ways.
        """
        if given := os.environ.get(PASSPHRASE):
            return given
        typed = self.hidden(self.words("Passphrase: "))
        if new and self.hidden(self.words("The same again: ")) != typed:
            raise PassphrasesDiffer
        return typed

    def hidden(self, question: str) -> str:
        """Return what somebody types without its being seen.

        Raises:
            NoPassphrase: Nobody is there to type.
        """
        if not sys.stdin or not sys.stdin.isatty():
            raise NoPassphrase(variable=PASSPHRASE)
        return getpass.getpass(question)


@contextmanager
def opened(job: Job) -> Iterator[Camp]:
    """Open the camp that was named, and close it at the end."""
    from camp_desk.actions.camps import open_camp

    camp = open_camp(job.args.camp, job.passphrase())
    try:
        yield camp
    finally:
        camp.close()


def day_of(untrusted_day: str, otherwise: date | None) -> date | None:
    """Return the day that was typed, or another if none was.

    Raises:
        UnreadableDay: It is no day.
    """
    from camp_desk.domain.days import read_moment

    if not untrusted_day:
        return otherwise
    moment = read_moment(untrusted_day, date.today() + timedelta(days=3650))
    if moment is None:
        raise UnreadableDay(day=untrusted_day)
    return moment.date()


class UnreadableDay(CampDeskError):
    """What was typed is no day."""

    message = N_("“{day}” is not a day.")
    advice = N_("Type it like 2014-07-05 or 5/7/2014.")


def plain(quantity: int, unit: str) -> float:
    """Return kg, or pieces for what is counted."""
    return quantity if unit == "piece" else quantity / 1000
