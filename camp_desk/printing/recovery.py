"""The recovery sheet: the key that opens a camp when nothing else does."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from camp_desk.domain.words import N_, Words
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import Align, Pen, Reading, Type
from camp_desk.printing.prose import Prose
from camp_desk.printing.qr import encode
from camp_desk.printing.signatures import GAP, HEIGHT, draw_signatures
from camp_desk.printing.text import isolated, one_line

_PREFIX = "AGE-SECRET-KEY-1"
"""How a key of the age format begins.  Source: the age specification, C2SP."""

_SECRET = N_("Secret. Keep in the safe at headquarters, never at the camp.")
_GROUP = 6
_GROUPS_ACROSS = 5
_LEFT, _RIGHT = 13.0, A4[0] - 13.0
_CODE = 44.0


def write_recovery_sheet(
    out: BinaryIO,
    camp: str,
    recovery_key: str,
    made_at: datetime,
    *,
    words: Words,
    other: Words | None = None,
    demonstration: bool = False,
) -> None:
    """Write the one page that goes into the safe at headquarters, as a PDF.

    Args:
        out: Where the PDF goes.  Whoever has it can open the camp.
        camp: The camp's name.
        recovery_key: The secret key in the age format, 74 capitals and digits.
        made_at: When the key was made, in the camp's time.
        words: The page's language.
        other: A second language, beside the first.
        demonstration: Whether this is a practice camp.

    Raises:
        ValueError: It is not a key of the age format.
    """
    if not recovery_key.startswith(_PREFIX):
        raise ValueError(f"not a key that begins with {_PREFIX}")
    title = f"{words('Recovery sheet')} – {camp}"
    with Pages(out, A4, About(title, one_line(camp), words.language)) as pages:
        pen = Pen(pages, right_to_left=words.right_to_left)
        if demonstration:
            draw_band(pen, words, other, left=_LEFT, right=_RIGHT)
        _draw_title(pen, camp, made_at, words, other)
        y = _draw_warning(pen, words, other, 40.0)
        y = _draw_key(pen, recovery_key, words, other, y + 7)
        y = _draw_explanations(pen, words, other, y + 7)
        _draw_signatures(pen, words, y + 8)
        pages.end_page()


def _draw_title(pen: Pen, camp: str, made_at: datetime, words: Words, other: Words | None) -> None:
    whole = _RIGHT - _LEFT
    room = whole * 0.6 if other else whole
    pen.text(_LEFT, 24, words("Recovery sheet"), Type(22, bold=True), width=room)
    if other:
        pen.text(
            _RIGHT, 24, other("Recovery sheet"), Type(15, bold=True),
            align=Align.END, width=whole * 0.38, reading=_reading(other),
        )  # fmt: skip
    made = isolated(f"{made_at:%Y-%m-%d %H:%M}")
    line = words("{camp} · made on {time}", camp=isolated(camp), time=made)
    pen.text(_LEFT, 31.5, line, Type(11.5), width=whole)
    pen.across(_LEFT, 35.0, _RIGHT, rule=1.8)


def _draw_warning(pen: Pen, words: Words, other: Words | None, y: float) -> float:
    """Draw in a heavy frame that the page is secret; return where the frame ends."""
    languages = [words, *([other] if other else [])]
    height = 3.6 + 7.0 * len(languages)
    pen.box(_LEFT, y, _RIGHT - _LEFT, height, rule=1.6)
    for nth, each in enumerate(languages):
        pen.text(
            (_LEFT + _RIGHT) / 2, y + 7.0 * (nth + 1),
            each(_SECRET),
            Type(13 if nth == 0 else 11.5, bold=True),
            align=Align.CENTRE, width=_RIGHT - _LEFT - 6, reading=_reading(each),
        )  # fmt: skip
    return y + height


def _draw_key(pen: Pen, recovery_key: str, words: Words, other: Words | None, y: float) -> float:
    """Draw the key to be scanned and to be typed; return where it ends."""
    pen.code(_LEFT, y, _CODE, encode(recovery_key, error="q"))
    left, rest = _LEFT + _CODE + 8, recovery_key[len(_PREFIX) :]
    pen.text(left, y + 4.2, words("The key"), Type(11.5, bold=True))
    groups = [rest[at : at + _GROUP] for at in range(0, len(rest), _GROUP)]
    # The groups stand from left to right as they are typed, on a mirrored page too.
    place = Pen(pen.pages, right_to_left=False)
    start = left if not pen.right_to_left else A4[0] - _RIGHT
    step = (_RIGHT - left) / _GROUPS_ACROSS
    kind = Type(15, bold=True)
    place.text(start, y + 14, _PREFIX, kind)
    for nth, group in enumerate(groups):
        row, column = divmod(nth, _GROUPS_ACROSS)
        place.text(start + column * step, y + 23 + 9 * row, group, kind, width=step - 2)
    hint = Prose(pen, left=left, right=_RIGHT, top=y + 36.5)
    hint.paragraph(words("Type it without the spaces, or scan the square code."), 8)
    if other:
        second = Prose(pen, left=left, right=_RIGHT, top=hint.y, right_to_left=other.right_to_left)
        second.paragraph(other("Type it without the spaces, or scan the square code."), 8)
    return y + _CODE


def _draw_explanations(pen: Pen, words: Words, other: Words | None, y: float) -> float:
    """Explain the page in one column, or in two beside each other; return where they end."""
    if not other:
        column = Prose(pen, left=_LEFT, right=_RIGHT, top=y)
        _explain(column, words)
        return column.y
    middle = (_LEFT + _RIGHT) / 2
    first = Prose(pen, left=_LEFT, right=middle - 5, top=y)
    second = Prose(pen, left=middle + 5, right=_RIGHT, top=y, right_to_left=other.right_to_left)
    _explain(first, words)
    _explain(second, other)
    end = max(first.y, second.y)
    pen.down(middle, y, end)
    return end


def _explain(column: Prose, words: Words) -> None:
    column.heading(words("What this is"))
    column.paragraph(
        words(
            "The camp's data is locked. This key opens it when nothing else can: when the laptops"
            " are lost or erased, or when nobody remembers a passphrase."
        )
    )
    column.heading(words("What it opens"))
    column.point(words("Every stick that the camp's laptops have written."))
    column.point(words("Every backup of the camp."))
    column.point(words("The camp's file on a laptop, where a passphrase was forgotten."))
    column.heading(words("Who may hold it"))
    column.paragraph(
        words(
            "Two people whom headquarters has named, and nobody at the camp. Whoever has this sheet"
            " and a stick can read every name: do not copy, photograph or send it."
        )
    )
    column.paragraph(
        words("If it is lost or copied, make a new key at once and burn the old sheet."),
        bold=True,
    )


def _draw_signatures(pen: Pen, words: Words, y: float) -> None:
    """Draw boxes for two times that the sheet changes hands."""
    pen.text(_LEFT, y, words("Handing over"), Type(10.5, bold=True))
    signers = (words("Given by"), words("Received by"), words("Put in the safe by"))
    for nth in range(2):
        top = y + 3 + nth * (HEIGHT + GAP)
        draw_signatures(pen, words, signers, left=_LEFT, right=_RIGHT, top=top)


def _reading(words: Words) -> Reading:
    return Reading.RIGHT_TO_LEFT if words.right_to_left else Reading.LEFT_TO_RIGHT
