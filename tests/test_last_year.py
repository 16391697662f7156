"""Last year's number of an isian, ``tahun_lalu(x)``: of the form of the same month a year before."""

from __future__ import annotations

import datetime as dt
import functools
import random
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel import katalog
from iki_excel.cli.saying import catalog_lines
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import Settings, Unit
from iki_excel.decree.unit import Pengecualian
from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN
from iki_excel.judging.looking_back import looking_back
from iki_excel.katalog.toml_text import files_of
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from tests.gnumeric import need_gnumeric, recalculated
from tests.katalog_books import book_of
from tests.office import Office
from tests.random_years import Year, random_year_beside_another
from tests.result_tables import below, cells, columns, on_ringkasan
from tests.seeds import seeds
from tests.small_catalog import SETTINGS, filled_of, written
from tests.small_catalog import without_lines as said_of
from tests.test_isian_bersama import TOP, indikator, isian
from tests.test_report_formulas import opened, unlike_spreadsheets
from tests.test_report_of_time import shown
from tests.test_years import reported
from tests.years import play

pytestmark = pytest.mark.panjang

VISITORS = isian("isian", "pengunjung", "Jumlah pengunjung", "jumlah", "orang")
CASES = isian("indikator.isian", "kasus", "Jumlah kasus", "jumlah", "kasus")
GROWTH = indikator(
    "PMD-1", "(pengunjung - tahun_lalu(pengunjung)) / tahun_lalu(pengunjung) * 100", """
[[indikator.contoh]]
isian = { pengunjung = 110 }
tahun_lalu = { pengunjung = 100 }
hasil = 10
""",
)  # fmt: skip
SHARE = indikator(
    "PMD-2", "kasus / pengunjung * 100 - tahun_lalu(kasus / pengunjung * 100)", CASES + """
[[indikator.contoh]]
isian = { kasus = 10, pengunjung = 100 }
tahun_lalu = { kasus = 4, pengunjung = 50 }
hasil = 2
""",
)  # fmt: skip
STATE = indikator(
    "PMD-3", "sop - tahun_lalu(sop)", isian("indikator.isian", "sop", "SOP yang ada", "terakhir", "dokumen") + """
[[indikator.contoh]]
isian = { sop = 12 }
tahun_lalu = { sop = 10 }
hasil = 2
""",
)  # fmt: skip
ALL = TOP + VISITORS + GROWTH + SHARE + STATE


def loaded(folder: Path, text: str = ALL, **more: str) -> Catalog:
    folder.mkdir(exist_ok=True)
    return load_catalog(written(folder, pmd=text, **more))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return loaded(tmp_path / "katalog")


Forms = dict[str, dict[str, Any]]
"""By month what was typed on the form of it."""

YEARS: Forms = {
    "2018-01": {"pengunjung": 100, "kasus": 10, "sop": 10},
    "2018-02": {"pengunjung": 50, "kasus": 5, "sop": 11},
    "2018-03": {"pengunjung": 60, "kasus": 6, "sop": 11},
    "2019-01": {"pengunjung": 110, "kasus": 22, "sop": 12},
    "2019-02": {"pengunjung": 60, "kasus": 6, "sop": 13},
    "2019-03": {"pengunjung": 50, "kasus": 16, "sop": 15},
}


def with_typed(month: str, **typed: Any) -> Forms:
    """All forms, and in one of a month something else."""
    return {**YEARS, month: {**YEARS[month], **typed}}


def only(forms: Forms, *kode: str) -> Forms:
    """The same of some isian."""
    return {month: {one: typed[one] for one in kode} for month, typed in forms.items()}


def without(*months: str) -> Forms:
    return {month: typed for month, typed in YEARS.items() if month not in months}


def filled(folder: Path, catalog: Catalog, forms: Forms, kode: str = "pmd") -> list[Path]:
    """The form of each month, filled by the kode of its cells."""
    folder.mkdir(parents=True, exist_ok=True)
    return [filled_of(kode, folder / f"{month}-{kode}.xlsx", catalog, month, typed) for month, typed in forms.items()]


def results(
    folder: Path, catalog: Catalog, forms: Forms, settings: Settings = SETTINGS, periode: str = "2019-03"
) -> list[tuple[Any, ...]]:
    """Of each indikator what it comes to in the last month and so far, and how that stands."""
    hasil = process(filled(folder, catalog, forms), catalog, settings, periode).hasil.round(4)
    columns = ["indikator", "realisasi_bulan", "realisasi", "status_kata"]
    told = hasil.astype(object)[columns].where(hasil[columns].notna(), None)
    return [*told.itertuples(index=False, name=None)]


SUM = TOP + VISITORS + indikator(
    "PMD-1", "(kasus + pengunjung - tahun_lalu(kasus + pengunjung)) / tahun_lalu(kasus + pengunjung) * 100", CASES + """
[[indikator.contoh]]
isian = { kasus = 5, pengunjung = 55 }
tahun_lalu = { kasus = 10, pengunjung = 40 }
hasil = 20
""",
)  # fmt: skip


