"""The whole story in a fresh folder: templates of three months, filled with invented figures, and processed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from iki_excel.decree import load_catalog
from iki_excel.decree.settings import FILE_NAME, load_settings
from iki_excel.judging.batch import Batch
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.example import figures
from iki_excel.runs.example.filling import fill_month
from iki_excel.runs.month import process_to
from iki_excel.words.errors import OutputError
from iki_excel.workbooks import saving

__all__ = ["write_example"]


def write_example(folder: Path) -> tuple[Path, Batch]:
    """Templates of three months, filled with invented figures, and their result, in a fresh folder."""
    with saving.turn(folder):
        if folder.is_dir() and any(path.name != saving.LOCK for path in folder.iterdir()):
            raise OutputError(
                f"Folder {folder} sudah ada isinya. Pilih folder lain dengan --ke, atau hapus folder itu."
            )
        return _write_example_into(folder)


def _write_example_into(folder: Path) -> tuple[Path, Batch]:
    saving.save(folder / FILE_NAME, figures.SETTINGS.encode())
    catalog = load_catalog()
    settings = load_settings(folder / FILE_NAME, catalog)
    forms = folder / "input_templates"
    for periode in figures.MONTHS:
        write_blanks(catalog, settings, [periode], forms)
        fill_month(forms, catalog, settings.unit.kode, periode)
    last = figures.MONTHS[-1]
    waktu = dt.datetime.combine(dt.date.fromisoformat(f"{last}-28") + dt.timedelta(days=5), dt.time(9))
    return process_to(folder / "output", [forms], catalog, settings, last, waktu)
