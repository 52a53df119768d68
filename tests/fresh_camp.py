"""A camp with nothing in it, made once for all tests of the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from camp_desk.actions import camps
from camp_desk.storage import slots
from camp_desk.storage.passphrase import Cost

Fresh = Callable[[str], str]
"""Puts the camp under a name into the current folder, and returns the name."""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The camp's file."""
    path = tmp_path_factory.mktemp("made once") / "made.camp"
    cheap = Cost(memory_kib=64, time=1, lanes=1)
    camps.make_camp(
        path, name="Khazir", officer="Amina", passphrase="of the tests", cost=cheap,
        reserve_bytes=0,
    ).camp.close()  # fmt: skip
    return path


@pytest.fixture
def fresh(made_once: Path) -> Fresh:
    """Copy the camp, as if “camp-desk new” had been typed."""

    def copied(name: str) -> str:
        shutil.copyfile(made_once, name)
        shutil.copyfile(slots.beside(made_once), slots.beside(Path(name)))
        return name

    return copied
