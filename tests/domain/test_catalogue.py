from collections.abc import Callable, Iterable

import pytest

from camp_desk.domain.catalogue import Band, Effect, FoodValue, Item, LossCategory, Parcel, Scale
from camp_desk.domain.catalogue_tables import (
    BadCatalogue,
    EmptyCell,
    NoColumn,
    NoTable,
    NotAChoice,
    NotANumber,
    NotAPart,
    Twice,
    UnknownItem,
    read_items,
    read_losses,
    read_parcels,
    read_scales,
)
from camp_desk.domain.quantities import Unit
from camp_desk.domain.words import Words
from camp_desk.shipped import resources

ITEMS_HEAD = "code,name_en,category,unit,pack_size_g,kcal_per_100g,protein_per_100g,fat_per_100g"
SCALES_HEAD = "code,name_en,kind,cycle_days,item,milligrams_per_person_day"
PARCELS_HEAD = "code,name_en,item,reference_size,days,parts,bands"
LOSSES_HEAD = "code,name_en,effect,counts_as_loss,second_signature"


def _items(*rows: str) -> dict[str, Item]:
    return read_items([ITEMS_HEAD, *rows])


def _scales(*rows: str) -> dict[str, Scale]:
    return read_scales([SCALES_HEAD, *rows], {"WHF", "OIL"})


def _parcels(*rows: str) -> dict[str, Parcel]:
    return read_parcels([PARCELS_HEAD, *rows], {"FFP", "WHF", "OIL"})


def _losses(*rows: str) -> dict[str, LossCategory]:
    return read_losses([LOSSES_HEAD, *rows])


def _shipped() -> tuple[
    dict[str, Item], dict[str, Scale], dict[str, Parcel], dict[str, LossCategory]
]:
    def lines(name: str) -> Iterable[str]:
        return (resources() / "catalogues" / name).read_text("utf-8").splitlines(keepends=True)

    items = read_items(lines("items.csv"))
    return (
        items,
        read_scales(lines("scales.csv"), items),
        read_parcels(lines("parcels.csv"), items),
        read_losses(lines("losses.csv")),
    )


def test_the_shipped_catalogues_can_be_read_and_name_their_sources() -> None:
    items, scales, parcels, losses = _shipped()

    assert (len(items), len(scales), len(parcels), len(losses)) == (82, 10, 2, 28)
    for catalogue in (items, scales, parcels, losses):
        assert all(value.source and value.name_ar for value in catalogue.values())


def test_the_shipped_food_has_a_food_value_and_the_shipped_goods_are_pieces() -> None:
    items, *_ = _shipped()
    food = {item.code for item in items.values() if item.food}

    assert len(food) == 34
    assert all(item.unit is Unit.GRAM for item in items.values() if item.code in food)
    assert all(item.unit is Unit.PIECE for item in items.values() if item.code not in food)
    assert items["WHF"].food == FoodValue(350, 11.5, 1.5)
    assert (items["OIL"].grams_per_litre, items["OIL"].pack_size) == (920, 920)


def test_the_shipped_family_parcel_weighs_seventy_point_three_kilograms() -> None:
    items, _, parcels, _ = _shipped()

    assert sum(grams for _, grams in parcels["FFP"].parts) == items["FFP"].pack_size == 70_300


def test_only_three_shipped_categories_bring_stock_back() -> None:
    *_, losses = _shipped()
    gains = {code for code, loss in losses.items() if loss.effect is Effect.GAIN}

    assert gains == {"OVER", "FOUND", "COUNT_POS"}
    assert not any(losses[code].counts_as_loss for code in gains)
    assert losses["FOUND"].signed(5) == 5
    assert losses["THEFT"].signed(5) == -5


def test_a_name_is_english_where_a_language_has_none() -> None:
    item = Item(code="X", name_en="Rice", name_ar="رز", category="cereal", unit=Unit.GRAM)

    assert [item.name(language) for language in ("en", "ar", "ckb")] == ["Rice", "رز", "Rice"]
    assert (item.said(Words("ar")), str(item)) == ("رز", "Rice")


def test_an_officers_table_may_have_other_digits_capitals_empty_rows_and_a_mark_in_front() -> None:
    found = read_items(
        ["\ufeffCODE,Name_en,category,unit,kcal_per_100g,protein_per_100g,fat_per_100g",
         ",,,,,,",
         'X, Peas ,pulse,G,٣٣٥,"11,5",1.2']
    )  # fmt: skip

    assert found["X"].food == FoodValue(335, 11.5, 1.2)
    assert found["X"].name_en == "Peas"
    assert found["X"].unit is Unit.GRAM


