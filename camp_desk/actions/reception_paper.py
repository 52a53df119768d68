"""Paper of the reception: strips, the control sheets of buses, and the slips of those who leave."""

from __future__ import annotations

from typing import BinaryIO

from camp_desk.actions.manifests import NoSuchManifest
from camp_desk.actions.tokens import MOST_AT_ONCE, BadCount, run_of
from camp_desk.domain.anonymous import called
from camp_desk.domain.manifests import Way
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.registration import Counts, count
from camp_desk.domain.roles import Right
from camp_desk.domain.words import Words
from camp_desk.storage import households, manifests
from camp_desk.storage.camp import Camp
from camp_desk.storage.manifests import Aboard


def print_strips(
    camp: Camp,
    first: int,
    last: int,
    out: BinaryIO,
    *,
    words: Words,
    other: Words | None = None,
    report: Report = silent,
) -> int:
    """Write strips that were made as a PDF; return how many there are.

    Strips of both kinds lie on different paper: only those of the first one's kind are printed.

    Raises:
        NotMade, BadCount: There is nothing to print.
        NotAllowed: The officer does not print cards.
    """
    from camp_desk.printing.strips import StripHeading, StripValue, write_strips

    camp.require(Right.PRINT_CARDS)
    first, last = min(first, last), max(first, last)
    found = run_of(camp, first, last)
    kind = found[0].kind
    strips = [
        StripValue(number, run.colour, run.day.isoformat())
        for run in found
        if run.kind is kind
        for number in range(max(first, run.first), min(last, run.last) + 1)
    ]
    if len(strips) > MOST_AT_ONCE:
        raise BadCount(count=f"{len(strips):,}", most=f"{MOST_AT_ONCE:,}")
    heading = StripHeading(camp.name, kind, camp.demonstration)
    write_strips(out, heading, strips, count=len(strips), words=words, other=other, report=report)
    _remember(camp, "tokens", f"{first}-{last}", len(strips))
    return len(strips)


def print_manifest(
    camp: Camp, manifest_id: bytes, out: BinaryIO, *, words: Words, other: Words | None = None
) -> int:
    """Write the control sheet of a bus as a PDF; return how many pages it has.

    Raises:
        NoSuchManifest: There is none.
        NotAllowed: The officer does not print cards.
    """
    from camp_desk.printing.manifest_sheet import (
        ManifestHeading,
        ManifestRow,
        token_said,
        write_manifest,
    )

    camp.require(Right.PRINT_CARDS)
    found = manifests.manifest(camp.db, manifest_id)
    if found is None:
        raise NoSuchManifest(number="")
    heading = ManifestHeading(
        camp=camp.name,
        leaving=found.way is Way.DEPARTURE,
        number=found.number,
        plate=found.plate,
        on_foot=not found.plate,
        driver=found.driver,
        checkpoint=found.checkpoint,
        at=found.at,
        total=found.total,
        counts=found.counts,
        destination=found.destination,
        difference=found.difference,
        registered=found.people,
        printed_by=camp.officer.name,
        printed_at=camp.now(),
        demonstration=camp.demonstration,
    )
    rows = [
        ManifestRow(
            each.card,
            token_said(each.tokens),
            called(each.head, each.size, words),
            each.origin,
            each.size,
            _who(camp, each),
        )
        for each in manifests.aboard(camp.db, manifest_id)
    ]
    pages = write_manifest(out, heading, rows, words=words, other=other)
    _remember(camp, "manifest", str(found.number), pages)
    return pages


def _who(camp: Camp, aboard: Aboard) -> Counts:
    found = households.household(camp.db, aboard.household)
    if found is None:
        return Counts()
    family = found.registration
    return family.counts or count(family.members, camp.today())


def _remember(camp: Camp, what: str, subject: str, pages: int) -> None:
    with camp.action("print") as entry:
        entry.add("seen", camp.new_id(), {"what": what, "subject": subject, "pages": pages})
