"""What the gate costs: its look at a form beside calamine reading it, and the worker process beside reading here.

``look``: the look alone. ``any``: the same without the fast way for usual sheets. ``here``: reading with the gate in
this process, less than the look and calamine together, because calamine need not inflate again what the gate inflated.
``worker``: reading in the worker process. Ratios are to calamine alone in the same repeat.

Run: python benchmarks/gate.py [repeats] [rounds in each]
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from python_calamine import CalamineWorkbook

from iki_excel.decree import load_catalog
from iki_excel.decree.settings import load_settings
from iki_excel.forms import writing
from iki_excel.workbooks import openxml
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.opening.inside import open_content
from iki_excel.workbooks.openxml import package
from iki_excel.workbooks.saving import save_workbook
from tests.filling import fill_by_a_program, of_the_example

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
        save_workbook(path, writing.build(jabatan, "2019-03", load_settings(None, load_catalog())))
        forms[f"{jabatan.kode} xlsxwriter"] = path.read_bytes()
        fill_by_a_program(path, of_the_example(jabatan, "2019-03"))
        forms[f"{jabatan.kode} openpyxl"] = path.read_bytes()
        (saved,) = SAVED_BY_LIBREOFFICE.glob(f"*_{jabatan.kode}.xlsx")
        forms[f"{jabatan.kode} LibreOffice"] = saved.read_bytes()
    return forms


def look_at_any(content: bytes) -> None:
    """The look of the gate without the fast way for usual sheets."""
    with mock.patch.object(package, "look_at_usual_sheet", lambda *_: None):
        openxml.look(content)


Works = Mapping[str, Callable[[bytes], Any]]


def least(works: Works, content: bytes, rounds: int) -> dict[str, float]:
    """The least time of each in milliseconds, measured side by side in each round: what else runs only adds to it."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    for _ in range(rounds):
        for name, work in works.items():
            started = time.perf_counter()
            work(content)
            taken[name].append(time.perf_counter() - started)
    return {name: 1000 * min(times) for name, times in taken.items()}


def all_together(works: Works, forms: Mapping[str, bytes], rounds: int) -> dict[str, float]:
    """The time for all forms in milliseconds; prints a line a form."""
    total = dict.fromkeys(works, 0.0)
    for form, content in forms.items():
        found = least(works, content, rounds)
        total = {name: total[name] + found[name] for name in total}
        _print(form, found)
    return total


def main(repeats: int = 5, rounds: int = 10) -> None:
    """Print a line a form, all of them together in every repeat, and last the medians of these."""
    with tempfile.TemporaryDirectory() as name, Reader() as reader:
        forms = filled_forms(Path(name))
        works: Works = {
            "calamine": calamine_alone,
            "look": openxml.look,
            "any": look_at_any,
            "here": open_content,
            "worker": reader.open,
        }
        print(f"{'form':28}" + "".join(f"{name:>10}" for name in works) + "   (ms, then ratios to calamine)")
        totals = []
        for _ in range(repeats):
            totals.append(all_together(works, forms, rounds))
            _print("all together", totals[-1])
    ratios = {name: [total[name] / total["calamine"] for total in totals] for name in works}
    for name, found in ratios.items():
        print(f"{name:10} median {statistics.median(found):5.2f}   from {min(found):5.2f} to {max(found):5.2f}")


def _print(form: str, found: Mapping[str, float]) -> None:
    times = "".join(f"{time:10.2f}" for time in found.values())
    print(f"{form:28}{times}   " + "".join(f"{time / found['calamine']:7.2f}" for time in found.values()))


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:]))
