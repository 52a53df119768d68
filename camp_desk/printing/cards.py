"""Ration cards: four on a page, to be cut apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from camp_desk.domain.cards import written
from camp_desk.domain.progress import Report, silent
from camp_desk.domain.words import Words
from camp_desk.printing.bidi import levels
from camp_desk.printing.demonstration import draw_band
from camp_desk.printing.pages import A4, About, Pages
from camp_desk.printing.pen import HEAD, Align, Pen, Reading, Type
from camp_desk.printing.qr import card_encoder
from camp_desk.printing.text import one_line

PER_PAGE = 4

_WIDTH, _HEIGHT = A4[0] / 2, A4[1] / 2
_EDGE = 7.5
_CODE = 33.0
"""The QR code, 1.6 mm a module: it is read when it is worn."""

_TEXT = _EDGE + _CODE + 5
"""Where the texts beside the code begin."""

_RIGHT = _WIDTH - _EDGE
_SIZE_BOX = 19.0
_CELLS_ACROSS, _CELLS_DOWN = 6, 2
_CELLS_TOP, _CELL_HEIGHT = 87.2, 16.0
_TOO_LONG = 1.3
"""How many times its room a name in one line may need: then it would be smaller than 10 points."""

_FORM = "card"
_LABEL = Type(6.6)


@dataclass(frozen=True, slots=True)
class CardValue:
    """One family's card.

    ``code`` is `camp_desk.domain.cards.card_code` of number and issue; ``head`` is the
    name as it was typed, ``head_latin`` may be empty.
    """

    number: int
    issue: int
    head: str
    head_latin: str
    persons: int
    place: str
    code: str


@dataclass(frozen=True, slots=True)
class CampName:
    """The camp's name in the card's language and, where there is one, in the second."""

    name: str
    other: str = ""


def write_cards(
    out: BinaryIO,
    camp: CampName,
    cards: Iterable[CardValue],
    *,
    cards_count: int,
    words: Words,
    other: Words | None = None,
    demonstration: bool = False,
    report: Report = silent,
) -> None:
    """Write cards of A6 as a PDF, four to an A4 page with lines to cut along.

    The same values always give the same bytes, and memory does not grow with the cards.

    Raises:
        ValueError: There are no cards, or not ``cards_count`` of them.
    """
    about = About(words("Household ration cards"), camp.name, words.language)
    total = -(-cards_count // PER_PAGE)
    with Pages(out, A4, about) as pages:
        pen = Pen(pages, right_to_left=words.right_to_left, size=(_WIDTH, _HEIGHT))
        with pages.form(_FORM):
            _Blank(pen, words, other).draw(camp, demonstration=demonstration)
        remaining, written_out = iter(cards), 0
        for page in range(1, total + 1):
            here = tuple(islice(remaining, PER_PAGE))
            for nth, card in enumerate(here):
                _draw_on(pages, pen, nth, card)
            _draw_cuts(pages)
            pages.end_page()
            written_out += len(here)
            report(page, total)
        if not written_out or written_out != cards_count or next(remaining, None) is not None:
            raise ValueError(f"not {cards_count} cards, as was said")


def _draw_on(pages: Pages, pen: Pen, nth: int, card: CardValue) -> None:
    """Draw a card on its quarter of the page, the first one where reading starts."""
    column, row = nth % 2, nth // 2
    across = 1 - column if pen.right_to_left else column
    with pages.shifted(across * _WIDTH, (1 - row) * _HEIGHT):
        pages.place(_FORM)
        _draw_card(pen, card)


def _draw_cuts(pages: Pages) -> None:
    page = Pen(pages, right_to_left=False)
    pages.code.append("[2 2] 0 d")
    page.down(_WIDTH, 0, A4[1], rule=0.5)
    page.across(0, _HEIGHT, A4[0], rule=0.5)
    pages.code.append("[] 0 d")


def _draw_card(pen: Pen, card: CardValue) -> None:
    number = written(card.number)
    pen.text(
        _WIDTH / 2, 35.9, number, Type(21, bold=True),
        align=Align.CENTRE, reading=Reading.LEFT_TO_RIGHT,
    )  # fmt: skip
    pen.code(_EDGE + 1, 42.4, _CODE, card_encoder().encode(card.code))
    room = _RIGHT - _TEXT
    _draw_head(pen, one_line(card.head), one_line(card.head_latin), room)
    beside = room - _SIZE_BOX - 2
    place = one_line(card.place)
    pen.text(_TEXT, 67.6, place, Type(9.4, bold=True), width=beside, reading=Reading.OWN)
    pen.text(_TEXT, 76.6, str(card.issue), Type(9.4, bold=True))
    pen.text(
        _RIGHT - _SIZE_BOX / 2, 71.4, str(card.persons), Type(24, bold=True),
        align=Align.CENTRE, width=_SIZE_BOX - 2,
    )  # fmt: skip


def _draw_head(pen: Pen, name: str, latin: str, room: float) -> None:
    """Draw the head's name, in two lines where it is too long for one and nothing is below."""
    kind = Type(12.4, bold=True)
    if not latin and pen.measure(name, kind, Reading.OWN) > room * _TOO_LONG:
        kind = Type(10, bold=True)
        reading = Reading(levels(name)[0])
        name, latin = pen.two_lines(name, kind, room, reading)
        pen.text(_TEXT, 51.8, name, kind, width=room, reading=reading)
        pen.text(_TEXT, 57.0, latin, kind, width=room, reading=reading)
        return
    pen.text(_TEXT, 52.2, name, kind, width=room, reading=Reading.OWN)
    pen.text(_TEXT, 57.8, latin, Type(8.8), width=room, reading=Reading.OWN)


