from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camp_desk.domain.catalogue import Item
from camp_desk.domain.quantities import Unit
from camp_desk.domain.stock import (
    Expired,
    Freshness,
    Lot,
    NotEnough,
    RestExpired,
    freshness,
    pick,
    refuse_expired,
    usable,
    warning,
)
from camp_desk.domain.words import Words

TODAY = date(2014, 7, 5)
OIL = Item(code="OIL", name_en="Oil", name_ar="زيت", category="fat", unit=Unit.GRAM)

EXPIRIES = st.none() | st.dates(TODAY - timedelta(3), TODAY + timedelta(4))
LOTS = st.builds(Lot, st.just("OIL"), st.sampled_from("abc"), EXPIRIES, st.sampled_from(["", "w"]))
PILES = st.dictionaries(LOTS, st.integers(-3, 20), max_size=8)


def test_two_desks_that_receive_the_same_lot_give_it_the_same_id() -> None:
    one = Lot("OIL", "Lot A-12", date(2015, 1, 31), "WFP")
    other = Lot("OIL", "  lot  a-١٢ ", date(2015, 1, 31), "wfp")

    assert one.id == other.id
    assert len(one.id) == 16


def test_a_lot_keeps_its_id_for_ever() -> None:
    assert (
        Lot("OIL", "A1", date(2015, 1, 31), "WFP", 920).id.hex()
        == "48b01c9b829668ec22a7c2be3472a129"
    )


def test_another_product_label_expiry_donor_or_pack_is_another_lot() -> None:
    day = date(2015, 1, 31)
    lots = [
        Lot("OIL", "A", day, "WFP"),
        Lot("SUG", "A", day, "WFP"),
        Lot("OIL", "B", day, "WFP"),
        Lot("OIL", "A", None, "WFP"),
        Lot("OIL", "A", day, "ICRC"),
        Lot("OIL", "A", day, "WFP", 20),
        Lot("OIL", "", day, "AWFP"),
    ]

    assert len({lot.id for lot in lots}) == len(lots)


@given(PILES, st.integers(0, 60))
def test_a_proposal_takes_what_was_asked_exactly_when_it_is_there(
    piles: dict[Lot, int], asked: int
) -> None:
    if asked > usable(piles.items(), TODAY):
        with pytest.raises(NotEnough):
            pick(piles.items(), asked, TODAY, OIL)
        return

    picked = pick(piles.items(), asked, TODAY, OIL)

    assert sum(taken for _, taken in picked) == asked
    assert all(0 < taken <= piles[lot] for lot, taken in picked)


@given(PILES, st.integers(0, 60))
def test_a_lot_is_touched_exactly_when_all_that_expires_earlier_is_taken(
    piles: dict[Lot, int], asked: int
) -> None:
    asked = min(asked, usable(piles.items(), TODAY))
    picked = dict(pick(piles.items(), asked, TODAY, OIL))
    allowed = {lot for lot, there in piles.items() if there > 0 and not lot.expired(TODAY)}

    assert picked.keys() <= allowed
    for lot in allowed:
        earlier = sum(piles[other] for other in allowed if _earlier(other, lot))
        assert (lot in picked) == (asked > earlier)


def _earlier(one: Lot, other: Lot) -> bool:
    """Tell whether one lot goes out before another, stated anew."""
    if one.expiry == other.expiry:
        return one.id < other.id
    if one.expiry is None or other.expiry is None:
        return other.expiry is None
    return one.expiry < other.expiry


def test_what_has_expired_is_named_where_it_would_have_been_enough() -> None:
    lots = [(Lot("OIL", "old", TODAY - timedelta(1)), 3_000), (Lot("OIL", "new"), 500)]
    with pytest.raises(RestExpired) as refused:
        pick(iter(lots), 1_000, TODAY, OIL)

    said = Words().sentence(refused.value)
    assert "500 g less than the 1 kg asked for. 3 kg more have expired." in said


def test_the_same_piles_in_any_order_give_the_same_proposal() -> None:
    piles = [(Lot("OIL", label, TODAY), 5) for label in "abcd"]

    assert pick(piles, 12, TODAY, OIL) == pick(piles[::-1], 12, TODAY, OIL)


def test_what_is_missing_is_named() -> None:
    piles = [(Lot("OIL", "a", TODAY), 3_000), (Lot("OIL", "b", TODAY - timedelta(1)), 9_000)]

    with pytest.raises(NotEnough) as refused:
        pick(piles, 5_500, TODAY, OIL)

    assert (
        Words()
        .sentence(refused.value)
        .startswith("There are 3 kg of Oil to take, 2.5 kg less than the 5.5 kg asked for.")
    )
    assert "زيت" in Words("ar").sentence(refused.value)


@pytest.mark.parametrize(
    ("left", "state", "text"),
    [
        (91, Freshness.KEEPS, ""),
        (90, Freshness.WITHIN_90_DAYS, "Expires in 90 days"),
        (31, Freshness.WITHIN_90_DAYS, "Expires in 31 days"),
        (30, Freshness.WITHIN_30_DAYS, "Expires in 30 days"),
        (1, Freshness.WITHIN_30_DAYS, "Expires in 1 day"),
        (0, Freshness.WITHIN_30_DAYS, "Expires today"),
        (-1, Freshness.EXPIRED, "Expired 1 day ago"),
    ],
)
def test_an_expiry_is_pointed_out_at_90_and_at_30_days(
    left: int, state: Freshness, text: str
) -> None:
    expiry = TODAY + timedelta(left)

    assert freshness(expiry, TODAY) is state
    assert warning(expiry, TODAY, Words()) == text
    assert Lot("OIL", expiry=expiry).expired(TODAY) == (state is Freshness.EXPIRED)


def test_a_lot_chosen_by_hand_is_refused_once_its_day_is_over() -> None:
    lot = Lot("OIL", expiry=TODAY)
    refuse_expired(lot, TODAY, OIL)

    with pytest.raises(Expired, match="This lot of Oil expired on 2014-07-05"):
        refuse_expired(lot, TODAY + timedelta(1), OIL)


def test_what_never_expires_goes_out_last() -> None:
    piles = [(Lot("OIL", label, None), 5) for label in "abcdef"] + [(Lot("OIL", "", date.max), 5)]

    assert pick(piles, 1, TODAY, OIL) == [(Lot("OIL", "", date.max), 1)]


def test_what_never_expires_is_never_pointed_out() -> None:
    assert freshness(None, TODAY) is Freshness.KEEPS
    assert warning(None, TODAY, Words()) == ""
