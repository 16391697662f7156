"""A worker that reads whole forms, as the process that asks it sees it."""

from __future__ import annotations

import subprocess
import time
from collections import deque
from contextlib import suppress

from iki_excel.forms.reading.record import unopened
from iki_excel.forms.reading.sent import File
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.forms.reading.workers import asking
from iki_excel.forms.reading.workers.asking import Answer
from iki_excel.forms.reading.workers.work import Task, Work
from iki_excel.words.errors import IkiError
from iki_excel.workbooks import processes
from iki_excel.workbooks.opening import READER_STOPPED
from iki_excel.workbooks.opening.frames import receive, send
from iki_excel.workbooks.processes import CANNOT_START

AHEAD = 3
"""So many files a worker is asked for before it has answered: it never waits, and few are given back when it dies."""


class Process:
    """One worker, which starts at once, and again after a death. One thread speaks with it.

    ``longest``: seconds that one workbook may take; ``started``: it, where it was started before.
    """

    def __init__(self, program: str, longest: float, started: subprocess.Popen[bytes] | None = None) -> None:
        self._program, self._longest = program, longest
        self._goes_by: bytes | None = None
        self._is_ready, self._took_too_long, self._opened = False, False, 1
        self._since: float | None = None
        self._worker: subprocess.Popen[bytes] | None = started or processes.start(program)

    def serve(self, work: Work, going_by: bytes) -> None:
        """Have files read, until there are none; what kills the worker twice is told as that."""
        try:
            self._serve(work, going_by)
        except BaseException as error:  # it belongs to whoever waits for the files
            work.end(error)

    def _serve(self, work: Work, going_by: bytes) -> None:
        if self._worker is not None and self._worker.poll() is not None:
            self.end()
        asked: deque[Task] = deque()
        while True:
            while len(asked) < AHEAD and (task := work.next(wait=not asked)):
                self._ask(task.file, going_by)
                asked.append(task)
            if not asked:
                return
            found, task = self._hear(), asked.popleft()
            if found is None and not work.is_over:
                work.give_back(asked)
                asked.clear()
                found = self._alone(task.file, work, going_by)
            if found is None:
                return
            work.done(task, found)

    def _alone(self, file: File, work: Work, going_by: bytes) -> Answer | None:
        """Read a file at which a worker died in another one, which is asked for nothing else: what kills that, too,
        is not opened. None where nobody waits for it any more."""
        refused = [self._opened - 1] if self._took_too_long else []
        while not work.is_over:
            self.end()
            self._ask(file, going_by, refused)
            found = self._hear()
            if found is not None:
                return found
            if self._opened - 1 in refused:
                return Answer.of([unopened(file, SetAside(READER_STOPPED))])
            refused.append(self._opened - 1)
        return None

    # --- speaking with it --------------------------------------------------------------------------------------------

    def _ask(self, file: File, going_by: bytes, refused: list[int] | None = None) -> None:
        worker = self._ready()
        with suppress(OSError):  # that it died is seen where its answer is waited for
            if self._goes_by is not going_by:
                send(worker.stdin, going_by)  # type: ignore[arg-type]
                self._goes_by = going_by
            send(worker.stdin, asking.to_read(file, refused or []))  # type: ignore[arg-type]

    def _hear(self) -> Answer | None:
        """The answer to the first file that was asked for; None when the worker died or took too long."""
        self._opened = 1
        while (message := self._message()) == asking.OPENING:
            self._opened += 1
        return None if message is None else asking.answered(message)

    def _message(self) -> bytes | None:
        assert self._worker is not None and self._worker.stdout is not None
        self._since = time.monotonic()
        try:
            return receive(self._worker.stdout)
        except OSError:
            return None
        finally:
            self._took_too_long = time.monotonic() - self._since >= self._longest
            self._since = None

    def _ready(self) -> subprocess.Popen[bytes]:
        self._worker = self._worker or processes.start(self._program)
        if not self._is_ready and self._message() is None:
            self.end()
            raise IkiError(CANNOT_START)
        self._is_ready = True
        return self._worker

    # --- ending it ---------------------------------------------------------------------------------------------------

    def end_if_too_long(self) -> None:
        """Kill it where it has been at one workbook for longer than it may; called by another thread."""
        since = self._since
        if since is not None and time.monotonic() - since >= self._longest:
            self.kill()

    def kill(self) -> None:
        """Kill it; whoever waits for its answer sees that."""
        worker = self._worker
        if worker is not None:
            worker.kill()

    def end(self) -> None:
        """End it; it starts again when it is asked for something."""
        worker, self._worker, self._is_ready, self._goes_by = self._worker, None, False, None
        if worker is not None:
            processes.end(worker)
