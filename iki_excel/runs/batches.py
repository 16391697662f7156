"""From files to what a result is made of: read, checked and scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.gathering.evidence import read_evidence
from iki_excel.forms.reading import Reading
from iki_excel.judging import scoring
from iki_excel.judging.batch import Batch, Checked
from iki_excel.runs.checking import check_files
from iki_excel.words import periods
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold


def process(
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    *,
    bukti: Path | None = None,
    reader: Reading | None = None,
    progress: Progress = untold,
) -> Batch:
    """Read, check and score all months of the year up to the periode (a month, a triwulan, a semester, a year).

    ``bukti``: the folder in which evidence may lie. CatalogError where the months ask for nothing.
    """
    told = Periode(periode)
    checked = check_files(places, catalog, settings, told, reader=reader, progress=progress)
    batch = scored(checked, catalog, settings, told)
    return batch if bukti is None else replace(batch, bukti=read_evidence(bukti, batch.months, catalog, progress))


def scored(
    checked: Checked, catalog: Catalog, settings: Settings, periode: Periode, units: tuple[str, ...] = ()
) -> Batch:
    """The cheap half of it: score what was checked, now or before. CatalogError where the months ask for nothing.

    ``units``: the codes of those that are scored together, where it is not the one of the settings.
    """
    months = settings.months(periode)
    _refuse_nothing_asked(catalog, months)
    span = periode if len(periode.months) > 1 else None
    scores = scoring.score(checked.counted, catalog, settings, months, units or [settings.unit.kode], span)
    return Batch(catalog, settings, periode, checked, scores, units=units)


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
