"""A document of every month: each form asks for the one that is due in its month, and s.d. counts each month's."""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import Pengecualian, Settings, load_settings
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout, form_path
from iki_excel.judging.batch import Batch
from iki_excel.language.places import Place
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.month import process
from iki_excel.runs.starting import commented
from iki_excel.words.errors import CatalogError, SettingsError
from iki_excel.words.periods import Periode
from tests.forms import told
from tests.independent import Daftar, Dokumen, Indikator, Kantor, Versi, compare
from tests.office import Office
from tests.random_years import KINDS_OF_MONTHS, TAHUN, Year, iki_toml, katalog_toml, random_year
from tests.result_tables import columns
from tests.seeds import seeds
from tests.small_catalog import HEAD, SETTINGS, changed, loaded, written
from tests.test_report_formulas import differences, unlike_spreadsheets
from tests.test_years import NOON, OF_FORM, came, of_months, on_form, reported
from tests.workbooks import opened
from tests.years import filled, play

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

MONTHS = Periode(str(TAHUN)).months
REKAP, PROFIL = "laporan.rekap", "laporan.profil"

TWO_DOCUMENTS = (
    HEAD
    + """\
rumus = "memenuhi(laporan)"

[[indikator.isian]]
kode = "laporan"
jenis = "daftar_dokumen"
label = "Laporan"
mutu = true
butir = [
  { kode = "rekap", label = "Rekap bulanan", batas = "tiap tanggal 5" },
  { kode = "profil", label = "Profil", batas = "31 Maret" },
]

[[indikator.contoh]]
periode = "2019-03"
isian.laporan.rekap = { selesai = 2019-03-04, mutu = "Ya" }
hasil = 1
"""
)
YEARLY = changed("tiap tanggal 5", "5 Maret", TWO_DOCUMENTS)


def finished(document: str, day: str, mutu: str | None = "Ya") -> dict[str, Any]:
    """What a form says of a document: a day of 2019 as month-day, or a text that is none."""
    date = dt.date.fromisoformat(f"{TAHUN}-{day}") if day[:2].isdigit() else day
    return {f"{document}.selesai": date, f"{document}.mutu": mutu}


rekap, profil = functools.partial(finished, REKAP), functools.partial(finished, PROFIL)

Forms = Sequence[Mapping[str, Any] | None]
"""What is typed in each month from January; None where no form came."""


def batch_of(folder: Path, forms: Forms, text: str = TWO_DOCUMENTS, settings: Settings = SETTINGS) -> Batch:
    """The forms as they are written month after month in one folder, filled and processed."""
    (folder / "katalog").mkdir()
    catalog = loaded(folder / "katalog", text)
    months = dict(zip(MONTHS, forms, strict=False))
    for month, typed in months.items():
        if typed is not None:
            [path] = write_blanks(catalog, settings, [month], folder / "formulir").written
            path.write_bytes(filled(path.read_bytes(), catalog["pmd"], typed))
    return process([folder / "formulir"], catalog, settings, max(months))


def column(batch: Batch, name: str) -> list[Any]:
    """A column of the results, None where there is no value."""
    return [None if pd.isna(value) else value for value in batch.scores.hasil[name]]


# --- the year by hand ------------------------------------------------------------------------------------------------

ON_TIME = [rekap(f"{month:02d}-05") for month in range(1, 13)]

AUGUST = Pengecualian("pmd", "2019-08", "Kantor direnovasi", "Camat")

BY_HAND = [
    # what came                                                bulan  s.d.  due  whole  status
    (rekap("01-04"),                                               1,    1,    1,  13, "lengkap"),
    (rekap("02-06") | profil("02-20"),                             1,    2,    3,  13, "lengkap"),    # late; early
    (rekap("TB", None),                                         None,    2,    3,  12, "lengkap"),    # not drawn up
    (None,                                                      None,    2,    4,  12, "sebagian"),   # no form
    (profil("02-20"),                                              0,    2,    5,  12, "sebagian"),   # nothing of it
    (rekap("06-05"),                                               1,    3,    6,  12, "sebagian"),   # the last day
    (rekap("06-20"),                                               1,    4,    7,  12, "sebagian"),   # before July
    (None,                                                      None,    4,    8,  12, "sebagian"),   # excused
    (rekap("09-02", "Tidak"),                                      0,    4,    9,  12, "sebagian"),   # not good
    (rekap("10-05"),                                               1,    5,   10,  12, "sebagian"),
    (rekap("11-05"),                                               1,    6,   11,  12, "sebagian"),
    (rekap("12-05"),                                               1,    7,   12,  12, "sebagian"),
]  # fmt: skip


