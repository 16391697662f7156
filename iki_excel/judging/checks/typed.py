"""What was typed in another way than it should be, and could be taken: formulas, and what the keterangan says."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd

from iki_excel.decree.fields import (
    DATE,
    ISI,
    KOSONG,
    NO,
    NUMBER,
    SCORE,
    TB,
    TIDAK_BERLAKU,
    YES,
    YES_NO,
    Field,
    WordField,
    is_empty,
    is_tb,
    shown,
)
from iki_excel.decree.fields.date import NOTED_NUMBER
from iki_excel.decree.fields.words import NOTED_DAY
from iki_excel.judging.checks.check import Answers, Given, is_any_of, rows_where
from iki_excel.language.cells import Calculation, Cell, Or
from iki_excel.language.cells.columns import Mask
from iki_excel.language.places import Place
from iki_excel.words import bahasa
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


def formula_in_cell(answers: Answers, given: Given) -> pd.DataFrame:
    """A formula whose cached value was taken."""
    return rows_where(answers.table, _is_formula(answers))


def _is_formula(answers: Answers) -> Mask:
    is_so: Mask = answers.column("rumus").astype(bool) & (answers.column("keadaan") == ISI)
    return is_so


READ_AS_ANOTHER = Rule(
    "dibaca_lain",
    PERINGATAN,
    arti="Isian yang dapat dibaca, tetapi tidak diketik seperti yang diminta, misalnya angka yang berupa teks.",
    pesan="“{label}” berisi {sebutan} “{diketik}”, yang dibaca {dibaca}.",
    saran="Ketik ulang sebagai {seharusnya}.",
    ringkas="dibaca {dibaca}; ketik ulang sebagai {seharusnya}",
    contoh="Isian!F16 berisi teks “28 Februari 2019”",
    bersama="{banyak_sel} isian dibaca, tetapi tidak diketik seperti yang diminta",
    butir="“{label}” “{diketik}” (dibaca {dibaca})",
    beres_di_salinan=True,
)
AS_IT_SHOULD_BE = {
    NUMBER.nama: "angka",
    DATE.nama: "tanggal: tahun-bulan-hari, misalnya 2019-02-28",
    YES_NO.nama: f"{YES} atau {NO}",
    SCORE.nama: "angka",
    WordField.nama: "katanya, dipilih dari daftar",
}


def read_as_another(answers: Answers, given: Given) -> pd.DataFrame:
    """What is read with certainty, and what the form itself asks to be looked at: it knows no such text."""
    is_read = is_any_of(answers.column("keadaan"), [ISI, TIDAK_BERLAKU]) & (answers.column("diketik") != "")
    is_told = _is_formula(answers)
    rows = rows_where(answers.table, is_read & _may_be_text(answers) & ~is_told)
    taken = [_takes(field, typed) for field, typed in zip(rows["field"], rows["diketik"], strict=True)]
    rows = rows_where(rows, ~np.array(taken, dtype=bool))
    if rows.empty:
        return rows
    cells = zip(rows["field"], rows["keadaan"], rows["angka"], strict=True)
    said = [TB if keadaan == TIDAK_BERLAKU else _said(field, angka) for field, keadaan, angka in cells]
    asked = rows["tipe"].map(AS_IT_SHOULD_BE).where(rows["keadaan"] == ISI, TB)
    noted = [rows["catatan"].str.startswith(kind) for kind in (NOTED_NUMBER, NOTED_DAY)]
    return rows.assign(dibaca=said, seharusnya=asked, sebutan=np.select(noted, [NOTED_NUMBER, NOTED_DAY], "teks"))


def _may_be_text(answers: Answers) -> Mask:
    """What is read otherwise than as it stands is noted; words and TB are texts by nature."""
    are_words = is_any_of(answers.column("tipe"), [YES_NO.nama, WordField.nama])
    may_be: Mask = (answers.column("catatan") != "") | are_words | (answers.column("keadaan") == TIDAK_BERLAKU)
    return may_be


PLACE = Place("", 0, 0)


@functools.lru_cache(maxsize=4096)
def _takes(field: Field, typed: str) -> bool:
    """Whether a cell of a form takes a text, by the very condition that stands on the form."""
    cell, calculation = Cell(PLACE), Calculation()
    calculation.put(PLACE, typed)
    takes = field.allows_text(cell)
    return bool(calculation.of(Or(takes, is_tb(cell)) if field is YES_NO else takes))


def _said(field: Field, angka: float) -> str:
    value = field.typed(angka)
    return bahasa.number(angka, 10) if isinstance(value, int | float) else shown(value)


def only_spaces(answers: Answers, given: Given) -> pd.DataFrame:
    """What looks blank and may be, and what the form itself does not take for blank (what must be filled is told)."""
    single = answers.single
    is_blank = ~single.column("wajib").astype(bool) & (single.column("keadaan") == KOSONG)
    rows = rows_where(single.table, is_blank & (single.column("diketik") != ""))
    return rows_where(rows, np.array([not _is_empty(typed) for typed in rows["diketik"]], dtype=bool))


def _is_empty(typed: str) -> bool:
    calculation = Calculation()
    calculation.put(PLACE, typed)
    return bool(calculation.of(is_empty(Cell(PLACE))))


LONGEST_NOTE = 500

NOTE_TOO_LONG = Rule(
    "keterangan_panjang",
    PERINGATAN,
    arti="Keterangan lebih dari 500 huruf.",
    pesan="Keterangan “{label}” lebih dari 500 huruf.",
    saran="Ringkas, atau sebutkan nomor dokumennya saja.",
    ringkas="keterangannya lebih dari 500 huruf",
    contoh="Isian!J8 berisi salinan seluruh notulen",
    bersama="{banyak_sel} keterangan lebih dari 500 huruf",
    tentang_keterangan=True,
)


def note_too_long(answers: Answers, given: Given) -> pd.DataFrame:
    """A keterangan beyond what the form itself allows."""
    rows = _with_note(answers)
    return rows_where(rows, np.array([len(note) > LONGEST_NOTE for note in rows["keterangan"]], dtype=bool))


def _with_note(answers: Answers) -> pd.DataFrame:
    """The answers beside which something stands, as it does beside few."""
    return rows_where(answers.table, answers.column("keterangan") != "")


NOTE_WITH_CONTROLS = Rule(
    "keterangan_kendali",
    PERINGATAN,
    arti="Huruf kendali yang tidak terlihat di kolom keterangan.",
    pesan="Keterangan “{label}” memuat huruf yang tidak terlihat; di laporan ditulis sebagai �.",
    saran="Ketik ulang keterangannya.",
    ringkas="keterangannya memuat huruf yang tidak terlihat",
    contoh="Isian!J8 berisi teks yang ditempel dari aplikasi lain",
    bersama="{banyak_sel} keterangan memuat huruf yang tidak terlihat; di laporan ditulis sebagai �",
    tentang_keterangan=True,
)


def note_with_controls(answers: Answers, given: Given) -> pd.DataFrame:
    """A keterangan with characters that no cell can hold."""
    rows = _with_note(answers)
    has_controls = [CONTROL_CHARACTERS.search(note) is not None for note in rows["keterangan"]]
    return rows_where(rows, np.array(has_controls, dtype=bool))
