"""The journalled tables: which fields they have, and which screens look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from camp_desk.storage.shapes import SHAPES, Shape


class Topic(StrEnum):
    """What an action may have changed; screens refresh themselves by it."""

    HOUSEHOLDS = "households"
    STOCK = "stock"
    LISTS = "lists"
    FINDINGS = "findings"
    SETTINGS = "settings"
    PLACES = "places"
    RECEPTION = "reception"


Changes = frozenset[Topic]


@dataclass(frozen=True, slots=True)
class Table:
    """A journalled table.

    A register is put: its rows are edited field by field.  A ledger is added to: its rows
    stay as they are, and a mistake is reversed by a new row that names the old one.
    ``needed`` are the fields without which no row can be read.
    """

    name: str
    topic: Topic
    id: Shape
    shapes: Mapping[str, Shape]
    needed: frozenset[str]
    register: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields, in the order of their columns."""
        return tuple(self.shapes)

    def check(self, id_: object, fields: Mapping[str, object], *, whole: bool) -> None:
        """Check values before they are written; a field of a later version may hold anything.

        Args:
            id_: Of the row.
            fields: By name.
            whole: Whether this is all of a new row.

        Raises:
            ValueError: No desk writes such a thing.
        """
        if not self.id.fits(id_):
            raise ValueError(f"{self.name} {id_!r}")
        if whole and not self.needed <= fields.keys():
            raise ValueError(f"{self.name} without {sorted(self.needed - fields.keys())}")
        for name, value in fields.items():
            if value is None:
                if name in self.needed:
                    raise ValueError(f"{self.name}.{name} is empty")
            elif name in self.shapes and not self.shapes[name].fits(value):
                raise ValueError(f"{self.name}.{name} = {value!r}")


def _table(name: str, topic: Topic, fields: str, id_: str = "id", *, register: bool) -> Table:
    """Return a table from its fields: ``name:shape``, or ``name!shape`` where it is needed."""
    pairs = [field.replace("!", ":").split(":") for field in fields.split()]
    return Table(
        name,
        topic,
        SHAPES[id_],
        {field: SHAPES[shape] for field, shape in pairs},
        frozenset(field.split("!")[0] for field in fields.split() if "!" in field),
        register,
    )


def _register(name: str, topic: Topic, fields: str, id_: str = "id") -> Table:
    return _table(name, topic, fields, id_, register=True)


def _ledger(name: str, topic: Topic, fields: str) -> Table:
    return _table(name, topic, fields, register=False)


