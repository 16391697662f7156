"""``iki proses``, a month's run: files in, results and the consolidated workbook out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_excel import report
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.reading.evidence import read_evidence
from iki_excel.judging import scoring
from iki_excel.judging.batch import Batch
from iki_excel.judging.evidence import Bukti
from iki_excel.runs import keeping
from iki_excel.runs.checking import check_files
from iki_excel.runs.companion import beside, companion
from iki_excel.runs.signing import Written, write_pages
from iki_excel.words import periods, plain
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from iki_excel.words.plain import Separated
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader


@dataclass(frozen=True)
class Processed:
    """The consolidated workbook that was written, what it was made from, and the pages that go with it."""

    path: Path
    batch: Batch
    pages: Written


def process(
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    *,
    bukti: Path | None = None,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Batch:
    """Read, check and score all months of the year up to the periode (a month, a triwulan, a semester, a year).

    ``bukti``: the folder in which evidence may lie. CatalogError where the months ask for nothing.
    """
    told = Periode(periode)
    checked = check_files(places, catalog, settings, told, reader=reader, progress=progress)
    months = settings.months(told)
    _refuse_nothing_asked(catalog, months)
    span = told if len(told.months) > 1 else None
    scores = scoring.score(checked.counted, catalog, settings, months, [settings.unit.kode], span)
    evidence = Bukti() if bukti is None else read_evidence(bukti, months, catalog, progress)
    return Batch(catalog, settings, told, checked, scores, evidence)


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
    rapor: bool = False,
    separated: Separated = plain.COMMA,
    bukti: Path | None = None,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Processed:
    """Process the files and write ``<folder>/<periode>/IKI_<periode>_<unit>.xlsx``, and beside it what proves it.

    With ``rapor``, the pages to sign and to send beside it, where what makes them is installed. With ``export``, the
    results as CSV (``separated``), too, and beside them what they were computed by.
    """
    settings.refuse_before_start(Periode(periode))
    path = folder / periode / f"IKI_{periode}_{settings.unit.kode}.xlsx"
    with saving.turn(folder, *([export.parent] if export else [])):
        batch = process(places, catalog, settings, periode, bukti=bukti, reader=reader, progress=progress)
        written = report.write(batch, waktu)
        saving.save_workbook(path, written.content)
        if export is not None:
            table = plain.csv(scoring.exported(batch.scores.hasil), separated)
            saving.save(export, table.encode(separated.encoding))
            saving.save(beside(export), companion(batch).encode())
        pages = write_pages(path, batch, waktu, written.content, asked=rapor, progress=progress)
        beside_it = {page.name: content for page, content in pages.contents.items()}
        saving.save(*keeping.kept_beside(path, written, beside_it))
    return Processed(path, batch, pages)
