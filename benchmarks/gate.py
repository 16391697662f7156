"""What the gate costs: its look at a form beside calamine reading it, and the worker process beside reading here.

``gate``: the look alone. ``added``: what reading with the gate takes more than calamine alone, as a ratio to calamine;
it is less than the look, because calamine need not inflate again what the gate has inflated.

Run: python benchmarks/gate.py [rounds]
"""

from __future__ import annotations

import gc
import io
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from iki_excel.decree import load_catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import writing
from iki_excel.runs.example import figures
from iki_excel.runs.example.filling import fill
from iki_excel.workbooks import openxml
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.opening.inside import open_content
from iki_excel.workbooks.saving import save_workbook

SAVED_BY_LIBREOFFICE = Path(__file__).parents[1] / "tests" / "data" / "2019-03"


def calamine_alone(content: bytes) -> None:
    """Read every cell of every sheet, and nothing else."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def filled_forms(folder: Path) -> dict[str, bytes]:
    """The form of every jabatan: as xlsxwriter wrote it, filled by openpyxl, and filled and saved by LibreOffice."""
    forms: dict[str, bytes] = {}
    for jabatan in load_catalog().jabatan:
        path = folder / f"{jabatan.kode}.xlsx"
        save_workbook(path, writing.build(jabatan, "2019-03", Settings()))
        forms[f"{jabatan.kode} xlsxwriter"] = path.read_bytes()
        fill(path, figures.figures(jabatan, "2019-03"))
        forms[f"{jabatan.kode} openpyxl"] = path.read_bytes()
        (saved,) = SAVED_BY_LIBREOFFICE.glob(f"*_{jabatan.kode}.xlsx")
        forms[f"{jabatan.kode} LibreOffice"] = saved.read_bytes()
    return forms


def least(works: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """The least time of each in milliseconds, measured side by side in each round: what else runs only adds to it."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    for _ in range(rounds):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - started)
    return {name: 1000 * min(times) for name, times in taken.items()}


def main(rounds: int) -> None:
    """Print a line a form, and last all of them together."""
    with tempfile.TemporaryDirectory() as name, Reader() as reader:
        forms = filled_forms(Path(name))
        total = dict.fromkeys(("calamine", "gate", "here", "worker"), 0.0)
        print(f"{'form':32} {'calamine':>9} {'gate':>9}    ratio {'here':>9}    added {'worker':>9}    ratio   (ms)")
        for form, content in forms.items():
            works: dict[str, Callable[[], Any]] = {
                "calamine": lambda content=content: calamine_alone(content),  # type: ignore[misc]
                "gate": lambda content=content: openxml.look(content),  # type: ignore[misc]
                "here": lambda content=content: open_content(content),  # type: ignore[misc]
                "worker": lambda content=content: reader.open(content),  # type: ignore[misc]
            }
            found = least(works, rounds)
            total = {name: total[name] + found[name] for name in total}
            _print(form, found)
        _print("all together", total)


def _print(form: str, found: Mapping[str, float]) -> None:
    calamine, here = found["calamine"], found["here"]
    gate, added, worker = found["gate"] / calamine, (here - calamine) / calamine, found["worker"] / here
    print(
        f"{form:32} {calamine:9.2f} {found['gate']:9.2f} {gate:8.2f} {here:9.2f} {added:8.2f} "
        f"{found['worker']:9.2f} {worker:8.2f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
