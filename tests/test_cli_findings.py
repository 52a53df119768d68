"""Findings on the command line: listed with what they take, and decided as in the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import LIST, Run, _quick_and_known, camp, ok, refused

__all__ = ["_quick_and_known", "camp", "ok", "refused"]


@pytest.fixture
def pair(ok: Run, camp: str) -> str:
    """Return the finding about a family of the list that another list spells otherwise."""
    other = LIST.replace("علي كامل حسن", "Ali Kamil Hasan").splitlines()
    Path("gate.csv").write_text("\n".join(other[:2]), "utf-8")
    ok("import", camp, "gate.csv")
    (finding,) = ok("findings", camp)["findings"]
    assert finding["kind"] == "possible-duplicate"
    assert finding["answers"] == ["--join", "--two-families", "--later"]
    return str(finding["finding"])


def kinds(ok: Run, camp: str) -> list[str]:
    return [each["kind"] for each in ok("findings", camp)["findings"]]


def test_two_households_are_joined_confirmed_by_another_and_taken_apart(
    ok: Run, refused: Run, camp: str, pair: str
) -> None:
    before = ok("verify", camp)["households"]
    assert ok("findings", camp, pair[:8], "--join") == {"finding": pair, "answer": "--join"}
    assert ok("verify", camp)["households"] == before - 1

    (joined,) = ok("findings", camp)["findings"]
    assert joined["kind"] == "awaiting-confirmation"
    assert "again tomorrow" in refused("findings", camp, joined["finding"], "--confirm")
    assert "takes --confirm" in refused("findings", camp, joined["finding"], "--join")
    ok("findings", camp, joined["finding"], "--take-apart")
    assert ok("verify", camp)["households"] == before


def test_what_was_told_apart_is_asked_again(ok: Run, refused: Run, camp: str, pair: str) -> None:
    ok("findings", camp, pair, "--two-families")
    assert kinds(ok, camp) == []
    assert "nothing to decide" in refused("findings", camp, pair, "--join")

    ok("findings", camp, pair, "--ask-again")
    assert kinds(ok, camp) == ["possible-duplicate"]


def test_a_finding_is_shown_alone_and_left_for_later(ok: Run, camp: str, pair: str) -> None:
    shown = ok("findings", camp, pair[:6])
    assert "may be one family" in shown["sentence"]

    ok("findings", camp, pair, "--later")
    (left,) = ok("findings", camp)["findings"]
    assert left["postponed"]


@pytest.mark.parametrize(
    ("answer", "phone"), [("--new-row", "07709999999"), ("--keep-ours", "07701234567")]
)
def test_a_changed_row_is_taken_or_left(ok: Run, camp: str, answer: str, phone: str) -> None:
    Path("kalak.csv").write_text(LIST.replace("07701234567", "07709999999"), "utf-8")
    ok("import", camp, "kalak.csv")
    (row,) = ok("findings", camp)["findings"]

    ok("findings", camp, row["finding"], answer)

    assert kinds(ok, camp) == []
    assert len(ok("search", camp, phone)["found"]) == 1


def test_desks_that_disagree_are_settled_by_the_number_of_a_value(
    ok: Run, refused: Run, camp: str
) -> None:
    Path("stick").mkdir()
    code = ok("enrol", camp, "stick")["code"]
    ok("join", "stick", "b.camp", "--code", code)
    card = "001 000 001-2"
    for each, place in ((camp, "A / 1 / 1"), ("b.camp", "A / 1 / 2")):
        ok("place", each, "--sector", "A", "--blocks", "1", "--shelters", "1-2")
        ok("move", each, card, "--to", place)
    for each in (camp, "b.camp", camp):
        ok("sync", each, "stick")
    found = [each for each in ok("findings", camp)["findings"] if each["kind"] == "desks-disagree"]
    shelters = next(each for each in found if {v["said"] for v in each["values"]} == {"1", "2"})
    wanted = next(n for n, v in enumerate(shelters["values"], 1) if v["said"] == "1")

    assert "1 to 2" in refused("findings", camp, shelters["finding"], "--value", "3")
    assert "--value" in refused("findings", camp, shelters["finding"], "--note", "so it was")
    ok("findings", camp, shelters["finding"], "--value", str(wanted))

    (person, *_) = ok("search", camp, card)["found"]
    assert person["place"].split()[-1] == "1"


def test_nothing_to_decide_is_said_and_a_wrong_id_refused(ok: Run, refused: Run, camp: str) -> None:
    assert ok("findings", camp) == {"findings": []}
    for wrong in ("", "zz", "00"):
        assert "nothing to decide" in refused("findings", camp, wrong, "--later")
    assert "nothing to decide" in refused("findings", camp, "00", "--ask-again")
