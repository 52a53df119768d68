"""A guard on the Qt that is installed: 6.12.0 loses references and aborts after some emits."""

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    """Rings."""

    rung = Signal(object)


class Ear(QObject):
    """Hears, and returns nothing."""

    def hear(self, _value: object) -> None:
        """Hear."""


def test_emitting_a_thousand_times_loses_no_reference_to_true_or_none() -> None:
    bell, ear = Bell(), Ear()
    bell.rung.connect(ear.hear)
    before = sys.getrefcount(True), sys.getrefcount(None)  # noqa: FBT003  the object itself
    for _ in range(1000):
        bell.rung.emit(None)
        ear.setObjectName("ear")
    after = sys.getrefcount(True), sys.getrefcount(None)  # noqa: FBT003  the object itself
    assert all(abs(now - then) < 200 for now, then in zip(after, before, strict=True))
