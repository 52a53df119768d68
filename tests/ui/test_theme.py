"""Colours that can be read, sizes that follow the text."""

import pytest

from camp_desk.ui.style_sheet import style_sheet
from camp_desk.ui.theme import CONTROL_PAIRS, SCALES, TEXT_PAIRS, Theme, contrast


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_text_can_be_read_on_its_ground(pair: tuple[str, str], *, dark: bool) -> None:
    colours = Theme(dark=dark).colours
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("pair", CONTROL_PAIRS, ids="-on-".join)
def test_controls_and_charts_can_be_seen_on_their_ground(
    pair: tuple[str, str], *, dark: bool
) -> None:
    colours = Theme(dark=dark).colours
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 3


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("dark", [False, True])
def test_every_token_of_the_style_sheet_is_filled_in(scale: float, *, dark: bool) -> None:
    sheet = style_sheet(Theme(dark, scale), right_to_left=False)
    assert "START" not in sheet
    assert not [line for line in sheet.splitlines() if "{}" in line or "{ }" in line]


def test_corners_change_sides_with_the_direction() -> None:
    first = 'QPushButton[part="segment"][edge="first"] { border-top-{}-radius'
    for right_to_left, side in ((False, "left"), (True, "right")):
        sheet = style_sheet(Theme(), right_to_left=right_to_left)
        assert first.replace("{}", side) in sheet


def test_measures_follow_the_text_size_and_never_vanish() -> None:
    assert Theme(scale=1.5).px(36) == 54
    assert Theme().px(0.2) == 1
