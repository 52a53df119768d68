"""What all tests share: no screen is needed, no example is timed, and Qt's libraries are there."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import HealthCheck, settings

LIBRARIES = "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
"""The Debian packages that Qt's own wheel expects of the system."""

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile(
    "camp-desk",
    deadline=None,  # an example on a busy laptop is slow, not wrong
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("camp-desk")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """End with one sentence, before pytest-qt ends with a traceback."""
    try:
        import PySide6.QtWidgets  # noqa: F401  this is the question
    except ImportError as error:
        line = f": run “sudo apt-get install -y {LIBRARIES}”" if sys.platform == "linux" else ""
        message = f"Qt cannot start because a library of the system is missing ({error}){line}."
        raise pytest.UsageError(message) from None
