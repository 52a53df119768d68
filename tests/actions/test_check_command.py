"""Comparing the whole camp without a window."""

from __future__ import annotations

import json

import pytest

from camp_desk import cli
from camp_desk.actions import arrivals
from camp_desk.storage.camp import Camp
from tests.small_camp import PASSPHRASE, family


def test_the_whole_camp_is_compared_and_what_is_to_be_decided_is_named(
    camp: Camp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in (1, 2, 2):
        arrivals.register(camp, family(n, 4))
    camp.close()
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", PASSPHRASE)
    command = ["check", str(camp.path), "--language", "en"]

    assert cli.main([*command, "--json"]) == 0

    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert (answer["finished"], answer["compared"], answer["households"]) == (True, 3, 3)
    assert (answer["new"], answer["same_child"]) == (1, [])
    (pair,) = answer["possible_duplicates"]
    assert {pair["a"], pair["b"]} == {"001 000 002-0", "001 000 003-6"}
    assert "All 3 families were compared. 1 pair is new." in err
    assert cli.main(command) == 0
    assert "0 pairs are new." in capsys.readouterr().out
