"""Live cells: an expression comes to what LibreOffice and Gnumeric make of its text, whatever its cells hold."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from iki_excel.language.cells import (
    BLANK,
    And,
    Average,
    Calculation,
    Cell,
    Constant,
    Count,
    CountFilled,
    CountIf,
    Error,
    Expression,
    If,
    IfError,
    Index,
    Int,
    IsBlank,
    IsError,
    IsNumber,
    IsText,
    Left,
    Length,
    Match,
    Max,
    Min,
    Name,
    NamedCell,
    NamedRange,
    Not,
    Or,
    Range,
    Rank,
    Round,
    Sum,
    SumIf,
    Trim,
    Upper,
    bound,
    excel,
)
from iki_excel.language.cells.columns import COMPUTED, of_numbers, over_columns
from iki_excel.language.places import Area, Place
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office

CELLS = (None, 0.0, 3.0, -2.5, "rapat", "TB", Error("#N/A"), 43555.0, "", 1.005, 3.0, "tb ", "Rapat", 0.1 + 0.2,
         0.3, 12.000000000000002, 11.999999999999998)  # fmt: skip
"""What stands in the first column: blank, numbers, texts, an error, a formula that gives an empty text."""

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # of the length of a batch

AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""A batch that differs names the formula; making it smaller would ask the office a thousand times."""

SHEET, OTHER = "Hitung", "Nilai lain"
PLACES = [Place(OTHER, row, 0) for row in range(len(CELLS))]


# --- random expressions ----------------------------------------------------------------------------------------------

NAMED_CELLS = [NamedCell(place, f"sel_{place.row}") for place in PLACES]
NAMED_RANGE = NamedRange(Area(OTHER, 1, 0, 7, 0), "beberapa_sel")


def has_fraction(value: Any) -> bool:
    return isinstance(value, float) and not value.is_integer()


def area(first: int, last: int) -> Range:
    return Range(Area(OTHER, first, 0, last, 0))


cells = st.one_of(st.sampled_from(PLACES).map(Cell), st.sampled_from(NAMED_CELLS))
ends = st.tuples(st.integers(0, len(CELLS) - 1), st.integers(0, len(CELLS) - 1)).map(sorted)
areas = st.one_of(ends.map(lambda both: area(*both)), st.just(NAMED_RANGE))
beside = st.tuples(ends, ends).map(
    lambda both: [area(first, first + min(last - first for first, last in both)) for first, _ in both]
)
"""Two of one height."""
positions = areas.flatmap(lambda where: st.tuples(st.just(where), st.integers(where.area.top, where.area.bottom)))
"""An area, and the row of one of its cells."""

words = st.sampled_from(["TB", "rapat", "ya", 'kata "kutip"'])
figures = st.sampled_from([0, 1, 3, -2.5, 0.1, 1.005, 100, 43555])


def made_of(cells: st.SearchStrategy[Cell]) -> st.SearchStrategy[Expression]:
    """Texts of cells, and plain ones."""
    return st.one_of(
        words.map(Constant), cells, cells.map(Trim), cells.map(lambda c: Upper(Trim(c))),
        cells.map(lambda c: Left(c, 2)), st.just(BLANK),
    )  # fmt: skip


said = st.recursive(
    made_of(cells.filter(lambda cell: not has_fraction(CELLS[cell.place.row]))),
    lambda inner: st.tuples(inner, inner).map(lambda p: p[0] & p[1]),
    max_leaves=3,
)
"""Texts that are shown, joined too: no number with a fraction is in them, as its sign is the reader's."""

texts = st.one_of(made_of(cells), said)


