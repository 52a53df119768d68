"""Reading catalogues from tables, our own and those that officers bring."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from camp_desk.domain.catalogue import (
    Band,
    Effect,
    FoodValue,
    Item,
    LossCategory,
    Named,
    Parcel,
    Scale,
    ScaleKind,
)
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.kits import Kit
from camp_desk.domain.quantities import Unit
from camp_desk.domain.typed import MOST, UnreadableQuantity, number
from camp_desk.domain.words import N_


class BadCatalogue(CampDeskError):
    """A table cannot be taken as a catalogue; never raised itself.

    Rows are counted as a spreadsheet does: the heading is row 1.
    """


class NoColumn(BadCatalogue):
    """The heading lacks a column."""

    message = N_("The table has no column “{column}”.")
    advice = N_("Write the names of the columns into its first row.")


class NoTable(BadCatalogue):
    """The text is not a table with commas and quotes."""

    message = N_("Row {row} cannot be read as a row of a table.")
    advice = N_("Save the table as CSV again.")


class EmptyCell(BadCatalogue):
    """Something that must be there is missing."""

    message = N_("Row {row}: the column “{column}” is empty.")
    advice = N_("Fill it in.")


class NotANumber(BadCatalogue):
    """A number is no number, or outside of what it may be."""

    message = N_("Row {row}: “{value}” in the column “{column}” is not a number that fits there.")
    advice = N_("Correct the number.")


class NotAChoice(BadCatalogue):
    """One of a few words is something else."""

    message = N_("Row {row}: “{value}” in the column “{column}” is not one of {choices}.")
    advice = N_("Use one of these words.")


class NotAPart(BadCatalogue):
    """The contents or bands of a parcel are not written as pairs."""

    message = N_("Row {row}: “{value}” in the column “{column}” cannot be read.")
    advice = N_("Write pairs with spaces between them, for example WHF=30000 RIC=15000.")


class UnknownItem(BadCatalogue):
    """A scale or a parcel holds something that is not in the catalogue of items."""

    message = N_("Row {row}: there is no item “{item}” in the catalogue.")
    advice = N_("Add the item first, or correct its code.")


class Twice(BadCatalogue):
    """One code, or one item of a scale, stands there twice."""

    message = N_("Row {row}: “{code}” stands in the table twice.")
    advice = N_("Delete one of the two rows.")


def read_items(lines: Iterable[str]) -> dict[str, Item]:
    """Return items by code, in the order of the table.

    Args:
        lines: An open text stream, or the lines of a CSV table with a heading.

    Raises:
        BadCatalogue: A row cannot be taken; the error names row and reason.
    """
    return _by_code((_item(row), row) for row in _rows(lines, _ITEM_COLUMNS))


def read_scales(lines: Iterable[str], items: Container[str]) -> dict[str, Scale]:
    """Return ration scales by code.

    Each row is one item of a scale; the names, kind and cycle are those of its first row.

    Args:
        lines: An open text stream, or the lines of a CSV table with a heading.
        items: The codes of the items that a scale may hold.

    Raises:
        BadCatalogue: A row cannot be taken; the error names row and reason.
    """
    first: dict[str, _Row] = {}
    parts: dict[str, dict[str, int]] = {}
    for row in _rows(lines, _SCALE_COLUMNS):
        code, item = row.text("code"), _known(row, row.text("item"), items)
        first.setdefault(code, row)
        mine = parts.setdefault(code, {})
        if item in mine:
            raise Twice(row=row.number, code=f"{code} {item}")
        mine[item] = row.whole("milligrams_per_person_day", least=1)
    return {code: _scale(row, tuple(parts[code].items())) for code, row in first.items()}


def read_parcels(lines: Iterable[str], items: Container[str]) -> dict[str, Parcel]:
    """Return parcels by code.

    Contents are pairs of an item and base units ("WHF=30000 RIC=15000"), bands are pairs
    of the smallest household and its parcels ("1=0.5 3=1 8=2").

    Args:
        lines: An open text stream, or the lines of a CSV table with a heading.
        items: The codes of the items that a parcel may hold.

    Raises:
        BadCatalogue: A row cannot be taken; the error names row and reason.
    """
    return _by_code((_parcel(row, items), row) for row in _rows(lines, _PARCEL_COLUMNS))


def read_losses(lines: Iterable[str]) -> dict[str, LossCategory]:
    """Return the reasons for corrections of stock, by code.

    Args:
        lines: An open text stream, or the lines of a CSV table with a heading.

    Raises:
        BadCatalogue: A row cannot be taken; the error names row and reason.
    """
    return _by_code((_loss(row), row) for row in _rows(lines, _LOSS_COLUMNS))


def read_kits(lines: Iterable[str], items: Container[str]) -> dict[str, Kit]:
    """Return the kits, by code; the item that a kit lies in stock as need not be known yet.

    Raises:
        BadCatalogue: A row cannot be taken; the error names row and reason.
    """
    return _by_code((_kit(row, items), row) for row in _rows(lines, _KIT_COLUMNS))


_KIT_COLUMNS = ("code", "name_en", "item", "reference_size", "parts")
_ITEM_COLUMNS = ("code", "name_en", "category", "unit")
_SCALE_COLUMNS = ("code", "name_en", "kind", "cycle_days", "item", "milligrams_per_person_day")
_PARCEL_COLUMNS = ("code", "name_en", "item", "reference_size", "days", "parts", "bands")
_LOSS_COLUMNS = ("code", "name_en", "effect", "counts_as_loss", "second_signature")

NamedT = TypeVar("NamedT", bound=Named)
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, with its number as a spreadsheet shows it."""

    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        if not (value := self.or_empty(column)):
            raise EmptyCell(row=self.number, column=column)
        return value

    def or_empty(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def amount(self, column: str, *, most: int = MOST) -> Fraction:
        """Return a number of 0 or more, in any digits."""
        try:
            value = number(self.text(column))
        except UnreadableQuantity:
            raise self.not_a_number(column) from None
        if value > most:
            raise self.not_a_number(column)
        return value

    def whole(self, column: str, *, least: int) -> int:
        value = self.amount(column)
        if value != int(value) or value < least:
            raise self.not_a_number(column)
        return int(value)

    def not_a_number(self, column: str) -> NotANumber:
        return NotANumber(row=self.number, column=column, value=self.or_empty(column))

    def choice(self, column: str, kind: type[ChoiceT]) -> ChoiceT:
        value = self.text(column).casefold()
        if value not in list(kind):
            raise NotAChoice(row=self.number, column=column, value=value, choices=", ".join(kind))
        return kind(value)

    def yes(self, column: str) -> bool:
        """Tell whether a cell says 1; empty is no."""
        value = self.or_empty(column)
        if value not in {"", "0", "1"}:
            raise NotAChoice(row=self.number, column=column, value=value, choices="0, 1")
        return value == "1"

    def pairs(self, column: str) -> list[tuple[str, str]]:
        """Return what stands left and right of each "=" in a cell."""
        found = [pair.partition("=") for pair in self.or_empty(column).split()]
        if not all(left and right for left, _, right in found):
            raise self.not_a_part(column)
        return [(left, right) for left, _, right in found]

    def not_a_part(self, column: str) -> NotAPart:
        return NotAPart(row=self.number, column=column, value=self.or_empty(column))

    def part(self, column: str, value: str, *, unit: Fraction = Fraction(1)) -> int:
        """Return one number of a pair as how many of ``unit`` it is, at least 1."""
        try:
            units = number(value) / unit
        except UnreadableQuantity:
            raise self.not_a_part(column) from None
        if units != int(units) or not 1 <= units <= MOST:
            raise self.not_a_part(column)
        return int(units)


def _rows(lines: Iterable[str], needed: tuple[str, ...]) -> Iterator[_Row]:
    """Yield the rows that are not empty, after a look at the heading."""
    reader = csv.reader(lines, strict=True)
    row = 0
    try:
        heading = [cell.strip().lstrip("\ufeff").casefold() for cell in next(reader, [])]
        row = 1
        for column in needed:
            if column not in heading:
                raise NoColumn(column=column)
        for row, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                yield _Row(row, dict(zip(heading, cells, strict=False)))
    except csv.Error:
        raise NoTable(row=row + 1) from None


def _by_code(found: Iterable[tuple[NamedT, _Row]]) -> dict[str, NamedT]:
    by_code: dict[str, NamedT] = {}
    for value, row in found:
        if value.code in by_code:
            raise Twice(row=row.number, code=value.code)
        by_code[value.code] = value
    return by_code


def _known(row: _Row, item: str, items: Container[str]) -> str:
    if item not in items:
        raise UnknownItem(row=row.number, item=item)
    return item


def _item(row: _Row) -> Item:
    optional = {"pack_size_g": 1, "grams_per_litre": 0}
    for column in optional:
        if row.or_empty(column):
            optional[column] = row.whole(column, least=1)
    return Item(
        code=row.text("code"),
        name_en=row.text("name_en"),
        name_ar=row.or_empty("name_ar"),
        name_ckb=row.or_empty("name_ckb"),
        category=row.text("category"),
        unit=row.choice("unit", Unit),
        pack_size=optional["pack_size_g"],
        pack_name=row.or_empty("pack_name_en"),
        food=_food(row),
        grams_per_litre=optional["grams_per_litre"],
        ready_to_eat=row.yes("ready_to_eat"),
        needs_fuel=row.yes("needs_fuel"),
        essential=row.yes("essential"),
        source=row.or_empty("source"),
    )


def _food(row: _Row) -> FoodValue | None:
    """Return the food value; all three numbers or none, and never above pure fat."""
    columns = ("kcal_per_100g", "protein_per_100g", "fat_per_100g")
    if not any(row.or_empty(column) for column in columns):
        return None
    kcal, protein, fat = columns
    return FoodValue(
        float(row.amount(kcal, most=900)),
        float(row.amount(protein, most=100)),
        float(row.amount(fat, most=100)),
    )


def _scale(row: _Row, parts: tuple[tuple[str, int], ...]) -> Scale:
    return Scale(
        code=row.text("code"),
        name_en=row.text("name_en"),
        name_ar=row.or_empty("name_ar"),
        name_ckb=row.or_empty("name_ckb"),
        kind=row.choice("kind", ScaleKind),
        cycle_days=row.whole("cycle_days", least=1),
        parts=parts,
        source=row.or_empty("source"),
    )


def _parcel(row: _Row, items: Container[str]) -> Parcel:
    return Parcel(
        code=row.text("code"),
        name_en=row.text("name_en"),
        name_ar=row.or_empty("name_ar"),
        name_ckb=row.or_empty("name_ckb"),
        item=_known(row, row.text("item"), items),
        reference_size=row.whole("reference_size", least=1),
        days=row.whole("days", least=1),
        parts=tuple(_contents(row, items).items()),
        bands=_bands(row),
        divisible=row.yes("divisible"),
        source=row.or_empty("source"),
    )


def _kit(row: _Row, items: Container[str]) -> Kit:
    return Kit(
        code=row.text("code"),
        name_en=row.text("name_en"),
        name_ar=row.or_empty("name_ar"),
        item=row.text("item"),
        reference_size=row.whole("reference_size", least=1),
        parts=tuple(_contents(row, items).items()),
        source=row.or_empty("source"),
    )


def _contents(row: _Row, items: Container[str]) -> dict[str, int]:
    contents: dict[str, int] = {}
    for item, quantity in row.pairs("parts"):
        if _known(row, item, items) in contents:
            raise Twice(row=row.number, code=item)
        contents[item] = row.part("parts", quantity)
    return contents


def _bands(row: _Row) -> tuple[Band, ...]:
    """Return the bands: the first from 1 person on, rising in people and in parcels."""
    bands = tuple(
        Band(row.part("bands", people), row.part("bands", parcels, unit=Fraction(1, 2)))
        for people, parcels in row.pairs("bands")
    )
    rising = all(a.first < b.first and a.halves <= b.halves for a, b in pairwise(bands))
    if not bands or bands[0].first != 1 or not rising:
        raise row.not_a_part("bands")
    return bands


def _loss(row: _Row) -> LossCategory:
    return LossCategory(
        code=row.text("code"),
        name_en=row.text("name_en"),
        name_ar=row.or_empty("name_ar"),
        name_ckb=row.or_empty("name_ckb"),
        effect=row.choice("effect", Effect),
        counts_as_loss=row.yes("counts_as_loss"),
        second_signature=row.yes("second_signature"),
        evidence=row.or_empty("evidence"),
        source=row.or_empty("source"),
    )
