"""Specific needs: setting those of a member, and what the camp asks for and counts."""

from camp_desk.ui.needs.camp import CampNeedsDialog
from camp_desk.ui.needs.dialog import NeedsDialog
from camp_desk.ui.needs.form import FormNeeds

__all__ = ["CampNeedsDialog", "FormNeeds", "NeedsDialog"]
