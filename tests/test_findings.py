"""The table of temuan: its rules, its order, its sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from iki_excel.forms import reading  # noqa: F401  they register the rules
from iki_excel.judging import checks, findings  # noqa: F401  they register the rules
from iki_excel.judging.findings import COLUMNS, GALAT, PERINGATAN, PLACE, RULES, Rule
from tests.forms import kodes


def one(file: str, sheet: str, sel: str, row: int, kode: str = "berkas_rusak") -> dict[str, object]:
    return findings.of_file(kode, file, sheet=sheet, sel=sel, baris=row, kolom=5)


def test_temuan_are_sorted_as_a_person_reads_file_sheet_row() -> None:
    records = [
        one("b.xlsx", "Isian", "F9", 8), one("a.xlsx", "SKM", "C9", 8), one("a.xlsx", "Isian", "F12", 11),
        one("a.xlsx", "Isian", "F9", 8), one("a.xlsx", "", "", -1),
    ]  # fmt: skip
    assert [place for place, _ in kodes(findings.table([], records))] == [
        "a.xlsx", "Isian!F9", "Isian!F12", "SKM!C9", "Isian!F9",
    ]  # fmt: skip


def test_the_same_temuan_is_told_once() -> None:
    again = [one("a.xlsx", "Isian", "F9", 8), one("a.xlsx", "Isian", "F9", 8)]
    assert len(findings.table([], again)) == 1


def test_nothing_found_is_an_empty_table_with_all_columns() -> None:
    assert list(findings.table([]).columns) == COLUMNS + PLACE


def test_a_sentence_names_the_file_without_its_folder() -> None:
    told = findings.of_file("berkas_rusak", "kiriman/2019-03/pmd.xlsx")
    assert (told["file"], told["pesan"]) == (
        "kiriman/2019-03/pmd.xlsx",
        "pmd.xlsx rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang.",
    )


def test_what_staff_typed_is_never_taken_for_a_placeholder() -> None:
    rows = pd.DataFrame([
        {"file": "a", "sheet": "Isian", "sel": "F9", "slot": "x", "label": "Jumlah {file}", "diketik": "{0} %s {label}",
         "unit": "", "periode": "", "jabatan": "", "baris": 8, "kolom": 5},
    ])  # fmt: skip
    assert findings.at_rows("bukan_ya_tidak", rows)["pesan"].tolist() == [
        "“Jumlah {file}” berisi “{0} %s {label}”, padahal harus Ya atau Tidak. Pilih dari daftar di selnya."
    ]


def test_a_kode_is_registered_once() -> None:
    with pytest.raises(AssertionError, match="berkas_rusak"):
        findings.rule("berkas_rusak", GALAT, "", "")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_is_a_short_kind_indonesian_sentence(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", rule.kode)
    assert rule.tingkat in (GALAT, PERINGATAN)
    assert rule.arti.endswith(".")
    assert rule.pesan.endswith((".", "?", "}"))
    assert len(rule.pesan) <= 220


def test_every_rule_is_provoked_by_a_test() -> None:
    here = Path(__file__).parent
    text = "".join(
        (here / name).read_text("utf-8")
        for name in (
            "test_gate.py",
            "test_opening.py",
            "test_openxml.py",
            "test_reading.py",
            "test_damages.py",
            "test_checks.py",
            "test_batch.py",
            "test_returning.py",
        )
    )
    assert [kode for kode in RULES if f'"{kode}"' not in text] == []
