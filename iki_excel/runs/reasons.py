"""``iki kenapa``: why a result is what it is, from the cells that somebody filled to its predikat."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.report.kenapa import Kenapa, explain_result
from iki_excel.runs.batches import process
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader


def why(
    kode: str,
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    *,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Kenapa:
    """The result of an indikator in a periode with all that it stands on; IkiError for one that is not there."""
    return explain_result(process(places, catalog, settings, periode, reader=reader, progress=progress), kode)
