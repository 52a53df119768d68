"""The arrivals screen joined to the camp: registering, finding, completing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from camp_desk.actions import arrivals
from camp_desk.actions.arrivals import Registered
from camp_desk.domain import cards, tokens
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Registration
from camp_desk.storage.camp import Camp
from camp_desk.storage.households import Household
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.arrivals import drafts, rows
from camp_desk.ui.arrivals.bus import BusHelper
from camp_desk.ui.arrivals.drafts import Draft
from camp_desk.ui.arrivals.finding import Finding
from camp_desk.ui.arrivals.list import Search
from camp_desk.ui.arrivals.offers import Offers, read_offers
from camp_desk.ui.arrivals.opened import Opened, fewer, hint, opened, unnamed
from camp_desk.ui.arrivals.panel import ArrivalsPanel
from camp_desk.ui.arrivals.token import TokenHelper
from camp_desk.ui.arrivals.twins import TwinHelper
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.needs.form import FormNeeds
from camp_desk.ui.places.beside import PlaceHelper
from camp_desk.ui.workspace import Workspace

_UNNAMED = -1
_TWO_NAMES = 2
_OPENED = "arrivals open"
"""A lane of reading: a later question in it makes the answer to an earlier one unwanted."""


class ArrivalsTab(ArrivalsPanel):
    """Registers households and finds everyone, in one camp."""

    said = Signal(str)
    """A sentence for the foot of the window."""
    list_wanted = Signal()
    """A list is to be taken in."""
    page_wanted = Signal(object)
    """The page of this household is to be shown."""
    cards_wanted = Signal(object)
    """The cards of these households are to be printed: a tuple of nine-digit numbers."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], now: Callable[[], datetime]
    ) -> None:
        super().__init__(look, partial(_day, now), now)
        self._words, self._workspace = look.words, workspace
        self._finding = Finding(self.people, workspace, look.words)
        self._last_card: int | None = None
        self._totals = (0, 0)
        self._writing = False
        self._missed = 0
        self._fewer_confirmed = 0
        self._draft = b""
        self._taken = False
        PlaceHelper(look, workspace, self.form, self.form.head.help, self.form.head.put_place)
        self.needs = FormNeeds(
            look, workspace, self.form, partial(_day, now), self.said.emit, self.form
        )
        self._token = TokenHelper(look, workspace, self.form.head.token, self)
        BusHelper(workspace, self.bus, self)
        TwinHelper(workspace, self.form, self.people.likely, self.opened_household, look.words)
        self._connect()
        self.people.ask()
        workspace.read(drafts.kept, self._draft_kept)
        self._read_totals()
        self._read_offers()

    def begin(self) -> None:
        """Put the cursor where the next family begins."""
        if not self.registering:
            self.search()
            return
        first = self.form.head.own if self.form.journey.folded else self.form.journey.checkpoint
        first.setFocus()

    def search(self) -> None:
        """Put the cursor into the search."""
        self.people.search.setFocus()
        self.people.search.selectAll()

    def scanned(self, untrusted_code: str) -> None:
        """Find the household of a card that was scanned, by its number or its code."""
        if (token := tokens.typed(untrusted_code)) is not None:
            self._token.scanned(token)
            return
        self._workspace.read(
            partial(rows.of_card, untrusted_code), self._found_card, self._trouble, _OPENED
        )

    def keep(self) -> None:
        """Keep what is typed now, because the window closes."""
        self._keep_draft(None)

    def draft(self) -> object:
        """Return what is typed, for a window that is built anew."""
        return self._typed(), Search(self.people.search.text(), self.people.only.value)

    def take(self, draft: object) -> None:
        """Show what was typed in the window before."""
        match draft:
            case (Draft() as typed, Search() as search):
                self._taken = True
                self.people.search.setText(search.words)
                self.people.only.choose(search.only)
                self._workspace.read(
                    partial(drafts.opened, typed), partial(self._restore, typed), self._trouble
                )

    def _connect(self) -> None:
        form, people = self.form, self.people
        form.saved.connect(self._save)
        form.draft_changed.connect(self._keep_draft)
        form.card.printing.connect(self._print_last)
        people.opened.connect(self.open_household)
        people.left.connect(self.begin)
        people.likely.opened.connect(self.open_household)
        people.taking_in.connect(self.list_wanted)
        people.printing.connect(self._print)
        self._workspace.changed.connect(self._changed)
        self._workspace.crashed.connect(self._crashed)
        people.page_wanted.connect(self._ask_for_page)
        people.completing.connect(self._complete_chosen)
        QShortcut(QKeySequence("F3"), self).activated.connect(self._ask_for_page)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.activated.connect(self._print_one)

    # What is offered, and how many there are

    def _read_offers(self) -> None:
        self._workspace.read(partial(read_offers, self._words.language), self._offer)

    def _offer(self, offers: Offers) -> None:
        self.form.offer(offers)

    def _read_totals(self) -> None:
        self._workspace.read(Views.totals, self._show_totals)

    def _show_totals(self, totals: tuple[int, int]) -> None:
        self._totals = totals
        self.people.show_totals(*totals)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.HOUSEHOLDS not in changes:
            return
        if self._writing:
            self._missed += 1  # one of them is this screen's own, which knows better what is new
            return
        self._finding.again()
        self._read_totals()
        self._read_offers()

    # The form

    @Slot(object)
    def _save(self, family: Registration) -> None:
        try:
            arrivals.check(family)
        except CampDeskError as error:
            self.form.show_trouble(self._words.sentence(error))
            return
        editing = self.form.editing
        if isinstance(editing, Opened) and self._are_fewer(editing, family):
            return
        self._writing, strips = True, self.form.head.token.numbers
        household, found = self.opened_household(), self.needs.found
        self.form.show_saving()
        self._draft = drafts.write(self._typed())
        self._workspace.do(
            partial(drafts.save, household, family, strips, self._draft, found=found),
            partial(self._saved, editing, family),
            self._not_saved,
        )

    def _are_fewer(self, opened: Opened, family: Registration) -> bool:
        """Ask once more where fewer people are named than were counted: they would lose food."""
        if family.anonymous:
            return False
        if family.counts and not opened.count_only and self._fewer_confirmed != _UNNAMED:
            self._fewer_confirmed = _UNNAMED
            self.form.show_trouble(unnamed(self._words))
            return True
        if not opened.count_only or family.counts or family.size >= opened.size:
            return False
        if family.size == self._fewer_confirmed:
            return False
        self._fewer_confirmed = family.size
        self.form.show_trouble(fewer(opened.size, family.size, self._words))
        return True

    def _saved(self, editing: object, family: Registration, result: Registered) -> None:
        words, number = self._words, written(result.number)
        self._writing, self._last_card, self._fewer_confirmed = False, result.number, 0
        who = words.plural(
            "{name}, {n} person", "{name}, {n} people", family.size,
            name=isolated(family.head.name),
        ) if family.head.name else called("", family.size, words)  # fmt: skip
        self.form.show_saved(words("Saved."), number, who)
        if isinstance(editing, Opened):
            self._finding.again()
            self._count(0, family.size - editing.size)
        else:
            self._finding.show_all()
            self._workspace.read(
                partial(Views.head_row, household=result.household), self._show_new
            )
            self._count(1, family.size)
        self._workspace.do(arrivals.look_for_twins)

    def _show_new(self, row: int | None) -> None:
        self._finding.show_newest(row)

    def _count(self, households: int, people: int) -> None:
        """Count what was just saved, unless others wrote meanwhile."""
        missed, self._missed = self._missed, 0
        if missed > 1:
            self._read_totals()
            self._read_offers()
        else:
            self._show_totals((self._totals[0] + households, self._totals[1] + people))

    def _not_saved(self, error: CampDeskError) -> None:
        self._writing, self._missed = False, 0
        self.form.take_back(self._words.sentence(error))

    @Slot(object)
    def _crashed(self, _error: object) -> None:
        if self._writing:
            self._writing, self._missed = False, 0
            self.form.take_back(self._words("This family is not saved. Save it again."))

    @Slot(object)
    def open_household(self, household: HouseholdId) -> None:
        """Open a household in the form; its page where nobody is registered."""
        if not self.registering:
            self.page_wanted.emit(household)
            return
        self._workspace.read(
            partial(Views.household, id_=household), self._show_household, self._trouble, _OPENED
        )

    @Slot()
    def _complete_chosen(self) -> None:
        chosen = self.people.chosen
        if chosen is None or not isinstance(chosen.household, bytes):
            self.said.emit(self._words("Choose somebody in the list first."))
        else:
            self.complete(HouseholdId(chosen.household))

    @Slot(object)
    def complete(self, household: HouseholdId) -> None:
        """Open a household at the grade after its own, with all that is known."""
        if not self.registering:
            self._trouble(NotAllowed())
            return
        ask = partial(Views.household, id_=household)
        self._workspace.read(ask, self._show_moving_up, self._trouble, _OPENED)

    def _show_moving_up(self, household: Household | None) -> None:
        self._show_household(household)
        if household is not None and not household.registration.full:
            self.form.move_up()

    def _show_household(self, household: Household | None) -> None:
        if household is None:
            return
        words, family = self._words, household.registration
        self._fewer_confirmed, self._last_card = 0, household.number
        self.form.edit(
            opened(household),
            words("Card {number}", number=ltr(written(household.number))),
            family,
            hint(household, words),
        )
        self._token.show_of(household.id)

    def opened_household(self) -> HouseholdId | None:
        """Return the household that is open in the form."""
        editing = self.form.editing
        return editing.id if isinstance(editing, Opened) else None

    def _found_card(self, household: Household | None) -> None:
        if household is None:
            self.said.emit(self._words("No household of this camp has this card."))
            return
        self._workspace.read(
            partial(Views.head_row, household=household.id),
            partial(self._point_out, household.number),
        )
        if self.registering and (self.form.editing is not None or not self.form.typed):
            self._show_household(household)
        else:
            head = called(
                household.registration.head.name, household.registration.size, self._words
            )
            self.said.emit(
                self._words(
                    "Card {number}: {name}", number=ltr(written(household.number)),
                    name=isolated(head),
                )
            )  # fmt: skip

    def _point_out(self, number: int, row: int | None) -> None:
        if not self.people.choose(row):
            self._finding.show_all()
            self.people.search.setText(written(number))

    def _trouble(self, error: CampDeskError) -> None:
        self.said.emit(self._words.sentence(error))

    # Cards

    @Slot(str)
    def _print(self, which: str) -> None:
        if which == "chosen":
            self._print_one()
            return
        self._workspace.read(
            partial(rows.card_numbers, self._finding.search), self._print_these, self._trouble
        )

    def _print_these(self, numbers: tuple[int, ...]) -> None:
        if numbers:
            self.cards_wanted.emit(numbers)
        else:
            self.said.emit(self._words("Nobody is found: there is no card to print."))

    @Slot()
    def _ask_for_page(self) -> None:
        """Ask for the page of whoever is open in the form, or else chosen in the list."""
        editing, chosen = self.form.editing, self.people.chosen
        if isinstance(editing, Opened):
            self.page_wanted.emit(editing.id)
        elif chosen is not None:
            self.page_wanted.emit(chosen.household)
        else:
            self.said.emit(self._words("Choose somebody in the list first."))

    @Slot()
    def _print_last(self) -> None:
        if self._last_card is not None:
            self.cards_wanted.emit((self._last_card,))

    @Slot()
    def _print_one(self) -> None:
        chosen = self.people.chosen
        if chosen is not None and not self.form.card.isVisible():
            self.cards_wanted.emit((cards.read(chosen.card),))
        else:
            self._print_last()

    # Drafts

    def _typed(self) -> Draft:
        return Draft(self.form.draft(), self.form.parked, self.opened_household())

    @Slot(object)
    def _keep_draft(self, _texts: object) -> None:
        body = drafts.write(self._typed())
        if body != self._draft:
            self._draft = body
            self._workspace.do(partial(drafts.keep, body))

    def _draft_kept(self, found: tuple[Draft | None, Household | None]) -> None:
        draft, household = found
        if draft is None or self._taken or self.form.typed:
            return
        self._restore(draft, household)
        if draft.has_family:
            self.said.emit(self._words("What was typed and not saved is here again."))

    def _restore(self, draft: Draft, household: Household | None) -> None:
        if draft.household is None:
            self.form.restore(draft.texts)
            return
        if draft.waiting is not None:
            self.form.restore(draft.waiting)
        if household is not None:
            self._show_household(household)
            self.form.restore(draft.texts)


def _day(now: Callable[[], datetime]) -> date:
    return now().date()
