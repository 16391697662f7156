"""The three readings of one formula agree: numbers by numpy, live Excel by LibreOffice, and Indonesian words."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from iki_excel.decree import Catalog, Indikator, load_catalog
from iki_excel.decree.kinds import MEASURES, PERIOD_END, Slot
from iki_excel.decree.settings import Aturan
from iki_excel.judging.achievement import capaian, excel_capaian, excel_predikat, predikat
from iki_excel.language import formula
from iki_excel.language.akumulasi import AKUMULASI, excel_last_entry
from iki_excel.language.formula import Column, Formula
from iki_excel.words import bahasa, periods
from tests.office import Office

pytestmark = pytest.mark.decree

WRONG = 987654321.0
"""What a formula is saved with: LibreOffice must calculate it anew."""

ROWS = 40
GENERATED, GENERATED_ROWS = 200, 8
TEXTS_ARE_NO_NUMBERS = "TB"


# --- a sheet with a formula a row, and the figures beside it ---------------------------------------------------------


class Sheet:
    """Rows of cells, written one after the other; the first column is for the formula of the row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook = xlsxwriter.Workbook(path)
        self.sheet = self.workbook.add_worksheet("Hitung")
        self.row = -1
        self.column = 0

    def next_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def typed(self, value: Any) -> str:
        """Write what was typed into the next cell, and give its address."""
        self.column += 1
        if value is not None:
            write = self.sheet.write_formula if value == '=""' else self.sheet.write
            write(self.row, self.column, value)
        return xl_rowcol_to_cell(self.row, self.column)

    def typed_range(self, values: Sequence[Any]) -> str:
        first = self.column + 1
        for value in values:
            self.typed(value)
        return xl_range(self.row, first, self.row, self.column)

    def formula(self, text: str) -> None:
        self.sheet.write_formula(self.row, 0, text, None, WRONG)

    def calculated(self, office: Office) -> list[Any]:
        """What LibreOffice makes of each row's formula."""
        self.workbook.close()
        values = office.values(self.path)["Hitung"]
        return [values[f"A{row + 1}"] for row in range(self.row + 1)]


def as_excel_shows(values: Any) -> list[Any]:
    return ["" if math.isnan(value) else value for value in np.ravel(values).tolist()]


def differences(expected: Sequence[Any], found: Sequence[Any], told: Sequence[str]) -> list[str]:
    """A line a row on which two readings differ: no value only beside no value, numbers alike."""
    return [
        f"{text}: {one!r} / {other!r}"
        for one, other, text in zip(expected, found, told, strict=True)
        if not _alike(one, other)
    ]


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return type(one) is type(other) and one == other


# --- words, read back ------------------------------------------------------------------------------------------------

SPOKEN = {
    "yang terkecil dari": "min", "yang terbesar dari": "max", "jumlah dari": "total", "rata-rata dari": "mean",
    ";": ",", "÷": "/", "×": "*", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", " = ": " == ",
}  # fmt: skip
SPOKEN_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def read_back(said: str) -> float:
    """The value of a formula that was said with numbers, in exact fractions; NaN where it divides by zero."""

    def exact(match: re.Match[str]) -> str:
        return f"F('{match[0].replace('.', '').replace(',', '.')}')"

    text = SPOKEN_NUMBER.sub(exact, said)
    for word, sign in SPOKEN.items():
        text = text.replace(word, sign)
    known = {"F": Fraction, "min": lambda *x: min(x), "max": lambda *x: max(x), "total": lambda *x: sum(x),
             "mean": lambda *x: sum(x) / len(x)}  # fmt: skip
    try:
        return float(eval(text, {"__builtins__": {}}, known))
    except ZeroDivisionError:
        return math.nan


def spoken_number(value: float) -> str:
    return bahasa.number(value, 10)


