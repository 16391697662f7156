"""What a decree calls what it measures: in titles, footers and properties, and in forms that were made before."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import load_settings
from iki_excel.forms import writing
from iki_excel.report import build
from iki_excel.runs.checking import check_files
from iki_excel.runs.migrating import migrate
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from tests import clinic
from tests.forms import as_first_version, edited, told, without_record
from tests.result_tables import columns
from tests.small_catalog import SETTINGS, SMALL, filled, written

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

WORDS = 'singkatan = "IKU"\nkepanjangan = "Indikator Kinerja Utama"\nkata_kinerja = "Sasaran Strategis"\n'
TYPED = {"rapat": 4, "kunjungan": 7}


def in_folder(folder: Path, name: str, keputusan: str = "") -> Catalog:
    """The small catalogue in a folder of its own, with what it says of itself."""
    (folder / name).mkdir()
    return load_catalog(written(folder / name, pmd=SMALL, keputusan=keputusan))


@pytest.fixture
def usual(tmp_path: Path) -> Catalog:
    return in_folder(tmp_path, "iki")


@pytest.fixture
def other(tmp_path: Path) -> Catalog:
    return in_folder(tmp_path, "iku", WORDS)


def test_a_decree_that_does_not_say_speaks_of_iki(usual: Catalog) -> None:
    said = usual.keputusan
    assert (said.singkatan, said.kepanjangan, said.kata_kinerja) == ("IKI", "Indikator Kinerja Individu", "Kinerja")


def test_the_words_change_no_fingerprint(usual: Catalog, other: Catalog) -> None:
    assert fingerprint(usual) == fingerprint(other)
    assert fingerprint(usual["pmd"]) == fingerprint(other["pmd"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('singkatan = "Indikator Utama"\n', ""),
        ('singkatan = "Indikator Kinerja"\n',
         "singkatan “Indikator Kinerja” harus satu baris teks biasa, paling banyak 15 huruf."),
        (f'kepanjangan = "{"x" * 61}"\n',
         f"kepanjangan “{'x' * 61}” harus satu baris teks biasa, paling banyak 60 huruf."),
        ('kata_kinerja = "Sasaran\\nStrategis"\n',
         "kata_kinerja “Sasaran Strategis” harus satu baris teks biasa, paling banyak 30 huruf."),
    ],
)  # fmt: skip
def test_words_that_do_not_fit_their_place_are_refused(tmp_path: Path, text: str, sentence: str) -> None:
    if not sentence:
        assert in_folder(tmp_path, "iki", text).keputusan.singkatan == "Indikator Utama"
        return
    with pytest.raises(CatalogError) as caught:
        in_folder(tmp_path, "iki", text)
    assert str(caught.value) == f"{tmp_path}/iki/keputusan.toml, baris 1: {sentence}"


# --- where they stand ------------------------------------------------------------------------------------------------


def title_of(content: bytes) -> str:
    """The title in the properties of a workbook."""
    return str(load_workbook(io.BytesIO(content)).properties.title)


def test_a_form_says_them_in_its_title_its_petunjuk_and_its_properties(other: Catalog) -> None:
    content = writing.build(other["pmd"], "2019-07", SETTINGS, keputusan=other.keputusan)
    workbook = load_workbook(io.BytesIO(content))
    assert workbook["Isian"]["B1"].value == "Formulir IKU Juli 2019"
    assert title_of(content) == "Isian IKU Kepala Seksi PMD, Juli 2019"
    guide = {row[1].value: row[2].value for row in workbook["Petunjuk"].iter_rows()}
    assert guide["Sasaran Strategis"] == "Terlaksananya koordinasi"
    assert "Indikator Kinerja Utama (IKU)" in str(workbook["Petunjuk"]["B2"].value)
    assert workbook["Isian"]["I5"].value.startswith("IKI.3-")


def test_the_result_says_them_in_its_titles_its_head_its_footers_and_its_properties(
    tmp_path: Path, other: Catalog
) -> None:
    form = filled(tmp_path, other, "2019-07", TYPED)
    content = build(process([form], other, SETTINGS, "2019-07"), dt.datetime(2019, 8, 2, 9))
    workbook = load_workbook(io.BytesIO(content))
    assert title_of(content) == "Rekap IKU Kelurahan Contoh, Juli 2019"
    assert workbook["Rekap"]["A1"].value == "Rekap 1 indikator"
    assert columns(workbook, "tblRekap", "Sasaran Strategis") == [("Terlaksananya koordinasi",)]
    assert workbook["PMD"]["A1"].value == "Rapor kinerja: Kepala Seksi PMD"
    footers = {sheet.oddFooter.left.text for sheet in workbook}
    assert footers == {"IKU Kelurahan Contoh, Juli 2019 · dibuat 2 Agustus 2019 09.00"}


def test_nothing_that_an_office_reads_says_iki_then(tmp_path: Path) -> None:
    catalog = load_catalog(clinic.write_catalog(tmp_path / "katalog"))
    settings = load_settings(None, catalog)
    form = tmp_path / "gizi.xlsx"
    form.write_bytes(writing.build(catalog["gizi"], "2019-03", settings, keputusan=catalog.keputusan))
    made = tmp_path / "rekap.xlsx"
    made.write_bytes(build(process([form], catalog, settings, "2019-03"), dt.datetime(2019, 4, 2, 9)))
    said = [text for path in (form, made) for text in clinic.texts(path)]
    assert [text for text in said if re.search(r"\bIKI\b(?!\.3-)|Individu", text)] == []
    assert any("IKU Puskesmas Contoh" in text for text in said)


# --- forms that were made with other words ---------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["iki then iku", "iku then iki"])
def test_a_form_made_with_other_words_is_read_without_a_word(
    tmp_path: Path, usual: Catalog, other: Catalog, way: str
) -> None:
    wrote, reads = (usual, other) if way == "iki then iku" else (other, usual)
    checked = check_files([filled(tmp_path, wrote, "2019-07", TYPED)], reads, SETTINGS)
    assert told(checked.temuan) == []
    assert checked.answers["angka"].tolist() == [4.0, 7.0]


@pytest.mark.parametrize("lost", [without_record, as_first_version])
def test_also_one_whose_record_is_lost(
    tmp_path: Path, usual: Catalog, other: Catalog, lost: Callable[[Path], Path]
) -> None:
    for number, wrote in enumerate((usual, other)):
        folder = tmp_path / str(number)
        folder.mkdir()
        checked = check_files([lost(filled(folder, wrote, "2019-07", TYPED))], other, SETTINGS)
        assert [kode for _, kode, _ in told(checked.temuan) if kode != "catatan_hilang"] == []


def test_a_title_that_somebody_wrote_over_is_told_with_the_one_that_the_form_had(
    tmp_path: Path, usual: Catalog, other: Catalog
) -> None:
    path = filled(tmp_path, other, "2019-07", TYPED)
    edited(path, lambda workbook: setattr(workbook["Isian"]["B1"], "value", "Isian kita"))
    [(place, kode, sentence)] = told(check_files([path], usual, SETTINGS).temuan)
    assert (place, kode) == ("Isian!B1", "sel_terkunci_berubah")
    assert "Formulir IKU Juli 2019" in sentence


def test_a_form_that_is_carried_over_speaks_the_words_of_today(tmp_path: Path, usual: Catalog, other: Catalog) -> None:
    path = filled(tmp_path, usual, "2019-07", TYPED)
    migrated = migrate(path, other, SETTINGS, tmp_path / "baru")
    assert load_workbook(migrated.path)["Isian"]["B1"].value == "Formulir IKU Juli 2019"


def test_a_form_with_the_usual_words_has_no_record_of_them(usual: Catalog) -> None:
    content = writing.build(usual["pmd"], "2019-07", SETTINGS, keputusan=usual.keputusan)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"judul" not in package.read("xl/sharedStrings.xml")
