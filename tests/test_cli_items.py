"""Household items from the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.fresh_camp import Fresh, fresh, made_once
from tests.test_cli import Run, _quick_and_known, ok, refused

__all__ = ["_quick_and_known", "fresh", "made_once", "ok", "refused"]

FAMILY = {
    "head": {"name": "سالم أحمد علي", "sex": "M", "age": "40"},
    "members": [{"name": "هدى كريم", "sex": "F", "age": "35", "relationship": "WIF"}],
}


@pytest.fixture
def camp(ok: Run, fresh: Fresh) -> str:
    """A camp with one family of two, blankets, mattresses and heaters."""
    fresh("items.camp")
    Path("family.json").write_text(json.dumps(FAMILY), encoding="utf-8")
    card = ok("register", "items.camp", "family.json")["card"]
    for line in ("CARPET=5", "BLANKET-HIGH=20", "PLASTIC-SHEET=5", "MATTRESS=20", "HEATER=3"):
        ok("goods", "opening", "items.camp", "--line", line)
    Path("card").write_text(card, encoding="utf-8")
    return "items.camp"


def test_a_kit_is_given_once_by_size_and_its_receipt_printed(
    ok: Run, refused: Run, camp: str
) -> None:
    card = Path("card").read_text(encoding="utf-8")
    shown = ok("items", "show", camp, card, "--kit", "IRQ-WIN-BASIC")
    assert {each["item"]: each["open"] for each in shown["open"]} == {
        "CARPET": 1, "BLANKET-HIGH": 2, "PLASTIC-SHEET": 1, "MATTRESS": 2,
    }  # fmt: skip

    given = ok("items", "give", camp, card, "--kit", "IRQ-WIN-BASIC")

    assert given["document"] == "HHI-001-0001"
    assert "Nothing of this kit" in refused("items", "give", camp, card, "--kit", "irq-win-basic")
    again = refused("items", "give", camp, card, "--line", "MATTRESS=1")
    assert "HHI-001-0001" in again
    ok("items", "give", camp, card, "--line", "MATTRESS=1", "--reason", "soaked")
    ok("goods", "print", camp, "HHI-001-0001", "--out", "r.pdf")
    text = PdfReader("r.pdf").pages[0].extract_text()
    assert "Items given to a household" in text
    assert "2 people" in text
    assert "sign or thumb" in text
    reached = ok("items", "reached", camp)["items"]
    assert reached["MATTRESS"] == {"quantity": 3, "households": 1, "persons": 2}


def test_a_heater_is_lent_shown_as_out_and_comes_back(ok: Run, refused: Run, camp: str) -> None:
    card = Path("card").read_text(encoding="utf-8")
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    late = ("--day", yesterday, "--due", yesterday)
    lent = ok("items", "lend", camp, card, "--line", "HEATER=1", *late)
    assert lent["below_zero_on"] == yesterday  # the heaters came today: it is said, and written
    (out,) = ok("items", "out", camp, "--overdue", "--out", "lent.pdf")["out"]
    assert "HHL-001-0001" in PdfReader("lent.pdf").pages[0].extract_text()
    assert (out["card"], out["loan"], out["overdue"]) == (card, "HHL-001-0001", True)

    (had,) = ok("household", camp, card)["items"]
    assert (had["item"], had["lent"]) == ("HEATER", True)

    ok("items", "back", camp, "hhl-001-0001", "--line", "HEATER=0/0/1", "--lost-as", "theft")

    assert ok("items", "out", camp)["out"] == []
    assert "HHL-001-0001" in refused("items", "back", camp, "HHL-001-0001", "--line", "HEATER=1")


def test_the_days_of_a_line_are_set_and_bad_ones_refused(ok: Run, refused: Run, camp: str) -> None:
    set_ = ok("items", "period", camp, "--kit", "IRQ-WIN-SUPP", "--line", "HYGIENE-KIT=60")
    assert set_["items"]["HYGIENE-KIT"]["days"] == 60
    assert "number of days" in refused("items", "period", camp, "--line", "BLANKET=often")
    assert "which household" in refused("items", "give", camp, "--line", "CARPET=1")


def test_who_leaves_is_told_what_is_still_held(ok: Run, camp: str) -> None:
    card = Path("card").read_text(encoding="utf-8")
    ok("items", "lend", camp, card, "--line", "HEATER=1")

    left = ok("event", camp, card, "leaves", "--destination", "Dahuk")

    assert left["held"] == [{"item": "HEATER", "quantity": 1, "loan": "HHL-001-0001"}]
