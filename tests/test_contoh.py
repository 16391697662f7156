"""The example: invented people and figures that fill every form without a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import KOSONG
from iki_excel.decree.settings import Settings
from iki_excel.decree.target_reading import WRITTEN
from iki_excel.decree.targets import DOKUMEN
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import ISIAN, Layout
from iki_excel.judging.batch import Batch
from iki_excel.runs.checking import check_files
from iki_excel.runs.example import figures, write_example
from iki_excel.runs.month import process
from iki_excel.words.errors import OutputError
from tests import contoh
from tests.decree import FORMS, INDIKATOR, JABATAN
from tests.filling import fill_by_a_program, of_the_example
from tests.forms import kodes
from tests.grounds import DECREE
from tests.story_data import DATA, OLD_DATA, SECOND_DATA, settings_of_the_example
from tests.workbooks import cells_of, opened

pytestmark = pytest.mark.decree


@pytest.fixture(scope="module")
def example_settings(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_of_the_example(tmp_path_factory.mktemp("settings"), catalog)


@pytest.fixture(scope="module")
def example() -> tuple[Path, Path, Batch]:
    """The folder, empty before, into which the example was written, its result, and the batch behind it."""
    made = contoh.example()
    return made.folder, made.processed.path, made.processed.batch


def test_the_example_names_everybody_and_sets_every_target(catalog: Catalog, example_settings: Settings) -> None:
    assert set(example_settings.pejabat) == {"pimpinan", *catalog.kode}
    assert all("Contoh" in pejabat.nama for pejabat in example_settings.pejabat.values())
    assert len({pejabat.nip for pejabat in example_settings.pejabat.values()}) == 7
    without = [kode for kode, (_, one) in catalog.indikator.items() if not example_settings.target_of(one, 2019)]
    assert without == [kode for kode, (_, one) in catalog.indikator.items() if one.sifat == DOKUMEN]


def test_the_example_writes_targets_in_each_form_that_an_office_begins_with(example_settings: Settings) -> None:
    assert {target.cara for target in example_settings.target.values()} == WRITTEN.keys() - {"tetap", "rentang"}


@pytest.mark.parametrize("jabatan", JABATAN)
def test_there_is_a_figure_for_every_isian_that_must_be_filled(jabatan: str, catalog: Catalog) -> None:
    map_ = Layout(catalog[jabatan])
    names = {name for name, _ in map_.names()}
    needed = {layout.name_of(slot.kode) for slot in catalog[jabatan].slots if slot.wajib and not slot.blok}
    needed |= {layout.name_of(kode) for kode in map_.blocks}
    for periode in figures.MONTHS:
        typed = of_the_example(catalog[jabatan], periode)
        assert needed <= typed.keys() <= names


def test_the_figures_are_the_same_every_time(catalog: Catalog) -> None:
    first, second = (of_the_example(catalog["tata_usaha"], "2019-02") for _ in range(2))
    assert first == second
    assert (len(first["isian.skm"]), first["isian.skm"][0]) == (52, [3, 3, 3, 3, 3, 3, 3])


def test_no_figure_is_left_over(catalog: Catalog) -> None:
    slots = {slot.kode for jabatan in catalog.jabatan for slot in jabatan.slots}
    documents = {kode.split(".")[1] for kode in slots if kode.endswith(".selesai")}
    assert figures.FIGURES.keys() <= slots
    assert {item for month in figures.FINISHED.values() for item in month} <= documents


def test_the_example_is_a_batch_without_a_mistake(example: tuple[Path, Path, Batch]) -> None:
    folder, path, batch = example
    assert path == folder / "output" / "2019-03" / "IKI_2019-03_ngronggot.xlsx"
    assert path.exists()
    assert batch.checked.files["nasib"].tolist() == ["dipakai"] * FORMS
    assert not batch.checked.has_errors
    answers = batch.checked.answers
    assert answers[(answers["keadaan"] == KOSONG) & answers["wajib"].astype(bool)].empty
    assert batch.hasil["status"].tolist() == [*["lengkap"] * (len(INDIKATOR) - 1), "belum_jatuh_tempo"]


def test_officials_of_the_example_are_about_on_schedule(example: tuple[Path, Path, Batch]) -> None:
    hasil = example[2].hasil.set_index("indikator")
    capaian = hasil["capaian"].dropna()
    of_a_late_document = ["SEK-3", "PEK-2", "PEK-3"]
    assert sorted(capaian[capaian < 80].index) == sorted(of_a_late_document)
    assert hasil.index[hasil["tanpa_batas"] > hasil["capaian"]].tolist() == ["TU-2"]
    assert set(hasil["predikat"]) == {"Sangat Baik", "Baik", "Cukup", ""}


def test_the_example_gives_the_results_of_the_forms_that_libreoffice_saved(
    example: tuple[Path, Path, Batch], catalog: Catalog, example_settings: Settings
) -> None:
    saved = process([DATA], catalog, example_settings, "2019-03")
    assert_frame_equal(example[2].scores.hasil, saved.scores.hasil)


def test_the_example_goes_into_no_folder_that_holds_something(example: tuple[Path, Path, Batch]) -> None:
    folder = example[0]
    before = sorted(folder.rglob("*"))
    with pytest.raises(OutputError) as refused:
        write_example(folder)
    assert str(refused.value) == (
        f"Folder {folder} sudah ada isinya. Pilih folder lain dengan --ke, atau hapus folder itu."
    )
    assert sorted(folder.rglob("*")) == before


def test_a_form_tells_the_part_of_the_month_and_the_whole_target(catalog: Catalog, example_settings: Settings) -> None:
    jabatan = catalog["pmd"]
    sheet = opened(writing.build(jabatan, "2019-03", example_settings))[ISIAN]
    rows = [section.capaian_row + 1 for section in Layout(jabatan).sections]
    told = [(sheet.cell(row, layout.UNIT + 1), sheet.cell(row, layout.NOTE + 1).value) for row in rows]
    decimals, whole = '"target "#,##0.00', '"target "General'
    assert [(round(cell.value, 2), cell.number_format, words) for cell, words in told] == [
        (2.67, f'{decimals};{decimals};"belum jatuh tempo"', "target 32 setahun"),
        (2.33, f'{decimals};{decimals};"belum jatuh tempo"', "target 14, 12 per semester"),
        (0, f'{whole};{whole};"belum jatuh tempo"', "target 300 mulai Januari 2019, 350 mulai Februari 2019"),
        (0, f'{whole};{whole};"belum jatuh tempo"', "target 4 mulai Agustus 2019"),
    ]


# --- filled by other programs ----------------------------------------------------------------------------------------


def typed_values(path: Path, jabatan: Jabatan, periode: str) -> dict[str, Any]:
    """What stands in the cells of every name that the example fills."""
    workbook = opened(path)
    found: dict[str, Any] = {}
    for name, expected in of_the_example(jabatan, periode).items():
        values = [cell.value for cell in cells_of(workbook, name)]
        if isinstance(expected, list):
            width = len(expected[0])
            rows = [values[n : n + width] for n in range(0, len(values), width)]
            found[name] = [row for row in rows if any(row)]
        else:
            [value] = values
            found[name] = value.date() if hasattr(value, "date") else value
    return found


@pytest.mark.parametrize("jabatan", JABATAN)
def test_every_figure_stands_in_the_cell_of_its_name(
    jabatan: str, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(writing.build(catalog[jabatan], "2019-02", settings))
    typed = of_the_example(catalog[jabatan], "2019-02")
    fill_by_a_program(path, typed)
    assert typed_values(path, catalog[jabatan], "2019-02") == typed


@pytest.mark.parametrize("jabatan", JABATAN)
def test_the_forms_that_libreoffice_saved_hold_the_figures_of_the_example(jabatan: str, catalog: Catalog) -> None:
    for periode in figures.MONTHS:
        path = DATA / periode / layout.template_name("ngronggot", jabatan, periode)
        assert typed_values(path, catalog[jabatan], periode) == of_the_example(catalog[jabatan], periode)


@pytest.mark.parametrize("jabatan", JABATAN)
def test_libreoffice_keeps_all_that_a_form_is_made_of(
    jabatan: str, catalog: Catalog, example_settings: Settings
) -> None:
    blank = opened(writing.build(catalog[jabatan], "2019-01", example_settings))
    saved = opened(DATA / "2019-01" / layout.template_name("ngronggot", jabatan, "2019-01"))
    assert saved.sheetnames == blank.sheetnames
    assert [sheet.sheet_state for sheet in saved] == [s.sheet_state.replace("veryH", "h") for s in blank]
    names = {name: defined.attr_text for name, defined in blank.defined_names.items()}
    assert {name: saved.defined_names[name].attr_text for name in names} == names
    for sheet in blank:
        other = saved[sheet.title]
        assert kept(other) == kept(sheet), sheet.title


def kept(sheet: Any) -> Mapping[str, Any]:
    """What must survive a program: locks, rules with their words, merges, protection, paper.

    Not the frozen header: a LibreOffice without a window, as the tests drive it, saves no view.
    """
    cells = [cell for row in sheet.iter_rows(max_col=9) for cell in row]
    protection = sheet.protection
    return {
        "unlocked": {cell.coordinate for cell in cells if not cell.protection.locked},
        "keys": [row[0].value for row in sheet.iter_rows() if row[0].value],
        "rules": sorted(
            (str(r.sqref), r.promptTitle or "", r.prompt or "", r.error or "")
            for r in sheet.data_validations.dataValidation
        ),
        "merges": sorted(map(str, sheet.merged_cells.ranges)),
        "protected": protection.sheet,
        "forbidden": (protection.sort, protection.insertRows, protection.deleteRows),
        "wider_columns_forbidden": protection.formatColumns,
        "hidden": [letters for letters, column in sheet.column_dimensions.items() if column.hidden],
        "paper": int(sheet.page_setup.paperSize or 0) if sheet.title == ISIAN else 0,
    }


@pytest.mark.parametrize("earlier", [OLD_DATA, SECOND_DATA], ids=["first version", "second version"])
def test_forms_that_an_earlier_program_wrote_are_read_as_those_of_today(catalog: Catalog, earlier: Path) -> None:
    """They have other columns, another head and other formulas; people typed the same into them."""
    old, new = (check_files([folder / "2019-03"], catalog, DECREE.settings) for folder in (earlier, DATA))
    assert kodes(old.temuan) == kodes(new.temuan)
    where = ["file", "bulan_lalu"]
    assert_frame_equal(old.answers.drop(columns=where), new.answers.drop(columns=where))
