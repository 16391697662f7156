"""The files of a month that may be kept elsewhere: what came, what goes back, and what was made of it.

They are looked up by what they are and by whom they tell of; no name that somebody sends is ever a path.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from iki_excel.delivery.letters import OF_ALL, Attachment
from iki_excel.forms.layout import form_path
from iki_excel.forms.reading.archive import content_at
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.judging.batch import Batch
from iki_excel.runs.monthly.cards import file_of
from iki_excel.runs.monthly.marked_copy import marked_copy
from iki_excel.runs.results import read_result, workbook_in
from iki_excel.words.errors import IkiError, ResultError
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.workbooks import saving

FORMULIR, PERBAIKAN, RAPOR, REKAP = "formulir", "perbaikan", "rapor", "rekap"
WHOLE_OFFICE = "kantor"
"""Stands in the place of a jabatan for what tells of all of them."""

Kept = tuple[str, bytes]
"""What a file is called, and its bytes."""


def download(batch: Batch, folder: Path, jenis: str, kode: str) -> Kept | None:
    """A file of the month of a batch; None where there is no such file. IkiError for a result that was changed."""
    find = FILES.get(jenis)
    return find(batch, folder, kode) if find else None


def _form(batch: Batch, folder: Path, kode: str) -> Kept | None:
    """The form that came; the blank one where none did."""
    if kode not in batch.catalog.at(batch.periode):
        return None
    came = file_of(batch, kode, batch.periode).get("file")
    path = Path(came) if came else form_path(folder / FORMS, batch.settings.unit.kode, kode, batch.periode)
    content = _content(path) if came else saving.read(path)
    return None if content is None else (path.name, content)


def _content(path: Path) -> bytes | None:
    """Also of what stands in an archive."""
    try:
        return content_at(path)
    except SetAside:
        return None


def _mending(batch: Batch, folder: Path, kode: str) -> Kept | None:
    copy = marked_copy(batch, kode) if kode in batch.catalog.at(batch.periode) else None
    return (copy.name, copy.content) if copy else None


def _rapor(batch: Batch, folder: Path, kode: str) -> Kept | None:
    whose = OF_ALL if kode == WHOLE_OFFICE else kode
    pages = (one for one in _results(batch, folder) if one.jabatan == whose and _is_page(one))
    return next(((one.name, one.content) for one in pages), None)


def _rekap(batch: Batch, folder: Path, kode: str) -> Kept | None:
    books = (one for one in _results(batch, folder) if kode == WHOLE_OFFICE and not _is_page(one))
    return next(((one.name, one.content) for one in books), None)


def _is_page(one: Attachment) -> bool:
    return PurePosixPath(one.name).suffix == ".pdf"


def _results(batch: Batch, folder: Path) -> tuple[Attachment, ...]:
    path = workbook_in(folder / RESULTS, batch.periode, batch.settings.unit.kode)
    if not path.exists():
        return ()
    try:
        return read_result(path).attachments
    except ResultError:
        raise IkiError(
            f"Rekap {batch.periode.words} berubah sesudah dibuat, jadi tidak dibagikan dari sini. Buat rekapnya lagi."
        ) from None


FILES: dict[str, Callable[[Batch, Path, str], Kept | None]] = {
    FORMULIR: _form, PERBAIKAN: _mending, RAPOR: _rapor, REKAP: _rekap,
}  # fmt: skip
