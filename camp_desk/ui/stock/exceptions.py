"""What else may stand on a line of a delivery: damaged, what the waybill says, consignment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camp_desk.actions.stock import Came
from camp_desk.domain.catalogue import Item
from camp_desk.domain.digits import latin
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.measures import packed_as, read_of
from camp_desk.domain.stock import Lot
from camp_desk.ui.look import Look
from camp_desk.ui.stock.forms import day_reader
from camp_desk.ui.stock.lines import past_trouble
from camp_desk.ui.widgets.boxes import row
from camp_desk.ui.widgets.fields import Field, Line, NumberLine, ReadLine

_DENSEST = 3_000


class MoreOfLine(QWidget):
    """Six more fields of a line; all of them may stay empty."""

    edited = Signal()
    measured = Signal()
    """Something was said about bags or litres: quantities are to be read anew."""

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        words = look.words
        self._words, self._today = words, today
        self.sent = Line(words("Waybill says"), words("as received"), longest=60)
        self.damaged = Line(words("Damaged"), longest=60)
        self.consignment = Line(words("Consignment number"), longest=40)
        self.produced = ReadLine(words("Day of production"), day_reader(today))
        self.litre = NumberLine(words("Grams in a litre"), 1, _DENSEST)
        self.pack = Line(words("One bag holds"), words("as usual"), longest=40)
        self._editors: dict[str, Line] = {
            "sent": self.sent, "damaged": self.damaged, "consignment": self.consignment,
            "produced": self.produced, "pack": self.pack, "litre": self.litre,
        }  # fmt: skip
        self.fields = tuple(Field(look, each.accessibleName(), each)
                            for each in self._editors.values())  # fmt: skip
        self.setLayout(row(look, 24, *((field, 1) for field in self.fields), 42, gap=10))
        for each in self._editors.values():
            each.textEdited.connect(self.edited)
        for each in (self.pack, self.litre):
            each.textChanged.connect(self.measured)

    @property
    def filled(self) -> bool:
        """Tell whether anything is typed."""
        return any(each.words for each in self._editors.values())

    @property
    def counted(self) -> bool:
        """Tell whether something was sent or damaged, though nothing may have been good."""
        return bool(self.sent.words or self.damaged.words)

    @property
    def density(self) -> int:
        """Return the grams in a litre of this lot, 0 where nothing is said."""
        return int(latin(self.litre.words)) if self.litre.value else 0

    def packed(self, item: Item) -> Item:
        """Return the item in the bags and with the density that are said here."""
        return packed_as(item, Lot(item.code, pack=self._pack(item), grams_per_litre=self.density))

    def checks(self, item: Item | None) -> list[tuple[Field, str]]:
        """Return what is wrong with each field."""
        sent, damaged, _, produced, pack, litre = self.fields
        no_day = past_trouble(self.produced, self._today, self._words)
        odd = bool(self.litre.words) and self.litre.value is None
        too_dense = self._words("A litre weighs between 1 g and 3,000 g.") if odd else ""
        return [
            (sent, self._trouble(self.sent, item)), (damaged, self._trouble(self.damaged, item)),
            (produced, no_day), (pack, self._pack_trouble(item)), (litre, too_dense),
        ]  # fmt: skip

    def added(self, came: Came, item: Item) -> Came:
        """Return a line with what stands here."""
        return replace(
            came,
            sent=self._read(self.sent, item) if self.sent.words else None,
            damaged=self._read(self.damaged, item) if self.damaged.words else 0,
            consignment=self.consignment.words,
            produced=self.produced.value,
            grams_per_litre=self.density,
            pack=0 if self._pack(item) == item.pack_size else self._pack(item),
        )

    def draft(self) -> dict[str, str]:
        """Return what is typed; nothing where nothing is."""
        return {name: each.text() for name, each in self._editors.items() if each.text()}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before."""
        for name, each in self._editors.items():
            each.setText(draft.get(name, ""))

    def _read(self, line: Line, item: Item) -> int:
        return read_of(line.words, self.packed(item))

    def _pack(self, item: Item) -> int:
        """Return what one bag holds, 0 where that is not said or cannot be read."""
        if not self.pack.words:
            return 0
        try:
            return read_of(self.pack.words, item)
        except CampDeskError:
            return 0

    def _pack_trouble(self, item: Item | None) -> str:
        if item is None or not self.pack.words:
            return ""
        try:
            full = read_of(self.pack.words, item)
        except CampDeskError as error:
            return self._words.sentence(error)
        return "" if full else self._words("Type how much it is, above zero.")

    def _trouble(self, line: Line, item: Item | None) -> str:
        if item is None or not line.words:
            return ""
        try:
            self._read(line, item)
        except CampDeskError as error:
            return self._words.sentence(error)
        return ""
