"""Expected deliveries on the stock tab: joins their page and forms to the camp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from camp_desk.actions import expecting
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.fulfilling import next_part
from camp_desk.domain.ids import ExpectedId
from camp_desk.domain.pipeline import Expected, Terms
from camp_desk.domain.quantities import exact
from camp_desk.storage.camp import Camp
from camp_desk.storage.tables import Changes
from camp_desk.storage.views import Views
from camp_desk.ui.direction import with_codes
from camp_desk.ui.look import Look
from camp_desk.ui.stock.expected_form import ExpectedForm, Offered, TermsForm
from camp_desk.ui.stock.forms import Draft, EntryForm
from camp_desk.ui.stock.panel import StockPanel
from camp_desk.ui.stock.seen import Seen
from camp_desk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Around:
    """What the tab does for its expected deliveries."""

    seen: Callable[[], Seen | None]
    today: Callable[[], date]
    open: Callable[[EntryForm], None]
    close: Callable[[], None]
    receive: Callable[[Draft], None]
    trouble: Callable[[CampDeskError], None]
    say: Callable[[str], None]


class Expecting(QObject):
    """Opens the forms of expected deliveries, and writes down what they collect."""

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], panel: StockPanel, around: Around
    ) -> None:
        super().__init__(panel)
        self._look, self._words, self._workspace = look, look.words, workspace
        self._panel, self._around = panel, around
        page = panel.expected
        page.adding.connect(self.add)
        page.changing.connect(self._change)
        page.dropping.connect(self._drop)
        page.receiving.connect(self._receive)
        page.timing.connect(self.set_terms)
        self.openers: dict[str, Callable[[], None]] = {
            "expected": self.add, "terms": self.set_terms,
        }  # fmt: skip

    def named(self, form: EntryForm) -> str:
        """Return the name by which a form is opened again, or "" for another's."""
        names = {ExpectedForm: "expected", TermsForm: "terms"}
        return next((name for kind, name in names.items() if isinstance(form, kind)), "")

    @Slot()
    def add(self) -> None:
        """Open the form for a new one."""
        form = self._open_form()
        if form is not None:
            form.choose_item(self._panel.chosen)
            form.quantity.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def set_terms(self) -> None:
        """Open the form of how long deliveries take."""
        seen = self._around.seen()
        if seen is None:
            return
        form = TermsForm(self._look, seen.terms)
        self._around.open(form)
        self._panel.show_beside(form)
        form.lead.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, entered: object) -> None:
        """Write down what a form collected."""
        trouble = self._around.trouble
        if isinstance(entered, Expected):
            saved = partial(self._saved, entered.item)
            self._workspace.do(partial(_expect, entered), saved, trouble)
        elif isinstance(entered, Terms):
            self._workspace.do(partial(_timed, entered), self._terms_set, trouble)

    def _open_form(self) -> ExpectedForm | None:
        seen = self._around.seen()
        if seen is None:
            return None
        donors = {pile.donor for pile in seen.piles} | {each.donor for each in seen.expected}
        form = ExpectedForm(
            self._look, Offered(seen.items, sorted(donors - {""})), self._around.today
        )
        self._around.open(form)
        self._panel.show_beside(form)
        return form

    def _meant(self, id_: object) -> Expected | None:
        seen = self._around.seen()
        return next((each for each in seen.expected if each.id == id_), None) if seen else None

    @Slot(object)
    def _change(self, id_: object) -> None:
        each = self._meant(id_)
        form = self._open_form() if each else None
        if each is not None and form is not None:
            form.show_expected(each)
            form.quantity.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _drop(self, id_: object) -> None:
        if isinstance(id_, bytes):
            action = partial(_dropped, ExpectedId(id_))
            self._workspace.do(action, self._say_dropped, self._drop_trouble)

    @Slot(object)
    def _receive(self, id_: object) -> None:
        """Open the delivery's form with what was expected."""
        each, seen = self._meant(id_), self._around.seen()
        if each is None or seen is None:
            return
        item = seen.items[each.item]
        line = {
            "item": item.said(self._words),
            "quantity": exact(each.quantity, item.unit, self._words),
            "donor": each.donor,
        }
        waybill = next_part(each.reference) if each.came else each.reference
        self._around.receive({"waybill": waybill, "lines": [line]})

    def _saved(self, item: str, _changes: Changes) -> None:
        self._around.close()
        self._panel.choose(item)
        self._panel.detail.choose("expected")
        self._panel.expected.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._around.say(self._words("The expected delivery is written down."))

    def _say_dropped(self, _changes: Changes) -> None:
        self._around.say(self._words("This delivery is expected no longer."))

    def _terms_set(self, _changes: Changes) -> None:
        self._around.close()
        self._around.say(self._words("From now on it is reckoned with these days."))

    def _drop_trouble(self, error: CampDeskError) -> None:
        self._panel.expected.show_trouble(with_codes(self._words.sentence(error)))


def _expect(wanted: Expected, camp: Camp) -> Changes:
    if wanted.id:
        return expecting.change(camp, wanted)
    changes, _ = expecting.expect(camp, wanted)
    return changes


def _dropped(id_: ExpectedId, camp: Camp) -> Changes:
    return expecting.drop(camp, id_)


def _timed(terms: Terms, camp: Camp) -> Changes:
    return expecting.set_terms(camp, terms)
