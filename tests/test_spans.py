"""An indikator of a triwulan, a semester or a year: asked by the form of its last month, and by no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.cli.saying import blanks_lines, catalog_lines
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import Kalender, Pengecualian, Settings
from iki_excel.forms import writing
from iki_excel.forms.layout import ISIAN, LAST, PETUNJUK, Layout, form_path
from iki_excel.forms.reading.renewal import DECREE_CHANGED
from iki_excel.judging.batch import Batch
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from tests.forms import told
from tests.office import Office
from tests.random_years import JABATAN
from tests.result_tables import below, columns
from tests.seeds import seeds
from tests.small_catalog import HEAD, SETTINGS, SMALL, changed, loaded
from tests.test_report_formulas import unlike_spreadsheets
from tests.workbooks import opened
from tests.years import filled, office_of, year_of

pytestmark = [
    pytest.mark.panjang,
    pytest.mark.filterwarnings("ignore:.* extension is not supported"),
]  # sparklines, data bars

MONTHS = Periode("2019").months
NOON = dt.datetime(2020, 1, 4, 12)
TRIWULAN = changed('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan"\nperiode = "triwulan"\ntarget = 60\nrumus', SMALL)
"""Of SMALL, rapat + kunjungan, asked per triwulan; 15 a triwulan are on schedule."""

Typed = Mapping[str, Mapping[str, Any] | None]
"""What is typed by month, as "03"; a month that is not named is not there."""


def batch_of(folder: Path, typed: Typed, text: str = TRIWULAN, settings: Settings = SETTINGS, to: str = "12") -> Batch:
    """The forms as they are written month after month in one folder, filled and processed."""
    (folder / "katalog").mkdir()
    catalog = loaded(folder / "katalog", text)
    (folder / "formulir").mkdir()
    for month, values in typed.items():
        [path] = write_blanks(catalog, settings, [f"2019-{month}"], folder / "formulir").written
        path.write_bytes(filled(path.read_bytes(), catalog.at(f"2019-{month}")["pmd"], values or {}))
    return process([folder / "formulir"], catalog, settings, f"2019-{to}")


def rows(batch: Batch, *columns: str, kode: str = "PMD-1") -> list[tuple[Any, ...]]:
    """Columns of the results of an indikator, None where there is no value."""
    hasil = batch.scores.hasil
    own = hasil[hasil["indikator"] == kode][list(columns)]
    return [tuple(None if pd.isna(value) else value for value in row) for row in own.itertuples(index=False)]


def of_triwulan(rapat: Any, kunjungan: Any = 5) -> dict[str, Any]:
    """What a form says."""
    return {"rapat": rapat, "kunjungan": kunjungan}


# --- the year by hand ------------------------------------------------------------------------------------------------

NAMES = ("realisasi_bulan", "realisasi", "target", "capaian", "status")
NOT_YET, GOOD = (None, None, None, None, "belum_jatuh_tempo"), "lengkap"


def test_between_two_spans_it_stands_as_it_did_when_the_latest_ended(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {"03": of_triwulan(10), "06": of_triwulan(7), "09": of_triwulan(13)}, to="10")
    assert rows(batch, *NAMES) == [
        NOT_YET,
        NOT_YET,
        (15, 15, 15, 100, GOOD),  # 60 × 3/12
        (None, 15, 15, 100, GOOD),
        (None, 15, 15, 100, GOOD),
        (12, 27, 30, 90, GOOD),
        (None, 27, 30, 90, GOOD),
        (None, 27, 30, 90, GOOD),
        (18, 45, 45, 100, GOOD),
        (None, 45, 45, 100, GOOD),
    ]
    assert rows(batch, "target_tahun") == [(60,)] * 10
    assert told(batch.checked.temuan) == []


@pytest.mark.parametrize(
    ("typed", "at_march", "at_april", "at_june"),
    [
        # nobody sent the form of March
        ({"06": of_triwulan(7)},
         (None, None, 15, None, "belum_masuk"), (None, None, 15, None, "belum_masuk"), (12, 12, 30, 40, "sebagian")),
        # one isian of March is blank, or wrong
        ({"03": of_triwulan(10, None), "06": of_triwulan(7)},
         (None, None, 15, None, "belum_lengkap"), (None, None, 15, None, "belum_lengkap"),
         (12, None, 30, None, "belum_lengkap")),
        ({"03": of_triwulan(10, "lima"), "06": of_triwulan(7)},
         (None, None, 15, None, "salah_isi"), (None, None, 15, None, "salah_isi"),
         (12, None, 30, None, "salah_isi")),
        # it does not apply in the first triwulan
        ({"03": of_triwulan("TB", "TB"), "06": of_triwulan(7)},
         (None, None, 15, None, "tidak_berlaku"), (None, None, 15, None, "tidak_berlaku"),
         (12, 12, 30, 40, GOOD)),
    ],
)  # fmt: skip
def test_what_is_missing_of_a_span_is_missing_until_the_next(
    typed: Typed, at_march: Any, at_april: Any, at_june: Any, tmp_path: Path
) -> None:
    shown = rows(batch_of(tmp_path, typed, to="06"), *NAMES)
    assert [shown[2], shown[3], shown[5]] == [at_march, at_april, at_june]
    assert shown[:2] == [NOT_YET, NOT_YET]


def excused(*months: str) -> Settings:
    """The months are excused."""
    return replace(SETTINGS, pengecualian=tuple(Pengecualian("pmd", f"2019-{one}", "Cuti", "Lurah") for one in months))


def test_an_excused_month_of_a_span_takes_its_part_of_the_target(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {"03": of_triwulan(5)}, settings=excused("01"), to="03")
    assert rows(batch, *NAMES)[2] == (10, 10, 10, 100, GOOD)  # 60 × 2/12


def test_where_the_month_that_asks_is_excused_so_is_all_of_its_span(tmp_path: Path) -> None:
    shown = rows(batch_of(tmp_path, {"06": of_triwulan(10)}, settings=excused("03"), to="06"), *NAMES)
    assert shown[2:] == [(None, None, None, None, "tidak_berlaku")] * 3 + [(15, 15, 15, 100, GOOD)]
    assert shown[:2] == [NOT_YET, NOT_YET]


def test_an_office_that_begins_within_a_span_is_measured_by_its_own_months(tmp_path: Path) -> None:
    settings = Settings(unit=replace(SETTINGS.unit, mulai=Periode("2019-02")))
    batch = batch_of(tmp_path, {"03": of_triwulan(5)}, settings=settings, to="04")
    assert rows(batch, *NAMES) == [NOT_YET, (10, 10, 10, 100, GOOD), (None, 10, 10, 100, GOOD)]


def test_an_indikator_that_begins_within_a_span_is_measured_by_its_own_months(tmp_path: Path) -> None:
    text = changed('periode = "triwulan"\n', 'periode = "triwulan"\nberlaku_mulai = "2019-02"\n', TRIWULAN)
    assert rows(batch_of(tmp_path, {"03": of_triwulan(5)}, text, to="04"), *NAMES) == [
        NOT_YET,
        (10, 10, 10, 100, GOOD),
        (None, 10, 10, 100, GOOD),
    ]


@pytest.mark.parametrize(
    ("target", "due"),
    [
        ("60", [15, 15, 15, 30]),
        ("{ bulan = 5 }", [15, 15, 15, 30]),
        ("{ triwulan = [10, 20, 20, 10] }", [10, 10, 10, 30]),
        ("{ semester = [30, 30] }", [15, 15, 15, 30]),
        ('{ jadwal = { "2019-02" = 4, "2019-05" = 6 } }', [4, 4, 4, 10]),
        ("{ tetap = 8 }", [8, 8, 8, 8]),
    ],
)
def test_a_target_is_due_when_its_span_ends(target: str, due: list[float], tmp_path: Path) -> None:
    text = changed("target = 60", f"target = {target}", TRIWULAN)
    typed = {"03": of_triwulan(due[0], 0), "06": of_triwulan(due[3] - due[0], 0)}
    shown = rows(batch_of(tmp_path, typed, text, to="06"), "realisasi", "target", "capaian")
    assert shown[:2] == [(None, None, None)] * 2
    assert shown[2:] == [(part, part, 100) for part in due]


@pytest.mark.parametrize(("periode", "ends"), [("semester", [6, 12]), ("tahun", [12])])
def test_a_longer_span_is_asked_less_often(periode: str, ends: list[int], tmp_path: Path) -> None:
    text = changed('"triwulan"', f'"{periode}"', TRIWULAN)
    batch = batch_of(tmp_path, {f"{month:02d}": of_triwulan(60 // len(ends), 0) for month in ends}, text)
    shown = rows(batch, "realisasi_bulan", "capaian", "status")
    assert [number for number, row in enumerate(shown, start=1) if row[0] is not None] == ends
    first = ends[0] - 1
    assert [row[1:] for row in shown] == [(None, "belum_jatuh_tempo")] * first + [(100, GOOD)] * (12 - first)


# --- other kinds of isian --------------------------------------------------------------------------------------------

STATE = (
    HEAD
    + """\
