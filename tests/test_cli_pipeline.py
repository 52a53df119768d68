"""What is expected, and whether it lasts, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

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


def in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def test_a_delivery_is_expected_changed_and_comes_and_the_cover_says_what_to_ask_for(
    ok: Run, refused: Run, fresh: Fresh
) -> None:
    fresh("a.camp")
    Path("kalak.csv").write_text(LIST, "utf-8")  # ten people: 1.2 kg of rice a day
    ok("import", "a.camp", "kalak.csv")
    ok("receive", "a.camp", "--item", "RIC", "--kg", "12", "--waybill", "WB-1")

    assert "Item, quantity and day" in refused("expect", "a.camp", "--item", "RIC")
    rice = ("expect", "a.camp", "--item", "ric", "--kg", "1 bag", "--donor", "WFP")
    (due,) = ok(*rice, "--day", in_days(5), "--reference", "WB-2")["expected"]
    assert due == {
        "id": due["id"], "item": "RIC", "quantity": 50.0, "day": in_days(5),
        "likelihood": "likely", "counts_as": "likely", "days_late": 0, "donor": "WFP",
        "reference": "WB-2", "came": 0.0,
    }  # fmt: skip

    seen = ok("cover", "a.camp")
    assert (seen["persons"], seen["lead_days"], seen["safety_days"]) == (10, 22, 7)
    seen = seen["items"]["RIC"]
    assert (seen["there"], seen["use_a_day"], seen["cover_days"]) == (12.0, 1.2, 10)
    assert seen["breaks"] == {"firm": in_days(10), "likely": in_days(51), "hoped": in_days(51)}
    assert seen["ask"] == {"quantity": 50.0, "by": in_days(0), "comes": in_days(22)}
    assert (
        f"runs out on {in_days(10)}, in 10 days. Ask for 50 kg (1 × 50 kg) today"
        in seen["sentence"]
    )

    (due,) = ok("expect", "a.camp", "--change", due["id"], "--likelihood", "firm")["expected"]
    assert (due["quantity"], due["likelihood"], due["donor"]) == (50.0, "firm", "WFP")
    asked = ok("cover", "a.camp", "--lead", "9", "--safety", "2")
    assert (asked["lead_days"], asked["safety_days"]) == (9, 2)
    assert asked["items"]["RIC"]["reorder_level"] == pytest.approx(13.2)
    assert "number of days" in refused("cover", "a.camp", "--lead", "0")

    assert "id nonsense" in refused("expect", "a.camp", "--drop", "nonsense")
    ok(*rice, "--day", in_days(9))
    came = ("receive", "a.camp", "--item", "RIC", "--donor", "WFP", "--waybill")
    part = ok(*came, "WB-2", "--kg", "20")
    assert part["still_expected"] == [{"item": "RIC", "quantity": 30.0}]
    rest = next(each for each in ok("expect", "a.camp")["expected"] if each["reference"])
    assert (rest["quantity"], rest["came"], rest["likelihood"]) == (30.0, 20.0, "firm")
    assert "still_expected" not in ok(*came, "WB-2b", "--kg", "10", "--nothing-more")
    (left,) = ok("expect", "a.camp")["expected"]
    assert left["reference"] == ""
    assert ok("expect", "a.camp", "--drop", left["id"]) == {"expected": []}
