"""The command line: the same actions as the window, without one."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from io import TextIOWrapper
from pathlib import Path

from camp_desk import __version__, shipped
from camp_desk.commands import (
    books,
    camp,
    check,
    documents_parser,
    donor_report,
    exporting,
    findings,
    goods,
    households,
    manifests,
    members,
    needs,
    officers,
    people,
    pipeline,
    places,
    registering,
    relief,
    sticks,
    tokens,
    tracing,
)
from camp_desk.commands.job import Job, Result
from camp_desk.commands.telling import last_words, tell
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import Words
from camp_desk.storage.files import trouble


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 (a sentence said why) or, by argparse, 2 (usage)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if "--selftest" in arguments:
        from camp_desk.selftest import selftest

        return selftest()
    _write_all_letters()
    try:
        args = _parser(_language()).parse_args(arguments or ["open"])
        return _answer(Job(args, Words(args.language, shipped.translations(args.language))))
    finally:
        last_words(sys.stdout)
        last_words(sys.stderr)


def _answer(job: Job) -> int:
    words = job.words
    try:
        result = job.args.run(job)
        if job.args.json:
            tell(json.dumps(result, ensure_ascii=False), sys.stdout)
    except CampDeskError as error:
        return _refuse(job, words.sentence(error))
    except KeyboardInterrupt:
        return _refuse(job, words("Stopped; what was not finished was taken back."))
    except OSError as error:
        return _refuse(job, words.sentence(trouble(error, Path(error.filename or "."))))
    return 0


def _refuse(job: Job, sentence: str) -> int:
    if job.args.json:
        with suppress(OSError):  # it may be this that is full
            tell(json.dumps({"error": sentence}, ensure_ascii=False), sys.stdout)
    tell(sentence, sys.stderr)
    return 1


def _write_all_letters() -> None:
    """Let Arabic through where the computer's own encoding has none of it, and bad bytes as marks.

    So it is on Windows where another program reads the answer.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


