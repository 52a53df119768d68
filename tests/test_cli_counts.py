"""A store counted from the command line, and its ledger."""

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
from tests.test_cli import ok, refused

Run = Callable[..., Any]
__all__ = ["fresh", "made_once", "ok", "refused"]


@pytest.fixture(autouse=True)
def _quick_and_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "of the tests")
    monkeypatch.setenv("CAMP_DESK_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(slots, "Cost", partial(Cost, memory_kib=64, time=1, lanes=1))


def test_a_store_is_counted_from_the_proposal_to_the_ledger(
    ok: Run, refused: Run, fresh: Fresh
) -> None:
    fresh("a.camp")
    receive = ("receive", "a.camp", "--item", "RIC", "--kg")
    ok(*receive, "1000", "--lot", "L1", "--expiry", "2031-01-01", "--waybill", "W1")
    assert ok("count", "due", "a.camp")["due"] == [
        {"item": "RIC", "days_ago": None, "weekly": False}
    ]
    number = ok("count", "open", "a.camp")["count"]
    assert number in refused(*receive, "5")
    assert ok("count", "sheet", "a.camp", "--count", number, "--out", "s.pdf")["pages"] == 1
    assert Path("s.pdf").read_bytes().startswith(b"%PDF")
    assert "--out" in refused("count", "sheet", "a.camp", "--count", number)

    of_count = ("a.camp", "--count", number.lower())
    first = ok("count", "enter", *of_count, "--line", "1=19 bags", "--counter", "Basim")
    assert (first["waiting"], first["differing"]) == ([1], [])
    assert ok("count", "enter", *of_count, "--line", "1=950", "--counter", "Dina")["waiting"] == []
    found = ("--found", "SAL=25", "--lot", "S1")
    assert ok("count", "enter", *of_count, *found, "--counter", "Dina")["waiting"] == [2]
    ok("count", "enter", *of_count, "--line", "2=25", "--counter", "Basim")
    assert "3=20" in refused("count", "enter", *of_count, "--line", "much")
    assert "no line 9" in refused("count", "enter", *of_count, "--line", "9=1")
    (line, _) = ok("count", "show", *of_count)["lines"]
    assert (line["book"], line["counted"], line["correction"]) == (1000, 950, -50)
    done = ok("count", "approve", *of_count)
    assert (done["corrected"], done["awaiting_confirmation"]) == (2, True)
    assert "tomorrow" in refused("count", "confirm", *of_count, "--reason", "seen twice")
    assert "ended already" in refused("count", "abandon", *of_count)
    assert [each["state"] for each in ok("count", "list", "a.camp")["counts"]] == ["posted"]

    seen = ok("ledger", "a.camp", "--item", "ric")
    assert [(each["in"], each["loss"], each["balance"]) for each in seen["lines"]] == [
        (1000, 0, 1000), (0, 50, 950),
    ]  # fmt: skip
    card = ok("ledger", "a.camp", "--item", "RIC", "--lot", "L1", "--out", "c.pdf")
    assert card["balance"] == 950
    assert Path("c.pdf").read_bytes().startswith(b"%PDF")
    assert "no lot X" in refused("ledger", "a.camp", "--item", "RIC", "--lot", "X")
    assert ok("ledger", "a.camp", "--item", "RIC", "--last", "2014-01-01")["lines"] == []


def test_tolerances_are_shown_and_set_in_percent(ok: Run, refused: Run, fresh: Fresh) -> None:
    fresh("a.camp")

    assert ok("count", "tolerance", "a.camp") == {"sealed_percent": 0, "loose_percent": 0.5}
    ok("count", "tolerance", "a.camp", "--loose", "1.5")
    assert ok("count", "tolerance", "a.camp")["loose_percent"] == 1.5
    assert "no tolerance" in refused("count", "tolerance", "a.camp", "--sealed", "50")


def test_the_room_that_a_delivery_needs_is_said_before_it_comes(
    ok: Run, refused: Run, capsys: pytest.CaptureFixture[str], fresh: Fresh
) -> None:
    fresh("a.camp")
    ok("receive", "a.camp", "--item", "RIC", "--kg", "20000", "--waybill", "W1")

    unknown = ok("room", "a.camp", "--coming", "whf=10 t")
    assert (unknown["needed"], unknown["fits"]) == (13.5, None)
    assert unknown["coming"][0]["packs_on_a_stack"] == 900
    measured = ok("room", "a.camp", "--area", "60", "--coming", "WHF=10 t")
    assert (measured["usable"], measured["taken"], measured["fits"]) == (40.3, 27, False)
    assert ok("room", "a.camp", "--coming", "WHF=9 t")["fits"] is True
    assert cli.main(["receive", "a.camp", "--item", "WHF", "--kg", "20000"]) == 0
    assert "Store 1 is over-full" in capsys.readouterr().out
    assert "floor of a store" in refused("room", "a.camp", "--area", "0")
    assert "no item GOLD" in refused("room", "a.camp", "--coming", "GOLD=1")
