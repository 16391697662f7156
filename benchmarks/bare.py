"""Calamine alone, the floor of all reading: every cell of every sheet of each file, in one process, and nothing else.

Run: python -m benchmarks.bare FOLDER
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook


def read_all(paths: Iterable[Path]) -> int:
    """Read all that can be read; gives how many files that were."""
    return sum(map(_is_read, paths))


def _is_read(path: Path) -> bool:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())) as workbook:
            for name in workbook.sheet_names:
                workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        return False
    return True


if __name__ == "__main__":
    print(read_all(sorted(Path(sys.argv[1]).rglob("*.xlsx"))))
