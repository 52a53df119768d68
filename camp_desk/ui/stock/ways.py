"""The ways in which goods leave a store: what each asks for, and which action writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from camp_desk.actions import dispatch, loans, releases
from camp_desk.actions.leaving import Leaving, Out
from camp_desk.actions.stock import Posted
from camp_desk.domain.ids import DocumentId, StoreId
from camp_desk.domain.words import N_
from camp_desk.storage.camp import Camp


@dataclass(frozen=True, slots=True)
class Way:
    """What a form of one way is called and asks for, as messages."""

    title: str
    icon: str
    texts: tuple[tuple[str, str], ...] = ()
    due: str = ""
    required: tuple[str, ...] = ()
    missing: str = ""


_WHO = N_("Type the distribution, the agency or the people.")

WAYS: Mapping[str, Way] = {
    "dispatch": Way(
        N_("Send goods with a waybill"), "truck",
        (("party", N_("Transporter")), ("plate", N_("Vehicle plate")), ("driver", N_("Driver")),
         ("phone", N_("Telephone"))),
        required=("to",), missing=N_("Choose another store of the camp, or type the place."),
    ),
    "release": Way(
        N_("Release goods for a distribution"), "hand-helping",
        (("party", N_("For")), ("requested", N_("Requested by")),
         ("authorised", N_("Authorised by"))),
        N_("Valid until"), ("party",), _WHO,
    ),
    "lend": Way(
        N_("Lend goods"), "split", (("party", N_("Borrower")),), N_("To be given back by"),
        ("party",), _WHO,
    ),
    "give-back": Way(
        N_("Give a loan back"), "undo-2", (), "", ("loan",), N_("Choose the loan."),
    ),
    "send-back": Way(
        N_("Return goods to their sender"), "undo-2",
        (("party", N_("Sender")), ("waybill", N_("Waybill number"))), "", ("party",), _WHO,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sending:
    """What leaves, as it was entered; ``to`` is a store's id in hex, or the name of a place."""

    kind: str
    store: StoreId
    lines: tuple[Out, ...]
    override: str = ""
    to: str = ""
    loan: str = ""
    day: date | None = None
    due: date | None = None
    out_at: datetime | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def write(self, camp: Camp) -> Posted:
        """Write the document; raises what its action raises."""
        out = Leaving(self.store, self.lines, self.override)
        party = self.texts.get("party", "")
        terms = loans.Terms(party, self.due, self.day)
        if self.kind == "dispatch":
            return dispatch.dispatch(camp, self._trip(out, party))
        if self.kind == "lend":
            return loans.lend(camp, out, terms)
        if self.kind == "give-back":
            return loans.give_back(camp, DocumentId(bytes.fromhex(self.loan)), out, terms)
        if self.kind == "send-back":
            back = releases.SendBack(out, party, self.texts.get("waybill", ""), self.day)
            return releases.send_back(camp, back)
        requested, authorised = (self.texts.get(name, "") for name in ("requested", "authorised"))
        order = releases.Release(out, party, requested, authorised, self.due, self.day)
        return releases.release(camp, order)

    def _trip(self, out: Leaving, transporter: str) -> dispatch.Dispatch:
        plate, driver, phone = (self.texts.get(name, "") for name in ("plate", "driver", "phone"))
        trip = dispatch.Trip(transporter, plate, driver, phone, self.out_at)
        try:
            to: StoreId | None = StoreId(bytes.fromhex(self.to))
        except ValueError:
            to = None
        if to is not None and len(to) == len(self.store):
            return dispatch.Dispatch(out, to, "", trip, self.day)
        return dispatch.Dispatch(out, None, self.to, trip, self.day)
