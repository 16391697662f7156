"""The built-in decree: how much there is in it, the forms of it in the repository, and the names others may rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout, writing
from tests.decree import JABATAN, UNIT
from tests.workbooks import differences, facts, opened

pytestmark = pytest.mark.decree

REPOSITORY = Path(__file__).parents[1] / "input_templates" / "2019-01"


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
        "batas.perencanaan_laporan.lkjip": "Isian!$D$20",
    }  # fmt: skip
    survey = opened(writing.build(catalog["tata_usaha"], "2019-01", settings)).defined_names["isian.skm"]
    assert survey.attr_text == "SKM!$C$9:$I$408"
