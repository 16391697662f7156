"""How long a year takes: 72 forms read, checked, scored and reported, as ratios to calamine alone reading them.

Run: python benchmarks/year.py [rounds]
"""

from __future__ import annotations

import datetime as dt
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from iki_excel import report
from iki_excel.decree import load_catalog
from iki_excel.decree.settings import load_settings
from iki_excel.forms import gathering, layout, reading, writing
from iki_excel.runs.example import figures
from iki_excel.runs.example.filling import fill
from iki_excel.runs.month import process
from iki_excel.workbooks.saving import save_workbook

CATALOG, SETTINGS = load_catalog(), load_settings(None, load_catalog())
YEAR = [f"2019-{month:02d}" for month in range(1, 13)]


def write_forms(folder: Path, months: Sequence[str]) -> None:
    """The filled forms of some months: those of the three months of the example, over and over."""
    for number, periode in enumerate(months):
        like = figures.MONTHS[number % len(figures.MONTHS)]
        for jabatan in CATALOG.jabatan:
            path = folder / periode / layout.template_name("ngronggot", jabatan.kode, periode)
            save_workbook(path, writing.build(jabatan, periode, SETTINGS))
            fill(path, figures.figures(jabatan, like))


def calamine_alone(paths: list[Path]) -> None:
    """Read every cell of every sheet, and nothing else."""
    for path in paths:
        with CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())) as workbook:
            for name in workbook.sheet_names:
                workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def seconds(work: Callable[[], Any]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(rounds: int) -> None:
    """Print medians and ratios, all measured side by side in each round."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_forms(folder, YEAR)
        paths = reading.find_files([folder])
        batch = process([folder], CATALOG, SETTINGS, YEAR[-1])
        works: dict[str, Callable[[], Any]] = {
            "calamine alone": lambda: calamine_alone(paths),
            "read into answers": lambda: gathering.read_files(paths, CATALOG, SETTINGS),
            "read, check, score": lambda: process([folder], CATALOG, SETTINGS, YEAR[-1]),
            "write the report": lambda: report.build(batch, dt.datetime(2020, 1, 2)),
        }
        taken: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(rounds):
            for name, work in works.items():
                taken[name].append(seconds(work))
        print(f"{len(paths)} forms, {len(batch.checked.answers)} cells, {rounds} rounds")
        for name in works:
            ratios = [a / b for a, b in zip(taken[name], taken["calamine alone"], strict=True)]
            print(f"{name:20} {statistics.median(taken[name]):7.3f} s   {statistics.median(ratios):5.2f} × calamine")
        print(f"report: {len(report.build(batch, dt.datetime(2020, 1, 2))):,} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
