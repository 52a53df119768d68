"""Lists in and out of a camp from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.test_cli import Run, _quick_and_known, camp, ok, refused

__all__ = ["_quick_and_known", "camp", "ok", "refused"]


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