def test_words_with_numbers_can_be_read_back() -> None:
    said = "(1.250,5 − yang terkecil dari (2; -4)) ÷ rata-rata dari (3; 5) × 100 ≥ 0,25"
    assert read_back(said) == float((1250.5 - -4) / 4 * 100 >= 0.25)
    assert math.isnan(read_back("1 ÷ (2 − 2)"))


# --- the formulas of the catalogue -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A formula of the catalogue with what was typed for it, a list a name (for a score: a list a respondent)."""

    told: str
    formula: Formula
    indikator: Indikator
    typed: Mapping[str, list[Any]]
    ends: list[int]

    @property
    def slots(self) -> list[Slot]:
        return [slot for slot in self.indikator.slots if slot.kode in self.typed]


def number(source: random.Random) -> float | None:
    """A whole number, a quarter, zero or nothing; all exact in binary."""
    if source.random() < 0.12:
        return None
    if source.random() < 0.2:
        return 0.0
    return float(source.choice([source.randint(-3, 40), source.randint(-8, 80) / 4]))


def day(source: random.Random, deadline: int) -> int | str | None:
    """A date on, before or after the deadline, nothing, or TB."""
    near = deadline + source.choice([-1, 0, 1, -40, 40, source.randint(-300, 60)])
    return source.choice([near, near, near, None, None, TEXTS_ARE_NO_NUMBERS])


def typed_for(slot: Slot, source: random.Random) -> Any:
    if slot.tipe == "tanggal":
        return day(source, deadline(slot))
    if slot.tipe == "ya_tidak":
        return source.choice(["Ya", "Ya", "Tidak", None])
    if slot.tipe == "skor":
        return [source.choice([1, 2, 3, 4, None]) for _ in range(source.randint(1, 5))]
    return number(source)


def deadline(slot: Slot) -> int:
    return bahasa.serial(periods.deadline(2019, slot.batas or (12, 31)))


def asked_of(indikator: Indikator, told: str, rumus: Formula) -> Asked:
    source = random.Random(f"{indikator.kode} {told}")
    arguments = {isian for _, isian in rumus.measures}
    slots = [slot for slot in indikator.slots if slot.kode in rumus.names or slot.isian in arguments]
    computed = [part.kode for part in indikator.hitung if part.kode in rumus.names]
    typed = {slot.kode: [typed_for(slot, source) for _ in range(ROWS)] for slot in slots}
    typed |= {kode: [number(source) for _ in range(ROWS)] for kode in computed}
    months = [f"2019-{source.randint(1, 12):02d}" for _ in range(ROWS)]
    ends = [bahasa.serial(periods.last_day(month)) for month in months]
    return Asked(f"{indikator.kode} {told}: {rumus.text}", rumus, indikator, typed, ends)


def all_asked(catalog: Catalog) -> Iterator[Asked]:
    for _, indikator in catalog.indikator.values():
        yield asked_of(indikator, "rumus", indikator.rumus)
        for part in indikator.hitung:
            yield asked_of(indikator, f"hitung {part.kode}", part.rumus)
        for order, syarat in enumerate(indikator.syarat, start=1):
            yield asked_of(indikator, f"syarat {order}", syarat.rumus)


ASKED = list(all_asked(load_catalog()))


def columns_of(asked: Asked) -> dict[str, Column]:
    """What was typed as the stages know it: numbers by name, NaN for none, no deadline for TB."""
    columns = {PERIOD_END: np.array(asked.ends, dtype=float)}
    kinds = {slot.kode: slot.tipe for slot in asked.slots}
    for name, values in asked.typed.items():
        if kinds.get(name) == "skor":
            columns[name] = np.array([sum(score for score in scores if score) for scores in values], dtype=float)
            columns[f"{name}.banyak"] = np.array([len([s for s in scores if s]) for scores in values], dtype=float)
        else:
            words = {"Ya": 1.0, "Tidak": 0.0, TEXTS_ARE_NO_NUMBERS: None}
            columns[name] = np.array([words.get(value, value) for value in values], dtype=float)
    for slot in (slot for slot in asked.slots if slot.batas):
        absent = np.array([value == TEXTS_ARE_NO_NUMBERS for value in asked.typed[slot.kode]])
        columns[f"{slot.kode}.batas"] = np.where(absent, np.nan, float(deadline(slot)))
    return columns


