"""A Dask cluster of this computer, in a process of its own: it ends with the run, however that ends, and says nothing.

The other door to Dask. Ctrl-C is for the process that started it, and so is whatever Dask would print.
"""

from __future__ import annotations

import logging
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from iki_excel.words.errors import IkiError
from iki_excel.workbooks import processes
from iki_excel.workbooks.opening.frames import receive, send
from iki_excel.workbooks.processes import FROM_HERE

START = f"{FROM_HERE}from iki_excel.forms.reading.cluster.here import main; main()"
LONGEST_FAREWELL = 2
"""Seconds that it has to end its own processes, as it does at the end of its input."""

CANNOT_START = "Klaster di komputer ini tidak dapat dijalankan. Jalankan tanpa --klaster."


@contextmanager
def started(settings: dict[str, Any], options: dict[str, Any]) -> Iterator[str]:
    """The address of a cluster with such workers, for as long as it is needed; IkiError where it does not start."""
    process = processes.start(START)
    try:
        with suppress(OSError):  # that it died is seen where its answer is waited for
            send(process.stdin, pickle.dumps((settings, options)))  # type: ignore[arg-type]
        address = receive(process.stdout)  # type: ignore[arg-type]
        if address is None:
            raise IkiError(CANNOT_START)
        yield address.decode()
    finally:
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=LONGEST_FAREWELL)
        processes.end(process)


def main() -> None:
    """Be such a cluster until the input ends, as it does when the other process ends in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = receive(sys.stdin.buffer)
    if asked is None:
        return
    settings, options = pickle.loads(asked)
    import dask
    from distributed import LocalCluster

    with dask.config.set(settings), LocalCluster(silence_logs=logging.CRITICAL, **options) as cluster:
        send(sys.stdout.buffer, cluster.scheduler_address.encode())
        sys.stdin.buffer.read()
