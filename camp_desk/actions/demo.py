"""A demonstration camp: families, stock, a distribution, paper and a second desk."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from camp_desk.actions import (
    allocation,
    arrivals,
    camps,
    expecting,
    hand_over,
    paper,
    places,
    sticks,
    stock,
)
from camp_desk.actions.demo_families import (
    SECTORS,
    TENTS_IN_A_BLOCK,
    made_up_families,
    written_again,
)
from camp_desk.actions.demo_needs import write_some_needs
from camp_desk.actions.demo_relief import give_some
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.pipeline import Expected, Likelihood
from camp_desk.domain.registration import Place, Registration
from camp_desk.domain.words import N_, Words
from camp_desk.storage import families, findings, journal, serving
from camp_desk.storage import households as households_storage
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.database import NoSuchCamp
from camp_desk.storage.files import told
from camp_desk.storage.passphrase import Cost

Tell = Callable[[str, float], None]
"""Told what was done, as a finished sentence, and how many seconds it took."""

SCALE = "IRQ-REF2100"
_BLOCKS_AT_ONCE = 200
DAYS = 7


class DemoExists(CampDeskError):
    """The folder holds a camp already."""

    message = N_("There is a camp in {folder} already.")
    advice = N_("Open it, or choose an empty folder.")


class TooFewHouseholds(CampDeskError):
    """A demonstration with nobody shows nothing."""

    message = N_("A demonstration needs at least 1 household and at most 100,000.")
    advice = N_("Choose a number between them.")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was made."""

    first: Path
    second: Path
    sheets: Path
    cards: Path
    stick: Path
    households: int
    persons: int
    findings: int
    digest: str
    same: bool


