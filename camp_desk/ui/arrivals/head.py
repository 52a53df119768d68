"""The head of the family on the form, with the family's phone and place in the camp."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from camp_desk.actions.checks import NotAName
from camp_desk.domain.digits import phone
from camp_desk.domain.naming import no_name
from camp_desk.domain.registration import HEAD, Member, Place, Registration, Sex
from camp_desk.ui.arrivals.inheriting import Names
from camp_desk.ui.arrivals.people import FEMALE_KEYS, MALE_KEYS, AgeLine, sexes
from camp_desk.ui.arrivals.token import TokenLine
from camp_desk.ui.direction import isolated
from camp_desk.ui.look import Look
from camp_desk.ui.needs.mark import NeedMark
from camp_desk.ui.places.beside import PlaceHelp
from camp_desk.ui.widgets.boxes import column, row
from camp_desk.ui.widgets.choices import Choice, Options, Segmented
from camp_desk.ui.widgets.fields import Field, Line, ReadLine

_LONGEST_CODE = 12


class HeadBlock(QWidget):
    """Names, sex, age and phone of the head, and where the family lives."""

    edited = Signal()
    moved_on = Signal()
    """The sex was chosen by its key: the age comes next."""

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.own = Line(words("Own name"))
        self.father = Line(words("Father’s name"))
        self.grandfather = Line(words("Grandfather’s name"))
        self.laqab = Line(words("Family name or laqab"))
        self.sex = Segmented(look, words("Sex"), sexes(words), f"{FEMALE_KEYS} {MALE_KEYS}")
        self.age = AgeLine(look, today)
        self.phone = ReadLine(words("Phone"), _phone)
        self.phone.setProperty("part", "tight")  # a whole number has just room
        self.sector = Choice(look, words("Sector"), typed=True)
        self.block = Choice(look, words("Block"), typed=True)
        for code in (self.sector, self.block):
            code.setMinimumContentsLength(2)
            code.setCompleter(None)  # type: ignore[arg-type]  # else 1 becomes 12 by itself
            code.lineEdit().setMaxLength(_LONGEST_CODE)  # type: ignore[union-attr]
        self._blocks: Mapping[str, Options] = {}
        self.shelter = Line(words("Shelter"), longest=_LONGEST_CODE)
        self.help = PlaceHelp(look)
        self.needs = NeedMark(look)
        self.token = TokenLine(look)
        self._own_field = Field(look, words("Own name"), self.own, required=True)
        self._age_field = Field(look, words("Age or year"), self.age)
        self._phone_field = Field(look, words("Phone"), self.phone)
        self._laqab_field = Field(look, words("Family name or laqab"), self.laqab)
        self._named = self._everything = True
        self._lay_out(look)
        self._connect()

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Enter goes, one after the other."""
        return (
            self.own,
            self.father,
            self.grandfather,
            self.laqab,
            self.sex,
            self.age,
            self.phone,
            self.sector,
            self.block,
            self.shelter,
        )

    @property
    def names(self) -> Names:
        """Return the names as far as they are typed."""
        return Names(self.own.words, self.father.words, self.grandfather.words, self.laqab.words)

    @property
    def head_sex(self) -> Sex:
        """Return the sex, UNKNOWN while none is chosen."""
        return Sex(self.sex.value) if self.sex.value else Sex.UNKNOWN

    @property
    def head(self) -> Member:
        """Return the head as far as is typed."""
        names = self.names
        unseen = not self._everything and no_name(names.laqab)
        return Member(
            names.own,
            names.father,
            names.grandfather,
            "" if unseen else names.laqab,
            self.head_sex,
            self.age.value,
            HEAD,
        )

    @property
    def lives(self) -> Place:
        """Return the place in the camp as typed."""
        return Place(self.sector.value, self.block.value, self.shelter.words)

    def offer(self, sectors: Options, blocks: Mapping[str, Options]) -> None:
        """Offer the camp's sectors and the blocks of each; others may be typed."""
        self._blocks = blocks
        self.sector.offer(sectors)
        self._offer_blocks()

    def show_family(self, family: Registration) -> None:
        """Show a family's head, phone and place."""
        head = family.head
        for line, text in zip(
            (self.own, self.father, self.grandfather, self.laqab),
            (head.own, head.father, head.grandfather, head.laqab),
            strict=True,
        ):
            line.setText(text)
        self.sex.choose(head.sex.value if head.sex in {Sex.FEMALE, Sex.MALE} else "")
        self.age.show_birth(head.birth)
        self.phone.setText(family.phone)
        self._show_place(family.place)
        self.needs.restore("")
        self.token.begin()

    def ask_for(self, *, named: bool, everything: bool) -> None:
        """Show the names at all, and beside the first three what a count does not ask."""
        self._named, self._everything = named, everything
        self._names.setVisible(named)
        for block in (self._laqab_field, self._person):
            block.setVisible(everything)
        if not (named and everything):
            self.forget_trouble()

    def put_place(self, place: Place) -> None:
        """Put a place into its fields as if it were typed."""
        self._show_place(place)
        self._edited()

    def _show_place(self, place: Place) -> None:
        self.sector.choose(place.sector)
        self.block.choose(place.block)
        self.shelter.setText(place.shelter)

    def trouble(self) -> QWidget | None:
        """Say beside the fields what is wrong, and return the first field that is.

        What is not asked for cannot be seen, and so not be corrected: it stops nobody.
        """
        words = self._words
        names = [self.own, self.father, self.grandfather] if self._named else []
        names += [self.laqab] if self._named and self._everything else []
        wrong_name = no_name(*(line.words for line in names))
        checks = (
            (
                self._own_field,
                self._named and not self.own.words,
                words("Type the head’s own name."),
            ),
            (
                self._age_field,
                self._everything and self.age.unreadable,
                words("Type an age, a year, or a day like 1/7/1979."),
            ),
            (
                self._phone_field,
                self._everything and self.phone.unreadable,
                words("Type a telephone number, or leave it empty."),
            ),
        )
        for field, wrong, sentence in checks:
            field.show_trouble(sentence if wrong else "")
        if wrong_name:
            error = NotAName(text=isolated(wrong_name))
            self._own_field.show_trouble(words.sentence(error))
            return next(line for line in names if line.words == wrong_name)
        first = next((field.editor for field, wrong, _ in checks if wrong), None)
        return first or self.token.trouble()

    def forget_trouble(self) -> None:
        """Take back what was said beside the fields."""
        for field in (self._own_field, self._age_field, self._phone_field):
            field.show_trouble("")

    def draft(self) -> dict[str, str]:
        """Return what is typed, as texts."""
        typed = {name: line.text() for name, line in self._lines()}
        return {**typed, "sex": self.sex.value, "needs": self.needs.draft()}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show what was typed before; a text that is missing empties its field."""
        self.token.begin()
        for name, line in self._lines():
            line.setText(draft.get(name, ""))
        self.sex.choose(draft.get("sex", ""))
        self.needs.restore(draft.get("needs", ""))
        self.help.say("")

    def _lines(self) -> Sequence[tuple[str, Line]]:
        sector, block = self.sector.lineEdit(), self.block.lineEdit()
        return (
            ("own", self.own),
            ("father", self.father),
            ("grandfather", self.grandfather),
            ("laqab", self.laqab),
            ("age", self.age),
            ("phone", self.phone),
            ("sector", sector),  # type: ignore[return-value]
            ("block", block),
            ("shelter", self.shelter),
            ("token", self.token.line),
        )

    def _lay_out(self, look: Look) -> None:
        words = look.words
        names = QGridLayout()
        names.setHorizontalSpacing(look.px(12))
        names.setVerticalSpacing(look.px(6))
        names.addWidget(self._own_field, 0, 0)
        names.addWidget(Field(look, words("Father’s name"), self.father), 0, 1)
        names.addWidget(Field(look, words("Grandfather’s name"), self.grandfather), 1, 0)
        names.addWidget(self._laqab_field, 1, 1)
        names.setColumnStretch(0, 1)
        names.setColumnStretch(1, 1)
        self._age_field.setFixedWidth(look.px(84))
        person = row(
            look,
            (Field(look, words("Sex"), self.sex), 1),
            self._age_field,
            (self._phone_field, 1),
            self.needs,
            gap=12,
        )
        lives = row(
            look,
            (Field(look, words("Sector"), self.sector), 1),
            (Field(look, words("Block"), self.block), 1),
            (Field(look, words("Shelter"), self.shelter), 1),
            self.help,
            gap=8,
        )
        lives.setAlignment(self.help, Qt.AlignmentFlag.AlignBottom)
        self._names, self._person = QWidget(), QWidget()
        for block, box in ((self._names, names), (self._person, person)):
            box.setContentsMargins(0, 0, 0, 0)
            block.setLayout(box)
        shown = column(look, self._names, self._person, self.token, lives, self.help.said, gap=6)
        self.setLayout(shown)

    def _connect(self) -> None:
        for _, line in self._lines():
            line.textEdited.connect(self._edited)
        for code in (self.sector, self.block):
            code.activated.connect(self._edited)
        self.sector.editTextChanged.connect(self._offer_blocks)
        self.sex.changed.connect(self._edited)
        self.sex.chosen.connect(self._moved_on)

    def _edited(self) -> None:
        self.edited.emit()

    def _offer_blocks(self) -> None:
        self.block.offer(self._blocks.get(self.sector.value, ()))

    def _moved_on(self) -> None:
        self.moved_on.emit()


def _phone(text: str) -> str | None:
    return phone(text) or None