@cache  # where a process runs one command after another, as the tests do
def _parser(language: str) -> argparse.ArgumentParser:  # noqa: PLR0915  one long table of commands
    parser = argparse.ArgumentParser(
        prog="camp-desk",
        description="Arrivals, stock, rations, paper and sticks of a camp, without a network.",
        epilog="Without a command, or with “open”, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"Camp Desk {__version__}")
    parser.add_argument("--selftest", action="store_true", help="prove that this program is whole")
    sub = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        run: Callable[[Job], Result], name: str, what: str,
        parser_of: Callable[..., argparse.ArgumentParser] = sub.add_parser,
    ) -> argparse.ArgumentParser:  # fmt: skip
        each = parser_of(name, help=what, description=what)
        each.set_defaults(run=run)
        each.add_argument("--json", action="store_true", help="answer with one JSON object")
        each.add_argument(
            "--language", choices=shipped.LANGUAGES, default=language, help="of the answers"
        )
        return each

    each = command(camp.open_window, "open", "open the window")
    each.add_argument("camp", nargs="?", type=_camp)
    each = command(camp.demo, "demo", "make a demonstration camp in a folder")
    each.add_argument("folder", metavar="DIR", type=Path)
    each.add_argument("--households", type=int, default=1000, metavar="N")
    each.add_argument("--seed", type=int, default=1)
    each.add_argument("--open", action="store_true", help="open the window on it afterwards")
    each = command(camp.new, "new", "make a camp")
    each.add_argument("camp", type=_camp)
    each.add_argument("--name", help="as it stands on sheets and cards; the file's if left out")
    each.add_argument("--officer", default="", help="who you are")
    each.add_argument("--recovery-sheet", type=_file, metavar="FILE", help="where to write it")
    each = command(people.take_in, "import", "take in an arrival list, Excel or CSV")
    each.add_argument("camp", type=_camp)
    each.add_argument("list", type=_file)
    each.add_argument("--list", dest="list_name", metavar="NAME", help="the file's if left out")
    each.add_argument("--column", action="append", default=[], metavar="HEADING=FIELD",
                      help="correct what a column holds, such as “Tribe=laqab”")  # fmt: skip
    each.add_argument("--rejected", type=_file, metavar="FILE", help="write unread rows to FILE")
    each = command(check.check, "check", "compare the whole camp for families registered twice")
    each.add_argument("camp", type=_camp)
    findings.add_options(command, _camp)
    each = command(goods.receive, "receive", "record a delivery of one item")
    each.add_argument("camp", type=_camp)
    each.add_argument("--item", required=True, metavar="CODE")
    each.add_argument("--kg", required=True, metavar="N", help="kg; pieces for what is counted")
    each.add_argument("--lot", default="", metavar="L")
    each.add_argument("--expiry", default="", metavar="DATE")
    each.add_argument("--donor", default="", metavar="D")
    each.add_argument("--waybill", default="", metavar="W")
    each.add_argument("--store", default="", metavar="NAME")
    documents_parser.nothing_more(each)
    what_ = "write, list, reverse, confirm and print the documents of the stores"
    inner = sub.add_parser("goods", help=what_, description=what_)
    under = inner.add_subparsers(metavar="WHAT", required=True)
    documents_parser.add(
        lambda run, name, what: command(run, name, what, under.add_parser), _camp, _file
    )
    each = command(books.count, "count", "open, enter, approve or abandon a count of a store")
    each.add_argument("what", choices=books.COUNT_VERBS)
    each.add_argument("camp", type=_camp)
    each.add_argument("--line", dest="lines", action="append", default=[], metavar="LINE=QUANTITY",
                      help="what was counted, such as “3=2 bags + 12.5 kg”")  # fmt: skip
    each.add_argument("--count", dest="number", default="", metavar="N", help="as on its sheet")
    each.add_argument("--store", default="", metavar="NAME")
    each.add_argument("--item", action="append", default=[], metavar="CODE", help="all if left out")
    each.add_argument("--counter", default="", metavar="NAME", help="who counted; you if left out")
    each.add_argument("--found", default="", metavar="CODE=QUANTITY", help="beside the sheet")
    each.add_argument("--lot", default="", metavar="L", help="of what was found")
    each.add_argument("--expiry", default="", metavar="DATE")
    each.add_argument("--donor", default="", metavar="D")
    each.add_argument("--reason", default="", metavar="TEXT", help="of whoever confirms alone")
    each.add_argument("--sealed", type=float, metavar="PERCENT", help="tolerance for whole packs")
    each.add_argument("--loose", type=float, metavar="PERCENT", help="tolerance for loose weight")
    each.add_argument("--out", type=_file, metavar="FILE", help="where to write the sheet")
    each = command(books.ledger, "ledger", "show an item's ledger, or the stack card of a lot")
    each.add_argument("camp", type=_camp)
    each.add_argument("--item", required=True, metavar="CODE")
    each.add_argument("--lot", metavar="L", help="its stack card; all lots if left out")
    each.add_argument("--store", default="", metavar="NAME")
    each.add_argument("--first", default="", metavar="DATE")
    each.add_argument("--last", default="", metavar="DATE")
    each.add_argument("--out", type=_file, metavar="FILE", help="write it as a PDF, too")
    each = command(books.room, "room", "show the room in a store, and whether a delivery fits")
    each.add_argument("camp", type=_camp)
    each.add_argument("--store", default="", metavar="NAME")
    each.add_argument("--area", type=float, metavar="M2", help="write down how large its floor is")
    each.add_argument("--coming", action="append", default=[], metavar="CODE=QUANTITY")
    donor_report.add_options(command, _camp, _file)
    tracing.add_options(command, _camp)
    each = command(pipeline.expect, "expect", "list, add, change or drop expected deliveries")
    each.add_argument("camp", type=_camp)
    each.add_argument("--item", default="", metavar="CODE")
    each.add_argument("--kg", default="", metavar="N", help="kg; pieces for what is counted")
    each.add_argument("--day", default="", metavar="DATE", help="when it is expected")
    each.add_argument("--likelihood", choices=("firm", "likely", "hoped"), help="likely if new")
    each.add_argument("--donor", metavar="D")
    each.add_argument("--reference", metavar="W", help="the waybill that it will come with")
    what = each.add_mutually_exclusive_group()
    what.add_argument("--change", metavar="ID", help="change the one of this id in the list")
    what.add_argument("--drop", metavar="ID", help="expect it no longer")
    each = command(pipeline.cover, "cover", "say how long each item lasts and what to ask for")
    each.add_argument("camp", type=_camp)
    each.add_argument("--lead", type=int, metavar="DAYS", help="that a delivery takes, from now on")
    each.add_argument("--safety", type=int, metavar="DAYS", help="of use to keep, from now on")
    each = command(goods.plan, "plan", "freeze the list of a distribution")
    each.add_argument("camp", type=_camp)
    each.add_argument("--scale", required=True, metavar="CODE", help="a scale, or a parcel")
    each.add_argument("--days", required=True, type=int, metavar="N")
    each.add_argument("--first", default="", metavar="DATE", help="today if left out")
    each.add_argument("--sector", action="append", default=[], metavar="S", help="all if left out")
    each.add_argument("--store", default="", metavar="NAME", help="the first store if left out")
    each.add_argument("--equal-share", action="store_true", help="less for all where it is short")
    each = command(goods.serve, "serve", "hand over by card number or scanned code")
    each.add_argument("camp", type=_camp)
    each.add_argument("--list", dest="number", required=True, type=int, metavar="N")
    each.add_argument("cards", nargs="+", metavar="CARD")
    each = command(goods.close, "close", "close a list and return what was not collected")
    each.add_argument("camp", type=_camp)
    each.add_argument("--list", dest="number", required=True, type=int, metavar="N")
    each = command(goods.print_paper, "print", "write sheets or cards as a PDF")
    each.add_argument("what", choices=("sheets", "cards"))
    each.add_argument("camp", type=_camp)
    each.add_argument("--out", required=True, type=_file, metavar="FILE")
    each.add_argument("--list", dest="number", type=int, metavar="N", help="the latest if left out")
    each = command(exporting.export, "export", "write a list as a spreadsheet, with HXL tags")
    each.add_argument("camp", type=_camp)
    each.add_argument("what", choices=exporting.WHAT)
    each.add_argument("--out", required=True, type=_file, metavar="FILE", help=".xlsx or .csv")
    each.add_argument("--purpose", required=True, metavar="TEXT", help="who receives it, for what")
    each.add_argument("--list", dest="number", type=int, metavar="N", help="the latest if left out")
    each.add_argument("--columns", metavar="A,B", help="all but names and the like if left out")
    each = command(people.search, "search", "find people by name, card number or phone")
    each.add_argument("camp", type=_camp)
    each.add_argument("words", nargs="+", metavar="WORDS")
    each = command(places.places, "places", "show how full sectors, blocks and shelters are")
    each.add_argument("camp", type=_camp)
    each.add_argument("--not-seen", type=int, metavar="DAYS", help="list who was not seen so long")
    each = command(places.add, "place", "add shelters, change, block or open them")
    each.add_argument("camp", type=_camp)
    each.add_argument("--sector", default="", metavar="S")
    each.add_argument("--blocks", default="", metavar="RUN", help="such as 1-6")
    each.add_argument("--shelters", default="", metavar="RUN", help="such as 01-24")
    each.add_argument("--capacity", type=int, default=0, metavar="N", help="persons in each")
    what = each.add_mutually_exclusive_group()
    what.add_argument("--staging", action="store_true", help="they are a staging area")
    what.add_argument("--change", action="store_true", help="change the capacity of those there")
    what.add_argument("--block", dest="block_for", metavar="REASON", help="block those there")
    what.add_argument("--open", dest="reopen", action="store_true", help="open those there again")
    what.add_argument("--default-capacity", type=int, metavar="N", help="the camp's, from now on")
    each = command(places.move, "move", "move households to a shelter or a staging area")
    each.add_argument("camp", type=_camp)
    each.add_argument("cards", nargs="+", metavar="CARD")
    each.add_argument("--to", required=True, metavar="PLACE", help="such as “C / 1 / 02”")
    each = command(registering.register, "register", "register a household given as JSON")
    each.formatter_class = argparse.RawDescriptionHelpFormatter
    each.epilog = registering.EXAMPLE
    each.add_argument("camp", type=_camp)
    each.add_argument("family", type=Path, metavar="FILE", help="“-” reads what comes in")
    each.add_argument("--card", metavar="CARD", help="complete or correct this household instead")
    each = command(households.show, "household", "show a household, its members and its history")
    each.add_argument("camp", type=_camp)
    each.add_argument("card", metavar="CARD")
    each = command(households.record, "event", "record what happened to a household or a member")
    each.add_argument("camp", type=_camp)
    each.add_argument("card", metavar="CARD")
    each.add_argument("kind", choices=households.KINDS, metavar="KIND",
                      help=", ".join(households.KINDS))  # fmt: skip
    each.add_argument("--member", type=int, metavar="N", help="all if left out; a birth’s father")
    each.add_argument("--day", default="", metavar="DATE", help="today if left out")
    for option in ("--reason", "--destination", "--name", "--age", "--relationship"):
        each.add_argument(option, default="", metavar="TEXT")
    each.add_argument("--sex", choices=("F", "M", "O", "U"), default="U")
    each.add_argument("--slip", type=_file, metavar="FILE", help="write the transfer slip as a PDF")
    each = command(members.split, "split", "make a new household of some members")
    each.add_argument("camp", type=_camp)
    each.add_argument("card", metavar="CARD")
    each.add_argument("--member", type=int, action="append", required=True, metavar="N",
                      help="who goes; the first one is the head there")  # fmt: skip
    each.add_argument("--reason", required=True, metavar="TEXT")
    each.add_argument("--day", default="", metavar="DATE", help="today if left out")
    each = command(members.move, "move-member", "move a member to another household")
    each.add_argument("camp", type=_camp)
    each.add_argument("card", metavar="CARD")
    each.add_argument("--member", type=int, required=True, metavar="N")
    each.add_argument("--to", required=True, metavar="CARD")
    each.add_argument("--day", default="", metavar="DATE", help="today if left out")
    for option in ("--reason", "--relationship"):
        each.add_argument(option, default="", metavar="TEXT")
    each = command(members.collectors, "collectors", "show or name who collects for a household")
    each.add_argument("camp", type=_camp)
    each.add_argument("card", metavar="CARD")
    each.add_argument("who", nargs="*", metavar="WHO",
                      help="member’s number or outsider’s name, primary first")  # fmt: skip
    each.add_argument("--head", action="store_true", help="the head collects again")
    for option in ("--reason", "--phone"):
        each.add_argument(option, default="", metavar="TEXT", help="of an outsider")
    each = command(officers.officers, "officers", "list officers, give roles, retire or add one")
    each.add_argument("camp", type=_camp)
    what = each.add_mutually_exclusive_group()
    what.add_argument("--give", metavar="NAME", help="the role of --role")
    what.add_argument("--retire", metavar="NAME", help="works here no more")
    what.add_argument("--take-back", metavar="NAME", help="works here again")
    what.add_argument("--add", metavar="NAME", help="one more on this laptop, with a passphrase")
    each.add_argument("--role", choices=officers.ROLES)
    each = command(needs.needs, "needs", "count specific needs, show or change those of a member")
    each.add_argument("camp", type=_camp)
    each.add_argument("card", nargs="?", metavar="CARD")
    each.add_argument("--member", type=int, metavar="N", help="all if left out")
    each.add_argument("--pending", action="store_true", help="seen, and yet to be reviewed")
    what = each.add_mutually_exclusive_group()
    what.add_argument("--set", metavar="CODE", help="the member has this need")
    what.add_argument("--remove", metavar="CODE", help="the member has it no longer")
    what.add_argument("--ask", metavar="CODE", help="ask for an optional need in this camp")
    what.add_argument("--do-not-ask", metavar="CODE", help="ask for it no more")
    what.add_argument("--referrals", type=_file, metavar="FILE", help="whom to refer, as a PDF")
    tokens.add_options(command, _camp, _file)
    manifests.add_options(command, _camp, _file)
    relief.add_options(command, _camp, _file)
    each = command(camp.verify, "verify", "check a camp and print its digest")
    each.add_argument("camp", type=_camp)
    each = command(sticks.sync, "sync", "exchange with a stick, both ways")
    each.add_argument("camp", type=_camp)
    each.add_argument("folder", type=Path)
    each = command(sticks.enrol, "enrol", "write an invitation for one more desk")
    each.add_argument("camp", type=_camp)
    each.add_argument("folder", type=Path)
    each.add_argument("--role", choices=officers.ROLES, default="supervisor",
                      help="of its officer; a supervisor if left out")  # fmt: skip
    each = command(sticks.join, "join", "make this laptop a desk of an invitation's camp")
    each.add_argument("folder", type=Path)
    each.add_argument("camp", metavar="NEW_CAMP", type=_camp)
    each.add_argument("--code", required=True, help="the eight words")
    each.add_argument("--officer", default="", help="who works there")
    each = command(
        sticks.restore, "restore", "bring a camp back from a stick, by its recovery sheet"
    )
    each.add_argument("folder", type=Path)
    each.add_argument("camp", metavar="NEW_CAMP", type=_camp)
    each.add_argument("--key", help="as the recovery sheet says; asked for if left out")
    each.add_argument("--officer", default="", help="who works there")
    each = command(camp.recover, "recover", "choose a new passphrase by the recovery sheet")
    each.add_argument("camp", type=_camp)
    each.add_argument("--key", help="as the recovery sheet says; asked for if left out")
    each = command(camp.erase, "erase", "erase this laptop's camp, key first; final")
    each.add_argument("camp", type=_camp)
    each.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _language() -> str:
    wanted = os.environ.get("CAMP_DESK_LANGUAGE") or os.environ.get("LANG") or ""
    return next((code for code in shipped.LANGUAGES if wanted.lower().startswith(code)), "en")


def _file(text: str) -> Path:
    """Return the path of a file."""
    path = Path(text)
    if not text.strip() or path.name in {"", ".."}:
        raise argparse.ArgumentTypeError(f"“{text}” is no name of a file")
    return path


def _camp(text: str) -> Path:
    """Return a camp file's path; the ending may be left out."""
    path = _file(text)
    with suppress(OSError):  # said when it is opened
        if path.suffix != ".camp" and not path.exists():
            return path.with_name(path.name + ".camp")
    return path


if __name__ == "__main__":
    sys.exit(main())
