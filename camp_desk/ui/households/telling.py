"""A household's page as texts: its people, its history, its card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from camp_desk.actions import event_words
from camp_desk.actions.moving_up import grade_of
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written
from camp_desk.domain.consent import Consent
from camp_desk.domain.grades import GRADES
from camp_desk.domain.registration import HEAD, Sex
from camp_desk.domain.statuses import CLOSED, Status
from camp_desk.domain.words import Words
from camp_desk.storage.events import Event
from camp_desk.storage.members import Kept
from camp_desk.storage.pages import HouseholdPage
from camp_desk.ui.direction import isolated, ltr, marked
from camp_desk.ui.families import sex_name
from camp_desk.ui.relief.telling import items_said
from camp_desk.ui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member, as texts."""

    kept: Kept
    name: str
    relationship: str
    sex: str
    age: str
    status: str
    tone: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened; ``event`` where it is one that may be taken back."""

    day: str
    said: str
    event: Event | None = None


def member_columns(words: Words) -> tuple[Column[MemberRow], ...]:
    """Return the columns of the members."""
    return (
        Column(words("No."), lambda each: str(each.kept.number), 44, trailing=True),
        Column(words("Name"), lambda each: marked(isolated(each.name), on=each.marked), 0),
        Column(words("To the head"), lambda each: each.relationship, 104, drop=3),
        Column(words("Sex"), lambda each: each.sex, 66, drop=4),
        Column(words("Age"), lambda each: each.age, 48, trailing=True, drop=2),
        Column(words("Status"), lambda each: each.status, 164, tone=lambda each: each.tone),
    )


def history_columns(words: Words) -> tuple[Column[HistoryRow], ...]:
    """Return the columns of the history."""
    return (
        Column(words("Day"), lambda each: ltr(each.day), 100),
        Column(words("What happened"), lambda each: each.said, 0),
    )


def tone_of(status: Status) -> str:
    """Return the colour that a status is shown in."""
    if status is Status.ACTIVE:
        return "ok"
    return "info" if status in CLOSED else "warn"


def member_rows(page: HouseholdPage, on: date, words: Words) -> list[MemberRow]:
    """Return everybody who is or was in the household."""
    return [_member(each, page, on, words) for each in page.people]


def _member(each: Kept, page: HouseholdPage, on: date, words: Words) -> MemberRow:
    member = each.member
    is_head = page.head is not None and page.head.id == each.id
    code = HEAD if is_head else member.relationship
    sex = "" if member.sex is Sex.UNKNOWN else sex_name(member.sex.value, words)
    age = "" if member.birth is None else str(member.birth.age_on(on))
    relationship = event_words.relationship_name(code, words)
    # of a household that is gone as a whole, nobody is there
    status = page.status if each.active else each.status
    said = event_words.status_name(status, words)
    name = called(member.name, page.household.registration.size, words) if is_head else member.name
    marked_ = each.id in page.marked
    return MemberRow(each, name, relationship, sex, age, said, tone_of(status), marked_)


def history_rows(page: HouseholdPage, words: Words) -> list[HistoryRow]:
    """Return what happened, rations and the registration among it, the latest first."""
    rows: list[tuple[str, str, str, Event | None]] = [
        (event.day.isoformat(), event.at, _lines(event, words), event) for event in page.history
    ]
    rows += [
        (each.at[:10], each.at, event_words.ration(each, words), None) for each in page.received
    ]
    rows += [
        (each.day.isoformat(), each.at, said, None) for each, said in items_said(page.items, words)
    ]
    if page.registered is not None:
        at = page.registered.at.isoformat()
        said = f"{words('Registered.')}\n{event_words.registration(page.registered, words)}"
        rows.append((at[:10], at, said, None))
    rows.sort(key=lambda row: row[:2], reverse=True)
    return [HistoryRow(day, said, event) for day, _, said, event in rows]


def _lines(event: Event, words: Words) -> str:
    return f"{event_words.sentence(event, words)}\n{event_words.recorded(event, words)}"


def title(page: HouseholdPage, words: Words) -> str:
    """Return the card and who speaks for the household."""
    name = page.head.member.name if page.head else page.household.registration.head.name
    name = called(name, page.household.registration.size, words)
    return words(
        "Card {number}: {name}",
        number=ltr(written(page.household.number)), name=isolated(name),
    )  # fmt: skip


def about(page: HouseholdPage, words: Words) -> str:
    """Return size, card issue, place and what was joined, on one line."""
    size = page.household.registration.size if page.status is Status.ACTIVE else 0
    said = [
        words.plural("{n} person", "{n} people", size),
        words("card issue {issue}", issue=page.household.issue),
        words(GRADES[grade_of(page.household.registration)]),
        _answer(page.household.registration.consent, words),
    ]
    if page.household.registration.urgent:
        said.append(words("needs help at once"))
    place = page.household.registration.place
    where = " / ".join(filter(None, (place.sector, place.block, place.shelter)))
    if where:
        said.append(ltr(where))
    if page.joined:
        cards = ", ".join(ltr(written(number)) for number in page.joined)
        said.append(words("joined with card {cards}", cards=cards))
    return " · ".join(said)


def _answer(consent: Consent | None, words: Words) -> str:
    if consent is None:
        return words("consent not asked")
    day = ltr(consent.at.date().isoformat()) if consent.at else "–"
    if not consent.given:
        return words("refused on {day}", day=day)
    purposes = event_words.purposes_named(consent.purposes, words)
    return words("consent of {day}: {purposes}", day=day, purposes=purposes)


def collected_by(page: HouseholdPage, words: Words) -> str:
    """Return who collects."""
    if not page.collectors:
        return words("The head collects.")
    names = " · ".join(event_words.collector(each, words) for each in page.collectors)
    return words("Collectors: {names}.", names=names)
