"""What comes out of the printer is what the preview shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from camp_desk.printing import preview as reading
from camp_desk.ui.look import Look
from camp_desk.ui.preview import Paper, Preview

A4 = (210, 297)
SQUARE = 20
"""Millimetres of a black square in the middle of each page."""


def page(number: int, dpi: int) -> tuple[int, int, bytes]:
    """Return a white page with a black square in its middle; every second one lies across."""
    size = A4 if number % 2 == 0 else A4[::-1]
    width, height, side = (round(each / 25.4 * dpi) for each in (*size, SQUARE))
    left, top = (width - side) // 2, (height - side) // 2
    white, black = b"\xff" * 4, b"\0\0\0\xff"
    plain = white * width
    crossed = white * left + black * side + white * (width - side - left)
    return width, height, plain * top + crossed * side + plain * (height - side - top)


def printed(qtbot: QtBot, look: Look, path: Path, paper: QPageSize.PageSizeId) -> bytes:
    preview = Preview(look, Paper("Sheets", b"%PDF-", 2, page))
    qtbot.addWidget(preview)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(paper))
    printer.setFullPage(True)
    assert preview.print_on(printer) == 2
    return path.read_bytes()


def square(pdf: bytes, number: int) -> tuple[float, float]:
    """Return how wide and high the square on a printed page is, in millimetres."""
    image = reading.render(pdf, number, 100)
    dark = [at // 4 for at in range(0, len(image.rgba), 4) if image.rgba[at] < 128]
    columns, rows = [at % image.width for at in dark], [at // image.width for at in dark]
    width, height = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    return width * 25.4 / 100, height * 25.4 / 100


def test_each_page_is_printed_the_way_it_lies(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    pdf = printed(qtbot, look, tmp_path / "a4.pdf", QPageSize.PageSizeId.A4)
    upright, across = (each.mediabox for each in PdfReader(tmp_path / "a4.pdf").pages)
    assert upright.width < upright.height
    assert across.width > across.height
    for number in range(2):
        assert square(pdf, number) == pytest.approx((SQUARE, SQUARE), abs=0.8)


def test_paper_of_another_size_does_not_distort_a_page(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    pdf = printed(qtbot, look, tmp_path / "letter.pdf", QPageSize.PageSizeId.Letter)
    for number in range(2):
        width, height = square(pdf, number)
        assert width == pytest.approx(height, abs=0.6)
