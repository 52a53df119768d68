"""Making, opening, checking and erasing camps."""

from __future__ import annotations

import os
from datetime import datetime
from io import BytesIO

from camp_desk.commands.job import (
    PASSPHRASE,
    Job,
    Result,
    WouldReplace,
    camp_files,
    officer_of,
    opened,
)
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_, Words

DEMO = "demo"
"""The passphrase of a demonstration, unless another is given."""


class NotErased(CampDeskError):
    """The officer thought better of it."""

    message = N_("Nothing was erased.")


def open_window(job: Job) -> Result:
    """Open the window."""
    from camp_desk.app import run

    run(job.args.camp, job.words)
    return {}


def demo(job: Job) -> Result:
    """Make a demonstration camp; with --open, show it."""
    from camp_desk.actions.demo import is_there, make_demo

    folder, words = job.args.folder, job.words
    passphrase = os.environ.get(PASSPHRASE) or DEMO
    if job.args.open and is_there(folder):
        job.say(words("The demonstration in {folder} is there already.", folder=folder))
        result: Result = {"first": str(folder / "first.camp")}
    else:
        made = make_demo(
            folder,
            households=job.args.households,
            seed=job.args.seed,
            passphrase=passphrase,
            words=words,
            tell=lambda sentence, seconds: job.say(f"{seconds:6.1f} s  {sentence}"),
        )
        result = {
            "first": str(made.first), "second": str(made.second), "sheets": str(made.sheets),
            "cards": str(made.cards), "stick": str(made.stick), "households": made.households,
            "persons": made.persons, "findings": made.findings, "digest": made.digest,
            "same": made.same,
        }  # fmt: skip
    if passphrase == DEMO:
        job.say(words("The passphrase of this demonstration is: {passphrase}", passphrase=DEMO))
    if job.args.open:
        from camp_desk.app import has_screen, run

        if has_screen():
            run(folder / "first.camp", words, passphrase)
        else:
            job.say(words("There is no screen here: the window stays closed."))
    return result


def new(job: Job) -> Result:
    """Make a camp and write its recovery sheet."""
    from camp_desk.actions.camps import CampExists, make_camp
    from camp_desk.actions.paper import print_recovery_sheet
    from camp_desk.actions.sticks import NoFolder
    from camp_desk.storage.files import told, write_whole

    path, words = job.args.camp, job.words
    name = job.args.name or path.stem
    sheet = job.args.recovery_sheet or path.with_name(f"{path.stem}-recovery.pdf")
    if not path.parent.is_dir():
        raise NoFolder(folder=path.parent)
    with told(path):
        for taken in (path, sheet):
            if taken.exists():
                raise CampExists(name=taken.name)
        if sheet.resolve() in {each.resolve() for each in camp_files(path)}:
            raise WouldReplace(file=sheet.name)

    def write_sheet(recovery_key: str) -> None:
        out = BytesIO()
        now = datetime.fromtimestamp(job.clock()).replace(microsecond=0)
        print_recovery_sheet(
            out, camp=name, recovery_key=recovery_key, made_at=now,
            words=words, other=None if words.language == "en" else Words(),
        )  # fmt: skip
        write_whole(sheet, out.getvalue())

    make_camp(
        path, name=name, officer=officer_of(job), passphrase=job.passphrase(new=True),
        clock=job.clock, keep=write_sheet,
    ).camp.close()  # fmt: skip
    job.say(words("Made the camp {name}.", name=path.name))
    job.say(
        words(
            "Print {sheet}, put the paper into the safe, and delete the file: whoever has it can"
            " open the camp.",
            sheet=sheet,
        )
    )
    return {"camp": str(path), "recovery_sheet": str(sheet)}


def verify(job: Job) -> Result:
    """Check a camp: its chains of hashes, and that the journal gives the tables."""
    from camp_desk.actions.finding_words import sentence
    from camp_desk.actions.verify import verify as verified
    from camp_desk.domain.grades import GRADES, Grade
    from camp_desk.domain.roles import Right
    from camp_desk.storage.households import anonymous, by_grade
    from camp_desk.storage.stock import items

    with opened(job) as camp:
        said = verified(camp)
        told = said.findings if camp.officer.may(Right.SEE_NAMES) else ()
        lines = [sentence(each, job.words, items(camp.db)) for each in told]
        grades, nameless = by_grade(camp.db), anonymous(camp.db)
    for line in lines:
        job.say(line)
    job.say(
        job.words(
            "Actions: {actions}, households: {households}, persons: {persons}, findings: {n}.",
            actions=f"{said.actions:,}", households=f"{said.households:,}",
            persons=f"{said.persons:,}", n=len(said.findings),
        )
    )  # fmt: skip
    for grade, message in GRADES.items():
        number, persons = grades.get(grade, (0, 0))
        job.say(
            job.words(
                "{grade}: {households} households, {persons} persons.",
                grade=job.words(message), households=f"{number:,}", persons=f"{persons:,}",
            )
        )  # fmt: skip
    job.say(job.words("Digest: {digest}", digest=said.digest))
    return {
        "actions": said.actions,
        "households": said.households,
        "persons": said.persons,
        "digest": said.digest,
        "findings": len(said.findings),
        "grades": {
            int(grade): dict(zip(("households", "persons"), grades.get(grade, (0, 0)), strict=True))
            for grade in Grade
        },
        "anonymous": dict(zip(("households", "persons"), nameless, strict=True)),
        "finding_list": [
            {"kind": each.kind.value, "sentence": line}
            for each, line in zip(told, lines, strict=True)
        ],
    }


def recover(job: Job) -> Result:
    """Choose a new passphrase by the recovery sheet's key."""
    from camp_desk.actions.camps import recover as recover_camp

    key = job.args.key or job.hidden(job.words("Key of the recovery sheet: "))
    recover_camp(job.args.camp, key, job.passphrase(new=True))
    job.say(job.words("The new passphrase opens the camp."))
    return {"camp": str(job.args.camp)}


def erase(job: Job) -> Result:
    """Erase this laptop's camp, key first."""
    from camp_desk.actions.camps import erase as erase_camp

    path, words = job.args.camp, job.words
    if not job.args.yes:
        asked = words("Type the camp file's name, {name}, to erase it for good: ", name=path.name)
        if job.typed(asked).strip() != path.name:
            raise NotErased
    erase_camp(path)
    job.say(words("{name} is erased on this laptop.", name=path.name))
    return {"erased": str(path)}
