"""Every check with its whole sentence, and beside it a case that is just right."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Kalender, Settings
from iki_excel.judging import checks
from iki_excel.judging.checks import Check
from iki_excel.judging.checks.surveys import least_sample
from iki_excel.runs.checking import check_files
from iki_excel.words.rules import PERINGATAN, Rule
from tests.forms import Told, answers_of, complete, found, harmless, harmless_survey, told

pytestmark = pytest.mark.decree

NO_WORD = "Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku."


def of(
    catalog: Catalog,
    jabatan: str,
    table: str,
    survey: str = "",
    month: str = "2019-01",
    settings: Settings | None = None,
) -> Told:
    """What the checks find in one month of a jabatan where everything that is not shown is harmless."""
    one = catalog[jabatan]
    full = f"kode | {month}\n" + harmless(one, table) + table
    days = (settings or Settings()).kalender.working_days(month)
    full += f"\nhari_kerja | {days}" if jabatan == "sekretaris" and "hari_kerja" not in table else ""
    surveys = {month: survey or harmless_survey(one)}
    return told(found(answers_of(jabatan, full, surveys=surveys), settings))


def over(catalog: Catalog, jabatan: str, table: str, settings: Settings | None = None) -> Told:
    """What the checks find in several months, the cells that are not shown left out of it."""
    lines = [line.split("|")[0].strip() for line in table.strip().splitlines()]
    shown = answers_of(jabatan, table)
    return told(found(shown[shown["slot"].isin(lines)].reset_index(drop=True), settings))


@pytest.mark.parametrize(
    "jabatan", ["sekretaris", "tata_usaha", "program_keuangan", "tata_pemerintahan", "trantib", "pmd"]
)
def test_a_form_with_nothing_wrong_has_no_temuan(catalog: Catalog, jabatan: str) -> None:
    assert of(catalog, jabatan, "") == []


# --- what is missing --------------------------------------------------------------------------------------------------


def test_a_required_cell_left_blank(catalog: Catalog) -> None:
    assert of(catalog, "sekretaris", "jumlah_pns |") == [
        ("Isian!F9", "kosong", f"“Jumlah seluruh PNS Kecamatan Ngronggot bulan ini” masih kosong. {NO_WORD}"),
    ]


@pytest.mark.parametrize("value", ["0", "nihil", "TB"])
def test_zero_nihil_and_tb_are_not_blank(catalog: Catalog, value: str) -> None:
    assert of(catalog, "pmd", f"koordinasi | {value}") == []


def test_a_cell_that_may_be_blank_is_not_missed(catalog: Catalog) -> None:
    assert of(catalog, "tata_usaha", "penerima_layanan |") == []


def test_a_survey_that_nobody_answered_is_one_temuan(catalog: Catalog) -> None:
    assert of(catalog, "tata_usaha", "", ". . . . . . .") == [
        ("SKM!C9", "survei_kosong",
         "Survei Kepuasan Masyarakat (SKM) belum ada jawabannya. Isi skor responden di lembar SKM, atau ketik TB di "
         "sel "
         "kuning pertama bila bulan ini tidak ada survei."),
    ]  # fmt: skip


def test_an_unsur_that_nobody_answered(catalog: Catalog) -> None:
    survey = """
        4 . 3 4 4 4 4
        4 . 3 4 4 4 4
    """
    assert of(catalog, "tata_usaha", "", survey) == [
        ("SKM!D9", "unsur_kosong",
         "Unsur “Prosedur Pelayanan” belum dijawab seorang responden pun. Isi skornya, 1 sampai 4."),
    ]  # fmt: skip


def test_a_single_answer_left_blank_is_nothing_wrong(catalog: Catalog) -> None:
    survey = """
        4 . 3 4 4 4 4
        4 1 3 4 4 4 4
    """
    assert of(catalog, "tata_usaha", "", survey) == []


def test_forms_that_did_not_come_are_told_for_every_month_so_far(catalog: Catalog, settings: Settings) -> None:
    came = {("ngronggot", month, j) for month in ("2019-01", "2019-02") for j in catalog.kode}
    came -= {("ngronggot", "2019-01", "trantib"), ("ngronggot", "2019-02", "pmd")}
    nothing = answers_of("pmd", "kode | 2019-01").iloc[:0]
    missing = checks.run(nothing, checks.Given(catalog, settings, "2019-02", frozenset(came)))
    assert told(missing) == [
        ("", "belum_masuk",
         "Kepala Seksi Ketentraman dan Ketertiban, Januari 2019: formulir belum masuk. Minta diisi dan dikirim."),
        ("", "belum_masuk",
         "Kepala Seksi Pemberdayaan Masyarakat Desa, Februari 2019: formulir belum masuk. Minta diisi dan dikirim."),
    ]  # fmt: skip
    assert len(checks.run(nothing, checks.Given(catalog, settings, "2019-02"))) == 12
    assert told(checks.run(nothing, checks.Given(catalog, settings, None))) == []


def test_a_document_finished_but_not_rated(catalog: Catalog) -> None:
    sentence = (
        "“Dokumen LKjIP – berkualitas baik” belum dijawab, padahal tanggal selesainya sudah diisi. Pilih Ya atau Tidak."
    )
    for quality in ("", "TB"):
        table = f"perencanaan_laporan.lkjip.selesai | 2019-01-20\nperencanaan_laporan.lkjip.mutu | {quality}"
        assert of(catalog, "sekretaris", table) == [("Isian!F21", "mutu_kosong", sentence)]


@pytest.mark.parametrize("date", ["", "TB"])
def test_a_document_rated_but_not_finished(catalog: Catalog, date: str) -> None:
    table = f"perencanaan_laporan.lkjip.selesai | {date}\nperencanaan_laporan.lkjip.mutu | Ya"
    assert of(catalog, "sekretaris", table) == [
        ("Isian!F21", "mutu_tanpa_selesai",
         "“Dokumen LKjIP – berkualitas baik” diisi Ya, padahal dokumennya tidak bertanggal selesai. Isi tanggalnya, "
         "atau "
         "kosongkan mutunya."),
    ]  # fmt: skip


@pytest.mark.parametrize(("date", "quality"), [("2019-01-20", "Tidak"), ("", ""), ("TB", ""), ("TB", "TB")])
def test_a_document_with_both_or_neither_is_right(catalog: Catalog, date: str, quality: str) -> None:
    table = f"perencanaan_laporan.lkjip.selesai | {date}\nperencanaan_laporan.lkjip.mutu | {quality}"
    assert of(catalog, "sekretaris", table) == []


# --- what was typed ---------------------------------------------------------------------------------------------------

SURAT = "“Jumlah surat yang ditangani bulan ini”"


@pytest.mark.parametrize(
    ("value", "kode", "sentence"),
    [
        ("ada", "bukan_bilangan",
         f"{SURAT} berisi “ada”, padahal harus bilangan. Ketik angkanya saja, misalnya 12, atau 0 bila tidak ada."),
        ("12 surat", "angka_bersatuan",
         f"{SURAT} berisi “12 surat”. Apakah maksudnya angkanya saja? Ketik tanpa satuan; satuannya sudah dokumen."),
        ('"1.234"', "angka_meragukan",
         f"{SURAT} berisi teks “1.234”, yang dapat berarti ribuan atau pecahan. Apakah maksudnya ribuan? Ketik ulang "
         "tanpa titik dan koma."),
        ('"9000000000000"', "angka_terlalu_besar",
         f"{SURAT} berisi 9000000000000, terlalu besar untuk dihitung. Periksa lagi angkanya."),
        ("-", "tanda_tanya",
         f"{SURAT} berisi “-”. Apakah maksudnya nol (ketik 0) atau tidak berlaku (ketik TB)?"),
        ("2019-01-12", "tanggal_di_bilangan",
         f"{SURAT} berisi tanggal atau jam (12 Januari 2019), padahal harus bilangan. Ketik ulang angkanya; bila "
         "tetap tampil sebagai tanggal, ubah format selnya menjadi Umum (General)."),
        ("1.5", "pecahan",
         f"{SURAT} berisi 1,5, padahal harus bilangan bulat (di selnya mungkin tampil dibulatkan). Maksudnya ribuan? "
         "Ketik tanpa titik dan koma."),
        ("-3", "negatif",
         f"{SURAT} berisi -3, padahal tidak boleh negatif. Ketik angkanya tanpa tanda minus."),
    ],
)  # fmt: skip
def test_a_number_cell_with_something_else(catalog: Catalog, value: str, kode: str, sentence: str) -> None:
    assert of(catalog, "tata_usaha", f"surat | {value}") == [("Isian!F8", kode, sentence)]


@pytest.mark.parametrize("value", ["12", '" 12 "', '"1.250.000"', "0", "1000000000000"])
def test_a_number_cell_with_a_whole_number(catalog: Catalog, value: str) -> None:
    assert of(catalog, "tata_usaha", f"surat | {value}") == []


LKJIP = "“Dokumen LKjIP – tanggal selesai”"


@pytest.mark.parametrize(
    ("value", "kode", "sentence"),
    [
        ("belum", "bukan_tanggal",
         f"{LKJIP} berisi “belum”, padahal harus tanggal. Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan "
         "bila belum selesai."),
        ("43500", "bukan_tanggal",
         f"{LKJIP} berisi “43500”, padahal harus tanggal. Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan "
         "bila belum selesai."),
        ('"4/1/2019"', "tanggal_meragukan",
         f"{LKJIP} berisi teks “4/1/2019”, yang hari dan bulannya dapat tertukar. Ketik tahun-bulan-hari, misalnya "
         "2019-01-04 untuk 4 Januari 2019."),
        ("2019-02-13", "tanggal_di_luar",
         f"{LKJIP} berisi 13 Februari 2019, padahal harus antara 1 Januari 2018 dan 31 Januari 2019. Periksa hari, "
         "bulan "
         "dan tahunnya."),
        ("2017-12-31", "tanggal_di_luar",
         f"{LKJIP} berisi 31 Desember 2017, padahal harus antara 1 Januari 2018 dan 31 Januari 2019. Periksa hari, "
         "bulan "
         "dan tahunnya."),
    ],
)  # fmt: skip
def test_a_date_cell_with_something_else(catalog: Catalog, value: str, kode: str, sentence: str) -> None:
    assert of(catalog, "program_keuangan", f"pelaporan.lkjip.selesai | {value}") == [("Isian!F16", kode, sentence)]


@pytest.mark.parametrize(
    "value", ["2019-01-31", "2018-01-01", '"20 Jan 2019"', "2019-01-04", "2018-11-28", "2018-01-05", "TB", ""]
)
def test_a_date_cell_with_a_sensible_date(catalog: Catalog, value: str) -> None:
    assert of(catalog, "program_keuangan", f"pelaporan.lkjip.selesai | {value}") == []


def test_a_date_that_would_lie_in_its_month_with_day_and_month_swapped(catalog: Catalog) -> None:
    assert of(catalog, "program_keuangan", "perencanaan.renstra.selesai | 2019-01-02", month="2019-02")[:1] == [
        ("Isian!F8", "hari_bulan_tertukar",
         "“Dokumen Renstra – tanggal selesai” berisi 2 Januari 2019. Apakah maksudnya 1 Februari 2019, di bulan "
         "laporan "
         "ini? Periksa hari dan bulannya."),
    ]  # fmt: skip


LATE = [
    ("Isian!F14", "lewat_batas",
     "“Dokumen LPPD – tanggal selesai” belum pernah diisi, padahal batas waktunya 31 Maret 2019 sudah lewat. Isi "
     "tanggalnya bila sudah selesai; bila belum, biarkan kosong."),
    ("Isian!F16", "lewat_batas",
     "“Dokumen LKjIP – tanggal selesai” belum pernah diisi, padahal batas waktunya 28 Februari 2019 sudah lewat. Isi "
     "tanggalnya bila sudah selesai; bila belum, biarkan kosong."),
    ("Isian!F20", "lewat_batas",
     "“Dokumen LKjIP – tanggal selesai” belum pernah diisi, padahal batas waktunya 28 Februari 2019 sudah lewat. Isi "
     "tanggalnya bila sudah selesai; bila belum, biarkan kosong."),
]  # fmt: skip


def test_a_date_that_is_no_better_with_day_and_month_swapped(catalog: Catalog) -> None:
    for day in ("2019-01-03", "2019-02-01", "2019-02-02", "2018-02-28"):
        assert of(catalog, "program_keuangan", f"perencanaan.renstra.selesai | {day}", month="2019-02")[:1] == LATE[1:2]


def test_a_deadline_that_passed_without_a_word(catalog: Catalog) -> None:
    assert of(catalog, "program_keuangan", "", month="2019-01") == []
    assert of(catalog, "program_keuangan", "", month="2019-03") == LATE
    said = "pelaporan.lppd.selesai | 2019-03-27\npelaporan.lkjip.selesai | TB\nakip.lkjip.selesai | belum"
    assert [kode for _, kode, _ in of(catalog, "program_keuangan", said, month="2019-03")] == ["bukan_tanggal"]


def test_a_document_reported_in_an_earlier_month_is_not_missed_later(catalog: Catalog) -> None:
    table = """
        kode                    | 2018-12    | 2019-02    | 2019-03
        pelaporan.lppd.selesai  | 2018-12-05 |            |
        pelaporan.lkjip.selesai |            | 2019-02-20 |
    """
    assert over(catalog, "program_keuangan", table) == [
        ("Isian!F16", "lewat_batas",
         "“Dokumen LKjIP – tanggal selesai” belum pernah diisi, padahal batas waktunya 28 Februari 2018 sudah lewat. "
         "Isi tanggalnya bila sudah selesai; bila belum, biarkan kosong."),
        LATE[0],
    ]  # fmt: skip


def test_a_date_unlike_the_one_reported_before(catalog: Catalog) -> None:
    table = """
        kode                    | 2019-01    | 2019-02    | 2019-03
        akip.iku.selesai        | 2019-01-15 |            | 2019-01-16
        akip.iki.selesai        | 2019-01-15 | 2019-01-15 | TB
    """
    assert over(catalog, "program_keuangan", table) == [
        ("Isian!F21", "tanggal_berubah",
         "“Dokumen IKU Kecamatan Ngronggot – tanggal selesai” berisi 16 Januari 2019, padahal sebelumnya dilaporkan "
         "15 Januari 2019. Yang dipakai yang terakhir; periksa mana yang benar."),
    ]  # fmt: skip


def test_the_dates_of_last_year_are_another_document(catalog: Catalog) -> None:
    table = """
        kode                    | 2018-12    | 2019-01
        akip.iku.selesai        | 2018-12-15 | 2019-01-16
    """
    assert over(catalog, "program_keuangan", table) == []


def test_a_quality_that_is_neither_yes_nor_no(catalog: Catalog) -> None:
    table = "perencanaan_laporan.lkjip.selesai | 2019-01-20\nperencanaan_laporan.lkjip.mutu | bagus"
    assert of(catalog, "sekretaris", table) == [
        ("Isian!F21", "bukan_ya_tidak",
         "“Dokumen LKjIP – berkualitas baik” berisi “bagus”, padahal harus Ya atau Tidak. Pilih dari daftar di "
         "selnya."),
    ]  # fmt: skip


@pytest.mark.parametrize("score", ["0", "5", "2.5", "baik", "-", "2019-01-04"])
def test_a_score_that_is_none(catalog: Catalog, score: str) -> None:
    survey = f"""
        4 4 4 4 4 4 4
        4 {score} 4 4 4 4 4
    """
    shown = {"2.5": "2,5", "2019-01-04": "4 Januari 2019"}.get(score, score)
    assert of(catalog, "tata_usaha", "", survey) == [
        ("SKM!D10", "skor_salah",
         f"“Prosedur Pelayanan”, baris 10, berisi “{shown}”, padahal skor hanya 1, 2, 3 atau 4. Perbaiki, atau "
         "kosongkan "
         "bila tidak dijawab."),
    ]  # fmt: skip


@pytest.mark.parametrize("score", ["1", "2", "3", "4", '"4"', "４", "."])
def test_a_score_of_one_to_four_or_none_at_all(catalog: Catalog, score: str) -> None:
    assert of(catalog, "tata_usaha", "", f"4 4 4 4 4 4 4\n{score} 4 4 4 4 4 4") == []


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_more_days_than_a_month_has(catalog: Catalog) -> None:
    assert of(catalog, "sekretaris", "hari_kerja | 32") == [
        ("Isian!F10", "di_luar_batas",
         "“Jumlah hari kerja bulan ini” berisi 32, padahal harus 0 sampai 31. Periksa lagi angkanya."),
        ("Isian!F10", "hari_kerja_berbeda",
         "“Jumlah hari kerja bulan ini” berisi 32, sedangkan menurut kalender 22. Periksa; bila memang benar, "
         "jelaskan di "
         "kolom keterangan."),
    ]  # fmt: skip


def test_working_days_unlike_the_calendar(catalog: Catalog) -> None:
    assert of(catalog, "sekretaris", "hari_kerja | 21") == [
        ("Isian!F10", "hari_kerja_berbeda",
         "“Jumlah hari kerja bulan ini” berisi 21, sedangkan menurut kalender 22. Periksa; bila memang benar, "
         "jelaskan di "
         "kolom keterangan."),
    ]  # fmt: skip
    assert of(catalog, "sekretaris", "hari_kerja | 22") == []
    fixed = Settings(kalender=Kalender(hari_kerja={"2019-01": 21}))
    assert of(catalog, "sekretaris", "hari_kerja | 21", settings=fixed) == []


def test_working_days_that_are_explained_need_no_warning(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    form = complete(tmp_path, "sekretaris", "2019-01", "hari_kerja | 21 | satu hari libur setempat")
    assert told(check_files([form], catalog, settings).temuan) == []


def test_more_people_in_time_than_there_were(catalog: Catalog) -> None:
    table = """
        hadir_tepat_waktu | {}
        jumlah_pns        | 22
        hari_kerja        | 22
    """
    assert of(catalog, "sekretaris", table.format("485")) == [
        ("Isian!F8", "syarat",
         "“Jumlah kehadiran tepat waktu seluruh PNS bulan ini” berisi 485, sedangkan “Jumlah PNS × hari kerja” 484. "
         "Kehadiran tepat waktu tidak boleh melebihi jumlah PNS × hari kerja. Periksa ketiga angkanya dengan rekap "
         "absensi."),
    ]  # fmt: skip
    assert of(catalog, "sekretaris", table.format("484")) == []


def test_every_condition_of_the_catalogue_is_asked(catalog: Catalog) -> None:
    asked = [(j, s) for j in catalog.jabatan for i in j.indikator for s in i.syarat]
    for jabatan, syarat in asked:
        left, right = syarat.rumus.names
        table = f"{left} | 1000" + ("" if right == "hari_pns" else f"\n{right} | 999")
        broken = of(catalog, jabatan.kode, table)
        assert [kode for _, kode, _ in broken] == ["syarat"]
        assert broken[0][2].endswith(syarat.pesan)
    assert len(asked) == 9


def test_a_condition_is_not_asked_where_a_figure_is_missing(catalog: Catalog) -> None:
    assert kodes_of(of(catalog, "sekretaris", "hadir_tepat_waktu | 485\njumlah_pns |")) == [("Isian!F9", "kosong")]
    assert of(catalog, "sekretaris", "hadir_tepat_waktu | 485\njumlah_pns | TB") == []


def kodes_of(found_: Told) -> list[tuple[str, str]]:
    return [(place, kode) for place, kode, _ in found_]


def test_a_figure_far_from_all_earlier_months(catalog: Catalog) -> None:
    table = """
        kode                | 2019-01 | 2019-02 | 2019-03
        surat               | 100     | 120     | 361
        dokumen_kepegawaian | 100     | 120     | 33
        dokumen_arsip       | 5       | 5       | 16
    """
    assert over(catalog, "tata_usaha", table) == [
        ("Isian!F8", "jauh_berbeda",
         f"{SURAT} berisi 361, jauh dari bulan-bulan sebelumnya (100 sampai 120). Periksa; bila memang benar, "
         "jelaskan di "
         "kolom keterangan."),
        ("Isian!F9", "jauh_berbeda",
         "“Jumlah dokumen kepegawaian yang ditangani bulan ini” berisi 33, jauh dari bulan-bulan sebelumnya (100 "
         "sampai "
         "120). Periksa; bila memang benar, jelaskan di kolom keterangan."),
        ("Isian!F10", "jauh_berbeda",
         "“Jumlah dokumen yang diarsip bulan ini” berisi 16, jauh dari bulan-bulan sebelumnya (5). Periksa; bila "
         "memang "
         "benar, jelaskan di kolom keterangan."),
    ]  # fmt: skip


def test_a_figure_not_so_far_from_earlier_months(catalog: Catalog) -> None:
    three_times = """
        kode                | 2019-01 | 2019-02 | 2019-03
        surat               | 100     | 120     | 360
        dokumen_kepegawaian | 102     | 120     | 34
        dokumen_arsip       | 1       | 2       | 11
    """
    only_one_month_before = """
        kode                | 2019-01 | 2019-02
        surat               | 100     | 5000
    """
    assert over(catalog, "tata_usaha", three_times) == []
    assert over(catalog, "tata_usaha", only_one_month_before) == []


def test_figures_are_compared_with_the_same_unit_only(catalog: Catalog) -> None:
    small = answers_of("tata_usaha", "kode | 2019-01 | 2019-02 | 2019-03\nsurat | 10 | 10 | 10", unit="kecil")
    large = answers_of("tata_usaha", "kode | 2019-01 | 2019-02 | 2019-03\nsurat | 900 | 900 | 900", unit="besar")
    both = pd.concat([small, large], ignore_index=True)
    assert told(found(both[both["slot"] == "surat"].reset_index(drop=True))) == []


def test_a_survey_with_too_few_respondents(catalog: Catalog) -> None:
    respondent = "4 4 4 4 4 4 4\n"
    assert of(catalog, "tata_usaha", "penerima_layanan | 50", respondent * 43) == [
        ("Isian!F19", "sampel_kurang",
         "“Jumlah penerima layanan bulan ini (populasi survei)” berisi 50, jadi survei memerlukan sedikitnya 44 "
         "responden, sedangkan yang menjawab 43. Tambah responden bila masih dapat."),
    ]  # fmt: skip
    assert of(catalog, "tata_usaha", "penerima_layanan | 50", respondent * 44) == []
    assert of(catalog, "tata_usaha", "penerima_layanan | 0", respondent) == []


@pytest.mark.parametrize(
    ("population", "sample"), [(1, 1), (10, 10), (50, 44), (100, 80), (500, 217), (1000, 278), (10000, 370)]
)
def test_the_least_sample_is_the_published_one(population: int, sample: int) -> None:
    assert least_sample(population) == sample


# --- all of them ------------------------------------------------------------------------------------------------------


def test_a_check_is_a_rule_and_one_function(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule(
        "terlalu_bulat", PERINGATAN, arti="Angka yang bulat sekali.", pesan="“{label}” berisi {angka_kata}.",
        saran="Periksa hitungannya.", ringkas="bulat sekali", contoh="Isian!F8 berisi 100",
    )  # fmt: skip
    too_round = Check(rule, lambda answers, given: answers[answers["angka"] % 100 == 0])
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, too_round))
    assert of(catalog, "tata_usaha", "surat | 100") == [
        ("Isian!F8", "terlalu_bulat", f"{SURAT} berisi 100. Periksa hitungannya."),
    ]


def test_all_temuan_of_a_form_come_at_once_from_top_to_bottom(catalog: Catalog) -> None:
    table = """
        surat                  | ada
        dokumen_kepegawaian    |
        anjab                  | 1.5
        dokumen_sop            | "1.234"
        evaluasi               | -
    """
    assert kodes_of(of(catalog, "tata_usaha", table, "4 9 4 4 4 4 .")) == [
        ("Isian!F8", "bukan_bilangan"),
        ("Isian!F9", "kosong"),
        ("Isian!F14", "pecahan"),
        ("Isian!F24", "angka_meragukan"),
        ("Isian!F36", "tanda_tanya"),
        ("SKM!D9", "skor_salah"),
        ("SKM!I9", "unsur_kosong"),
    ]


def test_a_number_with_a_galat_is_not_computed_with(catalog: Catalog, settings: Settings) -> None:
    table = answers_of("pmd", "kode | 2019-01\nkoordinasi | 1.5\npembinaan_lkd | 2\nsosialisasi_umkm | ada")
    marked = checks.mark_wrong(table, found(table)).head(3)
    assert marked[["slot", "angka", "keadaan", "alasan"]].fillna(-1).to_numpy().tolist() == [
        ["koordinasi", -1, "salah", "pecahan"],
        ["pembinaan_lkd", 2, "isi", ""],
        ["sosialisasi_umkm", -1, "salah", "bukan_bilangan"],
    ]


def test_a_number_with_a_warning_is_computed_with(catalog: Catalog) -> None:
    table = answers_of("sekretaris", "kode | 2019-01\nhari_kerja | 21")
    marked = checks.mark_wrong(table, found(table))
    assert marked.loc[marked["slot"] == "hari_kerja", ["angka", "keadaan"]].to_numpy().tolist() == [[21, "isi"]]


def test_no_answers_at_all_are_checked_without_complaint(catalog: Catalog, settings: Settings) -> None:
    nothing = answers_of("pmd", "kode | 2019-01").iloc[:0]
    assert told(found(nothing)) == []
    assert len(checks.mark_wrong(nothing, found(nothing))) == 0
