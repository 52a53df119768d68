"""What is done in the store itself: rebagging, kits packed and kits opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from camp_desk.actions import kitting, rebagging
from camp_desk.actions.catalogues import kits
from camp_desk.actions.relief_rules import LARGEST_KIT, for_size
from camp_desk.actions.stock import Posted
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.kits import Kit
from camp_desk.domain.measures import read_of
from camp_desk.domain.quantities import exact
from camp_desk.domain.receipts import Rebagged
from camp_desk.domain.stock import usable
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import Pile
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.stock.forms import Draft, EntryForm, mark
from camp_desk.ui.stock.outgoing import OnHand, pile_said
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, Line, NumberLine

_MOST_KITS = 99_999


@dataclass(frozen=True, slots=True)
class Worked:
    """What was done in the store, as it was entered."""

    what: rebagging.Rebag | kitting.Making | kitting.Opening

    def write(self, camp: Camp) -> Posted:
        """Write the document; raises what its action raises."""
        if isinstance(self.what, rebagging.Rebag):
            return rebagging.rebag(camp, self.what)
        if isinstance(self.what, kitting.Making):
            return kitting.make_kits(camp, self.what)
        return kitting.open_kits(camp, self.what)


class RebagForm(EntryForm):
    """Collects a rebagging record; ``saved`` carries a Worked."""

    def __init__(self, look: Look, known: OnHand) -> None:
        words = look.words
        super().__init__(look, words("Rebag a lot"), "package")
        self._known = known
        self.lot = Choice(look, words("Lot"), [(_key(pile), _said(pile, known, look))
                                               for pile in known.piles
                                               if pile.quantity > 0])  # fmt: skip
        names = (words("Opened"), words("In new bags"), words("Sweepings"), words("A new bag"))
        self.lines = tuple(Line(name, longest=60) for name in names)
        self._lot_field = Field(look, words("Lot"), self.lot, required=True)
        hints = ("", "", words("Swept up and written off"), words("such as 25 kg; as before"))
        self._fields = tuple(
            Field(look, name, line, hint, required=n < 2)  # noqa: PLR2004  the first two
            for n, (name, line, hint) in enumerate(zip(names, self.lines, hints, strict=True))
        )
        self._effect = Banner(look)
        self.remarks = Line(words("Remarks"), longest=200)
        remarks = Field(look, words("Remarks"), self.remarks)
        pairs = ((field, 1) for field in self._fields)
        body = column(
            look, self._lot_field, row(look, *pairs, gap=12), remarks, self._effect, gap=8
        )
        self.lay_out(body, wide=True)
        for line in self.lines:
            line.textChanged.connect(self._show_effect)
        self.lot.currentIndexChanged.connect(self._show_effect)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.lot, *self.lines, self.remarks)

    def entered(self) -> Worked | None:
        """Mark what is wrong, or return the record."""
        words, pile = self.words, self._pile
        found = [self._read(line) for line in self.lines]
        checks = [(self._lot_field, "" if pile else words("There is no lot of it on hand."))]
        for n, (field, (_, trouble)) in enumerate(zip(self._fields, found, strict=True)):
            missing = n < 2 and not self.lines[n].words and not trouble  # noqa: PLR2004
            how = words("Type how much it is, for example 20 bags or 1.2 t.")
            checks.append((field, how if missing else trouble))
        weighed = None
        if pile is not None and not any(trouble for _, trouble in checks):
            try:
                weighed = Rebagged(*(quantity for quantity, _ in found[:3]))
                if weighed.before > pile.quantity:
                    unit = self._known.items[pile.item].unit
                    there = isolated(exact(pile.quantity, unit, words))
                    checks[1] = (self._fields[0], words("Only {there} lies in this lot.",
                                                        there=there))  # fmt: skip
            except CampDeskError as error:
                checks[2] = (self._fields[1], words.sentence(error))
        if mark(checks) or pile is None or weighed is None:
            return None
        pack = found[3][0]
        return Worked(
            rebagging.Rebag(pile.store, pile.lot, weighed, pack, remarks=self.remarks.words)
        )

    def draft(self) -> Draft:
        """Return what is typed."""
        return {"lot": self.lot.value, "lines": [line.text() for line in self.lines]}

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.lot.choose(str(draft.get("lot", "")))
        typed = draft.get("lines")
        for line, text in zip(self.lines, typed if isinstance(typed, list) else (), strict=False):
            line.setText(str(text))

    @property
    def _pile(self) -> Pile | None:
        return next((pile for pile in self._known.piles if _key(pile) == self.lot.value), None)

    def _read(self, line: Line) -> tuple[int, str]:
        pile = self._pile
        if pile is None or not line.words:
            return 0, ""
        item = self._known.items[pile.item]
        try:
            return read_of(line.words, item, (pile.of,)), ""
        except CampDeskError as error:
            return 0, self.words.sentence(error)

    def _show_effect(self) -> None:
        """Say what will leave the books."""
        for field in (self._lot_field, *self._fields):
            field.show_trouble("")
        pile = self._pile
        quantities = [self._read(line)[0] for line in self.lines[:3]]
        said = ""
        if pile is not None and quantities[0] and self.lines[1].words:
            try:
                weighed = Rebagged(*quantities)
            except CampDeskError as error:
                self._effect.say("danger", self.words.sentence(error))
                return
            unit = self._known.items[pile.item].unit
            said = self.words(
                "{off} is written off: {sweepings} of sweepings and {loss} lost.",
                off=isolated(exact(weighed.written_off, unit, self.words)),
                sweepings=isolated(exact(weighed.sweepings, unit, self.words)),
                loss=isolated(exact(weighed.loss, unit, self.words)),
            )
        self._effect.say("info", said)


class KitForm(EntryForm):
    """Collects kits to pack; ``saved`` carries a Worked."""

    def __init__(self, look: Look, known: OnHand, today: Callable[[], date]) -> None:
        words = look.words
        super().__init__(look, words("Pack kits"), "package")
        self._known, self._today = known, today
        options = [(code, words("{kit}, for {n} people", kit=kit.said(words), n=kit.reference_size))
                   for code, kit in kits().items()]  # fmt: skip
        self.kit = Choice(look, words("Kit"), options)
        stores = [(store.id.hex(), store_name(store, words)) for store in known.stores]
        self.store = Choice(look, words("Store"), stores)
        self.n = NumberLine(words("Number of kits"), 1, _MOST_KITS)
        self._n_field = Field(look, words("Number of kits"), self.n, required=True)
        self.persons = NumberLine(words("For households of"), 1, LARGEST_KIT)
        hint = words("People; what goes by person follows.")
        self._persons_field = Field(look, words("For households of"), self.persons, hint)
        self._needs = Banner(look)
        head = row(
            look, (Field(look, words("Kit"), self.kit, required=True), 3),
            (Field(look, words("Store"), self.store, required=True), 2), (self._n_field, 1),
            (self._persons_field, 2), gap=12,
        )  # fmt: skip
        self.lay_out(column(look, head, self._needs, gap=8), wide=True)
        self._show_size()
        self.kit.currentIndexChanged.connect(self._show_size)
        self.persons.textChanged.connect(self._show_needs)
        for each in (self.kit, self.store):
            each.currentIndexChanged.connect(self._show_needs)
        self.n.textChanged.connect(self._show_needs)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.kit, self.store, self.n, self.persons)

    def entered(self) -> Worked | None:
        """Mark what is wrong, or return what is packed."""
        n, persons = self.n.value, self.persons.value
        missing = "" if n else self.words("Type how many kits, above zero.")
        for_whom = "" if persons else self.words(
            "Type for how many people, 1 to {most}.", most=LARGEST_KIT
        )  # fmt: skip
        checks = [(self._n_field, missing), (self._persons_field, for_whom)]
        if mark(checks) or n is None or persons is None:
            return None
        store = StoreId(bytes.fromhex(self.store.value))
        usual = persons == kits()[self.kit.value].reference_size
        size = 0 if usual else persons
        return Worked(kitting.Making(store, self.kit.value, n, persons=size))

    def draft(self) -> Draft:
        """Return what is typed."""
        return {
            "kit": self.kit.value, "store": self.store.value, "n": self.n.text(),
            "persons": self.persons.text(),
        }  # fmt: skip

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.kit.choose(str(draft.get("kit", "")))
        self._show_size()
        self.store.choose(str(draft.get("store", "")))
        self.n.setText(str(draft.get("n", "")))
        if draft.get("persons"):
            self.persons.setText(str(draft["persons"]))

    def _show_size(self) -> None:
        """Begin with the size that the catalogue has."""
        self.persons.put(kits()[self.kit.value].reference_size)

    def _show_needs(self) -> None:
        """Say what the kits take, and what is missing of it."""
        n, persons, words = self.n.value, self.persons.value, self.words
        self._n_field.show_trouble("")
        self._persons_field.show_trouble("")
        if not n or not persons:
            self._needs.say("info", "")
            return
        kit = for_size(kits()[self.kit.value], persons)
        items, needs = self._known.items, kit.needs(n)
        missing = {code: need - self._there(code) for code, need in needs.items()}
        short = {code: less for code, less in missing.items() if less > 0}
        named = words(", ").join(
            f"{isolated(exact(quantity, items[code].unit, words))}"
            f" {isolated(items[code].said(words))}"
            for code, quantity in (short or needs).items() if code in items
        )  # fmt: skip
        if short:
            self._needs.say("danger", words("Missing in this store: {goods}.", goods=named))
        else:
            self._needs.say("info", words("They take {goods}.", goods=named))

    def _there(self, code: str) -> int:
        piles = [pile for pile in self._known.piles
                 if pile.item == code and pile.store.hex() == self.store.value]  # fmt: skip
        return usable([(pile.of, pile.quantity) for pile in piles], self._today())


class UnkitForm(EntryForm):
    """Collects kits to open; ``saved`` carries a Worked."""

    def __init__(self, look: Look, known: OnHand) -> None:
        words = look.words
        super().__init__(look, words("Open kits"), "package")
        self._piles = [pile for pile in known.piles if pile.quantity > 0 and pile.item in _kinds()]
        options = [(_key(pile), _said(pile, known, look)) for pile in self._piles]
        self.lot = Choice(look, words("Kits"), options)
        self.n = NumberLine(words("Number of kits"), 1, _MOST_KITS)
        self._lot_field = Field(look, words("Kits"), self.lot, required=True)
        self._n_field = Field(look, words("Number of kits"), self.n, required=True)
        self.lay_out(column(look, row(look, (self._lot_field, 3), (self._n_field, 1), gap=12)),
                     wide=True)  # fmt: skip

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes."""
        return (self.lot, self.n)

    def entered(self) -> Worked | None:
        """Mark what is wrong, or return what is opened."""
        words, n = self.words, self.n.value
        pile = next((each for each in self._piles if _key(each) == self.lot.value), None)
        checks = [
            (self._lot_field, "" if pile else words("There are no kits in the stores.")),
            (self._n_field, "" if n else words("Type how many kits, above zero.")),
        ]
        if mark(checks) or pile is None or n is None:
            return None
        return Worked(kitting.Opening(pile.store, pile.lot, n))

    def draft(self) -> Draft:
        """Return what is typed."""
        return {"lot": self.lot.value, "n": self.n.text()}

    def restore(self, draft: Draft) -> None:
        """Show what was typed before."""
        self.lot.choose(str(draft.get("lot", "")))
        self.n.setText(str(draft.get("n", "")))


def _kinds() -> dict[str, Kit]:
    return {kit.item: kit for kit in kits().values()}


def _key(pile: Pile) -> str:
    return (pile.store + pile.lot).hex()


def _said(pile: Pile, known: OnHand, look: Look) -> str:
    words = look.words
    stores = {store.id: store_name(store, words) for store in known.stores}
    name = isolated(known.items[pile.item].said(words))
    return f"{name} · {pile_said(pile, known.items, words)} · {stores.get(pile.store, '')}"
