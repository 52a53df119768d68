"""What the dialog of sticks is made of: where to go, what an exchange did, one more laptop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QRadioButton, QVBoxLayout

from camp_desk.actions.sticks import Invited
from camp_desk.domain.roles import Role
from camp_desk.domain.words import Words
from camp_desk.sync.exchange import Exchange
from camp_desk.sync.order import Missing
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.drives import Drive
from camp_desk.ui.look import Look
from camp_desk.ui.officers.adding import roles
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Card, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.fields import Field, Line
from camp_desk.ui.widgets.labels import Drawing, Label

_GB = 1_000_000_000
_REFUSED_SHOWN = 6


class PlacesCard(Card):
    """Offers the sticks that are plugged in, and any folder."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._words = look, look.words
        self._drives: tuple[Drive, ...] = ()
        self._folder: Path | None = None
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout()
        self._box.setSpacing(look.px(4))
        self.none = Label(look, look.words("No stick is plugged in."), "hint", wrapped=True)
        self.choose = Button(look, look.words("Choose a folder …"), "folder-open")
        head = row(
            look,
            Drawing(look, "usb", "primary", 22),
            (Label(look, look.words("Stick or folder"), "subtitle"), 1),
            self.choose,
            gap=10,
        )
        self.setLayout(padded(look, column(look, head, self.none, self._box, gap=10), 18, 14))
        self.choose.clicked.connect(self._choose)

    @property
    def folder(self) -> Path | None:
        """Return the folder that is chosen."""
        button = self._group.checkedButton()
        return Path(str(button.property("folder"))) if button else None

    @property
    def offers(self) -> list[QRadioButton]:
        """Return what can be chosen, the sticks first."""
        return [each for each in self._group.buttons() if isinstance(each, QRadioButton)]

    def show_drives(self, drives: Sequence[Drive]) -> None:
        """Offer these sticks; one that was chosen and is still there stays chosen."""
        if tuple(drives) != self._drives:
            self._drives = tuple(drives)
            self._rebuild(self.folder)

    def offer_folder(self, folder: Path) -> None:
        """Offer a folder beside the sticks, and choose it."""
        self._folder = folder
        self._rebuild(folder)

    def _rebuild(self, chosen: Path | None) -> None:
        for button in self.offers:
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        words = self._words
        for drive in self._drives:
            text = words(
                "{name}   ({place}, {free} GB free)",
                name=isolated(drive.name),
                place=ltr(str(drive.root)),
                free=f"{drive.free / _GB:.1f}",
            )
            self._add(text, drive.root)
        if self._folder is not None:
            self._add(words("Folder {place}", place=ltr(str(self._folder))), self._folder)
        for at, button in enumerate(self.offers):
            if at == 0 or str(chosen) == button.property("folder"):
                button.setChecked(True)
        self.none.setVisible(not self.offers)

    def _add(self, text: str, folder: Path) -> None:
        button = QRadioButton(text)
        button.setProperty("folder", str(folder))
        button.setAccessibleName(text)
        self._group.addButton(button)
        self._box.addWidget(button)

    def _choose(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self._words("Choose a folder")):
            self.offer_folder(Path(folder))


