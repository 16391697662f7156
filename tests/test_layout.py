"""The map of a template, and the code by which a sheet says what it is."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest

from iki_excel.decree import Catalog
from iki_excel.forms import layout
from iki_excel.forms.layout import Identity, Layout, parse_kode_formulir
from iki_excel.language.places import Place, column_letters
from tests.grounds import EVERY_JABATAN, jabatan_of

CODES = [
    Identity(versi, "ngronggot", jabatan, periode, lembar, sidik).kode_formulir
    for versi, sidik in ((1, ""), (2, "a1b2c3"))
    for jabatan, lembar in (
        ("sekretaris", "isian"),
        ("tata_usaha", "skm"),
        ("program_keuangan", "isian"),
        ("pmd", "isian"),
    )
    for periode in ("2019-01", "2019-12", "2020-02")
]


def is_accepted(text: str) -> bool:
    return parse_kode_formulir(text)[1]


# --- Kode formulir ---------------------------------------------------------------------------------------------------


def test_a_kode_formulir_reads_as_people_say_it() -> None:
    first = Identity(1, "ngronggot", "pmd", "2019-03", "isian")
    assert first.kode_formulir == "IKI.1.ngronggot.pmd.2019-03.isian.36"
    assert replace(first, versi=2, sidik="a1b2c3").kode_formulir == "IKI.2-a1b2c3.ngronggot.pmd.2019-03.isian.46"


@pytest.mark.parametrize("code", CODES)
def test_a_kode_formulir_gives_its_identity_back(code: str) -> None:
    identity, is_right = parse_kode_formulir(code)
    assert is_right
    assert identity is not None
    assert identity.kode_formulir == code


@pytest.mark.parametrize("code", CODES)
def test_capitals_and_spaces_around_do_not_change_a_code(code: str) -> None:
    assert parse_kode_formulir(f"  {code.upper()}\n") == parse_kode_formulir(code)


@pytest.mark.parametrize("code", CODES)
def test_no_other_single_character_makes_another_right_code(code: str) -> None:
    alphabet = string.digits + string.ascii_lowercase + "._-"
    wrong = [
        changed
        for place, old in enumerate(code)
        for new in alphabet
        if new != old.lower() and is_accepted(changed := code[:place] + new + code[place + 1 :])
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_two_characters_that_change_places_make_no_right_code(code: str) -> None:
    wrong = []
    for left in range(len(code)):
        for right in range(left + 1, len(code)):
            letters = list(code)
            letters[left], letters[right] = letters[right], letters[left]
            changed = "".join(letters)
            if changed.lower() != code.lower() and is_accepted(changed):
                wrong.append(changed)
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "IKI",
        "Kode formulir",
        "IKI.1.ngronggot.pmd.2019-03.isian",
        "IKI.1.a b.pmd.2019-03.isian.36",
        "IKI.2-a1b2c.ngronggot.pmd.2019-03.isian.36",
        "IKI.2-a1b2cg.ngronggot.pmd.2019-03.isian.36",
        "IKI.1.ngronggot.pmd.2019-03.isian.361",
        "IKI.1.ngronggot.pmd.2019-03.isian.٣٦",
    ],
)
def test_other_texts_are_no_code_at_all(text: str) -> None:
    assert parse_kode_formulir(text) == (None, False)


@pytest.mark.parametrize("periode", ["2019-00", "2019-13", "0000-01", "9999-12"])
def test_a_code_of_no_month_is_wrong_even_with_its_own_check_digits(periode: str) -> None:
    made = Identity(1, "ngronggot", "pmd", periode, "isian")
    assert parse_kode_formulir(made.kode_formulir) == (made, False)


def test_a_version_with_a_zero_in_front_is_wrong() -> None:
    assert not is_accepted(CODES[0].replace("IKI.1.", "IKI.01."))


# --- the map ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_every_row_of_a_template_has_one_purpose(jabatan: str) -> None:
    map_ = Layout(jabatan_of(jabatan))
    rows = [
        row
        for section in map_.sections
        for row in (
            section.title_row,
            *(slot.row for slot in (*section.slots, *section.mirrors)),
            *(row for _, row in section.blocks),
            *(row for _, row in section.hitung),
            section.realisasi_row,
            section.capaian_row,
        )
    ]
    assert sorted(rows) == list(range(layout.FIRST_ROW, map_.last_row + 1))
    assert map_.signature_row > map_.last_row + 1


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_every_slot_has_its_place(jabatan: str) -> None:
    map_ = Layout(jabatan_of(jabatan))
    in_blocks = [slot.kode for block in map_.blocks.values() for slot, _ in block.columns]
    assert sorted([*map_.slot_rows, *in_blocks]) == sorted(slot.kode for slot in jabatan_of(jabatan).asked)


def test_places_are_said_as_people_and_formulas_say_them() -> None:
    place = Place("Isian", 11, 5)
    assert (place.a1, place.reference) == ("F12", "Isian!$F$12")
    assert Place("Isian bulan ini", 0, 27).reference == "'Isian bulan ini'!$AB$1"
    assert column_letters(5) == "F"


def test_the_survey_block_is_1000_respondents_by_its_unsur(catalog: Catalog) -> None:
    [block] = Layout(catalog["pelayanan"]).blocks.values()
    assert (block.sheet, block.area.reference) == ("KEPUASAN", "KEPUASAN!$C$9:$E$1008")
    assert block.column_area(2).reference == "KEPUASAN!$C$9:$C$1008"
    assert layout.RESPONDENTS == 1000


def test_names_are_made_of_the_codes() -> None:
    assert layout.name_of("hadir_tepat_waktu") == "isian.hadir_tepat_waktu"
    assert layout.template_name("ngronggot", "pmd", "2019-03") == "IKI_2019-03_ngronggot_pmd.xlsx"