def cells_of(sheet: Sheet, asked: Asked, order: int) -> dict[str, str]:
    """The row's figures as they stand in a template: names to addresses or expressions."""
    cells = {PERIOD_END: str(asked.ends[order])}
    kinds = {slot.kode: slot for slot in asked.slots}
    for name, values in asked.typed.items():
        slot = kinds.get(name)
        if slot and slot.tipe == "skor":
            area = sheet.typed_range([*values[order], None])
            cells[name], cells[f"{name}.banyak"] = f"SUM({area})", f"COUNT({area})"
            continue
        cell = sheet.typed(values[order])
        cells[name] = f'IF({cell}="Ya",1,0)' if slot and slot.tipe == "ya_tidak" else cell
        if slot and slot.batas:
            cells[f"{name}.batas"] = sheet.typed(deadline(slot))
    return cells


def evaluated(asked: Asked) -> Column:
    return formula.evaluate(asked.formula, columns_of(asked), asked.indikator.isian_by_kode, MEASURES).value


@pytest.mark.libreoffice
def test_every_formula_of_the_catalogue_is_calculated_alike_by_numpy_and_by_excel(
    office: Office, tmp_path: Path
) -> None:
    sheet, expected, told = Sheet(tmp_path / "katalog.xlsx"), [], []
    for asked in ASKED:
        expected += as_excel_shows(evaluated(asked))
        for order in range(ROWS):
            sheet.next_row()
            cells = cells_of(sheet, asked, order)
            sheet.formula(formula.excel(asked.formula, cells, asked.indikator.isian_by_kode, MEASURES))
            told.append(f"{asked.told} row {sheet.row + 1} { {k: v[order] for k, v in asked.typed.items()} }")
    assert differences(expected, sheet.calculated(office), told) == []


@pytest.mark.parametrize("asked", ASKED, ids=[asked.told.split(":")[0] for asked in ASKED])
def test_every_formula_of_the_catalogue_gives_the_same_when_its_words_are_read_back(asked: Asked) -> None:
    columns, isian = columns_of(asked), asked.indikator.isian_by_kode
    for measure, argument in asked.formula.measures:
        part = formula.parse(f"{measure}({argument})", MEASURES)
        columns[f"{measure}({argument})"] = formula.evaluate(part, columns, isian, MEASURES).value
    if asked.formula.measures == (("nrr", "skm"),):
        columns["nrr(skm)"] = np.round(columns["nrr(skm)"] * 64) / 64  # a number that can be said exactly
        expected = columns["nrr(skm)"] * 25
    else:
        expected = evaluated(asked)
    assert differences(*spoken(asked.formula, columns, expected)) == []


def spoken(rumus: Formula, columns: Mapping[str, Column], expected: Column) -> tuple[list[Any], list[Any], list[str]]:
    """Of each row with all numbers what is expected, what its words give, and the words."""
    needed = [*rumus.names, *(f"{measure}({isian})" for measure, isian in rumus.measures)]
    complete = [n for n in range(len(expected)) if not any(math.isnan(columns[name][n]) for name in needed)]
    said = [
        formula.words(rumus, {name: spoken_number(columns[name][n]) for name in needed}, MEASURES) for n in complete
    ]
    assert complete
    return as_excel_shows(expected[complete]), [as_excel_shows(read_back(text))[0] for text in said], said


@pytest.mark.parametrize("asked", ASKED, ids=[asked.told.split(":")[0] for asked in ASKED])
def test_the_random_figures_give_values_and_gaps_for_every_formula(asked: Asked) -> None:
    values = evaluated(asked)
    assert np.isnan(values).any()
    assert len(set(values[~np.isnan(values)])) > 1


