"""What this computer remembers: language, look, and the camps opened last."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from camp_desk.shipped import LANGUAGES
from camp_desk.ui.theme import SCALES

LANGUAGES_BY_NAME = (("en", "English"), ("ar", "العربية"), ("ckb", "کوردیی ناوەندی"))
"""The languages by their own names."""

_KEPT = 6
_LEAST_WIDE = 800
"""Pixels that the window needs across at 100 %."""


@dataclass(frozen=True, slots=True)
class Settings:
    """This computer's settings; a camp's own are in its journal."""

    language: str = "en"
    dark: bool = False
    scale: float = 1.0
    recent: tuple[str, ...] = ()
    """Paths of camps, the last opened first."""

    def opened(self, camp: Path) -> Settings:
        """Return the settings after a camp was opened."""
        path = str(camp)
        others = tuple(each for each in self.recent if each != path)
        return replace(self, recent=(path, *others)[:_KEPT])

    def forgotten(self, camp: str) -> Settings:
        """Return the settings without a camp that is gone."""
        return replace(self, recent=tuple(each for each in self.recent if each != camp))

    def next_scale(self, width: int) -> Settings:
        """Return the settings with the next larger text, after the largest the smallest.

        Args:
            width: Of the screen in pixels: text that leaves the tabs no room is left out.
        """
        fitting = [scale for scale in SCALES if scale == SCALES[0] or scale * _LEAST_WIDE <= width]
        larger = (scale for scale in fitting if scale > self.scale)
        return replace(self, scale=next(larger, fitting[0]))


class SettingsFile:
    """The settings in a small JSON file; a broken one counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self, language: str = "en") -> Settings:
        """Return what was kept, with defaults for all that cannot be read, the language first."""
        try:
            untrusted_values = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return Settings(language=language)
        if not isinstance(untrusted_values, dict):
            return Settings(language=language)
        return _checked({"language": language, **untrusted_values})

    def save(self, settings: Settings) -> None:
        """Keep the settings; a folder that cannot be written is no reason to stop work."""
        new = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
            new.replace(self._path)
        except OSError:
            return


def _checked(untrusted_values: dict[str, Any]) -> Settings:
    default = Settings()
    language = untrusted_values.get("language")
    scale = untrusted_values.get("scale")
    recent = untrusted_values.get("recent")
    return Settings(
        language=language if language in LANGUAGES else default.language,
        dark=untrusted_values.get("dark") is True,
        scale=float(scale) if isinstance(scale, int | float) and scale in SCALES else 1.0,
        recent=tuple(each for each in recent if isinstance(each, str))[:_KEPT]
        if isinstance(recent, list)
        else (),
    )
