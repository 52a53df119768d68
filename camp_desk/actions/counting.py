"""Counting a store: opening, entering what two people found, approving, abandoning."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camp_desk.actions.checks import LONGEST_REMARK, bounded
from camp_desk.actions.count_troubles import (
    CountedByYourself,
    CounterMissing,
    CountGoesOn,
    CountHasEnded,
    NoSuchCount,
    NoSuchLine,
    NotCountedTwice,
    NothingEntered,
    NothingToCount,
    OnTheSheet,
    ToleranceTooWide,
)
from camp_desk.actions.duplicates import AWAITING
from camp_desk.actions.lots import lot_of
from camp_desk.actions.stock import Came, NoSuchStore
from camp_desk.domain.counting import Stage, Standing
from camp_desk.domain.digits import latin
from camp_desk.domain.ids import StoreId
from camp_desk.domain.item_codes import no_such_item
from camp_desk.domain.plain import folded
from camp_desk.domain.roles import Right
from camp_desk.domain.stores import StoreName
from camp_desk.storage import count_review, counts, officers, stock
from camp_desk.storage.camp import Camp, Entry
from camp_desk.storage.counts import Count, Line, State, id_of
from camp_desk.storage.tables import Changes

_MOST_TOLERANCE = 100
"""Thousandths: a tenth of a pile is no tolerance."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A count just opened, and how many piles stand on its sheet."""

    changes: Changes
    number: str
    piles: int


@dataclass(frozen=True, slots=True)
class Entered:
    """What is still to do after an entry: line numbers of the sheet."""

    changes: Changes
    number: str
    waiting: tuple[int, ...]
    """Lines that fewer than two people have counted."""
    differing: tuple[int, ...]
    """Lines in which the two differ, to be counted again."""


@dataclass(frozen=True, slots=True)
class Approved:
    """A count that was posted; ``awaiting`` tells that a second person is to confirm it."""

    changes: Changes
    number: str
    corrected: int
    """How many piles the books were wrong about."""
    awaiting: bool


def open_count(camp: Camp, store: StoreId, items: Sequence[str] = ()) -> Opened:
    """Open a count: what it covers does not move until it has ended.

    Args:
        camp: Where.
        store: Which store.
        items: The codes of the items to count; all that lie there if empty.

    Raises:
        NoSuchStore, NoSuchItem, NothingToCount, CountGoesOn: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("open-count") as entry:
        name = _store_name(camp, store)
        known = stock.items(camp.db)
        for code in items:
            if code not in known:
                raise no_such_item(code, known)
        for other in counts.frozen(camp.db, store):
            if not items or not other.items or set(items) & set(other.items):
                raise CountGoesOn(store=StoreName(name), number=other.number)
        piles = counts.chosen_piles(camp.db, store, items)
        if not piles:
            raise NothingToCount(store=StoreName(name))
        prefix = f"{counts.KIND}-{camp.desk:03d}-"
        number = f"{prefix}{counts.opened_by_desk(camp.db, prefix) + 1:04d}"
        count = camp.new_id()
        entry.add(
            "stock_count",
            count,
            {
                "number": number,
                "store": store,
                "day": camp.today().isoformat(),
                "items": json.dumps(sorted(set(items))) if items else None,
                "desk": int(camp.desk),
                "officer": camp.officer.id,
                "at": camp.now().isoformat(timespec="seconds"),
                "known": json.dumps(counts.known(camp.db)),
            },
        )
        for serial, (lot, _, book) in enumerate(piles, start=1):
            _add_line(entry, count, lot, serial, book)
    return Opened(entry.changes, number, len(piles))


def enter(
    camp: Camp,
    untrusted_number: str,
    untrusted_counter: str,
    found: Mapping[int, int],
    remarks: Mapping[int, str] | None = None,
) -> Entered:
    """Enter what one person found; lines left out are not counted yet.

    Args:
        camp: Where.
        untrusted_number: The count's.
        untrusted_counter: Who counted.
        found: By line of the sheet, in grams or pieces.
        remarks: By line of the sheet.

    Raises:
        NoSuchCount, CountHasEnded, NoSuchLine, NothingEntered, CounterMissing, TextTooLong:
            Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("enter-count") as entry:
        count = _open(camp, untrusted_number)
        counter = _counter(untrusted_counter)
        if not found or min(found.values()) < 0:
            raise NothingEntered
        lines = {line.serial: line for line in counts.lines(camp.db, count.id)}
        for serial, quantity in found.items():
            if serial not in lines:
                raise NoSuchLine(number=count.number, line=serial)
            remark = (remarks or {}).get(serial, "")
            _enter(camp, entry, count, lines[serial].lot, counter, quantity, remark)
    return _entered(camp, entry, count)


