"""Where the time of a year of one unit goes, step by step, in milliseconds a form and as multiples of calamine alone.

Run: python -m benchmarks.stages [rounds]
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import bare
from benchmarks.generating import Country, generate
from benchmarks.ground import YEAR
from iki_excel import report
from iki_excel.decree import load_catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import gathering
from iki_excel.runs.batches import process
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.workbooks import openxml
from iki_excel.workbooks.opening.inside import open_content

WAKTU = dt.datetime(2020, 1, 6, 9)
FLOOR, GATE, OPENED = "calamine saja", "gerbang", "gerbang dan calamine"
READ, SCORED, WRITTEN = (
    "dibaca: semua sel, dengan alamat dan temuannya",
    "dibaca, diperiksa, dinilai",
    "rekapnya ditulis",
)
BEFORE = {FLOOR: 1.0, GATE: 1.54, OPENED: 2.62, READ: 11.13, SCORED: 26.18, WRITTEN: 17.13}
"""As multiples of calamine alone, what each step took before one run could be of many units."""


def works_of(folder: Path) -> tuple[int, Mapping[str, Callable[[], Any]]]:
    """How many forms lie in a folder that is generated, and each step of what becomes of them."""
    paths = list(generate(folder, units=1, months=YEAR, mistakes=0).paths)
    settings, catalog = Settings(Country(folder, 1, (), 0, 1, 1).unit(1)), load_catalog()
    contents = [path.read_bytes() for path in paths]
    batch = process(paths, catalog, settings, Periode(YEAR[-1]))
    return len(paths), {
        FLOOR: lambda: bare.read_all(paths),
        GATE: lambda: [openxml.pass_on(content) for content in contents],
        OPENED: lambda: [open_content(content) for content in contents],
        READ: lambda: gathering.read_files(paths, catalog, settings),
        SCORED: lambda: process(paths, catalog, settings, Periode(YEAR[-1])),
        WRITTEN: lambda: report.build(batch, WAKTU),
    }


def milliseconds(rounds: int) -> dict[str, float]:
    """Of each step the least milliseconds a form, all measured side by side: what else runs only adds to them."""
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        forms, works = works_of(Path(name))
        for _ in range(rounds):
            for step, work in works.items():
                begun = time.perf_counter()
                work()
                taken.setdefault(step, []).append(1000 * (time.perf_counter() - begun) / forms)
    return {step: min(found) for step, found in taken.items()}


def markdown(found: Mapping[str, float]) -> str:
    """The table of a document: each step as a multiple of calamine alone, before and now."""
    lines = [("langkah", "sebelum", "sekarang", "milidetik sebuah formulir"), ("---", "---:", "---:", "---:")]
    for step, spent in found.items():
        ratio = f"{bahasa.fixed(spent / found[FLOOR], 2)} ×"
        lines.append((step, f"{bahasa.fixed(BEFORE[step], 2)} ×", ratio, bahasa.fixed(spent, 1)))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(rounds: int = 5) -> None:
    """Print a line a step."""
    found = milliseconds(rounds)
    for step, spent in found.items():
        print(f"{step:48} {bahasa.fixed(spent, 1):>7} ms   {bahasa.fixed(spent / found[FLOOR], 2):>6} × calamine")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