@pytest.mark.parametrize(
    ("row", "error", "sentence"),
    [
        ("X,,pulse,g,,,,", EmptyCell, "Row 2: the column “name_en” is empty."),
        ("X,Peas,pulse,kg,,,,", NotAChoice, "Row 2: “kg” in the column “unit” is not one of"),
        ("X,Peas,pulse,g,2.5,,,", NotANumber, "Row 2: “2.5” in the column “pack_size_g”"),
        ("X,Peas,pulse,g,0,,,", NotANumber, "Row 2: “0”"),
        ("X,Peas,pulse,g,50,3350,1,1", NotANumber, "Row 2: “3350” in the column “kcal_per_100g”"),
        ("X,Peas,pulse,g,50,335,much,1", NotANumber, "Row 2: “much”"),
        ("X,Peas,pulse,g,50,335,,1", EmptyCell, "Row 2: the column “protein_per_100g” is empty."),
        ('X,"Peas"x,pulse,g,,,,', NoTable, "Row 2 cannot be read"),
    ],
)
def test_a_bad_item_is_refused_with_its_row_and_reason(
    row: str, error: type[BadCatalogue], sentence: str
) -> None:
    with pytest.raises(error) as refused:
        _items(row)

    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("read", "row", "error"),
    [
        (_scales, "S,Ration,full,30,RIC,5", UnknownItem),
        (_scales, "S,Ration,full,30,WHF,0", NotANumber),
        (_scales, "S,Ration,full,30,WHF,1.5", NotANumber),
        (_scales, "S,Ration,fullish,30,WHF,5", NotAChoice),
        (_scales, "S,Ration,full,0,WHF,5", NotANumber),
        (_parcels, "P,Parcel,FFP,5,30,WHF=,1=1", NotAPart),
        (_parcels, "P,Parcel,FFP,5,30,WHF=1.5,1=1", NotAPart),
        (_parcels, "P,Parcel,FFP,5,30,WHF=" + "9" * 5000 + ",1=1", NotAPart),
        (_parcels, "P,Parcel,FFP,5,30,WHF=1 WHF=2,1=1", Twice),
        (_parcels, "P,Parcel,FFP,5,30,RIC=1,1=1", UnknownItem),
        (_parcels, "P,Parcel,BOX,5,30,WHF=1,1=1", UnknownItem),
        (_parcels, "P,Parcel,FFP,5,30,WHF=1,", NotAPart),
        (_parcels, "P,Parcel,FFP,5,30,WHF=1,2=1", NotAPart),
        (_parcels, "P,Parcel,FFP,5,30,WHF=1,1=0.3", NotAPart),
        (_parcels, "P,Parcel,FFP,5,30,WHF=1,1=2 5=1", NotAPart),
        (_parcels, "P,Parcel,FFP,5,30,WHF=1,1=1 1=2", NotAPart),
        (_losses, "L,Lost,away,1,1", NotAChoice),
        (_losses, "L,Lost,loss,yes,1", NotAChoice),
    ],
)
def test_a_bad_row_of_another_table_is_refused(
    read: Callable[[str], object], row: str, error: type[BadCatalogue]
) -> None:
    with pytest.raises(error, match="2"):
        read(row)


def test_bands_are_read_in_half_parcels() -> None:
    parcel = _parcels("P,Parcel,FFP,5,30,WHF=1 OIL=2,1=0.5 3=1 8=2.5")["P"]

    assert parcel.bands == (Band(1, 1), Band(3, 2), Band(8, 5))
    assert parcel.parts == (("WHF", 1), ("OIL", 2))


def test_a_scale_is_several_rows_of_one_code_and_holds_an_item_once() -> None:
    rows = ("S,Ration,full,30,WHF,400000", "S,,,,OIL,66667")

    assert _scales(*rows)["S"].parts == (("WHF", 400_000), ("OIL", 66_667))
    with pytest.raises(Twice, match="Row 4: “S OIL” stands in the table twice"):
        _scales(*rows, rows[1])


def test_a_code_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(Twice, match="Row 3"):
        _items("X,Peas,pulse,g,,,,", "X,Peas,pulse,g,,,,")


@pytest.mark.parametrize("lines", [[], ["code,name_en,category"]])
def test_a_table_without_its_columns_is_refused_by_the_name_of_the_first(lines: list[str]) -> None:
    with pytest.raises(NoColumn, match="The table has no column"):
        read_items(lines)
