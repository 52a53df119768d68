"""Values that desks disagree about, as an officer reads them."""

from __future__ import annotations

from camp_desk.actions.finding_words import value_said
from camp_desk.domain.words import Words
from camp_desk.storage.changes import Value
from camp_desk.storage.findings import Finding
from camp_desk.storage.households import read_counts
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.families import brackets, sex_name
from camp_desk.ui.findings.decisions import Candidate


def candidates(finding: Finding, words: Words) -> tuple[Candidate, ...]:
    """Return what desks wrote into a field, the one that stands first."""
    values = finding.facts["values"]
    return tuple(
        Candidate(value, ltr(f"{int(desk):03d}"), said(finding, value, words))
        for desk, value in (values if isinstance(values, list) else ())
    )


def said(finding: Finding, value: Value, words: Words) -> str:
    """Return a value of a field as it is shown."""
    field = str(finding.facts["field"])
    if value is None or value == "":
        return words("empty")
    if field == "sex":
        return sex_name(str(value), words)
    counts = read_counts(str(value)) if field == "counts" else None
    return brackets(counts) if counts else isolated(value_said(finding.facts, value, words))
