"""A roll-up written in a process of its own: one real unit, told as many times, each with other numbers.

Run: python -m benchmarks.rollup_alone TABLES FOLDER UNITS MONTH…, then python -m benchmarks.rollup_alone TABLES
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import pickle
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.generating import Country
from iki_excel.decree import load_catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.gabungan import Gabungan, joined, part_of
from iki_excel.report import gabungan as report
from iki_excel.runs.batches import process
from iki_excel.words.periods import Periode

KIB = 2**10
WAKTU = dt.datetime(2020, 1, 6, 9)


def _one_unit(folder: Path, months: tuple[Periode, ...]) -> Gabungan:
    unit = Country(folder, 1, months, 0, 1, 20).unit(1)
    batch = process([*folder.glob("Provinsi *")], load_catalog(), Settings(unit), months[-1])
    return part_of(batch, [unit])


def _told_again(one: Gabungan, number: int) -> Gabungan:
    """The tables of another unit: its own code and names, and results of its own."""
    kode, chance = f"contoh{number:04}", np.random.default_rng(number)
    tables = {
        name: table.assign(unit=pd.Categorical([kode] * len(table)) if _is_coded(table) else kode)
        for name, table in vars(one).items()
        if isinstance(table, pd.DataFrame) and "unit" in table
    }
    size = chance.uniform(0.7, 1.1, len(one.hasil))
    hasil = tables["hasil"].assign(realisasi=one.hasil["realisasi"] * size, capaian=one.hasil["capaian"] * size)
    units = tables["units"].assign(
        nama=f"Kecamatan Contoh {number:04}", kabupaten=f"Kabupaten Contoh {number // 20:02}"
    )
    return dataclasses.replace(one, **{**tables, "hasil": hasil, "units": units, "slots": None})


def _is_coded(table: pd.DataFrame) -> bool:
    return isinstance(table["unit"].dtype, pd.CategoricalDtype)


def make(kept: Path, folder: Path, units: int, months: tuple[Periode, ...]) -> None:
    """Keep the tables of so many units, like the one whose forms lie in a folder."""
    one = _one_unit(folder, months)
    kept.write_bytes(pickle.dumps(joined([_told_again(one, number) for number in range(1, units + 1)])))


def write(kept: Path) -> None:
    """Print what writing the roll-up of these tables costs where nothing else was done before."""
    every = pickle.loads(kept.read_bytes())
    before = _memory()
    begun = time.perf_counter()
    report.write(every, WAKTU)
    taken = time.perf_counter() - begun
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB - before
    print(json.dumps({"seconds": taken, "growth": growth, "mailed": len(report.write(every, WAKTU, for_mail=True))}))


def _memory() -> int:
    """The bytes that this process takes up now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def main(kept: str, folder: str = "", units: str = "", *months: str) -> None:
    """Make the tables, or write the roll-up of those that are made."""
    if folder:
        make(Path(kept), Path(folder), int(units), tuple(map(Periode, months)))
    else:
        write(Path(kept))


if __name__ == "__main__":
    main(*sys.argv[1:])
