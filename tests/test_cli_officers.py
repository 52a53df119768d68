"""Officers on the command line: listed, given roles, added with a passphrase of their own."""

from __future__ import annotations

import pytest

from tests.test_cli import Run, _quick_and_known, camp, ok, refused

__all__ = ["_quick_and_known", "camp", "ok", "refused"]


def test_officers_are_listed_added_and_given_roles(
    ok: Run, refused: Run, camp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = ok("officers", camp)["officers"]
    assert (first["role"], first["desk"], first["retired"]) == ("supervisor", 1, False)
    assert "The passphrase is not given" in refused("officers", camp, "--add", "Sara")

    monkeypatch.setenv("CAMP_DESK_NEW_PASSPHRASE", "blue boats at noon")
    added = ok("officers", camp, "--add", "Sara", "--role", "storekeeper")["officers"]
    assert [(each["name"], each["role"]) for each in added[1:]] == [("Sara", "storekeeper")]
    assert "not said which role" in refused("officers", camp, "--give", "Sara")
    assert "exactly one officer “Nobody”" in refused("officers", camp, "--retire", "Nobody")
    assert "only one who may manage" in refused("officers", camp, "--retire", first["name"])

    given = ok("officers", camp, "--give", "Sara", "--role", "registrar")["officers"]
    assert given[1]["role"] == "registrar"
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "blue boats at noon")
    assert "role does not allow" in refused("officers", camp, "--retire", "Sara")
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "of the tests")
    assert ok("officers", camp, "--retire", "Sara")["officers"][1]["retired"]
