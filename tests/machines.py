"""Computers of a Dask cluster, as a test has them: a scheduler and workers, each a process in another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BLIND = """
from iki_excel.forms.reading.cluster import chunks
chunks.mark_of = lambda place: None
"""
"""What a worker runs first that has none of our disks: it sees no file."""

DEADLY = """
from functools import partial
from iki_excel.forms.reading.cluster import tasks
from tests.test_readers import DEADLY
tasks.Readers = partial(tasks.Readers, start=DEADLY)
"""
"""What a worker runs first whose guarded process dies of a file that says so."""

OLDER = """
from iki_excel.forms.reading.cluster import tasks
tasks.__version__ = "0.1.0"
"""
"""What a worker runs first that has another version of the program."""

HERE = Path(__file__).parents[1]


class Machines:
    """A scheduler, and the workers that were added; ``address``: where it is spoken to."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._started = folder, list[subprocess.Popen[bytes]]()
        place = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(place))
        while not place.exists():
            time.sleep(0.05)
        self.address = str(json.loads(place.read_text())["address"])

    def add(self, first: str = "") -> subprocess.Popen[bytes]:
        """One more worker, which runs this first."""
        preload = self._folder / f"first_{len(self._started)}.py"
        preload.write_text(first, "utf-8")
        options = ["--no-nanny", "--nthreads", "1", "--local-directory", str(self._folder), "--preload", str(preload)]
        return self._start("dask_worker", self.address, *options)

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{module}",
            "--host",
            "127.0.0.1",
            "--no-dashboard",
            *arguments,
        ]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._started.append(
            subprocess.Popen(command, cwd=self._folder, env={**os.environ, "PYTHONPATH": str(HERE)}, **quiet)
        )
        return self._started[-1]

    def end(self) -> None:
        """Without a farewell."""
        for process in self._started:
            process.kill()
            process.wait()


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """Such computers, until the test is over."""
    made = Machines(folder)
    try:
        yield made
    finally:
        made.end()
