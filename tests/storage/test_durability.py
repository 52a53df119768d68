"""What was acknowledged is there after a kill, a full disk or a power cut in the middle."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from camp_desk.actions import arrivals, camps, sticks
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.progress import Report
from camp_desk.storage import database, households, journal, reserve, slots, unfinished
from camp_desk.storage.camp import Camp
from camp_desk.storage.database import CampIsDamaged
from camp_desk.storage.database_trouble import CampIsBusy, DiskIsFull
from camp_desk.storage.driver import Database, OperationalError
from camp_desk.storage.files import DiskFull, FileTrouble
from tests.small_camp import CHEAP, PASSPHRASE, Clock, Desk, Template, family, stick_of, sync

ROOT = Path(__file__).resolve().parents[2]

REGISTERING = """
import sys
from pathlib import Path
from camp_desk.actions import arrivals, camps
from tests.small_camp import PASSPHRASE, family

camp = camps.open_camp(Path(sys.argv[1]), PASSPHRASE)
for n in range(100_000):
    print(arrivals.register(camp, family(n)).number, flush=True)
"""

FORKING = """
import os, shutil, sys
from pathlib import Path
from camp_desk.actions import camps, sticks
from camp_desk.domain.errors import CampDeskError
from tests.small_camp import CHEAP, PASSPHRASE

what, folder, code = sys.argv[1:]
path = Path(folder) / "new.camp"

def make():
    if what == "make":
        return camps.make_camp(
            path, name="Kalak", officer="Sara", passphrase="first", cost=CHEAP, reserve_bytes=0
        ).camp
    return sticks.join(Path(folder), path, code, "first", cost=CHEAP, reserve_bytes=0)

