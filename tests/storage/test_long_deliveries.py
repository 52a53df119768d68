"""A long delivery costs a little for each of its lines, however many there are."""

from __future__ import annotations

from camp_desk.actions import stock
from camp_desk.actions.stock import Came, Delivery
from camp_desk.storage.camp import Camp
from tests.goods import stores


def delivered(camp: Camp, lines: int) -> None:
    """Receive so many lines, each of a lot that is new."""
    came = tuple(Came("RIC", 1_000, f"{lines} {n}", damaged=1) for n in range(lines))
    stock.receive(camp, Delivery(stores(camp)[0], came))


def steps(camp: Camp, lines: int) -> int:
    """Return how many thousand steps the file's engine takes for it."""
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    camp.db.conn.set_progress_handler(count, 1_000)
    try:
        delivered(camp, lines)
    finally:
        camp.db.conn.set_progress_handler(None, 1_000)
    return taken[0]


def test_twice_as_many_lines_are_twice_the_work(camp: Camp) -> None:
    delivered(camp, 5)  # the first one prepares its statements
    one, two = steps(camp, 150), steps(camp, 300)

    assert two < 2.5 * one
    assert two < 300  # thousands: a thousand steps for each line at most
