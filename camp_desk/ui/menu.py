"""What the menu and the tabs of an open camp open: each a dialog of its own.

Dialogs are imported when they are first opened: all of them are 160 modules and 10 MB more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction

from camp_desk.actions import paper
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.ids import HouseholdId
from camp_desk.domain.roles import Right
from camp_desk.domain.words import Words
from camp_desk.storage.camp import Camp
from camp_desk.storage.views import About, Views
from camp_desk.ui.comparing import WholeCampRun
from camp_desk.ui.for_role import covers
from camp_desk.ui.frame import Frame
from camp_desk.ui.look import Look
from camp_desk.ui.paper import show_paper
from camp_desk.ui.workspace import Workspace


class Menu(QObject):
    """Opens dialogs over a window, and lives as long as the window."""

    erase_wanted = Signal()
    completing = Signal(object)
    """The record of this household is to be completed in the form."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace[Camp, Views],
        frame: Frame,
        now: Callable[[], datetime],
        whole_camp: WholeCampRun,
    ) -> None:
        super().__init__(frame)
        self._look, self._workspace, self._frame = look, workspace, frame
        self._now, self._whole_camp = now, whole_camp
        words = look.words
        self._rights: dict[QAction, Right] = {}
        for icon, text, slot, right in (
            ("file-down", words("Take in a list …"), self.take_in, Right.REGISTER),
            ("file-spreadsheet", words("Export a list …"), self.export, None),
            ("printer", words("Print ration cards …"), self.print_all_cards, Right.PRINT_CARDS),
            ("triangle-alert", words("Findings …"), self.show_findings, Right.SEE_NAMES),
            ("tent", words("Plan of the camp …"), self.show_plan, Right.SEE_NAMES),
            ("hand-helping", words("Specific needs …"), self.show_needs, Right.SEE_NEEDS),
            ("scan-barcode", words("Tokens and wristbands …"), self.show_tokens, Right.SEE_NAMES),
            ("truck", words("Buses: manifests …"), self.show_buses, Right.SEE_NAMES),
            ("copy", words("Check the whole camp for duplicates …"), self.check_camp, Right.DECIDE),
            ("usb", words("Sync, invite a desk …"), self.sync, Right.SYNC),
            ("users", words("Officers …"), self.show_officers, None),
            ("circle-question-mark", words("Help"), self.help, None),
            ("info", words("About Camp Desk"), self.show_about, None),
            ("trash-2", words("Lock and erase this laptop …"), self.erase_wanted, None),
        ):
            action = frame.add_to_menu(icon, text)
            action.triggered.connect(slot)
            if right is not None:
                self._rights[action] = right

    def show_for(self, about: About) -> None:
        """Show what an officer's role of this moment covers."""
        for action, right in self._rights.items():
            action.setVisible(covers(about, right))

    @Slot()
    def sync(self) -> None:
        """Bring desk and stick together, or invite a desk."""
        from camp_desk.ui.stick import StickDialog

        StickDialog.ask(self._look, self._workspace, self._frame)

    @Slot()
    def take_in(self) -> None:
        """Take in a list of arrivals."""
        from camp_desk.ui.lists import ListDialog

        ListDialog.ask(self._look, self._workspace, self._now, self._frame)

    @Slot(object)
    def show_household(self, household: HouseholdId) -> None:
        """Show the page of a household."""
        from camp_desk.ui.households import HouseholdDialog

        if HouseholdDialog.ask(
            self._look, self._workspace, household, lambda: self._now().date(), self._frame
        ):
            self.completing.emit(household)

    @Slot()
    def export(self) -> None:
        """Write a list to a spreadsheet."""
        from camp_desk.ui.export import ExportDialog

        ExportDialog.ask(self._look, self._workspace, self._frame)

    @Slot()
    def show_findings(self) -> None:
        """Show what is to be decided."""
        from camp_desk.ui.findings import FindingsDialog

        FindingsDialog.ask(self._look, self._workspace, self._frame)

    @Slot()
    def show_plan(self) -> None:
        """Show the camp's shelters."""
        from camp_desk.ui.places.dialog import PlanDialog

        PlanDialog.ask(self._look, self._workspace, self._frame)

    @Slot()
    def show_officers(self) -> None:
        """Show who works here, in which role."""
        from camp_desk.ui.officers import OfficersDialog

        OfficersDialog.ask(self._look, self._workspace, self._frame)

    @Slot()
    def show_needs(self) -> None:
        """Show what the camp asks for and how many people need it."""
        from camp_desk.ui.needs.camp import CampNeedsDialog

        CampNeedsDialog.ask(self._look, self._workspace, self._frame)

    @Slot()
    def show_tokens(self) -> None:
        """Show the tokens and wristbands."""
        from camp_desk.ui.tokens import TokensDialog

        TokensDialog.ask(self._look, self._workspace, self._frame)

    @Slot()
    def show_buses(self) -> None:
        """Show the buses that came and leave."""
        from camp_desk.ui.buses import BusesDialog

        BusesDialog.ask(self._look, self._workspace, self._now, self._frame)

    @Slot()
    def check_camp(self) -> None:
        """Compare all households anew."""
        from camp_desk.ui.findings import WholeCampDialog

        dialog = WholeCampDialog(self._look, self._whole_camp, self._frame)
        dialog.findings_wanted.connect(self.show_findings, Qt.ConnectionType.QueuedConnection)
        dialog.show()

    @Slot()
    def help(self) -> None:
        """Show the help."""
        from camp_desk.ui.about import HelpDialog

        HelpDialog.ask(self._look, self._frame)

    @Slot()
    def show_about(self) -> None:
        """Show what this program is."""
        from camp_desk.ui.about import AboutDialog

        AboutDialog.ask(self._look, self._frame)

    @Slot()
    def print_all_cards(self) -> None:
        """Print the card of every household."""
        self.print_cards(())

    @Slot(object)
    def print_cards(self, numbers: tuple[int, ...]) -> None:
        """Print these cards; all if there is none."""
        self._workspace.do(
            partial(_cards, self._look.words, numbers), self._cards_ready, self._trouble
        )

    def _cards_ready(self, pdf: bytes) -> None:
        show_paper(self._look, self._look.words("Household ration cards"), pdf, self._frame)

    def _trouble(self, error: CampDeskError) -> None:
        self._frame.toast.say(self._look.words.sentence(error))


def _cards(words: Words, numbers: tuple[int, ...], camp: Camp) -> bytes:
    out = BytesIO()
    other = paper.second_language(words)
    paper.print_cards(camp, out, words=words, other=other, numbers=numbers)
    return out.getvalue()
