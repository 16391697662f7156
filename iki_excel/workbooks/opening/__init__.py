"""From bytes to the values of every sheet, in a process of its own: what kills a reader costs one file, not all."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from iki_excel.words.errors import IkiError
from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening.frames import receive, send
from iki_excel.workbooks.openxml import Package

__all__ = ["CANNOT_START", "READER_STOPPED", "START_CONTENTS", "Reader", "Sheets"]

LONGEST = 20.0
"""Seconds that one file may take; a form takes some hundredths of one."""

START = "import sys; sys.path[:] = sys.argv[1:]; from iki_excel.workbooks.opening.__main__ import main; main()"
"""The worker finds the code where this process does; what lies in the present folder is never run in its place."""

START_CONTENTS = START.replace(
    "main()", "from iki_excel.workbooks.openxml.contents import contents_in; main(contents_in)"
)
"""The same with what :func:`contents_in` finds: of a workbook that is proven the text of its formulas is asked too."""

CANNOT_START = "Program pembaca tidak dapat dijalankan. Pasang iki lagi, atau izinkan di antivirus."

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


class Reader:
    """Opens one file after the other in a worker process, which starts with the first file and again after a death."""

    def __init__(self, start: str = START, longest: float = LONGEST) -> None:
        self._command: Sequence[str] = (sys.executable, "-P", "-c", start)
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
        try:
            self._worker = subprocess.Popen(
                [*self._command, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise IkiError(CANNOT_START) from None
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
        """End the worker: at the end of its input it stops by itself; one that does not is killed."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        with suppress(OSError):
            worker.stdin.close()  # type: ignore[union-attr]
        try:
            worker.wait(timeout=2)
        except subprocess.TimeoutExpired:
            worker.kill()
        worker.wait()
        worker.stdout.close()  # type: ignore[union-attr]