class SyncedCard(Card):
    """Says what an exchange did."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = look.words
        self.done = Label(look, part="subtitle", wrapped=True)
        self.lines = Label(look, part="said", wrapped=True)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.comparing = Label(look, part="hint", wrapped=True)
        self.findings = Button(look, "", "triangle-alert")
        self.pull = Banner(look)
        box = column(
            look, self.done, self.lines, self.pull, self.comparing,
            row(look, self.findings, None), gap=10,
        )  # fmt: skip
        self.setLayout(padded(look, box, 18, 14))
        self.hide()

    def show_exchange(self, exchange: Exchange) -> None:
        """Say what was taken and given, what is waited for and what was refused."""
        words = self._words
        self.done.say(
            words.plural("{n} entry taken in", "{n} entries taken in", exchange.taken)
            + " · "
            + words.plural("{n} entry given", "{n} entries given", exchange.given)
        )
        lines = [waiting(each, words) for each in exchange.missing]
        for name, refusal in exchange.refused[:_REFUSED_SHOWN]:
            lines.append(f"{ltr(name)}: {words.sentence(refusal)}")
        more = len(exchange.refused) - _REFUSED_SHOWN
        if more > 0:
            lines.append(
                words.plural("{n} more file was not taken in.", "{n} more files were not taken in.",
                             more)
            )  # fmt: skip
        self.lines.say("\n".join(lines))
        self.lines.setVisible(bool(lines))
        self.findings.hide()
        self.comparing.hide()
        self.pull.say("ok", words("You may pull the stick out now."))
        self.show()

    def say_findings(self, count: int) -> None:
        """Say how many findings wait for a person, as the way to them."""
        self.findings.say(
            self._words.plural(
                "{n} finding waits for a decision", "{n} findings wait for a decision", count
            )
        )
        self.findings.setVisible(count > 0)

    def say_comparing(self, left: int) -> None:
        """Say how many of the families that came are still to be compared."""
        self.comparing.say(
            self._words.plural(
                "{n} new family is now compared with all others. You can go on working; more"
                " findings may come.",
                "{n} new families are now compared with all others. You can go on working; more"
                " findings may come.",
                left,
            )
        )
        self.comparing.setVisible(left > 0)


class InviteCard(Card):
    """Asks for an invitation, and shows its code in large letters."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._words = words
        self.name = Line(words("Name of the other officer"), longest=60)
        self.role = Choice(look, words("Role"), roles(words))
        self.role.choose(Role.SUPERVISOR.value)
        self.invite = Button(look, words("Invite a desk"), "mail-plus")
        self.trouble = Banner(look)
        self.code = Label(look, part="figure", wrapped=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.tell = Label(look, part="said", wrapped=True)
        hint = words(
            "Another laptop joins this camp with the stick and a code of eight words. For"
            " supervisors."
        )
        field = Field(look, words("Name of the other officer"), self.name)
        role = Field(look, words("Role"), self.role)
        line = row(look, (field, 3), (role, 2), self.invite, gap=10)
        line.setAlignment(self.invite, Qt.AlignmentFlag.AlignBottom)
        head = row(
            look,
            Drawing(look, "user-plus", "primary", 22),
            (Label(look, words("One more laptop"), "subtitle"), 1),
            gap=10,
        )
        box = column(
            look,
            head,
            Label(look, hint, "hint", wrapped=True),
            line,
            self.trouble,
            self.code,
            self.tell,
            gap=8,
        )
        self.setLayout(padded(look, box, 18, 14))
        self.forget()

    def show_invited(self, invited: Invited) -> None:
        """Show the code, four words a line."""
        words = self._words
        parts = invited.code.replace("-", " ").split()
        half = len(parts) // 2
        self.code.say(f"{ltr(' '.join(parts[:half]))}\n{ltr(' '.join(parts[half:]))}")
        self.code.setAccessibleName(words("Code: {code}", code=invited.code))
        self.tell.say(
            words(
                "The invitation for desk {desk} is on the stick. Tell its officer this code by"
                " voice; it is shown only now and is not on the stick. Do not keep the two"
                " together.",
                desk=ltr(f"{invited.desk:03d}"),
            )
        )
        self.code.show()
        self.tell.show()

    def forget(self) -> None:
        """Hide the code of an earlier invitation."""
        self.code.say("")
        self.code.hide()
        self.tell.hide()
        self.trouble.say("info", "")


def waiting(missing: Missing, words: Words) -> str:
    """Return what segments here wait for, as a sentence."""
    desk = ltr(f"{missing.desk:03d}")
    if missing.first == missing.last:
        return words(
            "Waiting for segment {number} of desk {desk}.", number=missing.first, desk=desk
        )
    return words(
        "Waiting for segments {first} to {last} of desk {desk}.",
        first=missing.first,
        last=missing.last,
        desk=desk,
    )
