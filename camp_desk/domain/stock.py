"""Lots: what they are, which goes out first, and how long they last."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from hashlib import blake2b

from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import LotId
from camp_desk.domain.quantities import Amount
from camp_desk.domain.words import N_, Words

WARNED_DAYS = (90, 30)
"""Days before the expiry at which a lot is pointed out, first and again."""


class NotEnough(CampDeskError):
    """Less can be taken than was asked for; expired lots do not count."""

    message = N_("There are {there} of {item} to take, {missing} less than the {asked} asked for.")
    advice = N_("Take less, or record the delivery first if more has come.")


class RestExpired(NotEnough):
    """There would be enough if nothing had expired."""

    advice = N_("{expired} more have expired. Take less, and record those as a loss.")


class Expired(CampDeskError):
    """The lot is past its expiry and leaves only as a loss."""

    message = N_("This lot of {item} expired on {expiry}.")
    advice = N_("Take another lot, and record this one as a loss.")


@dataclass(frozen=True, slots=True)
class Lot:
    """One pile: one product, label, expiry, donor and packing (CARE: never mixed).

    ``pack`` is in base units, 0 where it is the item's own.  ``consignment`` is the sender's
    number of the shipment; ``grams_per_litre`` the lot's own density, 0 where it is the item's.
    """

    item: str
    label: str = ""
    expiry: date | None = None
    donor: str = ""
    pack: int = 0
    consignment: str = ""
    grams_per_litre: int = 0

    @property
    def id(self) -> LotId:
        """Return 16 bytes that every desk derives alike from what stands on the pile.

        Case, spaces and the kind of digits do not matter.
        """
        expiry = self.expiry.isoformat() if self.expiry else ""
        hashed = blake2b(digest_size=16, person=b"camp-desk lot")
        fields = [self.item, _plain(self.label), expiry, _plain(self.donor), str(self.pack)]
        if self.consignment or self.grams_per_litre:  # lots without them keep their ids
            fields += [_plain(self.consignment), str(self.grams_per_litre)]
        for field in fields:
            text = field.encode()
            hashed.update(len(text).to_bytes(8, "big") + text)
        return LotId(hashed.digest())

    def expired(self, today: date) -> bool:
        """Tell whether the day of expiry is over; on that day it may still be eaten."""
        return self.expiry is not None and self.expiry < today


class Freshness(IntEnum):
    """How near a lot is to its end, worst last."""

    KEEPS = 0
    WITHIN_90_DAYS = 1
    WITHIN_30_DAYS = 2
    EXPIRED = 3


def freshness(expiry: date | None, today: date) -> Freshness:
    """Return how near the expiry is."""
    if expiry is None:
        return Freshness.KEEPS
    left = (expiry - today).days
    early, late = WARNED_DAYS
    if left < 0:
        return Freshness.EXPIRED
    if left <= late:
        return Freshness.WITHIN_30_DAYS
    return Freshness.WITHIN_90_DAYS if left <= early else Freshness.KEEPS


def warning(expiry: date | None, today: date, words: Words) -> str:
    """Return what to tell about an expiry, empty while it is far away."""
    state = freshness(expiry, today)
    if expiry is None or state is Freshness.KEEPS:
        return ""
    left = (expiry - today).days
    if state is Freshness.EXPIRED:
        return words.plural("Expired {n} day ago", "Expired {n} days ago", -left)
    if left == 0:
        return words("Expires today")
    return words.plural("Expires in {n} day", "Expires in {n} days", left)


def pick(
    lots: Iterable[tuple[Lot, int]], quantity: int, today: date, item: Item
) -> list[tuple[Lot, int]]:
    """Return from which lots to take a quantity: first expired, first out.

    The earliest expiry goes first, what never expires last, ties by lot id; what is
    expired never goes, nor what has no balance.

    Args:
        lots: Lots of one item with their balance, in base units.
        quantity: Base units, 0 or more.
        today: The day that the goods leave.
        item: What the lots are of, for the error.

    Raises:
        NotEnough: The lots that may go hold less; nothing is proposed.

    Source:
        First expired, first out for food: Logistics Cluster, LOG warehousing.
    """
    lots = list(lots)
    allowed = [(lot, there) for lot, there in lots if there > 0 and not lot.expired(today)]
    allowed.sort(key=lambda pair: (pair[0].expiry is None, pair[0].expiry or date.max, pair[0].id))
    picked: list[tuple[Lot, int]] = []
    left = quantity
    for lot, there in allowed:
        if left <= 0:
            break
        picked.append((lot, min(there, left)))
        left -= there
    if left > 0:
        expired = sum(there for lot, there in lots if there > 0 and lot.expired(today))
        raise _not_enough(item, quantity, left, expired)
    return picked


def left_behind(
    there: Iterable[tuple[Lot, int]], taken: Iterable[tuple[Lot, int]], today: date
) -> Lot | None:
    """Return the lot that should have gone before one that was taken; None if none should.

    Only lots that may leave count, and of them those of which something stays behind.

    Args:
        there: Lots of one item with their balance before anything is taken.
        taken: What is taken of it.
        today: The day that the goods leave.
    """
    gone: dict[LotId, int] = {}
    latest: date | None = None
    for lot, quantity in taken:
        gone[lot.id] = gone.get(lot.id, 0) + quantity
        latest = max(latest or date.min, lot.expiry or date.max)
    if latest is None:
        return None
    staying = [
        lot for lot, balance in there
        if balance > gone.get(lot.id, 0) and not lot.expired(today)
        and (lot.expiry or date.max) < latest
    ]  # fmt: skip
    return min(staying, key=lambda lot: (lot.expiry or date.max, lot.id), default=None)


def refuse_expired(lot: Lot, today: date, item: Item) -> None:
    """Do nothing for a lot that may leave; for lots that an officer chose by hand.

    Raises:
        Expired: The day of expiry is over.
    """
    if lot.expired(today):
        raise Expired(item=item, expiry=lot.expiry)


def usable(lots: Iterable[tuple[Lot, int]], today: date) -> int:
    """Return how much may be handed out: lots with a balance that are not expired."""
    return sum(there for lot, there in lots if there > 0 and not lot.expired(today))


def _not_enough(item: Item, asked: int, missing: int, expired: int) -> NotEnough:
    return (RestExpired if expired else NotEnough)(
        item=item,
        there=Amount(asked - missing, item.unit),
        asked=Amount(asked, item.unit),
        missing=Amount(missing, item.unit),
        expired=Amount(expired, item.unit),
    )


def waybill_key(untrusted_number: str) -> str:
    """Return a waybill's number, or a sender's name, without what two people write differently."""
    return _plain(untrusted_number).replace(" ", "")


def _plain(text: str) -> str:
    """Return a label in one case, one form, one kind of digits and with single spaces."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in folded)
