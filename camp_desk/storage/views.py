"""What an officer may look at: every question a screen asks goes through here."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from camp_desk.domain.cards import read_card_code
from camp_desk.domain.ids import HouseholdId, ListId
from camp_desk.domain.likeness import Frequencies
from camp_desk.domain.needs import Counted
from camp_desk.domain.registration import Counts, Place, Registration
from camp_desk.domain.roles import Right, Role
from camp_desk.domain.shelters import Suggestion, suggest
from camp_desk.storage import (
    comparing,
    drafts,
    families,
    findings,
    households,
    listed,
    needs,
    offers,
    officers,
    pages,
    people,
    places,
    ration_lists,
    remembered,
    serving,
)
from camp_desk.storage.alike import Alike, like
from camp_desk.storage.camp import read_here
from camp_desk.storage.database_trouble import told_while_reading
from camp_desk.storage.driver import Database
from camp_desk.storage.findings import Finding, Proposal
from camp_desk.storage.households import Household
from camp_desk.storage.listed import Lookalike
from camp_desk.storage.needs import NeedsPage
from camp_desk.storage.offers import Used
from camp_desk.storage.officers import OfficerRow
from camp_desk.storage.pages import HouseholdPage
from camp_desk.storage.people import PersonRow, Show
from camp_desk.storage.places import Resident
from camp_desk.storage.ration_lists import Eligible, LineShown, Progress, RationList
from camp_desk.storage.reception_views import ReceptionViews
from camp_desk.storage.relief_views import ReliefViews
from camp_desk.storage.serving import ItemReconciled, Served
from camp_desk.storage.stock_views import StockViews

_COMMON_SECONDS = 60
_WHILE_TYPING = 60
"""Households weighed with each key, the most promising ones: see tests/bench/bench_typing.py."""


@dataclass(frozen=True, slots=True)
class About:
    """What the frame of the window says of the camp."""

    name: str
    demonstration: bool
    officer: str
    role: Role
    desk: int
    officer_id: bytes = b""
    retired: bool = False


class Views(ReceptionViews, ReliefViews, StockViews):
    """The reading side of a camp for one officer; it cannot write.

    Lives on one thread, as its connection does.
    """

    def __init__(
        self, db: Database, officer: bytes, clock: Callable[[], float], path: Path
    ) -> None:
        super().__init__(db, officer)
        self._path = path
        self._clock = clock
        self._common: tuple[float, Frequencies] | None = None

    def told(self) -> AbstractContextManager[None]:
        """Return what turns the database's errors inside a block of questions into sentences."""
        return told_while_reading(self._path)

    def interrupt(self) -> None:
        """Stop the question that is being answered, from any thread; it raises OperationalError."""
        self._db.conn.interrupt()

    def close(self) -> None:
        """Give the connection back."""
        self._db.conn.close()

    def today(self) -> date:
        """Return the day on the wall."""
        return datetime.fromtimestamp(self._clock()).date()

    def setting(self, name: str, default: object = None) -> object:
        """Return one of the camp's settings."""
        row = self._db.conn.execute("SELECT value FROM setting WHERE id = ?", (name,)).fetchone()
        return default if row is None or row[0] is None else row[0]

    def about(self) -> About:
        """Return the camp's name and who is logged in."""
        row = self._db.conn.execute(
            "SELECT name, role FROM officer WHERE id = ?", (self._officer,)
        ).fetchone()
        return About(
            name=str(self.setting("camp-name", "")),
            demonstration=bool(self.setting("demonstration", 0)),
            officer=row[0] if row else "",
            role=Role(row[1]) if row else Role.SUPERVISOR,
            desk=read_here(self._db).desk,
            officer_id=self._officer,
            retired=officers.retired(self._db, self._officer),
        )

    def people(self, untrusted_words: str, show: Show = Show.ALL, limit: int = -1) -> array[int]:
        """Return the row numbers of the people found, the newest first."""
        self._require(Right.SEE_NAMES)
        return people.found(self._db, untrusted_words, show, self.today(), limit)

    def person_rows(self, rows: Sequence[int]) -> dict[int, PersonRow]:
        """Return what the list of everyone shows of these rows."""
        self._require(Right.SEE_NAMES)
        return people.shown(self._db, rows)

    def household(self, id_: HouseholdId) -> Household | None:
        """Return one household."""
        self._require(Right.SEE_NAMES)
        return households.household(self._db, id_)

    def standing(self, id_: HouseholdId) -> Household | None:
        """Return the household that stands for this one and those it was joined with."""
        return self.household(households.canonical(self._db, id_))

    def household_page(self, id_: HouseholdId) -> HouseholdPage | None:
        """Return all that is known of one household: people, history, cards, rations."""
        self._require(Right.SEE_NAMES)
        return pages.page(self._db, id_)

    def needs(self, id_: HouseholdId) -> NeedsPage | None:
        """Return the specific needs of one household, with who set and removed them."""
        self._require(Right.SEE_NEEDS)
        return needs.page(self._db, id_)

    def needs_counted(self, codes: Sequence[str] = ()) -> tuple[list[Counted], int]:
        """Return how many people have each of these needs, and how many have any."""
        self._require(Right.SEE_NEEDS)
        return needs.counted(self._db, codes)

    def needs_asked(self) -> frozenset[str]:
        """Return the optional needs that are asked for in this camp."""
        return needs.switched_on(self._db)

    def by_number(self, number: int) -> HouseholdId | None:
        """Return the household of a card number."""
        return households.by_number(self._db, number)

    def list_size(self, name: str) -> int:
        """Return how many households came with a list of this name."""
        return households.list_size(self._db, name)

    def lookalikes(self, families: Sequence[Registration]) -> list[Lookalike]:
        """Return the lists that hold at least half of these families already."""
        self._require(Right.SEE_NAMES)
        return listed.lookalikes(self._db, families)

    def remembered_columns(self) -> dict[str, str]:
        """Return how officers corrected the columns of earlier lists."""
        return remembered.columns(self._db)

    def by_card(self, untrusted_code: str) -> HouseholdId | None:
        """Return the household whose card was scanned, by the code of this camp's own key.

        Raises:
            BadCardCode: This camp printed no such card.
        """
        number, _ = read_card_code(untrusted_code, read_here(self._db).keys.card)
        return households.by_number(self._db, number)

    def head_row(self, household: HouseholdId) -> int | None:
        """Return the row number of a household's first member in the list of everyone."""
        self._require(Right.SEE_NAMES)
        return people.head_row(self._db, household)

    def card_numbers(self, untrusted_words: str, show: Show = Show.ALL) -> tuple[int, ...]:
        """Return the card numbers of the households of those found, in order."""
        return people.cards(self._db, self.people(untrusted_words, show))

    def like(self, registration: Registration, but: HouseholdId | None = None) -> list[Alike]:
        """Return the households that may be this family, the most likely first.

        Of those that were joined the likeliest one.

        Args:
            registration: The family, as far as it is known.
            but: Its own household, not to be compared with itself.
        """
        self._require(Right.SEE_NAMES)
        own = [] if but is None else households.rows_of(self._db, but)
        family = families.compared(registration, None)
        found = like(self._db, family, self._frequencies(), own, most=_WHILE_TYPING)
        likeliest = {households.canonical(self._db, each.household): each for each in found[::-1]}
        return [each for each in found if each in likeliest.values()]

    def _frequencies(self) -> Frequencies:
        """Return how common names are; a minute makes no difference to that."""
        now = self._clock()
        if self._common is None or not 0 <= now - self._common[0] < _COMMON_SECONDS:
            self._common = now, families.frequencies(self._db)
        return self._common[1]

    def offers(self) -> Used:
        """Return what households of this camp are registered with: checkpoints, places ..."""
        return offers.used(self._db)

    def draft(self, name: str) -> bytes:
        """Return what was typed and not saved on this laptop, empty if there is nothing."""
        self._require(Right.SEE_NAMES)
        return drafts.draft(self._db, name)

    def totals(self) -> tuple[int, int]:
        """Return how many active households and persons there are."""
        return households.totals(self._db)

    def population(self) -> Counts:
        """Return everybody by sex and age bracket, today."""
        return households.population(self._db, self.today())

    def population_of(self, among: Sequence[HouseholdId]) -> Counts:
        """Return the people of these households by sex and age bracket, today."""
        return households.population(self._db, self.today(), among)

    def population_on(self, list_: ListId) -> Counts:
        """Return the people of a list's households by sex and age bracket, today."""
        return self.population_of(serving.households_of(self._db, list_))

    def sectors(self) -> list[str]:
        """Return the sectors people live in."""
        return ration_lists.sectors(self._db)

    def plan(self) -> places.Plan:
        """Return every shelter as it stands: in so small a number people can be told."""
        self._require(Right.SEE_NAMES)
        return places.plan(self._db)

    def residents(self, spellings: Sequence[Place]) -> list[Resident]:
        """Return the households of a shelter, however they write it."""
        self._require(Right.SEE_NAMES)
        return places.residents(self._db, spellings)

    def not_seen_for(self, days: int, limit: int = -1) -> list[Resident]:
        """Return the households that were not met or served for so many days."""
        self._require(Right.SEE_NAMES)
        return places.not_seen_since(self._db, self.today() - timedelta(days=days), limit)

    def suggest(self, family: Registration, but: HouseholdId | None = None) -> Suggestion:
        """Return the shelter that suits a family best.

        Raises:
            NothingDeclared, NoRoom: There is none.
        """
        self._require(Right.SEE_NAMES)
        kin = places.kin_near(self._db, family, self.today(), but)
        size = max(1, family.size)
        return suggest(size, places.roomy(self._db, size), kin)

    def ration_lists(self) -> list[RationList]:
        """Return the frozen lists, the latest first."""
        return ration_lists.lists(self._db)

    def eligible(
        self, *, kind: str, first: date, until: date, sectors: Sequence[str]
    ) -> list[Eligible]:
        """Return the households that a list for these days would carry."""
        self._require(Right.PLAN)
        return ration_lists.eligible(
            self._db, kind=kind, first=first, until=until, sectors=sectors,
            counted=bool(self.setting("counted-are-fed", 1)),
        )  # fmt: skip

    def lines(self, list_: ListId, after: int = 0, most: int = -1) -> list[LineShown]:
        """Return a list's lines in their order."""
        self._require(Right.HAND_OVER)
        return list(ration_lists.lines(self._db, list_, after, most))

    def serials(
        self, list_: ListId, untrusted_words: str = "", *, waiting: bool = False
    ) -> array[int]:
        """Return the serial numbers of a list's lines that match."""
        self._require(Right.HAND_OVER)
        return serving.serials(self._db, list_, untrusted_words, waiting=waiting)

    def lines_at(self, list_: ListId, serials: Sequence[int]) -> dict[int, LineShown]:
        """Return lines by their serial numbers."""
        self._require(Right.HAND_OVER)
        return serving.rows(self._db, list_, serials)

    def served(self, list_: ListId) -> Served:
        """Return how many of a list were served."""
        return serving.served(self._db, list_)

    def reconciled(self, list_: ListId) -> list[ItemReconciled]:
        """Return what became of the goods of a closed list."""
        return serving.reconciled(self._db, list_)

    def progress(self, rations: RationList) -> Progress:
        """Return how far a list has come."""
        return ration_lists.progress(self._db, rations)

    def officers(self) -> list[OfficerRow]:
        """Return who works here; every officer may know whom to ask."""
        return officers.everybody(self._db)

    def confirms_alone(self, right: Right) -> bool:
        """Tell whether nobody else works in the camp who could confirm what needs a right."""
        return officers.only_one_who_may(self._db, right, self._officer)

    def findings_count(self) -> int:
        """Return how many findings are open."""
        return findings.count(self._db)

    def to_compare(self) -> int:
        """Return how many households were not compared with all others yet."""
        return comparing.waiting(self._db)

    def findings(self) -> list[Finding]:
        """Return what is to be decided."""
        self._require(Right.SEE_NAMES)
        return findings.findings(self._db)

    def proposal(self, id_: bytes) -> Proposal | None:
        """Return what a changed row of a list says of a household."""
        self._require(Right.SEE_NAMES)
        return findings.proposal(self._db, id_)
