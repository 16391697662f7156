"""A real Gnumeric, which calculates a workbook anew."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.saved_cells import saved_values

OFTEN_SAID = "ssconvert (paket Debian gnumeric)"


def need_gnumeric() -> None:
    """Skip the test without Gnumeric, or fail where it must be there."""
    if shutil.which("ssconvert"):
        return
    if os.environ.get("IKI_LIBREOFFICE") == "wajib":
        pytest.fail(f"{OFTEN_SAID} is required here")
    pytest.skip(f"without {OFTEN_SAID}")


def recalculated(source: Path) -> dict[str, dict[str, Any]]:
    """By sheet and address what every cell shows once Gnumeric has calculated the workbook."""
    target = source.with_suffix(".gnumeric.xlsx")
    command = ["ssconvert", "--recalc", source.as_posix(), target.as_posix()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return saved_values(target)
