"""Paragraphs one below the other: for pages that are read rather than filled in."""

from __future__ import annotations

from camp_desk.printing.pen import Align, Pen, Reading, Type

_LEADING = 0.56
"""From one baseline to the next, in mm for each point of type: 1.6 lines, Arabic needs them."""


class Prose:
    """A column of text that grows downwards.

    ``y`` is where the next thing goes, in mm from the top; it may be moved.  A column
    does not break over pages.
    """

    def __init__(
        self,
        pen: Pen,
        *,
        left: float,
        right: float,
        top: float,
        right_to_left: bool | None = None,
    ) -> None:
        self.pen = pen
        self.y = top
        self._left, self._right = left, right
        turned = right_to_left is not None and right_to_left != pen.right_to_left
        self._reading = Reading.PAGE
        if right_to_left is not None:
            self._reading = Reading.RIGHT_TO_LEFT if right_to_left else Reading.LEFT_TO_RIGHT
        self._align = Align.END if turned else Align.START

    def heading(self, text: str, size: float = 10.5) -> None:
        """Write a heading with some room above it."""
        self.y += size * 0.16
        self._lines(text, Type(size, bold=True), 0.0)

    def paragraph(self, text: str, size: float = 9.0, *, bold: bool = False) -> None:
        """Write a paragraph, broken where the column ends."""
        self._lines(text, Type(size, bold), 0.0)
        self.y += size * 0.09

    def point(self, text: str, size: float = 9.0) -> None:
        """Write one item of a list, with a bullet."""
        at = self._at(0.0)
        self.pen.text(
            at, self.y + size * 0.36, "•", Type(size, bold=True), align=self._align,
            reading=self._reading,
        )  # fmt: skip
        self._lines(text, Type(size), 3.6)
        self.y += size * 0.05

    def _lines(self, text: str, kind: Type, indent: float) -> None:
        room = self._right - self._left - indent
        for line in self.pen.wrapped(text, kind, room, self._reading):
            self.pen.text(
                self._at(indent), self.y + kind.size * 0.36, line, kind,
                align=self._align, width=room, reading=self._reading,
            )  # fmt: skip
            self.y += kind.size * _LEADING

    def _at(self, indent: float) -> float:
        """Return where a line begins that is indented from the side where it is read from."""
        return self._left + indent if self._align is Align.START else self._right - indent
