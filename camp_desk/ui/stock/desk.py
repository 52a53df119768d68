"""The documents joined to the camp: looked through, written, reversed, confirmed and printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from camp_desk.actions import (
    dispatch,
    document_paper,
    document_words,
    late_papers,
    losses,
    reversing,
)
from camp_desk.actions.confirming import AloneWithoutReason
from camp_desk.actions.document_meanings import meanings
from camp_desk.actions.paper import second_language
from camp_desk.actions.stock import Kind, Posted
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId
from camp_desk.domain.words import N_, Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.document_pages import DocumentPage
from camp_desk.storage.documents import Document, UnderWay
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.direction import ltr, with_codes
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.stock.document_telling import document_row, document_story, way_row
from camp_desk.ui.stock.documents import ON_THE_WAY, DocumentRow, DocumentsView
from camp_desk.ui.stock.forms import Draft, EntryForm
from camp_desk.ui.stock.goods import Goods
from camp_desk.ui.stock.incoming import COMING, ArrivalForm, Expected, InForm
from camp_desk.ui.stock.made_sure import MadeSureDialog
from camp_desk.ui.stock.outgoing import OnHand, OutForm
from camp_desk.ui.stock.ways import WAYS
from camp_desk.ui.stock.workshop import KitForm, RebagForm, UnkitForm
from camp_desk.ui.widgets.columns import Told
from camp_desk.ui.workspace import Workspace

_IN_STORE = {
    "rebag": N_("Rebag a lot"), "make-kits": N_("Pack kits"), "open-kits": N_("Open kits"),
}  # fmt: skip
_ANSWERS = {Kind.RELEASE: "return", Kind.LENT: "loan-back", Kind.BORROWED: "give-back"}
_LATEST = 200
"""So many documents can be chosen to be answered; an older one is answered from the list."""
_TOPICS = {Topic.STOCK, Topic.FINDINGS, Topic.LISTS}


@runtime_checkable
class Writes(Protocol):
    """What a form collected, and how it is written."""

    def write(self, camp: Camp) -> Posted:
        """Write it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the view shows, and what forms may choose from."""

    rows: Sequence[DocumentRow]
    ids: Sequence[bytes]
    today: date
    known: OnHand
    going: Mapping[bytes, Expected]
    open: Mapping[str, tuple[tuple[str, str], ...]]
    """Release orders and loans that something may answer, by kind: ids and words."""
    ways: Mapping[bytes, UnderWay]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as a PDF."""

    changes: Changes
    number: str
    pdf: bytes