class _Steps:
    """Tells each step with the time since the one before."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._started = time.perf_counter()

    def done(self, sentence: str) -> None:
        now = time.perf_counter()
        self._tell(sentence, now - self._started)
        self._started = now


def make_demo(
    folder: Path,
    *,
    households: int,
    seed: int,
    passphrase: str,
    words: Words,
    tell: Tell,
    cost: Cost | None = None,
) -> Demonstration:
    """Make a demonstration camp in a folder; what an earlier try left unfinished there goes.

    Args:
        folder: Made if absent.
        households: How many families.
        seed: The same seed makes the same families.
        passphrase: Of both laptops.
        words: The language of sheets and sentences.
        tell: Told each step.
        cost: Of guessing a passphrase, if not the usual one.

    Raises:
        DemoExists, TooFewHouseholds: Nothing was made.
        DiskFull, DiskIsFull, NotWritable, StickGone, FileTrouble: The disk failed.
    """
    if not 1 <= households <= 100_000:
        raise TooFewHouseholds
    first, second, stick = folder / "first.camp", folder / "second.camp", folder / "stick"
    _begin(folder, first, second)
    rng, steps = random.Random(seed), _Steps(tell)
    camp = camps.make_camp(
        first, name=words("Khazir demonstration camp"), officer=words("Amina, supervisor"),
        passphrase=passphrase, demonstration=True, cost=cost, reserve_bytes=0,
    ).camp  # fmt: skip
    steps.done(words("Made the camp {name}.", name=first.name))
    persons = _register(camp, households, rng)
    steps.done(
        words("Registered {n} households, {m} persons.", n=f"{households:,}", m=f"{persons:,}")
    )
    n = _pitch(camp, households, words)
    steps.done(words.plural("Declared {n} shelter.", "Declared {n} shelters.", n))
    _stock(camp, persons)
    steps.done(words("Took an opening count and two deliveries into the store."))
    number = _distribute(camp, rng, words)
    steps.done(words("Froze list {number} and handed out the first rations.", number=number))
    give_some(camp, serving.cards_on(camp.db, number))
    steps.done(words("Gave and lent household items to some families."))
    sheets, cards = folder / "sheets.pdf", folder / "cards.pdf"
    other = paper.second_language(words)
    with told(folder), sheets.open("wb") as out:
        n = paper.print_sheets(camp, number, out, words=words, other=other)
    steps.done(
        words.plural(
            "Wrote {n} sheet to {file}.", "Wrote {n} sheets to {file}.", n, file=sheets.name
        )
    )
    with told(folder), cards.open("wb") as out:
        n = paper.print_cards(camp, out, words=words, other=other)
    steps.done(
        words.plural("Wrote {n} card to {file}.", "Wrote {n} cards to {file}.", n, file=cards.name)
    )
    code = sticks.invite(camp, stick, words("Sara, second desk"), cost=cost).code
    desk = sticks.join(stick, second, code, passphrase, cost=cost, reserve_bytes=0)
    steps.done(words("A second desk joined by stick: {name}.", name=second.name))
    _work_on_both(camp, desk, number, rng)
    for each in (camp, desk, camp, desk):
        sticks.sync_with(each, stick)
    same = journal.digest(camp.db) == journal.digest(desk.db)
    found = findings.count(camp.db)
    steps.done(words("Both desks worked on, synced, and hold the same camp."))
    made = Demonstration(
        first, second, sheets, cards, stick, *households_storage.totals(camp.db), found,
        journal.digest(camp.db), same,
    )  # fmt: skip
    camp.close()
    desk.close()
    with told(folder):
        _unfinished(folder).unlink(missing_ok=True)
    return made


def is_there(folder: Path) -> bool:
    """Tell whether a folder holds a camp that no demonstration left unfinished."""
    with told(folder):
        camps_there = any((folder / name).exists() for name in ("first.camp", "second.camp"))
        return camps_there and not _unfinished(folder).exists()


def _begin(folder: Path, first: Path, second: Path) -> None:
    if is_there(folder):
        raise DemoExists(folder=folder)
    with told(folder):
        (folder / "stick").mkdir(parents=True, exist_ok=True)
        if _unfinished(folder).exists():
            for camp in (first, second):
                with suppress(NoSuchCamp):
                    camps.erase(camp)
        _unfinished(folder).touch()


def _unfinished(folder: Path) -> Path:
    """Return the mark of a demonstration in the making: beside it, whatever lies there goes."""
    return folder / "demonstration.unfinished"


def _register(camp: Camp, households: int, rng: random.Random) -> int:
    batch, persons = camp.new_id(), 0
    twice = min(max(2, households // 100), households // 2)
    with camp.transaction():
        again: list[Registration] = []
        for n, family in enumerate(made_up_families(households - twice, rng, camp.now())):
            registered = arrivals.register(camp, family, batch)
            write_some_needs(camp, registered.household, n)
            persons += family.size
            if n % 60 == 7 and len(again) < twice:
                again.append(family)
        again += list(made_up_families(twice - len(again), rng, camp.now()))
        for family in again:
            arrivals.register(camp, written_again(family, rng), batch)
            persons += family.size
        families.check_new(camp.db)
    return persons


def _pitch(camp: Camp, households: int, words: Words) -> int:
    """Declare a tent for each family, and block one; return how many there are."""
    blocks = -(-households // (len(SECTORS) * TENTS_IN_A_BLOCK))
    declared = 0
    for sector in SECTORS:
        for first in range(1, blocks + 1, _BLOCKS_AT_ONCE):
            run = f"{first}-{min(first + _BLOCKS_AT_ONCE - 1, blocks)}"
            declared += places.add(camp, sector, run, f"01-{TENTS_IN_A_BLOCK}").added
    last = Place(SECTORS[-1], str(blocks), str(TENTS_IN_A_BLOCK))
    places.block(camp, last, words("under water"))
    return declared


def _stock(camp: Camp, persons: int) -> None:
    """Fill the store for three weeks, with more to come; sugar is short, a lot near its end."""
    store, today = stock.store_named(camp), camp.today()
    scale = stock_storage.scales(camp.db)[SCALE]
    weeks = {item: persons * 7 * mg // 1000 for item, mg in scale.parts}

    def came(item: str, share: float, days: int, donor: str) -> stock.Came:
        pack = stock_storage.items(camp.db)[item].pack_size
        quantity = max(1, round(weeks[item] * share / pack)) * pack
        label = f"{item}-{donor[:3].upper()}-{days}"
        return stock.Came(item, quantity, label, today + timedelta(days=days), donor)

    opening = tuple(came(item, 0.6, 25 if item == "LEN" else 160, "IRCS") for item in weeks)
    stock.count_opening(camp, stock.Delivery(store, opening, day=today - timedelta(days=12)))
    for n, (donor, share) in enumerate((("WFP", 1.4), ("Barzani Charity", 0.7))):
        lines = tuple(
            came(item, share * (0.25 if item == "SUG" else 1), 240 + 30 * n, donor)
            for item in weeks
        )
        stock.receive(
            camp,
            stock.Delivery(
                store, lines, day=today - timedelta(days=6 - 4 * n), waybill=f"WB-{4127 + n}",
                transporter="Al-Rafidain",
            ),
        )  # fmt: skip
    for item, share, days, likelihood, donor in (
        ("WHF", 1.2, 6, Likelihood.FIRM, "WFP"),
        ("WHF", 2.0, 19, Likelihood.LIKELY, "WFP"),
        ("WHF", 3.0, 40, Likelihood.HOPED, "Barzani Charity"),
        ("SUG", 1.5, 9, Likelihood.LIKELY, "IRCS"),
    ):
        quantity = came(item, share, days, donor).quantity
        day, waybill = today + timedelta(days=days), f"WB-{4200 + days}"
        expecting.expect(camp, Expected(item, quantity, day, likelihood, donor, waybill))


def _distribute(camp: Camp, rng: random.Random, words: Words) -> int:
    scales, items = stock_storage.scales(camp.db), stock_storage.items(camp.db)
    basis = allocation.basis_of(SCALE, scales, items)
    ask = allocation.Ask(
        basis, camp.today(), DAYS, sectors=("A", "B"), title=words("General food distribution")
    )
    number = allocation.freeze(camp, ask, words=words, take_equal_share=True).number
    _serve(camp, number, rng, share=0.3)
    return number


def _serve(camp: Camp, number: int, rng: random.Random, share: float) -> None:
    cards = serving.cards_on(camp.db, number)
    with camp.transaction():
        for card in cards[:-1][: max(3, round(len(cards) * share))]:  # the last waits
            if rng.random() < 0.9:
                hand_over.hand_over(camp, number, written(card))


def _work_on_both(camp: Camp, desk: Camp, number: int, rng: random.Random) -> None:
    """Let both desks register families and, once, hand the same ration out twice."""
    for each, n in ((camp, 3), (desk, 4)):
        for family in made_up_families(n, rng, each.now()):
            arrivals.register(each, family)
    card = serving.cards_on(camp.db, number)[-1]
    for each in (camp, desk):
        hand_over.hand_over(each, number, written(card))
