"""Sticks: any order, any number of times; and nothing bad on one ever does harm."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from camp_desk.actions import sticks
from camp_desk.domain.words import Words
from camp_desk.storage import findings, segments
from camp_desk.storage.camp import Here
from camp_desk.storage.files import StickGone
from camp_desk.storage.keys import new_identity
from camp_desk.storage.segments import State
from camp_desk.sync import segment
from camp_desk.sync.exchange import OldCopy
from camp_desk.sync.order import Missing
from camp_desk.sync.refusals import DamagedSegment, ForeignCamp, NotASegment, Refused, TooLarge
from camp_desk.sync.segment import FILE_AT_MOST
from camp_desk.sync.stick import Stick
from tests.small_camp import (
    Desk,
    Template,
    make_template,
    meet,
    stick_of,
    sync,
    work,
)


def files(desk: Desk) -> list[Path]:
    return sorted(stick_of(desk).rglob("*.segment"))


def newest(desk: Desk) -> Path:
    """Return the file of the desk's latest segment on the stick."""
    return [each for each in files(desk) if each.name.startswith(f"{desk.camp.desk:03d}")][-1]


@pytest.fixture
def four(template: Template) -> Iterator[list[Desk]]:
    with template.desks(4) as desks:
        yield desks


def test_both_desks_hold_the_same_camp_after_one_round(two: list[Desk]) -> None:
    one, other = two
    work(one, 1)
    work(other, 2)

    first = sticks.sync_with(one.camp, stick_of(one))
    second = sticks.sync_with(other.camp, stick_of(one))
    third = sticks.sync_with(one.camp, stick_of(one))

    assert (first.taken, second.taken, third.taken) == (0, 1, 1)
    assert second.given == 1
    assert one.digest == other.digest


def test_a_second_exchange_takes_and_gives_nothing(two: list[Desk]) -> None:
    work(two[0])
    meet(*two)
    before = two[0].digest, [each.read_bytes() for each in files(two[0])]

    again = [sticks.sync_with(desk.camp, stick_of(desk)) for desk in two * 2]

    assert [(each.taken, each.given, each.changes) for each in again] == [(0, 0, frozenset())] * 4
    assert (two[0].digest, [each.read_bytes() for each in files(two[0])]) == before


def test_a_desk_carries_what_others_wrote(four: list[Desk]) -> None:
    one, carrier, _, last = four
    work(one)
    sync(one, carrier)
    shutil.rmtree(stick_of(one) / "camp-desk")

    sync(carrier, last)

    assert last.digest == one.digest


def test_what_has_seen_something_that_is_not_here_waits_and_says_for_what(
    four: list[Desk],
) -> None:
    one, two, three, _ = four
    work(one)
    sync(one, two)
    theirs = newest(one)
    work(two)
    sync(two)
    aside = theirs.rename(stick_of(one) / "mislaid")
    held = max(e.number for e in segments.held(three.camp.db) if e.desk == 1)

    waiting = sticks.sync_with(three.camp, stick_of(one))
    aside.rename(theirs)
    complete = sticks.sync_with(three.camp, stick_of(one))

    assert (waiting.taken, waiting.missing) == (0, (Missing(one.camp.desk, held + 1, held + 1),))
    assert (complete.taken, complete.missing) == (2, ())
    assert three.digest == two.digest


def test_segments_may_come_one_by_one_in_any_order(four: list[Desk]) -> None:
    one, two, three, last = four
    for n, desk in enumerate((one, two, three, one, two, one)):
        work(desk, n)
        sync(desk)
    shelf = stick_of(one) / "shelf"
    shelf.mkdir()
    mislaid = {each: each.rename(shelf / each.name) for each in files(one)}
    order = sorted(mislaid)
    random.Random(3).shuffle(order)

    for place in order:
        shutil.copy(mislaid[place], place)
        sync(last)
        shutil.rmtree(stick_of(one) / "camp-desk")
        for each in order:
            each.parent.mkdir(parents=True, exist_ok=True)
    for place, kept in mislaid.items():
        shutil.copy(kept, place)
    meet(one, two, three, last)

    assert len({desk.digest for desk in four}) == 1


def flipped(data: bytes) -> bytes:
    return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]


