"""What offices do to a form, each with the exact temuan that it gives and the numbers that are still read.

Whose form it is (other codes, units, jabatan, versions) and lost headers one by one: ``test_reading``. Files that are
no workbook: ``test_gate``. Here no number may be silently wrong: what is read is what was typed for that isian.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook.defined_name import DefinedName

from iki_excel.decree import Catalog
from iki_excel.decree.fields import ISI
from iki_excel.decree.settings import Settings
from iki_excel.forms.reading.workbook import HEAD_ROWS
from iki_excel.judging.answers_table import state_counts
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.runs.checking import check_files
from tests.damaging import (
    Edits,
    Spoil,
    book,
    by_office,
    do,
    in_another_workbook,
    put,
    shift_values_down,
    swap_columns,
    swap_rows,
    typed_as,
    without_names,
)
from tests.editing import Editor
from tests.forms import Told, complete, edited, kode_cell, told
from tests.office import Office

PERIODE = "2019-01"
TABLES = {
    "ketertiban": """
        gangguan   | 13
        tahun_lalu | 7
        tahun_ini  | 5
        beras      | 3.5
    """,
    "pelayanan": "penerima_layanan | 3",
    "umum": """
        hadir                  | 90
        pegawai                | 5
        sarana_baik            | 30
        sarana_seluruh         | 40
        laporan.profil.selesai | 2019-01-20
        laporan.profil.mutu    | Ya
    """,
}
SURVEY = "4 3 4\n3 1 4\n2 2 3"

GANGGUAN = "“Jumlah gangguan ketertiban bulan ini”"
TAHUN_LALU = "“Jumlah pelanggaran pada bulan yang sama tahun lalu”"
TAHUN_INI = "“Jumlah pelanggaran bulan ini”"
NEW_FORM = "Salin isinya ke formulir yang baru."

Numbers = dict[str, list[float]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A form of each jabatan with a number of its own in every cell that matters."""
    folder = tmp_path_factory.mktemp("utuh")
    return {
        jabatan: complete(folder, jabatan, PERIODE, table, SURVEY if jabatan == "pelayanan" else "", name=jabatan)
        for jabatan, table in TABLES.items()
    }


def numbers(checked: Checked) -> Numbers:
    """By slot the numbers that were read, a survey's from the first respondent to the last."""
    read: Numbers = {}
    for row in checked.answers[checked.answers["keadaan"] == ISI].itertuples():
        read.setdefault(row.slot, []).append(row.angka)
    return read


@pytest.fixture(scope="module")
def typed(filled: dict[str, Path], catalog: Catalog, settings: Settings) -> dict[str, Numbers]:
    """What was typed into each, as it is read while nothing is damaged."""
    checked = {jabatan: check_files([path], catalog, settings) for jabatan, path in filled.items()}
    assert [told(one.temuan) for one in checked.values()] == [[], [], []]
    return {jabatan: numbers(one) for jabatan, one in checked.items()}


@dataclass(frozen=True)
class Damage:
    """One thing done to a form; ``lost``: the slots that are not read then (None where the file is set aside)."""

    spoil: Spoil
    told: Told
    lost: tuple[str, ...] | None = ()
    jabatan: str = "ketertiban"


def refuse_silent_wrong(checked: Checked, right: Numbers, lost: tuple[str, ...] | None) -> None:
    """What is read is what was typed; files and cells add up."""
    expected = {} if lost is None else {slot: values for slot, values in right.items() if slot not in lost}
    assert numbers(checked) == expected
    assert list(checked.files["nasib"]) == [SET_ASIDE if lost is None else USED]
    assert sum(state_counts(checked.answers).values()) == len(checked.answers)
    assert (len(checked.answers) == 0) == (lost is None)


# --- sentences --------------------------------------------------------------------------------------------------------


def locked(cell: str, written: str, right: str) -> tuple[str, str, str]:
    return (
        cell, "sel_terkunci_berubah",
        f"Sel terkunci berisi “{written}”, padahal seharusnya “{right}”. Nilai di barisnya tetap dibaca; periksa "
        "apakah barisnya benar.",
    )  # fmt: skip


def several_locked(cells: str, count: int, changed: str) -> tuple[str, str, str]:
    return (
        cells, "sel_terkunci_berubah",
        f"{count} sel terkunci berubah: {changed}. Nilai di barisnya tetap dibaca; periksa apakah barisnya benar.",
    )  # fmt: skip


def inserted(cell: str, rows: str, sheet: str = "Isian") -> tuple[str, str, str]:
    return (
        cell, "baris_disisipkan",
        f"Baris {rows} di lembar {sheet} disisipkan dan tidak dibaca. Hapus barisnya.",
    )  # fmt: skip


def gone(what: str, sheet: str = "Isian", jabatan: str = "ketertiban") -> tuple[str, str, str]:
    return (
        f"{jabatan}.xlsx", "baris_dihapus",
        f"Di lembar {sheet} ada yang dihapus: {what}. Isian yang masih ada tetap dibaca. Jangan menghapus baris "
        "formulir.",
    )  # fmt: skip


def column_inserted(cell: str, columns: str, sheet: str = "Isian") -> tuple[str, str, str]:
    return (
        cell, "kolom_disisipkan",
        f"Kolom {columns} di lembar {sheet} disisipkan dan tidak dibaca. Isian tetap dibaca; hapus kolom itu.",
    )  # fmt: skip


def outside(place: str, cells: str, texts: str) -> tuple[str, str, str]:
    return (
        place, "sel_di_luar",
        f"Sel {cells} bukan sel yang diisi, tetapi berisi {texts}; tidak dibaca. Bila itu isian, ketik di sel "
        "kuningnya; bila catatan, pindahkan ke kolom keterangan.",
    )  # fmt: skip


def anchors(place: str, labels: str, cause: str) -> tuple[str, str, str]:
    return (
        place, "jangkar_berubah",
        f"{labels}: {cause}, jadi nilainya tidak dapat dipastikan dan tidak dibaca. {NEW_FORM}",
    )  # fmt: skip


def several_anchors(place: str, count: int, cause: str, labels: str) -> tuple[str, str, str]:
    return (
        place, "jangkar_berubah",
        f"{count} isian tidak dapat dipastikan dan tidak dibaca, karena {cause}: {labels}. {NEW_FORM}",
    )  # fmt: skip


