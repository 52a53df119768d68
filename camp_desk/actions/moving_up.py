"""What changes beside the fields when a household moves up, or its head agrees or refuses."""

from __future__ import annotations

import json

from camp_desk.actions.needs_carried import take_back
from camp_desk.actions.recording import Fact, record
from camp_desk.domain.consent import Consent
from camp_desk.domain.events import EventKind
from camp_desk.domain.grades import Grade
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import HEAD, Registration, Sex
from camp_desk.domain.statuses import Status
from camp_desk.storage import collectors, households, members
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.changes import Value
from camp_desk.storage.households import Household

_NAMES = ("own", "father", "grandfather", "laqab", "fourth", "latin", "mother")


def grade_of(registration: Registration) -> Grade:
    """Return how much of a family is registered."""
    if registration.counts is not None:
        return Grade.COUNTED
    return Grade.FULL if registration.full else Grade.REGISTERED


def consent_fields(consent: Consent | None) -> dict[str, Value]:
    """Return what the head answered as it is kept; nothing where nobody was asked."""
    asked = consent or Consent(given=False)
    return {
        "consent": None if consent is None else int(asked.given),
        "consent_at": asked.at.isoformat(timespec="minutes") if asked.at else None,
        "consent_language": asked.language or None,
        "consent_purposes": json.dumps(list(asked.purposes)) if asked.purposes else None,
    }


def tell_history(camp: Camp, entry: Entry, before: Household, registration: Registration) -> None:
    """Write down that a household moved to another grade, and what its head answered."""
    was, now = before.registration, registration
    grades = (grade_of(was), grade_of(now))
    if grades[0] != grades[1] and not (now.anonymous and not was.anonymous):
        note = f"{grades[0]:d} {grades[1]:d} {was.size} {now.size}"
        record(camp, entry, before.id, Fact(EventKind.GRADE, camp.today(), note=note))
    if _answer(was.consent) != _answer(now.consent):
        note = "" if now.consent is None else " ".join(
            ("yes" if now.consent.given else "no", now.consent.language or "-",
             *now.consent.purposes)
        )  # fmt: skip
        record(camp, entry, before.id, Fact(EventKind.CONSENT, camp.today(), note=note))


def _answer(consent: Consent | None) -> object:
    return consent and (consent.given, consent.language, consent.purposes)


def forget_names(camp: Camp, entry: Entry, household: HouseholdId) -> None:
    """Take every name of a household, and of those joined with it, out of the tables.

    The head stays as somebody without a name; the others count in the numbers alone.  Needs of
    theirs are taken back: nobody could tell any more whose they are.
    """
    nameless: dict[str, Value] = {
        **dict.fromkeys(_NAMES), "sex": Sex.UNKNOWN.value, "birth": None, "precision": None,
    }  # fmt: skip
    for each in households.same_as(camp.db, household):
        everybody = members.everybody(camp.db, each)
        head = members.head_of(everybody)
        for person in everybody:
            fields = dict(nameless)
            if head is None or person.id != head.id:
                fields["relationship"] = None
                if person.active:
                    fields["status"] = Status.WITHDRAWN.value
            else:
                fields["relationship"] = HEAD
            entry.put("person", person.id, fields)
            take_back(camp, entry, person.id)
        for place in range(1, 4):
            row = collectors.row_id(each, place)
            if collectors.is_kept(camp.db, row):
                entry.put(
                    "collector", row, {"name": None, "phone": None, "reason": None, "closed": 1}
                )
        if each != household:
            entry.put("household", each, {"phone": None, "ration_card": None, "remarks": None})


def agree_for_joined(
    camp: Camp, entry: Entry, household: HouseholdId, consent: Consent | None
) -> None:
    """Let the answer of a head who is named stand for the households joined with his, too.

    One of them may have refused at another desk before anybody there knew that they are one.
    """
    for each in households.same_as(camp.db, household):
        if each != household and households.refused(camp.db, each):
            entry.put("household", each, consent_fields(consent))
