"""What is typed for a document of the stores, and how the answer looks."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, plain
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.actions.leaving import Leaving
    from camp_desk.actions.stock import Posted
    from camp_desk.domain.catalogue import Item
    from camp_desk.domain.ids import StoreId
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.documents import Document


class UnknownDocument(CampDeskError):
    """A number that no document has."""

    message = N_("There is no document {number}.")
    advice = N_("Look at the numbers with “goods list”.")


class NoNumber(CampDeskError):
    """Something answers a document, and it is not said which."""

    message = N_("It is not said which document this answers.")
    advice = N_("Add its number: --of ISS-001-0001.")


class NotRecorded(CampDeskError):
    """The officer thought better of a document."""

    message = N_("Nothing was recorded.")


class UnreadableTime(CampDeskError):
    """What was typed is no time."""

    message = N_("“{time}” is not a time.")
    advice = N_("Type it like 07:30 or 2014-07-05 07:30.")


class UnreadableLine(CampDeskError):
    """A line that is no item and quantity."""

    message = N_("“{line}” is not a line of a document.")
    advice = N_("Type it like RIC=20 bags, with a lot like RIC@L-7=20 bags.")


def written(job: Job, camp: Camp, posted: Posted) -> Result:
    """Say under which number it was recorded, and what it moved."""
    from camp_desk.storage import document_pages, stock

    page, items = document_pages.page(camp.db, posted.document), stock.items(camp.db)
    job.say(job.words("Recorded as {number}.", number=posted.number))
    lines: list[Result] = []
    if page and any(each.came and each.lot.expired(camp.today()) for each in page.lines):
        job.say(job.words("Expired: it lies there, but is not handed out."))
    for each in page.lines if page else ():
        unit = items[each.lot.item].unit
        line: Result = {
            "item": each.lot.item, "lot": each.lot.label,
            "expiry": each.lot.expiry.isoformat() if each.lot.expiry else None,
            "came": plain(each.came, unit), "went": plain(each.went, unit),
        }  # fmt: skip
        if each.sent is not None:
            said = {"sent": each.sent, "good": each.good, "damaged": each.damaged,
                    "short": each.short, "over": each.over}  # fmt: skip
            line |= {name: plain(quantity or 0, unit) for name, quantity in said.items()}
        lines.append(line)
    answers = [each.number for each in page.answers] if page else []
    answer: Result = {"document": posted.number, "lines": lines, "answers": answers}
    return answer | still_expected(job, posted, items)


def still_expected(job: Job, posted: Posted, items: Mapping[str, Item]) -> Result:
    """Say what a delivery left to be expected; nothing where it left nothing."""
    from camp_desk.actions.lasting_words import rest_said
    from camp_desk.commands.pipeline import without_marks

    for each in posted.still_expected:
        job.say(without_marks(rest_said(each, items[each.item], job.words), job.words))
    return {"still_expected": [
        {"item": each.item, "quantity": plain(each.quantity, items[each.item].unit)}
        for each in posted.still_expected
    ]} if posted.still_expected else {}  # fmt: skip


def recorded(job: Job, camp: Camp, write: Callable[[Camp], Posted]) -> Result:
    """Write a document and say under which number; before, where it leaves a past day below zero.

    Raises:
        NotRecorded: The officer thought better of it.
    """
    from camp_desk.actions.late_papers import BelowThen, careful

    try:
        return written(job, camp, careful(write, camp))
    except BelowThen as warning:
        job.say(job.words.sentence(warning))
        asked = job.words("Type yes to record it all the same: ")
        if job.asks and job.typed(asked) != "yes":
            raise NotRecorded from None
        return {**written(job, camp, write(camp)), "below_zero_on": str(warning.values["day"])}


def document_named(camp: Camp, untrusted_number: str) -> Document:
    """Return a document by its number.

    Raises:
        NoNumber, UnknownDocument: There is none.
    """
    from camp_desk.storage import documents

    if not untrusted_number.strip():
        raise NoNumber
    found = documents.numbered(camp.db, untrusted_number)
    if found is None:
        raise UnknownDocument(number=untrusted_number.strip())
    return found


def parts_of(line: str) -> tuple[str, str, str]:
    """Return item, lot and quantity of ``ITEM@LOT=QUANTITY``."""
    name, equals, quantity = line.partition("=")
    code, _, label = name.partition("@")
    if not (equals and code.strip() and quantity.strip()):
        raise UnreadableLine(line=line)
    return code.strip().upper(), label.strip(), quantity.strip()


def item_of(camp: Camp, code: str) -> Item:
    """Return an item by its code.

    Raises:
        NoSuchItem: There is none.
    """
    from camp_desk.domain.item_codes import item_coded
    from camp_desk.storage.stock import items

    return item_coded(code, items(camp.db))


def quantity_of(untrusted_text: str, item: Item, grams_per_litre: int = 0) -> int:
    """Return a quantity in base units; raises what ``typed.read`` raises."""
    from camp_desk.domain.typed import read

    density = grams_per_litre or item.grams_per_litre
    return read(untrusted_text, item.unit, pack_size=item.pack_size, grams_per_litre=density)


def lines_out(camp: Camp, args: argparse.Namespace, store: StoreId) -> Leaving:
    """Return what leaves: ``ITEM@LOT=QUANTITY`` for each line; raises what cannot be read."""
    from camp_desk.actions.leaving import Leaving, Out, lot_meant
    from camp_desk.domain.measures import read_of
    from camp_desk.storage.stock import piles

    lines = []
    for line in args.line:
        code, label, said = parts_of(line)
        item = item_of(camp, code)
        lot = lot_meant(camp, store, code, label) if label else None
        there = [pile for pile in piles(camp.db, store, code) if pile.quantity > 0]
        meant = [pile.of for pile in there if pile.lot == lot or not lot]
        lines.append(Out(code, read_of(said, item, meant), lot))
    return Leaving(store, tuple(lines), args.because)


def moment_of(untrusted_time: str) -> datetime | None:
    """Return a time as it was typed, or nothing if none was.

    Raises:
        UnreadableTime: It is none.
    """
    from camp_desk.domain.days import read_hour

    if not untrusted_time:
        return None
    moment = read_hour(untrusted_time, datetime.now().date())
    if moment is None:
        raise UnreadableTime(time=untrusted_time)
    return moment
