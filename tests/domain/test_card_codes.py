import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.cards import (
    CODE_ALPHABET,
    MAX_ISSUE,
    BadCardCode,
    NoIssueLeft,
    card_code,
    read_card_code,
)

KEY = b"k" * 32
numbers = st.integers(1, 999_999_999)
issues = st.integers(1, MAX_ISSUE)


@given(numbers, issues)
def test_a_cards_code_is_read_back_however_it_was_typed(number: int, issue: int) -> None:
    code = card_code(number, issue, KEY)
    assert len(code) == 16
    assert read_card_code(f" {code.lower()}\n", KEY) == (number, issue)


@given(numbers, issues, st.integers(0, 15), st.sampled_from(CODE_ALPHABET))
def test_a_code_passes_exactly_when_no_character_was_changed(
    number: int, issue: int, at: int, character: str
) -> None:
    code = card_code(number, issue, KEY)
    forged = code[:at] + character + code[at + 1 :]
    if forged == code:
        assert read_card_code(forged, KEY) == (number, issue)
    else:
        with pytest.raises(BadCardCode):
            read_card_code(forged, KEY)


@given(numbers, issues)
def test_a_card_of_another_camp_is_refused(number: int, issue: int) -> None:
    with pytest.raises(BadCardCode):
        read_card_code(card_code(number, issue, b"other"), KEY)


@pytest.mark.parametrize("code", ["", "0010000012", "٠٠١٠٠٠٠٠١1ABCDEF", "0" * 17, "O" * 16])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(BadCardCode):
        read_card_code(code, KEY)


def test_the_last_issue_is_said_to_be_the_last() -> None:
    assert read_card_code(card_code(1_000_001, MAX_ISSUE, KEY), KEY) == (1_000_001, MAX_ISSUE)
    with pytest.raises(NoIssueLeft):
        card_code(1_000_001, MAX_ISSUE + 1, KEY)


@pytest.mark.parametrize(("number", "issue"), [(0, 1), (1_000_000_000, 1), (1, 0)])
def test_a_card_that_cannot_be_has_no_code(number: int, issue: int) -> None:
    with pytest.raises(ValueError, match="number"):
        card_code(number, issue, KEY)