periode = "triwulan"
target = 8
rumus = "sop"

[[indikator.isian]]
kode = "sop"
label = "SOP yang ada"
satuan = "kegiatan"
akumulasi = "terakhir"

[[indikator.contoh]]
isian = { sop = 2 }
hasil = 2
"""
)


def test_of_a_state_the_last_span_tells(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {"03": {"sop": 8}, "06": {"sop": None}, "09": {"sop": 6}}, STATE, to="10")
    assert rows(batch, "realisasi_bulan", "realisasi", "target", "status", "status_kata")[2:] == [
        (8, 8, 8, GOOD, "lengkap"),
        (None, 8, 8, GOOD, "lengkap"),
        (None, 8, 8, GOOD, "lengkap"),
        (None, 8, 8, "sebagian", "sebagian (isian bulan ini kosong)"),
        (None, 8, 8, "sebagian", "sebagian (isian bulan sebelumnya kosong)"),
        (None, 8, 8, "sebagian", "sebagian (isian bulan sebelumnya kosong)"),
        (6, 6, 8, GOOD, "lengkap"),
        (None, 6, 8, GOOD, "lengkap"),
    ]


DOCUMENTS = (
    HEAD
    + """\
periode = "triwulan"
target = 100
rumus = "memenuhi(laporan) / jatuh_tempo(laporan) * 100"

