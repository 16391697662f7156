"""How far a run is, on one line of the terminal of whoever waits for it; nothing stays of it.

Nothing is shown of what takes less than a second, nor where nobody looks on: a file, a pipe, a task of the system.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from typing import TextIO

import click

from iki_excel.words import bahasa
from iki_excel.words.progress import Progress

AT_ONCE, PAUSE = 1.0, 0.1
"""Seconds: what takes less is not shown, and from one time that something is shown to the next."""

COLUMNS = 80
ROOM = 3
"""Columns that stay free: for the ^C of who has waited enough, and for the cursor."""


class Waiting:
    """The line, on a stream; ``clock``: seconds."""

    def __init__(self, stream: TextIO | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream, self.clock = stream, clock
        self.next, self.shown = clock() + AT_ONCE, 0
        self.is_watched = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"

    def of(self, what: str) -> Progress:
        """Tells "Membaca berkas 12 dari 48: IKI_2019-03_contoh_umum.xlsx"."""

        def tell(done: int, total: int, name: str) -> None:
            if self.is_watched and self.clock() >= self.next:
                self.next = self.clock() + PAUSE
                self._show(f"{what} {done} dari {total}: {name}")

        return tell

    def erase(self) -> None:
        """Leave the line as it was, with what the terminal itself may have put behind it."""
        if self.shown:
            self._write(f"\r{' ' * (self.shown + ROOM - 1)}\r")
            self.shown = 0

    def _show(self, text: str) -> None:
        said = bahasa.brief(text, min(shutil.get_terminal_size().columns, COLUMNS) - ROOM)
        self._write(f"\r{said}{' ' * (self.shown - len(said))}")
        self.shown = max(len(said), self.shown)

    def _write(self, text: str) -> None:
        assert self.stream is not None
        with contextlib.suppress(OSError, ValueError):  # the terminal is gone: that is no reason to stop
            self.stream.write(text)
            self.stream.flush()


@contextlib.contextmanager
def waiting() -> Iterator[Waiting]:
    """For as long as a command works: the line is gone when it ends, however it ends."""
    line = Waiting(sys.stderr)
    try:
        yield line
    except KeyboardInterrupt:
        if line.shown:  # else click begins a new line behind the ^C of the terminal
            raise click.Abort from None
        raise
    finally:
        line.erase()
