"""Writing the documents of the stores."""

from __future__ import annotations

from functools import partial

from camp_desk.commands.coming import line_in
from camp_desk.commands.document_lines import (
    document_named,
    item_of,
    lines_out,
    moment_of,
    parts_of,
    quantity_of,
    recorded,
    written,
)
from camp_desk.commands.job import Job, Result, day_of, opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class StoreUnnamed(CampDeskError):
    """A store without a name."""

    message = N_("The store has no name.")
    advice = N_("Type a name that nobody takes for another store.")


class OneLotOnly(CampDeskError):
    """A loss of several lots."""

    message = N_("A loss is written down lot by lot.")
    advice = N_("Give one --line, and write another document for the next lot.")


def add_store(job: Job) -> Result:
    """Open a store."""
    from camp_desk.actions import stock

    if not job.args.name.strip():
        raise StoreUnnamed
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
        lines = tuple(line_in(camp, args, line) for line in args.line)
        day = day_of(args.day, None)
        due = day_of(args.due, None)
        terms = loans.Terms(args.party, due, day, args.remarks)
        if args.doing == "borrow":
            posted = loans.borrow(camp, store, lines, terms)
        elif args.doing == "loan-back":
            loan = document_named(camp, args.of)
            posted = loans.take_loan_back(camp, loan.id, store, lines, terms)
        elif args.doing == "return":
            of = document_named(camp, args.of).id if args.of else None
            back = releases.Return(store, lines, of, args.party, day, args.remarks)
            posted = releases.take_back(camp, back)
        else:
            came = stock.Delivery(
                store, lines, day, args.waybill, args.party, args.remarks, args.plate,
                args.driver, args.phone, args.nothing_more,
            )  # fmt: skip
            write = stock.receive if args.doing == "receive" else stock.count_opening
            posted = write(camp, came)
        return written(job, camp, posted)


def send(job: Job) -> Result:
    """Record goods that leave a store: sent, released, lent, given back or returned."""
    from camp_desk.actions import dispatch, loans, releases, stock

    args = job.args
    with opened(job) as camp:
        store = stock.store_named(camp, args.store)
        out, day = lines_out(camp, args, store), day_of(args.day, None)
        due = day_of(args.due, None)
        terms = loans.Terms(args.party, due, day, args.remarks)
        if args.doing == "dispatch":
            trip = dispatch.Trip(
                args.party, args.plate, args.driver, args.phone, moment_of(args.out_at)
            )
            to = stock.store_named(camp, args.to) if args.to else None
            what = dispatch.Dispatch(out, to, args.place, trip, day, args.remarks)
            write = partial(dispatch.dispatch, what=what)
        elif args.doing == "lend":
            write = partial(loans.lend, leaving=out, terms=terms)
        elif args.doing == "give-back":
            loan = document_named(camp, args.of).id
            write = partial(loans.give_back, loan=loan, leaving=out, terms=terms)
        elif args.doing == "send-back":
            back = releases.SendBack(out, args.party, args.waybill, day, args.remarks)
            write = partial(releases.send_back, what=back)
        else:
            order = releases.Release(
                out, args.party, args.requested, args.authorised, due, day, args.remarks,
            )  # fmt: skip
            write = partial(releases.release, what=order)
        return recorded(job, camp, write)


def arrive(job: Job) -> Result:
    """Say what arrived of a waybill; lots that are not named arrived whole."""
    from camp_desk.actions import dispatch
    from camp_desk.domain.measures import packed_as
    from camp_desk.domain.typed import divided
    from camp_desk.storage import documents, stock

    args = job.args
    with opened(job) as camp:
        waybill = document_named(camp, args.number)
        going = next((g for g in documents.under_way(camp.db) if g.document.id == waybill.id), None)
        if going is None:
            raise dispatch.NoSuchWaybill(number=waybill.number)
        lots = []
        for line in args.line:
            code, label, said = parts_of(line)
            item = item_of(camp, code)
            fitting = [
                lot for lot, _ in going.lots
                if stock.lot_of(camp.db, lot).item == code
                and label.casefold() in {"", stock.lot_of(camp.db, lot).label.casefold()}
            ]  # fmt: skip
            if len(fitting) != 1:
                raise dispatch.NotOnWaybill(number=waybill.number)
            item = packed_as(item, stock.lot_of(camp.db, fitting[0]))
            good, damaged = (*divided(said), "0")[:2]
            lots.append(
                dispatch.Arrived(fitting[0], quantity_of(good, item), quantity_of(damaged, item))
            )
        day = day_of(args.day, None)
        arrival = dispatch.Arrival(
            waybill.id, tuple(lots), day, args.damaged_as, args.missing_as, args.remarks
        )
        return written(job, camp, dispatch.receive_waybill(camp, arrival))


def lose(job: Job) -> Result:
    """Write off what was lost, or add what was found; a second officer confirms it."""
    from camp_desk.actions import stock
    from camp_desk.actions.leaving import lot_meant
    from camp_desk.domain.estimates import read_estimate
    from camp_desk.domain.measures import packed_as
    from camp_desk.storage import stock as stored

    args = job.args
    with opened(job) as camp:
        store = stock.store_named(camp, args.store)
        if len(args.line) != 1:
            raise OneLotOnly
        (line,) = args.line
        code, label, said = parts_of(line)
        item = item_of(camp, code)
        piles = stored.piles(camp.db, store, code)
        one = len(piles) == 1 and not label
        lot = piles[0].lot if one else lot_meant(camp, store, code, label)
        item = packed_as(item, stored.lot_of(camp.db, lot))
        quantity = quantity_of(said, item)
        write = partial(
            stock.lose, pile=(store, lot), quantity=quantity, reason=args.reason.upper(),
            remarks=args.remarks, day=day_of(args.day, None),
            estimate=read_estimate(args.value, args.currency),
        )  # fmt: skip
        return recorded(job, camp, write)


def rebag(job: Job) -> Result:
    """Record what was put into other bags, what was swept up and what is gone."""
    from camp_desk.actions import rebagging, stock
    from camp_desk.actions.leaving import lot_meant
    from camp_desk.domain.measures import packed_as
    from camp_desk.domain.receipts import Rebagged
    from camp_desk.storage import stock as stored

    args = job.args
    with opened(job) as camp:
        store = stock.store_named(camp, args.store)
        item = item_of(camp, args.item.upper())
        lot = lot_meant(camp, store, item.code, args.lot)
        item = packed_as(item, stored.lot_of(camp.db, lot))
        weighed = Rebagged(
            quantity_of(args.before, item),
            quantity_of(args.after, item),
            quantity_of(args.sweepings, item),
        )
        pack = quantity_of(args.pack, item) if args.pack else 0
        day = day_of(args.day, None)
        what = rebagging.Rebag(store, lot, weighed, pack, day, args.remarks)
        return recorded(job, camp, partial(rebagging.rebag, what=what))


def kits(job: Job) -> Result:
    """Pack kits from the goods of a store, or open them again."""
    from camp_desk.actions import kitting, stock
    from camp_desk.actions.leaving import lot_meant

    args = job.args
    with opened(job) as camp:
        store, day = stock.store_named(camp, args.store), day_of(args.day, None)
        if args.doing == "make-kits":
            making = kitting.Making(
                store, args.kit, args.n, args.because, day, args.remarks, args.persons
            )
            write = partial(kitting.make_kits, what=making)
        else:
            lot = lot_meant(camp, store, args.kit, args.lot)
            opening = kitting.Opening(store, lot, args.n, day, args.remarks)
            write = partial(kitting.open_kits, what=opening)
        return recorded(job, camp, write)
