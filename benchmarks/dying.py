"""What is lost when a worker is killed, and when a form kills each worker that reads it."""

from __future__ import annotations

import os
import signal
import sqlite3
import tempfile
import time
from pathlib import Path

from benchmarks import bare
from benchmarks.figure import Measured
from benchmarks.ground import Ground
from benchmarks.processes import Failed, started
from benchmarks.recap import DONE, Recap, recap
from benchmarks.watching import OPENED, watched_in

UNDER_WAY = 5
"""Files that are opened before a worker is killed."""
LONGEST = 60.0

Fates = dict[str, tuple[str, str]]
"""What became of each file, and why."""


def worker_killed(ground: Ground) -> Measured:
    """How many files have another fate after one of the workers was killed."""
    forms = ground.forms(ground.few)
    with recap(forms) as quiet, recap(forms) as disturbed, tempfile.TemporaryDirectory() as log:
        quiet.ran()
        _run_and_kill(disturbed, Path(log))
        before, after = _fates(quiet), _fates(disturbed)
    return Measured(len(_changed(before, after)), f"{len(before)} berkas")


def _run_and_kill(one: Recap, log: Path) -> None:
    with tempfile.TemporaryFile() as words:
        given = {**one.given, **watched_in(log)}
        with started(one.command, one.forms.folder, words, given) as process:
            os.kill(_busy_worker(log, process.pid), signal.SIGKILL)
            if process.wait() not in DONE:
                raise Failed(f"berhenti dengan {process.returncode}")


def _busy_worker(log: Path, parent: int) -> int:
    """The process that has opened some forms, other than the one that was started."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        for path in log.iterdir():
            if path.name != f"{parent}" and path.read_text("utf-8").count(OPENED) >= UNDER_WAY:
                return int(path.name)
        time.sleep(0.01)
    raise Failed("tidak ada pekerja yang membuka formulir")


def deadly_form(ground: Ground) -> Measured:
    """How many other files have another fate beside a form that kills each worker; it has to be named itself."""
    forms = ground.forms(ground.few)
    deadly = next(path for path in forms.paths[len(forms.paths) // 2 :] if bare.read_all([path]))
    with recap(forms) as quiet, recap(forms) as disturbed, tempfile.TemporaryDirectory() as log:
        quiet.ran()
        disturbed.ran(watched_in(Path(log), deadly.name))
        before, after = _fates(quiet), _fates(disturbed)
    changed = _changed(before, after)
    named = {file for file, fate in after.items() if "pembaca_berhenti" in fate}
    if {Path(file).name for file in named} != {deadly.name}:
        raise Failed(f"{deadly.name} tidak disebut")
    return Measured(len(changed - named), f"{deadly.name} disebut")


def _changed(before: Fates, after: Fates) -> set[str]:
    return {file for file in before.keys() | after.keys() if before.get(file) != after.get(file)}


def _fates(one: Recap) -> Fates:
    with sqlite3.connect(one.exported) as told:
        return {file: (nasib, alasan) for file, nasib, alasan in told.execute("SELECT file, nasib, alasan FROM berkas")}
