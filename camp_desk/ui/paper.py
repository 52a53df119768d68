"""Showing a finished PDF inside the program."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from camp_desk.printing import preview
from camp_desk.ui.look import Look
from camp_desk.ui.preview import Paper, Preview


def show_paper(look: Look, title: str, pdf: bytes, parent: QWidget | None = None) -> bool:
    """Show a PDF to look at, print or save; return whether it was printed or saved."""
    paper = Paper(title, pdf, preview.page_count(pdf), partial(_rendered, pdf))
    return Preview.ask(look, paper, parent)


def _rendered(pdf: bytes, page: int, dpi: int) -> tuple[int, int, bytes]:
    image = preview.render(pdf, page, dpi)
    return image.width, image.height, image.rgba
