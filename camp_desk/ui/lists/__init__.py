"""Taking in a list of arrivals: choose, look at what was understood, take in, see what came."""

from camp_desk.ui.lists.dialog import ListDialog

__all__ = ["ListDialog"]
