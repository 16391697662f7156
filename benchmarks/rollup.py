"""The roll-up of a large province over a year: how long it takes to be written, in how much memory; what is mailed."""

from __future__ import annotations

import functools
import json
import sys

from benchmarks.figure import Measured
from benchmarks.generating import generate
from benchmarks.ground import Ground
from benchmarks.processes import ran

MIB, MB = 2**20, 10**6


@functools.cache
def _written(ground: Ground) -> dict[str, float]:
    """Seconds, bytes of memory beyond those before, and bytes of the copy to mail, in a process of its own."""
    folder, kept = ground.folder / "provinsi", ground.folder / "provinsi.tabel"
    if not folder.exists():
        generate(folder, units=1, months=ground.months)
    command = (sys.executable, "-m", "benchmarks.rollup_alone", str(kept))
    ran((*command, str(folder), f"{ground.province}", *ground.months), folder)
    found: dict[str, float] = json.loads(ran(command, folder).said.splitlines()[-1])
    return found


def seconds(ground: Ground) -> Measured:
    """How long the roll-up takes to be written."""
    return Measured(_written(ground)["seconds"], f"{ground.province} unit")


def growth(ground: Ground) -> Measured:
    """How much memory writing takes beyond the tables that it is written from, in MiB."""
    return Measured(_written(ground)["growth"] / MIB)


def mailed(ground: Ground) -> Measured:
    """How large the copy to mail is, in MB."""
    return Measured(_written(ground)["mailed"] / MB)
