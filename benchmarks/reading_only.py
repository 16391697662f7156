"""Forms of many units read by workers, with the gate and every comparison, and nothing else.

Run: python -m benchmarks.reading_only FOLDER WORKERS
"""

from __future__ import annotations

import sys
from pathlib import Path

from iki_excel.forms.reading.folder import find_files
from iki_excel.forms.reading.workers import Readers
from iki_excel.runs import office


def read_all(folder: Path, workers: int) -> int:
    """Read all forms of a folder by its iki.toml; gives how many files that were."""
    with Readers(workers) as readers:
        offices = office.load_all(None, folder)
        return sum(1 for _ in readers.read(find_files(sorted(folder.glob("Provinsi *"))), offices))


if __name__ == "__main__":
    print(read_all(Path(sys.argv[1]), int(sys.argv[2])))
