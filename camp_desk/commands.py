"""What each command of the command line does."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_, Words

if TYPE_CHECKING:
    from camp_desk.actions.lists import Listed
    from camp_desk.storage.camp import Camp

PASSPHRASE = "CAMP_DESK_PASSPHRASE"  # noqa: S105  the variable's name
DEMO = "demo"


class NoPassphrase(CampDeskError):
    """Nobody can be asked for the passphrase."""

    message = N_("The passphrase is not given.")
    advice = N_("Set {variable}, or run this from a terminal that can ask for it.")


class PassphrasesDiffer(CampDeskError):
    """The passphrase was typed in two ways."""

    message = N_("The two passphrases are not the same.")
    advice = N_("Start again and type the same one twice.")


Result = dict[str, object]


@dataclass(frozen=True, slots=True)
class Job:
    """One call of the program: what was asked, in which language, and how to answer."""

    args: argparse.Namespace
    words: Words

    def say(self, sentence: str) -> None:
        """Tell the person, where it does not mix with a JSON answer."""
        print(sentence, file=sys.stderr if self.args.json else sys.stdout, flush=True)

    def passphrase(self, *, new: bool = False) -> str:
        """Return the passphrase from the environment or the prompt.

        Raises:
            NoPassphrase: There is neither.
            PassphrasesDiffer: A new one was typed in two ways.
        """
        if given := os.environ.get(PASSPHRASE):
            return given
        if not sys.stdin or not sys.stdin.isatty():
            raise NoPassphrase(variable=PASSPHRASE)
        typed = getpass.getpass(self.words("Passphrase: "))
        if new and getpass.getpass(self.words("The same again: ")) != typed:
            raise PassphrasesDiffer
        return typed


@contextmanager
def _opened(job: Job) -> Iterator[Camp]:
    from camp_desk.actions.camps import open_camp

    camp = open_camp(job.args.camp, job.passphrase())
    try:
        yield camp
    finally:
        camp.close()


def _day(job: Job, untrusted_day: str, otherwise: date | None) -> date | None:
    from camp_desk.domain.days import read_moment

    if not untrusted_day:
        return otherwise
    moment = read_moment(untrusted_day, date.today() + timedelta(days=3650))  # noqa: DTZ011  the wall's
    if moment is None:
        raise UnreadableDay(day=untrusted_day)
    return moment.date()


class UnreadableDay(CampDeskError):
    """What was typed is no day."""

    message = N_("“{day}” is not a day.")
    advice = N_("Type it like 2014-07-05 or 5/7/2014.")


class NoList(CampDeskError):
    """Sheets of no list."""

    message = N_("There is no ration list yet.")
    advice = N_("Freeze one first: camp-desk plan.")


class UnknownColumn(CampDeskError):
    """A column was corrected that is not there, or to something that is no field."""

    message = N_("“{text}” names no column and field of this list.")
    advice = N_("Columns are {columns}; fields are {fields}.")


class NotErased(CampDeskError):
    """The officer thought better of it."""

    message = N_("Nothing was erased.")


def open_window(job: Job) -> Result:
    """Open the window."""
    from camp_desk.app import run

    run(job.args.camp, job.words)
    return {}


def demo(job: Job) -> Result:
    """Make a demonstration camp; with --open, show it."""
    from camp_desk.actions.demo import make_demo

    folder, words = job.args.folder, job.words
    passphrase = os.environ.get(PASSPHRASE) or DEMO
    if job.args.open and (folder / "first.camp").exists():
        job.say(words("The demonstration in {folder} is there already.", folder=folder))
        result: Result = {"first": str(folder / "first.camp")}
    else:
        made = make_demo(
            folder,
            households=job.args.households,
            seed=job.args.seed,
            passphrase=passphrase,
            words=words,
            tell=lambda sentence, seconds: job.say(f"{seconds:6.1f} s  {sentence}"),
        )
        result = {
            "first": str(made.first), "second": str(made.second), "sheets": str(made.sheets),
            "cards": str(made.cards), "stick": str(made.stick), "households": made.households,
            "persons": made.persons, "findings": made.findings, "digest": made.digest,
            "same": made.same,
        }  # fmt: skip
    if passphrase == DEMO:
        job.say(words("The passphrase of this demonstration is: {passphrase}", passphrase=DEMO))
    if job.args.open:
        from camp_desk.app import has_screen, run

        if has_screen():
            run(folder / "first.camp", words, passphrase)
        else:
            job.say(words("There is no screen here: the window stays closed."))
    return result


def new(job: Job) -> Result:
    """Make a camp and write its recovery sheet."""
    from camp_desk.actions.camps import CampExists, make_camp
    from camp_desk.actions.paper import print_recovery_sheet
    from camp_desk.storage.files import told

    path, words = job.args.camp, job.words
    sheet = job.args.recovery_sheet or path.with_name(f"{path.stem}-recovery.pdf")
    if sheet.exists():
        raise CampExists(name=sheet.name)
    made = make_camp(
        path, name=job.args.name or path.stem, officer=job.args.officer,
        passphrase=job.passphrase(new=True),
    )  # fmt: skip
    with told(sheet), sheet.open("xb") as out:
        print_recovery_sheet(
            out, camp=made.camp.name, recovery_key=made.recovery_key, made_at=made.camp.now(),
            words=words, other=None if words.language == "en" else Words(),
        )  # fmt: skip
    made.camp.close()
    job.say(words("Made the camp {name}.", name=path.name))
    job.say(
        words(
            "Print {sheet}, put the paper into the safe, and delete the file: whoever has it can"
            " open the camp.",
            sheet=sheet,
        )
    )
    return {"camp": str(path), "recovery_sheet": str(sheet)}


def take_in(job: Job) -> Result:
    """Take in an arrival list."""
    from camp_desk.actions import lists
    from camp_desk.spreadsheets.fields import CHOICES, as_text, from_text

    with _opened(job) as camp:
        table, columns = lists.read_list(job.args.list)
        for text in job.args.column:
            heading, _, field = text.rpartition("=")
            index = next((c.index for c in columns.columns if c.heading == heading), None)
            target = from_text(field)
            if index is None or (target is None and field):
                raise UnknownColumn(
                    text=text,
                    columns=", ".join(c.heading for c in columns.columns if c.heading),
                    fields=", ".join(as_text(each) for each in CHOICES),
                )
            columns = columns.with_column(index, target)
        name = job.args.list_name or job.args.list.stem
        understood = lists.understood(table, columns, today=camp.today(), list_name=name)
        taken = lists.take_in(camp, understood)
    words = job.words
    rejected = [{"row": each.row, "reason": each.sentence(words)} for each in taken.rejected]
    if job.args.rejected:
        from camp_desk.spreadsheets.writing import write_rejected

        write_rejected(job.args.rejected, table, columns, taken.rejected, words)
    job.say(
        words(
            "{households} new households with {persons} persons, {unchanged} unchanged,"
            " {changed} changed, {rejected} rows not read, {pairs} possible duplicates.",
            households=taken.households, persons=taken.persons, unchanged=taken.unchanged,
            changed=taken.changed, rejected=len(rejected), pairs=len(taken.possible_duplicates),
        )
    )  # fmt: skip
    for row in rejected:
        job.say(words("Row {row}: {reason}", row=row["row"], reason=row["reason"]))
    return {
        "households": taken.households,
        "persons": taken.persons,
        "rejected": rejected,
        "unchanged": taken.unchanged,
        "changed": taken.changed,
        "possible_duplicates": [
            {"a": _listed(pair.a), "b": _listed(pair.b), "score": round(pair.score, 4)}
            for pair in taken.possible_duplicates
        ],
    }


def _listed(household: Listed) -> Result:
    from camp_desk.domain.cards import written

    return {
        "list": household.list_name,
        "number": household.list_number,
        "card": written(household.card),
    }


def receive(job: Job) -> Result:
    """Record a delivery of one item."""
    from camp_desk.actions import stock
    from camp_desk.domain.typed import read
    from camp_desk.storage.stock import items

    args = job.args
    with _opened(job) as camp:
        known = items(camp.db)
        code = args.item.strip().upper()
        if code not in known:
            raise stock.NoSuchItem(code=args.item, known=", ".join(known))
        item = known[code]
        quantity = read(
            args.kg, item.unit, pack_size=item.pack_size, grams_per_litre=item.grams_per_litre
        )
        line = stock.Came(code, quantity, args.lot, _day(job, args.expiry, None), args.donor)
        store = stock.store_named(camp, args.store)
        posted = stock.receive(camp, stock.Delivery(store, (line,), waybill=args.waybill))
    job.say(job.words("Recorded as {number}.", number=posted.number))
    return {"document": posted.number, "item": code, "quantity": _plain(quantity, item.unit)}


def _plain(quantity: int, unit: str) -> float:
    """Return kg, or pieces for what is counted."""
    return quantity if unit == "piece" else quantity / 1000


def plan(job: Job) -> Result:
    """Freeze the list of a distribution."""
    from camp_desk.actions import allocation
    from camp_desk.domain.quantities import shown
    from camp_desk.storage import stock

    args, words = job.args, job.words
    with _opened(job) as camp:
        items = stock.items(camp.db)
        basis = allocation.basis_of(args.scale, stock.scales(camp.db), items)
        first = _day(job, args.first, camp.today()) or camp.today()
        ask = allocation.Ask(basis, first, args.days, tuple(args.sector))
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
                "{item}: {needs} needed, {has} there",
                item=items[code], needs=shown(needed, unit, words),
                has=shown(seen.has[code], unit, words),
            )
        )  # fmt: skip
    return {
        "list": frozen.number,
        "households": seen.households,
        "persons": seen.persons,
        "needs": {code: _plain(n, items[code].unit) for code, n in seen.needs.items()},
        "has": {code: _plain(n, items[code].unit) for code, n in seen.has.items()},
        "gets": {code: _plain(n, items[code].unit) for code, n in frozen.given.items()},
    }


def serve(job: Job) -> Result:
    """Hand over to each card, or say why not."""
    from camp_desk.actions import hand_over
    from camp_desk.actions.allocation import list_numbered
    from camp_desk.domain.cards import written
    from camp_desk.domain.quantities import shown
    from camp_desk.storage.stock import items

    words, answers = job.words, []
    with _opened(job) as camp:
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
                    "items": {code: _plain(n, known[code].unit) for code, n in given.items()},
                }
                said = ", ".join(
                    f"{known[code].said(words)} {shown(n, known[code].unit, words)}"
                    for code, n in given.items()
                )
                job.say(words("{card}: {items}", card=answer["card"], items=said))
            answers.append(answer)
    return {"list": job.args.number, "cards": answers}


def close(job: Job) -> Result:
    """Close a list."""
    from camp_desk.actions import hand_over
    from camp_desk.domain.quantities import exact
    from camp_desk.storage.stock import items

    words = job.words
    with _opened(job) as camp:
        known = items(camp.db)
        closed = hand_over.close_list(camp, job.args.number)
    job.say(
        words(
            "{collected} of {households} households collected.",
            collected=closed.collected, households=closed.households,
        )
    )  # fmt: skip
    for each in closed.items:
        unit = known[each.item].unit
        job.say(
            words(
                "{item}: {set_aside} set aside, {handed} handed over, {returned} returned",
                item=known[each.item], set_aside=exact(each.set_aside, unit, words),
                handed=exact(each.handed_over, unit, words),
                returned=exact(each.returned, unit, words),
            )
        )  # fmt: skip
    return {
        "list": job.args.number,
        "households": closed.households,
        "collected": closed.collected,
        "persons": closed.persons_served,
        "items": {
            each.item: {
                "set_aside": _plain(each.set_aside, known[each.item].unit),
                "handed_over": _plain(each.handed_over, known[each.item].unit),
                "returned": _plain(each.returned, known[each.item].unit),
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
    other, out = (None if words.language == "en" else Words()), BytesIO()
    with _opened(job) as camp:
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


def search(job: Job) -> Result:
    """Find people."""
    from camp_desk.domain.cards import written
    from camp_desk.storage.people import Show, found, shown

    with _opened(job) as camp:
        rows = found(camp.db, " ".join(job.args.words), Show.ALL, camp.today(), 200)
        people = shown(camp.db, rows)
        today = camp.today()
    answers = []
    for row in rows:
        person = people[row]
        age = person.birth.age_on(today) if person.birth else None
        answers.append({
            "card": written(person.card), "name": person.name, "sex": person.sex, "age": age,
            "household_size": person.size, "place": person.place, "arrived": person.arrived,
        })  # fmt: skip
        years = "" if age is None else age
        job.say(f"{written(person.card)}  {person.name}  {person.sex} {years}  {person.place}")
    job.say(job.words.plural("{n} person found.", "{n} persons found.", len(answers)))
    return {"found": answers}


def verify(job: Job) -> Result:
    """Check a camp: its chains of hashes, and that the journal gives the tables."""
    from camp_desk.actions.finding_words import sentence
    from camp_desk.actions.verify import verify as verified
    from camp_desk.storage.stock import items

    with _opened(job) as camp:
        said = verified(camp)
        lines = [sentence(each, job.words, items(camp.db)) for each in said.findings]
    for line in lines:
        job.say(line)
    job.say(
        job.words(
            "{actions} actions, {households} households, {persons} persons, {n} findings.",
            actions=f"{said.actions:,}", households=f"{said.households:,}",
            persons=f"{said.persons:,}", n=len(lines),
        )
    )  # fmt: skip
    job.say(job.words("Digest: {digest}", digest=said.digest))
    return {
        "actions": said.actions,
        "households": said.households,
        "persons": said.persons,
        "digest": said.digest,
        "findings": len(lines),
        "finding_list": [
            {"kind": each.kind.value, "sentence": line}
            for each, line in zip(said.findings, lines, strict=True)
        ],
    }


def sync(job: Job) -> Result:
    """Exchange with a stick."""
    from camp_desk.actions.sticks import sync_with
    from camp_desk.storage import findings

    words = job.words
    with _opened(job) as camp:
        done = sync_with(camp, job.args.folder)
        found = findings.count(camp.db)
    for each in done.missing:
        job.say(
            words(
                "Waiting for segments {first} to {last} of desk {desk}.",
                first=each.first, last=each.last, desk=f"{each.desk:03d}",
            )
        )  # fmt: skip
    refused = [{"file": name, "reason": words.sentence(error)} for name, error in done.refused]
    for each_refused in refused:
        job.say(f"{each_refused['file']}: {each_refused['reason']}")
    job.say(
        words(
            "Took {taken} actions, gave {given}; {n} findings.",
            taken=done.taken, given=done.given, n=found,
        )
    )  # fmt: skip
    return {
        "taken": done.taken,
        "given": done.given,
        "findings": found,
        "waiting": [list(each) for each in ((m.desk, m.first, m.last) for m in done.missing)],
        "refused": refused,
    }


def enrol(job: Job) -> Result:
    """Write an invitation and print its code."""
    from camp_desk.actions.sticks import invite

    with _opened(job) as camp:
        invited = invite(camp, job.args.folder)
    job.say(job.words("Desk {desk} is invited. Its code:", desk=f"{invited.desk:03d}"))
    job.say(invited.code)
    return {"code": invited.code, "desk": invited.desk}


def join(job: Job) -> Result:
    """Join a camp from an invitation."""
    from camp_desk.actions.sticks import join as join_camp

    camp = join_camp(
        job.args.folder, job.args.camp, job.args.code, job.passphrase(new=True),
        officer=job.args.officer,
    )  # fmt: skip
    desk, name = camp.desk, camp.name
    camp.close()
    job.say(job.words("This laptop is desk {desk} of {camp}.", desk=f"{desk:03d}", camp=name))
    return {"desk": desk, "camp": str(job.args.camp)}


def recover(job: Job) -> Result:
    """Choose a new passphrase by the recovery sheet's key."""
    from camp_desk.actions.camps import recover as recover_camp

    recover_camp(job.args.camp, job.args.key, job.passphrase(new=True))
    job.say(job.words("The new passphrase opens the camp."))
    return {"camp": str(job.args.camp)}


def erase(job: Job) -> Result:
    """Erase this laptop's camp, key first."""
    from camp_desk.actions.camps import erase as erase_camp

    path, words = job.args.camp, job.words
    if not job.args.yes:
        asked = words("Type the camp file's name, {name}, to erase it for good: ", name=path.name)
        if not sys.stdin.isatty() or input(asked).strip() != path.name:
            raise NotErased
    erase_camp(path)
    job.say(words("{name} is erased on this laptop.", name=path.name))
    return {"erased": str(path)}
