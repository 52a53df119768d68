"""Who may do what: one table."""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    """Something that not every officer may do."""

    REGISTER = "register"
    SEE_NAMES = "see-names"
    SEE_NEEDS = "see-needs"
    PRINT_CARDS = "print-cards"
    MOVE_STOCK = "move-stock"
    SEE_STOCK = "see-stock"
    PLAN = "plan"
    HAND_OVER = "hand-over"
    SYNC = "sync"
    DECIDE = "decide"
    MANAGE = "manage"


class Role(StrEnum):
    """What an officer is in the camp."""

    REGISTRAR = "registrar"
    STOREKEEPER = "storekeeper"
    DISTRIBUTOR = "distributor"
    SUPERVISOR = "supervisor"


RIGHTS = {
    Role.REGISTRAR: frozenset(
        {Right.REGISTER, Right.SEE_NAMES, Right.SEE_NEEDS, Right.PRINT_CARDS, Right.SYNC},
    ),
    Role.STOREKEEPER: frozenset({Right.MOVE_STOCK, Right.SEE_STOCK, Right.SYNC}),
    Role.DISTRIBUTOR: frozenset(
        {Right.SEE_NAMES, Right.SEE_STOCK, Right.PLAN, Right.HAND_OVER, Right.SYNC},
    ),
    Role.SUPERVISOR: frozenset(Right),
}


def may(role: Role, right: Right) -> bool:
    """Tell whether a role covers a right."""
    return right in RIGHTS[role]
