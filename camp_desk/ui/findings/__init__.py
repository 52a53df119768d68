"""Findings: what a person must decide, one after the other."""

from camp_desk.ui.findings.dialog import FindingsDialog

__all__ = ["FindingsDialog"]
