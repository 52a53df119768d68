"""The command line does the whole job, answers in JSON, and says in one sentence what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from camp_desk import cli
from camp_desk.actions import camps
from camp_desk.commands import people
from camp_desk.domain.roles import Role
from camp_desk.printing import cards
from camp_desk.storage import keys, slots
from camp_desk.storage.passphrase import Cost
from camp_desk.sync import invitation

Run = Callable[..., Any]

LIST = """Family no;Head of household;Sex;Age;F 0-4;F 18-59;M 5-11;M 18-59;Phone;District
1;علي كامل حسن;M;40;1;1;1;1;07701234567;Mosul
2;Ahmad Jasim Karim;M;35;0;1;0;1;;Sinjar
3;;M;35;0;1;0;1;;Sinjar
4;زينب عماد ياسين;F;29;1;1;2;0;;Telafar
"""


@pytest.fixture(autouse=True)
def _quick_and_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in (("PASSPHRASE", "of the tests"), ("LANGUAGE", "en")):
        monkeypatch.setenv(f"CAMP_DESK_{name}", value)
    monkeypatch.chdir(tmp_path)
    for module in (slots, invitation):
        monkeypatch.setattr(module, "Cost", partial(Cost, memory_kib=64, time=1, lanes=1))


@pytest.fixture
def ok(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that must work, and return its JSON answer."""

    def run(*arguments: str) -> Any:
        capsys.readouterr()
        code = cli.main([*arguments, "--json"])
        out, err = capsys.readouterr()
        assert code == 0, err
        return json.loads(out)

    return run


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that must be refused, and return its sentence."""

    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert cli.main([*arguments]) == 1
        out, err = capsys.readouterr()
        assert ("Traceback" in err, out) == (False, "")
        assert err.strip().endswith("."), err
        return err.strip()

    return run


_begun: dict[str, bytes] = {}  # the files of the camp below, once a test made it


@pytest.fixture
def camp(ok: Run) -> str:
    """A camp with the list taken in and three weeks of food for it."""
    for name, content in _begun.items():
        Path(name).write_bytes(content)
    if not _begun:
        ok("new", "a.camp", "--name", "Khazir")
        Path("kalak.csv").write_text(LIST, "utf-8")
        ok("import", "a.camp", "kalak.csv")
        for code in ("WHF", "RIC", "BUL", "CHK", "LEN", "OIL", "SUG", "SAL"):
            ok("receive", "a.camp", "--item", code, "--kg", "100", "--donor", "WFP")
        _begun.update({each.name: each.read_bytes() for each in Path().iterdir()})
    return "a.camp"


def test_the_whole_job_without_a_window(ok: Run, camp: str) -> None:
    planned = ok("plan", camp, "--scale", "IRQ-REF2100", "--days", "7")
    assert (planned["households"], planned["persons"]) == (3, 10)
    assert planned["needs"]["WHF"] == 10 * 7 * 0.25
    assert planned["has"]["WHF"] == 100

    answer = ok("serve", camp, "--list", str(planned["list"]), "001 000 001-2", "0010000012")
    first, second = answer["cards"]
    assert (first["served"], first["items"]["WHF"]) == (True, 7)
    assert not second["served"]
    assert re.search(r"handed over on \d{4}-\d\d-\d\d \d\d:\d\d at desk 001", second["reason"])

    closed = ok("close", camp, "--list", str(planned["list"]))
    assert closed["collected"] == 1
    assert closed["items"]["WHF"] == {"set_aside": 17.5, "handed_over": 7.0, "returned": 10.5}

    assert ok("print", "sheets", camp, "--out", "s.pdf")["sheets"] == 1
    assert ok("print", "cards", camp, "--out", "c.pdf")["cards"] == 3
    assert Path("s.pdf").read_bytes().startswith(b"%PDF")
    verified = ok("verify", camp)
    assert (verified["households"], verified["persons"]) == (3, 10)
    assert verified["findings"] == 0


def test_a_list_taken_in_twice_adds_nothing_and_a_changed_row_is_a_proposal(
    ok: Run, camp: str
) -> None:
    again = ok("import", camp, "kalak.csv")
    assert (again["households"], again["unchanged"], again["changed"]) == (0, 3, 0)
    assert [row["row"] for row in again["rejected"]] == [4]

    Path("kalak.csv").write_text(LIST.replace("07701234567", "07709999999"), "utf-8")
    changed = ok("import", camp, "kalak.csv")
    assert (changed["households"], changed["unchanged"], changed["changed"]) == (0, 2, 1)
    assert ok("verify", camp)["finding_list"][0]["kind"] == "list-row-changed"


def test_a_family_of_another_list_in_another_script_is_shown_as_a_possible_duplicate(
    ok: Run, camp: str
) -> None:
    Path("khazir.csv").write_text(
        "رقم العائلة,الاسم الثلاثي,الجنس,العمر,صلة القرابة,رقم الهاتف,القضاء\n"
        "9,احمد جاسم كريم,ذكر,٣٥,رب الأسرة,,سنجار\n9,هدى سعد علي,أنثى,٣٠,زوجة,,سنجار\n",
        "utf-8",
    )
    taken = ok("import", camp, "khazir.csv", "--list", "Khazir")
    (pair,) = taken["possible_duplicates"]
    assert pair["a"] == {"list": "kalak", "number": "2", "card": "001 000 002-0"}
    assert (pair["b"]["list"], pair["b"]["number"]) == ("Khazir", "9")
    assert 0 < pair["score"] <= 1


def test_a_column_can_be_corrected(ok: Run, camp: str) -> None:
    Path("odd.csv").write_text("No;Who;Years\n1;سعد علي حسن;40\n2;كريم نوري طه;31\n", "utf-8")
    taken = ok("import", camp, "odd.csv", "--column", "Who=full_name", "--column", "Years=age",
               "--column", "No=family")  # fmt: skip
    assert (taken["households"], taken["persons"]) == (2, 2)


def test_two_desks_that_exchange_a_stick_have_one_digest(ok: Run, camp: str) -> None:
    Path("stick").mkdir()
    code = ok("enrol", camp, "stick")["code"]
    assert ok("join", "stick", "b.camp", "--code", code.upper())["desk"] == 2
    Path("more.csv").write_text(LIST.replace("كامل", "ناصر"), "utf-8")
    ok("import", "b.camp", "more.csv")
    for desk in (camp, "b.camp", camp, "b.camp"):
        synced = ok("sync", desk, "stick")
    assert (synced["taken"], synced["given"]) == (0, 0)
    assert ok("verify", camp)["digest"] == ok("verify", "b.camp")["digest"]


def test_search_finds_names_in_either_script_and_cards(ok: Run, camp: str) -> None:
    for words in (["ahmad"], ["احمد"], ["001 000 002-0"], ["0010000020"]):
        (found,) = ok("search", camp, *words)["found"]
        assert found["card"] == "001 000 002-0"


def test_a_search_says_when_it_does_not_show_everybody(
    ok: Run, camp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not ok("search", camp, "0")["more"]
    monkeypatch.setattr(people, "_SHOWN", 1)
    answer = ok("search", camp, "001")
    assert (len(answer["found"]), answer["more"]) == (1, True)


def test_too_little_is_refused_and_the_equal_share_is_not(ok: Run, refused: Run, camp: str) -> None:
    sentence = refused("plan", camp, "--scale", "IRQ-REF2100", "--days", "90")
    assert "Wheat flour is 125 kg short. A ration of 111 g a day reaches everyone." in sentence
    frozen = ok("plan", camp, "--scale", "IRQ-REF2100", "--days", "90", "--equal-share")
    assert frozen["gets"]["WHF"] <= frozen["has"]["WHF"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["verify", "nowhere.camp"], "There is no camp file nowhere.camp"),
        (["import", "a.camp", "nowhere.xlsx"], "nowhere.xlsx"),
        (["receive", "a.camp", "--item", "XYZ", "--kg", "3"], "There is no item XYZ"),
        (["receive", "a.camp", "--item", "WHF", "--kg", "some"], "some"),
        (["receive", "a.camp", "--item", "WHF", "--kg", "0"], "zero"),
        (["receive", "a.camp", "--item", "WHF", "--kg", "1", "--expiry", "soon"], "is not a day"),
        (["plan", "a.camp", "--scale", "XYZ", "--days", "7"], "There is no ration scale XYZ"),
        (["plan", "a.camp", "--scale", "IRQ-HALF", "--days", "0"], "at least one day"),
        (["serve", "a.camp", "--list", "7", "0010000012"], "There is no list 7"),
        (["close", "a.camp", "--list", "7"], "There is no list 7"),
        (["print", "sheets", "a.camp", "--out", "s.pdf"], "There is no ration list yet"),
        (["sync", "a.camp", "no-stick"], "There is no folder no-stick"),
        (["join", ".", "b.camp", "--code", "one two"], "word"),
        (["new", "a.camp"], "There is already a file a.camp"),
        (["new", "nowhere/b.camp"], "There is no folder nowhere"),
        (["recover", "a.camp", "--key", "AGE-SECRET-KEY-1XYZ"], "This is not a recovery key"),
        (["recover", "nowhere.camp", "--key", "x"], "There is no camp file nowhere.camp"),
        (["erase", "a.camp"], "Nothing was erased"),
        (["demo", ".", "--households", "0"], "at least 1 household"),
        (["demo", "a.camp"], "cannot be reached"),
        (["plan", "a.camp", "--scale", "IRQ-HALF", "--days", "9" * 30], "366 days at most"),
        (["close", "a.camp", "--list", "9" * 30], "There is no list 999"),
        (["receive", "a.camp", "--item", "WHF", "--kg", "1", "--lot", "L" * 999], "is too long"),
        (["verify", "a" * 300], "cannot read or write"),
        (["print", "cards", "a.camp", "--out", "a.camp"], "was not replaced"),
        (["print", "cards", "a.camp", "--out", "./a.camp.slots"], "was not replaced"),
        (["import", "a.camp", "kalak.csv", "--rejected", "kalak.csv"], "was not replaced"),
        (["new", "b.camp", "--recovery-sheet", "b.camp.slots"], "was not replaced"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(
    refused: Run, camp: str, arguments: list[str], says: str
) -> None:
    before = Path(camp).read_bytes()
    assert says in refused(*arguments)
    assert Path(camp).read_bytes() == before


def test_a_wrong_passphrase_is_refused(
    refused: Run, camp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "another")
    assert "This passphrase does not open the camp" in refused("verify", camp)
    monkeypatch.delenv("CAMP_DESK_PASSPHRASE")
    assert "CAMP_DESK_PASSPHRASE" in refused("verify", camp)


def test_an_error_is_json_too_and_a_wrong_call_ends_with_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["verify", "nowhere.camp", "--json"]) == 1
    assert "no camp file" in json.loads(capsys.readouterr().out)["error"]
    with pytest.raises(SystemExit) as ended:
        cli.main(["plan", "a.camp"])
    assert ended.value.code == 2


def test_the_recovery_sheet_gives_a_forgotten_camp_back(
    ok: Run, refused: Run, camp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "a new one")
    refused("verify", camp)
    ok("recover", camp, "--key", recovery_key())
    assert ok("verify", camp)["households"] == 3


def recovery_key() -> str:
    """The key as it stands on the recovery sheet of a.camp."""
    from pypdf import PdfReader

    text = PdfReader("a-recovery.pdf").pages[0].extract_text()
    found = re.search(r"\b(?:[02-9AC-HJ-NP-Z]{6}\s+){9}[02-9AC-HJ-NP-Z]{4}\b", text)
    assert found
    return found[0]


def test_a_stick_and_the_recovery_sheet_bring_an_erased_camp_back(
    ok: Run, refused: Run, camp: str
) -> None:
    Path("stick").mkdir()
    ok("serve", camp, "--list", str(ok("plan", camp, "--scale", "IRQ-HALF", "--days", "3")["list"]),
       "0010000012")  # fmt: skip
    ok("sync", camp, "stick")
    before = ok("verify", camp)
    ok("erase", camp, "--yes")

    assert "another camp" in refused("restore", "stick", "c.camp", "--key", other_key())
    assert not Path("c.camp").exists()
    back = ok("restore", "stick", "c.camp", "--key", recovery_key(), "--officer", "Sara")
    assert (back["desk"], back["households"], back["persons"]) == (2, 3, 10)
    after = ok("verify", "c.camp")
    assert after["households"] == before["households"]
    (answer,) = ok("serve", "c.camp", "--list", "1", "0010000012")["cards"]
    assert "at desk 001" in answer["reason"]
    assert ok("enrol", "c.camp", "stick")["desk"] == 3


def other_key() -> str:
    """A recovery key of no camp that is here."""
    return keys.new_identity()


def test_an_erased_camp_is_gone_with_its_key(ok: Run, refused: Run, camp: str) -> None:
    for left in ("-wal", ".new", ".new-wal", ".snapshot", ".snapshot-journal"):
        Path(f"{camp}{left}").touch()
    ok("erase", camp, "--yes")
    assert not [each for each in Path().iterdir() if each.name.startswith("a.camp")]
    refused("verify", camp)


def test_a_demonstration_is_a_camp_with_paper_a_stick_and_a_second_desk(
    ok: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAMP_DESK_PASSPHRASE")
    made = ok("demo", "trial", "--households", "24", "--seed", "3")
    assert made["same"]
    assert made["findings"] > 0
    assert {each.name for each in Path("trial").iterdir()} >= {
        "first.camp", "second.camp", "sheets.pdf", "cards.pdf", "stick",
    }  # fmt: skip
    monkeypatch.setenv("CAMP_DESK_PASSPHRASE", "demo")
    first, second = (ok("verify", f"trial/{name}.camp") for name in ("first", "second"))
    assert first["digest"] == second["digest"] == made["digest"]
    from pypdf import PdfReader

    assert "DEMONSTRATION" in PdfReader("trial/sheets.pdf").pages[0].extract_text()


@pytest.mark.parametrize("households", ["1", "10"])
def test_a_demonstration_may_be_as_small_as_one_wants(ok: Run, households: str) -> None:
    assert ok("demo", "trial", "--households", households)["same"]


def test_a_demonstration_that_was_cut_off_is_made_again_and_a_whole_one_stays(
    ok: Run, refused: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(cards, "write_cards", _cut_off)
        assert cli.main(["demo", "trial", "--households", "10"]) == 1
    made = ok("demo", "trial", "--households", "10")
    assert made["same"]
    assert "There is a camp in trial already" in refused("demo", "trial")
    assert ok("verify", "trial/first.camp")["digest"] == made["digest"]


def _cut_off(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_camp_whose_recovery_sheet_cannot_be_written_is_not_made(ok: Run, refused: Run) -> None:
    assert "cannot be reached" in refused("new", "b.camp", "--recovery-sheet", "nowhere/sheet.pdf")
    assert not list(Path().glob("b.*"))
    ok("new", "b.camp")


@pytest.mark.parametrize("file", ["/", ".", "..", "", " "])
def test_what_is_no_name_of_a_file_is_a_wrong_call(file: str) -> None:
    for call in (["new", file], ["verify", file], ["print", "cards", "a.camp", "--out", file]):
        with pytest.raises(SystemExit) as ended:
            cli.main(call)
        assert ended.value.code == 2


def test_an_empty_file_or_a_folder_is_no_camp_and_stays_as_it_is(refused: Run, camp: str) -> None:
    Path("folder.camp").mkdir()
    Path("empty.camp").touch()
    Path("empty.camp.slots").write_bytes(Path(f"{camp}.slots").read_bytes())
    assert "cannot be read" in refused("verify", "empty.camp")
    assert "cannot be read" in refused("verify", "folder.camp")
    assert Path("empty.camp").stat().st_size == 0


def test_the_slots_of_another_camp_are_named_as_what_may_be_wrong(
    ok: Run, refused: Run, camp: str
) -> None:
    ok("new", "b.camp")
    Path(f"{camp}.slots").write_bytes(Path("b.camp.slots").read_bytes())
    assert "the slots beside it are those of another camp" in refused("verify", camp)


def test_a_flipped_bit_anywhere_is_said_by_verify_and_never_a_traceback(
    refused: Run, camp: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Path(camp).read_bytes()
    for place in range(5, len(whole), len(whole) // 7):
        Path(camp).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert "cannot be read" in refused("verify", camp)
        assert cli.main(["import", camp, "kalak.csv", "--list", "more"]) in {0, 1}
        assert "Traceback" not in capsys.readouterr().err


def test_nobody_at_the_keyboard_is_no_passphrase(
    refused: Run, camp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_of_input(_: str) -> str:
        raise EOFError

    monkeypatch.delenv("CAMP_DESK_PASSPHRASE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", end_of_input)
    assert "The passphrase is not given" in refused("verify", camp)


def test_a_storekeeper_is_shown_no_names_without_a_window_either(
    ok: Run, refused: Run, camp: str
) -> None:
    Path("kalak.csv").write_text(LIST.replace("07701234567", "07709999999"), "utf-8")
    ok("import", camp, "kalak.csv")
    opened = camps.open_camp(Path(camp), "of the tests")
    with opened.action("set-role") as entry:
        entry.put("officer", opened.officer_id, {"role": Role.STOREKEEPER.value})
    opened.close()

    assert "Your role does not allow" in refused("search", camp, "ali")
    assert ok("verify", camp)["finding_list"] == []
