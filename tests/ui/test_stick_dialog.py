"""Sync with a stick in the window: both directions, what is said of it, and one more laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camp_desk.actions import camps, sticks
from camp_desk.actions.arrivals import register
from camp_desk.domain.registration import Member, Registration
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.views import Views
from camp_desk.sync.order import Missing
from camp_desk.ui.comparing import NewFamiliesRun
from camp_desk.ui.drives import Drive, is_removable_linux
from camp_desk.ui.look import Look
from camp_desk.ui.stick import StickDialog
from camp_desk.ui.stick.cards import waiting
from camp_desk.ui.workspace import Workspace

CHEAP = Cost(memory_kib=8192, time=1, lanes=1)
FAMILY = Registration((Member("Karim", "Yasin"),))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def second(camp_file: Path, stick: Path) -> Path:
    """A second desk that has registered one family and left it on the stick."""
    first = camps.open_camp(camp_file, "secret")
    code = sticks.invite(first, stick, cost=CHEAP).code
    first.close()
    path = camp_file.with_name("second.camp")
    camp = sticks.join(stick, path, code, "secret", officer="Omar", cost=CHEAP, reserve_bytes=0)
    register(camp, FAMILY)
    sticks.sync_with(camp, stick)
    camp.close()
    return path


@pytest.fixture
def make(
    qtbot: QtBot,
    look: Look,
    camp_file: Path,
    opened: Callable[[Path], Workspace[Camp, Views]],
) -> Iterator[Callable[[list[Drive]], StickDialog]]:
    """Make the dialog on the first desk with these drives plugged in."""
    made: list[StickDialog] = []

    def dialog(drives: list[Drive]) -> StickDialog:
        each = StickDialog(look, opened(camp_file), drives=lambda: drives, cost=CHEAP)
        qtbot.addWidget(each)
        made.append(each)
        if drives:
            qtbot.waitUntil(lambda: bool(each.places.offers), timeout=5000)
        return each

    yield dialog
    for each in made:
        each.done(0)


Make = Callable[[list[Drive]], StickDialog]


def drive(folder: Path, name: str = "KINGSTON") -> Drive:
    return Drive(folder, name, 12_300_000_000)


def click(qtbot: QtBot, dialog: StickDialog, button: str) -> None:
    where = dialog.sync if button == "sync" else dialog.invite.invite
    QTest.mouseClick(where, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.working.busy, timeout=10_000)


@pytest.mark.usefixtures("second")
def test_one_button_takes_in_what_the_others_wrote_and_gives_what_they_lack(
    qtbot: QtBot, make: Make, stick: Path
) -> None:
    dialog = make([drive(stick)])

    with qtbot.waitSignal(dialog._workspace.changed, timeout=5000):
        click(qtbot, dialog, "sync")

    assert dialog.synced.done.text() == "2 entries taken in · 0 entries given"
    assert dialog.synced.pull.text == "You may pull the stick out now."
    click(qtbot, dialog, "sync")
    assert dialog.synced.done.text() == "0 entries taken in · 0 entries given"


@pytest.mark.usefixtures("second")
def test_a_file_that_is_refused_is_named_with_the_reason(
    qtbot: QtBot, make: Make, stick: Path
) -> None:
    (folder,) = stick.rglob("002")
    (folder / "002-000009-0011aabb.segment").write_bytes(b"nonsense")
    dialog = make([drive(stick)])

    click(qtbot, dialog, "sync")

    assert "002-000009-0011aabb.segment" in dialog.synced.lines.text()
    assert "not written by Camp Desk" in dialog.synced.lines.text()


def test_says_which_segments_are_waited_for() -> None:
    words = Words()

    assert "Waiting for segments 12 to 14 of desk" in waiting(Missing(3, 12, 14), words)  # type: ignore[arg-type]
    assert "Waiting for segment 12 of desk" in waiting(Missing(3, 12, 12), words)  # type: ignore[arg-type]


def test_findings_after_a_sync_are_counted_and_lead_to_them(
    qtbot: QtBot, make: Make, stick: Path, second: Path
) -> None:
    camp = camps.open_camp(second, "secret")
    twin = Registration((Member("Karim", "Yasin", "Omar", "Hatimi"),), phone="07701234567")
    register(camp, twin)
    register(camp, twin)
    sticks.sync_with(camp, stick)
    camp.close()
    dialog = make([drive(stick)])

    click(qtbot, dialog, "sync")
    qtbot.waitUntil(lambda: not dialog.synced.comparing.isHidden(), timeout=5000)
    assert "3 new families are now compared" in dialog.synced.comparing.text()
    NewFamiliesRun(dialog._workspace, dialog).begin()

    qtbot.waitUntil(lambda: not dialog.synced.findings.isHidden(), timeout=5000)
    qtbot.waitUntil(dialog.synced.comparing.isHidden)
    assert "for a decision" in dialog.synced.findings.accessibleName()


def test_without_a_stick_it_asks_for_one_or_for_a_folder(
    qtbot: QtBot, make: Make, stick: Path
) -> None:
    dialog = make([])

    QTest.mouseClick(dialog.sync, Qt.MouseButton.LeftButton)
    assert dialog.trouble.text == "Plug in a stick, or choose a folder."

    dialog.places.offer_folder(stick)
    click(qtbot, dialog, "sync")
    assert dialog.synced.pull.text == "You may pull the stick out now."


def test_a_stick_that_is_plugged_in_is_offered_beside_what_was_chosen(
    make: Make, stick: Path, tmp_path: Path
) -> None:
    dialog = make([drive(stick)])
    dialog.places.offer_folder(tmp_path)

    dialog.places.show_drives([drive(stick), drive(tmp_path / "other", "SANDISK")])

    assert len(dialog.places.offers) == 3
    assert dialog.places.folder == tmp_path


def test_a_stick_that_was_pulled_out_is_said_so(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    dialog = make([drive(tmp_path / "gone")])

    click(qtbot, dialog, "sync")

    assert "Plug in the stick" in dialog.trouble.text


def test_an_invitation_lets_another_laptop_join_with_the_code_that_is_shown(
    qtbot: QtBot, make: Make, stick: Path, tmp_path: Path
) -> None:
    dialog = make([drive(stick)])
    dialog.invite.name.setText("Omar")

    click(qtbot, dialog, "invite")

    code = dialog.invite.code.accessibleName().removeprefix("Code: ")
    assert len(code.replace("-", " ").split()) == 8
    joined = sticks.join(stick, tmp_path / "new.camp", code, "secret", cost=CHEAP, reserve_bytes=0)
    assert joined.officer.name == "Omar"
    joined.close()


def test_a_code_is_gone_when_something_else_is_asked(qtbot: QtBot, make: Make, stick: Path) -> None:
    dialog = make([drive(stick)])
    click(qtbot, dialog, "invite")

    click(qtbot, dialog, "sync")

    assert dialog.invite.code.text() == ""


@pytest.mark.parametrize(
    ("bus", "flag", "pulled_out"),
    [
        ("pci0000/usb1/1-2/host6/block", "1", True),
        ("pci0000/usb1/1-2/host6/block", "0", True),
        ("pci0000/mmc_host/mmc0/block", "0", True),
        ("pci0000/ata1/host0/block", "0", False),
        ("pci0000/nvme/nvme0", "0", False),
    ],
)
def test_a_partition_can_be_pulled_out_when_its_disk_can(
    tmp_path: Path, bus: str, flag: str, *, pulled_out: bool
) -> None:
    partition = tmp_path / "devices" / bus / "sdb" / "sdb1"
    partition.mkdir(parents=True)
    (partition.parent / "removable").write_text(f"{flag}\n", "ascii")
    sysfs = tmp_path / "block"
    sysfs.mkdir()
    (sysfs / "sdb1").symlink_to(partition)

    assert is_removable_linux("sdb1", sysfs) is pulled_out
    assert not is_removable_linux("sdz9", sysfs)
