"""A scan is a burst with a card's pattern and Enter; nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from camp_desk.domain.cards import written
from camp_desk.ui.scanner import Scanner, card_code

CARD = written(1000001).replace(" ", "").replace("-", "")


class Hands:
    """Types into a field with a gap between keys, on a clock of its own."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now = 0.0
        self.codes: list[str] = []
        self.field = QLineEdit()
        qtbot.addWidget(self.field)
        self.field.show()
        self.field.activateWindow()
        self.field.setFocus()
        qtbot.waitUntil(self.field.hasFocus)
        self.scanner = Scanner(self.clock, self.field)
        self.scanner.scanned.connect(self.codes.append)
        self.entered = 0
        self.field.returnPressed.connect(self._count)
        self._qtbot = qtbot

    def clock(self) -> float:
        """Return the time."""
        return self.now

    def type(self, text: str, gap: float, *, enter: bool = True) -> None:
        """Type letters and perhaps Enter, so many seconds apart."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self.scanner)
        try:
            for letter in text:
                self.now += gap
                QTest.keyClicks(self.field, letter)
            if enter:
                self.now += gap
                QTest.keyClick(self.field, Qt.Key.Key_Return)
        finally:
            app.removeEventFilter(self.scanner)

    def _count(self) -> None:
        self.entered += 1


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """A field with the focus, and somebody who types."""
    return Hands(qtbot)


def test_a_burst_with_a_cards_number_is_a_scan_and_the_field_is_as_before(hands: Hands) -> None:
    hands.field.setText("Kar")
    hands.type(CARD, 0.01)
    assert hands.codes == [CARD]
    assert hands.field.text() == "Kar"
    assert hands.entered == 0


def test_the_same_number_typed_by_hand_is_typing(hands: Hands) -> None:
    hands.type(CARD, 0.08)
    assert hands.codes == []
    assert hands.field.text() == CARD
    assert hands.entered == 1


def test_a_name_typed_like_lightning_is_typing(hands: Hands) -> None:
    hands.type("Abdulrahman", 0.01)
    assert hands.codes == []
    assert hands.field.text() == "Abdulrahman"


def test_a_burst_without_enter_is_typing(hands: Hands) -> None:
    hands.type(CARD, 0.01, enter=False)
    assert hands.codes == []
    assert hands.field.text() == CARD


def test_a_scan_right_after_typing_leaves_what_was_typed(hands: Hands) -> None:
    hands.type("Kar", 0.2, enter=False)
    hands.now += 0.2
    hands.type("001000001AB7K2QX", 0.01)
    assert hands.codes == ["001000001AB7K2QX"]
    assert hands.field.text() == "Kar"


def test_a_scan_with_an_arabic_keyboard_chosen_is_read_by_its_keys() -> None:
    assert card_code("001000001شلا٧نقضء") == "001000001AB7KRQX"


@given(st.integers(0, 9_999_999_999))
def test_ten_digits_are_a_card_exactly_when_the_check_digit_fits(number: int) -> None:
    digits = f"{number:010d}"
    right = written(number // 10).replace(" ", "").replace("-", "")
    assert card_code(digits) == (digits if digits == right else "")
