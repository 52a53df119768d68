"""What ``camp-desk goods`` takes: one command for each document of the stores."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from pathlib import Path

from camp_desk.commands import document_lists, documents
from camp_desk.commands.job import Job, Result

Command = Callable[[Callable[[Job], Result], str, str], argparse.ArgumentParser]

_COMING = (
    ("receive", "goods received: ITEM@LOT=GOOD/DAMAGED/WAYBILL SAYS"),
    ("opening", "what lay in a store at the beginning"),
    ("return", "goods that come back from a distribution or from households"),
    ("borrow", "goods borrowed from others"),
    ("loan-back", "goods lent, which come back"),
)
_GOING = (
    ("dispatch", "send goods to another store or place, with a waybill"),
    ("release", "release goods for a distribution"),
    ("lend", "lend goods to others"),
    ("give-back", "give borrowed goods back"),
    ("send-back", "send goods back to their sender, expired ones too"),
)


_ANY_WAY = ("party", "waybill", "plate", "driver", "phone", "due", "of")
_ONLY_OUT = ("because", "to", "place", "out-at", "requested", "authorised")
_OF_EACH = {
    "receive": ("party", "waybill", "plate", "driver", "phone"),
    "opening": (),
    "return": ("party", "of"),
    "borrow": ("party", "due"),
    "loan-back": ("party", "of"),
    "dispatch": ("to", "place", "party", "plate", "driver", "phone", "out-at", "because"),
    "release": ("party", "requested", "authorised", "due", "because"),
    "lend": ("party", "due", "because"),
    "give-back": ("of", "because"),
    "send-back": ("party", "waybill"),
}
"""What stands on each paper beside its lines."""


def add(command: Command, camp: Callable[[str], Path], file: Callable[[str], Path]) -> None:
    """Add the commands; ``camp`` and ``file`` read the paths."""

    def writing(run: Callable[[Job], Result], name: str, what: str) -> argparse.ArgumentParser:
        each = command(run, name, what)
        each.set_defaults(doing=name)
        each.add_argument("camp", type=camp)
        _texts(each, "store", "day", "remarks")
        return each

    each = command(documents.add_store, "store", "open a store")
    each.add_argument("camp", type=camp)
    each.add_argument("name", metavar="NAME")
    for name, what in _COMING:
        each = writing(documents.receive, name, what)
        _lines(each)
        _texts(each, *_ANY_WAY, told=_OF_EACH[name])
        _texts(each, "lot", "expiry", "produced", "donor", "consignment", "pack")
        each.add_argument("--density", type=int, default=0, metavar="G", help="grams in a litre")
        nothing_more(each)
    for name, what in _GOING:
        each = writing(documents.send, name, what)
        _lines(each)
        _texts(each, *_ANY_WAY, *_ONLY_OUT, told=_OF_EACH[name])
    each = writing(documents.arrive, "arrive", "say what arrived of a waybill: ITEM=GOOD/DAMAGED")
    each.add_argument("number", metavar="WAYBILL")
    each.add_argument("--line", action="append", default=[], metavar="ITEM@LOT=GOOD/DAMAGED")
    each.add_argument("--damaged-as", default="TRANSPORT", metavar="REASON")
    each.add_argument("--missing-as", default="SHORT", metavar="REASON")
    each = writing(documents.lose, "lose", "write off what was lost, or add what was found")
    each.add_argument("--line", action="append", required=True, metavar="ITEM@LOT=QUANTITY")
    each.add_argument(
        "--reason", required=True, metavar="CODE", help="such as WET, THEFT, EXPIRED or FOUND"
    )
    each.add_argument("--value", default="", metavar="N", help="what it is worth, estimated")
    each.add_argument("--currency", default="", metavar="CODE", help="such as IQD; USD if left out")
    each = writing(documents.rebag, "rebag", "put a lot into other bags")
    for name in ("item", "lot", "before", "after"):
        each.add_argument(f"--{name}", required=True, metavar=name.upper())
    each.add_argument("--sweepings", default="0", metavar="QUANTITY")
    _texts(each, "pack")
    for name, what in (("make-kits", "pack kits from a store"), ("open-kits", "open kits again")):
        each = writing(documents.kits, name, what)
        each.add_argument("kit", metavar="KIT", type=str.upper)
        each.add_argument("n", type=int, metavar="N")
        _texts(each, *(("because",) if name == "make-kits" else ("lot",)))
        if name == "make-kits":
            size = "people that each is for, as the catalogue has it if left out"
            each.add_argument("--persons", type=int, default=0, metavar="N", help=size)
    _looking(command, camp, file)


def _looking(command: Command, camp: Callable[[str], Path], file: Callable[[str], Path]) -> None:
    each = command(document_lists.listing, "list", "list documents, the latest first")
    each.add_argument("camp", type=camp)
    each.add_argument("words", nargs="*", metavar="WORDS", help="number, waybill, name, lot")
    each.add_argument("--kind", default="", metavar="KIND", help="such as GRN, WBL, LOS")
    each = command(document_lists.item_codes, "items", "list the codes of the items")
    each.add_argument("camp", type=camp)
    each = command(document_lists.on_the_way, "on-the-way", "list waybills that have not arrived")
    each.add_argument("camp", type=camp)
    each = command(document_lists.reverse, "reverse", "take a wrong document back by another one")
    each.add_argument("camp", type=camp)
    each.add_argument("number", metavar="NUMBER")
    each.add_argument("--because", required=True, metavar="TEXT")
    each = command(document_lists.confirm, "confirm", "confirm a loss as a second officer")
    each.add_argument("camp", type=camp)
    each.add_argument("number", metavar="NUMBER")
    each.add_argument("--reason", default="", metavar="TEXT", help="of whoever confirms alone")
    each = command(document_lists.print_document, "print", "write a document as a PDF")
    each.add_argument("camp", type=camp)
    each.add_argument("number", metavar="NUMBER")
    each.add_argument("--out", required=True, type=file, metavar="FILE")


def nothing_more(each: argparse.ArgumentParser) -> None:
    """Let a delivery end the waiting for what its waybill promised beyond it."""
    what = "what was expected with the waybill beyond this comes no more"
    each.add_argument("--nothing-more", action="store_true", help=what)


def _lines(each: argparse.ArgumentParser) -> None:
    each.add_argument(
        "--line", action="append", required=True, metavar="ITEM@LOT=QUANTITY",
        help="such as “RIC=20 bags”; once for each line",
    )  # fmt: skip


def _texts(each: argparse.ArgumentParser, *names: str, told: Collection[str] | None = None) -> None:
    """Add options that hold a text; what stands on no such paper is taken, but not told of."""
    for name in names:
        metavar, what = _SAID[name]
        if told is not None and name not in told:
            what = argparse.SUPPRESS
        each.add_argument(f"--{name}", default="", metavar=metavar, help=what)


_SAID = {
    "store": ("NAME", "where it happens; the first store if left out"),
    "day": ("DATE", "on the paper; today if left out"),
    "remarks": ("TEXT", None),
    "party": ("NAME", "who gives or receives the goods, or their transporter"),
    "waybill": ("NUMBER", "the sender's"),
    "plate": ("PLATE", "of the vehicle"),
    "driver": ("NAME", None),
    "phone": ("NUMBER", "the driver's"),
    "due": ("DATE", "when a loan comes back, or until when an order holds"),
    "of": ("NUMBER", "of the release order or loan that this answers"),
    "lot": ("LABEL", "on the packing"),
    "expiry": ("DATE", "of all lines"),
    "produced": ("DATE", "of all lines"),
    "donor": ("NAME", None),
    "consignment": ("NUMBER", "the sender's, of the shipment"),
    "pack": ("QUANTITY", "what one bag holds, such as “25 kg”"),
    "because": ("TEXT", "why not the earliest expiry first"),
    "to": ("NAME", "another store of the camp"),
    "place": ("NAME", "a place outside the camp"),
    "out-at": ("TIME", "when the vehicle left, such as 08:00"),
    "requested": ("NAME", "who asked for the goods"),
    "authorised": ("NAME", "who allowed it"),
}
