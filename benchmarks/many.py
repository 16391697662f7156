"""Some 5,000 forms of a month: read, checked and scored beside calamine alone, and once more when nothing changed."""

from __future__ import annotations

import functools
import statistics
import sys

from benchmarks.figure import Measured, against
from benchmarks.ground import Ground
from benchmarks.processes import ran, ratio, side_by_side
from benchmarks.recap import WORKERS, recap
from benchmarks.watching import watched
from iki_excel.words import bahasa

BARE, READ, SCORED = "calamine", "dibaca", "dinilai"


@functools.cache
def _taken(ground: Ground) -> dict[str, list[float]]:
    forms = ground.forms(ground.many)
    python = (sys.executable, "-m")

    def scored() -> float:
        with recap(forms) as one:
            return one.ran().seconds

    bare = (*python, "benchmarks.bare", str(forms.folder))
    read = (*python, "benchmarks.reading_only", str(forms.folder), f"{WORKERS}")
    works = {
        BARE: lambda: ran(bare, forms.folder).seconds,
        READ: lambda: ran(read, forms.folder).seconds,
        SCORED: scored,
    }
    return side_by_side(works, ground.rounds)


def _beside_calamine(ground: Ground, work: str) -> Measured:
    taken = _taken(ground)
    seconds = (statistics.median(taken[work]), statistics.median(taken[BARE]))
    return against(work, BARE, seconds=seconds, ratio=ratio(taken, work, BARE))


def reading(ground: Ground) -> Measured:
    """Reading with the gate by two workers, as a multiple of calamine in one process."""
    return _beside_calamine(ground, READ)


def scoring(ground: Ground) -> Measured:
    """The whole command to the recap and a table of the results, as a multiple of the same."""
    return _beside_calamine(ground, SCORED)


@functools.cache
def _twice(ground: Ground) -> tuple[float, float, int]:
    """Seconds of a first and of a second run, and how many workbooks the second one reads."""
    forms = ground.forms(ground.many)
    with recap(forms) as one:
        first = one.ran().seconds
        second = statistics.median(one.ran().seconds for _ in range(ground.rounds))
        _, read = watched(one.ran)
    return first, second, read.total()


def read_again(ground: Ground) -> Measured:
    """How many forms a second run reads of which none changed."""
    return Measured(_twice(ground)[2], f"dari {bahasa.number(ground.forms(ground.many).files)}")


def second_run(ground: Ground) -> Measured:
    """How many times as quick a second run is."""
    first, second, _ = _twice(ground)
    return against("pertama", "kedua", seconds=(first, second), ratio=first / second)
