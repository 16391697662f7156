"""One function over many tasks in several processes of our own; what comes back comes in the order of the tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from iki_excel.words import circles, pandas_alone
from iki_excel.words.errors import IkiError

Task = TypeVar("Task")
Done = TypeVar("Done")

FEW, MOST_AT_ONCE = 4, 16
"""Units that are done before another process has begun; and those that are one task, so that somebody sees how far it
is.
"""

AHEAD = 2
"""Tasks that wait for each process: it never does, and few results wait for their turn."""
STOPPED = "Salah satu proses pengolah berhenti, mungkin karena memori habis. Ulangi dengan --pekerja 1."


def each_done(do: Callable[[Task], Done], tasks: Sequence[Task], pekerja: int) -> Iterator[Done]:
    """What ``do`` makes of every task, in their order; IkiError where a process was killed.

    With one process, or one task, it is done here.
    """
    if pekerja < 2 or len(tasks) < 2:
        yield from map(do, tasks)
        return
    processes = min(pekerja, len(tasks))
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _on_its_own)
    try:
        yield from _in_order(pool, do, tasks, processes * AHEAD)
    except BrokenProcessPool:
        raise IkiError(STOPPED) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def usual_workers(units: int) -> int:
    """One process a core, and for a few units this one."""
    return (os.cpu_count() or 1) if units > FEW else 1


def some_at_once(units: Mapping[str, Task], workers: int) -> list[Mapping[str, Task]]:
    """Some units each, which share what they are opened by: two for each process, so that none waits for the last."""
    size = max(1, min(MOST_AT_ONCE, -(-len(units) // (2 * workers))))
    of_each = iter(units.items())
    return [dict(islice(of_each, size)) for _ in range(0, len(units), size)]


def _in_order(
    pool: ProcessPoolExecutor, do: Callable[[Task], Done], tasks: Sequence[Task], ahead: int
) -> Iterator[Done]:
    waiting: list[Future[Done]] = []
    rest = iter(tasks)
    waiting += [pool.submit(do, task) for task in islice(rest, ahead)]
    while waiting:
        yield waiting.pop(0).result()
        waiting += [pool.submit(do, task) for task in islice(rest, 1)]


def _on_its_own() -> None:
    """A process does one thing at a time: the threads of numpy would only take turns with the other processes. It is
    stopped by the one that waits for it, which tells of it.
    """
    circles.look_rarely()
    pandas_alone.leave_out_pyarrow()
    os.environ["OMP_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
