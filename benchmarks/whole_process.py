"""Whole processes, from the start of Python to its end, as ratios to what they could cost at least or cost otherwise.

``iki --help`` to ``import click``; ``iki proses`` of a month of 6 forms to ``import pandas, xlsxwriter``; of a year of
72 forms to the office programmer's script (``benchmarks/naive.py``). Without the PDF pages, which an extra makes and
none of the others does. Each round times all of them one after the other, so that what else the machine does falls on
all alike; the first round, in which Python writes down what it compiled, is not counted.

Run: python -m benchmarks.whole_process [rounds]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import naive, year
from iki_excel.decree.settings import FILE_NAME
from iki_excel.runs.example import figures
from iki_excel.words.folders import FORMS, RESULTS

ROOT = Path(__file__).parents[1]
PRINTED = "2020-01-02T09:00"
MONTH, YEAR = year.YEAR[0], year.YEAR[-1]
IKI = ("-m", "iki_excel")


@dataclass(frozen=True)
class Figure:
    """What was measured: seconds of it and of what stands ``beside`` it, round by round, and the ratio aimed at."""

    name: str
    beside: str
    goal: float
    seconds: Sequence[float]
    seconds_beside: Sequence[float]

    @property
    def ratio(self) -> float:
        """The median of the ratios of all rounds."""
        return statistics.median(a / b for a, b in zip(self.seconds, self.seconds_beside, strict=True))

    @property
    def is_reached(self) -> bool:
        """Whether the goal is."""
        return self.ratio <= self.goal


def figures_of(rounds: int = 5) -> list[Figure]:
    """The three figures, of a month and a year of invented forms in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        month, whole_year = _office(Path(name, "bulan"), [MONTH]), _office(Path(name, "tahun"), year.YEAR)
        taken = _taken(_commands(month, whole_year), rounds)
    return [
        Figure("iki --help", "import click", 1.5, taken["help"], taken["click"]),
        Figure("iki proses, 6 forms", "import pandas, xlsxwriter", 2.5, taken["month"], taken["libraries"]),
        Figure("iki proses, 72 forms", "benchmarks/naive.py", 0.7, taken["year"], taken["naive"]),
    ]


def _office(folder: Path, months: Sequence[str]) -> Path:
    """An office's folder with its settings and the filled forms of these months."""
    folder.mkdir()
    (folder / FILE_NAME).write_text(figures.SETTINGS, "utf-8")
    year.write_forms(folder / FORMS, months)
    return folder


Command = tuple[Path, tuple[str, ...]]
"""In which folder, and what follows ``python``."""


def _commands(month: Path, whole_year: Path) -> dict[str, Command]:
    return {
        "click": (month, ("-c", "import click")),
        "help": (month, (*IKI, "--help")),
        "libraries": (month, ("-c", "import pandas, xlsxwriter")),
        "month": (month, _process(MONTH)),
        "naive": (whole_year, (naive.__file__, FORMS, "naive.xlsx")),
        "year": (whole_year, _process(YEAR)),
    }


def _process(periode: str) -> tuple[str, ...]:
    return (*IKI, "proses", "--periode", periode, "--tanpa-rapor", "--waktu", PRINTED)


def _taken(commands: Mapping[str, Command], rounds: int) -> dict[str, list[float]]:
    """By name the seconds of each command, round by round."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, (folder, command) in commands.items():
            shutil.rmtree(folder / RESULTS, ignore_errors=True)  # a result that stands there already is not written
            seconds = _seconds(folder, command)
            if number:
                taken[name].append(seconds)
    return taken


def _seconds(folder: Path, command: Sequence[str]) -> float:
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH"))))
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begun
    assert done.returncode in (0, 1), command  # 1: forms with mistakes, of which the year has some
    return seconds


def main(rounds: int = 5) -> None:
    """Print a line a figure."""
    for one in figures_of(rounds):
        seconds, beside = statistics.median(one.seconds), statistics.median(one.seconds_beside)
        told = "reached" if one.is_reached else "short of it"
        print(f"{one.name:22} {seconds:7.3f} s   {beside:7.3f} s {one.beside:26} {one.ratio:5.2f} ≤ {one.goal} {told}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
