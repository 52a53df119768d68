"""What this program is and what it stands on, and its help."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextLength, QTextOption, QTextTable
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from camp_desk import __version__, shipped
from camp_desk.domain.words import Words
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import ltr
from camp_desk.ui.look import Look
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Drawing, Label

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft

_LINE = 120
"""Height of a line in per cent."""

UNREAD = ("ar", "ckb")
"""Languages whose words no native speaker has read yet."""


class Reader(QTextBrowser):
    """Shows Markdown that travels with the program; follows no link and loads nothing."""

    def __init__(self, look: Look, name: str, markdown: str, *, right_to_left: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDefaultFont(look.theme.font(14))
        self.document().setDocumentMargin(look.px(16))
        option = self.document().defaultTextOption()
        option.setTextDirection(_RIGHT_TO_LEFT if right_to_left else _LEFT_TO_RIGHT)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setMarkdown(_mirrored(markdown) if right_to_left else markdown)
        self._give_room(look)

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Load nothing: neither pictures nor pages, from nowhere."""

    def _give_room(self, look: Look) -> None:
        """Set headings apart and open the lines up, which Markdown cannot ask for."""
        document = self.document()
        cursor, block = QTextCursor(document), document.begin()
        while block.isValid():
            layout = block.blockFormat()
            layout.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if layout.headingLevel() and block.position():
                layout.setTopMargin(look.px(18))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(layout)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = frame.format()
                table.setCellPadding(look.px(6))
                table.setBorder(0)  # Qt draws one side of it only
                table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(table)


class HelpDialog(Dialog):
    """The help page in the window's language, or in English where there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("Help"), parent)
        language, text = help_page(words.language)
        self.reader = Reader(look, words("Help"), text, right_to_left=Words(language).right_to_left)
        self.close_button = Button(look, words("Close"), part="primary")
        self.close_button.clicked.connect(self.accept)
        card = Card()
        card.setLayout(padded(look, column(look, self.reader), 4))
        foot = row(look, None, self.close_button)
        self.setLayout(padded(look, column(look, (card, 1), foot, gap=12), 16))
        self.fit(860, 680)
        self.reader.setFocus()

    @classmethod
    def ask(cls, look: Look, parent: QWidget | None = None) -> None:
        """Show the help until it is closed."""
        cls(look, parent).wait()


class AboutDialog(Dialog):
    """Version, licence, and what the program cannot promise of its translations."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(look, words("About Camp Desk"), parent)
        self.version = Label(
            look,
            words(
                "Version {version} · Qt {qt} · Apache License 2.0",
                version=ltr(__version__),
                qt=ltr(qVersion()),
            ),
            "hint",
        )
        purpose = Label(
            look,
            words(
                "Arrivals, stock, rations, paper and sticks for the logistics officers of a camp."
                " It needs no network and sends nothing anywhere."
            ),
            "said",
            wrapped=True,
        )
        self.unread = Banner(look)
        self.unread.say("warn", unread(words))
        notices = (shipped.resources() / "licences" / "notices.md").read_text("utf-8")
        self.reader = Reader(
            look, words("What it is built on, and its licences"), notices, right_to_left=False
        )
        self.close_button = Button(look, words("Close"), part="primary")
        self.close_button.clicked.connect(self.accept)
        title = column(look, Label(look, words("Camp Desk"), "title"), self.version, gap=0)
        head = row(look, Drawing(look, "tent", "primary", 40), (title, 1), gap=14)
        card = Card()
        card.setLayout(padded(look, column(look, self.reader), 4))
        foot = row(look, None, self.close_button)
        box = column(look, head, purpose, self.unread, (card, 1), foot, gap=12)
        self.setLayout(padded(look, box, 20, 18))
        self.fit(760, 660)
        self.close_button.setFocus()

    @classmethod
    def ask(cls, look: Look, parent: QWidget | None = None) -> None:
        """Show it until it is closed."""
        cls(look, parent).wait()


def unread(words: Words) -> str:
    """Return which translations no native speaker has read, as a sentence."""
    names = {"ar": words("Arabic"), "ckb": words("Kurdish (Sorani)")}
    return words(
        "No native speaker has read these translations yet: {languages}. Where a word is wrong or"
        " odd, the English one is what was meant.",
        languages=words(", ").join(names[language] for language in UNREAD),
    )


def help_page(language: str) -> tuple[str, str]:
    """Return the language of the help that there is, and its text in Markdown."""
    folder = shipped.resources() / "help"
    found = language if (folder / f"{language}.md").exists() else "en"
    return found, (folder / f"{found}.md").read_text("utf-8")


def _mirrored(markdown: str) -> str:
    """Return the page with the columns of its tables turned round, which Qt does not do."""
    return "\n".join(
        "|".join(reversed(line.split("|"))) if line.startswith("|") else line
        for line in markdown.split("\n")
    )
