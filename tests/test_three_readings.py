"""The three readings of one formula agree: numbers by numpy, live Excel by LibreOffice, and Indonesian words."""

from __future__ import annotations

import ast
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

from iki_excel.decree import Catalog, Indikator, load_catalog
from iki_excel.decree.fields import DATE, NUMBER, SCORE, TB, YES_NO
from iki_excel.decree.kinds import (
    MEASURES,
    PERIOD_END,
    Isian,
    Slot,
    before,
    checklist,
    group,
    of_month,
    parts_of,
    so_far,
)
from iki_excel.decree.kinds.over_columns import parts_of_documents, with_all_parts, with_all_parts_of_month
from iki_excel.decree.settings import Aturan
from iki_excel.judging.achievement import capaian, capaian_in_range, predikat, predikat_words
from iki_excel.language import formula
from iki_excel.language.accumulating import accumulated
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells import (
    BLANK,
    Cell,
    Constant,
    Count,
    Expression,
    Many,
    Name,
    NamedRange,
    Range,
    Sum,
    bound,
    excel,
)
from iki_excel.language.cells.columns import Column, Contents, of_numbers, over_columns
from iki_excel.language.formula import Formula, Langkah, Skala
from iki_excel.language.formula.evaluating import Evaluation, evaluate
from iki_excel.language.places import Area, Place
from iki_excel.language.rounding import round_half_away
from iki_excel.words import bahasa, periods
from iki_excel.words.periods import Periode
from tests.office import Office

pytestmark = pytest.mark.decree

WRONG = 987654321.0
"""What a formula is saved with: LibreOffice must calculate it anew."""

ROWS = 40
GENERATED, GENERATED_ROWS = 200, 8


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

    def typed(self, value: Any) -> Cell:
        """Write what was typed into the next cell, and give it."""
        self.column += 1
        if value is not None:
            write = self.sheet.write_formula if value == '=""' else self.sheet.write
            write(self.row, self.column, value)
        return self.last

    def typed_range(self, values: Sequence[Any]) -> Range:
        first = self.column + 1
        for value in values:
            self.typed(value)
        return self.since(first)

    def named_range(self, name: str, values: Sequence[Any]) -> NamedRange:
        """The same, which formulas call by a name."""
        area = self.typed_range(values).area
        self.workbook.define_name(name, f"={area.reference}")
        return NamedRange(area, name)

    def helper(self, expression: Expression) -> Cell:
        """Write a formula on the way into the next cell, and give it."""
        self.column += 1
        self.sheet.write_formula(self.row, self.column, f"={excel(expression, 'Hitung')}", None, WRONG)
        return self.last

    @property
    def last(self) -> Cell:
        return Cell(Place("Hitung", self.row, self.column))

    def since(self, first: int) -> Range:
        return Range(Area("Hitung", self.row, first, self.row, self.column))

    def formula(self, expression: Expression) -> None:
        self.sheet.write_formula(self.row, 0, f"={excel(expression, 'Hitung')}", None, WRONG)

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
    "pembulatan desimal": "rounded",
    ";": ",", "÷": "/", "×": "*", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", " = ": " == ",
}  # fmt: skip


class Absent:
    """What does not apply, as a formula says it with TB: a sum leaves it out, all else with it does not apply."""

    def __add__(self, other: Any) -> Any:
        return other

    __radd__ = __add__

    def absorbed(self, *_: Any) -> Any:
        """What has a part that does not apply."""
        return self

    __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __neg__ = absorbed

    def __float__(self) -> float:
        return math.nan


SPOKEN_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def read_back(said: str) -> float:
    """The value of a formula that was said with numbers, in exact fractions; NaN where it divides by zero."""

    def exact(match: re.Match[str]) -> str:
        return f"F('{match[0].replace('.', '').replace(',', '.')}')"

    text = SPOKEN_NUMBER.sub(exact, said)
    for word, sign in SPOKEN.items():
        text = text.replace(word, sign)
    known = {"F": Fraction, TB: Absent(), "min": lambda *x: min(x), "max": lambda *x: max(x),
             "total": lambda *x: sum(x), "mean": lambda *x: sum(x) / len(x), "rounded": to_digits,
             "skala": by_steps}  # fmt: skip
    try:
        return float(eval(text, {"__builtins__": {}}, known))
    except ZeroDivisionError:
        return math.nan


