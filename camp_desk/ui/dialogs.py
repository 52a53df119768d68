"""What dialogs share: a size within the window behind them."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from camp_desk.ui.look import Look


def fit(dialog: QDialog, look: Look, width: int, height: int) -> None:
    """Give a dialog a size at 100 %, or as much of it as the window behind it has."""
    wide, high = look.px(width), look.px(height)
    parent = dialog.parentWidget()
    if parent is not None:
        room = parent.window().size()
        wide, high = min(wide, room.width() - 24), min(high, room.height() - 24)
    dialog.resize(wide, high)
