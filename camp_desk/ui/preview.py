"""Looking at paper before it is printed, inside the program: nothing is left on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QWidget

from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button, IconButton
from camp_desk.ui.widgets.labels import Label

Render = Callable[[int, int], tuple[int, int, bytes]]
"""Turns a page (from 0) at a resolution (dots per inch) into width, height and RGBA bytes."""

_ZOOMS = (50, 75, 100, 125, 150, 200)
_SCREEN_DPI = 96
_PRINT_DPI = 200


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished document: its title, its PDF, and how its pages look."""

    title: str
    pdf: bytes
    pages: int
    render: Render


class Preview(QDialog):
    """One page at a time; prints all of them, or saves the PDF and says what that leaves."""

    printed = Signal(int)
    """How many pages went to the printer."""

    def __init__(self, look: Look, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = look.words
        self._look, self._words, self._paper = look, words, paper
        self._page, self._zoom = 0, _ZOOMS.index(100)
        self.kept = False
        """Whether it was printed or saved."""
        self.setWindowTitle(paper.title)
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(words("Page"))
        self.back = IconButton(look, words("Page before (Page Up)"), "chevron-up")
        self.on = IconButton(look, words("Next page (Page Down)"), "chevron-down")
        self.smaller = IconButton(look, words("Smaller (Ctrl+-)"), "zoom-out")
        self.larger = IconButton(look, words("Larger (Ctrl++)"), "zoom-in")
        self.where = Label(look, part="hint")
        self.notice = Banner(look)
        self.print_button = Button(look, words("Print"), "printer", "primary")
        self.save = Button(look, words("Save as PDF …"), "file-down")
        self.close_button = Button(look, words("Close"), part="ghost")
        self._lay_out()
        self._connect()
        self._fit(look)
        self.print_button.setFocus()
        self._show()

    @classmethod
    def ask(cls, look: Look, paper: Paper, parent: QWidget | None = None) -> bool:
        """Show the paper until the dialog is closed; return whether it was printed or saved."""
        dialog = cls(look, paper, parent)
        dialog.exec()
        return dialog.kept

    @property
    def page(self) -> int:
        """Return the page that is shown, from 0."""
        return self._page

    def go_to(self, page: int) -> None:
        """Show another page, the nearest there is."""
        self._page = max(0, min(self._paper.pages - 1, page))
        self._show()

    def zoom(self, steps: int) -> None:
        """Show the page larger or smaller."""
        self._zoom = max(0, min(len(_ZOOMS) - 1, self._zoom + steps))
        self._show()

    def print_on(self, printer: QPrinter) -> int:
        """Paint the printer's chosen pages, each the way it lies, and return how many."""
        first = (printer.fromPage() or 1) - 1
        last = (printer.toPage() or self._paper.pages) - 1
        image = self._image(first, _PRINT_DPI)
        printer.setPageOrientation(_lies(image))
        painter = QPainter(printer)
        try:
            for page in range(first, last + 1):
                if page > first:
                    image = self._image(page, _PRINT_DPI)
                    printer.setPageOrientation(_lies(image))
                    printer.newPage()
                whole = printer.pageLayout().fullRectPixels(printer.resolution())
                painter.drawImage(_fitted(image.size(), whole.size()), image)
        finally:
            painter.end()
        return last - first + 1

    def save_to(self, path: Path) -> None:
        """Write the PDF, and say what stays on the disk."""
        try:
            path.write_bytes(self._paper.pdf)
        except OSError:
            self.notice.say(
                "danger",
                self._words(
                    "{file} could not be written. Choose another folder.", file=ltr(str(path))
                ),
            )
            return
        self.kept = True
        self.notice.say(
            "warn",
            self._words(
                "Saved as {file}. It is not encrypted: whoever takes this disk can read the names."
                " Delete it when it is printed.",
                file=ltr(str(path)),
            ),
        )

    def _lay_out(self) -> None:
        look = self._look
        tools = row(
            look,
            self.back,
            self.on,
            self.where,
            12,
            self.smaller,
            self.larger,
            None,
            self.close_button,
            self.save,
            self.print_button,
        )
        self.setLayout(padded(look, column(look, tools, self.notice, (self._area, 1), gap=10), 16))

    def _connect(self) -> None:
        self.back.clicked.connect(self._back)
        self.on.clicked.connect(self._on)
        self.smaller.clicked.connect(self._smaller)
        self.larger.clicked.connect(self._larger)
        self.print_button.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        for keys, slot in (
            ("PgUp", self._back),
            ("PgDown", self._on),
            ("Ctrl++", self._larger),
            ("Ctrl+-", self._smaller),
            ("Ctrl+P", self._print),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _fit(self, look: Look) -> None:
        """Be as large as the window allows, and show the first page as wide as fits."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(10_000, 10_000)
        width = min(look.px(1180), room.width() - look.px(40))
        self.resize(width, min(look.px(720), room.height() - look.px(40)))
        page, *_ = self._paper.render(0, _SCREEN_DPI)
        free = width - look.px(72)  # margins and the bar to scroll with
        while self._zoom and page * _ZOOMS[self._zoom] > 100 * free:
            self._zoom -= 1

    def _show(self) -> None:
        dpi = round(_ZOOMS[self._zoom] * 0.96 * self.devicePixelRatioF())
        image = QPixmap.fromImage(self._image(self._page, dpi))
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.setPixmap(image)
        numbers = {"page": self._page + 1, "pages": self._paper.pages}
        self.where.say(self._words("Page {page} of {pages}", **numbers))
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < self._paper.pages - 1)

    def _image(self, page: int, dpi: int) -> QImage:
        width, height, rgba = self._paper.render(page, dpi)
        # copy(): the image would look into bytes that Python lets go
        return QImage(rgba, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()

    def _back(self) -> None:
        self.go_to(self._page - 1)

    def _on(self) -> None:
        self.go_to(self._page + 1)

    def _smaller(self) -> None:
        self.zoom(-1)

    def _larger(self) -> None:
        self.zoom(1)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._paper.title)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._paper.pages)
        if dialog.exec():
            pages = self.print_on(printer)
            self.kept = True
            self.printed.emit(pages)

    def _save(self) -> None:
        words = self._words
        path, _ = QFileDialog.getSaveFileName(
            self, words("Save as PDF"), f"{self._paper.title}.pdf", "PDF (*.pdf)"
        )
        if path:
            self.save_to(Path(path))


def _lies(image: QImage) -> QPageLayout.Orientation:
    across = image.width() > image.height()
    return QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait


def _fitted(page: QSize, paper: QSize) -> QRect:
    """Return where a page goes on paper of perhaps another size, as large as fits, undistorted."""
    size = page.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (paper.width() - size.width()) // 2, (paper.height() - size.height()) // 2
    return QRect(QPoint(left, top), size)
