"""Findings: what a person must decide, one after the other."""

from camp_desk.ui.findings.dialog import FindingsDialog
from camp_desk.ui.findings.whole_camp import WholeCampDialog

__all__ = ["FindingsDialog", "WholeCampDialog"]