@pytest.mark.parametrize(
    ("harm", "refusal"),
    [
        (flipped, DamagedSegment),
        (lambda data: data[: len(data) // 2], DamagedSegment),
        (lambda data: data + b"\0", DamagedSegment),
        (lambda _: os.urandom(500), NotASegment),
        (lambda data: data + bytes(FILE_AT_MOST), TooLarge),
    ],
    ids=["flipped bit", "cut short", "longer", "something else", "oversized"],
)
def test_a_bad_file_is_reported_with_a_sentence_and_changes_nothing(
    two: list[Desk], harm: Callable[[bytes], bytes], refusal: type[Refused]
) -> None:
    one, other = two
    work(one)
    sync(one)
    path = newest(one)
    path.write_bytes(harm(path.read_bytes()))
    before = other.digest, other.findings, len(segments.held(other.camp.db))

    report = sticks.sync_with(other.camp, stick_of(one))

    ((name, error),) = report.refused
    assert (name, type(error)) == (path.name, refusal)
    assert Words().sentence(error).endswith(".")
    assert (report.taken, report.changes) == (0, frozenset())
    assert (other.digest, other.findings, len(segments.held(other.camp.db))) == before


def test_a_damaged_file_is_given_again_by_whoever_has_it_whole(two: list[Desk]) -> None:
    one, other = two
    work(one)
    sync(one)
    newest(one).write_bytes(flipped(newest(one).read_bytes()))

    sync(other, one, other)

    assert one.digest == other.digest


def test_an_unfinished_file_counts_for_nothing(two: list[Desk]) -> None:
    one, other = two
    work(one)
    sync(one)
    path = newest(one)
    path.rename(path.with_name(f"{path.name}-0badcafe.part"))

    report = sticks.sync_with(other.camp, stick_of(one))

    assert (report.taken, report.refused) == (0, ())


def test_another_camps_segments_are_left_alone(two: list[Desk], tmp_path: Path) -> None:
    (tmp_path / "copy" / "stick").mkdir(parents=True)
    foreign = make_template(tmp_path).copy(tmp_path / "copy")
    work(foreign)
    sync(foreign)
    theirs = newest(foreign)
    sync(two[0])
    ours = newest(two[0]).parent / theirs.name
    shutil.copy(theirs, ours)

    report = sticks.sync_with(two[1].camp, stick_of(two[0]))

    assert [(name, type(error)) for name, error in report.refused] == [(ours.name, ForeignCamp)]
    assert two[1].digest == two[0].digest
    foreign.camp.close()


def test_a_segment_under_another_name_is_not_believed(two: list[Desk]) -> None:
    one, other = two
    work(one)
    sync(one)
    path = newest(one)
    path.rename(path.with_name("001-000099-00112233.segment"))

    report = sticks.sync_with(other.camp, stick_of(one))

    assert [name for name, _ in report.refused] == ["001-000099-00112233.segment"]
    assert report.taken == 0


def test_a_laptop_that_went_back_to_an_old_copy_is_stopped_before_it_writes(
    template: Template, tmp_path: Path
) -> None:
    with template.desks(1) as (one,):
        work(one)
        sync(one)
        old = template.copy(tmp_path)
        shutil.copytree(stick_of(one), tmp_path / "stick")
        before = old.digest, len(segments.held(old.camp.db)), [e.read_bytes() for e in files(old)]

        with pytest.raises(OldCopy) as raised:
            sticks.sync_with(old.camp, stick_of(old))

        assert "desk 001" in str(raised.value)
        assert (
            old.digest, len(segments.held(old.camp.db)), [e.read_bytes() for e in files(old)],
        ) == before  # fmt: skip
        old.camp.close()


def test_two_laptops_that_work_as_one_desk_stop_that_desk_with_a_finding_on_the_others(
    template: Template, tmp_path: Path
) -> None:
    with template.desks(3) as (one, two, three):
        copy = template.copy(tmp_path, 1)
        (tmp_path / "stick").mkdir()
        work(two, 1)
        work(copy, 2)
        sync(two)
        sync(copy)
        shutil.copytree(tmp_path / "stick", stick_of(one), dirs_exist_ok=True)
        before = one.digest

        sync(one, three, one)

        for desk in (one, three):
            (found,) = findings.findings(desk.camp.db)
            assert (found.kind, found.facts["desk"]) == (findings.Kind.DESK_FORKED, 2)
            assert desk.digest == before
            assert [s for s in segments.held(desk.camp.db) if s.state is State.FORKED]
        work(one, 3)
        sync(one, three)
        assert one.digest == three.digest != before
        copy.camp.close()


def test_a_stick_that_is_gone_is_said_and_changes_nothing(two: list[Desk]) -> None:
    before = two[0].digest

    with pytest.raises(sticks.NoFolder):
        sticks.sync_with(two[0].camp, two[0].camp.path.parent / "nowhere")

    assert two[0].digest == before


def test_a_stick_pulled_while_it_is_written_leaves_whole_files_and_the_next_one_completes(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    work(one)

    def pulled(*_: object) -> None:
        raise StickGone(place="stick")

    with monkeypatch.context() as patch:
        patch.setattr(Stick, "write", pulled)
        with pytest.raises(StickGone):
            sync(one)
    sync(one, other)

    assert one.digest == other.digest


def test_taking_in_that_is_stopped_is_finished_the_next_time(two: list[Desk]) -> None:
    one, other = two
    for n in range(3):
        work(one, n)
        sync(one)

    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        sticks.sync_with(other.camp, stick_of(one), stop)
    assert sticks.sync_with(other.camp, stick_of(one)).taken == 3
    assert one.digest == other.digest


def test_a_long_day_goes_into_several_segments(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment, "ACTIONS_IN_ONE", 3)
    one, other = two
    for n in range(7):
        work(one, n)
    before = len(segments.held(one.camp.db))

    sync(one, other)

    assert len(segments.held(one.camp.db)) == before + 3
    assert one.digest == other.digest


def test_what_could_not_be_read_is_read_once_its_key_is_there(
    two: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    work(one)
    sync(one)
    with monkeypatch.context() as patch:
        patch.setattr(other.camp, "here", _without_keys(other.camp.here))
        first = sticks.sync_with(other.camp, stick_of(one))

    second = sticks.sync_with(other.camp, stick_of(one))

    assert (first.taken, second.taken) == (0, 1)
    assert one.digest == other.digest


def _without_keys(here: Here) -> Here:
    return replace(here, keys=replace(here.keys, epochs={1: new_identity()}))
