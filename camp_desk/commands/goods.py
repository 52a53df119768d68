"""Receiving goods, and handing them out."""

from __future__ import annotations

from camp_desk.commands.document_lines import still_expected
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


class NoList(CampDeskError):
    """Sheets of no list."""

    message = N_("There is no ration list yet.")
    advice = N_("Freeze one first: camp-desk plan.")


def receive(job: Job) -> Result:
    """Record a delivery of one item."""
    from camp_desk.actions import rooms, stock
    from camp_desk.domain.item_codes import item_coded
    from camp_desk.domain.typed import read
    from camp_desk.storage.stock import items, piles, stores

    args = job.args
    with opened(job) as camp:
        known = items(camp.db)
        item = item_coded(args.item, known)
        quantity = read(
            args.kg, item.unit, pack_size=item.pack_size, grams_per_litre=item.grams_per_litre
        )
        line = stock.Came(item.code, quantity, args.lot, day_of(args.expiry, None), args.donor)
        store = stock.store_named(camp, args.store)
        came = stock.Delivery(store, (line,), waybill=args.waybill, nothing_more=args.nothing_more)
        posted = stock.receive(camp, came)
        here = [each for each in stores(camp.db) if each.id == store]
        full = rooms.over_full(here, piles(camp.db, store), known, job.words)
    for warning in full:
        job.say(warning)
    job.say(job.words("Recorded as {number}.", number=posted.number))
    answer: Result = {
        "document": posted.number, "item": item.code, "quantity": plain(quantity, item.unit),
    }  # fmt: skip
    return answer | still_expected(job, posted, known)


class NotFrozen(CampDeskError):
    """The officer thought better of a list."""

    message = N_("Nothing was frozen.")


def plan(job: Job) -> Result:
    """Freeze the list of a distribution."""
    from camp_desk.actions import allocation
    from camp_desk.actions.stock import store_named
    from camp_desk.domain.quantities import shown
    from camp_desk.storage import comparing, stock

    args, words = job.args, job.words
    with opened(job) as camp:
        items = stock.items(camp.db)
        basis = allocation.basis_of(args.scale, stock.scales(camp.db), items)
        first = day_of(args.first, camp.today()) or camp.today()
        past = allocation.past_said(first, camp.today(), words)
        for said in (past, allocation.uncompared_said(comparing.waiting(camp.db), words)):
            if said:
                job.say(said)
        if past and job.asks and job.typed(words("Type yes to freeze it all the same: ")) != "yes":
            raise NotFrozen
        store = store_named(camp, args.store)
        ask = allocation.Ask(basis, first, args.days, tuple(args.sector), store=store)
        frozen = allocation.freeze(camp, ask, words=words, take_equal_share=args.equal_share)
    seen = frozen.outlook
    job.say(
        words(
            "List {number}: {households} households, {persons} persons.",
            number=frozen.number, households=seen.households, persons=seen.persons,
        )
    )  # fmt: skip
    for code, needed in seen.needs.items():
        unit = items[code].unit
        job.say(
            words(
                "{item}: {needs} needed, {has} free in the store",
                item=items[code], needs=shown(needed, unit, words),
                has=shown(seen.has[code], unit, words),
            )
        )  # fmt: skip
    return {
        "list": frozen.number,
        "past": bool(past),
        "households": seen.households,
        "persons": seen.persons,
        "needs": {code: plain(n, items[code].unit) for code, n in seen.needs.items()},
        "has": {code: plain(n, items[code].unit) for code, n in seen.has.items()},
        "gets": {code: plain(n, items[code].unit) for code, n in frozen.given.items()},
    }


def serve(job: Job) -> Result:
    """Hand over to each card, or say why not."""
    from camp_desk.actions import hand_over
    from camp_desk.actions.allocation import list_numbered
    from camp_desk.domain.cards import written
    from camp_desk.domain.parcels import handed_out
    from camp_desk.storage.stock import items

    words, answers = job.words, []
    with opened(job) as camp:
        list_numbered(camp, job.args.number)
        known = items(camp.db)
        for untrusted_card in job.args.cards:
            answer: Result = {"card": untrusted_card.strip(), "served": False}
            try:
                done = hand_over.hand_over(camp, job.args.number, untrusted_card)
            except CampDeskError as error:
                answer["reason"] = words.sentence(error)
                job.say(str(answer["reason"]))
            else:
                given = dict(zip(done.items, done.line.quantities, strict=True))
                answer |= {
                    "card": written(done.line.number),
                    "served": True,
                    "persons": done.line.persons,
                    "items": {code: plain(n, known[code].unit) for code, n in given.items()},
                }
                said = ", ".join(
                    f"{known[code].said(words)} {handed_out(n, known[code], words)}"
                    for code, n in given.items()
                )
                job.say(words("{card}: {items}", card=answer["card"], items=said))
            answers.append(answer)
    return {"list": job.args.number, "cards": answers}


def close(job: Job) -> Result:
    """Close a list."""
    from camp_desk.actions import hand_over
    from camp_desk.domain.parcels import handed_out
    from camp_desk.storage.stock import items

    words = job.words
    with opened(job) as camp:
        known = items(camp.db)
        closed = hand_over.close_list(camp, job.args.number)
    job.say(
        words(
            "{collected} of {households} households collected.",
            collected=closed.collected, households=closed.households,
        )
    )  # fmt: skip
    for each in closed.items:
        item = known[each.item]
        job.say(
            words(
                "{item}: {set_aside} set aside, {handed} handed over, {returned} returned",
                item=item, set_aside=handed_out(each.set_aside, item, words),
                handed=handed_out(each.handed_over, item, words),
                returned=handed_out(each.returned, item, words),
            )
        )  # fmt: skip
    return {
        "list": job.args.number,
        "households": closed.households,
        "collected": closed.collected,
        "persons": closed.persons_served,
        "items": {
            each.item: {
                "set_aside": plain(each.set_aside, known[each.item].unit),
                "handed_over": plain(each.handed_over, known[each.item].unit),
                "returned": plain(each.returned, known[each.item].unit),
            }
            for each in closed.items
        },
    }


def print_paper(job: Job) -> Result:
    """Write sheets or cards as a PDF."""
    from io import BytesIO

    from camp_desk.actions import paper
    from camp_desk.storage import ration_lists
    from camp_desk.storage.files import write_whole

    args, words = job.args, job.words
    other, out = paper.second_language(words), BytesIO()
    check_spared(args.out, camp_files(args.camp))
    with opened(job) as camp:
        if args.what == "cards":
            n = paper.print_cards(camp, out, words=words, other=other)
        else:
            number = args.number
            if number is None:
                latest = next(iter(ration_lists.lists(camp.db)), None)
                if latest is None:
                    raise NoList
                number = latest.number
            n = paper.print_sheets(camp, number, out, words=words, other=other)
    write_whole(args.out, out.getvalue())
    job.say(
        words(
            "Wrote {file}. It holds names: print it, then delete the file.", file=args.out,
        )
    )  # fmt: skip
    return {"file": str(args.out), args.what: n}
