"""One household: who is in it, what happened to it, and recording what happens now."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, camp_files, check_spared, day_of, opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.needs import MARK
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.domain.ids import HouseholdId, PersonId
    from camp_desk.domain.registration import Birth, Registration, Sex
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.events import Event

STATUSES = {
    "death": "DECEASED",
    "leaves": "DEPARTED_ONWARD",
    "goes-home": "DEPARTED_RETURN",
    "returns": "ACTIVE",
    "hold": "ON_HOLD",
    "absent": "INACTIVE_ABSENT",
    "duplicate": "DUPLICATE",
    "withdraw": "WITHDRAWN",
}
"""The kinds of event that change a status, and to which one."""

_GOES = ("leaves", "goes-home", "withdraw")
"""After these a household gives back what it was lent."""

KINDS = ("birth", "newcomer", *STATUSES, "head", "card", "take-back")


class NoMember(CampDeskError):
    """The event is about one member, and none is named."""

    message = N_("It is not said whom this is about.")
    advice = N_("Give the member's number with --member; “camp-desk household” shows the numbers.")


class UnreadableBirth(CampDeskError):
    """What was typed is no age and no birth."""

    message = N_("“{text}” is not an age or a birth.")
    advice = N_("Type the age in years, a year, or a day like 5/7/1990.")


def show(job: Job) -> Result:
    """Show a household: its members with their statuses, and its history in words."""
    from camp_desk.actions import event_words
    from camp_desk.actions.moving_up import grade_of
    from camp_desk.domain.anonymous import called
    from camp_desk.domain.cards import written
    from camp_desk.domain.roles import Right
    from camp_desk.storage import pages

    words = job.words
    with opened(job) as camp:
        camp.require(Right.SEE_NAMES)
        page = pages.page(camp.db, household_of(camp, job.args.card))
        today = camp.today()
    if page is None:  # it was there a moment ago
        return {}
    job.say(f"{written(page.household.number)}  {event_words.status_name(page.status, words)}")
    people: list[Result] = []
    for each in page.people:
        age = each.member.birth.age_on(today) if each.member.birth else None
        people.append({
            "number": each.number, "name": each.member.name, "sex": each.member.sex.value,
            "age": age, "relationship": each.member.relationship, "status": each.status.value,
            "marked": each.id in page.marked,
        })  # fmt: skip
        status = "" if each.active else event_words.status_name(each.status, words)
        said = event_words.relationship_name(each.member.relationship, words)
        years = "" if age is None else str(age)
        name = called(each.member.name, page.household.registration.size, words)
        mark = MARK if each.id in page.marked else ""
        line = (
            f"{each.number:3}",
            mark,
            name,
            each.member.sex.value,
            years,
            said,
            status,
        )
        job.say("  ".join(filter(None, line)))
    told: list[Result] = []
    for event in page.history:
        line_said = event_words.sentence(event, words)
        told.append({
            "kind": event.kind, "day": event.day.isoformat(), "person": event.person,
            "status": event.status, "reason": event.reason, "destination": event.destination,
            "officer": event.officer, "desk": event.desk, "at": event.at,
            "taken_back": event.reversed, "sentence": line_said,
        })  # fmt: skip
        job.say(f"{event.day}  {line_said}  {event_words.recorded(event, words)}")
    for ration in page.received:
        job.say(event_words.ration(ration, words))
    for got, item in page.items:
        job.say(f"{got.day}  {got.number}  {got.quantity} {item.said(words)}")
    if page.collectors:
        names = [event_words.collector(each, words) for each in page.collectors]
        job.say(words("Collectors: {names}.", names=" · ".join(names)))
    return {
        "card": written(page.household.number),
        "issue": page.household.issue,
        "status": page.status.value,
        "grade": int(grade_of(page.household.registration)),
        "consent": _consent(page.household.registration),
        "anonymous": page.household.registration.anonymous,
        "size": page.household.registration.size if page.status.value == "ACTIVE" else 0,
        "members": people,
        "history": told,
        "rations": [
            {"list": each.list_number, "at": each.at, "until": each.until.isoformat()}
            for each in page.received
        ],
        "items": [
            {
                "item": got.item, "quantity": got.quantity, "day": got.day.isoformat(),
                "paper": got.number, "lent": got.lent,
            }
            for got, _ in page.items
        ],
        "collectors": [each.name for each in page.collectors],
    }  # fmt: skip


def _consent(registration: Registration) -> Result | None:
    consent = registration.consent
    if consent is None:
        return None
    return {
        "given": consent.given, "language": consent.language, "purposes": list(consent.purposes),
        "at": consent.at.isoformat(timespec="minutes") if consent.at else None,
    }  # fmt: skip


def record(job: Job) -> Result:
    """Record what happened to a household or to one of its members."""
    from camp_desk.storage.files import write_whole

    args, slip = job.args, b""
    if args.slip:
        check_spared(args.slip, camp_files(args.camp))
    with opened(job) as camp:
        household = household_of(camp, args.card)
        said = _record(job, camp, household)
        if args.kind in _GOES:
            said["held"] = _held(job, camp, household)
        if args.slip:
            slip = _slip(job, camp, household)
    if args.slip:
        write_whole(args.slip, slip)
        said["slip"] = str(args.slip)
    job.say(job.words("Recorded."))
    return said


def _held(job: Job, camp: Camp, household: HouseholdId) -> list[Result]:
    """Say what a household that goes was lent and has not given back."""
    from camp_desk.storage import relief, stock

    held, items = relief.held(camp.db, household), stock.items(camp.db)
    for each in held:
        job.say(
            job.words(
                "Still held: {n} {item} ({number})", n=each.quantity,
                item=items[each.item].said(job.words), number=each.number,
            )
        )  # fmt: skip
    return [{"item": each.item, "quantity": each.quantity, "loan": each.number} for each in held]


def household_of(camp: Camp, untrusted_card: str) -> HouseholdId:
    """Return the household of a card.

    Raises:
        BadCardNumber, NoSuchHousehold: There is none.
    """
    from camp_desk.actions.arrivals import NoSuchHousehold
    from camp_desk.domain.cards import read, written
    from camp_desk.storage import households

    number = read(untrusted_card)
    found = households.by_number(camp.db, number)
    if found is None:
        raise NoSuchHousehold(number=written(number))
    return found


def _record(job: Job, camp: Camp, household: HouseholdId) -> Result:
    from camp_desk.actions import household_cards, household_events, household_members
    from camp_desk.domain.registration import Member
    from camp_desk.domain.statuses import Status

    args = job.args
    day, kind = day_of(args.day, None), args.kind
    person = person_of(camp, household, args.member)
    if kind == "birth":
        born = household_members.record_birth(
            camp, household, args.name, _sex(args.sex), day=day, father=person
        )
        return {"event": kind, "member": born.number}
    if kind == "newcomer":
        own, father, grandfather, laqab = [*args.name.split(maxsplit=3), "", "", "", ""][:4]
        member = Member(
            own, father, grandfather, laqab, _sex(args.sex), _birth(args.age, camp),
            args.relationship,
        )  # fmt: skip
        came = household_members.record_newcomer(
            camp, household, member, day=day, reason=args.reason
        )
        return {"event": kind, "member": came.number}
    if kind == "card":
        card = household_cards.reissue_card(camp, household, args.reason)
        return {"event": kind, "issue": card.issue}
    if kind == "take-back":
        event = _latest(camp, household, person)
        household_events.take_back(camp, event.id, args.reason)
        return {"event": kind, "member": args.member, "taken_back": event.kind}
    if kind == "head":
        if person is None:
            raise NoMember
        household_members.change_head(camp, household, person, day=day, reason=args.reason)
        return {"event": kind, "member": args.member}
    change = household_events.Change(
        Status(STATUSES[kind]), day, args.reason, destination=args.destination
    )
    persons = () if person is None else (person,)
    household_events.change_status(camp, household, change, persons)
    return {"event": kind, "member": args.member, "status": STATUSES[kind]}


def person_of(camp: Camp, household: HouseholdId, number: int | None) -> PersonId | None:
    """Return the member of a number, or nothing where none was said.

    Raises:
        NoSuchMember: Nobody has it.
    """
    from camp_desk.actions.household_events import NoSuchMember
    from camp_desk.storage import members

    if number is None:
        return None
    everybody = members.everybody(camp.db, household)
    found = next((each.id for each in everybody if each.number == number), None)
    if found is None:
        raise NoSuchMember(number=number)
    return found


def _latest(camp: Camp, household: HouseholdId, person: PersonId | None) -> Event:
    """Return the last event that may be taken back, of one member or of anybody."""
    from camp_desk.actions.household_events import CannotBeTakenBack
    from camp_desk.storage.events import history

    for event in history(camp.db, household):
        if event.can_be_taken_back and person in {None, event.person_id}:
            return event
    raise CannotBeTakenBack


def _sex(text: str) -> Sex:
    from camp_desk.domain.registration import Sex

    return Sex(text or "U")


def _birth(text: str, camp: Camp) -> Birth | None:
    from camp_desk.domain.days import read_birth

    if not text:
        return None
    birth = read_birth(text, camp.today())
    if birth is None:
        raise UnreadableBirth(text=text)
    return birth


def _slip(job: Job, camp: Camp, household: HouseholdId) -> bytes:
    from camp_desk.actions.paper import second_language
    from camp_desk.actions.transfer import print_slip

    out = BytesIO()
    print_slip(camp, household, out, words=job.words, other=second_language(job.words))
    return out.getvalue()