[[indikator.isian]]
kode = "laporan"
jenis = "daftar_dokumen"
label = "Laporan"
butir = [
  { kode = "awal", label = "Laporan awal", batas = "20 Februari" },
  { kode = "tengah", label = "Laporan tengah", batas = "15 April" },
]

[[indikator.contoh]]
isian.laporan.awal = { selesai = 2019-02-19 }
hasil = 100
"""
)
AWAL, TENGAH = "laporan.awal.selesai", "laporan.tengah.selesai"


def test_a_document_is_due_at_the_end_of_the_span_whose_form_asks_for_it(tmp_path: Path) -> None:
    """Nobody was asked for it in February, and in April nobody is asked for the second."""
    typed = {"03": {AWAL: dt.date(2019, 2, 19)}, "06": {TENGAH: dt.date(2019, 4, 16)}}
    batch = batch_of(tmp_path, typed, DOCUMENTS, to="07")
    assert rows(batch, *NAMES) == [
        NOT_YET,
        NOT_YET,
        (100, 100, 100, 100, GOOD),
        (None, 100, 100, 100, GOOD),
        (None, 100, 100, 100, GOOD),
        (0, 50, 100, 50, GOOD),  # a day late
        (None, 50, 100, 50, GOOD),
    ]


def test_a_form_warns_of_a_document_that_became_due_in_its_span(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {"03": {}}, DOCUMENTS, to="05")
    assert [(place, kode) for place, kode, _ in told(batch.checked.temuan)] == [("Isian!F8", "lewat_batas")]


# --- forms -----------------------------------------------------------------------------------------------------------

TWO = TRIWULAN + SMALL[SMALL.index("[[indikator]]") :].replace("PMD-1", "PMD-2").replace(
    '"rapat"', '"surat"'
).replace('"kunjungan"', '"arsip"').replace("rapat + kunjungan", "surat + arsip").replace(
    "{ rapat = 2, kunjungan = 3 }", "{ surat = 2, arsip = 3 }"
).replace("Jumlah rapat\"", "Jumlah surat\"").replace("Jumlah kunjungan\"", "Jumlah arsip\"")  # fmt: skip
"""PMD-1 per triwulan, and PMD-2 per month."""


def asked(catalog: Catalog, month: int) -> list[str]:
    """What the form of a month asks."""
    return [slot.kode for jabatan in catalog.at(f"2019-{month:02d}").jabatan for slot in jabatan.asked]


def test_a_form_asks_it_in_the_last_month_of_its_span_only(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, TWO)
    assert [asked(catalog, month) for month in (1, 2, 3, 4)] == [
        ["surat", "arsip"],
        ["surat", "arsip"],
        ["rapat", "kunjungan", "surat", "arsip"],
        ["surat", "arsip"],
    ]


def test_where_nothing_is_asked_no_form_is_written_and_none_is_missing(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, TRIWULAN)
    outcome = write_blanks(catalog, SETTINGS, MONTHS[:4], tmp_path / "formulir")
    assert [*blanks_lines(outcome)] == [
        f"1 formulir Januari 2019 sampai April 2019 ditulis di {(tmp_path / 'formulir').as_posix()}.",
        "Kepala Seksi PMD: tidak ada yang ditanyakan pada Januari 2019, Februari 2019, dan April 2019, jadi "
        "formulirnya tidak diperlukan.",
    ]
    checked = check_files([tmp_path / "formulir"], catalog, SETTINGS, "2019-02")
    assert told(checked.temuan) == []
    (tmp_path / "kosong").mkdir()
    checked = check_files([tmp_path / "kosong"], catalog, SETTINGS, "2019-04")
    assert [sentence for _, _, sentence in told(checked.temuan)] == [
        "Kepala Seksi PMD, Maret 2019: formulir belum masuk. Minta diisi dan dikirim.",
    ]


def test_a_year_that_has_asked_nothing_yet_is_not_processed(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as refused:
        batch_of(tmp_path, {}, to="02")
    assert str(refused.value) == (
        "Januari 2019 sampai Februari 2019: belum ada yang ditanyakan, karena semua indikator ditanyakan pada bulan "
        "terakhir triwulan, semester, atau tahunnya. Pilih bulan itu."
    )


def test_a_form_of_a_month_that_asks_nothing_is_set_aside(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, TRIWULAN)
    path = tmp_path / "februari.xlsx"
    path.write_bytes(writing.build(catalog["pmd"], "2019-02", SETTINGS))
    [(place, kode, sentence)] = told(check_files([path], catalog, SETTINGS).temuan)
    assert (place, kode) == ("februari.xlsx", "jabatan_tak_berlaku")
    assert "padahal pada bulan itu tidak ada indikatornya yang ditanyakan" in sentence


def written(folder: Path, text: str, month: str, settings: Settings = SETTINGS) -> dict[str, dict[str, Any]]:
    """By sheet and address what stands in a blank form."""
    catalog = loaded(folder, text)
    path = folder / "formulir.xlsx"
    path.write_bytes(writing.build(catalog.at(month)["pmd"], month, settings))
    workbook = load_workbook(path)
    return {sheet.title: {c.coordinate: c.value for row in sheet for c in row if c.value} for sheet in workbook}


def test_a_form_says_that_it_asks_of_the_whole_span(tmp_path: Path) -> None:
    cells = written(tmp_path, TRIWULAN, "2019-06")
    assert [cells[ISIAN][f"C{row}"] for row in range(7, 12)] == [
        "Jumlah koordinasi (diisi untuk seluruh triwulan ini)",
        "Jumlah rapat",
        "Jumlah kunjungan",
        "Realisasi triwulan ini",
        "Capaian triwulan ini terhadap target (%)",
    ]
    assert cells[ISIAN]["I11"] == 15
    assert (
        "Triwulan II 2019: ditanyakan sekali, di formulir ini. Isi untuk seluruhnya (April 2019 sampai Juni 2019), "
        "bukan untuk bulan ini saja. Kolom “Bulan lalu” menunjukkan triwulan sebelumnya."
    ) in cells[PETUNJUK].values()


def test_beside_a_cell_stands_the_value_of_the_last_span(tmp_path: Path) -> None:
    typed = {"03": of_triwulan(10) | {"surat": 1, "arsip": 2}, "05": {"surat": 3, "arsip": 4}}
    batch = batch_of(tmp_path, typed, TWO, to="05")
    folder = tmp_path / "formulir"
    write_blanks(batch.catalog, SETTINGS, ["2019-06"], folder)
    sheet = load_workbook(form_path(folder, "contoh", "pmd", Periode("2019-06")))[ISIAN]
    map_ = Layout(batch.catalog.at("2019-06")["pmd"])
    assert {kode: sheet.cell(row.row + 1, LAST + 1).value for kode, row in map_.slot_rows.items()} == {
        "rapat": 10, "kunjungan": 5, "surat": 3, "arsip": 4,
    }  # fmt: skip


CALENDAR = changed('label = "Jumlah kunjungan"\n', 'label = "Hari kerja"\nkalender = true\n', TRIWULAN)


def test_working_days_are_those_of_the_span(tmp_path: Path) -> None:
    days = {"2019-01": 22, "2019-02": 19, "2019-03": 20}
    settings = replace(SETTINGS, kalender=Kalender(hari_kerja=days))
    assert written(tmp_path, CALENDAR, "2019-03", settings)[ISIAN]["F9"] == 61
    began = replace(settings, unit=replace(settings.unit, mulai=Periode("2019-02")))
    assert written(tmp_path, CALENDAR, "2019-03", began)[ISIAN]["F9"] == 39


def test_other_working_days_than_those_of_the_span_are_told(tmp_path: Path) -> None:
    settings = replace(SETTINGS, kalender=Kalender(hari_kerja={"2019-01": 22, "2019-02": 19, "2019-03": 20}))
    batch = batch_of(tmp_path, {"03": of_triwulan(10, 20)}, CALENDAR, settings, to="03")
    assert told(batch.checked.temuan) == [
        ("Isian!F9", "hari_kerja_berbeda",
         "“Hari kerja” berisi 20, sedangkan menurut kalender 61. Periksa; bila memang benar, jelaskan di kolom "
         "keterangan."),
    ]  # fmt: skip


def test_a_blank_form_of_another_decree_is_blank_with_the_working_days_of_its_span(tmp_path: Path) -> None:
    for name in ("a", "b", "formulir"):
        (tmp_path / name).mkdir()
    march = ["2019-03"]
    first = write_blanks(loaded(tmp_path / "a", CALENDAR), SETTINGS, march, tmp_path / "formulir")
    other = loaded(tmp_path / "b", CALENDAR.replace("rapat", "surat"))
    again = write_blanks(other, SETTINGS, march, tmp_path / "formulir")
    assert again.renewed == dict.fromkeys(first.written, (DECREE_CHANGED,))


def test_a_number_far_from_that_of_the_last_span_is_told_so(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {"03": of_triwulan(10), "06": of_triwulan(90)}, to="06")
    assert told(batch.checked.temuan) == [
        ("Isian!F8", "jauh_berbeda",
         "“Jumlah rapat” berisi 90, jauh dari triwulan lalu (10). Periksa; bila memang benar, jelaskan di kolom "
         "keterangan."),
    ]  # fmt: skip


@pytest.mark.libreoffice
def test_a_form_shows_the_realisasi_of_its_span(office: Office, tmp_path: Path) -> None:
    batch_of(tmp_path, {"03": {AWAL: dt.date(2019, 2, 19)}, "06": {TENGAH: dt.date(2019, 4, 16)}}, DOCUMENTS, to="06")
    shown = [
        office.values(form_path(tmp_path / "formulir", "contoh", "pmd", Periode(month)))[ISIAN]
        for month in ("2019-03", "2019-06")
    ]
    assert [(cells["I11"], cells["F10"], cells["F11"]) for cells in shown] == [(100, 100, 100), (100, 0, 0)]


# --- the report ------------------------------------------------------------------------------------------------------


def reported(batch: Batch, folder: Path) -> Path:
    """The report of a batch, on disk."""
    path = folder / "rekap.xlsx"
    path.write_bytes(report.build(batch, NOON))
    return path


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize("text", [TWO, STATE, DOCUMENTS])
@pytest.mark.parametrize("to", seeds(["05", "03", "06"], 1))
def test_the_report_is_what_spreadsheets_calculate(text: str, to: str, office: Office, tmp_path: Path) -> None:
    values = {TWO: of_triwulan(10), STATE: {"sop": 8}, DOCUMENTS: {AWAL: dt.date(2019, 2, 19)}}[text]
    monthly = {"surat": 3, "arsip": 4} if text is TWO else {}
    typed = {month: monthly for month in ("01", "02", "04", "05") if monthly and month <= to}
    typed |= {month: {**values, **monthly} for month in ("03", "06") if month <= to}
    path = reported(batch_of(tmp_path, dict(sorted(typed.items())), text, to=to), tmp_path)
    assert unlike_spreadsheets(path, office) == []


def test_the_report_says_what_is_not_asked(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, {"03": of_triwulan(10)}, to="04")
    workbook = opened(reported(batch, tmp_path), cached=True)
    assert below(workbook, "Kelengkapan", "Formulir", 2) == [
        ("Jabatan", "Jan 2019", "Feb 2019", "Mar 2019", "Apr 2019"),
        ("Kepala Seksi PMD", "tidak ditanyakan", "tidak ditanyakan", "sah", "tidak ditanyakan"),
    ]
    assert columns(workbook, "tblRekap", "Kode", "Bulan ini", "S.d. bulan ini", "Keadaan") == [
        ("PMD-1", None, 15, "lengkap; tidak ditanyakan bulan ini (per triwulan)"),
    ]
    assert columns(workbook, "tblRumus", "Kode") == [("PMD-1 (per triwulan)",)]
    assert columns(workbook, "tblData", "Bulan", "Keadaan") == [
        (month, "isi" if month == "Maret 2019" else "tidak ditanyakan")
        for month in ("Januari 2019", "Februari 2019", "Maret 2019", "April 2019")
        for _ in of_triwulan(10)
    ]


def test_an_exception_holds_in_a_month_that_no_form_asks(tmp_path: Path) -> None:
    """It takes a part of the target."""
    batch = batch_of(tmp_path, {"03": of_triwulan(5)}, settings=excused("01"), to="03")
    sheet = load_workbook(reported(batch, tmp_path))["Kelengkapan"]
    texts = [[cell.value for cell in row if cell.value] for row in sheet]
    assert ["Kepala Seksi PMD", "Januari 2019", "ya", "Lurah", "Cuti"] in texts


# --- the catalogue ---------------------------------------------------------------------------------------------------


def test_a_month_is_what_is_meant_where_nothing_is_said(tmp_path: Path) -> None:
    said = changed('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan"\nperiode = "bulan"\nrumus', SMALL)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = loaded(tmp_path / "a", SMALL), loaded(tmp_path / "b", said)
    assert fingerprint(one) == fingerprint(other)
    assert one.at("2019-02") is one


def test_a_form_carries_the_fingerprint_of_what_its_month_asks(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, TWO)
    january, march, april = (fingerprint(catalog.at(f"2019-{month}")["pmd"]) for month in ("01", "03", "04"))
    assert january == april != march
    assert [*catalog_lines(catalog)][:2] == [
        f"Kepala Seksi PMD (pmd, sidik {january[:6]} dan {march[:6]})",
        "  PMD-1  Jumlah koordinasi (kegiatan, per triwulan)",
    ]


MONTHLY_DOCUMENT = changed('batas = "20 Februari"', 'batas = "tiap tanggal 5"', DOCUMENTS)
UNTIL_MAY = changed('periode = "triwulan"\n', 'periode = "triwulan"\nberlaku_sampai = "2019-05"\n', TRIWULAN)
OTHER_SPAN = TRIWULAN + '\n[[indikator.versi]]\nberlaku_mulai = "2019-07"\nperiode = "semester"\n'
TWO_SPANS = changed('batas = "20 Februari" }', 'batas = "20 Februari", fakta = "lkjip" }', DOCUMENTS) + changed(
    'batas = "20 Februari" }', 'batas = "20 Februari", fakta = "lkjip" }', DOCUMENTS
)[DOCUMENTS.index("[[indikator]]") :].replace("PMD-1", "PMD-2").replace('"triwulan"', '"semester"').replace(
    '"laporan"', '"arsip"'
).replace("(laporan)", "(arsip)").replace("isian.laporan", "isian.arsip").replace(
    'label = "Laporan"', 'label = "Arsip"'
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            changed('"triwulan"', '"kuartal"', TRIWULAN),
            "indikator PMD-1: kunci “periode” berisi “kuartal”. Yang dikenal: bulan, triwulan, semester, tahun.",
        ),
        (
            MONTHLY_DOCUMENT,
            "indikator PMD-1: “laporan.awal” ada setiap bulan, padahal indikator ini ditanyakan per triwulan. Hapus "
            "kunci “periode”, atau beri dokumen itu batas waktu setahun sekali.",
        ),
        (
            UNTIL_MAY,
            "indikator PMD-1: berlaku sampai 2019-05, di tengah Triwulan II 2019, padahal ditanyakan per triwulan: "
            "bagian itu tidak akan ditanyakan. Akhiri pada 2019-03 atau 2019-06; versi berikutnya mulai sesudahnya.",
        ),
        (
            OTHER_SPAN,
            "indikator PMD-1, versi 2019-07: “rapat” dan “kunjungan” berganti periode di antara versi-versinya. Isian "
            "yang artinya berubah memerlukan kode baru.",
        ),
        (
            TWO_SPANS,
            "fakta “lkjip” ada pada PMD-1 dan PMD-2, padahal yang satu ditanyakan per triwulan dan yang lain per "
            "semester. Samakan periodenya, atau hapus fakta pada salah satunya.",
        ),
    ],
)
def test_what_no_form_would_ask_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as refused:
        loaded(tmp_path, text)
    assert str(refused.value).endswith(sentence)


def test_a_version_may_be_asked_of_another_span_with_isian_of_its_own(tmp_path: Path) -> None:
    later = """
