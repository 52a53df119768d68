"""Measures taking the people and the households of a generated camp out as spreadsheets.

Run: python -m tests.bench.bench_export [PEOPLE]
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from camp_desk.actions.exporting import Wanted, export, offered
from camp_desk.domain.words import Words
from camp_desk.spreadsheets.export_columns import Listing
from camp_desk.spreadsheets.exporting import Form
from tests.bench.big_camp import Table, fill, generated, make_camp


def main() -> None:
    """Fill a camp, and take each list out with every column it has."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        camp = make_camp(Path(folder) / "bench.camp")
        fill(camp, generated(people), table)
        table.add("most memory before", f"{_peak():.0f} MB")
        for listing in (Listing.PEOPLE, Listing.HOUSEHOLDS):
            keys = tuple(column.key for column in offered(listing, {}))
            for form in Form:
                out = Path(folder) / f"{listing}.{form}"
                wanted = Wanted(listing, form, "bench", keys=keys)
                with table.timed(f"{listing} with {len(keys)} columns as {form}"):
                    rows = export(camp, wanted, out, words=Words()).rows
                size = out.stat().st_size / 1e6
                table.add("rows, size", f"{rows:,}, {size:.1f} MB")
        table.add("most memory", f"{_peak():.0f} MB")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
