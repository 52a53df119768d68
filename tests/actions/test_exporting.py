"""Taking lists out of the camp: what is in the file, what the journal keeps, and who may."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import hxl
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk import shipped
from camp_desk.actions import arrivals, duplicates, exporting, hand_over, needs
from camp_desk.actions.exporting import Exported, Wanted, export
from camp_desk.domain.cards import written
from camp_desk.domain.errors import CampDeskError, NotAllowed
from camp_desk.domain.registration import Birth, Member, Precision, Registration, Sex
from camp_desk.domain.roles import RIGHTS, Role
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.export_columns import Listing, columns
from camp_desk.spreadsheets.exporting import Form
from camp_desk.spreadsheets.mapping import recognise
from camp_desk.spreadsheets.plain_workbook import workbook
from camp_desk.spreadsheets.reading import read_sheet
from camp_desk.spreadsheets.table import Cell
from camp_desk.spreadsheets.understanding import understand
from camp_desk.spreadsheets.writing import harmless
from camp_desk.storage import findings, journal, members
from camp_desk.storage import stock as stock_storage
from camp_desk.storage.camp import Camp
from camp_desk.storage.files import StickGone
from camp_desk.storage.findings import Kind
from camp_desk.storage.households import population
from tests.small_camp import Desk, counted, family, freeze, meet, receive, stocked

WORDS = Words()


def take(
    camp: Camp,
    listing: Listing,
    out: Path,
    keys: tuple[str, ...] | None = None,
    number: int | None = None,
    words: Words = WORDS,
) -> Exported:
    wanted = Wanted(listing, Form(out.suffix[1:]), "WFP, monthly plan", number, keys)
    return export(camp, wanted, out, words=words)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by HXL tag."""
    table = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    return [dict(zip(table[1], row, strict=True)) for row in table[2:]]


def every_key(camp: Camp, listing: Listing, codes: tuple[str, ...] = ()) -> tuple[str, ...]:
    items = stock_storage.items(camp.db)
    return tuple(column.key for column in exporting.offered(listing, items, codes))


@pytest.fixture
def full(camp: Camp) -> Camp:
    """Two named families, needs, a counted family, stock and a list that one was served on."""
    for registration in (family(0, 4), family(1, 3, phone="07501234567"), counted(2, unknown=1)):
        household = arrivals.register(camp, registration).household
        needs.set_need(camp, members.everybody(camp.db, household)[0].id, "DS-PM")
    stocked(camp)
    freeze(camp)
    hand_over.hand_over(camp, 1, written(1_000_001))
    return camp


def test_the_people_of_a_camp_leave_without_names_and_telephones_unless_asked(
    full: Camp, tmp_path: Path
) -> None:
    done = take(full, Listing.PEOPLE, tmp_path / "p.csv")

    text = (tmp_path / "p.csv").read_text("utf-8-sig")
    assert (done.rows, done.awaiting) == (8, False)
    assert "07501234567" not in text
    assert not any(each.own in text for each in family(0, 4).members)
    found = rows(tmp_path / "p.csv")
    assert found[0]["#group+code"] == written(1_000_001)
    assert [each["#beneficiary+age"] for each in found[:4]] == ["30", "28", "2", "4"]


def test_households_are_counted_by_sex_and_age_as_the_camp_counts_itself(
    full: Camp, tmp_path: Path
) -> None:
    take(full, Listing.HOUSEHOLDS, tmp_path / "h.csv")

    found = rows(tmp_path / "h.csv")
    here = population(full.db, full.today())
    tags = {column.key: column.tag for column in columns(Listing.HOUSEHOLDS)}
    for n, first in enumerate((0, 5, 12, 18, 60)):
        assert sum(int(each[tags[f"f_{first}"]]) for each in found) == here.female[n]
        assert sum(int(each[tags[f"m_{first}"]]) for each in found) == here.male[n]
    assert sum(int(each[tags["unknown"]]) for each in found) == here.unknown == 1
    assert sum(int(each[tags["size"]]) for each in found) == here.total


def test_a_joined_family_leaves_once(full: Camp, tmp_path: Path) -> None:
    one, other = (arrivals.register(full, family(n)).household for n in (7, 8))
    before = take(full, Listing.HOUSEHOLDS, tmp_path / "h.csv").rows

    duplicates.merge(full, one, other)

    assert take(full, Listing.HOUSEHOLDS, tmp_path / "h.csv").rows == before - 1


