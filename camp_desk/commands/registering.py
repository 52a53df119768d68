"""Registering a household from JSON, or moving one up that is registered already."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camp_desk.commands.job import Job, Result, opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from datetime import date, datetime

    from camp_desk.domain.consent import Consent
    from camp_desk.domain.registration import Counts, Member, Registration

_LARGEST = 1_000_000
_TEXTS = ("phone", "ration_card", "remarks", "intent", "onward", "checkpoint")
_NAMES = ("own", "father", "grandfather", "laqab", "fourth", "latin", "mother")


class NotAFamily(CampDeskError):
    """What was given is not a household as this command reads it."""

    message = N_("This is not a household: {what}.")
    advice = N_(
        "Give one JSON object with head, members or counts; “camp-desk register --help” has"
        " an example."
    )


EXAMPLE = """
{"head": {"name": "Karim Hasan Abdullah Jubouri", "sex": "M", "age": "38", "mother": "Huda"},
 "members": [{"name": "Amina Salem", "sex": "F", "age": "31", "relationship": "WIF"}],
 "consent": {"given": true, "language": "ar", "purposes": ["help"]}, "grade": 3,
 "urgent": false, "intent": "stay", "onward": "", "phone": "07501234567",
 "origin": {"governorate": "Ninewa", "district": "Mosul", "place": ""},
 "place": {"sector": "A", "block": "1", "shelter": "7"}, "arrived": "2014-06-10T09:30"}
or, only counted, with five numbers by age for each sex:
{"head": {"name": "Karim Hasan"}, "counts": {"female": [1,0,0,1,0], "male": [0,1,0,1,0]}}
or, where the head refuses to be named:
{"counts": {"female": [1,0,0,1,0], "male": [0,1,0,1,0]}, "consent": {"given": false}}
"""


def register(job: Job) -> Result:
    """Register a household, or bring the one of a card to what is given now."""
    from camp_desk.actions import arrivals
    from camp_desk.actions.moving_up import grade_of
    from camp_desk.commands.households import household_of
    from camp_desk.domain.cards import written
    from camp_desk.domain.registration import Registration
    from camp_desk.storage import households

    given = _read(job.args.family)
    with opened(job) as camp:
        known = household_of(camp, job.args.card) if job.args.card else None
        before = households.household(camp.db, known) if known else None
        start = before.registration if before else Registration(())
        family = _family(given, start, camp.today(), camp.now())
        done = arrivals.write_down(camp, known, family)
        arrivals.look_for_twins(camp)
        after = households.household(camp.db, done.household)
    if after is None:
        return {}
    number = written(done.number)
    job.say(job.words("Saved: card {number}.", number=number))
    return {
        "card": number,
        "grade": int(grade_of(after.registration)),
        "size": after.registration.size,
        "anonymous": after.registration.anonymous,
    }


def _read(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file, or in what comes in where the file is called “-”.

    Raises:
        NotAFamily: It holds something else.
    """
    try:
        if str(path) == "-":
            text = sys.stdin.read(_LARGEST)
        else:
            with path.open(encoding="utf-8-sig") as file:
                text = file.read(_LARGEST)
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFamily(what="JSON") from error
    if not isinstance(given, dict):
        raise NotAFamily(what="JSON")
    known = {
        "head", "members", "counts", "consent", "grade", "urgent", "origin", "place", "arrived",
        *_TEXTS,
    }  # fmt: skip
    for key in given:
        if key not in known:
            raise NotAFamily(what=str(key)[:40])
    return given