def headers(lost: str, sheet: str = "Isian", jabatan: str = "ketertiban") -> tuple[str, str, str]:
    return (
        f"{jabatan}.xlsx", "judul_berubah",
        f"Judul kolom di lembar {sheet} hilang, berubah atau ganda: {lost}. {NEW_FORM}",
    )  # fmt: skip


def overwritten(cell: str, cells: str, indikator: str) -> tuple[str, str, str]:
    return (
        f"Isian!{cell}", "rumus_ditimpa",
        f"Rumus di sel terkunci {cells} tertimpa, mungkin isiannya bergeser atau diurutkan. Isian {indikator} tidak "
        f"dapat dipastikan dan tidak dibaca. {NEW_FORM}",
    )  # fmt: skip


def merged_input(cell: str, label: str) -> tuple[str, str, str]:
    return (
        cell, "isian_digabung",
        f"{label} digabung dengan sel lain, jadi tidak pasti milik siapa angkanya. Pisahkan selnya, lalu ketik ulang "
        "angkanya.",
    )  # fmt: skip


def several_merged(cells: str, count: int, labels: str) -> tuple[str, str, str]:
    return (
        cells, "isian_digabung",
        f"{count} isian digabung dengan sel lain, jadi tidak pasti milik siapa angkanya: {labels}. Pisahkan "
        "sel-selnya, lalu ketik ulang angkanya.",
    )  # fmt: skip


def merged_locked(cell: str, area: str) -> tuple[str, str, str]:
    return (
        f"Isian!{cell}", "sel_digabung",
        f"Sel {area} di lembar Isian digabung. Isian tetap dibaca; pisahkan lagi selnya.",
    )  # fmt: skip


def hidden(cell: str, what: str, sheet: str = "Isian", kode: str = "baris_tersembunyi") -> tuple[str, str, str]:
    return (cell, kode, f"{what} di lembar {sheet} tersembunyi. Isinya tetap dibaca; tampilkan lagi dan periksa.")


def other_sheet(sheets: str) -> str:
    return f"Lembar {sheets} bukan bagian formulir dan tidak dibaca. Bila berisi angka, ketik di lembar formulirnya."


def lost_code(sheet: str, jabatan: str) -> tuple[str, str, str]:
    return (
        f"{jabatan}.xlsx", "kode_hilang",
        f"Kode formulir di lembar {sheet} hilang atau berubah, jadi tidak pasti formulir siapa. {NEW_FORM}",
    )  # fmt: skip


def twice(sheets: str, jabatan: str = "ketertiban") -> tuple[str, str, str]:
    return (
        f"{jabatan}.xlsx", "kode_ganda",
        f"Kode formulir ada lebih dari satu, di lembar {sheets}. Hapus lembar yang bukan aslinya.",
    )  # fmt: skip


def renamed(name: str, to: str, file: str) -> tuple[str, str, str]:
    return (
        file, "lembar_berganti_nama",
        f"Lembar “{name}” kini bernama “{to}”. Isinya tetap dibaca; lain kali biarkan namanya.",
    )  # fmt: skip


ALL = ("gangguan", "tahun_lalu", "tahun_ini", "beras")
NAMELESS = "sel terkunci di lembarnya berubah dan nama selnya hilang"
ELSEWHERE = "nama selnya menunjuk sel lain"
MOVED = "barisnya berpindah, mungkin diurutkan"

# --- Isian ------------------------------------------------------------------------------------------------------------

