import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.errors import CampDeskError
from camp_desk.storage.files import (
    BadMedium,
    DiskFull,
    FileTrouble,
    NotWritable,
    StickGone,
    parts_of,
    read_at_most,
    trouble,
    write_whole,
)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 5000])
def test_what_is_written_is_there_and_nothing_beside_it(tmp_path: Path, data: bytes) -> None:
    write_whole(tmp_path / "a.camp", data)

    assert (tmp_path / "a.camp").read_bytes() == data
    assert names(tmp_path) == ["a.camp"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"a longer first version")
    write_whole(tmp_path / "a", b"second")

    assert (tmp_path / "a").read_bytes() == b"second"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EROFS, NotWritable),
        (errno.EIO, StickGone),
        (errno.EINVAL, FileTrouble),
    ],
)
def test_a_failed_write_says_why_and_leaves_the_old_file_and_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    sentence: type[CampDeskError],
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(sentence) as told:
        write_whole(tmp_path / "a", b"new")

    assert str(tmp_path) in str(told.value)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_medium_that_takes_half_of_a_file_is_told_and_left_clean(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(DiskFull):
            write_whole(tmp_path / "a", b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert names(tmp_path) == []


def test_a_medium_that_gives_back_other_bytes_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def spoil(handle: int) -> None:
        os.pwrite(handle, b"!", 1)

    monkeypatch.setattr(os, "fsync", spoil)

    with pytest.raises(BadMedium):
        write_whole(tmp_path / "a", b"new")

    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StickGone):
        write_whole(tmp_path / "pulled" / "a", b"x")
    with pytest.raises(StickGone):
        read_at_most(tmp_path / "pulled" / "a", 10)


def test_a_file_system_that_cannot_sync_folders_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def files_only(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112  a handle, not a path of ours
            raise OSError(errno.EINVAL, "no")
        real(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    write_whole(tmp_path / "a", b"x")

    assert (tmp_path / "a").read_bytes() == b"x"


@given(st.binary(max_size=50), st.integers(0, 60))
def test_no_more_is_read_than_was_asked_for(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, size: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "bounded"
    path.write_bytes(data)

    assert read_at_most(path, size) == data[:size]


def test_leftovers_of_a_power_cut_are_found_by_the_name_of_their_file(tmp_path: Path) -> None:
    for name in ("a.camp", "a.camp-01234567.part", "b.camp-01234567.part", "a.camp-old"):
        (tmp_path / name).touch()

    assert parts_of(tmp_path / "a.camp") == [tmp_path / "a.camp-01234567.part"]


@pytest.mark.parametrize(
    ("windows", "sentence"), [(112, DiskFull), (19, NotWritable), (1167, StickGone)]
)
def test_windows_own_numbers_are_understood(windows: int, sentence: type[CampDeskError]) -> None:
    class WindowsError(OSError):
        winerror = windows

    error = WindowsError(errno.EINVAL, "it says")

    assert type(trouble(error, Path("E:"))) is sentence
