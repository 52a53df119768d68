"""The transfer slip of who left: until which day their ration is covered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import card_code
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.events import EventKind
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Counts, count
from camp_desk.domain.roles import Right
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import N_, Words
from camp_desk.printing.slip import SlipValue, write_slips
from camp_desk.printing.text import isolated
from camp_desk.storage import pages, relief, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.events import Event
from camp_desk.storage.pages import HouseholdPage


class NobodyLeftTheCamp(CampDeskError):
    """There is no departure that a slip could be about."""

    message = N_("Nobody of this household has left.")
    advice = N_("Record first who leaves and where to; the slip follows from that.")


def print_slip(
    camp: Camp, household: HouseholdId, out: BinaryIO, *, words: Words, other: Words | None = None
) -> None:
    """Write the slip of those who left last, together and for one destination, as a PDF.

    Raises:
        NoSuchHousehold, NobodyLeftTheCamp: There is nothing to print.
        NotAllowed: The officer does not print cards.
    """
    print_slips(camp, (household,), out, words=words, other=other)


def print_slips(
    camp: Camp,
    left: Sequence[HouseholdId],
    out: BinaryIO,
    *,
    words: Words,
    other: Words | None = None,
) -> None:
    """Write the slips of several households, each of those who left last, as one PDF.

    Raises:
        NoSuchHousehold, NobodyLeftTheCamp: There is nothing to print.
        NotAllowed: The officer does not print cards.
    """
    camp.require(Right.PRINT_CARDS)
    slips = [_slip(camp, each, words) for each in left]
    if not slips:
        raise NobodyLeftTheCamp
    write_slips(out, slips, words=words, other=other)
    with camp.action("print") as entry:
        for each in slips:
            subject = str(each.number)
            entry.add(
                "seen", camp.new_id(), {"what": "transfer-slip", "subject": subject, "pages": 1}
            )


def _slip(camp: Camp, household: HouseholdId, words: Words) -> SlipValue:
    page = pages.page(camp.db, household)
    if page is None:
        raise NoSuchHousehold(number="")
    leaving = _leaving(page)
    if not leaving:
        raise NobodyLeftTheCamp
    found, last = page.household, leaving[0]
    covered = max((each.until for each in page.received), default=None)
    return SlipValue(
        camp=camp.name,
        number=found.number,
        issue=found.issue,
        code=card_code(found.number, found.issue, camp.here.keys.card),
        head=called(_speaker(page, leaving), page.household.registration.size, words),
        who=_who(page, leaving),
        left_on=last.day,
        destination=last.destination or words("Place of origin"),
        reason=last.reason,
        last_ration=_last_ration(page, words),
        covered_until=covered - covered.resolution if covered else None,
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        demonstration=camp.demonstration,
        holds=_holds(camp, household, words),
    )


def _holds(camp: Camp, household: HouseholdId, words: Words) -> str:
    """Return what a household was lent and still has."""
    held = relief.held(camp.db, household)
    items = stock.items(camp.db) if held else {}
    return words(", ").join(
        words(
            "{n} {item} ({number})", n=each.quantity, item=isolated(items[each.item].said(words)),
            number=isolated(each.number),
        )
        for each in held
        if each.item in items
    )  # fmt: skip


def _leaving(page: HouseholdPage) -> list[Event]:
    """Return the departures that stand and belong together with the latest one."""
    left = [each for each in page.history if each.is_a(EventKind.LEFT) and not each.reversed]
    gone = {each.id for each in page.people if each.status.value.startswith("DEPARTED")}
    whole = page.status in {Status.DEPARTED_ONWARD, Status.DEPARTED_RETURN}
    standing = [each for each in left if (each.person_id in gone if each.person_id else whole)]
    if not standing:
        return []
    last = standing[0]
    together = (last.day, last.destination, last.status)
    return [each for each in standing if (each.day, each.destination, each.status) == together]


def _who(page: HouseholdPage, leaving: list[Event]) -> Counts:
    on = leaving[0].day
    if any(each.person_id is None for each in leaving):
        if page.household.registration.counts is not None:
            return page.household.registration.counts
        there = [each for each in page.people if each.active]
    else:
        there = []
    gone = {each.person_id for each in leaving}
    going = [*there, *(each for each in page.people if each.id in gone and not each.active)]
    return count(tuple(each.member for each in going), on)


def _speaker(page: HouseholdPage, leaving: list[Event]) -> str:
    """Return the head, or the first of those who leave without the head."""
    if any(each.person_id is None for each in leaving):
        return page.head.member.name if page.head else page.household.registration.head.name
    gone = {each.person_id for each in leaving}
    return next(each.member.name for each in page.people if each.id in gone)


def _last_ration(page: HouseholdPage, words: Words) -> str:
    if not page.received:
        return ""
    last = max(page.received, key=lambda each: (each.until, each.at))
    return words(
        "Last ration: handed over on {day}, list {list}",
        day=isolated(last.at[:10]),
        list=last.list_number,
    )
