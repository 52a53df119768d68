"""Losses that a second officer confirms."""

from __future__ import annotations

from camp_desk.actions.answering import NoSuchDocument
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.roles import Right
from camp_desk.domain.words import N_
from camp_desk.storage import documents
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes


class NotByTheSame(CampDeskError):
    """Who wrote a loss down cannot confirm it."""

    message = N_("You wrote {number} down yourself.")
    advice = N_("Let another officer look at it and confirm it.")


def confirm(camp: Camp, document: DocumentId) -> Changes:
    """Confirm, as a second officer, that goods were lost or found.

    Raises:
        NoSuchDocument: Nothing waits for it.
        NotByTheSame: The officer wrote it; nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("confirm-loss") as entry:
        found = documents.document(camp.db, document)
        if found is None or not found.waits:
            raise NoSuchDocument(number=found.number if found else "")
        if found.officer == camp.officer_id:
            raise NotByTheSame(number=found.number)
        entry.add("decision", camp.new_id(), {"finding": found.id, "choice": "confirmed"})
    return entry.changes
