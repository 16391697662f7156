"""Commands that are watched from inside: which workbooks all their processes open, and which calamine reads."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.processes import ROOT

WATCHED = Path(__file__).parent / "watched"
OPENED, READ = "dibuka", "dibaca"


def watched_in(log: Path, deadly: str = "") -> dict[str, str]:
    """What a command has to be given so that its processes tell in a folder what they do.

    ``deadly``: the name of a workbook that kills each process that reads it.
    """
    told = {"IKI_DIAMATI": str(log), "PYTHONPATH": os.pathsep.join([str(WATCHED), str(ROOT)])}
    return told | ({"IKI_MEMATIKAN": deadly} if deadly else {})


def events(log: Path, kind: str) -> Counter[str]:
    """How often each workbook was opened, or read, so far."""
    lines = (line for path in log.iterdir() for line in path.read_text("utf-8").splitlines())
    return Counter(line.partition(" ")[2] for line in lines if line.startswith(f"{kind} "))


def watched(run: Callable[[Mapping[str, str]], object]) -> tuple[Counter[str], Counter[str]]:
    """How often each workbook was opened, and how often each was read, while a command ran that was given this."""
    with tempfile.TemporaryDirectory() as name:
        run(watched_in(Path(name)))
        return events(Path(name), OPENED), events(Path(name), READ)
