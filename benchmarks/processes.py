"""Commands as whole processes: how long they take, how much memory they and all that they start take together."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
IKI = (sys.executable, "-m", "iki_excel")
CACHE = "IKI_SIMPANAN"
WELL, DONE_WITH_ERRORS = 0, 1
"""What a command ends with that did what it was asked for; what iki ends with where forms have mistakes."""
A_LOOK = 0.1
"""Seconds between two looks at the memory."""


class Failed(Exception):
    """A command did not do what was to be measured."""


@dataclass(frozen=True)
class Ran:
    """What became of a command: wall time, the most memory of its tree in bytes (0 where nobody looked), its words."""

    seconds: float
    peak: int
    said: str


def ran(
    command: Sequence[str],
    folder: Path,
    given: Mapping[str, str] | None = None,
    *,
    look: bool = False,
    done: Collection[int] = (WELL,),
) -> Ran:
    """Run a command in a folder until it ends; ``look``: at the memory, too. Failed where it did not do its work."""
    with tempfile.TemporaryFile() as words, started(command, folder, words, given) as process:
        begun = time.perf_counter()
        peak = _peak_until_end(process) if look else 0
        process.wait()
        seconds = time.perf_counter() - begun
        words.seek(0)
        said = words.read().decode("utf-8", "replace")
    if process.returncode not in done:
        raise Failed((said.strip().splitlines() or [f"berhenti dengan {process.returncode}"])[-1])
    return Ran(seconds, peak, said)


@contextlib.contextmanager
def started(
    command: Sequence[str], folder: Path, words: IO[bytes], given: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A command on its way, which does not outlive this."""
    before = os.environ.get("PYTHONPATH", "")
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), before])), **(given or {})}
    process = subprocess.Popen(command, cwd=folder, env=known, stdout=words, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _peak_until_end(process: subprocess.Popen[bytes]) -> int:
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(memory, tree(process.pid))))
        time.sleep(A_LOOK)
    return peak


def tree(pid: int) -> list[int]:
    """A process and all that it started, as far as they are there."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in tree(int(child)))]


def memory(pid: int) -> int:
    """The bytes that a process takes up; of pages that several share, its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def side_by_side(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """The seconds of each work in each round, in which they follow one another."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    return taken


def ratio(taken: Mapping[str, Sequence[float]], one: str, other: str) -> float:
    """The median of what one takes as a multiple of another in the same round."""
    return statistics.median(a / b for a, b in zip(taken[one], taken[other], strict=True))
