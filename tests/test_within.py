"""The report of a triwulan, a semester or a year: what it comes to by itself beside what the year comes to so far."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.decree.settings import Settings
from iki_excel.forms import writing
from iki_excel.forms.layout import form_path
from iki_excel.judging import provisional
from iki_excel.judging.batch import Batch
from iki_excel.judging.scoring import exported
from iki_excel.runs import current_month
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.companion import companion
from iki_excel.runs.month import process, process_to
from iki_excel.words import periods
from iki_excel.words.periods import Periode
from tests.forms import told
from tests.office import Office
from tests.random_years import JABATAN, TAHUN
from tests.result_tables import records
from tests.small_catalog import HEAD, SETTINGS, SMALL, changed, loaded
from tests.test_monthly import TWO_DOCUMENTS
from tests.test_report_formulas import unlike_spreadsheets
from tests.years import filled, office_of, year_of

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

NOON = dt.datetime(2020, 1, 4, 12)
Typed = Mapping[str, Mapping[str, Any]]
"""What is typed by month, as "03"."""


def batch_of(folder: Path, typed: Typed, periode: str, text: str = SMALL, settings: Settings = SETTINGS) -> Batch:
    """The forms of these months, filled and processed."""
    (folder / "katalog").mkdir()
    catalog = loaded(folder / "katalog", text)
    paths = write_blanks(catalog, settings, [f"2019-{month}" for month in typed], folder / "formulir").written
    for path, (month, values) in zip(paths, typed.items(), strict=True):
        path.write_bytes(filled(path.read_bytes(), catalog.at(f"2019-{month}")["pmd"], values))
    return process([folder / "formulir"], catalog, settings, periode)


def result(batch: Batch) -> tuple[Any, ...]:
    """What the span and the year so far come to, of the one indikator."""
    [row] = batch.hasil[["realisasi_bulan", "realisasi", "status"]].itertuples(index=False)
    return tuple(None if pd.isna(value) else value for value in row)


def months(kode: str, values: list[Any], **others: Any) -> dict[str, dict[str, Any]]:
    """By month from January what is typed for an isian, and the same for others; none for a month without a form."""
    return {f"{n:02d}": {kode: value, **others} for n, value in enumerate(values, start=1) if value != "tidak masuk"}


# --- what it comes to ------------------------------------------------------------------------------------------------

RATIO = changed("hasil = 5", "hasil = 200", changed("kunjungan = 3", "kunjungan = 1", SMALL))
RATIO = changed('"rapat + kunjungan"', '"rapat / kunjungan * 100"', RATIO)
STATE = SMALL.replace('akumulasi = "jumlah"', 'akumulasi = "terakhir"')


@pytest.mark.panjang
@pytest.mark.parametrize(
    ("text", "rapat", "periode", "by_hand"),
    [
        # with one kunjungan in every month
        (SMALL, [1, 2, 3], "2019-TW1", (9, 9, "lengkap")),
        (SMALL, [1, 2, 3, 4, 5, 6], "2019-TW2", (18, 27, "lengkap")),
        (SMALL, [1, 2, 3, 4, 5, 6], "2019-S1", (27, 27, "lengkap")),
        (SMALL, [1] * 12, "2019-S2", (12, 24, "lengkap")),
        (SMALL, [1] * 12, "2019", (24, 24, "lengkap")),
        # the ratio of the sums, not a mean of ratios
        (RATIO, [1, 2, 3, 4, 5, 6], "2019-TW2", (500, 350, "lengkap")),
        # the last known value
        (STATE, [1, 2, 3, 4, 5, 6], "2019-TW2", (7, 7, "lengkap")),
        (STATE, [1, 2, 3, 4, 5, None], "2019-TW2", (6, 6, "sebagian")),
        (STATE, [1, 2, 3, None, None, None], "2019-TW2", (None, 4, "sebagian")),
        # a month without its form makes it a part; a blank or a wrong entry keeps it from a value
        (SMALL, [1, 2, 3, 4, "tidak masuk", 6], "2019-TW2", (12, 21, "sebagian")),
        (SMALL, [1, 2, 3, 4, None, 6], "2019-TW2", (None, None, "belum_lengkap")),
        (SMALL, [1, 2, 3, 4, "lima", 6], "2019-TW2", (None, None, "salah_isi")),
        (SMALL, [1, None, 3, 4, 5, 6], "2019-TW2", (18, None, "belum_lengkap")),  # of another triwulan
        # a month that does not apply adds nothing
        (RATIO, [1, 2, 3, 4, "TB", 6], "2019-TW2", (500, 320, "lengkap")),
    ],
)
def test_a_span_adds_up_its_own_months(
    text: str, rapat: list[Any], periode: str, by_hand: tuple[Any, ...], tmp_path: Path
) -> None:
    assert result(batch_of(tmp_path, months("rapat", rapat, kunjungan=1), periode, text)) == by_hand


A, B = "laporan.rekap", "laporan.profil"
YEARLY = changed("tiap tanggal 5", "20 April", TWO_DOCUMENTS)


def finished(document: str, day: str, mutu: str = "Ya") -> dict[str, Any]:
    """What a form says of a document."""
    return {f"{document}.selesai": dt.date.fromisoformat(f"2019-{day}"), f"{document}.mutu": mutu}


@pytest.mark.parametrize(
    ("typed", "by_hand"),
    [
        # of March in time, of April late
        ({"03": finished(B, "03-20"), "04": finished(A, "04-21"), "05": {}, "06": {}}, (0, 1, "sebagian")),
        # told in March, before it was due
        ({"03": finished(B, "03-20") | finished(A, "03-21"), "04": {}, "05": {}, "06": {}}, (None, 2, "sebagian")),
        ({"03": finished(B, "03-20"), "04": finished(A, "04-02"), "06": {}}, (1, 2, "sebagian")),
        # an entry that was wrong and was put right
        ({"04": {f"{A}.selesai": "besok"}, "05": finished(A, "04-19"), "06": {}}, (1, 1, "sebagian")),
        ({"04": finished(A, "04-19"), "06": {f"{A}.selesai": "besok"}}, (None, None, "salah_isi")),
    ],
)
def test_of_documents_those_count_that_became_due_in_the_span(
    typed: Typed, by_hand: tuple[Any, ...], tmp_path: Path
) -> None:
    assert result(batch_of(tmp_path, typed, "2019-TW2", YEARLY)) == by_hand


def test_of_documents_of_every_month_each_of_its_months_counts(tmp_path: Path) -> None:
    typed = {f"{n:02d}": finished(A, f"{n:02d}-{day:02d}") for n, day in enumerate([4, 4, 4, 4, 6, 4], start=1)}
    assert result(batch_of(tmp_path, typed, "2019-TW2", TWO_DOCUMENTS))[:2] == (2, 5)  # that of May is late


SURVEY = (
    HEAD
    + """\
