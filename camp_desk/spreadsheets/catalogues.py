"""Loads the shipped tables of places and relationships, and tables of places from offices."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from camp_desk.domain.needs import Asked, Need, Needs
from camp_desk.domain.origins import Area, Gazetteer
from camp_desk.domain.plain import cleaned
from camp_desk.domain.registration import Sex
from camp_desk.domain.relationships import Relationship, Relationships
from camp_desk.domain.statuses import Status, StatusName
from camp_desk.shipped import resources
from camp_desk.spreadsheets.delimited import decoded, separator_of
from camp_desk.spreadsheets.errors import BadGazetteer, ListMissing

_PARENTS = ("governorate", "adm1_name_en", "adm1_name")
_CODES = ("code", "pcode_cod", "pcode_cod_inferred", "pcode_2014")
_NAMES = ("name_ar", "name_ku", "other_names", "name_en_alt", "name_ar_alt", "code", "code_2014")


def shipped_gazetteer() -> Gazetteer:
    """Return the eighteen governorates and the districts that travel with the program."""
    folder = resources() / "catalogues"
    districts = load_gazetteer(folder / "districts.csv").areas
    return Gazetteer((*load_gazetteer(folder / "governorates.csv").areas, *districts))


def load_gazetteer(path: Path) -> Gazetteer:
    """Return the areas of a CSV table with headings: governorates, or districts of governorates.

    Known columns: name_en (needed), governorate or adm1_name_en (for districts), code or pcode_cod,
    name_ar, name_ku, other_names, name_en_alt, name_ar_alt; several names in a cell are parted by
    semicolons.  Join with ``Gazetteer.with_areas``.

    Raises:
        ListMissing: The file cannot be read.
        BadGazetteer: A needed column is missing.
    """
    areas = []
    for untrusted in _rows(path):
        row = {
            heading: cleaned(cell)
            for heading, cell in untrusted.items()
            if heading and isinstance(cell, str)
        }
        names = [name.strip() for key in _NAMES for name in row.get(key, "").split(";")]
        if row.get("name_en"):
            areas.append(
                Area(
                    _first(row, _CODES),
                    row["name_en"],
                    tuple(filter(None, names)),
                    _first(row, _PARENTS),
                )
            )
    if not areas:
        raise BadGazetteer(file=path.name)
    return Gazetteer(tuple(areas))


def shipped_relationships() -> Relationships:
    """Return the relationships to the head that the program knows."""
    rows = _rows(resources() / "catalogues" / "relationships.csv")
    return Relationships(
        tuple(
            Relationship(
                row["code"],
                row["name_en"],
                row["name_ar"],
                Sex(row["sex"] or Sex.UNKNOWN),
                tuple(filter(None, row["synonyms"].split(";"))),
            )
            for row in rows
        )
    )


def shipped_statuses() -> dict[Status, StatusName]:
    """Return what each status of a person or a household is called."""
    rows = _rows(resources() / "catalogues" / "statuses.csv")
    names = (StatusName(Status(row["code"]), row["name_en"], row["name_ar"]) for row in rows)
    return {name.status: name for name in names}


@cache
def shipped_needs() -> Needs:
    """Return the specific needs that a camp may keep; what must never be asked is none of them."""
    rows = _rows(resources() / "catalogues" / "specific_needs.csv")
    return Needs(
        tuple(
            Need(
                row["code"],
                row["name_en"],
                row["name_ar"],
                Asked(row["asked"]),
                tuple(filter(None, row["older"].split(";"))),
                tuple(filter(None, row["synonyms"].split(";"))),
            )
            for row in rows
        )
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise ListMissing(file=path.name) from error
    try:
        yield from csv.DictReader(io.StringIO(text), delimiter=separator_of(text))
    except csv.Error as error:
        raise BadGazetteer(file=path.name) from error


def _first(row: dict[str, str], headings: tuple[str, ...]) -> str:
    return next((row[heading] for heading in headings if row.get(heading)), "")
