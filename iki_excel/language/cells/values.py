"""What a spreadsheet computes of single values: numbers, texts, truths, errors, and None for a blank cell."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeGuard

from iki_excel.language.rounding import is_same, round_half_away, whole_below
from iki_excel.words.frozen import frozen


@frozen
class Error:
    """An error value, by what the cell shows."""

    shown: str


DIV_0, NOT_FOUND, WRONG_KIND, TOO_LARGE = Error("#DIV/0!"), Error("#N/A"), Error("#VALUE!"), Error("#NUM!")

Value = float | str | bool | Error | None
Values = Sequence[Value]
"""One argument as a function of many gets it: all values of a range, or the one of a cell."""


class Failed(Exception):
    """An error value on its way up to whatever catches it."""

    def __init__(self, error: Error) -> None:
        super().__init__(error.shown)
        self.error = error


# --- kinds of values -------------------------------------------------------------------------------------------------


def number(value: Value) -> float:
    """The value in arithmetic: blank is 0, a text is no number."""
    if isinstance(value, Error):
        raise Failed(value)
    if isinstance(value, str):
        raise Failed(WRONG_KIND)
    return 0.0 if value is None else float(value)


def text(value: Value) -> str:
    """The value joined to a text."""
    if isinstance(value, Error):
        raise Failed(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:.15g}"


def truth(value: Value) -> bool:
    """The value as a condition."""
    return number(value) != 0


def truths(given: Iterable[Value]) -> list[bool]:
    """All of them, so that an error in any of them fails."""
    return [truth(value) for value in given]


def is_number(value: Value) -> TypeGuard[float]:
    """Whether it is a number; a truth is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


# --- operators -------------------------------------------------------------------------------------------------------


def arithmetic(compute: Callable[[float, float], float]) -> Callable[[Value, Value], float]:
    """An operator of two numbers."""

    def computed(left: Value, right: Value) -> float:
        try:
            result = compute(number(left), number(right))
        except ZeroDivisionError:
            raise Failed(DIV_0) from None
        if not math.isfinite(result):
            raise Failed(TOO_LARGE)
        return result + 0.0  # there is no -0

    return computed


def comparison(holds: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool]:
    """An operator that compares: any number is below any text; blank is 0, or an empty text beside a text."""

    def compared(left: Value, right: Value) -> bool:
        if isinstance(left, str) and isinstance(right, str):
            return holds(left.casefold(), right.casefold())
        first, second = _order(left, right), _order(right, left)
        return holds(first, first if _is_same(first, second) else second)

    return compared


def _is_same(first: tuple[int, float | str], second: tuple[int, float | str]) -> bool:
    (_, left), (_, right) = first, second
    if not (isinstance(left, float) and isinstance(right, float) and first[0] == second[0]):
        return False
    return left == right or bool(is_same(left, right))


def _order(value: Value, beside: Value) -> tuple[int, float | str]:
    if isinstance(value, Error):
        raise Failed(value)
    if value is None:
        value = "" if isinstance(beside, str) else 0.0
    if isinstance(value, bool):
        return 2, float(value)
    return (1, value.casefold()) if isinstance(value, str) else (0, float(value))


def negative(value: Value) -> float:
    """The number with the other sign; there is no -0."""
    return 0.0 - number(value)


# --- functions of many values ----------------------------------------------------------------------------------------


def numbers_in(arguments: Iterable[Values]) -> Iterator[float]:
    """The numbers among all values; an error among them fails."""
    for values in arguments:
        for value in values:
            if isinstance(value, Error):
                raise Failed(value)
            if is_number(value):
                yield float(value)


def count(*arguments: Values) -> float:
    """COUNT."""
    return float(sum(is_number(value) for values in arguments for value in values))


def count_filled(*arguments: Values) -> float:
    """COUNTA."""
    return float(sum(value is not None for values in arguments for value in values))


def count_blank(values: Values) -> float:
    """COUNTBLANK."""
    return float(sum(value is None or value == "" for value in values))


def total(*arguments: Values) -> float:
    """SUM."""
    return math.fsum(numbers_in(arguments))


def average(*arguments: Values) -> float:
    """AVERAGE."""
    numbers = list(numbers_in(arguments))
    if not numbers:
        raise Failed(DIV_0)
    return math.fsum(numbers) / len(numbers)


def largest(*arguments: Values) -> float:
    """MAX."""
    return max(numbers_in(arguments), default=0.0)


def smallest(*arguments: Values) -> float:
    """MIN."""
    return min(numbers_in(arguments), default=0.0)


def quartile(given: Values, which: Value) -> float:
    """QUARTILE: 0 is the smallest, 1 to 3 are the quartiles, between two numbers where none stands there."""
    numbers = sorted(numbers_in([given]))
    if not numbers:
        raise Failed(TOO_LARGE)
    below, part = divmod((len(numbers) - 1) * number(which) / 4, 1)
    low, high = numbers[int(below)], numbers[min(int(below) + 1, len(numbers) - 1)]
    return low + (high - low) * part


def is_this(value: Value, what: Value) -> bool:
    """Whether a cell holds the text or number that COUNTIF and MATCH look for; a blank or an error holds nothing."""
    if value is None or isinstance(value, Error | bool) or isinstance(value, str) != isinstance(what, str):
        return False
    return EQUALS(value, what)


EQUALS = comparison(operator.eq)


def count_if(values: Values, what: Value) -> float:
    """COUNTIF."""
    return float(sum(is_this(value, what) for value in values))


def sum_if(values: Values, what: Value, added: Values) -> float:
    """SUMIF."""
    return total([number for value, number in zip(values, added, strict=True) if is_this(value, what)])


def at_position(values: Values, position: Value) -> Value:
    """INDEX: a blank cell is 0."""
    found = values[int(number(position)) - 1]
    return 0.0 if found is None else found


def rank(value: Value, among: Values, _rising: Value) -> float:
    """RANK, the smallest first, by what is the same to a spreadsheet; an error where the number is not among them."""
    wanted, numbers = number(value), [*numbers_in([among])]
    same = [is_same(one, wanted) for one in numbers]
    if not any(same):
        raise Failed(NOT_FOUND)
    return 1.0 + sum(not equal and one < wanted for equal, one in zip(same, numbers, strict=True))


def match(what: Value, values: Values, _exactly: Value) -> float:
    """MATCH."""
    for position, value in enumerate(values, start=1):
        if is_this(value, what):
            return float(position)
    raise Failed(NOT_FOUND)


def looked_up(value: Value, limits: Values, results: Values) -> Value:
    """LOOKUP among limits that rise: what belongs to the last one that is not above the value."""
    wanted = number(value)
    below = [result for limit, result in zip(limits, results, strict=True) if number(limit) <= wanted]
    if not below:
        raise Failed(NOT_FOUND)
    return below[-1]


# --- functions of one value ------------------------------------------------------------------------------------------


def rounded(value: Value, digits: Value) -> float:
    """ROUND."""
    return float(round_half_away(number(value), int(number(digits))))


def whole(value: Value) -> float:
    """INT."""
    return float(whole_below(number(value)))


SPACES = re.compile(" +")


def trimmed(value: Value) -> str:
    """TRIM: other white space stays."""
    return SPACES.sub(" ", text(value).strip(" "))
