"""Taking a list out of the camp as a spreadsheet; what left, and why, is in the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from camp_desk.actions.allocation import list_numbered
from camp_desk.actions.areas import area_codes
from camp_desk.actions.checks import bounded
from camp_desk.actions.confirming import confirmed_by
from camp_desk.actions.duplicates import AWAITING, NoSuchFinding
from camp_desk.actions.needs_counted import need_cells
from camp_desk.domain.cards import written
from camp_desk.domain.catalogue import Item
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.quantities import GRAMS_PER_KG, Unit
from camp_desk.domain.registration import Precision
from camp_desk.domain.roles import Right, may
from camp_desk.domain.words import N_, Words
from camp_desk.spreadsheets.catalogues import shipped_relationships
from camp_desk.spreadsheets.export_columns import ExportColumn, Listing, columns, unit_name
from camp_desk.spreadsheets.exporting import Form, written_list
from camp_desk.spreadsheets.table import Cell
from camp_desk.storage import exports, findings, stock
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Value
from camp_desk.storage.files import write_whole
from camp_desk.storage.findings import Kind
from camp_desk.storage.households import read_birth
from camp_desk.storage.ration_lists import RationList
from camp_desk.storage.tables import Changes

RIGHTS = {
    Listing.PEOPLE: Right.SEE_NAMES,
    Listing.HOUSEHOLDS: Right.SEE_NAMES,
    Listing.STOCK: Right.SEE_STOCK,
    Listing.MOVEMENTS: Right.SEE_STOCK,
    Listing.LIST: Right.HAND_OVER,
    Listing.NEEDS: Right.SEE_NEEDS,
}
"""Who may take out a list: whoever sees it on the screen."""

EXPORT = "export"
"""What ``seen`` says of a list that left, before a space and the list."""

_REPORT_EVERY = 500
_LONGEST_PURPOSE = 200
_KINDS = {
    "OPN": N_("Opening count"),
    "GRN": N_("Delivery"),
    "LOS": N_("Correction"),
    "CNT": N_("Count"),
    "REL": N_("Set aside for a list"),
    "RET": N_("Back from a list"),
    "DST": N_("Handed out"),
}
_PRECISIONS = {
    Precision.EXACT: N_("exact"),
    Precision.MONTH: N_("month"),
    Precision.YEAR: N_("year"),
    Precision.ESTIMATED: N_("estimated"),
}

Row = Mapping[str, Any]
Cells = Iterator[dict[str, Cell]]


class NoPurpose(CampDeskError):
    """A list is to leave the camp and nobody said what for."""

    message = N_("The purpose is missing.")
    advice = N_("Say who receives the list and what for: it is kept in the journal.")


class NoColumns(CampDeskError):
    """Every column was left out."""

    message = N_("No column is chosen.")
    advice = N_("Choose at least one.")


class NoSuchColumns(CampDeskError):
    """Columns were named that the list does not have."""

    message = N_("This list has no column {columns}.")
    advice = N_("Its columns are {known}.")


class NothingToExport(CampDeskError):
    """The list has no rows."""

    message = N_("There is nothing in this list yet.")
    advice = N_("Choose another list.")


class NeedsBesideNames(CampDeskError):
    """Somebody's needs are to leave in one file with the names."""

    message = N_("Codes of needs and names or telephones never leave in one file.")
    advice = N_("Leave out either. Protection officers get the referral list on paper.")


