"""Katalog workbooks of tests: blocks of rows with codes of their own, and one mistake planted in each."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from iki_excel import katalog
from iki_excel.decree import Catalog, catalog_from
from iki_excel.katalog.rows import Rows, rows_of
from iki_excel.katalog.sheets import SHEETS
from iki_excel.katalog.writing import FIRST_ROW, write_katalog
from iki_excel.language.places import Place
from iki_excel.words.errors import CatalogError

JABATAN = [{"kode": "umum", "nama": "Kepala Seksi Umum (contoh)"}]
WORDS = {
    "jabatan": "umum", "singkat": "Nama pendek (contoh)", "kinerja": "Kinerja (contoh)",
    "indikator": "Bunyi indikator (contoh)", "penjelasan": "Penjelasan (contoh)", "sumber_data": "Arsip",
}  # fmt: skip

BLOCKS: dict[str, Rows] = {
    # hadir / hari * 100, with a computed name, a condition and a target
    "bilangan": {
        "Indikator": [{**WORDS, "kode": "B-#", "satuan": "%", "rumus": "hadir_# / hari_pns_# * 100"}],
        "Isian": [
            {"indikator": "B-#", "kode": "hadir_#", "label": "Kehadiran # (contoh)", "satuan": "orang-hari",
             "akumulasi": "jumlah"},
            {"indikator": "B-#", "kode": "pns_#", "label": "Pegawai # (contoh)", "satuan": "orang",
             "akumulasi": "terakhir"},
        ],
        "Hitung": [
            {"indikator": "B-#", "kode": "hari_pns_#", "label": "Pegawai × 20 hari", "satuan": "orang-hari",
             "rumus": "pns_# * 20", "akumulasi": "jumlah"},
        ],
        "Syarat": [{"indikator": "B-#", "rumus": "hadir_# <= hari_pns_#", "pesan": "Periksa kedua angkanya."}],
        "Target": [{"indikator": "B-#", "nilai": 95}],
        "Contoh": [
            {"indikator": "B-#", "isian": "hadir_#", "nilai": 412, "hasil": 93.64},
            {"indikator": "B-#", "isian": "pns_#", "nilai": 22},
        ],
    },
    # surat, added up over the months
    "surat": {
        "Indikator": [{**WORDS, "kode": "S-#", "satuan": "surat", "rumus": "surat_#"}],
        "Isian": [
            {"indikator": "S-#", "kode": "surat_#", "label": "Surat # (contoh)", "satuan": "surat",
             "akumulasi": "jumlah"},
        ],
        "Target": [{"indikator": "S-#", "bagian": f"Triwulan {n}", "nilai": 30} for n in ("I", "II", "III", "IV")],
        "Contoh": [{"indikator": "S-#", "isian": "surat_#", "nilai": 5, "hasil": 5}],
        "Catatan": [{"untuk": "S-#", "teks": "Catatan (contoh)."}],
    },
    # a checklist of two documents
    "dokumen": {
        "Indikator": [{**WORDS, "kode": "D-#", "satuan": "dokumen", "rumus": "memenuhi(laporan_#)"}],
        "Isian": [{"indikator": "D-#", "kode": "laporan_#", "jenis": "daftar_dokumen", "label": "Laporan # (contoh)",
                   "mutu": "Ya"}],
        "Butir": [
            {"indikator": "D-#", "isian": "laporan_#", "kode": "tahunan", "label": "Tahunan", "batas": "31 Januari"},
            {"indikator": "D-#", "isian": "laporan_#", "kode": "semester", "label": "Semester", "batas": "31 Juli"},
        ],
        "Contoh": [{"indikator": "D-#", "isian": "laporan_#", "butir": "tahunan", "nilai": "2019-01-30",
                    "mutu": "Ya", "hasil": 1}],
    },
    # meetings, judged by steps
    "skala": {
        "Indikator": [{**WORDS, "kode": "K-#", "satuan": "nilai", "rumus": "skala(rapat_#, nilai_#)"}],
        "Isian": [
            {"indikator": "K-#", "kode": "rapat_#", "label": "Rapat # (contoh)", "satuan": "rapat",
             "akumulasi": "jumlah"},
        ],
        "Skala": [
            {"indikator": "K-#", "kode": "nilai_#", "label": "Nilai rapat", "dari": 0, "nilai": 0},
            {"indikator": "K-#", "kode": "nilai_#", "dari": 1, "nilai": 4},
            {"indikator": "K-#", "kode": "nilai_#", "dari": 5, "nilai": 7},
        ],
        "Contoh": [{"indikator": "K-#", "isian": "rapat_#", "nilai": 4, "hasil": 4}],
    },
    # visitors, beside those of last year
    "tahun lalu": {
        "Indikator": [{**WORDS, "kode": "L-#", "satuan": "%",
                       "rumus": "(tamu_# - tahun_lalu(tamu_#)) / tahun_lalu(tamu_#) * 100"}],
        "Isian": [
            {"indikator": "L-#", "kode": "tamu_#", "label": "Tamu # (contoh)", "satuan": "orang",
             "akumulasi": "jumlah"},
        ],
        "Contoh": [
            {"indikator": "L-#", "isian": "tamu_#", "nilai": 110, "hasil": 10},
            {"indikator": "L-#", "isian": "tamu_#", "butir": "tahun lalu", "nilai": 100},
        ],
    },
    # an indeks of the other indikator
    "indeks": {
        "Indikator": [
            {**WORDS, "kode": "I-#", "satuan": "%", "rumus": "(hasil_# + 100) / 2"},
            {**WORDS, "kode": "N-#", "satuan": "rapat", "rumus": "notulen_#"},
        ],
        "Isian": [
            {"indikator": "I-#", "kode": "hasil_#", "jenis": "indikator", "dari": "N-#", "ukuran": "capaian"},
            {"indikator": "N-#", "kode": "notulen_#", "label": "Notulen # (contoh)", "satuan": "rapat",
             "akumulasi": "jumlah"},
        ],
        "Contoh": [
            {"indikator": "I-#", "isian": "hasil_#", "nilai": 90, "hasil": 95},
            {"indikator": "N-#", "isian": "notulen_#", "nilai": 4, "hasil": 4},
        ],
    },
    # a survey of two unsur
    "survei": {
        "Indikator": [{**WORDS, "kode": "V-#", "satuan": "nilai", "rumus": "nrr(skm_#) * 25"}],
        "Isian": [{"indikator": "V-#", "kode": "skm_#", "jenis": "survei", "label": "Survei # (contoh)"}],
        "Butir": [
            {"indikator": "V-#", "isian": "skm_#", "kode": "ramah", "label": "Ramah"},
            {"indikator": "V-#", "isian": "skm_#", "kode": "cepat", "label": "Cepat"},
        ],
        "Contoh": [
            {"indikator": "V-#", "isian": "skm_#", "nilai": "3 4", "hasil": 81.25},
            {"indikator": "V-#", "isian": "skm_#", "nilai": "- 3"},
        ],
    },
}  # fmt: skip
"""By name the rows of one indikator, and of what it is made of; # is the number of the block."""


