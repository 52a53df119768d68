"""Tokens and wristbands: made, printed, marked and looked up."""

from camp_desk.ui.tokens.dialog import TokensDialog

__all__ = ["TokensDialog"]
