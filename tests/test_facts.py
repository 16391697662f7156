"""A fact has one home: what several checklists of a form name is asked once, and counts in each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.facts import asking_apart
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import form_path
from iki_excel.judging.batch import Batch, Checked
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.runs.migrating import migrate
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from iki_excel.workbooks.opening import Reader
from tests.forms import as_first_version, kodes, told
from tests.independent import compare
from tests.office import Office
from tests.random_years import KINDS_OF_FACTS, Year, random_year
from tests.small_catalog import HEAD, SETTINGS, changed, loaded, without_lines
from tests.test_report_formulas import unlike_spreadsheets
from tests.test_years import OF_FORM, came, of_months, on_form, reported
from tests.workbooks import opened
from tests.years import filled, play

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

MARCH, FIRST, SECOND = "2019-03", "lapor.lkjip.selesai", "akip.lkjip.selesai"

LISTS = (
    HEAD
    + """\
rumus = "memenuhi(lapor)"

[[indikator.isian]]
kode = "lapor"
jenis = "daftar_dokumen"
label = "Pelaporan"
butir = [
  { kode = "lppd", label = "LPPD", batas = "31 Maret" },
  { kode = "lkjip", label = "LKjIP", batas = "28 Februari", fakta = "lkjip" },
]

[[indikator.contoh]]
isian.lapor.lkjip = { selesai = 2019-02-20 }
hasil = 1

[[indikator]]
kode = "PMD-2"
singkat = "AKIP"
kinerja = "Tersusunnya AKIP"
indikator = "Dokumen AKIP"
penjelasan = "Dokumen AKIP"
sumber_data = ["Arsip"]
satuan = "dokumen"
rumus = "memenuhi(akip)"

[[indikator.isian]]
kode = "akip"
jenis = "daftar_dokumen"
label = "AKIP"
mutu = true
butir = [
  { kode = "lkjip", label = "LKjIP", batas = "31 Maret", fakta = "lkjip" },
  { kode = "iku", label = "IKU" },
]

