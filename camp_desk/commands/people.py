"""Taking in lists, and finding people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, camp_files, check_spared, opened
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

if TYPE_CHECKING:
    from camp_desk.spreadsheets.outcome import Understood
    from camp_desk.storage.camp import Camp
    from camp_desk.storage.listed import Listed


_SHOWN = 200
"""Persons that one search shows."""


class UnknownColumn(CampDeskError):
    """A column was corrected that is not there, or to something that is no field."""

    message = N_("“{text}” names no column and field of this list.")
    advice = N_("Columns are {columns}; fields are {fields}.")


class LeftOut(CampDeskError):
    """The officer thought better of taking a list in."""

    message = N_("Nothing was taken in.")


_MOST_NOTICED = 20
"""Rows that were taken in without something unreadable: so many are said in words."""


def take_in(job: Job) -> Result:
    """Take in an arrival list."""
    from camp_desk.actions import lists
    from camp_desk.actions.columns import take_in_and_remember
    from camp_desk.spreadsheets.fields import CHOICES, as_text, from_text, title
    from camp_desk.spreadsheets.memory import with_memory
    from camp_desk.spreadsheets.rejects import name_of
    from camp_desk.storage import remembered as memory

    if job.args.rejected:
        check_spared(job.args.rejected, (*camp_files(job.args.camp), job.args.list))
    with opened(job) as camp:
        table, columns = lists.read_list(job.args.list)
        columns = with_memory(columns, memory.columns(camp.db), table)
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
        name = job.args.list_name or name_of(table)
        understood = lists.understood(table, columns, today=camp.today(), list_name=name)
        like = _warned(job, camp, understood, name)
        taken = take_in_and_remember(camp, understood, table, columns)
    words = job.words
    known = {c.heading: c.target for c in columns.columns if c.remembered}
    for heading, target in known.items():
        field = title(target, words) if target else words("– not used –")
        job.say(words("Remembered: column “{heading}” is “{field}”.", heading=heading, field=field))
    rejected = [{"row": each.row, "reason": each.sentence(words)} for each in taken.rejected]
    if job.args.rejected:
        from camp_desk.spreadsheets.rejects import write_rejected

        write_rejected(job.args.rejected, table, columns, taken.rejected, words, name)
    job.say(
        words(
            "New households: {households}, with persons: {persons}; unchanged: {unchanged},"
            " changed: {changed}, rows not read: {rejected}, possible duplicates: {pairs}.",
            households=taken.households, persons=taken.persons, unchanged=taken.unchanged,
            changed=taken.changed, rejected=len(rejected), pairs=len(taken.possible_duplicates),
        )
    )  # fmt: skip
    for row in rejected:
        job.say(words("Row {row}: {reason}", row=row["row"], reason=row["reason"]))
    noticed = [{"row": n.row, "reason": n.sentence(words)} for n in understood.notes]
    for each in noticed[:_MOST_NOTICED]:
        job.say(str(each["reason"]))
    if (more := len(noticed) - _MOST_NOTICED) > 0:
        job.say(words.plural("{n} more: --json names it.", "{n} more: --json names them.", more))
    return {
        "households": taken.households,
        "persons": taken.persons,
        "rejected": rejected,
        "noticed": noticed,
        "remembered": {heading: as_text(target) for heading, target in known.items()},
        "unchanged": taken.unchanged,
        "changed": taken.changed,
        "looks_like": like,
        "possible_duplicates": [
            {"a": _listed(pair.a), "b": _listed(pair.b), "score": round(pair.score, 4)}
            for pair in taken.possible_duplicates
        ],
    }


def _warned(job: Job, camp: Camp, understood: Understood, name: str) -> Result | None:
    """Say that the list seems to be here under another name; somebody who is there is asked.

    Raises:
        LeftOut: They thought better of it.
    """
    from camp_desk.actions.lists import lookalike_said
    from camp_desk.storage.listed import lookalikes

    likes = lookalikes(camp.db, understood.registrations)
    if not likes or any(each.name == name for each in likes):
        return None
    like = likes[0]
    job.say(lookalike_said(like, job.words))
    if job.asks and job.typed(job.words("Type yes to take it in all the same: ")) != "yes":
        raise LeftOut
    return {
        "list": like.name, "day": like.day.isoformat(), "families": like.there,
        "of": like.families,
    }  # fmt: skip


def _listed(household: Listed) -> Result:
    from camp_desk.domain.cards import written

    return {
        "list": household.list_name,
        "number": household.list_number,
        "card": written(household.card),
    }


def search(job: Job) -> Result:
    """Find people."""
    from camp_desk.domain.anonymous import called
    from camp_desk.domain.cards import written
    from camp_desk.domain.roles import Right
    from camp_desk.storage.people import Show, found, shown

    with opened(job) as camp:
        camp.require(Right.SEE_NAMES)
        rows = found(camp.db, " ".join(job.args.words), Show.ALL, camp.today(), _SHOWN + 1)
        more, rows = len(rows) > _SHOWN, rows[:_SHOWN]
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
        name = called(person.name, person.size, job.words)
        job.say(f"{written(person.card)}  {name}  {person.sex} {years}  {person.place}")
    if more:
        job.say(job.words("More than {n} persons are found: type more of the name.", n=_SHOWN))
    else:
        job.say(job.words.plural("{n} person found.", "{n} persons found.", len(answers)))
    return {"found": answers, "more": more}
