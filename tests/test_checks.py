"""Every check with its whole sentence, and beside it a case that is just right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.fields import FIELDS, Days
from iki_excel.decree.settings import Kalender, Settings
from iki_excel.judging import checks
from iki_excel.judging.checks import Check
from iki_excel.judging.checks.check import rows_where
from iki_excel.judging.checks.surveys import least_sample
from iki_excel.runs.checking import check_files
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.words.rules import PERINGATAN, Rule
from tests.forms import Told, answers_of, complete, edited, found, harmless, harmless_survey, kodes, told
from tests.grounds import EVERY_JABATAN, KECIL, behind, jabatan_of
from tests.small_catalog import HEAD, SETTINGS, filled, loaded

NO_WORD = "Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku."


def of(jabatan: str, table: str, survey: str = "", month: str = "2019-01", settings: Settings | None = None) -> Told:
    """What the checks find in one month of a jabatan where everything that is not shown is harmless."""
    catalog, own = behind(jabatan)
    one, office = catalog[jabatan], settings or own
    full = f"kode | {month}\n" + harmless(one, table) + table
    asks_days = any(slot.kalender for slot in one.slots) and "hari_kerja" not in table
    full += f"\nhari_kerja | {office.kalender.working_days(month)}" if asks_days else ""
    return told(found(answers_of(jabatan, full, surveys={month: survey or harmless_survey(one)}), office))


def over(jabatan: str, table: str, settings: Settings | None = None) -> Told:
    """What the checks find in several months, the cells that are not shown left out of it."""
    lines = [line.split("|")[0].strip() for line in table.strip().splitlines()]
    shown = answers_of(jabatan, table)
    return told(found(shown[shown["slot"].isin(lines)].reset_index(drop=True), settings))


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_a_form_with_nothing_wrong_has_no_temuan(jabatan: str) -> None:
    assert of(jabatan, "") == []


# --- what is missing --------------------------------------------------------------------------------------------------


def test_a_required_cell_left_blank() -> None:
    assert of("umum", "pegawai |") == [
        ("Isian!F14", "kosong", f"“Jumlah pegawai bulan ini” masih kosong. {NO_WORD}"),
    ]


@pytest.mark.parametrize("value", ["0", "nihil"])
def test_zero_and_nihil_are_not_blank(value: str) -> None:
    assert of("ketertiban", f"gangguan | {value}") == []


def test_tb_is_not_blank_and_wants_a_word_why() -> None:
    assert of("ketertiban", "gangguan | TB") == [
        unexplained("Isian!F8", "“Jumlah gangguan ketertiban bulan ini”"),
    ]


def unexplained(cell: str, what: str) -> tuple[str, str, str]:
    return (
        cell, "tb_tanpa_keterangan",
        f"{what} berisi TB tanpa keterangan. Tulis alasannya di kolom keterangan lembar Isian.",
    )  # fmt: skip


def test_a_cell_that_may_be_blank_is_not_missed() -> None:
    assert of("pelayanan", "penerima_layanan |") == []


def test_a_survey_that_nobody_answered_is_one_temuan() -> None:
    assert of("pelayanan", "", ". . .") == [
        ("KEPUASAN!C9", "survei_kosong",
         "Survei kepuasan warga belum ada jawabannya. Isi skor responden di lembar KEPUASAN, atau ketik TB di sel "
         "kuning pertama bila bulan ini tidak ada survei."),
    ]  # fmt: skip


def test_an_unsur_that_nobody_answered() -> None:
    survey = """
        4 . 3
        4 . 3
    """
    assert of("pelayanan", "", survey) == [
        ("KEPUASAN!D9", "unsur_kosong",
         "Unsur “Waktu” belum dijawab seorang responden pun. Isi skornya, 1 sampai 4."),
    ]  # fmt: skip


def test_a_single_answer_left_blank_is_nothing_wrong() -> None:
    survey = """
        4 . 3
        4 1 3
    """
    assert of("pelayanan", "", survey) == []


def test_forms_that_did_not_come_are_told_for_every_month_so_far(catalog: Catalog, settings: Settings) -> None:
    came = {("contoh", month, j) for month in ("2019-01", "2019-02") for j in catalog.kode}
    came -= {("contoh", "2019-01", "ketertiban"), ("contoh", "2019-02", "umum")}
    nothing = answers_of("umum", "kode | 2019-01").iloc[:0]
    missing = checks.run(nothing, checks.Given(catalog, settings, "2019-02", frozenset(came)))
    assert told(missing) == [
        ("", "belum_masuk", "Kepala Seksi Ketertiban, Januari 2019: formulir belum masuk. Minta diisi dan dikirim."),
        ("", "belum_masuk", "Kepala Subbagian Umum, Februari 2019: formulir belum masuk. Minta diisi dan dikirim."),
    ]  # fmt: skip
    assert len(checks.run(nothing, checks.Given(catalog, settings, "2019-02"))) == 2 * len(catalog.jabatan)
    assert told(checks.run(nothing, checks.Given(catalog, settings, None))) == []


def test_a_document_finished_but_not_rated() -> None:
    sentence = (
        "“Laporan Profil – berkualitas baik” belum dijawab, padahal tanggal selesainya sudah diisi. Pilih Ya atau "
        "Tidak."
    )
    for quality in ("", "TB"):
        table = f"laporan.profil.selesai | 2019-01-20\nlaporan.profil.mutu | {quality}"
        assert of("umum", table) == [("Isian!F26", "mutu_kosong", sentence)]


@pytest.mark.parametrize("date", ["", "TB"])
def test_a_document_rated_but_not_finished(date: str) -> None:
    table = f"laporan.profil.selesai | {date}\nlaporan.profil.mutu | Ya"
    assert of("umum", table) == [
        ("Isian!F26", "mutu_tanpa_selesai",
         "“Laporan Profil – berkualitas baik” diisi Ya, padahal dokumennya tidak bertanggal selesai. Isi tanggalnya "
         "(TB bila tidak disusun), atau kosongkan mutunya."),
    ]  # fmt: skip


@pytest.mark.parametrize(("date", "quality"), [("2019-01-20", "Tidak"), ("", ""), ("TB", ""), ("TB", "TB")])
def test_a_document_with_both_or_neither_is_right(date: str, quality: str) -> None:
    table = f"laporan.profil.selesai | {date}\nlaporan.profil.mutu | {quality}"
    assert of("umum", table) == []


# --- what was typed ---------------------------------------------------------------------------------------------------

BUKU = "“Buku Tamu – tanggal selesai”"
DATE = "tanggal: tahun-bulan-hari, misalnya 2019-02-28"
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
         "tetap tampil sebagai tanggal, ubah format selnya menjadi Angka (Number)."),
        ("1.5", "pecahan",
         f"{SURAT} berisi 1,5, padahal harus bilangan bulat (di selnya mungkin tampil dibulatkan). Ketik bilangan "
         "bulat; ribuan tanpa titik dan koma."),
        ("-3", "negatif",
         f"{SURAT} berisi -3, padahal tidak boleh negatif. Ketik angkanya tanpa tanda minus."),
    ],
)  # fmt: skip
def test_a_number_cell_with_something_else(value: str, kode: str, sentence: str) -> None:
    assert of("umum", f"surat | {value}") == [("Isian!F8", kode, sentence)]


@pytest.mark.parametrize("value", ["12", "0", "1000000000000", "nihil", '" Nihil "'])
def test_a_number_cell_with_a_whole_number(value: str) -> None:
    assert of("umum", f"surat | {value}") == []


@pytest.mark.parametrize(
    ("jabatan", "line", "cell", "label", "typed", "read", "again"),
    [
        ("umum", 'surat | " 12 "', "Isian!F8", SURAT, "teks “12”", "12", "angka"),
        ("umum", 'surat | "1.250.000"', "Isian!F8", SURAT, "teks “1.250.000”", "1.250.000", "angka"),
        ("pelayanan", 'buku.tamu.selesai | "20 Jan 2019"', "Isian!F13", BUKU, "teks “20 Jan 2019”", "20 Januari 2019",
         DATE),
        ("pelayanan", "buku.tamu.selesai | 43485", "Isian!F13", BUKU, "bilangan “43485”", "20 Januari 2019", DATE),
        ("pelayanan", 'buku.tamu.selesai | "t.b."', "Isian!F13", BUKU, "teks “t.b.”", "TB", "TB"),
    ],
)  # fmt: skip
def test_what_is_certain_but_not_as_the_form_takes_it_is_to_be_typed_again(
    jabatan: str, line: str, cell: str, label: str, typed: str, read: str, again: str
) -> None:
    said = f"{label} berisi {typed}, yang dibaca {read}. Ketik ulang sebagai {again}."
    assert of(jabatan, line) == [(cell, "dibaca_lain", said)]


@pytest.mark.parametrize(
    ("day", "hour", "other"),
    [
        ("2019-02-28", "17:00", "1 Maret 2019"),  # midnight in western Indonesia, as UTC
        ("2019-02-28", "15:00", "1 Maret 2019"),  # and in eastern Indonesia
        ("2019-02-28", "23:59", "1 Maret 2019"),
        ("2019-03-01", "01:30", "28 Februari 2019"),
        ("2018-12-31", "17:00", "1 Januari 2019"),
        ("2019-03-29", "17:00", "30 Maret 2019"),  # the day after is past its batas waktu
    ],
)
def test_a_date_near_midnight_is_asked_about_where_something_depends_on_it(day: str, hour: str, other: str) -> None:
    said = bahasa.date(dt.date.fromisoformat(day))
    assert of_moment(f"{day}T{hour}") == [
        ("Isian!F13", "tanggal_berjam",
         f"{BUKU} berisi {said} pukul {hour.replace(':', '.')}, mungkin {other} yang digeser zona waktu program lain. "
         f"Yang dipakai {said}. Periksa, lalu ketik ulang tanggalnya tanpa jam."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "moment",
    [
        "2019-02-28T12:00",  # noon of a normal day
        "2019-02-28T13:59",
        "2019-03-01T07:00",  # midnight in UTC, read in western Indonesia: the day is right
        "2019-03-01T00:00:43",  # a clock that is 43 seconds off
        "2019-03-20T17:00",  # the same month, and far from the batas waktu
        "2019-03-01T00:00",
    ],
)
def test_a_date_with_a_time_on_which_nothing_depends_says_nothing(moment: str) -> None:
    assert of_moment(moment) == []


def of_moment(moment: str) -> Told:
    """What is told in March of a document, due on 29 March, whose day was stored with a time."""
    catalog, own = KECIL
    due, lines = replace(own, batas_waktu={"tamu": (3, 29)}), harmless(catalog["pelayanan"], "")
    table = answers_of("pelayanan", f"kode | 2019-03\n{lines}", surveys={"2019-03": "4 4 4"})
    reading = FIELDS["tanggal"].read(dt.datetime.fromisoformat(moment), "")
    at = table["slot"] == "buku.tamu.selesai"
    table.loc[at, ["angka", "jam", "keadaan"]] = [reading.angka, reading.jam, reading.keadaan]
    return [one for one in told(found(table, due)) if one[0] == "Isian!F13"]


def test_a_date_that_is_a_text_is_told_beside_the_quality_that_is_missing() -> None:
    table = 'laporan.profil.selesai | "20 Jan 2019"\nlaporan.profil.mutu |'
    assert [(place, kode) for place, kode, _ in of("umum", table)] == [
        ("Isian!F25", "dibaca_lain"), ("Isian!F26", "mutu_kosong"),
    ]  # fmt: skip


def test_what_only_looks_blank_is_told_where_it_may_be_blank() -> None:
    assert of("pelayanan", 'buku.tamu.selesai | "\u00a0"') == [
        ("Isian!F13", "hanya_spasi",
         f"{BUKU} tampak kosong tetapi berisi spasi atau huruf yang tidak terlihat; dibaca kosong. Hapus isi selnya."),
    ]  # fmt: skip
    assert of("pelayanan", 'buku.tamu.selesai | " "') == []


def test_a_number_that_may_be_a_day_is_asked_about() -> None:
    assert of("umum", "surat | 43536") == [
        ("Isian!F8", "seperti_tanggal",
         f"{SURAT} berisi 43.536, yang juga cara Excel menghitung 12 Maret 2019. Apakah yang diketik 12/3? Periksa; "
         "bila memang benar, jelaskan di kolom keterangan."),
    ]  # fmt: skip
    assert of("umum", "surat | 43465") == []


@pytest.mark.parametrize(
    ("value", "kode", "sentence"),
    [
        ("belum", "bukan_tanggal",
         f"{BUKU} berisi “belum”, padahal harus tanggal. Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan "
         "bila belum selesai."),
        ("5", "bukan_tanggal",
         f"{BUKU} berisi “5”, padahal harus tanggal. Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan "
         "bila belum selesai."),
        ('"4/1/2019"', "tanggal_meragukan",
         f"{BUKU} berisi teks “4/1/2019”, yang hari dan bulannya dapat tertukar. Ketik tahun-bulan-hari, misalnya "
         "2019-01-04 untuk 4 Januari 2019."),
        ("2019-02-13", "tanggal_di_luar",
         f"{BUKU} berisi 13 Februari 2019, padahal harus antara 31 Maret 2018 dan 31 Januari 2019. Periksa hari, "
         "bulan "
         "dan tahunnya."),
        ("2018-03-30", "tanggal_di_luar",
         f"{BUKU} berisi 30 Maret 2018, padahal harus antara 31 Maret 2018 dan 31 Januari 2019. Periksa hari, "
         "bulan "
         "dan tahunnya."),
    ],
)  # fmt: skip
def test_a_date_cell_with_something_else(value: str, kode: str, sentence: str) -> None:
    assert of("pelayanan", f"buku.tamu.selesai | {value}") == [("Isian!F13", kode, sentence)]


@pytest.mark.parametrize("value", ["2019-01-31", "2018-03-31", "2019-01-04", "2018-11-28", "2018-04-05", "TB", ""])
def test_a_date_cell_with_a_sensible_date(value: str) -> None:
    assert of("pelayanan", f"buku.tamu.selesai | {value}") == []


@pytest.mark.parametrize(
    ("deadline", "first"), [((2, 28), "2018-02-28"), ((2, 29), "2018-02-28"), ((12, 31), "2018-12-31")]
)
def test_a_date_may_lie_from_twelve_months_before_its_deadline_to_the_end_of_its_month(
    deadline: tuple[int, int], first: str
) -> None:
    office = replace(KECIL.settings, batas_waktu={"tamu": deadline})
    day = dt.date.fromisoformat(first)
    for value, is_right in ((day, True), (day - dt.timedelta(1), False)):
        found_ = of("pelayanan", f"buku.tamu.selesai | {value}", month="2019-02", settings=office)
        assert (
            ("Isian!F13", "tanggal_di_luar") not in kodes_of(found_) if is_right else found_[0][1] == "tanggal_di_luar"
        )
    for value, is_right in (("2019-02-28", True), ("2019-03-01", False)):
        found_ = of("pelayanan", f"buku.tamu.selesai | {value}", month="2019-02", settings=office)
        assert (found_ == []) == is_right


def test_a_deadline_of_29_february_reaches_back_to_the_28th_of_the_year_before() -> None:
    days = Days.of(dt.date(2020, 2, 29), Periode("2020-03"))
    assert (days.first, days.last) == (dt.date(2019, 2, 28), dt.date(2020, 3, 31))


def test_a_date_that_would_lie_in_its_month_with_day_and_month_swapped() -> None:
    assert of("pelayanan", "buku.profil.selesai | 2019-01-02", month="2019-02") == [
        ("Isian!F14", "hari_bulan_tertukar",
         "“Buku Profil – tanggal selesai” berisi 2 Januari 2019. Apakah maksudnya 1 Februari 2019, di bulan laporan "
         "ini? Periksa hari dan bulannya."),
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2019-01-03", "2019-02-01", "2019-02-02", "2018-12-31"])
def test_a_date_that_is_no_better_with_day_and_month_swapped(day: str) -> None:
    assert of("pelayanan", f"buku.profil.selesai | {day}", month="2019-02") == []


def late(cell: str, document: str, day: str) -> tuple[str, str, str]:
    return (
        f"Isian!{cell}", "lewat_batas",
        f"“{document} – tanggal selesai” belum pernah diisi, padahal batas waktunya {day} sudah lewat. Isi tanggalnya "
        "bila sudah selesai; bila belum, biarkan kosong.",
    )  # fmt: skip


def test_a_deadline_that_passed_without_a_word() -> None:
    assert of("umum", "", month="2019-01") == []
    assert of("umum", "", month="2019-03") == [
        late("F25", "Laporan Profil", "28 Februari 2019"), late("F27", "Laporan Kinerja", "31 Maret 2019"),
    ]  # fmt: skip
    said = "laporan.profil.selesai | {}\nlaporan.kinerja.selesai | TB"
    assert [kode for _, kode, _ in of("umum", said.format("belum"), month="2019-03")] == ["bukan_tanggal"]
    said += "\nlaporan.profil.mutu | Ya"
    assert of("umum", said.format("2019-03-27"), month="2019-03") == []


def test_a_deadline_that_passed_is_told_in_the_last_month_that_came() -> None:
    table = """
        kode                | 2019-02 | 2019-03 | 2019-04
        buku.tamu.selesai   |         |         |
    """
    everywhere = found(answers_of("pelayanan", table)).query("kode == 'lewat_batas' and isian == 'buku.tamu.selesai'")
    assert everywhere["periode"].tolist() == ["2019-04"]


def test_a_document_reported_in_an_earlier_month_is_not_missed_later() -> None:
    table = """
        kode                | 2018-12    | 2019-02    | 2019-03
        buku.tamu.selesai   | 2018-12-05 |            |
        buku.profil.selesai |            | 2019-02-20 |
    """
    assert over("pelayanan", table) == [
        late("F14", "Buku Profil", "31 Desember 2018"), late("F13", "Buku Tamu", "31 Maret 2019"),
    ]  # fmt: skip


def test_a_date_that_was_wrong_in_one_month_is_told_there_alone() -> None:
    table = """
        kode                | 2019-01    | 2019-02    | 2019-03
        buku.tamu.selesai   | 2019-01-15 | 2019-01-16 | 2019-01-15
    """
    changed = found(answers_of("pelayanan", table)).query("kode == 'tanggal_berubah'")
    assert changed["periode"].tolist() == ["2019-02"]


def test_a_date_unlike_the_one_reported_before() -> None:
    table = """
        kode                | 2019-01    | 2019-02    | 2019-03
        buku.tamu.selesai   | 2019-01-15 |            | 2019-01-16
        buku.profil.selesai | 2019-01-15 | 2019-01-15 | TB
    """
    assert over("pelayanan", table) == [
        ("Isian!F13", "tanggal_berubah",
         f"{BUKU} berisi 16 Januari 2019, padahal sebelumnya dilaporkan 15 Januari 2019. Yang dipakai yang terakhir; "
         "periksa mana yang benar."),
    ]  # fmt: skip


def test_the_dates_of_last_year_are_another_document() -> None:
    table = """
        kode              | 2018-12    | 2019-01
        buku.tamu.selesai | 2018-12-15 | 2019-01-16
    """
    assert over("pelayanan", table) == []


def test_a_quality_that_is_neither_yes_nor_no() -> None:
    table = "laporan.profil.selesai | 2019-01-20\nlaporan.profil.mutu | bagus"
    assert of("umum", table) == [
        ("Isian!F26", "bukan_ya_tidak",
         "“Laporan Profil – berkualitas baik” berisi “bagus”, padahal harus Ya atau Tidak. Pilih dari daftar di "
         "selnya."),
    ]  # fmt: skip


@pytest.mark.parametrize("score", ["0", "5", "2.5", "baik", "-", "2019-01-04"])
def test_a_score_that_is_none(score: str) -> None:
    survey = f"""
        4 4 4
        4 {score} 4
    """
    shown = {"2.5": "2,5", "2019-01-04": "4 Januari 2019"}.get(score, score)
    assert of("pelayanan", "", survey) == [
        ("KEPUASAN!D10", "skor_salah",
         f"“Waktu”, baris 10, berisi “{shown}”, padahal skor hanya 1, 2, 3 atau 4. Perbaiki, atau kosongkan bila tidak "
         "dijawab."),
    ]  # fmt: skip


@pytest.mark.parametrize("score", ["1", "2", "3", "4", "."])
def test_a_score_of_one_to_four_or_none_at_all(score: str) -> None:
    assert of("pelayanan", "", f"4 4 4\n{score} 4 4") == []


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_more_days_than_a_month_has() -> None:
    assert of("umum", "hari_kerja | 32") == [
        ("Isian!F15", "di_luar_batas",
         "“Jumlah hari kerja bulan ini” berisi 32, padahal harus 0 sampai 31. Periksa lagi angkanya."),
    ]  # fmt: skip


def test_working_days_unlike_the_calendar() -> None:
    assert of("umum", "hari_kerja | 21") == [
        ("Isian!F15", "hari_kerja_berbeda",
         "“Jumlah hari kerja bulan ini” berisi 21, sedangkan menurut kalender 22. Periksa; bila memang benar, "
         "jelaskan di "
         "kolom keterangan."),
    ]  # fmt: skip
    assert of("umum", "hari_kerja | 22") == []
    fixed = replace(KECIL.settings, kalender=Kalender(hari_kerja={"2019-01": 21}))
    assert of("umum", "hari_kerja | 21", settings=fixed) == []


def test_working_days_that_are_explained_need_no_warning(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    form = complete(tmp_path, "umum", "2019-01", "hari_kerja | 21 | satu hari libur setempat")
    assert told(check_files([form], catalog, settings).temuan) == []


def test_more_people_in_time_than_there_were() -> None:
    table = """
        hadir      | {}
        pegawai    | 22
        hari_kerja | 22
    """
    assert of("umum", table.format("485")) == [
        ("Isian!F13", "syarat",
         "“Jumlah kehadiran tepat waktu bulan ini” berisi 485, sedangkan “Jumlah pegawai × hari kerja” (dihitung "
         "dari F14 dan F15) 484. Kehadiran tepat waktu tidak boleh melebihi jumlah pegawai × hari kerja. Periksa "
         "ketiga angkanya."),
    ]  # fmt: skip
    assert of("umum", table.format("484")) == []


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_every_condition_of_the_catalogue_is_asked(jabatan: str) -> None:
    for indikator in jabatan_of(jabatan).indikator:
        for syarat in indikator.syarat:
            left, right = syarat.rumus.names
            is_computed = right in {part.kode for part in indikator.hitung}
            [(_, kode, sentence)] = of(jabatan, f"{left} | 1000" + ("" if is_computed else f"\n{right} | 999"))
            assert (kode, sentence.endswith(syarat.pesan)) == ("syarat", True)


def test_a_condition_is_not_asked_where_a_figure_is_missing() -> None:
    assert kodes_of(of("umum", "hadir | 485\npegawai |")) == [("Isian!F14", "kosong")]
    assert of("umum", "hadir | 485\npegawai | TB") == [unexplained("Isian!F14", "“Jumlah pegawai bulan ini”")]


def kodes_of(found_: Told) -> list[tuple[str, str]]:
    return [(place, kode) for place, kode, _ in found_]


def test_a_figure_far_from_all_earlier_months() -> None:
    table = """
        kode           | 2019-01 | 2019-02 | 2019-03
        surat          | 100     | 120     | 361
        arsip          | 100     | 120     | 33
        sarana_seluruh | 5       | 5       | 16
    """
    assert over("umum", table) == [
        ("Isian!F8", "jauh_berbeda",
         f"{SURAT} berisi 361, jauh dari bulan-bulan sebelumnya (100 sampai 120). Periksa; bila memang benar, jelaskan "
         "di kolom keterangan."),
        ("Isian!F9", "jauh_berbeda",
         "“Jumlah dokumen yang diarsip bulan ini” berisi 33, jauh dari bulan-bulan sebelumnya (100 sampai 120). "
         "Periksa; bila memang benar, jelaskan di kolom keterangan."),
        ("Isian!F21", "jauh_berbeda",
         "“Jumlah seluruh sarana” berisi 16, jauh dari bulan-bulan sebelumnya (5). Periksa; bila memang benar, "
         "jelaskan di kolom keterangan."),
    ]  # fmt: skip


def test_a_figure_that_is_wrong_is_told_once_and_no_other_is_measured_by_it() -> None:
    table = """
    kode  | 2019-01 | 2019-02 | 2019-03
    surat | 1.5     | 12.5    | 181
    """
    assert [(place, kode) for place, kode, _ in over("umum", table)] == [("Isian!F8", "pecahan")] * 2
    table = """
    kode  | 2019-01 | 2019-02 | 2019-03
    surat | 180     | 181     | 12.5
    """
    assert [(place, kode) for place, kode, _ in over("umum", table)] == [("Isian!F8", "pecahan")]


CONSEQUENCES = {
    "a date that is wrong and its quality":
        ("umum", "laporan.profil.selesai | 2017-01-20\nlaporan.profil.mutu |", "", ["Isian!F25 tanggal_di_luar"]),
    "a quality without the date that is also overdue":
        ("umum", "laporan.profil.mutu | Ya", "", ["Isian!F26 mutu_tanpa_selesai", "Isian!F27 lewat_batas"]),
    "working days that break a condition":
        ("umum", "hadir | 90\npegawai | 5\nhari_kerja | 2", "", ["Isian!F13 syarat"]),
    "below zero and a fraction":
        ("umum", "surat | -1.5", "", ["Isian!F8 negatif"]),
    "a score that is wrong and the sample without it":
        ("pelayanan", "penerima_layanan | 2", "4 4 4\n4 7 4\n", ["KEPUASAN!D10 skor_salah"]),
    "a population below zero and its sample":
        ("pelayanan", "penerima_layanan | -100", "4 4 4", ["Isian!F8 negatif"]),
    "a score that is wrong and no other":
        ("pelayanan", "", ". . .\n. 7 .", ["KEPUASAN!D10 skor_salah"]),
}  # fmt: skip


@pytest.mark.parametrize(("jabatan", "table", "survey", "kodes_"), CONSEQUENCES.values(), ids=CONSEQUENCES)
def test_what_only_follows_from_a_mistake_is_not_told(jabatan: str, table: str, survey: str, kodes_: list[str]) -> None:
    month = "2019-03" if jabatan == "umum" else "2019-01"
    documents = "\n".join(f"laporan.{kode}.selesai | TB" for kode in ("profil", "kinerja") if kode not in table)
    table += f"\n{documents}" if jabatan == "umum" and "mutu | Ya" not in table else ""
    assert [f"{place} {kode}" for place, kode, _ in of(jabatan, table, survey, month)] == kodes_


def test_one_doubt_of_a_cell_is_told() -> None:
    table = """
        kode       | 2019-01 | 2019-02 | 2019-03
        hari_kerja | 22      | 19      | 2
    """
    assert kodes_of(over("umum", table)) == [("Isian!F15", "hari_kerja_berbeda")]
    dates_ = """
        kode                | 2019-01    | 2019-02
        buku.profil.selesai | 2019-01-15 | 2019-01-02
    """
    assert kodes_of(over("pelayanan", dates_)) == [("Isian!F14", "hari_bulan_tertukar")]


def test_a_figure_not_so_far_from_earlier_months() -> None:
    three_times = """
        kode           | 2019-01 | 2019-02 | 2019-03
        surat          | 100     | 120     | 360
        arsip          | 102     | 120     | 34
        sarana_seluruh | 1       | 2       | 11
    """
    only_one_month_before = """
        kode  | 2019-01 | 2019-02
        surat | 100     | 5000
    """
    assert over("umum", three_times) == []
    assert over("umum", only_one_month_before) == []


def test_figures_are_compared_with_the_same_unit_only() -> None:
    small = answers_of("umum", "kode | 2019-01 | 2019-02 | 2019-03\nsurat | 10 | 10 | 10", unit="kecil")
    large = answers_of("umum", "kode | 2019-01 | 2019-02 | 2019-03\nsurat | 900 | 900 | 900", unit="besar")
    both = pd.concat([small, large], ignore_index=True)
    assert told(found(both[both["slot"] == "surat"].reset_index(drop=True))) == []


def test_a_survey_with_too_few_respondents() -> None:
    respondent = "4 4 4\n"
    assert of("pelayanan", "penerima_layanan | 50", respondent * 43) == [
        ("Isian!F8", "sampel_kurang",
         "“Jumlah warga yang dilayani bulan ini (populasi survei)” berisi 50, jadi survei memerlukan sedikitnya 44 "
         "responden, sedangkan yang menjawab 43. Tambah responden bila masih dapat."),
    ]  # fmt: skip
    assert of("pelayanan", "penerima_layanan | 50", respondent * 44) == []
    assert of("pelayanan", "penerima_layanan | 0", respondent) == []


@pytest.mark.parametrize(
    ("population", "sample"), [(1, 1), (10, 10), (50, 44), (100, 80), (500, 217), (1000, 278), (10000, 370)]
)
def test_the_least_sample_is_the_published_one(population: int, sample: int) -> None:
    assert least_sample(population) == sample


# --- TB ---------------------------------------------------------------------------------------------------------------

ISIAN = """
[[indikator.isian]]
kode = "{0}"
label = "Laporan {1}"
satuan = "laporan"
akumulasi = "jumlah"
"""
CONDITION = """
[[indikator.syarat]]
rumus = "{0}_tepat <= {0}_jumlah"
pesan = "Periksa."
"""
PAIRS = (
    HEAD
    + 'rumus = "(a_tepat + b_tepat) / (a_jumlah + b_jumlah) * 100"\n'
    + "".join(ISIAN.format(f"{kode}_{part}", f"{kode.upper()} {part}") for kode in "ab" for part in ("tepat", "jumlah"))
    + CONDITION.format("a")
    + CONDITION.format("b")
    + "\n[[indikator.contoh]]\nisian = { a_tepat = 1, a_jumlah = 2, b_tepat = 1, b_jumlah = 2 }\nhasil = 50\n"
)
"""Two kinds of reports, of each how many are in time and how many there are."""


BOTH_PAIRS = [("a_tepat", "a_jumlah"), ("b_tepat", "b_jumlah")]


def of_pairs(folder: Path, **typed: object) -> Told:
    """What is found in a form of two pairs; what is not named is 1."""
    catalog = loaded(folder, PAIRS)
    values = {slot.kode: 1 for slot in catalog["pmd"].slots} | typed
    form = filled(folder, catalog, "2019-01", values)
    return told(check_files([form], catalog, SETTINGS).temuan)


def test_tb_in_only_one_of_a_pair_is_wrong(tmp_path: Path) -> None:
    assert of_pairs(tmp_path, a_jumlah="TB", a_tepat=3) == [
        ("Isian!F9", "tb_sendiri",
         "“Laporan A jumlah” berisi TB, sedangkan “Laporan A tepat” di F8 berisi 3. Isi keduanya, atau TB di "
         "keduanya."),
    ]  # fmt: skip
    assert of_pairs(tmp_path, b_tepat="tb", b_jumlah="nihil") == [
        ("Isian!F10", "tb_sendiri",
         "“Laporan B tepat” berisi TB, sedangkan “Laporan B jumlah” di F11 berisi 0. Isi keduanya, atau TB di "
         "keduanya."),
    ]  # fmt: skip


def test_tb_in_both_of_a_pair_wants_one_word_why(tmp_path: Path) -> None:
    assert of_pairs(tmp_path, a_tepat="TB", a_jumlah="TB") == [
        unexplained("Isian!F8", "“Laporan A tepat” dan “Laporan A jumlah”"),
    ]


@pytest.mark.parametrize(("value", "kode"), [(None, "kosong"), (1.5, "pecahan"), (-1, "negatif"), ("?", "tanda_tanya")])
def test_beside_a_tb_what_is_blank_or_wrong_is_told_alone(value: object, kode: str, tmp_path: Path) -> None:
    galat = [one for one in of_pairs(tmp_path, a_jumlah="TB", a_tepat=value) if one[1] != "tb_tanpa_keterangan"]
    assert kodes_of(galat) == [("Isian!F8", kode)]


def test_a_tb_that_is_wrong_is_not_left_out_of_the_sum(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, PAIRS)
    form = filled(tmp_path, catalog, "2019-01", {"a_tepat": "TB", "a_jumlah": 2, "b_tepat": 1, "b_jumlah": 1})
    answers = check_files([form], catalog, SETTINGS).answers.set_index("slot")
    assert answers.loc["a_tepat", ["keadaan", "alasan"]].tolist() == ["salah", "tb_sendiri"]
    assert answers.loc["a_jumlah", "keadaan"] == "isi"


@pytest.mark.parametrize(
    ("rumus", "hasil", "pairs"),
    [
        ("(a_tepat + b_tepat) / (a_jumlah + b_jumlah) * 100", 50, BOTH_PAIRS),
        ("jumlah(a_tepat, b_tepat) / jumlah(a_jumlah, b_jumlah)", 0.5, BOTH_PAIRS),
        ("a_tepat + b_tepat + a_jumlah + b_jumlah", 6, []),
        ("a_tepat / a_jumlah + b_tepat / b_jumlah", 1, BOTH_PAIRS),
        ("(a_tepat + b_tepat) / a_jumlah * b_jumlah", 2, BOTH_PAIRS),
    ],
)
def test_two_isian_that_are_named_so_are_a_pair_unless_they_are_added_to_each_other(
    rumus: str, hasil: float, pairs: list[tuple[str, str]], tmp_path: Path
) -> None:
    text = PAIRS.replace("(a_tepat + b_tepat) / (a_jumlah + b_jumlah) * 100", rumus)
    text = text.replace("hasil = 50", f"hasil = {hasil}").replace("rumus =", 'sifat = "arus"\nrumus =', 1)
    assert [*loaded(tmp_path, text)["pmd"].indikator[0].pairs] == pairs


SURVEY_WANTED = "“Survei kepuasan warga”"


def of_survey(folder: Path, survey: str) -> Told:
    """What is found in a form with this survey, as it was read."""
    return told(check_files([complete(folder, "pelayanan", "2019-01", survey=survey)], *KECIL).temuan)


def test_tb_in_the_first_cell_of_a_survey_with_scores_is_one_temuan(tmp_path: Path) -> None:
    sentence = (
        "Survei kepuasan warga: sel kuning pertama berisi TB, artinya tidak ada survei, padahal ada skor di sel lain. "
        "Hapus TB bila ada survei; bila tidak ada, hapus skornya."
    )
    for survey in ("TB 4 3", "TB . .\n4 4 4\n3 3 3"):
        assert of_survey(tmp_path, survey) == [("KEPUASAN!C9", "tb_bersama_skor", sentence)]


def test_tb_in_another_cell_of_a_survey_is_no_score(tmp_path: Path) -> None:
    wrong = (
        "“Waktu”, baris 9, berisi “TB”, padahal skor hanya 1, 2, 3 atau 4. Perbaiki, atau kosongkan bila tidak dijawab."
    )
    assert of_survey(tmp_path, "4 TB 4\n4 4 4") == [("KEPUASAN!D9", "skor_salah", wrong)]
    assert kodes_of(of_survey(tmp_path, ". . .\nTB . .")) == [
        ("KEPUASAN!C10", "skor_salah"),
    ]  # fmt: skip


@pytest.mark.parametrize("survey", ["TB", "TB TB TB", "tb . TB\n. TB ."])
def test_tb_from_the_first_cell_on_says_that_there_was_no_survey(survey: str, tmp_path: Path) -> None:
    assert of_survey(tmp_path, survey) == [unexplained("KEPUASAN!C9", SURVEY_WANTED)]


def test_the_keterangan_of_a_survey_stands_on_its_row_of_isian(tmp_path: Path) -> None:
    form = complete(tmp_path, "pelayanan", "2019-01", survey="TB")
    edited(form, lambda workbook: workbook["Isian"].__setitem__("J9", "survei bulan depan"))
    checked = check_files([form], *KECIL)
    assert told(checked.temuan) == []
    assert checked.answers.query("responden > 0")["keterangan"].tolist() == ["survei bulan depan", "", ""]


def test_a_document_that_is_not_drawn_up_needs_no_word_why() -> None:
    assert of("pelayanan", "buku.tamu.selesai | TB\nbuku.profil.selesai | TB") == []


# --- what a later form put right -------------------------------------------------------------------------------------


def of_year(folder: Path, months: Mapping[str, str]) -> tuple[list[tuple[str, str, str]], bool]:
    """By month, kode and tingkat what is found of documents in a year, and whether anything must be mended."""
    forms = [complete(folder, "umum", f"2019-{month}", table) for month, table in months.items()]
    checked = check_files(forms, *KECIL)
    rows = checked.temuan[checked.temuan["isian"].str.startswith("laporan.profil")]
    return list(zip(rows["periode"].str[5:], rows["kode"], rows["tingkat"], strict=True)), checked.has_errors


PROFIL, MUTU = "laporan.profil.selesai | {}\n", "laporan.profil.mutu | {}\n"


def test_a_document_that_a_later_form_put_right_is_a_warning(tmp_path: Path) -> None:
    forms = [
        complete(tmp_path, "umum", "2019-01", PROFIL.format("sudah")),
        complete(tmp_path, "umum", "2019-02", PROFIL.format("2019-02-05") + MUTU.format("Ya")),
    ]
    checked = check_files(forms, *KECIL)
    assert told(checked.temuan) == [
        ("Isian!F25", "bukan_tanggal",
         "“Laporan Profil – tanggal selesai” berisi “sudah”, padahal harus tanggal. Sudah dibetulkan di formulir "
         "Februari 2019."),
    ]  # fmt: skip
    assert (set(checked.temuan["tingkat"]), checked.has_errors) == ({"peringatan"}, False)
    cell = checked.answers.query("slot == 'laporan.profil.selesai' and periode == '2019-01'").iloc[0]
    assert (cell["keadaan"], cell["alasan"]) == ("salah", "bukan_tanggal")


@pytest.mark.parametrize(
    ("later", "is_right"),
    [
        (PROFIL.format("TB"), True),
        (PROFIL.format("2019-02-05") + MUTU.format("Tidak"), True),
        (PROFIL.format("2019-02-05"), False),
        (PROFIL.format("2019-02-05") + MUTU.format("baik"), False),
        (PROFIL.format("2019-03-05") + MUTU.format("Ya"), False),
        (MUTU.format("Ya"), False),
        ("", False),
    ],
)
@pytest.mark.parametrize("first", [PROFIL.format("sudah"), PROFIL.format("2019-01-05") + MUTU.format("baik")])
def test_only_what_says_all_of_a_document_puts_it_right(first: str, later: str, is_right: bool, tmp_path: Path) -> None:
    (month, _, tingkat), *_ = of_year(tmp_path, {"01": first, "02": later})[0]
    assert (month, tingkat) == ("01", "peringatan" if is_right else "galat")


def test_an_earlier_form_puts_nothing_right(tmp_path: Path) -> None:
    right, wrong = PROFIL.format("2019-01-05") + MUTU.format("Ya"), PROFIL.format("sudah")
    assert of_year(tmp_path, {"01": right, "02": wrong}) == ([("02", "bukan_tanggal", "galat")], True)


def test_a_number_is_not_put_right_by_another_month(tmp_path: Path) -> None:
    forms = [complete(tmp_path, "umum", f"2019-0{n}", f"surat | {value}") for n, value in ((1, "ada"), (2, "5"))]
    checked = check_files(forms, *KECIL)
    told_ = checked.temuan[checked.temuan["isian"] == "surat"]
    assert (kodes(told_), checked.has_errors) == ([("Isian!F8", "bukan_bilangan")], True)


# --- all of them ------------------------------------------------------------------------------------------------------


def test_a_check_is_a_rule_and_one_function(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule(
        "terlalu_bulat", PERINGATAN, arti="Angka yang bulat sekali.", pesan="“{label}” berisi {angka_kata}.",
        saran="Periksa hitungannya.", ringkas="bulat sekali", contoh="Isian!F8 berisi 100",
    )  # fmt: skip
    too_round = Check(rule, lambda answers, given: rows_where(answers.table, answers.column("angka") % 100 == 0))
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, too_round))
    assert of("umum", "surat | 100") == [
        ("Isian!F8", "terlalu_bulat", f"{SURAT} berisi 100. Periksa hitungannya."),
    ]


def test_all_temuan_of_a_form_come_at_once_from_top_to_bottom() -> None:
    table = """
        surat          | ada
        arsip          |
        hadir          | 1.5
        sarana_baik    | -
        sarana_seluruh | "1.234"
    """
    assert kodes_of(of("umum", table)) == [
        ("Isian!F8", "bukan_bilangan"),
        ("Isian!F9", "kosong"),
        ("Isian!F13", "pecahan"),
        ("Isian!F20", "tanda_tanya"),
        ("Isian!F21", "angka_meragukan"),
    ]
    table = "penerima_layanan | 1.5\nbuku.profil.selesai | belum"
    assert kodes_of(of("pelayanan", table, "4 9 .")) == [
        ("Isian!F8", "pecahan"),
        ("Isian!F14", "bukan_tanggal"),
        ("KEPUASAN!D9", "skor_salah"),
        ("KEPUASAN!E9", "unsur_kosong"),
    ]


def test_a_number_with_a_galat_is_not_computed_with() -> None:
    table = answers_of("ketertiban", "kode | 2019-01\ngangguan | 1.5\ntahun_lalu | 2\ntahun_ini | ada")
    marked = checks.mark_wrong(table, found(table)).head(3)
    assert marked[["slot", "angka", "keadaan", "alasan"]].fillna(-1).to_numpy().tolist() == [
        ["gangguan", -1, "salah", "pecahan"],
        ["tahun_lalu", 2, "isi", ""],
        ["tahun_ini", -1, "salah", "bukan_bilangan"],
    ]


def test_a_number_with_a_warning_is_computed_with() -> None:
    table = answers_of("umum", "kode | 2019-01\nhari_kerja | 21")
    marked = checks.mark_wrong(table, found(table))
    assert marked.loc[marked["slot"] == "hari_kerja", ["angka", "keadaan"]].to_numpy().tolist() == [[21, "isi"]]


def test_no_answers_at_all_are_checked_without_complaint() -> None:
    nothing = answers_of("ketertiban", "kode | 2019-01").iloc[:0]
    assert told(found(nothing)) == []
    assert len(checks.mark_wrong(nothing, found(nothing))) == 0
