"""How long it takes to take the people and the households of a camp out as spreadsheets."""

from __future__ import annotations

from camp_desk.actions.exporting import Wanted, export, offered
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.export_columns import Listing
from camp_desk.spreadsheets.exporting import Form
from tests.bench.big_camp import Bench, peak_mb


def run(bench: Bench) -> None:
    """Take each list out with every column it has."""
    table, camp = bench.table, bench.camp()
    table.amount("memory with the camp open", peak_mb(), "MB")
    for listing in (Listing.PEOPLE, Listing.HOUSEHOLDS):
        keys = tuple(column.key for column in offered(listing, {}))
        for form in Form:
            out = bench.folder / f"{listing}.{form}"
            wanted = Wanted(listing, form, "bench", keys=keys)
            with table.timed(f"{listing} with {len(keys)} columns as {form}"):
                rows = export(camp, wanted, out, words=Words()).rows
            table.add("    rows, size", f"{rows:,}, {out.stat().st_size / 1e6:.1f} MB")
    table.amount("most memory", peak_mb(), "MB")
    camp.close()
