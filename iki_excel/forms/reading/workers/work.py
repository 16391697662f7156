"""Files that several threads have read, and what each file said, in the order of the files."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from iki_excel.forms.reading.sent import File
from iki_excel.forms.reading.workers.asking import Answer
from iki_excel.words.frozen import frozen

AT_ONCE = 256
"""So many files are read or kept beyond the first that is not told yet: who tells them may be slower than who reads."""

PATIENCE = 0.2
"""Seconds after which whoever waits looks up: on Windows Ctrl-C is not heard before."""


@frozen
class Task:
    """A file to be read, with its place among all."""

    number: int
    file: File


class Work:
    """What is to be read in one run, what is being read, and what was."""

    def __init__(self, files: Sequence[File]) -> None:
        self.files = files
        self._waiting = deque(Task(number, file) for number, file in enumerate(files))
        self._many, self._left, self._told = len(files), len(files), 0
        self._found: dict[int, Answer] = {}
        self._error: BaseException | None = None
        self._changed = threading.Condition()
        self.ended = threading.Event()

    def next(self, *, wait: bool) -> Task | None:
        """A file for whoever asks; None where there is none now, or (with ``wait``) will be none."""
        with self._changed:
            while self._left and not self.is_over:
                if self._waiting and self._waiting[0].number < self._told + AT_ONCE:
                    return self._waiting.popleft()
                if not wait:
                    return None
                self._changed.wait(PATIENCE)
            return None

    def give_back(self, tasks: Iterable[Task]) -> None:
        """These files were not read, by no fault of theirs."""
        with self._changed:
            self._waiting.extendleft(reversed([*tasks]))
            self._changed.notify_all()

    def done(self, task: Task, found: Answer) -> None:
        """What a file said."""
        with self._changed:
            self._found[task.number] = found
            self._left -= 1
            self._changed.notify_all()

    def end(self, error: BaseException | None = None) -> None:
        """Nothing more is read, as everything is told, nobody wants it, or for this reason."""
        with self._changed:
            self._error = self._error or error
            self.ended.set()
            self._changed.notify_all()

    @property
    def is_done(self) -> bool:
        """Whether every file was read."""
        return not self._left

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be read."""
        return self.ended.is_set()

    def in_order(self) -> Iterator[Answer]:
        """What every file said, as soon as it is there; what stopped the reading is raised here."""
        for number in range(self._many):
            with self._changed:
                while number not in self._found and not self.is_over:
                    self._changed.wait(PATIENCE)
                if self._error is not None:
                    raise self._error
                found = self._found.pop(number)
                self._told = number + 1
                self._changed.notify_all()
            yield found
