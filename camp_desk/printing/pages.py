"""A PDF document that is written out page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from camp_desk import shipped
from camp_desk.printing.fonts import EmbeddedFont, Face
from camp_desk.printing.text import Typesetter, one_line

POINTS = 72 / 25.4
"""How many points a millimetre has; PDF measures in points from the lower left corner."""

A4 = (210.0, 297.0)
"""Width and height in mm."""

A4_ACROSS = (297.0, 210.0)
"""A4 turned on its side, in mm."""

A5 = (148.0, 210.0)
"""Width and height in mm."""

_AUTHOR = "Camp Desk"


@dataclass(frozen=True, slots=True)
class About:
    """What a viewer says of a document: its title, its subject and its language (ISO 639)."""

    title: str
    subject: str
    language: str


class Pages:
    """The pages of one document, drawn as PDF operators in points.

    Use it as a context manager.  A page is in the file as soon as the next one begins,
    and only where it stands is remembered; when the block is left the document is
    completed, unless it is left by an error.
    """

    def __init__(self, out: BinaryIO, size: tuple[float, float], about: About) -> None:
        from camp_desk.printing.streamed import StreamedCanvas

        self.size = size
        """Width and height in mm."""
        self.code: list[str] = []
        """The operators of the page that is being drawn."""
        self._canvas = StreamedCanvas(out, (size[0] * POINTS, size[1] * POINTS), about.language)
        self._canvas.setTitle(one_line(about.title))
        self._canvas.setSubject(one_line(about.subject))
        self._canvas.setAuthor(_AUTHOR)
        self._canvas.setCreator(_AUTHOR)
        # Codes and cut lines have their measure only if the viewer does not fit the page.
        self._canvas.setViewerPreference("PrintScaling", "None")
        self.regular = self._typesetter("Vazirmatn-Regular.ttf", "CD1", about.language)
        self.bold = self._typesetter("Vazirmatn-Bold.ttf", "CD2", about.language)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._canvas.save()

    def end_page(self) -> None:
        """Write out the page and begin the next one."""
        self._canvas.addLiteral("\n".join(self.code))
        self.code.clear()
        self._canvas.showPage()

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """Keep what the block draws as a form that `place` puts on any page at little cost."""
        with self.captured() as code:
            yield
        self._canvas.beginForm(name)
        self._canvas.addLiteral("\n".join(code))
        self._canvas.endForm()

    def place(self, name: str) -> None:
        """Put a form on the page."""
        self._canvas.addLiteral("\n".join(self.code))
        self.code.clear()
        self._canvas.doForm(name)

    @contextmanager
    def captured(self) -> Iterator[list[str]]:
        """Catch the operators that the block draws instead of putting them on the page."""
        page, self.code = self.code, []
        try:
            yield self.code
        finally:
            self.code = page

    @contextmanager
    def shifted(self, right: float, up: float) -> Iterator[None]:
        """Draw the block with its origin moved, in mm."""
        self.code.append(f"q 1 0 0 1 {point(right)} {point(up)} cm")
        yield
        self.code.append("Q")

    def _typesetter(self, file: str, resource: str, language: str) -> Typesetter:
        font = EmbeddedFont(Face(shipped.font(file)), resource)
        self._canvas._doc.delayedFonts.append(font)  # noqa: SLF001  ReportLab's list of fonts to come
        return Typesetter(font, language)


def point(millimetres: float) -> str:
    """Return a measure in points as PDF writes it."""
    return f"{millimetres * POINTS:.2f}".rstrip("0").rstrip(".")
