"""Why a file from outside is not taken in, each a sentence that an officer understands."""

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_


class Refused(CampDeskError):
    """Never raised itself: a file was refused, and nothing was touched."""


class NotASegment(Refused):
    """Something else altogether."""

    message = N_("This file was not written by Camp Desk.")
    advice = N_("It was left alone; nothing needs to be done.")


class ForeignCamp(Refused):
    """A whole segment of another camp."""

    message = N_("This file belongs to another camp.")
    advice = N_("It was left alone; look whether this is the right stick.")


class ForgedSegment(Refused):
    """Not signed by a certified desk, or signed and yet not what a desk writes."""

    message = N_("This file was not written by a desk of this camp, though it says so.")
    advice = N_("It was not taken in; tell a supervisor who has held this stick.")


class ShutOutDesk(ForgedSegment):
    """Written by a desk after it was shut out."""

    message = N_("This file was written by desk {desk} after it was shut out of the camp.")
    advice = N_("It was not taken in; tell a supervisor who has held this stick.")


class DamagedSegment(Refused):
    """Bits flipped, or the end is missing."""

    message = N_("This file is damaged or was not copied to its end.")
    advice = N_("Sync this stick again with the laptop that the file came from.")


class WrongKey(Refused):
    """A genuine segment that this desk has no key for; it can be carried all the same."""

    message = N_("This laptop has no key for segment {number} of desk {desk}.")
    advice = N_("It is carried on to other laptops; ask a supervisor to invite this laptop anew.")


class TooLarge(Refused):
    """Larger than anything that a desk writes."""

    message = N_("This file is larger than any that Camp Desk writes.")
    advice = N_("It was left alone; tell a supervisor who has held this stick.")


class NewerFormat(Refused):
    """Written by a later version of the program."""

    message = N_("This file was written by a newer version of Camp Desk.")
    advice = N_("Install the newer version on this laptop, then sync again.")
