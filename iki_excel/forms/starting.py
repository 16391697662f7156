"""A process that will read forms, started before anything is loaded that speaks with it: to be ready takes it as long
as to read thirty forms.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from iki_excel.workbooks import processes

START = f"{processes.FROM_HERE}from iki_excel.forms.reading.workers.__main__ import main; main()"
"""Its program."""


@contextmanager
def started() -> Iterator[subprocess.Popen[bytes]]:
    """Such a process, which ends with whoever started it; IkiError where it cannot start."""
    process = processes.start(START)
    try:
        yield process
    finally:
        processes.end(process)
