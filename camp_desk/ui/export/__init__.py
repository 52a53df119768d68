"""Taking a list out of the camp: which list, which columns, for whom."""

from camp_desk.ui.export.dialog import ExportDialog

__all__ = ["ExportDialog"]
