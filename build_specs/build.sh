#!/usr/bin/env bash
# Builds the Linux program into dist/camp-desk and lets it test itself, without a screen.
#
#   build_specs/build.sh [PYTHON]     a Python with camp-desk[dev] installed; .venv/bin/python if left out
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-.venv/bin/python}

"$python" -m PyInstaller --noconfirm --log-level WARN \
    --distpath dist --workpath build/pyinstaller build_specs/linux.spec
du -sh dist/camp-desk | cut -f1

# Away from the source tree, so that nothing is found by accident.
program=$PWD/dist/camp-desk/camp-desk
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
cd "$empty"
QT_QPA_PLATFORM=offscreen HOME=$empty "$program" --selftest
