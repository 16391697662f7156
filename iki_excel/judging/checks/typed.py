"""What was typed in another way than it should be, and could be taken: formulas, and what the keterangan says."""

from __future__ import annotations

import pandas as pd

from iki_excel.decree.fields import ISI
from iki_excel.judging.checks.check import Given
from iki_excel.words.plain import CONTROL_CHARACTERS
from iki_excel.words.rules import PERINGATAN, Rule

FORMULA_IN_CELL = Rule(
    "rumus",
    PERINGATAN,
    arti="Sel isian berisi rumus; hasilnya dipakai.",
    pesan="“{label}” berisi rumus; yang dipakai hasilnya, {diketik}.",
    saran="Lebih aman mengetik angkanya.",
    ringkas="berisi rumus; yang dipakai hasilnya",
    contoh="Isian!F8 berisi =SUM(F9:F12)",
    beres_di_salinan=True,
)


def formula_in_cell(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A formula whose cached value was taken."""
    return answers[answers["rumus"].astype(bool) & (answers["keadaan"] == ISI)]


LONGEST_NOTE = 500

NOTE_TOO_LONG = Rule(
    "keterangan_panjang",
    PERINGATAN,
    arti="Keterangan lebih dari 500 huruf.",
    pesan="Keterangan “{label}” lebih dari 500 huruf.",
    saran="Ringkas, atau sebutkan nomor dokumennya saja.",
    ringkas="keterangannya lebih dari 500 huruf",
    contoh="Isian!H8 berisi salinan seluruh notulen",
    bersama="{banyak_sel} keterangan lebih dari 500 huruf",
    tentang_keterangan=True,
)


def note_too_long(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A keterangan beyond what the form itself allows."""
    return answers[answers["keterangan"].str.len() > LONGEST_NOTE]


NOTE_WITH_CONTROLS = Rule(
    "keterangan_kendali",
    PERINGATAN,
    arti="Huruf kendali yang tidak terlihat di kolom keterangan.",
    pesan="Keterangan “{label}” memuat huruf yang tidak terlihat; di laporan ditulis sebagai �.",
    saran="Ketik ulang keterangannya.",
    ringkas="keterangannya memuat huruf yang tidak terlihat",
    contoh="Isian!H8 berisi teks yang ditempel dari aplikasi lain",
    bersama="{banyak_sel} keterangan memuat huruf yang tidak terlihat; di laporan ditulis sebagai �",
    tentang_keterangan=True,
)


def note_with_controls(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A keterangan with characters that no cell can hold."""
    return answers[answers["keterangan"].str.contains(CONTROL_CHARACTERS)]
