"""Members on the command line: a household is split, members move, collectors are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fresh_camp import Fresh, fresh, made_once
from tests.test_cli import Run, _quick_and_known, ok, refused

__all__ = ["_quick_and_known", "fresh", "made_once", "ok", "refused"]

PEOPLE = """Family no,Full name,Sex,Age
1,Karim Yasin Omar,M,45
1,Huda Salem Omar,F,40
1,Ali Karim Yasin,M,20
1,Noor Karim Yasin,F,9
2,Jasim Hadi Nuri,M,50
2,Rana Walid Nuri,F,48
"""
FIRST, SECOND = "001 000 001-2", "001 000 002-0"


@pytest.fixture
def camp(ok: Run, fresh: Fresh) -> str:
    """A camp of two families."""
    fresh("a.camp")
    Path("people.csv").write_text(PEOPLE, "utf-8")
    ok("import", "a.camp", "people.csv")
    return "a.camp"


def names(ok: Run, camp: str, card: str) -> list[str]:
    return [each["name"].split()[0] for each in ok("household", camp, card)["members"]]


def test_a_household_is_split_a_member_moves_and_another_one_heads_it(
    ok: Run, refused: Run, camp: str
) -> None:
    made = ok("split", camp, FIRST, "--member", "3", "--member", "4", "--reason", "own tent")
    assert (made["card"], made["members"]) == ("001 000 003-6", 2)
    assert names(ok, camp, made["card"]) == ["Ali", "Noor"]
    assert "Nobody would be left" in refused(
        "split", camp, SECOND, "--member", "1", "--member", "2", "--reason", "x"
    )

    moved = ok("move-member", camp, made["card"], "--member", "2", "--to", SECOND)
    assert moved["number"] == 3
    assert names(ok, camp, SECOND) == ["Jasim", "Rana", "Noor"]
    assert "no member 9" in refused("move-member", camp, SECOND, "--member", "9", "--to", FIRST)

    ok("event", camp, SECOND, "head", "--member", "2")
    assert names(ok, camp, SECOND)[0] == "Rana"


def test_collectors_are_members_by_their_number_or_outsiders_by_name(
    ok: Run, refused: Run, camp: str
) -> None:
    assert ok("collectors", camp, FIRST)["collectors"] == []
    assert "not grown up" in refused("collectors", camp, FIRST, "4")
    assert "reason is missing" in refused("collectors", camp, FIRST, "Omar Aziz")

    said = ok("collectors", camp, FIRST, "٣", "Omar Aziz", "--reason", "they cannot walk")

    assert [(each["name"], each["member"]) for each in said["collectors"]] == [
        ("Ali Karim Yasin", True),
        ("Omar Aziz", False),
    ]
    assert ok("collectors", camp, FIRST, "--head")["collectors"] == []


def test_the_last_event_is_taken_back_with_a_reason(ok: Run, refused: Run, camp: str) -> None:
    ok("event", camp, FIRST, "death", "--member", "2")
    assert "reason is missing" in refused("event", camp, FIRST, "take-back")

    ok("event", camp, FIRST, "take-back", "--reason", "another woman of that name")

    page = ok("household", camp, FIRST)
    assert [each["status"] for each in page["members"]] == ["ACTIVE"] * 4
    assert "cannot be taken back" in refused("event", camp, SECOND, "take-back", "--reason", "x")
