"""Adds a jabatan to the built-in decree, in a copy of the repository, and lists the tests that turn red for it.

``python -m tests.seventh`` ends with status 1 where one of them is not about the decree (does not carry its mark).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.small_catalog import SMALL

ROOT = Path(__file__).parents[1]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "output")
SEVENTH = SMALL.replace('kode = "pmd"', 'kode = "kesra"\nurutan = 7').replace("PMD", "KES")
RED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


def reds(root: Path, marks: str) -> list[str]:
    """The tests with these marks that fail."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", marks, "-n", "2", "--dist", "loadscope"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)
    return sorted(set(RED.findall(done.stdout)))


def main() -> int:
    """Say which tests are red, those that should not be first."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(ROOT, Path(folder) / "iki", ignore=NOT_COPIED))
        (root / "iki_excel" / "decree" / "data" / "kesra.toml").write_text(SEVENTH, "utf-8")
        wrong, right = reds(root, "not decree and not panjang"), reds(root, "decree and not panjang")
    print(f"{len(wrong)} red that are not about the decree", *wrong, sep="\n  ")
    print(f"{len(right)} red that are about the decree", *right, sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
