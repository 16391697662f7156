"""The tables of an export: their columns, and what a batch says in them. No file format is known here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from iki_excel import __version__
from iki_excel.judging.batch import Batch
from iki_excel.runs.companion import MEANINGS, OF_SPAN, described
from iki_excel.words import plain
from iki_excel.words.frozen import frozen

Tables = Mapping[str, pd.DataFrame]
"""Tables by their names, each with the columns of TABLES: a text or nothing, a number or NaN, a whole number."""

TEXT, REAL, INTEGER = "TEXT", "REAL", "INTEGER"
HASIL, JAWABAN, TEMUAN, BERKAS, KETERANGAN = "hasil", "jawaban", "temuan", "berkas", "keterangan"
IDENTITY = ("unit", "periode")
"""By what rows are looked for."""


@frozen
class Column:
    """A column of a table: its name, what it holds (TEXT, REAL, INTEGER), and what it means."""

    nama: str
    jenis: str
    arti: str


def _known(jenis: str, *names: str, meanings: Mapping[str, str] = MEANINGS) -> Iterator[Column]:
    """Columns that the results have, which the companion of a CSV explains."""
    yield from (Column(name, jenis, meanings[name]) for name in names)


WHOSE = tuple(_known(TEXT, "unit", "periode", "jabatan"))
ASKED = tuple(_known(TEXT, "indikator", "satuan"))
FILE = Column("file", TEXT, "Berkas formulirnya.")
PLACE = (
    FILE,
    Column("sheet", TEXT, "Lembar di berkas itu."),
    Column("sel", TEXT, "Sel di lembar itu; kosong bila bukan tentang satu sel."),
)

TABLES: Mapping[str, Sequence[Column]] = {
    HASIL: (
        WHOSE[0],
        *_known(TEXT, "periode", meanings=OF_SPAN),
        WHOSE[2],
        *ASKED,
        *_known(REAL, "realisasi_bulan", meanings=OF_SPAN),
        *_known(REAL, "realisasi", "target", "capaian"),
        *_known(TEXT, "predikat", "status"),
        *_known(REAL, "target_tahun"),
        Column("rentang", TEXT, "Target yang berupa rentang, dengan kata; target dan target_tahun lalu kosong."),
    ),
    JAWABAN: (
        *WHOSE,
        ASKED[0],
        Column("isian", TEXT, "Kode isian."),
        Column("slot", TEXT, "Kode sel isian itu; berbeda dari isian bila sebuah isian mempunyai beberapa sel."),
        Column("responden", INTEGER, "Baris survei, mulai 1; 0 bila bukan survei."),
        Column("label", TEXT, "Pertanyaannya, seperti tertulis di formulir."),
        Column("satuan", TEXT, "Satuan jawabannya."),
        Column("tipe", TEXT, "Jenis jawabannya, misalnya bilangan atau tanggal."),
        Column("diketik", TEXT, "Yang diketik, seperti diketik; kosong bila selnya kosong."),
        Column("angka", REAL, "Nilai yang dihitung; tanggal sebagai bilangan Excel; kosong bila tidak ada."),
        Column("keadaan", TEXT, "isi, kosong, tidak_berlaku, atau salah."),
        Column("alasan", TEXT, "Kode temuan yang membuatnya salah."),
        Column("catatan", TEXT, "Cara teks itu dibaca, bila bukan begitu saja."),
        Column("rumus", INTEGER, "1 bila selnya berisi rumus, bila tidak 0."),
        Column("keterangan", TEXT, "Keterangan pengisi di sebelahnya."),
        Column("bukti", TEXT, "Bukti yang disebut pengisi."),
        Column("bulan_lalu", REAL, "Angka bulan lalu yang tercetak di sebelahnya."),
        *PLACE,
    ),
    TEMUAN: (
        *WHOSE,
        *PLACE,
        Column("isian", TEXT, "Kode sel isian yang dimaksud."),
        Column("kode", TEXT, "Kode temuan; lihat “iki jelaskan”."),
        Column("tingkat", TEXT, "galat atau peringatan."),
        Column("pesan", TEXT, "Apa yang ditemukan, dan apa yang perlu dilakukan."),
    ),
    BERKAS: (
        *WHOSE,
        FILE,
        Column("arsip", TEXT, "Arsip yang memuatnya, bila ada."),
        Column("sha256", TEXT, "SHA-256 berkasnya."),
        Column("versi", INTEGER, "Versi bentuk formulirnya; 0 bila tidak diketahui."),
        Column("nasib", TEXT, "dipakai atau disisihkan."),
        Column("alasan", TEXT, "Kode alasan disisihkan."),
        Column("alasan_kata", TEXT, "Alasan itu dengan kata."),
        Column("jenis", TEXT, "Jenis berkas yang jelas bukan formulir."),
        Column("terisi", INTEGER, "Banyaknya sel yang diisi."),
        Column("sidik", TEXT, "Sidik dari semua yang diketik; sama bila isinya sama."),
        Column("disimpan", TEXT, "Kapan terakhir disimpan, menurut berkasnya."),
        Column("tiba", TEXT, "Kapan masuk, menurut waktu UTC."),
        Column("menggantikan", TEXT, "SHA-256 berkas yang digantikannya."),
        Column("belum_ditanya", TEXT, "Isian bulan itu yang belum ditanyakan formulirnya."),
        Column("pejabat", TEXT, "Nama yang tercetak di atas formulir."),
    ),
    KETERANGAN: (
        WHOSE[0],
        Column("kunci", TEXT, "Apa yang diterangkan, misalnya keputusan.nomor atau sidik.2019-03."),
        Column("nilai", TEXT, "Keterangannya."),
    ),
}
"""Every table with its columns, the results first."""


def tables_of(batch: Batch, names: Mapping[str, str] | None = None) -> dict[str, pd.DataFrame]:
    """What a batch says in every table (TABLES): its results as of all months so far, each cell that they are computed
    of with where it stands, its temuan and files, and by what all of it was computed.

    ``names``: what its units are called, by their kode, where it is not of the one of its settings.
    """
    unit = batch.settings.unit
    frames = {
        HASIL: _without_ranges(batch.scores.hasil),
        JAWABAN: batch.checked.counted,
        TEMUAN: batch.checked.temuan,
        BERKAS: batch.checked.files,
        KETERANGAN: _of_units(batch, names or {unit.kode: unit.nama}),
    }
    return {name: _typed(frame, TABLES[name]) for name, frame in frames.items()}


def of_all_units() -> dict[str, pd.DataFrame]:
    """What stands in an export once, whatever is appended to it: the program, and what every column means."""
    meanings = ((f"kolom.{name}.{one.nama}", one.arti) for name, columns in TABLES.items() for one in columns)
    told = [("", "program", f"iki-excel {__version__}"), *(("", *meaning) for meaning in meanings)]
    return {KETERANGAN: _typed(_said(told), TABLES[KETERANGAN])}


def sidik_of(keterangan: pd.DataFrame) -> list[str]:
    """The fingerprints of decrees that a table of keterangan names."""
    return list(keterangan.loc[keterangan["kunci"].str.startswith("sidik."), "nilai"])


def _without_ranges(hasil: pd.DataFrame) -> pd.DataFrame:
    """The results, where a target that is a range is told in words only."""
    is_number = hasil["rentang"] == ""
    return hasil.assign(**{column: hasil[column].where(is_number) for column in ("target", "target_tahun")})


# --- keterangan ------------------------------------------------------------------------------------------------------


def _of_units(batch: Batch, names: Mapping[str, str]) -> pd.DataFrame:
    """What the companion of a CSV says, but for what is the same in every export; again for each unit."""
    told = {key: value for key, value in described(batch).items() if key not in ("program", "kolom", "unit")}
    same = [*_flat(told)]
    return _said((kode, *said) for kode in batch.every_unit for said in (("nama", names.get(kode)), *same))


def _flat(told: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str | None]]:
    """Every value with the path of its keys; the parts of a list are counted from 1."""
    for key, value in told.items():
        if isinstance(value, list):
            value = {str(number): part for number, part in enumerate(value, start=1)}
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", None if value is None else str(value)


def _said(rows: Iterable[tuple[str, str, str | None]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=[column.nama for column in TABLES[KETERANGAN]], dtype=object)


# --- types -----------------------------------------------------------------------------------------------------------


def _typed(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """These columns and no other, each as what it holds."""
    return pd.DataFrame({one.nama: _AS[one.jenis](frame[one.nama]) for one in columns}, index=range(len(frame)))


def _as_text(column: pd.Series) -> pd.Series:
    """Texts that any database takes; each different one is looked at once."""
    codes, distinct = pd.factorize(column)
    texts = np.array([*(plain.clean(str(text)) for text in distinct), None], dtype=object)
    return pd.Series(texts[codes], dtype=object)  # nothing has the code -1: the last


def _as_numbers(column: pd.Series) -> pd.Series:
    return column.astype("float64").reset_index(drop=True)


def _as_whole_numbers(column: pd.Series) -> pd.Series:
    return column.astype("int64").reset_index(drop=True)


_AS = {TEXT: _as_text, REAL: _as_numbers, INTEGER: _as_whole_numbers}
