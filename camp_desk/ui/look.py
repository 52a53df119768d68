"""How the window looks and speaks: theme and words, handed to every widget."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFontDatabase, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from camp_desk import shipped
from camp_desk.domain.words import Words
from camp_desk.ui import icons
from camp_desk.ui.garbage import Garbage
from camp_desk.ui.style_sheet import style_sheet
from camp_desk.ui.theme import Theme

_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


@dataclass(frozen=True, slots=True)
class Look:
    """A theme and a language; a new one means building the window anew."""

    theme: Theme = field(default_factory=Theme)
    words: Words = field(default_factory=Words)

    def px(self, n: float) -> int:
        """Return a measure given at 100 % at the chosen text size."""
        return self.theme.px(n)

    def icon(self, name: str, colour: str = "text", size: int = 18) -> QIcon:
        """Return an icon in a colour of the theme, ``size`` pixels wide at 100 %."""
        # What is light on a dark button would vanish on the light ground of a disabled one.
        disabled = self.theme.colours["faint"] if colour == "primary_text" else ""
        return icons.icon(name, self.theme.colours[colour], self.px(size), disabled)

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """Return a drawing in a colour of the theme for a screen of that pixel ratio."""
        return icons.pixmap(name, self.theme.colours[colour], self.px(size), ratio)

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Return where lines start in this language."""
        if self.words.right_to_left:
            return Qt.LayoutDirection.RightToLeft
        return Qt.LayoutDirection.LeftToRight


class QtWords(QTranslator):
    """Qt's own words for its own dialogs, in one language."""

    def __init__(self, language: str, parent: QApplication) -> None:
        super().__init__(parent)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self.found = self.load(QLocale(language), "qtbase", "_", folder)


def prepare(app: QApplication) -> None:
    """Choose the style and make the shipped family known to Qt; once in a program's life."""
    Garbage(app)
    app.setStyle("Fusion")
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(shipped.font(f"Vazirmatn-{weight}.ttf")))


def dress(app: QApplication, look: Look) -> None:
    """Give the whole program a look; windows built before keep their words."""
    for old in app.findChildren(QtWords):
        app.removeTranslator(old)
        old.setParent(None)
    translator = QtWords(look.words.language, app)
    if translator.found:
        app.installTranslator(translator)
    app.setLayoutDirection(look.direction)
    app.setFont(look.theme.font())
    app.setPalette(look.theme.palette())
    sheet = style_sheet(look.theme, right_to_left=look.words.right_to_left)
    if app.styleSheet() != sheet:  # the same one set again makes Qt dress every widget anew
        app.setStyleSheet(sheet)
