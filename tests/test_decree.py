"""The built-in decree: how much there is in it, the forms of it in the repository, and the names others may rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.decree import Catalog, Contoh, Indikator, load_catalog
from iki_excel.decree.example_results import example_result
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout, writing
from tests.decree import INDIKATOR, JABATAN, SYARAT, TARGETS, UNIT, WITH_DECIMALS
from tests.grounds import DECREE, targets
from tests.workbooks import differences, facts, opened

pytestmark = pytest.mark.decree

REPOSITORY = Path(__file__).parents[1] / "input_templates" / "2019-01"


EXAMPLES = [
    pytest.param(indikator, contoh, id=f"{kode}-{order}")
    for kode, (_, indikator) in DECREE.catalog.indikator.items()
    for order, contoh in enumerate(indikator.contoh, start=1)
]


# --- what it says ----------------------------------------------------------------------------------------------------


def test_its_jabatan_and_indikator_are_these(catalog: Catalog) -> None:
    assert {jabatan.kode: jabatan.nama for jabatan in catalog.jabatan} == JABATAN
    assert (catalog.kode, list(catalog.indikator)) == (list(JABATAN), INDIKATOR)


def test_it_has_targets_only_where_a_percentage_has_one(catalog: Catalog) -> None:
    """The decree has none: 100 for a percentage that should be whole; of a list the documents that are due."""
    found = {kode: Settings().target_of(indikator, 2019) for kode, (_, indikator) in catalog.indikator.items()}
    assert {kode: target for kode, target in found.items() if target is not None} == targets(TARGETS)


def test_it_has_so_many_conditions(catalog: Catalog) -> None:
    assert sum(len(indikator.syarat) for _, indikator in catalog.indikator.values()) == SYARAT


@pytest.mark.parametrize(("indikator", "contoh"), EXAMPLES)
def test_every_example_gives_its_result(indikator: Indikator, contoh: Contoh) -> None:
    assert example_result(indikator, contoh) == pytest.approx(contoh.hasil)


def test_a_deadline_is_set_by_document_or_by_document_of_a_checklist(catalog: Catalog) -> None:
    assert catalog.dokumen == [
        "lkjip", "lppd", "renstra", "renja", "dpa_rka", "rkt", "renja_rkt", "rka", "laporan_keuangan", "iku", "iki",
        "perjanjian_kinerja", "rencana_aksi",
        "perencanaan_laporan.lkjip", "perencanaan_laporan.lppd", "perencanaan_laporan.renstra",
        "perencanaan_laporan.renja", "perencanaan_laporan.dpa_rka", "perencanaan_laporan.rkt",
        "perencanaan.renstra", "perencanaan.renja_rkt", "perencanaan.rka",
        "pelaporan.lppd", "pelaporan.laporan_keuangan", "pelaporan.lkjip",
        "akip.lkjip", "akip.iku", "akip.iki", "akip.perjanjian_kinerja", "akip.rencana_aksi",
    ]  # fmt: skip


def test_percentages_and_means_have_decimals_and_counts_have_none(catalog: Catalog) -> None:
    decimals = [kode for kode, (_, indikator) in catalog.indikator.items() if indikator.has_decimals]
    assert decimals == WITH_DECIMALS
    assert [kode for kode, (_, i) in catalog.indikator.items() if not i.counts] == decimals


def test_the_built_in_catalogue_is_read_once() -> None:
    assert load_catalog() is load_catalog()


# --- the forms in the repository -------------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", JABATAN)
def test_the_code_writes_the_templates_of_the_repository_again(
    jabatan: str, catalog: Catalog, settings: Settings
) -> None:
    kept = REPOSITORY / layout.template_name(UNIT, jabatan, "2019-01")
    built = writing.build(catalog[jabatan], "2019-01", settings)
    assert differences(facts(kept), facts(built)) == []


def test_the_repository_has_one_template_for_each_jabatan_of_the_catalogue() -> None:
    names = [layout.template_name(UNIT, jabatan, "2019-01") for jabatan in JABATAN]
    assert sorted(path.name for path in REPOSITORY.iterdir()) == sorted(names)


def test_the_names_are_those_that_other_programs_were_promised(catalog: Catalog, settings: Settings) -> None:
    names = opened(writing.build(catalog["sekretaris"], "2019-01", settings)).defined_names
    assert {name: names[name].attr_text for name in (
        "isian.hadir_tepat_waktu", "isian.panjar_tepat", "isian.perencanaan_laporan.lkjip.selesai",
        "isian.perencanaan_laporan.lkjip.mutu", "batas.perencanaan_laporan.lkjip",
    )} == {
        "isian.hadir_tepat_waktu": "Isian!$F$8",
        "isian.panjar_tepat": "Isian!$F$36",
        "isian.perencanaan_laporan.lkjip.selesai": "Isian!$F$20",
        "isian.perencanaan_laporan.lkjip.mutu": "Isian!$F$21",
        "batas.perencanaan_laporan.lkjip": "Isian!$I$20",
    }  # fmt: skip
    survey = opened(writing.build(catalog["tata_usaha"], "2019-01", settings)).defined_names["isian.skm"]
    assert survey.attr_text == "SKM!$C$9:$I$1008"