@pytest.mark.parametrize(
    ("month", "of_march", "so_far"),
    [
        # visitors of February are held against nothing: 44 + 160 now, 21 + 160 then
        ("2018-02", 0.0, 12.7072),
        ("2019-02", 0.0, 12.7072),
        # March has its cases alone, 16 after 6: 44 + 170 now, 21 + 150 then
        ("2018-03", 166.6667, 25.1462),
    ],
)
def test_in_a_sum_too_a_number_counts_only_where_that_of_the_other_year_applies(
    month: str, of_march: float, so_far: float, tmp_path: Path
) -> None:
    forms = only(with_typed(month, pengunjung="TB"), "kasus", "pengunjung")
    told = results(tmp_path / "formulir", loaded(tmp_path / "katalog", SUM), forms)
    assert told == [("PMD-1", of_march, so_far, "lengkap")]


def test_what_last_year_did_not_ask_yet_is_held_against_nothing(tmp_path: Path) -> None:
    """Visitors are asked since February 2018, so that those of January 2019 are no growth: 22 − 10, then 66 − 55, 0."""
    changing = indikator(
        "PMD-1", "kasus - tahun_lalu(kasus)", CASES + """
[[indikator.contoh]]
isian = { kasus = 5 }
tahun_lalu = { kasus = 4 }
hasil = 1

[[indikator.versi]]
berlaku_mulai = "2018-02"
rumus = "kasus + pengunjung - tahun_lalu(kasus + pengunjung)"

[[indikator.versi.contoh]]
isian = { kasus = 5, pengunjung = 55 }
tahun_lalu = { kasus = 10, pengunjung = 40 }
hasil = 10
""",
    )  # fmt: skip
    forms = only(YEARS, "kasus", "pengunjung") | only({"2018-01": YEARS["2018-01"]}, "kasus")
    told = results(tmp_path / "formulir", loaded(tmp_path / "katalog", TOP + VISITORS + changing), forms)
    assert told == [("PMD-1", 0.0, 23.0, "lengkap")]


# --- what a catalogue says -------------------------------------------------------------------------------------------


def test_last_year_is_said_in_words_and_no_form_asks_for_it(catalog: Catalog) -> None:
    assert [line.strip() for line in catalog_lines(catalog) if " = " in line] == [
        "= (Jumlah pengunjung − Jumlah pengunjung tahun lalu) ÷ Jumlah pengunjung tahun lalu × 100",
        "= Jumlah kasus ÷ Jumlah pengunjung × 100 − Jumlah kasus tahun lalu ÷ Jumlah pengunjung tahun lalu × 100",
        "= SOP yang ada − SOP yang ada tahun lalu",
    ]
    assert [slot.kode for slot in catalog["pmd"].asked] == ["pengunjung", "kasus", "sop"]
    assert [one.kode for one in catalog["pmd"].indikator[1].isian] == [
        "pengunjung", "tahun_lalu(pengunjung)", "kasus", "tahun_lalu(kasus)",
    ]  # fmt: skip


def test_an_isian_that_only_next_year_is_used_is_supporting(tmp_path: Path) -> None:
    """A shared one is so by itself, as no result of this year stands on it."""
    text = TOP + VISITORS + indikator(
        "PMD-1", "kasus / tahun_lalu(pengunjung) * 100", CASES + """
[[indikator.contoh]]
isian = { kasus = 5 }
tahun_lalu = { pengunjung = 50 }
hasil = 10
""",
    )  # fmt: skip
    [one] = loaded(tmp_path, text)["pmd"].indikator
    assert [(part.kode, part.pendukung) for part in one.isian] == [
        ("pengunjung", True), ("tahun_lalu(pengunjung)", False), ("kasus", False),
    ]  # fmt: skip


def test_the_rumus_of_last_year_is_part_of_what_a_form_asks(catalog: Catalog, tmp_path: Path) -> None:
    other = loaded(tmp_path / "lain", ALL.replace("sop - tahun_lalu(sop)'", "sop - 2 * tahun_lalu(sop) + 10'"))
    assert fingerprint(other) != fingerprint(catalog)


CONSTANT = """
[[konstanta]]
kode = "hari"
label = "Hari efektif"
nilai = 240
satuan = "hari"
"""
COMPUTED = """
[[indikator.hitung]]
kode = "semua"
label = "Kasus dan pengunjung"
satuan = "orang"
rumus = "kasus + pengunjung"
akumulasi = "jumlah"
"""
DOCUMENTS = """
[[indikator.isian]]
kode = "laporan"
jenis = "daftar_dokumen"
label = "Laporan"
butir = [{ kode = "tahunan", label = "Laporan tahunan", batas = "31 Januari" }]
"""
STEPS = """
[[indikator.skala]]
kode = "nilai"
label = "Nilai kasus"
langkah = [{ dari = 0, nilai = 0 }, { dari = 5, nilai = 7 }]
"""
CONDITION = """
[[indikator.syarat]]
rumus = "kasus <= tahun_lalu(kasus)"
pesan = "Kasus tidak boleh bertambah."
"""
ONE_OF = "pmd.toml, indikator PMD-2"


