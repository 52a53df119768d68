"""What officers in a hurry type at the command line for the documents of the stores."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from camp_desk import cli
from tests.fresh_camp import Fresh, fresh, made_once
from tests.test_cli import Run, _quick_and_known, ok, refused

__all__ = ["_quick_and_known", "fresh", "made_once", "ok", "refused"]

TOMORROW = (date.today() + timedelta(days=1)).isoformat()
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


@pytest.fixture
def camp(ok: Run, fresh: Fresh) -> str:
    """A camp with rice in bags of 25 kg, of which some are in smaller bags now."""
    fresh("typed.camp")
    ok("goods", "store", "typed.camp", "Second")
    received = ("--pack", "25 kg", "--expiry", "2031-03-01", "--waybill", "W-1")
    ok("goods", "receive", "typed.camp", "--line", "RIC@L7=10 bags/1/2 bag/11 bags", *received)
    return "typed.camp"


def test_half_a_bag_is_a_share_and_no_second_quantity(ok: Run, camp: str) -> None:
    (line,) = ok("goods", "list", camp)["documents"]
    assert line["items"] == {"RIC": 250}
    (line,) = ok("goods", "opening", camp, "--line", "BUL@B=1/2 bag")["lines"]
    assert line["came"] == 12.5
    (line,) = ok("goods", "receive", camp, "--line", "LEN@E=٢ ١/٢ كيس/1/2 bag/3 bags")["lines"]
    assert (line["came"], line["damaged"], line["sent"]) == (125, 25, 150)
    (line,) = ok("goods", "receive", camp, "--line", "BLANKET=5/1/6")["lines"]
    assert (line["came"], line["damaged"], line["sent"]) == (5, 1, 6)
    sent = ok("goods", "dispatch", camp, "--line", "RIC@L7=1 bag", "--to", "Second")
    arrived = ok("goods", "arrive", camp, sent["document"], "--line", "RIC=1/2 bag/1/2 bag")
    assert arrived["lines"][0]["good"] == arrived["lines"][0]["damaged"] == 12.5


def test_bags_that_come_back_are_the_bags_of_their_lot(ok: Run, camp: str) -> None:
    out = ok("goods", "release", camp, "--line", "RIC=4 bags", "--party", "Sector B")
    assert out["lines"][0]["went"] == 100
    (line,) = ok("goods", "return", camp, "--line", "RIC=1 bag", "--of", out["document"])["lines"]
    assert (line["came"], line["lot"]) == (25, "L7")
    ok("goods", "opening", camp, "--line", "SUG@S=1 bag", "--pack", "50 kg")
    ok("goods", "opening", camp, "--line", "SUG@S=1 bag")  # the catalogue's bag is no other lot
    assert ok("ledger", camp, "--item", "SUG", "--lot", "S")["balance"] == 100


def test_the_card_of_goods_in_new_bags_is_found_by_their_pack(
    ok: Run, refused: Run, camp: str
) -> None:
    new_bags = ("--before", "4 bags", "--after", "100 kg", "--pack", "5 kg")
    ok("goods", "rebag", camp, "--item", "RIC", "--lot", "L7", *new_bags)
    said = refused("ledger", camp, "--item", "RIC", "--lot", "L7")
    assert "L7/25 kg" in said
    assert "L7/5 kg" in said
    card = ok("ledger", camp, "--item", "RIC", "--lot", "L7/5 kg")
    assert (card["store"], card["balance"]) == ("1", 100)
    assert ok("ledger", camp, "--item", "RIC", "--lot", "l7/25 kg")["balance"] == 150
    number = ok("count", "open", camp)["count"]
    lines = ok("count", "show", camp, "--count", number)["lines"]
    assert {each["name"] for each in lines} == {"L7/5 kg", "L7/25 kg"}
    twice = ("--line", "1=3 bags", "--line", "1=4 bags")
    assert "typed twice" in refused("count", "enter", camp, "--count", number, *twice)


HURRIED = [
    (["receive", "--line", "RIC@X=1 bag", "--day", TOMORROW], "not come yet"),
    (["opening", "--line", "RIC@X=1 bag", "--day", TOMORROW], "not come yet"),
    (["release", "--line", "RIC=1 bag", "--party", "B", "--day", TOMORROW], "not come yet"),
    (["lose", "--line", "RIC@L7=1 bag", "--reason", "WET", "--day", TOMORROW], "not come yet"),
    (["lend", "--line", "RIC=1 bag", "--party", "IRCS", "--due", YESTERDAY], "before the day"),
    (["release", "--line", "RIC=1 bag", "--party", "B", "--due", YESTERDAY], "before the day"),
    (["receive", "--line", "RIC@X=1 bag", "--produced", TOMORROW], "cannot have come"),
    (["receive", "--line", "RIC@X=1 bag", "--produced", "2014-06-02", "--expiry", "2014-06-01"],
     "cannot have come"),
    (["receive", "--line", "OIL@X=1 L", "--density", "9100"], "between 1 g and 3,000 g"),
    (["receive", "--line", "OIL@X=1 L", "--density", "-910"], "between 1 g and 3,000 g"),
    (["receive", "--line", "RIC@X=4 bags/3 bags/2 bags/1 bag"], "not a line"),
    (["dispatch", "--line", "RIC=1 bag", "--to", "1"], "lie in Store 1 already"),
    (["lose", "--line", "RIC@L7=1 bag", "--reason", "STOLEN"], "Use one of these: TRANSPORT"),
    (["lose", "--line", "RIC@L7=1 bag", "--line", "RIC@L7=2 bags", "--reason", "WET"], "by lot"),
    (["loan-back", "--line", "RIC=1 bag"], "which document"),
    (["loan-back", "--line", "RIC=1 bag", "--of", "LNO-001-0009"], "no document LNO-001-0009."),
    (["confirm", "GRN-001-0001"], "does not wait"),
    (["arrive", "GRN-001-0001", "--line", "RIC=1 bag"], "No goods are on the way"),
    (["store", " "], "no name"),
    (["dispatch", "--line", "RIC=1 bag", "--place", "X", "--out-at", "25:00"], "not a time"),
]  # fmt: skip


def counted(folder: Path) -> str:
    path = folder / "h.json"
    count = {"female": [1, 0, 0, 1, 0], "male": [0, 1, 0, 1, 0]}
    path.write_text(json.dumps({"head": {"name": "Karim Hasan"}, "counts": count}))
    return str(path)


def test_each_slip_gets_a_sentence_and_changes_nothing(
    ok: Run, refused: Run, camp: str, tmp_path: Path
) -> None:
    before = ok("verify", camp)["digest"]
    for (what, *rest), sentence in HURRIED:
        assert sentence in refused("goods", what, camp, *rest), (what, rest)
    card = ok("register", camp, counted(tmp_path))["card"]
    ok("goods", "opening", camp, "--line", "BLANKET=1")
    before = ok("verify", camp)["digest"]
    for what, day, sentence in (("RIC=1 bag", YESTERDAY, "is weighed"),
                                ("BLANKET=1", TOMORROW, "not come yet")):  # fmt: skip
        said = refused("items", "give", camp, card, "--line", what, "--day", day)
        assert sentence in said
    turned = ("--first", "2014-07-02", "--last", "2014-07-01")
    assert "after the last" in refused("ledger", camp, "--item", "RIC", *turned)
    assert ok("verify", camp)["digest"] == before


def test_expired_goods_are_recorded_with_a_warning(
    camp: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("goods", "opening", camp, "--line", "SAL@S=1 bag", "--expiry", YESTERDAY)
    assert cli.main(arguments) == 0
    assert "Expired: it lies there, but is not handed out." in "".join(capsys.readouterr())


def test_a_waybill_arrives_once_and_what_is_missing_was_not_found(
    ok: Run, refused: Run, camp: str
) -> None:
    sent = ok("goods", "dispatch", camp, "--line", "RIC=1 bag", "--to", "Second")["document"]
    said = refused("goods", "arrive", camp, sent, "--line", "RIC=1/2 bag", "--missing-as", "FOUND")
    assert said.count("FOUND") == 1  # not among the reasons that are offered
    ok("goods", "reverse", camp, sent, "--because", "wrong store")
    assert "on the way" in refused("goods", "arrive", camp, sent, "--line", "RIC=1 bag")


def test_a_mistyped_item_names_the_nearest_codes_and_all_are_listed(
    ok: Run, refused: Run, camp: str
) -> None:
    said = refused("goods", "opening", camp, "--line", "RICE=1 bag")
    assert "nearest codes are RIC" in said
    assert len(said) < 150
    rice = next(each for each in ok("goods", "items", camp)["items"] if each["code"] == "RIC")
    assert rice == {"code": "RIC", "name": "Rice", "unit": "g", "pack": 50}


def test_what_left_before_it_came_is_said_recorded_and_marked_in_the_ledger(
    ok: Run, camp: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ok("goods", "release", camp, "--line", "RIC=1 bag", "--party", "B", "--day", YESTERDAY)
    assert out["below_zero_on"] == YESTERDAY
    assert out["document"] == "ISS-001-0001"
    marked = [line["below_zero"] for line in ok("ledger", camp, "--item", "RIC")["lines"]]
    assert marked == [True, False]
    assert cli.main(("ledger", camp, "--item", "RIC")) == 0
    said = capsys.readouterr().out
    assert "! −25 kg" in said
    assert f"! On 1 day, {YESTERDAY}, more had left than had come" in said
    (found,) = ok("goods", "list", camp, "release", YESTERDAY)["documents"]
    assert found["number"] == "ISS-001-0001"


def test_who_sits_there_is_asked_first_and_may_think_better_of_it(
    ok: Run, camp: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    late = ("goods", "lose", camp, "--line", "RIC=1 kg", "--reason", "WET", "--day", YESTERDAY)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    for typed, code in (("no", 1), ("yes", 0)):
        monkeypatch.setattr("builtins.input", lambda typed=typed: typed)
        assert cli.main(late) == code
    out, err = capsys.readouterr()
    assert "the books have only 0 kg of Rice, lot L7" in out
    assert "Type yes to record it all the same: " in err
    assert "Nothing was recorded." in err
    assert [each["number"][:3] for each in ok("goods", "list", camp)["documents"]] == ["GRN", "LOS"]
