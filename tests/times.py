"""The time of a file, as a test says it: by the clock of WIB."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from iki_excel.words.moments import WIB


def at(path: Path, moment: str) -> Path:
    """The file as if it had arrived at a moment such as "2019-04-05 23:59"."""
    seconds = dt.datetime.fromisoformat(moment).replace(tzinfo=WIB).timestamp()
    os.utime(path, (seconds, seconds))
    return path


def all_at(paths: Iterable[Path], moment: str) -> None:
    """The same of several."""
    for path in paths:
        at(path, moment)
