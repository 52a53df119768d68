"""Specific needs on the command line: counted, set, removed, switched on, referred."""

from __future__ import annotations

from pathlib import Path

from tests.test_cli import Run, _quick_and_known, camp, ok, refused

__all__ = ["_quick_and_known", "camp", "ok", "refused"]


def test_needs_from_setting_to_referring(ok: Run, refused: Run, camp: str) -> None:
    card = "001 000 001-2"
    head = ("needs", camp, card, "--member", "1")
    assert ok("needs", camp) == {"people": 0, "needs": [], "switched_on": []}

    ok(*head, "--set", "ds-ps", "--pending")
    assert "is no need that is kept" in refused(*head, "--set", "TR")
    assert "does not ask" in refused(*head, "--set", "SM-CI")
    assert ok("needs", camp, "--ask", "SM-CI") == {"switched_on": ["SM-CI"]}
    (member,) = ok(*head, "--set", "SM-CI")["members"]

    assert [(each["code"], each["pending"]) for each in member["needs"]] == [
        ("DS-PS", True), ("SM-CI", False),
    ]  # fmt: skip
    assert ok("needs", camp)["people"] == 1
    page = ok("household", camp, card)
    assert page["members"][0]["marked"]
    assert "DS-PS" not in str(page)
    assert ok("needs", camp, "--referrals", "r.pdf")["people"] == 1
    assert Path("r.pdf").read_bytes().startswith(b"%PDF")
    (member,) = ok(*head, "--remove", "SM-CI")["members"]
    assert [each["code"] for each in member["needs"]] == ["DS-PS"]
    assert member["history"][0]["removed"] or member["history"][1]["removed"]
    assert "not recorded" in refused(*head, "--remove", "SM-CI")
    assert "whose need" in refused("needs", camp, card, "--set", "PG")
    assert "no member 9" in refused("needs", camp, card, "--member", "9", "--set", "PG")
    assert ok("needs", camp, "--do-not-ask", "SM-CI") == {"switched_on": []}
    assert "asked for in every camp" in refused("needs", camp, "--do-not-ask", "PG")
