"""What comes in, as a test says it: a line a file, ``name | what it is | when it came``.

What it is, in words::

    umum 2019-01               a sound form           umum 2019-01 7          with another number in its first cell
    umum 2019-01 "tujuh"       with one that is wrong perbaikan 7 dari …      its marked copy, mended with this number
    kosong umum 2019-01        a blank one            tanpa survei …          without the sheet of its survey
    tanpa kode umum 2019-01    without its codes      bermakro umum 2019-01   with a macro
    buku kerja, rekap          an ordinary workbook, and a result
    foto, pdf, bersandi, …     what is no form        zip(a.xlsx: umum 2019-01, b.zip: arsip)

A form says that it was saved at 08.00 WIB on 1 February 2019, a mended one a day after what it was made from, or when
``… disimpan 2019-02-03 09:15`` says.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from iki_excel.forms import layout
from iki_excel.forms.reading.owner import REPORT_SHEETS
from iki_excel.runs.mending import check_and_mark
from iki_excel.words.moments import WIB
from tests import kecil
from tests.forms import blank, complete, edited
from tests.test_folder import CONTENTS
from tests.times import at

FIRST_CELL = {"umum": "pegawai", "pelayanan": "penerima_layanan", "ketertiban": "gangguan"}
USUALLY_SAVED = "2019-02-{:02} 08:00"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def lay(table: str) -> None:
    """Lay the files of a table into the present folder."""
    for line in table.strip().splitlines():
        name, what, came = (part.strip() for part in line.split("|"))
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(what))
        at(path, came)


@functools.cache
def content(what: str) -> bytes:
    """The bytes of what these words say."""
    said, _, moment = what.partition(" disimpan ")
    if said.startswith("zip("):
        return _zip([part.split(": ", 1) for part in said[4:-1].split(", ")])
    if said == "arsip":
        return _zip([["a.xlsx", "umum 2019-01"]])
    if said in CONTENTS | OTHERS:
        return (CONTENTS | OTHERS)[said]
    if said.startswith("bermakro"):
        return _with_macro(content(said.removeprefix("bermakro ") if " " in said else "buku kerja"))
    return saved_at(_form(said), moment or USUALLY_SAVED.format(1 + said.count("perbaikan")))


def saved_at(workbook: bytes, moment: str) -> bytes:
    """A workbook that says it was saved at a moment, by the clock of WIB."""
    utc = dt.datetime.fromisoformat(moment).replace(tzinfo=WIB).astimezone(dt.UTC)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>" + f"{utc:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\2", part)
            new.writestr(zipfile.ZipInfo(entry.filename), part)
    return written.getvalue()


def _zip(files: list[list[str]]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, what in files:
            archive.writestr(zipfile.ZipInfo(name, (2019, 2, 4, 7, 30, 0)), content(what))
    return written.getvalue()


def _form(said: str) -> bytes:
    match said.split():
        case ["perbaikan", value, "dari", *original]:
            return _mended(content(" ".join(original)), value)
        case ["kosong", jabatan, month]:
            return blank(jabatan, month)
        case ["tanpa", "survei", *original]:
            return _changed(content(" ".join(original)), lambda workbook: workbook.remove(workbook["KEPUASAN"]))
        case ["tanpa", "kode", *original]:
            return _changed(content(" ".join(original)), _without_codes)
        case [jabatan, month, *value]:
            return _complete(jabatan, month, *value)
    raise ValueError(said)


def _complete(jabatan: str, month: str, value: str = "1") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return complete(Path(folder), jabatan, month, f"{FIRST_CELL[jabatan]} | {value}\n").read_bytes()


def _mended(original: bytes, value: str) -> bytes:
    """The marked copy of a form, with a number where the form had none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asli.xlsx"
        path.write_bytes(original)
        returned = check_and_mark([path], kecil.catalog(), kecil.settings(), folder=Path(folder) / "perbaikan").returned
        assert returned is not None
        (copy,) = returned.copies
        return _filled(copy.path.read_bytes(), copy.marked.jabatan, value)


def _filled(form: bytes, jabatan: str, value: str) -> bytes:
    def fill(workbook: object) -> None:
        name = workbook.defined_names[layout.name_of(FIRST_CELL[jabatan])]  # type: ignore[attr-defined]
        sheet, cell = next(iter(name.destinations))
        workbook[sheet][cell].value = value.strip('"') if '"' in value else float(value)  # type: ignore[index]

    return _changed(form, fill)


def _without_codes(workbook: Any) -> None:
    del workbook[layout.IKI]
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.value = None if layout.KODE_FORMULIR.fullmatch(cell.value) else cell.value


def _with_macro(workbook: bytes) -> bytes:
    written = io.BytesIO(workbook)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub")
    return written.getvalue()


def _workbook(*sheets: str) -> bytes:
    made, written = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name in sheets:
        made.create_sheet(name)["A1"] = "Nomor"
    made.save(written)
    return written.getvalue()


OTHERS = {
    "buku kerja": _workbook("Isian", "Petunjuk"),
    "rekap": _workbook(*REPORT_SHEETS),
    "rusak": b"PK\x03\x04",
    "formulir excel lama": CONTENTS["excel lama"] + "IKI.3-0a1b2c.contoh.umum.2019-01.isian.07".encode("utf-16-le"),
}
"""What else comes."""


def _changed(form: bytes, change: object) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "formulir.xlsx"
        path.write_bytes(form)
        return edited(path, change).read_bytes()


def seen(folder: Path = Path()) -> dict[str, tuple[bytes, int]]:
    """All files below a folder: their bytes, and their times."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), int(path.stat().st_mtime)) for path in paths}