def of_cases(rumus: str, more: str = "", contoh: str = "isian = { kasus = 5 }\ntahun_lalu = { kasus = 4 }") -> str:
    """A jabatan with a rumus over the cases of both years."""
    return TOP + indikator("PMD-2", rumus, f"{CASES}{more}\n[[indikator.contoh]]\n{contoh}\nhasil = 1\n")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        pytest.param(
            of_cases("kasus - tahun_lalu(kasuss)"),
            f"{ONE_OF}: rumus memakai “kasuss”, yang bukan bilangan pada indikator ini. Maksudnya “kasus”?",
            id="no such isian",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(1, kasus)"),
            f"{ONE_OF}: “tahun_lalu(1, kasus)” harus berisi satu isian atau satu hitungan, misalnya "
            "tahun_lalu(pengunjung).",
            id="two things",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(5)"),
            f"{ONE_OF}: “tahun_lalu(5)” tidak memakai isian; tulis kodenya, misalnya tahun_lalu(pengunjung).",
            id="no isian",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(tahun_lalu(kasus))"),
            f"{ONE_OF}: “tahun_lalu(tahun_lalu(kasus))” memuat tahun_lalu di dalam tahun_lalu; tulis satu saja.",
            id="two years ago",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(memenuhi(laporan))", DOCUMENTS),
            f"{ONE_OF}: “tahun_lalu(memenuhi(laporan))” memuat memenuhi(laporan), padahal tahun_lalu hanya untuk isian "
            "bilangan, ya_tidak, atau pilihan; tanyakan hasil tahun lalu itu sebagai isian bilangan sendiri.",
            id="documents",
        ),
        pytest.param(
            of_cases("kasus + memenuhi(laporan) - tahun_lalu(laporan)", DOCUMENTS),
            f"{ONE_OF}: rumus memakai “laporan”, yang bukan bilangan pada indikator ini. Yang ada: kasus.",
            id="a list of documents",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(skala(kasus, nilai))", STEPS),
            f"{ONE_OF}: “tahun_lalu(skala(kasus, nilai))” memuat skala; tulis skala(tahun_lalu(kasus); nilai).",
            id="steps",
        ),
        pytest.param(
            of_cases("semua - tahun_lalu(semua)", COMPUTED.replace(" + pengunjung", "")),
            f"{ONE_OF}: rumus memuat tahun_lalu(semua), padahal “semua” adalah hitung. Tambahkan hitung kedua, "
            "misalnya semua_lalu dengan rumus tahun_lalu(kasus), dan pakai itu.",
            id="a computed name",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(kasus)", CONDITION),
            f"{ONE_OF}: syarat “kasus <= tahun_lalu(kasus)” memakai tahun_lalu(kasus), yang ada di formulir tahun "
            "lalu. Syarat hanya membandingkan isian di formulir yang sama.",
            id="a condition",
        ),
        pytest.param(
            of_cases("tahun_lalu(kasus)", contoh="isian = { }\ntahun_lalu = { kasus = 1 }"),
            "pmd.toml, indikator PMD-2, isian kasus: rumus hanya memakai tahun_lalu(kasus), bukan “kasus” tahun ini. "
            "Tandai pendukung = true: ia ditanyakan untuk tahun depan.",
            id="not of this year",
        ),
        pytest.param(
            of_cases("tahun_lalu(kasus)", contoh="isian = { }\ntahun_lalu = { kasus = 1 }").replace(
                'label = "Jumlah kasus"', 'label = "Jumlah kasus"\npendukung = true'
            ),
            f"{ONE_OF}: semua isian yang dipakai rumus diisi di formulir tahun lalu. Pakai sedikitnya satu isian "
            "jabatan ini sendiri dari formulir bulan ini.",
            id="nothing of this year",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(kasus)", contoh="isian = { kasus = 5 }"),
            "pmd.toml, indikator PMD-2, contoh ke-1: contoh tidak mengisi “tahun_lalu(kasus)”. Tambahkan tahun_lalu = "
            "{ kasus = … }.",
            id="an example without it",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(kasus)", contoh="isian = { kasus = 5 }\ntahun_lalu = { kassus = 4 }"),
            "pmd.toml, indikator PMD-2, contoh ke-1: contoh mengisi “tahun_lalu(kassus)” yang tidak dipakai rumus. "
            "Maksudnya “kasus”?",
            id="an example of another",
        ),
        pytest.param(
            of_cases("kasus - tahun_lalu(kasus)", contoh='isian = { kasus = 5 }\ntahun_lalu = { kasus = "4" }'),
            "pmd.toml, indikator PMD-2, contoh ke-1: contoh “tahun_lalu(kasus)”: nilainya harus bilangan.",
            id="an example with a text",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(tmp_path: Path, text: str, refused: str) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, text)
    assert said_of(caught.value).replace(f"{tmp_path}/", "") == refused


