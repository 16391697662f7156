"""``iki proses``, a month's run: files in, results and the consolidated workbook out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_excel import report
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging import scoring
from iki_excel.judging.batch import Batch
from iki_excel.judging.riwayat import Riwayat
from iki_excel.runs import history
from iki_excel.runs.checking import check_files
from iki_excel.runs.companion import beside, companion
from iki_excel.words import periods, plain
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from iki_excel.words.plain import Separated
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader


@dataclass(frozen=True)
class Processed:
    """The consolidated workbook that was written, and what it was made from.

    ``kept``: where the one before it is now, None where there was none; ``is_same``: whether it stood there already.
    """

    path: Path
    batch: Batch
    kept: Path | None = None
    is_same: bool = False


def process(
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    *,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Batch:
    """Read, check and score all months of the year up to the periode (a month, a triwulan, a semester, a year).

    CatalogError where they ask for nothing.
    """
    told = Periode(periode)
    checked = check_files(places, catalog, settings, told, reader=reader, progress=progress)
    months = settings.months(told)
    _refuse_nothing_asked(catalog, months)
    span = told if len(told.months) > 1 else None
    scores = scoring.score(checked.counted, catalog, settings, months, [settings.unit.kode], span)
    return Batch(catalog, settings, told, checked, scores)


def _refuse_nothing_asked(catalog: Catalog, months: Sequence[Periode]) -> None:
    if any(catalog.at(month).jabatan for month in months):
        return
    if any(jabatan.is_valid_in(months[-1]) for jabatan in catalog.jabatan):
        raise CatalogError(
            f"{periods.title(months)}: belum ada yang ditanyakan, karena semua indikator ditanyakan pada bulan "
            "terakhir triwulan, semester, atau tahunnya. Pilih bulan itu."
        )
    raise CatalogError(
        f"{periods.title(months)}: tidak ada indikator yang berlaku menurut katalog. Pilih bulan lain, atau "
        "periksa berlaku_mulai dan berlaku_sampai di katalognya."
    )


def process_to(
    folder: Path,
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    waktu: dt.datetime,
    export: Path | None = None,
    *,
    separated: Separated = plain.COMMA,
    reader: Reader | None = None,
    progress: Progress = untold,
    sheets: Progress = untold,
) -> Processed:
    """Process the files and write ``<folder>/<periode>/IKI_<periode>_<unit>.xlsx``; an earlier one stays beside it.

    With ``export``, the results as CSV (``separated``), too, and beside them what they were computed by.
    ``progress`` is told of files that are read, ``sheets`` of sheets that are written.
    """
    settings.refuse_before_start(Periode(periode))
    path = folder / periode / f"IKI_{periode}_{settings.unit.kode}.xlsx"
    with saving.turn(folder, *([export.parent] if export else [])):
        batch = process(places, catalog, settings, periode, reader=reader, progress=progress)

        def build(riwayat: Riwayat) -> bytes:
            return report.build(dataclasses.replace(batch, riwayat=riwayat), waktu, str(path.parent), sheets)

        saved = history.save_next(path, batch, waktu, build)
        if export is not None:
            table = plain.csv(scoring.exported(batch.scores.hasil), separated)
            saving.save(export, table.encode(separated.encoding))
            saving.save(beside(export), companion(batch).encode())
    return Processed(path, dataclasses.replace(batch, riwayat=saved.riwayat), saved.kept, saved.is_same)
