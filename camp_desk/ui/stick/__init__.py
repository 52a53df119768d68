"""Sticks: exchanging with other laptops, and inviting one more."""

from camp_desk.ui.stick.dialog import StickDialog

__all__ = ["StickDialog"]