@dataclass(frozen=True)
class Mistake:
    """One cell of a block that says something else, and what is then told at which cell of the block.

    ``told_at``: where it is not the cell itself, the sheet, the row of the block and the key.
    """

    block: str
    sheet: str
    row: int
    key: str
    value: Any
    told: str
    told_at: tuple[str, int, str] | None = None


def numbered(said: Any, number: int) -> Any:
    """A block, or what is told of it, with its number."""
    match said:
        case str():
            return said.replace("#", str(number))
        case list():
            return [numbered(one, number) for one in said]
        case dict():
            return {key: numbered(one, number) for key, one in said.items()}
    return said


def with_mistakes(mistakes: Sequence[Mistake]) -> tuple[Rows, list[tuple[str, str]]]:
    """The rows of a block for each mistake, and in order of the mistakes the cell and the sentence that is told."""
    rows: Rows = {sheet.name: [] for sheet in SHEETS}
    rows["Jabatan"] = copy.deepcopy(JABATAN)
    told = []
    for number, mistake in enumerate(mistakes, start=1):
        begins = {name: len(own) for name, own in rows.items()}
        for name, own in numbered(BLOCKS[mistake.block], number).items():
            rows[name] += own
        said = rows[mistake.sheet][begins[mistake.sheet] + mistake.row]
        said[mistake.key] = numbered(mistake.value, number)
        if mistake.value is None:
            del said[mistake.key]
        sheet, row, key = mistake.told_at or (mistake.sheet, mistake.row, mistake.key)
        sentence = _with_addresses(mistake.told, begins)
        told.append((address(sheet, begins[sheet] + row, key), numbered(sentence, number)))
    return rows, told


def _with_addresses(told: str, begins: Mapping[str, int]) -> str:
    return CELL.sub(lambda one: address(one[1], begins[one[1]] + int(one[2]), one[3]), told)


CELL = re.compile(r"@(\w+) (\d+) (\w+)")
"""How a sentence of a mistake names another cell of its block: by sheet, row of the block and key."""


def address(sheet: str, row: int, key: str) -> str:
    """The cell of a row, as the workbook is written."""
    index = next(one for one in SHEETS if one.name == sheet).index(key)
    return Place(sheet, FIRST_ROW + row, index).address


def written(path: Path, rows: Rows) -> Path:
    """A workbook of these rows."""
    path.write_bytes(write_katalog(rows))
    return path


@functools.cache
def book_of(folder: Path) -> bytes:
    """A catalogue of TOML files as a workbook."""
    source = katalog.read(folder)
    return write_katalog(rows_of(source), catalog_from(source))


@functools.cache
def right_book(*blocks: str) -> bytes:
    """The workbook of these blocks, without a mistake."""
    return write_katalog(right(*blocks))


def right(*blocks: str) -> Rows:
    """The rows of these blocks, without a mistake."""
    rows: Rows = {"Jabatan": copy.deepcopy(JABATAN)}
    for number, block in enumerate(blocks, start=1):
        for name, own in numbered(BLOCKS[block], number).items():
            rows.setdefault(name, []).extend(own)
    return rows


def catalog_in(path: Path) -> Catalog:
    """The catalogue in a workbook."""
    return catalog_from(katalog.read(path))


def faults_in(path: Path) -> list[str]:
    """All that is told of a workbook, a line each."""
    try:
        katalog.load(path)
    except CatalogError as reason:
        return [str(fault) for fault in reason.all]
    return []


def without_results(catalog: Catalog) -> Catalog:
    """A catalogue without the results of its examples, of which LibreOffice keeps fifteen digits."""
    jabatan = [
        replace(
            one, indikator=tuple(replace(i, contoh=tuple(replace(c, hasil=0) for c in i.contoh)) for i in one.indikator)
        )
        for one in catalog.jabatan
    ]
    return replace(catalog, jabatan=tuple(jabatan))
