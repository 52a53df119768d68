"""What households had that split since: what counts against those who stay and those who went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from camp_desk.domain.relief import Got


@dataclass(frozen=True, slots=True)
class Split:
    """So many persons left a household and became another one; ``at`` is when, in ISO 8601."""

    old: bytes
    new: bytes
    at: str
    persons: int


def divided(had: Mapping[bytes, Sequence[Got]], splits: Sequence[Split]) -> dict[bytes, list[Got]]:
    """Return what households had, with what they carry from those that they split from.

    What was given before a split counts for both, the latest first; of what goes by person those
    who went carry their part, and the rest counts for those who stay.  Households that were joined
    again are one.

    Args:
        had: By household.
        splits: In the order in which they happened.
    """
    found = {household: list(each) for household, each in had.items()}
    for split in splits:
        if split.old == split.new or split.old not in found:
            continue
        before = [each for each in found[split.old] if _when(each) <= split.at]
        parted = {id(each): _parted(each, split.persons) for each in before}
        found[split.old] = [
            parted[id(each)][0] if id(each) in parted else each for each in found[split.old]
        ]
        carried = [theirs for _, theirs in parted.values()]
        together = [*found.get(split.new, ()), *carried]
        found[split.new] = sorted(together, key=lambda each: (each.day, each.at), reverse=True)
    return found


def _when(each: Got) -> str:
    return each.at or each.day.isoformat()


def _parted(each: Got, persons: int) -> tuple[Got, Got]:
    """Return what counts for those who stay and for those who went.

    Where nobody knows how many persons it was for, all of it counts for both.
    """
    left = each.share - sum(each.gone, Fraction(0))
    if not each.persons:
        return each, replace(each, share=left, gone=(), carried=True)
    went = min(persons, each.persons)
    part = left * went / each.persons
    stays = replace(each, gone=(*each.gone, part), persons=each.persons - went)
    return stays, replace(each, share=part, gone=(), persons=went, carried=True)
