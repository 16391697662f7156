"""``iki kenapa``: why a result is what it is, from the cells that somebody filled to its predikat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.reading import Reading
from iki_excel.judging.batch import Batch
from iki_excel.report.kenapa import Kenapa, explain_result
from iki_excel.runs.batches import process
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold


def why(
    kode: str,
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str,
    *,
    reader: Reading | None = None,
    progress: Progress = untold,
) -> Kenapa:
    """The result of an indikator in a periode with all that it stands on; IkiError for one that is not there."""
    return explain_result(process(places, catalog, settings, periode, reader=reader, progress=progress), kode)


@frozen
class Origin:
    """A form that a number came from: what its file is called, whose it is and of which month, and its SHA-256."""

    name: str
    jabatan: str
    periode: Periode
    sha256: str


@frozen
class Explained:
    """The result of an indikator; ``kekurangan``: what keeps it from being complete, with the names of files alone;
    ``origins``: by the file of a source; ``before`` and ``after``: its neighbours in the recap, "" for none.
    """

    kenapa: Kenapa
    kekurangan: tuple[str, ...]
    origins: Mapping[str, Origin]
    before: str
    after: str


def explained(batch: Batch, kode: str) -> Explained:
    """Why an indikator comes to what it does in what was read already; IkiError for one that is not there."""
    reason = explain_result(batch, kode)
    codes = ["", *batch.hasil["indikator"], ""]
    at = codes.index(reason.kode)
    gaps = tuple(_without_folders(one, batch.checked.files["file"]) for one in reason.kekurangan)
    return Explained(reason, gaps, _origins(batch, reason), codes[at - 1], codes[at + 1])


def _without_folders(sentence: str, files: Iterable[str]) -> str:
    return next((sentence.replace(file, Path(file).name) for file in files if file in sentence), sentence)


def _origins(batch: Batch, reason: Kenapa) -> dict[str, Origin]:
    named = {source.berkas for number in reason.angka for source in number.sumber if source.berkas}
    files = batch.checked.files
    rows = files[files["file"].isin(named)].to_dict("records")
    return {row["file"]: _origin(row) for row in rows}


def _origin(row: Mapping[Any, Any]) -> Origin:
    return Origin(Path(row["file"]).name, row["jabatan"], Periode(row["periode"]), row["sha256"])
