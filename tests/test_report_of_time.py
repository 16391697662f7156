"""What the report says of time: which part of a target is due, what was cut, left out, retired, changed or excused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from iki_excel import report
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import Settings, load_settings
from iki_excel.judging.batch import Batch
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from tests import kecil
from tests.forms import complete
from tests.gnumeric import need_gnumeric, recalculated
from tests.result_tables import below, by_first, by_month, cells, columns, on_ringkasan, records
from tests.saved_cells import saved_formulas
from tests.small_catalog import HEAD, SMALL, filled, loaded, written
from tests.test_look import with_numbers
from tests.test_report_formulas import differences, opened
from tests.test_versions import FROM_JULY, SECOND, with_time

JANUARY, FEBRUARY, MARCH, APRIL = (f"2019-{month:02}" for month in range(1, 5))
NOON = dt.datetime(2019, 5, 2, 12)


def settings_of(folder: Path, catalog: Catalog, text: str) -> Settings:
    """What the office decides, with this added to its iki.toml."""
    path = folder / "iki.toml"
    path.write_text(f"{kecil.PENGATURAN.read_text('utf-8')}\n{text}", "utf-8")
    return load_settings(path, catalog)


def shown(batch: Batch, folder: Path) -> Workbook:
    """Its workbook, as it shows without being calculated."""
    path = folder / "rekap.xlsx"
    path.write_bytes(report.build(batch, NOON))
    return opened(path, cached=True)


def told(folder: Path, text: str, months: dict[str, dict[str, Any]], own: str, periode: str = "") -> Workbook:
    """The report of a small catalogue: what was typed in each month, and what the office decides."""
    (folder / "katalog").mkdir()
    catalog = loaded(folder / "katalog", text)
    forms = [filled(folder, catalog, month, typed) for month, typed in months.items()]
    return shown(process(forms, catalog, settings_of(folder, catalog, own), periode or max(months)), folder)


def on_rekap(workbook: Workbook) -> list[tuple[Any, ...]]:
    """Of each indikator: both targets, realisasi of the month and s.d., capaian before and after the cap, …"""
    return columns(
        workbook, "tblRekap", "Kode", "Target setahun", "Target s.d. bulan ini", "Bulan ini", "S.d. bulan ini",
        "Sebelum dibatasi", "Capaian (%)", "Predikat", "Keadaan", "Ikut rata-rata",
    )  # fmt: skip


def on_rapor(workbook: Workbook) -> list[tuple[Any, ...]]:
    """Of each indikator of PMD, on the page to sign: realisasi, targets, capaian and predikat."""
    return columns(
        workbook, "tblRapor_pmd", "Kode", "Indikator kinerja", "Bulan ini", "S.d. bulan ini", "Target setahun",
        "Target s.d. bulan ini", "Capaian (%)", "Predikat",
    )  # fmt: skip


PARTS = ("Kode", "Indikator / bagian target", "Nilai", "Bulan lewat", "Bulan setahun", "Pembagi", "Target setahun",
         "Target s.d. bulan ini", "Cara dan asal")  # fmt: skip


def on_target(workbook: Workbook) -> list[tuple[Any, ...]]:
    """All that stands on the sheet Target."""
    return columns(workbook, "tblTarget", *PARTS)


def on_rumus(workbook: Workbook) -> list[tuple[Any, ...]]:
    """Of each version: kode, how realisasi and target are computed, and arah."""
    return columns(workbook, "tblRumus", "Kode", "Perhitungan s.d. bulan ini", "Target s.d. bulan ini", "Arah")


MEETINGS = {"rapat": 4, "kunjungan": 6}
NO_MEAN = [("Belum ada rata-rata: belum ada indikator yang lengkap",), ("dan mempunyai target.",)]
NO_MEAN_OF_PMD = [("Per jabatan (rata-rata)", None, "capaian", "± bln lalu"), ("PMD", None, "–")]

# --- the part that is due --------------------------------------------------------------------------------------------


def test_a_target_by_triwulan_is_due_by_its_months(tmp_path: Path) -> None:
    months = dict.fromkeys((JANUARY, FEBRUARY, MARCH, APRIL), MEETINGS)
    workbook = told(tmp_path, SMALL, months, "[target]\nPMD-1 = { triwulan = [30, 30, 30, 30] }")
    assert tuple(records(workbook, "tblTarget")[0]) == PARTS
    assert on_target(workbook) == [
        ("PMD-1", "Triwulan I", 30, 3, 3, 3, 30, 30, None),
        ("PMD-1", "Triwulan II", 30, 1, 3, 3, 30, 10, None),
        ("PMD-1", "Triwulan III", 30, 0, 3, 3, 30, 0, None),
        ("PMD-1", "Triwulan IV", 30, 0, 3, 3, 30, 0, None),
        ("PMD-1", "Jumlah koordinasi", None, None, None, None, 120, 40, "30, 30, 30, 30 per triwulan (iki.toml)"),
    ]
    assert on_rumus(workbook) == [("PMD-1", "16 + 24 = 40", "30 × 3/3 + 30 × 1/3 = 40", "naik")]
    assert on_rekap(workbook) == [("PMD-1", 120, 40, 10, 40, None, 100, "Sangat Baik", "lengkap", 100)]
    assert on_rapor(workbook) == [("PMD-1", "Koordinasi", 10, 40, 120, 40, 100, "Sangat Baik")]


def test_before_its_first_month_a_target_is_not_due_and_realisasi_stays(tmp_path: Path) -> None:
    own = '[target]\nPMD-1 = { jadwal = { "2019-02" = 8, "2019-08" = 12 } }'
    workbook = told(tmp_path, SMALL, {JANUARY: MEETINGS}, own)
    assert on_rekap(workbook) == [
        ("PMD-1", 20, None, 10, 10, None, None, "belum jatuh tempo", "belum jatuh tempo", None)
    ]
    assert on_target(workbook) == [
        ("PMD-1", "Februari 2019", 8, 0, 1, 1, 8, 0, None),
        ("PMD-1", "Agustus 2019", 12, 0, 1, 1, 12, 0, None),
        ("PMD-1", "Jumlah koordinasi", None, None, None, None, 20, None,
         "8 mulai Februari 2019, 12 mulai Agustus 2019 (iki.toml)"),
    ]  # fmt: skip
    assert on_rumus(workbook) == [("PMD-1", "4 + 6 = 10", "belum jatuh tempo", "naik")]
    assert on_ringkasan(workbook)[2:] == [
        ("LENGKAP: 1 dari 1 formulir Januari 2019 sah",),
        ("Angka di bawah sudah final.",),
        *NO_MEAN,
        ("Terlambat: PMD.",),
        *NO_MEAN_OF_PMD,
        ("belum jatuh tempo",),
    ]


@pytest.mark.parametrize("arah", ["turun", "stabil"])
def test_no_step_of_a_formula_divides_by_a_target_of_zero(tmp_path: Path, arah: str) -> None:
    own = f'[target]\nPMD-1 = 0\n[aturan.arah]\nPMD-1 = "{arah}"'
    workbook = told(tmp_path, SMALL, {JANUARY: {"rapat": 0, "kunjungan": 0}, FEBRUARY: MEETINGS}, own)
    shown = columns(workbook, "tblHitungan", "S.d. bulan ini", "Target s.d. bulan ini", "Capaian s.d.")
    assert shown == [(0, 0, 100), (10, 0, 0)]
    assert [cell.coordinate for row in workbook["Hitungan"] for cell in row if cell.data_type == "e"] == []


def test_the_result_of_an_office_with_one_indikator_is_what_gnumeric_calculates(tmp_path: Path) -> None:
    need_gnumeric()
    told(tmp_path, SMALL, {JANUARY: MEETINGS}, "[target]\nPMD-1 = 240")
    assert differences(tmp_path / "rekap.xlsx", recalculated(tmp_path / "rekap.xlsx")) == []


def test_of_a_triwulan_a_change_is_since_the_month_before_it(tmp_path: Path) -> None:
    months = {f"2019-{month:02}": {"rapat": month, "kunjungan": 0} for month in range(1, 7)}
    workbook = told(tmp_path, SMALL, months, "[target]\nPMD-1 = 36", "2019-TW2")
    assert columns(workbook, "tblRekap", "Kode", "Capaian (%)", "± triwulan lalu") == [("PMD-1", 116.67, 50)]
    assert on_ringkasan(workbook)[6:11] == [
        ("1 dari 1 indikator sudah mencapai target.",),
        ("Sejak Maret: 1 naik, 0 turun, 0 tetap.",),
        ("Terlambat: PMD (April, Mei, dan Juni 2019).",),
        ("Satu terendah", None, "capaian", "± Mar"),
        ("PMD-1", "Koordinasi", 116.67, 50),
    ]


def test_a_range_is_shown_as_one_and_judged_by_its_nearer_end(tmp_path: Path) -> None:
    own = "[target]\nPMD-1 = { dari = 8, sampai = 10 }\nPMD-2 = { dari = 20, sampai = 30 }"
    workbook = told(tmp_path, SMALL + SECOND, {JANUARY: MEETINGS | {"lomba": 36}}, own)
    assert on_rekap(workbook) == [
        ("PMD-1", "8–10", "8–10", 10, 10, None, 100, "Sangat Baik", "lengkap", 100),
        ("PMD-2", "20–30", "20–30", 36, 36, None, 83.33, "Baik", "lengkap", 83.33),
    ]
    assert on_target(workbook) == [
        ("PMD-1", "Paling sedikit", 8, *[None] * 6),
        ("PMD-1", "Paling banyak", 10, *[None] * 6),
        ("PMD-1", "Jumlah koordinasi", *[None] * 4, "8–10", "8–10", "8–10 (iki.toml)"),
        ("PMD-2", "Paling sedikit", 20, *[None] * 6),
        ("PMD-2", "Paling banyak", 30, *[None] * 6),
        ("PMD-2", "Jumlah lomba", *[None] * 4, "20–30", "20–30", "20–30 (iki.toml)"),
    ]
    assert on_rumus(workbook) == [
        ("PMD-1", "4 + 6 = 10", "8–10", "rentang"),
        ("PMD-2", "36 = 36", "20–30", "rentang"),
    ]


def test_target_lists_every_kind_and_says_what_is_a_default(
    tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    own = settings_of(
        tmp_path, catalog, "[target]\nUM-1 = 120\nPL-2 = 1\nKT-1 = { tetap = 4 }\nKT-2 = { dari = 5, sampai = 10 }"
    )
    for month in (JANUARY, FEBRUARY, MARCH):
        for jabatan in catalog.kode:
            complete(tmp_path, jabatan, month, settings=settings)
    workbook = shown(process([tmp_path], catalog, own, MARCH), tmp_path)
    assert on_target(workbook) == [
        ("UM-1", "Setahun", 120, 3, 12, 12, 120, 30, None),
        ("UM-1", "Jumlah surat dan arsip yang ditangani", None, None, None, None, 120, 30, "120 setahun (iki.toml)"),
        ("UM-2", "Tetap", 100, 1, 1, 1, 100, 100, None),
        ("UM-2", "Persentase kehadiran pegawai tepat waktu", None, None, None, None, 100, 100, "100 (bawaan)"),
        ("UM-3", "Tetap", 100, 1, 1, 1, 100, 100, None),
        ("UM-3", "Persentase sarana dalam keadaan baik", None, None, None, None, 100, 100, "100 (bawaan)"),
        ("UM-4", "Tetap", 100, 1, 1, 1, 100, 100, None),
        ("UM-4", "Persentase laporan yang tepat waktu dan berkualitas baik", None, None, None, None, 100, 100,
         "100 (bawaan)"),
        ("PL-1", "Nilai kepuasan warga", None, None, None, None, None, None, "belum ditetapkan"),
        ("PL-2", "Buku pelayanan", None, None, None, None, 2, 1, None),
        ("PL-2", "Paling banyak", 1, None, None, None, None, None, None),
        ("PL-2", "Jumlah buku pelayanan yang selesai tepat waktu", None, None, None, None, 1, 1,
         "paling banyak 1 (iki.toml)"),
        ("KT-1", "Tetap", 4, 1, 1, 1, 4, 4, None),
        ("KT-1", "Jumlah gangguan ketertiban", None, None, None, None, 4, 4, "tetap 4 (iki.toml)"),
        ("KT-2", "Paling sedikit", 5, None, None, None, None, None, None),
        ("KT-2", "Paling banyak", 10, None, None, None, None, None, None),
        ("KT-2", "Persentase penurunan pelanggaran", None, None, None, None, "5–10", "5–10", "5–10 (iki.toml)"),
        ("KT-3", "Jumlah cadangan beras kelurahan", None, None, None, None, None, None, "belum ditetapkan"),
    ]  # fmt: skip
    assert by_first(workbook, "tblRumus", "Kode", "Target s.d. bulan ini") == {
        "UM-1": "120 × 3/12 = 30",
        **dict.fromkeys(("UM-2", "UM-3", "UM-4"), "100 (bawaan)"),
        "PL-1": "belum ditetapkan",
        "PL-2": "1 dokumen yang jatuh tempo",
        "KT-1": "4",
        "KT-2": "5–10",
        "KT-3": "belum ditetapkan",
    }


# --- what was cut, and what is left out ------------------------------------------------------------------------------


def test_a_capaian_that_was_cut_stands_beside_what_it_was_before(tmp_path: Path) -> None:
    own = "[target]\nPMD-1 = 2400\nPMD-2 = 240"
    workbook = told(tmp_path, SMALL + SECOND, {JANUARY: {"rapat": 999, "kunjungan": 400, "lomba": 24}}, own)
    assert on_rekap(workbook) == [
        ("PMD-1", 2400, 200, 1399, 1399, 699.5, 120, "Sangat Baik", "lengkap", 120),
        ("PMD-2", 240, 20, 24, 24, None, 120, "Sangat Baik", "lengkap", 120),
    ]
    assert columns(workbook, "tblHitungan", "Kode", "Target s.d. bulan ini", "Sebelum dibatasi", "Capaian s.d.") == [
        ("PMD-1", 200, 699.5, 120),
        ("PMD-2", 20, None, 120),
    ]
    for table in ("tblRekap", "tblHitungan"):  # shown as 699,50 →, and 120 beside it
        assert cells(workbook, table)[0]["Sebelum dibatasi"].number_format == '#,##0.00" →"_0'


LAST_KNOWN = SECOND.replace('akumulasi = "jumlah"', 'akumulasi = "terakhir"')


@pytest.mark.parametrize(
    ("months", "why"),
    [
        pytest.param(
            {JANUARY: MEETINGS | {"lomba": 2}, FEBRUARY: MEETINGS}, "sebagian (isian bulan ini kosong)", id="blank now"
        ),
        pytest.param(
            {JANUARY: MEETINGS, FEBRUARY: MEETINGS}, "belum lengkap (ada isian kosong)", id="blank in every month"
        ),
    ],
)
def test_what_is_not_complete_has_no_predikat_and_no_part_of_a_mean(
    months: dict[str, dict[str, Any]], why: str, tmp_path: Path
) -> None:
    workbook = told(tmp_path, SMALL + LAST_KNOWN, months, "[target]\nPMD-1 = 120\nPMD-2 = 4")
    known, said = ((2, None, 50), "sementara") if why.startswith("sebagian") else ((None,) * 3, "belum lengkap")
    assert on_rekap(workbook) == [
        ("PMD-1", 120, 20, 10, 20, None, 100, "Sangat Baik", "lengkap", 100),
        ("PMD-2", 4, 4, None, *known, said, why, None),
    ]
    waiting = [("– PMD: 1 sel perlu diperbaiki",)]
    waiting += [] if why.startswith("sebagian") else [("– Januari 2019: PMD",)]
    assert on_ringkasan(workbook)[2:] == [
        ("SEMENTARA: 0 dari 1 formulir Februari 2019 sah",),
        ("Belum final. Yang masih ditunggu:",),
        *waiting,
        ("Rata-rata capaian 1 dari 2 indikator", None, 100, "dari 100"),
        ("1 dari 1 indikator sudah mencapai target.",),
        ("Sejak Januari: 0 naik, 0 turun, 1 tetap.",),
        ("Terlambat: PMD.",),
        ("Satu terendah", None, "capaian", "± bln lalu"),
        ("PMD-1", "Koordinasi", 100, 0),
        *NO_MEAN_OF_PMD,
        ("perlu diperbaiki",),
    ]


def test_a_month_that_is_missing_leaves_all_of_a_jabatan_out(tmp_path: Path) -> None:
    workbook = told(tmp_path, SMALL, {FEBRUARY: MEETINGS}, "[target]\nPMD-1 = 120")
    assert on_rekap(workbook) == [
        ("PMD-1", 120, 20, 10, 10, None, 50, "sementara", "sebagian (ada bulan yang belum masuk)", None)
    ]
    assert on_ringkasan(workbook)[2:] == [
        ("SEMENTARA: 1 dari 1 formulir Februari 2019 sah",),
        ("Belum final. Yang masih ditunggu:",),
        ("– Januari 2019: PMD",),
        *NO_MEAN,
        ("Terlambat: PMD.",),
        *NO_MEAN_OF_PMD,
        ("Januari 2019 belum masuk",),
    ]
    assert workbook["PMD"]["A3"].value == "SEMENTARA: formulir Januari 2019 belum masuk."


# --- what is retired, added, changed or excused ----------------------------------------------------------------------


def test_the_mean_of_every_month_is_of_the_retired_ones_too(tmp_path: Path) -> None:
    """As on the first sheet: the last mean of the chart is the one in the headline."""
    text = with_time(SMALL, berlaku_sampai=FEBRUARY) + with_time(SECOND, berlaku_mulai=FEBRUARY)
    typed = {JANUARY: MEETINGS, FEBRUARY: MEETINGS | {"lomba": 1}, MARCH: {"lomba": 3}, APRIL: {"lomba": 1}}
    workbook = told(tmp_path, text, typed, "[target]\nPMD-1 = { bulan = 20 }\nPMD-2 = { bulan = 2 }")
    of_means = ("Bobot", "Jumlah", "Rata-rata (%)", "Bobot yang berakhir", "Jumlah yang berakhir")
    assert columns(workbook, "tblRataRata", *of_means) == [
        (1, 50, 50, 0, 0), (2, 100, 50, 0, 0), (2, 150, 75, 1, 50), (2, 133.33, 66.67, 1, 50),
    ]  # fmt: skip
    ended = columns(workbook, "tblHitungan", "Kode", "Bulan", "Berakhir")
    assert [row for row in ended if row[2]] == [("PMD-1", dt.datetime(2019, 2, 28), dt.datetime(2019, 2, 28))]
    assert on_ringkasan(workbook)[4] == ("Rata-rata capaian 2 indikator", None, 66.67, "dari 100")
    assert columns(workbook, "tblGrafik", "Kode", "Capaian (%)") == [("PMD-2", 83.33), ("PMD-1", 50)]


def test_a_month_without_any_indikator_of_its_own_has_the_mean_of_the_retired(tmp_path: Path) -> None:
    text = with_time(SMALL, berlaku_sampai=FEBRUARY) + with_time(SECOND, berlaku_mulai=APRIL)
    workbook = told(tmp_path, text, {JANUARY: MEETINGS, FEBRUARY: MEETINGS}, "[target]\nPMD-1 = 120", MARCH)
    assert columns(workbook, "tblRataRata", "Bobot", "Rata-rata (%)") == [(1, 100), (1, 100), (1, 100)]


def test_a_retired_indikator_stays_with_its_last_month(tmp_path: Path) -> None:
    text = with_time(SMALL, berlaku_sampai=FEBRUARY) + with_time(SECOND, berlaku_mulai=FEBRUARY)
    months = {JANUARY: MEETINGS, FEBRUARY: MEETINGS | {"lomba": 4}, MARCH: {"lomba": 3}}
    workbook = told(tmp_path, text, months, "[target]\nPMD-1 = 120\nPMD-2 = { bulan = 4 }")
    assert on_rekap(workbook) == [
        ("PMD-1", 120, 20, None, 20, None, 100, "Sangat Baik", "lengkap; berlaku sampai Februari 2019", 100),
        ("PMD-2", 48, 8, 3, 7, None, 87.5, "Baik", "lengkap", 87.5),
    ]
    assert on_rapor(workbook) == [
        ("PMD-1", "Koordinasi\nberlaku sampai Februari 2019", None, 20, 120, 20, 100, "Sangat Baik"),
        ("PMD-2", "Lomba", 3, 7, 48, 8, 87.5, "Baik"),
    ]
    last = {"Kode": "PMD-1", "Bulan": "Februari 2019"}
    assert columns(workbook, "tblData", "Isian", "S.d.", where=last) == [("Jumlah rapat", 8), ("Jumlah kunjungan", 12)]
    assert by_month(workbook, "Bulan ini") == {"PMD-1": {1: 10, 2: 10}, "PMD-2": {2: 4, 3: 3}}
    assert ("Rata-rata capaian 2 indikator", None, 93.75, "dari 100") in on_ringkasan(workbook)
    assert on_target(workbook) == [
        ("PMD-1", "Setahun", 120, 2, 12, 12, 120, 20, None),
        ("PMD-1", "Jumlah koordinasi", None, None, None, None, 120, 20, "120 setahun (iki.toml)"),
        ("PMD-2", "Tiap bulan", 4, 2, 12, 1, 48, 8, None),
        ("PMD-2", "Jumlah lomba", None, None, None, None, 48, 8, "4 tiap bulan (iki.toml)"),
    ]
    assert on_rumus(workbook) == [
        ("PMD-1 (sampai Februari 2019)", "8 + 12 = 20", "120 × 2/12 = 20", "naik"),
        ("PMD-2 (mulai Februari 2019)", "7 = 7", "4 × 2 = 8", "naik"),
    ]


def test_no_form_of_a_jabatan_is_told_of_a_month_that_asks_nothing_of_it(tmp_path: Path) -> None:
    other = SMALL.replace('kode = "pmd"', 'kode = "trantib"').replace("PMD-1", "TRA-1").replace("Seksi PMD", "Trantib")
    (tmp_path / "katalog").mkdir()
    later = with_time(other, berlaku_mulai="2019-02")
    catalog = load_catalog(written(tmp_path / "katalog", pmd=SMALL, trantib=later))
    forms = [filled(tmp_path, catalog, month, MEETINGS) for month in (JANUARY, FEBRUARY)]
    workbook = shown(process(forms, catalog, settings_of(tmp_path, catalog, ""), FEBRUARY), tmp_path)
    assert below(workbook, "Kelengkapan", "Formulir", 6) == [
        ("Jabatan", "Jan 2019", "Feb 2019"),
        ("Kepala Seksi PMD", "sah", "sah"),
        ("Kepala Trantib", "tidak berlaku", "belum masuk"),
        ("Banyak formulir sah", 1, 1),
        ("Banyak formulir ada kesalahan", 0, 0),
        ("Banyak formulir belum masuk", 0, 1),
    ]


def test_months_in_which_nothing_at_all_is_asked_are_refused(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, with_time(SMALL, berlaku_mulai="2019-07"))
    with pytest.raises(CatalogError) as refusal:
        process([], catalog, settings_of(tmp_path, catalog, ""), FEBRUARY)
    assert str(refusal.value) == (
        "Januari 2019 sampai Februari 2019: tidak ada indikator yang berlaku menurut katalog. Pilih bulan lain, atau "
        "periksa berlaku_mulai dan berlaku_sampai di katalognya."
    )


def test_both_versions_of_a_changed_indikator_stand_on_rumus(tmp_path: Path) -> None:
    text = SMALL + FROM_JULY.replace("2019-07", MARCH)
    months = {JANUARY: MEETINGS, FEBRUARY: MEETINGS, MARCH: MEETINGS | {"pembinaan": 2}}
    workbook = told(tmp_path, text, months, "[target]\nPMD-1 = 120")
    assert [tuple(row.values()) for row in records(workbook, "tblRumus")] == [
        ("PMD-1 (mulai Maret 2019)", "Jumlah koordinasi dan pembinaan",
         "Jumlah rapat + Jumlah kunjungan lapangan + Jumlah pembinaan", "12 + 18 + 2 = 32", "120 × 3/12 = 30", "naik"),
        ("PMD-1 (sampai Februari 2019)", "Jumlah koordinasi", "Jumlah rapat + Jumlah kunjungan", None, None, "naik"),
    ]  # fmt: skip
    assert columns(workbook, "tblData", "Isian", "Angka", "S.d.", where={"Kode": "PMD-1", "Bulan": "Maret 2019"}) == [
        ("Jumlah rapat", 4, 12),
        ("Jumlah kunjungan lapangan", 6, 18),
        ("Jumlah pembinaan", 2, 2),
    ]
    assert on_rapor(workbook) == [("PMD-1", "Koordinasi", 12, 32, 120, 30, 106.67, "Sangat Baik")]
    assert by_month(workbook, "Bulan ini") == {"PMD-1": {1: 10, 2: 10, 3: 12}}


def test_the_ends_of_a_range_that_was_stand_in_named_cells(tmp_path: Path) -> None:
    """On Target stands what it is now."""
    before = SMALL.replace("rumus =", "target = { dari = 8, sampai = 20 }\nrumus =")
    text = f'{before}\n[[indikator.versi]]\nberlaku_mulai = "{MARCH}"\ntarget = {{ dari = 40, sampai = 60 }}\n'
    workbook = told(tmp_path, text, dict.fromkeys((JANUARY, FEBRUARY, MARCH), MEETINGS), "")
    assert by_month(workbook, "Capaian s.d.") == {"PMD-1": {1: 100, 2: 100, 3: 75}}
    assert [row for row in columns(workbook, "tblAturan", "Nama dalam rumus", "Nilai") if row[1] in (8, 20, 40)] == [
        ("bilangan_8", 8),
        ("bilangan_20", 20),
    ]
    found = {f"{sheet}!{cell}": one.formula for (sheet, cell), one in saved_formulas(tmp_path / "rekap.xlsx").items()}
    assert with_numbers(found) == {}
    # of two months s.d. and alone
    assert ["bilangan_20" in text for text in found.values() if "bilangan_8" in text] == [True] * 4


OTHER_FROM_MARCH = """
[[indikator.versi]]
berlaku_mulai = "2019-03"
rumus = "pembinaan"
isian = [{ kode = "pembinaan", label = "Jumlah pembinaan", satuan = "kegiatan", akumulasi = "jumlah" }]
contoh = [{ isian = { pembinaan = 2 }, hasil = 2 }]
"""


def test_a_version_that_asks_for_something_else_is_due_since_then_on_every_sheet(tmp_path: Path) -> None:
    """Its realisasi begins anew, and so does its target: 120 × 2/12 = 20, not 120 × 4/12."""
    months = {JANUARY: MEETINGS, FEBRUARY: MEETINGS, MARCH: {"pembinaan": 10}, APRIL: {"pembinaan": 10}}
    workbook = told(tmp_path, SMALL + OTHER_FROM_MARCH, months, "[target]\nPMD-1 = 120")
    assert on_rekap(workbook) == [("PMD-1", 120, 20, 10, 20, None, 100, "Sangat Baik", "lengkap", 100)]
    assert on_target(workbook)[0] == ("PMD-1", "Setahun", 120, 2, 12, 12, 120, 20, None)
    assert on_rumus(workbook)[0] == ("PMD-1 (mulai Maret 2019)", "20 = 20", "120 × 2/12 = 20", "naik")
    assert by_month(workbook, "S.d. bulan ini") == {"PMD-1": {1: 10, 2: 20, 3: 10, 4: 20}}


CHECKLIST = (
    HEAD
    + """rumus = "memenuhi(berkas)"
