"""Which column of a list holds what: recognised, corrected by the officer, remembered."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from camp_desk.domain.days import read_moment
from camp_desk.domain.digits import number
from camp_desk.domain.plain import folded
from camp_desk.spreadsheets.fields import Field, Group, Target, as_text
from camp_desk.spreadsheets.headings import recognised
from camp_desk.spreadsheets.table import Row, Table, text

_ROWS_SEARCHED, _LEAST_ROWS_SEARCHED, _CELLS_SEARCHED = 40, 2, 2_000
_ENOUGH = 1.4
"""Sum of confidences from which a row is believed to be the headings: two sure columns."""

_LEAST = 0.5
_BETTER_TOGETHER = 1.0
_KINDS_OF_MARKS = 4
_NEARLY_ALL = 0.9
_SOME_DAY = date(2014, 12, 31)
_GENERAL = 0.75
"""How sure a heading is that would mean something else beside a more telling one."""

_PLAIN = 0.7
"""How sure a heading must be a plain number: of a paper with a number, no family is known by."""

_LONGEST_ID = 6
_NUMBERED_BELOW_MERGED = 0.6
"""Share of numbered rows below which each number stands for the rows without one under it."""

_NO = frozenset(map(folded, ("no", "n", "0", "false", "لا", "كلا", "نەخێر")))
_YES = frozenset(map(folded, ("x", "yes", "y", "1", "v", "true", "نعم", "صح", "ن", "بەڵێ", "✓")))
_MARKS = _YES | _NO
_NAMES = (Field.FULL_NAME, Field.OWN_NAME, Field.HEAD_NAME)


class Shape(StrEnum):
    """What one row stands for."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading as written, what it holds, and how sure that is, from 0 to 1.

    ``remembered`` where an earlier list was corrected so.
    """

    index: int
    heading: str
    target: Target | None = None
    confidence: float = 0.0
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a table holds.

    ``heading_row`` is the number of the last row of headings, 0 when there are none.
    """

    columns: tuple[Column, ...]
    heading_row: int
    shape: Shape

    @property
    def key(self) -> str:
        """Return what all lists with these headings share, to remember corrections by."""
        headings = "\n".join(folded(column.heading) for column in self.columns)
        return hashlib.sha256(headings.encode()).hexdigest()[:24]

    @property
    def score(self) -> float:
        """Return the sum of confidences: how well the table is recognised."""
        return sum(column.confidence for column in self.columns if column.target)

    @property
    def has_names(self) -> bool:
        """Tell whether some column holds names of people."""
        return any(self.index(field) is not None for field in _NAMES)

    @property
    def groups(self) -> tuple[tuple[int, Group], ...]:
        """Return the columns that count people, as index and group."""
        return tuple((c.index, c.target) for c in self.columns if isinstance(c.target, Group))

    def index(self, field: Field) -> int | None:
        """Return the column of a field, or None when the list has none."""
        return next((c.index for c in self.columns if c.target is field), None)

    def heading(self, field: Field) -> str:
        """Return the heading over a field, empty when the list has none."""
        return next((c.heading for c in self.columns if c.target is field), "")

    def with_column(self, index: int, target: Target | None) -> Mapping:
        """Return the mapping with a column chosen by hand; no other column holds the same."""
        return replace(
            self,
            columns=tuple(
                replace(c, target=target, confidence=1.0 if target else 0.0, remembered=False)
                if c.index == index
                else replace(c, target=None, confidence=0.0, remembered=False)
                if target and c.target == target
                else c
                for c in self.columns
            ),
        )

    def with_shape(self, shape: Shape) -> Mapping:
        """Return the mapping with rows read as people, or as households."""
        return replace(self, shape=shape)


def recognise(table: Table) -> Mapping:
    """Return what the columns hold, from the headings and, where they say little, the rows."""
    best: tuple[float, int, list[Column]] = (0.0, 0, [])
    above: list[Row] = []
    for row in _first(table.rows):
        columns = _best_reading(row, above)
        if _score(columns) > best[0] + 0.01 and not _is_data(row, columns, table.rows):
            best = (_score(columns), row.number, columns)
        above = [*above[-1:], row]
    score, heading_row, columns = best
    if score < _ENOUGH:
        heading_row, columns = 0, []
    columns = [*columns, *(Column(n, "") for n in range(len(columns), table.width))]
    rows = [row for row in table.rows if row.number > heading_row]
    return _settled(Mapping(tuple(columns), heading_row, Shape.PERSONS), rows)


def _best_reading(row: Row, above: Sequence[Row]) -> list[Column]:
    """Return a row as headings, with those in the one or two rows above where that says more."""
    headings = own = [text(cell) for cell in row.untrusted_cells]
    best = _assigned(headings)
    for upper in reversed(above):
        over = [text(cell) for cell in upper.untrusted_cells]
        headings = _under(over, headings)
        together = _assigned(headings)
        least = max(_score(best), _score(_assigned(over))) + _BETTER_TOGETHER
        best = together if _score(together) >= least else best
    if above and above[-1].filled > 1 and [c.heading for c in best] == own:
        return _clearer(best, _under([text(cell) for cell in above[-1].untrusted_cells], own))
    return best


