"""The rows of a form, as whoever filled it knows them, and what is said in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.forms.layout import form_path
from iki_excel.judging.batch import Batch
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.mending import check_and_mark
from iki_excel.runs.monthly.form_rows import FormRows, form_rows
from iki_excel.runs.monthly.kept import Kept
from iki_excel.runs.monthly.marked_copy import marked_copy
from iki_excel.runs.office import Office
from iki_excel.words.folders import FORMS
from iki_excel.words.periods import Periode
from tests import kecil
from tests.forms import complete, edited
from tests.grounds import KECIL

FEBRUARY, MARCH, OFFICE = Periode("2019-02"), Periode("2019-03"), Office(*KECIL)
A_NUMBER = "Salah: Harus bilangan, bukan teks. Ketik angkanya saja, misalnya 12, atau 0 bila tidak ada."
OVERDUE = (
    "Perlu dilihat: Batas waktunya 31 Maret 2019 sudah lewat. Isi tanggalnya bila sudah selesai; bila belum, biarkan "
    "kosong."
)


def came(folder: Path, kode: str, table: str = "", survey: str = "", month: Periode = MARCH) -> Path:
    path = form_path(folder / FORMS, kecil.UNIT, kode, month)
    return complete(path.parent, kode, month, table, survey, name=path.stem)


def batch_of(folder: Path) -> Batch:
    return Kept().batch(folder, OFFICE, MARCH)


def told(form: FormRows) -> list[str]:
    """A line a row: the cell, what it asks, what stands there, and what is said."""
    return [
        f"{row.sel.address} | {row.label} | {row.tertulis} | {' '.join(one.kalimat for one in row.pesan)}"
        for row in form.rows
    ]


def test_a_message_stands_in_its_row_without_label_and_value(tmp_path: Path) -> None:
    came(tmp_path, "umum", 'surat | "tujuh"\n')
    form = form_rows(batch_of(tmp_path), "umum")
    assert [(one.kode, one.nama, len(one.rows)) for one in form.groups] == [
        ("UM-1", "Surat dan arsip", 2),
        ("UM-2", "Kehadiran tepat waktu", 3),
        ("UM-3", "Sarana dalam keadaan baik", 2),
        ("UM-4", "Laporan tepat waktu dan baik", 6),
    ]
    assert told(form)[:2] == [
        f"Isian!F8 | Jumlah surat yang ditangani bulan ini | tujuh | {A_NUMBER}",
        "Isian!F9 | Jumlah dokumen yang diarsip bulan ini | 1 | ",
    ]
    assert (form.perlu, len(form.rows), form.has_errors) == (3, 13, True)
    assert [row.satuan for row in form.rows[:2]] + [row.satuan for row in form.rows[-2:]] == ["dokumen"] * 2 + [""] * 2


def test_what_needs_a_look_is_shown_alone(tmp_path: Path) -> None:
    came(tmp_path, "pelayanan", survey="4 4 4\n3 9 1\n. . .\n2 2 2")
    form = form_rows(batch_of(tmp_path), "pelayanan")
    assert told(form.to_look_at) == [
        "KEPUASAN!D10 | Waktu | 9 | Salah: Skor hanya 1, 2, 3 atau 4. Perbaiki, atau kosongkan bila tidak dijawab.",
        f"Isian!F13 | Buku Tamu – tanggal selesai |  | {OVERDUE}",
    ]
    assert [row.responden for row in form.to_look_at.rows] == [2, 0]


def test_a_survey_is_one_row_and_the_cells_at_fault(tmp_path: Path) -> None:
    came(tmp_path, "pelayanan", survey="\n".join(["4 3 4"] * 60))
    form = form_rows(batch_of(tmp_path), "pelayanan")
    assert told(form)[1] == "KEPUASAN!C9 | Survei kepuasan warga | 60 responden terisi | "
    assert (len(form.rows), form.perlu, form.has_errors) == (4, 1, False)


def test_last_month_stands_beside_what_is_typed(tmp_path: Path) -> None:
    came(tmp_path, "umum", "surat | 1250\n", month=FEBRUARY)
    write_blanks(*KECIL, [MARCH], tmp_path / FORMS)
    edited(form_path(tmp_path / FORMS, kecil.UNIT, "umum", MARCH), lambda book: book["Isian"].__setitem__("F8", 7))
    row = form_rows(batch_of(tmp_path), "umum").rows[0]
    assert (row.tertulis, row.bulan_lalu, row.satuan) == ("7", "1.250", "dokumen")


def test_what_is_about_no_cell_is_said_of_the_form(tmp_path: Path) -> None:
    edited(came(tmp_path, "pelayanan"), lambda book: book.remove(book["KEPUASAN"]))
    form = form_rows(batch_of(tmp_path), "pelayanan")
    assert [one.kalimat_utuh for one in form.lain] == [
        "Salah: Lembar KEPUASAN tidak ditemukan di IKI_2019-03_contoh_pelayanan.xlsx. Salin isinya ke formulir yang "
        "baru."
    ]
    assert [row.sel.address for row in form.rows] == ["Isian!F8", "Isian!F13", "Isian!F14"]


def test_what_goes_back_is_made_without_being_written(tmp_path: Path) -> None:
    path = came(tmp_path, "umum", 'surat | "tujuh"\n')
    batch, before = batch_of(tmp_path), sorted(tmp_path.rglob("*"))
    copy = marked_copy(batch, "umum")
    assert copy is not None
    assert (copy.name, sorted(tmp_path.rglob("*"))) == ("IKI_2019-03_contoh_umum_perbaikan.xlsx", before)
    returned = check_and_mark([path], *KECIL, folder=tmp_path / "perbaikan").returned
    assert returned is not None
    assert [(one.path.name, one.marked.content, one.text) for one in returned.copies] == [
        (copy.name, copy.content, copy.text)
    ]


def test_of_a_form_in_which_nothing_was_found_nothing_goes_back(tmp_path: Path) -> None:
    came(tmp_path, "ketertiban")
    assert marked_copy(batch_of(tmp_path), "ketertiban") is None


def test_of_a_form_that_did_not_come_there_are_no_rows(tmp_path: Path) -> None:
    write_blanks(*KECIL, [MARCH], tmp_path / FORMS)
    form = form_rows(batch_of(tmp_path), "umum")
    assert (form.nama, form.file, form.groups, form.lain) == ("Kepala Subbagian Umum", "", (), ())


@pytest.mark.parametrize("kode", kecil.catalog().kode)
def test_every_cell_that_is_asked_has_its_row_once(tmp_path: Path, kode: str) -> None:
    came(tmp_path, kode)
    rows = form_rows(batch_of(tmp_path), kode).rows
    asked = [slot for slot in kecil.catalog().at(MARCH)[kode].asked if not slot.blok]
    surveys = [isian for isian in kecil.catalog()[kode].isian if isian.blok]
    assert len(rows) == len({row.sel for row in rows}) == len(asked) + len(surveys)
