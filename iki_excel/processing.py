"""A whole month's run: files in, the consolidated workbook out; and the same on invented figures, as an example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from iki_excel import contoh, plain, report, saving
from iki_excel.batch import Batch, process
from iki_excel.blanks import write_blanks
from iki_excel.catalog import Catalog, load_catalog
from iki_excel.errors import OutputError
from iki_excel.scoring import HASIL_COLUMNS
from iki_excel.settings import FILE_NAME, Settings, load_settings


def process_to(
    folder: Path,
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    waktu: dt.datetime,
    export: Path | None = None,
) -> tuple[Path, Batch]:
    """Process the files and write ``<folder>/<periode>/IKI_<periode>_<unit>.xlsx`` (and the results as CSV)."""
    path = folder / periode / f"IKI_{periode}_{settings.unit.kode}.xlsx"
    with saving.turn(folder, *([export.parent] if export else [])):
        batch = process(places, catalog, settings, periode)
        saving.save_workbook(path, report.build(batch, waktu, str(path.parent)))
        if export is not None:
            saving.save(export, plain.csv(batch.scores.hasil[HASIL_COLUMNS]).encode())
    return path, batch


def write_example(folder: Path) -> tuple[Path, Batch]:
    """Templates of three months, filled with invented figures, and their result, in a fresh folder."""
    with saving.turn(folder):
        if folder.is_dir() and any(path.name != saving.LOCK for path in folder.iterdir()):
            raise OutputError(
                f"Folder {folder} sudah ada isinya. Pilih folder lain dengan --ke, atau hapus folder itu."
            )
        return _write_example_into(folder)


def _write_example_into(folder: Path) -> tuple[Path, Batch]:
    saving.save(folder / FILE_NAME, contoh.SETTINGS.encode())
    catalog = load_catalog()
    settings = load_settings(folder / FILE_NAME, catalog)
    forms = folder / "input_templates"
    for periode in contoh.MONTHS:
        write_blanks(catalog, settings, [periode], forms)
        contoh.fill_month(forms, catalog, settings.unit.kode, periode)
    last = contoh.MONTHS[-1]
    waktu = dt.datetime.combine(dt.date.fromisoformat(f"{last}-28") + dt.timedelta(days=5), dt.time(9))
    return process_to(folder / "output", [forms], catalog, settings, last, waktu)
