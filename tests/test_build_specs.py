"""The three specs are run with recorders in the place of PyInstaller's classes, on any system."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BUILD_SPECS = Path(__file__).resolve().parent.parent / "build_specs"
SPECS = ("linux.spec", "windows.spec", "macos.spec")

ACCEPTED = {
    "Analysis": {"pathex", "binaries", "datas", "hiddenimports", "excludes", "hookspath"},
    "PYZ": set[str](),
    "EXE": {"exclude_binaries", "name", "console", "icon", "version", "strip", "upx"},
    "COLLECT": {"name", "strip", "upx"},
    "BUNDLE": {"name", "icon", "bundle_identifier", "version", "info_plist"},
}
"""The arguments of PyInstaller's classes that the specs may use."""


class Recorder:
    """Stands in for one call of a PyInstaller class, and keeps what it was given."""

    def __init__(
        self, kind: str, arguments: tuple[object, ...], options: dict[str, object]
    ) -> None:
        unknown = set(options) - ACCEPTED[kind]
        assert not unknown, f"{kind} has no {unknown}"
        self.kind = kind
        self.arguments = arguments
        self.options = options
        self.pure: list[object] = []
        self.scripts: list[object] = []
        self.binaries = [("PySide6/Qt/plugins/imageformats/libqwebp.so", "", "BINARY")]
        self.datas = [("camp_desk/resources/changes.md", "", "DATA")]


@pytest.fixture
def common(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return build_specs/common.py, imported as the specs import it."""
    spec = importlib.util.spec_from_file_location("common", BUILD_SPECS / "common.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "common", module)
    return module


def run(name: str, monkeypatch: pytest.MonkeyPatch) -> list[Recorder]:
    """Execute a spec and return its calls in order."""
    calls: list[Recorder] = []

    def recorder(kind: str) -> Callable[..., Recorder]:
        def call(*arguments: object, **options: object) -> Recorder:
            calls.append(Recorder(kind, arguments, options))
            return calls[-1]

        return call

    monkeypatch.setattr(sys, "path", list(sys.path))
    path = BUILD_SPECS / name
    names: dict[str, object] = {kind: recorder(kind) for kind in ACCEPTED}
    exec(  # noqa: S102  our own file, and the way that PyInstaller runs it
        compile(path.read_text("utf-8"), str(path), "exec"),
        names | {"SPECPATH": str(BUILD_SPECS), "SPEC": str(path)},
    )
    return calls


def strings(value: object) -> list[str]:
    """Return a recorded list of strings."""
    assert isinstance(value, list)
    return value


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.usefixtures("common")
def test_a_spec_names_only_files_that_are_there(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    analysis, *others = run(name, monkeypatch)

    assert analysis.kind == "Analysis"
    assert [Path(script).is_file() for script in strings(analysis.arguments[0])] == [True]
    datas = analysis.options["datas"]
    assert isinstance(datas, list)
    assert [source for source, _ in datas if not Path(source).exists()] == []
    files = [str(each.options[key]) for each in others for key in ("icon",) if key in each.options]
    assert [file for file in files if not Path(file).is_file()] == []


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.usefixtures("common")
def test_a_spec_compresses_nothing_that_scanners_take_for_a_virus(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = run(name, monkeypatch)

    packed = [each for each in calls if each.kind in {"EXE", "COLLECT"}]
    assert packed
    assert all(each.options["upx"] is False for each in packed)


@pytest.mark.usefixtures("common")
def test_windows_has_a_program_for_the_window_and_one_for_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = run("windows.spec", monkeypatch)

    programs = {
        each.options["name"]: each.options["console"] for each in calls if each.kind == "EXE"
    }
    assert programs == {"CampDesk": False, "camp-desk": True}


@pytest.mark.parametrize("name", SPECS)
def test_what_is_imported_late_is_named_and_can_be_found(
    name: str, common: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = run(name, monkeypatch)[0]

    hidden = strings(analysis.options["hiddenimports"])
    others = [each for each in hidden if not each.startswith("camp_desk")]
    assert [each for each in others if importlib.util.find_spec(each) is None] == []
    excluded = set(strings(analysis.options["excludes"]))
    assert not excluded & set(hidden)
    assert set(hidden) >= {"camp_desk.cli", "camp_desk.app", "sqlcipher3"} | set(common.modules())


def test_every_file_of_the_resources_is_shipped_but_the_pictures(common: ModuleType) -> None:
    shipped = {Path(source).name: target for source, target in common.resources()}

    assert shipped["fonts"] == "camp_desk/resources/fonts"
    assert shipped["changes.md"] == "camp_desk/resources"
    assert "pictures" not in shipped


def test_the_licences_of_the_bundled_libraries_travel_with_the_program(common: ModuleType) -> None:
    folders = {target.rpartition("/")[2].lower() for _, target in common.licences()}

    assert folders >= {"sqlcipher3", "reportlab", "cryptography", "pillow"}


@pytest.mark.parametrize(
    ("destination", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqwebp.so", False),
        ("PySide6/Qt/translations/qtbase_ar.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qt_help_ar.qm", False),
        ("libgtk-3.so.0", False),
        ("pillow.libs/libharfbuzz-fb49c9fc.so.0", True),
        ("camp_desk/resources/fonts/Vazirmatn-Regular.ttf", True),
    ],
)
def test_only_what_the_program_uses_is_kept(
    destination: str,
    kept: bool,  # noqa: FBT001  a column of the table above
    common: ModuleType,
) -> None:
    assert common.keep((destination, "", "BINARY")) is kept


def test_the_version_on_windows_is_the_one_of_the_project(common: ModuleType) -> None:
    shown = (BUILD_SPECS / "version_info.txt").read_text("utf-8")
    project = tomllib.loads((BUILD_SPECS.parent / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == common.VERSION
    assert set(re.findall(r"Version', '([\d.]+)'", shown)) == {common.VERSION}
    numbers = ", ".join([*common.VERSION.split("."), "0"])
    assert f"filevers=({numbers}), prodvers=({numbers})" in shown
