"""Kits packed for households of another size than the usual one, opened and given."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from camp_desk.actions import document_paper, giving, household_members, kitting
from camp_desk.actions.catalogues import kits
from camp_desk.actions.giving import HadBefore
from camp_desk.actions.relief_rules import BadKitSize, for_size
from camp_desk.domain.words import Words
from camp_desk.storage import documents, journal, members
from camp_desk.storage.camp import Camp
from tests.actions.test_documents import there
from tests.actions.test_giving import a_family, goods, what
from tests.goods import KIT, piles, stores
from tests.small_camp import Desk, meet

PARTS = ("CARPET", "BLANKET-HIGH", "PLASTIC-SHEET", "MATTRESS")


def packed(camp: Camp, n: int, persons: int) -> str:
    goods(camp, *PARTS)
    making = kitting.Making(stores(camp)[0], KIT, n, persons=persons)
    return kitting.make_kits(camp, making).number


@pytest.mark.parametrize("code", kits())
def test_every_kit_has_its_usual_parts_for_its_usual_size(code: str) -> None:
    kit = kits()[code]

    assert for_size(kit, kit.reference_size).parts == kit.parts
    bigger = dict(for_size(kit, kit.reference_size + 3).parts)
    assert all(bigger[item] >= quantity for item, quantity in kit.parts)


def test_what_goes_by_person_follows_the_size_and_is_in_the_kit_when_it_is_opened(
    camp: Camp,
) -> None:
    number = packed(camp, 3, persons=4)

    inside = {item: 100 - n for (item, _), n in there(camp).items() if item in PARTS}
    assert inside == {"CARPET": 3, "BLANKET-HIGH": 12, "PLASTIC-SHEET": 3, "MATTRESS": 12}
    (pile,) = [pile for pile in piles(camp) if pile.item == KIT]
    kitting.open_kits(camp, kitting.Opening(pile.store, pile.lot, 2))
    left = {item: 100 - n for (item, _), n in there(camp).items() if item in PARTS}
    assert left == {"CARPET": 1, "BLANKET-HIGH": 4, "PLASTIC-SHEET": 1, "MATTRESS": 4}

    document = documents.numbered(camp.db, number)
    assert document is not None
    assert document.persons == 4
    out = BytesIO()
    document_paper.print_document(camp, document.id, out, words=Words(), other=None)
    assert "for 4 people" in PdfReader(out).pages[0].extract_text()


@pytest.mark.parametrize("persons", [-1, 31])
def test_a_kit_for_nobody_or_a_block_is_refused(camp: Camp, persons: int) -> None:
    goods(camp, *PARTS)
    before = journal.digest(camp.db)

    with pytest.raises(BadKitSize):
        kitting.make_kits(camp, kitting.Making(stores(camp)[0], KIT, 1, persons=persons))

    assert journal.digest(camp.db) == before


def test_what_was_in_a_kit_of_another_size_counts_for_who_was_given_it(two: list[Desk]) -> None:
    camp, other = (desk.camp for desk in two)
    household = a_family(camp, 6)
    packed(camp, 2, persons=4)

    giving.give(camp, what(camp, household, (KIT, 1)))
    meet(*two)

    for each in (camp, other):
        _, lines = giving.open_for(each, household, kit=KIT)
        assert {line.rule.item: line.quantity for line in lines} == {
            "CARPET": 0, "BLANKET-HIGH": 2, "PLASTIC-SHEET": 0, "MATTRESS": 2,
        }  # fmt: skip
    with pytest.raises(HadBefore):
        giving.give(camp, what(camp, household, ("CARPET", 1)))
    going = members.everybody(camp.db, household)[1].id
    new = household_members.split(camp, household, [going], reason="own tent").household
    _, lines = giving.open_for(camp, new, kit=KIT)
    assert {line.rule.item: line.had for line in lines}["CARPET"] == 1