def enter_found(camp: Camp, untrusted_number: str, untrusted_counter: str, came: Came) -> Entered:
    """Enter a pile that one person found and that does not stand on the sheet.

    Raises:
        NoSuchCount, CountHasEnded, CounterMissing, NoSuchItem, NothingEntered, OnTheSheet,
            TextTooLong: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("enter-count") as entry:
        count = _open(camp, untrusted_number)
        counter = _counter(untrusted_counter)
        known = stock.items(camp.db)
        if came.item not in known or not count.covers(came.item):
            raise no_such_item(came.item, {code: known[code] for code in count.items or known})
        if came.quantity <= 0:
            raise NothingEntered
        lot = lot_of(camp, entry, came)
        lines = counts.lines(camp.db, count.id)
        same = next((line for line in lines if line.lot == lot), None)
        if same is not None:
            raise OnTheSheet(line=same.serial)
        book = stock.balance(camp.db, count.store, lot)
        _add_line(entry, count.id, lot, len(lines) + 1, book)
        _enter(camp, entry, count, lot, counter, came.quantity, "")
    return _entered(camp, entry, count)


def approve(camp: Camp, untrusted_number: str) -> Approved:
    """Approve a count as somebody who did not enter it, and correct the books by it.

    Where nobody else could, it is posted all the same and waits for a second person.

    Raises:
        NoSuchCount, CountHasEnded, NotCountedTwice, CountedByYourself: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("approve-count") as entry:
        count = _open(camp, untrusted_number)
        reviewed = count_review.review(camp.db, count)
        open_lines = [each.line.serial for each in reviewed if each.standing.counted is None]
        if open_lines:
            raise NotCountedTwice(lines=_said(open_lines))
        counted = counts.entered_by(camp.db, count.id)
        alone = camp.officer_id in counted
        if alone and not officers.only_one_who_may(camp.db, Right.DECIDE, *counted):
            raise CountedByYourself
        document = id_of(count.id, b"document")
        corrected = 0
        entry.add(
            "document",
            document,
            {
                "kind": counts.KIND, "number": count.number, "store": count.store,
                "day": camp.today().isoformat(),
            },
        )  # fmt: skip
        for each in reviewed:
            lot, posted, found = each.line.lot, each.correction or 0, each.standing.counted
            entry.add(
                "count_result",
                id_of(count.id, b"result" + lot),
                {"count": count.id, "lot": lot, "book": each.book, "counted": found,
                 "posted": posted},
            )  # fmt: skip
            if posted:
                corrected += 1
                entry.add(
                    "movement",
                    id_of(count.id, b"moved" + lot),
                    {"document": document, "lot": lot, "store": count.store, "quantity": posted},
                )
        end = _end(camp, entry, count, State.POSTED, document)
        if alone:
            entry.add("decision", camp.new_id(), {"finding": end, "choice": AWAITING})
    return Approved(entry.changes, count.number, corrected, alone)


