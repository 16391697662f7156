"""The table of temuan: its rules, its order, its sentences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.fields.yes_no import NOT_YES_NO
from iki_excel.decree.settings import Settings
from iki_excel.judging import findings, findings_table
from iki_excel.judging.findings import ALL_COLUMNS
from iki_excel.judging.findings_table import Sentences
from iki_excel.language.places import Place
from iki_excel.runs.checking import check_files
from iki_excel.runs.explaining import RULES
from iki_excel.words.rules import Rule
from iki_excel.workbooks.gate import BROKEN
from tests.forms import complete, kodes


def one(file: str, sheet: str, column: int = 5, row: int = findings.NOWHERE) -> dict[str, object]:
    return findings.of_file(BROKEN, file, Place(sheet, row, column))


def test_temuan_are_sorted_as_a_person_reads_file_sheet_row() -> None:
    records = [
        one("b.xlsx", "Isian", row=8), one("a.xlsx", "SKM", column=2, row=8), one("a.xlsx", "Isian", row=11),
        one("a.xlsx", "Isian", row=8), one("a.xlsx", ""),
    ]  # fmt: skip
    assert [place for place, _ in kodes(findings_table.table([], records))] == [
        "a.xlsx", "Isian!F9", "Isian!F12", "SKM!C9", "Isian!F9",
    ]  # fmt: skip


def test_the_same_temuan_is_told_once() -> None:
    again = [one("a.xlsx", "Isian", row=8), one("a.xlsx", "Isian", row=8)]
    assert len(findings_table.table([], again)) == 1


def test_nothing_found_is_an_empty_table_with_all_columns() -> None:
    assert list(findings_table.table([]).columns) == ALL_COLUMNS


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
    assert findings_table.at_rows(NOT_YES_NO, rows)["pesan"].tolist() == [
        "“Jumlah {file}” berisi “{0} %s {label}”, padahal harus Ya atau Tidak. Pilih dari daftar di selnya."
    ]


def test_beside_its_cell_a_temuan_needs_neither_label_nor_value(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    complete(tmp_path, "umum", "2019-01", 'surat | "12 surat"\nhari_kerja | 21')
    (tmp_path / "foto.xlsx").write_bytes(b"%PDF-1.7")
    assert findings_table.sentences(check_files([tmp_path], catalog, settings).temuan) == [
        Sentences(
            "foto.xlsx adalah PDF dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan cetakannya.",
            "PDF, angkanya tidak dapat dibaca.",
            "Kirim formulir .xlsx-nya, bukan cetakannya.",
        ),
        Sentences(
            "“Jumlah surat yang ditangani bulan ini” berisi “12 surat”. Apakah maksudnya angkanya saja? Ketik tanpa "
            "satuan; satuannya sudah dokumen.",
            "Angkanya ditulis bersama satuan.",
            "Ketik tanpa satuan; satuannya sudah dokumen.",
        ),
        Sentences(
            "“Jumlah hari kerja bulan ini” berisi 21, sedangkan menurut kalender 22. Periksa; bila memang benar, "
            "jelaskan di kolom keterangan.",
            "Menurut kalender 22.",
            "Periksa; bila memang benar, jelaskan di kolom keterangan.",
        ),
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kode)
def test_every_rule_is_said_in_whole_in_short_and_with_what_to_do(rule: Rule) -> None:
    known: dict[str, Any] = {name: f"<{name}>" for name in rule.names - {"file"}}
    (said,) = findings_table.sentences(findings_table.table([], [findings.of_file(rule, "a.xlsx", **known)]))
    assert said.pesan.endswith(f" {said.saran}")
    assert re.fullmatch(r"[A-Z].*[^.]\.", said.ringkas)
    assert not {"<label>", "<diketik>", "<angka_kata>", "a.xlsx"} & set(re.findall(r"<\w+>|a\.xlsx", said.ringkas))
    assert "{" not in f"{said.pesan}{said.ringkas}{said.saran}"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.is_about_a_cell], ids=lambda rule: rule.kode)
def test_every_rule_about_cells_is_said_of_several(rule: Rule) -> None:
    known = [{name: f"<{name} {n}>" for name in rule.names} for n in range(3)]
    said = rule.sentence_of_several(known)
    assert re.match(r"3 |TB |Sel terkunci ", said)
    assert "{" not in said


def test_a_temuan_keeps_its_rule_and_what_its_sentences_are_filled_in_with() -> None:
    told = findings.of_file(BROKEN, "kiriman/2019-03/pmd.xlsx", unit="ngronggot")
    assert (told["aturan"], told["diketahui"]) == (BROKEN, {"file": "pmd.xlsx"})
