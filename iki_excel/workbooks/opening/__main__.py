"""The worker: reads files from its input, one message each, and writes what it found; nothing else may write there."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening.frames import receive, send
from iki_excel.workbooks.opening.inside import open_content

MOST_MEMORY = 1_500 * 2**20
ALONE = 60
"""Seconds after which a worker whose other side was killed gives up a file that never ends (not on Windows)."""


def main(open_one: Callable[[bytes], Any] = open_content) -> None:
    """Answer until the input ends, as it does when the other process ends in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the other process tells of Ctrl-C
    _limit_memory()
    asked, answers = sys.stdin.buffer, _only_way_out()
    send(answers, b"")
    while (content := receive(asked)) is not None:
        _set_alarm(ALONE)
        send(answers, pickle.dumps(_answer(content, open_one), pickle.HIGHEST_PROTOCOL))
        _set_alarm(0)


def _set_alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _answer(content: bytes, open_one: Callable[[bytes], Any]) -> Any:
    try:
        return open_one(content)
    except Unreadable as reason:
        return reason


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


if __name__ == "__main__":
    main()
