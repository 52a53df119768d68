"""What is expected, typed; and how long deliveries take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from camp_desk.actions.lasting_words import LIKELIHOODS, came_said
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import ExpectedId
from camp_desk.domain.pipeline import LONGEST_DAYS, Expected, Likelihood, Terms
from camp_desk.domain.quantities import exact, in_packs
from camp_desk.domain.typed import read
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.stock.forms import Draft, EntryForm, expiry_reader, mark
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.choices import Choice, Segmented
from camp_desk.ui.widgets.fields import Field, Line, NumberLine, ReadLine
from camp_desk.ui.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class Offered:
    """What a form of expected deliveries may choose from."""

    items: Mapping[str, Item]
    donors: Sequence[str]


class ExpectedForm(EntryForm):
    """Collects what is expected, new or changed; ``saved`` carries an Expected."""

    def __init__(self, look: Look, offered: Offered, today: Callable[[], date]) -> None:
        words = look.words
        super().__init__(look, words("Expected delivery"), "truck")
        self._items, self._today = offered.items, today
        self._id = ExpectedId(b"")
        self._came = ""
        names = [(code, each.said(words)) for code, each in offered.items.items()]
        self.item = Choice(look, words("Item"), names)
        self.quantity = Line(words("Quantity"), longest=60)
        self.day = ReadLine(words("Expected on"), expiry_reader(today))
        likelihoods = [(each.value, words(said)) for each, said in LIKELIHOODS.items()]
        self.likelihood = Segmented(look, words("How sure"), likelihoods, room=16)
        self.likelihood.choose(Likelihood.LIKELY.value)
        donors = [(name, name) for name in offered.donors]
        self.donor = Choice(look, words("Donor"), donors, typed=True)
        self.donor.setEditText("")
        self.reference = Line(words("Waybill number"), longest=40)
        hint = words("A delivery received with this number ends the waiting by itself.")
        self._fields = (
            Field(look, words("Item"), self.item, required=True),
            Field(look, words("Quantity"), self.quantity, required=True),
            Field(look, words("Expected on"), self.day, required=True),
            Field(look, words("How sure"), self.likelihood, required=True),
            Field(look, words("Donor"), self.donor),
            Field(look, words("Waybill number"), self.reference, hint),
        )
        item, quantity, day, likelihood, donor, reference = self._fields
        pair = row(look, (quantity, 3), (day, 2), gap=12)
        self.lay_out(column(look, item, pair, likelihood, donor, reference, gap=8))
        self.quantity.textChanged.connect(self._show_understood)
        self.item.currentIndexChanged.connect(self._show_understood)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return tuple(field.editor for field in self._fields)

    def choose_item(self, code: str) -> None:
        """Begin with an item."""
        self.item.choose(code)

    def show_expected(self, each: Expected) -> None:
        """Begin with what is written down, to change it."""
        self._id = each.id
        self._came = came_said(each, self._items[each.item], self.words)
        self.item.choose(each.item)
        self.quantity.setText(exact(each.quantity, self._items[each.item].unit, self.words))
        self.day.put(f"{each.day:%d/%m/%Y}", each.day)
        self.likelihood.choose(each.likelihood.value)
        self.donor.setEditText(each.donor)
        self.reference.setText(each.reference)

    def entered(self) -> Expected | None:
        """Mark what is wrong, or return what is expected."""
        words = self.words
        item, quantity, day, _, _, _ = self._fields
        checks = (
            (item, "" if self.item.value else words("Choose an item.")),
            (quantity, self._quantity_trouble()),
            (day, "" if self.day.value else words("Type a day like 31/12/2027.")),
        )
        if mark(checks) or self.day.value is None:
            return None
        return Expected(
            self.item.value, self._read(), self.day.value, Likelihood(self.likelihood.value),
            self.donor.value, self.reference.words, self._id,
        )  # fmt: skip

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "id": self._id.hex(),
            "item": self.item.value,
            "quantity": self.quantity.text(),
            "day": self.day.text(),
            "likelihood": self.likelihood.value,
            "donor": self.donor.currentText(),
            "reference": self.reference.text(),
        }

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self._id = ExpectedId(bytes.fromhex(str(draft.get("id", ""))))
        self.item.choose(str(draft.get("item", "")))
        self.quantity.setText(str(draft.get("quantity", "")))
        self.day.setText(str(draft.get("day", "")))
        self.likelihood.choose(str(draft.get("likelihood", Likelihood.LIKELY.value)))
        self.donor.setEditText(str(draft.get("donor", "")))
        self.reference.setText(str(draft.get("reference", "")))

    def _read(self) -> int:
        item = self._items[self.item.value]
        return read(
            self.quantity.words, item.unit, pack_size=item.pack_size,
            grams_per_litre=item.grams_per_litre,
        )  # fmt: skip

    def _quantity_trouble(self) -> str:
        if not self.quantity.words or not self.item.value:
            return self.words("Type how much it is, for example 20 bags or 1.2 t.")
        try:
            quantity = self._read()
        except CampDeskError as error:
            return self.words.sentence(error)
        return "" if quantity else self.words("Type how much it is, above zero.")

    def _show_understood(self) -> None:
        """Say under the line how the quantity is understood, as soon as it can be."""
        field, item = self._fields[1], self._items.get(self.item.value)
        field.show_trouble("")
        if item is None or self._quantity_trouble():
            field.show_hint(self._came)
            return
        quantity = self._read()
        hint = "= " + exact(quantity, item.unit, self.words)
        if item.pack_size > 1 and quantity >= item.pack_size:
            hint += " = " + in_packs(quantity, item.pack_size, item.unit, self.words)
        field.show_hint(" · ".join(filter(None, (isolated(hint), self._came))))


class TermsForm(EntryForm):
    """Collects how long deliveries take; ``saved`` carries the Terms."""

    def __init__(self, look: Look, terms: Terms) -> None:
        words = look.words
        super().__init__(look, words("How long deliveries take"), "clock")
        self.lead = NumberLine(words("Days from asking to arrival"), 1, LONGEST_DAYS)
        self.safety = NumberLine(words("Days of use to keep for safety"), 0, LONGEST_DAYS)
        self._fields = (
            Field(
                look, words("Days from asking to arrival"), self.lead,
                words("Logistics Cluster: 2 to prepare, 5 to move, 15 to buy, together 22."),
                required=True,
            ),
            Field(
                look, words("Days of use to keep for safety"), self.safety,
                words("Against late trucks and new arrivals; a week if nothing is known."),
                required=True,
            ),
        )  # fmt: skip
        about = Label(
            look,
            words(
                "An item is asked for so early that it comes before the stock breaks. The reorder"
                " level is the use of all these days together."
            ),
            "hint",
            wrapped=True,
        )
        self.lay_out(column(look, *self._fields, about, gap=8))
        self.lead.put(terms.lead)
        self.safety.put(terms.safety)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.lead, self.safety)

    def entered(self) -> Terms | None:
        """Mark what is wrong, or return the terms."""
        lead, safety = self.lead.value, self.safety.value
        wrong = self.words("Type a number of days.")
        checks = ((self._fields[0], "" if lead else wrong),
                  (self._fields[1], wrong if safety is None else ""))  # fmt: skip
        if mark(checks) or lead is None or safety is None:
            return None
        return Terms(lead, safety)

    def draft(self) -> Draft:
        """Return what is typed."""
        return {"lead": self.lead.text(), "safety": self.safety.text()}

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.lead.setText(str(draft.get("lead", "")))
        self.safety.setText(str(draft.get("safety", "")))
