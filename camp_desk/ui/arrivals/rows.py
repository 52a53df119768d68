"""The list of everyone as texts: what the camp knows of a person, in the screen's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from camp_desk.actions.event_words import status_name
from camp_desk.domain import cards
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Counts, Registration
from camp_desk.domain.statuses import status_of
from camp_desk.domain.words import N_, Words
from camp_desk.storage import people
from camp_desk.storage.alike import Alike
from camp_desk.storage.households import ACTIVE, Household
from camp_desk.storage.people import Show
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals.list import Likely, PersonRow, Search
from camp_desk.ui.big_list import FIRST, AllIds, FirstRows, PageOfRows

_SHOWN = {"all": Show.ALL, "today": Show.TODAY, "counts": Show.COUNT_ONLY}
_MOST_LIKELY = 3
_LEAST_NAMES = 2
_CODE_LENGTH = 16
_SEXES = {"F": N_("F"), "M": N_("M")}


def first_rows(number: int, search: Search, words: Words, views: Views) -> FirstRows:
    """Return the first who are found, as they stand in the list."""
    ids = views.people(search.words, _SHOWN[search.only], FIRST + 1)
    rows = _rows(views, ids[:FIRST], words)
    return FirstRows(number, ids[:FIRST], rows, complete=len(ids) <= FIRST)


def all_ids(number: int, search: Search, views: Views) -> AllIds:
    """Return all who are found."""
    return AllIds(number, views.people(search.words, _SHOWN[search.only]))


def all_rows(number: int, search: Search, words: Words, views: Views) -> FirstRows:
    """Return all who are found at once, so that a list which is shown already stays in place."""
    ids = views.people(search.words, _SHOWN[search.only])
    return FirstRows(number, ids, _rows(views, ids[:FIRST], words), complete=True)


def page_of_rows(number: int, page: int, ids: list[int], words: Words, views: Views) -> PageOfRows:
    """Return one page of the list."""
    return PageOfRows(number, page, _rows(views, ids, words))


def card_numbers(search: Search, views: Views) -> tuple[int, ...]:
    """Return the cards of the households of all who are found."""
    return views.card_numbers(search.words, _SHOWN[search.only])


def of_card(untrusted_code: str, views: Views) -> Household | None:
    """Return the household of a card number, or of the code on a card of this camp.

    Raises:
        BadCardNumber, BadCardCode: It is neither.
    """
    if len(untrusted_code) == _CODE_LENGTH:
        found = views.by_card(untrusted_code)
    else:
        found = views.by_number(cards.read(untrusted_code))
    return None if found is None else views.household(found)


def alike(
    family: Registration, but: HouseholdId | None, words: Words, views: Views
) -> list[Likely]:
    """Return the likeliest of those that may be the family being typed, with why.

    One name alone is everybody's: nobody is shown before the second, or a phone, and to a family
    that refused to be named nobody at all.  How many people a new family has is not known before
    the last is typed: that speaks for nobody.
    """
    if family.anonymous or (len(family.head.name.split()) < _LEAST_NAMES and not family.phone):
        return []
    if but is None:
        family = replace(family, counts=Counts())
    return [_likely(each, words, views) for each in views.like(family, but)[:_MOST_LIKELY]]


def _likely(alike: Alike, words: Words, views: Views) -> Likely:
    household = views.household(alike.household)
    members = household.registration.members if household else ()
    why = " ".join(reason.said(words) for reason in alike.match.reasons)
    name = members[0].name if members else ""
    return Likely(alike.household, written(alike.number), name, why)


def _rows(views: Views, ids: Sequence[int], words: Words) -> dict[int, PersonRow]:
    today = views.today()
    found = views.person_rows(ids)
    return {id_: _row(person, words, today) for id_, person in found.items()}


def _row(person: people.PersonRow, words: Words, today: date) -> PersonRow:
    mark, tone = "", ""
    if person.status == people.JOINED:
        mark = words("Joined")
    elif person.status != ACTIVE:
        mark = status_name(status_of(person.status), words)
    elif person.urgent:
        mark, tone = words("Urgent"), "warn"
    elif person.count_only:
        mark, tone = words("Count only"), "info"
    return PersonRow(
        household=person.household,
        card=written(person.card),
        name=called(person.name, person.size, words),
        sex=words(_SEXES.get(person.sex, "")),
        age="" if person.birth is None else str(person.birth.age_on(today)),
        size=person.size,
        place=person.place,
        arrived=_arrived(person.arrived, today),
        mark=mark,
        tone=tone,
        marked=person.marked,
    )


def _arrived(iso: str, today: date) -> str:
    """Return the time for who came today, the day for all others."""
    day, _, time = iso.partition("T")
    return time[:5] if time and day == today.isoformat() else day
