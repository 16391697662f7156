"""Work on many units, spread over processes: what is done for one of them needs nothing of another."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from iki_excel.words.progress import Progress, untold

FEW = 4
"""Of no more units the work is done before another process has begun."""

MOST_AT_ONCE = 16
"""So many units are one task: what a task opens it opens once, and of many nobody waits long for the first."""

Made = TypeVar("Made")
Work = Callable[[Sequence[str]], Sequence[Made]]
"""What is done for some units, by their kode: a result for each. It is sent to other processes (pickle)."""


def spread(work: Work[Made], kodes: Sequence[str], progress: Progress = untold) -> dict[str, Made]:
    """What the work comes to for each unit, in their order; the first error ends all that has not begun."""
    workers = 1 if len(kodes) <= FEW else min(os.cpu_count() or 1, len(kodes))
    tasks = [*_tasks(kodes, workers)]
    found: dict[str, Made] = {}
    for task, made in zip(tasks, _done(work, tasks, workers), strict=True):
        found.update(zip(task, made, strict=True))
        progress(len(found), len(kodes), task[-1])
    return found


def _tasks(kodes: Sequence[str], workers: int) -> Iterator[Sequence[str]]:
    """Two for each worker, so that one that is slower is waited for less."""
    size = max(1, min(MOST_AT_ONCE, -(-len(kodes) // (2 * workers))))
    return (kodes[start : start + size] for start in range(0, len(kodes), size))


def _done(work: Work[Made], tasks: Sequence[Sequence[str]], workers: int) -> Iterator[Sequence[Made]]:
    if workers == 1:
        yield from map(work, tasks)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (work,)) as pool:
        yield from pool.map(_do, tasks)


_work: Any = None
"""Of a process that works for another: what it does, sent to it once."""


def _begin(work: Work[Any]) -> None:
    """Who stops the command stops the process that waits for this one, and that tells of it."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(kodes: Sequence[str]) -> Any:
    return _work(kodes)
