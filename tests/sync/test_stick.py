import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camp_desk.domain.ids import DeskNumber
from camp_desk.storage.files import DiskFull, NotWritable, StickGone
from camp_desk.sync.stick import SegmentName, Stick, camp_folder, camp_folders, named

CAMP = bytes(range(16))
ONE = SegmentName(DeskNumber(3), 12, "0a1b2c3d")
TWO = SegmentName(DeskNumber(3), 13, "ffffffff")


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    return Stick(tmp_path, CAMP)


def where(stick: Stick, name: SegmentName) -> Path:
    return camp_folder(stick.folder, CAMP) / "segments" / f"{name.desk:03d}" / str(name)


def test_a_segment_lies_under_a_name_that_every_file_system_takes(stick: Stick) -> None:
    stick.write(named(DeskNumber(3), 12, bytes.fromhex("0a1b2c3d") + bytes(28)), b"sealed")

    path = stick.folder / "camp-desk/0001020304050607/segments/003/003-000012-0a1b2c3d.segment"
    assert path.read_bytes() == b"sealed"
    assert stick.listing() == {ONE: 6}
    assert stick.read(ONE) == b"sealed"


def test_an_empty_stick_has_nothing_and_is_not_written_to_by_looking(stick: Stick) -> None:
    assert stick.listing() == {}
    assert list(stick.folder.iterdir()) == []


def test_what_is_missing_on_either_side_is_named_in_order(stick: Stick) -> None:
    stick.write(TWO, b"two")
    other = SegmentName(DeskNumber(1), 99, "00000000")

    assert stick.missing_here({ONE}) == [TWO]
    assert stick.missing_there({TWO: 3, ONE: 3, other: 5}) == [other, ONE]


def test_files_of_others_do_not_count(stick: Stick) -> None:
    stick.write(ONE, b"sealed")
    folder = where(stick, ONE).parent
    for name in (
        "._003-000012-0a1b2c3d.segment", "003-000012-0a1b2c3d.segment.part", "Thumbs.db",
        "003-000013-0a1b2c3d.segment-00ff00ff.part", "desktop.ini", "004-000001-0a1b2c3d.segment",
        "003-000000-0a1b2c3d.segment", "003-000012-0a1b2c3d.sync-conflict.segment",
        "٠٠٣-000012-0a1b2c3d.segment", "003-000014-0a1b2c3d.damaged",
    ):  # fmt: skip
        (folder / name).write_bytes(b"other")
    (folder / "003-000015-00000000.segment").mkdir()
    (folder / "003-000016-00000000.segment").touch()
    (folder.parent / "lost+found").mkdir()
    (folder.parent / "007").write_bytes(b"a file where a folder should be")

    assert stick.listing() == {ONE: 6}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links without permission")
def test_links_and_pipes_do_not_count(stick: Stick) -> None:
    folder = where(stick, ONE).parent
    folder.mkdir(parents=True)
    (folder / str(ONE)).symlink_to("/dev/zero")
    os.mkfifo(folder / str(TWO))

    assert stick.listing() == {}


def test_names_in_capitals_are_the_same_names(stick: Stick) -> None:
    folder = where(stick, ONE).parent
    folder.mkdir(parents=True)
    (folder / str(ONE).upper()).write_bytes(b"sealed")

    assert stick.missing_here(set()) == [ONE]
    assert stick.read(ONE) == b"sealed"
    stick.write(ONE, b"sealed again")
    assert [each.name for each in folder.iterdir()] == [str(ONE).upper()]


def test_a_half_written_file_is_replaced(stick: Stick) -> None:
    stick.write(ONE, b"sealed")
    where(stick, ONE).write_bytes(b"sea")

    assert stick.missing_there({ONE: 6}) == [ONE]
    stick.write(ONE, b"sealed")
    assert stick.read(ONE) == b"sealed"


def test_a_flipped_bit_is_seen_by_comparing_and_healed_by_writing(stick: Stick) -> None:
    stick.write(ONE, b"sealed")
    where(stick, ONE).write_bytes(b"seAled")

    assert stick.missing_there({ONE: 6}) == []
    assert not stick.holds(ONE, b"sealed")
    stick.write(ONE, b"sealed")
    assert stick.holds(ONE, b"sealed")
    assert not stick.holds(TWO, b"")


def test_a_damaged_file_that_was_set_aside_is_given_again_by_whoever_has_it(stick: Stick) -> None:
    stick.write(ONE, b"seAled")

    stick.set_aside(ONE)

    assert stick.listing() == {}
    assert stick.missing_there({ONE: 6}) == [ONE]


def test_leftovers_of_a_pulled_stick_go_when_the_file_is_written_unless_they_are_fresh(
    stick: Stick,
) -> None:
    stick.write(ONE, b"sealed")
    path = where(stick, ONE)
    old, fresh = (path.with_name(f"{path.name}-{n * 8}.part") for n in "01")
    for part in (old, fresh):
        part.write_bytes(b"sea")
    os.utime(old, (0, path.stat().st_mtime - 4000))

    stick.write(ONE, b"sealed")

    assert sorted(path.parent.iterdir()) == [path, fresh]


def test_a_stick_that_was_pulled_is_not_an_empty_one(stick: Stick) -> None:
    stick.write(ONE, b"sealed")
    shutil.rmtree(stick.folder)

    asked: list[Callable[[], object]] = [
        stick.listing,
        lambda: stick.read(ONE),
        lambda: stick.write(ONE, b"x"),
        lambda: stick.room_for([1]),
        lambda: camp_folders(stick.folder),
    ]
    for ask in asked:
        with pytest.raises(StickGone):
            ask()
    assert not stick.folder.exists()


def test_a_full_stick_is_told_before_anything_is_written(stick: Stick) -> None:
    stick.room_for([1000, 1000])
    with pytest.raises(DiskFull, match="no room"):
        stick.room_for([1 << 60])


def test_a_locked_stick_is_told(stick: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", locked)

    with pytest.raises(NotWritable):
        stick.write(ONE, b"x")
    stick.set_aside(ONE)


NAMES = st.builds(named, st.integers(1, 3).map(DeskNumber), st.integers(1, 3), st.just(b"\1" * 4))


@given(st.lists(st.sets(NAMES), min_size=1, max_size=5), st.data())
@settings(deadline=None, max_examples=25)
def test_syncing_in_any_order_any_number_of_times_is_a_union(
    tmp_path_factory: pytest.TempPathFactory, laptops: list[set[SegmentName]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("stick")
    held = [{name: str(name).encode() for name in names} for names in laptops]
    everyone = list(range(len(held)))
    for n in [*data.draw(st.lists(st.sampled_from(everyone), max_size=6)), *everyone, *everyone]:
        stick, mine = Stick(folder, CAMP), held[n]
        mine |= {name: stick.read(name) for name in stick.missing_here(mine)}
        for name in stick.missing_there({name: len(file) for name, file in mine.items()}):
            stick.write(name, mine[name])

    union = {name: str(name).encode() for names in laptops for name in names}
    assert all(each == union for each in held)
