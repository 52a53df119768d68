"""What a delivery brings of what was expected, and what is left of it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.fulfilling import Brought, fulfilled, is_meant
from camp_desk.domain.ids import ExpectedId
from camp_desk.domain.pipeline import Expected, Likelihood

DAYS = st.dates(date(2014, 6, 10), date(2014, 6, 13))
ITEMS, DONORS = st.sampled_from(("RIC", "SUG")), st.sampled_from(("WFP", "wfp ", "IRCS", ""))
PAPERS = st.sampled_from(("WB-1", "wb-١", "WB-1b", "WB-2", ""))


@st.composite
def expectations(draw: st.DrawFn) -> list[Expected]:
    return [
        Expected(
            draw(ITEMS), draw(st.integers(1, 9)), draw(DAYS), Likelihood.FIRM, draw(DONORS),
            draw(PAPERS), ExpectedId(bytes([n])),
        )
        for n in range(draw(st.integers(0, 4)))
    ]  # fmt: skip


LINES = st.lists(st.builds(Brought, ITEMS, st.integers(0, 9), DONORS), max_size=4)


@given(expectations(), PAPERS, LINES)
def test_a_delivery_brings_exactly_what_is_meant_and_never_more_than_was_expected(
    expected: list[Expected], waybill: str, lines: list[Brought]
) -> None:
    came = fulfilled(expected, waybill, lines)

    for each in expected:
        meant = [line for line in lines if is_meant(each, waybill, line)]
        assert (each.id in came) == bool(meant)
        assert 0 <= came.get(each.id, 0) <= each.quantity
        if came.get(each.id, 0) < each.quantity:  # some is still to come: nothing meant is left
            others = [o for o in expected if any(is_meant(o, waybill, line) for line in meant)]
            assert sum(came.get(o.id, 0) for o in others) >= sum(line.quantity for line in meant)
    for item in ("RIC", "SUG"):
        brought = sum(line.quantity for line in lines if line.item == item)
        assert sum(came.get(each.id, 0) for each in expected if each.item == item) <= brought


def test_what_is_to_come_first_is_filled_first() -> None:
    late, soon = (
        Expected("RIC", 5, date(2014, 6, day), Likelihood.HOPED, "", "W", ExpectedId(bytes([day])))
        for day in (12, 11)
    )

    assert fulfilled([late, soon], "W", [Brought("RIC", 7)]) == {soon.id: 5, late.id: 2}
