"""What officers corrected on earlier lists, applied to the next one by the headings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping as Memory
from dataclasses import replace

from camp_desk.domain.plain import folded
from camp_desk.spreadsheets.fields import as_text, from_text
from camp_desk.spreadsheets.mapping import Column, Mapping, Shape, recognise, shape_of
from camp_desk.spreadsheets.table import Table

HEADING, ROWS = "heading ", "rows "
"""How the names begin under which a column, and what a row stands for, are remembered."""

_LONGEST = 90


def with_memory(mapping: Mapping, memory: Memory[str, str], table: Table) -> Mapping:
    """Return the mapping with every column as it was corrected on an earlier list.

    Headings that stand over two columns, and none, are not known by.  Where two headings are
    remembered for one field, the first column has it.
    """
    by_itself, names = mapping, _names(mapping)
    told = {index: memory[name] for index, name in names.items() if name in memory}
    given = set()
    for index, text in told.items():
        target = from_text(text)
        if (target is None and text) or target in given:  # of a later version, or taken
            continue
        given |= {target} if target else set()
        mapping = mapping.with_column(index, target)
    columns = [
        replace(now, remembered=now.index in told and now.target != before.target)
        for now, before in zip(mapping.columns, by_itself.columns, strict=True)
    ]
    mapping = replace(mapping, columns=tuple(columns))
    shape = memory.get(ROWS + mapping.key)
    if shape in set(Shape):
        return mapping.with_shape(Shape(shape))
    if mapping.columns == by_itself.columns:
        return mapping
    return mapping.with_shape(shape_of(mapping, table))


def to_remember(chosen: Mapping, memory: Memory[str, str], table: Table) -> dict[str, str]:
    """Return what is new to remember of a mapping with which a list was taken in.

    A column that only lost its field to another one is not remembered as unused.
    """
    by_itself = recognise(table)
    found = {}
    held = {column.target for column in chosen.columns}
    for index, name in _names(chosen).items():
        before, now = by_itself.columns[index].target, chosen.columns[index].target
        lost = now is None and before in held
        known = memory.get(name, as_text(before))
        if as_text(now) != known and not lost:
            found[name] = as_text(now)
    rows = ROWS + chosen.key
    if chosen.shape is not with_memory(by_itself, {**memory, **found}, table).shape:
        found[rows] = chosen.shape.value
    return found


def _names(mapping: Mapping) -> dict[int, str]:
    """Return under which name each column is remembered, by its index."""
    names = {column.index: _name(column) for column in mapping.columns}
    times = Counter(names.values())
    return {index: name for index, name in names.items() if name and times[name] == 1}


def _name(column: Column) -> str:
    heading = folded(column.heading)
    if len(heading) > _LONGEST:
        heading = hashlib.sha256(heading.encode()).hexdigest()[:24]
    return HEADING + heading if heading else ""
