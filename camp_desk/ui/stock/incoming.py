"""What comes back into a store or is borrowed, and what arrives with a waybill of the camp."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLayout, QWidget

from camp_desk.actions import dispatch, loans, releases
from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.stock import Came, Posted
from camp_desk.domain.catalogue import Effect, Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import DocumentId, LotId, StoreId
from camp_desk.domain.measures import read_of
from camp_desk.domain.quantities import exact
from camp_desk.domain.stock import Lot
from camp_desk.domain.words import N_
from camp_desk.storage.camp import Camp
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import datum, store_name
from camp_desk.ui.stock.forms import Draft, EntryForm, day_reader, expiry_reader, mark
from camp_desk.ui.stock.goods import Goods, GoodsLine
from camp_desk.ui.stock.lines import LinesForm, day_trouble, due_trouble
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, Line, ReadLine
from camp_desk.ui.widgets.labels import Label

COMING = {
    "return": (N_("Take goods back"), N_("From"), N_("Release order")),
    "borrow": (N_("Borrow goods"), N_("Lender"), ""),
    "loan-back": (N_("Take a loan back"), "", N_("Loan")),
}
"""Title, whom the name is of, and what the document answers, for each way of coming."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes, as it was entered; ``of`` is the id of the document it answers, in hex."""

    kind: str
    store: StoreId
    lines: tuple[Came, ...]
    party: str = ""
    of: str = ""
    day: date | None = None
    due: date | None = None

    def write(self, camp: Camp) -> Posted:
        """Write the document; raises what its action raises."""
        of = DocumentId(bytes.fromhex(self.of)) if self.of else None
        terms = loans.Terms(self.party, self.due, self.day)
        if self.kind == "borrow":
            return loans.borrow(camp, self.store, self.lines, terms)
        if self.kind == "loan-back" and of is not None:
            return loans.take_loan_back(camp, of, self.store, self.lines, terms)
        back = releases.Return(self.store, self.lines, of, self.party, self.day)
        return releases.take_back(camp, back)


class InForm(LinesForm[GoodsLine]):
    """Collects what comes back or is borrowed; ``saved`` carries a Coming."""

    def __init__(
        self, look: Look, kind: str, goods: Goods, today: Callable[[], date],
        open_: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        words, self.kind, self._today = look.words, kind, today
        title, party, answers = COMING[kind]
        icon = "split" if kind == "borrow" else "undo-2"
        super().__init__(look, words(title), icon, lambda: GoodsLine(look, goods, today))
        stores = [(store.id.hex(), store_name(store, words)) for store in goods.stores]
        self.store = Choice(look, words("Store"), stores)
        self.day = ReadLine(words("Day"), day_reader(today), words("today"))
        self.party = Line(words(party or "From"), longest=120)
        self.due = ReadLine(words("To be given back by"), expiry_reader(today))
        none = [("", words("none: from households"))] if kind == "return" else []
        self.of = Choice(look, words(answers or "Loan"), [*none, *open_])
        self._fields: dict[str, Field] = {}
        if answers:
            required = kind == "loan-back"
            self._fields["of"] = Field(look, words(answers), self.of, required=required)
        if party:
            self._fields["party"] = Field(look, words(party), self.party)
        self._fields["store"] = Field(look, words("Store"), self.store, required=True)
        if kind == "borrow":
            self._fields["due"] = Field(look, words("To be given back by"), self.due)
        self._fields["day"] = Field(look, words("Day"), self.day)
        self.head = tuple(self._fields.values())
        pairs = ((field, 1) for field in self.head)
        foot = row(look, self.add, None)
        self.lay_out(column(look, row(look, *pairs, gap=12), 6, self.rows, foot), wide=True)
        self.begin(2)

    def entered(self) -> Coming | None:
        """Mark what is wrong, or return what comes."""
        words = self.words
        checks = [(self._fields["day"], day_trouble(self.day, self._today, words))]
        if self.kind == "loan-back":
            checks.append((self._fields["of"], "" if datum(self.of) else words("Choose the loan.")))
        else:
            named = bool(self.party.words or datum(self.of))
            who = words("Type the distribution, the agency or the people.")
            checks.append((self._fields["party"], "" if named else who))
        if self.kind == "borrow":
            day = self.day.value or self._today()
            checks.append((self._fields["due"], due_trouble(self.due, day, words)))
        lines = self.good_lines(checks)
        if lines is None:
            return None
        came = tuple(line.came() for line in lines)
        store = StoreId(bytes.fromhex(self.store.value))
        party, of = self.party.words, datum(self.of)
        return Coming(self.kind, store, came, party, of, self.day.value, self.due.value)

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "store": self.store.value, "party": self.party.text(), "of": datum(self.of),
            "of said": self.of.currentText(),
            "day": self.day.text(), "due": self.due.text(), "lines": self.typed_lines(),
        }  # fmt: skip

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.store.choose(str(draft.get("store", "")))
        self.of.choose_also(str(draft.get("of", "")), str(draft.get("of said", "")))
        self.party.setText(str(draft.get("party", "")))
        self.day.setText(str(draft.get("day", "")))
        self.due.setText(str(draft.get("due", "")))
        self.restore_lines(draft.get("lines"))


@dataclass(frozen=True, slots=True)
class Expected:
    """A waybill that is under way: its number, where to, and its lots with what was sent."""

    waybill: DocumentId
    number: str
    to: str
    lots: tuple[tuple[LotId, Lot, int], ...]


