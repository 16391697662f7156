"""Any value typed into any cell comes out as that very number, or as a temuan that names the cell.

The values are written into the XML of the templates, as programs write what was typed: every cell to fill of every
jabatan, and three respondents of each survey, holds one of them. What a value may come out as is said here once more,
in another way than the program does it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from iki_excel.decree import Catalog
from iki_excel.decree.fields import FIELDS, ISI, KOSONG, SALAH, TIDAK_BERLAKU, words_of
from iki_excel.decree.kinds import Slot
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import Layout
from iki_excel.runs.checking import check_files
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT
from tests.any_values import (
    PERIODE,
    Value,
    cells_of,
    of_day,
    of_number,
    of_other,
    of_result,
    of_text,
    parts_in,
    put_values,
    with_values,
)
from tests.grounds import KECIL
from tests.small_catalog import HEAD, SETTINGS, loaded

# --- values --------------------------------------------------------------------------------------------------------

DIGITS = "0123456789.,-+ %"
WORDS = ["", " ", "\u200b", "TB", "t.b.", "Tidak  berlaku", "nihil", "Ya", "TIDAK", "-", "?", "n/a", "1.234", "1,5",
         "1.250,5", "12 orang", "5%", "１２", "١٢", "½", "1e3", "0x10", "1_000", "nan", "_xD800_", "28 Februari 2019",
         "4/1/2019", "31/1/2019", "2019-02-30", "=1+1", "'5"]  # fmt: skip
ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
TEXTS = (
    st.sampled_from(WORDS)
    | st.text(DIGITS, max_size=9)
    | st.text(max_size=9)
    | st.text("9", min_size=190, max_size=210)
)
ODD_NUMBERS = [12.4, -0.0, 1e308, 43500, 43500.75, 60]
"""A number that is none (NaN) is not among them: openpyxl refuses its file, and so do we."""

NUMBERS = st.one_of(
    st.integers(0, 5),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(ODD_NUMBERS),
)
VALUES = st.one_of(
    NUMBERS.map(of_number),
    NUMBERS.map(lambda number: of_number(number, "<f>A1</f>")),
    TEXTS.map(of_text),
    TEXTS.map(of_result),
    st.dates().map(of_day),
    st.sampled_from(ERRORS).map(lambda error: of_other("e", error)),
    st.sampled_from(["0", "1"]).map(lambda truth: of_other("b", truth)),
)

# --- what a value may come out as -------------------------------------------------------------------------------------


def meanings(value: Value, slot: Slot) -> set[float]:
    """Every number that it can mean to a person."""
    words = words_of(slot.field)
    if words is not None:
        return {number for word, number in words.values if _may_be_word(value, word)}
    if value.text is not None:
        return _meanings_of_text(_seen(value.text), slot)
    if value.day is not None:
        return {float(bahasa.serial(value.day))} if slot.tipe == "tanggal" else set()
    if value.number is None or not math.isfinite(value.number) or slot.tipe == "ya_tidak":
        return set()
    return {float(math.floor(value.number))} if slot.tipe == "tanggal" else {value.number}


def _may_be_word(value: Value, word: str) -> bool:
    if value.text is not None:
        return _seen(value.text) == word.casefold()
    if value.day is not None:
        return {str(value.day.day), str(value.day.month)} == set(word.split("/"))
    return word.isdecimal() and value.number == int(word)


def _seen(text: str) -> str:
    """The text without what nobody sees, signs of full width as the others."""
    wide = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}
    seen = "".join(letter if unicodedata.category(letter) != "Cf" else "" for letter in text.translate(wide))
    return " ".join(seen.split()).casefold()


def _meanings_of_text(seen: str, slot: Slot) -> set[float]:
    if slot.tipe == "ya_tidak":
        return {1.0} if seen == "ya" else {0.0} if seen == "tidak" else set()
    if slot.tipe == "tanggal":
        return {float(bahasa.serial(day)) for day in _days_in(seen)}
    if seen == "nihil":
        return {0.0}
    digits = seen.replace("−", "-").removesuffix("%" if slot.satuan == "%" else "").strip()
    found = set()
    for group, point in ((".", ","), (",", "."), ("", "."), ("", ",")):
        whole = rf"[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{3}})+" if group else "[0-9]+"
        if re.fullmatch(rf"[+-]?{whole}(?:{re.escape(point)}[0-9]+)?", digits, re.ASCII):
            found.add(float(digits.replace(group, "").replace(point, ".") if group else digits.replace(point, ".")))
    return found


def _days_in(seen: str) -> Iterator[dt.date]:
    tokens = re.findall(r"[0-9]+|[^\W\d_]+", seen)
    if len(tokens) != 3:
        return
    numbers = [bahasa.MONTH_NUMBERS.get(token) or (int(token) if token.isdecimal() else 0) for token in tokens]
    for year, month, day in ((0, 1, 2), (2, 1, 0), (2, 0, 1)):
        try:
            yield dt.date(numbers[year], numbers[month], numbers[day])
        except (ValueError, OverflowError):
            continue


def is_blank(value: Value) -> bool:
    return value.text is not None and not any(letter.isprintable() and not letter.isspace() for letter in value.text)


def says_not_applicable(value: Value) -> bool:
    return value.text is not None and _seen(value.text).replace(".", "").replace(" ", "") in {"tb", "tidakberlaku"}


def refuse_wrong(value: Value, slot: Slot, keadaan: str, angka: float, told: bool) -> None:
    """A cell came out as this; ``told``: a temuan names it."""
    said = (value, slot.kode, slot.tipe, keadaan, angka)
    if keadaan == ISI:
        assert meanings(value, slot) == {angka}, said
    elif keadaan == KOSONG:
        assert is_blank(value), said
    elif keadaan == TIDAK_BERLAKU:
        assert says_not_applicable(value) or (slot.blok and is_blank(value)), said
    else:
        assert keadaan == SALAH, said
        assert told, said


# --- the proof --------------------------------------------------------------------------------------------------------


Supply = dict[str, Iterator[Value]]
"""By tipe the values that its cells get, one after the other."""


def supply_of(values: Iterable[Value]) -> Supply:
    """These values for every tipe, over and over again."""
    kept = list(values)
    return {tipe: itertools.cycle(kept) for tipe in FIELDS}


def check_values(supply: Supply, folder: Path) -> None:
    """Fill every cell of every jabatan, read them all, and look at what each came out as."""
    catalog, settings = KECIL
    typed = {
        jabatan: {cell: next(supply[slot.tipe]) for cell, slot in cells_of(jabatan).items()} for jabatan in catalog.kode
    }
    for jabatan, cells in typed.items():
        with_values(jabatan, cells, folder / f"{jabatan}.xlsx")
    checked = check_files([folder], catalog, settings)
    wrong = checked.temuan[checked.temuan["tingkat"] == GALAT]
    told = set(wrong[["jabatan", "sheet", "sel"]].itertuples(index=False, name=None))
    read = {(row.jabatan, row.sheet, row.sel): (row.keadaan, row.angka) for row in checked.answers.itertuples()}
    assert set(checked.files["alasan"]) <= {"", "belum_diisi"}, set(checked.files["alasan"])
    for jabatan, cells in typed.items():
        for (sheet, cell), value in cells.items():
            place = (jabatan, sheet, cell)
            keadaan, angka = read.get(place, (KOSONG, math.nan))
            refuse_wrong(value, cells_of(jabatan)[sheet, cell], keadaan, angka, place in told)


@pytest.mark.panjang
@profile(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.lists(VALUES, min_size=1, max_size=9))
def test_any_value_in_any_cell_is_that_number_or_a_temuan_that_names_the_cell(values: list[Value]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_values(supply_of(values), Path(folder))


@pytest.mark.panjang
def test_every_odd_value_has_been_in_a_cell_of_every_kind(tmp_path: Path) -> None:
    values = [*map(of_text, WORDS), *map(of_number, ODD_NUMBERS), *(of_other("e", error) for error in ERRORS)]
    cells = Counter(slot.tipe for jabatan in KECIL.catalog.kode for slot in cells_of(jabatan).values())
    supply = supply_of(values)
    for _ in range(math.ceil(len(values) / min(cells.values()))):
        check_values(supply, tmp_path)


# --- words -----------------------------------------------------------------------------------------------------------

A_WORD = """
[[indikator.isian]]
kode = "{kode}"
label = "{kode}"
{more}
"""
KINDS_OF_WORDS = {
    "ada": 'jenis = "ya_tidak"\nkata = ["Ada", "Tidak ada"]',
    "ya": 'jenis = "ya_tidak"\nwajib = false',
    "level": 'jenis = "pilihan"\npilihan = [{ kata = "1", nilai = 1 }, { kata = "12", nilai = 12 }]',
    "bagian": 'jenis = "pilihan"\npilihan = [{ kata = "4/1", nilai = 3 }, { kata = "31/1", nilai = 0.5 }]',
}  # fmt: skip
EXAMPLE = '[[indikator.contoh]]\nisian = { ada = "Ada", ya = "Ya", level = 1, bagian = "4/1" }\nhasil = 6\n'
OF_WORDS = ["Ada", " tidak\u00a0ada", "ＡＤＡ", "1", "12", "4/1", "1/4", "31/1", "Ada.", "1.0", "+1"]


def catalog_of_words(folder: Path) -> Catalog:
    isian = "".join(A_WORD.format(kode=kode, more=more) for kode, more in KINDS_OF_WORDS.items())
    folder.mkdir()
    return loaded(folder, f'{HEAD}rumus = "ada + ya + level + bagian"\nsifat = "keadaan"\n{isian}{EXAMPLE}')


def check_words(values: Iterable[Value], folder: Path) -> None:
    """Put each value into a cell of words of every kind."""
    catalog = catalog_of_words(folder / "katalog")
    rows, path = Layout(catalog["pmd"]).slot_rows, folder / "pmd.xlsx"
    parts = parts_in(writing.build(catalog["pmd"], PERIODE, SETTINGS))
    for value in values:
        cells = {(layout.ISIAN, row.at(layout.VALUE).a1): value for row in rows.values()}
        put_values(parts, cells, path)
        checked = check_files([path], catalog, SETTINGS)
        told = set(checked.temuan.loc[checked.temuan["tingkat"] == GALAT, "sel"])
        for row in checked.answers.itertuples():
            refuse_wrong(value, rows[row.slot].slot, row.keadaan, row.angka, row.sel in told)


@pytest.mark.panjang
@profile(max_examples=8, deadline=None, derandomize=True, database=None)
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_any_value_in_a_cell_of_words_is_that_word_or_a_temuan_that_names_the_cell(values: list[Value]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_words(values, Path(folder))


@pytest.mark.panjang
def test_every_odd_value_has_been_in_a_cell_of_words(tmp_path: Path) -> None:
    days = [dt.date(2019, 4, 1), dt.date(2019, 1, 4), dt.date(2019, 1, 31), dt.date(2019, 4, 4)]
    check_words(
        [*map(of_text, [*WORDS, *OF_WORDS]), *map(of_number, [*ODD_NUMBERS, 1, 12]), *map(of_day, days)], tmp_path
    )
