"""What is on the form, to be put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from camp_desk.domain.registration import Registration


@dataclass(frozen=True, slots=True)
class State:
    """A draft, with the registration that it completes and what the form is called meanwhile."""

    draft: Mapping[str, Any]
    editing: object
    kept: Registration | None
    title: str
