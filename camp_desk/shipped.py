"""What travels with the program: fonts, icons, catalogues, translations, help."""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "ar", "ckb")
"""The languages that the program can be switched to, by their ISO 639 codes."""


def resources() -> Path:
    """Return the folder of shipped files: inside an installed program, beside its source."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def font(name: str) -> Path:
    """Return the path of a shipped font file."""
    return resources() / "fonts" / name


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English is what the program is written in."""
    return gettext.translation("camp_desk", resources() / "translations", [language], fallback=True)
