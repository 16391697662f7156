"""``iki kenapa``: the formula with its numbers, the arithmetic of target and capaian, and every cell behind them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from iki_excel.cli.reasons import reason_lines
from iki_excel.judging.batch import Batch
from iki_excel.judging.provisional import conclusion
from iki_excel.report.kenapa import explain_result
from iki_excel.runs.month import process
from tests import kecil
from tests import test_last_year as last_year
from tests import test_monthly as monthly
from tests.console import Iki, Said
from tests.forms import complete, form
from tests.saved_cells import saved_values
from tests.small_catalog import SETTINGS
from tests.test_report_formulas import Story, example, hard, year

FORMS = Path("input_templates")


@pytest.fixture
def kenapa(iki: Iki, tmp_path: Path) -> Iki:
    """The command in a folder of Kelurahan Contoh, of February."""
    kecil.move_into(tmp_path)
    return lambda *arguments: iki("kenapa", *arguments, "--periode", "2019-02", *kecil.OPTION)


def told(said: Said) -> str:
    assert (said.status, said.err) == (0, "")
    return said.out


def test_a_ratio_is_told_with_its_numbers_and_the_cells_they_came_from(kenapa: Iki) -> None:
    complete(FORMS, "umum", "2019-01", "hadir | 20\npegawai | 1\n")
    complete(FORMS, "umum", "2019-02", "hadir | 15\npegawai | 1,0\n")
    assert told(kenapa("um-2")) == (
        "UM-2  Persentase kehadiran pegawai tepat waktu\n"
        "Kepala Subbagian Umum, s.d. Februari 2019\n"
        "\n"
        "Rumus       Jumlah kehadiran tepat waktu bulan ini ÷ (Jumlah pegawai × hari\n"
        "            kerja) × 100\n"
        "Hitungan    35 ÷ 41 × 100\n"
        "Realisasi   85,37 % (Februari 2019 saja: 78,95 %)\n"
        "Target      100 (bawaan)\n"
        "Capaian     85,3659 ÷ 100 × 100 = 85,37\n"
        "Predikat    Baik (mulai 76)\n"
        "Keadaan     lengkap\n"
        "\n"
        "Angka dan selnya:\n"
        "  Jumlah kehadiran tepat waktu bulan ini: 35 orang-hari\n"
        "    Januari 2019    20  Isian!F13 [1]\n"
        "    Februari 2019   15  Isian!F13 [2]\n"
        "  Jumlah pegawai bulan ini: 1 orang\n"
        "    Januari 2019    1  Isian!F14 [1]\n"
        "    Februari 2019   1 (diketik “1,0”)  Isian!F14 [2]\n"
        "  Jumlah hari kerja bulan ini: 41 hari\n"
        "    Januari 2019    22  Isian!F15 [1]\n"
        "    Februari 2019   19  Isian!F15 [2]\n"
        "  Jumlah pegawai × hari kerja: 41\n"
        "    = Jumlah pegawai bulan ini × Jumlah hari kerja bulan ini\n"
        "\n"
        "Berkas:\n"
        "  [1] input_templates/umum_2019-01.xlsx\n"
        "  [2] input_templates/umum_2019-02.xlsx\n"
    )


def test_what_has_no_result_is_told_with_the_cells_to_mend(kenapa: Iki) -> None:
    complete(FORMS, "umum", "2019-01", "hadir | 20\npegawai | 1\n")
    form(FORMS, "umum", "2019-02", "pegawai | dua puluh\n")
    assert told(kenapa("UM-2")) == (
        "UM-2  Persentase kehadiran pegawai tepat waktu\n"
        "Kepala Subbagian Umum, s.d. Februari 2019\n"
        "\n"
        "Rumus       Jumlah kehadiran tepat waktu bulan ini ÷ (Jumlah pegawai × hari\n"
        "            kerja) × 100\n"
        "Realisasi   belum ada\n"
        "Target      100 (bawaan)\n"
        "Keadaan     salah isi (ada isian yang perlu diperbaiki)\n"
        "\n"
        "Yang perlu diperbaiki:\n"
        "- input_templates/umum_2019-02.xlsx, Isian!F13: “Jumlah kehadiran tepat waktu\n"
        "  bulan ini” masih kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila\n"
        "  tidak berlaku.\n"
        "- input_templates/umum_2019-02.xlsx, Isian!F14: “Jumlah pegawai bulan ini”\n"
        "  berisi “dua puluh”, padahal harus bilangan. Ketik angkanya saja, misalnya 12,\n"
        "  atau 0 bila tidak ada.\n"
        "\n"
        "Angka dan selnya:\n"
        "  Jumlah kehadiran tepat waktu bulan ini: 20 orang-hari\n"
        "    Januari 2019    20  Isian!F13 [1]\n"
        "    Februari 2019   kosong  Isian!F13 [2]\n"
        "  Jumlah pegawai bulan ini: 1 orang\n"
        "    Januari 2019    1  Isian!F14 [1]\n"
        "    Februari 2019   salah (diketik “dua puluh”)  Isian!F14 [2]\n"
        "  Jumlah hari kerja bulan ini: 41 hari\n"
        "    Januari 2019    22  Isian!F15 [1]\n"
        "    Februari 2019   19  Isian!F15 [2]\n"
        "  Jumlah pegawai × hari kerja: 22\n"
        "    = Jumlah pegawai bulan ini × Jumlah hari kerja bulan ini\n"
        "\n"
        "Berkas:\n"
        "  [1] input_templates/umum_2019-01.xlsx\n"
        "  [2] input_templates/umum_2019-02.xlsx\n"
    )


def test_a_form_that_did_not_come_is_named(kenapa: Iki) -> None:
    complete(FORMS, "ketertiban", "2019-02", "gangguan | 4\n")
    assert told(kenapa("kt-1")).partition("\n\n")[2] == (
        "Rumus       Jumlah gangguan ketertiban bulan ini\n"
        "Hitungan    4\n"
        "Realisasi   4 kejadian (Februari 2019 saja: 4 kejadian)\n"
        "Target      belum ditetapkan\n"
        "Keadaan     sebagian (ada bulan yang belum masuk)\n"
        "\n"
        "Yang perlu diperbaiki:\n"
        "- Kepala Seksi Ketertiban, Januari 2019: formulir belum masuk. Minta diisi dan\n"
        "  dikirim.\n"
        "\n"
        "Angka dan selnya:\n"
        "  Jumlah gangguan ketertiban bulan ini: 4 kejadian\n"
        "    Januari 2019    belum masuk\n"
        "    Februari 2019   4  Isian!F8 [1]\n"
        "\n"
        "Berkas:\n"
        "  [1] input_templates/ketertiban_2019-02.xlsx\n"
    )


def test_a_division_by_zero_shows_what_was_divided(kenapa: Iki) -> None:
    for month in ("2019-01", "2019-02"):
        complete(FORMS, "ketertiban", month, "tahun_lalu | 0\ntahun_ini | 3\n")
    lines = told(kenapa("KT-2")).splitlines()
    assert "Hitungan    (0 − 6) ÷ 0 × 100" in lines
    assert "Realisasi   belum ada" in lines
    assert "Keadaan     pembagi nol (meningkat dari nol)" in lines


def test_documents_are_told_with_their_deadlines_and_only_the_months_that_say_something(kenapa: Iki) -> None:
    complete(FORMS, "umum", "2019-01", "laporan.kinerja.selesai | 2019-01-20\nlaporan.kinerja.mutu | Ya\n")
    complete(FORMS, "umum", "2019-02", "laporan.rencana.selesai | TB\n")
    cells = told(kenapa("UM-4")).partition("Angka dan selnya:\n")[2].partition("\n\n")[0]
    assert cells.splitlines() == [
        "  Laporan Profil – tanggal selesai (batas waktu 28 Februari 2019): belum",
        "    selesai, lewat batas waktu",
        "  Laporan Profil – berkualitas baik",
        "  Laporan Kinerja – tanggal selesai (batas waktu 31 Maret 2019): 20 Januari 2019",
        "    Januari 2019    20 Januari 2019  Isian!F27 [1]",
        "  Laporan Kinerja – berkualitas baik: Ya",
        "    Januari 2019    Ya  Isian!F28 [1]",
        "  Rencana Kerja – tanggal selesai (batas waktu 31 Desember 2019): tidak berlaku",
        "    Februari 2019   tidak berlaku (diketik “TB”)  Isian!F29 [2]",
        "  Rencana Kerja – berkualitas baik",
    ]


def test_an_unknown_indikator_is_refused_with_the_nearest(kenapa: Iki) -> None:
    complete(FORMS, "ketertiban", "2019-02")
    said = kenapa("KT-11")
    assert (said.status, said.out) == (2, "")
    assert said.err == "Indikator “KT-11” tidak ada di rekap Februari 2019. Maksudnya “KT-1”?\n"


def test_json_has_every_number_as_a_number(kenapa: Iki) -> None:
    complete(FORMS, "ketertiban", "2019-01", "gangguan | 4\n")
    complete(FORMS, "ketertiban", "2019-02", "gangguan | 3\n")
    assert json.loads(told(kenapa("KT-1", "--format", "json"))) == {
        "kode": "KT-1",
        "indikator": "Jumlah gangguan ketertiban",
        "jabatan": "Kepala Seksi Ketertiban",
        "periode": "2019-02",
        "rumus": "Jumlah gangguan ketertiban bulan ini",
        "hitungan": "7",
        "realisasi": 7.0,
        "disebut": "7 kejadian",
        "realisasi_bulan": 3.0,
        "disebut_bulan": "3 kejadian",
        "target": None,
        "target_tahun": None,
        "cara_target": "belum ditetapkan",
        "capaian": None,
        "cara_capaian": "",
        "predikat": "",
        "keadaan": "lengkap",
        "angka": [
            {
                "kode": "gangguan",
                "label": "Jumlah gangguan ketertiban bulan ini",
                "sd": 7.0,
                "disebut": "7 kejadian",
                "dihitung": "",
                "dokumen": False,
                "batas": "",
                "sumber": [
                    {
                        "periode": month,
                        "diketik": number,
                        "angka": float(number),
                        "disebut": number,
                        "jawaban": 0,
                        "keadaan": "isi",
                        "berkas": f"input_templates/ketertiban_{month}.xlsx",
                        "lembar": "Isian",
                        "sel": "F8",
                        "dihitung": True,
                        "batas": "",
                    }
                    for month, number in (("2019-01", "4"), ("2019-02", "3"))
                ],
                "ukuran": "",
                "dari": "",
                "keadaan": "",
            }
        ],
        "kekurangan": [],
    }


# --- the same as the workbook ----------------------------------------------------------------------------------------


def in_rumus(story: Story) -> dict[str, str]:
    """By kode what sheet Rumus says of the computation so far."""
    cells = saved_values(story.path)["Rumus"]
    formulas = {text: f"D{address[1:]}" for address, text in cells.items() if f"D{address[1:]}" in cells}
    return {kode: cells[formulas[kode]] for kode in story.batch.catalog.indikator}


def said_of(batch: Batch, kode: str) -> str:
    """The same as it is explained."""
    reason = explain_result(batch, kode)
    return f"{reason.hitungan} = {reason.disebut.split()[0]}" if reason.disebut else reason.keadaan


@pytest.mark.decree
@pytest.mark.parametrize(
    "story", [example, pytest.param(hard, marks=pytest.mark.panjang), pytest.param(year, marks=pytest.mark.panjang)]
)
@pytest.mark.panjang
def test_what_is_explained_is_what_the_workbook_says(story: object) -> None:
    assert callable(story)
    told: Story = story()
    assert {kode: said_of(told.batch, kode) for kode in told.batch.catalog.indikator} == in_rumus(told)


@pytest.mark.decree
@pytest.mark.panjang
def test_every_number_that_was_explained_is_that_of_the_results() -> None:
    batch, names = example().batch, ("realisasi", "realisasi_bulan", "target", "target_tahun", "capaian")
    for row in batch.hasil.to_dict("records"):
        reason = explain_result(batch, row["indikator"])
        assert [getattr(reason, name) for name in names] == [
            None if pd.isna(row[name]) else row[name] for name in names
        ]


def test_last_years_number_is_told_with_the_month_and_the_form_of_last_year(tmp_path: Path) -> None:
    catalog = last_year.loaded(tmp_path / "katalog")
    last_year.filled(tmp_path / "formulir", catalog, last_year.YEARS)
    batch = process([tmp_path / "formulir"], catalog, SETTINGS, "2019-02")
    reason = explain_result(batch, "PMD-1")
    assert (reason.hitungan, reason.disebut) == ("(170 − 150) ÷ 150 × 100", "13,33 kegiatan")
    _, before = reason.angka
    assert (before.kode, before.disebut) == ("tahun_lalu(pengunjung)", "150 orang")
    assert [(one.periode, one.disebut, Path(one.berkas).name, one.sel) for one in before.sumber] == [
        ("2018-01", "100", "2018-01-pmd.xlsx", "F8"),
        ("2018-02", "50", "2018-02-pmd.xlsx", "F8"),
    ]


def test_a_month_that_was_left_out_and_the_other_half_of_its_pair_are_marked(tmp_path: Path) -> None:
    catalog = last_year.loaded(tmp_path / "katalog")
    last_year.filled(tmp_path / "formulir", catalog, last_year.with_typed("2018-02", pengunjung="TB"))
    batch = process([tmp_path / "formulir"], catalog, SETTINGS, "2019-03")
    lines = "\n".join(reason_lines(explain_result(batch, "PMD-1"), "teks")).partition("selnya:\n")[2]
    assert lines.partition("\n\n")[0].splitlines() == [
        "  Jumlah pengunjung: 160 orang",
        "    Januari 2019    110  Isian!F8 [1]",
        "    Februari 2019   60, tidak dibandingkan  Isian!F8 [2]",
        "    Maret 2019      50  Isian!F8 [3]",
        "  Jumlah pengunjung tahun lalu: 160 orang",
        "    Januari 2018    100  Isian!F8 [4]",
        "    Februari 2018   tidak berlaku (diketik “TB”)  Isian!F8 [5]",
        "    Maret 2018      60  Isian!F8 [6]",
    ]


def test_a_form_of_last_year_that_is_not_there_is_named(tmp_path: Path) -> None:
    catalog = last_year.loaded(tmp_path / "katalog")
    last_year.filled(tmp_path / "formulir", catalog, last_year.without("2018-02"))
    batch = process([tmp_path / "formulir"], catalog, SETTINGS, "2019-03")
    reason = explain_result(batch, "PMD-1")
    assert (reason.keadaan, reason.kekurangan) == (
        "belum lengkap (formulir tahun lalu tidak ada)",
        (f"{catalog['pmd'].nama}, Februari 2018: formulir tahun lalu tidak ada, atau tidak dapat dipakai.",),
    )
    assert conclusion(batch) == ""


def test_a_document_of_every_month_is_told_with_the_deadline_of_each(tmp_path: Path) -> None:
    batch = monthly.batch_of(tmp_path, [monthly.rekap("01-07"), monthly.rekap("02-05"), monthly.rekap("TB", None)])
    [date, *_] = explain_result(batch, "PMD-1").angka
    assert [(one.disebut or one.keadaan, one.batas) for one in date.sumber] == [
        ("7 Januari 2019, lewat batas waktu", "5 Januari 2019"),
        ("5 Februari 2019", "5 Februari 2019"),
        ("tidak berlaku", "5 Maret 2019"),
    ]


def test_a_document_that_was_due_before_the_unit_began_is_not_called_late(iki: Iki, tmp_path: Path) -> None:
    kecil.move_into(tmp_path)
    settings = tmp_path / "iki.toml"
    settings.write_text(settings.read_text("utf-8").replace("[unit]", '[unit]\nmulai = "2019-03"'), "utf-8")
    complete(FORMS, "umum", "2019-03")
    lines = iki("kenapa", "UM-4", "--periode", "2019-03", *kecil.OPTION).out.splitlines()
    at = lines.index("  Laporan Profil – tanggal selesai (batas waktu 28 Februari 2019): belum")
    assert lines[at + 1] == "    selesai, tidak ditagih"


def test_a_capaian_below_nothing_says_that_it_was_cut() -> None:
    told = example().batch
    low = replace(told, scores=replace(told.scores, hasil=told.scores.hasil.copy()))
    row = low.scores.hasil.index[
        (low.scores.hasil["indikator"] == "TRA-2") & (low.scores.hasil["periode"] == "2019-03")
    ]
    low.scores.hasil.loc[row, ["realisasi", "capaian", "tanpa_batas"]] = [-5.0, 0.0, 0.0]
    assert explain_result(low, "TRA-2").cara_capaian == "-5 ÷ 20 × 100, paling rendah 0, = 0"
