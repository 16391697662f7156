"""The workbooks whose pages are kept: blank forms, forms that go back with marks, and results of three months."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from iki_excel.decree import Catalog
from iki_excel.decree.settings import load_settings
from iki_excel.forms import layout, writing
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.example import figures
from iki_excel.runs.mending import write_marked
from iki_excel.runs.month import process_to
from tests import kecil
from tests.filling import fill, of_the_example
from tests.forms import complete
from tests.grounds import DECREE, Ground
from tests.times import at

MONTHS = ("2019-01", "2019-02", "2019-03")
PRINTED = dt.datetime(2019, 4, 2, 9)
ARRIVED = {"2019-01": "2019-02-04 10:00", "2019-02": "2019-03-06 14:30", "2019-03": "2019-04-01 15:45"}
"""When the forms of a month came in: those of February late."""

SETTINGS = """\
[unit]
kode = "contoh"
nama = "Kelurahan Contoh"
kabupaten = "Kota Contoh"
tempat = "Contoh"
pimpinan = "Lurah Contoh"

[pejabat.pimpinan]
nama = "Lurah Contoh, S.Sos."
nip = "190001011925011001"
pangkat = "Pembina"

[pejabat.umum]
nama = "Kasubbag Contoh, S.E."
nip = "190003031925032003"
pangkat = "Penata"

[target]
UM-1 = 150
PL-1 = 80
PL-2 = 2
KT-1 = 10
"""
"""An office that names some of its pejabat, and sets some targets."""

LAST = {
    "surat": 30, "pegawai": 5, "sarana_baik": 18, "laporan.profil.selesai": 43497, "laporan.profil.mutu": 0,
    "penerima_layanan": 60, "buku.tamu.selesai": 43490, "gangguan": 0, "beras": 2.75,
}  # fmt: skip
"""What a form says of the month before."""

FAULTS = {
    "umum": (
        """
        surat                   | "1.234" | lihat register
        arsip                   | nihil
        hadir                   | 999
        pegawai                 | "#N/A"
        hari_kerja              | 21
        sarana_baik             | 3
        sarana_seluruh          | 2
        laporan.profil.selesai  | "4/1/2019"
        laporan.kinerja.selesai | 43516
        laporan.rencana.mutu    | Ya
        """,
        "",
    ),
    "pelayanan": (
        "penerima_layanan | 2.5\nbuku.tamu.selesai | 2019-05-02\nbuku.profil.selesai | TB",
        "4 4 4\n4 3 7\n. 2 x\n. . .\n1 2 3",
    ),
    "ketertiban": ("gangguan | -1\ntahun_lalu | TB\ntahun_ini | 12 kasus\nberas | 2.345", ""),
}
"""By jabatan the cells and the scores of a form that has to be mended."""

Typed = Mapping[tuple[str, str], Mapping[str, Any] | None]

OFFICE: Typed = {
    ("umum", "2019-01"): {
        "surat": 40, "arsip": 12, "hadir": 100, "pegawai": 5, "sarana_baik": 18, "sarana_seluruh": 24,
        "laporan.rencana.selesai": dt.date(2019, 1, 14), "laporan.rencana.mutu": "Tidak",
    },
    ("umum", "2019-02"): {
        "surat": 38, "arsip": 0, "hadir": 90, "pegawai": 5, "sarana_baik": 18, "sarana_seluruh": 24,
        "laporan.profil.selesai": dt.date(2019, 2, 20), "laporan.profil.mutu": "Ya",
    },
    ("umum", "2019-03"): {
        "surat": 44, "arsip": None, "hadir": 80, "pegawai": "TB", "sarana_baik": "18 buah", "sarana_seluruh": 24,
        "laporan.kinerja.selesai": "TB",
    },
    ("pelayanan", "2019-01"): {"penerima_layanan": 60, "kepuasan": [[4, 3, 4], [3, None, 4], [2, 2, 3]]},
    ("pelayanan", "2019-02"): {"kepuasan": [["TB", None, None]], "buku.tamu.selesai": dt.date(2019, 2, 11)},
    ("pelayanan", "2019-03"): {"penerima_layanan": 0, "kepuasan": [[4, 4, 4], [5, 3, 3]]},
    ("ketertiban", "2019-01"): {"gangguan": 4, "tahun_lalu": 8, "tahun_ini": 11, "beras": 2.75},
    ("ketertiban", "2019-02"): {"gangguan": 0, "tahun_lalu": 0, "tahun_ini": 0, "beras": 2.5},
    ("ketertiban", "2019-03"): None,
}  # fmt: skip
"""By jabatan and month what is typed; March is the hard one: blank, TB, a wrong cell, a wrong score, no form at all."""

HARD: Mapping[str, Mapping[str, Any]] = {
    "sekretaris": {"sarpras_baik": None, "panjar_jumlah": "12 orang", "perencanaan_laporan.renstra.selesai": "TB"},
    "tata_usaha": {"surat": "1.250", "dokumen_sop": None, "evaluasi": "TB"},
    "program_keuangan": {"inventarisasi_barang": -3},
    "tata_pemerintahan": {"banner": "TB", "kelahiran_jumlah": 0, "kelahiran_tepat": 0},
    "pmd": {"koordinasi": None},
}
"""What the forms of the decree's example say differently in March; that of trantib is missing."""


