"""What the form offers: what the catalogues know and what this camp has used, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from camp_desk.actions.areas import AreaNames, area_names
from camp_desk.domain.registration import HEAD
from camp_desk.domain.relationships import Relationship
from camp_desk.spreadsheets.catalogues import shipped_relationships
from camp_desk.storage.offers import Used
from camp_desk.storage.views import Views
from camp_desk.ui.widgets.choices import Options


@dataclass(frozen=True, slots=True)
class Offers:
    """What the form offers to choose from, as pairs of value and word."""

    relationships: Options = ()
    checkpoints: Options = ()
    governorates: Options = ()
    districts: Mapping[str, Options] = field(default_factory=dict)
    """The districts of each governorate, by the governorate's value."""
    places: Mapping[str, Options] = field(default_factory=dict)
    """The villages, towns and quarters of each district, by the district's value."""
    sectors: Options = ()
    blocks: Mapping[str, Options] = field(default_factory=dict)
    """The blocks of each sector."""


def read_offers(language: str, views: Views) -> Offers:
    """Return what there is to choose from in a camp; what it uses most comes first."""
    return offers(views.offers(), area_names(language), language)


def offers(used: Used, areas: AreaNames, language: str) -> Offers:
    """Return values in use with the catalogue's, under the language's names."""
    return Offers(
        relationships=_relationships(language),
        checkpoints=_plain(used.checkpoints),
        governorates=_named(used.governorates, areas.governorates),
        districts={
            each: _named(used.districts.get(each, ()), areas.districts.get(each, {}))
            for each in {*used.districts, *areas.districts}
        },
        places={each: _plain(found) for each, found in used.places.items()},
        sectors=_plain(used.sectors),
        blocks={each: _plain(found) for each, found in used.blocks.items()},
    )


def _named(used: Iterable[str], names: Mapping[str, str]) -> Options:
    known = sorted(names, key=lambda each: names[each])
    return tuple((each, names.get(each, each)) for each in dict.fromkeys((*used, *known)))


def _plain(values: Iterable[str]) -> Options:
    return tuple((each, each) for each in values)


def _relationships(language: str) -> Options:
    known = (each for each in shipped_relationships().all if each.code != HEAD)
    return tuple((each.code, _word(each, language)) for each in known)


def _word(relationship: Relationship, language: str) -> str:
    return relationship.name_ar if language == "ar" else relationship.name_en
