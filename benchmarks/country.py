"""A month of a whole country, and of two smaller ones: how time and memory grow, and how often a file is opened."""

from __future__ import annotations

import functools
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.figure import Measured
from benchmarks.ground import Ground
from benchmarks.processes import ran
from benchmarks.recap import recap
from benchmarks.watching import watched
from iki_excel.words import bahasa

MIB = 2**20


@dataclass(frozen=True)
class Point:
    """A run over a country: its files and the cells asked in them, seconds, bytes; seconds of calamine alone."""

    files: int
    cells: int
    seconds: float
    peak: int
    bare: float


@functools.cache
def points(ground: Ground) -> tuple[Point, ...]:
    """A run over each country, with calamine alone beside it."""
    return tuple(_point(ground, units) for units in ground.countries)


def _point(ground: Ground, units: int) -> Point:
    forms = ground.forms(units)
    bare = ran((sys.executable, "-m", "benchmarks.bare", str(forms.folder)), forms.folder).seconds
    with recap(forms) as one:
        done = one.ran(look=True)
    return Point(forms.files, forms.cells, done.seconds, done.peak, bare)


def peak(ground: Ground) -> Measured:
    """The most memory that the command and its workers take together over the whole country, in MiB."""
    last = points(ground)[-1]
    return Measured(last.peak / MIB, f"{bahasa.number(last.files)} berkas, {bahasa.number(last.seconds, 0)} s")


def exponent(ground: Ground) -> Measured:
    """By which power of the number of files the time grows: 1 where twice as many take twice as long."""
    found = points(ground)
    told = ", ".join(f"{bahasa.number(one.files)}: {bahasa.number(one.seconds, 1)} s" for one in found)
    return Measured(slope([math.log(one.files) for one in found], [math.log(one.seconds) for one in found]), told)


def an_answer(ground: Ground) -> Measured:
    """How many bytes each further cell takes."""
    first, *_, last = points(ground)
    return Measured((last.peak - first.peak) / (last.cells - first.cells), f"{bahasa.number(last.cells)} jawaban")


def opened_again(ground: Ground) -> Measured:
    """How often, over the smallest country, a file is opened that was opened before; a file left out is a failure."""
    forms = ground.forms(ground.countries[0])
    with recap(forms) as one:
        opened, _ = watched(one.ran)
    counts = [opened[str(path.resolve())] for path in forms.paths]
    if 0 in counts:
        raise AssertionError(f"{counts.count(0)} berkas tidak dibuka")
    return Measured(sum(counts) - len(counts), f"{bahasa.number(len(counts))} berkas")


def slope(x: Sequence[float], y: Sequence[float]) -> float:
    """Of the straight line that is nearest to some points."""
    middle = (sum(x) / len(x), sum(y) / len(y))
    across = sum((a - middle[0]) ** 2 for a in x)
    return sum((a - middle[0]) * (b - middle[1]) for a, b in zip(x, y, strict=True)) / across