[[indikator.isian]]
kode = "berkas"
jenis = "daftar_dokumen"
label = "Berkas"
butir = [{ kode = "awal", label = "Berkas awal", batas = "31 Januari" }]
[[indikator.contoh]]
periode = "2019-01"
isian.berkas.awal = { selesai = 2019-01-20 }
hasil = 1
[[indikator.versi]]
berlaku_mulai = "2019-03"
isian = [{ kode = "berkas", jenis = "daftar_dokumen", label = "Berkas", butir = [
  { kode = "awal", label = "Berkas awal", batas = "31 Januari" },
  { kode = "baru", label = "Berkas baru", batas = "31 Maret" },
] }]
"""
)


def test_a_document_that_no_form_asked_for_is_not_told_as_missed(tmp_path: Path) -> None:
    """March asks for one more; the form that came is of the version before, until April's asks for it."""
    (tmp_path / "katalog").mkdir()
    catalog = loaded(tmp_path / "katalog", CHECKLIST)
    before = loaded(tmp_path, CHECKLIST[: CHECKLIST.index("[[indikator.versi]]")])
    day = dt.date(2019, 1, 20)
    forms = [filled(tmp_path, before, JANUARY, {"berkas.awal.selesai": day})]
    forms += [filled(tmp_path, before, MARCH, {"berkas.awal.selesai": day})]
    office = settings_of(tmp_path, catalog, "")
    results = process(forms, catalog, office, MARCH).hasil
    assert results["realisasi"].isna().all()
    assert results[["target", "predikat", "status"]].to_numpy().tolist() == [[2, "", "belum_lengkap"]]
    forms += [filled(tmp_path, catalog, APRIL, {"berkas.awal.selesai": day})]
    results = process(forms, catalog, office, APRIL).hasil
    assert results[["realisasi", "target", "status"]].to_numpy().tolist() == [[1, 2, "sebagian"]]


