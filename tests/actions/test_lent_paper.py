"""What is lent out is printed to go from tent to tent with; names only for those who see them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader

from camp_desk.actions import giving
from camp_desk.actions.lent_paper import print_lent
from camp_desk.domain.roles import Role
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from tests.actions.test_giving import a_family, goods, what
from tests.actions.test_nameless import refuse
from tests.small_camp import Desk, family


def printed(camp: Camp, *, overdue: bool) -> tuple[int, str]:
    out = BytesIO()
    n = print_lent(camp, out, overdue=overdue, words=Words())
    return n, " ".join(page.extract_text() for page in PdfReader(out).pages)


def test_the_list_has_what_is_out_or_only_what_is_overdue(desk: Desk) -> None:
    camp = desk.camp
    household = a_family(camp)
    goods(camp, "HEATER", "JERRYCAN-FUEL")
    due = camp.today() + timedelta(days=3)
    first = giving.lend(camp, what(camp, household, ("HEATER", 1)), due)
    giving.lend(camp, what(camp, household, ("JERRYCAN-FUEL", 1)))

    n, text = printed(camp, overdue=False)
    assert n == 2
    assert first.number in text
    assert "Came back" in text
    assert printed(camp, overdue=True)[0] == 0
    assert "Nothing is lent out" in printed(camp, overdue=True)[1]
    desk.clock.move(days=4)

    n, text = printed(camp, overdue=True)

    assert n == 1
    assert "Lent items that are overdue" in text
    assert due.isoformat() in text


def test_a_storekeeper_prints_it_without_names(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "HEATER")
    giving.lend(camp, what(camp, household, ("HEATER", 1)))
    own = family(1, 6).members[0].own
    assert own in printed(camp, overdue=False)[1]

    with camp.action("test") as entry:
        entry.put("officer", camp.officer_id, {"role": Role.STOREKEEPER.value})

    n, text = printed(camp, overdue=False)
    assert n == 1
    assert own not in text


def test_who_refused_to_be_named_is_not_named_on_the_list(camp: Camp) -> None:
    household = a_family(camp)
    goods(camp, "HEATER")
    giving.lend(camp, what(camp, household, ("HEATER", 1)))
    own = family(1, 6).members[0].own

    refuse(camp, household)

    n, text = printed(camp, overdue=False)
    assert n == 1
    assert own not in text
