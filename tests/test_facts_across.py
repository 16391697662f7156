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
from iki_excel.judging import answers_table
from iki_excel.judging.checks import Answers, Given
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


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


NAMED = re.compile(r"\(IKI_(\d{4}-\d{2})_\w+?_(\w+)\.xlsx, Isian!([A-Z]+\d+)\)")


def cells_in(sentence: str, cells: Cells) -> frozenset[Cell]:
    """The cells that a sentence names."""
    return frozenset((jabatan, Periode(month), cells[jabatan, at]) for month, jabatan, at in NAMED.findall(sentence))


# --- what is said ----------------------------------------------------------------------------------------------------

Typed = Mapping[tuple[str, str], Mapping[str, Any]]
WHAT_TO_DO = " Tanyakan mana yang benar, lalu samakan; bila memang dokumen yang berbeda, jelaskan di kolom keterangan."


Say = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def say(decree: Catalog, reader: Reader, tmp_path: Path) -> Say:
    """The warnings about forms with these documents, by (jabatan, month): the cell and the sentence.

    A document is a day as month-day, TB, WRONG, or such a thing with its keterangan.
    """

    def said(typed: Typed, month: str | None = None) -> list[tuple[str, str]]:
        folder = folder_of(office_of(typed), tmp_path, decree)
        temuan = check_files([folder], decree, SETTINGS, month, reader=reader).temuan
        rows = temuan[temuan["kode"] == "fakta_berbeda"]
        return [(f"{Path(row.file).name}!{row.sel}", row.pesan) for row in rows.itertuples()]

    return said


def office_of(typed: Typed) -> Office:
    forms = {key: {cell: _said_as(value) for cell, value in cells.items()} for key, cells in typed.items()}
    return Office({(jabatan, Periode(month)): form for (jabatan, month), form in forms.items()})


def _said_as(value: Any) -> Said:
    text, note = value if isinstance(value, tuple) else (value, "")
    return Said(dt.date.fromisoformat(f"{TAHUN}-{text}") if text and text[0].isdigit() else text, note)


FEBRUARY, MARCH = f"{TAHUN}-02", f"{TAHUN}-03"
SEK, PROG = ("sekretaris", FEBRUARY), ("program", MARCH)
LKJIP_SEK, LKJIP_PROG = {"laporan.lkjip": "02-20"}, {"lapor.lkjip": "02-22"}


def test_two_dates_of_a_document_are_one_warning_that_names_both_cells(say: Say) -> None:
    assert say({SEK: LKJIP_SEK, PROG: LKJIP_PROG}) == [
        ("IKI_2019-03_contoh_program.xlsx!F13",
         "Dokumen lkjip selesai 20 Februari 2019 menurut Jabatan sekretaris (IKI_2019-02_contoh_sekretaris.xlsx, "
         "Isian!F8), 22 Februari 2019 menurut Jabatan program (IKI_2019-03_contoh_program.xlsx, Isian!F13)."
         + WHAT_TO_DO),
    ]  # fmt: skip


def test_tb_and_a_date_disagree_and_a_blank_says_nothing(say: Say) -> None:
    typed: Typed = {SEK: LKJIP_SEK, PROG: {"lapor.lkjip": "TB"}, ("umum", MARCH): {"arsip.foto": "03-01"}}
    assert say(typed) == [
        ("IKI_2019-03_contoh_program.xlsx!F13",
         "Dokumen lkjip selesai 20 Februari 2019 menurut Jabatan sekretaris (IKI_2019-02_contoh_sekretaris.xlsx, "
         "Isian!F8), Dokumen lkjip tidak disusun (TB) menurut Jabatan program (IKI_2019-03_contoh_program.xlsx, "
         "Isian!F13)." + WHAT_TO_DO),
    ]  # fmt: skip


def test_all_who_tell_of_a_document_are_named(say: Say) -> None:
    typed: Typed = {SEK: LKJIP_SEK, PROG: LKJIP_PROG, ("umum", FEBRUARY): {"arsip.lkjip": "02-22"}}
    [(cell, sentence)] = say(typed)
    assert cell == "IKI_2019-03_contoh_program.xlsx!F13"
    assert sentence.count(" menurut ") == 3


LATER = ("program", "2019-05")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({SEK: LKJIP_SEK, PROG: {"lapor.lkjip": "02-20"}}, 0),
        ({SEK: LKJIP_SEK, PROG: LKJIP_PROG, LATER: {"lapor.lkjip": "02-20"}}, 0),
        ({SEK: LKJIP_SEK, PROG: {"lapor.lkjip": "02-20"}, LATER: LKJIP_PROG}, 1),
        ({SEK: LKJIP_SEK, PROG: LKJIP_PROG, LATER: {"rencana.rka": "03-05"}}, 1),
        ({SEK: LKJIP_SEK, PROG: {"lapor.lkjip": ("02-22", "LKjIP perubahan")}}, 0),
        ({SEK: {"laporan.lkjip": ("02-20", "surat no. 3")}, PROG: LKJIP_PROG}, 0),
        ({SEK: LKJIP_SEK, PROG: LKJIP_PROG, LATER: {"lapor.lkjip": (None, "LKjIP perubahan")}}, 0),
        ({SEK: LKJIP_SEK, ("program", "2019-01"): {"lapor.lkjip": (None, "belum")}, PROG: LKJIP_PROG}, 1),
        ({SEK: LKJIP_SEK, PROG: {"lapor.lkjip": WRONG}}, 0),
        ({SEK: LKJIP_SEK, ("program", FEBRUARY): LKJIP_PROG, PROG: {"lapor.lkjip": WRONG}}, 0),
    ],
    ids=["equal", "corrected", "changed", "said once", "explained", "explained by the other", "explained later",
         "explained before", "no date", "no date any more"],
)  # fmt: skip
def test_what_stands_is_compared(typed: Typed, told: int, decree: Catalog, cells: Cells) -> None:
    assert len(named(typed, decree, cells)) == told


