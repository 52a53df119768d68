"""What every test needs: no screen, and a plain sentence where Qt's libraries are missing."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

APT_LINE = (
    "sudo apt-get install -y libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a laptop that is busy with something else is no mistake
settings.load_profile("any machine")
gc.disable()  # as in the program: widgets die on the screen's thread only


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect between tests, when no test's worker runs."""
    from camp_desk.ui.garbage import collect_if_due

    collect_if_due()


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Stop before pytest-qt meets a Qt that cannot be loaded."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        if "cannot open shared object file" not in str(error):
            raise
        pytest.exit(f"Qt lacks libraries of this system. Run: {APT_LINE}", returncode=1)
