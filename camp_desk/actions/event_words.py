"""A household's history in words, for its page and for the command line."""

from __future__ import annotations

from collections.abc import Iterable

from camp_desk.domain.cards import written
from camp_desk.domain.consent import PURPOSES, Purpose
from camp_desk.domain.events import EventKind
from camp_desk.domain.grades import GRADES, grade_of
from camp_desk.domain.registration import HEAD
from camp_desk.domain.statuses import Status, status_of
from camp_desk.domain.words import N_, Words
from camp_desk.spreadsheets.catalogues import shipped_relationships, shipped_statuses
from camp_desk.storage.collectors import Collector
from camp_desk.storage.events import Event, Received, Registered

_SENTENCES = {
    EventKind.BIRTH: N_("{who} was born."),
    EventKind.NEWCOMER: N_("{who} joined the household."),
    EventKind.DEATH: N_("{who} died."),
    EventKind.WITHDRAWN: N_("{who} was taken out of the register."),
    EventKind.TAKEN_OUT: N_("{who} was taken out when the form was corrected."),
    EventKind.ON_HOLD: N_("{who} was put on hold."),
    EventKind.ABSENT: N_("{who} was found absent."),
    EventKind.DUPLICATE: N_("{who} was found to be registered twice."),
    EventKind.RETURNED: N_("{who} counts as present again."),
    EventKind.SPLIT_OFF: N_("{who} went into a new household, card {card}."),
    EventKind.SPLIT_FROM: N_("{who} came from the household of card {card}, which was split."),
    EventKind.MOVED_OUT: N_("{who} moved to the household of card {card}."),
    EventKind.MOVED_IN: N_("{who} came from the household of card {card}."),
    EventKind.HEAD: N_("{who} became the head."),
    EventKind.CARD: N_("Issue {note} of the card replaced the one before."),
}


_NOTED = (EventKind.CARD, EventKind.COLLECTOR, EventKind.GRADE, EventKind.CONSENT)
"""Events whose note is a part of their sentence."""

_LANGUAGES = {"ar": N_("Arabic"), "ckb": N_("Kurdish (Sorani)"), "en": N_("English")}


def language_name(code: str, words: Words) -> str:
    """Return what a language is called; its code where it has no name."""
    return words(_LANGUAGES[code]) if code in _LANGUAGES else code


def purposes_named(codes: Iterable[str], words: Words) -> str:
    """Return what the head agreed to, on one line."""
    known = {each.value: PURPOSES[each] for each in Purpose}
    return words("; ").join(words(known[code]) if code in known else code for code in codes)


def status_name(status: Status, words: Words) -> str:
    """Return what a status is called."""
    return shipped_statuses()[status].said(words)


def relationship_name(code: str, words: Words) -> str:
    """Return what a relationship to the head is called; its own text where it has no code."""
    if code == HEAD:
        return words("Head")
    found = next((each for each in shipped_relationships().all if each.code == code), None)
    if found is None:
        return code
    return found.name_ar if words.language == "ar" else found.name_en


def sentence(event: Event, words: Words) -> str:
    """Return what happened and why, as sentences."""
    said = [_what(event, words)]
    if event.reason:
        said.append(words("Reason: {reason}.", reason=_own(event.reason)))
    if event.note and not event.is_a(*_NOTED):
        said.append(_own(event.note))
    if event.reversed:
        said.append(words("(This was taken back.)"))
    return " ".join(said)


def _what(event: Event, words: Words) -> str:  # noqa: PLR0911  one for each kind
    who = words("The whole household")
    if event.person_id:
        who = _own(event.person) if event.person else words("Somebody without a name")
    if event.is_a(EventKind.LEFT):
        if event.status == Status.DEPARTED_RETURN:
            return words("{who} went back to where they came from.", who=who)
        return words("{who} left for {destination}.", who=who, destination=_own(event.destination))
    if event.is_a(EventKind.TAKEN_BACK):
        now = status_name(status_of(event.status), words)
        return words("Taken back: {who} is “{status}”.", who=who, status=now)
    if event.is_a(EventKind.GRADE):
        return _moved(event.note, words)
    if event.is_a(EventKind.CONSENT):
        return _answered(event.note, words)
    if event.is_a(EventKind.COLLECTOR):
        if not event.note:
            return words("From now on the head collects.")
        return words("Collectors: {names}.", names=_own(event.note))
    kind = next((each for each in _SENTENCES if each == event.kind), None)
    if kind is None:  # of a later version
        return f"{who}: {event.kind}"
    card = f"\u2066{written(event.other)}\u2069" if event.other else "–"
    return words(_SENTENCES[kind], who=who, card=card, note=event.note)


def _moved(note: str, words: Words) -> str:
    numbers = [int(part) for part in note.split() if part.isdecimal()]
    if len(numbers) < len(("was", "now", "counted", "named")):
        return words("The grade of the record changed.")
    was, now, counted, named = numbers[:4]
    said = words(
        "The record moved from “{was}” to “{now}”.",
        was=words(GRADES[grade_of(was)]), now=words(GRADES[grade_of(now)]),
    )  # fmt: skip
    if counted != named:
        said += " " + words("People before: {before}, now: {now}.", before=counted, now=named)
    return said


def _answered(note: str, words: Words) -> str:
    answer, language, *purposes = [*note.split(), "", ""][: max(2, len(note.split()))]
    if answer == "no":
        return words(
            "The head refused (asked in: {language}). The household is anonymous from now on.",
            language=language_name(language, words),
        )
    if answer != "yes":
        return words("Consent counts as not asked.")
    return words(
        "The head agreed (asked in: {language}): {purposes}.",
        language=language_name(language, words),
        purposes=purposes_named(filter(None, purposes), words),
    )


def recorded(event: Event, words: Words) -> str:
    """Return who wrote an event down, at which desk and when."""
    return _by(event.officer, event.desk, event.at, words)


def registration(registered: Registered, words: Words) -> str:
    """Return who registered a household, at which desk and when."""
    at = registered.at.isoformat(timespec="minutes")
    return _by(registered.officer, registered.desk, at, words)


def _by(officer: str, desk: int, at: str, words: Words) -> str:
    return words(
        "{officer}, desk {desk}, {at}",
        officer=_own(officer or "–"),
        desk=f"{desk:03d}",
        at=f"\u2066{at.replace('T', ' ')[:16]}\u2069",
    )


def ration(received: Received, words: Words) -> str:
    """Return one ration that was received, until when it is for, and who handed it over."""
    last = received.until - received.until.resolution
    said = words(
        "Ration on list {list}, for the days until {day}",
        list=received.list_number, day=f"\u2066{last.isoformat()}\u2069",
    )  # fmt: skip
    return f"{said} · {_by(received.officer, received.desk, received.at, words)}"


def collector(each: Collector, words: Words) -> str:
    """Return who collects, and why somebody who is no member does."""
    if each.person is not None:
        return _own(each.name)
    return words("{name} (no member: {reason})", name=_own(each.name), reason=_own(each.reason))


def _own(text: str) -> str:
    """Return a text from outside that disturbs no sentence around it."""
    return f"\u2068{text}\u2069"
