"""The second reading of an expression: how its value is computed, whatever cells it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Protocol

from iki_excel.language.cells.expressions import (
    CALLS,
    Cell,
    Constant,
    Many,
    NamedCell,
    NamedRange,
    Range,
    Truth,
)
from iki_excel.language.cells.functions import FUNCTIONS, OPERATORS
from iki_excel.language.cells.values import Error, Failed, Value, Values, truth
from iki_excel.language.places import Area, Place


class Sheets(Protocol):
    """What stands in the cells of a workbook."""

    def at(self, place: Place, /) -> Value:
        """What a cell shows."""

    def all_in(self, area: Area, /) -> Values:
        """What the cells of an area show."""


Placed = Place | Area
Computed = Callable[[Sheets, Sequence[Placed]], Value]
"""What an expression comes to by the cells of a workbook; its own cells and ranges are given in their order."""
ManyComputed = Callable[[Sheets, Sequence[Placed]], Values]


def compiled(expression: Many) -> Computed:
    """How an expression is computed; an error is a value, too."""
    return _single(expression, count())


def _single(argument: Many, numbers: Iterator[int]) -> Computed:
    """``numbers``: those of the cells and ranges that are not met yet."""
    if isinstance(argument, CALLS):
        return _call(argument.function, argument.arguments, numbers)
    if isinstance(argument, NamedCell):
        place = argument.place
        return lambda sheets, _: sheets.at(place)
    if isinstance(argument, Cell):
        number = next(numbers)
        return lambda sheets, placed: sheets.at(placed[number])  # type: ignore[arg-type]
    assert isinstance(argument, Constant | Truth), f"not bound to a cell: {argument}"
    value = argument.value if isinstance(argument, Constant) else argument.holds
    return lambda _, __: value


def _area(argument: Range, numbers: Iterator[int]) -> Callable[[Sequence[Placed]], Area]:
    if isinstance(argument, NamedRange):
        area = argument.area
        return lambda _: area
    number = next(numbers)
    return lambda placed: placed[number]  # type: ignore[return-value]


def _all_values(argument: Range, numbers: Iterator[int]) -> ManyComputed:
    area = _area(argument, numbers)
    return lambda sheets, placed: sheets.all_in(area(placed))


def _as_many(argument: Many, numbers: Iterator[int]) -> ManyComputed:
    if isinstance(argument, Range):
        return _all_values(argument, numbers)
    single = _single(argument, numbers)
    return lambda sheets, placed: [single(sheets, placed)]


def _call(function: str, arguments: Sequence[Many], numbers: Iterator[int]) -> Computed:
    if function in LAZY:
        return LAZY[function](arguments, numbers)
    row = OPERATORS.get(function) or FUNCTIONS[function]
    if row.many:
        return _guarded(row.value, [_as_many(one, numbers) for one in arguments])
    return _guarded(
        row.value,
        [_all_values(one, numbers) if isinstance(one, Range) else _single(one, numbers) for one in arguments],
    )


def _guarded(value: Callable[..., Value], given: Sequence[Computed | ManyComputed]) -> Computed:
    def computed(sheets: Sheets, placed: Sequence[Placed]) -> Value:
        try:
            return value(*[one(sheets, placed) for one in given])
        except Failed as failed:
            return failed.error

    return computed


def _chosen(arguments: Sequence[Many], numbers: Iterator[int]) -> Computed:
    condition, then, otherwise = [_single(one, numbers) for one in arguments]

    def computed(sheets: Sheets, placed: Sequence[Placed]) -> Value:
        try:
            holds = truth(condition(sheets, placed))
        except Failed as failed:
            return failed.error
        return then(sheets, placed) if holds else otherwise(sheets, placed)

    return computed


def _instead_of_error(arguments: Sequence[Many], numbers: Iterator[int]) -> Computed:
    tried, otherwise = [_single(one, numbers) for one in arguments]

    def computed(sheets: Sheets, placed: Sequence[Placed]) -> Value:
        value = tried(sheets, placed)
        return otherwise(sheets, placed) if isinstance(value, Error) else value

    return computed


def _size(edge: Callable[[Area], int]) -> Callable[[Sequence[Many], Iterator[int]], Computed]:
    def compiled_size(arguments: Sequence[Many], numbers: Iterator[int]) -> Computed:
        (of,) = arguments
        assert isinstance(of, Range)
        area = _area(of, numbers)
        return lambda _, placed: float(edge(area(placed)))

    return compiled_size


LAZY: dict[str, Callable[[Sequence[Many], Iterator[int]], Computed]] = {
    "IF": _chosen,
    "IFERROR": _instead_of_error,
    "ROWS": _size(lambda area: area.bottom - area.top + 1),
    "COLUMNS": _size(lambda area: area.right - area.left + 1),
}
"""What computes only the argument that counts, or none."""
