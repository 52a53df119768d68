"""The command line finds a name for who works at a desk, where the computer knows none."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from camp_desk import cli
from camp_desk.storage import slots
from camp_desk.storage.passphrase import Cost
from camp_desk.sync import invitation


def nobody() -> str:
    """Answer as Python does for a user without a name."""
    raise KeyError("uid not found")


@pytest.fixture(autouse=True)
def _quick_and_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in (("PASSPHRASE", "of the tests"), ("LANGUAGE", "en")):
        monkeypatch.setenv(f"CAMP_DESK_{name}", value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getuser", nobody)
    for module in (slots, invitation):
        monkeypatch.setattr(module, "Cost", partial(Cost, memory_kib=64, time=1, lanes=1))


def names(capsys: pytest.CaptureFixture[str], camp: str) -> list[str]:
    """Return who works in a camp."""
    capsys.readouterr()
    assert cli.main(["officers", camp, "--json"]) == 0
    return sorted(each["name"] for each in json.loads(capsys.readouterr().out)["officers"])


def test_an_officer_of_whom_nothing_is_known_is_called_by_a_word(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    assert cli.main(["new", "a.camp"]) == 0
    assert names(capsys, "a.camp") == ["Supervisor"]
    assert cli.main(["enrol", "a.camp", "stick", "--json"]) == 0
    code = json.loads(capsys.readouterr().out)["code"]
    assert cli.main(["join", "stick", "b.camp", "--code", code]) == 0
    assert names(capsys, "b.camp") == ["Supervisor", "Supervisor 002"]
    assert cli.main(["new", "c.camp", "--officer", "Sara"]) == 0
    assert names(capsys, "c.camp") == ["Sara"]
