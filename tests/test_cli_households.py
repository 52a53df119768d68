"""A household on the command line: what happened is recorded, and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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


def test_a_household_given_as_json_is_registered_counted_and_moves_up_under_its_card(
    ok: Run, camp: str
) -> None:
    before = ok("verify", camp)["grades"]
    counted = {"head": {"name": "كريم حسن عبدالله"},
               "counts": {"female": [1, 0, 0, 1, 0], "male": [0, 0, 0, 1, 0]}}  # fmt: skip
    first = ok("register", camp, _file(counted))
    assert (first["grade"], first["size"]) == (1, 3)

    full = {
        "head": {"name": "كريم حسن عبدالله", "sex": "M", "age": "38", "mother": "هدى"},
        "members": [
            {"name": "أمينة سالم", "sex": "F", "age": "31", "relationship": "WIF"},
            {"own": "سارة", "father": "كريم", "sex": "F", "age": "2", "relationship": "DAU"},
        ],
        "grade": 3, "intent": "stay", "consent": {"given": True, "language": "ar"},
    }  # fmt: skip
    second = ok("register", camp, _file(full), "--card", first["card"])

    assert second == {"card": first["card"], "grade": 3, "size": 3, "anonymous": False}
    page = ok("household", camp, first["card"])
    assert page["grade"] == 3
    assert page["consent"]["purposes"] == ["help"]
    assert [each["kind"] for each in page["history"]] == ["consent", "grade"]
    after = ok("verify", camp)["grades"]
    assert after["3"] == {"households": 1, "persons": 3}
    assert after["1"] == before["1"]


def test_a_household_whose_head_refuses_is_anonymous_from_the_command_line_too(
    ok: Run, camp: str
) -> None:
    card = ok("register", camp, _file({"head": {"name": "Karim Hasan", "age": "40"}}))["card"]
    refusal = {"consent": {"given": False, "language": "ckb"}}
    assert ok("register", camp, _file(refusal), "--card", card)["anonymous"]
    assert ok("household", camp, card)["members"][0]["name"] == ""
    assert ok("search", camp, "Karim Hasan")["found"] == []
    assert ok("verify", camp)["anonymous"] == {"households": 1, "persons": 1}


@pytest.mark.parametrize(
    "given",
    [
        [],
        {"members": []},
        {"head": {"name": "X"}, "tribe": "Y"},
        {"head": {"name": "X", "sex": "Q"}},
        {"head": {"name": "X", "age": "old"}},
        {"head": {"name": "X"}, "counts": {"female": [1, 2]}},
        {"head": {"name": "X"}, "counts": {"female": [1, 0, 0, 0, True]}},
        {"head": {"name": "X"}, "grade": 1},
        {"head": {"name": "X"}, "consent": {"given": "yes"}},
        {"head": {"name": "X"}, "consent": {"given": True, "purposes": ["all"]}},
        {"head": {"name": "X"}, "place": {"tent": "1"}},
        {"head": {"name": "X"}, "arrived": "soon"},
    ],
)
def test_what_is_no_household_is_refused_with_a_sentence(
    refused: Run, camp: str, given: object
) -> None:
    assert "This is not a household" in refused("register", camp, _file(given))


def _file(given: object) -> str:
    path = Path("family.json")
    path.write_text(json.dumps(given), encoding="utf-8")
    return str(path)


def test_a_household_that_refuses_at_once_is_given_as_numbers_without_a_head(
    ok: Run, refused: Run, camp: str
) -> None:
    counts = {"female": [1, 0, 0, 1, 0], "male": [0, 1, 0, 0, 0]}
    given = {"counts": counts, "consent": {"given": False, "language": "ar"}}
    assert ok("register", camp, _file(given))["anonymous"]
    assert "name" in refused("register", camp, _file({"counts": counts}))
