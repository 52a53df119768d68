"""One call of the program: what was asked, how to answer, and what opens a camp."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from camp_desk.commands.telling import tell
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.progress import MADE_ANEW, Report
from camp_desk.domain.words import N_, Words

if TYPE_CHECKING:
    from camp_desk.storage.camp import Camp

PASSPHRASE = "CAMP_DESK_PASSPHRASE"  # noqa: S105  the variable's name

NEW_PASSPHRASE = "CAMP_DESK_NEW_PASSPHRASE"  # noqa: S105  the variable's name

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
    clock: Callable[[], float] = time.time
    """Seconds since 1970."""

    def say(self, sentence: str) -> None:
        """Tell the person, where it does not mix with a JSON answer."""
        tell(sentence, sys.stderr if self.args.json else sys.stdout)

    @property
    def asks(self) -> bool:
        """Tell whether somebody sits there who can answer, and no program."""
        return not self.args.json and bool(sys.stdin and sys.stdin.isatty())

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

    def new_passphrase(self, question: str) -> str:
        """Return a passphrase for somebody else than who opened the camp, typed twice.

        Raises:
            NoPassphrase: It is neither in the environment nor can anybody be asked.
            PassphrasesDiffer: It was typed in two ways.
        """
        if given := os.environ.get(NEW_PASSPHRASE):
            return given
        if not (sys.stdin and sys.stdin.isatty()):
            raise NoPassphrase(variable=NEW_PASSPHRASE)
        typed = self.hidden(question)
        if self.hidden(self.words("The same again: ")) != typed:
            raise PassphrasesDiffer
        return typed

    def hidden(self, question: str) -> str:
        """Return what somebody types without its being seen.

        Raises:
            NoPassphrase: Nobody is there to type.
        """
        if sys.stdin and sys.stdin.isatty():
            with suppress(EOFError, UnicodeDecodeError):
                return getpass.getpass(question)
        raise NoPassphrase(variable=PASSPHRASE)

    def typed(self, question: str) -> str:
        """Return what somebody types in the open; nothing if nobody is there to type."""
        if sys.stdin and sys.stdin.isatty():
            with suppress(EOFError, UnicodeDecodeError):
                print(question, end="", file=sys.stderr, flush=True)
                return input()
        return ""


@contextmanager
def opened(job: Job) -> Iterator[Camp]:
    """Open the camp that was named, and close it at the end.

    Raises:
        CampDeskError: As camps.open_camp; what the file or its disk refuses inside the block.
    """
    from camp_desk.actions.camps import open_camp
    from camp_desk.storage.database_trouble import told_by_sqlite

    camp = open_camp(job.args.camp, job.passphrase(), job.clock, _saying(job))
    try:
        with told_by_sqlite(job.args.camp):
            yield camp
    finally:
        camp.close()


def _saying(job: Job) -> Report:
    """Return what says why a camp takes long to open, and each tenth that is done."""
    told = -1

    def report(done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // total
        if told < 0:
            job.say(job.words(MADE_ANEW))
        elif tenth != told:
            job.say(f"{10 * tenth} %")
        told = tenth

    return report


def officer_of(job: Job) -> str:
    """Return who works here: as was said, as the computer knows, or by what the first one is."""
    with suppress(ImportError, KeyError, OSError):  # a bare container knows nobody
        return str(job.args.officer or getpass.getuser())
    return job.words("Supervisor")


def check_spared(out: Path, spared: Iterable[Path]) -> None:
    """Check that what is to be written does not take the place of a file that is needed.

    Raises:
        WouldReplace: It would.
    """
    from camp_desk.storage.files import told

    with told(out):
        if out.exists() and any(each.exists() and out.samefile(each) for each in spared):
            raise WouldReplace(file=out.name)


def camp_files(camp: Path) -> tuple[Path, ...]:
    """Return what a camp lives in, and beside it whatever SQLite keeps there."""
    endings = ("", ".slots", "-wal", "-shm", ".reserve", ".new", ".snapshot")
    return tuple(camp.with_name(camp.name + ending) for ending in endings)


class WouldReplace(CampDeskError):
    """The file to be written is the camp, or what is read."""

    message = N_("{file} is needed as it is and was not replaced.")
    advice = N_("Choose another name for the file that is to be written.")


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
