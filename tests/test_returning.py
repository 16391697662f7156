"""What goes back: a marked copy that can be mended and returned, and a fresh form with the answers of an old one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.cli.saying import migrated_lines
from iki_excel.decree import Catalog
from iki_excel.decree.fields import NUMBER, reading
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.judging.batch import Checked
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import Copy, Returned, check_and_mark, write_marked
from iki_excel.runs.migrating import migrate
from iki_excel.words.errors import FormError, OutputError
from tests.forms import complete, edited, form, kodes, patched, told
from tests.office import Office
from tests.seeds import seeds
from tests.story_data import OLD_DATA
from tests.workbooks import cached_formulas, opened

pytestmark = pytest.mark.decree

PMD = "Kepala Seksi Pemberdayaan Masyarakat Desa"
KOORDINASI = "Jumlah kegiatan pemberdayaan masyarakat yang dikoordinasi bulan ini"

FAULTS = {
    "pmd": (
        """
        koordinasi          | "12 orang"
        pembinaan_lkd       | 2.5 | notulen no. 3
        sosialisasi_umkm    | TB | tidak ada UMKM
        musrenbang_peserta  | -4
        desa_peserta_lomba  | 2019-03-02
        """,
        "",
    ),
    "sekretaris": (
        """
        hadir_tepat_waktu                 | 999
        jumlah_pns                        | "#N/A"
        hari_kerja                        | 21
        sarpras_baik                      | 3
        sarpras_seluruh                   | 2
        perencanaan_laporan.lkjip.selesai | "4/1/2019"
        perencanaan_laporan.lppd.selesai  | 43516
        perencanaan_laporan.rkt.selesai   | 2019-03-01
        perencanaan_laporan.renja.mutu    | Ya
        perencanaan_laporan.dpa_rka.selesai | TB
        """,
        "",
    ),
    "tata_usaha": ('surat | "1.234"\nabk | nihil', "4 4 4 4 4 4 4\n4 3 7 . 2 x 1\n. . . . . . .\n1 2 3 4 4 3 2"),
    "trantib": (
        f"""
        operasi_keamanan        | "-" | {"rapat " * 99}selesai
        kriminalitas_tahun_lalu | 0   | {"sebut «nihil» " * 40}saja
        pelanggaran_tahun_lalu  | 0   | {chr(34)}ralat{chr(34)} di buku
        """,
        "",
    ),
    "tata_pemerintahan": ("kelahiran_tepat | 5\nkelahiran_jumlah | 3\nbanner |", ""),
    "program_keuangan": ("akip.iku.selesai | 2019-05-01\nperencanaan.rka.selesai | segera", ""),
}
"""By jabatan what a clerk might have typed, and the scores of a survey."""


Check = Callable[..., Checked]
Mark = Callable[..., list[Copy]]


@pytest.fixture
def check(catalog: Catalog, settings: Settings) -> Check:
    return lambda *places: check_files(places, catalog, settings)


@pytest.fixture
def mark(catalog: Catalog, settings: Settings, tmp_path: Path, check: Check) -> Mark:
    """Checks what stands at these places, and writes the marked copies into ``perbaikan``."""
    return lambda *places: write_marked(check(*places), catalog, settings, tmp_path / "perbaikan").copies


def faulty(folder: Path, jabatan: str) -> Path:
    table, survey = FAULTS[jabatan]
    return complete(folder, jabatan, "2019-03", table, survey, name=jabatan)


def perbaikan(path: Path) -> list[tuple[Any, ...]]:
    """What stands on the first sheet, row by row, without blanks."""
    sheet = opened(path, cached=True).worksheets[0]
    assert sheet.title == "Perbaikan"
    rows = ([cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows())
    return [tuple(row) for row in rows if row]


def comments(path: Path) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in opened(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


# --- the marked copy --------------------------------------------------------------------------------------------------


def test_the_first_sheet_says_what_to_do_cell_by_cell(mark: Mark, tmp_path: Path) -> None:
    (marked,) = mark(form(tmp_path, "pmd", "2019-03", FAULTS["pmd"][0], name="pmd"))
    assert marked.path.name == "IKI_2019-03_ngronggot_pmd_perbaikan.xlsx"
    assert perbaikan(marked.path) == [
        ("Perbaikan formulir",),
        (f"{PMD}  ·  Maret 2019",),
        ("Klik (atau Ctrl+klik) nama sel untuk menuju ke selnya. Betulkan sel merah sampai keadaannya “ya”; sel jingga "
         "cukup dilihat lagi. Untuk mengosongkan sel, tekan Delete. Lalu simpan dan kirim kembali berkas ini.",),
        ("5 isian masih perlu diperbaiki.",),
        ("Harus diperbaiki (sel merah)",),
        ("No.", "Sel", "Yang perlu dilakukan", "Dulu tertulis", "Keadaan sekarang"),
        (1, "Isian!F8", f"“{KOORDINASI}” berisi “12 orang”. Apakah maksudnya angkanya saja? Ketik tanpa satuan; "
         "satuannya sudah kegiatan.", "12 orang", "periksa"),
        (2, "Isian!F12", "“Jumlah pembinaan Lembaga Kemasyarakatan Desa bulan ini” berisi 2,5, padahal harus bilangan "
         "bulat (di selnya mungkin tampil dibulatkan). Ketik bilangan bulat; ribuan tanpa titik dan koma.", "2,5",
         "periksa"),
        (3, "Isian!F17", "“Jumlah peserta Musrenbang desa bulan ini” berisi -4, padahal tidak boleh negatif. Ketik "
         "angkanya tanpa tanda minus.", "-4", "periksa"),
        (4, "Isian!F18", "“Jumlah kegiatan Musrenbang desa yang dilaksanakan bulan ini” masih kosong. Isi angkanya: 0 "
         "atau nihil bila tidak ada, TB bila tidak berlaku.", "(kosong)", "kosong"),
        (5, "Isian!F22", "“Jumlah desa yang mengikuti lomba desa bulan ini” berisi tanggal atau jam (2 Maret 2019), "
         "padahal harus bilangan. Ketik ulang angkanya; bila tetap tampil sebagai tanggal, ubah format selnya "
         "menjadi Angka (Number).",
         "2 Maret 2019", "periksa"),
    ]  # fmt: skip


def test_a_formula_that_shows_nothing_is_a_blank_cell_to_fill_on_the_copy(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "pmd", "2019-03", "koordinasi | 77", name="pmd")
    nothing = ' t="str"><f>IF(1=2,5,"")</f><v></v></c>'
    (marked,) = mark(patched(path, "xl/worksheets/sheet1.xml", ' t="n"><v>77</v></c>', nothing))
    assert perbaikan(marked.path)[-1] == (
        1, "Isian!F8", f"“{KOORDINASI}” masih kosong, karena rumusnya menghasilkan teks kosong. Isi angkanya: 0 atau "
        "nihil bila tidak ada, TB bila tidak berlaku.", "(kosong)", "kosong",
    )  # fmt: skip


def test_a_faulty_cell_is_coloured_and_explained_in_a_comment(mark: Mark, tmp_path: Path) -> None:
    (marked,) = mark(complete(tmp_path, "sekretaris", "2019-03", "hari_kerja | 21\nsarpras_baik | 3"))
    sheet = opened(marked.path)["Isian"]
    colours = {place: sheet[place].fill.fgColor.rgb for place in ("F8", "F10", "F15")}
    assert colours == {"F8": "FFFFF6D6", "F10": "FFFDEBC8", "F15": "FFFADCDC"}
    assert comments(marked.path) == {
        "Isian!F10": "“Jumlah hari kerja bulan ini” berisi 21, sedangkan menurut kalender 20. Periksa; bila memang "
        "benar, jelaskan di kolom keterangan.",
        "Isian!F15": "“Jumlah sarana dan prasarana kantor dalam keadaan baik” berisi 3, sedangkan “Jumlah seluruh "
        "sarana dan prasarana kantor” di F16 berisi 1. Sarana dan prasarana dalam keadaan baik tidak boleh lebih "
        "banyak daripada seluruhnya. Periksa kedua angkanya dengan daftar inventaris.",
        "Isian!F20": "“Dokumen LKjIP – tanggal selesai” belum pernah diisi, padahal batas waktunya 28 Februari 2019 "
        "sudah lewat. Isi tanggalnya bila sudah selesai; bila belum, biarkan kosong.",
        "Isian!F22": "“Dokumen LPPD – tanggal selesai” belum pernah diisi, padahal batas waktunya 31 Maret 2019 "
        "sudah lewat. Isi tanggalnya bila sudah selesai; bila belum, biarkan kosong.",
    }


def test_only_the_first_sheet_is_selected_so_that_what_is_typed_on_another_lands_there(
    mark: Mark, tmp_path: Path
) -> None:
    (marked,) = mark(faulty(tmp_path, "pmd"))
    selected = {sheet.title: bool(sheet.sheet_view.tabSelected) for sheet in opened(marked.path)}
    assert selected == {"Perbaikan": True, "Isian": False, "Petunjuk": False, "_iki": False}


def test_each_link_leads_to_its_cell(mark: Mark, tmp_path: Path) -> None:
    (marked,) = mark(faulty(tmp_path, "tata_usaha"))
    cells = [cell for row in opened(marked.path).worksheets[0].iter_rows() for cell in row]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    back = [opened(marked.path)[sheet][cell].hyperlink.location for sheet, cell in (("Isian", "K1"), ("SKM", "I1"))]
    assert back == ["Perbaikan!A1", "Perbaikan!A1"]
    assert [(link.ref, link.location) for link in links] == [
        ("B8", "Isian!F8"), ("B9", "SKM!E10"), ("B10", "SKM!H10"),
    ]  # fmt: skip


def test_a_kode_formulir_typed_into_a_cell_is_quoted_and_is_no_second_one(
    mark: Mark, check: Check, tmp_path: Path
) -> None:
    kode = layout.Identity(1, "ngronggot", "pmd", "2019-02", "isian").kode_formulir
    (marked,) = mark(complete(tmp_path, "pmd", "2019-03", f'desa_peserta_lomba | "nomor {kode}"'))
    edited(marked.path, put("Perbaikan", "D8", kode))
    assert kodes(check(marked.path).temuan) == [("Isian!F22", "bukan_bilangan")]


@pytest.mark.parametrize("jabatan", seeds([*FAULTS], 3))
def test_the_copy_reads_as_the_original_did(mark: Mark, check: Check, tmp_path: Path, jabatan: str) -> None:
    original = faulty(tmp_path, jabatan)
    before, content = check(original), original.read_bytes()
    (marked,) = mark(original)
    after = check(marked.path)
    columns = ["slot", "responden", "keadaan", "keterangan", "sheet", "sel", "bulan_lalu"]
    pd.testing.assert_frame_equal(after.answers[columns], before.answers[columns])
    pd.testing.assert_series_equal(after.answers["terbaca"], before.answers["terbaca"])
    assert [place for place, _ in kodes(after.temuan)] == [place for place, _ in kodes(before.temuan)]
    assert original.read_bytes() == content


@pytest.mark.libreoffice
@pytest.mark.parametrize("jabatan", seeds([*FAULTS], 3))
def test_every_formula_of_a_copy_is_saved_with_the_value_it_has(
    mark: Mark, office: Office, tmp_path: Path, jabatan: str
) -> None:
    (marked,) = mark(faulty(tmp_path, jabatan))
    sheets = office.values(marked.path)
    differing = {}
    for address, cached in cached_formulas(marked.path.read_bytes()).items():
        sheet, cell = address.split("!")
        calculated = sheets[sheet].get(cell, "")
        if calculated != pytest.approx(cached if cached is not None else ""):
            differing[address] = (cached, calculated)
    assert differing == {}


@pytest.mark.libreoffice
def test_a_copy_that_was_mended_in_libreoffice_takes_the_place_of_its_original(
    mark: Mark, check: Check, office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "kiriman"
    (marked,) = mark(form(folder, "pmd", "2019-03", FAULTS["pmd"][0], name="pmd"))
    right = {"F8": 12, "F12": 3, "F17": 40, "F18": 2, "F22": 1}
    mended = office.fill(marked.path, folder / "balik.xlsx", cells={f"Isian!{at}": n for at, n in right.items()})
    progress = office.values(mended)["Perbaikan"]
    assert progress["A4"] == "Semua sudah beres. Simpan, lalu kirim kembali berkas ini."
    assert [progress[f"E{row}"] for row in range(8, 13)] == ["ya"] * 5
    checked = check(folder)
    assert told(checked.temuan) == []
    assert [(Path(f.file).name, f.nasib, f.alasan) for f in checked.files.itertuples()] == [
        ("balik.xlsx", "dipakai", ""), ("pmd.xlsx", "disisihkan", "digantikan"),
    ]  # fmt: skip
    assert dict(zip(checked.answers["sel"], checked.answers["angka"], strict=True)).items() >= right.items()


@pytest.mark.libreoffice
def test_what_only_shows_once_the_red_cells_are_right_is_named_before_all_is_done(
    mark: Mark, office: Office, tmp_path: Path
) -> None:
    (marked,) = mark(complete(tmp_path, "sekretaris", "2019-03", 'hadir_tepat_waktu | 999\njumlah_pns | "22 orang"'))
    right = {"Isian!F9": 22}
    values = office.values(office.fill(marked.path, tmp_path / "satu.xlsx", cells=right))
    assert (values["Perbaikan"]["A4"], values["Isian"]["B2"]) == (
        "Sel merah sudah beres, tetapi sel Isian!F8 belum. Lihat kolom Keadaan di sebelahnya.",
        "Siap dikirim: BELUM, 1 periksa",
    )
    values = office.values(office.fill(marked.path, tmp_path / "dua.xlsx", cells=right | {"Isian!F8": 412}))
    assert (values["Perbaikan"]["A4"], values["Isian"]["B2"]) == (
        "Semua sudah beres. Simpan, lalu kirim kembali berkas ini.", "Siap dikirim: YA",
    )  # fmt: skip


@pytest.mark.libreoffice
def test_a_score_that_is_still_to_be_typed_keeps_the_form_from_being_ready(
    mark: Mark, office: Office, tmp_path: Path
) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4", name="tu")
    (marked,) = mark(edited(path, put("SKM", "D1009", 1)))
    values = office.values(marked.path)
    assert (values["Perbaikan"]["A4"], values["Isian"]["B2"]) == (
        "1 isian masih perlu diperbaiki.", "Siap dikirim: BELUM, lihat lembar Perbaikan",
    )  # fmt: skip
    values = office.values(office.fill(marked.path, tmp_path / "dua.xlsx", cells={"SKM!D10": 1}))
    assert (values["Perbaikan"]["A4"], values["Isian"]["B2"]) == (
        "Semua sudah beres. Simpan, lalu kirim kembali berkas ini.", "Siap dikirim: YA",
    )  # fmt: skip


def test_an_original_that_was_changed_afterwards_is_not_replaced(mark: Mark, check: Check, tmp_path: Path) -> None:
    folder = tmp_path / "kiriman"
    original = complete(folder, "pmd", "2019-03", "koordinasi | -1", name="pmd")
    (marked,) = mark(original)
    complete(folder, "pmd", "2019-03", "koordinasi | 5", name="pmd")
    shutil.copy(marked.path, folder / "balik.xlsx")
    assert kodes(check(folder).temuan) == [("balik.xlsx", "ganda_berbeda")]


def test_copies_are_written_beside_earlier_ones_and_never_over_a_file_that_came(mark: Mark, tmp_path: Path) -> None:
    original = complete(tmp_path, "pmd", "2019-03", "koordinasi | -1")
    (first,) = mark(original)
    assert mark(original)[0].path == first.path  # the same again is the same file
    complete(tmp_path, "pmd", "2019-03", "koordinasi | -2")
    (second,) = mark(original)
    assert second.path.name == "IKI_2019-03_ngronggot_pmd_perbaikan_2.xlsx"
    (third,) = mark(second.path)
    assert third.path.name == "IKI_2019-03_ngronggot_pmd_perbaikan_3.xlsx"
    (tmp_path / "perbaikan" / "IKI_2019-03_ngronggot_pmd_perbaikan_4.xlsx").mkdir()
    assert mark(third.path)[0].path.name == "IKI_2019-03_ngronggot_pmd_perbaikan_5.xlsx"


def test_a_form_without_temuan_gets_no_copy(mark: Mark, tmp_path: Path) -> None:
    assert mark(complete(tmp_path, "pmd", "2019-03")) == []
    assert not (tmp_path / "perbaikan").exists()


def put(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    """An edit that writes one cell."""
    return lambda workbook: setattr(workbook[sheet][cell], "value", value)


def test_what_cannot_be_told_for_certain_is_to_be_typed_again(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "pmd", "2019-03", "koordinasi | 3 | rapat", name="pmd")
    edited(path, lambda book: [put("Isian", "C8", "Jumlah rapat")(book), put("Isian", "I12", "buah")(book)])
    (marked,) = mark(path)
    assert perbaikan(marked.path)[3:] == [
        ("1 isian masih perlu diperbaiki.",),
        ("Harus diperbaiki (sel merah)",),
        ("No.", "Sel", "Yang perlu dilakukan", "Dulu tertulis", "Keadaan sekarang"),
        (1, "Isian!F8", f"“{KOORDINASI}”: labelnya berubah menjadi “Jumlah rapat”, jadi nilainya tidak dapat "
         "dipastikan dan tidak dibaca. Ketik lagi nilainya di sel ini.", "3", "kosong"),
        ("Sudah beres di berkas ini; cukup diketahui",),
        ("No.", "Sel", "Yang perlu dilakukan", "Dulu tertulis", "Keadaan sekarang"),
        (1, "–", "Sel terkunci berisi “buah”, padahal seharusnya “kegiatan”. Nilai di barisnya tetap dibaca; periksa "
         "apakah barisnya benar."),
    ]  # fmt: skip
    isian = opened(marked.path)["Isian"]
    assert (isian["C8"].value, isian["F8"].value, isian["I12"].value) == (KOORDINASI, None, "kegiatan")


def test_a_form_with_one_sheet_that_cannot_be_read_keeps_the_other(mark: Mark, check: Check, tmp_path: Path) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", "surat | 168", "4 4 4 4 4 4 4", name="tu")
    (marked,) = mark(edited(path, put("SKM", "A5", None)))
    isian = opened(marked.path)["Isian"]
    assert isian["F8"].value == 168
    assert [row[1:3] for row in perbaikan(marked.path) if row[0] == 1] == [
        ("SKM!C9", "Judul kolom di lembar SKM hilang, berubah atau ganda: “kode unsur”. Ketik lagi semua skornya, "
         "mulai "
         "dari sel ini."),
    ]  # fmt: skip
    assert kodes(check(marked.path).temuan) == [("SKM!C9", "survei_kosong")]


def test_a_survey_that_came_twice_is_typed_again_on_a_copy_that_has_it_once(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4", name="tu")
    (marked,) = mark(edited(path, lambda workbook: workbook.copy_worksheet(workbook["SKM"])))
    assert [row[1:3] for row in perbaikan(marked.path) if row[0] == 1] == [
        ("SKM!C9", "Kode formulir ada lebih dari satu, di lembar SKM dan SKM Copy. Ketik lagi semua skornya, mulai "
         "dari sel ini."),
    ]  # fmt: skip


def test_what_can_be_pointed_to_nowhere_says_on_the_copy_what_it_says_of_the_form(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4", name="tu")
    (marked,) = mark(edited(path, put("Isian", "F3", "Jumlah")))
    assert [row[1:3] for row in perbaikan(marked.path) if row[0] == 1] == [
        ("–", "Judul kolom di lembar Isian hilang, berubah atau ganda: “Isi di sini”. Salin isinya ke formulir "
         "yang baru."),
    ]  # fmt: skip


def test_scores_in_a_strange_row_are_listed_one_by_one(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4", name="tu")
    (marked,) = mark(edited(path, lambda book: [put("SKM", "D1009", 1)(book), put("SKM", "E1009", 2)(book)]))
    assert [row[1:4] for row in perbaikan(marked.path) if isinstance(row[0], int)] == [
        (f"SKM!{column}10", f"“{label}”: di berkas lama tertulis “{score}” di sel SKM!{column}1009, yang bukan baris "
         "responden. Ketik lagi di sel ini; bila bukan jawaban siapa pun, biarkan kosong dan kirim apa adanya.", score)
        for column, label, score in (("D", "Prosedur Pelayanan", "1"), ("E", "Waktu Pelayanan", "2"))
    ]  # fmt: skip


def test_respondents_below_the_last_row_have_a_row_of_their_own_on_the_copy(
    mark: Mark, check: Check, tmp_path: Path
) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4\n" * 400, name="tu")
    edited(path, lambda book: book["SKM"].delete_rows(409, 600))
    (marked,) = mark(edited(path, lambda book: [put("SKM", "C409", 2)(book), put("SKM", "D410", 3)(book)]))
    assert [row[1:3] for row in perbaikan(marked.path) if isinstance(row[0], int)] == [
        ("SKM!C409", "Baris 409–410 di lembar SKM di bawah baris responden yang terakhir, jadi skornya tidak dibaca. "
         "Di salinan ini skornya sudah di baris responden: hapus yang bukan jawaban responden, lalu kirim."),
    ]  # fmt: skip
    assert kodes(check(marked.path).temuan) == []


def test_of_more_than_1000_respondents_the_copy_says_once_that_some_stay_behind(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4\n" * 1000, name="tu")
    (marked,) = mark(edited(path, lambda book: [put("SKM", "C1009", 2)(book), put("SKM", "D1010", 3)(book)]))
    assert [row[1:3] for row in perbaikan(marked.path) if isinstance(row[0], int)] == [
        ("–", "Baris 1009–1010 di lembar SKM di bawah baris responden yang terakhir, jadi skornya tidak dibaca. Survei "
         "memuat paling banyak 1.000 responden: pilih 1.000 secara acak, lalu hapus yang lain."),
    ]  # fmt: skip


def test_a_copy_that_comes_back_as_it_went_is_no_better_than_its_original(
    mark: Mark, check: Check, tmp_path: Path
) -> None:
    folder = tmp_path / "kiriman"
    path = complete(
        folder, "sekretaris", "2019-04",
        """
        perencanaan_laporan.lkjip.selesai | 2019-02-20 | BA nomor 12
        perencanaan_laporan.lkjip.mutu    | Ya
        """, name="sek",
    )  # fmt: skip
    (marked,) = mark(edited(path, put("Isian", "F32", 100)))
    isian = opened(marked.path, cached=True)["Isian"]
    assert [row[1:] for row in perbaikan(marked.path) if row[0] in (1, 2) and row[1].startswith("Isian!F2")][:2] == [
        ("Isian!F20", "“Dokumen LKjIP – tanggal selesai”: di berkas lama tertulis “20 Februari 2019” di sel "
         "Isian!F20, dan "
         "tidak dapat dipindahkan. Ketik lagi di sel ini.", "20 Februari 2019", "kosong"),
        ("Isian!F21", "“Dokumen LKjIP – berkualitas baik”: di berkas lama tertulis “Ya” di sel Isian!F21, dan tidak "
         "dapat "
         "dipindahkan. Ketik lagi di sel ini.", "Ya", "kosong"),
    ]  # fmt: skip
    assert perbaikan(marked.path)[-1][2].endswith(
        "tidak dapat dipastikan dan tidak dibaca. Formulir ini sudah yang baru."
    )
    assert (isian["B2"].value, isian["J20"].value) == ("Siap dikirim: BELUM, lihat lembar Perbaikan", "BA nomor 12")
    shutil.copy(marked.path, folder / "balik.xlsx")
    checked = check(folder)
    assert [(Path(f.file).name, f.alasan) for f in checked.files.itertuples()] == [
        ("balik.xlsx", ""), ("sek.xlsx", "digantikan"),
    ]  # fmt: skip
    assert [told for told in kodes(checked.temuan) if told[1] == "tertinggal"] == [
        ("Isian!F20", "tertinggal"), ("Isian!F21", "tertinggal"),
    ]  # fmt: skip
    assert told(checked.temuan)[0][2] == (
        "“Dokumen LKjIP – tanggal selesai” belum diketik ulang; isinya di berkas lama tidak dapat dipindahkan. Ketik "
        "angka atau tanggalnya, atau TB bila tidak berlaku."
    )


def test_a_keterangan_is_looked_at_in_its_own_cell(mark: Mark, tmp_path: Path) -> None:
    (marked,) = mark(complete(tmp_path, "pmd", "2019-03", f"koordinasi | 3 | {'panjang ' * 70}"))
    assert [row[1:] for row in perbaikan(marked.path) if row[0] == 1] == [
        ("Isian!J8", f"Keterangan “{KOORDINASI}” lebih dari 500 huruf. Ringkas, atau sebutkan nomor dokumennya saja.",
         f"{('panjang ' * 10)[:79]}…", "boleh dibiarkan"),
    ]  # fmt: skip


def test_a_score_that_nobody_typed_again_is_told(mark: Mark, check: Check, tmp_path: Path) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4", name="tu")
    (marked,) = mark(edited(path, put("SKM", "D1009", 1)))
    assert told(check(marked.path).temuan) == [
        ("SKM!D10", "skor_tertinggal",
         "“Prosedur Pelayanan”, baris 10, belum diketik ulang; skornya di berkas lama tidak dapat dipindahkan. Ketik "
         "skornya; bila bukan jawaban siapa pun, biarkan kosong."),
    ]  # fmt: skip


def test_all_respondents_are_carried_also_when_they_stand_a_row_lower(mark: Mark, check: Check, tmp_path: Path) -> None:
    path = complete(
        tmp_path, "tata_usaha", "2019-03", 'surat | "x"', "4 4 4 4 4 4 4\n" * 399 + "1 1 1 1 1 1 1", name="tu"
    )
    edited(path, lambda book: [book["SKM"].insert_rows(3), move_names_down(book)])
    before = check(path)
    (marked,) = mark(path)
    after = check(marked.path)
    assert before.answers["angka"].sum() == after.answers["angka"].sum() > 399 * 7 * 4
    assert kodes(after.temuan) == [("Isian!F8", "tanda_tanya")]


def move_names_down(workbook: Any) -> None:
    """What Excel does by itself to the names of cells below a row that was inserted, and openpyxl does not."""
    workbook.defined_names["isian.skm"].attr_text = "SKM!$C$10:$I$1009"


@pytest.mark.parametrize("word", ["tidak berlaku", "T.B.", " tb "])
def test_whatever_word_was_typed_for_tb_the_form_itself_understands_it(mark: Mark, tmp_path: Path, word: str) -> None:
    (marked,) = mark(complete(tmp_path, "pmd", "2019-03", f'koordinasi | "{word}"\npembinaan_lkd | "x"'))
    isian = opened(marked.path, cached=True)["Isian"]
    assert (isian["F8"].value, isian["G8"].value) == ("TB", "ya")


def test_a_tb_that_is_wrong_for_what_stands_beside_it_is_not_to_be_typed_again(mark: Mark, tmp_path: Path) -> None:
    (marked,) = mark(complete(tmp_path, "sekretaris", "2019-03", 'sp2d_jumlah | "tb"\nsp2d_tepat | 1\nhari_kerja | 20'))
    isian = opened(marked.path, cached=True)["Isian"]
    (row,) = (row[0].row for row in isian.iter_rows() if row[0].value == "sp2d_jumlah")
    assert (isian[f"F{row}"].value, isian[f"G{row}"].value) == ("TB", "periksa")
    first = next(line for line in perbaikan(marked.path) if line[0] == 1)
    assert first[1:2] + first[3:] == (f"Isian!F{row}", "tb", "periksa")


def test_a_survey_that_was_not_held_goes_back_with_its_tb_and_wants_a_word_on_its_row(
    mark: Mark, tmp_path: Path
) -> None:
    (marked,) = mark(complete(tmp_path, "tata_usaha", "2019-03", survey="TB"))
    assert [line[:2] + line[3:] for line in perbaikan(marked.path) if line[0] == 1] == [
        (1, "Isian!J20", "(kosong)", "boleh dibiarkan"),
    ]
    assert opened(marked.path)["SKM"]["C9"].value == "TB"


def test_the_keterangan_of_a_survey_goes_back_with_it(mark: Mark, check: Check, tmp_path: Path) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", 'surat | "12 surat"', survey="TB")
    edited(path, put("Isian", "J20", "dilakukan per semester"))
    (marked,) = mark(path)
    assert opened(marked.path)["Isian"]["J20"].value == "dilakukan per semester"
    assert kodes(check(marked.path).temuan) == [("Isian!F8", "angka_bersatuan")]


# --- one cell, one entry ----------------------------------------------------------------------------------------------


def test_what_is_told_twice_of_a_cell_is_one_entry(mark: Mark, tmp_path: Path) -> None:
    (marked,) = mark(complete(tmp_path, "pmd", "2019-03", f"koordinasi | 3 | {'rapat ' * 99}_x0007_"))
    [(place, sentence, *_)] = [row[1:] for row in perbaikan(marked.path) if row[0] == 1]
    assert place == "Isian!J8"
    assert [sentence.count(what) for what in ("lebih dari 500 huruf", "huruf yang tidak terlihat")] == [1, 1]
    assert marked.text == (
        f"{PMD}, Maret 2019: Tidak ada yang harus diperbaiki. 1 sel harap diperiksa: Isian!J8, Jumlah kegiatan "
        f"pemberdayaan masyarakat yang dikoordinasi … (“{'rapat ' * 13}r…”): keterangannya memuat huruf yang "
        "tidak terlihat dan "
        "keterangannya lebih dari 500 huruf. Buka lembar Perbaikan di IKI_2019-03_ngronggot_pmd_perbaikan.xlsx, "
        "periksa, lalu kirim kembali bila ada yang diubah."
    )


def test_what_the_fresh_form_settled_alike_is_one_entry(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "pmd", "2019-03", "koordinasi | 3 kali")
    edited(path, lambda workbook: [setattr(workbook["Isian"][cell], "value", "x") for cell in ("I8", "I12")])
    (marked,) = mark(path)
    assert [row[2] for row in perbaikan(marked.path) if isinstance(row[0], int)] == [
        "“Jumlah kegiatan pemberdayaan masyarakat yang dikoordinasi bulan ini” berisi “3 kali”. Apakah maksudnya "
        "angkanya saja? Ketik tanpa satuan; satuannya sudah kegiatan.",
        "2 sel terkunci berubah: “x” (seharusnya “kegiatan”). Nilai di barisnya tetap dibaca; periksa apakah barisnya "
        "benar.",
    ]


def test_where_nothing_stood_nothing_is_to_be_typed_again(mark: Mark, tmp_path: Path) -> None:
    path = complete(tmp_path, "sekretaris", "2019-03")
    edited(path, lambda workbook: [setattr(workbook["Isian"][f"A{row}"], "value", None) for row in (8, 20)])
    (marked,) = mark(path)
    to_mend = marked.marked.entries.query("kelompok == 'perbaiki'")
    assert [place.address for place in to_mend["tujuan"]] == ["Isian!F8"]


# --- the words for a chat ---------------------------------------------------------------------------------------------


def test_a_short_text_for_each_jabatan(mark: Mark, catalog: Catalog, tmp_path: Path) -> None:
    for jabatan in ("pmd", "tata_usaha"):
        faulty(tmp_path / "kiriman", jabatan)
    assert [one.text for one in mark(tmp_path / "kiriman")] == [
        "Kepala Sub Bagian Tata Usaha, Maret 2019: 3 sel perlu diperbaiki: Isian!F8, Jumlah surat yang ditangani "
        "bulan ini (“1.234”): dapat berarti ribuan atau pecahan; SKM!E10, Waktu Pelayanan (“7”): skor hanya 1, 2, 3 "
        "atau 4; SKM!H10, Maklumat Pelayanan (“x”): skor hanya 1, 2, 3 atau 4. Buka lembar Perbaikan di "
        "IKI_2019-03_ngronggot_tata_usaha_perbaikan.xlsx, betulkan sel yang merah, simpan, lalu kirim kembali.",
        f"{PMD}, Maret 2019: 4 sel perlu diperbaiki: Isian!F8, Jumlah kegiatan pemberdayaan masyarakat yang "
        "dikoordinasi … "
        "(“12 orang”): angkanya ditulis bersama satuan; Isian!F12, Jumlah pembinaan Lembaga Kemasyarakatan Desa "
        "bulan ini (“2,5”): "
        "harus bilangan bulat; Isian!F17, Jumlah peserta Musrenbang desa bulan ini (“-4”): tidak boleh negatif; "
        "Isian!F22, Jumlah desa yang mengikuti lomba desa bulan ini (“2 Maret 2019”): harus bilangan, bukan "
        "tanggal atau jam. "
        "Buka lembar Perbaikan di IKI_2019-03_ngronggot_pmd_perbaikan.xlsx, betulkan sel yang merah, simpan, lalu "
        "kirim kembali.",
    ]


def test_equal_cells_are_named_together_in_a_chat(mark: Mark, catalog: Catalog, tmp_path: Path) -> None:
    (marked,) = mark(form(tmp_path, "sekretaris", "2019-03", "jumlah_pns | 22"))
    assert marked.text == (
        "Sekretaris Kecamatan, Maret 2019: 11 sel perlu diperbaiki: Isian!F8, F15:F16, F35:F42: masih kosong. 2 sel "
        "harap diperiksa: Isian!F20, Dokumen LKjIP – tanggal selesai: batas waktunya 28 Februari 2019 sudah lewat; "
        "Isian!F22, Dokumen LPPD – tanggal selesai: batas waktunya 31 Maret 2019 sudah lewat. Buka lembar Perbaikan di "
        "IKI_2019-03_ngronggot_sekretaris_perbaikan.xlsx, betulkan sel yang merah, simpan, lalu kirim kembali."
    )


def test_many_cells_are_not_all_named_in_a_chat(mark: Mark, catalog: Catalog, tmp_path: Path) -> None:
    words = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"]
    slots = [slot.kode for slot in catalog["tata_pemerintahan"].slots if slot.wajib]
    (marked,) = mark(form(tmp_path, "tata_pemerintahan", "2019-03", "\n".join(map("{} | {}".format, slots, words))))
    text = ": harus bilangan, bukan teks; "
    assert marked.text == (
        "Kepala Seksi Tata Pemerintahan, Maret 2019: 12 sel perlu diperbaiki: Isian!F8, Jumlah Profil Kecamatan "
        f"yang tersaji dengan baik (“satu”){text}Isian!F9, Jumlah media sosial kecamatan yang dikelola dengan "
        f"baik (“dua”){text}Isian!F10, Jumlah banner informasi yang terpasang dengan baik "
        f"(“tiga”){text}Isian!F11, Jumlah papan informasi yang terpasang dengan baik (“empat”)"
        f"{text}Isian!F15, Jumlah perangkat desa yang mendapatkan pembinaan bulan ini (“lima”){text}Isian!F16, "
        f"Jumlah desa yang disupervisi administrasinya bulan ini (“enam”){text}Isian!F20, Laporan Data Kelahiran: "
        f"jumlah seluruhnya bulan ini (“tujuh”){text}Isian!F21, "
        f"Laporan Data Kelahiran: jumlah yang tepat waktu bulan ini (“delapan”){text}dan 4 sel lain. Buka lembar "
        "Perbaikan di "
        "IKI_2019-03_ngronggot_tata_pemerintahan_perbaikan.xlsx, betulkan sel yang merah, simpan, lalu kirim kembali."
    )


def test_a_file_without_a_copy_is_told_by_its_sentence(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "pmd.xlsx").write_bytes(b"%PDF-1.7")
    mending = check_and_mark([tmp_path], catalog, settings, folder=tmp_path / "perbaikan")
    assert mending.returned == Returned(
        tmp_path / "perbaikan",
        [],
        ["pmd.xlsx adalah PDF dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan cetakannya."],
    )
    assert not (tmp_path / "perbaikan").exists()


def test_nothing_goes_back_that_nobody_asked_for(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    path = faulty(tmp_path, "pmd")
    mending = check_and_mark([path], catalog, settings)
    assert (mending.checked.has_errors, mending.returned) == (True, None)
    assert [*tmp_path.iterdir()] == [path]


# --- a fresh form with the answers of an old one ----------------------------------------------------------------------


@pytest.mark.parametrize("path", seeds(sorted(OLD_DATA.glob("2019-03/*.xlsx")), 3), ids=lambda path: path.stem[22:])
def test_a_form_of_an_older_version_is_read_and_its_answers_are_carried(
    check: Check, catalog: Catalog, settings: Settings, tmp_path: Path, path: Path
) -> None:
    migrated = migrate(path, catalog, settings, tmp_path)
    old, new = check(path), check(migrated.path)
    assert (old.files["versi"].tolist(), new.files["versi"].tolist()) == ([1], [3])
    columns = ["slot", "responden", "angka", "keadaan", "keterangan", "sheet", "sel", "bulan_lalu"]
    pd.testing.assert_frame_equal(new.answers[columns], old.answers[columns])
    assert migrated.cells["dipindahkan"].all()


def test_what_was_carried_and_what_was_not_is_listed(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    path = complete(
        tmp_path, "tata_usaha", "2019-03", "surat | 168 | agenda", "4 3 . 2 1 4 3\n1 1 1 1 1 1 1", name="tu"
    )
    edited(path, lambda book: [put("Isian", "C9", "Surat lain")(book), put("SKM", "D1009", 2)(book)])
    migrated = migrate(path, catalog, settings, tmp_path / "baru")
    lines = list(migrated_lines(migrated))
    new = (tmp_path / "baru" / "IKI_2019-03_ngronggot_tata_usaha.xlsx").as_posix()
    assert lines[:3] == [
        f"21 sel dipindahkan ke {new}:",
        "  Isian!F8  Jumlah surat yang ditangani bulan ini: 168 (keterangan: agenda)",
        "  Isian!F10  Jumlah dokumen yang diarsip bulan ini: 1",
    ]
    assert lines[-8:] == [
        "  SKM!C9  Responden 1: Persyaratan Pelayanan 4, Prosedur Pelayanan 3, Kompetensi Pelaksana 2, Perilaku "
        "Pelaksana 1, Maklumat Pelayanan 4, Penanganan Pengaduan, Saran dan Masukan 3",
        "  SKM!C10  Responden 2: Persyaratan Pelayanan 1, Prosedur Pelayanan 1, Waktu Pelayanan 1, Kompetensi "
        "Pelaksana 1, Perilaku Pelaksana 1, Maklumat Pelayanan 1, Penanganan Pengaduan, Saran dan Masukan 1",
        "2 sel tidak dapat dipindahkan:",
        "  Isian!F9  Jumlah dokumen kepegawaian yang ditangani bulan ini: 1",
        "  SKM!D1009  Responden 3: Prosedur Pelayanan 2",
        "Temuan pada berkas lama:",
        "  galat  Isian!F9  “Jumlah dokumen kepegawaian yang ditangani bulan ini”: labelnya berubah menjadi “Surat "
        "lain”, jadi nilainya tidak dapat dipastikan dan tidak dibaca. Salin isinya ke formulir yang baru.",
        "  galat  SKM!D1009  Baris 1009 di lembar SKM bukan baris responden (mungkin disisipkan), jadi skornya tidak "
        "dibaca. Pindahkan skornya ke baris responden yang kosong, lalu kosongkan baris ini.",
    ]


def test_what_one_sheet_still_says_is_carried_when_another_is_gone(
    check: Check, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    path = complete(tmp_path, "tata_usaha", "2019-03", "surat | 168", "4 4 4 4 4 4 4", name="tu")
    edited(path, lambda book: book.remove(book["SKM"]))
    migrated = migrate(path, catalog, settings, tmp_path / "baru")
    assert not migrated.is_complete
    assert list(migrated_lines(migrated))[-11:] == [
        "0 sel tidak dapat dipindahkan.",
        "7 isian tidak terbaca sama sekali; ketik sendiri dari berkas lama:",
        *(f"  {slot.label}" for slot in catalog["tata_usaha"].slots if slot.blok),
        "Temuan pada berkas lama:",
        "  galat  Lembar SKM tidak ditemukan di tu.xlsx. Salin isinya ke formulir yang baru.",
    ]
    assert kodes(check(migrated.path).temuan) == [("SKM!C9", "survei_kosong")]


def test_a_form_of_which_isian_could_not_be_read_does_not_give_way_to_its_copy(
    mark: Mark, check: Check, tmp_path: Path
) -> None:
    folder = tmp_path / "kiriman"
    path = complete(folder, "tata_usaha", "2019-03", survey="4 4 4 4 4 4 4", name="tu")
    (marked,) = mark(edited(path, put("Isian", "I3", "Satuan")))
    shutil.copy(marked.path, folder / "balik.xlsx")
    checked = check(folder)
    assert [(Path(f.file).name, f.nasib, f.alasan) for f in checked.files.itertuples()] == [
        ("balik.xlsx", "dipakai", ""), ("tu.xlsx", "disisihkan", "judul_berubah"),
    ]  # fmt: skip
    assert kodes(checked.temuan)[-1] == ("tu.xlsx", "judul_berubah")


def test_a_formula_without_a_result_is_listed_as_not_carried(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    migrated = migrate(complete(tmp_path, "pmd", "2019-03", "koordinasi | =1+2"), catalog, settings, tmp_path / "baru")
    lines = list(migrated_lines(migrated))
    assert lines[lines.index("1 sel tidak dapat dipindahkan:") + 1] == f"  Isian!F8  {KOORDINASI}: tidak terbaca"


def test_a_form_that_exists_is_not_written_over(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    path = complete(tmp_path, "pmd", "2019-03", name="pmd")
    target = migrate(path, catalog, settings, tmp_path / "baru").path
    content = target.read_bytes()
    with pytest.raises(OutputError) as refusal:
        migrate(path, catalog, settings, tmp_path / "baru")
    assert str(refusal.value) == f"{target.as_posix()} sudah ada dan tidak ditimpa. Pilih folder lain dengan --ke."
    assert target.read_bytes() == content


def test_forms_are_migrated_one_by_one(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    complete(tmp_path / "kiriman", "pmd", "2019-03")
    with pytest.raises(FormError) as refusal:
        migrate(tmp_path / "kiriman", catalog, settings, tmp_path / "baru")
    assert str(refusal.value) == "kiriman adalah folder, bukan berkas. Sebutkan berkas di dalamnya."


def test_a_file_that_is_no_form_cannot_be_migrated(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "pmd.xlsx").write_bytes(b"%PDF-1.7")
    with pytest.raises(FormError) as refusal:
        migrate(tmp_path / "pmd.xlsx", catalog, settings, tmp_path / "baru")
    assert str(refusal.value) == (
        "pmd.xlsx adalah PDF dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan cetakannya."
    )
    assert not (tmp_path / "baru").exists()


def test_an_error_that_was_carried_as_its_text_is_still_an_error() -> None:
    for text in ("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#SPILL!", "#GETTING_DATA", "Err:502"):
        assert NUMBER.read(text, "orang").alasan == reading.ERROR_IN_CELL
