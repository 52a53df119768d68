"""Small camps on real, encrypted files that cost a test next to nothing: made once, then copied."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from camp_desk.actions import allocation, arrivals, camps, sticks, stock
from camp_desk.domain.consent import Consent
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import (
    Birth,
    Counts,
    Member,
    Origin,
    Place,
    Registration,
    Sex,
)
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.mapping import Shape
from camp_desk.spreadsheets.outcome import Summary, Understood
from camp_desk.storage import findings, households, journal, slots
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.tables import Changes
from camp_desk.storage.views import Views

CHEAP = Cost(8192, 1, 1)
PASSPHRASE = "tall palms by the river"
DESKS = 4
MORNING = datetime(2014, 6, 10, 8)

MEN = ("علي", "محمد", "حسن", "عمر", "خالد", "ياسين", "كريم", "جاسم", "سعد", "يوسف", "نوري", "هادي")
WOMEN = (
    "فاطمة",
    "زينب",
    "مريم",
    "نور",
    "هدى",
    "سعاد",
    "رنا",
    "ليلى",
    "أمل",
    "سلمى",
    "وداد",
    "شيماء",
)
_PAPERS = count(1)

LAQABS = ("الجبوري", "العبيدي", "الشمري", "الطائي", "الحمداني", "البياتي", "النعيمي")


@dataclass
class Clock:
    """A laptop's clock: it stands still until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> float:
        """Return the time as the seconds since 1970."""
        return self.now.timestamp()

    def move(self, **by: float) -> None:
        """Move the clock on, or back."""
        self.now += timedelta(**by)


@dataclass
class Desk:
    """One laptop: its opened camp and its clock."""

    camp: Camp
    clock: Clock

    @property
    def digest(self) -> str:
        """Return the fingerprint of all journalled tables."""
        return journal.digest(self.camp.db)

    @property
    def findings(self) -> list[tuple[bytes, dict[str, object]]]:
        """Return what is to be decided, in an order of its own."""
        return sorted((each.id, each.facts) for each in findings.findings(self.camp.db))


@dataclass
class Template:
    """A camp of DESKS desks that know one another, to be copied."""

    folder: Path
    opened: list[slots.Opened] = field(default_factory=list)

    def path(self, n: int) -> Path:
        """Return the camp file of a desk, counted from 0."""
        return self.folder / f"{n + 1}.camp"

    def copy(self, to: Path, n: int = 0, clock: Clock | None = None) -> Desk:
        """Return a copy of one desk, opened."""
        path = to / self.path(n).name
        shutil.copyfile(self.path(n), path)
        shutil.copyfile(slots.beside(self.path(n)), slots.beside(path))
        clock = clock or Clock()
        return Desk(camps.open_unlocked(path, self.opened[n], clock), clock)

    @contextmanager
    def desks(self, n: int = 1) -> Iterator[list[Desk]]:
        """Give copies of the first desks in a folder of their own, with a ``stick`` beside them."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            to = Path(name)
            (to / "stick").mkdir()
            made = [self.copy(to, each) for each in range(n)]
            try:
                yield made
            finally:
                for each in made:
                    each.camp.db.conn.close()


def make_template(folder: Path, begin: Callable[[Camp], None] | None = None) -> Template:
    """Make a camp, let it begin, let the other desks join, and bring all to one state."""
    template = Template(folder)
    first = camps.make_camp(
        template.path(0), name="Khazir", officer="Amina", passphrase=PASSPHRASE,
        clock=Clock(), cost=CHEAP, reserve_bytes=0,
    ).camp  # fmt: skip
    if begin:
        begin(first)
    made, stick = [first], folder / "stick"
    stick.mkdir()
    for n in range(1, DESKS):
        code = sticks.invite(first, stick, f"Desk {n + 1}", cost=CHEAP).code
        made.append(
            sticks.join(
                stick,
                template.path(n),
                code,
                PASSPHRASE,
                clock=Clock(),
                cost=CHEAP,
                reserve_bytes=0,
            )
        )
    for camp in made * 2:
        sticks.sync_with(camp, stick)
    assert len({journal.digest(camp.db) for camp in made}) == 1
    for camp in made:
        template.opened.append(slots.Opened(camp.officer_id, camp.secret))
        camp.close()
    shutil.rmtree(stick)
    return template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A camp of four desks, made once."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A camp of four desks that has a few families, stock and an open list."""
    return make_template(tmp_path_factory.mktemp("busy"), opened_day)


def opened_day(camp: Camp) -> None:
    """Let a camp begin with a few families, stock and a list, so that scripts soon meet."""
    for n in range(4):
        arrivals.register(camp, family(n, 1 + n))
    for item, _ in stock_storage.scales(camp.db)["IRQ-HALF"].parts:
        receive(camp, item, kg=500, expiry=date(2015, 1, 1))
    freeze(camp, 3, code="IRQ-HALF")


@pytest.fixture
def desk(template: Template) -> Iterator[Desk]:
    """The first desk of a small camp."""
    with template.desks(1) as (only,):
        yield only


