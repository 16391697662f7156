"""An indeks: an indikator that is made of the capaian or realisasi of other indikator of the unit."""

from __future__ import annotations

import functools
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import absolute_coordinate

from iki_excel import katalog, report
from iki_excel.cli.reasons import reason_lines
from iki_excel.cli.saying import blanks_lines, catalog_lines
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import Settings, load_settings
from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN
from iki_excel.judging.batch import Batch
from iki_excel.judging.provisional import banner_of
from iki_excel.judging.scoring import score
from iki_excel.katalog.toml_text import files_of
from iki_excel.report.kenapa import explain_result
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from tests.gnumeric import need_gnumeric, recalculated
from tests.katalog_books import book_of, faults_in
from tests.office import Office
from tests.random_indeks import random_year_of_indeks
from tests.random_years import Year
from tests.result_tables import below, by_month, cells, columns, records
from tests.seeds import seeds
from tests.small_catalog import SETTINGS, written
from tests.small_catalog import without_lines as said_of
from tests.test_isian_bersama import TOP, indikator, isian
from tests.test_last_year import Forms, filled
from tests.test_report_formulas import opened, unlike_spreadsheets
from tests.test_report_of_time import NOON, shown
from tests.test_years import reported
from tests.years import play

pytestmark = pytest.mark.panjang


def top(kode: str, nama: str, urutan: int) -> str:
    """The head of a jabatan."""
    return TOP.replace('"pmd"', f'"{kode}"').replace("Kepala Seksi PMD", nama) + f"urutan = {urutan}\n"


def result_of(kode: str, dari: str, ukuran: str, more: str = "", of: str = "indikator.isian") -> str:
    """An isian that is what another indikator comes to."""
    said = f'kode = "{kode}"\njenis = "indikator"\ndari = "{dari}"\nukuran = "{ukuran}"\n'
    return f"\n[[{of}]]\n{said}{more}"


def contoh(hasil: float, **given: float) -> str:
    told = ", ".join(f"{kode} = {value}" for kode, value in given.items())
    return f"\n[[indikator.contoh]]\nisian = {{ {told} }}\nhasil = {hasil}\n"


LURAH = top("lurah", "Lurah", 1) + indikator(
    "IND-1", "rata(hadir, surat)", "target = 90\n" + result_of("hadir", "PMD-1", "capaian")
    + result_of("surat", "UM-1", "capaian", 'label = "Capaian surat keluar"\n') + contoh(90, hadir=100, surat=80),
)  # fmt: skip
PRESENCE = indikator(
    "PMD-1", "masuk / hari * 100", "target = 90\n" + isian("indikator.isian", "masuk", "Hari masuk", "jumlah", "hari")
    + isian("indikator.isian", "hari", "Hari kerja", "jumlah", "hari") + contoh(50, masuk=1, hari=2),
)  # fmt: skip
SCORE = indikator(
    "PMD-2", "0.5 * kehadiran + surat", result_of("kehadiran", "PMD-1", "realisasi")
    + result_of("surat", "UM-1", "realisasi") + contoh(65, kehadiran=90, surat=20),
)  # fmt: skip
PMD = top("pmd", "Kepala Seksi PMD", 2) + SCORE + PRESENCE
AGENDA = isian("indikator.isian", "agenda", "Buku agenda", "terakhir", "buku") + "pendukung = true\nwajib = false\n"
LETTERS = isian("indikator.isian", "keluar", "Surat keluar", "jumlah", "surat") + AGENDA + contoh(3, keluar=3)
UMUM = top("umum", "Kepala Seksi Umum", 3) + indikator("UM-1", "keluar", f"target = 120\n{LETTERS}")


def loaded(folder: Path, **files: str) -> Catalog:
    folder.mkdir(exist_ok=True)
    return load_catalog(written(folder, **{"lurah": LURAH, "pmd": PMD, "umum": UMUM, **files}))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return loaded(tmp_path / "katalog")


PRESENT: Forms = {
    "2019-01": {"masuk": 80, "hari": 100},
    "2019-02": {"masuk": 100, "hari": 100},
    "2019-03": {"masuk": 45, "hari": 100},
}
SENT: Forms = {"2019-01": {"keluar": 5}, "2019-02": {"keluar": 15}, "2019-03": {"keluar": 4}}


def batch_of(
    folder: Path,
    catalog: Catalog,
    periode: str = "2019-03",
    *,
    present: Forms = PRESENT,
    sent: Forms = SENT,
    settings: Settings = SETTINGS,
) -> Batch:
    forms = [*filled(folder, catalog, present, "pmd"), *filled(folder, catalog, sent, "umum")]
    return process(forms, catalog, settings, periode)


def results(batch: Batch, *kode: str) -> list[tuple[Any, ...]]:
    """Of each indikator what it comes to in the last month and so far, and how that stands."""
    hasil = batch.hasil.round(2)
    columns = ["indikator", "realisasi_bulan", "realisasi", "status_kata"]
    told = hasil.astype(object)[columns].where(hasil[columns].notna(), None)
    return [one for one in told.itertuples(index=False, name=None) if one[0] in kode]


MEAN = "rata-rata dari (Capaian Koordinasi; Capaian surat keluar)"
BOTH = ("IND-1", "PMD-2")


# --- what a catalogue says -------------------------------------------------------------------------------------------


def test_an_indeks_is_said_in_words_and_no_form_asks_for_it(catalog: Catalog) -> None:
    sidik = {jabatan.kode: fingerprint(jabatan)[:6] for jabatan in catalog.jabatan}
    assert [*catalog_lines(catalog)] == [
        "Lurah (lurah, tanpa formulir)",
        "  IND-1  Indikator IND-1 (kegiatan)",
        "         = rata-rata dari (Capaian Koordinasi; Capaian surat keluar)",
        "         Capaian Koordinasi: dari capaian PMD-1",
        "         Capaian surat keluar: dari capaian UM-1",
        "",
        f"Kepala Seksi PMD (pmd, sidik {sidik['pmd']})",
        "  PMD-2  Indikator PMD-2 (kegiatan)",
        "         = 0,5 × Koordinasi + Koordinasi",
        "         Koordinasi: dari realisasi PMD-1",
        "         Koordinasi: dari realisasi UM-1",
        "  PMD-1  Indikator PMD-1 (kegiatan)",
        "         = Hari masuk ÷ Hari kerja × 100",
        "",
        f"Kepala Seksi Umum (umum, sidik {sidik['umum']})",
        "  UM-1  Indikator UM-1 (kegiatan)",
        "         = Surat keluar",
    ]
    assert catalog.at("2019-03").kode == ["pmd", "umum"]
    assert [slot.kode for slot in catalog["pmd"].asked] == ["masuk", "hari"]
    assert [(slot.label, slot.satuan) for slot in catalog["lurah"].slots] == [
        ("Capaian Koordinasi", "%"), ("Capaian surat keluar", "%"),
    ]  # fmt: skip


