"""Lists with one row a household: its head and its people counted by sex and age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from camp_desk.domain.digits import number as read_number
from camp_desk.domain.plain import folded
from camp_desk.domain.registration import BANDS, HEAD, Counts, Member, Registration, Sex, band_of
from camp_desk.domain.words import N_
from camp_desk.spreadsheets.data_rows import DataRows
from camp_desk.spreadsheets.fields import EVERY_AGE, Field, Group
from camp_desk.spreadsheets.outcome import Note, Rejected, RowRejected
from camp_desk.spreadsheets.row_reader import NO_NAME, NOTHING, RowReader
from camp_desk.spreadsheets.table import Cell, NoValue, Row, text
from camp_desk.spreadsheets.watching import Watched

MOST_PEOPLE = 99
"""People in one household that are believed."""

_NO_NUMBER = N_("Row {row} has no family number.")
_TWICE = N_("Family {number} of row {row} stands in row {first} already.")
_NO_COUNT = N_("“{text}” under “{heading}” in row {row} is not a number of people.")
_TOO_MANY = N_("{count} people in one family, in row {row}, cannot be right.")
_DIFFERS = N_("Row {row}: the total says {told}, but the columns add up to {sum}, which was taken.")
_NOBODY = N_("Row {row}: nobody is counted; the family was taken in as its head alone.")
_NOT_COUNTED = N_(
    "The list does not say how many people the families have: only the heads were taken in."
)
_ROW_NUMBERS = N_("The list has no family numbers: the numbers of the rows were taken.")
_ADAPTED = N_("“{heading}” is not one of the age brackets; it was counted as {first} to {last}.")
_ADAPTED_OPEN = N_(
    "“{heading}” is not one of the age brackets; it was counted as {first} and older."
)

_NO_SEX_SAID = N_("“{heading}” says no sex: its people were counted without sex and age.")

_WHOLE_NAMES = (Field.HEAD_NAME, Field.FULL_NAME)


class Households:
    """Reads rows of households."""

    def __init__(self, reader: RowReader, list_name: str, rejected: list[Rejected]) -> None:
        self._reader = reader
        self._list_name = list_name
        self._rejected = rejected
        self._rows_of: dict[str, int] = {}
        self._bands, self._sums = _useful([group for _, group in reader.mapping.groups])
        self._columns = {group: index for index, group in reader.mapping.groups}

    def read(self, rows: DataRows, watched: Watched) -> Iterator[tuple[int, Registration]]:
        """Yield each household with the number of its row."""
        self._note_columns()
        for row in watched(rows):
            try:
                yield row.number, self._registration(row)
            except RowRejected as reason:
                self._rejected.append(reason.of_row(row.number))

    def _note_columns(self) -> None:
        notes, mapping = self._reader.notes, self._reader.mapping
        if not self._reader.has(Field.FAMILY):
            notes.append(Note(0, _ROW_NUMBERS))
        if not mapping.groups and not self._reader.has(Field.TOTAL):
            notes.append(Note(0, _NOT_COUNTED))
        for group in self._bands:
            heading = mapping.columns[self._columns[group]].heading
            first, last = BANDS[group.band]
            if group.sex is Sex.UNKNOWN:
                notes.append(Note(0, _NO_SEX_SAID, {"heading": heading}))
            elif not group.fits and last >= EVERY_AGE:
                notes.append(Note(0, _ADAPTED_OPEN, {"heading": heading, "first": first}))
            elif not group.fits:
                notes.append(Note(0, _ADAPTED, {"heading": heading, "first": first, "last": last}))

    def _registration(self, row: Row) -> Registration:
        reader = self._reader
        reader.require_values(row, but=Field.TOTAL if self._bands or self._sums else None)
        number = self._number(row)
        arrived = reader.arrived(row)
        told_on = min(arrived.date(), reader.today) if arrived else reader.today
        head = reader.member(row, _WHOLE_NAMES, told_on)
        counts = self._counts(row, head, told_on)
        self._rows_of[folded(number) or number] = row.number
        return Registration(
            members=(replace(head, relationship=HEAD),),
            counts=counts,
            origin=reader.origin(row),
            place=reader.place(row),
            checkpoint=reader.text(row, Field.CHECKPOINT),
            arrived=arrived,
            phone=reader.phone(row),
            ration_card=reader.ration_card(row),
            remarks=reader.remarks(row),
            list_name=self._list_name,
            list_number=number,
        )

    def _number(self, row: Row) -> str:
        if not self._reader.has(Field.FAMILY):
            return str(row.number)
        number = self._reader.family(row)
        if not number:
            named = any(text(self._reader.raw(row, one)) for one in (*_WHOLE_NAMES, Field.OWN_NAME))
            raise RowRejected(_NO_NUMBER if named else NO_NAME, row=row.number)
        if first := self._rows_of.get(folded(number) or number):
            raise RowRejected(_TWICE, row=row.number, number=number, first=first)
        return number

    def _counts(self, row: Row, head: Member, told_on: date) -> Counts | None:
        """Return the people of a row by sex and bracket; who has no bracket is unknown."""
        female, male, unknown = [0] * len(BANDS), [0] * len(BANDS), 0
        for group in self._bands:
            count = self._count(row, self._columns[group])
            side = {Sex.FEMALE: female, Sex.MALE: male}.get(group.sex)
            if side is None:
                unknown += count
            else:
                side[group.band] += count
        total = self._total(row)
        in_brackets = sum(female) + sum(male)
        if not self._bands:
            unknown = (
                sum(self._count(row, self._columns[group]) for group in self._sums) or total or 0
            )
        found = in_brackets + unknown
        if max(found, total or 0) > MOST_PEOPLE:
            raise RowRejected(_TOO_MANY, row=row.number, count=max(found, total or 0))
        if found and total is not None and total != found:
            self._reader.note(row, _DIFFERS, told=total, sum=found)
        if not found:
            if self._bands or self._sums or total is not None:
                self._reader.note(row, _NOBODY)
            unknown = found = total or 1
        if not in_brackets and unknown:
            unknown -= _place_head(head, told_on, female, male)
        return Counts(_five(female), _five(male), unknown)

    def _total(self, row: Row) -> int | None:
        index = self._reader.mapping.index(Field.TOTAL)
        if index is None or row[index] is None or isinstance(row[index], NoValue):
            return None
        return self._count(row, index)

    def _count(self, row: Row, index: int) -> int:
        heading = self._reader.mapping.columns[index].heading
        return _people(row[index], row.number, heading)


def _people(untrusted: Cell, row: int, heading: str) -> int:
    """Return a number of people; an empty cell, a dash and a word for nothing count nobody.

    Raises:
        RowRejected: It is no whole number from 0 up.
    """
    told = text(untrusted)
    if folded(told) in NOTHING and not told.startswith(("=", "+")):
        return 0
    count = read_number(told)
    if isinstance(untrusted, bool) or count is None or count < 0 or not count.is_integer():
        raise RowRejected(_NO_COUNT, row=row, heading=heading, text=told[:40])
    return int(count)


def _useful(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Return the columns to add up, first those by age, then those of every age.

    People are counted once: columns without a sex are left out when columns with a sex cover
    their ages, and columns of every age when there are columns by sex and age.
    """
    by_age = [group for group in groups if not group.of_every_age]
    of_every_age = [group for group in groups if group.of_every_age]
    sexed = [group for group in by_age if group.sex is not Sex.UNKNOWN]
    if not sexed and of_every_age:
        return [], of_every_age
    rest = [g for g in by_age if g.sex is Sex.UNKNOWN and not any(_meet(g, one) for one in sexed)]
    return [*sexed, *rest], of_every_age


def _meet(one: Group, other: Group) -> bool:
    return one.first <= other.last and other.first <= one.last


def _place_head(head: Member, on: date, female: list[int], male: list[int]) -> int:
    """Count the head in its bracket, when it has one; return how many were so counted."""
    side = {Sex.FEMALE: female, Sex.MALE: male}.get(head.sex)
    if side is None or head.birth is None:
        return 0
    side[band_of(head.birth.age_on(on))] += 1
    return 1


def _five(side: Sequence[int]) -> tuple[int, int, int, int, int]:
    first, second, third, fourth, fifth = side
    return first, second, third, fourth, fifth
