"""Whole processes, from the start of Python to its end, as ratios to what they could cost at least or cost otherwise.

``iki --help`` to ``import click``; ``iki proses`` of a month of 6 forms to ``import pandas, xlsxwriter``; of a year of
72 forms to the office programmer's script (``benchmarks/naive.py``). Without the PDF pages, which an extra makes and
none of the others does. Each round times all of them one after the other, so that what else the machine does falls on
all alike; the first round, in which Python writes down what it compiled, is not counted.
"""

from __future__ import annotations

import functools
import shutil
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import naive
from benchmarks.figure import Measured, against
from benchmarks.generating import Country, generate
from benchmarks.ground import MONTH, YEAR, Ground
from benchmarks.processes import CACHE, DONE_WITH_ERRORS, WELL, ran, ratio
from iki_excel.decree.settings import FILE_NAME
from iki_excel.decree.unit import Unit
from iki_excel.runs.example import figures
from iki_excel.words.folders import FORMS, RESULTS

PRINTED = "2020-01-02T09:00"
IKI = ("-m", "iki_excel")
KEPT = "simpanan"
DONE = (WELL, DONE_WITH_ERRORS)


@dataclass(frozen=True)
class Command:
    """What follows ``python``, and in which folder."""

    folder: Path
    words: tuple[str, ...]


def help_to_click(ground: Ground) -> Measured:
    """``iki --help`` as a multiple of ``import click``."""
    return _beside(ground, "iki --help", "import click")


def month_to_imports(ground: Ground) -> Measured:
    """A month of 6 forms as a multiple of ``import pandas, xlsxwriter``."""
    return _beside(ground, "iki proses bulan", "import pandas, xlsxwriter")


def year_to_script(ground: Ground) -> Measured:
    """A year of 72 forms as a multiple of the office programmer's script."""
    return _beside(ground, "iki proses tahun", "skripnya")


def _beside(ground: Ground, work: str, other: str) -> Measured:
    taken = _taken(ground)
    seconds = (statistics.median(taken[work]), statistics.median(taken[other]))
    return against(work, other, seconds=seconds, ratio=ratio(taken, work, other))


@functools.cache
def _taken(ground: Ground) -> Mapping[str, Sequence[float]]:
    """By name the seconds of each command, round by round."""
    commands = _commands(_office(ground.folder / "bulan", [MONTH]), _office(ground.folder / "tahun", YEAR))
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ground.rounds + 1):
        for name, command in commands.items():
            seconds = _seconds(command)
            if number:
                taken[name].append(seconds)
    return taken


def _office(folder: Path, months: Sequence[str]) -> Path:
    """The folder of one office with its settings, its targets, and the filled forms of these months."""
    if not folder.exists():
        generate(folder / FORMS, units=1, months=months, mistakes=0)
    unit = Country(folder, 1, (), 0, 1, 1).unit(1)
    (folder / FILE_NAME).write_text(_settings_of(unit), "utf-8")
    return folder


def _settings_of(unit: Unit) -> str:
    named = "".join(f'{key} = "{getattr(unit, key)}"\n' for key in ("kode", "nama", "kabupaten", "tempat"))
    return f"[unit]\n{named}\n{figures.SETTINGS}"


def _commands(month: Path, whole_year: Path) -> dict[str, Command]:
    return {
        "import click": Command(month, ("-c", "import click")),
        "iki --help": Command(month, (*IKI, "--help")),
        "import pandas, xlsxwriter": Command(month, ("-c", "import pandas, xlsxwriter")),
        "iki proses bulan": Command(month, _process(MONTH)),
        "skripnya": Command(whole_year, (naive.__file__, FORMS, "naive.xlsx")),
        "iki proses tahun": Command(whole_year, _process(YEAR[-1])),
    }


def _process(periode: str) -> tuple[str, ...]:
    return (*IKI, "proses", "--periode", periode, "--tanpa-rapor", "--waktu", PRINTED)


def _seconds(command: Command) -> float:
    """How long it takes where nothing of an earlier run is left."""
    for left in (RESULTS, KEPT):
        shutil.rmtree(command.folder / left, ignore_errors=True)
    given = {CACHE: str(command.folder / KEPT), "PYTHONDONTWRITEBYTECODE": ""}
    return ran([sys.executable, *command.words], command.folder, given, done=DONE).seconds
