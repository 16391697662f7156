"""The workbooks whose pages are kept: blank forms, forms that go back with marks, and the result of three months."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from iki_excel.decree import load_catalog
from iki_excel.decree.settings import load_settings
from iki_excel.forms import layout, writing
from iki_excel.forms.returning import write_marked
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.example import figures
from iki_excel.runs.example.filling import fill
from iki_excel.runs.month import process_to
from tests.forms import complete

MONTHS = ("2019-01", "2019-02", "2019-03")
PRINTED = dt.datetime(2019, 4, 2, 9)

FAULTS = {
    "sekretaris": (
        """
        hadir_tepat_waktu                   | 999
        jumlah_pns                          | "#N/A"
        hari_kerja                          | 21
        sarpras_baik                        | 3
        sarpras_seluruh                     | 2
        perencanaan_laporan.lkjip.selesai   | "4/1/2019"
        perencanaan_laporan.lppd.selesai    | 43516
        perencanaan_laporan.rkt.selesai     | 2019-03-01
        perencanaan_laporan.renja.mutu      | Ya
        perencanaan_laporan.dpa_rka.selesai | TB
        """,
        "",
    ),
    "tata_usaha": (
        'surat | "1.234"\nabk | nihil | lihat register',
        "4 4 4 4 4 4 4\n4 3 7 . 2 x 1\n. . . . . . .\n1 2 3 4 4 3 2",
    ),
}
"""By jabatan the cells and the scores of a form that has to be mended."""

HARD: dict[str, dict[str, Any]] = {
    "sekretaris": {
        "isian.sarpras_baik": None,
        "isian.panjar_jumlah": "12 orang",
        "isian.perencanaan_laporan.renstra.selesai": "TB",
    },
    "tata_usaha": {"isian.surat": "1.250", "isian.dokumen_sop": None, "isian.evaluasi": "TB"},
    "program_keuangan": {"isian.inventarisasi_barang": -3},
    "tata_pemerintahan": {"isian.banner": "TB", "isian.kelahiran_jumlah": 0, "isian.kelahiran_tepat": 0},
    "pmd": {"isian.koordinasi": None},
}
"""What March's forms say differently from the example; that of trantib is missing."""


def blank(jabatan: str) -> bytes:
    """A form as the office gets it, with the month before beside it where the catalogue says so."""
    one = load_catalog()[jabatan]
    return writing.build(
        one, "2019-02", load_settings(_settings(), load_catalog()), {slot.kode: 1 for slot in one.slots}
    )


def mended(jabatan: str) -> bytes:
    """The marked copy of a form with mistakes."""
    catalog, settings = load_catalog(), load_settings(_settings(), load_catalog())
    form = complete(Path("masuk"), jabatan, "2019-03", *FAULTS[jabatan], settings=settings)
    (marked,) = write_marked(check_files([form], catalog, settings), catalog, settings, Path("perbaikan"))
    return marked.path.read_bytes()


def result() -> bytes:
    """Two months of the example and a hard one: blank cells, TB, wrong ones, a form that is missing."""
    catalog, settings = load_catalog(), load_settings(_settings(), load_catalog())
    for periode in MONTHS:
        write_blanks(catalog, settings, [periode], Path("masuk"))
        for jabatan in catalog.jabatan:
            path = Path("masuk", periode, layout.template_name(settings.unit.kode, jabatan.kode, periode))
            typed = figures.figures(jabatan, periode)
            fill(path, typed | HARD.get(jabatan.kode, {}) if periode == MONTHS[-1] else typed)
    path.with_name(layout.template_name(settings.unit.kode, "trantib", MONTHS[-1])).unlink()
    made, _ = process_to(Path("hasil"), [Path("masuk")], catalog, settings, MONTHS[-1], PRINTED)
    return made.read_bytes()


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "formulir_sekretaris": lambda: blank("sekretaris"),
    "formulir_tata_usaha": lambda: blank("tata_usaha"),
    "perbaikan_sekretaris": lambda: mended("sekretaris"),
    "perbaikan_tata_usaha": lambda: mended("tata_usaha"),
    "hasil": result,
}


def made(name: str) -> bytes:
    """One of the workbooks, made in a folder of its own, so that no path on a page is of this machine."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return WORKBOOKS[name]()


def _settings() -> Path:
    path = Path("iki.toml")
    path.write_text(figures.SETTINGS, "utf-8")
    return path
