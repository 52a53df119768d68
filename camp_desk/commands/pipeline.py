"""What is expected, and whether it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camp_desk.commands.job import Job, Result, day_of, opened, plain
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_, Words

if TYPE_CHECKING:
    from camp_desk.actions.lasting import ItemLasts
    from camp_desk.domain.catalogue import Item
    from camp_desk.domain.pipeline import Expected
    from camp_desk.storage.camp import Camp

_MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
_SHOWN = 8
"""The last hexadecimal digits of an id: enough to tell deliveries apart."""


class NotExpected(CampDeskError):
    """No delivery of that id, or several."""

    message = N_("No expected delivery has the id {id}.")
    advice = N_("Take one from the list: camp-desk expect CAMP.")


class NothingSaid(CampDeskError):
    """A new delivery needs more."""

    message = N_("Item, quantity and day are needed.")
    advice = N_("Give --item, --kg and --day.")


def expect(job: Job) -> Result:
    """Write down, change or drop what is expected, or list it."""
    from camp_desk.actions import expecting
    from camp_desk.storage.expected import expected

    args = job.args
    with opened(job) as camp:
        if args.drop:
            expecting.drop(camp, _meant(camp, args.drop).id)
        elif args.change:
            before = _meant(camp, args.change)
            expecting.change(camp, _wanted(job, camp, before))
        elif args.item or args.kg or args.day:
            expecting.expect(camp, _wanted(job, camp, None))
        return _listed(job, camp, expected(camp.db))


def cover(job: Job) -> Result:
    """Say how long each item lasts."""
    from camp_desk.actions import expecting, lasting
    from camp_desk.domain.pipeline import Terms

    args = job.args
    with opened(job) as camp:
        if args.lead is not None or args.safety is not None:
            before = expecting.terms_of(
                camp.setting(expecting.LEAD_SETTING), camp.setting(expecting.SAFETY_SETTING)
            )
            lead = before.lead if args.lead is None else args.lead
            safety = before.safety if args.safety is None else args.safety
            expecting.set_terms(camp, Terms(lead, safety))
        seen = lasting.look(camp)
    return {
        "persons": seen[0].persons if seen else 0,
        "lead_days": seen[0].terms.lead if seen else None,
        "safety_days": seen[0].terms.safety if seen else None,
        "items": {each.item.code: _told(job, each) for each in seen},
    }


def _told(job: Job, each: ItemLasts) -> Result:
    from datetime import timedelta

    from camp_desk.actions.lasting_words import sentence
    from camp_desk.domain.quantities import shown

    words, lasting, unit = job.words, each.lasting, each.item.unit
    said = without_marks(sentence(each, words)[0], words)
    there = shown(each.there, unit, words)
    job.say(words("{item}, {there}: {said}", item=each.item, there=there, said=said))

    def day(days: int | None) -> str | None:
        return None if days is None else (each.today + timedelta(days=days)).isoformat()

    ask = lasting.ask
    return {
        "there": plain(each.there, unit),
        "under_way": plain(each.under_way, unit),
        "use_a_day": plain(each.use, unit) / 1000,
        "cover_days": lasting.cover,
        "breaks": {least.value: day(days) for least, days in lasting.breaks.items()},
        "reorder_level": None if lasting.reorder is None else plain(lasting.reorder, unit),
        "ask": None if ask is None else {
            "quantity": plain(ask.quantity, unit), "by": day(ask.by), "comes": day(ask.comes),
        },
        "sentence": said,
    }  # fmt: skip


def _listed(job: Job, camp: Camp, found: list[Expected]) -> Result:
    from camp_desk.actions.lasting_words import LIKELIHOODS, came_said, lateness
    from camp_desk.domain.quantities import shown
    from camp_desk.storage.stock import items

    words, known, answers = job.words, items(camp.db), []
    for each in found:
        item = known.get(each.item)
        if item is None:
            continue
        likelihood = each.likelihood_on(camp.today())
        said = [
            _handle(each), each.day.isoformat(), lateness(each, camp.today(), words),
            f"{item.said(words)} {shown(each.quantity, item.unit, words)}",
            words(LIKELIHOODS[likelihood]), without_marks(came_said(each, item, words), words),
            each.donor, each.reference,
        ]  # fmt: skip
        job.say("  ".join(filter(None, said)))
        answers.append(
            {
                "id": _handle(each), "item": each.item, "quantity": plain(each.quantity, item.unit),
                "day": each.day.isoformat(), "likelihood": each.likelihood.value,
                "counts_as": likelihood.value, "days_late": each.overdue(camp.today()),
                "donor": each.donor, "reference": each.reference,
                "came": plain(each.came, item.unit),
            }
        )  # fmt: skip
    if not answers:
        job.say(words("Nothing is expected."))
    return {"expected": answers}


def _wanted(job: Job, camp: Camp, before: Expected | None) -> Expected:
    """Return what the options say; what they leave out stays as it was."""
    from camp_desk.domain.item_codes import item_coded
    from camp_desk.domain.pipeline import Expected, Likelihood
    from camp_desk.storage.stock import items

    args, known = job.args, items(camp.db)
    code = args.item.strip().upper() or (before.item if before else "")
    day = day_of(args.day, before.day if before else None)
    if not code or day is None or not (args.kg or before):
        raise NothingSaid
    item_coded(code, known)
    return Expected(
        code,
        _quantity(args.kg, known[code]) if args.kg else before.quantity if before else 0,
        day,
        Likelihood(args.likelihood or (before.likelihood if before else Likelihood.LIKELY)),
        (before.donor if before else "") if args.donor is None else args.donor,
        (before.reference if before else "") if args.reference is None else args.reference,
        *((before.id,) if before else ()),
    )


def _quantity(typed: str, item: Item) -> int:
    from camp_desk.domain.typed import read

    return read(typed, item.unit, pack_size=item.pack_size, grams_per_litre=item.grams_per_litre)


def _meant(camp: Camp, untrusted_id: str) -> Expected:
    from camp_desk.storage.expected import expected

    typed = untrusted_id.strip().lower()
    found = [each for each in expected(camp.db) if typed and each.id.hex().endswith(typed)]
    if len(found) != 1:
        raise NotExpected(id=untrusted_id)
    return found[0]


def _handle(each: Expected) -> str:
    return each.id.hex()[-_SHOWN:]


def without_marks(sentence: str, words: Words) -> str:
    """Return a sentence without the marks of direction, where it reads from left to right."""
    return sentence if words.right_to_left else sentence.translate(_MARKS)