_ALL = (
    _register("setting", Topic.SETTINGS, "value:scalar", "code"),
    _register("officer", Topic.SETTINGS, "name!text role!role closed:flag"),
    _register("desk", Topic.SETTINGS, "name:text certificate:blob role:role", "desk"),
    _register("store", Topic.STOCK, "name!text closed:flag area:real"),
    _register(
        "item",
        Topic.STOCK,
        "name_en:text name_ar:text name_ckb:text category:text unit:unit pack_size:count"
        " pack_name:text kcal_per_100g:real protein_per_100g:real fat_per_100g:real"
        " grams_per_litre:count ready_to_eat:flag needs_fuel:flag essential:flag",
        "code",
    ),
    _register(
        "scale",
        Topic.LISTS,
        "name_en:text name_ar:text kind:scale cycle_days:count parts:parts source:text",
        "code",
    ),
    _register(
        "household",
        Topic.HOUSEHOLDS,
        "number!card status!text grade:grade arrived:time checkpoint:text governorate:text"
        " district:text origin_place:text sector:text block:text shelter:text phone:text"
        " size_declared:people counts:counts ration_card:id remarks:text list_name:text"
        " list_number:text list_hash:id urgent:flag intent:text onward:text consent:flag"
        " consent_at:time consent_language:text consent_purposes:texts",
    ),
    _register(
        "person",
        Topic.HOUSEHOLDS,
        "household!id number!count own:text father:text grandfather:text laqab:text sex:sex"
        " birth:birth precision:precision relationship:text status!text fourth:text latin:text"
        " mother:text",
    ),
    _ledger("card", Topic.HOUSEHOLDS, "household!id issue!count reason:text"),
    _ledger(
        "event",
        Topic.HOUSEHOLDS,
        "household!id person:id number:count kind!text day!day at!time desk!desk officer!id"
        " status:text was:text reason:text note:text destination:text other:id reverses:id",
    ),
    _register(
        "collector",
        Topic.HOUSEHOLDS,
        "household!id place!count person:id name:text phone:text reason:text closed:flag",
    ),
    _ledger("proposal", Topic.FINDINGS, "household!id registration!blob list_hash!id"),
    _ledger("alias", Topic.HOUSEHOLDS, "one!id other!id reverses:id"),
    _ledger("decision", Topic.FINDINGS, "finding!id choice!text reverses:id"),
    _ledger(
        "lot",
        Topic.STOCK,
        "item!code label:text expiry:day donor:text pack_size:count produced:day"
        " consignment:text grams_per_litre:count",
    ),
    _ledger(
        "document",
        Topic.STOCK,
        "kind!text number!text day!day store:id reference:text party:text list:id reason:text"
        " reverses:id remarks:text officer:id about:id other_store:id plate:text driver:text"
        " phone:text out_at:time due:day requested:text authorised:text override:text"
        " household:id worth:amount currency:text persons:people",
    ),
    _ledger(
        "given",
        Topic.LISTS,
        "document!id household!id item!code quantity!count entitled:amount days:amount"
        " persons:people reason:text collector:text at!time desk!desk",
    ),
    _ledger(
        "document_line",
        Topic.STOCK,
        "document!id lot!id sent:amount good:amount damaged:amount short:amount over:amount",
    ),
    _ledger("movement", Topic.STOCK, "document!id lot!id store!id quantity!int"),
    _register(
        "expected",
        Topic.STOCK,
        "item!code quantity!count day!day likelihood!likelihood donor:text reference:text"
        " closed:flag document:id",
    ),
    _ledger("expected_came", Topic.STOCK, "expected!id document!id quantity!count"),
    _ledger(
        "stock_count",
        Topic.STOCK,
        "number!text store!id day!day items:texts desk!desk officer!id at!time known!known",
    ),
    _ledger("count_line", Topic.STOCK, "count!id lot!id serial!count book!int"),
    _ledger(
        "count_entry",
        Topic.STOCK,
        "count!id lot!id counter!text officer!id at!time quantity!amount remarks:text",
    ),
    _ledger(
        "count_end",
        Topic.STOCK,
        "count!id how!text day!day officer!id at!time document:id known:known",
    ),
    _ledger("count_result", Topic.STOCK, "count!id lot!id book!int counted!amount posted!int"),
    _ledger(
        "ration_list",
        Topic.LISTS,
        "number!count kind!text title:text scale:text days!count first_day!day until_day!day"
        " store!id sectors!texts parts!parts items!texts day!day",
    ),
    _ledger(
        "list_line",
        Topic.LISTS,
        "list!id household!id serial!count number!card issue!count persons!people"
        " quantities!amounts",
    ),
    _ledger(
        "hand_over",
        Topic.LISTS,
        "list!id household!id at!time collector:text desk!desk officer!id reverses:id",
    ),
    _ledger("closing", Topic.LISTS, "list!id day!day known!known"),
    _register(
        "place",
        Topic.PLACES,
        "sector!text block:text shelter!text capacity!people state!text note:text",
    ),
    _ledger(
        "need",
        Topic.HOUSEHOLDS,
        "person!id code!code pending:flag day!day at!time desk!desk officer!id reverses:id",
    ),
    _ledger("presence", Topic.PLACES, "household!id day!day how!text"),
    _ledger(
        "token_run",
        Topic.RECEPTION,
        "kind!text first!token last!token colour:text day!day desk!desk officer!id",
    ),
    _ledger(
        "token_mark",
        Topic.RECEPTION,
        "first!token last!token state!text day!day at!time desk!desk officer!id household:id"
        " reason:text reverses:id",
    ),
    _register(
        "manifest",
        Topic.RECEPTION,
        "kind!text number!count plate:text driver:text checkpoint:text at!time total:people"
        " counts:counts destination:text status:text desk!desk officer!id closed:time"
        " difference:text",
    ),
    _ledger(
        "manifest_line",
        Topic.RECEPTION,
        "manifest!id household!id at!time desk!desk officer!id reverses:id",
    ),
    _ledger(
        "seen",
        Topic.SETTINGS,
        "what!text subject:text pages:amount purpose:text officer:id at:time columns:texts",
    ),
)

TABLES = {table.name: table for table in _ALL}
"""Every journalled table by its name.

The columns ``list`` of document, list_line, hand_over and closing hold a ration_list's id;
a movement's ``store`` is a store's id, or the id of the ration_list the goods are set aside for,
or that of the waybill's document while they are under way, or of the loan to a household.
A document's ``about`` is the document that it answers: the waybill that arrived, the loan that
came back; ``other_store`` the store that a waybill's goods go to.
``pages`` of seen are the pages of what was printed, or the rows of what was exported.
"""
