"""Buses: manifests of those who come and of those who leave."""

from camp_desk.ui.buses.dialog import BusesDialog

__all__ = ["BusesDialog"]