@pytest.fixture
def camp(desk: Desk) -> Camp:
    """The small camp at its first desk."""
    return desk.camp


@pytest.fixture
def two(template: Template) -> Iterator[list[Desk]]:
    """Two desks of one camp, and a folder ``stick`` beside their files."""
    with template.desks(2) as desks:
        yield desks


def stick_of(desk: Desk | Camp) -> Path:
    """Return the stick that goes round among the desks of one test."""
    camp = desk.camp if isinstance(desk, Desk) else desk
    return camp.path.parent / "stick"


def sync(*desks: Desk) -> None:
    """Let the desks meet the stick one after the other."""
    for each in desks:
        sticks.sync_with(each.camp, stick_of(each))


def meet(*desks: Desk) -> None:
    """Bring everything to every desk."""
    sync(*desks, *desks)


def work(desk: Desk, n: int = 1) -> None:
    """Let a desk do something that others do not know of."""
    arrivals.register(desk.camp, family(n))


def views(camp: Camp) -> Views:
    """Return what the officer may look at."""
    opened = slots.Opened(camp.officer_id, camp.secret)
    return camps.views_of(camp.path, opened, camp._clock)


def member(n: int, *, sex: Sex = Sex.MALE, age: int | None = 30, father: str = "") -> Member:
    """Return somebody whose names follow from a number."""
    names = WOMEN if sex is Sex.FEMALE else MEN
    return Member(
        own=names[n % 12],
        father=father or MEN[n // 12 % 12],
        grandfather=MEN[n // 144 % 12],
        laqab=LAQABS[n % 7],
        sex=sex,
        birth=None if age is None else Birth.from_age(age, MORNING.date()),
    )


def family(n: int = 0, size: int = 3, **fields: object) -> Registration:
    """Return a family whose names follow from a number: a man, a woman, and their children."""
    head = member(n)
    wife = member(n + 5, sex=Sex.FEMALE, age=28)
    sexes = (Sex.MALE, Sex.FEMALE)
    children = [
        member(n + 7 * each, sex=sexes[each % 2], age=2 * each, father=head.own)
        for each in range(1, size - 1)
    ]
    values: dict[str, object] = {
        "members": (head, wife, *children)[:size],
        "origin": Origin("Ninewa", "Mosul"),
        "place": Place("A", str(n % 10), str(n)),
        "arrived": MORNING,
    }
    return Registration(**{**values, **fields})  # type: ignore[arg-type]


def counted(n: int = 0, women: int = 2, men: int = 2, unknown: int = 0) -> Registration:
    """Return a family that was only counted."""
    return Registration(
        (member(n),), Counts((0, 0, 0, women, 0), (0, 0, 0, men, 0), unknown),
        place=Place("B", "1", str(n)), arrived=MORNING,
    )  # fmt: skip


def receive(camp: Camp, item: str = "RIC", kg: float = 1000, **fields: object) -> stock.Posted:
    """Record a delivery of one item."""
    values: dict[str, object] = {"label": "L1", "donor": "WFP", "expiry": date(2015, 6, 1)}
    came = stock.Came(item, round(kg * 1000), **{**values, **fields})  # type: ignore[arg-type]
    return stock.receive(
        camp, stock.Delivery(stock.store_named(camp), (came,), waybill=f"W-{next(_PAPERS)}")
    )


def stocked(camp: Camp, scale: str = "IRQ-REF2100", kg: float = 1000) -> None:
    """Put so many kilograms of everything that a scale needs into the store."""
    store = stock.store_named(camp)
    lines = tuple(
        stock.Came(item, round(kg * 1000), "L1", date(2015, 6, 1), "WFP")
        for item, _ in stock_storage.scales(camp.db)[scale].parts
    )
    stock.receive(camp, stock.Delivery(store, lines, waybill=f"W-{next(_PAPERS)}"))


def ask(camp: Camp, code: str = "IRQ-REF2100", days: int = 7, **fields: object) -> allocation.Ask:
    """Return a distribution from today on."""
    basis = allocation.basis_of(code, stock_storage.scales(camp.db), stock_storage.items(camp.db))
    return allocation.Ask(basis, camp.today(), days, **fields)  # type: ignore[arg-type]


def freeze(camp: Camp, days: int = 7, code: str = "IRQ-REF2100", **fields: object) -> int:
    """Freeze a list for everybody and return its number."""
    return allocation.freeze(camp, ask(camp, code, days, **fields), words=Words()).number


def a_list(*families: Registration) -> Understood:
    """Return an arrival list of these families, as it is understood from a file."""
    persons = sum(each.size for each in families)
    rows = tuple(range(2, len(families) + 2))
    summary = Summary(Shape.HOUSEHOLDS, len(families), len(families), persons, 0, 0)
    return Understood(families, rows, (), (), summary)


def record_consent(camp: Camp, household: HouseholdId, consent: Consent | None) -> Changes:
    """Keep what the head of a household answers, as the form does."""
    found = households.household(camp.db, household)
    assert found is not None
    return arrivals.rewrite(camp, household, replace(found.registration, consent=consent))
