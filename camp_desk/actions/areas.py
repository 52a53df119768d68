"""The shipped governorates and districts as they are called in one language."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from camp_desk import shipped

_COLUMNS = {"ar": "name_ar", "ckb": "name_ku"}


@dataclass(frozen=True, slots=True)
class AreaNames:
    """Names in one language by the catalogue's English ones, under which they are kept."""

    governorates: Mapping[str, str]
    districts: Mapping[str, Mapping[str, str]]
    """By the English name of the governorate."""


def area_names(language: str) -> AreaNames:
    """Return what areas are called in a language, in English where it has no name for one."""
    districts: dict[str, dict[str, str]] = {}
    for row in _rows("districts.csv"):
        inside = districts.setdefault(row["governorate"], {})
        inside[row["name_en"]] = _name(row, language)
    governorates = {row["name_en"]: _name(row, language) for row in _rows("governorates.csv")}
    return AreaNames(governorates, districts)


def area_codes() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Return the P-codes of governorates by their English name, of districts by both names."""
    districts = {
        (row["governorate"], row["name_en"]): row["code"] for row in _rows("districts.csv")
    }
    return {row["name_en"]: row["code"] for row in _rows("governorates.csv")}, districts


def _name(row: Mapping[str, str], language: str) -> str:
    return row.get(_COLUMNS.get(language, ""), "") or row["name_en"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = shipped.resources() / "catalogues" / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
