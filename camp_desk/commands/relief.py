"""Household items: what is open for a household, giving, lending, taking back, what is out."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from camp_desk.commands.document_lines import (
    document_named,
    item_of,
    lines_out,
    parts_of,
    quantity_of,
    recorded,
    written,
)
from camp_desk.commands.job import Job, Result, camp_files, check_spared, day_of, opened
from camp_desk.commands.tokens import household_of_number
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.actions.leaving import Leaving
    from camp_desk.domain.ids import HouseholdId, LotId
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.documents import Document


class WhichHousehold(CampDeskError):
    """Items for nobody."""

    message = N_("It is not said which household, or which loan, this is about.")
    advice = N_("Give the card after the camp; for “back” the number of the loan.")


class NothingOpen(CampDeskError):
    """A whole kit for a household that had it."""

    message = N_("Nothing of this kit is open for the household.")
    advice = N_("Name items with --line. A supervisor may give more, with --reason.")


def add_options(
    command: Callable[..., ArgumentParser], camp: Callable[[str], Path], file: Callable[[str], Path]
) -> None:
    """Add the command to the parser; ``camp`` and ``file`` read the paths."""
    each = command(items, "items", "household items: show, give, lend, take back, what is out")
    each.add_argument("what", choices=tuple(_DOING), help="what to do")
    each.add_argument("camp", type=camp)
    each.add_argument("of", nargs="?", default="", metavar="CARD", help="for “back” the loan")
    each.add_argument("--kit", default="", metavar="CODE", help="its rules; all that is open of it")
    each.add_argument("--line", action="append", default=[], metavar="ITEM@LOT=QUANTITY",
                      help="for “back” GOOD/DAMAGED/LOST; for “period” the days")  # fmt: skip
    each.add_argument("--store", default="", metavar="NAME")
    each.add_argument("--due", default="", metavar="DATE", help="when a loan comes back")
    each.add_argument("--day", default="", metavar="DATE", help="today if left out")
    each.add_argument("--first", default="", metavar="DATE", help="of what was reached")
    each.add_argument("--last", default="", metavar="DATE")
    each.add_argument("--lost-as", default="LOST", metavar="CODE", help="a reason of losses")
    each.add_argument("--damaged-as", default="DAMAGED", metavar="CODE")
    each.add_argument("--overdue", action="store_true", help="only what should be back")
    each.add_argument("--out", type=file, metavar="FILE", help="for “out” a PDF of the list")
    for option, what in (
        ("--reason", "why more than is open"),
        ("--because", "why not the earliest expiry first"),
        ("--collector", "who takes it, if not the head"),
        ("--remarks", ""),
    ):
        each.add_argument(option, default="", metavar="TEXT", help=what)


def items(job: Job) -> Result:
    """Do what was asked for with household items."""
    with opened(job) as camp:
        return _DOING[job.args.what](job, camp)


def _household(job: Job, camp: Camp) -> HouseholdId:
    if not job.args.of:
        raise WhichHousehold
    return household_of_number(camp, job.args.of)


def _show(job: Job, camp: Camp) -> Result:
    from camp_desk.actions import giving, relief_rules
    from camp_desk.domain.cards import written as card_written
    from camp_desk.storage import relief, stock

    household = _household(job, camp)
    words, known = job.words, stock.items(camp.db)
    people, lines = giving.open_for(camp, household, kit=job.args.kit)
    had, held = relief.got(camp.db, household), relief.held(camp.db, household)
    for each in lines:
        item = known[each.rule.item]
        job.say(
            words(
                "{item}: {open} of {entitled} open ({rule})", item=item, open=each.quantity,
                entitled=each.entitled, rule=relief_rules.rule_said(each.rule, words),
            )
        )  # fmt: skip
    for one in had:
        said = f"{one.day}  {one.number}  {one.quantity:4} {known[one.item].said(words)}"
        job.say(f"{said}  {words('before the split')}" if one.carried else said)
    for out in held:
        due = words("due {day}", day=out.due) if out.due else ""
        name = known[out.item].said(words)
        job.say(words("Still held: {n} {item} ({number})", n=out.quantity, item=name,
                      number=out.number) + f" {due}")  # fmt: skip
    return {
        "card": card_written(giving.there(camp, household)[1]),
        "people": {
            "persons": people.persons, "infants": people.infants, "women": people.women
        },
        "open": [
            {
                "item": each.rule.item, "entitled": each.entitled, "had": each.had,
                "open": each.quantity, "days": each.rule.days,
            }
            for each in lines
        ],
        "had": [
            {
                "item": one.item, "quantity": one.quantity, "day": one.day.isoformat(),
                "paper": one.number, "desk": one.desk, "lent": one.lent, "reason": one.reason,
                "carried": one.carried,
            }
            for one in had
        ],
        "held": [
            {
                "item": out.item, "quantity": out.quantity, "loan": out.number,
                "due": out.due.isoformat() if out.due else None,
            }
            for out in held
        ],
    }  # fmt: skip


def _give(job: Job, camp: Camp) -> Result:
    from camp_desk.actions import giving, stock

    args = job.args
    household = _household(job, camp)
    store = stock.store_named(camp, args.store)
    out = lines_out(camp, args, store) if args.line else _open_of(camp, household, store, args.kit)
    day = day_of(args.day, None)
    what = giving.Giving(household, out, args.kit, args.reason, args.collector, day, args.remarks)
    if args.what == "lend":
        due = day_of(args.due, None)
        return recorded(job, camp, partial(giving.lend, what=what, due=due))
    return recorded(job, camp, partial(giving.give, what=what))


def _open_of(camp: Camp, household: HouseholdId, store: bytes, kit: str) -> Leaving:
    """Return all that is open of a kit."""
    from camp_desk.actions import giving
    from camp_desk.actions.leaving import Leaving, Out
    from camp_desk.domain.ids import StoreId

    _, lines = giving.open_for(camp, household, kit=kit)
    out = tuple(Out(each.rule.item, each.quantity) for each in lines if each.quantity)
    if not out:
        raise NothingOpen
    return Leaving(StoreId(store), out)


def _back(job: Job, camp: Camp) -> Result:
    from camp_desk.actions import lending, stock

    args = job.args
    if not args.of:
        raise WhichHousehold
    loan = document_named(camp, args.of)
    lines = []
    for line in args.line:
        code, label, said = parts_of(line)
        item = item_of(camp, code)
        good, damaged, lost = (
            quantity_of(each or "0", item) for each in (*said.split("/"), "", "")[:3]
        )
        lot = _lot_out(camp, loan, code, label)
        lines.append(lending.Back(lot, good, damaged, lost))
    what = lending.GivingBack(
        loan.id, stock.store_named(camp, args.store), tuple(lines), args.damaged_as.upper(),
        args.lost_as.upper(), day_of(args.day, None), args.remarks,
    )  # fmt: skip
    return written(job, camp, lending.take_loan_back(camp, what))


def _lot_out(camp: Camp, loan: Document, code: str, label: str) -> LotId:
    """Return the lot of a loan that is meant; the first one if no label is typed."""
    from camp_desk.actions.answering import MoreThanOpen
    from camp_desk.actions.leaving import NoSuchLot
    from camp_desk.domain.quantities import Amount
    from camp_desk.storage import stock

    out = stock.piles(camp.db, loan.id, code)
    if not out:
        item = item_of(camp, code)
        none, some = Amount(0, item.unit), Amount(1, item.unit)
        raise MoreThanOpen(item=item, number=loan.number, open=none, asked=some)
    fitting = [each for each in out if not label or each.label.casefold() == label.casefold()]
    if not fitting:
        known = ", ".join(each.label for each in out)
        raise NoSuchLot(lot=label or "–", item=code, known=known or "–")
    return fitting[0].lot


def _out(job: Job, camp: Camp) -> Result:
    from camp_desk.actions.giving import require_giving
    from camp_desk.domain.cards import written as card_written
    from camp_desk.storage import relief, stock

    require_giving(camp)
    if job.args.out is not None:
        _print_out(job, camp)
    known, today = stock.items(camp.db), camp.today()
    rows = [
        each for each in relief.held(camp.db)
        if not job.args.overdue or (each.due is not None and each.due < today)
    ]  # fmt: skip
    for each in rows:
        late = job.words("overdue") if each.due is not None and each.due < today else ""
        job.say(
            f"{card_written(each.card)}  {each.place:14}  {each.number}  {each.quantity:4}"
            f" {known[each.item].said(job.words)}  {each.due or ''} {late}".rstrip()
        )
    return {
        "out": [
            {
                "card": card_written(each.card), "place": each.place, "loan": each.number,
                "item": each.item, "quantity": each.quantity, "since": each.since.isoformat(),
                "due": each.due.isoformat() if each.due else None,
                "overdue": each.due is not None and each.due < today,
            }
            for each in rows
        ]
    }  # fmt: skip


def _print_out(job: Job, camp: Camp) -> None:
    from io import BytesIO

    from camp_desk.actions.lent_paper import print_lent
    from camp_desk.actions.paper import second_language
    from camp_desk.storage.files import write_whole

    out, args, words = BytesIO(), job.args, job.words
    check_spared(args.out, camp_files(args.camp))
    print_lent(camp, out, overdue=args.overdue, words=words, other=second_language(words))
    write_whole(args.out, out.getvalue())
    job.say(words("Wrote {file}. It holds names: print it, then delete the file.", file=args.out))


def _reached(job: Job, camp: Camp) -> Result:
    from datetime import date

    from camp_desk.actions.giving import require_giving
    from camp_desk.storage import relief, stock

    require_giving(camp)
    first = day_of(job.args.first, date.min) or date.min
    last = day_of(job.args.last, camp.today()) or camp.today()
    known, words = stock.items(camp.db), job.words
    rows = relief.reached(camp.db, first, last)
    for each in rows:
        job.say(
            words(
                "{item}: {n} to {households} households, {persons} people", n=each.quantity,
                item=known[each.item], households=each.households, persons=each.persons,
            )
        )  # fmt: skip
    return {
        "first": first.isoformat(), "last": last.isoformat(),
        "items": {
            each.item: {
                "quantity": each.quantity, "households": each.households, "persons": each.persons,
            }
            for each in rows
        },
    }  # fmt: skip


def _period(job: Job, camp: Camp) -> Result:
    from camp_desk.actions import relief_rules

    for line in job.args.line:
        code, _, days = parts_of(line)
        if not days.isdecimal():
            raise relief_rules.BadPeriod(days=days, most=relief_rules.LONGEST_PERIOD)
        relief_rules.set_period(camp, job.args.kit, code, int(days))
    known = relief_rules.rules(camp)
    if job.args.kit:
        kit = relief_rules.kit_known(job.args.kit).code
        shown = {each.item: each for each in known.kits[kit]}
    else:
        shown = dict(known.alone)
    for code, rule in shown.items():
        job.say(f"{code}: {relief_rules.rule_said(rule, job.words)}")
    return {
        "kit": job.args.kit.upper(),
        "items": {
            code: {"each": rule.each, "per": rule.per.value, "days": rule.days}
            for code, rule in shown.items()
        },
    }


_DOING: dict[str, Callable[[Job, Camp], Result]] = {
    "show": _show,
    "give": _give,
    "lend": _give,
    "back": _back,
    "out": _out,
    "reached": _reached,
    "period": _period,
}
