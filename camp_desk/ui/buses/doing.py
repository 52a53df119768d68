"""What the dialog of buses asks of the camp, on the threads that read and write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from camp_desk.actions import manifests as acts
from camp_desk.actions import paper, reception, reception_paper, transfer
from camp_desk.actions.arrivals import NoSuchHousehold
from camp_desk.domain.anonymous import called
from camp_desk.domain.cards import written
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.manifests import named
from camp_desk.domain.tokens import written as token_written
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.manifests import Aboard, Manifest
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import Views
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class Day:
    """A day's manifests, and the one under which this laptop registers."""

    manifests: list[Manifest]
    current: bytes | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A bus that left, with the slips of those on it."""

    changes: Changes
    n: int
    pdf: bytes


def of_day(day: date, views: Views) -> Day:
    """Return a day's manifests."""
    current = views.current_manifest()
    return Day(views.manifests_of(day), current.id if current else None)


def attach(manifest: bytes, number: str, camp: Camp) -> Changes:
    """Hang the household of a card or of a token on a manifest."""
    found = reception.household_of(camp, number)
    if found is None:
        raise NoSuchHousehold(number=number)
    return acts.attach(camp, manifest, [found])


def register_under(manifest: bytes | None, camp: Camp) -> Changes:
    """Register under a manifest at this laptop; only the screens of this laptop care."""
    acts.register_under(camp, manifest)
    return frozenset({Topic.RECEPTION})


def depart(manifest: bytes, words: Words, camp: Camp) -> Gone:
    """Let a bus leave, and draw the slips: both, or neither."""
    out, other = BytesIO(), paper.second_language(words)
    with camp.transaction():
        left = acts.depart(camp, manifest)
        transfer.print_slips(camp, left.households, out, words=words, other=other)
    return Gone(left.changes, len(left.households), out.getvalue())


def sheet(manifest: bytes, words: Words, camp: Camp) -> bytes:
    """Return the control sheet as a PDF."""
    out, other = BytesIO(), paper.second_language(words)
    reception_paper.print_manifest(camp, manifest, out, words=words, other=other)
    return out.getvalue()


def slips(left: tuple[HouseholdId, ...], words: Words, camp: Camp) -> bytes:
    """Return the slips of those who left as a PDF, once more."""
    out, other = BytesIO(), paper.second_language(words)
    transfer.print_slips(camp, left, out, words=words, other=other)
    return out.getvalue()


def bus_columns(words: Words) -> tuple[Column[Manifest], ...]:
    """Return the columns of a day's manifests."""
    return (
        Column(words("No."), lambda each: str(each.number), 56, trailing=True),
        Column(words("Bus"), lambda each: _bus(each, words), 0),
        Column(words("Time"), lambda each: f"{each.at:%H:%M}", 60, drop=2),
        Column(words("People"), _people, 84, trailing=True),
        Column(words("State"), lambda each: state_of(each, words)[0], 104, drop=1,
               tone=lambda each: state_of(each, words)[1]),
    )  # fmt: skip


def _bus(each: Manifest, words: Words) -> str:
    name = named(each.plate, words)
    if each.destination:
        return words("{bus} to {place}", bus=name, place=isolated(each.destination))
    return f"{name} · {isolated(each.checkpoint)}" if each.checkpoint else name


def _people(each: Manifest) -> str:
    return ltr(f"{each.people:,}" if each.total is None else f"{each.people:,} / {each.total:,}")


def state_of(each: Manifest, words: Words) -> tuple[str, str]:
    """Return how a manifest stands, and in which tone that is shown."""
    if each.closed is None:
        return words("Still open"), "info"
    if each.total is not None and each.people != each.total:
        return words("Differs"), "warn"
    return words("Closed"), "ok"


def aboard_columns(words: Words) -> tuple[Column[Aboard], ...]:
    """Return the columns of the households on a manifest."""
    return (
        Column(words("Card"), lambda each: ltr(written(each.card)), 126),
        Column(words("Head"), lambda each: isolated(called(each.head, each.size, words)), 0),
        Column(words("Persons"), lambda each: str(each.size), 64, trailing=True),
        Column(words("Token"), _token, 104, drop=1),
        Column(words("Place"), lambda each: ltr(each.place), 90, drop=2),
    )


def _token(each: Aboard) -> str:
    return ltr(token_written(each.tokens[0])) if each.tokens else ""
