"""``iki proses``, a month's run: files in, results and the consolidated workbook out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from iki_excel import report
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.delivery.incoming import known_senders
from iki_excel.forms.reading import Reading
from iki_excel.judging.batch import Batch
from iki_excel.judging.riwayat import Riwayat
from iki_excel.runs import exporting, history, keeping, results
from iki_excel.runs.batches import process
from iki_excel.runs.companion import beside, companion
from iki_excel.runs.lkjip import of_year
from iki_excel.runs.signing import Written, write_pages
from iki_excel.words import plain
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.plain import Separated
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving


@frozen
class Processed:
    """The consolidated workbook that was written, what it was made from, and the pages that go with it.

    ``kept``: where the one before it is now, None where there was none; ``is_same``: whether it stood there already.
    """

    path: Path
    batch: Batch
    pages: Written
    kept: Path | None = None
    is_same: bool = False


def process_to(
    folder: Path,
    places: Sequence[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    waktu: dt.datetime,
    export: Path | None = None,
    *,
    rapor: bool = False,
    lkjip: bool = False,
    separated: Separated = plain.COMMA,
    bukti: Path | None = None,
    kantor: Path = Path(),
    reader: Reading | None = None,
    progress: Progress = untold,
    sheets: Progress = untold,
) -> Processed:
    """Process the files and write ``<folder>/<periode>/IKI_<periode>_<unit>.xlsx``, and beside it what proves it; an
    earlier one stays there, too.

    With ``lkjip``, it says what the yearly report and the SKP say. With ``rapor``, the pages to sign and to send stand
    beside it, where what makes them is installed. With ``export``, what was read, found and computed
    is there as tables, too (runs/exporting; ``separated``: how a CSV is written).
    ``kantor``: the office's folder, in which it may be known who sent a form.
    ``progress`` is told of files that are read, ``sheets`` of sheets that are written.
    """
    settings.refuse_before_start(Periode(periode))
    path = results.workbook_in(folder, periode, settings.unit.kode)
    with saving.turn(folder, *([export.parent] if export else [])):
        batch = process(places, catalog, settings, periode, bukti=bukti, reader=reader, progress=progress)
        batch = dataclasses.replace(batch, pengirim=known_senders(kantor))
        yearly = of_year(batch, partial(_of_places, places, batch, reader)) if lkjip else None
        processed = write_result(path, batch, waktu, yearly, rapor=rapor, progress=progress, sheets=sheets)
        if export is not None:
            _save_export(export, processed.batch, separated)
    return processed


def _of_places(places: Sequence[Path], batch: Batch, reader: Reading | None, periode: Periode) -> Batch:
    """The same office in another periode, by the forms at the same places."""
    return process(places, batch.catalog, batch.settings, periode, reader=reader)


def write_result(
    path: Path,
    batch: Batch,
    waktu: dt.datetime,
    yearly: pd.DataFrame | None = None,
    *,
    rapor: bool = False,
    progress: Progress = untold,
    sheets: Progress = untold,
) -> Processed:
    """Write the consolidated workbook of a unit, with its pages (``rapor``) and what proves it, whoever has the turn in
    that folder. ``yearly``: what the yearly report says (lkjip.LKJIP_COLUMNS), where it is asked for.
    """
    saved, written = _save_workbook(path, batch, waktu, yearly, sheets)
    batch = dataclasses.replace(batch, riwayat=saved.riwayat)
    pages = write_pages(path, batch, waktu, written.content, asked=rapor, progress=progress)
    beside_it = {page.name: content for page, content in pages.contents.items()}
    saving.save(*keeping.kept_beside(path, written, beside_it))
    saving.save(*results.recorded(path, batch, waktu, written.content, beside_it))
    return Processed(path, batch, pages, saved.kept, saved.is_same)


def _save_workbook(
    path: Path, batch: Batch, waktu: dt.datetime, yearly: pd.DataFrame | None, progress: Progress
) -> tuple[history.Saved, report.Written]:
    """The workbook as the next rekap of its periode."""
    made: dict[Riwayat, report.Written] = {}

    def build(riwayat: Riwayat) -> bytes:
        made[riwayat] = report.write(dataclasses.replace(batch, riwayat=riwayat), waktu, yearly, progress)
        return made[riwayat].content

    saved = history.save_next(path, batch, waktu, build)
    return saved, made[saved.riwayat]


def _save_export(export: Path, batch: Batch, separated: Separated) -> None:
    """The tables in the file; a CSV, which has no place for it, has beside it what they were computed by."""
    with exporting.opened(export, separated=separated) as tables:
        tables.append(exporting.tables_of(batch))
    if exporting.suffix_of(export) == exporting.CSV:
        saving.save(beside(export), companion(batch).encode())
