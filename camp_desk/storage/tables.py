"""The journalled tables: which fields they have, and which screens look at them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What an action may have changed; screens refresh themselves by it."""

    HOUSEHOLDS = "households"
    STOCK = "stock"
    LISTS = "lists"
    FINDINGS = "findings"
    SETTINGS = "settings"


Changes = frozenset[Topic]


@dataclass(frozen=True, slots=True)
class Table:
    """A journalled table.

    A register is put: its rows are edited field by field.  A ledger is added to: its rows
    stay as they are, and a mistake is reversed by a new row that names the old one.
    """

    name: str
    topic: Topic
    fields: tuple[str, ...]
    register: bool = False


def _register(name: str, topic: Topic, fields: str) -> Table:
    return Table(name, topic, tuple(fields.split()), register=True)


def _ledger(name: str, topic: Topic, fields: str) -> Table:
    return Table(name, topic, tuple(fields.split()))


_ALL = (
    _register("setting", Topic.SETTINGS, "value"),
    _register("officer", Topic.SETTINGS, "name role closed"),
    _register("desk", Topic.SETTINGS, "name certificate"),
    _register("store", Topic.STOCK, "name closed"),
    _register(
        "item",
        Topic.STOCK,
        "name_en name_ar name_ckb category unit pack_size pack_name kcal_per_100g protein_per_100g"
        " fat_per_100g grams_per_litre ready_to_eat needs_fuel essential",
    ),
    _register("scale", Topic.LISTS, "name_en name_ar kind cycle_days parts source"),
    _register(
        "household",
        Topic.HOUSEHOLDS,
        "number status grade arrived checkpoint governorate district origin_place sector block"
        " shelter phone size_declared counts ration_card remarks list_name list_number list_hash",
    ),
    _register(
        "person",
        Topic.HOUSEHOLDS,
        "household number own father grandfather laqab sex birth precision relationship status",
    ),
    _ledger("card", Topic.HOUSEHOLDS, "household issue reason"),
    _ledger("proposal", Topic.FINDINGS, "household registration list_hash"),
    _ledger("alias", Topic.HOUSEHOLDS, "one other reverses"),
    _ledger("decision", Topic.FINDINGS, "finding choice"),
    _ledger("lot", Topic.STOCK, "item label expiry donor pack_size"),
    _ledger(
        "document",
        Topic.STOCK,
        "kind number day store reference party list reason reverses remarks",
    ),
    _ledger("movement", Topic.STOCK, "document lot store quantity"),
    _ledger(
        "ration_list",
        Topic.LISTS,
        "number kind title scale days first_day until_day store sectors parts items day",
    ),
    _ledger("list_line", Topic.LISTS, "list household serial number issue persons quantities"),
    _ledger("hand_over", Topic.LISTS, "list household at collector desk officer reverses"),
    _ledger("closing", Topic.LISTS, "list day known"),
    _ledger("seen", Topic.SETTINGS, "what subject pages purpose"),
)

TABLES = {table.name: table for table in _ALL}
"""Every journalled table by its name.

The columns ``list`` of document, list_line, hand_over and closing hold a ration_list's id;
a movement's ``store`` is a store's id, or the id of the ration_list the goods are set aside for.
"""
