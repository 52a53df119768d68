"""Who works in the camp: roles, officers who retire or come back, a second officer on a laptop."""

from __future__ import annotations

from contextlib import suppress

from camp_desk.actions.checks import bounded
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.roles import Right, Role, may
from camp_desk.domain.words import N_
from camp_desk.storage import keys, officers, slots
from camp_desk.storage.camp import Camp
from camp_desk.storage.changes import Value
from camp_desk.storage.officers import OfficerRow
from camp_desk.storage.passphrase import Cost
from camp_desk.storage.tables import Changes

ROLES = {
    Role.SUPERVISOR: N_("Supervisor"),
    Role.REGISTRAR: N_("Registrar"),
    Role.STOREKEEPER: N_("Storekeeper"),
    Role.DISTRIBUTOR: N_("Distributor"),
}
"""What each role is called."""

DOES = {
    Role.SUPERVISOR: N_("Does everything; gives roles, invites desks, decides findings."),
    Role.REGISTRAR: N_("Registers households and prints their cards."),
    Role.STOREKEEPER: N_("Moves stock; sees numbers and no names."),
    Role.DISTRIBUTOR: N_("Plans lists and hands over."),
}
"""What each role may do, in a few words."""


class NoSuchOfficer(CampDeskError):
    """Nobody of that name works in the camp, or several do."""

    message = N_("There is not exactly one officer “{name}” in this camp.")
    advice = N_("Look at the list of officers, and use the name as it stands there.")


class LastManager(CampDeskError):
    """Nobody would be left who may give roles."""

    message = N_("{name} is the only one who may manage officers.")
    advice = N_("Make somebody else a supervisor first.")


class OfficerUnnamed(CampDeskError):
    """A new officer has no name."""

    message = N_("The officer has no name.")
    advice = N_("Type the name as it shall stand in histories and on sheets.")


class OfficerThere(CampDeskError):
    """An officer of that name works in the camp already."""

    message = N_("There is already an officer {name}.")
    advice = N_("Add the father's name, so that histories and sheets tell the two apart.")


class PassphraseInUse(CampDeskError):
    """Two officers on one laptop would open the camp as the same one."""

    message = N_("This passphrase opens the camp on this laptop already.")
    advice = N_("Let the new officer choose one that nobody else knows.")


def named(camp: Camp, untrusted_name: str) -> OfficerRow:
    """Return the officer of a name; of several with one name the one who works here still.

    Raises:
        NoSuchOfficer: There is none, or more than one.
    """
    name = bounded(untrusted_name)
    found = [each for each in officers.everybody(camp.db) if each.name == name]
    found = [each for each in found if not each.retired] or found
    if len(found) != 1:
        raise NoSuchOfficer(name=name)
    return found[0]


def give_role(camp: Camp, officer: bytes, role: Role) -> Changes:
    """Give an officer another role, on every desk that learns of it.

    Raises:
        NoSuchOfficer, LastManager: Nothing was written.
        NotAllowed: Only a supervisor does this.
    """
    camp.require(Right.MANAGE)
    with camp.action("give-role") as entry:
        _known(camp, officer)
        if not may(role, Right.MANAGE):
            check_another_manages(camp, officer)
        entry.put("officer", officer, {"role": role.value})
    return entry.changes


def retire(camp: Camp, officer: bytes) -> Changes:
    """Let an officer work here no more; the passphrase opens nothing on this laptop any longer.

    What the officer did stays under the officer's name.  On another laptop that nobody else opens
    the passphrase still does, and only to sync: what was recorded there is not lost.

    Raises:
        NoSuchOfficer, LastManager: Nothing was written.
        DamagedSlots, NotWritable, DiskFull: Nothing was written.
        NotAllowed: Only a supervisor does this.
    """
    camp.require(Right.MANAGE)
    with camp.action("retire-officer") as entry:
        _known(camp, officer)
        check_another_manages(camp, officer)
        entry.put("officer", officer, {"closed": 1})
        with suppress(slots.LastOfficer):
            slots.remove(slots.beside(camp.path), officer)
    return entry.changes


def bring_back(camp: Camp, officer: bytes) -> Changes:
    """Let an officer who had retired work here again.

    Raises:
        NoSuchOfficer: Nothing was written.
        NotAllowed: Only a supervisor does this.
    """
    camp.require(Right.MANAGE)
    with camp.action("bring-officer-back") as entry:
        _known(camp, officer)
        entry.put("officer", officer, {"closed": 0})
    return entry.changes


def add_officer(
    camp: Camp, untrusted_name: str, role: Role, passphrase: str, cost: Cost | None = None
) -> Changes:
    """Let one more officer open the camp on this laptop, with a passphrase of their own.

    The camp's signing key goes into a supervisor's slot only, and only from one that holds it.
    An officer who retired and has the same name comes back, and keeps the history.

    Raises:
        OfficerUnnamed, TextTooLong, OfficerThere, EmptyPassphrase, PassphraseInUse: Nothing was
            written.
        DamagedSlots, NotWritable, DiskFull: Nothing was written.
        NotAllowed: Only a supervisor does this.
    """
    camp.require(Right.MANAGE)
    name, file = bounded(untrusted_name), slots.beside(camp.path)
    if not name:
        raise OfficerUnnamed
    same = [each for each in officers.everybody(camp.db) if each.name == name]
    if any(not each.retired for each in same):
        raise OfficerThere(name=name)
    if passphrase.strip() and _opens(camp, passphrase):
        raise PassphraseInUse
    officer = same[0].id if same else keys.new_key()[:16]
    signing = camp.secret.camp_signing if may(role, Right.MANAGE) else None
    secret = slots.SlotSecret(camp.secret.file_key, camp.secret.desk, signing)
    with camp.action("add-officer") as entry:
        entry.put("officer", officer, {"name": name, "role": role.value, "closed": 0})
        slots.add(file, slots.Officer(officer, name), passphrase, secret, cost)
    return entry.changes


def check_another_manages(camp: Camp, officer: bytes) -> None:
    """Check that somebody may still give roles without this officer.

    Raises:
        LastManager: Nobody else may.
    """
    managing = [each for each in officers.everybody(camp.db) if each.manages]
    if [each.id for each in managing] == [officer]:
        raise LastManager(name=managing[0].name)


def check_choice(camp: Camp, officer: bytes, field: str, value: Value) -> None:
    """Check a value that somebody chooses where desks disagree about an officer.

    Raises:
        LastManager: Nobody could give roles any more.
    """
    if (field == "closed" and value) or (field == "role" and value != Role.SUPERVISOR):
        check_another_manages(camp, officer)


def restore_manager(camp: Camp) -> None:
    """Make who opened the camp with the recovery sheet a supervisor, where nobody else is left.

    Two desks that took the right from one another at the same time leave nobody who could give it
    back; so does a laptop whose only officer retired.
    """
    everybody = officers.everybody(camp.db)
    own = next((each for each in everybody if each.id == camp.officer_id), None)
    if own is None or (any(each.manages for each in everybody) and not own.retired):
        return
    with camp.action("recover") as entry:
        entry.put("officer", own.id, {"role": Role.SUPERVISOR.value, "closed": 0})


def _known(camp: Camp, officer: bytes) -> None:
    if officer not in {each.id for each in officers.everybody(camp.db)}:
        raise NoSuchOfficer(name="")


def _opens(camp: Camp, passphrase: str) -> bool:
    try:
        slots.unlock(slots.beside(camp.path), passphrase)
    except slots.WrongPassphrase:
        return False
    return True
