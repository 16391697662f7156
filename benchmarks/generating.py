"""Any number of filled forms of many invented units, a given share of them with mistakes, the same for the same seed.

Run: python -m benchmarks.generating FOLDER UNITS MONTH… [--kesalahan SHARE] [--benih SEED]
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import math
import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.blanks import blank, unit_of
from benchmarks.mistakes import Draft, mistaken
from benchmarks.typed import Clerk, typed
from iki_excel.decree import Jabatan, load_catalog
from iki_excel.decree.settings import FILE_NAME, Settings, Unit
from iki_excel.forms import layout
from iki_excel.runs.example.figures import TARGETS
from iki_excel.words.moments import WIB
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

UNITS = "unit.csv"
COLUMNS = ("kode", "nama", "kabupaten", "provinsi", "katalog", "mulai")
PER_PROVINCE = 33
"""Kabupaten: with 20 units in each, the 660 of a large province."""
A_TASK = 10
"""Units that one process writes before it asks for more."""


@dataclass(frozen=True)
class Generated:
    """What was written: the folder, its files in order, how many forms there should be, and the mistakes by kind.

    ``cells``: how many cells these files ask for, of a survey those of its respondents.
    """

    folder: Path
    paths: tuple[Path, ...]
    forms: int
    cells: int
    mistakes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Country:
    """What is to be written, where each unit stands by its number from 1."""

    folder: Path
    units: int
    months: tuple[Periode, ...]
    mistakes: float
    seed: int
    per_kabupaten: int

    def unit(self, number: int) -> Unit:
        """A unit; 0 is that of nobody, whose names are as long as all others."""
        digits = max(4, len(f"{self.units}"))
        kabupaten = math.ceil(number / self.per_kabupaten)
        return unit_of(f"{number:0{digits}}", f"{kabupaten:0{self._digits_of_kabupaten}}")

    @property
    def _digits_of_kabupaten(self) -> int:
        return max(2, len(f"{math.ceil(self.units / self.per_kabupaten)}"))

    def province(self, number: int) -> str:
        """Where a unit is."""
        return f"Provinsi Contoh {math.ceil(number / self.per_kabupaten / PER_PROVINCE):02}"

    def form_path(self, number: int, jabatan: str, month: Periode) -> Path:
        """Where the form of a jabatan of a unit lies."""
        unit = self.unit(number)
        above = self.folder / self.province(number) / unit.kabupaten / unit.kode
        return layout.form_path(above, unit.kode, jabatan, month)


def generate(
    folder: Path,
    *,
    units: int,
    months: Sequence[str],
    mistakes: float = 0.05,
    seed: int = 1,
    per_kabupaten: int = 20,
) -> Generated:
    """Write the forms of all jabatan of the built-in decree, and beside them the settings that know these units and
    what is asked of each.

    A form lies in ``<folder>/<provinsi>/<kabupaten>/<unit>/<periode>``; ``mistakes``: the share of forms with one.
    """
    country = Country(folder, units, tuple(map(Periode, months)), mistakes, seed, per_kabupaten)
    _write_settings(country)
    paths, cells, counted = list[Path](), 0, Counter[str]()
    for written in _in_processes(country):
        paths += written.paths
        cells += written.cells
        counted += written.kinds
    forms = units * sum(len(load_catalog().at(month).jabatan) for month in country.months)
    return Generated(folder, tuple(paths), forms, cells, dict(sorted(counted.items())))


def _write_settings(country: Country) -> None:
    country.folder.mkdir(parents=True, exist_ok=True)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number in range(1, country.units + 1):
        unit = country.unit(number)
        writer.writerow([unit.kode, unit.nama, unit.kabupaten, country.province(number), "", ""])
    (country.folder / UNITS).write_text(table.getvalue(), "utf-8")
    (country.folder / FILE_NAME).write_text(f'unit = "{UNITS}"\n\n{TARGETS}', "utf-8")


# --- the forms --------------------------------------------------------------------------------------------------------


@dataclass
class Written:
    """What was written so far: files, cells that are asked in them, and how often each kind of mistake was made."""

    paths: list[Path] = field(default_factory=list)
    cells: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


def _in_processes(country: Country) -> Iterator[Written]:
    """What was written of some units after the other."""
    firsts = range(1, country.units + 1, A_TASK)
    if len(firsts) == 1:
        yield _write_some(country, 1)
        return
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(firsts))) as pool:
        yield from pool.map(_write_some, [country] * len(firsts), firsts)


def _write_some(country: Country, first: int) -> Written:
    written = Written()
    for number in range(first, min(first + A_TASK, country.units + 1)):
        for month in country.months:
            for jabatan in load_catalog().at(month).jabatan:
                _write_form(country, number, jabatan, month, written)
    return written


def _write_form(country: Country, number: int, jabatan: Jabatan, month: Periode, written: Written) -> None:
    """A form in its place, in as many files as it came."""
    unit, nobody = country.unit(number), country.unit(0)
    clerk = Clerk(country.seed, unit.kode, jabatan, month)
    chance, draft = clerk.chance("kiriman"), Draft(jabatan, typed(clerk))
    if chance.random() < country.mistakes:
        kind, draft = mistaken(draft, blank(jabatan.kode, month, nobody), chance)
        written.kinds[kind] += 1
    arrived = _arrival(month, chance) + dt.timedelta(days=draft.late)
    form = blank(jabatan.kode, month, nobody, inline=draft.inline)
    content = draft.content(form.filled({**form.of_unit(unit, arrived), **form.typed(draft.typed), **draft.raw}))
    path = country.form_path(number, jabatan.kode, month)
    for one in [path, path.with_stem(f"{path.stem} (2)")][: draft.copies]:
        _write(one, content, arrived)
        written.paths.append(one)
        written.cells += form.asked(draft.typed)


def _arrival(month: Periode, chance: random.Random) -> dt.datetime:
    """A moment of the last day on which a form is in time, or of a day before it."""
    day = Settings().due_day(month) - dt.timedelta(days=chance.randint(0, 4))
    return dt.datetime.combine(day, dt.time(chance.randint(8, 15), chance.randint(0, 59)), WIB)


def _write(path: Path, content: bytes, arrived: dt.datetime) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    saving.set_time(path, arrived)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write what is asked for, and print what was written."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.generating")
    asked.add_argument("folder", type=Path)
    asked.add_argument("units", type=int)
    asked.add_argument("months", nargs="+", metavar="month")
    asked.add_argument("--kesalahan", type=float, default=0.05)
    asked.add_argument("--benih", type=int, default=1)
    said = asked.parse_args(arguments)
    made = generate(said.folder, units=said.units, months=said.months, mistakes=said.kesalahan, seed=said.benih)
    print(f"{len(made.paths)} files of {made.forms} forms in {made.folder}")
    for kind, count in made.mistakes.items():
        print(f"{count:7} {kind}")


if __name__ == "__main__":
    main()
