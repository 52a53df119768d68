"""Python's garbage, collected on the screen's thread alone.

Python looks for cycles of dead objects on whatever thread makes the next one.  Widgets are in
such cycles (a window that was closed, with what it connected), and a widget that dies on
another thread than the screen's ends or stops the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_YOUNG = 5_000
"""New objects after which it is worth looking; Python's own 700 is for programs without a pause."""

_ROUNDS = 10
"""How many rounds over the younger objects make one over the older due, as in Python itself."""

_EVERY_MS = 500


def collect_if_due() -> None:
    """Collect what is dead, if much was made since; call it on the screen's thread only."""
    young, middle, old = gc.get_count()
    if young < _YOUNG:
        return
    if old < _ROUNDS:
        gc.collect(1 if middle >= _ROUNDS else 0)
        return
    gc.collect()
    if not gc.get_freeze_count():  # what the program is made of: to look through it takes 80 ms
        gc.freeze()


class Garbage(QObject):
    """Takes collecting over from Python for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(_EVERY_MS)

    @Slot()
    def _look(self) -> None:
        collect_if_due()