def named(typed: Typed, decree: Catalog, cells: Cells) -> list[int]:
    """How many cells each warning names."""
    rows = fact_differs(Answers(table([office_of(typed)], decree, cells)), Given(decree, SETTINGS, None))
    return [len(cells_in(words, cells)) for words in rows["ucapan"]]


def test_a_date_that_cannot_be_is_no_yardstick(say: Say) -> None:
    assert say({SEK: LKJIP_SEK, PROG: {"lapor.lkjip": "12-22"}}) == []


def test_it_is_told_for_every_month_from_the_one_in_which_they_differ(say: Say) -> None:
    typed: Typed = {SEK: LKJIP_SEK, PROG: LKJIP_PROG, LATER: {"rencana.rka": "03-05"}}
    assert [len(say(typed, month)) for month in (FEBRUARY, MARCH, "2019-05")] == [0, 1, 1]


RENJA, RKT, BOTH = "laporan.renja", "laporan.rkt", "rencana.renja_rkt"


@pytest.mark.parametrize(
    ("of_sekretaris", "of_program", "told"),
    [
        ({RENJA: "01-20"}, {BOTH: "02-05"}, 0),
        ({RENJA: "01-20", RKT: "02-05"}, {BOTH: "02-05"}, 0),
        ({RENJA: "01-20", RKT: "02-01"}, {BOTH: "02-05"}, 3),
        ({RENJA: "02-20"}, {BOTH: "02-05"}, 2),
        ({RENJA: "02-20", RKT: "02-01"}, {BOTH: "02-05"}, 2),
        ({RENJA: "TB"}, {BOTH: "02-05"}, 0),
        ({RENJA: "TB", RKT: "TB"}, {BOTH: "02-05"}, 3),
        ({RENJA: "01-20"}, {BOTH: "TB"}, 2),
        ({RENJA: "TB"}, {BOTH: "TB"}, 0),
        ({"laporan.dpa_rka": "02-20"}, {"rencana.rka": "02-05"}, 0),
        ({"laporan.dpa_rka": "02-05"}, {"rencana.rka": "02-20"}, 2),
    ],
)  # fmt: skip
def test_a_row_for_several_documents_is_finished_when_the_last_of_them_is(
    of_sekretaris: dict[str, str], of_program: dict[str, str], told: int, decree: Catalog, cells: Cells
) -> None:
    """``told``: how many cells the warning names; none where it is not told."""
    assert named({SEK: of_sekretaris, PROG: of_program}, decree, cells) == ([told] if told else [])


# --- as tables -------------------------------------------------------------------------------------------------------


def table(offices: Iterable[Office], decree: Catalog, cells: Cells) -> pd.DataFrame:
    """The answers of many offices, each a unit of its own."""
    address = {(jabatan, cell): at for (jabatan, at), cell in cells.items()}
    rows = [
        {
            "unit": f"unit{number}", "periode": month, "jabatan": jabatan, "slot": f"{cell}.selesai", "responden": 0,
            "file": layout.template_name(f"unit{number}", jabatan, month), "sheet": "Isian",
            "sel": address[jabatan, cell], **_read(said),
        }
        for number, office in enumerate(offices)
        for (jabatan, month), form in office.forms.items()
        for cell, said in form.items()
    ]  # fmt: skip
    return answers_table.with_slots(pd.DataFrame(rows), decree)


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
        rows = fact_differs(Answers(everything[everything["periode"] <= month]), given)
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
def told(decree: Catalog, cells: Cells, reader: Reader) -> Told:
    """The cells of each warning when the forms of a folder are read, up to a month or all of them."""

    def told_by(folder: Path, month: Periode | None) -> list[frozenset[Cell]]:
        temuan = check_files([folder], decree, SETTINGS, month, reader=reader).temuan
        return [cells_in(pesan, cells) for pesan in temuan[temuan["kode"] == FACT_DIFFERS.kode]["pesan"]]

    return told_by


def strays(office: Office, folder: Path, told: Told) -> list[str]:
    """Where the forms of an office are told otherwise than they are: of May, of October, and of all of them."""
    found = []
    for month in (*MONTHS[4::5], None):
        is_told, right = told(folder, month), office.contradictions(month or DECEMBER)
        if len(is_told) != len(right) or {*is_told} != right:
            found.append(f"{month}: {is_told}, seharusnya {right}")
    return found


@pytest.mark.parametrize(
    ("seed", "contradicting"),
    [
        (0, True),
        (2, False),
        *(pytest.param(seed, seed % 2 == 0, marks=pytest.mark.panjang) for seed in range(100, 108)),
    ],
)
def test_the_forms_of_an_office_are_told_as_they_are(
    seed: int, contradicting: bool, decree: Catalog, told: Told, tmp_path: Path
) -> None:
    office = random_office(random.Random(seed), contradicting=contradicting)
    assert strays(office, folder_of(office, tmp_path, decree), told) == []
