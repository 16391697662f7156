"""Some 5,000 forms of a month: read, checked and scored beside calamine alone, and once more when nothing changed."""

from __future__ import annotations

import functools
import statistics
import sys
from collections.abc import Callable

from benchmarks.figure import Measured, against
from benchmarks.ground import Forms, Ground
from benchmarks.processes import ran, ratio, side_by_side
from benchmarks.recap import WORKERS, recap
from benchmarks.watching import watched
from iki_excel.words import bahasa

BARE, READ, SCORED = "calamine", "dibaca", "dinilai"


def _bare(forms: Forms) -> float:
    return ran((sys.executable, "-m", "benchmarks.bare", str(forms.folder)), forms.folder).seconds


def _read(forms: Forms) -> float:
    command = (sys.executable, "-m", "benchmarks.reading_only", str(forms.folder), f"{WORKERS}")
    return ran(command, forms.folder).seconds


def _scored(forms: Forms) -> float:
    with recap(forms) as one:
        return one.ran().seconds


def _beside_calamine(ground: Ground, name: str, work: Callable[[Forms], float]) -> Measured:
    forms = ground.forms(ground.many)
    taken = side_by_side({BARE: lambda: _bare(forms), name: lambda: work(forms)}, ground.rounds)
    seconds = (statistics.median(taken[name]), statistics.median(taken[BARE]))
    return against(name, BARE, seconds=seconds, ratio=ratio(taken, name, BARE))


def reading(ground: Ground) -> Measured:
    """Reading with the gate by two workers, as a multiple of calamine in one process."""
    return _beside_calamine(ground, READ, _read)


def scoring(ground: Ground) -> Measured:
    """The whole command to the recap and a table of the results, as a multiple of the same."""
    return _beside_calamine(ground, SCORED, _scored)


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
