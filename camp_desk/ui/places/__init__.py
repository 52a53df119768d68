"""The plan of the camp: shelters drawn by sector and block, and who lives in them."""

from camp_desk.ui.places.dialog import PlanDialog

__all__ = ["PlanDialog"]