def brief(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The same, told of by a name alone: what is drawn within itself would be told of by hundreds of millions of
    letters, which takes twenty times as long as drawing it."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Any:
        return draw(strategy)

    return drawn()


def numbers_of(smaller: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Larger expressions that give a number."""
    numbers = brief(smaller)
    conditions = conditions_of(numbers)
    many = st.lists(st.one_of(areas, cells), min_size=1, max_size=3)
    pairs = st.tuples(numbers, numbers)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] / p[1]),
        numbers.map(lambda n: -n),
        st.tuples(conditions, numbers, numbers).map(lambda p: If(*p)),
        st.tuples(pairs, figures).map(
            lambda p: IfError(p[0][0] / p[0][1], p[1])
        ),  # a blank within is an error to Gnumeric
        st.tuples(st.sampled_from([Count, CountFilled, Sum, Average, Max, Min]), many).map(lambda p: p[0](*p[1])),
        st.tuples(areas, st.one_of(words, figures)).map(lambda p: CountIf(*p)),
        st.tuples(st.one_of(words, figures), areas).map(lambda p: Match(*p)),
        st.tuples(beside, st.one_of(words, figures)).map(lambda p: SumIf(p[0][0], p[1], p[0][1])),
        positions.map(lambda p: Index(p[0], p[1] - p[0].area.top + 1)),
        st.tuples(st.one_of(words, figures), areas).map(lambda p: Index(p[1], Match(*p))),
        positions.filter(lambda p: CELLS[p[1]] is not None).map(lambda p: Rank(Cell(PLACES[p[1]]), p[0])),
        st.tuples(numbers, st.integers(0, 3)).map(lambda p: Round(*p)),
        cells.map(Int),
        texts.map(Length),
    )


def conditions_of(numbers: st.SearchStrategy[Expression]) -> st.SearchStrategy[Any]:
    """What is true or false of numbers, texts and cells."""
    orders = st.sampled_from(["__lt__", "__le__", "__gt__", "__ge__"])
    simple = st.one_of(
        st.tuples(orders, numbers, numbers).map(lambda p: getattr(p[1], p[0])(p[2])),
        st.tuples(orders, cells, figures).map(lambda p: getattr(p[1], p[0])(p[2])),
        st.tuples(st.one_of(numbers, texts), st.one_of(numbers, texts)).map(lambda p: p[0].equals(p[1])),
        st.tuples(texts, texts).map(lambda p: p[0].differs(p[1])),
        cells.map(IsBlank),
        st.one_of(numbers, texts).map(IsNumber),
        st.one_of(numbers, texts).map(IsText),
        st.one_of(numbers, texts).map(IsError),
    )
    return st.recursive(
        brief(simple),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda all_: And(*all_)),
            st.lists(inner, min_size=1, max_size=3).map(lambda all_: Or(*all_)),
            inner.map(Not),
            st.tuples(inner, inner, inner).map(lambda p: If(*p)),
        ),
        max_leaves=4,
    )


numbers = st.recursive(st.one_of(cells, figures.map(Constant)), numbers_of, max_leaves=8)
expressions = st.one_of(numbers, said, conditions_of(numbers).map(lambda holds: If(holds, 1, 0)))


batches = st.lists(expressions, min_size=150, max_size=300)


# --- both readings ---------------------------------------------------------------------------------------------------


def written(path: Path, sources: Iterable[Expression]) -> None:
    """A workbook with the cells on one sheet and a formula a row on another, saved with values that are wrong."""
    workbook = xlsxwriter.Workbook(path)
    sheet, other = workbook.add_worksheet(SHEET), workbook.add_worksheet(OTHER)
    for row, value in enumerate(CELLS):
        if isinstance(value, Error):
            other.write_formula(row, 0, "=NA()", None, value.shown)
        elif value == "":
            other.write_formula(row, 0, '=""', None, "")
        elif value is not None:
            other.write(row, 0, value)
    for named in NAMED_CELLS:
        workbook.define_name(named.name, f"={named.place.reference}")
    workbook.define_name(NAMED_RANGE.name, f"={NAMED_RANGE.area.reference}")
    for row, source in enumerate(sources):
        sheet.write_formula(row, 0, f"={excel(source, SHEET)}", None, 987654321)
    workbook.close()


def computed(source: Expression) -> Any:
    made = Calculation()
    for place, value in zip(PLACES, CELLS, strict=True):
        made.put(place, Constant("") if value == "" else value)
        if isinstance(value, Error):
            made.known[place] = value
    return made.of(source)


def alike(one: Any, other: Any) -> bool:
    """The same value, as both would be shown: an error is an error, truths are 1 and 0, nothing is an empty text."""
    if isinstance(one, Error):
        return (isinstance(other, str) and other.startswith(("#", "Err:"))) or isinstance(other, dict)
    if other is None or other == "":
        return one in ("", None) or one == 0
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(float(one or 0), float(other), rel_tol=1e-12, abs_tol=1e-9)


def differences(sources: list[Expression], found: dict[str, Any]) -> list[str]:
    return [
        f"{excel(source, SHEET)}: {computed(source)!r} / {found.get(f'A{row}')!r}"
        for row, source in enumerate(sources, start=1)
        if not alike(computed(source), found.get(f"A{row}"))
    ]


@pytest.mark.panjang
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=AS_FOUND)
@given(batches)
def test_libreoffice_computes_what_we_compute(office: Office, tmp_path_factory: Any, sources: list[Expression]) -> None:
    path = tmp_path_factory.mktemp("cells") / "cells.xlsx"
    written(path, sources)
    assert differences(sources, office.values(path)[SHEET]) == []


@pytest.mark.panjang
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=AS_FOUND)
@given(batches)
def test_gnumeric_computes_what_we_compute(tmp_path_factory: Any, sources: list[Expression]) -> None:
    need_gnumeric()
    path = tmp_path_factory.mktemp("cells") / "cells.xlsx"
    written(path, sources)
    assert differences(sources, recalculated(path)[SHEET]) == []


# --- whole columns ---------------------------------------------------------------------------------------------------

NAMES = ("hadir", "wajib", "sebelumnya")


def renamed(expression: Any) -> Any:
    """The expression over names, the cells dealt out among them; None where columns are never asked such a thing."""
    match expression:
        case Cell(place):
            return Name(NAMES[place.row % len(NAMES)])
        case Range():
            return None
        case Constant():
            return expression
    arguments = [renamed(argument) for argument in expression.arguments]
    if None in arguments or expression.function not in COMPUTED:
        return None
    return replace(expression, arguments=tuple(arguments))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(expressions, st.lists(st.tuples(*[st.sampled_from(CELLS)] * len(NAMES)), min_size=1, max_size=12))
def test_a_column_comes_to_what_its_cells_come_to(source: Expression, rows: list[tuple[Any, ...]]) -> None:
    over_names = renamed(source)
    if over_names is None:
        return
    columns = {name: contents(values) for name, values in zip(NAMES, zip(*rows, strict=True), strict=True)}
    found = over_columns(over_names, columns)
    shown = zip(*(np.broadcast_to(part, len(rows)) for part in (found.number, found.text, found.error)), strict=True)
    for row, (number, text, error) in zip(rows, shown, strict=True):
        made, places = Calculation(), [Place(SHEET, 0, column) for column in range(len(NAMES))]
        for place, value in zip(places, row, strict=True):
            made.put(place, None if isinstance(value, Error) else Constant("") if value == "" else value)
            if isinstance(value, Error):
                made.known[place] = value
        value = made.of(bound(over_names, dict(zip(NAMES, map(Cell, places), strict=True))))
        in_column = Error("#") if error else text if math.isnan(number) else number
        assert isinstance(value, Error) == bool(error)
        assert error or alike(value, in_column), (
            excel(bound(over_names, dict(zip(NAMES, map(Cell, places), strict=True))), SHEET),
            row,
        )


def contents(values: Iterable[Any]) -> Any:
    values = list(values)
    return of_numbers(
        [value if isinstance(value, float) else math.nan for value in values],
        np.array([value if isinstance(value, str) else None for value in values], dtype=object),
        [isinstance(value, Error) for value in values],
    )
