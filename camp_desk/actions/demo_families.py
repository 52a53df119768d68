"""Families that nobody is, made from word lists, for the demonstration camp."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from camp_desk import shipped
from camp_desk.domain.registration import (
    HEAD,
    Birth,
    Member,
    Origin,
    Place,
    Registration,
    Sex,
    count,
)

SECTORS = "ABCDEF"
CHECKPOINTS = ("Khazir", "Kalak")
_ORIGINS = (("Mosul", 60), ("Telafar", 14), ("Sinjar", 10), ("Hamdaniya", 9), ("Tilkaif", 7))
_PLACES = {"Mosul": ("Hay al-Zuhur", "Wadi Hajar", "Dawasa", "New Mosul", "Gogjali")}
_COUNT_ONLY = 0.35
TENTS_IN_A_BLOCK = 24


@dataclass(frozen=True, slots=True)
class _Names:
    male: list[str]
    female: list[str]
    laqab: list[str]


def _names() -> _Names:
    path = shipped.resources() / "catalogues" / "demo_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["kind"]: row["names"].split() for row in csv.DictReader(file)}
    return _Names(rows["male"], rows["female"], rows["laqab"])


def made_up_families(
    households: int, rng: random.Random, until: datetime
) -> Iterator[Registration]:
    """Yield families as they might have arrived in the twelve days before a moment.

    Sizes average about five; a third were only counted; one in forty has a phone twice.

    Args:
        households: How many.
        rng: Where chance comes from; the same gives the same families.
        until: The latest arrival.
    """
    names = _names()
    for n in range(households):
        family = _family(names, rng, until - timedelta(minutes=rng.randrange(12 * 24 * 60)))
        block, tent = divmod(n // len(SECTORS), TENTS_IN_A_BLOCK)
        place = Place(SECTORS[n % len(SECTORS)], str(block + 1), f"{tent + 1:02d}")
        yield replace(family, place=place)


def _family(names: _Names, rng: random.Random, arrived: datetime) -> Registration:
    own, father, grandfather = (_usual(names.male, rng) for _ in range(3))
    laqab = rng.choice(names.laqab) if rng.random() < 0.7 else ""
    day = arrived.date()

    def aged(low: int, high: int) -> Birth:
        return Birth.from_age(rng.randint(low, high), day)

    members = []
    if rng.random() < 0.86:
        members.append(Member(own, father, grandfather, laqab, Sex.MALE, aged(24, 62), HEAD))
        if rng.random() < 0.93:
            wife = (_usual(names.female, rng), _usual(names.male, rng), _usual(names.male, rng))
            members.append(Member(*wife, sex=Sex.FEMALE, birth=aged(20, 55), relationship="WIF"))
    else:
        woman = (_usual(names.female, rng), father, grandfather)
        members.append(Member(*woman, laqab, Sex.FEMALE, aged(24, 60), HEAD))
    for _ in range(min(9, int(rng.gammavariate(3.2, 1.05)))):
        boy = rng.random() < 0.5
        child = rng.choice(names.male if boy else names.female)
        line = (child, own, father)
        sex, code = (Sex.MALE, "SON") if boy else (Sex.FEMALE, "DAU")
        members.append(Member(*line, laqab, sex, aged(0, 17), code))
    district = rng.choices([name for name, _ in _ORIGINS], [n for _, n in _ORIGINS])[0]
    registration = Registration(
        tuple(members),
        origin=Origin("Ninewa", district, rng.choice(_PLACES.get(district, (district,)))),
        checkpoint=rng.choice(CHECKPOINTS),
        arrived=arrived.replace(second=0),
        phone=f"07{rng.choice('5789')}{rng.randrange(10**8):08d}" if rng.random() < 0.6 else "",
    )
    if rng.random() < _COUNT_ONLY:
        counts = count(registration.members, day)
        return replace(registration, members=registration.members[:1], counts=counts)
    return registration


def _usual(names: list[str], rng: random.Random) -> str:
    """Return a name; the first of a list are the most common."""
    return names[min(len(names) - 1, int(rng.expovariate(3 / len(names))))]


def written_again(family: Registration, rng: random.Random) -> Registration:
    """Return a family as another table would write it: fewer names, the numbers alone."""
    head = family.head
    if family.arrived is None:
        raise ValueError("a family that arrived at no time")
    counts = family.counts or count(family.members, family.arrived.date())
    return replace(
        family,
        members=(replace(head, grandfather=rng.choice([head.grandfather, ""]), laqab=""),),
        counts=counts,
        checkpoint=rng.choice(CHECKPOINTS),
        place=Place(),
    )
