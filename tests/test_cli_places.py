"""Shelters on the command line: added, shown, blocked, and households moved between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from camp_desk import cli
from camp_desk.storage import slots
from camp_desk.storage.passphrase import Cost
from tests.fresh_camp import Fresh, fresh, made_once
from tests.test_cli import LIST, ok, refused

Run = Callable[..., Any]
__all__ = ["fresh", "made_once", "ok", "refused"]


@pytest.fixture(autouse=True)
def _quick_and_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "of the tests")
    monkeypatch.setenv("CAMP_DESK_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(slots, "Cost", partial(Cost, memory_kib=64, time=1, lanes=1))


def test_places_from_declaring_to_moving(
    ok: Run, refused: Run, capsys: pytest.CaptureFixture[str], fresh: Fresh
) -> None:
    fresh("a.camp")
    Path("kalak.csv").write_text(LIST, "utf-8")
    ok("import", "a.camp", "kalak.csv")
    place = ("place", "a.camp", "--sector", "C", "--blocks", "1-6", "--shelters", "1-24")
    cards = [each["card"] for each in ok("search", "a.camp", "077")["found"]] + [
        ok("search", "a.camp", "Jasim")["found"][0]["card"]
    ]

    assert ok(*place, "--capacity", "5") == {"added": 144, "known": 0}
    assert ok(*place) == {"added": 0, "known": 144}
    assert ok("move", "a.camp", *cards, "--to", "C / 1 / 02")["over"] == 1
    one = ("place", "a.camp", "--sector", "C", "--blocks", "1")
    assert ok(*one, "--shelters", "3", "--block", "Flooded") == {"changed": 1}
    assert "blocked: Flooded" in refused("move", "a.camp", cards[0], "--to", "C/1/3")
    assert "no shelter C / 7 / 1" in refused("move", "a.camp", cards[0], "--to", "C/7/1")

    shown = ok("places", "a.camp")
    assert (shown["persons"], shown["capacity"], shown["free_places"]) == (6, 715, 710)
    assert shown["households_without_shelter"] == 1
    assert (shown["shelters"]["over"], shown["shelters"]["blocked"]) == (1, 1)
    assert [each["block"] for each in shown["sectors"][0]["blocks"]] == list("123456")
    ok(*one, "--shelters", "2", "--change", "--capacity", "6")
    ok(*one, "--shelters", "3", "--open")
    assert ok("places", "a.camp")["shelters"]["full"] == 1
    assert ok("place", "a.camp", "--default-capacity", "7") == {"default_capacity": 7}
    assert ok("places", "a.camp", "--not-seen", "5")["not_seen"] == []
    assert cli.main(["places", "a.camp"]) == 0
    assert "Over-full" in capsys.readouterr().out
