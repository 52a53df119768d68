"""Lists in and out of a camp from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.fresh_camp import Fresh, fresh, made_once
from tests.test_cli import Run, _quick_and_known, camp, ok, refused

__all__ = ["_quick_and_known", "camp", "fresh", "made_once", "ok", "refused"]


def test_a_list_is_exported_for_a_purpose_and_without_names(
    ok: Run, refused: Run, camp: str
) -> None:
    done = ok("export", camp, "households", "--out", "h.csv", "--purpose", "WFP")
    assert (done["rows"], done["awaiting_confirmation"]) == (3, False)
    lines = Path("h.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].startswith("#group+code,")
    assert "07701234567" not in "".join(lines)

    done = ok(
        "export", camp, "people", "--out", "p.xlsx", "--purpose", "WFP", "--columns", "own, age"
    )
    assert (done["columns"], done["awaiting_confirmation"]) == (["own", "age"], True)
    assert ok("verify", camp)["finding_list"][-1]["kind"] == "names-exported"

    out = ("--out", "x.csv", "--purpose")
    assert "no column shoe" in refused("export", camp, "stock", *out, "W", "--columns", "shoe")
    assert "no ration list" in refused("export", camp, "list", *out, "WFP")
    assert "purpose" in refused("export", camp, "stock", *out, " ")
    assert "not replaced" in refused("export", camp, "stock", "--out", camp, "--purpose", "W")
    assert not Path("x.csv").exists()


PEOPLE = """Family no,Full name,Sex,Age,Relationship
1,Karim Yasin Omar,M,45,head
1,,F,40,wife
1,Omar Karim Yasin,M,9,son
2,Jasim Nuri Hatim,M,33,head
3,,M,50,head
"""


def test_a_corrected_column_is_remembered_for_the_next_list(
    ok: Run, refused: Run, fresh: Fresh
) -> None:
    fresh("a.camp")
    Path("one.csv").write_text("HH no,Whoever,Sex,Age\n1,Karim Yasin Omar,M,40\n", "utf-8")
    assert "names" in refused("import", "a.camp", "one.csv")
    first = ok("import", "a.camp", "one.csv", "--column", "Whoever=full_name")
    assert (first["households"], first["remembered"]) == (1, {})

    Path("two.csv").write_text("Age,WHOEVER:,HH No.,Sex\n30,Saad Nuri Hatim,9,M\n", "utf-8")
    second = ok("import", "a.camp", "two.csv")

    assert (second["households"], second["remembered"]) == (1, {"WHOEVER:": "full_name"})


def test_rejected_rows_are_corrected_and_taken_in_and_nothing_enters_twice(
    ok: Run, fresh: Fresh
) -> None:
    fresh("a.camp")
    Path("gate.csv").write_text(PEOPLE, "utf-8")
    first = ok("import", "a.camp", "gate.csv", "--list", "Khazir", "--rejected", "bad.csv")
    assert (first["households"], first["persons"]) == (2, 3)
    assert [each["row"] for each in first["rejected"]] == [3, 6]

    saved = Path("bad.csv").read_text("utf-8-sig")
    assert [line.split(",")[0] for line in saved.splitlines()[1:]] == ["1", "1", "1", "3"]
    mended = saved.replace("1,,F", "1,Zaynab Amir Firas,F").replace("3,,M", "3,Saad Ali Hadi,M")
    Path("mended.csv").write_text(mended, "utf-8")
    for new, changed, unchanged in ((1, 1, 0), (0, 1, 1)):
        again = ok("import", "a.camp", "mended.csv")  # knows which list it is of
        assert (again["households"], again["changed"], again["unchanged"]) == (
            new, changed, unchanged,
        )  # fmt: skip
        assert again["rejected"] == []
    (waiting,) = ok("verify", "a.camp")["finding_list"]
    assert waiting["kind"] == "list-row-changed"
    whole = ok("import", "a.camp", "gate.csv", "--list", "Khazir")
    assert (whole["households"], len(whole["rejected"])) == (0, 2)


def test_what_was_left_out_of_a_row_that_was_taken_in_is_said(ok: Run, fresh: Fresh) -> None:
    fresh("a.camp")
    Path("gate.csv").write_text("Full name,Sex,Age\nKarim Yasin Omar,M,soon\n", "utf-8")

    taken = ok("import", "a.camp", "gate.csv")

    (noticed,) = taken["noticed"]
    assert (taken["persons"], noticed["row"]) == (1, 2)
    assert "soon" in noticed["reason"]


def test_a_list_under_another_name_is_said_to_be_here_already(ok: Run, camp: str) -> None:
    again = Path("kalak.csv").read_text("utf-8").splitlines()
    Path("gate list.csv").write_text("\n".join([again[0], *again[:0:-1]]), "utf-8")

    taken = ok("import", camp, "gate list.csv")

    like = taken["looks_like"]
    assert (like["list"], like["families"], like["of"]) == ("kalak", 3, 3)
    assert ok("import", camp, "kalak.csv")["looks_like"] is None


def test_a_list_for_days_that_are_over_is_frozen_and_said_to_be_past(ok: Run, camp: str) -> None:
    plan = ("plan", camp, "--scale", "IRQ-REF2100", "--days", "2")

    assert ok(*plan, "--first", "2014-07-01")["past"]
    assert not ok(*plan)["past"]