class SameExporter(CampDeskError):
    """Who took names out of the camp cannot confirm it."""

    message = N_("You exported this list yourself.")
    advice = N_("Let another supervisor confirm it.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to leave the camp.

    ``number`` is that of a distribution list, and needed for one alone; ``keys`` are those of the
    columns, and None takes those that are on at first.
    """

    listing: Listing
    form: Form
    purpose: str
    number: int | None = None
    keys: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What left; ``awaiting`` tells that a second person is to confirm it."""

    changes: Changes
    path: Path
    rows: int
    columns: tuple[str, ...]
    awaiting: bool


def export(
    camp: Camp, wanted: Wanted, out: Path, *, words: Words, report: Report = silent
) -> Exported:
    """Write a list as a spreadsheet that is not encrypted, and say so in the journal.

    With names, telephones or codes of needs in it, a second person is to confirm it: until then it
    is a finding.

    Raises:
        NoPurpose, NoColumns, NoSuchColumns, NeedsBesideNames, NoSuchList, NothingToExport: Nothing
            was written.
        DiskFull, NotWritable, StickGone, FileTrouble, BadMedium: The same.
        NotAllowed: The officer does not see such a list.
        Whatever ``report`` raises to stop the work: nothing was written.
    """
    camp.require(RIGHTS[wanted.listing])
    purpose = bounded(wanted.purpose, _LONGEST_PURPOSE)
    if not purpose:
        raise NoPurpose
    rations = None
    if wanted.listing is Listing.LIST:
        rations = list_numbered(camp, wanted.number or 0)
    chosen = _chosen(camp, wanted, rations)
    keys = [column.key for column in chosen]
    total, cells = _listed(camp, wanted.listing, rations, words, needs="needs" in keys)
    if not total:
        raise NothingToExport
    rows = ([row[key] for key in keys] for row in cells)
    content = written_list(wanted.listing, wanted.form, chosen, _told(rows, total, report), words)
    personal = any(column.personal or column.guarded for column in chosen)
    seen: dict[str, Value] = {
        "what": f"{EXPORT} {wanted.listing.value}", "purpose": purpose,
        "subject": str(rations.number) if rations else None,
        "at": camp.now().isoformat(), "columns": json.dumps(keys),
    }  # fmt: skip
    there = False
    try:
        with camp.action("export") as entry:
            id_ = camp.new_id()
            entry.add("seen", id_, {**seen, "officer": camp.officer_id, "pages": total})
            if personal:
                entry.add("decision", camp.new_id(), {"finding": id_, "choice": AWAITING})
            write_whole(out, content)  # nothing is kept in the journal if it cannot be written
            there = True
    except BaseException:
        if there:  # and nothing leaves that the journal could not keep
            out.unlink(missing_ok=True)
        raise
    return Exported(entry.changes, out, total, tuple(keys), personal)


def confirm_export(camp: Camp, finding: bytes, reason: str = "") -> Changes:
    """Confirm, as a second person or as the only one, that names rightly left the camp.

    Raises:
        NoSuchFinding, SameExporter, AloneTooSoon, AloneWithoutReason: Nothing was written.
        NotAllowed: The officer does not decide.
    """
    camp.require(Right.DECIDE)
    with camp.action("confirm-export") as entry:
        for each in findings.findings(camp.db):
            if each.id == finding and each.kind is Kind.NAMES_EXPORTED:
                break
        else:
            raise NoSuchFinding
        by, at = each.facts["by"], str(each.facts["at"])[:10]
        choice = confirmed_by(
            camp, Right.DECIDE, by=by if isinstance(by, bytes) else None,
            on=date.fromisoformat(at) if at else camp.today(), reason=reason,
            otherwise=SameExporter,
        )  # fmt: skip
        entry.add("decision", camp.new_id(), {"finding": finding, "choice": choice})
    return entry.changes


def offered(
    listing: Listing, items: Mapping[str, Item], codes: Sequence[str] = (), *, guarded: bool = False
) -> tuple[ExportColumn, ...]:
    """Return the columns of a list, the guarded ones where the role sees them.

    Args:
        listing: The list.
        items: All items.
        codes: Of a distribution list's items.
        guarded: Whether the officer sees specific needs.
    """
    known = columns(listing, [items[code] for code in codes])
    return tuple(column for column in known if guarded or not column.guarded)


def _chosen(camp: Camp, wanted: Wanted, rations: RationList | None) -> tuple[ExportColumn, ...]:
    codes = rations.items if rations else ()
    guarded = may(camp.officer.role, Right.SEE_NEEDS)
    known = offered(wanted.listing, stock.items(camp.db), codes, guarded=guarded)
    if wanted.keys is None:
        return tuple(column for column in known if column.on_at_first)
    unknown = [key for key in wanted.keys if key not in {column.key for column in known}]
    if unknown:
        raise NoSuchColumns(
            columns=", ".join(unknown), known=", ".join(column.key for column in known)
        )
    if not wanted.keys:
        raise NoColumns
    chosen = tuple(column for column in known if column.key in wanted.keys)
    if any(each.guarded for each in chosen) and any(each.personal for each in chosen):
        raise NeedsBesideNames
    return chosen


def _told(rows: Iterable[list[Cell]], total: int, report: Report) -> Iterator[list[Cell]]:
    for done, row in enumerate(rows):
        if done % _REPORT_EVERY == 0:
            report(done, total)
        yield row
    report(total, total)


def _listed(
    camp: Camp, listing: Listing, rations: RationList | None, words: Words, *, needs: bool
) -> tuple[int, Cells]:
    """Return how many rows a list has, and each as cells by the keys of its columns."""
    db, items = camp.db, stock.items(camp.db)
    if listing is Listing.PEOPLE:
        rows = _named(exports.PEOPLE, exports.people(db, needs=needs))
        return exports.people_count(db), map(_family_cells(words, camp.today()), rows)
    if listing is Listing.HOUSEHOLDS:
        rows = _named(exports.HOUSEHOLDS, exports.households(db, camp.today()))
        return exports.households_count(db), map(_family_cells(words, camp.today()), rows)
    if listing is Listing.NEEDS:
        counted = need_cells(camp, words)
        return len(counted), iter(counted)
    if rations is not None:
        fields = (*exports.LINES, *(f"item {code}" for code in rations.items))
        lines = list(_named(fields, exports.lines(db, rations.id)))
        return len(lines), (_line_cells(row, rations, items, words) for row in lines)
    fields, of = (
        (exports.STOCK, exports.stock)
        if listing is Listing.STOCK
        else (exports.MOVEMENTS, exports.movements)
    )
    goods = list(_named(fields, of(db)))
    return len(goods), (_goods_cells(row, items, words) for row in goods)


def _named(fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    for row in rows:
        yield dict(zip(fields, row, strict=True))


def _family_cells(words: Words, today: date) -> Callable[[Row], dict[str, Cell]]:
    governorates, districts = area_codes()
    relationships = {
        each.code: each.name_ar if words.language == "ar" else each.name_en
        for each in shipped_relationships().all
    }

    def cells(row: Row) -> dict[str, Cell]:
        governorate, district = row["governorate"] or "", row["district"] or ""
        found: dict[str, Cell] = {
            **row,
            "card": written(row["card"]),
            "head": _name(row),
            "arrived": _moment(row["arrived"]),
            "governorate_code": governorates.get(governorate),
            "district_code": districts.get((governorate, district)),
        }
        if "birth" in row:
            code = row["relationship"] or ""
            found |= {**_birth(row, today, words), "relationship": relationships.get(code, code)}
        return found

    return cells


def _birth(row: Row, today: date, words: Words) -> dict[str, Cell]:
    born = read_birth(row["birth"], row["precision"])
    if born is None:
        return dict.fromkeys(("age", "birth_year", "birth_date", "precision"))
    exact = born.precision is Precision.EXACT and born.month and born.day
    return {
        "age": born.age_on(today),
        "birth_year": born.year,
        "birth_date": date(born.year, born.month, born.day) if exact else None,
        "precision": words(_PRECISIONS[born.precision]),
    }


def _line_cells(
    row: Row, rations: RationList, items: Mapping[str, Item], words: Words
) -> dict[str, Cell]:
    quantities = {
        f"item {code}": _amount(row[f"item {code}"], items[code]) for code in rations.items
    }
    return {
        **row,
        **quantities,
        "list": rations.number,
        "first_day": rations.first,
        "last_day": rations.until - timedelta(days=1),
        "card": written(row["card"]),
        "head": _name(row),
        "served": words("Served") if row["served_at"] else words("Not served"),
        "served_at": _moment(row["served_at"]),
    }


def _goods_cells(row: Row, items: Mapping[str, Item], words: Words) -> dict[str, Cell]:
    item = items[row["item_code"]]
    found: dict[str, Cell] = {
        **row,
        "item": item.said(words),
        "category": item.category,
        "expiry": date.fromisoformat(row["expiry"]) if row["expiry"] else None,
        "quantity": _amount(row["quantity"], item),
        "unit": unit_name(item.unit, words),
    }
    if "day" in row:
        kind = row["kind"]
        found["day"] = date.fromisoformat(row["day"])
        found["kind"] = words(_KINDS[kind]) if kind in _KINDS else kind
    return found


def _amount(quantity: int, item: Item) -> int | float:
    """Return kilograms, or pieces of what is counted."""
    if item.unit is Unit.PIECE:
        return quantity
    kilograms = quantity / GRAMS_PER_KG
    return int(kilograms) if kilograms.is_integer() else kilograms


def _name(row: Row) -> str:
    parts = (row.get(part) for part in ("own", "father", "grandfather", "laqab"))
    return " ".join(part for part in parts if part)


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None
