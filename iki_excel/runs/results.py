"""What is kept of a result for the letters that go out later: a JSON beside it, written last, believed only of the very
files that it was written for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from iki_excel.decree.unit import Unit
from iki_excel.delivery.letters import Attachment
from iki_excel.delivery.results import Berkas, Result, result_of
from iki_excel.delivery.typed import as_json, from_json
from iki_excel.forms.reading.folder import SURAT
from iki_excel.judging.asal import Asal
from iki_excel.judging.batch import Batch
from iki_excel.words.errors import IkiError, ResultError
from iki_excel.words.folders import RECORDS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")
"""How every file is named that goes out: in ASCII, and in this folder."""


OTHERWISE = "lain"
"""The folder of a kabupaten in whose name there is no letter that every computer takes."""


@frozen
class Sendable:
    """A result as it may be sent: what letters say of it, and the files that go with them, the workbook first."""

    result: Result
    attachments: tuple[Attachment, ...]


def workbook_in(results: Path, periode: str, unit: str) -> Path:
    """Where the consolidated workbook of a periode stands, in the folder of results."""
    return results / periode / f"IKI_{periode}_{unit}.xlsx"


def workbook_of(results: Path, periode: str, unit: Unit, *, is_one: bool) -> Path:
    """The same of an office, which may be one of many: then in the folder of its kabupaten."""
    if is_one:
        return workbook_in(results, periode, unit.kode)
    path = workbook_in(results, periode, unit.kode)
    return path.parent / folder_name(unit.kabupaten) / path.name


def folder_name(name: str) -> str:
    """A name of a place as the name of a folder on every computer: "Kabupaten Nganjuk" as "Kabupaten_Nganjuk"."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub("[^A-Za-z0-9]+", "_", ascii_only).strip("_") or OTHERWISE


def record_of(path: Path) -> Path:
    """Where it is kept what letters say of a workbook."""
    return path.parent / RECORDS / f"{path.stem}{SURAT}"


def recorded(
    path: Path, batch: Batch, waktu: dt.datetime, content: bytes, beside: Mapping[str, bytes]
) -> tuple[Path, bytes]:
    """What is kept of a workbook, and where; ``beside``: by name the bytes of its pages."""
    return record_of(path), as_json(result_of(batch, waktu, (path.name, content), beside))


def read_result(path: Path) -> Sendable:
    """What letters say of the workbook that stands there, with its files; ResultError where one of them is no longer
    what it was, or where nothing readable is kept.
    """
    result = from_json(Result, saving.read(record_of(path)) or b"")
    if result is None or [one.nama for one in result.berkas[:1]] != [path.name]:
        raise _changed(path)
    return Sendable(result, tuple(_attachment(path, one) for one in result.berkas))


def asal_in(path: Path) -> Asal | None:
    """What the workbook was made of that stands there, as it was kept; None where nothing readable is."""
    result = from_json(Result, saving.read(record_of(path)) or b"")
    return result.asal if result is not None else None


def written(path: Path, periode: str) -> Path:
    """The place of the workbook of a periode; IkiError where none stands there."""
    if not path.exists():
        raise IkiError(f"Rekap {Periode(periode).words} belum dibuat.")
    return path


def _attachment(path: Path, berkas: Berkas) -> Attachment:
    if not PLAIN_NAME.fullmatch(berkas.nama) or not berkas.nama.startswith(path.stem):
        raise _changed(path)
    beside = path.with_name(berkas.nama)
    content = saving.read(beside)
    if content is None or hashlib.sha256(content).hexdigest() != berkas.sha256:
        raise _changed(path)
    return Attachment(berkas.nama, content, berkas.jabatan, beside)


def _changed(path: Path) -> ResultError:
    return ResultError(f"Rekap {path.name} berubah sesudah ditulis, atau dari versi lama. Jalankan iki proses lagi.")
