"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from camp_desk import __version__, shipped

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "camp_desk").rglob("*.py"))
PYTHON = SOURCES + sorted(
    path for folder in ("tests", "build_specs") for path in (ROOT / folder).rglob("*.py")
)
ENTRIES = {
    "camp_desk", "resources", "tests", "build_specs", "pyproject.toml", "LICENSE", "README.md",
}  # fmt: skip
NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "webbrowser", "xmlrpc",
}  # fmt: skip
"""What a program without a network has no use for.  (urllib.parse only takes text apart.)"""

LATE = {"reportlab", "sqlite_utils", "pypdfium2", "openpyxl", "uharfbuzz", "fontTools"}
"""Libraries that cost half a second together and are imported when first used."""

WITHOUT_QT = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, NoQt())
failed = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError as error:
        failed.append(f"{name}: {error}")
print("; ".join(failed))
"""


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    """Return build_specs/translations.py, which reads sources and catalogues."""
    spec = importlib.util.spec_from_file_location(
        "build_translations", ROOT / "build_specs" / "translations.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tracked() -> list[str]:
    """Return the files that git keeps, or skip where this is not a checkout."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("the root's entries are known only in a git checkout")
    listed = subprocess.run(  # noqa: S603  git itself, with fixed arguments
        [git, "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("git does not open this checkout")
    return [name for name in listed.stdout.split("\0") if name]


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def module_name(path: Path) -> str:
    """Return the name that a source file is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def python(program: str, *arguments: str) -> str:
    """Run a program in a new Python and return what it printed."""
    return subprocess.run(  # noqa: S603  this Python, with a program from above
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout.strip()


def test_the_root_holds_only_the_entries_of_the_product() -> None:
    entries = {name.partition("/")[0] for name in tracked()}

    assert {entry for entry in entries if not entry.startswith(".")} <= ENTRIES


def test_everything_but_the_window_loads_without_qt() -> None:
    names = [module_name(path) for path in SOURCES]
    below = [name for name in names if not re.match(r"camp_desk\.(ui\b|app$|__main__$)", name)]

    assert len(below) > 20
    assert python(WITHOUT_QT, *below) == ""


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    loaded = python("import camp_desk.cli, sys; print(*sys.modules)").split()

    assert LATE & set(loaded) == set()


def test_only_the_window_and_the_self_test_name_qt() -> None:
    naming = {
        module_name(path)
        for path in SOURCES
        if any(name.partition(".")[0] == "PySide6" for name in imported(path))
    }

    allowed = re.compile(r"camp_desk\.(ui\b|app$|selftest$)")
    assert {name for name in naming if not allowed.match(name)} == set()


def test_nothing_in_the_program_reaches_for_the_network() -> None:
    reaching = [
        f"{module_name(path)}: {name}"
        for path in SOURCES
        for name in imported(path)
        if name.partition(".")[0] in NETWORK and name != "urllib.parse"
    ]

    assert reaching == []


def test_only_the_storage_speaks_sql() -> None:
    running = {"execute", "executemany", "executescript"}
    speaking = [
        f"{module_name(path)}:{node.lineno}"
        for path in SOURCES
        if not module_name(path).startswith("camp_desk.storage.")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in running
    ]

    assert speaking == []


def test_no_python_file_is_longer_than_400_lines() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PYTHON}

    assert [f"{path.name}: {n}" for path, n in lengths.items() if n > 400] == []


def test_no_source_names_the_computer_that_it_was_written_on() -> None:
    somebodys = re.compile(
        r"(?<![\w.])/(?:(?:home|Users)/\w+/|root/|work/|tmp/)\w|\b[A-Z]:\\\\?Users"
    )
    naming = [path.name for path in PYTHON if somebodys.search(path.read_text("utf-8"))]

    assert naming == []


def test_nothing_is_left_for_later_in_the_sources() -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    unfinished = [path.name for path in PYTHON if later.search(path.read_text("utf-8"))]

    assert unfinished == []


def test_the_licences_of_fonts_icons_and_qt_are_there() -> None:
    resources = shipped.resources()

    assert "SIL OPEN FONT LICENSE" in (resources / "fonts" / "OFL.txt").read_text("utf-8")
    assert "ISC License" in (resources / "icons" / "LICENSE").read_text("utf-8")
    assert "LESSER GENERAL" in (resources / "licences" / "LGPL-3.0.txt").read_text("utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


def test_the_notices_name_every_library_the_program_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    notices = (shipped.resources() / "licences" / "notices.md").read_text("utf-8")
    names = [re.split(r"[<>=~! ]", line)[0] for line in project["dependencies"]]

    assert [name for name in names if f"| {name}" not in notices] == []


def test_the_changes_have_a_line_for_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    changes = (shipped.resources() / "changes.md").read_text("utf-8")

    assert __version__ == project["version"]
    _, heading, rest = changes.partition(f"\n## {project['version']}")
    assert heading
    assert "* " in rest.split("\n## ")[0]


def test_every_file_and_picture_that_the_readme_names_is_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"\]\((?!https?:|#)([^)]+)\)", readme))

    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_message_in_the_sources_is_in_the_template(catalogues: ModuleType) -> None:
    kept = {str(entry.id) for entry in catalogues.entries(catalogues.read(catalogues.TEMPLATE))}
    written = {str(entry.id) for entry in catalogues.entries(catalogues.extract())}

    assert sorted(written - kept) == []
    assert sorted(kept - written) == []


def test_messages_are_found_wherever_they_are_written(catalogues: ModuleType) -> None:
    source = """
class Full(Error):
    message = N_("Full.")
def show(words, n, wide):
    label(words("A {n}" if wide else "B", n=n), self._words(other), words.plural("c", "{n} cs", n))
"""

    assert list(catalogues.messages(source)) == ["Full.", "A {n}", "B", ("c", "{n} cs")]


def test_a_message_put_together_at_run_time_is_refused(catalogues: ModuleType) -> None:
    with pytest.raises(catalogues.NotALiteral):
        list(catalogues.messages('words(f"{n} cards")'))


def test_what_is_taken_in_for_arabic_stays_out_of_kurdish(
    catalogues: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(catalogues, "TEMPLATE", tmp_path / "camp_desk.pot")
    (tmp_path / "new.json").write_text('{"Everyone": {"ar": "الجميع"}}', "utf-8")
    catalogues.main([str(tmp_path / "new.json")])
    arabic, kurdish = (
        catalogues.read(catalogues.catalogue(language)).get("Everyone").string
        for language in ("ar", "ckb")
    )
    assert (arabic, kurdish) == ("الجميع", "")


def test_arabic_is_complete(catalogues: ModuleType) -> None:
    template = {str(entry.id) for entry in catalogues.entries(catalogues.extract())}
    arabic = catalogues.entries(catalogues.read(catalogues.catalogue("ar")))

    assert sorted(template - {str(entry.id) for entry in arabic}) == []
    assert [entry.id for entry in arabic if catalogues.untranslated(entry)] == []


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_a_translation_has_the_placeholders_of_its_message(
    language: str, catalogues: ModuleType
) -> None:
    wrong = [
        (entry.id, form)
        for entry in catalogues.entries(catalogues.read(catalogues.catalogue(language)))
        for form, may_leave_out in forms(entry.string)
        if form and not fits(entry.id, form, may_leave_out)
    ]

    assert wrong == []


def forms(text: str | tuple[str, ...]) -> list[tuple[str, set[str]]]:
    """Return the forms of a translation, each with the placeholders it may leave out.

    "One family" and "two families" need no number in Arabic, and "no family" none anywhere.
    """
    if isinstance(text, str):
        return [(text, set())]
    last = len(text) - 1
    return [
        (form, {"n", "count", "number"} if i < min(3, last) else set())
        for i, form in enumerate(text)
    ]


def fits(message: str | tuple[str, ...], form: str, may_leave_out: set[str]) -> bool:
    """Tell whether a translation uses exactly the placeholders that will be filled in."""
    ids = [message] if isinstance(message, str) else list(message)
    offered = set().union(*map(placeholders, ids))
    return placeholders(form) <= offered <= placeholders(form) | may_leave_out


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_the_compiled_catalogue_is_the_written_one(language: str, catalogues: ModuleType) -> None:
    path = catalogues.catalogue(language).with_suffix(".mo")

    assert path.read_bytes() == catalogues.compiled(language)


def test_arabic_counts_in_six_forms() -> None:
    form = vars(shipped.translations("ar"))["plural"]

    assert [form(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)] == [
        0, 1, 2, 3, 3, 4, 4, 5, 5, 3,
    ]  # fmt: skip


def test_what_sorani_lacks_is_shown_in_english() -> None:
    assert shipped.translations("ckb").gettext("No such message.") == "No such message."
    assert shipped.translations("ckb").info()["language"] == "ckb"


@pytest.mark.parametrize("name", ["en.md", "ar.md"])
def test_the_help_is_there_in_both_languages_with_the_same_parts(name: str) -> None:
    text = (shipped.resources() / "help" / name).read_text("utf-8")
    english = (shipped.resources() / "help" / "en.md").read_text("utf-8")

    assert len(re.findall(r"^#+ ", text, re.MULTILINE)) == len(
        re.findall(r"^#+ ", english, re.MULTILINE)
    )
