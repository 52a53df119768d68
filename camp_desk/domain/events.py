"""What happens to a household and its members, as dated facts."""

from __future__ import annotations

from enum import StrEnum

from camp_desk.domain.statuses import Status


class EventKind(StrEnum):
    """What happened; each is a row that stays."""

    BIRTH = "birth"
    NEWCOMER = "newcomer"
    DEATH = "death"
    LEFT = "left"
    WITHDRAWN = "withdrawn"
    TAKEN_OUT = "taken-out"
    ON_HOLD = "on-hold"
    ABSENT = "absent"
    DUPLICATE = "duplicate"
    RETURNED = "returned"
    SPLIT_OFF = "split-off"
    SPLIT_FROM = "split-from"
    MOVED_OUT = "moved-out"
    MOVED_IN = "moved-in"
    HEAD = "head"
    CARD = "card"
    COLLECTOR = "collector"
    GRADE = "grade"
    CONSENT = "consent"
    TAKEN_BACK = "taken-back"


OF_STATUS = {
    EventKind.DEATH: frozenset({Status.DECEASED}),
    EventKind.LEFT: frozenset({Status.DEPARTED_ONWARD, Status.DEPARTED_RETURN}),
    EventKind.WITHDRAWN: frozenset({Status.WITHDRAWN}),
    EventKind.ON_HOLD: frozenset({Status.ON_HOLD}),
    EventKind.ABSENT: frozenset({Status.INACTIVE_ABSENT}),
    EventKind.DUPLICATE: frozenset({Status.DUPLICATE}),
    EventKind.RETURNED: frozenset({Status.ACTIVE}),
}
"""The statuses that events of a kind may set."""

TO_CONFIRM = (EventKind.DEATH, EventKind.LEFT, EventKind.WITHDRAWN)
"""What a second person confirms."""


CAME = (EventKind.BIRTH, EventKind.NEWCOMER)
"""By these somebody became a member who was none before."""


def kind_for(status: Status) -> EventKind:
    """Return which event sets a status.

    >>> kind_for(Status.DECEASED).value
    'death'
    """
    return next(kind for kind, statuses in OF_STATUS.items() if status in statuses)


_PARTNERS = {"WIF", "COW", "HUS"}
_SWITCHED = {
    # who becomes the head: what the others are then, by what they were
    "partner": {"SON": "SON", "DAU": "DAU", "GSO": "GSO", "GDA": "GDA"},
    "child": {
        "SON": "BRO", "DAU": "SIS", "BRO": "UNC", "SIS": "AUN", "FAT": "GPA", "MOT": "GMA",
        "WIF": "MOT", "HUS": "FAT",
    },
    "sibling": {
        "BRO": "BRO", "SIS": "SIS", "FAT": "FAT", "MOT": "MOT", "SON": "NEP", "DAU": "NIE",
    },
    "parent": {"BRO": "SON", "SIS": "DAU", "SON": "GSO", "DAU": "GDA", "WIF": "DIL", "HUS": "SIL"},
}  # fmt: skip
_KIND_OF_HEAD = {
    **dict.fromkeys(_PARTNERS, "partner"),
    **dict.fromkeys(("SON", "DAU"), "child"),
    **dict.fromkeys(("BRO", "SIS"), "sibling"),
    **dict.fromkeys(("FAT", "MOT"), "parent"),
}


def related_to_new_head(head: str, other: str) -> str:
    """Return what somebody is to a new head, or "" where it does not follow and is to be asked.

    Args:
        head: What the new head was to the old one.
        other: What the other was to the old one.

    >>> related_to_new_head("WIF", "SON"), related_to_new_head("SON", "GSO")
    ('SON', '')
    """
    return _SWITCHED.get(_KIND_OF_HEAD.get(head, ""), {}).get(other, "")


def old_head_to_new(head: str, *, female: bool) -> str:
    """Return what the old head is to the new one, who was ``head`` to the old one.

    >>> old_head_to_new("SON", female=False)
    'FAT'
    """
    kind = _KIND_OF_HEAD.get(head, "")
    pairs = {
        "partner": ("HUS", "WIF"), "child": ("FAT", "MOT"), "sibling": ("BRO", "SIS"),
        "parent": ("SON", "DAU"),
    }  # fmt: skip
    return pairs[kind][female] if kind else ""
