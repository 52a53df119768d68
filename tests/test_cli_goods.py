"""The documents of the stores from the command line."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from tests.fresh_camp import Fresh, fresh, made_once
from tests.test_cli import Run, _quick_and_known, ok, refused

__all__ = ["_quick_and_known", "fresh", "made_once", "ok", "refused"]


@pytest.fixture
def camp(ok: Run, fresh: Fresh) -> str:
    """A camp with two stores."""
    fresh("goods.camp")
    ok("goods", "store", "goods.camp", "Second")
    return "goods.camp"


def test_what_is_received_sent_and_released_is_written_listed_and_printed(
    ok: Run, refused: Run, camp: str
) -> None:
    came = ok(
        "goods", "receive", camp, "--line", "RIC@L7=90 bags/4 bags/100 bags", "--expiry",
        "2031-03-01", "--donor", "WFP", "--waybill", "W-1", "--plate", "12 A 345",
    )  # fmt: skip
    assert came["document"] == "GRN-001-0001"
    (line,) = came["lines"]
    assert (line["came"], line["damaged"], line["short"]) == (4500, 200, 300)
    oil = ok("goods", "receive", camp, "--line", "OIL@K=100 L", "--density", "910")
    assert oil["lines"][0]["came"] == 91
    sent = ok("goods", "dispatch", camp, "--line", "RIC=20 bags + 12.5 kg", "--to", "Second")
    assert sent["lines"][0]["went"] == 1012.5
    (going,) = ok("goods", "on-the-way", camp)["on_the_way"]
    assert (going["number"], going["to"], going["lots"][0]["quantity"]) == (
        "WBL-001-0001", "Second", 1012.5,
    )  # fmt: skip
    arrived = ok("goods", "arrive", camp, "WBL-001-0001", "--line", "RIC=1000 kg/10 kg")
    assert arrived["answers"] == ["LOS-001-0001", "LOS-001-0002"]
    ok("goods", "release", camp, "--line", "RIC=5 bags", "--party", "Sector B")
    ok("goods", "return", camp, "--line", "RIC@L7=1 bag", "--of", "ISS-001-0001")
    said = refused("goods", "return", camp, "--line", "RIC=5 bags", "--of", "ISS-001-0001")
    assert "200 kg" in said

    listed = ok("goods", "list", camp, "second")["documents"]
    assert [each["number"] for each in listed] == [
        "LOS-001-0002", "LOS-001-0001", "ARR-001-0001", "WBL-001-0001",
    ]  # fmt: skip
    assert listed[0]["to_be_confirmed"] is True
    assert "yourself" in refused("goods", "confirm", camp, "LOS-001-0001")
    ok("goods", "print", camp, "wbl-001-0001", "--out", "w.pdf")
    text = PdfReader("w.pdf").pages[0].extract_text()
    assert "WBL-001-0001" in text
    assert "1,012.5 kg" in text


def test_every_other_document_is_written_and_a_wrong_one_is_reversed(
    ok: Run, refused: Run, camp: str
) -> None:
    for line in ("CARPET=2", "PLASTIC-SHEET=2", "MATTRESS=12", "BLANKET-HIGH=12", "RIC@a=100 kg"):
        ok("goods", "opening", camp, "--line", line)
    ok("goods", "lend", camp, "--line", "RIC=10 kg", "--party", "IRCS", "--due", "1/8/2031")
    ok("goods", "loan-back", camp, "--line", "RIC@back=4 kg", "--of", "LNO-001-0001")
    ok("goods", "borrow", camp, "--line", "RIC@theirs=5 kg", "--party", "MSF")
    ok("goods", "give-back", camp, "--line", "RIC=5 kg", "--of", "LNI-001-0001")
    ok("goods", "send-back", camp, "--line", "RIC=1 kg", "--party", "WFP")
    ok("goods", "rebag", camp, "--item", "RIC", "--lot", "a", "--before", "80 kg", "--after",
       "79 kg", "--sweepings", "500 g", "--pack", "25 kg")  # fmt: skip
    lose = ("goods", "lose", camp, "--line", "RIC@back=1 kg", "--reason", "theft", "--value")
    assert "no value of goods" in refused(*lose, "a lot")
    ok(*lose, "1,200", "--currency", "IQD")
    ok("goods", "print", camp, "LOS-001-0002", "--out", "l.pdf")
    assert "1,200 IQD" in PdfReader("l.pdf").pages[0].extract_text()
    made = ok("goods", "make-kits", camp, "irq-win-basic", "2")
    assert made["lines"][-1] == {
        "item": "IRQ-WIN-BASIC", "lot": "KIT-001-0001", "expiry": None, "came": 2, "went": 0,
    }  # fmt: skip
    assert "1 to 30 people" in refused(
        "goods", "make-kits", camp, "irq-win-basic", "1", "--persons", "99"
    )
    ok("goods", "open-kits", camp, "irq-win-basic", "1", "--lot", made["document"])
    assert "Reverse" in refused("goods", "reverse", camp, "KIT-001-0001", "--because", "x")
    back = ok("goods", "reverse", camp, "BRK-001-0001", "--because", "one too many")
    assert back["document"] == "BRK-001-0001R"
    ok("goods", "reverse", camp, "KIT-001-0001", "--because", "wrong kit")
    assert "RIC@L-7" in refused("goods", "receive", camp, "--line", "rice")
    assert "no document" in refused("goods", "print", camp, "X", "--out", "x.pdf")
    kinds = {each["kind"] for each in ok("goods", "list", camp)["documents"]}
    assert kinds == {"OPN", "LNO", "LBI", "LNI", "LBO", "RTS", "RBG", "LOS", "KIT", "BRK"}


def test_litres_of_a_lot_are_reckoned_with_its_own_density(ok: Run, camp: str) -> None:
    ok("goods", "receive", camp, "--line", "OIL@K=100 L", "--density", "910")
    assert (
        ok("goods", "release", camp, "--line", "OIL=10 L", "--party", "A")["lines"][0]["went"]
        == 9.1
    )
    ok("goods", "dispatch", camp, "--line", "OIL@K=10 L", "--to", "Second")
    arrived = ok("goods", "arrive", camp, "WBL-001-0001", "--line", "OIL=10 L")
    assert arrived["lines"][0]["came"] == 9.1
    assert not arrived.get("answers")
    lost = ok("goods", "lose", camp, "--line", "OIL@K=2 L", "--reason", "wet")
    assert lost["lines"][0]["went"] == 1.82


def test_litres_and_bags_that_come_back_are_those_of_the_lot_that_went(ok: Run, camp: str) -> None:
    ok("goods", "receive", camp, "--line", "OIL@K=100 L", "--density", "910")
    ok("goods", "receive", camp, "--line", "RIC@R=4 bags", "--pack", "25 kg")
    ok("goods", "release", camp, "--line", "OIL=10 L", "--line", "RIC=2 bags", "--party", "A")
    ok("goods", "lend", camp, "--line", "OIL=10 L", "--party", "IRCS", "--due", "1/8/2031")

    back = ok("goods", "return", camp, "--line", "OIL=3 L", "--line", "RIC=1 bag", "--of",
              "ISS-001-0001")  # fmt: skip
    assert [line["came"] for line in back["lines"]] == [2.73, 25]
    lent = ok("goods", "loan-back", camp, "--line", "OIL=10 L", "--of", "LNO-001-0001")
    assert lent["lines"][0]["came"] == 9.1


def test_the_items_own_pack_makes_no_other_pile(ok: Run, refused: Run, camp: str) -> None:
    for pack in ("", "50 kg", "25 kg"):
        ok("goods", "receive", camp, "--line", "RIC@L=10 bags", *(("--pack", pack) if pack else ()))

    # the second delivery lies on the pile of the first
    assert "these: L/25 kg, L/50 kg." in refused("ledger", camp, "--item", "RIC", "--lot", "M")
    ok("goods", "rebag", camp, "--item", "RIC", "--lot", "L/25 kg", "--before", "250 kg",
       "--after", "250 kg", "--pack", "50 kg")  # fmt: skip
    sent = ok("goods", "release", camp, "--line", "RIC@L=25 bags", "--party", "A")
    assert [(line["lot"], line["went"]) for line in sent["lines"]] == [("L", 1250)]
