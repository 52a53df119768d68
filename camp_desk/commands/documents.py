"""The documents of the stores: written, listed, shown, reversed, confirmed and printed."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from camp_desk.commands.job import (
    Job,
    Result,
    UnreadableDay,
    camp_files,
    check_spared,
    day_of,
    opened,
    plain,
)
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.actions.leaving import Leaving
    from camp_desk.actions.stock import Came, Posted
    from camp_desk.domain.catalogue import Item
    from camp_desk.domain.ids import StoreId
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.documents import Document


class UnreadableLine(CampDeskError):
    """A line that is no item and quantity."""

    message = N_("“{line}” is not a line of a document.")
    advice = N_("Type it like RIC=20 bags, with a lot like RIC@L-7=20 bags.")


def add_store(job: Job) -> Result:
    """Open a store."""
    from camp_desk.actions import stock

    with opened(job) as camp:
        stock.add_store(camp, job.args.name)
    job.say(job.words("The store is made."))
    return {"store": job.args.name}


def receive(job: Job) -> Result:
    """Record goods received against a waybill, or borrowed, or come back."""
    from camp_desk.actions import loans, releases, stock

    args = job.args
    with opened(job) as camp:
        store = stock.store_named(camp, args.store)
        lines = tuple(_came(camp, args, line) for line in args.line)
        day = day_of(args.day, None)
        terms = loans.Terms(args.party, day_of(args.due, None), day, args.remarks)
        if args.doing == "borrow":
            posted = loans.borrow(camp, store, lines, terms)
        elif args.doing == "loan-back":
            loan = _named(camp, args.of)
            posted = loans.take_loan_back(camp, loan.id, store, lines, terms)
        elif args.doing == "return":
            of = _named(camp, args.of).id if args.of else None
            back = releases.Return(store, lines, of, args.party, day, args.remarks)
            posted = releases.take_back(camp, back)
        else:
            came = stock.Delivery(
                store, lines, day, args.waybill, args.party, args.remarks, args.plate,
                args.driver, args.phone,
            )  # fmt: skip
            write = stock.receive if args.doing == "receive" else stock.count_opening
            posted = write(camp, came)
        return _answer(job, camp, posted)


def send(job: Job) -> Result:
    """Record goods that leave a store: sent, released, lent, given back or returned."""
    from camp_desk.actions import dispatch, loans, releases, stock

    args = job.args
    with opened(job) as camp:
        store = stock.store_named(camp, args.store)
        out, day = _leaving(camp, args, store), day_of(args.day, None)
        terms = loans.Terms(args.party, day_of(args.due, None), day, args.remarks)
        if args.doing == "dispatch":
            trip = dispatch.Trip(
                args.party, args.plate, args.driver, args.phone, _moment(args.out_at)
            )
            to = stock.store_named(camp, args.to) if args.to else None
            what = dispatch.Dispatch(out, to, args.place, trip, day, args.remarks)
            posted = dispatch.dispatch(camp, what)
        elif args.doing == "lend":
            posted = loans.lend(camp, out, terms)
        elif args.doing == "give-back":
            posted = loans.give_back(camp, _named(camp, args.of).id, out, terms)
        elif args.doing == "send-back":
            back = releases.SendBack(out, args.party, args.waybill, day, args.remarks)
            posted = releases.send_back(camp, back)
        else:
            order = releases.Release(
                out, args.party, args.requested, args.authorised, day_of(args.due, None), day,
                args.remarks,
            )  # fmt: skip
            posted = releases.release(camp, order)
        return _answer(job, camp, posted)


def arrive(job: Job) -> Result:
    """Say what arrived of a waybill; lots that are not named arrived whole."""
    from camp_desk.actions import dispatch
    from camp_desk.storage import documents, stock

    args = job.args
    with opened(job) as camp:
        waybill = _named(camp, args.number)
        going = next((g for g in documents.under_way(camp.db) if g.document.id == waybill.id), None)
        lots = []
        for line in args.line:
            code, label, said = _parts(line)
            item = _item(camp, code)
            fitting = [
                lot for lot, _ in (going.lots if going else ())
                if stock.lot_of(camp.db, lot).item == code
                and label.casefold() in {"", stock.lot_of(camp.db, lot).label.casefold()}
            ]  # fmt: skip
            if len(fitting) != 1:
                raise dispatch.NotOnWaybill(number=waybill.number)
            good, _, damaged = said.partition("/")
            lots.append(
                dispatch.Arrived(fitting[0], _read(good, item), _read(damaged or "0", item))
            )
        arrival = dispatch.Arrival(
            waybill.id, tuple(lots), day_of(args.day, None), args.damaged_as, args.missing_as,
            args.remarks,
        )  # fmt: skip
        return _answer(job, camp, dispatch.receive_waybill(camp, arrival))


def lose(job: Job) -> Result:
    """Write off what was lost, or add what was found; a second officer confirms it."""
    from camp_desk.actions import stock
    from camp_desk.actions.leaving import lot_meant
    from camp_desk.storage import stock as stored

    args = job.args
    with opened(job) as camp:
        store = stock.store_named(camp, args.store)
        (line,) = args.line
        code, label, said = _parts(line)
        item = _item(camp, code)
        piles = stored.piles(camp.db, store, code)
        one = len(piles) == 1 and not label
        lot = piles[0].lot if one else lot_meant(camp, store, code, label)
        quantity = _read(said, item)
        posted = stock.lose(
            camp, (store, lot), quantity, reason=args.reason.upper(), remarks=args.remarks
        )
        return _answer(job, camp, posted)


def rebag(job: Job) -> Result:
    """Record what was put into other bags, what was swept up and what is gone."""
    from camp_desk.actions import rebagging, stock
    from camp_desk.actions.leaving import lot_meant
    from camp_desk.domain.receipts import Rebagged

    args = job.args
    with opened(job) as camp:
        store = stock.store_named(camp, args.store)
        item = _item(camp, args.item.upper())
        lot = lot_meant(camp, store, item.code, args.lot)
        weighed = Rebagged(
            _read(args.before, item), _read(args.after, item), _read(args.sweepings, item)
        )
        pack = _read(args.pack, item) if args.pack else 0
        what = rebagging.Rebag(store, lot, weighed, pack, day_of(args.day, None), args.remarks)
        return _answer(job, camp, rebagging.rebag(camp, what))


def kits(job: Job) -> Result:
    """Pack kits from the goods of a store, or open them again."""
    from camp_desk.actions import kitting, stock
    from camp_desk.actions.leaving import lot_meant

    args = job.args
    with opened(job) as camp:
        store, day = stock.store_named(camp, args.store), day_of(args.day, None)
        if args.doing == "make-kits":
            making = kitting.Making(store, args.kit, args.n, args.because, day, args.remarks)
            posted = kitting.make_kits(camp, making)
        else:
            lot = lot_meant(camp, store, args.kit, args.lot)
            opening = kitting.Opening(store, lot, args.n, day, args.remarks)
            posted = kitting.open_kits(camp, opening)
        return _answer(job, camp, posted)


def listing(job: Job) -> Result:
    """List documents, the latest first."""
    from camp_desk.actions import document_words
    from camp_desk.storage import documents
    from camp_desk.storage.stock import items

    words = job.words
    with opened(job) as camp:
        known = items(camp.db)
        rows = documents.found(camp.db, kind=job.args.kind.upper(), words=" ".join(job.args.words))
    answers: list[Result] = []
    for row in rows:
        state, _ = document_words.state_said(
            reversal=row.reversal, is_reversed=row.reversed, waits=row.waits, words=words
        )
        answers.append(
            {
                "number": row.number, "kind": row.kind, "day": row.day.isoformat(),
                "waybill": row.reference, "party": row.party, "store": row.store_name,
                "to": row.other_name, "reason": row.reason, "reversal": row.reversal,
                "reversed": row.reversed, "to_be_confirmed": row.waits,
                "items": {code: plain(n, known[code].unit) for code, n in row.items},
            }
        )  # fmt: skip
        goods = ", ".join(f"{code} {plain(n, known[code].unit):g}" for code, n in row.items)
        said = (row.number, row.day.isoformat(), document_words.title(row.kind, words), goods)
        job.say("  ".join(filter(None, (*said, row.reference or row.party, state))))
    return {"documents": answers}


def on_the_way(job: Job) -> Result:
    """List the waybills whose goods have not all arrived."""
    from camp_desk.storage import documents, stock

    with opened(job) as camp:
        known = stock.items(camp.db)
        answers: list[Result] = []
        for going in documents.under_way(camp.db):
            head = going.document
            lots: list[Result] = []
            for id_, quantity in going.lots:
                lot = stock.lot_of(camp.db, id_)
                lots.append(
                    {
                        "item": lot.item, "lot": lot.label,
                        "quantity": plain(quantity, known[lot.item].unit),
                    }
                )  # fmt: skip
            to = head.other_name or head.reference
            days = (camp.today() - head.day).days
            answers.append(
                {
                    "number": head.number, "from": head.store_name, "to": to,
                    "day": head.day.isoformat(), "days": days, "plate": head.plate,
                    "driver": head.driver, "phone": head.phone, "lots": lots,
                }
            )  # fmt: skip
            job.say(
                job.words(
                    "{number}: to {place} since {day}", number=head.number, place=to, day=head.day
                )
            )
    return {"on_the_way": answers}


def reverse(job: Job) -> Result:
    """Take a wrong document back by another one."""
    from camp_desk.actions import reversing

    with opened(job) as camp:
        wrong = _named(camp, job.args.number)
        return _answer(job, camp, reversing.reverse(camp, wrong.id, job.args.because))


def confirm(job: Job) -> Result:
    """Confirm, as a second officer, what another one lost or found."""
    from camp_desk.actions import losses

    with opened(job) as camp:
        found = _named(camp, job.args.number)
        losses.confirm(camp, found.id)
    job.say(job.words("Confirmed."))
    return {"document": found.number, "confirmed": True}


def print_document(job: Job) -> Result:
    """Write a document as a PDF with places to sign."""
    from io import BytesIO

    from camp_desk.actions import document_paper
    from camp_desk.actions.paper import second_language
    from camp_desk.storage.files import write_whole

    args, out = job.args, BytesIO()
    check_spared(args.out, camp_files(args.camp))
    with opened(job) as camp:
        found = _named(camp, args.number)
        pages = document_paper.print_document(
            camp, found.id, out, words=job.words, other=second_language(job.words)
        )
    write_whole(args.out, out.getvalue())
    job.say(job.words("Wrote {file}.", file=args.out))
    return {"file": str(args.out), "document": found.number, "pages": pages}


def _answer(job: Job, camp: Camp, posted: Posted) -> Result:
    """Say under which number it was recorded, and what it moved."""
    from camp_desk.storage import document_pages, stock

    page, items = document_pages.page(camp.db, posted.document), stock.items(camp.db)
    job.say(job.words("Recorded as {number}.", number=posted.number))
    lines: list[Result] = []
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
    return {"document": posted.number, "lines": lines, "answers": answers}


def _named(camp: Camp, untrusted_number: str) -> Document:
    from camp_desk.actions.answering import NoSuchDocument
    from camp_desk.storage import documents

    found = documents.numbered(camp.db, untrusted_number)
    if found is None:
        raise NoSuchDocument(number=untrusted_number)
    return found


def _parts(line: str) -> tuple[str, str, str]:
    """Return item, lot and quantity of ``ITEM@LOT=QUANTITY``."""
    name, equals, quantity = line.partition("=")
    code, _, label = name.partition("@")
    if not (equals and code.strip() and quantity.strip()):
        raise UnreadableLine(line=line)
    return code.strip().upper(), label.strip(), quantity.strip()


def _item(camp: Camp, code: str) -> Item:
    from camp_desk.actions.stock import NoSuchItem
    from camp_desk.storage.stock import items

    known = items(camp.db)
    if code not in known:
        raise NoSuchItem(code=code, known=", ".join(known))
    return known[code]


def _read(untrusted_text: str, item: Item, grams_per_litre: int = 0) -> int:
    from camp_desk.domain.typed import read

    density = grams_per_litre or item.grams_per_litre
    return read(untrusted_text, item.unit, pack_size=item.pack_size, grams_per_litre=density)


def _came(camp: Camp, args: argparse.Namespace, line: str) -> Came:
    """Return a line that comes: ``ITEM@LOT=GOOD/DAMAGED/SENT``, and what the options add."""
    from camp_desk.actions.stock import Came

    code, label, said = _parts(line)
    item = _item(camp, code)
    good, damaged, sent = (*said.split("/"), "", "")[:3]
    quantities = [_read(each, item, args.density) if each else None for each in (damaged, sent)]
    return Came(
        code, _read(good, item, args.density), label or args.lot, day_of(args.expiry, None),
        args.donor, sent=quantities[1], damaged=quantities[0] or 0,
        produced=day_of(args.produced, None), consignment=args.consignment,
        grams_per_litre=args.density, pack=_read(args.pack, item) if args.pack else 0,
    )  # fmt: skip


def _leaving(camp: Camp, args: argparse.Namespace, store: StoreId) -> Leaving:
    from camp_desk.actions.leaving import Leaving, Out, lot_meant

    lines = []
    for line in args.line:
        code, label, said = _parts(line)
        item = _item(camp, code)
        lot = lot_meant(camp, store, code, label) if label else None
        lines.append(Out(code, _read(said, item), lot))
    return Leaving(store, tuple(lines), args.because)


def _moment(untrusted_time: str) -> datetime | None:
    """Return a time as it was typed, or nothing if none was.

    Raises:
        UnreadableDay: It is no time.
    """
    from camp_desk.domain.days import read_moment

    if not untrusted_time:
        return None
    moment = read_moment(untrusted_time, datetime.now().date())
    if moment is None:
        raise UnreadableDay(day=untrusted_time)
    return moment
