"""Families that nobody is: generated from word lists, and written down again by another hand.

The spellings here are made without the program's own tables: Latin and Sorani forms are
listed by hand for the usual names, and letter by letter with free vowels for the rest.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate

from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Precision,
    Registration,
    Sex,
    count,
)
from tests.bench.name_words import LAQABS, LATIN, MEN, MISHEARD, WOMEN

PLACES = (
    ("Ninewa", "Mosul", 55),
    ("Ninewa", "Telafar", 15),
    ("Ninewa", "Sinjar", 10),
    ("Ninewa", "Hamdaniya", 8),
    ("Ninewa", "Tilkaif", 5),
    ("Salah al-Din", "Baiji", 7),
)

FIRST_DAY = datetime(2014, 6, 10)


@dataclass(frozen=True)
class Name:
    """One name in its Arabic, Latin and Sorani spellings."""

    arabic: str
    latin: tuple[str, ...]
    sorani: str


def names_of(text: str) -> list[Name]:
    names = []
    for entry in text.replace("\n", "|").split("|"):
        first = next(n for n, c in enumerate(entry) if c.isascii() and c.isalpha())
        rest = entry[first:]
        cut = next(
            (
                n
                for n, c in enumerate(rest)
                if "\u0600" <= c <= "\u06ff" or (c == "-" and rest[n - 1 : n] == " ")
            ),
            len(rest),
        )
        sorani = rest[cut:].strip(" -")
        names.append(Name(entry[:first].strip(), tuple(rest[:cut].strip().split(",")), sorani))
    return names


def seldom_names(rng: random.Random, n: int) -> list[Name]:
    """Return names from three consonants in the usual shapes; Latin letter by letter."""
    made: dict[str, Name] = {}
    while len(made) < n:
        x, y, z = rng.sample("بتجحخدرزسشصطعغفقكلمنه", 3)
        word = rng.choice(
            (f"{x}ا{y}{z}", f"{x}{y}ي{z}", f"{x}{y}ا{z}", f"م{x}{y}و{z}", f"{x}{y}{z}ان")
        )
        made[word] = Name(word, (letter_by_letter(word, rng), letter_by_letter(word, rng)), "")
    return list(made.values())


def letter_by_letter(word: str, rng: random.Random) -> str:
    """Return a word in Latin letters as somebody might hear it."""
    latin = ""
    for n, c in enumerate(word):
        if c == "ا":
            latin += "a"
        elif c in "يى":
            latin += "y" if not n else rng.choice(("i", "ee", "i"))
        elif c == "و":
            latin += "w" if not n else rng.choice(("u", "oo", "ou"))
        elif c in "أإآءئةؤ":
            latin += "a"
        else:
            vowel = rng.choice("aaaie") if n and word[n - 1] not in "اويىأإ" else ""
            latin += (vowel if n and latin[-1:] not in "aeiou" else "") + LATIN.get(c, "")
            if c == "ع" and (not n or rng.random() < 0.5):
                latin += "a"
    return latin.capitalize()


@dataclass(frozen=True)
class Twice:
    """Two registrations of one family, as indexes, and how the second differs."""

    first: int
    second: int
    how: tuple[str, ...]


Hand = Callable[[str], str]


class Camp:
    """Families of a camp, some of them twice, some of them near kin of one another."""

    def __init__(
        self,
        seed: int,
        households: int,
        *,
        twice: float = 0.05,
        kin: float = 0.1,
        counted: float = 0.4,
        borrowed: float = 0.0,
    ) -> None:
        self.rng = random.Random(seed)
        rng = self.rng
        self.men = names_of(MEN) + seldom_names(rng, 250)
        self.women = names_of(WOMEN) + seldom_names(rng, 120)
        self.laqabs = names_of(LAQABS)
        self._by_arabic = {name.arabic: name for name in (*self.men, *self.women, *self.laqabs)}
        self._weights = {
            len(pool): list(accumulate(1 / (n + 4) for n in range(len(pool))))
            for pool in (self.men, self.women, self.laqabs)
        }
        self.families: list[Registration] = []
        self.full: list[Registration] = []
        self.truth: list[Twice] = []
        while len(self.full) < households:
            kind = rng.random()
            old = rng.choice(self.full) if self.full else None
            if old and kind < kin:
                family = self.brother(old)
            elif old and kind < kin + 0.02:
                family = self.namesake(old)
            else:
                family = self.family()
            self.full.append(family)
        self.families = [f if rng.random() > counted else counts_only(f) for f in self.full]
        for first in rng.sample(range(households), round(twice * households)):
            again, how = self.again(self.full[first])
            if "wife-as-head" in how and self.families[first].counts and again.counts:
                how = (*how, "nobody-named-in-both")
            self.truth.append(Twice(first, len(self.families), how))
            self.families.append(again)
        self.borrowed: list[tuple[int, int]] = []
        """Who shows a child of whom."""
        self.lent: set[tuple[int, int]] = set()
        for by in rng.sample(range(households), round(borrowed * households)):
            self.borrow(by, rng.randrange(households))

    def borrow(self, by: int, of: int) -> None:
        """Let a family show a small child of another one, if both are known by name."""
        mine, theirs = self.families[by], self.families[of]
        if by == of or mine.counts or theirs.counts:
            return
        small = [m for m in theirs.members[1:] if m.birth and m.birth.year > 2001 and m.grandfather]
        if small:
            child = self.rewritten(self.rng.choice(small), "arabic")
            self.families[by] = replace(mine, members=(*mine.members, child))
            self.borrowed.append((by, of))
            self.lent |= {(by, of), (of, by)}

    def pick(self, pool: Sequence[Name]) -> str:
        """Return a name, the first of the pool most often."""
        return self.rng.choices(pool, cum_weights=self._weights[len(pool)])[0].arabic

    def family(self, **line: str) -> Registration:
        """Return a family; own, father, grandfather and laqab of its head can be given."""
        rng = self.rng
        father, grandfather = (
            line.get("father") or self.pick(self.men),
            line.get("grandfather") or self.pick(self.men),
        )
        laqab = line.get("laqab", self.pick(self.laqabs) if rng.random() < 0.7 else "")
        woman = rng.random() < 0.18
        own = line.get("own") or self.pick(self.women if woman else self.men)
        arrived = FIRST_DAY + timedelta(minutes=int(rng.expovariate(1 / 2500)))
        age = int(rng.triangular(18, 80, 34))
        head = Member(
            own,
            father,
            grandfather,
            laqab,
            Sex.FEMALE if woman else Sex.MALE,
            self.birth(age, arrived),
            "PA",
        )
        members = [head]
        single = rng.random() < 0.1
        if not woman and not single:
            wife = max(15, age - rng.randint(-1, 9))
            members.append(
                Member(
                    self.pick(self.women),
                    self.pick(self.men),
                    self.pick(self.men),
                    "",
                    Sex.FEMALE,
                    self.birth(wife, arrived),
                    "WIF",
                )
            )
        if not single:
            members += self.children(head, age, arrived)
        governorate, district, _ = rng.choices(PLACES, weights=[p[2] for p in PLACES])[0]
        phone = f"07{rng.randint(0, 9**9):09d}" if rng.random() < 0.5 else ""
        card = str(rng.randint(10**6, 10**7)) if rng.random() < 0.35 else ""
        return Registration(
            tuple(members),
            None,
            Origin(governorate, district),
            arrived=arrived,
            phone=phone,
            ration_card=card,
        )

    def children(self, head: Member, age: int, arrived: datetime) -> list[Member]:
        """Return the children of a head of that age; a woman's have their late father's line."""
        rng = self.rng
        line = (head.own, head.father)
        if head.sex is Sex.FEMALE:
            line = (self.pick(self.men), self.pick(self.men))
        children = []
        for _ in range(min(10, int(rng.gammavariate(2.6, 1.35)))):
            girl = rng.random() < 0.5
            own = self.pick(self.women if girl else self.men)
            laqab = head.laqab if head.sex is Sex.MALE and rng.random() < 0.5 else ""
            sex, relationship = (Sex.FEMALE, "DAU") if girl else (Sex.MALE, "SON")
            born = self.birth(rng.randint(0, max(0, min(24, age - 17))), arrived)
            children.append(Member(own, *line, laqab, sex, born, relationship))
        return children

    def birth(self, age: int, arrived: datetime) -> Birth | None:
        """Return a birth as a table writes it: mostly an age, sometimes a default birthday."""
        kind = self.rng.random()
        if kind < 0.02:
            return None
        if kind < 0.75:
            return Birth.from_age(age, arrived.date())
        if kind < 0.85:
            return Birth(2014 - age, *self.rng.choice(((1, 1), (7, 1))), Precision.EXACT)
        return Birth(2013 - age, self.rng.randint(1, 12), self.rng.randint(1, 28), Precision.EXACT)

    def brother(self, of: Registration) -> Registration:
        """Return the family of a brother: same line, district, day, sometimes phone and card."""
        rng, head = self.rng, of.head
        own = self.pick(self.men)
        while own == head.own:
            own = self.pick(self.men)
        family = self.family(
            own=own, father=head.father, grandfather=head.grandfather, laqab=head.laqab
        )
        arrived = (of.arrived or FIRST_DAY) + timedelta(minutes=rng.randint(-30, 900))
        phone = of.phone if rng.random() < 0.1 else family.phone
        card = of.ration_card if rng.random() < 0.1 else family.ration_card
        return replace(family, origin=of.origin, arrived=arrived, phone=phone, ration_card=card)

    def namesake(self, of: Registration) -> Registration:
        """Return another family whose head has the same own and father's name."""
        sex = {"own": of.head.own} if of.head.sex is Sex.MALE else {}
        family = self.family(father=of.head.father, laqab=of.head.laqab, **sex)
        return replace(family, origin=of.origin)

    def again(self, of: Registration) -> tuple[Registration, tuple[str, ...]]:
        """Return a family as another table wrote it down, and what became different."""
        rng, how = self.rng, ["respelt"]
        people = list(of.members)
        script = rng.choices(("arabic", "latin", "sorani"), weights=(78, 17, 5))[0]
        if script != "arabic":
            how.append(script)
        if len(people) > 1 and people[1].relationship == "WIF" and rng.random() < 0.22:
            people[0], people[1] = people[1], people[0]
            how.append("wife-as-head")
            if rng.random() < 0.3:
                people.pop(1)
                how.append("husband-missing")
        if len(people) > 2 and rng.random() < 0.2:
            people.pop(rng.randrange(1, len(people)))
            how.append("member-missing")
        if len(people) > 4 and rng.random() < 0.06:
            people = people[:2] + people[2 + len(people) // 3 :]
            how.append("split")
        later = timedelta(hours=rng.randint(1, 90))
        people = [self.aged(p) for p in people]
        if rng.random() < 0.15:
            people = [replace(p, grandfather="") for p in people]
            how.append("no-grandfather")
        if rng.random() < 0.35:
            people = [replace(p, laqab="") for p in people]
            how.append("no-tribe")
        people = [self.rewritten(p, script) for p in people]
        district = of.origin.district if rng.random() < 0.96 else ""
        again = replace(
            of,
            members=tuple(people),
            origin=Origin(of.origin.governorate, district),
            arrived=(of.arrived or FIRST_DAY) + later,
            phone=of.phone if rng.random() < 0.5 else "",
            ration_card=of.ration_card if rng.random() < 0.3 else "",
        )
        if rng.random() < 0.6:
            again = counts_only(again)
            how.append("counted")
        return again, tuple(how)

    def aged(self, person: Member) -> Member:
        """Return a person whose age was told again."""
        birth = person.birth
        if birth is None or self.rng.random() < 0.55:
            return person
        off = self.rng.choice((-2, -1, -1, 1, 1, 2))
        return replace(person, birth=Birth(min(2014, birth.year + off), 6, 12, Precision.ESTIMATED))

    def rewritten(self, person: Member, script: str) -> Member:
        """Return a person as another hand writes the names."""
        hand: Hand = {"latin": self.latin, "sorani": self.sorani}.get(script, self.arabic)
        parts = (person.own, person.father, person.grandfather, person.laqab)
        own, father, grandfather, laqab = (hand(part) if part else "" for part in parts)
        return replace(person, own=own, father=father, grandfather=grandfather, laqab=laqab)

    def latin(self, arabic: str) -> str:
        """Return a word in Latin letters."""
        name = self._by_arabic.get(arabic)
        word = self.rng.choice(name.latin) if name else letter_by_letter(arabic, self.rng)
        if self.rng.random() < 0.06 and len(word) > 4:
            at = self.rng.randrange(1, len(word))
            word = word[:at] + word[at + 1 :]
        return word.lower() if self.rng.random() < 0.2 else word

    def sorani(self, arabic: str) -> str:
        """Return a word in Sorani spelling."""
        name = self._by_arabic.get(arabic)
        return (name.sorani if name else "") or arabic.translate(str.maketrans("يكه", "یکە"))

    def arabic(self, word: str) -> str:
        """Return a word with what hurried clerks do to it."""
        rng = self.rng
        if word.startswith("عبدال") and rng.random() < 0.5:
            word = "عبد " + word[3:]
        swaps = [("ة", "ه"), ("ى", "ي"), ("ي", "ى"), ("ء", ""), ("ئ", "ي"), ("ا", "أ"), ("ا", "إ")]
        for one, other in swaps:
            if rng.random() < 0.12:
                at = len(word) - 1 if one in "ةىي" else word.find(one)
                if at >= 0 and word[at : at + 1] == one:
                    word = word[:at] + other + word[at + 1 :]
        if rng.random() < 0.06:
            at = rng.randrange(1, len(word) + 1)
            word = word[:at] + "ـ" + word[at:]
        if rng.random() < 0.05:
            at = rng.randrange(len(word))
            word = word[:at] + MISHEARD.get(word[at], word[at]) + word[at + 1 :]
        if rng.random() < 0.04 and len(word) > 3:
            word = self.slip(word)
        return word

    def slip(self, word: str) -> str:
        """Return a word with two letters turned, one lost or one too many."""
        at = self.rng.randrange(1, len(word) - 1)
        kind = self.rng.random()
        if kind < 0.4:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if kind < 0.75:
            return word[:at] + word[at + 1 :]
        return word[:at] + self.rng.choice("ابتنيرسملو") + word[at:]


def counts_only(family: Registration) -> Registration:
    """Return a family of which only the head is named and the rest is counted."""
    arrived = family.arrived or FIRST_DAY
    counts: Counts = count(family.members, arrived.date())
    return replace(family, members=family.members[:1], counts=counts)
