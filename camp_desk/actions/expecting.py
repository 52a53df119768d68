"""Deliveries that are expected: written down, changed, dropped; and how long they take."""

from __future__ import annotations

from camp_desk.actions.checks import bounded
from camp_desk.actions.stock import NothingMoved
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import ExpectedId
from camp_desk.domain.item_codes import no_such_item
from camp_desk.domain.pipeline import LONGEST_DAYS, Expected, Terms
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import expected as storage
from camp_desk.storage import stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Value
from camp_desk.storage.tables import Changes

LEAD_SETTING = "pipeline-lead-days"
SAFETY_SETTING = "pipeline-safety-days"

_YEARS_AHEAD = 2


class DayIsOver(CampDeskError):
    """Nothing can be expected for a day in the past."""

    message = N_("The day {day} is over.")
    advice = N_("Type the day on which it is expected, today or later.")


class DayIsFar(CampDeskError):
    """No delivery is promised so long ahead."""

    message = N_("The day {day} is too far ahead.")
    advice = N_("Type a day within the next two years.")


class NoSuchExpected(CampDeskError):
    """It came, was dropped, or was never expected."""

    message = N_("This delivery is no longer expected.")
    advice = N_("It came or was dropped meanwhile: look at the list again.")


class BadTerms(CampDeskError):
    """No number of days to plan with."""

    message = N_("That is no number of days to plan with.")
    advice = N_("Type whole days: 1 to {most} for the delivery, 0 to {most} for safety.")


def expect(camp: Camp, wanted: Expected) -> tuple[Changes, ExpectedId]:
    """Write down a delivery that is to come; its id is given here.

    Raises:
        NoSuchItem, NothingMoved, DayIsOver, DayIsFar, TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    fields = _checked(camp, wanted)
    if wanted.day < camp.today():
        raise DayIsOver(day=wanted.day)
    with camp.action("expect") as entry:
        id_ = ExpectedId(camp.new_id())
        entry.make("expected", id_, fields)
    return entry.changes, id_


def change(camp: Camp, wanted: Expected) -> Changes:
    """Write down anew what is expected, by its id; the quantity is what is still to come.

    Raises:
        NoSuchExpected: It came or was dropped meanwhile.
        NoSuchItem, NothingMoved, DayIsOver, DayIsFar, TextTooLong: Nothing was written; a day
            that is over may stay as it is.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    fields = _checked(camp, wanted)
    with camp.action("change-expected") as entry:
        before = _open(camp, wanted.id)
        if wanted.day != before.day and wanted.day < camp.today():
            raise DayIsOver(day=wanted.day)
        whole = wanted.quantity + before.came
        entry.put("expected", wanted.id, {**fields, "quantity": whole})
    return entry.changes


def drop(camp: Camp, id_: ExpectedId) -> Changes:
    """Expect a delivery no longer.

    Raises:
        NoSuchExpected: It came or was dropped meanwhile.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("drop-expected") as entry:
        _open(camp, id_)
        entry.put("expected", id_, {"closed": 1, "document": None})
    return entry.changes


def set_terms(camp: Camp, terms: Terms) -> Changes:
    """Set how long deliveries take, and for how many days some is kept.

    Raises:
        BadTerms: Nobody plans with such numbers.
        NotAllowed: The officer does not manage the camp.
    """
    camp.require(Right.MANAGE)
    if not (0 < terms.lead <= LONGEST_DAYS and 0 <= terms.safety <= LONGEST_DAYS):
        raise BadTerms(most=LONGEST_DAYS)
    with camp.action("set-delivery-terms") as entry:
        entry.put("setting", LEAD_SETTING, {"value": terms.lead})
        entry.put("setting", SAFETY_SETTING, {"value": terms.safety})
    return entry.changes


def terms_of(lead: object, safety: object) -> Terms:
    """Return what the camp's settings say; what is no number of days counts as not set."""
    usual = Terms()
    return Terms(
        lead if isinstance(lead, int) and 0 < lead <= LONGEST_DAYS else usual.lead,
        safety if isinstance(safety, int) and 0 <= safety <= LONGEST_DAYS else usual.safety,
    )


def _open(camp: Camp, id_: ExpectedId) -> Expected:
    found = next((each for each in storage.expected(camp.db) if each.id == id_), None)
    if found is None:
        raise NoSuchExpected
    return found


def _checked(camp: Camp, wanted: Expected) -> dict[str, Value]:
    """Return the fields of what is expected, as they may be written."""
    known = stock.items(camp.db)
    if wanted.item not in known:
        raise no_such_item(wanted.item, known)
    if wanted.quantity <= 0:
        raise NothingMoved
    if wanted.day.year > camp.today().year + _YEARS_AHEAD:
        raise DayIsFar(day=wanted.day)
    return {
        "item": wanted.item,
        "quantity": wanted.quantity,
        "day": wanted.day.isoformat(),
        "likelihood": wanted.likelihood.value,
        "donor": bounded(wanted.donor) or None,
        "reference": bounded(wanted.reference) or None,
        "closed": 0,
        "document": None,
    }
