"""``iki contoh``, the whole story in a fresh folder: forms of three months with invented figures, and their rekap."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from iki_excel.decree.settings import FILE_NAME
from iki_excel.forms import reading
from iki_excel.runs import office
from iki_excel.runs.example import figures
from iki_excel.runs.example.filling import write_filled
from iki_excel.runs.month import Processed, process_to
from iki_excel.words.errors import OutputError
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving

__all__ = ["Example", "write_example"]


@frozen
class Example:
    """The folder with the example in it, and the run that made its result."""

    folder: Path
    processed: Processed


def write_example(folder: Path, *, months: Progress = untold, sheets: Progress = untold) -> Example:
    """Forms of three months, filled with invented figures, and their result, in a fresh folder.

    ``months`` is told of months that are filled, ``sheets`` of sheets of the result.
    """
    with saving.turn(folder):
        if folder.is_dir() and any(path.name != saving.LOCK for path in folder.iterdir()):
            raise OutputError(
                f"Folder {folder} sudah ada isinya. Pilih folder lain dengan --ke, atau hapus folder itu."
            )
        return Example(folder, _write_into(folder, months, sheets))


def _write_into(folder: Path, months: Progress, sheets: Progress) -> Processed:
    saving.save(folder / FILE_NAME, figures.SETTINGS.encode())
    catalog, settings = office.load(None, folder)
    forms = folder / FORMS
    with reading.reader_for(None) as reader:
        for done, periode in enumerate(figures.MONTHS, start=1):
            write_filled(office.Office(catalog, settings), periode, forms, reader)
            months(done, len(figures.MONTHS), periode.words)
    last = figures.MONTHS[-1]
    waktu = dt.datetime.combine(dt.date.fromisoformat(f"{last}-28") + dt.timedelta(days=5), dt.time(9))
    return process_to(folder / RESULTS, [forms], catalog, settings, last, waktu, rapor=True, sheets=sheets)
