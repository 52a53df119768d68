"""What households give back of what was lent to them: good, damaged, or lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camp_desk.actions.answering import MoreThanOpen, open_document
from camp_desk.actions.catalogues import loss_categories, losses
from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.giving import require_giving
from camp_desk.actions.stock import (
    Kind,
    NoSuchReason,
    NothingMoved,
    Posted,
    await_confirmation,
    check_store,
    move,
    post,
)
from camp_desk.domain.catalogue import Effect
from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.domain.quantities import Amount
from camp_desk.storage import stock
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.documents import Document


@dataclass(frozen=True, slots=True)
class Back:
    """One lot of a loan: what came back good and damaged, and what is lost."""

    lot: LotId
    good: int = 0
    damaged: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class GivingBack:
    """What became of a loan; ``damaged_as`` and ``lost_as`` are reasons of losses."""

    loan: DocumentId
    store: StoreId
    lines: tuple[Back, ...]
    damaged_as: str = "DAMAGED"
    lost_as: str = "LOST"
    day: date | None = None
    remarks: str = ""


def take_loan_back(camp: Camp, what: GivingBack) -> Posted:
    """Record what a household gives back: good ones lie in the store, the rest is written off.

    What is damaged or lost is a loss form of its own, which a second officer confirms where its
    reason needs that.

    Raises:
        MoreThanOpen, NothingMoved, NoSuchDocument, NoSuchReason, NoSuchStore, BeingCounted,
            TextTooLong: Nothing was written.
        NotAllowed: The officer neither moves stock nor hands over.
    """
    require_giving(camp)
    with camp.action("take-back-from-household") as entry:
        check_store(camp, what.store)
        loan = open_document(camp, what.loan, Kind.LENT_OUT)
        lines = [each for each in what.lines if each.good or each.damaged or each.lost]
        _check(camp, loan, lines)
        document, number = post(
            camp, entry, Kind.GIVEN_IN, store=what.store, about=loan.id,
            household=loan.household, party=loan.party,
            day=what.day.isoformat() if what.day else None,
            remarks=bounded(what.remarks, LONGEST_REMARK) or None,
        )  # fmt: skip
        for each in lines:
            if each.good:
                move(camp, entry, document, each.lot, loan.id, -each.good)
                move(camp, entry, document, each.lot, what.store, each.good)
            entry.add(
                "document_line",
                camp.new_id(),
                {
                    "document": document, "lot": each.lot, "good": each.good,
                    "damaged": each.damaged, "short": each.lost, "over": 0,
                    "sent": each.good + each.damaged + each.lost,
                },
            )  # fmt: skip
        papers = (loan, document, what.store)
        damaged = [(each.lot, each.damaged) for each in lines if each.damaged]
        lost = [(each.lot, each.lost) for each in lines if each.lost]
        _write_off(camp, entry, papers, damaged, what.damaged_as)
        _write_off(camp, entry, papers, lost, what.lost_as)
    return Posted(entry.changes, document, number)


def _check(camp: Camp, loan: Document, lines: Sequence[Back]) -> None:
    if not lines or any(min(each.good, each.damaged, each.lost) < 0 for each in lines):
        raise NothingMoved
    items = stock.items(camp.db)
    for lot in {each.lot for each in lines}:
        asked = sum(each.good + each.damaged + each.lost for each in lines if each.lot == lot)
        out = stock.balance(camp.db, loan.id, lot)
        if asked > out:
            item = items[stock.item_of(camp.db, lot)]
            raise MoreThanOpen(
                item=item, number=loan.number, open=Amount(max(0, out), item.unit),
                asked=Amount(asked, item.unit),
            )  # fmt: skip


def _write_off(
    camp: Camp,
    entry: Entry,
    papers: tuple[Document, DocumentId, StoreId],
    gone: Sequence[tuple[LotId, int]],
    reason: str,
) -> None:
    """Write off what a household cannot give back, under the return that found it out."""
    category = loss_categories().get(reason)
    if category is None or category.effect is not Effect.LOSS:
        raise NoSuchReason(code=reason, known=", ".join(losses()))
    if not gone:
        return
    loan, answer, store = papers
    document, _ = post(
        camp, entry, Kind.LOSS, store=store, about=answer, reason=reason, reference=loan.number,
        household=loan.household, party=loan.party,
    )  # fmt: skip
    for lot, quantity in gone:
        move(camp, entry, document, lot, loan.id, -quantity)
    if category.second_signature:
        await_confirmation(camp, entry, document)