rumus = "bulat(nrr(skm) * 25, 2)"

[[indikator.isian]]
kode = "skm"
jenis = "survei"
label = "SKM"
profil = "permenpanrb-14-2017"

[[indikator.contoh]]
isian.skm = [[4, 4, 4, 4, 4, 4, 4, 4, 4]]
hasil = 100
"""
)


def test_the_respondents_of_its_months_are_pooled(tmp_path: Path) -> None:
    surveys = [(3, 1, 5), (4, 4, 1), (5, 3, 2), (6, 2, 1)]
    typed = {f"{month:02d}": {"skm": [[score] * 9] * many} for month, score, many in surveys}
    assert result(batch_of(tmp_path, typed, "2019-TW2", SURVEY))[:2] == (75, 47.22)  # 12 / 4; 17 / 9


def test_an_office_that_begins_within_it_has_its_own_months(tmp_path: Path) -> None:
    settings = Settings(unit=replace(SETTINGS.unit, mulai=Periode("2019-05")))
    typed = {month: {"rapat": 2, "kunjungan": 3} for month in ("05", "06")}
    assert result(batch_of(tmp_path, typed, "2019-TW2", settings=settings)) == (10, 10, "lengkap")


def test_what_was_retired_within_it_tells_of_its_own_months(tmp_path: Path) -> None:
    retired = SMALL.replace("rumus =", 'berlaku_sampai = "2019-05"\nrumus =', 1)
    other = SMALL[SMALL.index("[[indikator]]") :].replace("PMD-1", "PMD-2")
    text = retired + other.replace("rapat", "surat").replace("kunjungan", "arsip")
    typed = {f"{n:02d}": {"rapat": n, "kunjungan": 0, "surat": 1, "arsip": 0} for n in range(1, 7)}
    hasil = batch_of(tmp_path, typed, "2019-TW2", text).hasil
    assert [*hasil[["indikator", "realisasi_bulan", "realisasi", "berlaku"]].itertuples(index=False, name=None)] == [
        ("PMD-1", 9, 15, False),  # April and May
        ("PMD-2", 3, 6, True),
    ]


SEEDS = (3, 9, 20, 24, 38, 45)


def written(seed: int, folder: Path) -> Any:
    """The forms of a random year in ``folder/formulir``, and its office."""
    year = year_of(seed)
    office = office_of(year, folder)
    for month, typed in year.forms.items():
        if typed is not None:
            path = form_path(folder / "formulir", office.settings.unit.kode, JABATAN, month)
            path.parent.mkdir(parents=True)
            jabatan = office.catalog.at(month)[JABATAN]
            path.write_bytes(filled(writing.build(jabatan, month, office.settings), jabatan, typed))
    return office


@pytest.mark.panjang
@pytest.mark.parametrize(
    ("seed", "periode"), [*zip(SEEDS, [f"{TAHUN}-TW4", f"{TAHUN}-S2", f"{TAHUN}"] * 2, strict=True)]
)
def test_it_is_what_an_office_that_begins_with_it_would_have_so_far(seed: int, periode: str, tmp_path: Path) -> None:
    """But of documents, which were due and told before."""
    catalog, settings = written(seed, tmp_path)
    span, places = Periode(periode), [tmp_path / "formulir"]
    begun = max(span.months[0], settings.unit.mulai or span.months[0])
    later = replace(settings, unit=replace(settings.unit, mulai=begun))
    without = {kode for kode, (_, one) in catalog.indikator.items() if not any(isian.dokumen for isian in one.isian)}
    own, other = (
        batch.hasil[batch.hasil["indikator"].isin(without)].set_index("indikator")[column]
        for batch, column in (
            (process(places, catalog, settings, span), "realisasi_bulan"),
            (process(places, catalog, later, span.months[-1]), "realisasi"),
        )
    )
    pd.testing.assert_series_equal(own, other.reindex(own.index), check_names=False)


# --- the report ------------------------------------------------------------------------------------------------------


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("seed", "periode"), [(9, "TW4"), (20, "TW2"), (24, "S2"), (38, "TW3"), (45, "S1"), (54, "TW4")]
)
@pytest.mark.panjang
def test_the_report_is_what_spreadsheets_calculate(seed: int, periode: str, office: Office, tmp_path: Path) -> None:
    path, settled = tmp_path / "rekap.xlsx", written(seed, tmp_path)
    path.write_bytes(report.build(process([tmp_path / "formulir"], *settled, f"{TAHUN}-{periode}"), NOON))
    assert unlike_spreadsheets(path, office) == []


def test_its_name_and_its_heads_say_of_which_span_it_is(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, months("rapat", [1, 2, 3, 4, 5, 6], kunjungan=1), "2019-TW2")
    done = process_to(
        tmp_path / "output", [tmp_path / "formulir"], batch.catalog, SETTINGS, "2019-TW2", NOON, tmp_path / "hasil.csv"
    )
    assert done.path == tmp_path / "output" / "2019-TW2" / "IKI_2019-TW2_contoh.xlsx"
    workbook = load_workbook(done.path, data_only=True)
    assert workbook.properties.title == "Rekap IKI Kelurahan Contoh, Triwulan II 2019"
    assert workbook["PMD"]["A2"].value == (
        "Kelurahan Contoh, Kota Contoh · Triwulan II 2019 (s.d. Juni 2019) · dibuat 4 Januari 2020 12.00"
    )
    [on_rapor], [on_rekap] = records(workbook, "tblRapor_pmd"), records(workbook, "tblRekap")
    assert [*on_rapor][3:7] == [
        "Target setahun", "Target s.d. triwulan ini", "Triwulan II 2019", "S.d. triwulan ini",
    ]  # fmt: skip
    assert [*on_rekap][6:11] == [
        "S.d. triwulan ini", "Target s.d. triwulan ini", "Target setahun", "Satuan", "Triwulan II 2019",
    ]  # fmt: skip
    for row in (on_rapor, on_rekap):
        assert (row["Triwulan II 2019"], row["S.d. triwulan ini"]) == (18, 27)


def test_a_month_is_told_as_ever(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, months("rapat", [1, 2, 3], kunjungan=1), "2019-03")
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(report.build(batch, NOON))
    workbook = load_workbook(path, data_only=True)
    assert workbook["PMD"]["A2"].value == (
        "Kelurahan Contoh, Kota Contoh · s.d. Maret 2019 · dibuat 4 Januari 2020 12.00"
    )
    assert [head for head in records(workbook, "tblData")[0] if "masa ini" in head.lower()] == []
    assert len(batch.scores.hasil) == 3


def test_the_export_has_a_row_for_it_behind_those_of_the_months(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, months("rapat", [1, 2, 3], kunjungan=1), "2019-TW1")
    table = exported(batch.scores.hasil)
    assert [*table[["periode", "realisasi_bulan", "realisasi"]].itertuples(index=False, name=None)] == [
        ("2019-01", 2, 2), ("2019-02", 3, 5), ("2019-03", 4, 9), ("2019-TW1", 9, 9),
    ]  # fmt: skip
    said = json.loads(companion(batch))
    assert said["periode"] == "2019-TW1"
    assert said["kolom"]["realisasi_bulan"] == "Realisasi bulan itu, atau masa itu, sendiri; kosong bila tidak ada."


def test_what_is_waited_for_is_said_month_by_month(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, months("rapat", [1, "tidak masuk", 3, 4], kunjungan=1), "2019-TW2")
    assert provisional.banner(batch) == (
        "SEMENTARA: 1 dari 3 formulir Triwulan II 2019 sah; Februari, Mei, dan Juni 2019: PMD (belum masuk)."
    )
    assert provisional.banner_of(batch, "pmd") == "SEMENTARA: formulir Februari, Mei, dan Juni 2019 belum masuk."


def test_a_month_that_asks_nothing_says_so_where_others_are_waited_for(tmp_path: Path) -> None:
    text = SMALL.replace("rumus =", 'periode = "triwulan"\nrumus =', 1)
    assert provisional.banner(batch_of(tmp_path, {}, "2019-04", text)) == (
        "SEMENTARA: April 2019 tidak menanyakan apa-apa, tetapi Maret 2019: PMD (belum masuk)."
    )


def test_what_did_not_come_is_told_up_to_its_last_month(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    checked = check_files([tmp_path / "kosong"], loaded(tmp_path, SMALL), SETTINGS, "2019-TW1")
    assert [sentence for _, _, sentence in told(checked.temuan)] == [
        f"Kepala Seksi PMD, {month} 2019: formulir belum masuk. Minta diisi dan dikirim."
        for month in ("Januari", "Februari", "Maret")
    ]


# --- as people type it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, "2019-TW1") for text in ("2019-TW1", "2019-tw1", "TW1 2019", "tw 1 2019", "Triwulan I 2019",
                                          "triwulan 1", "triwulan-1", "TW I", "2019 triwulan 1")),
        *((text, "2019-TW4") for text in ("Triwulan IV 2019", "tw4", "2019/TW4")),
        *((text, "2019-S2") for text in ("2019-S2", "semester II 2019", "Semester 2", "s2", "smt 2 2019", "S2/2019")),
        *((text, "2018") for text in ("2018", "tahun 2018", "Tahun  2018")),
        *((text, None) for text in ("", "Maret 2019", "2019-03", "3", "triwulan", "triwulan 5", "tw0", "semester 3",
                                    "semester III", "s", "1800", "2019-TW", "2019..2020", "sekian")),
    ],
)  # fmt: skip
def test_a_span_is_understood_as_people_type_it(text: str, meant: str | None) -> None:
    assert periods.said_span(text, 2019) == meant


def test_of_a_span_without_its_year_the_latest_is_meant_that_has_forms(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, SMALL)
    write_blanks(catalog, SETTINGS, ["2018-05", "2019-02"], tmp_path / "formulir")
    chosen = [
        current_month.to_process(said, [tmp_path / "formulir"], catalog, SETTINGS, dt.date(2019, 6, 20))
        for said in ("tw2", "semester 1", "2018")
    ]
    assert [one.months for one in chosen] == [["2018-TW2"], ["2019-S1"], ["2018"]]


def test_the_forms_of_a_span_are_those_of_its_months(tmp_path: Path) -> None:
    chosen = current_month.to_write("2019-TW1", tmp_path, loaded(tmp_path, SMALL), SETTINGS, dt.date(2019, 6, 20))
    assert chosen.months == ["2019-01", "2019-02", "2019-03"]
