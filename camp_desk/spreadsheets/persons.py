"""Lists with one row a person: gathers the rows into families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from camp_desk.domain.digits import whole
from camp_desk.domain.plain import folded
from camp_desk.domain.registration import HEAD, Member, Origin, Place, Registration
from camp_desk.domain.relationships import OTHER
from camp_desk.domain.words import N_
from camp_desk.spreadsheets.data_rows import DataRows
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.mapping import is_yes
from camp_desk.spreadsheets.outcome import Note, Rejected, RowRejected
from camp_desk.spreadsheets.row_reader import NO_NAME, RowReader
from camp_desk.spreadsheets.table import Row, text
from camp_desk.spreadsheets.watching import Watched

_NO_FAMILY = N_(
    "Row {row} has no family number, and it does not clearly continue the family above."
)
_REPEATED = N_("Row {row} repeats the person of row {first}.")
_ALIKE = N_(
    "Row {row} names the same person as row {first}, with another number; both were taken in."
)
_NO_HEAD = N_("Row {row}: family {number} has no head; this person was taken for it.")
_TWO_HEADS = N_("Row {row}: family {number} has a head already; this person was taken as other.")
_FEWER = N_("Row {row}: family {number} was said to have {told} people, but {listed} are listed.")
_FILLED = N_("Row {row} has no family number; it was taken to family {number} above it.")

_MANY_FILLED = N_(
    "{n} rows have no family number; each was taken to the family above it, as below merged cells."
)
_MOST_FILLED = 20
_GROWN_UP = 15
_SORTED_OUT, _TAKEN = 0.25, 0.85
"""How far a list has come when its rows are told from others, and when they are with families."""

_PERSON = (
    Field.FULL_NAME, Field.OWN_NAME, Field.FATHER, Field.GRANDFATHER, Field.FOURTH, Field.SEX,
    Field.AGE, Field.AGE_MONTHS, Field.BIRTH_DATE, Field.BIRTH_YEAR, Field.RELATIONSHIP,
)  # fmt: skip

T = TypeVar("T")


@dataclass(slots=True)
class _Person:
    row: Row
    member: Member
    is_head: bool


@dataclass(slots=True)
class _Family:
    number: str
    people: list[_Person] = field(default_factory=list)
    seen: dict[tuple[int, str], int] = field(default_factory=dict)
    """The rows of people, by a hash of what stands in their cells and by their number."""

    first: dict[int, int] = field(default_factory=dict)
    """The first of the rows with the same hash."""

    @property
    def last(self) -> _Person | None:
        """Return the person taken in last."""
        return self.people[-1] if self.people else None


class Persons:
    """Gathers rows of people into families, in the order in which the families begin."""

    def __init__(self, reader: RowReader, list_name: str, rejected: list[Rejected]) -> None:
        self._reader = reader
        self._list_name = list_name
        self._rejected = rejected
        self._families: dict[str, _Family] = {}
        self._current: _Family | None = None
        self._previous: Row | None = None
        self._numbered = reader.has(Field.FAMILY)
        self._counts_up = False
        self._filled: list[tuple[Row, str]] = []
        self._person = [one for one in (*_PERSON, Field.HEAD_NAME) if reader.has(one)]
        own = reader.has(Field.FULL_NAME, Field.OWN_NAME)
        self._names = (Field.FULL_NAME if own else Field.HEAD_NAME,)

    def read(self, rows: DataRows, watched: Watched) -> Iterator[tuple[int, Registration]]:
        """Yield each family with the number of its first row."""
        listed = list(watched(rows, 0, _SORTED_OUT))
        self._counts_up = self._is_running_number(listed)
        for row in watched(listed, _SORTED_OUT, _TAKEN):
            try:
                self._take(row)
            except RowRejected as reason:
                self._rejected.append(reason.of_row(row.number))
            self._previous = row
        self._note_filled()
        for family in watched(self._families.values(), _TAKEN):
            if family.people:
                yield family.people[0].row.number, self._registration(family)

    def _note_filled(self) -> None:
        """Notice which rows took their family's number from above; once, if that is the way."""
        if len(self._filled) > _MOST_FILLED:
            self._reader.notes.append(Note(0, _MANY_FILLED, {"n": len(self._filled)}))
            return
        for row, number in self._filled:
            self._reader.note(row, _FILLED, number=number)

    def _is_running_number(self, rows: list[Row]) -> bool:
        """Tell whether the numbers of persons run through the whole list."""
        numbers = {text(self._reader.raw(row, Field.PERSON_NUMBER)) for row in rows}
        families = {text(self._reader.raw(row, Field.FAMILY)) for row in rows}
        several = len(families) > 1 or not self._numbered
        return several and len(numbers) > len(rows) * 0.9

    def _take(self, row: Row) -> None:
        family = self._family_of(row)
        self._reader.require_values(row)
        person = self._cells(row)
        number = "" if self._counts_up else text(self._reader.raw(row, Field.PERSON_NUMBER))
        if earlier := family.seen.get((person, number)):
            raise RowRejected(_REPEATED, row=row.number, first=earlier)
        head = self._says_head(row)
        member = self._reader.member(row, self._names, self._told_on(row, family))
        if alike := family.first.get(person):
            self._reader.note(row, _ALIKE, first=alike)
        family.first.setdefault(person, row.number)
        family.seen[person, number] = row.number
        family.people.append(_Person(row, member, head))

    def _cells(self, row: Row) -> int:
        return hash(tuple(folded(text(self._reader.raw(row, one))) for one in self._person))

    def _family_of(self, row: Row) -> _Family:
        """Return the family that the row belongs to.

        Raises:
            RowRejected: It cannot be told; the rows that continue it cannot be told either.
        """
        try:
            self._reader.require_values(row, Field.FAMILY, Field.HEAD_NAME)
            number = self._reader.family(row) if self._numbered else self._made_up_number(row)
            number = number or self._continued(row)
        except RowRejected:
            self._current = None
            raise
        self._current = self._families.setdefault(folded(number) or number, _Family(number))
        return self._current

    def _continued(self, row: Row) -> str:
        """Return the number of the family above, when the row clearly belongs to it."""
        above = self._current
        if above is None or (self._says_head(row) and any(p.is_head for p in above.people)):
            raise self._nobodys(row)
        number = whole(text(self._reader.raw(row, Field.PERSON_NUMBER)))
        before = (
            whole(text(self._reader.raw(above.last.row, Field.PERSON_NUMBER)))
            if above.last
            else None
        )
        counts_on = number is not None and before is not None and number > before
        if self._reader.has(Field.PERSON_NUMBER) and number is not None and not counts_on:
            raise self._nobodys(row)
        related = bool(self._reader.text(row, Field.RELATIONSHIP))
        follows = self._previous is not None and row.number == self._previous.number + 1
        if not (related or counts_on or (follows and not self._reader.has(Field.RELATIONSHIP))):
            raise self._nobodys(row)
        self._filled.append((row, above.number))
        return above.number

    def _nobodys(self, row: Row) -> RowRejected:
        if not any(text(self._reader.raw(row, one)) for one in (*self._names, Field.OWN_NAME)):
            return RowRejected(NO_NAME, row=row.number)
        return RowRejected(_NO_FAMILY, row=row.number)

    def _made_up_number(self, row: Row) -> str:
        """Return a number in a list without: the head's name, or the family's first row."""
        if head := self._reader.text(row, Field.HEAD_NAME):
            return head
        begins = (
            self._says_head(row) or whole(text(self._reader.raw(row, Field.PERSON_NUMBER))) == 1
        )
        tells = self._reader.has(Field.RELATIONSHIP, Field.HEAD_MARK) or (
            self._reader.has(Field.PERSON_NUMBER) and not self._counts_up
        )
        if begins or self._current is None or not tells:
            return str(row.number)
        return self._current.number

    def _says_head(self, row: Row) -> bool:
        if self._reader.relationships.is_head(self._reader.text(row, Field.RELATIONSHIP)):
            return True
        if is_yes(text(self._reader.raw(row, Field.HEAD_MARK))):
            return True
        head = folded(self._reader.text(row, Field.HEAD_NAME))
        return bool(head) and head == folded(self._reader.text(row, Field.FULL_NAME))

    def _told_on(self, row: Row, family: _Family) -> date:
        """Return the day on which ages were told: the day of arrival, else today."""
        arrived = self._reader.arrived(row)
        if arrived is None and family.people:
            arrived = self._reader.arrived(family.people[0].row)
        return min(arrived.date(), self._reader.today) if arrived else self._reader.today

    def _registration(self, family: _Family) -> Registration:
        heads = [person for person in family.people if person.is_head]
        head = heads[0] if heads else _first_grown_up(family.people, self._reader.today)
        reader = self._reader
        if not heads and reader.has(Field.RELATIONSHIP, Field.HEAD_MARK):
            reader.note(head.row, _NO_HEAD, number=family.number)
        for extra in heads[1:]:
            reader.note(extra.row, _TWO_HEADS, number=family.number)
            extra.member = replace(extra.member, relationship=OTHER)
        others = [person for person in family.people if person is not head]
        rows = [head.row, *(person.row for person in others)]
        self._compare_size(family, rows)
        return Registration(
            members=(replace(head.member, relationship=HEAD), *(one.member for one in others)),
            origin=_first((reader.origin(row) for row in rows), Origin()),
            place=_first((reader.place(row) for row in rows), Place()),
            checkpoint=_first((reader.text(row, Field.CHECKPOINT) for row in rows), ""),
            arrived=self._arrived(rows),
            phone=_first((reader.phone(row) for row in rows), ""),
            ration_card=_first((reader.ration_card(row) for row in rows), ""),
            remarks=_first((reader.remarks(row) for row in rows), ""),
            list_name=self._list_name,
            list_number=family.number,
        )

    def _arrived(self, rows: list[Row]) -> datetime | None:
        return next((found for row in rows if (found := self._reader.arrived(row))), None)

    def _compare_size(self, family: _Family, rows: list[Row]) -> None:
        told = _first((self._reader.text(row, Field.TOTAL) for row in rows), "")
        number, listed = whole(told), len(rows)
        if number is not None and number != listed:
            values = {"number": family.number, "told": number, "listed": listed}
            self._reader.note(rows[0], _FEWER, **values)


def _first_grown_up(people: list[_Person], today: date) -> _Person:
    """Return the first who is not known to be a child, or the first of all."""
    births = ((one, one.member.birth) for one in people)
    return next((one for one, b in births if not b or b.age_on(today) >= _GROWN_UP), people[0])


def _first(found: Iterable[T], nothing: T) -> T:
    """Return the first value that is not ``nothing``."""
    return next((one for one in found if one != nothing), nothing)
