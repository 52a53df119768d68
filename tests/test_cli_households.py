"""A household on the command line: what happened is recorded, and read again."""

from __future__ import annotations

from pathlib import Path

from tests.test_cli import Run, _quick_and_known, camp, ok, refused

__all__ = ["_quick_and_known", "camp", "ok", "refused"]


def test_what_happens_to_a_household_is_recorded_and_read_again(
    ok: Run, refused: Run, camp: str
) -> None:
    card = "001 000 002-0"
    assert "only counted" in refused("event", camp, card, "birth", "--name", "نور")

    ok("event", camp, card, "leaves", "--destination", "Erbil", "--day", "1/1/2014",
       "--slip", "slip.pdf")  # fmt: skip

    assert Path("slip.pdf").read_bytes().startswith(b"%PDF")
    page = ok("household", camp, card)
    assert (page["status"], page["size"]) == ("DEPARTED_ONWARD", 0)
    (event,) = page["history"]
    assert (event["kind"], event["day"], event["destination"]) == ("left", "2014-01-01", "Erbil")
    assert "The reason is missing" in refused("event", camp, card, "returns")
    ok("event", camp, card, "returns", "--reason", "came back")
    assert ok("event", camp, card, "card", "--reason", "lost")["issue"] == 2
    assert "no member 9" in refused("event", camp, card, "death", "--member", "9")
