"""Locking the screen when nobody has touched it for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

MINUTES = 5
_CHECK_EVERY_MS = 10_000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleLock(QObject):
    """An event filter for the application that says when the last touch is long ago."""

    expired = Signal()

    def __init__(
        self, clock: Callable[[], float], parent: QObject | None = None, minutes: float = MINUTES
    ) -> None:
        """Take a clock in seconds that never goes back."""
        super().__init__(parent)
        self._clock, self._seconds = clock, minutes * 60
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_EVERY_MS)
        self._timer.timeout.connect(self.check)

    def begin(self) -> None:
        """Count from now on."""
        self._last = self._clock()
        self._timer.start()

    def end(self) -> None:
        """Stop counting, as while the screen is locked."""
        self._timer.stop()

    @Slot()
    def check(self) -> None:
        """Say so if the time is over."""
        if self._clock() - self._last >= self._seconds:
            self.end()
            self.expired.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch, and let it pass."""
        del watched
        if event.type() in _TOUCHES:
            self._last = self._clock()
        return False
