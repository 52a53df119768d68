"""Reads the cells of one row as what their columns are said to hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from sys import intern

from camp_desk.domain import days, digits
from camp_desk.domain.naming import no_name
from camp_desk.domain.origins import Gazetteer
from camp_desk.domain.plain import folded
from camp_desk.domain.registration import Birth, Member, Origin, Place, Precision, Sex
from camp_desk.domain.relationships import OTHER, Relationships
from camp_desk.domain.words import N_
from camp_desk.spreadsheets.fields import Field
from camp_desk.spreadsheets.mapping import Mapping
from camp_desk.spreadsheets.outcome import Note, RowRejected
from camp_desk.spreadsheets.sexes import Sexes
from camp_desk.spreadsheets.splitting import split
from camp_desk.spreadsheets.table import Cell, NoValue, Row, text

LONGEST = 200
"""Letters of a cell that are taken in."""

_LONGEST_NUMBER = 40

NO_NAME = N_("There is no name in row {row}.")
_FORMULA = N_("Row {row} holds a formula under “{heading}”.")
_NO_VALUE = N_("Row {row}: under “{heading}” stands a formula without a value.")
_TOO_LONG = N_("The text under “{heading}” in row {row} is longer than {most} letters.")
_NOT_A_NAME = N_("“{text}” in row {row} is not a name: it has digits, or no letters.")
_BAD_NUMBER = N_("“{text}” in row {row} is not the number of a family.")
_LEFT_OUT = N_("Row {row}: the cell under “{heading}” was left out: it is a formula or too long.")
_CUT = N_("Row {row}: the remarks are longer than {most} letters; the rest was left out.")
_NO_SEX = N_("Row {row}: “{text}” is no sex; it is unknown.")
_NO_AGE = N_("Row {row}: “{text}” is no age or day of birth; it is unknown.")
_NO_DAY = N_("Row {row}: “{text}” is no day of arrival; it was left out.")
_LATER = N_("Row {row}: the day of arrival, {day}, is later than today.")
_NO_RELATIONSHIP = N_("Row {row}: the relationship “{text}” is not known; it was taken as other.")
_NO_PHONE = N_("Row {row}: “{text}” is no telephone number; it was left out.")

NOTHING = frozenset(
    map(
        folded,
        [
            "",
            "na",
            "n a",
            "none",
            "nil",
            "null",
            "nan",
            "unknown",
            "لا يوجد",
            "لايوجد",
            "بدون",
            "غير معروف",
            "مجهول",
            "لا شيء",
            "غير متوفر",
            "نییە",
        ],
    )
)
"""What people write into a cell to say that it holds nothing."""

_FORMULA_STARTS = ("=", "+", "@")


@dataclass(slots=True)
class RowReader:
    """Reads rows of one list; what cannot be read becomes a note, or stops the row.

    ``near`` is the day that the list was written about: yearless days are looked for before it.
    """

    mapping: Mapping
    relationships: Relationships
    gazetteer: Gazetteer
    today: date
    near: date
    notes: list[Note]
    arrival_order: days.Order = days.Order.DAY_FIRST
    birth_order: days.Order = days.Order.DAY_FIRST
    sexes: Sexes = field(default_factory=Sexes)
    _columns: dict[Field, int] = field(init=False)
    _origin: Callable[[str, str, str], Origin] = field(init=False)
    _split: Callable[[str], Origin] = field(init=False)

    def __post_init__(self) -> None:
        found = ((one, self.mapping.index(one)) for one in Field)
        self._columns = {one: index for one, index in found if index is not None}
        self._origin = lru_cache(maxsize=None)(self.gazetteer.origin)
        self._split = lru_cache(maxsize=None)(self.gazetteer.split)

    def has(self, *fields: Field) -> bool:
        """Tell whether the list has a column for one of these."""
        return any(one in self._columns for one in fields)

    def raw(self, row: Row, one: Field) -> Cell:
        """Return the cell of a field as it was read, None when there is no such column."""
        index = self._columns.get(one)
        return None if index is None else row[index]

    def text(self, row: Row, one: Field) -> str:
        """Return the text of a field without formulas, overlong text and words for "nothing"."""
        index = self._columns.get(one)
        if index is None or (raw := row[index]) is None:
            return ""
        told = text(raw)
        if folded(told) in NOTHING:
            return ""
        plus_is_fine = one is Field.PHONE
        formula = told.startswith("=" if plus_is_fine else _FORMULA_STARTS)
        if formula or len(told) > LONGEST:
            self.note(row, _LEFT_OUT, heading=self.mapping.heading(one))
            return ""
        return told

    def require_values(self, row: Row, *fields: Field, but: Field | None = None) -> None:
        """Check that no formula without a value stands in these columns, or in any that is read.

        ``but`` is a column that says nothing which the others do not say.

        Raises:
            RowRejected: One does.
        """
        for column in self.mapping.columns:
            wanted = column.target in fields if fields else column.target is not None
            if wanted and column.target is not but and isinstance(row[column.index], NoValue):
                raise RowRejected(_NO_VALUE, row=row.number, heading=column.heading)

    def note(self, row: Row, message: str, **values: object) -> None:
        """Notice something about a row."""
        self.notes.append(Note(row.number, message, {"row": row.number, **values}))

    def family(self, row: Row) -> str:
        """Return the family's number in the list, in Latin digits, empty when the cell is.

        Raises:
            RowRejected: What stands there is no number.
        """
        told = self._certain(row, Field.FAMILY)
        if isinstance(self.raw(row, Field.FAMILY), bool):
            raise RowRejected(_BAD_NUMBER, row=row.number, text=told)
        number = digits.latin(told).strip(" .#:-/")
        if len(number) > _LONGEST_NUMBER or (told and not number):
            raise RowRejected(_BAD_NUMBER, row=row.number, text=told[:_LONGEST_NUMBER])
        return str(int(number)) if number.isdecimal() else number

    def member(self, row: Row, names: tuple[Field, ...], told_on: date) -> Member:
        """Return the person of a row; ``names`` are the columns of whole names, the best first.

        Raises:
            RowRejected: The row names nobody.
        """
        sex = self.sex(row)
        code = ""
        if told := self.text(row, Field.RELATIONSHIP):
            relationship = self.relationships.find(told, sex)
            if relationship is None:
                self.note(row, _NO_RELATIONSHIP, text=told)
            code = relationship.code if relationship else OTHER
            if relationship and sex is Sex.UNKNOWN:
                sex = relationship.sex
        birth = self.birth(row, told_on)
        own, father, grandfather, laqab = self.names(row, names)
        return Member(own, father, grandfather, laqab, sex, birth, code)

    def names(self, row: Row, wholes: tuple[Field, ...]) -> tuple[str, str, str, str]:
        """Return own, father's and grandfather's name and laqab.

        Raises:
            RowRejected: There is no name, or what stands there is none.
        """
        whole = next(filter(None, (self._certain(row, one) for one in wholes)), "")
        own, father = self._certain(row, Field.OWN_NAME), self.text(row, Field.FATHER)
        grandfather, laqab = self.text(row, Field.GRANDFATHER), self.text(row, Field.LAQAB)
        fourth = self.text(row, Field.FOURTH)
        if not own and whole:
            parts = split(whole)
            clash = father and parts.father and folded(parts.father) != folded(father)
            own = whole if clash else parts.own
            father = father or parts.father
            grandfather = grandfather or parts.grandfather
            fourth = fourth or ("" if clash or folded(parts.rest) == folded(laqab) else parts.rest)
        if not own:
            raise RowRejected(NO_NAME, row=row.number)
        last = " ".join(filter(None, (fourth, laqab)))
        if wrong := no_name(own, father, grandfather, last):
            raise RowRejected(_NOT_A_NAME, row=row.number, text=wrong[:_LONGEST_NUMBER])
        # A hundred thousand people share a few thousand names: each is held once.
        return intern(own), intern(father), intern(grandfather), intern(last)

    def sex(self, row: Row) -> Sex:
        """Return the sex, UNKNOWN when the cell is empty or cannot be read."""
        told = self.text(row, Field.SEX)
        if not folded(told):
            return Sex.UNKNOWN
        found = self.sexes.find(told)
        if found is None:
            self.note(row, _NO_SEX, text=told)
        return found or Sex.UNKNOWN

    def birth(self, row: Row, told_on: date) -> Birth | None:
        """Return the birth that the row tells most exactly, or None.

        Ages were told on ``told_on``; days and years of birth are believed up to today.
        """
        best, unread = None, ""
        for one in (Field.BIRTH_DATE, Field.BIRTH_YEAR, Field.AGE, Field.AGE_MONTHS):
            raw = self.raw(row, one)
            if raw is None or not (told := self.text(row, one)):
                continue
            unit = "months" if one is Field.AGE_MONTHS else ""
            unit = self.text(row, Field.AGE_UNIT) if one is Field.AGE else unit
            found = self._birth(raw, told, one, told_on, unit)
            unread = unread or ("" if found else told)
            if found and (best is None or _closer(found, best)):
                best = found
        if unread and best is None:
            self.note(row, _NO_AGE, text=unread)
        return best

    def arrived(self, row: Row) -> datetime | None:
        """Return the day and time of arrival, or None."""
        raw, told = self.raw(row, Field.ARRIVED), self.text(row, Field.ARRIVED)
        if raw is None or not told:
            return None
        moment = _moment(raw) or days.read_moment(told, self.near, self.arrival_order)
        if moment is None:
            self.note(row, _NO_DAY, text=told)
            return None
        if moment.date() > self.today + timedelta(days=1):
            self.note(row, _LATER, day=moment.date().isoformat())
        clock = self._clock(row)
        return datetime.combine(moment.date(), clock) if clock else moment

    def phone(self, row: Row) -> str:
        """Return the first telephone number, or nothing."""
        told = self.text(row, Field.PHONE)
        number = digits.phone(told)
        if told and not number and told != "0":
            self.note(row, _NO_PHONE, text=told)
        return number

    def ration_card(self, row: Row) -> str:
        """Return the digits of the state's ration card, or nothing."""
        found = digits.digits_only(self.text(row, Field.RATION_CARD))
        return found if found.strip("0") else ""

    def origin(self, row: Row) -> Origin:
        """Return where the family is from, by the names of the catalogue where it knows them."""
        subdistrict, place = self.text(row, Field.SUBDISTRICT), self.text(row, Field.PLACE)
        if subdistrict and folded(subdistrict) not in folded(place):
            place = f"{subdistrict}، {place}" if place else subdistrict
        told = (self.text(row, Field.GOVERNORATE), self.text(row, Field.DISTRICT), place)
        together = self.text(row, Field.ORIGIN)
        if not together:
            return self._origin(*told)
        whole = self._split(together)
        return self._origin(
            told[0] or whole.governorate, told[1] or whole.district, told[2] or whole.place
        )

    def place(self, row: Row) -> Place:
        """Return where in the camp the family lives."""
        return Place(
            self.text(row, Field.SECTOR), self.text(row, Field.BLOCK), self.text(row, Field.SHELTER)
        )

    def remarks(self, row: Row) -> str:
        """Return the remarks, cut where they are too long."""
        told = text(self.raw(row, Field.REMARKS))
        if len(told) > LONGEST:
            self.note(row, _CUT, most=LONGEST)
        return told[:LONGEST]

    def _certain(self, row: Row, one: Field) -> str:
        """Return the text of a field without which the row is of no use."""
        told = text(self.raw(row, one))
        if told.startswith(_FORMULA_STARTS):
            raise RowRejected(_FORMULA, row=row.number, heading=self.mapping.heading(one))
        if len(told) > LONGEST:
            heading = self.mapping.heading(one)
            raise RowRejected(_TOO_LONG, row=row.number, heading=heading, most=LONGEST)
        return "" if folded(told) in NOTHING else told

    def _birth(self, raw: Cell, told: str, one: Field, told_on: date, unit: str) -> Birth | None:
        if isinstance(raw, datetime | date):
            day = raw.date() if isinstance(raw, datetime) else raw
            return days.born_on(day, self.today)
        if serial := _serial(raw, one):
            return days.born_on(days.from_serial(serial).date(), self.today)
        asked = f"{told} {unit}" if unit and digits.number(told) is not None else told
        if isinstance(raw, timedelta | time):
            return None
        found = days.read_birth(asked, told_on, self.birth_order)
        return found or days.read_birth(asked, self.today, self.birth_order)

    def _clock(self, row: Row) -> time | None:
        raw = self.raw(row, Field.ARRIVED_TIME)
        if isinstance(raw, time):
            return raw.replace(tzinfo=None)
        if isinstance(raw, datetime):
            return raw.time()
        if isinstance(raw, float) and 0 <= raw < 1:
            return days.from_serial(raw).time()
        return days.read_time(text(raw))


def _moment(raw: Cell) -> datetime | None:
    """Return the moment of a cell that is a day already, or the number of one."""
    if isinstance(raw, datetime):
        return raw.replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(raw, date):
        return datetime.combine(raw, time())
    number = (
        raw
        if isinstance(raw, int | float)
        else digits.number(raw)
        if isinstance(raw, str)
        else None
    )
    return days.from_serial(number) if number and 30_000 < number < 80_000 else None  # noqa: PLR2004  1982 to 2119


def _serial(raw: Cell, one: Field) -> float | None:
    """Return the number of a day as spreadsheets count them, where no age or year can be meant."""
    number = digits.number(raw) if isinstance(raw, str) else raw
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    least = 3_000 if one is Field.BIRTH_DATE else 10_000
    return number if least < number < 80_000 else None  # noqa: PLR2004  no year, and before 2119


def _closer(found: Birth, best: Birth) -> bool:
    """Tell whether a birth is known more exactly than another."""
    order = (Precision.ESTIMATED, Precision.YEAR, Precision.MONTH, Precision.EXACT)
    return order.index(found.precision) > order.index(best.precision)
