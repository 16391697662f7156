"""What may be said besides numbers: the proof of an isian, why a capaian is not good yet, and what is done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import writing
from iki_excel.forms.layout import Layout
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import REPLACED, SET_ASIDE, UNFILLED, USED
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.runs.migrating import migrate
from tests.damaging import put
from tests.forms import complete, edited, form, told
from tests.workbooks import opened

Check = Callable[[Path], Checked]

REASON, STEP = "Tiga orang cuti bersama.", "Jadwal cuti diatur bergiliran mulai April."


@pytest.fixture
def check(catalog: Catalog, settings: Settings) -> Check:
    return lambda path: check_files([path], catalog, settings)


def cells(catalog: Catalog, jabatan: str) -> dict[str, str]:
    """Where each text is asked, by its key."""
    return {note.key: note.place.a1 for note in Layout(catalog[jabatan]).notes}


def catatan(checked: Checked) -> list[tuple[Any, ...]]:
    return [*checked.catatan.drop(columns=["unit", "file"]).itertuples(index=False, name=None)]


# --- where they are asked --------------------------------------------------------------------------------------------


def test_they_are_asked_below_all_indikator(catalog: Catalog, tmp_path: Path) -> None:
    sheet = opened(form(tmp_path, "ketertiban", "2019-01"))["Isian"]
    assert [tuple(sheet[f"{column}{row}"].value or None for column in "BCF") for row in range(20, 27)] == [
        (None, "Bila capaian belum baik: sebab dan langkah berikutnya (boleh kosong)", None),
        ("KT-1", "Penyebab", None),
        (None, "Tindak lanjut", None),
        ("KT-2", "Penyebab", None),
        (None, "Tindak lanjut", None),
        ("KT-3", "Penyebab", None),
        (None, "Tindak lanjut", None),
    ]
    assert [sheet[f"F{row}"].protection.locked for row in (20, 21, 22)] == [True, False, False]
    assert sorted(str(area) for area in sheet.merged_cells.ranges if str(area).startswith("F")) == [
        f"F{row}:K{row}" for row in range(21, 27)
    ]
    [rule] = [one for one in sheet.data_validations.dataValidation if "F21" in one.sqref]
    assert (rule.type, rule.operator, rule.formula1) == ("textLength", "lessThanOrEqual", "500")


# --- what is read ----------------------------------------------------------------------------------------------------


def test_they_are_a_table_of_their_own(catalog: Catalog, check: Check, tmp_path: Path) -> None:
    at = cells(catalog, "umum")
    path = complete(tmp_path, "umum", "2019-01")
    edited(path, lambda book: [put("Isian", at["penyebab UM-2"], REASON)(book),
                               put("Isian", at["tindak_lanjut UM-2"], STEP)(book),
                               put("Isian", at["tindak_lanjut UM-3"], "Diperbaiki bulan depan.")(book)])  # fmt: skip
    checked = check(path)
    assert told(checked.temuan) == []
    assert catatan(checked) == [
        ("2019-01", "umum", "UM-2", REASON, STEP, "Isian", at["penyebab UM-2"]),
        ("2019-01", "umum", "UM-3", "", "Diperbaiki bulan depan.", "Isian", at["tindak_lanjut UM-3"]),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [("=1+1", ""), (12, "12"), (dt.date(2019, 4, 1), "1 April 2019"), ("  ", ""), ("=HYPERLINK(\"http://x\")", "")],
    ids=["a formula", "a number", "a day", "spaces", "a link"],
)  # fmt: skip
def test_whatever_stands_there_is_text_or_nothing(
    value: Any, text: str, catalog: Catalog, check: Check, tmp_path: Path
) -> None:
    at = cells(catalog, "umum")["penyebab UM-1"]
    found = catatan(check(edited(complete(tmp_path, "umum", "2019-01"), put("Isian", at, value))))
    assert [row[3] for row in found] == ([text] if text else [])


def test_a_text_that_is_too_long_is_told_and_cut(catalog: Catalog, check: Check, tmp_path: Path) -> None:
    at = cells(catalog, "umum")["penyebab UM-1"]
    checked = check(edited(complete(tmp_path, "umum", "2019-01"), put("Isian", at, "x" * 501)))
    assert told(checked.temuan) == [
        (f"Isian!{at}", "uraian_panjang",
         "Penyebab UM-1 lebih dari 500 huruf; yang dipakai 500 huruf pertama. Ringkas menjadi satu atau dua kalimat."),
    ]  # fmt: skip
    assert catatan(checked)[0][3] == "x" * 500


def test_they_are_read_where_their_rows_stand_now(catalog: Catalog, check: Check, tmp_path: Path) -> None:
    at = cells(catalog, "umum")["penyebab UM-2"]
    path = edited(complete(tmp_path, "umum", "2019-01"), put("Isian", at, REASON))
    checked = check(edited(path, lambda book: book["Isian"].insert_rows(4)))
    assert [row[2:] for row in catatan(checked)] == [("UM-2", REASON, "", "Isian", f"F{int(at[1:]) + 1}")]


def test_a_row_that_took_the_place_of_another_is_not_read_as_it(catalog: Catalog, check: Check, tmp_path: Path) -> None:
    at = cells(catalog, "umum")["penyebab UM-1"]
    path = edited(complete(tmp_path, "umum", "2019-01"), put("Isian", at, REASON))
    assert catatan(check(edited(path, put("Isian", f"A{at[1:]}", "penyebab UM-9")))) == []


def test_the_proof_stands_beside_its_number(check: Check, tmp_path: Path) -> None:
    path = complete(tmp_path, "umum", "2019-01", "surat | 412 | ramai")
    edited(path, lambda book: [put("Isian", "K8", "https://contoh.go.id/register-3")(book)])
    checked = check(path)
    assert told(checked.temuan) == []
    rows = checked.answers[["slot", "keterangan", "bukti"]].iloc[:2].itertuples(index=False, name=None)
    assert [*rows] == [("surat", "ramai", "https://contoh.go.id/register-3"), ("arsip", "", "")]


# --- forms that hold nothing else, and those that go back ------------------------------------------------------------


def test_a_form_in_which_only_they_were_written_is_filled(catalog: Catalog, check: Check, tmp_path: Path) -> None:
    at = cells(catalog, "umum")["penyebab UM-1"]
    blank, said = (form(tmp_path, "umum", "2019-01", name=name) for name in ("kosong", "berisi"))
    edited(said, put("Isian", at, REASON))
    proof = edited(form(tmp_path, "umum", "2019-01", name="bukti"), put("Isian", "K8", "register 3"))
    fates = [(file.nasib, file.alasan) for path in (blank, said, proof) for file in check(path).files.itertuples()]
    assert fates == [(SET_ASIDE, UNFILLED.kode), (USED, ""), (USED, "")]


def test_they_are_carried_into_a_marked_copy_which_replaces_the_form(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    at = cells(catalog, "umum")["penyebab UM-1"]
    folder = tmp_path / "kiriman"
    path = complete(folder, "umum", "2019-01", "surat | 3 kali")
    edited(path, lambda book: [put("Isian", at, REASON)(book), put("Isian", "K9", "register 3")(book)])
    checked = check_files([folder], catalog, settings)
    [copy] = write_marked(checked, catalog, settings, folder).copies
    edited(copy.path, put("Isian", "F8", 3))
    again = check_files([folder], catalog, settings)
    assert sorted(again.files["alasan"]) == ["", REPLACED.kode]
    assert [row[2:4] for row in catatan(again)] == [("UM-1", REASON)]
    assert again.answers.loc[again.answers["slot"] == "arsip", "bukti"].tolist() == ["register 3"]


def test_iki_migrasi_carries_them(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    at = cells(catalog, "umum")
    path = complete(tmp_path, "umum", "2019-01")
    edited(path, lambda book: [put("Isian", at["tindak_lanjut UM-4"], "=bukan rumus")(book),
                               put("Isian", at["penyebab UM-1"], REASON)(book)])  # fmt: skip
    sheet = opened(migrate(path, catalog, settings, tmp_path / "baru").path)["Isian"]
    assert sheet[at["penyebab UM-1"]].value == REASON


# --- numbers that stay as they are -----------------------------------------------------------------------------------


def test_a_number_that_usually_stays_is_proposed_beside_the_cell_and_never_put_into_it(
    catalog: Catalog, settings: Settings
) -> None:

    sheet = opened(writing.build(catalog["umum"], "2019-01", settings, {"sarana_seluruh": 24, "sarana_baik": 18}))[
        "Isian"
    ]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=7) if row[0].value}
    shown = {kode: (rows[kode][5].value, rows[kode][7].value, rows[kode][7].number_format, bool(rows[kode][7].font.b))
             for kode in ("sarana_seluruh", "sarana_baik")}  # fmt: skip
    assert shown == {
        "sarana_seluruh": (None, 24, '"tetap "#,##0"?"', True),
        "sarana_baik": (None, 18, "#,##0", False),
    }
    [rule] = [one for one in sheet.data_validations.dataValidation if rows["sarana_seluruh"][5].coordinate in one.sqref]
    assert rule.prompt.startswith(
        "Bulan lalu 24. Bila tetap, ketik lagi angka itu; bila berubah, ketik yang sekarang. Hitung semua sarana"
    )