def test_which_result_it_is_changes_the_fingerprint_and_what_it_is_called_does_not(
    catalog: Catalog, tmp_path: Path
) -> None:
    other_words = loaded(
        tmp_path / "kata", pmd=PMD.replace('ukuran = "realisasi"\n', 'ukuran = "realisasi"\nlabel = "A"\n', 1)
    )
    other_number = loaded(tmp_path / "ukuran", pmd=PMD.replace("realisasi", "capaian", 1))
    other_result = loaded(tmp_path / "dari", pmd=PMD.replace('dari = "UM-1"', 'dari = "PMD-1"'))
    own = fingerprint(catalog["pmd"])
    assert fingerprint(other_words["pmd"]) == own
    assert own not in (fingerprint(other_number["pmd"]), fingerprint(other_result["pmd"]))


def test_two_indeks_of_a_jabatan_may_share_a_result(tmp_path: Path) -> None:
    text = top("lurah", "Lurah", 1) + result_of("hadir", "PMD-1", "capaian", of="isian") + (
        indikator("IND-1", "hadir / 2", contoh(50, hadir=100)) + indikator("IND-2", "hadir * 2", contoh(2, hadir=1))
    )  # fmt: skip
    batch = batch_of(tmp_path, loaded(tmp_path / "katalog", lurah=text))
    assert results(batch, "IND-1", "IND-2") == [
        ("IND-1", 41.67, 41.67, "lengkap"), ("IND-2", 166.67, 166.67, "lengkap"),
    ]  # fmt: skip


ONE_OF = "lurah.toml, indikator IND-1"
TYPED = isian("indikator.isian", "rapat", "Rapat", "jumlah", "rapat")


def of_lurah(rumus: str, rest: str, more: str = "") -> str:
    return top("lurah", "Lurah", 1) + indikator("IND-1", rumus, more + rest)


HADIR = result_of("hadir", "PMD-1", "capaian")
COMPUTED = '\n[[indikator.hitung]]\nkode = "b"\nlabel = "B"\nsatuan = "%"\nrumus = "hadir"\nakumulasi = "jumlah"\n'
CONDITION = '\n[[indikator.syarat]]\nrumus = "hadir <= 100"\npesan = "Paling banyak 100."\n'
ANOTHER = indikator("IND-2", "hadir_2", result_of("hadir_2", "IND-1", "capaian") + contoh(1, hadir_2=1))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        pytest.param(
            LURAH.replace('dari = "UM-1"', 'dari = "UM-11"'),
            f"{ONE_OF}, isian surat: indikator “UM-11” tidak ada di katalog ini. Maksudnya “UM-1”?",
            id="no such indikator",
        ),
        pytest.param(
            LURAH.replace('dari = "UM-1"', 'dari = "IND-1"'),
            f"{ONE_OF}, isian surat: “IND-1” memakai hasilnya sendiri. Tulis kode indikator lain.",
            id="itself",
        ),
        pytest.param(
            LURAH + ANOTHER,
            "lurah.toml, indikator IND-2, isian hadir_2: “IND-1” sendiri sebuah indeks. Pakai indikator yang menjadi "
            "bagiannya.",
            id="an indeks of an indeks",
        ),
        pytest.param(
            LURAH.replace('ukuran = "capaian"', 'ukuran = "predikat"', 1),
            f"{ONE_OF}, isian hadir: kunci “ukuran” berisi “predikat”. Yang dikenal: capaian, realisasi.",
            id="no such number",
        ),
        pytest.param(
            LURAH.replace('ukuran = "capaian"\n', "", 1),
            f"{ONE_OF}, isian hadir: kunci “ukuran” tidak ada. Tambahkan ukuran = … (teks dalam tanda kutip).",
            id="no number",
        ),
        pytest.param(
            of_lurah("hadir + rapat", HADIR + TYPED + contoh(2, hadir=1, rapat=1)),
            f"{ONE_OF}: “hadir” adalah hasil indikator lain, padahal “rapat” ditanyakan di formulir. Pakai di "
            "indikator ini hasil indikator lain dan konstanta saja, atau isian formulir saja.",
            id="a mixture",
        ),
        pytest.param(
            of_lurah("hadir - tahun_lalu(hadir)", f"{HADIR}{contoh(1, hadir=1)}"),
            f"{ONE_OF}: rumus memuat tahun_lalu(hadir), padahal “hadir” adalah hasil indikator lain, yang tidak ada di "
            "formulir tahun lalu. Tanyakan angka tahun lalu itu sebagai isian bilangan.",
            id="last year",
        ),
        pytest.param(
            of_lurah("hadir", HADIR + result_of("surat", "UM-1", "capaian") + contoh(1, hadir=1, surat=1)),
            f"{ONE_OF}, isian surat: “surat” tidak dipakai rumus mana pun. Pakai dalam rumus, atau hapus.",
            id="not used",
        ),
        pytest.param(
            of_lurah("b", HADIR + COMPUTED + contoh(1, hadir=1)),
            f"{ONE_OF}: indeks dari hasil indikator lain tidak memakai kunci “hitung”: tulis hitungannya dalam rumus. "
            "Hapus.",
            id="a computed name",
        ),
        pytest.param(
            of_lurah("hadir", HADIR + CONDITION + contoh(1, hadir=1)),
            f"{ONE_OF}: indeks dari hasil indikator lain tidak memakai kunci “syarat”: tidak ada yang diketik "
            "untuknya. Hapus.",
            id="a condition",
        ),
        pytest.param(
            of_lurah("hadir", HADIR + contoh(1, hadir=1), 'periode = "triwulan"\n'),
            f"{ONE_OF}: indeks dari hasil indikator lain tidak memakai kunci “periode”: ia dihitung setiap bulan dari "
            "hasil indikator lain. Hapus.",
            id="a longer span",
        ),
        pytest.param(
            of_lurah("hadir", HADIR + contoh(1, hadir=1), 'sifat = "arus"\n'),
            f"{ONE_OF}: indeks dari hasil indikator lain tidak memakai kunci “sifat”: ia selalu keadaan pada bulan "
            "itu. Hapus.",
            id="what adds up",
        ),
        pytest.param(
            of_lurah("hadir", HADIR + contoh(2, hadir=1)),
            f"{ONE_OF}, contoh ke-1: contoh memberi 1, padahal tertulis hasil 2. Perbaiki rumus atau contohnya.",
            id="another result",
        ),
        pytest.param(
            of_lurah("hadir", HADIR + "\n[[indikator.contoh]]\nisian = { hadir = 'baik' }\nhasil = 1\n"),
            f"{ONE_OF}, contoh ke-1: contoh “hadir”: nilainya harus bilangan.",
            id="an example with a word",
        ),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, text: str, refused: str) -> None:
    assert refusal(tmp_path, lurah=text) == refused


