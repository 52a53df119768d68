"""Needs that go along when two households are joined, and that end when a head refuses."""

from __future__ import annotations

import hashlib

from camp_desk.domain.ids import PersonId
from camp_desk.storage import needs
from camp_desk.storage.camp import Camp, Entry


def carry_over(camp: Camp, entry: Entry, source: PersonId, to: PersonId) -> None:
    """Put the needs that somebody has on one card of a joined family into the other card's entry.

    Every desk that joins the two gives them the same ids.
    """
    known = {each.code for each in needs.standing(camp.db, to)}
    for each in needs.standing(camp.db, source):
        if each.code not in known:
            id_ = hashlib.blake2b(to + each.id, digest_size=16).digest()
            entry.add(
                "need",
                id_,
                {
                    "person": to,
                    "code": each.code,
                    "pending": int(each.pending),
                    "day": each.day,
                    "at": each.at,
                    "desk": each.desk,
                    "officer": each.officer_id,
                },
            )


def take_back(camp: Camp, entry: Entry, person: PersonId) -> None:
    """Take back what stands of somebody whose family refuses to be named."""
    for each in needs.standing(camp.db, person):
        entry.add(
            "need",
            camp.new_id(),
            {
                "person": person,
                "code": each.code,
                "day": camp.today().isoformat(),
                "at": camp.now().isoformat(timespec="seconds"),
                "desk": int(camp.desk),
                "officer": camp.officer.id,
                "reverses": each.id,
            },
        )
