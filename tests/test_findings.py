"""The table of temuan: its rules, its order, its sentences."""

from __future__ import annotations

import pandas as pd

from iki_excel.decree.fields.yes_no import NOT_YES_NO
from iki_excel.judging import findings
from iki_excel.judging.findings import ALL_COLUMNS
from iki_excel.language.places import Place
from iki_excel.workbooks.gate import BROKEN
from tests.forms import kodes


def one(file: str, sheet: str, column: int = 5, row: int = findings.NOWHERE) -> dict[str, object]:
    return findings.of_file(BROKEN, file, Place(sheet, row, column))


def test_temuan_are_sorted_as_a_person_reads_file_sheet_row() -> None:
    records = [
        one("b.xlsx", "Isian", row=8), one("a.xlsx", "SKM", column=2, row=8), one("a.xlsx", "Isian", row=11),
        one("a.xlsx", "Isian", row=8), one("a.xlsx", ""),
    ]  # fmt: skip
    assert [place for place, _ in kodes(findings.table([], records))] == [
        "a.xlsx", "Isian!F9", "Isian!F12", "SKM!C9", "Isian!F9",
    ]  # fmt: skip


def test_the_same_temuan_is_told_once() -> None:
    again = [one("a.xlsx", "Isian", row=8), one("a.xlsx", "Isian", row=8)]
    assert len(findings.table([], again)) == 1


def test_nothing_found_is_an_empty_table_with_all_columns() -> None:
    assert list(findings.table([]).columns) == ALL_COLUMNS


def test_a_sentence_names_the_file_without_its_folder() -> None:
    told = findings.of_file(BROKEN, "kiriman/2019-03/pmd.xlsx")
    assert (told["file"], told["pesan"]) == (
        "kiriman/2019-03/pmd.xlsx",
        "pmd.xlsx rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang.",
    )


def test_what_staff_typed_is_never_taken_for_a_placeholder() -> None:
    rows = pd.DataFrame([
        {"file": "a", "sheet": "Isian", "sel": "F9", "slot": "x", "label": "Jumlah {file}", "diketik": "{0} %s {label}",
         "unit": "", "periode": "", "jabatan": "", "baris": 8, "kolom": 5},
    ])  # fmt: skip
    assert findings.at_rows(NOT_YES_NO, rows)["pesan"].tolist() == [
        "“Jumlah {file}” berisi “{0} %s {label}”, padahal harus Ya atau Tidak. Pilih dari daftar di selnya."
    ]


def test_a_temuan_keeps_its_rule_and_what_its_sentences_are_filled_in_with() -> None:
    told = findings.of_file(BROKEN, "kiriman/2019-03/pmd.xlsx", unit="ngronggot")
    assert (told["aturan"], told["diketahui"]) == (BROKEN, {"file": "pmd.xlsx"})
