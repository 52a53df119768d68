"""No code of a need and no meaning leaves by any way but the few that are meant for it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from camp_desk import shipped
from camp_desk.actions import arrivals, exporting, hand_over, needs, paper, referrals, transfer
from camp_desk.actions.event_words import sentence
from camp_desk.actions.exporting import NeedsBesideNames, NoSuchColumns, Wanted, export
from camp_desk.actions.household_events import Change, change_status
from camp_desk.domain.cards import written
from camp_desk.domain.errors import NotAllowed
from camp_desk.domain.needs import FEWEST
from camp_desk.domain.roles import RIGHTS, Right, Role
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import Words
from camp_desk.printing.sheet_values import Layout
from camp_desk.spreadsheets.catalogues import shipped_needs
from camp_desk.spreadsheets.export_columns import Listing
from camp_desk.spreadsheets.exporting import Form
from camp_desk.storage import findings, households, members, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from tests.small_camp import Desk, family, freeze, meet, stick_of, stocked, sync, views

WORDS = {each: Words(each, shipped.translations(each)) for each in ("en", "ar")}
GIVEN = {"DS-PS": False, "SC-UC": True, "SM-CI": False}
"""The codes that somebody has, and whether each is pending; none is a part of another word."""


@pytest.fixture
def full(camp: Camp) -> Camp:
    """A camp with two families, somebody of the first with needs, stock and a list."""
    for n in (1, 2):
        arrivals.register(camp, family(n, 4))
    first = households.by_number(camp.db, 1_000_001)
    assert first is not None
    wife = members.everybody(camp.db, first)[1].id
    needs.ask_for(camp, "SM-CI", on=True)
    for code, pending in GIVEN.items():
        needs.set_need(camp, wife, code, pending=pending)
    stocked(camp)
    freeze(camp)
    return camp


def secrets() -> Iterator[str]:
    for code in GIVEN:
        need = shipped_needs().of(code)
        assert need is not None
        yield from (code, need.name_en, need.name_ar)


def told(text: str) -> list[str]:
    return [each for each in secrets() if each in text]


def pdf(out: io.BytesIO) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(out).pages)


def take(camp: Camp, listing: Listing, out: Path, *keys: str) -> exporting.Exported:
    form = Form(out.suffix[1:])
    wanted = Wanted(listing, form, "WFP, plan", 1, keys or None)
    return export(camp, wanted, out, words=WORDS["en"])


def become(camp: Camp, role: Role) -> None:
    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": role.value})


@pytest.mark.parametrize(
    ("language", "layout"),
    [("en", Layout.PORTRAIT_25), ("ar", Layout.LANDSCAPE_14), ("en", Layout.LANDSCAPE_9)],
)
def test_a_sheet_has_the_mark_of_the_one_family_and_nothing_else(
    full: Camp, language: str, layout: Layout
) -> None:
    out = io.BytesIO()
    paper.print_sheets(full, 1, out, words=WORDS[language], layout=layout)
    found = pdf(out)

    assert told(found) == []
    assert found.split().count("*") == 1


def test_cards_and_slips_say_nothing_at_all(full: Camp) -> None:
    household = households.by_number(full.db, 1_000_001)
    assert household is not None
    leaving = Change(Status.DEPARTED_ONWARD, destination="Erbil")
    change_status(full, household, leaving)
    for words in WORDS.values():
        out, slip = io.BytesIO(), io.BytesIO()
        paper.print_cards(full, out, words=words)
        transfer.print_slip(full, household, slip, words=words)
        assert told(pdf(out) + pdf(slip)) == []
        assert "*" not in pdf(out) + pdf(slip)


def test_lists_lines_and_the_history_show_a_mark_and_no_more(full: Camp) -> None:
    seen = views(full)
    household = households.by_number(full.db, 1_000_001)
    assert household is not None
    page = seen.household_page(household)
    assert page is not None
    (rations,) = seen.ration_lists()
    rows = seen.person_rows(list(seen.people("")))
    lines = seen.lines(rations.id)
    looked = hand_over.look_up(full, 1, written(1_000_001))
    history = [sentence(each, WORDS["en"]) for each in page.history]

    assert told(repr((rows, lines, looked, page, history, seen.findings()))) == []
    assert (sum(each.marked for each in rows.values()), len(page.marked)) == (1, 1)
    for code in GIVEN:
        assert list(seen.people(code)) == []
    seen.close()


@pytest.mark.parametrize("listing", [each for each in Listing if each is not Listing.NEEDS])
def test_no_export_has_a_need_in_it_unless_its_column_is_asked_for(
    full: Camp, listing: Listing, tmp_path: Path
) -> None:
    items = stock.items(full.db)
    codes = tuple(items)[:2] if listing is not Listing.LIST else ()
    keys = [each.key for each in exporting.offered(listing, items, codes)]
    take(full, listing, tmp_path / "a.csv", *(key for key in keys if not key.startswith("item ")))

    assert told((tmp_path / "a.csv").read_text("utf-8-sig")) == []
    assert "needs" not in keys


def test_the_column_of_needs_leaves_with_a_purpose_and_waits_for_a_second_person(
    full: Camp, tmp_path: Path
) -> None:
    out = tmp_path / "p.csv"
    done = take(full, Listing.PEOPLE, out, "card", "number", "sex", "needs")

    assert done.awaiting
    assert out.read_text("utf-8-sig").count("DS-PS SC-UC SM-CI") == 1
    assert [each.kind for each in findings.findings(full.db)] == [Kind.NAMES_EXPORTED]
    assert "#need+code" in out.read_text("utf-8-sig")


@pytest.mark.parametrize("name", ["own", "phone", "laqab"])
def test_needs_never_leave_beside_a_name(full: Camp, name: str, tmp_path: Path) -> None:
    with pytest.raises(NeedsBesideNames):
        take(full, Listing.PEOPLE, tmp_path / "p.csv", "card", name, "needs")

    assert list(tmp_path.glob("*")) == []


@pytest.mark.parametrize("role", [each for each in Role if Right.SEE_NEEDS not in RIGHTS[each]])
def test_who_does_not_see_needs_can_take_none_out(full: Camp, role: Role, tmp_path: Path) -> None:
    become(full, role)

    with pytest.raises((NotAllowed, NoSuchColumns)):
        take(full, Listing.PEOPLE, tmp_path / "p.csv", "card", "needs")
    with pytest.raises(NotAllowed):
        take(full, Listing.NEEDS, tmp_path / "n.csv")
    with pytest.raises(NotAllowed):
        referrals.print_referrals(full, io.BytesIO(), words=WORDS["en"])
    assert list(tmp_path.glob("*")) == []


def test_registrars_and_supervisors_alone_see_needs() -> None:
    assert {each for each in Role if Right.SEE_NEEDS in RIGHTS[each]} == {
        Role.REGISTRAR,
        Role.SUPERVISOR,
    }


def test_counts_that_leave_hide_small_numbers_and_name_nobody(full: Camp, tmp_path: Path) -> None:
    for n in range(3, 3 + FEWEST):
        household = arrivals.register(full, family(n, 3)).household
        needs.set_need(full, members.everybody(full.db, household)[0].id, "DS-PM")
    take(full, Listing.NEEDS, tmp_path / "n.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "n.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()][2:]
    assert rows == [
        ["DS-PM", "Physical disability, moderate", FEWEST],
        ["DS-PS", "Physical disability, severe", None],
        ["SC-UC", "Unaccompanied child", None],
        ["SM-CI", "Chronic illness", None],
    ]


@pytest.mark.parametrize("language", WORDS)
def test_the_referral_list_names_who_waits_and_not_who_was_reviewed(
    full: Camp, language: str
) -> None:
    out = io.BytesIO()

    assert referrals.print_referrals(full, out, words=WORDS[language]) == 1

    found = pdf(out)
    assert "SC-UC" in found
    assert "DS-PS" not in found
    assert written(1_000_001) in found
    assert written(1_000_002) not in found


def test_a_long_referral_list_runs_over_pages_and_an_empty_one_says_so(camp: Camp) -> None:
    empty, long = io.BytesIO(), io.BytesIO()
    referrals.print_referrals(camp, empty, words=WORDS["en"])
    assert "Nobody" in pdf(empty)
    for n in range(40):
        household = arrivals.register(camp, family(n, 2)).household
        needs.set_need(camp, members.everybody(camp.db, household)[0].id, "ER", pending=True)
    referrals.print_referrals(camp, long, words=WORDS["en"])
    pages = PdfReader(long).pages

    assert len(pages) > 1
    text = [page.extract_text() for page in pages]
    assert sum(page.count("Older person at risk") for page in text) == 40
    assert f"Page 1 of {len(pages)}" in text[0]


def test_what_was_printed_and_exported_is_remembered_without_a_code(
    full: Camp, tmp_path: Path
) -> None:
    take(full, Listing.PEOPLE, tmp_path / "p.csv", "card", "needs")
    take(full, Listing.NEEDS, tmp_path / "n.csv")
    referrals.print_referrals(full, io.BytesIO(), words=WORDS["en"])

    assert told(repr(full.db.conn.execute("SELECT * FROM seen").fetchall())) == []


def test_nothing_of_a_need_is_readable_in_the_camp_file_or_on_the_stick(two: list[Desk]) -> None:
    camp = two[0].camp
    household = arrivals.register(camp, family(1)).household
    needs.set_need(camp, members.everybody(camp.db, household)[1].id, "DS-PS")
    meet(*two)
    sync(*two)

    files = [each for each in camp.path.parent.rglob("*") if each.is_file()]
    assert any(each.is_relative_to(stick_of(camp)) for each in files)
    texts = [each.encode(code) for each, code in product(secrets(), ("utf-8", "utf-16-le"))]
    assert [each.name for each in files for text in texts if text in each.read_bytes()] == []