ON_ISIAN = {
    "nothing: opened and saved": Damage(by_office(), []),
    "rows inserted among the isian": Damage(
        by_office(do("insert_rows", row=9, count=2)), [inserted("Isian!C9", "9–10")]),
    "a row inserted at the top": Damage(by_office(do("insert_rows", row=1)), [inserted("Isian!C1", "1")]),
    "a row inserted above the headers": Damage(by_office(do("insert_rows", row=3)), [inserted("Isian!C3", "3")]),
    "a row inserted below the headers": Damage(by_office(do("insert_rows", row=4)), [inserted("Isian!C4", "4")]),
    "a row inserted above the first indikator": Damage(
        by_office(do("insert_rows", row=7)), [inserted("Isian!C7", "7")]),
    "a row inserted below the last indikator": Damage(
        by_office(do("insert_rows", row=20)), [inserted("Isian!C20", "20")]),
    "a row inserted below all that is asked": Damage(by_office(do("insert_rows", row=27)), []),
    "a row of what nobody has to fill deleted": Damage(by_office(do("delete_rows", row=21)), [gone("“Penyebab”")]),
    "the row of an isian deleted": Damage(
        by_office(do("delete_rows", row=8)), [anchors("ketertiban.xlsx", GANGGUAN, "barisnya tidak ditemukan")],
        ("gangguan",)),
    "the row of a realisasi deleted": Damage(
        by_office(do("delete_rows", row=9)), [gone("“Realisasi bulan ini”")]),
    "all rows of an indikator deleted": Damage(
        by_office(do("delete_rows", row=7, count=4)),
        [anchors("ketertiban.xlsx", GANGGUAN, "barisnya tidak ditemukan")],
        ("gangguan",)),
    "the title deleted": Damage(
        by_office(do("delete_rows", row=1)), [gone("“Formulir IKI Januari 2019”")]),
    "whether it is ready deleted": Damage(
        by_office(do("delete_rows", row=2)), [gone("“baris kepala formulir”")]),
    "jabatan and periode deleted": Damage(
        by_office(do("delete_rows", row=4)), [gone("“Kepala Seksi Ketertiban”")]),
    "the Kode formulir deleted": Damage(by_office(do("delete_rows", row=5)), [lost_code("Isian", "ketertiban")], None),
    "the headers deleted": Damage(by_office(do("delete_rows", row=3)), [headers("“kode isian”")], None),
    "a column inserted before the values": Damage(
        by_office(do("insert_columns", column="F")), [column_inserted("Isian!F3", "F")]),
    "a column inserted at the left": Damage(
        by_office(do("insert_columns", column="A")), [column_inserted("Isian!A3", "A")]),
    "a column inserted, names gone": Damage(
        by_office(*({"do": "delete_name", "name": f"isian.{kode}"} for kode in ALL), do("insert_columns", column="F")),
        [several_anchors("Isian!G8, G12:G13, G17", 4, NAMELESS, f"{GANGGUAN}, {TAHUN_LALU}, dan 2 lainnya")], ALL),
    "columns inserted before the keterangan": Damage(
        by_office(do("insert_columns", column="J", count=2)), [column_inserted("Isian!J3", "J dan K")]),
    "the hidden column of keys deleted": Damage(
        by_office(do("delete_columns", column="A")), [headers("“kode isian”")], None),
    "the labels deleted": Damage(by_office(do("delete_columns", column="C")), [headers("“Isian”")], None),
    "the column of last month deleted": Damage(
        by_office(do("delete_columns", column="H")), [headers("“Bulan lalu”")], None),
    "the column of values deleted": Damage(
        by_office(do("delete_columns", column="F")), [headers("“Isi di sini”")], None),
    "two columns exchanged": Damage(
        book(swap_columns),
        [("Isian!A3", "kolom_berpindah",
          "Urutan kolom di lembar Isian berubah. Isian tetap dibaca; kembalikan urutannya.")]),
    "two columns exchanged, names gone": Damage(
        book(swap_columns, without_names),
        [several_anchors("Isian!F8, F12:F13, F17", 4, NAMELESS, f"{GANGGUAN}, {TAHUN_LALU}, dan 2 lainnya")], ALL),
    "two rows sorted": Damage(
        by_office(do("sort", range="A12:H13", column=5)),
        [several_anchors("Isian!F12:F13", 2, MOVED, f"{TAHUN_INI} dan {TAHUN_LALU}")],
        ("tahun_lalu", "tahun_ini")),
    "rows in another order": Damage(
        book(swap_rows),
        [several_anchors("Isian!F12:F13", 2, MOVED, f"{TAHUN_INI} dan {TAHUN_LALU}")],
        ("tahun_lalu", "tahun_ini")),
    "rows in another order, names gone": Damage(
        book(swap_rows, without_names),
        [several_anchors("Isian!F8, F12:F13, F17", 4, NAMELESS, f"{GANGGUAN}, {TAHUN_INI}, dan 2 lainnya")], ALL),
    "labels and values sorted, without their keys": Damage(
        by_office(do("sort", range="C12:F13", column=3)),
        [several_anchors("Isian!F12:F13", 2, "labelnya berubah",
                         f"{TAHUN_LALU} menjadi {TAHUN_INI} dan {TAHUN_INI} menjadi {TAHUN_LALU}")],
        ("tahun_lalu", "tahun_ini")),
    "only the column of values sorted": Damage(
        by_office(do("sort", range="F12:F15", column=0, descending=True)), [overwritten("F14", "F14 dan F15", "KT-2")],
        ("tahun_lalu", "tahun_ini")),
    "values pasted over the formulas": Damage(
        by_office(*(do("set", cell=f"F{row}", value=value) for row, value in ((12, 9), (13, 7), (14, 5)))),
        [overwritten("F14", "F14", "KT-2")],
        ("tahun_lalu", "tahun_ini")),
    "cells shifted down": Damage(
        book(shift_values_down),
        [overwritten("F9", "F9, F14, dan F18", "KT-1, KT-2, dan KT-3")], ALL),
    "cells shifted down and names gone": Damage(
        book(shift_values_down, without_names),
        [overwritten("F9", "F9, F14, dan F18", "KT-1, KT-2, dan KT-3")], ALL),
    "a realisasi typed over its formula": Damage(
        by_office(do("set", cell="F9", value=13)), [overwritten("F9", "F9", "KT-1")], ("gangguan",)),
    "a label changed": Damage(
        by_office(do("set", cell="C8", value="Jumlah rapat")),
        [anchors("Isian!F8", GANGGUAN, "labelnya berubah menjadi “Jumlah rapat”")], ("gangguan",)),
    "a number, a title and a satuan changed": Damage(
        by_office(*(do("set", cell=cell, value=value) for cell, value in (("B8", "1a"), ("C7", "Rapat"), ("I9", "x")))),
        [several_locked("Isian!C7, B8, I9", 3, "“Rapat” (seharusnya “Jumlah gangguan ketertiban”), “1a” (seharusnya "
                        "“1”), dan “x” (seharusnya “kejadian”)")]),
    "jabatan and title changed": Damage(
        by_office(do("set", cell="B1", value="IKI"), do("set", cell="B4", value="Kasi")),
        [several_locked("Isian!B1, B4", 2, "“IKI” (seharusnya “Formulir IKI Januari 2019”) dan “Kasi” (seharusnya "
                        "“Kepala Seksi Ketertiban”)")]),
    "the name of the pejabat written in": Damage(by_office(do("set", cell="B5", value="Sri Rahayu")), []),
    "another periode written in": Damage(
        by_office(do("set", cell="I4", value={"typed": "April 2019"})),
        [("ketertiban.xlsx", "periode_berbeda",
          "Di ketertiban.xlsx tertulis periode April 2019, padahal Kode formulirnya untuk Januari 2019, jadi tidak "
          "pasti bulan mana. Salin isinya ke formulir bulan yang benar.")], None),
    "another periode written in as a text": Damage(
        book(put("Isian", "I4", " april  2019")),
        [("ketertiban.xlsx", "periode_berbeda",
          "Di ketertiban.xlsx tertulis periode April 2019, padahal Kode formulirnya untuk Januari 2019, jadi tidak "
          "pasti bulan mana. Salin isinya ke formulir bulan yang benar.")], None),
    "something else written over the periode": Damage(
        by_office(do("set", cell="I4", value="bulan ini")), [locked("Isian!I4", "bulan ini", "Januari 2019")]),
    "a month of no full year written over the periode": Damage(
        by_office(do("set", cell="I4", value="pada April 19")), [locked("Isian!I4", "pada April 19", "Januari 2019")]),
    "a month and more written over the periode": Damage(
        book(put("Isian", "I4", "April 19")), [locked("Isian!I4", "April 19", "Januari 2019")]),
    "a key missing": Damage(
        by_office(do("set", cell="A8", value=None)),
        [anchors("Isian!F8", GANGGUAN, "kode isiannya di kolom tersembunyi hilang atau berubah")], ("gangguan",)),
    "a key missing and its satuan changed": Damage(
        book(put("Isian", "A8", None), put("Isian", "I8", "rapat")),
        [anchors("Isian!F8", GANGGUAN, "kode isiannya di kolom tersembunyi hilang atau berubah")], ("gangguan",)),
    "a label and its satuan changed": Damage(
        book(put("Isian", "C8", "Jumlah rapat"), put("Isian", "I8", "rapat")),
        [anchors("Isian!F8", GANGGUAN, "labelnya berubah menjadi “Jumlah rapat”")], ("gangguan",)),
    "a key, its label and its satuan changed": Damage(
        book(put("Isian", "A8", None), put("Isian", "C8", "Jumlah rapat"), put("Isian", "I8", "rapat")),
        [anchors("ketertiban.xlsx", GANGGUAN, "barisnya tidak ditemukan")], ("gangguan",)),
    "all keys missing": Damage(
        book(*(put("Isian", f"A{row}", None) for row in range(7, 20))),
        [several_anchors("Isian!F8, F12:F13, F17", 4, "kode isiannya di kolom tersembunyi hilang atau berubah",
                         f"{GANGGUAN}, {TAHUN_LALU}, dan 2 lainnya")], ALL),
    "a key doubled": Damage(
        by_office(do("set", cell="A9", value="gangguan")),
        [anchors("Isian!F8", GANGGUAN, "kode isiannya di kolom tersembunyi ada 2 kali")], ("gangguan",)),
    "two keys exchanged": Damage(
        book(put("Isian", "A12", "tahun_ini"), put("Isian", "A13", "tahun_lalu")),
        [several_anchors("Isian!F12:F13", 2, "labelnya berubah",
                         f"{TAHUN_INI} menjadi {TAHUN_LALU} dan {TAHUN_LALU} menjadi {TAHUN_INI}")],
        ("tahun_lalu", "tahun_ini")),
    "all names deleted": Damage(book(without_names), []),
    "all names deleted and a satuan changed": Damage(
        book(without_names, put("Isian", "I8", "rapat")),
        [several_anchors("Isian!F8, F12:F13, F17", 4, NAMELESS, f"{GANGGUAN}, {TAHUN_LALU}, dan 2 lainnya")], ALL),
    "a name deleted": Damage(by_office({"do": "delete_name", "name": "isian.gangguan"}), []),
    "a name that points elsewhere": Damage(
        book(lambda workbook: setattr(workbook.defined_names["isian.gangguan"], "attr_text", "Isian!$F$9")),
        [anchors("Isian!F8", GANGGUAN, ELSEWHERE)], ("gangguan",)),
    "a sheet with a name of its own": Damage(
        book(lambda workbook: workbook["Isian"].defined_names.add(
            DefinedName("isian.gangguan", attr_text="Isian!$F$12"))),
        [anchors("Isian!F8", GANGGUAN, ELSEWHERE)], ("gangguan",)),
    "two cells to fill merged": Damage(
        by_office(do("merge", range="F12:F13")),
        [several_merged("Isian!F12:F13", 2, f"{TAHUN_LALU} dan {TAHUN_INI}")],
        ("tahun_lalu", "tahun_ini")),
    "a cell to fill merged with a locked one": Damage(
        by_office(do("merge", range="F8:G8")), [merged_input("Isian!F8", GANGGUAN)], ("gangguan",)),
    "a whole row merged": Damage(
        by_office(do("merge", range="C8:H8")), [merged_input("Isian!F8", GANGGUAN)], ("gangguan",)),
    "locked cells merged": Damage(by_office(do("merge", range="C9:E9")), [merged_locked("C9", "C9:E9")]),
    "a locked cell merged in the head": Damage(by_office(do("merge", range="J4:K4")), [merged_locked("J4", "J4:K4")]),
    "rows with cells to fill hidden": Damage(
        by_office(do("hide_rows", row=7, count=6)), [hidden("Isian!F8", "Baris 8 dan 12")]),
    "the column of values hidden": Damage(
        book(lambda workbook: setattr(workbook["Isian"].column_dimensions["F"], "hidden", True)),
        [hidden("Isian!F8", "Kolom F", kode="kolom_tersembunyi")]),
    "the column of keys shown": Damage(
        book(lambda workbook: setattr(workbook["Isian"].column_dimensions["A"], "hidden", False)), []),
}  # fmt: skip

