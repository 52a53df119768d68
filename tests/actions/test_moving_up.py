"""From a count to names to the full record, and families whose head refuses to be named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BytesIO

import pypdfium2
import pytest

from camp_desk.actions import (
    allocation,
    arrivals,
    duplicates,
    event_words,
    household_cards,
    household_members,
    lists,
    paper,
)
from camp_desk.actions.checks import NobodyNamed
from camp_desk.actions.household_cards import Chosen
from camp_desk.domain.consent import Consent
from camp_desk.domain.events import EventKind
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.registration import Counts, Member, Registration, Sex
from camp_desk.domain.words import Words
from camp_desk.storage import events, exports, findings, households, journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Kind
from camp_desk.storage.people import Show, found, shown
from tests.small_camp import (
    MORNING,
    Desk,
    a_list,
    counted,
    family,
    freeze,
    meet,
    record_consent,
    stocked,
    views,
)

YES = Consent(given=True, at=MORNING, language="ar", purposes=("help", "partners"))
NO = Consent(given=False, at=MORNING, language="ckb")


def registration(camp: Camp, household: HouseholdId) -> Registration:
    found_one = households.household(camp.db, household)
    assert found_one
    return found_one.registration


def grade(camp: Camp, household: HouseholdId) -> int:
    (kept,) = camp.db.conn.execute("SELECT grade FROM household WHERE id = ?", (household,))
    return int(kept[0])


def history(camp: Camp, household: HouseholdId) -> list[str]:
    return [event_words.sentence(each, Words()) for each in events.history(camp.db, household)]


def texts(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_counted_family_moves_up_to_names_and_to_the_full_record_under_one_card(
    camp: Camp,
) -> None:
    first = arrivals.register(camp, counted(1))
    assert grade(camp, first.household) == 1

    named = replace(family(1, 4), counts=None)
    arrivals.rewrite(camp, first.household, named)
    assert grade(camp, first.household) == 2

    head = replace(named.head, fourth="صالح", latin="Ali Hasan", mother="هدى")
    full = replace(
        named, members=(head, *named.members[1:]), full=True, intent="move", onward="Dahuk",
        urgent=True,
    )  # fmt: skip
    arrivals.rewrite(camp, first.household, full)
    kept = registration(camp, first.household)

    assert grade(camp, first.household) == 3
    assert households.by_number(camp.db, first.number) == first.household
    assert (kept.head.fourth, kept.head.latin, kept.head.mother) == ("صالح", "Ali Hasan", "هدى")
    assert (kept.full, kept.intent, kept.onward, kept.urgent) == (True, "move", "Dahuk", True)
    assert history(camp, first.household) == [
        "The record moved from “Minimum” to “Full”.",
        "The record moved from “Count only” to “Minimum”.",
    ]


def test_fewer_named_than_counted_stands_in_the_history(camp: Camp) -> None:
    first = arrivals.register(camp, counted(1))
    arrivals.rewrite(camp, first.household, family(1, 3))
    assert history(camp, first.household) == [
        "The record moved from “Count only” to “Minimum”. People before: 4, now: 3."
    ]


def test_a_correction_within_a_grade_is_no_event(camp: Camp) -> None:
    first = arrivals.register(camp, family(1))
    arrivals.rewrite(camp, first.household, family(1, phone="0770"))
    assert events.history(camp.db, first.household) == []


def test_the_full_record_is_found_by_its_latin_name(camp: Camp) -> None:
    one = family(1)
    head = replace(one.head, latin="Muhannad")
    arrivals.register(camp, replace(one, members=(head, *one.members[1:]), full=True))
    assert len(found(camp.db, "muhannad", Show.ALL, camp.today())) == 1


def test_what_the_head_answers_is_kept_and_stands_in_the_history(camp: Camp) -> None:
    first = arrivals.register(camp, family(1))
    assert registration(camp, first.household).consent is None

    record_consent(camp, first.household, YES)
    assert registration(camp, first.household).consent == YES
    record_consent(camp, first.household, None)

    assert registration(camp, first.household).consent is None
    assert history(camp, first.household) == [
        "Consent counts as not asked.",
        (
            "The head agreed (asked in: Arabic): Food, water and shelter in this camp; Shared with"
            " other aid organisations that help here."
        ),
    ]


def test_a_family_that_refuses_at_the_table_is_numbers_without_a_name(camp: Camp) -> None:
    refused = arrivals.register(camp, family(1, 3, phone="0770", consent=NO))
    kept = registration(camp, refused.household)

    assert kept.size == 3
    assert kept.counts == Counts((1, 0, 0, 1, 0), (0, 0, 0, 1, 0))
    assert kept.members == (Member("", relationship="PA"),)
    assert kept.phone == ""
    assert kept.consent == NO
    assert households.totals(camp.db) == (1, 3)
    assert households.population(camp.db, camp.today()).total == 3


def test_nobody_is_registered_without_a_name_unless_the_head_refused(camp: Camp) -> None:
    with pytest.raises(NobodyNamed):
        arrivals.register(camp, replace(counted(1), members=(Member(""),)))
    with pytest.raises(NobodyNamed):
        arrivals.register(camp, replace(counted(1), members=(Member(""),), consent=YES))


def test_who_refuses_later_leaves_no_name_in_the_tables(camp: Camp) -> None:
    one = family(1, 5, phone="07701234567", remarks="Zubaida")
    head = replace(one.head, mother="Qamar", latin="Xaver", fourth="Ypsilon")
    first = arrivals.register(camp, replace(one, members=(head, *one.members[1:]), full=True))
    household_cards.name_collectors(
        camp, first.household, (Chosen(name="Outsider", reason="brother"),)
    )

    record_consent(camp, first.household, NO)
    kept = registration(camp, first.household)
    rows = camp.db.conn.execute("SELECT * FROM person").fetchall()
    rows += camp.db.conn.execute("SELECT * FROM household").fetchall()
    rows += camp.db.conn.execute("SELECT * FROM collector").fetchall()
    everything = " ".join(str(value) for row in rows for value in row)

    assert kept.size == 5
    assert not [
        name
        for each in one.members
        for name in (each.own, each.father, each.grandfather, each.laqab)
        if name in everything
    ]
    for name in ("Qamar", "Xaver", "Ypsilon", "Zubaida", "7701234567", "Outsider"):
        assert name not in everything
    people = found(camp.db, "", Show.ALL, camp.today())
    assert [row.size for row in shown(camp.db, people).values()] == [5]
    assert not found(camp.db, one.head.own, Show.ALL, camp.today())
    assert len(found(camp.db, f"{first.number:09d}", Show.ALL, camp.today())) == 1
    assert history(camp, first.household)[0] == (
        "The head refused (asked in: Kurdish (Sorani)). The household is anonymous from now on."
    )
    assert not [
        each for each in events.history(camp.db, first.household)
        if each.is_a(EventKind.TAKEN_OUT)
    ]  # fmt: skip


def test_who_refused_may_agree_later_and_is_named_again_under_the_same_card(camp: Camp) -> None:
    first = arrivals.register(camp, family(1, 3, consent=NO))
    arrivals.rewrite(camp, first.household, family(1, 3, consent=YES))
    kept = registration(camp, first.household)

    assert [each.name for each in kept.members] == [each.name for each in family(1, 3).members]
    assert grade(camp, first.household) == 2
    assert len(history(camp, first.household)) == 2


def test_anonymous_families_are_compared_with_nobody(camp: Camp) -> None:
    arrivals.register(camp, family(1, 5))
    other = arrivals.register(camp, family(1, 5, list_name="kalak", list_number="1"))
    arrivals.look_for_twins(camp)
    kinds = {each.kind for each in findings.findings(camp.db)}
    assert Kind.POSSIBLE_DUPLICATE in kinds

    record_consent(camp, other.household, NO)
    arrivals.register(camp, family(1, 5, consent=NO))
    arrivals.look_for_twins(camp)
    kinds = {each.kind for each in findings.findings(camp.db)}
    assert Kind.POSSIBLE_DUPLICATE not in kinds


def test_counted_families_are_compared_by_the_name_of_the_head_and_the_numbers(
    camp: Camp,
) -> None:
    arrivals.register(camp, replace(family(1, 5), consent=YES))
    counts = family(1, 5).counted(camp.today())
    arrivals.register(camp, replace(family(1, 5), members=family(1).members[:1], counts=counts))
    arrivals.look_for_twins(camp)
    kinds = {each.kind for each in findings.findings(camp.db)}
    assert Kind.POSSIBLE_DUPLICATE in kinds


def test_an_anonymous_family_is_fed_and_called_so_on_lists_sheets_and_cards(camp: Camp) -> None:
    stocked(camp)
    arrivals.register(camp, family(2, 4))
    refused = arrivals.register(camp, family(1, 5, consent=NO))
    number = freeze(camp)

    (line,) = [
        each
        for rations in views(camp).ration_lists()
        for each in views(camp).lines(rations.id)
        if each.line.household == refused.household
    ]
    assert line.line.persons == 5
    out = BytesIO()
    paper.print_sheets(camp, number, out, words=Words())
    assert "Anonymous, 5 people" in texts(out.getvalue())
    out = BytesIO()
    paper.print_cards(camp, out, words=Words(), numbers=(refused.number,))
    assert "Anonymous, 5 people" in texts(out.getvalue())


def test_exports_hold_numbers_and_no_name_of_who_refused(camp: Camp) -> None:
    arrivals.register(camp, family(1, 3, consent=NO))
    (row,) = exports.households(camp.db, camp.today())
    assert row[2] is None
    assert 3 in row


def test_two_desks_agree_on_grades_answers_and_refusals(two: list[Desk]) -> None:
    one, other = two
    first = arrivals.register(one.camp, counted(1))
    second = arrivals.register(one.camp, family(2, 4))
    meet(one, other)
    arrivals.rewrite(other.camp, first.household, family(1, 4, full=True, consent=YES))
    record_consent(one.camp, second.household, NO)
    meet(one, other)

    assert one.digest == other.digest
    for desk in two:
        assert grade(desk.camp, first.household) == 3
        assert registration(desk.camp, second.household).head.name == ""
        assert households.totals(desk.camp.db) == (2, 8)
        before = journal.digest(desk.camp.db)
        journal.empty_tables(desk.camp.db)
        journal.replay(desk.camp.db)
        assert journal.digest(desk.camp.db) == before


def test_a_changed_row_of_a_list_gives_no_name_back_to_who_refused(camp: Camp) -> None:
    listed = family(1, 3, list_name="kalak", list_number="1")
    lists.take_in(camp, a_list(listed))
    (household,) = (each for each, _ in households.from_list(camp.db, "kalak").values())
    record_consent(camp, household, NO)
    longer = family(1, 4, phone="07701234567", list_name="kalak", list_number="1")
    lists.take_in(camp, a_list(longer))
    (finding,) = (each for each in findings.findings(camp.db) if each.kind is Kind.LIST_ROW_CHANGED)

    duplicates.accept_row(camp, finding.id)
    kept = registration(camp, household)

    assert (kept.head.name, kept.phone, kept.size) == ("", "", 4)
    assert kept.anonymous


def test_a_name_written_by_a_desk_that_did_not_know_of_the_refusal_is_shown_nowhere(
    two: list[Desk],
) -> None:
    one, other = two
    first = arrivals.register(one.camp, family(1, 4))
    meet(one, other)
    record_consent(one.camp, first.household, NO)
    other.clock.move(hours=1)
    arrivals.rewrite(other.camp, first.household, family(7, 5, phone="07709999999"))
    meet(one, other)

    assert one.digest == other.digest
    for desk in two:
        assert registration(desk.camp, first.household).head.name == ""
        assert not found(desk.camp.db, family(7).head.own, Show.ALL, desk.camp.today())
        page = views(desk.camp).household_page(first.household)
        assert page
        assert [each.member.name for each in page.people] == [""]


def test_the_time_of_the_answer_is_kept_to_the_minute(camp: Camp) -> None:
    late = replace(YES, at=datetime(2014, 6, 10, 8, 30, 59))
    first = arrivals.register(camp, family(1, consent=late))
    kept = registration(camp, first.household).consent
    assert kept
    assert kept.at == datetime(2014, 6, 10, 8, 30)


def test_a_household_that_splits_off_has_answered_with_the_one_it_came_from(camp: Camp) -> None:
    first = arrivals.register(camp, family(1, 4, consent=YES))
    household = households.household(camp.db, first.household)
    assert household
    wife = household.persons[1]
    split = household_members.split(camp, first.household, [wife], reason="own tent", day=None)
    assert registration(camp, split.household).consent == YES
    assert registration(camp, first.household).head.sex is Sex.MALE


def test_the_page_of_who_refused_names_nobody(camp: Camp) -> None:
    first = arrivals.register(camp, family(1, 4))
    household_cards.name_collectors(
        camp, first.household, (Chosen(name="Outsider", reason="brother"),)
    )
    record_consent(camp, first.household, NO)
    page = views(camp).household_page(first.household)
    assert page

    assert [each.member.name for each in page.people] == [""]
    assert page.collectors == ()
    said = " ".join(event_words.sentence(each, Words()) for each in page.history)
    assert "Outsider" not in said


def test_where_counted_families_wait_for_their_names_who_refused_is_fed_all_the_same(
    camp: Camp,
) -> None:
    stocked(camp)
    with camp.action("set") as entry:
        entry.put("setting", allocation.COUNTED_ARE_FED, {"value": 0})
    arrivals.register(camp, counted(1))
    refused = arrivals.register(camp, family(2, 4, consent=NO))
    number = freeze(camp)

    (rations,) = views(camp).ration_lists()
    assert rations.number == number
    assert [each.line.household for each in views(camp).lines(rations.id)] == [refused.household]


def test_a_counted_family_is_fed_by_its_numbers(camp: Camp) -> None:
    stocked(camp)
    arrivals.register(camp, counted(1, women=3, men=2, unknown=1))
    freeze(camp)
    (rations,) = views(camp).ration_lists()
    assert [each.line.persons for each in views(camp).lines(rations.id)] == [6]


def test_the_latin_name_of_the_full_record_stands_on_the_sheet_and_the_card(camp: Camp) -> None:
    stocked(camp)
    one = family(1)
    head = replace(one.head, latin="Muhannad al-Jubouri")
    full = replace(one, members=(head, *one.members[1:]), full=True)
    first = arrivals.register(camp, full)
    number = freeze(camp)
    for write in (
        partial(paper.print_sheets, camp, number, words=Words()),
        partial(paper.print_cards, camp, words=Words(), numbers=(first.number,)),
    ):
        out = BytesIO()
        write(out=out)
        assert "Muhannad al-Jubouri" in texts(out.getvalue())
