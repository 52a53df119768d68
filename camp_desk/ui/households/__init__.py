"""One household: who is in it, what happened to it, and what happens now."""

from camp_desk.ui.households.dialog import HouseholdDialog

__all__ = ["HouseholdDialog"]