def test_a_konstanta_has_no_last_year(tmp_path: Path) -> None:
    text = of_cases("kasus / hari - tahun_lalu(kasus / hari)")
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, text, keputusan=CONSTANT)
    assert said_of(caught.value).replace(f"{tmp_path}/", "") == (
        f"{ONE_OF}: rumus memuat tahun_lalu(hari), padahal “hari” adalah konstanta. Tulis hari di luar tahun_lalu(…)."
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
    assert "{ isian = { sop = 12 }, hasil = 2, tahun_lalu = { sop = 10 } }" in (again / "pmd.toml").read_text("utf-8")


def test_the_workbook_says_the_rumus_in_words_and_what_the_example_gives(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(book_of(tmp_path / "katalog"))
    workbook = load_workbook(path)
    head, first, *_ = (row for row in workbook["Indikator"].iter_rows(min_row=4, values_only=True))
    said = dict(zip(head, first, strict=True))
    assert [said[heading] for heading in ("Rumus", "Rumus dalam kata", "Hasil contoh")] == [
        "(pengunjung - tahun_lalu(pengunjung)) / tahun_lalu(pengunjung) * 100",
        "(Jumlah pengunjung − Jumlah pengunjung tahun lalu) ÷ Jumlah pengunjung tahun lalu × 100",
        "10 kegiatan",
    ]
    of_example = [row[4:7] for row in workbook["Contoh"].iter_rows(min_row=5, max_row=6, values_only=True)]
    assert of_example == [("pengunjung", None, 110), ("pengunjung", "tahun lalu", 100)]


# --- the forms -------------------------------------------------------------------------------------------------------


def test_the_form_says_that_it_is_of_last_years_form_and_shows_no_number(catalog: Catalog, tmp_path: Path) -> None:
    [path] = filled(tmp_path, catalog, {"2019-03": YEARS["2019-03"]})
    workbook = load_workbook(path)
    assert [[workbook[ISIAN][f"{column}{row}"].value for column in "ABCIFG"] for row in (8, 9, 10)] == [
        ["pengunjung", 1, "Jumlah pengunjung", "orang", 50, workbook[ISIAN]["G8"].value],
        [None, 2, "Jumlah pengunjung tahun lalu: tidak diisi", "orang", None, None],
        [None, None, "Realisasi bulan ini", "kegiatan", '="lihat rekap"', None],
    ]
    assert workbook[ISIAN]["F9"].protection.locked
    guide = [(row[1], row[2]) for row in workbook[layout.PETUNJUK].iter_rows(values_only=True)]
    assert ("Isian: Jumlah pengunjung tahun lalu", "Tidak diisi: diambil dari formulir Maret 2018.") in guide


def test_a_new_form_has_the_number_where_last_years_form_lies_there(catalog: Catalog, tmp_path: Path) -> None:
    """It is only shown: what counts is last year's form itself."""
    forms = tmp_path / "formulir"
    for month, typed in (("2018-03", {"pengunjung": 60, "kasus": "TB"}), ("2019-02", {"pengunjung": 7})):
        filled(forms / month, catalog, {month: typed})
    [path] = write_blanks(catalog, SETTINGS, ["2019-03"], forms).written
    workbook = load_workbook(path)
    sheet = workbook[ISIAN]
    assert [[sheet[f"{column}{row}"].value for column in "CHF"] for row in (8, 9, 16)] == [
        ["Jumlah pengunjung", 7, None],
        ["Jumlah pengunjung tahun lalu: tidak diisi", None, 60],
        ["Jumlah kasus tahun lalu: tidak diisi", None, None],
    ]
    sheet["F8"], sheet["F15"], sheet["F20"] = 8, 1, 1
    workbook.save(path)
    assert told_in([path], catalog) == []
    sheet["F9"], sheet["F16"] = 55, 4
    workbook.save(path)
    assert told_in([path], catalog) == ["sel_terkunci_berubah", "sel_terkunci_berubah"]


def told_in(paths: list[Path], catalog: Catalog) -> list[str]:
    return list(check_files(paths, catalog, SETTINGS).temuan["kode"])


def test_a_form_that_came_back_is_read_as_it_was_written(catalog: Catalog, tmp_path: Path) -> None:
    checked = check_files(filled(tmp_path, catalog, YEARS), catalog, SETTINGS)
    assert checked.temuan.empty
    assert len(checked.answers) == 18


@pytest.mark.libreoffice
def test_a_form_is_ready_without_it(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    need_gnumeric()
    [path] = filled(tmp_path, catalog, {"2019-03": YEARS["2019-03"]})
    for values in (office.values(path)[ISIAN], recalculated(path)[ISIAN]):
        assert values["B2"] == "Siap dikirim: YA"
        assert values["F10"] == "lihat rekap"


# --- scores ----------------------------------------------------------------------------------------------------------


def test_every_month_stands_beside_its_own_of_last_year(catalog: Catalog, tmp_path: Path) -> None:
    assert results(tmp_path, catalog, YEARS) == [
        ("PMD-1", -16.6667, 4.7619, "lengkap"),  # (50 - 60) / 60; (220 - 210) / 210
        ("PMD-2", 22.0, 10.0, "lengkap"),  # 16 / 50 - 6 / 60; 44 / 220 - 21 / 210
        ("PMD-3", 4.0, 4.0, "lengkap"),  # 15 - 11
    ]


NO_FORM = "belum lengkap (formulir tahun lalu tidak ada)"


def test_without_last_years_form_it_cannot_be_computed(catalog: Catalog, tmp_path: Path) -> None:
    """A state goes on once both years have a number."""
    assert results(tmp_path / "a", catalog, without("2018-02")) == [
        ("PMD-1", -16.6667, None, NO_FORM), ("PMD-2", 22.0, None, NO_FORM), ("PMD-3", 4.0, 4.0, "lengkap"),
    ]  # fmt: skip
    assert results(tmp_path / "b", catalog, without("2018-03"))[2] == (
        "PMD-3", None, 2.0, "sebagian (formulir tahun lalu untuk bulan ini tidak ada)",
    )  # fmt: skip
    assert results(tmp_path / "c", catalog, without("2018-01", "2018-02", "2018-03")) == [
        ("PMD-1", None, None, NO_FORM), ("PMD-2", None, None, NO_FORM), ("PMD-3", None, None, NO_FORM),
    ]  # fmt: skip


def test_what_is_blank_or_wrong_there_is_said_to_be_of_last_year(catalog: Catalog, tmp_path: Path) -> None:
    assert results(tmp_path, catalog, with_typed("2018-03", pengunjung=None, kasus="banyak", sop=None)) == [
        ("PMD-1", None, None, "belum lengkap (isian tahun lalu kosong)"),
        ("PMD-2", None, None, "salah isi (isian tahun lalu perlu diperbaiki)"),
        ("PMD-3", None, 2.0, "sebagian (isian tahun lalu untuk bulan ini kosong)"),
    ]


def test_a_blank_of_this_year_is_told_before(catalog: Catalog, tmp_path: Path) -> None:
    forms = {**without("2018-01"), "2019-02": {**YEARS["2019-02"], "pengunjung": None}}
    assert results(tmp_path, catalog, forms)[0] == ("PMD-1", -16.6667, None, "belum lengkap (ada isian kosong)")


def test_tb_of_either_year_leaves_the_month_out_of_both(catalog: Catalog, tmp_path: Path) -> None:
    january_and_march = ("PMD-1", -16.6667, 0.0, "lengkap")  # (160 - 160) / 160
    for number, month in enumerate(("2018-02", "2019-02")):
        forms = with_typed(month, pengunjung="TB", sop="TB")
        assert results(tmp_path / str(number), catalog, forms)[0] == january_and_march


def test_an_excused_month_of_last_year_does_not_apply(catalog: Catalog, tmp_path: Path) -> None:
    excused = Pengecualian("pmd", "2018-02", "Pejabatnya belum ada", "Camat")
    settings = Settings(unit=SETTINGS.unit, pengecualian=(excused,))
    assert results(tmp_path, catalog, without("2018-02"), settings)[0] == ("PMD-1", -16.6667, 0.0, "lengkap")


def test_a_month_before_the_office_began_does_not_apply(catalog: Catalog, tmp_path: Path) -> None:
    unit = Unit("contoh", "Kelurahan Contoh", "Kota Contoh", "Contoh", mulai=Periode("2018-03"))
    forms = without("2018-01", "2018-02")
    assert results(tmp_path, catalog, forms, Settings(unit=unit)) == [
        ("PMD-1", -16.6667, -16.6667, "lengkap"), ("PMD-2", 22.0, 22.0, "lengkap"), ("PMD-3", 4.0, 4.0, "lengkap"),
    ]  # fmt: skip


def test_a_month_that_did_not_ask_it_last_year_does_not_apply(tmp_path: Path) -> None:
    """Only the months that both years asked are compared."""
    begun = ALL.replace("rumus = '(pengunjung", 'berlaku_mulai = "2018-02"\nrumus = \'(pengunjung')
    begun = begun.replace("rumus = 'kasus / ", 'berlaku_mulai = "2018-02"\nrumus = \'kasus / ')
    catalog = loaded(tmp_path / "katalog", begun)
    forms = {**YEARS, "2018-01": {"sop": 10}}
    assert results(tmp_path, catalog, forms)[0] == ("PMD-1", -16.6667, 0.0, "lengkap")


def test_a_version_that_begins_to_compare_looks_back_over_both_years(tmp_path: Path) -> None:
    """The forms of January asked no comparison, but both years have the numbers for it."""
    text = TOP + indikator(
        "PMD-2", "kasus", f"{CASES}\n[[indikator.contoh]]\nisian = {{ kasus = 5 }}\nhasil = 5\n" + """
[[indikator.versi]]
berlaku_mulai = "2019-02"
rumus = "kasus - tahun_lalu(kasus)"

[[indikator.versi.contoh]]
isian = { kasus = 5 }
tahun_lalu = { kasus = 4 }
hasil = 1
""",
    )  # fmt: skip
    catalog = loaded(tmp_path / "katalog", text)
    forms = {month: {"kasus": typed["kasus"]} for month, typed in YEARS.items()}
    assert results(tmp_path, catalog, forms, periode="2019-02") == [("PMD-2", 1.0, 13.0, "lengkap")]  # 28 - 15
    batch = process(filled(tmp_path, catalog, forms), catalog, SETTINGS, "2019-01")
    assert looking_back(batch) == ""  # what is decreed for later changes nothing


def test_a_word_of_last_year_counts_as_this_years_does(tmp_path: Path) -> None:
    text = TOP + indikator("PMD-1", "opini - tahun_lalu(opini)", """
[[indikator.isian]]
kode = "opini"
label = "Opini"
jenis = "pilihan"
pilihan = [{ kata = "WTP", nilai = 4 }, { kata = "WDP", nilai = 3 }]

[[indikator.contoh]]
isian = { opini = "WTP" }
tahun_lalu = { opini = "WDP" }
hasil = 1
""")  # fmt: skip
    catalog = loaded(tmp_path / "katalog", text)
    assert catalog["pmd"].indikator[0].labels["tahun_lalu(opini)"] == "Opini tahun lalu (WTP = 4, WDP = 3)"
    forms: Forms = {"2018-01": {"opini": "WDP"}, "2019-01": {"opini": "WTP"}}
    assert results(tmp_path, catalog, forms, periode="2019-01") == [("PMD-1", 1.0, 1.0, "lengkap")]


def test_a_letter_of_the_decree_stands_for_both_years(tmp_path: Path) -> None:
    text = of_cases("A - tahun_lalu(A)").replace('kode = "kasus"', 'kode = "kasus"\nsimbol = "A"')
    assert loaded(tmp_path, text)["pmd"].indikator[0].rumus.names == ("kasus", "tahun_lalu(kasus)")


def test_a_month_without_the_own_form_counts_nothing_of_last_year(catalog: Catalog, tmp_path: Path) -> None:
    partly = "sebagian (ada bulan yang belum masuk)"
    assert results(tmp_path, catalog, without("2019-02"))[0] == ("PMD-1", -16.6667, 0.0, partly)


def test_after_a_year_with_nothing_it_has_risen_from_nothing(catalog: Catalog, tmp_path: Path) -> None:
    forms = YEARS | {month: {**YEARS[month], "pengunjung": 0} for month in ("2018-01", "2018-02", "2018-03")}
    assert results(tmp_path, catalog, forms)[0] == ("PMD-1", None, None, "pembagi nol (meningkat dari nol)")


def test_a_triwulan_stands_beside_that_of_last_year(tmp_path: Path) -> None:
    text = of_cases("(kasus - tahun_lalu(kasus)) / tahun_lalu(kasus) * 4")
    catalog = loaded(tmp_path / "katalog", text.replace("rumus =", 'periode = "triwulan"\nrumus =', 1))
    forms = {"2018-03": {"kasus": 40}, "2018-06": {"kasus": 10}, "2019-03": {"kasus": 44}, "2019-06": {"kasus": 16}}
    assert results(tmp_path, catalog, forms, periode="2019-05") == [("PMD-2", None, 0.4, "lengkap")]
    assert results(tmp_path, catalog, forms, periode="2019-06") == [("PMD-2", 2.4, 0.8, "lengkap")]  # 60 beside 50


def test_a_span_comes_to_its_own_months_of_both_years(catalog: Catalog, tmp_path: Path) -> None:
    more = {
        "2018-04": {"pengunjung": 40, "kasus": 4, "sop": 11}, "2019-04": {"pengunjung": 50, "kasus": 10, "sop": 15},
    }  # fmt: skip
    assert results(tmp_path / "a", catalog, YEARS | more, periode="2019-TW1")[0] == (
        "PMD-1", 4.7619, 4.7619, "lengkap",
    )  # fmt: skip
    assert results(tmp_path / "b", catalog, YEARS | more, periode="2019-04")[0] == (
        "PMD-1", 25.0, 8.0, "lengkap",
    )  # fmt: skip


def test_what_another_jabatan_filled_last_year_counts_too(tmp_path: Path) -> None:
    people = isian("isian", "penduduk", "Jumlah penduduk", "terakhir", "orang") + 'diisi = "umum"\n'
    general = TOP.replace("pmd", "umum").replace("PMD", "Umum") + indikator(
        "UM-1", "surat", isian("indikator.isian", "surat", "Jumlah surat", "jumlah", "surat")
        + "\n[[indikator.contoh]]\nisian = { surat = 5 }\nhasil = 5\n",
    )  # fmt: skip
    text = of_cases(
        "kasus / penduduk * 100 - tahun_lalu(kasus / penduduk * 100)",
        contoh="isian = { kasus = 5, penduduk = 100 }\ntahun_lalu = { kasus = 4, penduduk = 100 }",
    )
    catalog = loaded(tmp_path / "katalog", text, umum=general, keputusan=people)
    own: Forms = {"2018-03": {"kasus": 10}, "2019-03": {"kasus": 30}}
    theirs: Forms = {"2018-03": {"penduduk": 500, "surat": None}, "2019-03": {"penduduk": 600, "surat": 1}}
    settings = Settings(unit=Unit("contoh", "Kelurahan Contoh", "Kota Contoh", "Contoh", mulai=Periode("2018-03")))
    paths = [*filled(tmp_path, catalog, own), *filled(tmp_path, catalog, theirs, "umum")]
    hasil = process(paths, catalog, settings, "2019-03").hasil
    assert hasil.loc[hasil["indikator"] == "PMD-2", "realisasi_bulan"].tolist() == [pytest.approx(3)]


# --- reading ---------------------------------------------------------------------------------------------------------


def told(folder: Path, catalog: Catalog, forms: Forms, periode: str | None = "2019-03") -> list[tuple[str, ...]]:
    filled(folder / "formulir", catalog, forms)
    temuan = check_files([folder / "formulir"], catalog, SETTINGS, periode).temuan
    return [(Path(one.file).name, one.sel, one.kode) for one in temuan.itertuples()]


UNUSED = indikator(
    "PMD-9", "rapat", isian("indikator.isian", "rapat", "Jumlah rapat", "jumlah") + """
[[indikator.contoh]]
isian = { rapat = 2 }
hasil = 2
""",
)  # fmt: skip


def test_only_the_cells_of_last_year_that_are_used_are_told_of(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", ALL + UNUSED)
    forms = {month: {**typed, "rapat": 1} for month, typed in YEARS.items()}
    forms["2018-02"] |= {"rapat": "banyak", "kasus": "sedikit", "pengunjung": None}
    assert told(tmp_path, catalog, forms) == [
        ("2018-02-pmd.xlsx", "F8", "kosong"), ("2018-02-pmd.xlsx", "F15", "bukan_bilangan"),
    ]  # fmt: skip
    assert told(tmp_path, catalog, forms, None) == [
        ("2018-02-pmd.xlsx", "F8", "kosong"), ("2018-02-pmd.xlsx", "F15", "bukan_bilangan"),
        ("2018-02-pmd.xlsx", "F25", "bukan_bilangan"),
    ]  # fmt: skip


def test_a_marked_copy_of_last_years_form_keeps_all_that_was_typed(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", ALL + UNUSED)
    forms = {month: {**typed, "rapat": 1} for month, typed in YEARS.items()}
    forms["2018-02"] |= {"rapat": 7, "kasus": "sedikit"}
    checked = check_files(filled(tmp_path, catalog, forms), catalog, SETTINGS, "2019-03")
    [copy] = write_marked(checked, catalog, SETTINGS, tmp_path / "perbaikan").copies
    sheet = load_workbook(copy.path)[ISIAN]
    assert [sheet[cell].value for cell in ("F8", "F15", "F25")] == [50, "sedikit", 7]


def test_last_years_forms_are_none_that_are_missing(catalog: Catalog, tmp_path: Path) -> None:
    assert told(tmp_path, catalog, without("2018-01", "2018-03")) == []


def test_a_blank_form_of_last_year_is_none(catalog: Catalog, tmp_path: Path) -> None:
    assert told(tmp_path, catalog, YEARS | {"2018-02": {}}) == []
    assert results(tmp_path, catalog, YEARS | {"2018-02": {}})[0][3] == NO_FORM


def test_a_form_of_another_decree_is_told_as_it_is_the_reason(catalog: Catalog, tmp_path: Path) -> None:
    paths = filled(tmp_path, catalog, without("2018-02"))
    other = loaded(tmp_path / "lain", ALL.replace("sop - tahun_lalu(sop)'", "sop - 2 * tahun_lalu(sop) + 10'"))
    paths += filled(tmp_path, other, {"2018-02": YEARS["2018-02"]})
    batch = process(paths, catalog, SETTINGS, "2019-03")
    assert [(Path(one.file).name, one.kode) for one in batch.checked.temuan.itertuples()] == [
        ("2018-02-pmd.xlsx", "keputusan_lain"),
    ]
    assert batch.hasil["status_kata"].tolist()[:2] == [NO_FORM, NO_FORM]


def test_without_the_function_last_years_forms_are_no_part_of_a_run(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", TOP + UNUSED)
    forms: Forms = {"2018-01": {"rapat": "banyak"}, "2019-01": {"rapat": 1}}
    filled(tmp_path / "formulir", catalog, forms)
    checked = check_files([tmp_path / "formulir"], catalog, SETTINGS, "2019-01")
    assert [Path(file).name for file in checked.files["file"]] == ["2019-01-pmd.xlsx"]


def test_nothing_is_lost_of_what_is_read_for_it(catalog: Catalog, tmp_path: Path) -> None:
    batch = process(filled(tmp_path, catalog, without("2018-02")), catalog, SETTINGS, "2019-03")
    checked = batch.checked
    assert (len(checked.files), len(checked.answers), len(checked.counted)) == (5, 9, 15)
    assert looking_back(batch) == (
        "Untuk angka tahun lalu dibaca 2 dari 3 formulir. Yang tidak ada: Kepala Seksi PMD Februari 2018."
    )


# --- the report ------------------------------------------------------------------------------------------------------


def test_its_row_has_the_address_of_last_years_form(catalog: Catalog, tmp_path: Path) -> None:
    forms = {month: YEARS[month] for month in ("2018-01", "2019-01", "2019-02")}
    workbook = shown(process(filled(tmp_path, catalog, forms), catalog, SETTINGS, "2019-02"), tmp_path)
    every = columns(workbook, "tblData", "Kode", "Kode isian", "Bulan", "Angka", "Keadaan", "Berkas", "Sel")
    of_last_year = [row for row in every if "tahun_lalu" in row[1]]
    path = (tmp_path / "2018-01-pmd.xlsx").as_posix()
    assert of_last_year == [
        ("PMD-1", "tahun_lalu(pengunjung)", "Januari 2019", 100, "isi", path, "F8"),
        ("PMD-1", "tahun_lalu(pengunjung)", "Februari 2019", None, "belum masuk", None, None),
        ("PMD-2", "tahun_lalu(pengunjung)", "Januari 2019", 100, "isi", path, "F8"),
        ("PMD-2", "tahun_lalu(kasus)", "Januari 2019", 10, "isi", path, "F15"),
        ("PMD-2", "tahun_lalu(pengunjung)", "Februari 2019", None, "belum masuk", None, None),
        ("PMD-2", "tahun_lalu(kasus)", "Februari 2019", None, "belum masuk", None, None),
        ("PMD-3", "tahun_lalu(sop)", "Januari 2019", 10, "isi", path, "F20"),
        ("PMD-3", "tahun_lalu(sop)", "Februari 2019", None, "belum masuk", None, None),
    ]


def test_kelengkapan_tells_which_forms_of_last_year_were_read(catalog: Catalog, tmp_path: Path) -> None:
    workbook = shown(process(filled(tmp_path, catalog, without("2018-02")), catalog, SETTINGS, "2019-03"), tmp_path)
    assert columns(workbook, "tblBerkas", "Berkas", "Bulan", "Nasib", "Alasan") == [
        ("2018-01-pmd.xlsx", dt.datetime(2018, 1, 31), "dipakai", "Dibaca untuk angka tahun lalu."),
        ("2018-03-pmd.xlsx", dt.datetime(2018, 3, 31), "dipakai", "Dibaca untuk angka tahun lalu."),
        ("2019-01-pmd.xlsx", dt.datetime(2019, 1, 31), "dipakai", None),
        ("2019-02-pmd.xlsx", dt.datetime(2019, 2, 28), "dipakai", None),
        ("2019-03-pmd.xlsx", dt.datetime(2019, 3, 31), "dipakai", None),
    ]
    assert columns(workbook, "tblPencocokan", "Yang dicocokkan", "Banyak", "Cocok?") == [
        ("Berkas masuk", 5, "Cocok"),
        ("dipakai (2 dari tahun lalu)", 5, None),
        ("disisihkan", 0, None),
        ("Sel yang ditanyakan (6 dari tahun lalu)", 15, "Cocok"),
        ("isi", 15, None),
        ("tidak berlaku", 0, None),
        ("kosong", 0, None),
        ("salah", 0, None),
    ]
    assert columns(workbook, "tblRekap", "Kode", "Keadaan")[:2] == [("PMD-1", NO_FORM), ("PMD-2", NO_FORM)]
    assert on_ringkasan(workbook)[2:6] == [
        ("SEMENTARA: 1 dari 1 formulir Maret 2019 sah",),
        ("Belum final. Yang masih ditunggu:",),
        ("– formulir tahun lalu: Kepala Seksi PMD",),
        ("Februari 2018",),
    ]
    assert below(workbook, "PMD", "a.  Membina desa.", 7)[4:] == [
        ("Rata-rata belum ada",),
        ("Catatan untuk predikat di bawah Baik: penyebab dan tindak lanjut",),
        ("Tidak ada indikator berpredikat di bawah Baik.",),
    ]


@pytest.mark.libreoffice
@pytest.mark.panjang
def test_the_report_is_what_spreadsheets_calculate(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    need_gnumeric()
    nothing = {month: {**YEARS[month], "pengunjung": 0} for month in ("2018-01", "2018-02", "2018-03")}
    for number, (forms, periode) in enumerate(
        (
            (YEARS, "2019-03"),
            (YEARS, "2019-TW1"),
            (without("2018-02", "2019-01"), "2019-03"),
            (with_typed("2018-02", pengunjung="TB", kasus="banyak", sop=None), "2019-03"),
            (YEARS | nothing, "2019-03"),
        )
    ):
        folder = tmp_path / str(number)
        shown(process(filled(folder, catalog, forms), catalog, SETTINGS, periode), folder)
        assert unlike_spreadsheets(folder / "rekap.xlsx", office) == []


@pytest.mark.libreoffice
def test_the_report_of_a_sum_is_what_spreadsheets_calculate(office: Office, tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "katalog", SUM)
    forms = only(with_typed("2018-02", pengunjung="TB"), "kasus", "pengunjung")
    shown(process(filled(tmp_path, catalog, forms), catalog, SETTINGS, "2019-03"), tmp_path)
    assert unlike_spreadsheets(tmp_path / "rekap.xlsx", office) == []


def test_every_number_of_last_year_leads_to_data(catalog: Catalog, tmp_path: Path) -> None:
    shown(process(filled(tmp_path, catalog, YEARS), catalog, SETTINGS, "2019-01"), tmp_path)
    now, before = cells(opened(tmp_path / "rekap.xlsx"), "tblData")[:2]
    assert [row["Angka"].value for row in (now, before)] == [110, 100]
    assert before["Dihitung"].value == f"={before['Angka'].coordinate}"


# --- random years ----------------------------------------------------------------------------------------------------


SEEDS = (2, 6, 4, 5, 7, 8, 11, 15, 18, 27, 29)
"""Random years that together have all that the first thirty have."""


@functools.cache
def year_of(seed: int) -> Year:
    return random_year_beside_another(random.Random(seed))


@pytest.mark.parametrize("seed", seeds(SEEDS, 2))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds([1, 4, 9, 14], 1))
def test_the_report_of_a_random_year_is_what_spreadsheets_calculate(seed: int, office: Office, tmp_path: Path) -> None:
    path = reported(play(year_of(seed), tmp_path))
    assert unlike_spreadsheets(path, office) == []