[[indikator.contoh]]
isian.akip.lkjip = { selesai = 2019-03-20, mutu = "Ya" }
hasil = 1
"""
)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    (tmp_path / "katalog").mkdir()
    return loaded(tmp_path / "katalog", LISTS)


def day(month: int, number: int) -> dt.date:
    return dt.date(2019, month, number)


# --- the catalogue ---------------------------------------------------------------------------------------------------


def test_a_fact_stands_under_the_first_checklist_that_names_it(catalog: Catalog) -> None:
    assert catalog["pmd"].homes == {SECOND: FIRST}
    assert [slot.kode for slot in catalog["pmd"].asked] == [
        "lapor.lppd.selesai", FIRST, "akip.lkjip.mutu", "akip.iku.selesai", "akip.iku.mutu",
    ]  # fmt: skip


def test_the_mutu_of_a_fact_stands_under_the_first_checklist_that_asks_for_it(tmp_path: Path) -> None:
    rated = changed('label = "Pelaporan"', 'label = "Pelaporan"\nmutu = true', LISTS)
    rated = changed("selesai = 2019-02-20", 'selesai = 2019-02-20, mutu = "Ya"', rated)
    assert loaded(tmp_path, rated)["pmd"].homes == {SECOND: FIRST, "akip.lkjip.mutu": "lapor.lkjip.mutu"}


SHOULD_BE = (
    'padahal harus kode dari huruf kecil, angka dan garis bawah, misalnya fakta = "lkjip"; beberapa ditulis sebagai '
    'daftar, misalnya fakta = ["renja", "rkt"].'
)
AT_LKJIP = "pmd.toml, indikator PMD-1, isian lapor, butir lkjip: kunci “fakta” "
WRONG = {
    "fakta = 5": f"{AT_LKJIP}memuat 5, {SHOULD_BE}",
    "fakta = []": f"{AT_LKJIP}berisi daftar kosong, {SHOULD_BE}",
    'fakta = "LKjIP 2019"': f'{AT_LKJIP}memuat "LKjIP 2019", {SHOULD_BE}',
    'fakta = ["lkjip", 3]': f"{AT_LKJIP}memuat 3, {SHOULD_BE}",
    'fakta = ["lkjip", "lkjip"]': f"{AT_LKJIP}memuat “lkjip” dua kali. Hapus salah satunya.",
    'fakta = ["lkjip", "lppd"]':
        "pmd.toml, indikator PMD-2, isian akip, butir lkjip: fakta “lkjip” ada pada “lapor.lkjip” (lkjip dan lppd) "
        "dan pada “akip.lkjip” (lkjip), padahal "
        "formulirnya menanyakannya sekali. Samakan fakta keduanya, atau hapus pada salah satunya.",
    'fakta = "lkjip", batas = "tiap tanggal 5"':
        "pmd.toml, indikator PMD-2, isian akip, butir lkjip: fakta “lkjip” adalah dokumen setiap bulan pada "
        "“lapor.lkjip” (pmd) dan dokumen setahun pada “akip.lkjip” "
        "(pmd). Beri keduanya fakta yang berbeda, atau samakan batasnya.",
}  # fmt: skip


@pytest.mark.parametrize("written_as", WRONG)
def test_a_fact_that_cannot_be_one_is_refused(written_as: str, tmp_path: Path) -> None:
    text = changed('batas = "28 Februari", fakta = "lkjip"', written_as, LISTS)
    with pytest.raises(CatalogError) as refused:
        loaded(tmp_path, text)
    assert without_lines(refused.value).removeprefix(f"{tmp_path}/") == WRONG[written_as]


def test_a_checklist_names_a_fact_once(tmp_path: Path) -> None:
    text = changed('batas = "31 Maret" }', 'batas = "31 Maret", fakta = "lkjip" }', LISTS)
    with pytest.raises(CatalogError) as refused:
        loaded(tmp_path, text)
    assert without_lines(refused.value).removeprefix(f"{tmp_path}/") == (
        "pmd.toml, indikator PMD-1, isian lapor, butir lkjip: fakta “lkjip” ada pada dua butir “lapor”, “lppd” dan "
        "“lkjip”. Sebuah daftar menyebut dokumen yang "
        "sama sekali saja: hapus salah satunya."
    )


def test_a_fact_changes_the_fingerprint_only_where_it_changes_the_form(catalog: Catalog, tmp_path: Path) -> None:
    once, alone = catalog["pmd"], loaded(tmp_path, LISTS.replace(', fakta = "lkjip"', ""))["pmd"]
    assert fingerprint(asking_apart(once)) == fingerprint(alone) != fingerprint(once)
    renamed = changed('batas = "31 Maret", fakta = "lkjip"', 'batas = "31 Maret", fakta = "lakip"', LISTS)
    other = loaded(tmp_path, renamed)["pmd"]
    assert (other.homes, fingerprint(other)) == ({}, fingerprint(alone))


@pytest.mark.decree
def test_the_decree_says_what_is_one_fact() -> None:
    decree = load_catalog()
    facts = {
        jabatan.kode: {slot.kode_dokumen: slot.fakta for slot in jabatan.slots if slot.batas and slot.fakta}
        for jabatan in decree.jabatan
    }
    assert {kode: found for kode, found in facts.items() if found} == {
        "sekretaris": {
            "perencanaan_laporan.lkjip": ("lkjip",),
            "perencanaan_laporan.lppd": ("lppd",),
            "perencanaan_laporan.renstra": ("renstra",),
            "perencanaan_laporan.renja": ("renja",),
            "perencanaan_laporan.dpa_rka": ("dpa", "rka"),
            "perencanaan_laporan.rkt": ("rkt",),
        },
        "program_keuangan": {
            "perencanaan.renstra": ("renstra",),
            "perencanaan.renja_rkt": ("renja", "rkt"),
            "perencanaan.rka": ("rka",),
            "pelaporan.lppd": ("lppd",),
            "pelaporan.lkjip": ("lkjip",),
            "akip.lkjip": ("lkjip",),
        },
    }
    assert decree["program_keuangan"].homes == {"akip.lkjip.selesai": "pelaporan.lkjip.selesai"}
    assert decree["sekretaris"].homes == {}


# --- the form --------------------------------------------------------------------------------------------------------


TOLD = dt.datetime(2019, 2, 20)


def test_where_a_fact_is_not_asked_the_form_says_where_it_is(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "formulir.xlsx"
    path.write_bytes(writing.build(catalog["pmd"], MARCH, SETTINGS, {FIRST: 43516, SECOND: 43516}))
    workbook = opened(path)
    sheet = workbook[layout.ISIAN]
    assert [sheet[cell].value for cell in ("A9", "B9", "C9", "F9", "H9", "I9", "J9", "K9")] == [
        FIRST, 2, "LKjIP – tanggal selesai", None, TOLD, dt.datetime(2019, 2, 28), None, None,
    ]  # fmt: skip
    assert [cell.value for cell in sheet["F13:K13"][0]] == [
        '=IF(ISBLANK(F9),"",F9)', '=IF(G9="periksa","di atas",IF(G9="kosong","di atas",G9))', TOLD,
        dt.datetime(2019, 3, 31), None, None,
    ]  # fmt: skip
    assert [sheet[cell].value for cell in ("A13", "B13", "C13")] == [None, 1, "LKjIP – tanggal selesai: diisi di F9"]
    assert [cell.protection.locked for cell in sheet["A13:K13"][0]] == [True] * 11
    assert [cell.value for cell in sheet["A14:C14"][0]] == ["akip.lkjip.mutu", 2, "LKjIP – berkualitas baik"]
    assert {name for name in workbook.defined_names if "lkjip" in name} == {
        f"isian.{FIRST}", "isian.akip.lkjip.mutu", "batas.lapor.lkjip", "batas.akip.lkjip",
    }  # fmt: skip


OF_THE_ROWS = ("F9", "G9", "F13", "G13", "G14", "F10", "F17", "B2")


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({}, [None, "belum", "", "belum", "belum", 0, 0, "Siap dikirim: YA"]),
        ({FIRST: dt.date(2019, 3, 15), "akip.lkjip.mutu": "Ya"},
         [43539, "ya", 43539, "ya", "ya", 0, 1, "Siap dikirim: YA"]),
        ({FIRST: dt.date(2019, 3, 15)},
         [43539, "ya", 43539, "ya", "kosong", 0, "", "Siap dikirim: BELUM, 1 kosong"]),
        ({FIRST: "TB"}, ["TB", "ya", "TB", "ya", "ya", 0, "", "Siap dikirim: YA"]),
        ({FIRST: dt.date(2019, 4, 15), "akip.lkjip.mutu": "Ya"},
         [43570, "periksa", 43570, "di atas", "ya", "", "", "Siap dikirim: BELUM, 1 periksa"]),
    ],
)  # fmt: skip
def test_what_is_typed_once_counts_in_both_lists(
    typed: dict[str, Any], shown: list[Any], catalog: Catalog, office: Office, tmp_path: Path
) -> None:
    """LKjIP is due on 28 February in the first list, on 31 March in the second."""
    blank, path = tmp_path / "kosong.xlsx", tmp_path / "terisi.xlsx"
    blank.write_bytes(writing.build(catalog["pmd"], MARCH, SETTINGS))
    names = {f"isian.{kode}": value for kode, value in typed.items()}
    cells = office.values(office.fill(blank, path, names=names, blocks={}))[layout.ISIAN]
    assert [cells.get(cell) for cell in OF_THE_ROWS] == shown


# --- what it counts --------------------------------------------------------------------------------------------------

Fill = Callable[..., Path]


@pytest.fixture
def fill(catalog: Catalog, tmp_path: Path) -> Fill:
    """Write a form of a month; ``apart``: as it was made before anybody knew what is one fact."""

    def write(month: str, typed: dict[str, Any], *, apart: bool = False, notes: dict[str, str] | None = None) -> Path:
        jabatan = asking_apart(catalog["pmd"]) if apart else catalog["pmd"]
        path = form_path(tmp_path / "masuk", SETTINGS.unit.kode, "pmd", month)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(filled(writing.build(jabatan, month, SETTINGS), jabatan, typed, notes))
        return path

    return write


def results(batch: Batch) -> list[tuple[str, float | None, str]]:
    """Of each indikator what it comes to so far."""
    rows = batch.hasil[["indikator", "realisasi", "status"]].itertuples(index=False)
    return [(row.indikator, None if np.isnan(row.realisasi) else row.realisasi, row.status) for row in rows]


IN_MARCH = {FIRST: day(3, 15), "akip.lkjip.mutu": "Ya", "lapor.lppd.selesai": day(3, 20)}
IN_TIME = [("PMD-1", 1, "lengkap"), ("PMD-2", 1, "lengkap")]
ASKED_APART = IN_MARCH | {SECOND: day(3, 15)}


Score = Callable[[Path], list[tuple[str, float | None, str]]]
Check = Callable[[Path], Checked]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


@pytest.fixture
def check(catalog: Catalog, reader: Reader) -> Check:
    return lambda place: check_files([place], catalog, SETTINGS, reader=reader)


@pytest.fixture
def score(catalog: Catalog, reader: Reader) -> Score:
    """What an office that begins in March comes to in it."""
    began = replace(SETTINGS, unit=replace(SETTINGS.unit, mulai=Periode(MARCH)))
    return lambda place: results(process([place], catalog, began, MARCH, reader=reader))


def test_a_fact_counts_in_each_list_by_that_lists_batas_waktu(fill: Fill, check: Check, score: Score) -> None:
    folder = fill(MARCH, IN_MARCH).parent
    assert score(folder) == IN_TIME
    answers = check(folder).answers
    assert list(answers["slot"]) == [
        "lapor.lppd.selesai", FIRST, "akip.lkjip.mutu", "akip.iku.selesai", "akip.iku.mutu",
    ]  # fmt: skip


# --- forms that asked it twice ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "is_first_version", "cell"),
    [
        (ASKED_APART, False, "F9"),
        (ASKED_APART, True, "F9"),
        (IN_MARCH, False, "F9"),
        (ASKED_APART | {FIRST: None}, True, "F13"),
    ],
    ids=["both", "both, first version", "the first", "the second, first version"],
)
def test_an_older_form_that_asks_twice_says_it_once(
    typed: dict[str, Any], is_first_version: bool, cell: str, fill: Fill, check: Check, score: Score
) -> None:
    path = fill(MARCH, typed, apart=True)
    checked = check(as_first_version(path) if is_first_version else path)
    assert kodes(checked.temuan) == []
    assert list(checked.answers[checked.answers["slot"] == FIRST]["sel"]) == [cell]
    assert score(path) == IN_TIME


def test_an_older_form_that_says_the_same_day_in_two_ways_says_it_once(fill: Fill, check: Check, score: Score) -> None:
    path = fill(MARCH, ASKED_APART | {FIRST: "15 Maret 2019"}, apart=True)
    assert kodes(check(path).temuan) == [("Isian!F9", "dibaca_lain")]
    assert score(path) == IN_TIME


def test_a_form_of_the_first_version_is_checked_as_it_is_read(fill: Fill, check: Check) -> None:
    path = as_first_version(fill(MARCH, ASKED_APART | {"akip.lkjip.mutu": None}, apart=True))
    assert kodes(check(path).temuan) == [("Isian!F14", "mutu_kosong")]


TWICE = ASKED_APART | {SECOND: day(3, 18)}


def test_two_cells_of_a_form_that_contradict_each_other_are_one_galat(fill: Fill, check: Check, score: Score) -> None:
    path = fill(MARCH, TWICE, apart=True)
    assert told(check(path).temuan) == [
        ("Isian!F9", "fakta_dua_kali",
         "“LKjIP – tanggal selesai” berisi 15 Maret 2019 di Isian!F9 dan 18 Maret 2019 di Isian!F13, padahal "
         "dokumennya satu. Isi yang benar di kedua sel."),
    ]  # fmt: skip
    assert score(path.parent) == [("PMD-1", None, "salah_isi"), ("PMD-2", None, "salah_isi")]


def test_a_date_and_tb_contradict_each_other(fill: Fill, check: Check) -> None:
    path = fill(MARCH, ASKED_APART | {FIRST: "TB"}, apart=True)
    assert ("Isian!F9", "fakta_dua_kali") in kodes(check(path).temuan)


def test_a_wrong_entry_beside_a_right_one_is_told_with_both(fill: Fill, check: Check) -> None:
    path = fill(MARCH, ASKED_APART | {SECOND: "segera"}, apart=True)
    [(cell, kode, sentence)] = told(check(path).temuan)
    assert (cell, kode) == ("Isian!F9", "fakta_dua_kali")
    assert "berisi 15 Maret 2019 di Isian!F9 dan segera di Isian!F13" in sentence


def test_a_wrong_entry_alone_is_told_at_its_cell(fill: Fill, check: Check) -> None:
    path = fill(MARCH, ASKED_APART | {FIRST: None, SECOND: "segera"}, apart=True)
    assert kodes(check(path).temuan)[0] == ("Isian!F13", "bukan_tanggal")


def test_a_cell_that_cannot_be_read_is_told_as_such(fill: Fill, check: Check) -> None:
    path = fill(MARCH, ASKED_APART, apart=True)
    workbook = load_workbook(path)
    workbook[layout.ISIAN]["A13"].value = None  # its key
    workbook.save(path)
    assert [kode for _, kode in kodes(check(path).temuan)] == ["jangkar_berubah"]


def test_a_later_form_puts_a_contradiction_right(fill: Fill, check: Check) -> None:
    fill(MARCH, TWICE, apart=True)
    folder = fill("2019-04", {FIRST: day(3, 18), "akip.lkjip.mutu": "Ya"}).parents[1]
    [found] = [one for one in told(check(folder).temuan) if one[1] == "fakta_dua_kali"]
    assert found[2].endswith("padahal dokumennya satu. Sudah dibetulkan di formulir April 2019.")


def test_both_keterangan_of_an_older_form_are_kept(fill: Fill, check: Check) -> None:
    notes = {FIRST: "surat no. 3", SECOND: "disahkan Bupati"}
    path = fill(MARCH, ASKED_APART, apart=True, notes=notes)
    cells = check(path).answers
    assert list(cells[cells["slot"] == FIRST]["keterangan"]) == ["surat no. 3; disahkan Bupati"]


def test_an_older_form_becomes_one_that_asks_once(catalog: Catalog, fill: Fill, tmp_path: Path, score: Score) -> None:
    old = fill(MARCH, ASKED_APART | {FIRST: None}, apart=True)
    moved = migrate(old, catalog, SETTINGS, tmp_path / "baru")
    assert moved.is_complete
    sheet = opened(moved.path)[layout.ISIAN]
    assert (sheet["F9"].value, sheet["F14"].value) == (dt.datetime(2019, 3, 15), "Ya")
    assert sheet["C13"].value == "LKjIP – tanggal selesai: diisi di F9"
    assert score(moved.path) == score(old.parent)


def test_the_marked_copy_of_a_contradiction_asks_for_the_one_date(
    catalog: Catalog, fill: Fill, tmp_path: Path, check: Check
) -> None:
    path = fill(MARCH, TWICE, apart=True)
    [copy] = write_marked(check(path), catalog, SETTINGS, tmp_path / "kembali").copies
    workbook = opened(copy.path)
    assert workbook[layout.ISIAN]["F9"].value == "15 Maret 2019 / 18 Maret 2019"
    [entry] = [row for row in workbook[layout.PERBAIKAN].iter_rows(min_row=8, values_only=True) if row[0]]
    assert entry[1:3] == (
        "Isian!F9",
        "“LKjIP – tanggal selesai” berisi 15 Maret 2019 di Isian!F9 dan 18 Maret 2019 di Isian!F13, padahal dokumennya "
        "satu. Ketik yang benar di sel ini; di formulir ini ia ditanyakan sekali.",
    )


# --- random years ----------------------------------------------------------------------------------------------------

SEEDS = (4, 8, 11)
"""Years of all kinds in which checklists share documents; 11 is of a decree that changes."""

REPORTED, SHOWN = (3,), (9,)

MORE = (100, 101, 103, 104, 105, 110, 117, 122, 124, 125, 128)
"""Random years that together have all that the forty from 100 on have."""


def year_of_facts(seed: int) -> Year:
    return random_year(random.Random(seed), KINDS_OF_FACTS)


@pytest.mark.panjang
@pytest.mark.parametrize("seed", SEEDS)
def test_a_year_with_shared_documents_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    played = play(year_of_facts(seed), tmp_path)
    assert any(played.office.catalog.at(month)["umum"].homes for month in came(played))
    assert played.differences == []


@pytest.mark.panjang
@pytest.mark.parametrize("seed", MORE)
def test_a_random_year_that_may_share_documents_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of_facts(seed), tmp_path).differences == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", REPORTED)
def test_the_report_of_a_year_with_shared_documents_is_what_spreadsheets_calculate(
    seed: int, office: Office, tmp_path: Path
) -> None:
    path = reported(play(year_of_facts(seed), tmp_path))
    assert unlike_spreadsheets(path, office) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", SHOWN)
def test_every_form_of_a_year_with_shared_documents_shows_the_month_as_the_rules_say(
    seed: int, office: Office, tmp_path: Path
) -> None:
    played = play(year_of_facts(seed), tmp_path, in_order=True)
    assert played.differences == []
    shown = [row for month in came(played) for row in on_form(played, month, office)]
    assert compare(of_months(played), shown, OF_FORM) == []
