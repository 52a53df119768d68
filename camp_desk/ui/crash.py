"""What is shown when the program itself made a mistake."""

from __future__ import annotations

import traceback

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from camp_desk.ui.look import Look
from camp_desk.ui.widgets.boxes import column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.labels import Drawing, Label


class CrashDialog(QDialog):
    """Says what happened and that nothing saved is lost; sends nothing anywhere."""

    def __init__(self, look: Look, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = look.words
        self.setWindowTitle(words("A mistake in the program"))
        self.report = QPlainTextEdit("".join(traceback.format_exception(error)))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(words("Report"))
        self.copy = Button(look, words("Copy the report"), "copy")
        self.close_button = Button(look, words("Go on"), part="primary")
        sentence = words(
            "The program made a mistake and stopped what it was doing. Everything that was saved"
            " before is safe. Nothing leaves this laptop: if you want to tell somebody, copy the"
            " report; it may hold names, so give it only to those you trust."
        )
        title = Label(look, words("A mistake in the program"), "title")
        inside = column(
            look,
            row(look, Drawing(look, "triangle-alert", "danger", 24), (title, 1), gap=12),
            Label(look, sentence, "", wrapped=True),
            (self.report, 1),
            row(look, None, self.copy, self.close_button),
            gap=12,
        )
        self.setLayout(padded(look, inside, 20))
        self.resize(look.px(640), look.px(440))
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)

    @classmethod
    def ask(cls, look: Look, error: BaseException, parent: QWidget | None = None) -> None:
        """Show the dialog and wait until it is closed."""
        cls(look, error, parent).exec()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