class DocumentsDesk(QStackedWidget):
    """The list of documents and, before it, the form that is being filled in."""

    said = Signal(str)
    closed = Signal()

    def __init__(
        self, look: Look, workspace: Workspace[Camp, Views], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        words = look.words
        self._look, self._words, self._workspace, self._now = look, words, workspace, now
        self._listed: Listed | None = None
        self._stale = True
        self._page: DocumentPage | None = None
        self.form: EntryForm | None = None
        self._what = ""
        self._sent: object = None
        self._warned: object = None
        """What was entered when the form warned of it: the same again is written."""
        self._kept: Draft = {}
        kinds = [("", words("All kinds")), (ON_THE_WAY, words("On the way"))]
        kinds += [(kind, words(title)) for kind, title in document_words.TITLES.items()]
        new = [(way, words(each.title)) for way, each in WAYS.items()]
        new += [(way, words(title)) for way, (title, _, _) in COMING.items()]
        new += [(way, words(title)) for way, title in _IN_STORE.items()]
        self.view = DocumentsView(look, kinds, new)
        self.addWidget(self.view)
        self.view.filtered.connect(self.refresh)
        self.view.chosen.connect(self._open)
        self.view.writing.connect(self.write)
        self.view.closed.connect(self.closed)
        card = self.view.card
        card.printing.connect(self._print)
        card.reversing.connect(self._reverse)
        card.confirming.connect(self._confirm)
        card.answering.connect(self._answer)
        workspace.changed.connect(self._changed)
        self.refresh()

    def draft(self) -> Draft:
        """Return which document is being written, and what is typed."""
        return {"what": self._what, "typed": self.form.draft() if self.form else {}}

    def take(self, draft: Draft) -> None:
        """Open the form that was being filled in, as soon as it can be."""
        self._kept = draft

    @Slot()
    def refresh(self) -> None:
        """Read the documents again."""
        kind, typed = self.view.asked
        before = None if self._stale else self._listed
        self._workspace.read(partial(_listed, kind, typed, self._words, before), self._show)

    @Slot(str)
    def write(self, what: str) -> None:
        """Open the form of a document."""
        if self._listed is not None:
            form = self._form(self._listed, what)
            if form is not None:
                self._fill_in(form)
                self._what = what

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & _TOPICS:
            self._stale = True
            self.refresh()

    def _show(self, listed: Listed) -> None:
        self._listed, self._stale = listed, False
        foot = self._words.plural("{n} document", "{n} documents", len(listed.ids))
        self.view.show_rows(listed.rows, listed.ids, foot)
        if self._page is not None:
            self._open(self._page.document.id)
        kept, self._kept = self._kept, {}
        typed = kept.get("typed")
        if isinstance(typed, dict) and (kept.get("what") or "waybill" in typed):
            if kept.get("what"):
                self.write(str(kept["what"]))
            else:
                self._say_arrived(DocumentId(bytes.fromhex(str(typed["waybill"]))))
            if self.form is not None:
                self.form.restore(typed)

    @Slot(object)
    def _open(self, id_: bytes) -> None:
        self._workspace.read(partial(_paper, id_), self._tell)

    def _tell(self, page: DocumentPage | None) -> None:
        self._page = page
        if page is None or self._listed is None:
            return
        way = page.document.id in self._listed.going
        items = self._listed.known.items
        self.view.card.show_story(document_story(page, items, self._words, way=way))

    def _form(self, listed: Listed, what: str) -> EntryForm | None:
        look, known = self._look, listed.known
        if what in WAYS:
            return OutForm(look, what, _with_loans(known, listed, what), self._now)
        if what in COMING:
            kind = {"return": Kind.RELEASE, "loan-back": Kind.LENT}.get(what, "")
            donors = sorted({pile.donor for pile in known.piles if pile.donor})
            back = () if what == "borrow" else tuple({pile.of for pile in known.piles})
            goods = Goods(known.items, known.stores, donors, back)
            return InForm(look, what, goods, self._today, listed.open.get(kind, ()))
        forms: dict[str, Callable[[], EntryForm]] = {
            "rebag": lambda: RebagForm(look, known),
            "make-kits": lambda: KitForm(look, known, self._today),
            "open-kits": lambda: UnkitForm(look, known),
        }
        return forms[what]() if what in forms else None

    def _fill_in(self, form: EntryForm) -> None:
        self._close_form()
        self.form = form
        form.saved.connect(self._save)
        form.cancelled.connect(self._close_form)
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _close_form(self) -> None:
        form, self.form = self.form, None
        self._what, self._warned = "", None
        if form is not None:
            self.removeWidget(form)
            form.deleteLater()
            self.setCurrentWidget(self.view)
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _save(self, entered: object) -> None:
        if isinstance(entered, dispatch.Arrival):
            action: Callable[[Camp], Posted] = partial(_arrived, entered)
        elif isinstance(entered, Writes):
            action = entered.write
        else:
            return
        if entered != self._warned:
            action = partial(late_papers.careful, action)
        self._sent = entered
        self._workspace.do(action, self._saved, self._trouble)

    def _saved(self, posted: Posted) -> None:
        self._close_form()
        self._open(posted.document)
        self.said.emit(self._words("Recorded as {number}.", number=ltr(posted.number)))
        self.view.choose(posted.document)

    @Slot()
    def _answer(self) -> None:
        """Open the form that answers the document that is shown."""
        if self._page is None or self._listed is None:
            return
        head = self._page.document
        if head.kind == Kind.WAYBILL:
            self._say_arrived(head.id)
        if head.kind in _ANSWERS:
            self.write(_ANSWERS[Kind(head.kind)])
            choice = (
                self.form.of
                if isinstance(self.form, InForm)
                else (self.form.loan if isinstance(self.form, OutForm) else None)
            )
            if choice is not None:
                choice.choose_also(head.id.hex(), _answered(head))

    def _say_arrived(self, waybill: DocumentId) -> None:
        """Open the form of what arrived, if its goods are still on the way."""
        expected = self._listed.going.get(waybill) if self._listed else None
        if self._listed is not None and expected is not None:
            items = self._listed.known.items
            self._fill_in(ArrivalForm(self._look, expected, items, self._today))

    @Slot(str)
    def _reverse(self, why: str) -> None:
        if self._page is not None:
            action = partial(_reversed, self._page.document.id, why)
            self._workspace.do(action, self._saved, self._trouble)

    @Slot()
    def _confirm(self) -> None:
        if self._page is not None:
            id_ = self._page.document.id
            refused = partial(self._not_confirmed, id_)
            self._workspace.do(partial(_confirmed, id_, ""), self._was_confirmed, refused)

    def _not_confirmed(self, id_: DocumentId, error: CampDeskError) -> None:
        """Ask whoever is alone how they made sure."""
        if not isinstance(error, AloneWithoutReason):
            self._trouble(error)
        elif how := MadeSureDialog.ask(self._look, self):
            self._workspace.do(partial(_confirmed, id_, how), self._was_confirmed, self._trouble)

    def _was_confirmed(self, _changes: Changes) -> None:
        self.said.emit(self._words("Confirmed."))

    @Slot()
    def _print(self) -> None:
        if self._page is not None:
            action = partial(_printed, self._page.document, self._words)
            self._workspace.do(action, self._show_paper, self._trouble)

    def _show_paper(self, printed: Printed) -> None:
        show_paper(self._look, printed.number, printed.pdf, self)

    def _trouble(self, error: CampDeskError) -> None:
        sentence = with_codes(self._words.sentence(error))
        if self.form is not None and isinstance(error, late_papers.BelowThen):
            self._warned = self._sent
            self.form.show_warning(sentence)
        elif self.form is not None:
            self.form.show_trouble(sentence)
        else:
            self.view.card.say_trouble(sentence)

    def _today(self) -> date:
        return self._now().date()


def _listed(kind: str, typed: str, words: Words, before: Listed | None, views: Views) -> Listed:
    """Return the documents that fit; what forms may choose from is as ``before`` if that holds."""
    listed = before or _choices(views)
    items, today, going = listed.known.items, views.today(), listed.ways
    if kind == ON_THE_WAY:
        of: dict[bytes, str] = {
            lot: each.item for way in listed.going.values() for lot, each, _ in way.lots
        }
        ways = [each for each in going.values() if _fits(each, typed)]
        rows: Sequence[DocumentRow] = [
            way_row(each, of, items, words, (today - each.document.day).days) for each in ways
        ]
        return replace(listed, rows=rows, ids=[row.id for row in rows], today=today)
    found = views.documents(kind, typed, meanings(words, today))
    told = Told(found, lambda row: document_row(row, items, words, way=row.id in going))
    return replace(listed, rows=told, ids=[row.id for row in found], today=today)


def _choices(views: Views) -> Listed:
    """Return what forms may choose from."""
    ways: dict[bytes, UnderWay] = {each.document.id: each for each in views.under_way()}
    pages = [views.paper(id_) for id_ in ways]
    lots = {line.id: line.lot for page in pages if page for line in page.lines}
    expected: dict[bytes, Expected] = {
        id_: Expected(
            each.document.id, each.document.number,
            each.document.other_name or each.document.reference,
            tuple((lot, lots[lot], n) for lot, n in each.lots),
        )
        for id_, each in ways.items()
    }  # fmt: skip
    open_: dict[str, tuple[tuple[str, str], ...]] = {
        kind_: tuple(
            (each.id.hex(), _answered(each)) for each in views.open_documents(kind_, most=_LATEST)
        )
        for kind_ in (Kind.RELEASE, Kind.LENT, Kind.BORROWED)
    }
    known = OnHand(views.items(), views.stores(), views.piles(), ())
    return Listed((), (), views.today(), known, expected, open_, ways)


def _answered(head: Document) -> str:
    """Return what a document to be answered is called where one of several is chosen."""
    return f"{head.number} · {head.party} · {head.day}"


def _fits(going: UnderWay, typed: str) -> bool:
    head = going.document
    names = [head.number, head.party, head.plate, head.driver, head.other_name, head.reference]
    text = " ".join([*names, head.store_name])
    return all(word in text.casefold() for word in typed.casefold().split())


def _with_loans(known: OnHand, listed: Listed, what: str) -> OnHand:
    loans = listed.open.get(Kind.BORROWED, ()) if what == "give-back" else ()
    return OnHand(known.items, known.stores, known.piles, loans)


def _paper(id_: bytes, views: Views) -> DocumentPage | None:
    return views.paper(id_)


def _arrived(arrival: dispatch.Arrival, camp: Camp) -> Posted:
    return dispatch.receive_waybill(camp, arrival)


def _reversed(document: DocumentId, why: str, camp: Camp) -> Posted:
    return reversing.reverse(camp, document, why)


def _confirmed(document: DocumentId, how: str, camp: Camp) -> Changes:
    return losses.confirm(camp, document, how)


def _printed(document: Document, words: Words, camp: Camp) -> Printed:
    out, other = BytesIO(), second_language(words)
    document_paper.print_document(camp, document.id, out, words=words, other=other)
    return Printed(frozenset(), document.number, out.getvalue())
