"""The errors that an officer can do something about."""

from camp_desk.domain.words import N_


class CampDeskError(Exception):
    """Never raised itself.  Anything else that is raised is a bug.

    Says what happened and what to do about it as a message key with values; the
    screen, the paper or the command line turns it into a sentence in its language.
    """

    message = ""
    advice = ""

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return " ".join(part.format(**self.values) for part in (self.message, self.advice) if part)


class NotAllowed(CampDeskError):
    """The officer's role does not cover what was asked."""

    message = N_("Your role does not allow this.")
    advice = N_("Ask a supervisor.")


class Retired(NotAllowed):
    """The officer works in the camp no more."""

    message = N_("You have been retired from this camp.")
    advice = N_("You can still sync what was recorded here; a supervisor can take you back.")
