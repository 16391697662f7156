"""What forms of different jabatan tell of the same document: every contradiction is told, and nothing else."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fields import ISI, KOSONG, SALAH, TIDAK_BERLAKU
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import Layout, form_path
from iki_excel.judging import answers
from iki_excel.judging.checks import Given
from iki_excel.judging.checks.facts import FACT_DIFFERS, fact_differs
from iki_excel.runs.checking import check_files
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.workbooks.opening import Reader
from tests.independent import TB, WRONG
from tests.random_facts import MONTHS, TAHUN, Cell, Office, Said, catalogue, random_office
from tests.small_catalog import SETTINGS, written
from tests.years import filled

DECEMBER = Periode(f"{TAHUN}-12")
Cells = Mapping[tuple[str, str], str]


@pytest.fixture(scope="module")
def decree(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load_catalog(written(tmp_path_factory.mktemp("katalog"), **catalogue()))


@pytest.fixture(scope="module")
def cells(decree: Catalog) -> Cells:
    """By jabatan and address the document of a cell of Isian."""
    return {
        (jabatan.kode, row.at(layout.VALUE).a1): kode.removesuffix(".selesai")
        for jabatan in decree.jabatan
        for kode, row in Layout(jabatan).slot_rows.items()
        if row.slot.batas
    }


NAMED = re.compile(r"\(IKI_(\d{4}-\d{2})_\w+?_(\w+)\.xlsx, Isian!([A-Z]+\d+)\)")


def cells_in(sentence: str, cells: Cells) -> frozenset[Cell]:
    """The cells that a sentence names."""
    return frozenset((jabatan, Periode(month), cells[jabatan, at]) for month, jabatan, at in NAMED.findall(sentence))


# --- as tables -------------------------------------------------------------------------------------------------------


def table(offices: Iterable[Office], decree: Catalog, cells: Cells) -> pd.DataFrame:
    """The answers of many offices, each a unit of its own."""
    address = {(jabatan, cell): at for (jabatan, at), cell in cells.items()}
    rows = [
        {
            "unit": f"unit{number}", "periode": month, "jabatan": jabatan, "slot": f"{cell}.selesai", "sheet": "Isian",
            "file": layout.template_name(f"unit{number}", jabatan, month), "sel": address[jabatan, cell], **_read(said),
        }
        for number, office in enumerate(offices)
        for (jabatan, month), form in office.forms.items()
        for cell, said in form.items()
    ]  # fmt: skip
    return answers.with_slots(pd.DataFrame(rows), decree)


def _read(said: Said) -> dict[str, Any]:
    state = KOSONG if said.value is None else {TB: TIDAK_BERLAKU, WRONG: SALAH}.get(said.value, ISI)
    angka = float(bahasa.serial(said.value)) if state == ISI else np.nan
    return {"keadaan": state, "angka": angka, "keterangan": said.note}


def differences(offices: Sequence[Office], decree: Catalog, cells: Cells) -> tuple[list[str], int]:
    """Where another set of contradictions is told than there is, month after month; and how many are told."""
    everything, given = table(offices, decree, cells), Given(decree, SETTINGS, None)
    strays, count = list[str](), 0
    for month in MONTHS:
        told: list[list[frozenset[Cell]]] = [[] for _ in offices]
        rows = fact_differs(everything[everything["periode"] <= month], given)
        for unit, words in zip(rows["unit"], rows["ucapan"], strict=True):
            told[int(unit.removeprefix("unit"))].append(cells_in(words, cells))
        rights = [office.contradictions(month) for office in offices]
        strays += [
            f"{number} {month}: {found}, seharusnya {right}"
            for number, (found, right) in enumerate(zip(told, rights, strict=True))
            if len(found) != len(right) or {*found} != right
        ]
        count += len(rows)
    return strays, count


def offices(first: int, count: int, *, contradicting: bool) -> list[Office]:
    return [random_office(random.Random(seed), contradicting=contradicting) for seed in range(first, first + count)]


def test_every_planted_contradiction_is_told_with_all_its_cells(decree: Catalog, cells: Cells) -> None:
    strays, count = differences(offices(0, 40, contradicting=True), decree, cells)
    assert strays == []
    assert count > 100


def test_where_all_report_what_is_true_nothing_is_told(decree: Catalog, cells: Cells) -> None:
    assert differences(offices(0, 40, contradicting=False), decree, cells) == ([], 0)


@pytest.mark.panjang
def test_ten_thousand_months_are_told_without_a_false_alarm(decree: Catalog, cells: Cells) -> None:
    assert differences(offices(1000, 840, contradicting=False), decree, cells) == ([], 0)


@pytest.mark.panjang
def test_ten_thousand_months_with_contradictions_are_told_as_they_are(decree: Catalog, cells: Cells) -> None:
    strays, count = differences(offices(1000, 840, contradicting=True), decree, cells)
    assert strays == []
    assert count > 2000


# --- as forms --------------------------------------------------------------------------------------------------------


def folder_of(office: Office, folder: Path, decree: Catalog) -> Path:
    """The forms of the office in which anything was typed."""
    for (kode, month), form in office.forms.items():
        typed = {f"{cell}.selesai": said.value for cell, said in form.items() if said.value is not None}
        notes = {f"{cell}.selesai": said.note for cell, said in form.items() if said.note}
        if kode == "sekretaris":
            typed |= {f"{cell}.mutu": "Ya" for cell, said in form.items() if isinstance(said.value, dt.date)}
        if typed or notes:
            path = form_path(folder, SETTINGS.unit.kode, kode, month)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(filled(writing.build(decree[kode], month, SETTINGS), decree[kode], typed, notes))
    return folder


Told = Callable[[Path, Periode | None], list[frozenset[Cell]]]


@pytest.fixture
def told(decree: Catalog, cells: Cells) -> Iterator[Told]:
    """The cells of each warning when the forms of a folder are read, up to a month or all of them."""
    with Reader() as reader:

        def told_by(folder: Path, month: Periode | None) -> list[frozenset[Cell]]:
            temuan = check_files([folder], decree, SETTINGS, month, reader=reader).temuan
            return [cells_in(pesan, cells) for pesan in temuan[temuan["kode"] == FACT_DIFFERS.kode]["pesan"]]

        yield told_by


def strays(office: Office, folder: Path, told: Told) -> list[str]:
    """Where the forms of an office are told otherwise than they are: by quarter, and without a month."""
    found = []
    for month in (*MONTHS[2::3], None):
        is_told, right = told(folder, month), office.contradictions(month or DECEMBER)
        if len(is_told) != len(right) or {*is_told} != right:
            found.append(f"{month}: {is_told}, seharusnya {right}")
    return found


@pytest.mark.parametrize(
    ("seed", "contradicting"),
    [
        (0, True),
        (1, True),
        (2, False),
        *(pytest.param(seed, seed % 2 == 0, marks=pytest.mark.panjang) for seed in range(100, 140)),
    ],
)
def test_the_forms_of_an_office_are_told_as_they_are(
    seed: int, contradicting: bool, decree: Catalog, told: Told, tmp_path: Path
) -> None:
    office = random_office(random.Random(seed), contradicting=contradicting)
    assert strays(office, folder_of(office, tmp_path, decree), told) == []
