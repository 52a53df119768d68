"""Which form belongs to what may happen, filled in as far as the page knows."""

from __future__ import annotations

from collections.abc import Sequence

from camp_desk.actions import event_words
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import N_, Words
from camp_desk.spreadsheets.catalogues import shipped_relationships
from camp_desk.storage.members import Kept
from camp_desk.storage.pages import HouseholdPage
from camp_desk.ui.households.doing import Doing
from camp_desk.ui.households.forms import NONE, Asked, Form, option
from camp_desk.ui.widgets.choices import Options

_NAMES = {
    Doing.BIRTH: N_("Birth"),
    Doing.NEWCOMER: N_("Newcomer"),
    Doing.DEATH: N_("Death"),
    Doing.LEAVE: N_("Leaves"),
    Doing.RETURN: N_("Comes back"),
    Doing.STATUS: N_("On hold, absent …"),
    Doing.MOVE: N_("Move a member"),
    Doing.SPLIT: N_("Split"),
    Doing.HEAD: N_("Another head"),
    Doing.CARD: N_("New card"),
}
_HINTS = {
    Doing.BIRTH: N_("The child takes the father’s names; without one chosen, the head’s."),
    Doing.NEWCOMER: N_(
        "Type the own name, then the father’s, the grandfather’s and the last name."
    ),
    Doing.LEAVE: N_("The transfer slip comes next. A second person confirms it later."),
    Doing.DEATH: N_("A second person confirms it later."),
    Doing.SPLIT: N_("Those who go get a card of their own, and rations from the next period on."),
    Doing.CARD: N_("The old card is refused from now on; the new one is shown to be printed."),
}
_ASKS = {
    Doing.BIRTH: (Asked.NAME, Asked.SEX, Asked.WHO, Asked.DAY),
    Doing.NEWCOMER: (
        Asked.NAME, Asked.SEX, Asked.AGE, Asked.RELATION, Asked.DAY, Asked.REASON,
    ),
    Doing.DEATH: (Asked.WHO, Asked.DAY),
    Doing.LEAVE: (Asked.WHO, Asked.STATUS, Asked.DESTINATION, Asked.DAY, Asked.REASON),
    Doing.RETURN: (Asked.WHO, Asked.REASON, Asked.DAY),
    Doing.STATUS: (Asked.WHO, Asked.STATUS, Asked.REASON, Asked.DAY),
    Doing.MOVE: (Asked.WHO, Asked.CARD, Asked.RELATION, Asked.DAY, Asked.REASON),
    Doing.SPLIT: (Asked.SOME, Asked.REASON, Asked.DAY),
    Doing.HEAD: (Asked.WHO, Asked.REASON, Asked.DAY),
    Doing.CARD: (Asked.REASON,),
}  # fmt: skip
_WHOLE = (Doing.LEAVE, Doing.RETURN, Doing.STATUS)
"""May be about the whole household."""

_STATUSES = {
    Doing.LEAVE: (Status.DEPARTED_ONWARD, Status.DEPARTED_RETURN),
    Doing.STATUS: (
        Status.ON_HOLD, Status.INACTIVE_ABSENT, Status.DUPLICATE, Status.WITHDRAWN,
    ),
}  # fmt: skip


def words_of(what: Doing | Status, words: Words) -> str:
    """Return what a deed or a status is called."""
    if isinstance(what, Status):
        return event_words.status_name(what, words)
    return words(_NAMES[what])


def form_of(what: Doing, page: HouseholdPage, chosen: str, words: Words) -> Form:
    """Return the form for something that happened; ``chosen`` is a member on the page."""
    statuses = [(each.value, words_of(each, words)) for each in _STATUSES.get(what, ())]
    people = _people(what, page, words)
    if what in _WHOLE and not _about_one(what, page, chosen):
        chosen = ""
    if what is Doing.BIRTH:
        chosen = ""
    return Form(
        title=words(_NAMES[what]),
        asks=_ASKS[what],
        hint=words(_HINTS[what]) if what in _HINTS else "",
        people=people,
        chosen=chosen,
        statuses=statuses,
        relations=_relations(words),
    )


def _about_one(what: Doing, page: HouseholdPage, chosen: str) -> bool:
    """Tell whether it is more likely that one member is meant than the whole household."""
    member = next((each for each in page.people if each.id.hex() == chosen), None)
    if member is None:
        return False
    if what is Doing.RETURN:
        return page.status is Status.ACTIVE
    return page.head is not None and member.id != page.head.id


def _people(what: Doing, page: HouseholdPage, words: Words) -> Options:
    if what is Doing.RETURN:
        there = [each for each in page.people if not each.active]
    elif what is Doing.STATUS:
        there = list(page.people)
    else:
        there = [each for each in page.people if each.active]
    people = list(names_of(there))
    if what is Doing.BIRTH:
        return [(NONE, words("As the head of the household")), *people]
    return [(NONE, words("The whole household")), *people] if what in _WHOLE else people


def names_of(people: Sequence[Kept]) -> list[tuple[str, str]]:
    """Return people as choices."""
    return [option(each.id, each.member.name) for each in people]


def _relations(words: Words) -> Options:
    known = [each.code for each in shipped_relationships().all if each.code != "PA"]
    named = [(code, event_words.relationship_name(code, words)) for code in known]
    return [(NONE, "–"), *named]
