"""What a process has and has not that opens files of others: little memory, one way out, and no life of its own."""

from __future__ import annotations

import os
import signal
import sys
from typing import IO

from iki_excel.words import circles
from iki_excel.workbooks.opening.frames import send

MOST_MEMORY = 1_500 * 2**20
ALONE = 60
"""Seconds after which a worker whose other side was killed gives up a file that never ends (not on Windows)."""


def begin() -> tuple[IO[bytes], IO[bytes]]:
    """Where such a process is asked and where it answers, once it is guarded; nothing else may write there."""
    circles.look_rarely()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the other process tells of Ctrl-C
    _limit_memory()
    asked, answers = sys.stdin.buffer, _only_way_out()
    send(answers, b"")
    return asked, answers


def set_alarm(seconds: int = ALONE) -> None:
    """End the process in so many seconds, whatever it does; 0 for not at all."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit_memory() -> None:
    """A file that would fill the memory ends this process only (Windows has no such limit)."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    is_lower = hard != resource.RLIM_INFINITY and hard < MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (hard if is_lower else MOST_MEMORY, hard))


def _only_way_out() -> IO[bytes]:
    """The output for answers; whatever else is printed goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers
