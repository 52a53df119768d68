"""A command whose answer nobody reads any more does its work, and Python keeps quiet about it."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from camp_desk import cli
from camp_desk.storage import slots
from camp_desk.storage.passphrase import Cost

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes are handed on as on Unix")

ROOT = Path(__file__).resolve().parent.parent

HUNG_UP = """
import os, sys
from camp_desk import cli

for fd in map(int, sys.argv[1]):
    ours, theirs = os.pipe()
    os.close(ours)
    os.dup2(theirs, fd)
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.fixture(autouse=True)
def _a_camp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Begin with a small camp in the folder."""
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "of the tests")
    monkeypatch.setenv("CAMP_DESK_LANGUAGE", "en")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(slots, "Cost", partial(Cost, memory_kib=64, time=1, lanes=1))
    assert cli.main(["new", "k.camp"]) == 0


def hung_up(descriptors: str, *arguments: str) -> tuple[int, str]:
    """Run a command with its output and errors (1, 2) closed; return its code and what it said."""
    run = subprocess.run(  # noqa: S603  this Python, with a program from above
        [sys.executable, "-c", HUNG_UP, descriptors, *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize("descriptors", ["1", "12"])
def test_what_was_asked_for_is_done_whether_or_not_somebody_reads_the_answer(
    descriptors: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ("receive", "k.camp", "--item", "RIC", "--kg")

    assert hung_up(descriptors, *add, "10") == (0, "")
    code, said = hung_up(descriptors, *add, "0", "--json")
    assert code == 1
    assert said.count("\n") == (descriptors == "1")  # the sentence, where it can be heard
    capsys.readouterr()
    assert cli.main(["verify", "k.camp", "--json"]) == 0
    assert '"actions": 2' in capsys.readouterr().out


def test_a_refusal_that_nobody_hears_is_still_one() -> None:
    assert hung_up("2", "verify", "nowhere.camp") == (1, "")


def test_help_that_nobody_reads_ends_quietly() -> None:
    assert hung_up("1", "--help") == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_an_answer_that_finds_no_room_on_the_disk_is_refused() -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "camp_desk", "verify", "k.camp"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert run.returncode == 1
    assert "no room left" in run.stderr
    assert "Traceback" not in run.stderr