EXCUSED = """[target]
PMD-1 = 120
[[pengecualian]]
jabatan = "pmd"
periode = "2019-02"
alasan = "Jabatan kosong"
oleh = "Lurah Contoh"
"""


def test_of_an_excused_month_nothing_is_due_and_nothing_is_waited_for(tmp_path: Path) -> None:
    workbook = told(tmp_path, SMALL, {JANUARY: MEETINGS, MARCH: MEETINGS}, EXCUSED)
    assert on_rekap(workbook) == [("PMD-1", 120, 20, 10, 20, None, 100, "Sangat Baik", "lengkap", 100)]
    assert on_target(workbook)[0] == ("PMD-1", "Setahun", 120, 2, 12, 12, 120, 20, None)
    assert on_rumus(workbook) == [("PMD-1", "8 + 12 = 20", "120 × 2/12 = 20", "naik")]
    assert by_month(workbook, "Bulan ini") == {"PMD-1": {1: 10, 2: None, 3: 10}}
    assert workbook["Ringkasan"]["A3"].value == "LENGKAP: 1 dari 1 formulir Maret 2019 sah"
    assert workbook["PMD"]["A3"].value == "LENGKAP: formulir bulan ini sah. Angka di bawah sudah final."


def test_an_excused_month_has_no_realisasi_of_its_own(tmp_path: Path) -> None:
    workbook = told(tmp_path, SMALL, {JANUARY: MEETINGS}, EXCUSED, FEBRUARY)
    assert on_rekap(workbook) == [("PMD-1", 120, 10, None, 10, None, 100, "Sangat Baik", "lengkap", 100)]
    assert on_rapor(workbook) == [("PMD-1", "Koordinasi", None, 10, 120, 10, 100, "Sangat Baik")]
    assert columns(workbook, "tblData", "Bulan", "Isian", "Keadaan", "Angka", "S.d.") == [
        ("Januari 2019", "Jumlah rapat", "isi", 4, 4),
        ("Januari 2019", "Jumlah kunjungan", "isi", 6, 6),
        ("Februari 2019", "Jumlah rapat", "dikecualikan", None, 4),
        ("Februari 2019", "Jumlah kunjungan", "dikecualikan", None, 6),
    ]
