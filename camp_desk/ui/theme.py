"""Colours and sizes of the window, light and dark, and their contrast."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QPalette

SCALES = (1.0, 1.25, 1.5)
"""The text sizes that can be chosen; they multiply every measure."""

FAMILY = "Vazirmatn"

_LIGHT = {
    "bg": "#EEF2F5", "card": "#FFFFFF", "raised": "#F6F8FA",
    "header": "#0F2A33", "header_text": "#FFFFFF", "header_muted": "#A9C0C8",
    "header_accent": "#4CC2BC", "header_chip": "#263E47", "header_hover": "#1C3640",
    "border": "#D5DDE3", "input_border": "#7C8B97", "line": "#E4EAEE", "track": "#E3E9ED",
    "text": "#16222B", "muted": "#52626E", "faint": "#64727E",
    "primary": "#0B6A6E", "primary_hover": "#095A5E", "primary_text": "#FFFFFF",
    "primary_soft": "#DFF1F0", "primary_soft_text": "#07494C",
    "danger": "#B3261E", "danger_soft": "#FCE9E7", "warn": "#8A4B00", "warn_soft": "#FFF1DC",
    "ok": "#1B6E3C", "ok_soft": "#E2F4E8", "info": "#1F5FA8", "info_soft": "#E5EFFA",
    "hover": "#EDF5F5", "selection": "#D2EBEA", "selection_text": "#0B2F31",
    "female": "#B4538A", "male": "#2F6DB5", "unknown": "#64727E",
}  # fmt: skip
_DARK = {
    "bg": "#0F161B", "card": "#182128", "raised": "#1E2931",
    "header": "#0B1216", "header_text": "#F2F6F8", "header_muted": "#93A7B1",
    "header_accent": "#4CC2BC", "header_chip": "#212A2F", "header_hover": "#1A2227",
    "border": "#2C3943", "input_border": "#72838F", "line": "#27333C", "track": "#2A3740",
    "text": "#E9EFF3", "muted": "#A9B8C2", "faint": "#8D9CA7",
    "primary": "#4CC2BC", "primary_hover": "#6AD0CB", "primary_text": "#062322",
    "primary_soft": "#173A3B", "primary_soft_text": "#A5E6E2",
    "danger": "#FF8A80", "danger_soft": "#43201E", "warn": "#F5B75E", "warn_soft": "#3D2C12",
    "ok": "#6FD08F", "ok_soft": "#16341F", "info": "#86B7F0", "info_soft": "#17304A",
    "hover": "#20303A", "selection": "#1C4446", "selection_text": "#E9F7F6",
    "female": "#E08BBB", "male": "#7FB2EE", "unknown": "#8D9CA7",
}  # fmt: skip

TEXT_PAIRS = (
    ("text", "bg"), ("text", "card"), ("text", "raised"), ("text", "hover"),
    ("muted", "bg"), ("muted", "card"), ("muted", "raised"), ("faint", "card"),
    ("primary_text", "primary"), ("primary_text", "primary_hover"), ("primary", "card"),
    ("primary_soft_text", "primary_soft"), ("selection_text", "selection"),
    ("header_text", "header"), ("header_text", "header_chip"), ("header_muted", "header"),
    ("danger", "card"), ("danger", "danger_soft"), ("warn", "card"), ("warn", "warn_soft"),
    ("ok", "card"), ("ok", "ok_soft"), ("info", "card"), ("info", "info_soft"),
    ("text", "danger_soft"), ("text", "warn_soft"), ("text", "ok_soft"), ("text", "info_soft"),
    ("female", "card"), ("male", "card"),
)  # fmt: skip
"""Text and what it stands on: at least 4.5:1 (WCAG 2.2, 1.4.3)."""

CONTROL_PAIRS = (
    ("input_border", "card"), ("input_border", "bg"), ("primary", "card"), ("primary", "bg"),
    ("danger", "card"), ("ok", "track"), ("warn", "track"), ("danger", "track"),
    ("female", "card"), ("male", "card"), ("unknown", "card"), ("faint", "card"),
    ("header_accent", "header"), ("header_accent", "header_chip"),
)  # fmt: skip
"""Controls and charts and what they stand on: at least 3:1 (WCAG 2.2, 1.4.11)."""

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "primary_text",
    QPalette.ColorRole.ToolTipBase: "header",
    QPalette.ColorRole.ToolTipText: "header_text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Link: "info",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Accent: "primary",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """One way to paint the window: light or dark, at one text size."""

    dark: bool = False
    scale: float = 1.0
    colours: MappingProxyType[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        chosen = _DARK if self.dark else _LIGHT
        object.__setattr__(self, "colours", MappingProxyType(chosen))

    def px(self, n: float) -> int:
        """Return a measure given at 100 % in pixels at this text size, at least 1."""
        return max(1, round(n * self.scale))

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        return QColor(self.colours[token])

    def font(self, size: float = 14, weight: int = 400) -> QFont:
        """Return the family at a size in pixels at 100 % and a weight of 400 to 700.

        Its figures all have one width, so that numbers stand below one another.
        """
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def palette(self) -> QPalette:
        """Return the colours for what Qt paints by itself."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written as #RRGGBB, from 1 to 21.

    Source: WCAG 2.2, definitions of contrast ratio and relative luminance.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    low = 0.04045
    red, green, blue = (
        part / 12.92 if part <= low else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
