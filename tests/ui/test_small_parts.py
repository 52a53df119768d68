"""Settings, the idle lock, icons, and text of both directions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMargins, QObject, Qt
from pytestqt.qtbot import QtBot

from camp_desk.shipped import resources
from camp_desk.ui.direction import isolated, led, ltr, mirrored
from camp_desk.ui.icons import icon, pixmap
from camp_desk.ui.idle import IdleLock, awake_or_asleep
from camp_desk.ui.look import Look
from camp_desk.ui.settings import Settings, SettingsFile


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "new folder" / "settings.json")
    kept = Settings("ar", dark=True, scale=1.25, recent=("/a.camp", "/b.camp"))
    file.save(kept)
    assert file.load() == kept


def test_no_settings_are_the_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "none.json").load() == Settings()


@given(
    st.dictionaries(
        st.sampled_from(["language", "dark", "scale", "recent", "other"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.text()),
    )
    | st.lists(st.integers())
)
def test_whatever_stands_in_the_file_the_settings_are_usable(
    tmp_path_factory: pytest.TempPathFactory, untrusted: object
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(untrusted), "utf-8")
    settings = SettingsFile(path).load()
    assert settings.next_scale(1366).scale in {1.0, 1.25, 1.5}
    assert settings.language in {"en", "ar", "ckb"}


def test_a_broken_file_and_a_folder_that_cannot_be_written_do_not_stop_work(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{", "utf-8")
    assert SettingsFile(path).load() == Settings()
    blocked = SettingsFile(path / "below a file" / "settings.json")
    blocked.save(Settings())
    assert blocked.load() == Settings()


def test_the_camps_opened_last_come_first_and_once() -> None:
    settings = Settings()
    for name in ("a", "b", "a", "c", "d", "e", "f", "g"):
        settings = settings.opened(Path(f"/{name}.camp"))
    assert settings.recent == tuple(f"/{name}.camp" for name in "gfedca")
    assert "/g.camp" not in settings.forgotten("/g.camp").recent


class Clock:
    """Shows the time that it is set to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_the_screen_locks_five_minutes_after_the_last_key(qtbot: QtBot) -> None:
    clock = Clock()
    lock = IdleLock(clock)
    lock.begin()
    clock.now = 299
    with qtbot.assertNotEmitted(lock.expired):
        lock.check()
    lock.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
    clock.now = 598
    with qtbot.assertNotEmitted(lock.expired):
        lock.check()
    clock.now = 599
    with qtbot.waitSignal(lock.expired, timeout=1000):
        lock.check()


def test_the_first_touch_after_a_long_sleep_finds_the_screen_locked(qtbot: QtBot) -> None:
    clock = Clock()
    lock = IdleLock(clock)
    lock.begin()
    clock.now = 7200
    with qtbot.waitSignal(lock.expired, timeout=1000):
        assert lock.eventFilter(QObject(), QEvent(QEvent.Type.MouseMove))
    assert not lock.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
    assert awake_or_asleep() <= awake_or_asleep()


def test_what_happens_without_a_person_keeps_no_screen_open(qtbot: QtBot) -> None:
    clock = Clock()
    lock = IdleLock(clock)
    lock.begin()
    clock.now = 300
    assert not lock.eventFilter(QObject(), QEvent(QEvent.Type.Paint))
    with qtbot.waitSignal(lock.expired, timeout=1000):
        lock.check()


def test_every_shipped_icon_is_drawn_in_the_colour_asked_for(look: Look) -> None:
    names = [path.stem for path in (resources() / "icons").glob("*.svg")]
    assert names
    for name in names:
        image = pixmap(name, "#ff0000", 24).toImage()
        colours = {
            image.pixelColor(x, y).name() for x in range(24) for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }  # fmt: skip
        assert "#ff0000" in colours, name
    assert not icon(names[0], look.theme.colours["text"], 20).isNull()


def test_codes_and_names_are_isolated_and_nothing_stays_nothing() -> None:
    assert ltr("001 000 001-2") == "\u2066001 000 001-2\u2069"
    assert isolated("كريم") == "\u2068كريم\u2069"
    assert ltr("") == isolated("") == ""


def test_a_latin_label_is_led_to_the_right_in_a_mirrored_window() -> None:
    assert led("Camp Desk", right_to_left=True).startswith("\u200f")
    assert led("Camp Desk", right_to_left=False) == "Camp Desk"


def test_margins_change_sides() -> None:
    margins = QMargins(1, 2, 3, 4)
    assert mirrored(margins, Qt.LayoutDirection.LeftToRight) == margins
    assert mirrored(margins, Qt.LayoutDirection.RightToLeft) == QMargins(3, 2, 1, 4)


@pytest.mark.parametrize(
    ("width", "sizes"),
    [(1366, [1.25, 1.5, 1.0]), (1024, [1.25, 1.0, 1.25]), (640, [1.0, 1.0, 1.0])],
)
def test_text_grows_as_far_as_the_screen_has_room_for_the_tabs(
    width: int, sizes: list[float]
) -> None:
    settings, seen = Settings(), []
    for _ in sizes:
        settings = settings.next_scale(width)
        seen.append(settings.scale)
    assert seen == sizes
