"""A real LibreOffice for the tests: it fills, recalculates, reads, prints and spoils workbooks as people do.

The work is done by ``office_uno.py``, in the Python of the system, because only that one has ``uno``.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PYTHON = Path("/usr/bin/python3")
SERVER = Path(__file__).with_name("office_uno.py")
END_SECONDS = 30


class OfficeError(Exception):
    """LibreOffice could not do what it was asked."""


def available() -> str | None:
    """Why the tests with LibreOffice cannot run; None when they can."""
    if shutil.which("soffice") is None:
        return "soffice is not installed"
    if not PYTHON.exists():
        return f"there is no {PYTHON}"
    if subprocess.run([PYTHON, "-I", "-c", "import uno"], capture_output=True, check=False).returncode:
        return f"{PYTHON} has no module uno (Debian package python3-uno)"
    return None


class Office:
    """One LibreOffice with its own profile; the first request starts it, also after a crash or timeout.

    A value for a cell is a number, a text (kept exactly), None (the cell is cleared), a date, or one of
    ``{"date": "2019-02-20"}``, ``{"formula": "=SUM(A1;B1)"}`` (English, LibreOffice's own syntax) and
    ``{"typed": "1/4/2019"}`` (understood as at the keyboard, in the locale).
    """

    def __init__(self, locale: str = "id-ID", timeout: float = 120) -> None:
        self.locale = locale
        self.timeout = timeout
        self._process: subprocess.Popen[str] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- requests -------------------------------------------------------------------------------------------

    def fill(
        self,
        source: Path,
        target: Path,
        *,
        names: Mapping[str, Any] | None = None,
        cells: Mapping[str, Any] | None = None,
        blocks: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    ) -> Path:
        """Write by defined name (its first cell), by address (``Isian!E12``), and rows from a named cell on.

        Locked cells of protected sheets are written too; rules of data validation are not applied.
        """
        entries = {"names": names or {}, "cells": cells or {}, "blocks": blocks or {}}
        self._ask("fill", source=source, target=target, **entries)
        return target

    def recalculate(self, source: Path, target: Path) -> Path:
        """Calculate every formula anew, whatever value the file has for it, and save."""
        self._ask("recalculate", source=source, target=target)
        return target

    def values(self, source: Path) -> dict[str, dict[str, Any]]:
        """By sheet and address the value of every cell that is not empty, formulas calculated anew.

        Dates are serial numbers, truth values 1 and 0, errors ``{"error": "#DIV/0!"}``.
        """
        sheets: dict[str, dict[str, Any]] = self._ask("values", source=source)["sheets"]
        return sheets

    def shown(self, source: Path) -> dict[str, dict[str, tuple[str, Any]]]:
        """By sheet and address the kind and the value of every cell that is not empty; nothing is calculated anew.

        Kinds: number, moment (a number of days from 30 December 1899), time (of days, from whenever), text, error.
        """
        sheets = self._ask("shown", source=source)["sheets"]
        return {name: {address: tuple(cell) for address, cell in cells.items()} for name, cells in sheets.items()}

    def pdf(self, source: Path, target: Path) -> Path:
        """Print to a PDF file."""
        self._ask("pdf", source=source, target=target)
        return target

    def export(self, source: Path, target: Path, kind: str, password: str = "") -> Path:
        """Save as another kind of file: the name of one of LibreOffice's export filters."""
        self._ask("export", source=source, target=target, kind=kind, password=password)
        return target

    def edit(self, source: Path, target: Path, actions: Sequence[Mapping[str, Any]]) -> Path:
        """Perform actions in their order and save. Protection is lifted for an action and put back after it.

        An action is a mapping with ``do`` and what it needs:

        - ``insert_rows``, ``delete_rows``, ``hide_rows``: sheet, row (from 1), count
        - ``insert_columns``, ``delete_columns``: sheet, column (letters), count
        - ``rename_sheet``, ``copy_sheet``: sheet, name
        - ``take_sheet``: sheet, source (another workbook, from which it is copied)
        - ``sort``: sheet, range (without merged cells), column (from 0, within the range); ascending unless descending
        - ``merge``: sheet, range
        - ``set``: sheet, cell, value
        - ``delete_name``: name
        - ``from_menu``: sheet, range (selected), command, ``with`` its arguments; here the protection counts
        """
        self._ask("edit", source=source, target=target, actions=actions)
        return target

    def close(self) -> None:
        """End LibreOffice and remove its files."""
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.communicate(timeout=END_SECONDS)
        self._kill()

    # --- the conversation -----------------------------------------------------------------------------------

    def _ask(self, op: str, **details: Any) -> dict[str, Any]:
        line = self._exchange(op, json.dumps({"op": op, **details}, default=_plain))
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise OfficeError(f"{op}: {reply['error']}")
        return reply

    def _exchange(self, op: str, request: str) -> str:
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(request + "\n")
            process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], self.timeout)
        if not ready:
            self._kill()
            raise OfficeError(f"{op}: no reply within {self.timeout} s; LibreOffice was killed")
        reply = process.stdout.readline()
        if not reply:
            log = self._log()
            self._kill()
            raise OfficeError(f"{op}: LibreOffice ended unexpectedly\n{log}")
        return reply

    def _start(self) -> subprocess.Popen[str]:
        self._folder = tempfile.TemporaryDirectory(prefix="iki-office-")
        with self._log_path.open("w") as log:
            self._process = subprocess.Popen(
                [PYTHON, "-I", SERVER, self._folder.name, self.locale],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
                start_new_session=True,
            )
        return self._process

    def _kill(self) -> None:
        """End what is left of the server and of its soffice, which share one process group."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    @property
    def _log_path(self) -> Path:
        assert self._folder is not None
        return Path(self._folder.name) / "log.txt"

    def _log(self) -> str:
        return self._log_path.read_text(encoding="utf-8", errors="replace")[-2000:]


def _plain(value: Any) -> Any:
    """What JSON does not know by itself."""
    if isinstance(value, Path):
        return str(value.resolve())
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    raise TypeError(f"not for a request: {value!r}")
