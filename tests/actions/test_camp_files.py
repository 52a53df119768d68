"""What a camp's file is called on this laptop."""

from __future__ import annotations

from pathlib import Path

from camp_desk.actions import camps
from camp_desk.actions.camp_files import called_after_camp, free_path
from camp_desk.domain.file_names import file_stem
from camp_desk.storage.passphrase import Cost


def test_a_name_becomes_one_that_every_disk_takes() -> None:
    assert file_stem("مخيم حسن شام: شرق/غرب") == "مخيم-حسن-شام--شرق-غرب"
    assert len(file_stem("م" * 200).encode()) < 200
    assert file_stem("") == "camp"


def test_a_closed_camp_is_called_after_itself_and_opens_there(tmp_path: Path) -> None:
    before = tmp_path / "usb.camp"
    camps.make_camp(
        before, name="Hasan Sham", officer="Amina", passphrase="secret", cost=Cost(8192, 1, 1),
        reserve_bytes=10,
    ).camp.close()  # fmt: skip

    after = called_after_camp(before, "Hasan Sham")

    assert after == tmp_path / "Hasan-Sham.camp"
    assert not list(tmp_path.glob("usb*"))
    assert after.with_name("Hasan-Sham.camp.reserve").exists()
    camp = camps.open_camp(after, "secret")
    assert camp.name == "Hasan Sham"
    camp.close()


def test_a_camp_that_is_there_already_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "Hasan-Sham.camp").touch()
    usb = tmp_path / "usb.camp"
    usb.touch()
    assert called_after_camp(usb, "Hasan Sham") == tmp_path / "Hasan-Sham-2.camp"
    assert free_path(tmp_path, "usb") == usb
