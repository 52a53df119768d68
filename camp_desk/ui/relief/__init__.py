"""Household items: what a family is given or lent, and what is lent to all families."""

from camp_desk.ui.relief.dialog import ReliefDialog
from camp_desk.ui.relief.out import LentOutDialog

__all__ = ["LentOutDialog", "ReliefDialog"]
