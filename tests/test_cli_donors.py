"""The donors' report and the way of a consignment, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

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


def test_a_month_is_reported_on_paper_and_as_a_spreadsheet(
    ok: Run, refused: Run, fresh: Fresh
) -> None:
    fresh("a.camp")
    receive = ("receive", "a.camp", "--expiry", "2031-01-01")
    ok(*receive, "--item", "RIC", "--kg", "1000", "--lot", "L1", "--donor", "WFP", "--waybill", "1")
    ok(*receive, "--item", "BLANKET", "--kg", "40", "--donor", "UNHCR", "--waybill", "2")
    lost = ok("goods", "lose", "a.camp", "--line", "RIC@L1=1.234 kg", "--reason", "SPILL")
    ok("goods", "reverse", "a.camp", lost["document"], "--because", "another day")
    last = date.today().replace(day=1) - timedelta(days=1)
    again = ("--line", "RIC@L1=1.234 kg", "--reason", "SPILL", "--day", last.isoformat())
    ok("goods", "lose", "a.camp", *again)
    (before,) = ok("report", "donor", "a.camp", "--month", f"{last.month}/{last.year}")["lines"]
    assert (before["lost"], before["closing"]) == (1.234, -1.234)

    found = ok("report", "donor", "a.camp", "--donor", "wfp")
    (line,) = found["lines"]
    assert found["adds_up"]
    assert (line["received"], line["lost"], line["closing"], line["difference"]) == (
        1000, 0, 998.766, 0,
    )  # fmt: skip
    assert ok("report", "donor", "a.camp", "--out", "r.pdf")["pages"] == 2
    assert ok("report", "donor", "a.camp", "--only", "nfi", "--out", "r.pdf")["pages"] == 1
    assert Path("r.pdf").read_bytes().startswith(b"%PDF")
    ok("report", "donor", "a.camp", "--out", "r.csv")
    assert "#org+funding" in Path("r.csv").read_text(encoding="utf-8-sig")
    ok("report", "donor", "a.camp", "--out", "r.xlsx")
    assert Path("r.xlsx").read_bytes().startswith(b"PK")
    assert "WFP" in refused("report", "donor", "a.camp", "--donor", "Nobody")
    assert "2014-07" in refused("report", "donor", "a.camp", "--month", "July")
    assert "Choose another month" in refused("report", "donor", "a.camp", "--month", "1999-01")
    assert "needed as it is" in refused("report", "donor", "a.camp", "--out", "a.camp")


def test_a_consignment_is_followed_to_households_and_a_ration_to_its_donors(
    ok: Run, refused: Run, fresh: Fresh
) -> None:
    fresh("a.camp")
    items = ("WHF", "BUL", "CHK", "LEN", "OIL", "SUG", "SAL", "RIC")
    lines = [part for code in items for part in ("--line", f"{code}@L1=1 kg")]
    sooner = ("--expiry", "2031-01-01", "--donor", "WFP", "--consignment", "SI-7")
    ok("goods", "receive", "a.camp", *lines, *sooner)
    later = ("--expiry", "2032-01-01", "--donor", "IRCS", "--consignment", "SI-8")
    ok("goods", "receive", "a.camp", "--line", "RIC@L2=1 kg", *later)
    family = {"head": {"name": "Karim Hasan"}, "counts": {"female": [1] * 5, "male": [1] * 5}}
    Path("f.json").write_text(json.dumps(family), encoding="utf-8")
    card = ok("register", "a.camp", "f.json")["card"]
    ok("plan", "a.camp", "--scale", "IRQ-HALF", "--days", "2", "--equal-share")
    ok("serve", "a.camp", "--list", "1", card)

    found = ok("trace", "a.camp", "si-8", "--cards")
    (lot,) = found["lots"]
    (on_list,) = lot["lists"]
    assert (on_list["set_aside"], on_list["households"], found["cards"]) == (0.2, 1, [card])
    rations = ok("trace", "a.camp", "--card", card)["rations"]
    rice = next(each for each in rations if each["item"] == "RIC")
    assert [(part["donor"], part["quantity"]) for part in rice["parts"]] == [
        ("WFP", 1), ("IRCS", 0.2),
    ]  # fmt: skip
    assert "what to follow" in refused("trace", "a.camp")
    assert "No goods came" in refused("trace", "a.camp", "SI-404")
