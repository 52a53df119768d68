"""Losses that a second officer confirms."""

from __future__ import annotations

from camp_desk.actions import household_events
from camp_desk.actions.answering import NoSuchDocument
from camp_desk.actions.confirming import confirmed_by, day_made
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import documents, findings
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes


class NothingToConfirm(NoSuchDocument):
    """No such loss, or one that needs nobody any more."""

    message = N_("Document {number} does not wait for a second officer.")
    advice = N_("Look under “Findings” at what does.")


class NotByTheSame(CampDeskError):
    """Who wrote a loss down cannot confirm it."""

    message = N_("You wrote this down yourself.")
    advice = N_("Let another officer look at it and confirm it.")


def confirm(camp: Camp, document: DocumentId, reason: str = "") -> Changes:
    """Confirm, as a second officer or as the only one, that goods were lost or found.

    Raises:
        NothingToConfirm: Nothing waits for it.
        NotByTheSame, AloneTooSoon, AloneWithoutReason: The officer wrote it; nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("confirm-loss") as entry:
        found = documents.document(camp.db, document)
        if found is None or not found.waits:
            raise NothingToConfirm(number=found.number if found else "")
        choice = confirmed_by(
            camp, Right.MOVE_STOCK, by=found.officer, on=day_made(found.id), reason=reason,
            otherwise=NotByTheSame,
        )  # fmt: skip
        entry.add("decision", camp.new_id(), {"finding": found.id, "choice": choice})
    return entry.changes


def confirm_second(camp: Camp, finding: bytes, reason: str = "") -> Changes:
    """Confirm, as a second officer or as the only one, what a finding waits for.

    Raises:
        NoSuchDocument, NotByTheSame, CannotBeTakenBack, ByAnother, AloneTooSoon,
            AloneWithoutReason: Nothing was written.
        NotAllowed: The officer may not.
    """
    found = next((each for each in findings.findings(camp.db) if each.id == finding), None)
    if found is not None and found.kind is findings.Kind.LOSS_AWAITING:
        (subject,) = found.subjects
        return confirm(camp, DocumentId(subject if isinstance(subject, bytes) else b""), reason)
    return household_events.confirm(camp, finding, reason)
