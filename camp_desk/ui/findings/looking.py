"""What is read for the dialog of findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from camp_desk.actions.duplicates import PAIRS
from camp_desk.domain.catalogue import Item
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.roles import Right
from camp_desk.storage.changes import Id
from camp_desk.storage.findings import Finding, Kind, Proposal
from camp_desk.storage.households import Household
from camp_desk.storage.views import Views


@dataclass(frozen=True, slots=True)
class Open:
    """What is open, and the catalogue that the sentences name items from."""

    findings: tuple[Finding, ...]
    items: dict[str, Item]


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding with what it is about; of two households the one that stands for both first."""

    finding: Finding
    today: date
    households: tuple[Household, ...] = ()
    proposal: Proposal | None = None
    alone: bool = False
    """Whether nobody else could confirm it."""


_CONFIRMED_WITH = {
    Kind.AWAITING_CONFIRMATION: Right.DECIDE,
    Kind.NAMES_EXPORTED: Right.DECIDE,
    Kind.EVENT_AWAITING: Right.REGISTER,
    Kind.LOSS_AWAITING: Right.MOVE_STOCK,
}


def all_open(views: Views) -> Open:
    """Return the findings that are open."""
    return Open(tuple(views.findings()), views.items())


def look_at(finding: Finding, views: Views) -> Looked:
    """Return a finding with the households that it is about."""
    right = _CONFIRMED_WITH.get(finding.kind)
    alone = right is not None and views.confirms_alone(right)
    return replace(_look_at(finding, views), alone=alone)


def _look_at(finding: Finding, views: Views) -> Looked:
    if finding.kind in PAIRS:
        found = [views.standing(HouseholdId(_bytes(id_))) for id_ in finding.subjects]
        known = (each for each in found if each and each.registration.members)
        pair = sorted(known, key=lambda each: each.id)
        return Looked(finding, views.today(), tuple(pair))
    if finding.kind is Kind.AWAITING_CONFIRMATION:
        cards = (views.by_number(_number(finding.facts[side])) for side in ("card_a", "card_b"))
        joined = [views.household(each) for each in cards if each is not None]
        return Looked(finding, views.today(), tuple(each for each in joined if each))
    if finding.kind is Kind.LIST_ROW_CHANGED:
        proposal = views.proposal(_bytes(finding.subjects[0]))
        ours = views.household(proposal.household) if proposal else None
        return Looked(finding, views.today(), (ours,) if ours else (), proposal)
    return Looked(finding, views.today())


def _number(card: object) -> int:
    assert isinstance(card, int)  # noqa: S101  for the type checker
    return card


def _bytes(id_: Id) -> bytes:
    assert isinstance(id_, bytes)  # noqa: S101  for the type checker
    return id_
