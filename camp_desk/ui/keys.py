"""Ctrl+Enter, which writes down what is typed, on the Enter of the letters and of the numbers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_BOTH = ("Ctrl+Return", "Ctrl+Enter")
"""Qt's names for the two: a shortcut on one does not answer the other."""


def on_ctrl_enter(asking: QWidget, act: Callable[[], object]) -> None:
    """Do this on Ctrl+Enter in the window that a widget stands in."""
    for keys in _BOTH:
        QShortcut(QKeySequence(keys), asking).activated.connect(act)


def on_ctrl_enter_within(asking: QWidget, act: Callable[[], object]) -> None:
    """Do this on Ctrl+Enter only while the focus is in the widget."""
    for keys in _BOTH:
        shortcut = QShortcut(QKeySequence(keys), asking)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
