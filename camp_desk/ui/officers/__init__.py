"""Who works in the camp."""

from camp_desk.ui.officers.dialog import OfficersDialog

__all__ = ["OfficersDialog"]
