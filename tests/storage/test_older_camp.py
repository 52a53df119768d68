"""A camp that a version with other rules wrote: its search is made anew where it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from camp_desk import cli
from camp_desk.actions import arrivals, camps
from camp_desk.domain.progress import MADE_ANEW
from camp_desk.storage import derived, people
from camp_desk.storage.camp import Camp
from camp_desk.storage.people import Show
from tests.small_camp import PASSPHRASE, Clock, family


class Enough(Exception):
    """Somebody closed the window."""


@pytest.fixture
def older(camp: Camp, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a camp with three families, whose search another version made."""
    monkeypatch.setattr(derived, "_INDEXED_TOGETHER", 1)
    for n in range(3):
        arrivals.register(camp, family(n))
    camp.db.conn.execute("DELETE FROM here WHERE name IN ('derived', 'documents')")
    camp.db.conn.execute("INSERT INTO person_search(person_search) VALUES ('delete-all')")
    camp.close()
    return camp.path


def found(path: Path) -> int:
    camp = camps.open_camp(path, PASSPHRASE, Clock())
    rows = people.found(camp.db, "001000001", Show.ALL, camp.today())
    camp.close()
    return len(rows)


def test_it_is_told_how_far_the_search_is_made_anew_and_the_next_time_nothing(
    older: Path,
) -> None:
    told: list[tuple[int, int]] = []
    for _ in range(2):
        camps.open_camp(older, PASSPHRASE, Clock(), lambda *at: told.append(at)).close()
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert found(older)


def test_who_stops_it_finds_the_camp_as_it_was_and_the_next_time_it_is_made_whole(
    older: Path,
) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        camps.open_camp(older, PASSPHRASE, Clock(), stop)
    told: list[int] = []
    camps.open_camp(older, PASSPHRASE, Clock(), lambda done, _: told.append(done)).close()
    assert told == [0, 1, 2]
    assert found(older)


def test_the_command_line_says_why_it_takes_long(
    older: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("CAMP_DESK_LANGUAGE", "en")
    assert cli.main(["search", str(older), "ali", "--json"]) == 0
    assert capsys.readouterr().err.splitlines()[:3] == [MADE_ANEW, "30 %", "60 %"]