def _family(
    given: dict[str, Any], before: Registration, today: date, now: datetime
) -> Registration:
    """Return a household with what is given; all else stays as it was."""
    from camp_desk.domain.grades import Grade

    first = _head(given, before, today)
    members = before.members[1:]
    counts = before.counts
    if "members" in given:
        members = tuple(_member(each, today) for each in _list(given, "members"))
        counts = None
    if "counts" in given:
        members, counts = (), _counts(given["counts"])
    grade = given.get("grade", Grade.FULL if before.full else Grade.REGISTERED)
    counted = "grade" in given and counts is not None
    if grade not in set(Grade) or (grade == Grade.COUNTED) != counted:
        raise NotAFamily(what="grade")
    values: dict[str, Any] = {name: _text(given, name) for name in _TEXTS if name in given}
    if "consent" in given:
        values["consent"] = _consent(given["consent"], now)
    if "urgent" in given:
        values["urgent"] = bool(given["urgent"])
    for name in ("origin", "place"):
        if name in given:
            values[name] = _parts(given, name, getattr(before, name))
    if "arrived" in given:
        values["arrived"] = _time(given["arrived"])
    return replace(
        before, members=(first, *members), counts=counts,
        full=grade == Grade.FULL and counts is None, **values,
    )  # fmt: skip


def _head(given: dict[str, Any], before: Registration, today: date) -> Member:
    if "head" in given:
        return _member(given["head"], today)
    if before.members:
        return before.head
    if "counts" not in given:
        raise NotAFamily(what="head")
    return _member({}, today)  # who refuses to be named, or else is asked for a name


def _member(given: object, today: date) -> Member:
    from camp_desk.domain.days import read_birth
    from camp_desk.domain.registration import Member, Sex

    if not isinstance(given, dict):
        raise NotAFamily(what="members")
    names = {name: _text(given, name) for name in _NAMES}
    if "name" in given:
        parts = [*_text(given, "name").split(maxsplit=3), "", "", "", ""]
        names.update(zip(_NAMES[:4], parts, strict=False))
    age, sex = str(given.get("age", "")), str(given.get("sex", "U")).upper()
    birth = read_birth(age, today) if age else None
    if (age and birth is None) or sex not in {each.value for each in Sex}:
        raise NotAFamily(what="age" if sex in {each.value for each in Sex} else "sex")
    return Member(sex=Sex(sex), birth=birth, relationship=_text(given, "relationship"), **names)


def _counts(given: object) -> Counts:
    from camp_desk.domain.registration import BANDS, Counts

    if not isinstance(given, dict):
        raise NotAFamily(what="counts")
    numbers = [given.get(sex, [0] * len(BANDS)) for sex in ("female", "male")]
    unknown = given.get("unknown", 0)
    for each in (*numbers, [unknown, *[0] * (len(BANDS) - 1)]):
        if not isinstance(each, list) or [type(n) for n in each] != [int] * len(BANDS):
            raise NotAFamily(what="counts")
    return Counts(tuple(numbers[0]), tuple(numbers[1]), unknown)


def _consent(given: object, now: datetime) -> Consent | None:
    from camp_desk.domain.consent import LANGUAGES, Consent, Purpose

    if given is None:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("given"), bool):
        raise NotAFamily(what="consent")
    purposes = given.get("purposes", [Purpose.HELP.value] if given["given"] else [])
    language = given.get("language", "")
    known = {each.value for each in Purpose}
    if language not in {*LANGUAGES, ""} or not isinstance(purposes, list):
        raise NotAFamily(what="consent")
    if not all(isinstance(each, str) and each in known for each in purposes):
        raise NotAFamily(what="purposes")
    return Consent(given["given"], now, language, tuple(purposes) if given["given"] else ())


def _parts(given: dict[str, Any], name: str, before: Any) -> Any:
    parts = given[name]
    if not isinstance(parts, dict) or not all(hasattr(before, key) for key in parts):
        raise NotAFamily(what=name)
    return replace(before, **{key: _text(parts, key) for key in parts})


def _list(given: dict[str, Any], name: str) -> list[object]:
    if not isinstance(given[name], list):
        raise NotAFamily(what=name)
    return list(given[name])


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str):
        raise NotAFamily(what=name)
    return value


def _time(value: object) -> datetime:
    from datetime import datetime

    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=None)
    except ValueError as error:
        raise NotAFamily(what="arrived") from error
