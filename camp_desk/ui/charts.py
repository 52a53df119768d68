"""Charts: pure functions that return lines, rectangles and texts, and what paints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from camp_desk.ui.look import Look


class Anchor(Enum):
    """Which point of a text is given."""

    START = Qt.AlignmentFlag.AlignLeft
    MIDDLE = Qt.AlignmentFlag.AlignHCenter
    END = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    radius: float = 2


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points; with ``filled`` the area within them, half transparent."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1
    dashed: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark."""

    x: float
    y: float
    colour: str
    radius: float = 6


@dataclass(frozen=True, slots=True)
class Text:
    """A text on one line; ``y`` is its middle."""

    x: float
    y: float
    text: str
    colour: str = "muted"
    size: float = 12
    weight: int = 400
    anchor: Anchor = Anchor.START


Shape = Box | Path | Dot | Text


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart is made of, and what it says to somebody who cannot see it."""

    shapes: tuple[Shape, ...]
    said: str


class Chart(QWidget):
    """Paints what its child draws at the size there is, from left to right in every language."""

    def __init__(self, look: Look, name: str, least_height: int = 118) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(name)
        self.setMinimumHeight(look.px(least_height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def drawn(self, width: float, height: float, scale: float) -> Drawn:
        """Return the chart at a size in pixels and a text scale."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Paint anew, and say anew what is shown."""
        self.setAccessibleDescription(self.drawn(400, 300, 1).said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every shape."""
        del event
        drawing = self.drawn(self.width(), self.height(), self.look.theme.scale)
        painter = QPainter(self)
        try:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for shape in drawing.shapes:
                _paint(painter, self.look, shape)
        finally:
            painter.end()


def _paint(painter: QPainter, look: Look, shape: Shape) -> None:
    colour = look.theme.colour(shape.colour)
    if isinstance(shape, Text):
        painter.setFont(look.theme.font(shape.size, shape.weight))
        painter.setPen(colour)
        wide = 2000.0
        left = {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[shape.anchor]
        area = QRectF(shape.x - left, shape.y - 20, wide, 40)
        painter.drawText(area, int(shape.anchor.value | Qt.AlignmentFlag.AlignVCenter), shape.text)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if isinstance(shape, Box):
        area = QRectF(shape.x, shape.y, shape.width, shape.height)
        painter.drawRoundedRect(area, shape.radius, shape.radius)
    elif isinstance(shape, Dot):
        painter.setPen(QPen(look.theme.colour("card"), 2))
        painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
    else:
        _paint_path(painter, look, shape)


def _paint_path(painter: QPainter, look: Look, path: Path) -> None:
    colour = look.theme.colour(path.colour)
    points = QPolygonF([QPointF(x, y) for x, y in path.points])
    if path.filled:
        colour.setAlpha(46)
        painter.setBrush(colour)
        painter.drawPolygon(points)
        return
    pen = QPen(colour, path.width)
    if path.dashed:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(points)


_NOTHING = 1e-6


def ticks(highest: float, about: int = 6) -> Sequence[float]:
    """Return round numbers from 0 to about ``highest``, evenly spaced.

    Less than a millionth counts as nothing.

    >>> ticks(72)
    (0.0, 20.0, 40.0, 60.0, 80.0)
    """
    if highest < _NOTHING:
        return (0.0,)
    power = 1.0
    while power * 10 <= highest / about:
        power *= 10
    while power > highest / about:
        power /= 10
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= highest / about)
    return tuple(step * n for n in range(int(highest / step + 0.999) + 1))