def test_a_result_exists_only_where_every_name_has_a_number() -> None:
    for asked in (asked for asked in ASKED if not asked.formula.measures):
        columns = columns_of(asked)
        missing = np.any([np.isnan(columns[name]) for name in asked.formula.names], axis=0)
        result = formula.evaluate(asked.formula, columns, {}, MEASURES)
        assert (np.isnan(result.value) == (missing | result.divided_by_zero)).all(), asked.told


# --- two hundred formulas that nobody wrote --------------------------------------------------------------------------

NAMES = ("a", "b", "c", "d", "e")
LITERALS = ("0", "1", "2", "4", "100", "0.25", "1250.5", "7", "1e-3")


def generated(source: random.Random, depth: int) -> str:
    """A formula in text; parentheses also where they are not needed."""
    if depth == 0 or source.random() < 0.1:
        return source.choice([*NAMES, *NAMES, *LITERALS])

    def part() -> str:
        inner = generated(source, depth - 1)
        return f"({inner})" if source.random() < 0.5 else inner

    shape = source.random()
    if shape < 0.12:
        return f"-{part()}"
    if shape < 0.32:
        arguments = ", ".join(generated(source, depth - 1) for _ in range(source.randint(1, 3)))
        return f"{source.choice(['min', 'max', 'jumlah', 'rata'])}({arguments})"
    return f"{part()} {source.choice('+-*/')} {part()}"