def refusal(folder: Path, **files: str) -> str:
    with pytest.raises(CatalogError) as caught:
        loaded(folder, **files)
    return said_of(caught.value).replace(f"{folder}/", "")


def test_a_part_is_valid_in_every_month_of_the_indeks(tmp_path: Path) -> None:
    """What has no result in a month cannot be told apart from what is missing."""
    begun, ended = (
        UMUM.replace("rumus =", f'{key} = "2019-06"\nrumus =') for key in ("berlaku_mulai", "berlaku_sampai")
    )
    own = LURAH.replace("rumus =", 'berlaku_mulai = "2019-06"\nrumus =')
    assert refusal(tmp_path, umum=begun, pmd=top("pmd", "PMD", 2) + PRESENCE) == (
        f"{ONE_OF}, isian surat: “UM-1” baru berlaku mulai Juni 2019, padahal “IND-1” memakainya sebelum itu. Pakai ia "
        "pada versi “IND-1” yang mulai bulan itu, atau mulailah “IND-1” bulan itu."
    )
    assert refusal(tmp_path, umum=ended, pmd=top("pmd", "PMD", 2) + PRESENCE) == (
        f"{ONE_OF}, isian surat: “UM-1” berlaku sampai Juni 2019, padahal “IND-1” memakainya sesudah itu. Beri “IND-1” "
        "versi tanpa “UM-1” mulai Juli 2019, atau akhiri “IND-1” bulan itu."
    )
    assert "IND-1" in loaded(tmp_path, lurah=own, umum=begun, pmd=top("pmd", "PMD", 2) + PRESENCE).indikator


def test_no_jabatan_fills_one_for_others(tmp_path: Path) -> None:
    isian_unit = result_of("hadir", "PMD-1", "capaian", 'diisi = "pmd"\n', of="isian")
    assert refusal(tmp_path, keputusan=isian_unit) == (
        "keputusan.toml, isian hadir: hanya isian bilangan dapat dipakai jabatan lain. Pindahkan yang lain ke berkas "
        "jabatannya sendiri."
    )


def test_a_jabatan_without_a_form_fills_nothing_for_others(tmp_path: Path) -> None:
    isian_unit = isian("isian", "warga", "Warga", "terakhir", "orang") + 'diisi = "lurah"\n'
    umum = UMUM.replace("rumus = 'keluar'", "rumus = 'keluar / warga'").replace(
        "keluar = 3 }", "keluar = 3, warga = 1 }"
    )
    umum = umum.replace("target = 120\n", "")
    lurah = of_lurah("hadir", HADIR + contoh(1, hadir=1))
    assert refusal(tmp_path, keputusan=isian_unit, umum=umum, lurah=lurah, pmd=top("pmd", "PMD", 2) + PRESENCE) == (
        "keputusan.toml, isian warga: jabatan “lurah” tidak punya indikator yang berlaku di semua bulan, jadi ada "
        "bulan yang tidak menanyakannya. Pilih jabatan lain."
    )


# --- as a workbook ---------------------------------------------------------------------------------------------------


def test_a_catalogue_is_the_same_from_a_workbook_and_from_toml_made_of_it(catalog: Catalog, tmp_path: Path) -> None:
    path, again = tmp_path / "katalog.xlsx", tmp_path / "lagi"
    path.write_bytes(book_of(tmp_path / "katalog"))
    again.mkdir()
    for name, text in files_of(katalog.read(path)).items():
        (again / name).write_text(text, "utf-8")
    assert katalog.load(path) == catalog
    assert load_catalog(again) == catalog


def in_sheet_isian(path: Path) -> list[dict[str, Any]]:
    """What the workbook says of each isian, by heading."""
    workbook = load_workbook(path, data_only=True)
    head, *found = workbook["Isian"].iter_rows(min_row=4, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found if row[1]]