def abandon(camp: Camp, untrusted_number: str) -> Changes:
    """Give a count up: the goods may move again and the books stay as they are.

    Raises:
        NoSuchCount, CountHasEnded: Nothing was written.
        NotAllowed: The officer does not move stock.
    """
    camp.require(Right.MOVE_STOCK)
    with camp.action("abandon-count") as entry:
        count = _open(camp, untrusted_number)
        _end(camp, entry, count, State.ABANDONED, None)
    return entry.changes


def set_tolerance(camp: Camp, *, sealed: int, loose: int) -> Changes:
    """Set by how many thousandths counts may differ, for whole packs and for loose weight.

    Raises:
        ToleranceTooWide: Nothing was written.
        NotAllowed: The officer does not manage the camp.
    """
    camp.require(Right.MANAGE)
    if not all(0 <= each <= _MOST_TOLERANCE for each in (sealed, loose)):
        raise ToleranceTooWide
    with camp.action("set-tolerance") as entry:
        entry.put("setting", count_review.SEALED, {"value": sealed})
        entry.put("setting", count_review.LOOSE, {"value": loose})
    return entry.changes


def count_numbered(camp: Camp, untrusted_number: str) -> Count:
    """Return a count by the number that stands on its sheet.

    Raises:
        NoSuchCount: There is none.
    """
    number = latin(untrusted_number).strip().upper()
    found = counts.numbered(camp.db, number)
    if found is None:
        raise NoSuchCount(number=untrusted_number.strip()[:40])
    return found


def _open(camp: Camp, untrusted_number: str) -> Count:
    count = count_numbered(camp, untrusted_number)
    if count.state is not State.OPEN:
        raise CountHasEnded(number=count.number)
    return count


def _store_name(camp: Camp, store: StoreId) -> str:
    stores = stock.stores(camp.db)
    for each in stores:
        if each.id == store:
            return each.name
    raise NoSuchStore(name="", known=", ".join(each.name for each in stores))


def _counter(untrusted_counter: str) -> str:
    counter = bounded(untrusted_counter)
    if not folded(counter):
        raise CounterMissing
    return counter


def _add_line(entry: Entry, count: bytes, lot: bytes, serial: int, book: int) -> None:
    entry.add(
        "count_line",
        id_of(count, b"line" + lot),
        {"count": count, "lot": lot, "serial": serial, "book": book},
    )


def _enter(
    camp: Camp, entry: Entry, count: Count, lot: bytes, counter: str, quantity: int, remark: str
) -> None:
    entry.add(
        "count_entry",
        camp.new_id(),
        {
            "count": count.id,
            "lot": lot,
            "counter": counter,
            "officer": camp.officer.id,
            "at": camp.now().isoformat(timespec="seconds"),
            "quantity": quantity,
            "remarks": bounded(remark, LONGEST_REMARK) or None,
        },
    )


def _entered(camp: Camp, entry: Entry, count: Count) -> Entered:
    stands = count_review.standings(camp.db, count)
    return Entered(
        entry.changes,
        count.number,
        _at(stands, Stage.UNCOUNTED, Stage.ONCE),
        _at(stands, Stage.DIFFER),
    )


def _at(stands: list[tuple[Line, Standing]], *stages: Stage) -> tuple[int, ...]:
    return tuple(line.serial for line, each in stands if each.stage in stages)


def _end(camp: Camp, entry: Entry, count: Count, how: State, document: bytes | None) -> bytes:
    end = camp.new_id()
    entry.add(
        "count_end",
        end,
        {
            "count": count.id,
            "how": how.value,
            "day": camp.today().isoformat(),
            "officer": camp.officer.id,
            "at": camp.now().isoformat(timespec="seconds"),
            "document": document,
            "known": json.dumps(counts.known(camp.db)),
        },
    )
    return end


def _said(serials: Sequence[int]) -> str:
    most = 12
    more = " …" if len(serials) > most else ""
    return ", ".join(str(each) for each in serials[:most]) + more