class ArrivalForm(EntryForm):
    """Collects what arrived of a waybill; ``saved`` carries a dispatch.Arrival."""

    def __init__(
        self, look: Look, expected: Expected, items: Mapping[str, Item],
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        words = look.words
        title = words("What arrived with {number}", number=ltr(expected.number))
        super().__init__(look, title, "truck")
        self._expected, self._items, self._today = expected, items, today
        self.day = ReadLine(words("Day"), day_reader(today), words("today"))
        self._day_field = Field(look, words("Day"), self.day)
        losses = [(code, each.said(words)) for code, each in loss_categories().items()
                  if each.effect is Effect.LOSS]  # fmt: skip
        self.damaged_as = Choice(look, words("Damaged because"), losses)
        self.damaged_as.choose("TRANSPORT")
        self.missing_as = Choice(look, words("Missing because"), losses)
        self.missing_as.choose("SHORT")
        self.remarks = Line(words("Remarks"), longest=200)
        self.good: list[Line] = []
        self.damaged: list[Line] = []
        self._pairs: list[tuple[Field, Field]] = []
        lots = column(look, gap=6)
        for _, lot, sent in expected.lots:
            lots.addLayout(self._line(look, lot, sent))
        head = row(
            look,
            (self._day_field, 1),
            (Field(look, words("Damaged because"), self.damaged_as), 2),
            (Field(look, words("Missing because"), self.missing_as), 2),
            gap=12,
        )
        to = Label(look, words("To {place}", place=isolated(expected.to)), "hint", wrapped=True)
        remarks = Field(look, words("Remarks"), self.remarks)
        self.lay_out(column(look, to, head, 6, lots, remarks, gap=8), wide=True)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes: what was good and damaged of each lot first."""
        lots = [stop for pair in zip(self.good, self.damaged, strict=True) for stop in pair]
        return [*lots, self.day, self.damaged_as, self.missing_as, self.remarks]

    def entered(self) -> dispatch.Arrival | None:
        """Mark what is wrong, or return what arrived."""
        checks = [(self._day_field, day_trouble(self.day, self._today, self.words))]
        arrived = []
        for n, (id_, lot, sent) in enumerate(self._expected.lots):
            good, damaged = self._pairs[n]
            quantities, troubles = self._quantities(n, lot, sent)
            checks += [(good, troubles[0]), (damaged, troubles[1])]
            arrived.append(dispatch.Arrived(id_, *quantities))
        if mark(checks):
            self.show_trouble(self.words("Nothing is saved yet: look at what is marked."))
            return None
        return dispatch.Arrival(
            self._expected.waybill, tuple(arrived), self.day.value, self.damaged_as.value,
            self.missing_as.value, self.remarks.words,
        )  # fmt: skip

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "waybill": self._expected.waybill.hex(),
            "day": self.day.text(), "remarks": self.remarks.text(),
            "damaged_as": self.damaged_as.value, "missing_as": self.missing_as.value,
            "good": [line.text() for line in self.good],
            "damaged": [line.text() for line in self.damaged],
        }  # fmt: skip

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.day.setText(str(draft.get("day", "")))
        self.remarks.setText(str(draft.get("remarks", "")))
        self.damaged_as.choose(str(draft.get("damaged_as", "")))
        self.missing_as.choose(str(draft.get("missing_as", "")))
        for name, lines in (("good", self.good), ("damaged", self.damaged)):
            typed = draft.get(name)
            for line, text in zip(lines, typed if isinstance(typed, list) else (), strict=False):
                line.setText(str(text))

    def _line(self, look: Look, lot: Lot, sent: int) -> QLayout:
        words, item = self.words, self._items[lot.item]
        said = " · ".join(filter(None, (isolated(item.said(words)), isolated(lot.label))))
        said += "\n" + words("sent: {quantity}", quantity=isolated(exact(sent, item.unit, words)))
        good = Line(words("Good: {item}", item=item.said(words)), words("all of it"), longest=60)
        damaged = Line(words("Damaged: {item}", item=item.said(words)), words("none"), longest=60)
        self.good.append(good)
        self.damaged.append(damaged)
        pair = Field(look, words("Good"), good), Field(look, words("Damaged"), damaged)
        self._pairs.append(pair)
        for line in (good, damaged):
            line.textChanged.connect(self._show_missing)
        return row(look, (Label(look, said, wrapped=True), 3), (pair[0], 2), (pair[1], 2), gap=12)

    def _quantities(self, n: int, lot: Lot, sent: int) -> tuple[tuple[int, int], tuple[str, str]]:
        """Return good and damaged, and what is wrong with each."""
        found, troubles = [], []
        for line, otherwise in ((self.good[n], sent), (self.damaged[n], 0)):
            try:
                found.append(self._read(line, lot) if line.words else otherwise)
                troubles.append("")
            except CampDeskError as error:
                found.append(0)
                troubles.append(self.words.sentence(error))
        good, damaged = found
        if not self.good[n].words:
            good = max(0, sent - damaged)
        if good + damaged > sent and not any(troubles):
            troubles[0] = self.words(
                "More than was sent. Record goods that came beside it as found."
            )
        return (good, damaged), (troubles[0], troubles[1])

    def _read(self, line: Line, lot: Lot) -> int:
        return read_of(line.words, self._items[lot.item], (lot,))

    def _show_missing(self) -> None:
        """Say under each lot what is missing as it is typed."""
        for n, (_, lot, sent) in enumerate(self._expected.lots):
            (good, damaged), troubles = self._quantities(n, lot, sent)
            missing = 0 if any(troubles) else max(0, sent - good - damaged)
            said = exact(missing, self._items[lot.item].unit, self.words)
            hint = self.words("missing: {quantity}", quantity=isolated(said)) if missing else ""
            self._pairs[n][0].show_hint(hint)
