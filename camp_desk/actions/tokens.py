"""Tokens and wristbands: making strips, and writing down what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.checks import bounded
from camp_desk.actions.household_events import ReasonMissing
from camp_desk.domain.cards import written as card_written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.roles import Right
from camp_desk.domain.tokens import COLOURS, LAST, STRONGER, Kind, State, numbers_of, runs, written
from camp_desk.domain.words import N_
from camp_desk.storage import households, tokens
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.tables import Changes
from camp_desk.storage.tokens import Mark, Run

MOST_AT_ONCE = 10_000
"""Strips that are made or printed at once: some 1,000 pages."""


class BadCount(CampDeskError):
    """No number of strips that can be made."""

    message = N_("{count} strips cannot be made at once.")
    advice = N_("Make between 1 and {most}.")


class NoNumbersLeft(CampDeskError):
    """The desk has made all numbers that it may make."""

    message = N_("This desk has numbers for {left} more strips.")
    advice = N_(
        "Make fewer, or make them at a desk with a lower number: desks 1 to 9 have 100,000 each."
    )


class BadColour(CampDeskError):
    """No colour of ours."""

    message = N_("“{colour}” is no colour for a day.")
    advice = N_("Choose one of {colours}.")


class NotMade(CampDeskError):
    """Strips that nobody made, as far as is known here."""

    message = N_("Strips {first} to {last} are not among those that were made.")
    advice = N_("Check the numbers; if another desk made them, sync with it first.")


class NothingToMark(CampDeskError):
    """None of the strips can become what was asked for."""

    message = N_("None of the strips {first} to {last} is there for that.")
    advice = N_("Look at what became of them: used ones stay used, void and lost ones come back.")


class TokenUsed(CampDeskError):
    """Another household has used the strip."""

    message = N_("Token {number} was used on {at} at desk {desk} for card {card}.")
    advice = N_("Ask whose it is, and look at that household before this one is saved.")


class TokenRefused(CampDeskError):
    """The strip was lost or is void."""

    message = N_("Token {number} is not valid: it was written off on {day} by {officer}.")
    advice = N_("Keep the strip and give another one; if it was found again, say so first.")


@dataclass(frozen=True, slots=True)
class Made:
    """Strips that were just made."""

    changes: Changes
    kind: Kind
    first: int
    last: int
    colour: str


@dataclass(frozen=True, slots=True)
class Marked:
    """How many strips were marked, and how many stayed as they were."""

    changes: Changes
    marked: int
    left: int


def make(camp: Camp, kind: Kind, count: int, colour: str) -> Made:
    """Make strips with numbers that no other desk can make; they are printed next.

    Raises:
        BadCount, BadColour, NoNumbersLeft: Nothing was made.
        NotAllowed: The officer does not print cards.
    """
    camp.require(Right.PRINT_CARDS)
    if not 1 <= count <= MOST_AT_ONCE:
        raise BadCount(count=count, most=f"{MOST_AT_ONCE:,}")
    if colour not in COLOURS:
        raise BadColour(colour=bounded(colour), colours=", ".join(COLOURS))
    with camp.action("make-tokens") as entry:
        first = tokens.next_number(camp.db, camp.desk)
        left = numbers_of(camp.desk)[-1] + 1 - first
        if count > left:
            raise NoNumbersLeft(left=f"{left:,}")
        last = first + count - 1
        entry.add(
            "token_run",
            camp.new_id(),
            {
                "kind": kind.value, "first": first, "last": last, "colour": colour,
                "day": camp.today().isoformat(), "desk": int(camp.desk),
                "officer": camp.officer.id,
            },
        )  # fmt: skip
    return Made(entry.changes, kind, first, last, colour)


def mark(
    camp: Camp,
    state: State,
    first: int,
    last: int,
    *,
    reason: str = "",
    household: HouseholdId | None = None,
) -> Marked:
    """Write down that strips were issued, are void or were lost; used ones stay used.

    Args:
        camp: Where.
        state: ISSUED, VOID, LOST, or FREE: found again, or written off by mistake.
        first: The first number.
        last: The last one.
        reason: Why; needed where strips are written off.
        household: To whom they were issued, if that is known.

    Raises:
        NotMade, NothingToMark, ReasonMissing: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    why = bounded(reason)
    if state in {State.VOID, State.LOST} and not why:
        raise ReasonMissing
    first, last = min(first, last), max(first, last)
    with camp.action("mark-tokens") as entry:
        numbers, before = _made(camp, first, last)
        if state is State.FREE:
            back = {State.LOST, State.VOID}
            chosen = [each for each in numbers if before[each] in back]
            _bring_back(camp, entry, (first, last), why)
        else:
            from_ = {State.FREE} if state is State.ISSUED else {State.FREE, State.ISSUED}
            chosen = [each for each in numbers if before[each] in from_]
            for run in runs(chosen):
                _add(camp, entry, state, run, household=household, reason=why or None)
        if not chosen:
            raise NothingToMark(first=written(first), last=written(last))
    return Marked(entry.changes, len(chosen), len(numbers) - len(chosen))