def test_stock_and_movements_leave_in_kilograms_that_add_up(full: Camp, tmp_path: Path) -> None:
    take(full, Listing.STOCK, tmp_path / "s.csv")
    take(full, Listing.MOVEMENTS, tmp_path / "m.csv")

    sums = []
    for name in ("s.csv", "m.csv"):
        flour = [each for each in rows(tmp_path / name) if each["#item+code"] == "WHF"]
        sums.append(sum(round(1000 * float(each["#item+num"])) for each in flour))
    assert sums[0] == sums[1] > 0
    assert {each["#date+expiry"] for each in rows(tmp_path / "s.csv")} == {"2015-06-01"}


def test_a_distribution_list_says_who_was_served(full: Camp, tmp_path: Path) -> None:
    take(full, Listing.LIST, tmp_path / "l.csv", number=1)

    found = rows(tmp_path / "l.csv")
    assert [each["#status"] for each in found] == ["Served", "Not served", "Not served"]
    assert found[0]["#date+occurred"].startswith("2014-06-10")
    assert [each["#targeted+ind"] for each in found] == ["4", "3", "5"]
    assert all(float(each["#item+num+c_whf"]) > 0 for each in found)


def test_in_excel_numbers_are_numbers_days_are_days_and_cards_and_telephones_are_text(
    full: Camp, tmp_path: Path
) -> None:
    born = Birth(1980, 5, 6, Precision.EXACT)
    arrivals.register(full, Registration((Member("Ali", sex=Sex.MALE, birth=born),), phone="07501"))
    keys = ("card", "age", "birth_date", "arrived", "phone")

    take(full, Listing.PEOPLE, tmp_path / "p.xlsx", keys)

    page = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[0]
    assert [cell.value for cell in page[1]] == [
        "Card number", "Age", "Date of birth", "Time of arrival", "Telephone",
    ]  # fmt: skip
    assert page.freeze_panes == "A3"
    last = {str(tag.value): cell for tag, cell in zip(page[2], page[page.max_row], strict=True)}
    assert last["#date+birth"].value == datetime(1980, 5, 6)
    assert last["#beneficiary+age"].value == 34
    assert (last["#contact+phone"].value, last["#contact+phone"].data_type) == ("07501", "s")
    assert page.cell(3, 4).value == datetime(2014, 6, 10, 8)


@pytest.mark.parametrize("form", list(Form))
def test_nothing_that_somebody_typed_is_run_as_a_formula(
    camp: Camp, tmp_path: Path, form: Form
) -> None:
    names = ("=cmd|' /C calc'!A", "+x", "-x", "@x", "\u202e=y\x07")
    head, *rest = (Member(name, sex=Sex.MALE) for name in names)
    arrivals.register(camp, Registration((head, *rest), remarks="=HYPERLINK(1)"))
    out = tmp_path / f"p.{form}"

    take(camp, Listing.PEOPLE, out, ("own",))

    if form is Form.CSV:
        cells = [row[0] for row in csv.reader(io.StringIO(out.read_text("utf-8-sig")))]
    else:
        page = openpyxl.load_workbook(out).worksheets[0]
        assert {cell.data_type for cell in page["A"]} == {"s"}
        cells = [str(cell.value) for cell in page["A"]]
    assert cells[2:] == [f"'{name}" for name in (*names[:4], "=y")]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_text_stands_in_the_workbook_as_it_was_typed(cells: list[str]) -> None:
    told: list[Cell] = [harmless(cell) for cell in cells]
    made = workbook([["x"] * len(cells)], [told], sheet="A")

    page = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert [cell.value or "" for cell in page[2]][: len(cells)] == told


def test_the_journal_keeps_who_took_what_and_why_on_every_desk(
    two: list[Desk], tmp_path: Path
) -> None:
    camp = two[0].camp
    arrivals.register(camp, family(1))
    take(camp, Listing.HOUSEHOLDS, tmp_path / "h.csv", ("card", "size"))
    meet(*two)

    (kept,) = (
        two[1]
        .camp.db.conn.execute(
            "SELECT what, subject, pages, purpose, officer, at, columns FROM seen"
        )
        .fetchall()
    )
    assert kept == (
        "export households", None, 1, "WFP, monthly plan", camp.officer_id,
        "2014-06-10T08:00:00", '["card", "size"]',
    )  # fmt: skip
    assert two[0].digest == two[1].digest


