"""A process that opens files of others, as the one that started it sees it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from iki_excel.words.errors import IkiError

CANNOT_START = "Program pembaca tidak dapat dijalankan. Pasang iki lagi, atau izinkan di antivirus."

LONGEST = 20.0
"""Seconds that one file may take; a form takes some hundredths of one."""

FROM_HERE = "import sys; sys.path[:] = sys.argv[1:]; "
"""How its program begins: it finds the code where this process does; what lies in the present folder is never run in
its place."""


def start(program: str) -> subprocess.Popen[bytes]:
    """A process that runs this program, and is spoken with by its input and output; IkiError where it cannot start."""
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", program, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise IkiError(CANNOT_START) from None


def end(worker: subprocess.Popen[bytes]) -> None:
    """End it, at once: it only reads and answers, so that nothing is lost with it."""
    worker.kill()
    worker.wait()
    for stream in (worker.stdin, worker.stdout):
        with suppress(OSError):
            stream.close()  # type: ignore[union-attr]