def test_the_workbook_names_the_indikator_and_asks_for_no_question(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(book_of(tmp_path / "katalog"))
    headings = ("Kode", "Milik", "Jenis", "Pertanyaannya", "Hasil dari", "Ukuran", "Keadaan")
    assert [tuple(row[heading] for heading in headings) for row in in_sheet_isian(path)][:3] == [
        ("hadir", "IND-1", "indikator", None, "PMD-1", "capaian", "ya"),
        ("surat", "IND-1", "indikator", "Capaian surat keluar", "UM-1", "capaian", "ya"),
        ("kehadiran", "PMD-2", "indikator", None, "PMD-1", "realisasi", "ya"),
    ]


@pytest.mark.panjang
@pytest.mark.parametrize(
    ("heading", "typed", "fault"),
    [
        ("Hasil dari", "UM-11", "{cell}: indikator “UM-11” tidak ada di katalog ini. Maksudnya “UM-1” (Indikator!B8)?"),
        ("Hasil dari", None, "{cell}: kolom “Hasil dari” masih kosong. Untuk jenis indikator: kode indikatornya."),
        ("Ukuran", None, "{cell}: kolom “Ukuran” masih kosong. Untuk jenis indikator: yang mana darinya."),
        ("Satuan", "%", "{cell}: kolom “Satuan” tidak dipakai di baris ini. Kosongkan selnya, atau ganti jenisnya."),
    ],
)
def test_what_is_wrong_in_the_workbook_is_told_at_its_cell(
    catalog: Catalog, tmp_path: Path, heading: str, typed: str | None, fault: str
) -> None:
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(book_of(tmp_path / "katalog"))
    workbook = load_workbook(path)
    sheet = workbook["Isian"]
    [cell] = (sheet.cell(6, one.column) for one in sheet[4] if one.value == heading)
    cell.value = typed
    workbook.save(path)
    assert faults_in(path) == [fault.format(cell=f"Isian!{cell.coordinate}")]


# --- the forms -------------------------------------------------------------------------------------------------------


def test_a_form_says_whose_result_it_is_and_shows_no_number(catalog: Catalog, tmp_path: Path) -> None:
    [path] = filled(tmp_path, catalog, {"2019-03": PRESENT["2019-03"]}, "pmd")
    workbook = load_workbook(path)
    assert [[workbook[ISIAN][f"{column}{row}"].value for column in "ABCIFG"] for row in (7, 8, 9, 10)] == [
        [None, "PMD-2", "Indikator PMD-2", None, None, None],
        [None, 1, "Koordinasi: dari realisasi PMD-1", "kegiatan", None, None],
        [None, 2, "Koordinasi: dari realisasi UM-1", "kegiatan", None, None],
        [None, None, "Realisasi bulan ini", "kegiatan", '="lihat rekap"', None],
    ]
    assert workbook[ISIAN]["F8"].protection.locked
    guide = [(row[1], row[2]) for row in workbook[layout.PETUNJUK].iter_rows(values_only=True)]
    assert ("Isian: Koordinasi", "Tidak diisi: diambil dari realisasi UM-1 di rekap.") in guide
    checked = check_files([path], catalog, SETTINGS)
    assert checked.temuan.empty
    assert [*checked.answers["slot"]] == ["masuk", "hari"]


def test_a_number_typed_there_is_told(catalog: Catalog, tmp_path: Path) -> None:
    [path] = filled(tmp_path, catalog, {"2019-03": PRESENT["2019-03"]}, "pmd")
    workbook = load_workbook(path)
    workbook[ISIAN]["F9"] = 20
    workbook.save(path)
    told = check_files([path], catalog, SETTINGS).temuan
    assert [*told[["sel", "kode"]].itertuples(index=False, name=None)] == [("F9", "sel_terkunci_berubah")]


@pytest.mark.libreoffice
def test_a_form_is_ready_without_it(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    need_gnumeric()
    [path] = filled(tmp_path, catalog, {"2019-03": PRESENT["2019-03"]}, "pmd")
    for values in (office.values(path)[ISIAN], recalculated(path)[ISIAN]):
        assert values["B2"] == "Siap dikirim: YA"
        assert values["F10"] == "lihat rekap"


def test_a_jabatan_of_indeks_alone_has_no_form(catalog: Catalog, tmp_path: Path) -> None:
    outcome = write_blanks(catalog, SETTINGS, ["2019-03"], tmp_path / "formulir")
    assert [*blanks_lines(outcome)] == [
        f"2 formulir Maret 2019 ditulis di {(tmp_path / 'formulir').as_posix()}.",
        "Lurah: tidak ada yang ditanyakan pada Maret 2019, jadi formulirnya tidak diperlukan.",
    ]


# --- scores ----------------------------------------------------------------------------------------------------------


def test_every_month_is_reckoned_over_the_results_so_far(catalog: Catalog, tmp_path: Path) -> None:
    """Of capaian the month is the same, as there is one only; of realisasi it is the rumus over the month."""
    for month, indeks, nilai in (
        ("2019-01", ("IND-1", 69.44, 69.44, "lengkap"), ("PMD-2", 45.0, 45.0, "lengkap")),  # (88,89 + 50) / 2
        ("2019-02", ("IND-1", 100.0, 100.0, "lengkap"), ("PMD-2", 65.0, 65.0, "lengkap")),  # 90 / 90, 20 / 20
        ("2019-03", ("IND-1", 81.67, 81.67, "lengkap"), ("PMD-2", 26.5, 61.5, "lengkap")),  # (83,33 + 80) / 2
    ):
        assert results(batch_of(tmp_path, catalog, month), *BOTH) == [indeks, nilai]


def test_it_has_a_target_and_a_predikat_as_any_indikator(catalog: Catalog, tmp_path: Path) -> None:
    hasil = batch_of(tmp_path, catalog).hasil.round(2).set_index("indikator")
    columns = ["jabatan", "target", "capaian", "predikat", "status", "target_tahun"]
    assert [*hasil.loc["IND-1", columns]] == ["lurah", 90.0, 90.74, "Baik", "lengkap", 90.0]
    assert [*hasil.index] == ["IND-1", "PMD-2", "PMD-1", "UM-1"]


def test_its_target_need_not_be_whole(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", lurah=of_lurah("hadir", f"{HADIR}{contoh(1, hadir=1)}", "target = 87.5\n"))
    hasil = batch_of(tmp_path, catalog).hasil.round(2).set_index("indikator")
    assert [*hasil.loc["IND-1", ["realisasi", "target", "capaian"]]] == [83.33, 87.5, 95.24]


def test_every_unit_has_its_own(catalog: Catalog, tmp_path: Path) -> None:
    """The parts of another unit are none of its."""
    answers = batch_of(tmp_path, catalog).checked.answers
    other = answers.assign(unit="lain", angka=answers["angka"].where(answers["slot"] != "keluar", 10.0))
    both = pd.concat([answers, other], ignore_index=True)
    months = [Periode(month) for month in SENT]
    hasil = score(both, catalog, SETTINGS, months, ["contoh", "lain", "tanpa"]).hasil.round(2)
    told = hasil[(hasil["indikator"] == "PMD-2") & (hasil["periode"] == "2019-03")]
    realisasi = told["realisasi"].astype(object).where(told["realisasi"].notna(), None)
    assert [*zip(told["unit"], realisasi, strict=True)] == [
        ("contoh", 61.5), ("lain", 67.5), ("tanpa", None),
    ]  # fmt: skip


def without(forms: Forms, *months: str) -> Forms:
    return {month: typed for month, typed in forms.items() if month not in months}


def typed_in_all(**typed: Any) -> Forms:
    return {month: {**own, **typed} for month, own in SENT.items()}


ABSENT = "tidak berlaku (UM-1 tidak berlaku)"
WAITS, IN_PART = "belum lengkap (menunggu UM-1)", "sebagian (UM-1 baru sebagian)"
SAID_OF_LETTERS = {
    "a month without a form": (
        without(SENT, "2019-03"),
        [("IND-1", 75.0, 75.0, IN_PART), ("PMD-2", None, 57.5, IN_PART)],
    ),
    "no form at all": (
        {},
        [("IND-1", None, None, WAITS), ("PMD-2", None, None, WAITS)],
    ),
    "a blank": (
        {**SENT, "2019-03": {"keluar": None, "agenda": 1}},
        [("IND-1", None, None, WAITS), ("PMD-2", None, None, WAITS)],
    ),
    "a blank of an earlier month": (
        {**SENT, "2019-02": {"keluar": None, "agenda": 1}},
        [("IND-1", None, None, WAITS), ("PMD-2", 26.5, None, WAITS)],
    ),
    "a wrong entry": (
        {**SENT, "2019-03": {"keluar": "banyak"}},
        [("IND-1", None, None, WAITS), ("PMD-2", None, None, WAITS)],
    ),
    "TB": (  # of a sum as of a mean one part alone is none
        typed_in_all(keluar="TB"),
        [("IND-1", None, None, ABSENT), ("PMD-2", None, None, ABSENT)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "told"), SAID_OF_LETTERS.values(), ids=SAID_OF_LETTERS)
def test_it_is_as_complete_as_the_least_complete_of_its_parts(
    catalog: Catalog, tmp_path: Path, sent: Forms, told: list[tuple[Any, ...]]
) -> None:
    batch = batch_of(tmp_path, catalog, sent=sent)
    assert results(batch, *BOTH) == told
    incomplete = batch.hasil[batch.hasil["status"] != "lengkap"]
    assert set(incomplete["predikat"]) <= {""}


def test_it_waits_for_every_part_that_is_missing(catalog: Catalog, tmp_path: Path) -> None:
    batch = batch_of(tmp_path, catalog, present={"2019-03": {"masuk": 1, "hari": None}}, sent={})
    assert results(batch, "IND-1") == [("IND-1", None, None, "belum lengkap (menunggu PMD-1, UM-1)")]


def settings_of(folder: Path, catalog: Catalog, own: str) -> Settings:
    unit = SETTINGS.unit
    names = {"kode": unit.kode, "nama": unit.nama, "kabupaten": unit.kabupaten, "tempat": unit.tempat}
    path = folder / "iki.toml"
    said = "\n".join(f'{key} = "{name}"' for key, name in names.items())
    path.write_text(f"[unit]\n{said}\n{own}", "utf-8")
    return load_settings(path, catalog)


def test_what_is_not_due_yet_has_a_realisasi_but_no_capaian(catalog: Catalog, tmp_path: Path) -> None:
    own = '[target]\nUM-1 = { jadwal = { "2019-06" = 20 } }\n'
    settings = settings_of(tmp_path, catalog, own)
    assert results(batch_of(tmp_path, catalog, settings=settings), *BOTH) == [
        ("IND-1", None, None, "belum jatuh tempo (menunggu UM-1)"), ("PMD-2", 26.5, 61.5, "lengkap"),
    ]  # fmt: skip


def test_a_month_that_is_missing_of_what_is_not_due_yet_makes_it_a_part_all_the_same(
    catalog: Catalog, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path, catalog, '[target]\nUM-1 = { jadwal = { "2019-06" = 20 } }\n')
    batch = batch_of(tmp_path, catalog, sent=without(SENT, "2019-03"), settings=settings)
    assert results(batch, "UM-1", "PMD-2") == [
        ("PMD-2", None, 57.5, IN_PART), ("UM-1", None, 20.0, "belum jatuh tempo"),
    ]  # fmt: skip


def test_what_has_no_target_has_no_capaian(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", umum=UMUM.replace("target = 120\n", ""))
    assert results(batch_of(tmp_path, catalog), *BOTH) == [
        ("IND-1", None, None, "belum lengkap (UM-1 tanpa capaian)"), ("PMD-2", 26.5, 61.5, "lengkap"),
    ]  # fmt: skip


def test_it_divides_by_zero_as_any_rumus(tmp_path: Path) -> None:
    lurah = of_lurah("hadir / surat", result_of("hadir", "PMD-1", "realisasi") + result_of("surat", "UM-1", "realisasi")
                     + contoh(2, hadir=2, surat=1))  # fmt: skip
    catalog = loaded(tmp_path / "katalog", lurah=lurah)
    batch = batch_of(tmp_path, catalog, sent=typed_in_all(keluar=0))
    assert results(batch, "IND-1") == [("IND-1", None, None, "pembagi nol")]


def test_its_own_target_may_be_due_later(catalog: Catalog, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, catalog, '[target]\nIND-1 = { jadwal = { "2019-12" = 95 } }\n')
    batch = batch_of(tmp_path, catalog, settings=settings)
    assert results(batch, "IND-1") == [("IND-1", 81.67, 81.67, "belum jatuh tempo")]


def test_excused_months_of_a_part_do_not_apply_and_those_of_its_own_jabatan_change_nothing(
    catalog: Catalog, tmp_path: Path
) -> None:
    excused = '[[pengecualian]]\njabatan = "{}"\nperiode = "2019-03"\nalasan = "Kosong"\noleh = "Lurah"\n'
    for jabatan, sent in (("umum", without(SENT, "2019-03")), ("lurah", SENT)):
        settings = settings_of(tmp_path, catalog, excused.format(jabatan))
        batch = batch_of(tmp_path / jabatan, catalog, sent=sent, settings=settings)
        month = 91.67 if jabatan == "umum" else 81.67  # (83,33 + 20 / 20) / 2
        assert results(batch, "IND-1") == [("IND-1", month, month, "lengkap")]


def test_konstanta_and_steps_may_be_used_beside(tmp_path: Path) -> None:
    keputusan = '\n[[konstanta]]\nkode = "ambang"\nlabel = "Ambang"\nnilai = 40\nsatuan = "%"\n'
    langkah = "langkah = [{ dari = 0, nilai = 1 }, { dari = 2, nilai = 5 }]"
    steps = f'\n[[indikator.skala]]\nkode = "nilai"\nlabel = "Nilai"\n{langkah}\n'
    lurah = of_lurah("skala(hadir / ambang, nilai)", steps + HADIR + contoh(5, hadir=80))
    catalog = loaded(tmp_path / "katalog", lurah=lurah, keputusan=keputusan)
    assert results(batch_of(tmp_path, catalog), "IND-1") == [("IND-1", 5.0, 5.0, "lengkap")]


QUARTERLY = UMUM.replace("rumus = 'keluar'", "periode = \"triwulan\"\nrumus = 'keluar'")


def test_a_part_of_a_triwulan_stands_as_it_is_told_between(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", umum=QUARTERLY)
    present = {**PRESENT, "2019-04": {"masuk": 100, "hari": 100}}
    for month, told in (
        ("2019-02", [("IND-1", None, None, "belum jatuh tempo (menunggu UM-1)"),
                     ("PMD-2", None, None, "belum jatuh tempo (menunggu UM-1)")]),
        ("2019-03", [("IND-1", 48.33, 48.33, "lengkap"), ("PMD-2", 26.5, 41.5, "lengkap")]),  # 4 / 30, 75 / 90
        ("2019-04", [("IND-1", 51.81, 51.81, "lengkap"), ("PMD-2", None, 44.62, "lengkap")]),  # 81,25 / 90
    ):  # fmt: skip
        batch = batch_of(tmp_path / month, catalog, month, present=present, sent={"2019-03": {"keluar": 4}})
        assert results(batch, *BOTH) == told


def test_an_indeks_beside_what_is_asked_once_in_a_triwulan_makes_no_form(tmp_path: Path) -> None:
    """Its jabatan has a result in every month, and a form in some."""
    own = indikator("UM-2", "hadir", result_of("hadir", "PMD-1", "realisasi") + contoh(1, hadir=1))
    catalog = loaded(tmp_path / "katalog", umum=QUARTERLY + own)
    assert [catalog.at(month).kode for month in ("2019-02", "2019-03")] == [["pmd"], ["pmd", "umum"]]
    batch = batch_of(tmp_path, catalog, "2019-02", present=without(PRESENT, "2019-03"), sent={})
    assert results(batch, "UM-1", "UM-2") == [
        ("UM-1", None, None, "belum jatuh tempo"), ("UM-2", 100.0, 90.0, "lengkap"),
    ]  # fmt: skip
    assert batch.checked.temuan.empty
    workbook = shown(batch, tmp_path)
    assert below(workbook, "Kelengkapan", "Formulir", 4)[3] == (
        "Kepala Seksi Umum", "tidak ditanyakan", "tidak ditanyakan",
    )  # fmt: skip
    assert columns(workbook, "tblRapor_umum", "Kode", "Bulan ini", "S.d. bulan ini", "Predikat") == [
        ("UM-1", None, None, "belum jatuh tempo"), ("UM-2", 100, 90, "tanpa target"),
    ]  # fmt: skip
    february = {"Kode": "UM-2", "Bulan": "Februari 2019"}
    assert columns(workbook, "tblData", "Isian", "Angka", "S.d.", where=february) == [("Koordinasi", 100, 90)]


VERSIONED = (
    LURAH
    + """
[[indikator.versi]]
berlaku_mulai = "2019-03"
rumus = "min(hadir, kehadiran)"
isian = [
  { kode = "hadir", jenis = "indikator", dari = "PMD-1", ukuran = "capaian" },
  { kode = "kehadiran", jenis = "indikator", dari = "PMD-1", ukuran = "realisasi" },
]
contoh = [{ isian = { hadir = 80, kehadiran = 70 }, hasil = 70 }]
"""
)


def test_each_version_tells_its_own_months(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", lurah=VERSIONED)
    told = batch_of(tmp_path, catalog).scores.hasil.query("indikator == 'IND-1'").round(2)
    assert [*told[["periode", "versi", "realisasi"]].itertuples(index=False, name=None)] == [
        ("2019-01", 0, 69.44), ("2019-02", 0, 100.0), ("2019-03", 1, 75.0),
    ]  # fmt: skip


def test_one_that_ended_stays_with_its_last_month(tmp_path: Path) -> None:
    ended = LURAH.replace("rumus =", 'berlaku_sampai = "2019-02"\nrumus =')
    batch = batch_of(tmp_path, loaded(tmp_path / "katalog", lurah=ended))
    assert results(batch, "IND-1") == [("IND-1", None, 100.0, "lengkap")]


def test_what_becomes_an_indeks_takes_no_old_numbers_with_it(tmp_path: Path) -> None:
    counted = isian("indikator.isian", "keluar_2", "Keluar", "jumlah") + contoh(1, keluar_2=1)
    became = """
[[indikator.versi]]
berlaku_mulai = "2019-03"
rumus = "hadir"
isian = [{ kode = "hadir", jenis = "indikator", dari = "PMD-1", ukuran = "realisasi" }]
contoh = [{ isian = { hadir = 1 }, hasil = 1 }]
"""
    umum = UMUM + indikator("UM-2", "keluar_2", f"{counted}{became}")
    catalog = loaded(tmp_path / "katalog", umum=umum)
    sent = {month: own | ({"keluar_2": 7} if month < "2019-03" else {}) for month, own in SENT.items()}
    batch = batch_of(tmp_path, catalog, sent=sent)
    told = batch.scores.hasil.query("indikator == 'UM-2'")
    assert [*told["realisasi"]] == [7.0, 14.0, 75.0]


def test_a_triwulan_is_reckoned_over_what_its_parts_come_to_within_it(tmp_path: Path, catalog: Catalog) -> None:
    present = {**PRESENT, "2019-04": {"masuk": 60, "hari": 100}, "2019-05": {"masuk": 80, "hari": 100},
               "2019-06": {"masuk": 100, "hari": 100}}  # fmt: skip
    sent = {**SENT, "2019-04": {"keluar": 6}, "2019-05": {"keluar": 10}, "2019-06": {"keluar": 20}}
    batch = batch_of(tmp_path, catalog, "2019-TW2", present=present, sent=sent)
    assert results(batch, *BOTH) == [
        ("IND-1", 93.06, 93.06, "lengkap"),  # 77,5 / 90 and 60 / 60
        ("PMD-2", 76.0, 98.75, "lengkap"),  # 80 / 2 + 36; 77,5 / 2 + 60
    ]


def test_its_sheet_says_whose_forms_it_waits_for(catalog: Catalog, tmp_path: Path) -> None:
    awaited = batch_of(tmp_path / "a", catalog, sent=without(SENT, "2019-03"), present=without(PRESENT, "2019-02"))
    assert [banner_of(awaited, jabatan) for jabatan in ("lurah", "pmd", "umum")] == [
        "SEMENTARA: menunggu formulir PMD dan Umum.",
        "SEMENTARA: formulir Februari 2019 belum masuk; menunggu formulir Umum.",
        "SEMENTARA: formulir bulan ini belum masuk.",
    ]
    assert [banner_of(batch_of(tmp_path / "b", catalog), jabatan) for jabatan in ("lurah", "pmd", "umum")] == [""] * 3


# --- the report ------------------------------------------------------------------------------------------------------

PARTS = {"hadir": "PMD-1", "surat": "UM-1", "laporan": "UM-2", "stok": "UM-3", "gangguan": "UM-4"}
WITH_ALL = top("lurah", "Lurah", 1) + indikator(
    "IND-1", "(hadir + surat + laporan + stok + gangguan) / 5",
    "target = 90\n" + "".join(
        result_of(kode, dari, "capaian")
        for kode, dari in PARTS.items()
    ) + contoh(80, hadir=80, surat=80, laporan=80, stok=80, gangguan=80),
)  # fmt: skip
REPORTS = """
[[indikator.isian]]
kode = "laporan"
jenis = "daftar_dokumen"
label = "Laporan"
butir = [
  { kode = "bulanan", label = "Laporan awal", batas = "31 Januari" },
  { kode = "tahunan", label = "Laporan tahunan", batas = "28 Februari" },
]

[[indikator.contoh]]
isian.laporan.tahunan = { selesai = 2019-02-20 }
hasil = 1
"""
STOCK = isian("indikator.isian", "stok", "Stok", "terakhir") + contoh(3, stok=3)
DISTURBED = isian("indikator.isian", "gangguan", "Gangguan", "terakhir") + contoh(3, gangguan=3)
ALL_KINDS = (
    UMUM
    + indikator("UM-2", "memenuhi(laporan)", REPORTS)
    + indikator("UM-3", "stok", f"target = {{ dari = 80, sampai = 90 }}\n{STOCK}")
    + indikator("UM-4", "gangguan", f'arah = "turun"\ntarget = 10\n{DISTURBED}')
)
OF_ALL = {"stok": 60, "gangguan": 4, "laporan.bulanan.selesai": None}
SENT_OF_ALL: Forms = {month: {**own, **OF_ALL} for month, own in SENT.items()}
SENT_OF_ALL["2019-02"]["laporan.tahunan.selesai"] = "2019-02-20"


def test_data_leads_to_where_each_result_stands(catalog: Catalog, tmp_path: Path) -> None:
    workbook = shown(batch_of(tmp_path, catalog), tmp_path)
    heads = ("Bulan", "Isian", "Keadaan", "Angka", "S.d.", "Realisasi", "Realisasi s.d.")
    assert columns(workbook, "tblData", *heads)[:6] == [
        ("Januari 2019", "Capaian Koordinasi", "capaian PMD-1", 88.89, 88.89, None, None),
        ("Januari 2019", "Capaian surat keluar", "capaian UM-1", 50, 50, 69.44, 69.44),
        ("Februari 2019", "Capaian Koordinasi", "capaian PMD-1", 100, 100, None, None),
        ("Februari 2019", "Capaian surat keluar", "capaian UM-1", 100, 100, 100, 100),
        ("Maret 2019", "Capaian Koordinasi", "capaian PMD-1", 83.33, 83.33, None, None),
        ("Maret 2019", "Capaian surat keluar", "capaian UM-1", 80, 80, 81.67, 81.67),
    ]
    live = opened(tmp_path / "rekap.xlsx")
    march = [row for row in cells(live, "tblData") if row["Bulan"].value == "Maret 2019"]
    own = {(row["Kode"].value, row["Kode isian"].value): row for row in march}
    last, of_march = own["UM-1", "agenda"], cells(live, "tblHitungan")[-1]
    assert of_march["Kode"].value == "UM-1"
    capaian = absolute_coordinate(of_march["Capaian s.d."].coordinate)
    assert own["IND-1", "surat"]["S.d."].value == f"=Hitungan!{capaian}"
    assert own["PMD-2", "surat"]["S.d."].value == f"={last['Realisasi s.d.'].coordinate}"
    assert own["PMD-2", "surat"]["Angka"].value == f"={last['Realisasi'].coordinate}"


def test_the_sheets_tell_it_beside_the_others(catalog: Catalog, tmp_path: Path) -> None:
    workbook = shown(batch_of(tmp_path, catalog, sent=without(SENT, "2019-03")), tmp_path)
    assert [tuple(row.values())[:9] for row in records(workbook, "tblRapor_lurah")] == [
        ("IND-1", "Koordinasi", "kegiatan", 90, 90, 75, 75, pytest.approx(75 / 90 * 100), "sementara")
    ]
    march = {"Kode": "IND-1", "Bulan": "Maret 2019"}
    assert columns(workbook, "tblData", "Isian", "Angka", "S.d.", where=march) == [
        ("Capaian Koordinasi", 83.33, 83.33), ("Capaian surat keluar", 66.67, 66.67),
    ]  # fmt: skip
    assert columns(workbook, "tblRekap", "Kode", "Keadaan") == [
        ("IND-1", "sebagian (UM-1 baru sebagian)"),
        ("PMD-2", "sebagian (UM-1 baru sebagian)"),
        ("PMD-1", "lengkap"),
        ("UM-1", "sebagian (ada bulan yang belum masuk)"),
    ]
    assert below(workbook, "Kelengkapan", "Formulir", 4)[1:] == [
        ("Lurah", "tidak ditanyakan", "tidak ditanyakan", "tidak ditanyakan"),
        ("Kepala Seksi PMD", "sah", "sah", "sah"),
        ("Kepala Seksi Umum", "sah", "sah", "belum masuk"),
    ]
    told = by_month(workbook, "Bulan ini")
    assert told["IND-1"] == {1: 69.44, 2: 100, 3: 75}
    assert told["PMD-2"] == {1: 45, 2: 65, 3: None}
    heads = ("Kode", "Rumus dalam kata", "Perhitungan s.d. bulan ini", "Target s.d. bulan ini")
    assert columns(workbook, "tblRumus", *heads)[:2] == [
        ("IND-1", MEAN, "rata-rata dari (83,33; 66,67) = 75", "90 (bawaan)"),
        ("PMD-2", "0,5 × Koordinasi + Koordinasi", "0,5 × 75 + 20 = 57,5", "belum ditetapkan"),
    ]


@pytest.mark.libreoffice
@pytest.mark.parametrize("periode", ["2019-03", "2019-TW1"])
def test_every_formula_is_calculated_alike(tmp_path: Path, office: Office, periode: str) -> None:
    catalog = loaded(tmp_path / "katalog", lurah=WITH_ALL, umum=ALL_KINDS)
    batch = batch_of(tmp_path, catalog, periode, sent=SENT_OF_ALL)
    own = batch.scores.hasil.query("indikator == 'IND-1' and periode == '2019-03'").round(2)
    assert [*own["realisasi"]] == [81.67]  # (83,33 + 80 + 50 + 75 + 120) / 5
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(report.build(batch, NOON))
    assert unlike_spreadsheets(path, office) == []


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize("sent", [one for one, _ in SAID_OF_LETTERS.values()], ids=SAID_OF_LETTERS)
def test_what_is_incomplete_is_calculated_alike(catalog: Catalog, tmp_path: Path, office: Office, sent: Forms) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(report.build(batch_of(tmp_path, catalog, sent=sent), NOON))
    assert unlike_spreadsheets(path, office) == []


OVER_TIME: dict[str, dict[str, str]] = {
    "versions": {"lurah": VERSIONED},
    "ended": {"lurah": LURAH.replace("rumus =", 'berlaku_sampai = "2019-02"\nrumus =')},
    "a part of a triwulan": {"umum": QUARTERLY},
    "without a target": {"umum": UMUM.replace("target = 120\n", "")},
}


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize("files", OVER_TIME.values(), ids=OVER_TIME)
def test_what_changes_over_the_months_is_calculated_alike(
    tmp_path: Path, office: Office, files: dict[str, str]
) -> None:
    catalog = loaded(tmp_path / "katalog", **files)
    sent = {month: own for month, own in SENT.items() if "umum" in catalog.at(month)}
    for periode in ("2019-02", "2019-03"):
        path = tmp_path / "rekap.xlsx"
        path.write_bytes(report.build(batch_of(tmp_path, catalog, periode, sent=sent), NOON))
        assert unlike_spreadsheets(path, office) == []


# --- why -------------------------------------------------------------------------------------------------------------


def test_why_names_the_indikator_and_what_they_wait_for(catalog: Catalog, tmp_path: Path) -> None:
    batch = batch_of(tmp_path, catalog, sent={**SENT, "2019-03": {"keluar": None, "agenda": 1}})
    reason = explain_result(batch, "IND-1")
    assert [gap.replace(f"{tmp_path}/", "") for gap in reason.kekurangan] == [
        "2019-03-umum.xlsx, Isian!F8: “Surat keluar” masih kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila "
        "tidak berlaku."
    ]
    assert [*reason_lines(replace(reason, kekurangan=()), "teks")] == [
        "IND-1  Indikator IND-1",
        "Lurah, s.d. Maret 2019",
        "",
        "Rumus       rata-rata dari (Capaian Koordinasi; Capaian surat keluar)",
        "Realisasi   belum ada",
        "Target      90 (bawaan)",
        "Keadaan     belum lengkap (menunggu UM-1)",
        "",
        "Angka dan selnya:",
        "  Capaian Koordinasi: 83,33 %",
        "    capaian PMD-1, lengkap; lihat iki kenapa PMD-1",
        "  Capaian surat keluar",
        "    capaian UM-1, belum lengkap (ada isian kosong); lihat iki kenapa UM-1",
    ]


def test_why_says_its_computation_with_the_results_of_the_parts(catalog: Catalog, tmp_path: Path) -> None:
    reason = explain_result(batch_of(tmp_path, catalog), "PMD-2")
    assert (reason.hitungan, reason.disebut, reason.disebut_bulan) == (
        "0,5 × 75 + 24", "61,5 kegiatan", "26,5 kegiatan",
    )  # fmt: skip
    assert [(one.label, one.disebut, one.ukuran, one.dari, one.keadaan, one.sumber) for one in reason.angka] == [
        ("Koordinasi", "75 kegiatan", "realisasi", "PMD-1", "lengkap", ()),
        ("Koordinasi", "24 kegiatan", "realisasi", "UM-1", "lengkap", ()),
    ]


# --- random years ----------------------------------------------------------------------------------------------------


SEEDS = (0, 2, 5, 13, 17, 18, 19, 21, 23, 27)
"""Random years that together have all that the first thirty have."""


@functools.cache
def year_of(seed: int) -> Year:
    return random_year_of_indeks(random.Random(seed))


@pytest.mark.parametrize("seed", seeds(SEEDS, 2))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds([0, 2, 4, 5, 7], 1))
def test_the_report_of_a_random_year_is_what_spreadsheets_calculate(seed: int, office: Office, tmp_path: Path) -> None:
    assert unlike_spreadsheets(reported(play(year_of(seed), tmp_path)), office) == []
