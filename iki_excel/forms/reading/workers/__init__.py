"""Many files, read whole in some processes at once: what kills its reader costs that file alone.

A worker starts before whatever its parent needs besides, and needs neither pandas nor numpy; it is asked for files by
their paths, and answers with records as bytes (:mod:`iki_excel.forms.reading.packed`).
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from iki_excel.decree.office import Offices
from iki_excel.forms.reading.folder import is_lock
from iki_excel.forms.reading.sent import File
from iki_excel.forms.reading.workers.any_reader import AnyReader
from iki_excel.forms.reading.workers.asking import Packed, to_go_by
from iki_excel.forms.reading.workers.known import remember
from iki_excel.forms.reading.workers.process import Process
from iki_excel.forms.reading.workers.work import PATIENCE, Work
from iki_excel.forms.starting import START
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.processes import LONGEST
from iki_excel.workbooks.simpanan import Simpanan
from iki_excel.workbooks.simpanan import place as simpanan_place

__all__ = ["START", "AnyReader", "Packed", "Readers"]

AFile = TypeVar("AFile", bound=File)

MANY = 100
"""So many files are worth more than one process; fewer are read by one while all else is loaded."""

WORTH_KEEPING = 50
"""Of fewer files it takes as long to look whether they were read before as to read them."""


class Readers(AnyReader):
    """Processes that read forms; they start at once, to be ready when this process is.

    ``most``: how many; None for one, and for as many as there are cores where there are many files. ``longest``:
    seconds that one workbook may take; ``simpanan``: whether it is kept what was read of many; ``started``: one of the
    processes, where it was started before (:mod:`iki_excel.forms.starting`).
    """

    def __init__(
        self,
        most: int | None = None,
        start: str = START,
        longest: float = LONGEST,
        simpanan: bool = False,
        started: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self._most, self._start, self._longest, self._simpanan = most, start, longest, simpanan
        self._work: Work | None = None
        self._offices = Offices({})
        self._processes: list[Process] = [] if started is None else [Process(start, longest, started)]
        self._have(most or 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._work is not None:
            self._stop(self._work)
        for process in self._processes:
            process.end()

    def begin(self, paths: Sequence[Path], offices: Offices) -> None:
        """Begin with what will be read next, while whoever asks for it is not ready yet."""
        files: list[File] = [*dict.fromkeys(path for path in paths if not is_lock(path.name))]
        self._begun(files, offices)

    def read_each(
        self, paths: Sequence[AFile], offices: Offices, progress: Progress = untold
    ) -> Iterator[tuple[AFile, list[Packed]]]:
        """Each file, also one of another computer, with all that it holds. IkiError where no process starts."""
        files = [*dict.fromkeys(paths)]
        work, simpanan = self._begun(files, offices), Simpanan(self._place(files))
        try:
            for done, (file, found) in enumerate(zip(files, work.in_order(), strict=True), start=1):
                remember(found, simpanan)
                yield file, found.records
                progress(done, len(files), file.name)
        finally:
            self._stop(work)
            simpanan.save()

    def _place(self, files: Sequence[File]) -> Path | None:
        """Where it is kept what was read of these files, if it is worth it."""
        return simpanan_place() if self._simpanan and len(files) >= WORTH_KEEPING else None

    def _begun(self, files: Sequence[File], offices: Offices) -> Work:
        """What was begun with these files by the same offices is gone on with; anything else is given up."""
        begun = self._work
        if begun is not None and begun.files == files and offices.is_same(self._offices):
            return begun
        if begun is not None:
            self._stop(begun)
        return self._begin(files, offices)

    def _begin(self, files: Sequence[File], offices: Offices) -> Work:
        wanted = self._most or ((os.cpu_count() or 1) if len(files) >= MANY else 1)
        self._have(wanted)
        work = self._work = Work(files)
        self._offices, going_by = offices, to_go_by(offices, self._place(files))
        self._threads = [
            threading.Thread(target=process.serve, args=(work, going_by), daemon=True)
            for process in self._processes[: min(wanted, len(files))]
        ]
        for thread in (*self._threads, threading.Thread(target=self._watch, args=(work,), daemon=True)):
            thread.start()
        return work

    def _have(self, wanted: int) -> None:
        self._processes += [Process(self._start, self._longest) for _ in range(len(self._processes), wanted)]

    def _watch(self, work: Work) -> None:
        """Nobody is waited for forever."""
        while not work.ended.wait(min(PATIENCE, self._longest)):
            for process in self._processes:
                process.end_if_too_long()

    def _stop(self, work: Work) -> None:
        """What is being read is given up; nothing is, once all was told."""
        is_done = work.is_done
        work.end()
        for process in [] if is_done else self._processes:
            process.kill()
        for thread in self._threads:
            thread.join()
        self._work = None
