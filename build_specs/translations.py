"""Keeps the catalogues of translations: ``python build_specs/translations.py [NEW.json ...]``.

Reads every message out of the sources, brings the catalogue of each language up to date (what was
translated stays), takes in the given files, compiles, and lists what has no translation yet.
A file is ``{"message": {"ar": "...", "ckb": "..."}}``; a message with a plural is written
``"one|many"`` and its translation is the list of the language's forms.
"""

from __future__ import annotations

import ast
import io
import json
import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
TEMPLATE = TRANSLATIONS / "camp_desk.pot"

PLURALS = {
    # gettext's own rule; Babel's built-in one swaps the last two forms of Arabic.
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5);",
    "ckb": "nplurals=2; plural=(n != 1);",
}
"""The languages that the program is translated into, with the rule of their plural forms."""

FORMS = ("zero", "one", "two", "few", "many", "other")
MARKS = {"words", "_words", "N_"}

MessageId = str | tuple[str, ...] | list[str]


class NotALiteral(Exception):
    """A message is put together while the program runs, so no catalogue can hold it."""


def catalogue(language: str) -> Path:
    """Return the path of a language's catalogue; its compiled form stands beside it."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "camp_desk.po"


def messages(source: str) -> Iterator[MessageId]:
    """Yield the messages of one Python source, in its order; a plural as (one, many).

    A file with a function of its own called ``words`` means that one.

    Raises:
        NotALiteral: A message is an f-string.
    """
    nodes = list(ast.walk(ast.parse(source)))
    marks = MARKS - {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
        if name in marks and call.args:
            yield from filter(None, _literals(call.args[0]))
        elif name == "plural" and len(call.args) > 1:
            yield from zip(_literals(call.args[0]), _literals(call.args[1]), strict=False)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        raise NotALiteral(f"line {node.lineno}: {ast.unparse(node)}")


def extract() -> Catalog:
    """Return the template made from the sources as they are now."""
    template = Catalog(
        project="Camp Desk",
        copyright_holder="the Camp Desk authors",
        header_comment="# The messages of Camp Desk.",
        msgid_bugs_address="",
        charset="utf-8",
        fuzzy=False,
    )
    for path in sorted((ROOT / "camp_desk").rglob("*.py")):
        for message in messages(path.read_text("utf-8")):
            template.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return template


def read(path: Path) -> Catalog:
    """Return a catalogue as it lies on the disk."""
    with path.open("rb") as file:
        return read_po(file)


def compiled(language: str) -> bytes:
    """Return the compiled form of a language's catalogue."""
    out = io.BytesIO()
    write_mo(out, read(catalogue(language)))
    return out.getvalue()


def untranslated(entry: Message) -> bool:
    """Tell whether a form of the message is empty or only guessed."""
    forms = [entry.string] if isinstance(entry.string, str) else list(entry.string or [""])
    return entry.fuzzy or not all(forms)


def entries(found: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header."""
    return [entry for entry in found if entry.id]


def _ids(found: Catalog) -> list[MessageId]:
    return [entry.id for entry in entries(found)]


def _empty(language: str) -> Catalog:
    header = (
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: Camp Desk\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n"Last-Translator: \\n"\n'
        f'"Language: {language}\\n"\n'
        '"Language-Team: none yet, no native speaker has read this\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n'
    )
    return read_po(io.BytesIO(header.encode()))


def _update(language: str, template: Catalog, taken_in: Iterable[dict[str, object]]) -> Catalog:
    path = catalogue(language)
    found = read(path) if path.exists() else _empty(language)
    # a copy: Babel takes over the messages themselves, and one language would fill in the next
    found.update(deepcopy(template), no_fuzzy_matching=True)
    by_key = {_key(entry.id): entry for entry in entries(found)}
    for translations in taken_in:
        for key, value in translations.items():
            entry = by_key.get(key) or by_key.get(key.split("|")[0])
            if entry and isinstance(value, dict) and (text := value.get(language)):
                entry.string = _forms(entry, text, found.num_plurals)
    return found


def _key(message: MessageId) -> str:
    return message if isinstance(message, str) else message[0]


def _forms(entry: Message, text: object, count: int) -> str | tuple[str, ...]:
    if isinstance(entry.id, str):
        return text if isinstance(text, str) else ""
    if isinstance(text, dict):
        forms = [text.get(name) or text["other"] for name in FORMS]
        text = forms if count == len(FORMS) else [text["one"], text["other"]]
    if isinstance(text, str):
        text = text.split("|") if text.count("|") == count - 1 else [text] * count
    return tuple(map(str, text)) if isinstance(text, list) and len(text) == count else ("",) * count


def _write(path: Path, found: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, found, width=100, ignore_obsolete=True, include_lineno=False)
    path.write_bytes(out.getvalue())


def main(files: list[str]) -> int:
    """Bring every catalogue up to date; return 1 while Arabic lacks something."""
    taken_in = [json.loads(Path(file).read_text("utf-8")) for file in files]
    template = extract()
    if TEMPLATE.exists() and _ids(old := read(TEMPLATE)) == _ids(template):
        template.creation_date = old.creation_date  # nothing new: the file stays as it is
    else:
        template.creation_date = datetime.now(UTC)
    _write(TEMPLATE, template)
    lacking: dict[str, list[MessageId]] = {}
    for language in PLURALS:
        found = _update(language, template, taken_in)
        _write(catalogue(language), found)
        catalogue(language).with_suffix(".mo").write_bytes(compiled(language))
        lacking[language] = [entry.id for entry in entries(found) if untranslated(entry)]
    sys.stdout.write(json.dumps(lacking["ar"], ensure_ascii=False, indent=1) + "\n")
    for language, ids in lacking.items():
        sys.stderr.write(f"{language}: {len(ids)} of {len(entries(template))} not translated\n")
    return 1 if lacking["ar"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
