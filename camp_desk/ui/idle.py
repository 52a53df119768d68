"""Locking the screen when nobody has touched it for a while."""

from __future__ import annotations

import time
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


def awake_or_asleep() -> float:
    """Return seconds that never go back and go on while the laptop sleeps with its lid closed."""
    # time.monotonic() stands still then on Linux and macOS; on Windows there is no clock to name.
    clock = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


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
        if self._timer.isActive() and self._clock() - self._last >= self._seconds:
            self.end()
            self.expired.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch and let it pass, unless it comes too late: then the lock comes first."""
        del watched
        if event.type() not in _TOUCHES:
            return False
        counting = self._timer.isActive()
        self.check()  # the timer slept too
        self._last = self._clock()
        return counting and not self._timer.isActive()