def _made(camp: Camp, first: int, last: int) -> tuple[range, dict[int, State]]:
    """Return the numbers from the first to the last, and what became of each.

    Raises:
        NotMade: Nobody made all of them, as far as is known here.
    """
    numbers = range(first, last + 1)
    states = tokens.states_between(camp.db, first, last) if 0 < first <= last <= LAST else b""
    if len(states) != len(numbers) or not all(states):
        raise NotMade(first=written(max(0, first)), last=written(max(0, last)))
    return numbers, {n: STRONGER[rank - 1] for n, rank in zip(numbers, states, strict=True)}


def _bring_back(camp: Camp, entry: Entry, asked: tuple[int, int], why: str) -> None:
    """Take back what wrote strips off; of a longer run the rest stays written off."""
    first, last = asked
    for each in tokens.standing_between(camp.db, first, last, [State.LOST, State.VOID]):
        _add(camp, entry, State.FREE, (each.first, each.last), reverses=each.id, reason=why or None)
        for run in ((each.first, first - 1), (last + 1, each.last)):
            if run[0] <= run[1]:
                _add(camp, entry, each.state, run, reason=each.reason or None)


def _add(camp: Camp, entry: Entry, state: State, run: tuple[int, int], **fields: Value) -> None:
    entry.add(
        "token_mark",
        camp.new_id(),
        {
            "first": run[0], "last": run[1], "state": state.value,
            "day": camp.today().isoformat(), "at": camp.now().isoformat(timespec="seconds"),
            "desk": int(camp.desk), "officer": camp.officer.id, **fields,
        },
    )  # fmt: skip


def give(camp: Camp, household: HouseholdId, numbers: Sequence[int]) -> Changes:
    """Let these strips, and no others, be the ones that a household used.

    A strip that nobody here knows of is taken: another desk may have made it.

    Raises:
        TokenUsed, TokenRefused, NoSuchHousehold: Nothing was written.
        NotAllowed: The officer does not register.
    """
    camp.require(Right.REGISTER)
    with camp.action("use-tokens") as entry:
        if households.household(camp.db, household) is None:
            raise NoSuchHousehold(number="")
        before = tokens.used_by(camp.db, household)
        for each in before:
            if each.first not in numbers:
                _add(camp, entry, State.FREE, (each.first, each.first), reverses=each.id)
        had = {each.first for each in before}
        for number in dict.fromkeys(numbers):
            if number not in had:
                check(camp, number, household)
                _add(camp, entry, State.USED, (number, number), household=household)
    return entry.changes


def check(camp: Camp, number: int, household: HouseholdId | None) -> None:
    """Check that a household may use a strip.

    Raises:
        TokenUsed, TokenRefused: It may not.
    """
    own = households.same_as(camp.db, household) if household else ()
    for each in tokens.marks_of(camp.db, number):
        if each.state is State.USED and each.household not in own:
            raise TokenUsed(**_said(number, each))
        if each.state in {State.VOID, State.LOST}:
            raise TokenRefused(**_said(number, each))


def _said(number: int, each: Mark) -> dict[str, object]:
    return {
        "number": written(number), "at": each.at.replace("T", " ")[:16], "desk": f"{each.desk:03d}",
        "card": card_written(each.card) if each.card else "–", "day": each.day.isoformat(),
        "officer": each.officer or "–",
    }  # fmt: skip


def run_of(camp: Camp, first: int, last: int) -> list[Run]:
    """Return the runs that hold these strips, in their order, each cut to them.

    Raises:
        NotMade: Nobody made all of them, as far as is known here.
    """
    first, last = min(first, last), max(first, last)
    _made(camp, first, last)
    found = [each for each in tokens.runs(camp.db) if each.first <= last and each.last >= first]
    return sorted(found, key=lambda each: each.first)
