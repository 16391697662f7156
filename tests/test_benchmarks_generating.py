"""The forms that benchmarks are run over are read as those that people fill, and their mistakes are found."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from pathlib import Path

import pytest

from benchmarks.blanks import blank, unit_of
from benchmarks.generating import generate
from benchmarks.mistakes import KINDS, Draft
from benchmarks.typed import Clerk, typed
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading, writing
from iki_excel.forms.reading import Record
from iki_excel.judging.checks.missing import NOT_SUBMITTED
from iki_excel.runs.checking import check_files
from iki_excel.runs.example.figures import TARGETS
from iki_excel.words.periods import Periode
from iki_excel.workbooks.saving import save_workbook
from tests.filling import fill_by_a_program

pytestmark = pytest.mark.decree

MARCH = Periode("2019-03")
NOBODY, UNIT = unit_of("0000", "00"), unit_of("0012", "01")
SAVED = dt.datetime(2019, 3, 1, tzinfo=dt.UTC)


def read(path: Path, catalog: Catalog) -> Record:
    with reading.reader_for(None) as reader:
        return reading.read_one(path, reader, catalog, Settings(UNIT))


def cells(record: Record) -> list[tuple[object, ...]]:
    return [tuple(said for said in cell if said != record.row["file"]) for cell in record.cells]


@pytest.mark.parametrize("jabatan", ["sekretaris", pytest.param("tata_usaha", marks=pytest.mark.panjang)])
def test_a_form_reads_as_one_that_was_filled_by_another_program(catalog: Catalog, jabatan: str, tmp_path: Path) -> None:
    figures = typed(Clerk(1, UNIT.kode, catalog[jabatan], MARCH))
    theirs, ours = tmp_path / "theirs.xlsx", tmp_path / "ours.xlsx"
    save_workbook(theirs, writing.build(catalog[jabatan], MARCH, Settings(UNIT), keputusan=catalog.keputusan))
    fill_by_a_program(theirs, figures)
    form = blank(jabatan, MARCH, NOBODY)
    ours.write_bytes(form.filled(form.of_unit(UNIT, SAVED) | form.typed(figures)))
    read_theirs, read_ours = read(theirs, catalog), read(ours, catalog)
    assert cells(read_ours) == cells(read_theirs)
    assert read_ours.row["sidik"] == read_theirs.row["sidik"]
    assert read_ours.temuan == read_theirs.temuan == []


def test_a_form_of_another_unit_is_the_one_that_the_program_writes(catalog: Catalog) -> None:
    form, texts = blank("pmd", MARCH, NOBODY), "xl/sharedStrings.xml"
    written = writing.build(catalog["pmd"], MARCH, Settings(UNIT), keputusan=catalog.keputusan)
    theirs, ours = (
        zipfile.ZipFile(io.BytesIO(content)) for content in (written, form.filled(form.of_unit(UNIT, SAVED)))
    )
    assert ours.namelist() == theirs.namelist()
    assert [name for name in ours.namelist() if ours.read(name) != theirs.read(name)] == [texts]
    assert (
        ours.read(texts).partition(b"<si>")[2]
        == (
            theirs.read(texts)
            .replace(b"</sst>", b"<si><t>Ya</t></si><si><t>Tidak</t></si></sst>")
            .partition(b"<si>")[2]
        )
    )


@pytest.mark.panjang
def test_each_mistake_is_told(catalog: Catalog, tmp_path: Path) -> None:
    asked = catalog["tata_pemerintahan"]
    told = {}
    for kind, spoil in KINDS.items():
        clerk = Clerk(1, UNIT.kode, asked, MARCH)
        draft = spoil(Draft(asked, typed(clerk)), blank(asked.kode, MARCH, NOBODY), random.Random(kind))
        form, path = blank(asked.kode, MARCH, NOBODY, inline=draft.inline), tmp_path / f"{kind}.xlsx"
        known = {**form.of_unit(UNIT, SAVED), **form.typed(draft.typed), **draft.raw}
        path.write_bytes(draft.content(form.filled(known)))
        checked = check_files([path], catalog, Settings(UNIT), MARCH)
        told[kind] = [rule.kode for rule in checked.temuan["aturan"] if rule != NOT_SUBMITTED]
    assert told == {
        "sel_kosong": ["kosong"],
        "teks": ["tanda_tanya"],
        "pecahan": ["pecahan"],
        "pembilang_melebihi": ["syarat"],
        "sel_galat": ["sel_galat"],
        "label_diubah": ["jangkar_berubah"],
        "kode_salah": ["kode_salah"],
        "program_lain": [],
        "terpotong": ["berkas_rusak"],
        "bukan_buku_kerja": ["berkas_pdf"],
        "tidak_masuk": [],
        "rangkap": [],
        "terlambat": [],
    }


@pytest.mark.panjang
def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    made = [
        generate(tmp_path / name, units=2, months=["2019-03"], mistakes=0.5, seed=seed, per_kabupaten=1)
        for name, seed in (("a", 7), ("b", 7), ("c", 8))
    ]
    first, same, other = (
        [(path.relative_to(one.folder), path.read_bytes(), path.stat().st_mtime) for path in one.paths] for one in made
    )
    assert first == same != other
    assert made[0].mistakes == made[1].mistakes


def test_units_lie_by_kabupaten_and_are_listed(tmp_path: Path) -> None:
    made = generate(tmp_path, units=2, months=["2019-03"], mistakes=0, per_kabupaten=1)
    assert (tmp_path / "iki.toml").read_text() == f'unit = "unit.csv"\n\n{TARGETS}'
    assert (tmp_path / "unit.csv").read_text().splitlines() == [
        "kode,nama,kabupaten,provinsi,katalog,mulai",
        "contoh0001,Kecamatan Contoh 0001,Kabupaten Contoh 01,Provinsi Contoh 01,,",
        "contoh0002,Kecamatan Contoh 0002,Kabupaten Contoh 02,Provinsi Contoh 01,,",
    ]
    assert made.forms == len(made.paths) == 12
    assert [path.relative_to(tmp_path).as_posix() for path in made.paths[5:7]] == [
        "Provinsi Contoh 01/Kabupaten Contoh 01/contoh0001/2019-03/IKI_2019-03_contoh0001_pmd.xlsx",
        "Provinsi Contoh 01/Kabupaten Contoh 02/contoh0002/2019-03/IKI_2019-03_contoh0002_sekretaris.xlsx",
    ]
