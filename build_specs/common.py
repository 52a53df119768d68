"""What the three specs share; plain Python, so that the tests can read it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "build_specs"
NAME = "camp-desk"
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
SCRIPT = str(ROOT / "camp_desk" / "__main__.py")

NOT_SHIPPED = {"pictures"}
"""Folders of resources/ that only the README shows."""

EXCLUDES = [
    "numpy",
    "tkinter",
    "_tkinter",
    "pydoc",
    "doctest",
    "pytest",
    "_pytest",
    "pip",
    "setuptools",
    "babel",
    "PIL.ImageTk",
    "PIL.ImageQt",
    "PIL._avif",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
    "PySide6.QtXml",
    "PySide6.QtConcurrent",
]
"""Modules that are never imported by the program; the window is drawn without OpenGL."""

QT_LANGUAGES = {"en", "ar"}
"""Qt's own dialogs are translated into these of our languages, and not into Sorani."""

UNUSED_PLUGINS = (
    "qeglfs",
    "qlinuxfb",
    "qminimalegl",
    "qvnc",
    "qvkkhrdisplay",
    "qgtk3",
    "egldeviceintegrations",
    "qtvirtualkeyboard",
    "qpdf.",
    "qwebp",
    "qtiff",
    "qicns",
    "qtga",
    "qwbmp",
    "qtuiotouch",
    "qevdev",
    "networkinformation",
    "qmlls",
    "/tls/",
    "sqldrivers",
    "qdirect2d",
)
UNUSED_LIBRARIES = (
    "libQt6EglFS",
    "libQt6EglFs",
    "libgtk-3",
    "libgdk-3",
    "libgnutls",
    "libp11-kit",
    "libunistring",
    "libcairo",
    "libpango",
    "libharfbuzz",
    "libepoxy",
    "libatk",
    "libatspi",
    "libgdk_pixbuf",
    "libgcrypt",
    "libavahi",
    "libhogweed",
    "libnettle",
    "Qt6Pdf",
    "Qt6Quick",
    "Qt6Qml",
    "Qt6VirtualKeyboard",
    "opengl32sw",
)

Data = tuple[str, str]
"""A file or folder, and the folder of the built program that it goes to."""


def resources() -> list[Data]:
    """Return what travels with the program."""
    inside = "camp_desk/resources"
    entries = sorted((ROOT / "resources").iterdir())
    return [
        (str(entry), f"{inside}/{entry.name}" if entry.is_dir() else inside)
        for entry in entries
        if entry.name not in NOT_SHIPPED
    ]


def modules() -> list[str]:
    """Return every module of the program: some are imported only when first used."""
    paths = sorted((ROOT / "camp_desk").rglob("*.py"))
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths)
    return [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]


def hidden_imports() -> list[str]:
    """Return the modules that are loaded without an import statement that can be seen."""
    return [*modules(), "sqlcipher3", "sqlite_utils", "pyrage", "uharfbuzz", "argon2"]


def bundled() -> Iterator[Distribution]:
    """Yield the installed libraries that the program needs, each once."""
    waiting, seen = [NAME], {"pip"}
    while waiting:
        name = waiting.pop()
        if name.lower() in seen:
            continue
        seen.add(name.lower())
        try:
            found = distribution(name)
        except PackageNotFoundError:  # needed on another system only
            continue
        yield found
        required = (entry for entry in found.requires or [] if "extra ==" not in entry)
        waiting += [name[0] for entry in required if (name := re.match(r"[\w.-]+", entry))]


def licences() -> list[Data]:
    """Return the licence files of the bundled libraries, in a folder for each."""
    return [
        (str(file.locate()), f"camp_desk/resources/licences/{library.name}")
        for library in bundled()
        for file in library.files or []
        if re.match(r"(licen[cs]e|copying|notice)", file.name, re.IGNORECASE)
        and file.name.rpartition(".")[2] != "py"
    ]


def keep(entry: tuple[str, ...]) -> bool:
    """Tell whether a collected file is used; ``entry`` begins with where it would go."""
    destination = entry[0].replace("\\", "/")
    name = destination.rpartition("/")[2]
    if "PySide6" in destination and "/translations/" in destination:
        return name.startswith("qtbase_") and name[7:-3].split("_")[0] in QT_LANGUAGES
    if "/plugins/" in destination and any(part in destination for part in UNUSED_PLUGINS):
        return False
    if ".libs/" in destination:  # a wheel's own libraries, which need each other
        return True
    return not any(part in name for part in UNUSED_LIBRARIES)
