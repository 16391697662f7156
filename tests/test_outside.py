"""What is typed outside of the cells to fill is not read, and never passed over in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel.decree import Catalog
from iki_excel.decree.fields import SALAH
from iki_excel.decree.settings import Settings
from iki_excel.forms.layout import ISIAN, PERBAIKAN, PETUNJUK
from iki_excel.judging.batch import Checked
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from tests.damaging import by_office, do
from tests.editing import Editor
from tests.forms import complete, edited, told

MONTH = "2019-01"
SHEET = "KEPUASAN"
ADVICE = "Bila itu isian, ketik di sel kuningnya; bila catatan, pindahkan ke kolom keterangan."

Check = Callable[..., Checked]


@pytest.fixture
def check(tmp_path: Path, catalog: Catalog, settings: Settings) -> Check:
    """Read a complete form of a jabatan after somebody typed more into it, by sheet and cell."""

    def read(jabatan: str, typed: Mapping[str, Mapping[str, Any]]) -> Checked:
        def type_in(workbook: Any) -> None:
            for sheet, cells in typed.items():
                for cell, value in cells.items():
                    workbook[sheet][cell].value = value

        path = edited(complete(tmp_path, jabatan, MONTH), type_in)
        return check_files([path], catalog, settings)

    return read


def outside(place: str, cells: str, texts: str) -> tuple[str, str, str]:
    return (place, "sel_di_luar", f"Sel {cells} bukan sel yang diisi, tetapi berisi {texts}; tidak dibaca. {ADVICE}")


# --- beside and below ------------------------------------------------------------------------------------------------


def test_a_correction_beside_its_cell_is_told_with_the_isian_of_its_row(check: Check) -> None:
    found = check("umum", {ISIAN: {"Q8": "yang benar 15"}}).temuan
    assert told(found) == [
        outside("Isian!Q8", "Q8", "“yang benar 15”, di baris “Jumlah surat yang ditangani bulan ini”")
    ]
    assert [*found["isian"]] == ["surat"]


BESIDE = {
    "a number over what is computed out of sight": (
        {"L8": 15}, outside("Isian!L8", "L8", "“15”, di baris “Jumlah surat yang ditangani bulan ini”"),
    ),
    "a number in the column of last month, of a row that has none": ({"H10": 4}, outside("Isian!H10", "H10", "“4”")),
    "a keterangan on the row of a computed name": ({"J16": "cuti"}, outside("Isian!J16", "J16", "“cuti”")),
    "a note above, beside the name of the office": ({"J1": "draf"}, outside("Isian!J1", "J1", "“draf”")),
    "a note beside the headers": ({"T3": "Catatan"}, outside("Isian!T3", "T3", "“Catatan”")),
    "a note far below": ({"C80": "Belum selesai"}, outside("Isian!C80", "C80", "“Belum selesai”")),
    "a day below the column of values": (
        {"F80": dt.date(2019, 1, 5)}, outside("Isian!F80", "F80", "“5 Januari 2019”"),
    ),
    "cells that touch are one": (
        {"C80": 1, "D80": 2, "C81": 3, "D81": 4}, outside("Isian!C80", "C80:D81", "“1”, “2”, “3”, dan 1 sel lain"),
    ),
    "a text that nobody sees": ({"R8": "  "}, None),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "right"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_and_below_is_told(
    cells: Mapping[str, Any], right: tuple[str, str, str] | None, check: Check
) -> None:
    assert told(check("umum", {ISIAN: cells}).temuan) == ([right] if right else [])


def test_names_in_the_signature_are_nobodys_mistake_but_a_number_there_is(check: Check) -> None:
    cells = {"F49": "Dra. Pengganti Contoh", "F50": "NIP 123", "F52": 12}
    assert told(check("umum", {ISIAN: cells}).temuan) == [outside("Isian!F52", "F52", "“12”")]


# --- where something stands locked -----------------------------------------------------------------------------------


def locked(cell: str, written: str, right: str) -> tuple[str, str, str]:
    return (
        cell, "sel_terkunci_berubah",
        f"Sel terkunci berisi “{written}”, padahal seharusnya “{right}”. Nilai di barisnya tetap dibaca; periksa "
        "apakah barisnya benar.",
    )  # fmt: skip


LOCKED = {
    "last month's value corrected": ({"H8": 3}, locked("Isian!H8", "3", "(kosong)")),
    "the name of the office": (
        {"H1": "Kelurahan Lain"}, locked("Isian!H1", "Kelurahan Lain", "Kelurahan Contoh, Kota Contoh"),
    ),
    "a batas waktu": ({"I25": dt.date(2019, 3, 31)}, locked("Isian!I25", "31 Maret 2019", "28 Februari 2019")),
    "a target": ({"I11": 5}, locked("Isian!I11", "5", "target belum ada")),
    "the word beside an isian": ({"G8": "ya"}, locked("Isian!G8", "ya", "rumus")),
    "whether it is ready": ({"B2": "Siap dikirim: YA"}, locked("Isian!B2", "Siap dikirim: YA", "rumus")),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "right"), LOCKED.values(), ids=LOCKED)
def test_what_is_typed_over_a_locked_cell_is_told(
    cells: Mapping[str, Any], right: tuple[str, str, str], check: Check
) -> None:
    assert told(check("umum", {ISIAN: cells}).temuan) == [right]


# --- rows and columns that were put in --------------------------------------------------------------------------------


def test_what_stands_in_a_row_or_a_column_that_was_inserted_is_told_instead_of_it(
    tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    form = complete(tmp_path, "ketertiban", MONTH)
    damage = by_office(do("insert_rows", row=9), do("set", cell="F9", value=12))
    found = check_files([damage(form, Editor())], catalog, settings).temuan
    assert told(found) == [outside("Isian!F9", "F9", "“12”")]


# --- a survey ---------------------------------------------------------------------------------------------------------


def test_scores_in_columns_that_the_survey_does_not_have_set_it_aside(check: Check) -> None:
    """
           C        D      E        F
     8   Prosedur Waktu  Petugas  Sarana
     9      4       4      4        3
    10      3       3      3        2
    """
    scores = {f"{letter}9": 4 for letter in "CDE"} | {f"{letter}10": 3 for letter in "CDE"}
    checked = check("pelayanan", {SHEET: {**scores, "F8": "Sarana", "F9": 3, "F10": 2}})
    assert told(checked.temuan) == [
        (
            "KEPUASAN!F8", "skor_di_luar",
            "Di lembar KEPUASAN ada skor di luar 3 kolom unsurnya, di F8:F10, jadi tidak pasti skor mana milik unsur "
            "mana; surveinya tidak dibaca. Tempelkan skor tepat di bawah unsurnya, kosongkan kolom di "
            "sampingnya.",
        )
    ]  # fmt: skip
    survey = checked.answers[checked.answers["isian"] == "kepuasan"]
    assert set(survey["keadaan"]) == {SALAH}
    assert survey["angka"].isna().all()


def test_such_a_survey_is_typed_again_from_its_first_cell(
    check: Check, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    checked = check("pelayanan", {SHEET: {"F9": 3}})
    [copy] = write_marked(checked, catalog, settings, tmp_path / "perbaikan").copies
    sheet = load_workbook(copy.path, data_only=True)[PERBAIKAN]
    assert [sheet[cell].value for cell in ("B8", "D8", "E8")] == [f"{SHEET}!C9", "(kosong)", "kosong"]
    assert sheet["C8"].value.endswith("Ketik lagi semua skornya, mulai dari sel ini.")


IN_SURVEY = {
    "a word beside a respondent": ({"F9": "ragu-ragu"}, outside(f"{SHEET}!F9", "F9", "“ragu-ragu”")),
    "an age beside a respondent": ({"G9": 34}, outside(f"{SHEET}!G9", "G9", "“34”")),
    "a name over the number of a respondent": ({"B9": "Bu Contoh"}, outside(f"{SHEET}!B9", "B9", "“Bu Contoh”")),
    "a note above": ({"H2": "Februari?"}, outside(f"{SHEET}!H2", "H2", "“Februari?”")),
    "a count typed over": ({"C6": 9}, locked(f"{SHEET}!C6", "9", "rumus")),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "right"), IN_SURVEY.values(), ids=IN_SURVEY)
def test_what_is_no_score_beside_a_survey_is_told_and_the_survey_is_read(
    cells: Mapping[str, Any], right: tuple[str, str, str], check: Check
) -> None:
    checked = check("pelayanan", {SHEET: cells})
    assert told(checked.temuan) == [right]
    survey = checked.answers[checked.answers["isian"] == "kepuasan"]
    assert [*survey["angka"]] == [4, 4, 4]


# --- the sheets that nobody fills -------------------------------------------------------------------------------------


def test_what_is_written_on_petunjuk_is_told(check: Check) -> None:
    cells = {"C90": "Angka Maret menyusul", "E5": "?"}
    assert told(check("umum", {PETUNJUK: cells}).temuan) == [
        outside("Petunjuk!E5", "E5", "“?”"),
        outside("Petunjuk!C90", "C90", "“Angka Maret menyusul”"),
    ]


def test_a_correction_typed_beside_the_list_of_a_marked_copy_is_told(
    check: Check, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    checked = check("umum", {ISIAN: {"F8": "dua belas"}})
    [copy] = write_marked(checked, catalog, settings, tmp_path / "perbaikan").copies
    edited(
        copy.path, lambda workbook: [workbook[ISIAN].__setitem__("F8", 12), workbook[PERBAIKAN].__setitem__("F8", 12)]
    )
    found = check_files([copy.path], catalog, settings).temuan
    assert told(found) == [outside("Perbaikan!F8", "F8", "“12”")]