def _first(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows among which headings stand; of very wide ones the first few."""
    cells = 0
    for n, row in enumerate(rows[:_ROWS_SEARCHED]):
        if n >= _LEAST_ROWS_SEARCHED and cells > _CELLS_SEARCHED:
            return
        cells += row.filled
        yield row


def _clearer(columns: list[Column], together: Sequence[str]) -> list[Column]:
    """Return columns with a general heading (No, Name) read below the one merged over them."""
    headings = [column.heading for column in columns]
    for n, (column, longer) in enumerate(zip(columns, together, strict=False)):
        general = column.heading and column.confidence <= _GENERAL
        if general and _surest(longer) > max(column.confidence, _LEAST):
            headings[n] = longer
    read = _assigned(headings)
    lost = {c.target for c in columns} - {c.target for c in read} - {None, Field.PERSON_NUMBER}
    return columns if lost or _score(read) <= _score(columns) else read


def _surest(heading: str) -> float:
    return max((confidence for _, confidence in recognised(heading)), default=0.0)


def _is_data(row: Row, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Tell whether a row that might be headings is one of people or families.

    In a list without headings "M" and "head" would head columns of men and of heads, beside a
    number and an age; most of it stands in other rows as well.  A row that is repeated whole, as
    headings are on each page, says nothing of that.
    """
    told = {c.index: folded(text(row[c.index])) for c in columns if c.target}
    told = {index: word for index, word in told.items() if word}
    numbers = sum(number(text(cell)) is not None for cell in row.untrusted_cells)
    if numbers > 1 and numbers >= len(told):
        return True
    again: set[int] = set()
    for other in rows[: 5 * _ROWS_SEARCHED]:
        if other.untrusted_cells != row.untrusted_cells:
            again |= {index for index, word in told.items() if folded(text(other[index])) == word}
    return len(again) > len(told) / 2


def _score(columns: Iterable[Column]) -> float:
    return sum(column.confidence for column in columns)


def _under(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return headings written in two rows, the upper ones merged over several columns."""
    headings, over = [], ""
    for above, below in itertools.zip_longest(upper, lower, fillvalue=""):
        over = above or (over if below else "")
        headings.append(f"{over} {below}".strip())
    return headings


def _assigned(headings: Sequence[str]) -> list[Column]:
    """Return the columns with each target given to the heading that says it most clearly."""
    wishes = sorted(
        (-confidence, index, as_text(target), target)
        for index, heading in enumerate(headings)
        for target, confidence in recognised(heading)
        if confidence >= _LEAST
    )
    given: dict[int, Column] = {}
    taken: set[Target] = set()
    for confidence, index, _, target in wishes:
        if index not in given and target not in taken:
            given[index] = Column(index, headings[index], target, -confidence)
            taken.add(target)
    return [given.get(index, Column(index, heading)) for index, heading in enumerate(headings)]


def _settled(mapping: Mapping, rows: Sequence[Row]) -> Mapping:
    """Return the mapping with what only the rows can tell."""
    time = mapping.index(Field.ARRIVED_TIME)
    if time is not None and mapping.index(Field.ARRIVED) is None and _holds_days(time, rows):
        mapping = mapping.with_column(time, Field.ARRIVED)
    laqab = mapping.index(Field.LAQAB)
    if laqab is not None and not mapping.has_names and _mostly_several_words(laqab, rows):
        mapping = mapping.with_column(laqab, Field.FULL_NAME)
    head = mapping.index(Field.HEAD_NAME)
    if head is not None and _holds_marks(head, rows):
        mapping = mapping.with_column(head, Field.HEAD_MARK)
    number = mapping.index(Field.PERSON_NUMBER)
    family, total = mapping.index(Field.FAMILY), mapping.index(Field.TOTAL)
    if family is not None and total is not None and number is None and _counts(total, family, rows):
        mapping, number = mapping.with_column(total, Field.PERSON_NUMBER), total
    if family is not None and number is not None and _are_swapped(family, number, rows):
        mapping = _swapped(mapping, family, number)
        family, number = number, family
    plain = number is not None and _is_plain(mapping.columns[number], rows)
    if family is None and number is not None and plain and _numbers_families(mapping, number, rows):
        mapping = mapping.with_column(number, Field.FAMILY)
    return mapping.with_shape(_shape(mapping, rows))


def _is_plain(number: Column, rows: Sequence[Row]) -> bool:
    """Tell whether a column numbers the rows; an "ID" in long numbers is that of a paper."""
    if folded(number.heading) == "id":
        return all(len(text(row[number.index])) <= _LONGEST_ID for row in rows[:200])
    return number.confidence >= _PLAIN


def _counts(total: int, family: int, rows: Sequence[Row]) -> bool:
    """Tell whether a column of totals counts the people of each family: 1, 2, 3."""
    follow = 0
    pairs = [(one, two) for one, two in itertools.pairwise(rows[:500]) if two[total] is not None]
    same = [(one, two) for one, two in pairs if text(two[family]) in {"", text(one[family])}]
    for one, two in same:
        before, number_ = number(text(one[total])), number(text(two[total]))
        follow += before is not None and number_ == before + 1
    return follow > len(same) / 2


def _are_swapped(family: int, number: int, rows: Sequence[Row]) -> bool:
    """Tell whether "Family: No | Seq", which heads both columns alike, was read the wrong way."""
    return _restarts(family, rows) and not _restarts(number, rows)


def _restarts(index: int, rows: Sequence[Row]) -> bool:
    """Tell whether a column counts 1, 2, 3 and begins at 1 again, as people of a family do.

    A list in which everybody came alone says nothing of that.
    """
    told = [number(text(row[index])) for row in rows[:500] if row[index] is not None]
    steps = list(itertools.pairwise(told))
    again = sum(a is not None and a > 1 and b == 1 for a, b in steps)
    counted = sum(b == 1 or (a is not None and b == a + 1) for a, b in steps)
    return again > 1 and counted > len(steps) * _NEARLY_ALL


def _swapped(mapping: Mapping, one: int, other: int) -> Mapping:
    """Return the mapping with what two columns hold exchanged."""
    first, second = mapping.columns[one], mapping.columns[other]
    columns = list(mapping.columns)
    columns[one] = replace(first, target=second.target, confidence=second.confidence)
    columns[other] = replace(second, target=first.target, confidence=first.confidence)
    return replace(mapping, columns=tuple(columns))


def _holds_days(index: int, rows: Sequence[Row]) -> bool:
    """Tell whether days stand in a column, with times or without: "Time of arrival" says both."""
    cells = [row[index] for row in rows[:200] if row[index] is not None]
    days = sum(isinstance(c, date) or read_moment(text(c), _SOME_DAY) is not None for c in cells)
    return days > len(cells) / 2


def _mostly_several_words(index: int, rows: Sequence[Row]) -> bool:
    cells = [text(row[index]) for row in rows[:200] if row[index] is not None]
    return sum(" " in cell for cell in cells) > len(cells) / 2


def _holds_marks(index: int, rows: Sequence[Row]) -> bool:
    """Tell whether a column under "head" marks who it is (X, yes, 1), and names nobody."""
    cells = {text(row[index]) for row in rows[:500] if row[index] is not None}
    return bool(cells) and len(cells) <= _KINDS_OF_MARKS and all(map(is_mark, cells))


def is_mark(told: str) -> bool:
    """Tell whether the text of a cell is a sign for yes or no."""
    return folded(told) in _MARKS


def is_yes(told: str) -> bool:
    """Tell whether the text of a cell is a sign, and not one for no."""
    return bool(told) and is_mark(told) and folded(told) not in _NO


def _numbers_families(mapping: Mapping, index: int, rows: Sequence[Row]) -> bool:
    """Tell whether a plain number counts families: one a row, or the same on several rows."""
    whole_names = mapping.index(Field.FULL_NAME) is not None
    heads_beside = whole_names and mapping.index(Field.HEAD_NAME) is not None
    if mapping.index(Field.RELATIONSHIP) is None and not heads_beside:
        return True
    numbers = [text(row[index]) for row in rows if row[index] is not None]
    if len(numbers) < len(rows) * _NUMBERED_BELOW_MERGED:
        return True
    follow = sum(a == b for a, b in itertools.pairwise(numbers))
    return follow > len(numbers) / 4


def shape_of(mapping: Mapping, table: Table) -> Shape:
    """Return what a row of the table stands for, by what its columns hold."""
    return _shape(mapping, [row for row in table.rows if row.number > mapping.heading_row])


def _shape(mapping: Mapping, rows: Sequence[Row]) -> Shape:
    family = mapping.index(Field.FAMILY)
    numbers = [folded(text(row[family])) for row in rows] if family is not None else []
    filled = [number for number in numbers if number]
    alone = len(set(filled)) > len(filled) * 0.7 and len(filled) > len(numbers) / 2
    if mapping.index(Field.RELATIONSHIP) is not None:
        counted = len(mapping.groups) > 1 and alone
        return Shape.HOUSEHOLDS if counted else Shape.PERSONS
    if mapping.groups or mapping.index(Field.TOTAL) is not None:
        counted = len(mapping.groups) > 1 and len(set(filled)) > len(filled) / 2
        return Shape.HOUSEHOLDS if alone or counted or not numbers else Shape.PERSONS
    if mapping.index(Field.HEAD_NAME) is not None and mapping.index(Field.FULL_NAME) is None:
        return Shape.HOUSEHOLDS if alone or not filled else Shape.PERSONS
    return Shape.HOUSEHOLDS if alone else Shape.PERSONS
