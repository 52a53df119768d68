"""The dialog of officers: who they are, which role each has, and one more on this laptop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from camp_desk.actions import officers
from camp_desk.actions.officers import DOES, ROLES
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.roles import Right, Role, may
from camp_desk.storage.camp import Camp
from camp_desk.storage.officers import OfficerRow
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.tables import Changes, Topic
from camp_desk.storage.views import About, Views
from camp_desk.ui.dialogs import Dialog
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.look import Look
from camp_desk.ui.officers.adding import AddingCard, NewOfficer, roles
from camp_desk.ui.widgets.banners import Banner
from camp_desk.ui.widgets.boxes import Scrolled, column, padded, row
from camp_desk.ui.widgets.buttons import Button
from camp_desk.ui.widgets.choices import Choice
from camp_desk.ui.widgets.columns import Column, RowsModel
from camp_desk.ui.widgets.labels import Label
from camp_desk.ui.widgets.tables import Table
from camp_desk.ui.workspace import Workspace


class OfficersDialog(Dialog):
    """Everybody may look; a supervisor gives roles, retires and adds officers."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        parent: QWidget | None = None,
        *,
        cost: Cost | None = None,
    ) -> None:
        """Take the cost of guessing a passphrase, if it is not the usual one."""
        words = look.words
        super().__init__(look, words("Officers"), parent)
        self._workspace, self._cost = workspace, cost
        self._chosen = b""
        self.said = Banner(look)
        self.model: RowsModel[OfficerRow] = RowsModel(self._columns(), self)
        self.table = Table(look, words("Officers"), self.model)
        self.role = Choice(look, words("Role"), roles(words))
        self.give = Button(look, words("Give this role"), "check", "primary")
        self.retire = Button(look, words("Retire"))
        self.does = Label(look, part="small", wrapped=True)
        self.adding = AddingCard(look)
        self.close_button = Button(look, words("Close"), part="ghost")
        self._managing = QWidget()
        self._managing.setLayout(
            column(
                look, row(look, (self.role, 1), self.give, self.retire), self.does, self.adding,
                gap=8,
            )
        )  # fmt: skip
        inner = QWidget()
        inner.setLayout(column(look, self.said, self.table, self._managing, None, gap=10))
        foot = row(look, None, self.close_button)
        self.setLayout(padded(look, column(look, (Scrolled(inner), 1), foot, gap=10), 16))
        self.table.setMinimumHeight(look.px(132))
        self._managing.hide()
        self._connect()
        self.fit(720, 690)
        self._read()
        self.table.setFocus()

    @classmethod
    def ask(
        cls, look: Look, workspace: Workspace[Camp, Views], parent: QWidget | None = None
    ) -> None:
        """Show the officers until the dialog is closed."""
        cls(look, workspace, parent).wait()

    def _columns(self) -> tuple[Column[OfficerRow], ...]:
        words = self._words
        return (
            Column(words("Name"), lambda each: isolated(each.name), 0),
            Column(
                words("Role"),
                lambda each: words("Retired") if each.retired else words(ROLES[each.role]),
                130, tone=lambda each: "" if each.retired else "info",
            ),
            Column(words("Desk"), lambda each: ltr(f"{each.desk:03d}"), 70),
            Column(words("Since"), lambda each: ltr(each.since.isoformat()), 110),
        )  # fmt: skip

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.role.currentIndexChanged.connect(self._show_role)
        self.give.clicked.connect(self._give)
        self.retire.clicked.connect(self._retire_or_bring_back)
        self.adding.wanted.connect(self._add)
        self.close_button.clicked.connect(self.reject)
        self._workspace.changed.connect(self._changed)

    def _read(self) -> None:
        self._workspace.read(_seen, self._show)

    def _show(self, seen: tuple[About, Sequence[OfficerRow]]) -> None:
        about, people = seen
        self.model.show(people)
        self._managing.setVisible(not about.retired and may(about.role, Right.MANAGE))
        at = next((n for n, each in enumerate(people) if each.id == self._chosen), 0)
        self.table.selectRow(at)
        if not any(each.manages for each in people):
            self.said.say(
                "warn",
                self._words(
                    "Nobody may manage officers any more. The recovery sheet gives the right back:"
                    " camp-desk recover."
                ),
            )

    @property
    def chosen(self) -> OfficerRow | None:
        """Return the officer whose row is chosen."""
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    @Slot()
    def _show_chosen(self) -> None:
        officer = self.chosen
        if officer is None:
            return
        self._chosen = officer.id
        self.role.choose(officer.role.value)
        words = self._words
        self.retire.say(words("Take back") if officer.retired else words("Retire"))
        self._show_role()

    @Slot()
    def _show_role(self) -> None:
        officer, role = self.chosen, Role(self.role.value)
        self.does.say(self._words(DOES[role]))
        other = officer is not None and not officer.retired and officer.role is not role
        self.give.setEnabled(other)

    @Slot()
    def _give(self) -> None:
        if (officer := self.chosen) is not None:
            role = Role(self.role.value)
            self._do(
                partial(officers.give_role, officer=officer.id, role=role),
                self._words(
                    "{name} is a {role} now, on other desks after the next sync.",
                    name=isolated(officer.name), role=self._words(ROLES[role]),
                ),
            )  # fmt: skip

    @Slot()
    def _retire_or_bring_back(self) -> None:
        officer, words = self.chosen, self._words
        if officer is None:
            return
        name = isolated(officer.name)
        if officer.retired:
            said = words("{name} works here again.", name=name)
            self._do(partial(officers.bring_back, officer=officer.id), said)
        else:
            said = words("{name} has retired. What was done stays under that name.", name=name)
            self._do(partial(officers.retire, officer=officer.id), said)

    def _do(self, action: object, said: str) -> None:
        self._workspace.do(action, partial(self._done, said), self._trouble)  # type: ignore[arg-type]  # a partial of an action

    def _done(self, said: str, _changes: Changes) -> None:
        self.said.say("ok", said)

    def _trouble(self, error: CampDeskError) -> None:
        self.said.say("danger", self._words.sentence(error))

    @Slot(object)
    def _add(self, new: NewOfficer) -> None:
        self._workspace.do(
            partial(
                officers.add_officer, untrusted_name=new.name, role=new.role,
                passphrase=new.passphrase, cost=self._cost,
            ),
            partial(self._added, new.name), self._not_added,
        )  # fmt: skip

    def _added(self, name: str, _changes: Changes) -> None:
        self.adding.clear()
        self.adding.name.setFocus()
        said = self._words(
            "{name} can open the camp on this laptop now. Close the window to change officers.",
            name=isolated(name),
        )
        self.adding.said.say("ok", said)

    def _not_added(self, error: CampDeskError) -> None:
        self.adding.add.setEnabled(True)
        self.adding.said.say("danger", self._words.sentence(error))

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes:
            self._read()


def _seen(views: Views) -> tuple[About, Sequence[OfficerRow]]:
    return views.about(), views.officers()