# --- sheets and identity ----------------------------------------------------------------------------------------------

NO_RECORD = (
    "Catatan tersembunyi formulir tidak ada di kiriman.xlsx, mungkin lembarnya disalin ke buku kerja lain (“Rekap "
    "seksi” di situ tidak dibaca). Isinya tetap dibaca; lain kali kirim formulir aslinya."
)
SHEETS = {
    "a sheet renamed": Damage(
        by_office(do("rename_sheet", name="Januari (final)")),
        [renamed("Isian", "Januari (final)", "ketertiban.xlsx")]),
    "a sheet copied within its workbook": Damage(
        by_office(do("copy_sheet", name="Isian (2)")), [twice("Isian dan Isian (2)")], None),
    "a sheet copied into another workbook": Damage(
        in_another_workbook(*ALL),
        [("kiriman.xlsx", "catatan_hilang", NO_RECORD)]),
    "a sheet copied into another workbook with names that go on pointing at the old one": Damage(
        in_another_workbook(),
        [several_anchors("Isian!F8, F12:F13, F17", 4, ELSEWHERE, f"{GANGGUAN}, {TAHUN_LALU}, dan 2 lainnya")], ALL),
    "sheets of the clerk's own": Damage(
        book(lambda workbook: workbook.create_sheet("Catatan"), lambda workbook: workbook.create_sheet("Sheet1")),
        [("ketertiban.xlsx", "lembar_lain", other_sheet("“Catatan” dan “Sheet1”"))]),
    "the sheet of the survey renamed": Damage(
        by_office(do("rename_sheet", "KEPUASAN", name="survei")), [renamed("KEPUASAN", "survei", "pelayanan.xlsx")],
        jabatan="pelayanan"),
    "the sheet of the survey twice": Damage(
        by_office(do("copy_sheet", "KEPUASAN", name="KEPUASAN (2)")),
        [twice("KEPUASAN dan KEPUASAN (2)", "pelayanan")], None, "pelayanan"),
    "the code of the survey lost": Damage(
        book(lambda workbook: setattr(kode_cell(workbook, "KEPUASAN"), "value", None)),
        [lost_code("KEPUASAN", "pelayanan")], None, "pelayanan"),
    "the code cut short": Damage(
        book(lambda workbook: setattr(kode_cell(workbook, "Isian"), "value", "IKI.1.contoh.ketertiban")),
        [lost_code("Isian", "ketertiban")], None),
    "the code in capitals, with spaces": Damage(
        book(lambda workbook: setattr(kode_cell(workbook, "Isian"), "value",
                                      f" {kode_cell(workbook, 'Isian').value.upper()} ")), []),
    "saved as the form of somebody else": Damage(
        by_office(name="IKI_2019-02_contoh_pelayanan.xlsx"),
        [("IKI_2019-02_contoh_pelayanan.xlsx", "nama_berbeda",
          "IKI_2019-02_contoh_pelayanan.xlsx dinamai seperti formulir Kepala Seksi Pelayanan, "
          "Februari 2019, padahal Kode formulirnya Kepala Seksi Ketertiban, Januari 2019. Yang "
          "dipakai kodenya; periksa apakah ini formulir yang dimaksud.")]),
}  # fmt: skip