def generated_formulas() -> list[Formula]:
    source = random.Random(2019)
    texts = [generated(source, source.randint(1, 4)) for _ in range(GENERATED)]
    for order in range(0, GENERATED, 10):
        sign = ("<=", "<", ">=", ">", "==", "!=")[order // 10 % 6]
        texts[order] = f"a + b * {source.choice(NAMES)} {sign} max(c, d) - {source.choice(LITERALS)}"
    return [formula.parse(text, MEASURES) for text in texts]


def generated_columns(order: int) -> dict[str, Column]:
    source = random.Random(f"figures {order}")
    exact = [0.0, 0.0, 1.0, -1.0, 2.0, 3.0, -4.0, 0.5, 0.25, -0.75, 12.0, 37.5]
    return {
        name: np.array([math.nan if source.random() < 0.04 else source.choice(exact) for _ in range(GENERATED_ROWS)])
        for name in NAMES
    }


@pytest.mark.libreoffice
def test_generated_formulas_are_calculated_alike_by_numpy_and_by_excel(office: Office, tmp_path: Path) -> None:
    sheet, expected, told = Sheet(tmp_path / "acak.xlsx"), [], []
    for order, rumus in enumerate(generated_formulas()):
        columns = generated_columns(order)
        expected += as_excel_shows(formula.evaluate(rumus, columns, {}, MEASURES).value)
        for n in range(GENERATED_ROWS):
            sheet.next_row()
            figures = {name: None if math.isnan(column[n]) else column[n] for name, column in columns.items()}
            cells = {name: sheet.typed(value) for name, value in figures.items()}
            sheet.formula(formula.excel(rumus, cells, {}, MEASURES))
            told.append(f"{rumus.text} {figures}")
    assert differences(expected, sheet.calculated(office), told) == []
    assert 0.1 < expected.count("") / len(expected) < 0.6


def test_generated_formulas_give_the_same_when_their_words_are_read_back() -> None:
    wrong: list[str] = []
    for order, rumus in enumerate(generated_formulas()):
        columns = generated_columns(order)
        expected = formula.evaluate(rumus, columns, {}, MEASURES).value
        wrong += differences(*spoken(rumus, columns, expected))
    assert wrong == []


# --- what is calculated on top of a formula --------------------------------------------------------------------------


def months(source: random.Random) -> list[Any]:
    """Up to twelve cells: numbers, blank, a formula's empty text, TB."""
    kinds: list[Callable[[], Any]] = [
        lambda: source.randint(-8, 80) / 4,
        lambda: 0.0,
        lambda: None,
        lambda: '=""',
        lambda: TEXTS_ARE_NO_NUMBERS,
    ]
    gaps = source.choice([0, 1, 6])
    return [source.choices(kinds, weights=[4, 1, gaps, gaps, gaps])[0]() for _ in range(12)]


def numbers_in(cells: Sequence[Any]) -> Column:
    return np.array([cell if isinstance(cell, float) else math.nan for cell in cells])


@pytest.mark.libreoffice
def test_months_add_up_alike_in_numpy_and_in_excel(office: Office, tmp_path: Path) -> None:
    source, sheet = random.Random("bulan"), Sheet(tmp_path / "akumulasi.xlsx")
    expected, told = [], []
    for name, akumulasi in AKUMULASI.items():
        for _ in range(80):
            length = source.randint(1, 12)
            own, leader = months(source)[:length], months(source)[:length]
            expected += as_excel_shows(akumulasi.numbers(numbers_in(own), numbers_in(leader))[-1])
            sheet.next_row()
            sheet.formula(akumulasi.excel(sheet.typed_range(own), sheet.typed_range(leader)))
            told.append(f"{name} {own} {leader}")
    assert differences(expected, sheet.calculated(office), told) == []


@pytest.mark.libreoffice
def test_the_last_entry_of_a_document_may_be_a_text(office: Office, tmp_path: Path) -> None:
    source, sheet = random.Random("entri"), Sheet(tmp_path / "entri.xlsx")
    expected, told = [], []
    for _ in range(60):
        cells = months(source)[: source.randint(2, 12)]
        expected.append(next((cell for cell in reversed(cells) if cell not in (None, '=""')), ""))
        sheet.next_row()
        sheet.formula(excel_last_entry(sheet.typed_range(cells)))
        told.append(str(cells))
    assert differences(expected, sheet.calculated(office), told) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("arah", ["naik", "turun"])
@pytest.mark.parametrize("cap", [None, 100.0, 120.0])
def test_capaian_is_calculated_alike_by_numpy_and_by_excel(
    arah: str, cap: float | None, office: Office, tmp_path: Path
) -> None:
    source, sheet = random.Random(f"{arah} {cap}"), Sheet(tmp_path / "capaian.xlsx")
    expected, told = [], []
    for _ in range(60):
        realisasi, target = number(source), number(source)
        arrays = (np.array([value], dtype=float) for value in (realisasi, target))
        expected += as_excel_shows(capaian(*arrays, np.array([arah == "turun"]), cap))
        sheet.next_row()
        cells = sheet.typed(realisasi), sheet.typed(target)
        sheet.formula(excel_capaian(*cells, arah, None if cap is None else sheet.typed(cap)))
        told.append(f"{realisasi} of {target}")
    assert differences(expected, sheet.calculated(office), told) == []
    assert expected.count("") > 5


ON_THE_EDGES = [90.99, 90.994, 90.995, 90.9949999, 90.99500000000001, 91, 91.004, 75.99, 75.995, 76, 65.995, 66, 50.99,
                51, 0, -3, 120, 1e6, None, '=""', TEXTS_ARE_NO_NUMBERS]  # fmt: skip


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "aturan",
    [Aturan(), Aturan(pita=((100.0, "Tercapai"), (None, "Belum"))), Aturan(pita=((None, "Dinilai"),))],
    ids=["default_bands", "two_bands", "one_band"],
)
def test_predikat_is_found_alike_by_numpy_and_by_excel(aturan: Aturan, office: Office, tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "predikat.xlsx")
    values = np.array([value if isinstance(value, int | float) else math.nan for value in ON_THE_EDGES])
    expected = predikat(values, aturan).tolist()
    for value in ON_THE_EDGES:
        sheet.next_row()
        cell = sheet.typed(value)
        limits = [sheet.typed(limit) for limit, _ in aturan.pita[:-1]]
        words = [sheet.typed(word) for _, word in aturan.pita]
        sheet.formula(excel_predikat(cell, limits, words))
    assert differences(expected, sheet.calculated(office), [str(value) for value in ON_THE_EDGES]) == []
