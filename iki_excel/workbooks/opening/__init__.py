"""From bytes to the values of every sheet, in a process of its own: what kills a reader costs one file, not all."""

from __future__ import annotations

import pickle
import subprocess
import threading
from types import TracebackType
from typing import Any, Protocol, Self

from iki_excel.words.errors import IkiError
from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks import processes
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening.frames import receive, send
from iki_excel.workbooks.openxml import Package
from iki_excel.workbooks.processes import CANNOT_START, FROM_HERE, LONGEST

__all__ = ["READER_STOPPED", "START_CONTENTS", "Opens", "Reader", "Sheets"]

START = f"{FROM_HERE}from iki_excel.workbooks.opening.__main__ import main; main()"

START_CONTENTS = START.replace(
    "main()", "from iki_excel.workbooks.openxml.contents import contents_in; main(contents_in)"
)
"""The same with what :func:`contents_in` finds: of a workbook that is proven the text of its formulas is asked too."""

Sheets = dict[str, list[list[Any]]]
"""By name the rows of values, counted from A1."""

READER_STOPPED = Rule(
    "pembaca_berhenti",
    GALAT,
    arti="Berkas yang membuat program pembaca berhenti; berkas lain tetap dibaca.",
    pesan="{file} membuat program pembaca berhenti, jadi isinya tidak dibaca.",
    saran="Buka di Excel, simpan lagi sebagai .xlsx, lalu kirim ulang.",
    ringkas="membuat program pembaca berhenti",
    contoh="Buku kerja rusak yang menghabiskan memori",
)


class Opens(Protocol):
    """What opens files."""

    def open(self, content: bytes) -> tuple[Sheets, Package]:
        """The sheets in the bytes of an .xlsx, and what its XML adds; Unreadable where they cannot be read."""


class Reader:
    """Opens one file after the other in a worker process, which starts with the first file and again after a death."""

    def __init__(self, start: str = START, longest: float = LONGEST) -> None:
        self._program = start
        self._longest = longest
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def open(self, content: bytes) -> tuple[Sheets, Package]:
        """The sheets in the bytes of an .xlsx, and what its XML adds; Unreadable where they cannot be read."""
        sheets, package = self.read(content)
        return sheets, package

    def read(self, content: bytes) -> Any:
        """What the worker finds in these bytes, of whatever kind it is; Unreadable where they cannot be read."""
        answer = self._answer(self._worker or self._start(), content)
        if answer is None:
            self._end()
            raise Unreadable(READER_STOPPED)
        result = pickle.loads(answer)
        if isinstance(result, Unreadable):
            raise result
        return result

    def _start(self) -> subprocess.Popen[bytes]:
        self._worker = processes.start(self._program)
        if self._answer(self._worker, None) is None:
            self._end()
            raise IkiError(CANNOT_START)
        return self._worker

    def _answer(self, worker: subprocess.Popen[bytes], content: bytes | None) -> bytes | None:
        """What the worker says of these bytes, or that it is ready; None when it died or took too long."""
        assert worker.stdin is not None and worker.stdout is not None
        limit = threading.Timer(self._longest, worker.kill)
        limit.daemon = True
        limit.start()
        try:
            if content is not None:
                send(worker.stdin, content)
            return receive(worker.stdout)
        except OSError:
            return None
        finally:
            limit.cancel()

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            processes.end(worker)
