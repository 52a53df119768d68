"""The plan as shapes: sectors as groups, blocks as rows, shelters as cells with a sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from camp_desk.domain.shelters import Block, Occupancy, Shelter, Standing, together
from camp_desk.domain.words import Words
from camp_desk.ui.charts import Anchor, Box, Path, Shape, Text
from camp_desk.ui.places.telling import sign

Sectors = Mapping[str, Mapping[str, Block]]

MOST_CELLS = 3_000
"""Cells that can still be told apart; beyond them each block is a bar until a sector is chosen."""

_LOOKS = {
    Standing.FREE: ("ok_soft", "ok"),
    Standing.FULL: ("track", "text"),
    Standing.OVER: ("danger_soft", "danger"),
    Standing.BLOCKED: ("muted", "card"),
    Standing.STAGING: ("info_soft", "info"),
    Standing.UNPLANNED: ("warn_soft", "warn"),
}
"""What a cell is filled with, and the colour of its sign and edge."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One shelter on the plan, or one block where there are too many shelters."""

    x: float
    y: float
    width: float
    height: float
    sector: str
    block: str
    shelter: Shelter | None
    total: Occupancy | None = None

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Laid:
    """Where everything stands."""

    cells: tuple[Cell, ...] = ()
    headings: tuple[tuple[float, str], ...] = ()
    """The middle of a sector's heading from above, and its name."""
    blocks: tuple[tuple[float, str], ...] = ()
    """The middle of a block's name from above, and the name."""
    height: float = 0
    width: float = 0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a plan is drawn: the text scale, the words, and whether from right to left."""

    scale: float
    words: Words
    mirrored: bool = False

    def x(self, x: float, width: float, wide: float = 0) -> float:
        """Return where something that begins at ``x`` in reading direction begins from the left."""
        return width - x - wide if self.mirrored else x

    def led(self, text: str) -> str:
        """Return a text that reads in the window's direction: the painter's is left to right."""
        return f"\u2067{text}\u2069" if self.mirrored else text

    @property
    def start(self) -> Anchor:
        """Return the anchor of a text that begins where lines begin."""
        return Anchor.END if self.mirrored else Anchor.START


def whole(sectors: Sectors) -> Occupancy:
    """Return what all these sectors come to."""
    return together(block.total for blocks in sectors.values() for block in blocks.values())


def laid_out(sectors: Sectors, width: float, manner: Manner) -> Laid:
    """Return where sectors, blocks and shelters stand on a plan of a width."""
    scale = manner.scale
    number = sum(len(each) for blocks in sectors.values() for each in blocks.values())
    many = len(sectors) > 1 and number > MOST_CELLS
    side, tall, gap, label = 40 * scale, 30 * scale, 4 * scale, 62 * scale
    cells: list[Cell] = []
    headings, names = [], []
    y = 0.0
    for sector, blocks in sectors.items():
        headings.append((y + 13 * scale, sector))
        y += 28 * scale
        for block, shelters in blocks.items():
            names.append((y + tall / 2, block))
            if many:
                wide = max(side, width - label)
                left = manner.x(label, width, wide)
                cells.append(Cell(left, y, wide, tall, sector, block, None, shelters.total))
                y += tall + gap
                continue
            across = max(1, int((width - label + gap) // (side + gap)))
            for n, each in enumerate(shelters):
                left = manner.x(label + n % across * (side + gap), width, side)
                top = y + n // across * (tall + gap)
                cells.append(Cell(left, top, side, tall, sector, block, each))
            y += -(-len(shelters) // across) * (tall + gap) + gap
        y += 8 * scale
    return Laid(tuple(cells), tuple(headings), tuple(names), y, width)


def shapes(
    laid: Laid, manner: Manner, chosen: int | None, seen: tuple[float, float]
) -> tuple[Shape, ...]:
    """Return what is painted between two heights, the chosen cell with a frame around it."""
    top, below = seen[0] - 40 * manner.scale, seen[1] + 40 * manner.scale
    found: list[Shape] = []
    start = manner.x(0, laid.width)
    for y, sector in laid.headings:
        if top <= y <= below:
            said = manner.words("Sector {sector}", sector=sector)
            found.append(Text(start, y, manner.led(said), "text", 14, 600, manner.start))
    for y, block in laid.blocks:
        if top <= y <= below:
            said = manner.words("Block {block}", block=block) if block else ""
            found.append(Text(start, y, manner.led(said), "muted", 12, 500, manner.start))
    for n, cell in enumerate(laid.cells):
        if top <= cell.y <= below:
            found += _cell(cell) if cell.shelter else _bar(cell, manner)
            if n == chosen:
                found.append(_frame(cell, manner.scale))
    return tuple(found)


def _cell(cell: Cell) -> Iterator[Shape]:
    shelter = cell.shelter
    assert shelter is not None  # noqa: S101  for the type checker
    fill, ink = _LOOKS[shelter.standing]
    edge = "muted" if shelter.standing is Standing.BLOCKED else ink
    yield Box(cell.x, cell.y, cell.width, cell.height, edge, 4)
    yield Box(cell.x + 1, cell.y + 1, cell.width - 2, cell.height - 2, fill, 3)
    middle = cell.x + cell.width / 2
    number = shelter.place.shelter[:6]
    small = "card" if shelter.standing is Standing.BLOCKED else "muted"
    yield Text(middle, cell.y + cell.height * 0.28, number, small, 10, 400, Anchor.MIDDLE)
    yield Text(middle, cell.y + cell.height * 0.68, sign(shelter), ink, 13, 700, Anchor.MIDDLE)


def _bar(cell: Cell, manner: Manner) -> Iterator[Shape]:
    total = cell.total
    assert total is not None  # noqa: S101  for the type checker
    yield Box(cell.x, cell.y, cell.width, cell.height, "input_border", 4)
    yield Box(cell.x + 1, cell.y + 1, cell.width - 2, cell.height - 2, "card", 3)
    share = min(1.0, total.persons / total.capacity) if total.capacity else 0.0
    wide = (cell.width - 2) * share
    left = cell.x + 1 if not manner.mirrored else cell.x + cell.width - 1 - wide
    colour = "danger_soft" if total.standing[Standing.OVER] else "primary_soft"
    yield Box(left, cell.y + 1, wide, cell.height - 2, colour, 3)
    words = manner.words
    said = words(
        "+{free} free · = {full} · ! {over} · × {blocked}",
        free=total.room, full=total.standing[Standing.FULL],
        over=total.standing[Standing.OVER], blocked=total.standing[Standing.BLOCKED],
    )  # fmt: skip
    at = cell.x + cell.width - 10 if manner.mirrored else cell.x + 10
    yield Text(at, cell.y + cell.height / 2, manner.led(said), "text", 13, 500, manner.start)


def _frame(cell: Cell, scale: float) -> Shape:
    x, y, right, below = cell.x, cell.y, cell.x + cell.width, cell.y + cell.height
    points = ((x, y), (right, y), (right, below), (x, below), (x, y))
    return Path(points, "primary", 3 * scale)


def nearest(laid: Laid, now: int, rows: int) -> int:
    """Return the cell above or below a cell that stands nearest to it, or the cell itself."""
    here = laid.cells[now]
    tops = sorted({cell.y for cell in laid.cells})
    at = tops.index(here.y) + rows
    if not 0 <= at < len(tops):
        return now
    line = (n for n, cell in enumerate(laid.cells) if cell.y == tops[at])
    return min(line, key=lambda n: abs(laid.cells[n].x - here.x))
