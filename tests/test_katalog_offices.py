"""Other offices: what their decrees say is the same from TOML, from a workbook, and from TOML made of the workbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel import katalog
from iki_excel.decree import BUILT_IN, Catalog, Jabatan, load_catalog
from iki_excel.decree.fields import DATE, NUMBER, SCORE, Slot, words_of
from iki_excel.decree.settings import load_settings
from iki_excel.forms import writing
from iki_excel.katalog.sheets import ENTRIES, SHEETS
from iki_excel.katalog.toml_text import files_of
from iki_excel.katalog.wording import LISTS
from tests import docs, kecil
from tests.console import Iki
from tests.katalog_books import book_of, without_results
from tests.office import Office

OFFICES = Path(__file__).with_name("keputusan_lain")
FOLDERS = {folder.name: folder for folder in (kecil.KATALOG, *sorted(OFFICES.iterdir())) if folder.is_dir()}
MONTHS = ("2019-03", "2019-06", "2019-08", "2019-12")

UNNAMED = """\
[unit]
kode = "contoh"
nama = "Kelurahan Contoh"
kabupaten = "Kota Contoh"
tempat = "Contoh"
"""


@pytest.fixture(params=FOLDERS.values(), ids=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Path:
    """A catalogue as TOML files."""
    return Path(request.param)


@pytest.fixture
def book(folder: Path, tmp_path: Path) -> Path:
    """The same as a workbook."""
    return written(folder, tmp_path / "katalog.xlsx")


def written(folder: Path, path: Path) -> Path:
    path.write_bytes(book_of(folder))
    return path


@pytest.mark.panjang
def test_a_catalogue_is_the_same_from_a_workbook_and_from_toml_made_of_it(
    folder: Path, book: Path, tmp_path: Path
) -> None:
    again = tmp_path / "lagi"
    again.mkdir()
    for name, text in files_of(katalog.read(book)).items():
        (again / name).write_text(text, "utf-8")
    assert katalog.load(book) == load_catalog(folder)
    assert load_catalog(again) == load_catalog(folder)


@pytest.mark.panjang
def test_its_forms_are_the_same_to_the_byte(folder: Path, book: Path) -> None:
    first, second = load_catalog(folder), katalog.load(book)
    for month in MONTHS:
        assert forms_of(first, month) == forms_of(second, month)


def forms_of(catalog: Catalog, month: str) -> dict[str, bytes]:
    """The form of every jabatan that is asked anything in a month."""
    settings = load_settings(None, catalog) if not catalog.keputusan.unit.missing else kecil.settings()
    return {
        jabatan.kode: writing.build(jabatan, month, settings, keputusan=catalog.keputusan)
        for jabatan in catalog.at(month).jabatan
    }


@pytest.mark.panjang
@pytest.mark.decree
def test_the_built_in_decree_is_the_same_from_a_workbook_and_in_its_forms(tmp_path: Path) -> None:
    decree, from_book = load_catalog(BUILT_IN), katalog.load(written(BUILT_IN, tmp_path / "katalog.xlsx"))
    assert from_book == decree
    assert forms_of(from_book, "2019-03") == forms_of(decree, "2019-03")


@pytest.mark.panjang
def test_its_results_are_the_same_to_the_byte(folder: Path, book: Path, iki: Iki) -> None:
    catalog = load_catalog(folder)
    shutil.copytree(folder, "katalog")
    results = []
    for named in ("katalog", str(book)):
        unit = UNNAMED if catalog.keputusan.unit.missing else ""
        Path("iki.toml").write_text(f"katalog = {named!r}\n{unit}", "utf-8")
        if not results:
            iki("template", "--periode", "2019-01..2019-03")
            for path in Path("input_templates").rglob("*.xlsx"):
                fill(path, catalog)
        said = iki("proses", "--periode", "2019-03", "--waktu", "2019-04-02T09:00", "--ekspor", "hasil.csv")
        assert said.status == 0, said
        [rekap] = Path("output").rglob("*.xlsx")
        results.append((rekap.read_bytes(), Path("hasil.csv").read_bytes()))
    assert results[0] == results[1]


def fill(path: Path, catalog: Catalog) -> None:
    """Type something right into every cell of a form."""
    _, month, _, kode = path.stem.split("_", 3)
    jabatan = catalog.at(month)[kode]
    workbook = load_workbook(path)
    for name, value in typed(jabatan, month):
        [(sheet, area)] = workbook.defined_names[name].destinations
        first = workbook[sheet][area.replace("$", "").partition(":")[0]]
        for right, one in enumerate(value if isinstance(value, list) else [value]):
            first.offset(0, right).value = one
    workbook.save(path)


def typed(jabatan: Jabatan, month: str) -> Iterator[tuple[str, Any]]:
    """By defined name what is typed: of a survey one respondent."""
    for isian in jabatan.isian:
        if isian.blok:
            yield f"isian.{isian.kode}", [int(slot.maksimum or 0) for slot in isian.slots]
    for slot in jabatan.asked:
        if not slot.blok and slot.field is not SCORE:
            yield f"isian.{slot.kode}", typed_into(slot, month)


def typed_into(slot: Slot, month: str) -> Any:
    if slot.field is DATE:
        return None  # nothing is finished yet
    if slot.leader:
        return None
    if words := words_of(slot.field):
        return words.words[0]
    assert slot.field is NUMBER
    return min(max(slot.minimum or 0, 3), slot.maksimum or 3)


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_saved_says_the_same(folder: Path, book: Path, office: Office) -> None:
    saved = office.recalculate(book, book.with_name("disimpan.xlsx"))
    assert without_results(katalog.load(saved)) == without_results(load_catalog(folder))


# --- every key has its column -----------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_every_key_of_the_catalogue_has_its_place_in_the_workbook() -> None:
    """``versi`` is a row of its own; what an example gives is told in rows."""
    columns = {column.key for sheet in SHEETS for column in sheet.columns} | {
        part for entry in ENTRIES for part in entry.key.split(".")
    }
    known = columns | LISTS.keys() | {"catatan", "fungsi", "kata", "tahun_lalu", "target", "versi"}
    of_target = {key.nama for section, keys in docs.all_keys().items() if "target" in section for key in keys}
    asked = {
        key.nama
        for section, keys in docs.all_keys().items()
        if section.partition(".")[0].partition(" ")[0] in ("keputusan", "jabatan", "indikator")
        for key in keys
    }
    assert asked - known - of_target == set()
