"""A delivery that was expected and came."""

from __future__ import annotations

from collections.abc import Mapping

from camp_desk.domain.ids import DocumentId
from camp_desk.domain.pipeline import Expected
from camp_desk.domain.stock import waybill_key
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.expected import expected


def close_arrived(
    camp: Camp, entry: Entry, waybill: str, came: Mapping[str, str], document: DocumentId
) -> None:
    """Expect no longer what came with this document.

    It is what was expected with the same waybill, of the same item, and from the same donor
    where both are named.

    Args:
        camp: Where.
        entry: The entry that records the delivery.
        waybill: Its number.
        came: The donor by item.
        document: The delivery.
    """
    for each in expected(camp.db) if waybill_key(waybill) else ():
        if each.item in came and _same(each, waybill, came[each.item]):
            entry.put("expected", each.id, {"closed": 1, "document": document})


def _same(each: Expected, waybill: str, donor: str) -> bool:
    one, other = waybill_key(each.donor), waybill_key(donor)
    same_donor = not one or not other or one == other
    return same_donor and waybill_key(each.reference) == waybill_key(waybill)
