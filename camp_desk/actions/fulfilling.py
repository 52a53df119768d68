"""A delivery that was expected and came, in whole or in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from camp_desk.domain.fulfilling import Brought, fulfilled
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.pipeline import Expected
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.expected import expected


def note_arrived(
    camp: Camp,
    entry: Entry,
    waybill: str,
    lines: Sequence[Brought],
    document: DocumentId,
    *,
    nothing_more: bool,
) -> tuple[Expected, ...]:
    """Note in an entry what came of what was expected, and return what of that is still to come.

    The rest stays expected as it was, unless nothing more is to come.

    Args:
        camp: Where.
        entry: The entry that records the delivery.
        waybill: Its number.
        lines: What it brought.
        document: The delivery.
        nothing_more: Whether the rest is expected no longer.
    """
    open_ = {each.id: each for each in expected(camp.db)}
    still = []
    for id_, quantity in fulfilled(tuple(open_.values()), waybill, lines).items():
        before = open_[id_]
        if quantity:
            entry.add(
                "expected_came",
                camp.new_id(),
                {"expected": id_, "document": document, "quantity": quantity},
            )
        if quantity == before.quantity:
            continue
        if nothing_more:
            entry.put("expected", id_, {"closed": 1, "document": document})
        else:
            rest, came = before.quantity - quantity, before.came + quantity
            still.append(replace(before, quantity=rest, came=came))
    return tuple(still)
