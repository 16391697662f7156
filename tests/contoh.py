"""What ``iki contoh`` makes, once for all who look at it; whoever changes something in its folder takes a copy."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from iki_excel.runs.example import Example, write_example


@functools.cache
def example() -> Example:
    """The example, in a folder that was empty before and lasts as long as the tests run."""
    folder = Path(tempfile.mkdtemp(prefix="iki-contoh-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return write_example(folder)