def to_digits(value: Fraction, digits: Fraction) -> Fraction:
    """Rounded to so many digits, halves away from zero."""
    unit = Fraction(10) ** int(digits)
    return Fraction(math.copysign(math.floor(abs(value) * unit + Fraction(1, 2)), value)) / unit


def by_steps(value: Fraction) -> Fraction:
    """What a number counts as."""
    if isinstance(value, Absent):
        return value
    steps = [(Fraction(str(one.dari)), Fraction(str(one.nilai))) for one in STEPS.langkah]
    return next((counts for limit, counts in reversed(steps) if to_digits(value, Fraction(6)) >= limit), steps[0][1])


def spoken_number(value: float) -> str:
    return TB if math.isnan(value) else bahasa.number(value, 10)


def test_words_with_numbers_can_be_read_back() -> None:
    said = "(1.250,5 − yang terkecil dari (2; -4)) ÷ rata-rata dari (3; 5) × 100 ≥ 0,25"
    assert read_back(said) == float((1250.5 - -4) / 4 * 100 >= 0.25)
    assert math.isnan(read_back("1 ÷ (2 − 2)"))
    assert read_back("(7 + TB) × 2 + (TB − 1)") == 14
    assert math.isnan(read_back("(TB + TB) ÷ 2"))
    assert read_back("pembulatan desimal (0,125 + (-0,25); 2)") == -0.13