def blank(jabatan: str) -> bytes:
    """A form as the office gets it, with the month before beside it."""
    catalog, settings = _office(SETTINGS, kecil.catalog())
    return writing.build(catalog[jabatan], "2019-02", settings, LAST)


def mended(jabatan: str) -> bytes:
    """The marked copy of a form with mistakes."""
    catalog, settings = _office(SETTINGS, kecil.catalog())
    form = complete(Path("masuk"), jabatan, "2019-03", *FAULTS[jabatan], settings=settings)
    (copy,) = write_marked(check_files([form], catalog, settings), catalog, settings, Path("perbaikan")).copies
    return copy.path.read_bytes()


def of_the_office() -> bytes:
    """Two usual months and a hard one of the small office."""
    return _result(_office(SETTINGS, kecil.catalog()), OFFICE)


def of_the_decree() -> bytes:
    """Two months of the decree's example and a hard one."""
    ground = _office(figures.SETTINGS, DECREE.catalog)
    usual = {(one.kode, month): of_the_example(one, month) for one in ground.catalog.jabatan for month in MONTHS}
    typed: dict[tuple[str, str], Any] = {
        place: {name.removeprefix("isian."): value for name, value in names.items()} for place, names in usual.items()
    }
    for jabatan, changed in HARD.items():
        typed[jabatan, MONTHS[-1]] |= changed
    return _result(ground, typed | {("trantib", MONTHS[-1]): None})


def _office(settings: str, catalog: Catalog) -> Ground:
    path = Path("iki.toml")
    path.write_text(settings, "utf-8")
    return Ground(catalog, load_settings(path, catalog))


def _result(ground: Ground, typed: Typed) -> bytes:
    """The forms of the months, filled one after the other so that each knows the one before, and their result."""
    catalog, settings = ground
    for periode in MONTHS:
        write_blanks(catalog, settings, [periode], Path("masuk"))
        for jabatan in catalog.jabatan:
            path = Path("masuk", periode, layout.template_name(settings.unit.kode, jabatan.kode, periode))
            names = typed[jabatan.kode, periode]
            if names is None:
                path.unlink()
            else:
                fill(path, {layout.name_of(kode): value for kode, value in names.items()})
                at(path, ARRIVED[periode])
    made = process_to(Path("hasil"), [Path("masuk")], catalog, settings, MONTHS[-1], PRINTED)
    return made.path.read_bytes()


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    **{f"formulir_{kode}": functools.partial(blank, kode) for kode in FAULTS},
    **{f"perbaikan_{kode}": functools.partial(mended, kode) for kode in FAULTS},
    "rekap": of_the_office,
    "rekap_keputusan": of_the_decree,
}

OF_THE_DECREE = "rekap_keputusan"


@functools.cache
def made(name: str) -> bytes:
    """One of the workbooks, made in a folder of its own, so that no path on a page is of this machine."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return WORKBOOKS[name]()