def test_names_go_out_and_wait_for_a_second_person(two: list[Desk], tmp_path: Path) -> None:
    camp, other = two[0].camp, two[1].camp
    arrivals.register(camp, family(1))
    assert take(camp, Listing.PEOPLE, tmp_path / "p.csv", ("own", "age")).awaiting
    meet(*two)

    (finding,) = findings.findings(camp.db)
    assert finding.kind is Kind.NAMES_EXPORTED
    assert (finding.facts["rows"], finding.facts["purpose"]) == (3, "WFP, monthly plan")
    with pytest.raises(exporting.SameExporter):
        exporting.confirm_export(camp, finding.id)
    exporting.confirm_export(other, finding.id)
    meet(*two)
    assert findings.findings(camp.db) == []
    with pytest.raises(duplicates.NoSuchFinding):
        exporting.confirm_export(other, finding.id)


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Wanted(Listing.STOCK, Form.CSV, " \u202e "), exporting.NoPurpose),
        (Wanted(Listing.STOCK, Form.CSV, "x" * 300), CampDeskError),
        (Wanted(Listing.STOCK, Form.CSV, "WFP", keys=()), exporting.NoColumns),
        (Wanted(Listing.STOCK, Form.CSV, "WFP", keys=("lot", "own")), exporting.NoSuchColumns),
        (Wanted(Listing.STOCK, Form.CSV, "WFP"), exporting.NothingToExport),
        (Wanted(Listing.LIST, Form.CSV, "WFP", 7), CampDeskError),
    ],
)
def test_a_bad_wish_gets_a_sentence_and_nothing_is_written(
    camp: Camp, tmp_path: Path, wanted: Wanted, error: type[CampDeskError]
) -> None:
    before = journal.digest(camp.db)
    with pytest.raises(error):
        export(camp, wanted, tmp_path / "a.csv", words=WORDS)
    assert not list(tmp_path.glob("a.csv*"))
    assert journal.digest(camp.db) == before


def test_a_place_that_cannot_be_written_leaves_nothing_in_the_journal(
    camp: Camp, tmp_path: Path
) -> None:
    receive(camp)
    before = journal.digest(camp.db)
    with pytest.raises(StickGone):
        take(camp, Listing.STOCK, tmp_path / "gone" / "s.csv")
    assert journal.digest(camp.db) == before


def test_what_the_journal_cannot_keep_does_not_leave(
    camp: Camp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(Exception):
        pass

    def refuse(*_: object) -> None:
        raise Full

    receive(camp)
    monkeypatch.setattr(Camp, "_record", refuse)
    with pytest.raises(Full):
        take(camp, Listing.STOCK, tmp_path / "s.csv")
    assert not list(tmp_path.glob("s.csv*"))


def test_an_export_that_is_stopped_leaves_no_file_and_no_entry(camp: Camp, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    arrivals.register(camp, family(1))
    before = journal.digest(camp.db)
    wanted = Wanted(Listing.PEOPLE, Form.EXCEL, "WFP")
    with pytest.raises(Stopped):
        export(camp, wanted, tmp_path / "p.xlsx", words=WORDS, report=stop)
    assert not list(tmp_path.glob("p.xlsx*"))
    assert journal.digest(camp.db) == before


@pytest.mark.parametrize("role", list(Role))
def test_a_list_leaves_exactly_when_the_officers_role_sees_it(
    full: Camp, tmp_path: Path, role: Role
) -> None:
    with full.action("test") as entry:
        entry.put("officer", full.officer_id, {"role": role.value})
    for listing in Listing:
        if exporting.RIGHTS[listing] in RIGHTS[role]:
            take(full, listing, tmp_path / "a.csv", number=1)
        else:
            with pytest.raises(NotAllowed):
                take(full, listing, tmp_path / "a.csv", number=1)


@pytest.mark.parametrize("language", shipped.LANGUAGES)
@pytest.mark.parametrize("listing", list(Listing))
def test_every_list_is_valid_hxl_in_every_language(
    full: Camp, tmp_path: Path, listing: Listing, language: str
) -> None:
    words = Words(language, shipped.translations(language))
    (codes,) = full.db.conn.execute("SELECT items FROM ration_list").fetchone()
    keys = every_key(full, listing, tuple(json.loads(codes)))
    take(full, listing, tmp_path / "a.csv", keys, number=1, words=words)

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert len(table[0]) == len(set(table[0]))
    source = hxl.data(table)
    tags = [hxl.model.Column.parse(tag, use_exception=True).display_tag for tag in table[1]]
    assert source.display_tags == tags
    assert len(set(tags)) == len(tags)
    said = hxl.validate(hxl.data(table))
    assert said["is_valid"], said["issues"]
    assert len(source.values) == len(table) - 2


def test_a_list_that_was_exported_is_read_back_without_its_tags(full: Camp, tmp_path: Path) -> None:
    take(full, Listing.PEOPLE, tmp_path / "p.xlsx", every_key(full, Listing.PEOPLE))
    table = read_sheet(tmp_path / "p.xlsx")
    understood = understand(table, recognise(table), today=date(2014, 6, 10))

    assert understood.summary.left_out == 1
    assert not understood.rejected