def dies_at(n):
    '''Make the camp in a child that dies like in a power cut at its nth call to the disk.'''
    if child := os.fork():
        return os.waitpid(child, 0)[1] != 0
    calls = 0
    def counted(call):
        def counting(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == n:
                os._exit(9)
            return call(*args, **kwargs)
        return counting
    for name in ("fsync", "replace", "unlink", "open"):
        setattr(os, name, counted(getattr(os, name)))
    from camp_desk.storage import journal, slots
    from camp_desk.storage.camp import Camp
    journal.record = counted(journal.record)
    Camp.close = counted(Camp.close)
    slots.create = counted(slots.create)
    make()
    os._exit(0)

stick = Path(folder) / "camp-desk"
fresh = shutil.copytree(stick, Path(folder) / "fresh")
for n in range(1, 200):
    died = dies_at(n)
    if path.exists():
        camp = camps.open_camp(path, "first")
        print("opens")
    else:
        camp = make()  # from the very stick that the power cut left
        print("made again")
    if what == "join":
        sticks.sync_with(camp, Path(folder))
        left = [each.name for each in stick.rglob("*-005.*") if each.stat().st_size]
        print(*left or ["nothing left on the stick"])
    camp.close()
    for left in Path(folder).glob("new.camp*"):
        left.unlink()
    shutil.rmtree(stick)
    shutil.copytree(fresh, stick)
    if not died:
        break
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  this Python, with a program from above
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.mark.slow
def test_every_card_number_that_was_given_out_survives_a_kill(
    template: Template, tmp_path: Path
) -> None:
    camp = template.copy(tmp_path).camp
    camp.close()
    rng = random.Random(5)
    given: set[int] = set()
    for _ in range(4):
        running = start(REGISTERING, camp.path)
        assert running.stdout
        for _ in range(rng.randint(1, 60)):
            given.add(int(running.stdout.readline()))
        running.send_signal(signal.SIGKILL)
        given |= {int(line) for line in running.stdout.read().split("\n")[:-1] if line}
        running.communicate()

    again = camps.open_camp(camp.path, PASSPHRASE)
    rows = again.db.conn.execute("SELECT number FROM household").fetchall()
    assert len(given) > 20
    assert given <= {number for (number,) in rows}
    assert again.db.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again.close()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
@pytest.mark.parametrize("what", ["make", "join"])
def test_a_power_cut_while_a_camp_is_made_leaves_a_camp_that_opens_or_nothing_in_the_way(
    template: Template, what: str
) -> None:
    with template.desks(1) as (one,):
        stick = stick_of(one)
        code = sticks.invite(one.camp, stick, cost=CHEAP).code

        out, errors = start(FORKING, what, stick, code).communicate()

    assert not errors
    said = out.split("\n")[:-1]
    if what == "join":
        assert set(said[1::2]) == {"nothing left on the stick"}
        said = said[::2]
    assert said.count("made again") > 5
    assert said[-1] == "opens"


def full(camp: Camp) -> None:
    """Let the disk be full from now on: SQLite may not add a page."""
    (pages,) = camp.db.conn.execute("PRAGMA page_count").fetchone()
    camp.db.conn.execute(f"PRAGMA max_page_count = {pages}")


def fill_up(camp: Camp) -> int:
    """Register until it fails, and return how many families went in."""
    for n in range(1_000):
        arrivals.register(camp, family(n, 8))
    return n


def test_a_full_disk_is_said_and_what_was_saved_before_is_all_there(camp: Camp) -> None:
    full(camp)

    with pytest.raises(DiskIsFull) as raised:
        fill_up(camp)

    assert "The disk is full" in str(raised.value)
    registered, _ = households.totals(camp.db)
    assert registered == households.last_counter(camp.db, 1)
    assert camp.db.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    before = journal.digest(camp.db)
    with pytest.raises(DiskIsFull):
        fill_up(camp)
    assert journal.digest(camp.db) == before


def test_a_full_disk_lets_the_reserve_go_and_work_goes_on(camp: Camp) -> None:
    held = camp.path.with_name(camp.path.name + ".reserve")
    held.write_bytes(bytes(10))
    full(camp)

    with pytest.raises(DiskIsFull):
        fill_up(camp)

    assert held.stat().st_size == 0
    camp.db.conn.execute("PRAGMA max_page_count = 100000")
    before, _ = households.totals(camp.db)
    arrivals.register(camp, family(1))
    assert households.totals(camp.db)[0] == before + 1


def test_the_reserve_is_held_again_when_the_camp_is_opened_with_room_on_the_disk(
    camp: Camp,
) -> None:
    held = camp.path.with_name(camp.path.name + ".reserve")
    reserve.hold(camp.path, 4096)
    reserve.release(camp.path)

    reserve.hold_again(camp.path, 1 << 60)
    assert held.stat().st_size == 0
    reserve.hold_again(camp.path, 4096)
    assert held.stat().st_size == 4096


def test_a_camp_opens_on_a_disk_so_full_that_only_the_reserve_makes_room(
    camp: Camp, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve.hold(camp.path, 4096)
    camp.close()
    opening = database.open_for_writing

    def no_room_beside_it(path: Path, key: bytes, report: Report) -> Database:
        if camp.path.with_name(camp.path.name + ".reserve").stat().st_size:
            raise DiskIsFull
        return opening(path, key, report)

    monkeypatch.setattr(camps, "open_for_writing", no_room_beside_it)
    camps.open_camp(camp.path, PASSPHRASE, Clock()).close()


def test_a_laptop_that_holds_no_space_back_does_not_begin_to(camp: Camp) -> None:
    reserve.hold_again(camp.path, 4096)

    assert not list(camp.path.parent.glob("*.reserve"))


def test_what_was_saved_stays_acknowledged_when_the_disk_is_full_at_the_end(camp: Camp) -> None:
    full(camp)
    with pytest.raises(DiskIsFull):
        fill_up(camp)

    camp.close()


def test_a_disk_that_fills_up_while_segments_are_taken_in_changes_nothing(
    two: list[Desk],
) -> None:
    one, other = two
    with one.camp.transaction():
        for n in range(50):
            arrivals.register(one.camp, family(n, 8))
    sync(one)
    full(other.camp)
    before = other.digest

    with pytest.raises(DiskIsFull):
        sync(other)

    assert other.digest == before
    other.camp.db.conn.execute("PRAGMA max_page_count = 100000")
    sync(other)
    assert other.digest == one.digest


def test_a_disk_without_room_for_a_new_camp_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise DiskFull(place=str(tmp_path))

    monkeypatch.setattr(slots, "create", no_room)

    with pytest.raises(DiskFull):
        make(tmp_path)

    assert list(tmp_path.iterdir()) == []


def make(folder: Path, name: str = "Kalak", passphrase: str = "p") -> Camp:
    return camps.make_camp(
        folder / "new.camp", name=name, officer="Sara", passphrase=passphrase,
        clock=Clock(), cost=CHEAP, reserve_bytes=0,
    ).camp  # fmt: skip


@pytest.mark.parametrize("wrong", [{"name": "  "}, {"passphrase": " "}])
def test_a_camp_that_lacks_something_is_not_made(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(CampDeskError):
        make(tmp_path, **wrong)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble) as raised:
        make(tmp_path / "nowhere")

    assert "nowhere" in str(raised.value)


@pytest.mark.parametrize("there", ["new.camp", "new.camp.slots"])
def test_a_camp_is_never_made_over_another_or_over_the_keys_of_one(
    tmp_path: Path, there: str
) -> None:
    (tmp_path / there).write_bytes(b"precious")

    with pytest.raises(camps.CampExists) as raised:
        make(tmp_path)

    assert there in str(raised.value)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(there, b"precious")]


def test_what_an_earlier_camp_of_the_name_left_behind_does_not_spoil_the_new_one(
    tmp_path: Path,
) -> None:
    for ending in ("-wal", "-shm", "-journal", ".new", ".new-wal", ".new-journal"):
        (tmp_path / f"new.camp{ending}").write_bytes(os.urandom(5_000))

    make(tmp_path).close()

    camps.open_camp(tmp_path / "new.camp", "p", Clock()).close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["new.camp", "new.camp.slots"]


def test_two_programs_that_write_at_once_do_not_mix_and_the_second_gets_a_sentence(
    desk: Desk,
) -> None:
    opened = slots.Opened(desk.camp.officer_id, desk.camp.secret)
    other = camps.open_unlocked(desk.camp.path, opened, desk.clock)
    other.db.conn.execute("PRAGMA busy_timeout = 10")
    with desk.camp.transaction(), pytest.raises(CampIsBusy):
        arrivals.register(other, family(1))

    arrivals.register(other, family(1))
    assert households.totals(desk.camp.db) == (1, 3)
    other.db.conn.close()


def test_other_errors_of_the_database_are_bugs_and_pass(camp: Camp) -> None:
    with pytest.raises(OperationalError), camp.transaction():
        camp.db.conn.execute("SELECT * FROM nowhere")

    assert not camp.db.conn.in_transaction


def test_a_camp_file_that_is_cut_short_is_said_to_be_damaged(
    template: Template, tmp_path: Path
) -> None:
    camp = template.copy(tmp_path).camp
    camp.close()
    os.truncate(camp.path, 5_000)

    with pytest.raises(CampIsDamaged) as raised:
        camps.open_camp(camp.path, PASSPHRASE)

    assert camp.path.name in str(raised.value)


def test_a_finished_camp_leaves_no_unfinished_file(tmp_path: Path) -> None:
    make(tmp_path).close()

    assert not unfinished.unfinished(tmp_path / "new.camp").exists()
