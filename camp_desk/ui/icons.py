"""Lucide's drawings in the colours of the theme, rendered in memory."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from camp_desk.shipped import resources

_RATIOS = (1.0, 1.5, 2.0)


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return a drawing ``size`` pixels wide, in a colour, for a screen of that pixel ratio."""
    key = f"{name} {colour} {size} {ratio}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _drawn(name, colour, round(size * ratio))
        drawn.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: str, size: int, disabled: str = "") -> QIcon:
    """Return a drawing as an icon that is sharp on screens of any usual density.

    ``disabled`` is its colour on a disabled button, where Qt's own grey would not be seen.
    """
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(pixmap(name, colour, size, ratio))
        if disabled:
            result.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return result


def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    svg = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    image = QPixmap(pixels, pixels)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
    finally:
        painter.end()
    return image