def test_a_form_of_a_later_month_than_the_one_that_is_processed(
    filled: dict[str, Path], catalog: Catalog, settings: Settings
) -> None:
    checked = check_files([filled["ketertiban"]], catalog, settings, "2018-12")
    of_the_form = checked.temuan[checked.temuan["file"] != ""]
    assert told(of_the_form) == [
        ("ketertiban.xlsx", "di_luar_periode",
         "ketertiban.xlsx untuk Januari 2019, sedangkan yang diolah Januari 2018 sampai Desember 2018. Periksa apakah "
         "bulan pada formulirnya benar."),
    ]  # fmt: skip
    refuse_silent_wrong(checked, {}, None)


# --- the survey -------------------------------------------------------------------------------------------------------

STRAY = (
    "Baris 10 di lembar KEPUASAN bukan baris responden (mungkin disisipkan), jadi skornya tidak dibaca. Pindahkan "
    "skornya ke baris responden yang kosong, lalu kosongkan baris ini."
)
ON_SURVEY = {
    "a row inserted among the respondents": Damage(
        by_office(do("insert_rows", "KEPUASAN", row=10)), [inserted("KEPUASAN!B10", "10", "KEPUASAN")]),
    "a row inserted above the keys": Damage(
        by_office(do("insert_rows", "KEPUASAN", row=1)), [inserted("KEPUASAN!B1", "1", "KEPUASAN")]),
    "the row of a respondent without answers deleted": Damage(
        by_office(do("delete_rows", "KEPUASAN", row=100)), [gone("1 baris responden", "KEPUASAN", "pelayanan")]),
    "a column inserted among the unsur": Damage(
        by_office(do("insert_columns", "KEPUASAN", column="D")), [column_inserted("KEPUASAN!D5", "D", "KEPUASAN")]),
    "the column of an unsur deleted": Damage(
        by_office(do("delete_columns", "KEPUASAN", column="D")), [headers("“Waktu”", "KEPUASAN", "pelayanan")],
        None),
    "the label of an unsur changed": Damage(
        by_office(do("set", "KEPUASAN", cell="D8", value="Lama")),
        [headers("“Waktu”", "KEPUASAN", "pelayanan")], None),
    "the label of the respondents changed": Damage(
        by_office(do("set", "KEPUASAN", cell="B8", value="Nama")), [locked("KEPUASAN!B8", "Nama", "Responden")]),
    "respondents hidden": Damage(
        by_office(do("hide_rows", "KEPUASAN", row=9, count=2)), [hidden("KEPUASAN!C9", "Baris 9–10", "KEPUASAN")]),
    "the name of the block deleted": Damage(by_office({"do": "delete_name", "name": "isian.kepuasan"}), []),
    "a row above the keys and a column before the numbers inserted": Damage(
        by_office(do("insert_rows", "KEPUASAN", row=1), do("insert_columns", "KEPUASAN", column="B")),
        [inserted("KEPUASAN!C1", "1", "KEPUASAN"), column_inserted("KEPUASAN!B6", "B", "KEPUASAN")]),
    "the number of a respondent twice": Damage(by_office(do("set", "KEPUASAN", cell="B10", value=1)), []),
    "a row with a title inserted above the keys": Damage(
        by_office(do("insert_rows", "KEPUASAN", row=1), do("set", "KEPUASAN", cell="B1", value="Rekap")),
        [outside("KEPUASAN!B1", "B1", "“Rekap”")]),
    "the name of the block deleted and a row with a title inserted above the keys": Damage(
        by_office({"do": "delete_name", "name": "isian.kepuasan"}, do("insert_rows", "KEPUASAN", row=1),
                  do("set", "KEPUASAN", cell="B1", value="Rekap")),
        [headers("nama “isian.kepuasan”", "KEPUASAN", "pelayanan")], None),
    "the name of the block deleted and the row of a respondent deleted": Damage(
        by_office({"do": "delete_name", "name": "isian.kepuasan"}, do("delete_rows", "KEPUASAN", row=100)),
        [headers("nama “isian.kepuasan”", "KEPUASAN", "pelayanan")], None),
    "the name of the block deleted and a key missing": Damage(
        by_office({"do": "delete_name", "name": "isian.kepuasan"}, do("set", "KEPUASAN", cell="A10", value=None)),
        [headers("nama “isian.kepuasan”", "KEPUASAN", "pelayanan")], None),
    "the name of the block deleted and a column inserted": Damage(
        by_office({"do": "delete_name", "name": "isian.kepuasan"}, do("insert_columns", "KEPUASAN", column="D")),
        [headers("nama “isian.kepuasan”", "KEPUASAN", "pelayanan")], None),
    "the name of the block deleted and a row inserted": Damage(
        by_office({"do": "delete_name", "name": "isian.kepuasan"}, do("insert_rows", "KEPUASAN", row=10)),
        [headers("nama “isian.kepuasan”", "KEPUASAN", "pelayanan")], None),
}  # fmt: skip


