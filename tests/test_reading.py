"""Files to answers: whatever comes back is read rightly, or refused with one clear sentence."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.fields import STATES
from iki_excel.decree.settings import Settings, Unit
from iki_excel.forms import layout
from iki_excel.forms.gathering import read_files, settled
from iki_excel.forms.reading import find_files, read_one
from iki_excel.forms.reading.form import as_last
from iki_excel.forms.reading.owner import other_form_in_name
from iki_excel.judging.answers_table import state_counts
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.runs.checking import check_files, check_read
from iki_excel.workbooks import gate
from iki_excel.workbooks.opening import Reader
from tests.damaging import Edits
from tests.forms import (
    as_first_version,
    complete,
    edited,
    form,
    identity_of,
    kode_cell,
    kodes,
    patched,
    told,
    with_identity,
)
from tests.office import Office
from tests.workbooks import opened

KETERTIBAN = "Kepala Seksi Ketertiban"


@pytest.fixture
def read(catalog: Catalog, settings: Settings) -> Callable[..., Checked]:
    """Reads and checks what stands at these places."""

    def reading(*places: Path, periode: str | None = None) -> Checked:
        return check_files(places, catalog, settings, periode)

    return reading


def typed(checked: Checked, *slots: str) -> list[tuple[str, str, str, Any, str]]:
    """Answers as a flat list: slot, address, what was typed, number (None where there is none), state."""
    table = checked.answers[checked.answers["slot"].isin(slots)]
    return [
        (r["slot"], f"{r['sheet']}!{r['sel']}", r["diketik"], None if pd.isna(r["angka"]) else r["angka"], r["keadaan"])
        for r in table.to_dict("records")
    ]


def fates(checked: Checked) -> list[tuple[str, str, str]]:
    """Files as a flat list: name, what became of it, why."""
    return [(Path(f.file).name, f.nasib, f.alasan) for f in checked.files.itertuples()]


def refused(checked: Checked) -> list[tuple[str, str, str]]:
    """The temuan of files none of which was used."""
    assert set(checked.files["nasib"]) <= {SET_ASIDE}
    assert len(checked.answers) == 0
    return told(checked.temuan)


Reads = Callable[..., Checked]

# --- a form as it should be -------------------------------------------------------------------------------------------


def test_every_cell_comes_with_what_was_typed_its_number_and_its_address(read: Reads, tmp_path: Path) -> None:
    path = complete(
        tmp_path, "umum", "2019-03",
        """
        surat                  | 412 | register no. 7
        pegawai                | " 22 "
        sarana_baik            | nihil
        sarana_seluruh         | TB
        laporan.profil.selesai | 2019-02-20
        laporan.profil.mutu    | ya
        """,
    )  # fmt: skip
    checked = read(path)
    assert typed(
        checked, "surat", "pegawai", "hari_kerja", "sarana_baik", "sarana_seluruh", "laporan.profil.selesai",
        "laporan.profil.mutu", "laporan.kinerja.selesai",
    ) == [
        ("surat", "Isian!F8", "412", 412, "isi"),
        ("pegawai", "Isian!F14", " 22 ", 22, "isi"),
        ("hari_kerja", "Isian!F15", "20", 20, "isi"),
        ("sarana_baik", "Isian!F20", "nihil", 0, "isi"),
        ("sarana_seluruh", "Isian!F21", "TB", None, "tidak_berlaku"),
        ("laporan.profil.selesai", "Isian!F25", "20 Februari 2019", 43516, "isi"),
        ("laporan.profil.mutu", "Isian!F26", "ya", 1, "isi"),
        ("laporan.kinerja.selesai", "Isian!F27", "", None, "kosong"),
    ]  # fmt: skip
    first = checked.answers.iloc[0]
    assert (first["unit"], first["periode"], first["jabatan"], first["indikator"], first["keterangan"]) == (
        "contoh", "2019-03", "umum", "UM-1", "register no. 7",
    )  # fmt: skip
    assert fates(checked) == [("umum_2019-03.xlsx", USED, "")]


def test_zero_is_not_empty(read: Reads, tmp_path: Path) -> None:
    checked = read(form(tmp_path, "ketertiban", "2019-01", "gangguan | 0"))
    assert typed(checked, "gangguan", "tahun_lalu") == [
        ("gangguan", "Isian!F8", "0", 0, "isi"),
        ("tahun_lalu", "Isian!F12", "", None, "kosong"),
    ]


def test_a_survey_is_read_respondent_by_respondent(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", survey="4 . 2\n. . .\n3 3 TB")
    table = read(path).answers.query("responden > 0")
    assert list(zip(table["responden"], table["sel"], table["diketik"], strict=True)) == [
        (1, "C9", "4"), (1, "D9", ""), (1, "E9", "2"), (2, "C11", "3"), (2, "D11", "3"), (2, "E11", "TB"),
    ]  # fmt: skip


def test_tb_alone_stands_for_the_whole_survey(read: Reads, tmp_path: Path) -> None:
    checked = read(complete(tmp_path, "pelayanan", "2019-01", survey="TB"))
    assert set(checked.answers.query("responden > 0")["keadaan"]) == {"tidak_berlaku"}
    assert kodes(checked.temuan) == [("KEPUASAN!C9", "tb_tanpa_keterangan")]


def test_a_file_is_what_its_code_says_whatever_its_name_or_folder(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path / "kiriman" / "2018-12", "ketertiban", "2019-03", name="laporan umum (2) FINAL")
    checked = read(path)
    assert checked.files[["periode", "jabatan", "nasib"]].to_numpy().tolist() == [["2019-03", "ketertiban", USED]]
    assert told(checked.temuan) == [
        ("laporan umum (2) FINAL.xlsx", "nama_berbeda",
         f"laporan umum (2) FINAL.xlsx dinamai seperti formulir {KETERTIBAN}, Desember 2018, padahal Kode formulirnya "
         f"{KETERTIBAN}, Maret 2019. Yang dipakai kodenya; periksa apakah ini formulir yang dimaksud."),
    ]  # fmt: skip


def test_a_name_that_begins_like_another_jabatan_is_taken_whole(catalog: Catalog) -> None:
    longer = dataclasses.replace(catalog["ketertiban"], kode="ketertiban_desa", nama="Petugas Desa")
    both, named = Catalog((catalog["ketertiban"], longer)), Path("IKI_2019-03_contoh_ketertiban_desa (2).xlsx")
    form_of = {kode: layout.Identity(1, "contoh", kode, "2019-03", "isian") for kode in both.kode}
    assert other_form_in_name(named, form_of["ketertiban_desa"], both) is None
    assert other_form_in_name(named, form_of["ketertiban"], both) == "Petugas Desa, Maret 2019"


def test_files_in_folders_are_found_each_once_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in (
        "b/2.xlsx",
        "b/1.XLSX",
        "a/deep/er/3.xls",
        "a/notes.txt",
        "4.ods",
        "5.csv",
        "a/~$3.xlsx",
        "a/.~lock.3.xlsx#",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.xlsx").mkdir()
    places = [tmp_path / "b" / "2.xlsx", tmp_path, tmp_path / "a", tmp_path / "missing.xlsx"]
    assert [path.relative_to(tmp_path).as_posix() for path in find_files(places)] == [
        "b/2.xlsx", "4.ods", "5.csv", "a/.~lock.3.xlsx#", "a/deep/er/3.xls", "a/notes.txt", "a/~$3.xlsx", "b/1.XLSX",
        "missing.xlsx",
    ]  # fmt: skip


def test_nothing_given_is_nothing_read(read: Reads, tmp_path: Path) -> None:
    checked = read(tmp_path)
    assert (len(checked.files), len(checked.answers), told(checked.temuan)) == (0, 0, [])


# --- files that are no form -------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there(read: Reads, tmp_path: Path) -> None:
    assert refused(read(tmp_path / "ketertiban.xlsx")) == [
        ("ketertiban.xlsx", "berkas_tidak_ada", "ketertiban.xlsx tidak ditemukan. Periksa nama dan foldernya."),
    ]


def test_a_folder_that_is_called_like_a_file_is_looked_into(read: Reads, tmp_path: Path) -> None:
    complete(tmp_path / "ketertiban.xlsx", "ketertiban", "2019-01")
    assert fates(read(tmp_path / "ketertiban.xlsx")) == [("ketertiban_2019-01.xlsx", USED, "")]


def test_a_file_cut_off_anywhere(read: Reads, tmp_path: Path) -> None:
    whole = complete(tmp_path / "whole", "ketertiban", "2019-01").read_bytes()
    (tmp_path / "cut").mkdir()
    for part in range(1, 10):
        (tmp_path / "cut" / f"{part}.xlsx").write_bytes(whole[: len(whole) * part // 10])
    assert {kode for _, kode, _ in refused(read(tmp_path / "cut"))} == {"berkas_rusak"}


@pytest.mark.panjang
def test_a_file_with_a_byte_changed_anywhere_is_refused_or_says_the_same(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "umum", "2019-01", "surat | 17")
    whole, right = path.read_bytes(), read(path).answers
    for at in range(30, len(whole), len(whole) // 25):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        checked = read(path)
        if fates(checked)[0][1] == USED:
            pd.testing.assert_frame_equal(checked.answers, right)
        else:
            assert len(refused(checked)) == 1


def test_a_file_far_too_large(read: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LARGEST_FILE", 2**20)
    (tmp_path / "ketertiban.xlsx").write_bytes(b"PK\x03\x04" + bytes(3 * 2**20 - 4))
    assert refused(read(tmp_path)) == [
        ("ketertiban.xlsx", "berkas_terlalu_besar",
         "ketertiban.xlsx terlalu besar untuk sebuah formulir: berkas ini memuat 3 MB, paling banyak 1 MB. Hapus yang "
         "tidak diminta formulir, atau salin isiannya saja ke formulir yang baru."),
    ]  # fmt: skip


def test_a_form_that_is_open_in_excel_or_libreoffice(read: Reads, tmp_path: Path) -> None:
    for name in ("~$ketertiban.xlsx", ".~lock.ketertiban.xlsx#"):
        (tmp_path / name).write_bytes(b"\x04Sekretaris")
    assert refused(read(tmp_path)) == [
        (name, "sedang_dibuka",
         f"{name} menandakan formulirnya sedang dibuka. Simpan dan tutup dahulu, lalu ulangi.")
        for name in (".~lock.ketertiban.xlsx#", "~$ketertiban.xlsx")
    ]  # fmt: skip


def test_one_bad_file_never_stops_the_rest(read: Reads, tmp_path: Path) -> None:
    complete(tmp_path, "ketertiban", "2019-01", name="b")
    for name in ("a.xlsx", "c.xlsx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    checked = read(tmp_path)
    assert fates(checked) == [
        ("a.xlsx", SET_ASIDE, "berkas_rusak"), ("c.xlsx", SET_ASIDE, "berkas_rusak"), ("b.xlsx", USED, ""),
    ]  # fmt: skip


# --- whose form it is -------------------------------------------------------------------------------------------------


def test_a_workbook_that_is_no_form(read: Reads, tmp_path: Path) -> None:
    def spoil(workbook: Any) -> None:
        kode_cell(workbook, "Isian").value = None
        workbook.remove(workbook[layout.IKI])

    assert refused(read(edited(complete(tmp_path, "ketertiban", "2019-01", name="ketertiban"), spoil))) == [
        ("ketertiban.xlsx", "tanpa_kode",
         "ketertiban.xlsx tidak memuat Kode formulir, jadi bukan formulir isian. Pakai formulir yang dibagikan "
         "kantor, lalu ketik isinya di situ."),
    ]  # fmt: skip


def test_a_code_whose_check_digits_are_wrong(read: Reads, catalog: Catalog, tmp_path: Path) -> None:
    def next_month(workbook: Any) -> None:
        cell = kode_cell(workbook, "Isian")
        cell.value = cell.value.replace("2019-01", "2019-02")

    path = edited(complete(tmp_path, "ketertiban", "2019-01", name="ketertiban"), next_month)
    kode = identity_of(catalog["ketertiban"], "contoh", "2019-01").kode_formulir.replace("2019-01", "2019-02")
    assert refused(read(path)) == [
        ("ketertiban.xlsx", "kode_salah",
         f"Kode formulir “{kode}” berubah: angka periksanya tidak cocok. Salin isinya ke formulir yang baru."),
    ]  # fmt: skip


def test_a_sheet_copied_within_its_workbook(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01", name="ketertiban")
    edited(path, lambda workbook: setattr(workbook.copy_worksheet(workbook["Isian"]), "title", "Isian (2)"))
    assert refused(read(path)) == [
        ("ketertiban.xlsx", "kode_ganda",
         "Kode formulir ada lebih dari satu, di lembar Isian dan Isian (2). Hapus lembar yang bukan aslinya."),
    ]  # fmt: skip


def test_the_same_code_twice_on_its_own_sheet_is_no_doubt(read: Reads, tmp_path: Path) -> None:
    def repeat(workbook: Any) -> None:
        workbook["Isian"]["D1"].value = kode_cell(workbook, "Isian").value

    found = read(edited(complete(tmp_path, "ketertiban", "2019-01"), repeat)).temuan
    assert kodes(found) == [("Isian!D1", "sel_di_luar")]


def test_the_visible_and_the_hidden_identity_at_odds(read: Reads, catalog: Catalog, tmp_path: Path) -> None:
    hidden = identity_of(catalog["ketertiban"], "contoh", "2019-01").kode_formulir
    other = identity_of(catalog["ketertiban"], "contoh", "2019-02").kode_formulir
    path = complete(tmp_path, "ketertiban", "2019-01", name="ketertiban")
    edited(path, lambda workbook: setattr(kode_cell(workbook, "Isian"), "value", other))
    assert refused(read(path)) == [
        ("ketertiban.xlsx", "kode_berbeda",
         f"Kode formulir yang terlihat “{other}” berbeda dari catatan tersembunyi di berkasnya “{hidden}”. "
         "Salin isinya ke formulir yang benar."),
    ]  # fmt: skip


@pytest.mark.parametrize("code", [None, "IKI.2.contoh.ketertiban", "again"])
def test_a_form_whose_own_code_is_lost_is_told_once_and_not_missing(
    code: str | None, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01", name="ketertiban")

    def spoil(workbook: Any) -> None:
        if code == "again":
            workbook.copy_worksheet(workbook["Isian"])
        else:
            kode_cell(workbook, "Isian").value = code

    checked = check_files([edited(path, spoil)], catalog, settings, "2019-01")
    kode = "kode_ganda" if code == "again" else "kode_hilang"
    assert kodes(checked.temuan) == [("", "belum_masuk"), ("", "belum_masuk"), ("ketertiban.xlsx", kode)]
    assert checked.files[["periode", "jabatan", "nasib"]].values.tolist() == [["2019-01", "ketertiban", SET_ASIDE]]


def test_a_form_whose_hidden_sheet_did_not_survive_is_read(read: Reads, tmp_path: Path) -> None:
    path = edited(complete(tmp_path, "ketertiban", "2019-01"), lambda workbook: workbook.remove(workbook[layout.IKI]))
    assert fates(read(path)) == [("ketertiban_2019-01.xlsx", USED, "")]


def test_a_form_of_another_unit(read: Reads, tmp_path: Path) -> None:
    other = Settings(unit=Unit("lain", "Kecamatan Kertosono"))
    assert refused(read(complete(tmp_path, "ketertiban", "2019-01", name="ketertiban", settings=other))) == [
        ("ketertiban.xlsx", "unit_lain",
         "ketertiban.xlsx milik unit “lain”, sedangkan yang diolah “contoh”. Kembalikan kepada unitnya."),
    ]  # fmt: skip


def test_a_form_of_a_jabatan_that_nobody_knows(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01", name="ketertiban")
    with_identity(as_first_version(path), jabatan="umun")
    assert refused(read(path)) == [
        ("ketertiban.xlsx", "jabatan_lain",
         "ketertiban.xlsx untuk jabatan “umun” yang tidak ada dalam katalog. Maksudnya “umum”?"),
    ]  # fmt: skip


def test_a_form_of_another_version(read: Reads, tmp_path: Path) -> None:
    checked = read(
        with_identity(complete(tmp_path, "ketertiban", "2019-01", name="ketertiban"), versi=7), periode="2019-01"
    )
    assert told(checked.temuan[checked.temuan["jabatan"] == "ketertiban"]) == [
        ("ketertiban.xlsx", "versi_lain",
         "ketertiban.xlsx memakai versi formulir 7, padahal yang diterima versi 1, 2, dan 3. Salin isinya ke formulir "
         "yang baru."),
    ]  # fmt: skip
    assert fates(checked) == [("ketertiban.xlsx", SET_ASIDE, "versi_lain")]


RENAMED = "Lembar “Isian” kini bernama “{}”. Isinya tetap dibaca; lain kali biarkan namanya."


def test_a_renamed_sheet_is_still_read(read: Reads, tmp_path: Path) -> None:
    def rename(workbook: Any) -> None:
        workbook["Isian"].title = "Maret pak"
        for name in [*workbook.defined_names]:
            del workbook.defined_names[name]

    checked = read(edited(complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3"), rename))
    assert typed(checked, "gangguan") == [("gangguan", "Maret pak!F8", "3", 3, "isi")]
    assert told(checked.temuan) == [("ketertiban_2019-01.xlsx", "lembar_berganti_nama", RENAMED.format("Maret pak"))]


def test_a_missing_survey_sheet(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", name="tu")
    edited(path, lambda workbook: workbook.remove(workbook["KEPUASAN"]))
    assert refused(read(path)) == [
        ("tu.xlsx", "lembar_hilang", "Lembar KEPUASAN tidak ditemukan di tu.xlsx. Salin isinya ke formulir yang baru."),
    ]


def test_all_that_is_wrong_is_told_at_once_also_when_one_sheet_cannot_be_read(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", name="tu")
    edited(path, lambda workbook: [put("Isian", "A3", None)(workbook), put("KEPUASAN", "A5", None)(workbook)])
    assert refused(read(path)) == [
        ("tu.xlsx", "judul_berubah",
         f"Judul kolom di lembar {sheet} hilang, berubah atau ganda: “{key}”. Salin isinya ke formulir yang baru.")
        for sheet, key in (("Isian", "kode isian"), ("KEPUASAN", "kode unsur"))
    ]  # fmt: skip


# --- the anchors ------------------------------------------------------------------------------------------------------


def put(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    """An edit that writes one cell."""
    return lambda workbook: setattr(workbook[sheet][cell], "value", value)


def point(name: str, target: str) -> Callable[[Any], None]:
    """An edit that lets a defined name point to another cell."""
    return lambda workbook: setattr(workbook.defined_names[name], "attr_text", target)


@pytest.mark.parametrize(
    ("jabatan", "edit", "sheet", "lost"),
    [
        ("ketertiban", put("Isian", "F3", "Isi April"), "Isian", "“Isi di sini”"),
        ("ketertiban", put("Isian", "C3", None), "Isian", "“Isian”"),
        ("ketertiban", put("Isian", "G3", "No."), "Isian", "“No.”, “Keadaan”"),
        ("ketertiban", put("Isian", "A3", None), "Isian", "“kode isian”"),
        ("ketertiban", put("Isian", "A19", "kode isian"), "Isian", "“kode isian”"),
        ("pelayanan", put("KEPUASAN", "A5", None), "KEPUASAN", "“kode unsur”"),
        ("pelayanan", put("KEPUASAN", "D5", None), "KEPUASAN", "“Waktu”"),
        ("pelayanan", put("KEPUASAN", "D5", "kepuasan.petugas"), "KEPUASAN", "“Waktu”"),
        ("pelayanan", put("KEPUASAN", "D8", "Petugas"), "KEPUASAN", "“Waktu”"),
        ("pelayanan", point("isian.kepuasan", "KEPUASAN!$D$9:$E$1008"), "KEPUASAN", "nama “isian.kepuasan”"),
        ("pelayanan", lambda book: [put("KEPUASAN", f"A{n}", None)(book) for n in range(9, 1009)], "KEPUASAN",
         "baris responden"),
    ],
)  # fmt: skip
def test_a_header_that_was_lost_or_changed(
    read: Reads, tmp_path: Path, jabatan: str, edit: Callable[[Any], None], sheet: str, lost: str
) -> None:
    assert refused(read(edited(complete(tmp_path, jabatan, "2019-01", name="a"), edit))) == [
        ("a.xlsx", "judul_berubah",
         f"Judul kolom di lembar {sheet} hilang, berubah atau ganda: {lost}. Salin isinya ke formulir yang baru."),
    ]  # fmt: skip


GANGGUAN = "Jumlah gangguan ketertiban bulan ini"


@pytest.mark.parametrize(
    ("edit", "place", "cause"),
    [
        (put("Isian", "A8", None), "Isian!F8", "kode isiannya di kolom tersembunyi hilang atau berubah"),
        (put("Isian", "A8", "gangguan "), "Isian!F8", "kode isiannya di kolom tersembunyi hilang atau berubah"),
        (lambda book: [put("Isian", "A8", None)(book), put("Isian", "C8", None)(book)], "a.xlsx",
         "barisnya tidak ditemukan"),
        (put("Isian", "A19", "gangguan"), "Isian!F8", "kode isiannya di kolom tersembunyi ada 2 kali"),
        (put("Isian", "C8", "Jumlah rapat"), "Isian!F8", "labelnya berubah menjadi “Jumlah rapat”"),
        (point("isian.gangguan", "Isian!$F$12"), "Isian!F8", "nama selnya menunjuk sel lain"),
        (point("isian.gangguan", "Isian!$E$8"), "Isian!F8", "nama selnya menunjuk sel lain"),
        (point("isian.gangguan", "Petunjuk!$F$8"), "Isian!F8", "nama selnya menunjuk sel lain"),
        (point("isian.gangguan", "#REF!"), "Isian!F8", "nama selnya menunjuk sel lain"),
        (point("isian.gangguan", "[1]Isian!$F$8"), "Isian!F8", "nama selnya menunjuk sel lain"),
    ],
)  # fmt: skip
def test_a_value_whose_anchors_do_not_agree_is_not_read(
    read: Reads, tmp_path: Path, edit: Callable[[Any], None], place: str, cause: str
) -> None:
    checked = read(edited(complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3", name="a"), edit))
    assert told(checked.temuan) == [
        (place, "jangkar_berubah",
         f"“{GANGGUAN}”: {cause}, jadi nilainya tidak dapat dipastikan dan tidak dibaca. Salin isinya ke formulir "
         "yang "
         "baru."),
    ]  # fmt: skip
    seen = "" if place == "a.xlsx" else "3"
    assert [row[2:] for row in typed(checked, "gangguan", "tahun_lalu")] == [
        (seen, None, "salah"), ("1", 1, "isi"),
    ]  # fmt: skip


def test_a_changed_satuan_is_told_and_the_value_is_read_while_its_name_survives(read: Reads, tmp_path: Path) -> None:
    path = edited(complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3"), put("Isian", "I8", "rapat"))
    checked = read(path)
    assert told(checked.temuan) == [
        ("Isian!I8", "sel_terkunci_berubah",
         "Sel terkunci berisi “rapat”, padahal seharusnya “kejadian”. Nilai di barisnya tetap dibaca; periksa apakah "
         "barisnya benar."),
    ]  # fmt: skip
    assert typed(checked, "gangguan") == [("gangguan", "Isian!F8", "3", 3, "isi")]


def test_beside_a_changed_satuan_key_and_label_are_not_enough(read: Reads, tmp_path: Path) -> None:
    def change(workbook: Any) -> None:
        workbook["Isian"]["I8"].value = "rapat"
        del workbook.defined_names["isian.gangguan"]

    checked = read(edited(complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3"), change))
    assert told(checked.temuan) == [
        ("Isian!F8", "jangkar_berubah",
         f"“{GANGGUAN}”: sel terkunci di lembarnya berubah dan nama selnya hilang, jadi nilainya tidak dapat "
         "dipastikan dan tidak dibaca. Salin isinya ke formulir yang baru."),
    ]  # fmt: skip
    assert [row[2:] for row in typed(checked, "gangguan")] == [("3", None, "salah")]


def test_names_that_are_gone_or_in_capitals_do_no_harm(read: Reads, tmp_path: Path) -> None:
    def rename(workbook: Any) -> None:
        del workbook.defined_names["isian.gangguan"]
        name = workbook.defined_names.pop("isian.tahun_lalu")
        name.name = "ISIAN.TAHUN_LALU"
        workbook.defined_names.add(name)

    checked = read(edited(complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3"), rename))
    assert told(checked.temuan) == []
    assert typed(checked, "gangguan") == [("gangguan", "Isian!F8", "3", 3, "isi")]


@pytest.mark.parametrize(("target", "agrees"), [("Isian!$F$8", True), ("Isian!$F$12", False)])
def test_a_name_that_a_sheet_has_of_its_own_must_agree_too(
    read: Reads, tmp_path: Path, target: str, agrees: bool
) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    own = DefinedName("isian.gangguan", attr_text=target)
    path = edited(
        complete(tmp_path, "ketertiban", "2019-01"), lambda workbook: workbook["Isian"].defined_names.add(own)
    )
    assert kodes(read(path).temuan) == ([] if agrees else [("Isian!F8", "jangkar_berubah")])


def test_labels_may_come_back_with_other_spaces(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01")
    assert told(read(edited(path, put("Isian", "C8", GANGGUAN.replace(" ", "\u00a0") + " "))).temuan) == []


def test_scores_in_a_row_that_is_no_respondents_row_are_not_lost_in_silence(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", survey="4 4 4")
    checked = read(edited(path, lambda book: [put("KEPUASAN", "D1009", 1)(book), put("KEPUASAN", "E1009", 2)(book)]))
    assert told(checked.temuan) == [
        ("KEPUASAN!D1009", "baris_sisipan",
         "Baris 1009 di lembar KEPUASAN bukan baris responden (mungkin disisipkan), jadi skornya tidak dibaca. "
         "Pindahkan skornya ke baris responden yang kosong, lalu kosongkan baris ini."),
    ]  # fmt: skip
    states = checked.answers.query("responden > 0").groupby("slot", sort=False)["keadaan"].agg(list)
    assert states.to_dict() == {
        "kepuasan.prosedur": ["isi"], "kepuasan.waktu": ["isi", "salah"], "kepuasan.petugas": ["isi", "salah"],
    }  # fmt: skip


def of_400_rows(path: Path) -> Path:
    """The form as earlier programs wrote it, whose survey had 400 rows."""
    return edited(path, lambda book: book["KEPUASAN"].delete_rows(409, 600))


def answered(rows: int) -> str:
    return "4 3 2\n" * rows


def below(first: int, rows: int) -> Callable[[Any], None]:
    """So many respondents more from this row on."""
    return lambda book: [put("KEPUASAN", f"{c}{first + n}", 3)(book) for n in range(rows) for c in "CDE"]


@pytest.mark.parametrize("respondents", [1, 400])
def test_a_form_with_room_for_400_respondents_is_read_without_a_word(
    read: Reads, tmp_path: Path, respondents: int
) -> None:
    path = of_400_rows(complete(tmp_path, "pelayanan", "2019-01", survey=answered(respondents)))
    checked = read(path)
    assert told(checked.temuan) == []
    assert len(checked.answers.query("slot == 'kepuasan.waktu'")) == respondents


def test_more_respondents_than_rows_are_one_temuan_with_the_rows(read: Reads, tmp_path: Path) -> None:
    path = of_400_rows(complete(tmp_path, "pelayanan", "2019-01", survey=answered(400)))
    checked = read(edited(path, below(409, 50)))
    assert told(checked.temuan) == [
        ("KEPUASAN!C409", "responden_melebihi_baris",
         "Baris 409–458 di lembar KEPUASAN di bawah baris responden yang terakhir, jadi skornya tidak dibaca. Bila itu "
         "jawaban responden, salin semuanya ke formulir baru, yang memuat 1.000 responden."),
    ]  # fmt: skip


def test_more_than_1000_respondents_are_one_temuan_that_says_how_many_to_keep(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", survey=answered(1000))
    checked = read(edited(path, below(1009, 20)))
    assert told(checked.temuan) == [
        ("KEPUASAN!C1009", "responden_terlalu_banyak",
         "Baris 1009–1028 di lembar KEPUASAN di bawah baris responden yang terakhir, jadi skornya tidak dibaca. Survei "
         "memuat paling banyak 1.000 responden: pilih 1.000 secara acak, lalu hapus yang lain."),
    ]  # fmt: skip


def test_spaces_among_the_scores_are_told_once(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", survey="4 4 4\n4 4 .")
    edited(path, lambda book: [put("KEPUASAN", cell, "\u00a0")(book) for cell in ("E10", "C11", "D11")])
    assert told(read(path).temuan) == [
        ("KEPUASAN!E10", "hanya_spasi",
         "“Survei kepuasan warga: E10 dan 2 sel lain” tampak kosong tetapi berisi spasi atau huruf yang tidak "
         "terlihat; dibaca kosong. Hapus isi selnya."),
    ]  # fmt: skip


def test_rows_that_were_deleted_are_counted_from_the_room_that_the_form_had(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", survey="4 4 4")
    edited(path, lambda book: book["KEPUASAN"].delete_rows(500, 3))
    assert [(kode, "3 baris responden" in pesan) for _, kode, pesan in told(read(path).temuan)] == [
        ("baris_dihapus", True)
    ]


# --- what the file itself hides ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?"])
def test_an_error_in_a_cell_is_told_and_is_not_blank(read: Reads, tmp_path: Path, error: str) -> None:
    checked = read(complete(tmp_path, "ketertiban", "2019-01", f"gangguan | {error}"))
    assert told(checked.temuan) == [
        ("Isian!F8", "sel_galat", f"“{GANGGUAN}” menampilkan galat {error}. Ganti rumusnya dengan angka."),
    ]
    assert typed(checked, "gangguan") == [("gangguan", "Isian!F8", error, None, "salah")]


def test_a_formula_without_a_stored_result_is_refused(read: Reads, tmp_path: Path) -> None:
    checked = read(complete(tmp_path, "ketertiban", "2019-01", "gangguan | =20+2"))
    assert told(checked.temuan) == [
        ("Isian!F8", "rumus_tanpa_hasil",
         f"“{GANGGUAN}” berisi rumus yang hasilnya tidak tersimpan. Ketik angkanya, atau buka di Excel dan simpan "
         "lagi."),
    ]  # fmt: skip


def test_a_formula_with_a_stored_result_is_taken_with_a_warning(read: Reads, tmp_path: Path) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01", "gangguan | =20+2")
    checked = read(patched(path, "xl/worksheets/sheet1.xml", "<f>20+2</f><v />", "<f>20+2</f><v>22</v>"))
    assert told(checked.temuan) == [
        ("Isian!F8", "rumus",
         f"“{GANGGUAN}” berisi rumus; yang dipakai hasilnya, 22. Lebih aman mengetik angkanya."),
    ]  # fmt: skip
    assert typed(checked, "gangguan") == [("gangguan", "Isian!F8", "22", 22, "isi")]


def test_a_formula_in_a_score_is_seen_too(read: Reads, tmp_path: Path) -> None:
    checked = read(complete(tmp_path, "pelayanan", "2019-01", survey="4 =2+1 4"))
    assert kodes(checked.temuan) == [("KEPUASAN!D9", "rumus_tanpa_hasil")]


def test_a_merge_over_all_of_a_sheet_covers_every_cell_to_fill(read: Reads, tmp_path: Path, catalog: Catalog) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01", "gangguan | 77")
    whole = '<mergeCell ref="A1:XFD1048576"/></mergeCells>'
    temuan = read(patched(path, "xl/worksheets/sheet1.xml", "</mergeCells>", whole)).temuan
    rows = layout.Layout(catalog["ketertiban"]).slot_rows.values()
    assert kodes(temuan) == [(row.at(layout.VALUE).address, "isian_digabung") for row in rows]


@pytest.mark.parametrize("stored", ["<v>1e999</v>", "<v>1e13</v>"])
def test_a_number_without_measure_is_refused(read: Reads, tmp_path: Path, stored: str) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01", "gangguan | 77")
    found = kodes(read(patched(path, "xl/worksheets/sheet1.xml", "<v>77</v>", stored)).temuan)
    assert found == [("Isian!F8", "angka_terlalu_besar")]


# --- nobody filled it, or it came twice -------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", ["umum", "pelayanan", "ketertiban"])
def test_a_form_that_nobody_filled_is_one_line(read: Reads, catalog: Catalog, tmp_path: Path, jabatan: str) -> None:
    assert refused(read(form(tmp_path, jabatan, "2019-01", name="a"))) == [
        ("a.xlsx", "belum_diisi",
         f"Formulir {catalog[jabatan].nama}, Januari 2019, belum diisi sama sekali. Isi sel kuningnya lalu kirim."),
    ]  # fmt: skip


def test_working_days_alone_are_nothing_that_somebody_filled(read: Reads, tmp_path: Path) -> None:
    assert kodes(read(form(tmp_path, "umum", "2019-01", "hari_kerja | 21")).temuan) == [
        ("umum_2019-01.xlsx", "belum_diisi")
    ]


@pytest.mark.parametrize("table", ["gangguan | 0", "gangguan | TB", "gangguan | | akan menyusul"])
def test_a_form_with_one_word_in_it_is_filled(read: Reads, tmp_path: Path, table: str) -> None:
    assert fates(read(form(tmp_path, "ketertiban", "2019-01", table))) == [("ketertiban_2019-01.xlsx", USED, "")]


def test_a_form_that_came_filled_as_well_as_blank_is_not_missed(read: Reads, tmp_path: Path) -> None:
    form(tmp_path, "ketertiban", "2019-01", name="blank")
    complete(tmp_path, "ketertiban", "2019-01", name="filled")
    checked = read(tmp_path)
    assert told(checked.temuan) == []
    assert fates(checked) == [("blank.xlsx", SET_ASIDE, "belum_diisi"), ("filled.xlsx", USED, "")]


def test_identical_content_counts_once(read: Reads, tmp_path: Path) -> None:
    original = complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3", name="a")
    shutil.copy(original, tmp_path / "b.xlsx")
    complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3", name="c")
    checked = read(tmp_path)
    assert told(checked.temuan) == []
    assert fates(checked) == [
        ("a.xlsx", USED, ""), ("b.xlsx", SET_ASIDE, "salinan_sama"), ("c.xlsx", SET_ASIDE, "salinan_sama"),
    ]  # fmt: skip
    assert len(typed(checked, "gangguan")) == 1


def test_different_content_is_used_by_neither(read: Reads, tmp_path: Path) -> None:
    a, b = (
        saved(complete(tmp_path, "ketertiban", "2019-01", f"gangguan | {number}", name=name), "2019-02-01T02:00:00Z")
        for name, number in (("a", 3), ("b", 4))
    )
    complete(tmp_path, "ketertiban", "2019-02", name="c")
    checked = read(tmp_path)
    assert told(checked.temuan) == [
        ("a.xlsx", "ganda_berbeda",
         f"{KETERTIBAN}, Januari 2019, ada 2 kali dengan isi berbeda: {a.as_posix()} dan {b.as_posix()}. Yang berbeda: "
         "Isian!F8 3 / 4. Sisakan satu yang benar."),
    ]  # fmt: skip
    assert fates(checked) == [
        ("a.xlsx", SET_ASIDE, "ganda_berbeda"), ("b.xlsx", SET_ASIDE, "ganda_berbeda"), ("c.xlsx", USED, ""),
    ]  # fmt: skip


def said_to_differ(checked: Checked) -> str:
    """What differs, as the one temuan about copies says it."""
    [sentence] = [pesan for _, kode, pesan in told(checked.temuan) if kode == "ganda_berbeda"]
    return sentence.partition("Yang berbeda: ")[2].removesuffix(". Sisakan satu yang benar.")


def test_another_note_is_another_content(read: Reads, tmp_path: Path) -> None:
    complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3 | notulen", name="a")
    complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3", name="b")
    assert said_to_differ(read(tmp_path)) == "keterangan di samping Isian!F8 notulen / kosong"


def test_a_space_more_is_no_other_content(read: Reads, tmp_path: Path) -> None:
    complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3 | notulen", name="a")
    complete(tmp_path, "ketertiban", "2019-01", 'gangguan | " 3 " | notulen ', name="b")
    assert kodes(read(tmp_path).temuan) == []


def test_of_three_copies_all_values_are_named_in_the_order_of_the_files(read: Reads, tmp_path: Path) -> None:
    for name, table in (("a", "gangguan | 12"), ("b", "gangguan | 12 kali\nberas | 2.5"), ("c", "gangguan | TB")):
        complete(tmp_path, "ketertiban", "2019-01", table, name=name)
    assert said_to_differ(read(tmp_path)) == "Isian!F8 12 / 12 kali / TB; Isian!F17 1 / 2,5 / 1"


def test_respondents_of_two_copies_are_compared_one_by_one(read: Reads, tmp_path: Path) -> None:
    complete(tmp_path, "pelayanan", "2019-01", "", "4 4 4\n3 3 3", name="a")
    complete(tmp_path, "pelayanan", "2019-01", "", "4 4 4\n3 . 3\n1 1 1", name="b")
    assert said_to_differ(read(tmp_path)) == (
        "KEPUASAN!D10 3 / kosong; KEPUASAN!C11 kosong / 1; KEPUASAN!D11 kosong / 1; KEPUASAN!E11 kosong / 1"
    )


def test_of_many_cells_that_differ_only_the_first_are_named(read: Reads, tmp_path: Path) -> None:
    complete(tmp_path, "pelayanan", "2019-01", "penerima_layanan | 7", "4 4 4\n3 3 3\n2 2 2", name="a")
    complete(tmp_path, "pelayanan", "2019-01", "penerima_layanan | 8", "1 1 1\n1 1 1\n1 1 1", name="b")
    assert said_to_differ(read(tmp_path)) == (
        "Isian!F8 7 / 8; KEPUASAN!C9 4 / 1; KEPUASAN!D9 4 / 1; KEPUASAN!E9 4 / 1; KEPUASAN!C10 3 / 1; dan 5 sel lain"
    )


def saved(path: Path, moment: str) -> Path:
    """The file as a program saves it that says when it did so."""
    core = opened(path).properties.modified.isoformat() + "Z</dcterms:modified>"
    return patched(path, "docProps/core.xml", core, f"{moment}</dcterms:modified>")


@pytest.mark.parametrize(
    ("first", "second", "told_of_second"),
    [
        ("2019-04-01T02:00:00Z", "2019-04-02T02:15:00Z", " (disimpan paling akhir, 2 April 2019 pukul 09.15 WIB)"),
        ("2019-04-01T02:00:00Z", "2019-04-01T19:15:30+07:00",
         " (disimpan paling akhir, 1 April 2019 pukul 19.15 WIB)"),
        ("2019-04-02T02:15:00Z", "2019-04-02T02:15:00Z", ""),
        ("2019-04-02T02:15:00Z", "kemarin", ""),
    ],
)  # fmt: skip
def test_which_copy_was_saved_last_is_told_where_both_documents_say_when(
    read: Reads, tmp_path: Path, first: str, second: str, told_of_second: str
) -> None:
    a = saved(complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3", name="a"), first)
    b = saved(complete(tmp_path, "ketertiban", "2019-01", "gangguan | 4", name="b"), second)
    os.utime(a)  # a chat download is new, whatever it holds
    [(_, _, sentence)] = told(read(tmp_path).temuan)
    assert f": {a.as_posix()} dan {b.as_posix()}{told_of_second}. Yang berbeda: " in sentence


def test_a_form_of_an_earlier_month_that_came_again_counts_once_and_one_sentence_says_so(
    read: Reads, tmp_path: Path
) -> None:
    sent = complete(tmp_path / "2019-02", "ketertiban", "2019-02", name="IKI_2019-02_contoh_ketertiban")
    edited(sent, lambda workbook: setattr(workbook["Isian"]["I8"], "value", "kali"))
    (tmp_path / "2019-03").mkdir()
    shutil.copy(sent, tmp_path / "2019-03" / "IKI_2019-03_contoh_ketertiban.xlsx")
    checked = read(tmp_path)
    assert fates(checked) == [
        ("IKI_2019-02_contoh_ketertiban.xlsx", USED, ""),
        ("IKI_2019-03_contoh_ketertiban.xlsx", SET_ASIDE, "salinan_sama"),
    ]
    (where, kode, _), again = told(checked.temuan)
    assert (where, kode) == ("Isian!I8", "sel_terkunci_berubah")
    assert again == (
        "IKI_2019-03_contoh_ketertiban.xlsx", "nama_berbeda",
        f"IKI_2019-03_contoh_ketertiban.xlsx dinamai seperti formulir {KETERTIBAN}, Maret 2019, padahal Kode "
        f"formulirnya {KETERTIBAN}, Februari 2019. Yang dipakai kodenya; periksa apakah ini formulir yang dimaksud.",
    )  # fmt: skip


def test_the_cells_asked_are_in_one_of_four_states(read: Reads, tmp_path: Path) -> None:
    form(tmp_path, "ketertiban", "2019-01", "gangguan | 3\ntahun_lalu | TB\ntahun_ini | ada")
    complete(tmp_path, "pelayanan", "2019-01", survey="4 . x")
    counts = state_counts(read(tmp_path).answers)
    assert counts == {"isi": 2, "tidak_berlaku": 1, "kosong": 5, "salah": 2}
    assert sum(counts[state] for state in STATES) == 4 + 3 + 3


def test_reading_files_one_by_one_or_together_gives_the_same(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    paths = [complete(tmp_path, j, "2019-01") for j in ("umum", "ketertiban")]
    together = read_files(paths, catalog, settings).answers
    alone = pd.concat([read_files([path], catalog, settings).answers for path in paths], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)


def test_files_stand_by_month_and_by_jabatan_as_in_the_catalogue_after_what_is_no_form(
    read: Reads, tmp_path: Path
) -> None:
    for name, jabatan, month in (("a", "ketertiban", "2019-02"), ("b", "pelayanan", "2019-02"),
                                 ("c", "umum", "2019-02"), ("d", "ketertiban", "2019-01")):  # fmt: skip
        complete(tmp_path, jabatan, month, name=name)
    (tmp_path / "e.xlsx").write_bytes(b"%PDF-1.7")
    assert [name for name, *_ in fates(read(tmp_path))] == ["e.xlsx", "d.xlsx", "c.xlsx", "b.xlsx", "a.xlsx"]


# --- one file is one record -------------------------------------------------------------------------------------------


def test_a_record_tells_of_one_file_whose_it_is_its_cells_and_what_is_wrong(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    path = complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3 | notulen", name="kiriman")
    (tmp_path / "foto.xlsx").write_bytes(b"%PDF-1.7")
    with Reader() as reader:
        form_, photo = (read_one(one, reader, catalog, settings) for one in (path, tmp_path / "foto.xlsx"))
    assert {name: form_.row[name] for name in ("unit", "periode", "jabatan", "nasib", "terisi")} == {
        "unit": "contoh", "periode": "2019-01", "jabatan": "ketertiban", "nasib": "dipakai", "terisi": 4,
    }  # fmt: skip
    assert (form_.row["sha256"], len(form_.cells)) == (hashlib.sha256(path.read_bytes()).hexdigest(), 4)
    assert (photo.row["nasib"], photo.row["alasan"], photo.cells) == ("disisihkan", "berkas_pdf", [])
    assert [[found["kode"] for found in record.temuan] for record in (form_, photo)] == [[], ["berkas_pdf"]]


def test_records_that_were_kept_give_what_reading_again_gives(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3 orang", name="a")
    complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3", name="b")
    complete(tmp_path, "umum", "2019-02", "surat | banyak")
    paths = find_files([tmp_path])
    with Reader() as reader:
        kept = {path: read_one(path, reader, catalog, settings) for path in paths}
        again = check_files([tmp_path], catalog, settings, "2019-02", reader=reader)
    for _ in range(2):  # settling changes no record
        checked = check_read(settled([kept[path] for path in paths], catalog), catalog, settings, "2019-02")
        for name, table in vars(again).items():
            pd.testing.assert_frame_equal(vars(checked)[name], table)


def test_a_copy_that_went_away_leaves_the_other_record_to_count(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    for name, gangguan in (("a", 3), ("b", 4)):
        complete(tmp_path, "ketertiban", "2019-01", f"gangguan | {gangguan}", name=name)
    with Reader() as reader:
        first, second = (read_one(path, reader, catalog, settings) for path in find_files([tmp_path]))
    assert kodes(settled([first, second], catalog).temuan) == [("a.xlsx", "ganda_berbeda")]
    assert kodes(settled([second], catalog).temuan) == []
    assert len(settled([], catalog).files) == 0


def test_whoever_waits_is_told_after_every_file(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    for jabatan in ("ketertiban", "umum"):
        complete(tmp_path, jabatan, "2019-01")
    (tmp_path / "foto.xlsx").write_bytes(b"%PDF-1.7")
    seen: list[tuple[int, int, str]] = []
    check_files([tmp_path], catalog, settings, progress=lambda *told: seen.append(told))
    assert seen == [(1, 3, "foto.xlsx"), (2, 3, "ketertiban_2019-01.xlsx"), (3, 3, "umum_2019-01.xlsx")]


def test_a_reader_that_was_passed_in_stays_open(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    complete(tmp_path, "umum", "2019-01")
    with Reader() as reader:
        check_files([tmp_path], catalog, settings, reader=reader)
        worker = reader._worker
        check_files([tmp_path], catalog, settings, reader=reader)
        assert worker is not None and worker.poll() is None
        assert reader._worker is worker


# --- rows and columns -------------------------------------------------------------------------------------------------

THREE = ("gangguan", "tahun_lalu", "tahun_ini")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return complete(tmp_path, "ketertiban", "2019-01", "gangguan | 3\ntahun_lalu | 5\ntahun_ini | 7")


@pytest.mark.parametrize(
    ("actions", "places", "warned"),
    [
        ([], ["Isian!F8", "Isian!F12", "Isian!F13"], []),
        ([{"do": "insert_rows", "sheet": "Isian", "row": 9, "count": 2}], ["Isian!F8", "Isian!F14", "Isian!F15"],
         [("Isian!C9", "baris_disisipkan")]),
        ([{"do": "insert_rows", "sheet": "Isian", "row": 1, "count": 1}], ["Isian!F9", "Isian!F13", "Isian!F14"],
         [("Isian!C1", "baris_disisipkan")]),
        ([{"do": "insert_columns", "sheet": "Isian", "column": "F", "count": 1}],
         ["Isian!G8", "Isian!G12", "Isian!G13"], [("Isian!F3", "kolom_disisipkan")]),
        ([{"do": "insert_columns", "sheet": "Isian", "column": "A", "count": 1}],
         ["Isian!G8", "Isian!G12", "Isian!G13"], [("Isian!A3", "kolom_disisipkan")]),
        ([{"do": "delete_rows", "sheet": "Isian", "row": 9, "count": 1}], ["Isian!F8", "Isian!F11", "Isian!F12"],
         [("ketertiban.xlsx", "baris_dihapus")]),
        ([{"do": "hide_rows", "sheet": "Isian", "row": 12, "count": 1}], ["Isian!F8", "Isian!F12", "Isian!F13"],
         [("Isian!F12", "baris_tersembunyi")]),
        ([{"do": "rename_sheet", "sheet": "Isian", "name": "Pak Kasi's"}],
         ["Pak Kasi's!F8", "Pak Kasi's!F12", "Pak Kasi's!F13"], [("ketertiban.xlsx", "lembar_berganti_nama")]),
        ([{"do": "delete_name", "name": "isian.gangguan"}], ["Isian!F8", "Isian!F12", "Isian!F13"], []),
    ],
)  # fmt: skip
def test_rows_and_columns_inserted_give_the_same_answers_at_their_new_address(
    read: Reads, editor: Edits, filled: Path, tmp_path: Path, actions: list[dict[str, Any]], places: list[str],
    warned: list[tuple[str, str]],
) -> None:  # fmt: skip
    checked = read(editor.edit(filled, tmp_path / "edited" / "ketertiban.xlsx", actions))
    assert kodes(checked.temuan) == warned
    assert [row[1:4] for row in typed(checked, *THREE)] == list(zip(places, "357", (3, 5, 7), strict=True))


def test_a_survey_with_a_row_inserted_is_read_and_what_stands_in_it_is_told(
    read: Reads, editor: Edits, tmp_path: Path
) -> None:
    path = complete(tmp_path, "pelayanan", "2019-01", survey="4 4 4\n3 3 3")
    insert = {"do": "insert_rows", "sheet": "KEPUASAN", "row": 10, "count": 1}
    score = {"do": "set", "sheet": "KEPUASAN", "cell": "C10", "value": 1}
    first = read(editor.edit(path, tmp_path / "inserted" / "a.xlsx", [insert]))
    assert kodes(first.temuan) == [("KEPUASAN!B10", "baris_disisipkan")]
    assert sorted(set(first.answers.query("responden > 0")["baris"])) == [8, 10]
    second = read(editor.edit(path, tmp_path / "scored" / "a.xlsx", [insert, score]))
    assert kodes(second.temuan) == [("KEPUASAN!C10", "baris_sisipan")]


@pytest.mark.libreoffice
def test_what_libreoffice_typed_and_saved_is_read(read: Reads, office: Office, filled: Path, tmp_path: Path) -> None:
    target = office.fill(
        filled,
        tmp_path / "edited" / "ketertiban.xlsx",
        names={
            "isian.gangguan": {"formula": "=4*5"},
            "isian.tahun_lalu": {"typed": "12"},
            "isian.tahun_ini": {"formula": "=1/0"},
        },
    )
    checked = read(target)
    assert typed(checked, *THREE) == [
        ("gangguan", "Isian!F8", "20", 20, "isi"),
        ("tahun_lalu", "Isian!F12", "12", 12, "isi"),
        ("tahun_ini", "Isian!F13", "#DIV/0!", None, "salah"),
    ]
    assert kodes(checked.temuan) == [("Isian!F8", "rumus"), ("Isian!F13", "sel_galat")]


def test_of_a_day_with_a_time_beside_a_cell_the_day_counts() -> None:
    assert as_last(dt.datetime(2019, 1, 31, 8, 30)) == as_last(dt.date(2019, 1, 31)) == 43496.0
