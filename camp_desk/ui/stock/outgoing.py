"""What leaves a store: sent, released, lent, given back or returned to its sender."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camp_desk.actions.leaving import Out
from camp_desk.domain.catalogue import Item
from camp_desk.domain.days import read_hour, read_moment
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import LotId, StoreId
from camp_desk.domain.measures import read_of
from camp_desk.domain.quantities import exact
from camp_desk.domain.stock import Lot, pick
from camp_desk.domain.words import Words
from camp_desk.storage.stock import Pile, Store
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import datum, own_pack, store_name
from camp_desk.ui.stock.forms import Draft, day_reader, item_meant
from camp_desk.ui.stock.lines import LinesForm, day_trouble, due_trouble
from camp_desk.ui.stock.ways import WAYS, Sending
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.buttons import IconButton
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, Line, ReadLine
from camp_desk.ui.widgets.labels import Label

_IN_A_ROW = 4
_NAMED = 4
"""How many lots of a proposal are named; the document names them all."""
_AHEAD = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class OnHand:
    """What may leave: where it lies, today, and what loans are open, by number."""

    items: Mapping[str, Item]
    stores: Sequence[Store]
    piles: Sequence[Pile]
    loans: Sequence[tuple[str, str]]
    """Ids and words of the documents that this one may answer."""


class OutLine(QWidget):
    """One line: item, quantity, and the lot, which the program proposes."""

    edited = Signal()
    removed = Signal()

    def __init__(self, look: Look, known: OnHand, store: Callable[[], str],
                 today: Callable[[], date], *, expired_too: bool) -> None:  # fmt: skip
        super().__init__()
        words = look.words
        self._words, self._known, self._store, self._today = words, known, store, today
        self._expired_too = expired_too
        there = dict.fromkeys(pile.item for pile in known.piles)
        options = [(code, known.items[code].said(words)) for code in known.items if code in there]
        self.item = Choice(look, words("Item"), options, typed=True)
        self.item.setEditText("")
        self.quantity = Line(words("Quantity"), longest=60)
        self.lot = Choice(look, words("Lot"))
        self.fields = (
            Field(look, words("Item"), self.item, required=True),
            Field(look, words("Quantity"), self.quantity, required=True),
            Field(look, words("Lot"), self.lot),
        )
        self.remove = IconButton(look, words("Remove this line"), "x")
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._over = Label(look, "\u200b")  # as high as the names of the columns
        gap = column(look, self._over, self.remove, None, gap=2)
        pairs = zip(self.fields, (4, 3, 5), strict=True)
        self.setLayout(row(look, *pairs, gap, gap=10))
        self.quantity.textEdited.connect(self.edited)
        self.item.editTextChanged.connect(self.edited)
        self.item.editTextChanged.connect(self.offer_lots)
        self.quantity.textChanged.connect(self.show_proposal)
        self.lot.currentIndexChanged.connect(self.show_proposal)
        self.remove.clicked.connect(self.removed)
        self.offer_lots()

    def be_first(self, *, first: bool) -> None:
        """Show the names of the columns over the first line only."""
        for field in self.fields:
            field.label.setVisible(first)
        self._over.setVisible(first)

    @property
    def filled(self) -> bool:
        """Tell whether anything is typed."""
        return bool(self.item.currentText() or self.quantity.words)

    @property
    def meant(self) -> Item | None:
        """Return the item, if just one is meant."""
        return item_meant(self.item.currentText(), self._known.items, self._words)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return tuple(field.editor for field in self.fields)

    def offer_lots(self) -> None:
        """Offer the lots of the item in the store that the goods leave."""
        words, item = self._words, self.meant
        auto = words("Earliest expiry first")
        if item is not None:
            self.fields[0].show_trouble("")
        self.lot.offer([("", auto), *((p.lot.hex(), pile_said(p, self._known.items, words))
                                      for p in self._piles())])  # fmt: skip
        if self.lot.currentIndex() < 0:
            self.lot.setCurrentIndex(0)
        self.show_proposal()

    def checks(self) -> list[tuple[Field, str]]:
        """Return what is wrong with each field."""
        words = self._words
        item, quantity, _ = self.fields
        return [
            (item, "" if self.meant else words("Choose an item of the catalogue.")),
            (quantity, self._trouble()),
        ]

    def out(self) -> Out:
        """Return the line; what is wrong was marked before."""
        item = self.meant
        if item is None:
            raise ValueError(self.item.currentText())
        lot = LotId(bytes.fromhex(datum(self.lot))) if datum(self.lot) else None
        return Out(item.code, self._read(item), lot)

    def show_proposal(self) -> None:
        """Say under the line what will be taken, earliest expiry first."""
        item, (_, field, lots) = self.meant, self.fields
        field.show_trouble("")
        quantity = self._quantity(item)
        if item is None or not quantity:
            field.show_hint("")
            lots.show_hint("")
            return
        said = exact(quantity, item.unit, self._words)
        try:
            taken = [] if datum(self.lot) else pick(self._there(), quantity, self._today(), item)
        except CampDeskError:
            taken = []
        parts = [
            f"{exact(n, item.unit, self._words)} {lot.label or self._words('No label')}"
            + (f" ({lot.expiry})" if lot.expiry else "")
            for lot, n in taken[:_NAMED]
        ]
        parts += ["…"] if len(taken) > _NAMED else []
        field.show_hint(f"= {isolated(said)}")
        lots.show_hint(" + ".join(map(isolated, parts)))

    def draft(self) -> dict[str, str]:
        """Return what is typed."""
        return {
            "item": self.item.currentText(), "quantity": self.quantity.text(),
            "lot": datum(self.lot),
        }  # fmt: skip

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""
        self.item.setEditText(draft.get("item", ""))
        self.quantity.setText(draft.get("quantity", ""))
        self.lot.choose(draft.get("lot", ""))

    def _piles(self) -> list[Pile]:
        item = self.meant
        return [
            pile for pile in self._known.piles
            if item and pile.item == item.code and pile.store.hex() == self._store()
            and pile.quantity > 0
        ]  # fmt: skip

    def _there(self) -> list[tuple[Lot, int]]:
        return [(pile.of, pile.quantity) for pile in self._piles()]

    def _read(self, item: Item) -> int:
        chosen, today = datum(self.lot), self._today()
        meant = [
            pile.of for pile in self._piles()
            if (pile.lot.hex() == chosen if chosen
                else self._expired_too or not pile.of.expired(today))
        ]  # fmt: skip
        return read_of(self.quantity.words, item, meant)

    def _quantity(self, item: Item | None) -> int:
        if item is None or not self.quantity.words:
            return 0
        try:
            return self._read(item)
        except CampDeskError:
            return 0

    def _trouble(self) -> str:
        """Return why the quantity cannot leave, as far as this screen knows."""
        words, item = self._words, self.meant
        if not self.quantity.words:
            return words("Type how much it is, for example 20 bags or 1.2 t.")
        if item is None:
            return ""
        try:
            quantity = self._read(item)
            if not datum(self.lot) and not self._expired_too:
                pick(self._there(), quantity, self._today(), item)
        except CampDeskError as error:
            return words.sentence(error)
        return "" if quantity else words("Type how much it is, above zero.")


class OutForm(LinesForm[OutLine]):
    """Collects a document of goods that leave; ``saved`` carries a Sending."""

    def __init__(self, look: Look, way: str, known: OnHand, now: Callable[[], datetime]) -> None:
        words, self.way, self._now = look.words, WAYS[way], now
        self.kind = way
        super().__init__(
            look, words(self.way.title), self.way.icon,
            lambda: OutLine(look, known, self._chosen_store, self._today,
                            expired_too=way == "send-back"),
        )  # fmt: skip
        stores = [(store.id.hex(), store_name(store, words)) for store in known.stores]
        self.store = Choice(look, words("From store"), stores)
        self.day = ReadLine(words("Day"), day_reader(self._today), words("today"))
        self.to = Choice(look, words("To"), stores, typed=True)
        self.to.setEditText("")
        self.due = ReadLine(words(self.way.due or "Day"), _later(self._today))
        self.out_at = ReadLine(words("Time out"), _moment(now), words("not said"))
        self.loan = Choice(look, words("Loan"), known.loans)
        self.texts = {name: Line(words(title), longest=120) for name, title in self.way.texts}
        self._fields = self._make_fields(look, words)
        self.head = tuple(self._fields.values())
        fields = list(self.head)
        rows = [row(look, *((each, 1) for each in fields[n : n + _IN_A_ROW]), gap=12)
                for n in range(0, len(fields), _IN_A_ROW)]  # fmt: skip
        self.because = Line(words("Why not the earliest expiry first"), longest=200)
        last = row(look, self.add, None, *self._why(look, words), gap=12)
        self.lay_out(column(look, *rows, 6, self.rows, last), wide=True)
        self.store.currentIndexChanged.connect(self._store_chosen)
        self.begin(2)

    def entered(self) -> Sending | None:
        """Mark what is wrong, or return what leaves."""
        words = self.words
        checks = [(self._fields["day"], day_trouble(self.day, self._today, words))]
        checks += [
            (self._fields[name], wrong)
            for name, wrong in self._time_troubles().items() if name in self._fields
        ]  # fmt: skip
        for name in self.way.required:
            value = (
                datum(self.loan)
                if name == "loan"
                else (self.to.value if name == "to" else self.texts[name].words)
            )
            checks.append((self._fields[name], "" if value else words(self.way.missing)))
        lines = self.good_lines(checks)
        if lines is None:
            return None
        return Sending(
            kind=self.kind,
            store=StoreId(bytes.fromhex(self.store.value)),
            lines=tuple(line.out() for line in lines),
            override=self.because.words,
            to=self.to.value,
            loan=datum(self.loan),
            day=self.day.value,
            due=self.due.value,
            out_at=self.out_at.value,
            texts={name: line.words for name, line in self.texts.items()},
        )

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "store": self.store.value, "to": self.to.currentText(), "loan": datum(self.loan),
            "loan said": self.loan.currentText(),
            "day": self.day.text(), "due": self.due.text(), "out_at": self.out_at.text(),
            "because": self.because.text(), "lines": self.typed_lines(),
            **{f"text {name}": line.text() for name, line in self.texts.items()},
        }  # fmt: skip

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.store.choose(str(draft.get("store", "")))
        self.to.setEditText(str(draft.get("to", "")))
        self.loan.choose_also(str(draft.get("loan", "")), str(draft.get("loan said", "")))
        for name, line in (("day", self.day), ("due", self.due), ("out_at", self.out_at),
                           ("because", self.because)):  # fmt: skip
            line.setText(str(draft.get(name, "")))
        for name, text in self.texts.items():
            text.setText(str(draft.get(f"text {name}", "")))
        self.restore_lines(draft.get("lines"))

    def _make_fields(self, look: Look, words: Words) -> dict[str, Field]:
        """Return the fields of the head in their order; each way of leaving has its own."""
        made: dict[str, Field] = {}
        if self.kind == "give-back":
            made["loan"] = Field(look, words("Loan"), self.loan, required=True)
        made["store"] = Field(look, words("From store"), self.store, required=True)
        if self.kind == "dispatch":
            hint = words("A store of the camp, or any other place")
            made["to"] = Field(look, words("To"), self.to, hint, required=True)
        for name, title in self.way.texts:
            required = name in self.way.required
            made[name] = Field(look, words(title), self.texts[name], required=required)
        if self.way.due:
            made["due"] = Field(look, words(self.way.due), self.due)
        if self.kind == "dispatch":
            made["out_at"] = Field(look, words("Time out"), self.out_at)
        made["day"] = Field(look, words("Day"), self.day)
        return made

    def _time_troubles(self) -> dict[str, str]:
        """Return what is wrong with the day that goods are due and the time they left."""
        today, words = self._today(), self.words
        out_at = self.out_at.value
        early = out_at is not None and out_at.date() > today
        unread = words("Type a time like 07:30.") if self.out_at.unreadable else ""
        return {
            "due": due_trouble(self.due, self.day.value or today, words),
            "out_at": words("This day has not come yet.") if early else unread,
        }

    def _why(self, look: Look, words: Words) -> Sequence[tuple[Field, int]]:
        """Return the field for a reason; what goes back to its sender needs none."""
        if self.kind == "send-back":
            return ()
        hint = words("Only where a later expiry goes before an earlier one.")
        return ((Field(look, words("Why not the earliest expiry first"), self.because, hint), 3),)

    def _chosen_store(self) -> str:
        return self.store.value

    def _store_chosen(self) -> None:
        for line in self.lines:
            line.offer_lots()

    def _today(self) -> date:
        return self._now().date()


def pile_said(pile: Pile, items: Mapping[str, Item], words: Words) -> str:
    """Return a pile on one line: label, quantity, its own bags, expiry, donor."""
    item = items[pile.item]
    parts = (
        isolated(pile.label or words("No label")),
        isolated(exact(pile.quantity, item.unit, words)),
        own_pack(pile, item, words),
        ltr(pile.expiry.isoformat()) if pile.expiry else "",
        isolated(pile.donor),
    )
    return " · ".join(filter(None, parts))


def _later(today: Callable[[], date]) -> Callable[[str], date | None]:
    """Return a function that reads a day to come."""

    def read_day(text: str) -> date | None:
        moment = read_moment(text, today() + _AHEAD)
        return None if moment is None else moment.date()

    return read_day


def _moment(now: Callable[[], datetime]) -> Callable[[str], datetime | None]:
    return lambda text: read_hour(text, now().date())