[[indikator.versi]]
berlaku_mulai = "2019-07"
periode = "triwulan"
rumus = "kegiatan"

[[indikator.versi.isian]]
kode = "kegiatan"
label = "Kegiatan"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.versi.contoh]]
isian = { kegiatan = 4 }
hasil = 4
"""
    text = changed('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan"\ntarget = 120\nrumus', SMALL) + later
    typed: dict[str, Mapping[str, Any]] = {f"{month:02d}": of_triwulan(5) for month in range(1, 7)}
    typed |= {"09": {"kegiatan": 30}}
    assert rows(batch_of(tmp_path, typed, text, to="10"), *NAMES)[4:] == [
        (10, 50, 50, 100, GOOD),
        (10, 60, 60, 100, GOOD),
        NOT_YET,
        NOT_YET,
        (30, 30, 30, 100, GOOD),
        (None, 30, 30, 100, GOOD),
    ]


# --- whole years -----------------------------------------------------------------------------------------------------

SEEDS = (15, 21, 55, 4, 13, 33, 43, 50)
"""Random years whose versions, if any, begin with a triwulan; with surveys, checklists, one retired, a later start."""


def per_triwulan(seed: int, folder: Path) -> tuple[Batch, Batch]:
    """A random year per triwulan, and with the same forms per month, where the months between are excused."""
    year = year_of(seed)
    monthly, settings = office_of(year, folder)
    (folder / "triwulan").mkdir()
    text = year.katalog_toml.replace("[[indikator]]\n", '[[indikator]]\nperiode = "triwulan"\n')
    (folder / "triwulan" / f"{JABATAN}.toml").write_text(text, "utf-8")
    ends = [month for month in year.forms if month.span("triwulan").months[-1] == month]
    own = tuple(one for one in settings.pengecualian if one.periode in ends)
    between = tuple(Pengecualian(JABATAN, month, "Tidak ditanyakan", "X") for month in year.forms if month not in ends)
    batches = []
    for name, catalog, pengecualian in (
        ("a", load_catalog(folder / "triwulan"), own), ("b", monthly, (*own, *between)),
    ):  # fmt: skip
        told = replace(settings, pengecualian=pengecualian)
        (folder / name).mkdir()
        for month in ends:
            typed = year.forms[month]
            if typed is not None and JABATAN in catalog.at(month):
                jabatan = catalog.at(month)[JABATAN]
                content = filled(writing.build(jabatan, month, told), jabatan, typed)
                (folder / name / f"{month}.xlsx").write_bytes(content)
        batches.append(process([folder / name], catalog, told, max(year.forms)))
    one, other = batches
    return one, other


@pytest.mark.panjang
@pytest.mark.parametrize("seed", seeds(SEEDS, 2))
def test_it_adds_up_as_if_the_months_between_were_excused(seed: int, tmp_path: Path) -> None:
    own, other = (
        batch.scores.hasil[batch.scores.hasil["periode"].str[5:].isin(["03", "06", "09", "12"])]
        for batch in per_triwulan(seed, tmp_path)
    )
    told = ["indikator", "periode", "realisasi", "status"]
    pd.testing.assert_frame_equal(own[told].reset_index(drop=True), other[told].reset_index(drop=True))


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds(SEEDS[:4], 1))
def test_the_report_of_a_random_year_is_what_spreadsheets_calculate(seed: int, office: Office, tmp_path: Path) -> None:
    path = reported(per_triwulan(seed, tmp_path)[0], tmp_path)
    assert unlike_spreadsheets(path, office) == []
