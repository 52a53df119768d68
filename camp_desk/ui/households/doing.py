"""From what a form answered to what is done in the camp."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO

from camp_desk.actions import household_cards, household_events, household_members, paper, transfer
from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.actions.household_cards import Chosen
from camp_desk.domain import cards
from camp_desk.domain.ids import HouseholdId, PersonId
from camp_desk.domain.registration import Member, Sex
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import Words
from camp_desk.storage import households, members
from camp_desk.storage.camp import Camp
from camp_desk.storage.members import Kept
from camp_desk.ui.households.forms import Filled, Named


class Doing(StrEnum):
    """What may be done on a household's page."""

    BIRTH = "birth"
    NEWCOMER = "newcomer"
    DEATH = "death"
    LEAVE = "leave"
    RETURN = "return"
    STATUS = "status"
    MOVE = "move"
    SPLIT = "split"
    HEAD = "head"
    CARD = "card"


def do(doing: Doing, household: HouseholdId, filled: Filled, camp: Camp) -> object:  # noqa: PLR0911  one for each
    """Do what was asked for, and return what changed.

    Raises:
        CampDeskError: Nothing was written.
    """
    day, reason, who = filled.day, filled.reason, person(filled.who)
    match doing:
        case Doing.BIRTH:
            sex = Sex(filled.sex or "U")
            return household_members.record_birth(
                camp, household, filled.name, sex, day=day, father=who, note=reason
            )
        case Doing.NEWCOMER:
            return household_members.record_newcomer(
                camp, household, _member(filled), day=day, reason=reason
            )
        case Doing.MOVE:
            to = _household(camp, filled.card)
            if who is None:
                raise household_events.NoSuchMember(number="")
            return household_members.move(
                camp, household, who, to, relationship=filled.relation, day=day, reason=reason
            )
        case Doing.SPLIT:
            going = _grown_up_first(camp, filled.some)
            return household_members.split(camp, household, going, reason=reason, day=day)
        case Doing.HEAD:
            if who is None:
                raise household_events.NoSuchMember(number="")
            return household_members.change_head(camp, household, who, day=day, reason=reason)
        case Doing.CARD:
            return household_cards.reissue_card(camp, household, reason)
        case _:
            change = household_events.Change(
                _status(doing, filled), day, reason, destination=filled.destination
            )
            persons = () if who is None else (who,)
            return household_events.change_status(camp, household, change, persons)


def _grown_up_first(camp: Camp, values: tuple[str, ...]) -> list[PersonId]:
    """Return whom the choices mean: the first one heads the new household."""
    found = [members.kept(camp.db, each) for each in map(person, values) if each]
    there = [each for each in found if each]
    return [each.id for each in sorted(there, key=lambda each: not each.grown_up(camp.today()))]


def _status(doing: Doing, filled: Filled) -> Status:
    fixed = {Doing.DEATH: Status.DECEASED, Doing.RETURN: Status.ACTIVE}
    return fixed[doing] if doing in fixed else Status(filled.status)


def person(value: str) -> PersonId | None:
    """Return whom a choice means; nobody where it means the whole household."""
    return PersonId(bytes.fromhex(value)) if value else None


def _member(filled: Filled) -> Member:
    own, father, grandfather, laqab = [*filled.name.split(maxsplit=3), "", "", "", ""][:4]
    sex = Sex(filled.sex or "U")
    return Member(own, father, grandfather, laqab, sex, filled.age, filled.relation)


def _household(camp: Camp, untrusted_card: str) -> HouseholdId:
    number = cards.read(untrusted_card)
    found = households.by_number(camp.db, number)
    if found is None:
        raise NoSuchHousehold(number=cards.written(number))
    return found


def collect(
    household: HouseholdId, people: tuple[Kept, ...], named: tuple[Named, ...], camp: Camp
) -> object:
    """Name who collects; a value that is a member's is that member, all else a name."""
    known = {each.id.hex(): each.id for each in people}
    chosen = tuple(
        Chosen(known[each.value]) if each.value in known
        else Chosen(name=each.value, reason=each.reason)
        for each in named
    )  # fmt: skip
    return household_cards.name_collectors(camp, household, chosen)


def slip(household: HouseholdId, words: Words, camp: Camp) -> bytes:
    """Return the transfer slip of who left last, as a PDF."""
    out, other = BytesIO(), paper.second_language(words)
    transfer.print_slip(camp, household, out, words=words, other=other)
    return out.getvalue()


def card(number: int, words: Words, camp: Camp) -> bytes:
    """Return the household's card, as a PDF."""
    out, other = BytesIO(), paper.second_language(words)
    paper.print_cards(camp, out, words=words, other=other, numbers=(number,))
    return out.getvalue()
