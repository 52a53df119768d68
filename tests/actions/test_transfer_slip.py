"""The slip says who left and until which day the next camp need not feed them."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from camp_desk.actions import arrivals, hand_over, transfer
from camp_desk.actions.household_events import Change, change_status, take_back
from camp_desk.domain.cards import card_code, written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.statuses import Status
from camp_desk.domain.words import Words
from camp_desk.printing.preview import page_count, render
from camp_desk.storage import events, members
from camp_desk.storage.camp import Camp
from tests.small_camp import family, freeze, stocked


def slip(camp: Camp, household: HouseholdId) -> tuple[bytes, str]:
    out = io.BytesIO()
    transfer.print_slip(camp, household, out, words=Words(), other=Words("ar"))
    return out.getvalue(), PdfReader(out).pages[0].extract_text()


def test_the_slip_of_a_household_says_until_when_it_is_fed(camp: Camp) -> None:
    made = arrivals.register(camp, family(1, 4))
    stocked(camp)
    hand_over.hand_over(camp, freeze(camp, days=7), written(made.number))
    change_status(
        camp, made.household, Change(Status.DEPARTED_ONWARD, destination="Baharka, Erbil")
    )

    pdf, text = slip(camp, made.household)

    last = camp.today() + timedelta(days=6)
    assert page_count(pdf) == 1
    for part in (written(made.number), last.isoformat(), "Baharka, Erbil", "Family size: 4"):
        assert part in text
    assert "handed over on 2014-06-10, list 1" in text
    image = render(pdf, 0, 200)
    picture = Image.frombytes("RGBA", (image.width, image.height), image.rgba).convert("L")
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == card_code(made.number, 1, camp.here.keys.card)


def test_who_leaves_alone_has_a_slip_of_one_and_without_a_ration_it_says_so(camp: Camp) -> None:
    household = arrivals.register(camp, family(1, 4)).household
    _, wife, *_ = members.everybody(camp.db, household)
    change_status(camp, household, Change(Status.DEPARTED_RETURN, date(2014, 6, 9)), [wife.id])

    _, text = slip(camp, household)

    assert "Family size: 1" in text
    assert "2014-06-09" in text
    assert "Place of origin" in text
    assert "No ration was handed over here." in text


def test_there_is_no_slip_where_nobody_left_or_it_was_taken_back(camp: Camp) -> None:
    household = arrivals.register(camp, family(1, 4)).household
    with pytest.raises(transfer.NobodyLeftTheCamp):
        slip(camp, household)
    change_status(camp, household, Change(Status.DEPARTED_RETURN))
    (left,) = events.history(camp.db, household)
    take_back(camp, left.id, "they stayed")

    with pytest.raises(transfer.NobodyLeftTheCamp):
        slip(camp, household)