# --- the formulas of the catalogue -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A formula of the catalogue with what was typed for it, a list a name (for a score: a list a respondent).

    ``never``: of each document in which rows it is never asked for, as one from before the office began.
    """

    told: str
    formula: Formula
    indikator: Indikator
    typed: Mapping[str, list[Any]]
    ends: list[int]
    never: Mapping[str, list[bool]]

    @property
    def slots(self) -> list[Slot]:
        return [slot for slot in self.indikator.slots if slot.kode in self.typed]


def number(source: random.Random) -> float | str | None:
    """A whole number, a quarter, zero, TB or nothing; all exact in binary."""
    if source.random() < 0.12:
        return TB
    return figure(source)


def figure(source: random.Random) -> float | None:
    """A whole number, a quarter, zero or nothing; all exact in binary."""
    if source.random() < 0.12:
        return None
    if source.random() < 0.2:
        return 0.0
    return float(source.choice([source.randint(-3, 40), source.randint(-8, 80) / 4]))


def day(source: random.Random, deadline: int) -> int | str | None:
    """A date on, before or after the deadline, nothing, or TB."""
    near = deadline + source.choice([-1, 0, 1, -40, 40, source.randint(-300, 60)])
    return source.choice([near, near, near, None, None, TB])


def typed_for(slot: Slot, source: random.Random) -> Any:
    if slot.field is DATE:
        return day(source, deadline(slot))
    if slot.field is YES_NO:
        return source.choice(["Ya", "Ya", "Tidak", None])
    if slot.field is SCORE:
        return [source.choice([1, 2, 3, 4, None]) for _ in range(source.randint(1, 5))]
    return number(source)


def nothing_for(slot: Slot) -> Any:
    """What does not apply."""
    if slot.field is SCORE:
        return [None]
    return None if slot.field is YES_NO else TB


def deadline(slot: Slot) -> int:
    return bahasa.serial(periods.deadline(2019, slot.batas or (12, 31)))


def asked_of(indikator: Indikator, told: str, rumus: Formula) -> Asked:
    source = random.Random(f"{indikator.kode} {told}")
    arguments = {isian for _, isian in rumus.measures}
    slots = [slot for slot in indikator.slots if slot.kode in rumus.names or slot.isian in arguments]
    computed = [part.kode for part in indikator.hitung if part.kode in rumus.names]
    typed = {slot.kode: [nothing_for(slot), *(typed_for(slot, source) for _ in range(ROWS - 1))] for slot in slots}
    typed |= {kode: [number(source) for _ in range(ROWS)] for kode in computed}
    months = [f"2019-{source.randint(1, 12):02d}" for _ in range(ROWS)]
    ends = [bahasa.serial(Periode(month).last_day) for month in months]
    never = {slot.kode: [source.random() < 0.15 for _ in range(ROWS)] for slot in slots if slot.batas}
    return Asked(f"{indikator.kode} {told}: {rumus.text}", rumus, indikator, typed, ends, never)


def all_asked(catalog: Catalog) -> Iterator[Asked]:
    for _, indikator in catalog.indikator.values():
        yield asked_of(indikator, "rumus", indikator.rumus)
        for part in indikator.hitung:
            yield asked_of(indikator, f"hitung {part.kode}", part.rumus)
        for order, syarat in enumerate(indikator.syarat, start=1):
            yield asked_of(indikator, f"syarat {order}", syarat.rumus)


ASKED = list(all_asked(load_catalog()))
OF_NUMBERS = [asked for asked in ASKED if not asked.formula.measures and not asked.formula.is_condition]
"""What is computed of numbers alone."""


def columns_of(asked: Asked) -> dict[str, Contents]:
    """What was typed as the stages know it: numbers by name, TB as a text."""
    columns = {PERIOD_END: of_numbers(asked.ends)}
    kinds = {slot.kode: slot for slot in asked.slots}
    for name, values in asked.typed.items():
        if name in kinds and kinds[name].field is SCORE:
            columns[name] = of_numbers([sum(score for score in scores if score) for scores in values])
            columns[f"{name}.banyak"] = of_numbers([len([s for s in scores if s]) for scores in values])
        else:
            columns[name] = contents(values)
    documents = [slot for slot in asked.slots if slot.batas]
    columns |= {f"{slot.kode}.batas": of_numbers([deadline(slot)] * ROWS) for slot in documents}
    return columns | {f"{slot.kode}.tagih": days_asked_for(asked, slot) for slot in documents}


def days_asked_for(asked: Asked, slot: Slot) -> Contents:
    """When a document becomes due by itself: on its deadline, or never, which is a text."""
    never = asked.never[slot.kode]
    return of_numbers([math.nan if one else deadline(slot) for one in never],
                      np.array(["" if one else None for one in never], dtype=object))  # fmt: skip


def contents(values: Sequence[Any]) -> Contents:
    """A column of what was typed: numbers, words, nothing."""
    words = {"Ya": 1.0, "Tidak": 0.0}
    numbers = [words.get(value, math.nan) if value is None or isinstance(value, str) else value for value in values]
    texts = [value if value == TB else None for value in values]
    return of_numbers(numbers, np.array(texts, dtype=object))


def numbers_of(asked: Asked) -> dict[str, Column]:
    return {name: column.number for name, column in columns_of(asked).items()}


def cells_of(sheet: Sheet, asked: Asked, order: int) -> dict[str, Many]:
    """The row's figures as they stand in a template: names to cells or expressions, parts to ranges.

    What a number counts as has a cell of its own: a sum would stumble over a text that it gives as an argument.
    """
    cells: dict[str, Many] = {PERIOD_END: Constant(asked.ends[order])}
    for name, values in asked.typed.items():
        slot = next((slot for slot in asked.slots if slot.kode == name), None)
        if slot and slot.field is SCORE:
            area = sheet.typed_range([*values[order], None])
            cells[name], cells[f"{name}.banyak"] = Sum(area), Count(area)
            continue
        cell = sheet.typed(values[order])
        counted = slot.field.number_of(cell) if slot else cell
        cells[name] = sheet.helper(counted) if slot and slot.field is NUMBER else counted
        if slot and slot.batas:
            cells[f"{name}.batas"] = day = sheet.typed(deadline(slot))
            cells[f"{name}.tagih"] = BLANK if asked.never[name][order] else day
    return cells | parts_on(sheet, asked, cells)


def parts_on(sheet: Sheet, asked: Asked, cells: Mapping[str, Many]) -> dict[str, Many]:
    """What the parts of measures come to, each in a cell of its own; those of one kind side by side."""
    groups: dict[str, Many] = {}
    for isian in (asked.indikator.isian_by_kode[name] for _, name in asked.formula.measures):
        for nama in dict.fromkeys(part.nama for part in parts_of(isian)):
            first = sheet.column + 1
            for part in (part for part in parts_of(isian) if part.nama == nama):
                sheet.helper(part.over(cells))
            groups[group(nama, isian.kode)] = sheet.since(first)
    return groups


def evaluated(asked: Asked) -> Column:
    return asked_for(asked, asked.formula).value


def asked_for(asked: Asked, rumus: Formula) -> Evaluation:
    isian = {name: asked.indikator.isian_by_kode[name] for _, name in asked.formula.measures}
    return evaluate(rumus, with_all_parts(columns_of(asked), isian), isian, MEASURES)


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
            sheet.formula(formula.live(asked.formula, cells, asked.indikator.isian_by_kode, MEASURES))
            told.append(f"{asked.told} row {sheet.row + 1} { {k: v[order] for k, v in asked.typed.items()} }")
    assert differences(expected, sheet.calculated(office), told) == []


@pytest.mark.parametrize("asked", ASKED, ids=[asked.told.split(":")[0] for asked in ASKED])
def test_every_formula_of_the_catalogue_gives_the_same_when_its_words_are_read_back(asked: Asked) -> None:
    columns = numbers_of(asked)
    for measure, argument in asked.formula.measures:
        part = formula.parse(f"{measure}({argument})", MEASURES)
        columns[f"{measure}({argument})"] = asked_for(asked, part).value
    if asked.formula.measures == (("nrr", "skm"),):
        columns["nrr(skm)"] = np.round(columns["nrr(skm)"] * 64) / 64  # a number that can be said exactly
        expected = round_half_away(columns["nrr(skm)"] * 25, 2)
    else:
        expected = evaluated(asked)
    assert differences(*spoken(asked.formula, columns, expected)) == []


@pytest.mark.parametrize("asked", OF_NUMBERS, ids=[asked.told.split(":")[0] for asked in OF_NUMBERS])
def test_a_formula_with_a_part_that_does_not_apply_gives_the_same_when_its_words_are_read_back(asked: Asked) -> None:
    columns, expected = numbers_of(asked), evaluated(asked)
    said = [
        formula.words(asked.formula, {name: spoken_number(columns[name][n]) for name in asked.formula.names}, MEASURES)
        for n in range(ROWS)
    ]
    assert differences(as_excel_shows(expected), [as_excel_shows(read_back(text))[0] for text in said], said) == []
    assert any(TB in text for text in said)


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


def applies(node: ast.AST, known: Mapping[str, Column]) -> Any:
    """Whether what a tree is made of applies: of a sum one of its parts, of all else every part."""
    match node:
        case ast.Name(id=name):
            return known[name]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return applies(left, known) | applies(right, known)
        case ast.BinOp(left=left, right=right):
            return applies(left, known) & applies(right, known)
        case ast.Constant():
            return np.True_
    raise AssertionError(ast.dump(node))


def test_a_result_exists_where_some_part_of_a_sum_and_every_part_of_all_else_has_a_number() -> None:
    for asked in OF_NUMBERS:
        known = {name: ~np.isnan(column) for name, column in numbers_of(asked).items()}
        result = asked_for(asked, asked.formula)
        exists = applies(asked.formula.tree, known) & ~result.divided_by_zero
        assert (~np.isnan(result.value) == exists).all(), asked.told


def test_a_condition_is_asked_only_where_every_name_has_a_number() -> None:
    conditions = [asked for asked in ASKED if asked.formula.is_condition]
    assert conditions
    for asked in conditions:
        columns = numbers_of(asked)
        missing = np.any([np.isnan(columns[name]) for name in asked.formula.names], axis=0)
        assert (np.isnan(evaluated(asked)) == missing).all(), asked.told


# --- the month of a checklist -----------------------------------------------------------------------------------------

CHECKLISTS = [one for _, indikator in load_catalog().indikator.values() for one in indikator.isian if one.dokumen]


def two_months(isian: Isian, source: random.Random) -> dict[str, list[Any]]:
    """How the documents of a checklist stand at the end of two months, one after the other."""
    first = source.randint(0, 10)
    told: dict[str, list[Any]] = {
        PERIOD_END: [bahasa.serial(month.last_day) for month in Periode("2019").months[first : first + 2]]
    }
    for date, quality in isian.dokumen:
        earlier = source.choice([None, day(source, deadline(date))])
        told[date.kode] = [earlier, source.choice([earlier, day(source, deadline(date))])]
        told[f"{date.kode}.batas"] = [deadline(date)] * 2
        told[f"{date.kode}.tagih"] = [source.choice([deadline(date), deadline(date), ""])] * 2
        if quality:
            told[quality.kode] = [source.choice(["Ya", "Tidak", None]) for _ in range(2)]
    return told


def counted_by_numpy(isian: Isian, told: Mapping[str, list[Any]]) -> float:
    """Of the second month: a hundred for what became due, and one for what of it meets."""
    year = {name: standing([values]) for name, values in told.items()}
    groups = with_all_parts_of_month(year, parts_of_documents(year, {isian.kode: isian}), {isian.kode: isian})

    def count(nama: str) -> float:
        found = groups[group(nama, isian.kode)]
        assert isinstance(found, tuple)
        return float(sum(part.number[0, -1] for part in found))

    return 100 * count(checklist.DUE) + count(checklist.MET)


def standing(months: Sequence[Sequence[Any]]) -> Contents:
    """Rows of what stands after each month: numbers, TB, a day that never comes."""
    rows = [contents(row) for row in months]
    never = np.array([["" if value == "" else None for value in row] for row in months], dtype=object)
    texts = np.array([row.text for row in rows], dtype=object)
    return of_numbers(np.array([row.number for row in rows]), np.where(never == "", never, texts))


def counted_by_excel(sheet: Sheet, isian: Isian, told: Mapping[str, list[Any]]) -> Expression:
    """The same by cells, as on a form: what each document was, what it is, and so what it became."""
    last, now = ({name: stood(sheet, values[month]) for name, values in told.items()} for month in (0, 1))
    found: dict[str, list[Cell]] = {checklist.DUE: [], checklist.MET: []}
    beside: dict[str, dict[str, Many]] = {}
    for part in parts_of(isian):
        assert part.of_month is not None
        own = beside.setdefault(part.slot, {})
        own[before(part.nama)] = sheet.helper(part.over(last))
        own[so_far(part.nama)] = sheet.helper(part.over(now))
        own[of_month(part.nama)] = cell = sheet.helper(bound(part.of_month, own))
        found[part.nama].append(cell)
    return Constant(100) * Sum(*found[checklist.DUE]) + Sum(*found[checklist.MET])


def stood(sheet: Sheet, value: Any) -> Expression:
    """What stood for a name in a cell; a form counts Ya as 1 and Tidak as 0."""
    if value == "":
        return BLANK
    return sheet.typed({"Ya": 1, "Tidak": 0}.get(value, value))


@pytest.mark.libreoffice
def test_what_became_due_in_a_month_is_counted_alike_by_numpy_and_by_excel(office: Office, tmp_path: Path) -> None:
    source, sheet = random.Random("jatuh tempo"), Sheet(tmp_path / "daftar.xlsx")
    expected, told = [], []
    for isian in CHECKLISTS:
        for _ in range(ROWS):
            months = two_months(isian, source)
            expected.append(counted_by_numpy(isian, months))
            sheet.next_row()
            sheet.formula(counted_by_excel(sheet, isian, months))
            told.append(f"{isian.kode} {months}")
    assert differences(expected, sheet.calculated(office), told) == []
    assert len(set(expected)) > 5


# --- two hundred formulas that nobody wrote --------------------------------------------------------------------------

NAMES = ("a", "b", "c", "d", "e")
LITERALS = ("0", "1", "2", "4", "100", "0.25", "1250.5", "7", "1e-3")
STEPS = Skala("langkah", "Langkah", (Langkah(-1, 2), Langkah(0.3, 0.5), Langkah(2, 0), Langkah(12.25, -4)))


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
    if shape < 0.18:
        return f"bulat({part()}, {source.randint(0, 3)})"
    if shape < 0.24:
        return f"skala({part()}, {STEPS.kode})"
    if shape < 0.4:
        arguments = ", ".join(generated(source, depth - 1) for _ in range(source.randint(1, 3)))
        return f"{source.choice(['min', 'max', 'jumlah', 'rata'])}({arguments})"
    return f"{part()} {source.choice('+-*/')} {part()}"


def generated_formulas() -> list[Formula]:
    source = random.Random(2019)
    texts = [generated(source, source.randint(1, 4)) for _ in range(GENERATED)]
    for order in range(0, GENERATED, 10):
        sign = ("<=", "<", ">=", ">", "==", "!=")[order // 10 % 6]
        texts[order] = f"a + b * {source.choice(NAMES)} {sign} max(c, d) - {source.choice(LITERALS)}"
    return [formula.parse(text, MEASURES, {}, [STEPS]) for text in texts]


def generated_columns(order: int) -> dict[str, Column]:
    source = random.Random(f"figures {order}")
    exact = [0.0, 0.0, 1.0, -1.0, 2.0, 3.0, -4.0, 0.5, 0.25, -0.75, 12.0, 37.5]
    return {
        name: np.array([math.nan if source.random() < 0.04 else source.choice(exact) for _ in range(GENERATED_ROWS)])
        for name in NAMES
    }


def generated_value(rumus: Formula, columns: Mapping[str, Column]) -> Column:
    return evaluate(rumus, {name: of_numbers(column) for name, column in columns.items()}, {}, MEASURES).value


def steps_on(sheet: Sheet) -> dict[str, Many]:
    """Where the steps stand, beside each other."""
    limits, values = ([getattr(step, key) for step in STEPS.langkah] for key in ("dari", "nilai"))
    typed = sheet.typed_range(limits)
    return {**STEPS.named(typed, Cell(typed.area.first), sheet.typed_range(values))}


@pytest.mark.libreoffice
def test_generated_formulas_are_calculated_alike_by_numpy_and_by_excel(office: Office, tmp_path: Path) -> None:
    sheet, expected, told = Sheet(tmp_path / "acak.xlsx"), [], []
    for order, rumus in enumerate(generated_formulas()):
        columns = generated_columns(order)
        expected += as_excel_shows(generated_value(rumus, columns))
        for n in range(GENERATED_ROWS):
            sheet.next_row()
            figures = {name: None if math.isnan(column[n]) else column[n] for name, column in columns.items()}
            cells: dict[str, Many] = {name: sheet.typed(value) for name, value in figures.items()}
            sheet.formula(formula.live(rumus, cells | steps_on(sheet), {}, MEASURES))
            told.append(f"{rumus.text} {figures}")
    assert differences(expected, sheet.calculated(office), told) == []
    assert 0.1 < expected.count("") / len(expected) < 0.6


def test_generated_formulas_give_the_same_when_their_words_are_read_back() -> None:
    wrong: list[str] = []
    for order, rumus in enumerate(generated_formulas()):
        columns = generated_columns(order)
        expected = generated_value(rumus, columns)
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
        lambda: TB,
    ]
    gaps = source.choice([0, 1, 6])
    return [source.choices(kinds, weights=[4, 1, gaps, gaps, gaps])[0]() for _ in range(12)]


@pytest.mark.libreoffice
def test_months_add_up_alike_in_numpy_and_in_excel(office: Office, tmp_path: Path) -> None:
    source, sheet = random.Random("bulan"), Sheet(tmp_path / "akumulasi.xlsx")
    expected, told = [], []
    for name, kind in AKUMULASI.items():
        for _ in range(80):
            length = source.randint(1, 12)
            own, leader = months(source)[:length], months(source)[:length]
            so_far = accumulated(kind, contents(own_words(own)), contents(own_words(leader)))
            expected.append(as_shown(so_far.number[-1], so_far.text[-1]))
            sheet.next_row()
            sheet.formula(month_by_month(sheet, kind, own, leader))
            told.append(f"{name} {own} {leader}")
    assert differences(expected, sheet.calculated(office), told) == []


def own_words(cells: Sequence[Any]) -> list[Any]:
    return [None if cell == '=""' else cell for cell in cells]


def as_shown(number: float, text: str) -> Any:
    return text or "" if math.isnan(number) else float(number)


def month_by_month(sheet: Sheet, kind: Any, own: Sequence[Any], leader: Sequence[Any]) -> Expression:
    """The sum so far of the last month; those before stand in cells of their own, as on a sheet of the result."""
    entries, leaders = [sheet.typed(value) for value in own], [sheet.typed(value) for value in leader]
    so_far = kind.after(entries[:1], leaders[0], None)
    for month, followed in enumerate(leaders[1:], start=2):
        so_far = kind.after(entries[:month], followed, sheet.helper(so_far))
    return so_far


ARAH = [("naik", True), ("turun", True), ("turun", False), ("stabil", True), ("stabil", False)]


@pytest.mark.libreoffice
@pytest.mark.parametrize(("arah", "judges_zero"), ARAH)
@pytest.mark.parametrize("cap", [None, 100.0, 120.0])
def test_capaian_is_calculated_alike_by_numpy_and_by_excel(
    arah: str, judges_zero: bool, cap: float | None, office: Office, tmp_path: Path
) -> None:
    source, sheet = random.Random(f"{arah} {cap}"), Sheet(tmp_path / "capaian.xlsx")
    expected, told = [], []
    for _ in range(60):
        realisasi, target = number(source), number(source)
        limit = None if cap is None else Constant(cap)
        value = capaian(Name("realisasi"), Name("target"), arah, limit, judges_zero=judges_zero)
        columns = {"realisasi": contents([realisasi]), "target": contents([target])}
        expected += as_excel_shows(over_columns(value, columns).number)
        sheet.next_row()
        cells = sheet.typed(realisasi), sheet.typed(target)
        limit = None if cap is None else sheet.typed(cap)
        sheet.formula(capaian(*cells, arah, limit, judges_zero=judges_zero))
        told.append(f"{realisasi} of {target}")
    assert differences(expected, sheet.calculated(office), told) == []
    assert expected.count("") > 5


@pytest.mark.libreoffice
@pytest.mark.parametrize("cap", [None, 95.0])
def test_capaian_of_a_range_is_calculated_alike_by_numpy_and_by_excel(
    cap: float | None, office: Office, tmp_path: Path
) -> None:
    source, sheet = random.Random(f"rentang {cap}"), Sheet(tmp_path / "rentang.xlsx")
    expected, told = [], []
    for _ in range(60):
        dari = float(source.choice([0, 5, 20]))
        realisasi, sampai = number(source), dari + source.choice([0, 1, 10])
        limit = None if cap is None else Constant(cap)
        value = capaian_in_range(Name("realisasi"), Constant(dari), Constant(sampai), limit)
        expected += as_excel_shows(over_columns(value, {"realisasi": contents([realisasi])}).number)
        sheet.next_row()
        cells = sheet.typed(realisasi), sheet.typed(dari), sheet.typed(sampai)
        sheet.formula(capaian_in_range(*cells, None if cap is None else sheet.typed(cap)))
        told.append(f"{realisasi} of {dari}–{sampai}")
    assert differences(expected, sheet.calculated(office), told) == []
    assert expected.count("") > 5


ON_THE_EDGES = [90.99, 90.994, 90.995, 90.9949999, 90.99500000000001, 91, 91.004, 75.99, 75.995, 76, 65.995, 66, 50.99,
                51, 0, -3, 120, 1e6, None, '=""', TB]  # fmt: skip


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "aturan",
    [Aturan(), Aturan(pita=((100.0, "Tercapai"), (None, "Belum"))), Aturan(pita=((None, "Dinilai"),))],
    ids=["default_bands", "two_bands", "one_band"],
)
def test_predikat_is_found_alike_by_numpy_and_by_excel(aturan: Aturan, office: Office, tmp_path: Path) -> None:
    """The bands rise, in ranges that formulas call by name."""
    sheet, limits, words = Sheet(tmp_path / "predikat.xlsx"), *zip(*aturan.bands, strict=True)
    expected = predikat_words(contents(own_words(ON_THE_EDGES)).number, aturan.bands).tolist()
    for value in ON_THE_EDGES:
        sheet.next_row()
        cell, row = sheet.typed(value), sheet.row
        bands = sheet.named_range(f"batas_{row}", limits), sheet.named_range(f"kata_{row}", words)
        sheet.formula(predikat(cell, *bands, sheet.typed(2)))
    assert differences(expected, sheet.calculated(office), [str(value) for value in ON_THE_EDGES]) == []
    assert len({*expected}) == len(aturan.bands) + 1
