"""A number."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import replace

from iki_excel.decree.fields.field import Days, Field, Slot, is_tb
from iki_excel.decree.fields.reading import ISI, Reading, refused
from iki_excel.language.cells import BLANK, And, Cell, Condition, Expression, If, Int, IsNumber, Or, Trim, Upper
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, Rule

NOT_A_NUMBER = Rule(
    "bukan_bilangan",
    GALAT,
    arti="Teks atau nilai lain di sel bilangan.",
    pesan="“{label}” berisi “{diketik}”, padahal harus bilangan.",
    saran="Ketik angkanya saja, misalnya 12, atau 0 bila tidak ada.",
    ringkas="harus bilangan, bukan teks",
    contoh="Isian!F8 berisi “belum ada”",
    bersama="{banyak_sel} isian bukan bilangan",
)
NUMBER_WITH_UNIT = Rule(
    "angka_bersatuan",
    GALAT,
    arti="Angka yang ditulis bersama satuannya.",
    pesan="“{label}” berisi “{diketik}”. Apakah maksudnya angkanya saja?",
    saran="Ketik tanpa satuan; satuannya sudah {satuan}.",
    ringkas="angkanya ditulis bersama satuan",
    contoh="Isian!F8 berisi “12 orang”",
    bersama="{banyak_sel} angka ditulis bersama satuannya",
    saran_bersama="Ketik angkanya saja, tanpa satuan.",
)
DOUBTFUL_NUMBER = Rule(
    "angka_meragukan",
    GALAT,
    arti="Angka teks yang dapat dibaca dua cara, misalnya 1.234.",
    pesan="“{label}” berisi teks “{diketik}”, yang dapat berarti ribuan atau pecahan. Apakah maksudnya ribuan?",
    saran="Ketik ulang tanpa titik dan koma.",
    ringkas="dapat berarti ribuan atau pecahan",
    contoh="Isian!F8 berisi teks “1.234”",
    bersama="{banyak_sel} angka dapat berarti ribuan atau pecahan",
)
NUMBER_TOO_LARGE = Rule(
    "angka_terlalu_besar",
    GALAT,
    arti="Bilangan lebih dari satu triliun.",
    pesan="“{label}” berisi {diketik}, terlalu besar untuk dihitung.",
    saran="Periksa lagi angkanya.",
    ringkas="terlalu besar untuk dihitung",
    contoh="Isian!F8 berisi 9000000000000",
)
ONLY_A_SIGN = Rule(
    "tanda_tanya",
    GALAT,
    arti="Tanda seperti “-” yang tidak jelas artinya.",
    pesan="“{label}” berisi “{diketik}”.",
    saran="Apakah maksudnya nol (ketik 0) atau tidak berlaku (ketik TB)?",
    ringkas="tidak jelas maksudnya nol atau tidak berlaku",
    contoh="Isian!F8 berisi “-”",
    bersama="{banyak_sel} isian berisi tanda yang tidak jelas artinya",
)
MOMENT_FOR_NUMBER = Rule(
    "tanggal_di_bilangan",
    GALAT,
    arti="Tanggal atau jam di sel bilangan.",
    pesan="“{label}” berisi tanggal atau jam ({diketik}), padahal harus bilangan.",
    saran="Ketik ulang angkanya; bila tetap tampil sebagai tanggal, ubah format selnya menjadi Angka (Number).",
    ringkas="harus bilangan, bukan tanggal atau jam",
    contoh="Isian!F8 berisi 12 Januari 2019, yang ditempel dari lembar lain",
    bersama="{banyak_sel} isian berisi tanggal atau jam, padahal harus bilangan",
)

NOTHING = "nihil"
LARGEST = 1e12

WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}((\.[0-9]{3}){2,}(,[0-9]+)?|\.[0-9]{3},[0-9]+)")
DECIMAL_COMMA = re.compile(r"[+-]?([0-9]{1,12},([0-9]{1,2}|[0-9]{4,})|0,[0-9]+)")
DECIMAL_POINT = re.compile(r"[+-]?([0-9]{1,12}\.([0-9]{1,2}|[0-9]{4,})|0\.[0-9]+)")
DOUBTFUL = re.compile(r"[+-]?[.,]?[0-9][0-9.,]*")
WITH_UNIT = re.compile(r"[+-]?[0-9.,]*[0-9]\s*([^\W\d_].*|%)|[^\W\d_]+\.?\s*[+-]?[0-9][0-9.,]*")


def number_in(digits: str) -> float | None:
    """The number in a text where it is certain: whole, "1.250,5", "1.250.000", "12,5", "12.5"; else None."""
    if WHOLE.fullmatch(digits) or DECIMAL_POINT.fullmatch(digits):
        return float(digits)
    if GROUPED.fullmatch(digits) or DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    return None


def digits_of(text: str, satuan: str) -> str:
    """The text as a number may be written; a per cent sign is no unit too many where the satuan is %."""
    digits = text.replace("−", "-")
    return digits.removesuffix("%").rstrip() if satuan == "%" else digits


class NumberField(Field):
    """A number within its limits, whole where that is asked; "nihil" is 0."""

    nama = "bilangan"
    form_format, fraction_format = "#,##0", "#,##0.00"
    """In a cell without a format of its own a program makes a date of 12/3, and of a copied one too."""
    other_kind = NOT_A_NUMBER
    only_a_sign = ONLY_A_SIGN

    def __reduce__(self) -> str:
        return "NUMBER"

    def read_number(self, value: float) -> Reading:
        """Any number that can be computed with."""
        if math.isnan(value):
            return refused(NOT_A_NUMBER)
        return refused(NUMBER_TOO_LARGE) if abs(value) > LARGEST else Reading(ISI, value)

    def read_moment(self, value: dt.date | dt.time | dt.timedelta) -> Reading:
        """Excel made a date of a number, as of 12/3."""
        return refused(MOMENT_FOR_NUMBER)

    def read_text(self, text: str, satuan: str) -> Reading:
        """A number where it is certain which; nihil."""
        if text.casefold() == NOTHING:
            return Reading(ISI, 0.0, catatan="“nihil” dibaca 0")
        digits = digits_of(text, satuan)
        value = number_in(digits)
        if value is not None:
            return replace(self.read_number(value), catatan=read_as(text, value))
        if DOUBTFUL.fullmatch(digits):
            return refused(DOUBTFUL_NUMBER)
        return refused(NUMBER_WITH_UNIT if WITH_UNIT.fullmatch(digits) else NOT_A_NUMBER)

    def allows(self, cell: Cell, slot: Slot, days: Days | None) -> Condition:
        """A number within its limits, TB, or nihil."""
        low = -LARGEST if slot.minimum is None else slot.minimum
        high = LARGEST if slot.maksimum is None else slot.maksimum
        whole = [cell.equals(Int(cell))] if slot.bulat else []
        return If(IsNumber(cell), And(*whole, cell >= low, cell <= high), self.allows_text(cell))

    def allows_text(self, cell: Cell) -> Condition:
        """TB, or nihil."""
        return Or(is_tb(cell), _is_nothing(cell))

    def number_of(self, cell: Cell) -> Expression:
        """The number; nihil is 0; nothing for anything else, a blank cell too."""
        return If(IsNumber(cell), cell, If(_is_nothing(cell), 0, BLANK))

    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """Whole or not, and from where to where."""
        kind = "bilangan bulat" if slot.bulat else "bilangan"
        low = f" mulai {bahasa.number(slot.minimum)}" if slot.minimum is not None else ""
        high = f" sampai {bahasa.number(slot.maksimum)}" if slot.maksimum is not None else ""
        return f"Isi {kind}{low}{high}; 0 bila nihil, TB bila tidak berlaku."


def _is_nothing(cell: Cell) -> Condition:
    return Upper(Trim(cell)).equals(NOTHING.upper())


def read_as(text: str, value: float) -> str:
    """What is noted of a number that was written as a text."""
    return f"teks “{text}” dibaca {bahasa.number(value, 10)}"


NUMBER = NumberField()