class _Blank:
    """What is the same on every card, in one language or two."""

    def __init__(self, pen: Pen, words: Words, other: Words | None) -> None:
        self._pen = pen
        self._words = words
        self._other = other
        self._other_reading = Reading.PAGE
        if other:
            turned = other.right_to_left
            self._other_reading = Reading.RIGHT_TO_LEFT if turned else Reading.LEFT_TO_RIGHT

    def draw(self, camp: CampName, *, demonstration: bool) -> None:
        """Draw the card without a family's data."""
        if demonstration:
            draw_band(
                self._pen, self._words, self._other,
                left=_EDGE, right=_RIGHT, top=4.2, height=5.2,
            )  # fmt: skip
        self._draw_title(camp)
        self._draw_labels()
        self._draw_cells()
        self._draw_rules()

    def _draw_title(self, camp: CampName) -> None:
        pen, whole = self._pen, _RIGHT - _EDGE
        room = whole * 0.6 if self._other else whole
        pen.text(
            _EDGE, 14.2, one_line(camp.name), Type(12.5, bold=True),
            width=room, reading=Reading.OWN,
        )  # fmt: skip
        pen.text(_EDGE, 19.0, self._words("Household ration card"), Type(9.2), width=room)
        if self._other:
            pen.text(
                _RIGHT, 14.0, one_line(camp.other), Type(9, bold=True),
                align=Align.END, width=whole * 0.38, reading=Reading.OWN,
            )  # fmt: skip
            pen.text(
                _RIGHT, 18.8, self._other("Household ration card"), Type(7.6),
                align=Align.END, width=whole * 0.38, reading=self._other_reading,
            )  # fmt: skip
        pen.across(_EDGE, 21.4, _RIGHT, rule=1.6)

    def _both(
        self, left: float, right: float, y: float, texts: tuple[str, str], kind: Type
    ) -> None:
        """Write a label in the card's language, and in the second at the other end."""
        room = (right - left) * (0.55 if self._other else 1.0)
        wide = self._pen.text(left, y, texts[0], kind, width=room)
        if self._other:
            self._pen.text(
                right, y, texts[1], kind, align=Align.END,
                width=right - left - wide - 2, reading=self._other_reading,
            )  # fmt: skip

    def _draw_labels(self) -> None:
        pen, words, other = self._pen, self._words, self._other or self._words
        pen.round_rect(_EDGE, 24, _RIGHT - _EDGE, 14.2, fill=HEAD)
        number = (words("Card number"), other("Card number"))
        self._both(_EDGE + 2.4, _RIGHT - 2.4, 27.9, number, _LABEL)
        head = (words("Head of household"), other("Head of household"))
        self._both(_TEXT, _RIGHT, 45.2, head, _LABEL)
        pen.across(_TEXT, 59.8, _RIGHT)
        beside = _RIGHT - _SIZE_BOX - 2 - _TEXT
        pen.text(_TEXT, 63.2, words("Sector / block / shelter"), _LABEL, width=beside)
        issue = (words("Issue"), other("Issue"))
        self._both(_TEXT, _TEXT + beside, 72.2, issue, _LABEL)
        pen.round_box(_RIGHT - _SIZE_BOX, 61.8, _SIZE_BOX, 15.2, rule=0.8)
        pen.text(
            _RIGHT - _SIZE_BOX / 2, 75.4, words("Family size"), Type(5.6),
            align=Align.CENTRE, width=_SIZE_BOX - 1,
        )  # fmt: skip

    def _draw_cells(self) -> None:
        """Draw one cell to be punched for each of twelve distributions."""
        pen, words, other = self._pen, self._words, self._other or self._words
        title = (words("One punch per distribution"), other("One punch per distribution"))
        self._both(_EDGE, _RIGHT, _CELLS_TOP - 2.2, title, Type(7.6, bold=True))
        width = (_RIGHT - _EDGE) / _CELLS_ACROSS
        for nth in range(_CELLS_ACROSS * _CELLS_DOWN):
            row, column = divmod(nth, _CELLS_ACROSS)
            x, y = _EDGE + column * width, _CELLS_TOP + row * _CELL_HEIGHT
            pen.box(x, y, width, _CELL_HEIGHT, rule=0.6)
            pen.text(x + 1.3, y + 4.0, str(nth + 1), Type(8.6, bold=True))
            pen.ring(x + width / 2, y + _CELL_HEIGHT / 2 + 1.3, 3.5, rule=0.4)

    def _draw_rules(self) -> None:
        """Write what the family must know."""
        y = _CELLS_TOP + _CELLS_DOWN * _CELL_HEIGHT + 5
        for words in filter(None, (self._words, self._other)):
            text = words(
                "Bring this card to every distribution. Not transferable."
                " Report loss at once: the lost card is blocked."
            )
            y = self._paragraph(text, words, y) + 0.6
        words, other = self._words, self._other or self._words
        found = (
            words("If found, hand in at the camp management office."),
            other("If found, hand in at the camp management office."),
        )
        self._both(_EDGE, _RIGHT, 143.4, found, Type(6.2, bold=True))

    def _paragraph(self, text: str, words: Words, y: float) -> float:
        """Write a paragraph at the side where its language starts; return where it ends."""
        kind = Type(6.4)
        turned = words.right_to_left != self._pen.right_to_left
        align, x = (Align.END, _RIGHT) if turned else (Align.START, _EDGE)
        reading = Reading.RIGHT_TO_LEFT if words.right_to_left else Reading.LEFT_TO_RIGHT
        for line in self._pen.wrapped(text, kind, _RIGHT - _EDGE, reading):
            self._pen.text(x, y, line, kind, align=align, reading=reading)
            y += 3.2
        return y
