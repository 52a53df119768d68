"""Comparing the whole camp anew: it finds what registering found, keeps it, and can be stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from camp_desk.actions import arrivals, duplicates, whole_camp
from camp_desk.domain.registration import Registration
from camp_desk.storage import families, findings, journal
from camp_desk.storage.camp import Camp
from camp_desk.storage.findings import Finding, Kind
from tests.small_camp import family, member


def open_pairs(camp: Camp) -> list[Finding]:
    return findings.findings(camp.db)


@pytest.fixture
def full(camp: Camp) -> Camp:
    """A camp of thirty families, five of them twice."""
    for n in (*range(25), *range(5)):
        arrivals.register(camp, family(n, 4))
    return camp


def test_all_pairs_are_found_whatever_was_compared_before(full: Camp) -> None:
    with full.transaction():
        families.check_new(full.db)
    known = {each.id for each in open_pairs(full)}
    before = journal.digest(full.db)

    again = whole_camp.check_camp(full)
    assert ({each.id for each in open_pairs(full)}, again.step.found) == (known, 0)
    full.db.conn.execute("DELETE FROM possible_duplicate")
    anew = whole_camp.check_camp(full)

    assert {each.id for each in open_pairs(full)} == known
    assert anew.step.found == anew.duplicates == len(known) >= 5
    assert anew.step.done == anew.step.total == 30
    assert journal.digest(full.db) == before


def test_what_no_longer_holds_is_forgotten_and_what_was_decided_stays_so(full: Camp) -> None:
    whole_camp.check_camp(full)
    first, *others = open_pairs(full)
    duplicates.not_the_same(full, first.id)
    stranger = arrivals.register(full, family(77, 2)).household
    pair = (*sorted((first.subjects[0], stranger)), 0.9, b"\x90")
    full.db.conn.execute("INSERT INTO possible_duplicate VALUES (?, ?, ?, ?)", pair)

    outcome = whole_camp.check_camp(full)

    assert {each.id for each in open_pairs(full)} == {each.id for each in others}
    assert (outcome.duplicates, outcome.step.found) == (len(others), 0)


def test_stopped_it_keeps_what_it_found_and_another_action_goes_between(
    full: Camp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_camp, "AT_ONCE", 7)
    check = whole_camp.WholeCamp()
    for _ in range(4):
        step = check.step(full)
        assert not full.db.conn.in_transaction
    arrivals.register(full, family(60, 3))

    outcome = check.end(full)

    assert (outcome.step.done, outcome.step.finished, step.total) == (28, False, 30)
    assert outcome.duplicates == len(open_pairs(full)) > 0


def borrowing(camp: Camp) -> tuple[Registration, Registration]:
    """Return a family, and another that shows one of its children, among others."""
    for n in range(30, 60):
        arrivals.register(camp, family(n, 3))
    owner = family(7, 6)
    own = replace(owner.members[2], own="قيصرون", father="شمعونيل", grandfather="يعقوبان")
    owner = replace(owner, members=(*owner.members[:2], own, *owner.members[3:]))
    return owner, replace(family(100, 6), members=(*family(100, 6).members, own))


def test_a_child_that_two_families_show_is_a_finding_of_its_own_kind(camp: Camp) -> None:
    owner, other = borrowing(camp)
    one, two = (arrivals.register(camp, each).household for each in (owner, other))

    outcome = whole_camp.check_camp(camp)

    (found,) = [
        each
        for each in open_pairs(camp)
        if each.kind is Kind.BORROWED_CHILD and {*each.subjects} == {one, two}
    ]
    assert outcome.children >= 1
    assert found.facts["names"] == [owner.members[2].name]
    duplicates.not_the_same(camp, found.id)
    assert found not in open_pairs(camp)
    camp._clock.move(minutes=1)  # type: ignore[attr-defined]
    duplicates.ask_again(camp, found.id)
    assert found in open_pairs(camp)
    duplicates.merge(camp, one, two)
    assert found not in open_pairs(camp)


def test_usual_names_and_an_age_are_no_borrowed_child(camp: Camp) -> None:
    child = member(0, age=4, father="محمد")
    for n in (3, 50):
        of = family(n, 3)
        arrivals.register(camp, replace(of, members=(*of.members, child)))

    assert whole_camp.check_camp(camp).children == 0
