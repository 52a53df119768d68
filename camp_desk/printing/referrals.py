"""The referral list: whose needs a protection officer has yet to review, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import BinaryIO

from camp_desk.domain.cards import written
from camp_desk.domain.words import Words
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import HEAD, Align, Pen, Reading, Type
from camp_desk.printing.text import isolated, one_line

_LEFT, _RIGHT = 13.0, A4[0] - 13.0
_TOP, _BOTTOM = 46.0, 270.0
_HEAD, _PLACE, _LINE = 7.6, 8.0, 4.6
_AT = (13.0, 29.0, 56.0, 103.0, 123.0, 172.0, 191.0)
"""Where shelter, card, name, sex and age, need, day and the box begin, in mm."""

_TEXT = Type(9)


@dataclass(frozen=True, slots=True)
class Referral:
    """Somebody to be seen: where, on which card, and the needs that wait, each with its code.

    ``who`` is the sex and the age bracket; ``day`` when the first of the needs was seen.
    """

    area: str
    shelter: str
    card: int
    name: str
    who: str
    needs: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class ReferralHeading:
    """What stands above the list."""

    camp: str
    printed_by: str
    printed_at: datetime
    demonstration: bool = False


def write_referrals(
    out: BinaryIO, heading: ReferralHeading, people: Sequence[Referral], *, words: Words
) -> int:
    """Write the list as a PDF and return its pages; without anybody it is one page that says so."""
    title = words("Referral list: needs to be reviewed")
    with Pages(out, A4, About(title, one_line(heading.camp), words.language)) as pages:
        pen = Pen(pages, right_to_left=words.right_to_left)
        sheets = _sheets(pen, people)
        for nth, sheet in enumerate(sheets, start=1):
            _draw_head(pen, heading, words)
            if not people:
                nobody = words("Nobody’s need waits to be reviewed.")
                pen.text(_LEFT, _TOP + 8, nobody, Type(11))
            _draw_rows(pen, sheet, words)
            _draw_foot(pen, heading, words, (nth, len(sheets)))
            pages.end_page()
    return len(sheets)


def _sheets(pen: Pen, people: Sequence[Referral]) -> list[list[Referral]]:
    """Return who stands on which page; a place that runs on is named again on the next one."""
    sheets: list[list[Referral]] = [[]]
    y, area = _TOP + _HEAD, None
    for each in people:
        high = _height(pen, each) + (_PLACE if each.area != area else 0)
        if y + high > _BOTTOM and sheets[-1]:
            sheets.append([])
            y, high = _TOP + _HEAD, _height(pen, each) + _PLACE
        sheets[-1].append(each)
        y, area = y + high, each.area
    return sheets


def _needs(pen: Pen, each: Referral) -> list[str]:
    room = _AT[5] - _AT[4] - 2
    return [line for need in each.needs for line in pen.wrapped(need, _TEXT, room)]


def _height(pen: Pen, each: Referral) -> float:
    return 3.4 + _LINE * max(1, len(_needs(pen, each)))


def _draw_head(pen: Pen, heading: ReferralHeading, words: Words) -> None:
    if heading.demonstration:
        draw_band(pen, words, None, left=_LEFT, right=_RIGHT)
    title = words("Referral list: needs to be reviewed")
    pen.text(_LEFT, 24, title, Type(17, bold=True), width=_RIGHT - _LEFT)
    pen.text(
        _LEFT, 30.5, one_line(heading.camp), Type(11), width=_RIGHT - _LEFT, reading=Reading.OWN
    )
    pen.across(_LEFT, 33.5, _RIGHT, rule=1.8)
    said = words(
        "For protection officers alone. Hand it over in person, and burn it when it is no longer"
        " needed."
    )
    for nth, line in enumerate(pen.wrapped(said, Type(8.6), _RIGHT - _LEFT)):
        pen.text(_LEFT, 38.2 + 4.4 * nth, line, Type(8.6))


def _draw_rows(pen: Pen, people: Sequence[Referral], words: Words) -> None:
    if not people:
        return
    y = _TOP
    pen.rect(_LEFT, y, _RIGHT - _LEFT, _HEAD, fill=HEAD)
    heads = (
        words("Shelter"), words("Card number"), words("Name"), words("Sex, age"), words("Need"),
        words("Seen on"),
    )  # fmt: skip
    for at, after, head in zip(_AT, _AT[1:], heads, strict=False):
        pen.text(at + 1, y + 5.1, head, Type(8.4, bold=True), width=after - at - 2)
    y += _HEAD
    for area, group in groupby(people, key=lambda each: each.area):
        name = area or words("No place in the camp")
        pen.text(_LEFT + 1, y + 5.6, name, Type(10.5, bold=True), reading=Reading.OWN)
        y += _PLACE
        pen.across(_LEFT, y, _RIGHT, rule=0.7)
        for each in group:
            y = _draw_one(pen, each, y)


def _draw_one(pen: Pen, each: Referral, y: float) -> float:
    base, rooms = y + 4.8, [after - at - 2 for at, after in pairwise(_AT)]
    ltr, own = Reading.LEFT_TO_RIGHT, Reading.OWN
    pen.text(_AT[0] + 1, base, one_line(each.shelter), _TEXT, width=rooms[0], reading=own)
    pen.text(_AT[1] + 1, base, written(each.card), Type(9, bold=True), width=rooms[1], reading=ltr)
    pen.text(_AT[2] + 1, base, one_line(each.name), Type(10), width=rooms[2], reading=own)
    pen.text(_AT[3] + 1, base, each.who, _TEXT, width=rooms[3])
    lines = _needs(pen, each)
    for nth, line in enumerate(lines):
        pen.text(_AT[4] + 1, base + nth * _LINE, line, _TEXT, width=rooms[4])
    pen.text(_AT[5] + 1, base, each.day, _TEXT, width=rooms[5], reading=ltr)
    pen.box(_AT[6] + 1, y + 1.7, 4.4, 4.4)
    y += _height(pen, each)
    pen.across(_LEFT, y, _RIGHT)
    return y


def _draw_foot(pen: Pen, heading: ReferralHeading, words: Words, sheet: tuple[int, int]) -> None:
    printed = words(
        "Printed by {officer} on {time}",
        officer=isolated(heading.printed_by),
        time=isolated(f"{heading.printed_at:%Y-%m-%d %H:%M}"),
    )
    pen.text(_LEFT, 284, printed, Type(7.5), width=110)
    taken = words("Received by, name and signature:")
    pen.text(_LEFT, 277, taken, Type(8.4), width=70)
    pen.across(_LEFT + 64, 277.6, _RIGHT - 40)
    number = words("Page {n} of {all}", n=sheet[0], all=sheet[1])
    pen.text(_RIGHT, 284, number, Type(8.4), align=Align.END)
