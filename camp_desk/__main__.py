"""Runs the program: ``python -m camp_desk`` is ``camp-desk``."""

import sys

from camp_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
