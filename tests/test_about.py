"""Who answers for the data of an indikator and what it serves: words, wherever the indikator is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from iki_excel import katalog
from iki_excel.cli.saying import catalog_lines
from iki_excel.decree import Catalog, catalog_from
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.forms import writing
from iki_excel.katalog.rows import rows_of
from iki_excel.katalog.writing import write_katalog
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from tests.result_tables import columns
from tests.small_catalog import SETTINGS, SMALL, changed, filled, loaded, without_lines
from tests.test_report_of_time import shown

KEYS = """\
penanggung_jawab = "Bendahara (contoh)"
mendukung = ["IKU 1 (contoh)", "Sasaran 2 (contoh)"]
"""
WHOLE = changed('rumus = "rapat + kunjungan"\n', f'rumus = "rapat + kunjungan"\n{KEYS}')
ONE = changed('["IKU 1 (contoh)", "Sasaran 2 (contoh)"]', '"IKU 1 (contoh)"', WHOLE)
SAID = "Penanggung jawab data: Bendahara (contoh)  ·  Mendukung: IKU 1 (contoh); Sasaran 2 (contoh)"


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    folder = tmp_path / "katalog"
    folder.mkdir()
    return loaded(folder, WHOLE)


def test_a_catalogue_says_it(catalog: Catalog, tmp_path: Path) -> None:
    [one] = catalog["pmd"].indikator
    assert (one.penanggung_jawab, one.mendukung) == ("Bendahara (contoh)", ("IKU 1 (contoh)", "Sasaran 2 (contoh)"))
    assert loaded(tmp_path, ONE)["pmd"].indikator[0].mendukung == ("IKU 1 (contoh)",)
    assert [*catalog_lines(catalog)][1:] == [
        "  PMD-1  Jumlah koordinasi (kegiatan)",
        "         = Jumlah rapat + Jumlah kunjungan",
        "         Penanggung jawab data: Bendahara (contoh)",
        "         Mendukung: IKU 1 (contoh); Sasaran 2 (contoh)",
    ]


def test_it_is_words_and_changes_no_fingerprint(catalog: Catalog, tmp_path: Path) -> None:
    assert fingerprint(catalog) == fingerprint(loaded(tmp_path, SMALL))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Bendahara (contoh)"', "7", "kunci “penanggung_jawab” berisi 7, padahal harus teks dalam tanda kutip."),
        ('["IKU 1 (contoh)", "Sasaran 2 (contoh)"]', "[1]",
         "kunci “mendukung” harus daftar teks dalam tanda kutip."),
        ('["IKU 1 (contoh)", "Sasaran 2 (contoh)"]', '""', "kunci “mendukung” masih kosong. Isi teksnya."),
        ('["IKU 1 (contoh)", "Sasaran 2 (contoh)"]', "1",
         "kunci “mendukung” berisi 1, padahal harus daftar dalam kurung siku [ ]."),
    ],
    ids=["number", "list_of_numbers", "blank", "no_list"],
)  # fmt: skip
def test_refused_is(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, changed(old, new, WHOLE))
    assert without_lines(caught.value) == f"{tmp_path}/pmd.toml, indikator PMD-1: {told}"


@pytest.mark.panjang
@pytest.mark.parametrize("text", [WHOLE, ONE], ids=["several", "one"])
def test_the_katalog_workbook_holds_it(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "katalog"
    folder.mkdir()
    loaded(folder, text)
    source = katalog.read(folder)
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(write_katalog(rows_of(source), catalog_from(source)))
    [there], [back] = (catalog_from(one)["pmd"].indikator for one in (source, katalog.read(path)))
    assert (back.penanggung_jawab, back.mendukung) == (there.penanggung_jawab, there.mendukung)


def test_the_form_says_it_in_its_petunjuk(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(writing.build(catalog["pmd"], "2019-01", SETTINGS))
    told = [(row[1].value, row[2].value) for row in load_workbook(path)["Petunjuk"].iter_rows()]
    at = told.index(("Sumber data", "Seksi PMD"))
    assert told[at + 1 : at + 3] == [
        ("Penanggung jawab data", "Bendahara (contoh)"),
        ("Mendukung", "1. IKU 1 (contoh)\n2. Sasaran 2 (contoh)"),
    ]


def test_the_report_says_it_below_the_indikator(catalog: Catalog, tmp_path: Path) -> None:
    path = filled(tmp_path, catalog, "2019-01", {"rapat": 1, "kunjungan": 2})
    workbook = shown(process([path], catalog, SETTINGS, "2019-01"), tmp_path)
    assert columns(workbook, "tblRumus", "Kode", "Indikator") == [("PMD-1", f"Jumlah koordinasi\n{SAID}")]
