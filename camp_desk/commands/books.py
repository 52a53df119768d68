"""Counting stores, and their stack cards and ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camp_desk.commands.document_days import days_of
from camp_desk.commands.job import (
    Job,
    Result,
    camp_files,
    check_spared,
    day_of,
    opened,
    plain,
)
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.actions.counting import Entered
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.counts import Count

COUNT_VERBS = (
    "open", "list", "due", "sheet", "enter", "show", "approve", "confirm", "abandon", "tolerance",
)  # fmt: skip


class NotALine(CampDeskError):
    """What was counted is not said line by line."""

    message = N_("“{text}” is not a line of the sheet with what was counted.")
    advice = N_("Type --line 3=20 or --line “3=2 bags + 12.5 kg”, the line's number first.")


class LineTwice(CampDeskError):
    """One line of a sheet was typed with two numbers."""

    message = N_("Line {line} is typed twice.")
    advice = N_("Type each line once, with all that was counted of it.")


class OutMissing(CampDeskError):
    """A sheet without a file to write it to."""

    message = N_("The file to write to is missing.")
    advice = N_("Add --out FILE.")


def count(job: Job) -> Result:
    """Do what the verb says with a count."""
    verbs = {
        "open": _open, "list": _list, "due": _due, "sheet": _sheet, "enter": _enter,
        "show": _show, "approve": _approve, "confirm": _confirm, "abandon": _abandon,
        "tolerance": _tolerance,
    }  # fmt: skip
    with opened(job) as camp:
        return verbs[job.args.what](job, camp)


def _open(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.counting import open_count
    from camp_desk.actions.stock import store_named

    items = [code.strip().upper() for code in job.args.item]
    done = open_count(camp, store_named(camp, job.args.store), items)
    job.say(
        job.words.plural(
            "Count {number} is open for {n} pile: print its sheet.",
            "Count {number} is open for {n} piles: print its sheet.", done.piles,
            number=done.number,
        )
    )  # fmt: skip
    return {"count": done.number, "piles": done.piles}


def _list(job: Job, camp: Camp) -> Result:
    from camp_desk.domain.roles import Right
    from camp_desk.domain.stores import StoreName
    from camp_desk.storage.counts import counts

    camp.require(Right.SEE_STOCK)
    found = counts(camp.db)
    for each in found:
        store = StoreName(each.store_name).said(job.words)
        job.say(f"{each.number}  {each.day.isoformat()}  {each.state.value:10} {store}")
    return {"counts": [_count(each) for each in found]}


def _count(each: Count) -> Result:
    return {
        "count": each.number, "store": each.store_name, "day": each.day.isoformat(),
        "items": list(each.items), "state": each.state.value,
    }  # fmt: skip


def _due(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.count_words import due_said
    from camp_desk.actions.stock import store_named
    from camp_desk.domain.roles import Right
    from camp_desk.storage.count_review import due_in
    from camp_desk.storage.stock import items

    camp.require(Right.SEE_STOCK)
    known = items(camp.db)
    due = due_in(camp.db, store_named(camp, job.args.store), camp.today())
    for each in due:
        job.say(due_said(each, known[each.item], job.words))
    if not due:
        job.say(job.words("Nothing is due in this store."))
    return {
        "due": [
            {"item": each.item, "days_ago": each.since, "weekly": each.weekly} for each in due
        ]
    }  # fmt: skip


def _sheet(job: Job, camp: Camp) -> Result:
    from io import BytesIO

    from camp_desk.actions.count_sheets import print_count_sheet
    from camp_desk.actions.paper import second_language

    out, words = BytesIO(), job.words
    pages = print_count_sheet(camp, job.args.number, out, words=words, other=second_language(words))
    _write(job, out.getvalue())
    return {"file": str(job.args.out), "pages": pages}


def _write(job: Job, pdf: bytes) -> None:
    from camp_desk.storage.files import write_whole

    if job.args.out is None:
        raise OutMissing
    check_spared(job.args.out, camp_files(job.args.camp))
    write_whole(job.args.out, pdf)
    job.say(job.words("Wrote {file}.", file=job.args.out))


def _enter(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.counting import count_numbered, enter
    from camp_desk.domain.measures import read_of
    from camp_desk.storage import counts
    from camp_desk.storage.stock import items

    args = job.args
    number = count_numbered(camp, args.number)
    if args.found:
        return _entered(job, _enter_found(job, camp))
    known = items(camp.db)
    lines = {line.serial: line for line in counts.lines(camp.db, number.id)}
    found = {}
    for text in args.lines:
        serial, _, quantity = text.partition("=")
        if not (serial.strip().isdecimal() and quantity.strip()):
            raise NotALine(text=text)
        if int(serial) in found:
            raise LineTwice(line=int(serial))
        line = lines.get(int(serial))
        item = known[line.item] if line else None
        found[int(serial)] = read_of(quantity, item, (line.of,)) if line and item else 0
    return _entered(job, enter(camp, args.number, args.counter or camp.officer.name, found))


def _enter_found(job: Job, camp: Camp) -> Entered:
    from camp_desk.actions.counting import enter_found
    from camp_desk.actions.stock import Came
    from camp_desk.domain.item_codes import item_coded
    from camp_desk.domain.typed import read
    from camp_desk.storage.stock import items

    args = job.args
    code, _, text = args.found.partition("=")
    item = item_coded(code, items(camp.db))
    quantity = read(text, item.unit, pack_size=item.pack_size, grams_per_litre=item.grams_per_litre)
    came = Came(item.code, quantity, args.lot, day_of(args.expiry, None), args.donor)
    return enter_found(camp, args.number, args.counter or camp.officer.name, came)


def _entered(job: Job, done: Entered) -> Result:
    words = job.words
    job.say(words("Saved."))
    if done.differing:
        lines = ", ".join(map(str, done.differing))
        job.say(words("Count these lines again, they differ: {lines}", lines=lines))
    elif done.waiting:
        job.say(words("Now the second person enters the same sheet."))
    return {
        "count": done.number, "waiting": list(done.waiting), "differing": list(done.differing),
    }  # fmt: skip


def _show(job: Job, camp: Camp) -> Result:
    """Show how a count stands; numbers only where two people agree."""
    from camp_desk.actions.counting import count_numbered
    from camp_desk.actions.lot_names import names
    from camp_desk.domain.quantities import exact
    from camp_desk.domain.roles import Right
    from camp_desk.storage.count_review import review
    from camp_desk.storage.stock import items

    camp.require(Right.SEE_STOCK)
    found, known, lines = count_numbered(camp, job.args.number), items(camp.db), []
    reviewed = review(camp.db, found)
    there = [each.line.of for each in reviewed]
    for each in reviewed:
        item, line, counted = known[each.line.item], each.line, each.standing.counted
        alike = [lot for lot in there if lot.item == line.item]
        name = names(alike, item)[alike.index(line.of)]
        said = f"{line.serial:4}  {name:12} {item.said(job.words):24}"
        shown: Result = {
            "line": line.serial, "lot": line.label, "name": name, "item": line.item,
            "stage": each.standing.stage.value,
        }  # fmt: skip
        if counted is not None:
            numbers = (each.book, counted, each.correction or 0)
            said += " ".join(f"{exact(n, each.unit, job.words):>14}" for n in numbers)
            keys = ("book", "counted", "correction")
            shown |= {key: plain(n, each.unit) for key, n in zip(keys, numbers, strict=True)}
        else:
            said += each.standing.stage.value
        job.say(said)
        lines.append(shown)
    return {**_count(found), "lines": lines}


def _approve(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.counting import approve

    done = approve(camp, job.args.number)
    job.say(job.words("Recorded as {number}.", number=done.number))
    if done.awaiting:
        job.say(job.words("A second person is to confirm it."))
    return {
        "count": done.number, "corrected": done.corrected, "awaiting_confirmation": done.awaiting,
    }  # fmt: skip


def _confirm(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.confirming_counts import confirm

    confirm(camp, job.args.number, job.args.reason)
    job.say(job.words("Confirmed."))
    return {"count": job.args.number}


def _abandon(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.counting import abandon

    abandon(camp, job.args.number)
    job.say(job.words("The count is abandoned: goods may move again."))
    return {"count": job.args.number}


def _tolerance(job: Job, camp: Camp) -> Result:
    """Show the tolerances, or set those that are given, in percent."""
    from camp_desk.actions.counting import set_tolerance
    from camp_desk.storage.count_review import tolerance

    now = tolerance(camp.db)
    sealed, loose = job.args.sealed, job.args.loose
    if sealed is not None or loose is not None:
        set_tolerance(
            camp,
            sealed=now.sealed if sealed is None else round(sealed * 10),
            loose=now.loose if loose is None else round(loose * 10),
        )
        now = tolerance(camp.db)
    job.say(
        job.words(
            "Whole packs may differ by {sealed} %, loose weight by {loose} %.",
            sealed=f"{now.sealed / 10:g}", loose=f"{now.loose / 10:g}",
        )
    )  # fmt: skip
    return {"sealed_percent": now.sealed / 10, "loose_percent": now.loose / 10}


def ledger(job: Job) -> Result:
    """Show the ledger of an item in a store, or the card of one lot; write it as a PDF."""
    from io import BytesIO

    from camp_desk.actions import stock_cards
    from camp_desk.actions.paper import second_language
    from camp_desk.actions.stock import store_named
    from camp_desk.domain.item_codes import item_coded
    from camp_desk.domain.quantities import exact
    from camp_desk.domain.stores import StoreName
    from camp_desk.storage.stock import items, stores

    args, words = job.args, job.words
    with opened(job) as camp:
        item = item_coded(args.item, items(camp.db))
        store, code = store_named(camp, args.store), item.code
        name = StoreName(next(each.name for each in stores(camp.db) if each.id == store))
        lot = None
        if args.lot is not None:
            lot = stock_cards.lot_labelled(camp, store, item, args.lot)
        wanted = stock_cards.Wanted(store, code, lot, *days_of(args.first, args.last))
        card = stock_cards.card_of(camp, wanted)
        if args.out is not None:
            out = BytesIO()
            stock_cards.print_card(camp, wanted, out, words=words, other=second_language(words))
            _write(job, out.getvalue())
    lines = stock_cards.card_lines(card, words)
    job.say(f"{item.said(words)} · {name.said(words)}")
    job.say(f"{words('Brought forward'):62} {exact(card.before, item.unit, words):>38}")
    for line in lines:
        amounts = (line.came, line.out, line.lost)
        said = " ".join(f"{exact(n, item.unit, words) if n else '':>12}" for n in amounts)
        moved = line.moved
        job.say(
            f"{moved.day.isoformat()}  {moved.number:14}  {line.other:20.20}  {moved.label:10.10}"
            f" {said} {stock_cards.balance_said(line.balance, item, words):>14}"
        )
    if below := stock_cards.below_said(card, words):
        job.say(below)
    return {
        "item": code,
        "store": name.name,
        "brought_forward": plain(card.before, item.unit),
        "lines": [
            {
                "day": line.moved.day.isoformat(), "document": line.moved.number,
                "other": line.other, "lot": line.moved.label,
                "in": plain(line.came, item.unit), "out": plain(line.out, item.unit),
                "loss": plain(line.lost, item.unit), "balance": plain(line.balance, item.unit),
                "below_zero": line.balance < 0,
            }
            for line in lines
        ],
        "balance": plain(card.after, item.unit),
    }  # fmt: skip


def room(job: Job) -> Result:
    """Show the room in a store, write down its floor, and say whether a delivery fits."""
    from camp_desk.actions import rooms
    from camp_desk.actions.stock import store_named
    from camp_desk.domain.item_codes import item_coded
    from camp_desk.domain.roles import Right
    from camp_desk.domain.typed import read
    from camp_desk.storage import stock

    args, words = job.args, job.words
    with opened(job) as camp:
        camp.require(Right.SEE_STOCK)
        store, known = store_named(camp, args.store), stock.items(camp.db)
        if args.area is not None:
            rooms.set_area(camp, store, args.area)
        coming, bulks = [], rooms.bulks()
        for text in args.coming:
            code, _, quantity = text.partition("=")
            item = item_coded(code, known)
            amount = read(
                quantity, item.unit, pack_size=item.pack_size,
                grams_per_litre=item.grams_per_litre,
            )  # fmt: skip
            coming.append(rooms.needs(item, amount, bulks))
        here = next(each for each in stock.stores(camp.db) if each.id == store)
        found = rooms.room_in(here, stock.piles(camp.db, store), known, coming)
    for each in coming:
        job.say(rooms.needs_said(each, words))
    job.say(rooms.room_said(here, found, words)[0])
    return {
        "store": here.name, "area": here.area, "usable": round(found.usable, 1),
        "taken": round(found.taken, 1), "needed": round(found.needed, 1),
        "fits": found.fits if here.area else None,
        "coming": [
            {
                "item": each.item.code, "floor": round(each.floor, 1), "stacks": each.stacks,
                "packs_on_a_stack": each.packs_on_a_stack,
            }
            for each in coming
        ],
    }  # fmt: skip
