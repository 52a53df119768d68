"""What the mark of specific needs costs where it is shown, and how long the counts take.

Run: python -m tests.bench.bench_needs [PEOPLE]
"""

from __future__ import annotations

import io
import sys
import tempfile
from functools import partial
from pathlib import Path

from camp_desk.actions import arrivals, needs, referrals
from camp_desk.domain.words import Words
from camp_desk.storage import needs as kept
from camp_desk.storage import people, ration_lists
from camp_desk.storage.camp import Camp
from tests.bench.big_camp import Table, generated, make_camp, stock_up, took
from tests.small_camp import freeze

PAGE, TIMES, ONE_IN = 200, 30, 10


def measure(camp: Camp, table: Table, when: str) -> None:
    """Measure everything that shows a mark."""
    rations = ration_lists.numbered(camp.db, 1)
    assert rations is not None
    rows = list(people.found(camp.db, "", people.Show.ALL, camp.today()))
    with table.timed(f"all lines of a list, {when}", per=len(rows) // 5):
        list(ration_lists.lines(camp.db, rations.id))
    pages = [rows[n * PAGE : (n + 1) * PAGE] for n in range(TIMES)]
    taken = [took(partial(people.shown, camp.db, page)) for page in pages]
    table.spread(f"a page of {PAGE} people, {when}", taken)


def main(number: int) -> None:
    """Print the table."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        camp = make_camp(Path(folder) / "a.camp")
        with camp.transaction():
            for each in generated(number):
                arrivals.register(camp, each)
        stock_up(camp, number)
        freeze(camp, 30)
        measure(camp, table, "nobody with a need")
        ids = camp.db.conn.execute(
            "SELECT id FROM person WHERE status = 'ACTIVE' AND row % ? = 0", (ONE_IN,)
        ).fetchall()
        with table.timed("setting needs", per=len(ids)), camp.transaction():
            for n, (person,) in enumerate(ids):
                code = ("PG", "DS-PM", "ER-UR", "SC-UC")[n % 4]
                needs.set_need(camp, person, code, pending=n % 10 == 0)
        measure(camp, table, f"one of {ONE_IN} with a need")
        codes = ["PG", "DS-PM", "ER-UR", "SC-UC"]
        with table.timed("counting needs by code"):
            kept.counted(camp.db, codes)
        with table.timed("the referral list as a PDF"):
            table.add("people to be referred", str(referrals.print_referrals(
                camp, io.BytesIO(), words=Words())))  # fmt: skip
        camp.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
