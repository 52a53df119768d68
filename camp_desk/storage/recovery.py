"""The recovery key: an age identity that exists on paper only, and how people write it."""

from __future__ import annotations

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_
from camp_desk.storage.keys import hashable, recipient

_IDENTITY = "AGE-SECRET-KEY-1"
_GROUP_LETTERS = 6


class MistypedRecoveryKey(CampDeskError):
    """What was typed is no recovery key: letters are wrong, missing or too many."""

    message = N_("This is not a recovery key: a letter is wrong, missing or too many.")
    advice = N_("Compare it with the recovery sheet group by group.")


def recovery_key(untrusted_key: str) -> str:
    """Return a recovery key as age writes it, from what was typed or scanned.

    Spaces, lines, dashes and case do not matter, nor does it if the part that all keys share
    is left out.  Letters that do not occur in such keys are read as what they look like.

    Raises:
        MistypedRecoveryKey: Its checksum says that it is none.
    """
    start = hashable(_IDENTITY).upper()
    body = hashable(untrusted_key).upper().removeprefix(start)
    identity = _IDENTITY + body.translate(str.maketrans("1IOB", "LL08"))
    try:
        recipient(identity)
    except ValueError:
        raise MistypedRecoveryKey from None
    return identity


def recovery_groups(identity: str) -> list[str]:
    """Return a recovery key in groups of at most six letters, as the recovery sheet prints it.

    The groups leave out what all keys share; recovery_key() reads them.
    """
    body = identity.removeprefix(_IDENTITY)
    return [body[at : at + _GROUP_LETTERS] for at in range(0, len(body), _GROUP_LETTERS)]