def test_sorted_respondents_are_the_same_respondents(
    filled: dict[str, Path], editor: Edits, tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    path = editor.edit(filled["pelayanan"], tmp_path / "a.xlsx", [do("sort", "KEPUASAN", range="A9:E11", column=2)])
    checked = check_files([path], catalog, settings)
    assert told(checked.temuan) == [
        ("KEPUASAN!B10", "baris_berpindah",
         "Baris di lembar KEPUASAN berpindah, mungkin diurutkan: 10–11. Skornya tetap dibaca, karena urutan responden "
         "tidak berpengaruh."),
    ]  # fmt: skip
    assert numbers(checked)["kepuasan.waktu"] == [2, 1, 3]


def test_a_respondent_without_a_key_is_told_once_and_not_counted(
    filled: dict[str, Path], editor: Edits, tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    path = editor.edit(filled["pelayanan"], tmp_path / "a.xlsx", [do("set", "KEPUASAN", cell="A10", value=None)])
    checked = check_files([path], catalog, settings)
    assert told(checked.temuan) == [
        ("KEPUASAN!C10", "baris_sisipan", STRAY),
    ]  # fmt: skip
    assert numbers(checked)["kepuasan.waktu"] == [3, 2]


@pytest.mark.libreoffice
@pytest.mark.parametrize("formula", ["=1/0", "=2+1"])
def test_formulas_below_the_respondents_are_told(
    formula: str, filled: dict[str, Path], office: Office, tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    below = do("set", "KEPUASAN", cell="C1009", value={"formula": formula})
    checked = check_files([office.edit(filled["pelayanan"], tmp_path / "a.xlsx", [below])], catalog, settings)
    assert told(checked.temuan) == [("KEPUASAN!C1009", "baris_sisipan", STRAY.replace("Baris 10", "Baris 1009"))]
    assert numbers(checked)["kepuasan.prosedur"] == [4, 3, 2]


def test_merged_scores_are_nobodys(
    filled: dict[str, Path], editor: Edits, tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    path = editor.edit(filled["pelayanan"], tmp_path / "a.xlsx", [do("merge", "KEPUASAN", range="C9:D9")])
    checked = check_files([path], catalog, settings)
    assert told(checked.told) == [several_merged("KEPUASAN!C9:D9", 2, "“Prosedur” dan “Waktu”")]
    assert (numbers(checked)["kepuasan.prosedur"], numbers(checked)["kepuasan.waktu"]) == ([3, 2], [1, 2])


# --- cells ------------------------------------------------------------------------------------------------------------


NO_NUMBER = "padahal harus bilangan. Ketik angkanya saja, misalnya 12, atau 0 bila tidak ada."
LIKE_A_DATE = (
    "padahal harus bilangan. Ketik ulang angkanya; bila tetap tampil sebagai tanggal, ubah format selnya menjadi "
    "Angka (Number)."
)
FRACTION = (
    "padahal harus bilangan bulat (di selnya mungkin tampil dibulatkan). Ketik bilangan bulat; ribuan tanpa titik dan "
    "koma."
)
NO_RESULT = "berisi rumus yang hasilnya tidak tersimpan. Ketik angkanya, atau buka di Excel dan simpan lagi."
UNSEEN = "Hapus isi selnya, lalu ketik ulang."
OTHER_FILE = (
    "berisi rumus yang mengambil angka dari berkas lain, jadi tidak dapat diperiksa. Ganti rumusnya dengan angka."
)
LONG = "Ketik angkanya saja, dan pindahkan teksnya ke kolom keterangan."

REFUSED = {
    "an error without a formula": ('<c {} t="e"><v>#REF!</v></c>', "sel_galat",
                                   "menampilkan galat #REF!. Ganti rumusnya dengan angka."),
    "an error of a formula": ('<c {} t="e"><f>1/0</f><v>#DIV/0!</v></c>', "sel_galat",
                              "menampilkan galat #DIV/0!. Ganti rumusnya dengan angka."),
    "a formula without a value": ("<c {}><f>20+2</f></c>", "rumus_tanpa_hasil", NO_RESULT),
    "a formula that gives nothing": (
        '<c {} t="str"><f>""</f><v></v></c>', "kosong",
        "masih kosong, karena rumusnya menghasilkan teks kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila "
        "tidak berlaku."),
    "a formula that gives a truth": ('<c {} t="b"><f>1=1</f><v>1</v></c>', "bukan_bilangan",
                                     f"berisi “BENAR”, {NO_NUMBER}"),
    "text": ('<c {} t="inlineStr"><is><t>menyusul</t></is></c>', "bukan_bilangan", f"berisi “menyusul”, {NO_NUMBER}"),
    "a truth": ('<c {} t="b"><v>0</v></c>', "bukan_bilangan", f"berisi “SALAH”, {NO_NUMBER}"),
    "a formula to another file": ("<c {}><f>[1]Rekap!B4</f><v>13</v></c>", "rumus_luar", OTHER_FILE),
    "a formula to another file, quoted": ("<c {}><f>1+'[1]Rekap 2019'!B4</f><v>13</v></c>", "rumus_luar", OTHER_FILE),
    "a date": ('<c {} t="d"><v>2019-01-04</v></c>', "tanggal_di_bilangan",
               f"berisi tanggal atau jam (4 Januari 2019), {LIKE_A_DATE}"),
    "a date and time": ('<c {} t="d"><v>2019-01-04T12:30:00</v></c>', "tanggal_di_bilangan",
                        f"berisi tanggal atau jam (4 Januari 2019 pukul 12.30), {LIKE_A_DATE}"),
    "infinite": ("<c {}><v>1e999</v></c>", "angka_terlalu_besar",
                 "berisi inf, terlalu besar untuk dihitung. Periksa lagi angkanya."),
    "infinite below": ("<c {}><v>-1e999</v></c>", "angka_terlalu_besar",
                       "berisi -inf, terlalu besar untuk dihitung. Periksa lagi angkanya."),
    "a fraction that the cell hides": ("<c {}><v>12.4</v></c>", "pecahan", f"berisi 12,4, {FRACTION}"),
    "a small fraction": ("<c {}><v>12.0000001</v></c>", "pecahan", f"berisi 12,0000001, {FRACTION}"),
    "below zero": ("<c {}><v>-13</v></c>", "negatif",
                   "berisi -13, padahal tidak boleh negatif. Ketik angkanya tanpa tanda minus."),
    "too large": ("<c {}><v>1000000000001</v></c>", "angka_terlalu_besar",
                  "berisi 1000000000001, terlalu besar untuk dihitung. Periksa lagi angkanya."),
    "a long text": (f'<c {{}} t="inlineStr"><is><t>{"rapat desa " * 20}</t></is></c>', "teks_panjang",
                    f"berisi teks panjang (“{('rapat desa ' * 20)[:79]}…”). {LONG}"),
    "a control character": ('<c {} t="inlineStr"><is><t>12_x0007_</t></is></c>', "huruf_kendali",
                            f"memuat huruf yang tidak terlihat (“12�”). {UNSEEN}"),
    "digits of another script": ('<c {} t="inlineStr"><is><t>١٢</t></is></c>', "bukan_bilangan",
                                 f"berisi “١٢”, {NO_NUMBER}"),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "kode", "sentence"), REFUSED.values(), ids=list(REFUSED))
def test_a_cell_with_something_else_is_told_and_the_others_are_read(
    xml: str, kode: str, sentence: str, filled: dict[str, Path], typed: dict[str, Numbers], tmp_path: Path,
    catalog: Catalog, settings: Settings,
) -> None:  # fmt: skip
    path = typed_as(Path(shutil.copy(filled["ketertiban"], tmp_path)), xml)
    checked = check_files([path], catalog, settings)
    assert told(checked.temuan) == [("Isian!F8", kode, f"{GANGGUAN} {sentence}")]
    refuse_silent_wrong(checked, typed["ketertiban"], ("gangguan",))


FORMULA = "berisi rumus; yang dipakai hasilnya, 13. Lebih aman mengetik angkanya."


def as_text(typed: str) -> Told:
    return [
        ("Isian!F8", "dibaca_lain", f"{GANGGUAN} berisi teks “{typed}”, yang dibaca 13. Ketik ulang sebagai angka.")
    ]


@pytest.mark.parametrize(
    ("xml", "warned"),
    [
        ("<c {}><f>6+7</f><v>13</v></c>", [("Isian!F8", "rumus", f"{GANGGUAN} {FORMULA}")]),
        ('<c {}><f t="shared" ref="F8" si="0">6+7</f><v>13</v></c>', [("Isian!F8", "rumus", f"{GANGGUAN} {FORMULA}")]),
        ('<c {} t="str"><f>"13"</f><v>13</v></c>', [("Isian!F8", "rumus", f"{GANGGUAN} {FORMULA}")]),
        ('<c {} t="inlineStr"><is><t> 13\u00a0</t></is></c>', as_text("13")),
        ('<c {} t="inlineStr"><is><r><t>1</t></r><r><t>3</t></r></is></c>', as_text("13")),
        ('<c {} t="str"><v>１３</v></c>', as_text("１３")),
        ('<c {} t="inlineStr"><is><t>13_x000D_</t></is></c>', as_text("13")),
        ("<c {}><v>1.3e1</v></c>", []),
    ],
)
def test_a_cell_that_says_the_same_in_another_way(
    xml: str, warned: Told, filled: dict[str, Path], typed: dict[str, Numbers], tmp_path: Path, catalog: Catalog,
    settings: Settings,
) -> None:  # fmt: skip
    checked = check_files([typed_as(Path(shutil.copy(filled["ketertiban"], tmp_path)), xml)], catalog, settings)
    assert told(checked.temuan) == warned
    refuse_silent_wrong(checked, typed["ketertiban"], ())


def test_a_whole_number_with_the_noise_of_binary_fractions_is_whole(
    filled: dict[str, Path], tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    path = typed_as(
        Path(shutil.copy(filled["ketertiban"], tmp_path)), "<c {}><f>0.1*3*40</f><v>12.000000000000002</v></c>"
    )
    assert [kode for _, kode, _ in told(check_files([path], catalog, settings).temuan)] == ["rumus"]


PROFIL = "“Laporan Profil – tanggal selesai”"
QUALITY = "“Laporan Profil – berkualitas baik”"
NO_DATE = "padahal harus tanggal. Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan bila belum selesai."
NO_SCORE = "padahal skor hanya 1, 2, 3 atau 4. Perbaiki, atau kosongkan bila tidak dijawab."


def number_without_format(workbook: Any) -> None:
    """An edit that types a number over a date and takes its format away."""
    cell = workbook["Isian"]["F25"]
    cell.value, cell.number_format = 20.0, "General"


SHEET_CELLS = [
    ("umum", number_without_format, "Isian!F25", "bukan_tanggal", f"{PROFIL} berisi “20”, {NO_DATE}"),
    ("umum", put("Isian", "F25", "minggu lalu"), "Isian!F25", "bukan_tanggal",
     f"{PROFIL} berisi “minggu lalu”, {NO_DATE}"),
    ("umum", put("Isian", "F25", "4/1/2019"), "Isian!F25", "tanggal_meragukan",
     f"{PROFIL} berisi teks “4/1/2019”, yang hari dan bulannya dapat tertukar. Ketik tahun-bulan-hari, misalnya "
     "2019-01-04 untuk 4 Januari 2019."),
    ("umum", put("Isian", "F25", True), "Isian!F25", "bukan_tanggal", f"{PROFIL} berisi “BENAR”, {NO_DATE}"),
    ("umum", put("Isian", "F25", dt.time(8, 30)), "Isian!F25", "bukan_tanggal",
     f"{PROFIL} berisi “08.30”, {NO_DATE}"),
    ("umum", put("Isian", "F26", "baik"), "Isian!F26", "bukan_ya_tidak",
     f"{QUALITY} berisi “baik”, padahal harus Ya atau Tidak. Pilih dari daftar di selnya."),
    ("pelayanan", put("KEPUASAN", "D10", 5), "KEPUASAN!D10", "skor_salah",
     f"“Waktu”, baris 10, berisi “5”, {NO_SCORE}"),
    ("pelayanan", put("KEPUASAN", "D10", 2.5), "KEPUASAN!D10", "skor_salah",
     f"“Waktu”, baris 10, berisi “2,5”, {NO_SCORE}"),
    ("pelayanan", put("KEPUASAN", "D10", dt.date(2019, 1, 4)), "KEPUASAN!D10", "skor_salah",
     f"“Waktu”, baris 10, berisi “4 Januari 2019”, {NO_SCORE}"),
    ("pelayanan", put("KEPUASAN", "D10", "#N/A"), "KEPUASAN!D10", "sel_galat",
     "“Waktu” menampilkan galat #N/A. Ganti rumusnya dengan angka."),
    ("ketertiban", put("Isian", "J8", "x" * 501), "Isian!F8", "keterangan_panjang",
     f"Keterangan {GANGGUAN} lebih dari 500 huruf. Ringkas, atau sebutkan nomor dokumennya saja."),
    ("ketertiban", put("Isian", "J8", "notulen_x0007_"), "Isian!F8", "keterangan_kendali",
     f"Keterangan {GANGGUAN} memuat huruf yang tidak terlihat; di laporan ditulis sebagai �. Ketik ulang "
     "keterangannya."),
]  # fmt: skip


@pytest.mark.parametrize(("jabatan", "edit", "place", "kode", "sentence"), SHEET_CELLS)
def test_a_date_a_choice_a_score_and_a_note_that_are_none(
    jabatan: str, edit: Callable[[Any], None], place: str, kode: str, sentence: str, filled: dict[str, Path],
    tmp_path: Path, catalog: Catalog, settings: Settings,
) -> None:  # fmt: skip
    checked = check_files([edited(Path(shutil.copy(filled[jabatan], tmp_path)), edit)], catalog, settings)
    assert (place, kode, sentence) in told(checked.temuan)


# --- the proof --------------------------------------------------------------------------------------------------------

CASES = [(damage, damage.jabatan) for damage in (*ON_ISIAN.values(), *SHEETS.values())]
CASES += [(damage, "pelayanan") for damage in ON_SURVEY.values()]
BY_OFFICE_ONLY = {
    "a sheet copied into another workbook",
    "a sheet copied into another workbook with names that go on pointing at the old one",
    "a row inserted above the headers",  # openpyxl saves formulas without values, so the row above looks as blank
}


def read_as_it_should_be(
    damage: Damage, editor: Edits, form: Path, right: Numbers, catalog: Catalog, settings: Settings
) -> None:
    """Damage a form, and read it."""
    checked = check_files([damage.spoil(form, editor)], catalog, settings)
    assert told(checked.told) == damage.told
    refuse_silent_wrong(checked, right, damage.lost)


# the bounds within which a form is looked for

AT_BOUNDS = {
    "the Kode formulir in the last row that is looked at": (
        HEAD_ROWS - 5, "Isian", [inserted("Isian!C1", "1–35")], ()),
    "the Kode formulir one row below": (HEAD_ROWS - 4, "Isian", [lost_code("Isian", "ketertiban")], None),
    "the codes of unsur in the last row": (
        HEAD_ROWS - 5, "KEPUASAN", [inserted("KEPUASAN!B1", "1–35", "KEPUASAN")], ()),
    "the codes of unsur one row below": (
        HEAD_ROWS - 4, "KEPUASAN", [headers("“kode unsur”", "KEPUASAN", "pelayanan")], None),
    "the Kode formulir of the survey in the last row": (
        HEAD_ROWS - 3, "KEPUASAN", [headers("“kode unsur”", "KEPUASAN", "pelayanan")], None),
    "the Kode formulir of the survey one row below": (
        HEAD_ROWS - 2, "KEPUASAN", [lost_code("KEPUASAN", "pelayanan")], None),
}  # fmt: skip
"""Rows inserted at the top of a sheet: how many, where, and what is told of it then."""


@pytest.mark.parametrize(("count", "sheet", "found", "lost"), AT_BOUNDS.values(), ids=AT_BOUNDS)
def test_a_form_is_looked_for_in_the_first_forty_rows(
    count: int, sheet: str, found: Told, lost: tuple[str, ...] | None, filled: dict[str, Path],
    typed: dict[str, Numbers], tmp_path: Path, catalog: Catalog, settings: Settings,
) -> None:  # fmt: skip
    jabatan = "ketertiban" if sheet == "Isian" else "pelayanan"
    damage = Damage(by_office(do("insert_rows", sheet, row=1, count=count)), found, lost)
    form = Path(shutil.copy(filled[jabatan], tmp_path / f"{jabatan}.xlsx"))
    read_as_it_should_be(damage, Editor(), form, typed[jabatan], catalog, settings)


EVERY_FOURTH = [case if n % 4 == 0 else pytest.param(*case, marks=pytest.mark.panjang) for n, case in enumerate(CASES)]


@pytest.mark.libreoffice
@pytest.mark.parametrize(("damage", "jabatan"), EVERY_FOURTH, ids=[*ON_ISIAN, *SHEETS, *ON_SURVEY])
def test_a_damaged_form_is_read_rightly_or_refused_clearly(
    damage: Damage, jabatan: str, filled: dict[str, Path], typed: dict[str, Numbers], office: Office, tmp_path: Path,
    catalog: Catalog, settings: Settings,
) -> None:  # fmt: skip
    form = Path(shutil.copy(filled[jabatan], tmp_path / f"{jabatan}.xlsx"))
    read_as_it_should_be(damage, office, form, typed[jabatan], catalog, settings)


@pytest.mark.parametrize(
    ("damage", "jabatan"),
    [pytest.param(*case, id=name) for case, name in zip(CASES, [*ON_ISIAN, *SHEETS, *ON_SURVEY], strict=True)
     if name not in BY_OFFICE_ONLY],
)  # fmt: skip
@pytest.mark.panjang
def test_a_form_damaged_without_libreoffice_is_read_the_same(
    damage: Damage, jabatan: str, filled: dict[str, Path], typed: dict[str, Numbers], tmp_path: Path,
    catalog: Catalog, settings: Settings,
) -> None:  # fmt: skip
    form = Path(shutil.copy(filled[jabatan], tmp_path / f"{jabatan}.xlsx"))
    read_as_it_should_be(damage, Editor(), form, typed[jabatan], catalog, settings)
