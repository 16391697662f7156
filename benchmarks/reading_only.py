"""Forms of many units read by workers, with the gate and every comparison, and nothing else.

Run: python -m benchmarks.reading_only FOLDER WORKERS
"""

from __future__ import annotations

import sys
from pathlib import Path

from iki_excel.forms.reading.many import read_records
from iki_excel.forms.reading.pool import Readers

from iki_excel.forms.reading.folder import find_files
from iki_excel.runs import office


def read_all(folder: Path, workers: int) -> int:
    """Read all forms of a folder by its iki.toml; gives how many files that were."""
    offices = office.load_all(None, folder)
    with Readers(offices, workers) as readers:
        return sum(1 for _ in read_records(find_files(sorted(folder.glob("Provinsi *"))), offices, readers))


if __name__ == "__main__":
    print(read_all(Path(sys.argv[1]), int(sys.argv[2])))