NAMES = ("realisasi_bulan", "realisasi", "target", "target_tahun", "status")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the forms of the year lie that was reckoned by hand."""
    return tmp_path_factory.mktemp("tahun")


@pytest.fixture(scope="module")
def by_hand(place: Path) -> Batch:
    settings = replace(SETTINGS, pengecualian=(AUGUST,))
    return batch_of(place, [row[0] for row in BY_HAND], settings=settings)


def test_each_month_has_a_document_of_its_own_and_so_far_counts_them_all(by_hand: Batch) -> None:
    shown = zip(*(column(by_hand, name) for name in NAMES), strict=True)
    assert [*shown] == [row[1:] for row in BY_HAND]


def test_a_ratio_counts_each_months_document_too(tmp_path: Path) -> None:
    text = changed('"memenuhi(laporan)"', '"memenuhi(laporan) / jatuh_tempo(laporan) * 100"', TWO_DOCUMENTS)
    text = changed("hasil = 1", "hasil = 50", text)
    batch = batch_of(tmp_path, [rekap("01-04"), rekap("02-06"), rekap("03-05")], text)
    assert column(batch, "realisasi_bulan") == [100, 0, 50]  # the profil became due in March
    assert column(batch, "realisasi") == [100, 50, 50]


def test_the_31st_of_a_shorter_month_is_its_last_day(tmp_path: Path) -> None:
    text = changed("tiap tanggal 5", "tiap tanggal 31", TWO_DOCUMENTS)
    batch = batch_of(tmp_path, [rekap("01-31"), rekap("02-28"), None, rekap("04-30")], text)
    assert column(batch, "realisasi_bulan") == [1, 1, None, 1]


def test_an_office_is_asked_for_the_documents_of_its_own_months(tmp_path: Path) -> None:
    settings = replace(SETTINGS, unit=replace(SETTINGS.unit, mulai=Periode("2019-11")))
    batch = batch_of(tmp_path, [*[None] * 10, rekap("11-05"), rekap("12-06")], settings=settings)
    assert column(batch, "target") == [1, 2]
    assert column(batch, "realisasi") == [1, 1]


@pytest.mark.panjang
def test_documents_that_are_never_drawn_up_do_not_apply_once_the_year_is_over(tmp_path: Path) -> None:
    absent = rekap("TB", None)
    text = changed('  { kode = "profil", label = "Profil", batas = "31 Maret" },\n', "", TWO_DOCUMENTS)
    batch = batch_of(tmp_path, [absent] * 12, text)
    assert column(batch, "status") == ["belum_jatuh_tempo"] * 11 + ["tidak_berlaku"]
    assert column(batch, "target_tahun") == [*range(11, 0, -1), None]
    assert column(batch, "target") == [None] * 12


# --- what is wrong stays wrong ---------------------------------------------------------------------------------------


def test_no_later_form_puts_a_wrong_document_of_a_month_right(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [rekap("01-05"), rekap("entah"), rekap("03-05"), rekap("04-05")])
    assert column(batch, "status") == ["lengkap", "salah_isi", "salah_isi", "salah_isi"]
    assert column(batch, "realisasi_bulan") == [1, None, 1, 1]
    assert column(batch, "realisasi") == [1, None, None, None]
    assert batch.checked.has_errors
    assert sentences(batch)[0].endswith("padahal harus tanggal. Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan "
                                        "bila belum selesai.")  # fmt: skip


def sentences(batch: Batch) -> list[str]:
    return [sentence for _, _, sentence in told(batch.checked.temuan)]


def test_a_document_without_a_word_on_its_quality_leaves_the_year_incomplete(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [rekap("01-05", None), rekap("02-05"), rekap("03-05")])
    assert column(batch, "status") == ["belum_lengkap"] * 3
    assert column(batch, "realisasi_bulan") == [None, 1, 1]


def test_each_form_is_told_of_its_own_document_alone(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [rekap("01-05"), {**rekap("01-04"), **profil("02-01")}, profil("02-01")])
    assert sentences(batch) == [
        "“Rekap bulanan – tanggal selesai” belum pernah diisi, padahal batas waktunya 5 Maret 2019 sudah lewat. Isi "
        "tanggalnya bila sudah selesai; bila belum, biarkan kosong."
    ]


def test_a_day_over_a_year_before_the_one_of_the_month_is_refused(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [None, {**rekap("01-05"), f"{REKAP}.selesai": dt.date(2018, 2, 4)}])
    assert "harus antara 5 Februari 2018 dan 28 Februari 2019" in sentences(batch)[1]


# --- the form --------------------------------------------------------------------------------------------------------


def test_a_form_shows_the_day_of_its_month_and_nothing_of_another(tmp_path: Path) -> None:
    batch_of(tmp_path, [None, rekap("02-04") | profil("02-20"), rekap("03-05")])
    shown = load_workbook(form_of("2019-03", tmp_path))[layout.ISIAN]
    rows = Layout(load_catalog(tmp_path / "katalog")["pmd"]).slot_rows
    days = {kode: shown[row.at(layout.UNIT).a1].value for kode, row in rows.items() if row.slot.batas}
    last = {kode: shown[row.at(layout.LAST).a1].value for kode, row in rows.items()}
    assert days == {f"{REKAP}.selesai": dt.datetime(2019, 3, 5), f"{PROFIL}.selesai": dt.datetime(2019, 3, 31)}
    assert {kode for kode, value in last.items() if value} == {f"{PROFIL}.selesai", f"{PROFIL}.mutu"}


def form_of(month: str, folder: Path) -> Path:
    return form_path(folder / "formulir", "contoh", "pmd", month)


@pytest.mark.libreoffice
def test_a_form_shows_the_realisasi_of_its_month(by_hand: Batch, office: Office, place: Path) -> None:
    [section] = Layout(by_hand.catalog["pmd"]).sections
    result = Place(layout.ISIAN, section.realisasi_row, layout.VALUE).a1
    for month, (typed, realisasi_bulan, *_) in zip(MONTHS, BY_HAND, strict=True):
        if typed is not None:
            shown = office.values(form_of(month, place))[layout.ISIAN][result]
            assert (month, shown) == (month, "" if realisasi_bulan is None else realisasi_bulan)


# --- the report ------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_the_report_is_what_spreadsheets_calculate(by_hand: Batch, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(report.build(by_hand, NOON))
    assert unlike_spreadsheets(path, office) == []


def test_the_report_shows_what_was_judged(by_hand: Batch) -> None:
    book = opened(report.build(by_hand, NOON), cached=True)
    heads = ("Kode", "Indikator / bagian target", "Target setahun", "Target s.d. bulan ini", "Cara dan asal")
    assert columns(book, "tblTarget", *heads) == [
        ("PMD-1", "Laporan", 12, 12, None),
        ("PMD-1", "Jumlah koordinasi", 12, 12, "dokumen yang jatuh tempo (bawaan)"),
    ]
    parts = ("Bulan", "Jatuh tempo", "Jatuh tempo s.d.", "Memenuhi", "Memenuhi s.d.")
    assert columns(book, "tblData", *parts, where={"Kode isian": f"{REKAP}.selesai"})[:5] == [
        ("Januari 2019", 1, 1, 1, 1),
        ("Februari 2019", 1, 2, 0, 1),
        ("Maret 2019", 0, 2, 0, 1),
        ("April 2019", 1, 3, 0, 1),
        ("Mei 2019", 1, 4, 0, 1),
    ]


# --- what the decree and the office say ------------------------------------------------------------------------------


def settings_of(folder: Path, batas_waktu: str, text: str = TWO_DOCUMENTS) -> tuple[Catalog, Settings]:
    unit = 'kode = "contoh"\nnama = "Kelurahan"\nkabupaten = "Kota"\ntempat = "Contoh"'
    (folder / "iki.toml").write_text(f"[unit]\n{unit}\n\n[batas_waktu]\n{batas_waktu}\n", "utf-8")
    (folder / "katalog").mkdir()
    catalog = load_catalog(written(folder / "katalog", pmd=text))
    return catalog, load_settings(folder / "iki.toml", catalog)


def test_an_office_may_set_another_day(tmp_path: Path) -> None:
    catalog, settings = settings_of(tmp_path, 'rekap = "tiap tanggal 31"')
    [slot] = catalog.dated("laporan.rekap")
    days = [settings.deadline(slot, month) for month in ("2019-01", "2019-02", "2019-04")]
    assert days == [dt.date(2019, 1, 31), dt.date(2019, 2, 28), dt.date(2019, 4, 30)]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('rekap = "5 Maret"',
         "“rekap” berisi “5 Maret”. Dokumen itu ada setiap bulan; tulis misalnya “tiap tanggal 5”."),
        ('rekap = "tiap hari"',
         "“rekap” berisi “tiap hari”. Dokumen itu ada setiap bulan; tulis misalnya “tiap tanggal 5”."),
        ('laporan.profil = "tiap tanggal 5"',
         "“laporan.profil” berisi “tiap tanggal 5”. Dokumen itu ada sekali setahun; tulis tanggal dan bulan, misalnya "
         "“28 Februari”."),
    ],
)  # fmt: skip
def test_a_day_of_the_other_kind_is_refused(line: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, line)
    assert str(caught.value) == f"{tmp_path / 'iki.toml'}, [batas_waktu]: {sentence}"


def test_a_code_of_two_documents_sets_the_day_of_that_of_its_kind(tmp_path: Path) -> None:
    second = YEARLY[YEARLY.index("[[indikator]]") :]
    for old, new in (("laporan", "arsip"), ("Laporan", "Arsip"), ("PMD-1", "PMD-2"), ("Rekap", "Daftar")):
        second = second.replace(old, new)
    catalog, settings = settings_of(tmp_path, 'rekap = "tiap tanggal 7"', f"{TWO_DOCUMENTS}\n{second}")
    days = {slot.kode_dokumen: settings.deadline(slot, "2019-06") for slot in catalog.dated("rekap")}
    assert days == {"laporan.rekap": dt.date(2019, 6, 7), "arsip.rekap": dt.date(2019, 3, 5)}


def test_an_example_is_of_its_month_alone(tmp_path: Path) -> None:
    late = changed("2019-03-04", "2019-03-06", TWO_DOCUMENTS)
    with pytest.raises(CatalogError, match="contoh memberi 0, padahal tertulis hasil 1"):
        loaded(tmp_path, late)


def test_a_document_of_every_month_is_another_question_than_one_of_the_year(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("bulanan", "tahunan")]
    for folder in folders:
        folder.mkdir()
    catalogs = [loaded(folder, text) for folder, text in zip(folders, (TWO_DOCUMENTS, YEARLY), strict=True)]
    forms, whole = [fingerprint(one["pmd"]) for one in catalogs], [fingerprint(one) for one in catalogs]
    assert forms[0] != forms[1]
    assert whole[0] != whole[1]


def test_iki_mulai_writes_the_day_of_every_month(tmp_path: Path) -> None:
    lines = commented(loaded(tmp_path, TWO_DOCUMENTS), MONTHS[2]).splitlines()
    at = lines.index("[batas_waktu]")
    assert lines[at - 1] == '# Batas waktu dokumen. Dapat juga per daftar, misalnya laporan.profil = "28 Februari".'
    assert lines[at + 1 : at + 3] == ['# profil = "31 Maret"', '# rekap = "tiap tanggal 5"']


# --- many years ------------------------------------------------------------------------------------------------------


MIXED = (4, 9, 17)
"""Years with documents of every month beside yearly ones, versions, an office that begins later, and forms that are
missing or wrong."""


SEEDS = (0, 3, 5, 14, 16, 18, 19)
"""Random years that together have all that the first twenty have."""


@functools.cache
def year_of(seed: int) -> Year:
    return random_year(random.Random(seed), KINDS_OF_MONTHS)


@pytest.mark.panjang
@pytest.mark.parametrize("seed", seeds(SEEDS, 1))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


def test_a_document_that_was_not_asked_for_in_between_is_not_due_there(tmp_path: Path) -> None:
    rekap, profil = Dokumen("rekap", setiap=5), Dokumen("profil", (3, 31))
    with_both, without = (Daftar("laporan", documents) for documents in ((rekap, profil), (profil,)))
    spans = ((None, with_both), ("2019-04", without), ("2019-07", with_both))
    versi = tuple(Versi(("memenuhi", "laporan"), (daftar,), mulai=month) for month, daftar in spans)
    forms = {month: {f"{REKAP}.selesai": dt.date(TAHUN, month.last_day.month, 3)} for month in MONTHS}
    indikator, kantor = (Indikator("UM-1", versi, satuan="satuan"),), Kantor()
    for month in MONTHS[3:6]:
        forms[month] = {}
    katalog = katalog_toml(random.Random(0), indikator)
    played = play(Year(indikator, kantor, forms, "lengkap", katalog, iki_toml(kantor)), tmp_path)
    assert played.differences == []
    assert column(played.batch, "target") == [1, 2, 4, 1, 1, 1, 5, 6, 7, 8, 9, 10]


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds(MIXED, 0))
def test_forms_and_report_of_a_random_year_are_what_spreadsheets_calculate(
    seed: int, office: Office, tmp_path: Path
) -> None:
    played = play(year_of(seed), tmp_path, in_order=True)
    path = reported(played)
    assert differences(path, office.values(path)) == []
    shown = [row for month in came(played) for row in on_form(played, month, office)]
    assert compare(of_months(played), shown, OF_FORM) == []
