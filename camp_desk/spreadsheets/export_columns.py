"""Which columns a list has when it leaves the camp: headings, HXL tags, and which name people."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from camp_desk.domain.catalogue import Item
from camp_desk.domain.quantities import Unit
from camp_desk.domain.registration import BANDS, Sex
from camp_desk.domain.words import N_, Words
from camp_desk.shipped import resources
from camp_desk.spreadsheets.fields import Group
from camp_desk.spreadsheets.fields import title as group_title


class Listing(StrEnum):
    """A list that can be taken out of the camp."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    STOCK = "stock"
    MOVEMENTS = "movements"
    LIST = "list"
    NEEDS = "needs"


TITLES = {
    Listing.PEOPLE: N_("People, one row a person"),
    Listing.HOUSEHOLDS: N_("Households, one row a household"),
    Listing.STOCK: N_("Stock on hand by lot"),
    Listing.MOVEMENTS: N_("Stock movements"),
    Listing.LIST: N_("A distribution list with who was served"),
    Listing.NEEDS: N_("Specific needs, how many people have each"),
}
"""What each list is called where one is chosen."""

_UNITS = {Unit.GRAM: N_("kg"), Unit.PIECE: N_("pieces")}


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of a list that leaves the camp.

    ``personal`` ones name somebody or reach them; they and ``quiet`` ones, which say more than
    most readers need, are off at first.  So are ``guarded`` ones, which only those roles take out
    that see them, and never beside a name.
    """

    key: str
    message: str
    tag: str
    personal: bool = False
    quiet: bool = False
    guarded: bool = False
    values: Mapping[str, object] = field(default_factory=dict)
    group: Group | None = None

    @property
    def on_at_first(self) -> bool:
        """Tell whether the column is in the file unless somebody leaves it out."""
        return not (self.personal or self.quiet or self.guarded)

    def heading(self, words: Words) -> str:
        """Return the heading in a language."""
        if self.group is not None:
            return group_title(self.group, words)
        unit = self.values.get("unit")
        if isinstance(unit, Unit):
            return words(self.message, **{**self.values, "unit": unit_name(unit, words)})
        return words(self.message, **self.values)


def unit_name(unit: Unit, words: Words) -> str:
    """Return what quantities of a unit are exported in: kilograms, or pieces."""
    return words(_UNITS[unit])


_HEADINGS = {
    "card": N_("Card number"),
    "number": N_("Number of the person in the family"),
    "own": N_("Own name"),
    "father": N_("Father's name"),
    "grandfather": N_("Grandfather's name"),
    "laqab": N_("Family or tribal name"),
    "fourth": N_("Great-grandfather's name"),
    "latin": N_("Name in Latin letters"),
    "mother": N_("Mother's name"),
    "grade": N_("Grade of the record: 1 counted, 2 minimum, 3 full"),
    "consent": N_("Consent"),
    "urgent": N_("Needs help at once"),
    "onward": N_("Goes on to"),
    "head": N_("Name of the head of the family"),
    "sex": N_("Sex"),
    "age": N_("Age"),
    "birth_year": N_("Year of birth"),
    "birth_date": N_("Date of birth"),
    "precision": N_("How exactly the birth is known"),
    "relationship": N_("Relationship to the head"),
    "size": N_("Number of people in the family"),
    "unknown": N_("People of unknown age or sex"),
    "issue": N_("Issue of the card"),
    "arrived": N_("Time of arrival"),
    "checkpoint": N_("Checkpoint"),
    "governorate": N_("Governorate of origin"),
    "governorate_code": N_("Code of the governorate of origin"),
    "district": N_("District of origin"),
    "district_code": N_("Code of the district of origin"),
    "origin_place": N_("Quarter or village of origin"),
    "sector": N_("Sector in the camp"),
    "block": N_("Block in the camp"),
    "shelter": N_("Tent or shelter"),
    "phone": N_("Telephone"),
    "list_name": N_("Name of the list"),
    "list_number": N_("Number in that list"),
    "remarks": N_("Remarks"),
    "store": N_("Store"),
    "list": N_("Distribution list"),
    "item_code": N_("Item code"),
    "item": N_("Item"),
    "category": N_("Category"),
    "lot": N_("Lot"),
    "expiry": N_("Expiry"),
    "donor": N_("Donor"),
    "quantity": N_("Quantity"),
    "unit": N_("Unit"),
    "document": N_("Document"),
    "kind": N_("Kind"),
    "day": N_("Day"),
    "reference": N_("Waybill or reference"),
    "party": N_("Transporter"),
    "reason": N_("Reason"),
    "serial": N_("Line"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "served": N_("Served"),
    "served_at": N_("Served at"),
    "collector": N_("Who collected"),
    "needs": N_("Codes of specific needs"),
    "need_code": N_("Code of the need"),
    "need": N_("Specific need"),
    "people": N_("People"),
}
_PERSONAL = frozenset(
    {
        "own",
        "father",
        "grandfather",
        "laqab",
        "fourth",
        "latin",
        "mother",
        "head",
        "phone",
        "remarks",
        "collector",
    }
)
_QUIET = frozenset({"origin_place", "birth_date", "onward"})
_GUARDED = frozenset({"needs"})
_ITEM_COLUMN = N_("{item} ({unit})")
_ITEM_KEY = "item "


def columns(listing: Listing, items: Sequence[Item] = ()) -> tuple[ExportColumn, ...]:
    """Return the columns of a list in their order; ``items`` are those of a distribution list."""
    found: list[ExportColumn] = []
    for key, tag in _tags()[listing].items():
        if key == "items":
            found += [_item_column(tag, item) for item in items]
        elif key in _BANDS:
            found.append(ExportColumn(key, "", tag, group=_BANDS[key]))
        else:
            found.append(
                ExportColumn(
                    key, _HEADINGS[key], tag, personal=key in _PERSONAL, quiet=key in _QUIET,
                    guarded=key in _GUARDED,
                )
            )  # fmt: skip
    return tuple(found)


_BANDS = {
    f"{sex.value.lower()}_{band[0]}": Group(sex, *band)
    for sex in (Sex.FEMALE, Sex.MALE)
    for band in BANDS
}


def _item_column(tag: str, item: Item) -> ExportColumn:
    attribute = "".join(c if c.isascii() and c.isalnum() else "_" for c in item.code.lower())
    return ExportColumn(
        f"{_ITEM_KEY}{item.code}",
        _ITEM_COLUMN,
        f"{tag}+c_{attribute}",
        values={"item": item, "unit": item.unit},
    )


@cache
def _tags() -> dict[Listing, dict[str, str]]:
    """Return the HXL tags by list and column, in the order of the shipped table."""
    found: dict[Listing, dict[str, str]] = {listing: {} for listing in Listing}
    path = resources() / "catalogues" / "hxl_tags.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[Listing(row["list"])][row["column"]] = row["hxl_tag"]
    return found
