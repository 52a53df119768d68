"""The room in a store, and whether what is to come fits into it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions import rooms
from camp_desk.actions.rooms import Needs
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import StoreId
from camp_desk.domain.stacking import HIGHEST, WIDEST
from camp_desk.domain.typed import read
from camp_desk.storage.camp import Camp
from camp_desk.storage.stock import Pile, Store
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.stock.amounts import store_name
from camp_desk.ui.stock.forms import item_meant
from camp_desk.ui.stock.seen import Seen
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.fields import AmountLine, Field, Line
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.workspace import Workspace


class RoomDialog(Dialog):
    """Shows how full a store is, and what a delivery needs of it."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        seen: Seen,
        parent: QWidget | None = None,
    ) -> None:
        words = look.words
        super().__init__(look, words("Room in the stores"), parent)
        self._workspace, self._items = workspace, seen.items
        self._stores: dict[str, Store] = {each.id.hex(): each for each in seen.stores}
        self._piles: list[Pile] = []
        self._bulks = rooms.bulks()
        self.store = Choice(
            look, words("Store"),
            [(each.id.hex(), store_name(each, words)) for each in seen.stores],
        )  # fmt: skip
        self.area = AmountLine(words("Floor in m²"))
        self.keep = Button(look, words("Save"), "check")
        self.item = Line(words("Item"), longest=120)
        self.quantity = Line(words("Quantity"), longest=60)
        self.add = Button(look, words("Add"), "plus")
        self.coming: RowsModel[Needs] = RowsModel(
            (Column(words("What is to come"), lambda each: rooms.needs_said(each, words), 0),), self
        )
        self.table = Table(
            look, words("What is to come"), self.coming,
            empty=words("Add what a delivery will bring to see whether it fits."),
        )  # fmt: skip
        self.told = Banner(look)
        self.clear = Button(look, words("Empty the list"), part="ghost")
        self.close_button = Button(look, words("Close"), part="primary")
        hint = words("Length times width of the store, as it is measured.")
        self._area = Field(look, words("Floor in m²"), self.area, hint)
        self._item = Field(look, words("Item"), self.item)
        self._quantity = Field(look, words("Quantity"), self.quantity)
        self._lay_out(look)
        self._connect()
        self.fit(720, 600)
        self._show_store()

    @classmethod
    def ask(
        cls,
        look: Look,
        workspace: Workspace[Camp, Views],
        seen: Seen,
        parent: QWidget | None = None,
    ) -> None:
        """Show the room until it is closed."""
        cls(look, workspace, seen, parent).wait()

    def _lay_out(self, look: Look) -> None:
        words = self._words
        rules = words(
            "Stacks stand up to {high} m high and {wide} m wide and deep, lower than three times"
            " their base, 0.7 m off the walls.",
            high=f"{HIGHEST:g}", wide=f"{WIDEST:g}",
        )  # fmt: skip
        place = row(
            look, (Field(look, words("Store"), self.store), 3), (self._area, 2),
            column(look, 22, self.keep, None), gap=12,
        )  # fmt: skip
        line = row(
            look, (self._item, 3), (self._quantity, 2), column(look, 22, self.add, None), gap=12
        )
        below = Label(look, rules, "hint", wrapped=True)
        self.give_way(below)
        box = column(
            look,
            Label(look, words("Room in the stores"), "title"),
            place,
            self.told,
            line,
            (self.table, 1),
            below,
            row(look, self.clear, None, self.close_button),
            gap=10,
        )
        self.setLayout(padded(look, box, 20))

    def _connect(self) -> None:
        self._workspace.changed.connect(self._changed)
        self.store.activated.connect(self._show_store)
        self.keep.clicked.connect(self._save)
        self.area.returnPressed.connect(self._save)
        self.add.clicked.connect(self._add)
        self.quantity.returnPressed.connect(self._add)
        self.clear.clicked.connect(self._clear)
        self.close_button.clicked.connect(self.accept)

    @property
    def _here(self) -> Store:
        return self._stores[str(self.store.currentData())]

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.STOCK in changes:
            self._read()

    @Slot()
    def _show_store(self) -> None:
        area = self._here.area
        self.area.setText(f"{area:g}" if area else "")
        self._read()

    def _read(self) -> None:
        self._workspace.read(partial(_look, self._here.id), self._show, self._trouble)

    def _show(self, seen: tuple[list[Store], list[Pile]]) -> None:
        stores, self._piles = seen
        self._stores = {each.id.hex(): each for each in stores}
        self._say()

    def _say(self) -> None:
        here = self._here
        room = rooms.room_in(here, self._piles, self._items, self.coming.rows)
        said, tone = rooms.room_said(here, room, self._words)
        self.told.say(tone, said)

    @Slot()
    def _save(self) -> None:
        area = self.area.value
        self._workspace.do(
            partial(_set_area, self._here.id, float(area or 0)), None, self._not_saved
        )

    def _not_saved(self, error: CampDeskError) -> None:
        self._area.show_error(error)

    @Slot()
    def _add(self) -> None:
        words = self._words
        item = item_meant(self.item.words, self._items, words)
        unknown = words("“{text}” is no item.", text=isolated(self.item.words))
        self._item.show_trouble("" if item else unknown)
        if item is None:
            return
        try:
            quantity = read(
                self.quantity.words, item.unit, pack_size=item.pack_size,
                grams_per_litre=item.grams_per_litre,
            )  # fmt: skip
        except CampDeskError as error:
            self._quantity.show_error(error)
            return
        self.coming.show([*self.coming.rows, rooms.needs(item, quantity, self._bulks)])
        self.item.clear()
        self.quantity.clear()
        self.item.setFocus()
        self._say()

    @Slot()
    def _clear(self) -> None:
        self.coming.show(())
        self._say()

    def _trouble(self, error: CampDeskError) -> None:
        self.told.say("danger", self._words.sentence(error))


def _look(store: StoreId, views: Views) -> tuple[list[Store], list[Pile]]:
    return views.stores(), views.piles(store)


def _set_area(store: StoreId, area: float, camp: Camp) -> Changes:
    return rooms.set_area(camp, store, area)
