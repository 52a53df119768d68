"""Strips and buses on the command line."""

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


def test_tokens_from_making_to_finding_one(
    ok: Run, refused: Run, capsys: pytest.CaptureFixture[str], fresh: Fresh
) -> None:
    fresh("a.camp")
    make = ("tokens", "a.camp", "make", "--count", "31", "--colour", "red")
    made = ok(*make, "--out", "strips.pdf")
    assert (made["strips"], made["first"], made["last"]) == (31, "100 000-2", "100 030-9")
    assert Path("strips.pdf").read_bytes().startswith(b"%PDF")
    assert "--out" in refused(*make)
    assert "PURPLE" in refused(*make[:-1], "purple", "--out", "x.pdf")
    assert not Path("x.pdf").exists()

    assert ok("tokens", "a.camp", "issue", "100 000-2", "100 009-0")["marked"] == 10
    assert "reason" in refused("tokens", "a.camp", "lost", "100 000-2")
    assert ok("tokens", "a.camp", "lost", "100 000-2", "--reason", "wet")["marked"] == 1
    assert ok("tokens", "a.camp", "find", "100 000-2")["state"] == "lost"
    assert ok("tokens", "a.camp", "found", "100 000-2")["marked"] == 1
    assert ok("tokens", "a.camp", "find", "1000002")["state"] == "issued"
    assert "seven digits" in refused("tokens", "a.camp", "find", "100 000-3")
    assert "which strips" in refused("tokens", "a.camp", "void", "--reason", "x")
    shown = ok("tokens", "a.camp")
    assert (shown["token"]["free"], shown["token"]["issued"]) == (21, 10)
    assert cli.main(["tokens", "a.camp"]) == 0
    assert "100 030-9" in capsys.readouterr().out
    again = ("tokens", "a.camp", "print", "100 003-1", "100 005-3")
    assert ok(*again, "--out", "again.pdf")["strips"] == 3
    assert "needed" in refused(*again, "--out", "a.camp")


def test_a_bus_comes_is_closed_and_another_leaves(
    ok: Run, refused: Run, capsys: pytest.CaptureFixture[str], fresh: Fresh
) -> None:
    fresh("a.camp")
    Path("kalak.csv").write_text(LIST, "utf-8")
    ok("import", "a.camp", "kalak.csv")
    cards = sorted({each["card"] for each in ok("search", "a.camp", "077")["found"]})
    bus = ("manifest", "a.camp")
    opened = ok(*bus, "open", "--plate", "12345", "--total", "47", "--checkpoint", "Khazir")
    assert opened == {"manifest": 1}
    hung = ok(*bus, "attach", "--number", "1", "--cards", *cards)
    assert (hung["households"], hung["total"]) == (len(cards), 47)
    assert "of 47 people" in refused(*bus, "close", "--number", "1")
    assert "which manifest" in refused(*bus, "close")
    assert "no manifest 9" in refused(*bus, "close", "--number", "9")
    off = ok(*bus, "detach", "--number", "1", "--cards", cards[0])
    assert off["households"] == len(cards) - 1
    assert ok(*bus, "close", "--number", "1", "--difference", "went on")["closed"]
    assert ok(*bus, "print", "--number", "1", "--out", "sheet.pdf")["pages"] == 1

    leaving = (*bus, "depart", "--plate", "99", "--cards", cards[0])
    assert "destination" in refused(*leaving)
    gone = ok(*leaving, "--destination", "Baharka", "--out", "slips.pdf")
    assert (gone["households"], gone["slips"]) == (1, "slips.pdf")
    assert Path("slips.pdf").read_bytes().startswith(b"%PDF")
    assert "not in the camp" in refused(*leaving, "--destination", "Baharka")

    assert [each["manifest"] for each in ok(*bus)["manifests"]] == [1, 2]
    (only,) = ok(*bus, "show", "--number", "2")["aboard"]
    assert (only["card"], only["status"]) == (cards[0], "DEPARTED_ONWARD")
    assert cli.main([*bus]) == 0
    assert "went on" in capsys.readouterr().out
