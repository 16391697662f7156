"""The second reading of an expression, of many cells at once: whole columns of numbers, texts and errors.

It stands apart from that of single cells, because it alone needs numpy, which a process that only reads forms has not.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from iki_excel.language.cells.expressions import Bound, Call, ConditionCall, Constant, Expression, Many, Name, Truth
from iki_excel.language.cells.functions import NEGATIVE
from iki_excel.language.rounding import is_same, round_half_away, whole_below
from iki_excel.words.frozen import frozen

Column = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

NO_TEXT = np.array(None, dtype=object)


@frozen
class Contents:
    """What stands in many cells, by arrays of one shape.

    ``number``: NaN where there is no number. ``text``: None where there is no text. ``error``: where the cell shows an
    error. A cell without any of them is blank.
    """

    number: Column
    text: npt.NDArray[np.object_]
    error: Mask

    @property
    def is_number(self) -> Mask:
        """Where a number stands."""
        return ~np.isnan(self.number)

    @property
    def is_text(self) -> Mask:
        """Where a text stands, an empty one too."""
        if not self.may_have_text:
            return _nowhere(self.text.shape)
        return np.array(np.not_equal(self.text, NO_TEXT), dtype=np.bool_)

    @property
    def may_have_text(self) -> bool:
        """Whether a text may stand anywhere; columns of numbers are told apart without a look at their cells."""
        return self.text is not _no_text(self.text.shape)

    def says(self, text: str) -> Mask:
        """Where this text stands."""
        if not self.may_have_text:
            return _nowhere(self.text.shape)
        return np.array(self.text == text, dtype=np.bool_)

    def months(self, which: int | slice) -> Contents:
        """What stands in some of the months, which are along the last axis."""
        return self._part((..., which))

    def at(self, place: int) -> Contents:
        """What stands at a place along the first axis."""
        return self._part((place, ...))

    def _part(self, which: Any) -> Contents:
        number = self.number[which]
        text = self.text[which] if self.may_have_text else _no_text(number.shape)
        return Contents(number, text, self.error[which])


@functools.lru_cache(maxsize=256)
def _no_text(shape: tuple[int, ...]) -> npt.NDArray[np.object_]:
    return np.broadcast_to(NO_TEXT, shape)


@functools.lru_cache(maxsize=256)
def _nowhere(shape: tuple[int, ...]) -> Mask:
    return np.broadcast_to(np.False_, shape)


def of_numbers(number: Any, text: Any = NO_TEXT, error: Any = False) -> Contents:
    """Contents of numbers (NaN: none) and, where given, texts and errors."""
    number, error = np.asarray(number, dtype=np.float64), np.asarray(error, dtype=bool)
    if text is NO_TEXT and (error.shape == number.shape or not error.ndim):  # broadcasting costs more than computing
        shape = number.shape
        everywhere = error if error.shape == shape else np.broadcast_to(error, shape) if error else _nowhere(shape)
        return Contents(number, _no_text(shape), everywhere)
    shape = np.broadcast_shapes(number.shape, np.shape(text), error.shape)
    texts = _no_text(shape) if text is NO_TEXT else np.broadcast_to(np.asarray(text, dtype=object), shape)
    return Contents(np.broadcast_to(number, shape), texts, np.broadcast_to(error, shape))


def of_conditions(holds: Mask, error: Mask) -> Contents:
    """Truths as 1 and 0."""
    return of_numbers(np.where(error, np.nan, holds.astype(np.float64)), error=error)


def stacked(several: Sequence[Contents], axis: int = 0) -> Contents:
    """Contents of one shape, along a new axis."""
    number, error = np.stack([one.number for one in several], axis), np.stack([one.error for one in several], axis)
    if any(one.may_have_text for one in several):
        return Contents(number, np.stack([one.text for one in several], axis), error)
    return Contents(number, _no_text(number.shape), error)


def apart(together: Contents) -> list[Contents]:
    """What stands along the first axis, one by one."""
    return [together.at(place) for place in range(len(together.number))]


# --- what operators and functions do ---------------------------------------------------------------------------------


def as_numbers(operand: Contents) -> tuple[Column, Mask]:
    """The numbers of arithmetic, and where there is an error: blank is 0, a text is none."""
    failed = operand.error | operand.is_text
    return _or_zero(operand.number), failed


def _or_zero(number: Column) -> Column:
    return np.where(np.isnan(number), 0.0, number)


def _side_by_side(arrays: Sequence[Any]) -> Any:
    """Arrays of any shapes along a new first axis."""
    return np.array(arrays if len({one.shape for one in arrays}) == 1 else np.broadcast_arrays(*arrays))


def arithmetic(compute: Callable[[Any, Any], Any]) -> Callable[[Contents, Contents], Contents]:
    """An operator of two numbers; what is not finite is an error."""

    def computed(left: Contents, right: Contents) -> Contents:
        (first, failed), (second, also) = as_numbers(left), as_numbers(right)
        with np.errstate(all="ignore"):
            result = compute(first, second) + 0.0  # there is no -0
        error = failed | also | ~np.isfinite(result)
        return of_numbers(np.where(error, np.nan, result), error=error)

    return computed


def comparison(holds: Callable[[Any, Any], Any]) -> Callable[[Contents, Contents], Contents]:
    """An operator that compares numbers, or a text with a text; any number is below any text."""

    def compared(left: Contents, right: Contents) -> Contents:
        error = left.error | right.error
        first, second = _or_zero(left.number), _or_zero(right.number)
        numbers = holds(first, np.where(is_same(first, second), first, second))
        if not (left.may_have_text or right.may_have_text):
            return of_conditions(numbers, error)
        ranks = _ranks(left, right), _ranks(right, left)
        texts = holds(_folded(left), _folded(right)) if ranks[0].any() or ranks[1].any() else numbers
        same = np.where(ranks[0] == 1, texts, numbers)
        return of_conditions(np.where(ranks[0] == ranks[1], same, holds(*ranks)).astype(bool), error)

    return compared


def _ranks(operand: Contents, beside: Contents) -> Any:
    """0 for a number, 1 for a text; what is blank is like what stands beside it."""
    return np.where(operand.is_number, 0, operand.is_text | beside.is_text).astype(int)


def _folded(operand: Contents) -> npt.NDArray[np.str_]:
    texts = [(text or "").casefold() for text in operand.text.ravel()]
    return np.array(texts).reshape(operand.text.shape)


def negative(operand: Contents) -> Contents:
    """The numbers with the other sign."""
    number, error = as_numbers(operand)
    return of_numbers(np.where(error, np.nan, 0.0 - number), error=error)


def chosen(condition: Contents, then: Contents, otherwise: Contents) -> Contents:
    """IF."""
    number, failed = as_numbers(condition)
    holds = number != 0
    told = np.where(failed, np.nan, np.where(holds, then.number, otherwise.number))
    error = failed | np.where(holds, then.error, otherwise.error)
    if not (then.may_have_text or otherwise.may_have_text):
        return of_numbers(told, error=error)
    return Contents(told, np.where(failed, NO_TEXT, np.where(holds, then.text, otherwise.text)), error)


def instead_of_error(tried: Contents, otherwise: Contents) -> Contents:
    """IFERROR."""
    return Contents(
        np.where(tried.error, otherwise.number, tried.number),
        np.where(tried.error, otherwise.text, tried.text),
        tried.error & otherwise.error,
    )


def joined(combine: Callable[[Any], Mask]) -> Callable[..., Contents]:
    """AND and OR."""

    def over(*conditions: Contents) -> Contents:
        numbers, errors = zip(*(as_numbers(condition) for condition in conditions), strict=True)
        holds = _side_by_side([number != 0 for number in numbers])
        return of_conditions(combine(holds), np.logical_or.reduce(_side_by_side(errors)))

    return over


def opposite(condition: Contents) -> Contents:
    """NOT."""
    number, error = as_numbers(condition)
    return of_conditions(number == 0, error)


def asking(ask: Callable[[Contents], Mask]) -> Callable[[Contents], Contents]:
    """ISNUMBER and the like: a question that never fails."""
    return lambda asked: of_conditions(ask(asked), _nowhere(asked.number.shape))


def over_numbers(reduce: Callable[[Column, Mask], Any]) -> Callable[..., Contents]:
    """A function of many values: ``reduce`` gets the numbers (0 where there is none) and where there are some.

    Both have the arguments along their first axis. An error in any of them is one of all.
    """

    def over(*arguments: Contents) -> Contents:
        numbers = _side_by_side([one.number for one in arguments])
        error = np.logical_or.reduce(_side_by_side([one.error for one in arguments]))
        result = reduce(_or_zero(numbers), ~np.isnan(numbers))
        return of_numbers(np.where(error, np.nan, result), error=error)

    return over


def count(*arguments: Contents) -> Contents:
    """COUNT: errors are no numbers, and do no harm."""
    known = _side_by_side([one.is_number for one in arguments])
    return of_numbers(np.add.reduce(known, dtype=np.float64))


def total(numbers: Column, _known: Mask) -> Column:
    """SUM, one after the other as spreadsheets add: numpy adds what stands alone in pairs, and the last digit of a unit
    would be another one alone than beside others."""
    return np.asarray(sum(numbers, start=np.zeros(numbers.shape[1:])))


def largest(numbers: Column, known: Mask) -> Column:
    """MAX: 0 where there is no number."""
    return np.where(known.any(axis=0), np.where(known, numbers, -np.inf).max(axis=0), 0.0)


def smallest(numbers: Column, known: Mask) -> Column:
    """MIN: 0 where there is no number."""
    return np.where(known.any(axis=0), np.where(known, numbers, np.inf).min(axis=0), 0.0)


def average(*arguments: Contents) -> Contents:
    """AVERAGE: an error where there is no number."""
    how_many = count(*arguments)
    return arithmetic(np.divide)(over_numbers(total)(*arguments), how_many)


def looked_up(operand: Contents, *steps: Contents) -> Contents:
    """LOOKUP: ``steps`` are the limits, which rise, and then what belongs to each, numbers or texts."""
    number, error = as_numbers(operand)
    limits, results = steps[: len(steps) // 2], steps[len(steps) // 2 :]
    found = of_numbers(np.full(number.shape, np.nan), error=True)
    for limit, result in zip(limits, results, strict=True):
        found = chosen(of_numbers((number >= limit.number).astype(float)), result, found)
    error = error | found.error
    return Contents(np.where(error, np.nan, found.number), np.where(error, NO_TEXT, found.text), error)


def rounded(operand: Contents, digits: Contents) -> Contents:
    """ROUND, all to the same number of digits."""
    number, error = as_numbers(operand)
    result = round_half_away(number, int(np.asarray(digits.number).flat[0]))
    return of_numbers(np.where(error, np.nan, result), error=error)


def whole(operand: Contents) -> Contents:
    """INT."""
    number, error = as_numbers(operand)
    return of_numbers(np.where(error, np.nan, whole_below(number)), error=error)


COMPUTED: dict[str, Callable[..., Contents]] = {
    "=": comparison(np.equal),
    "<>": comparison(np.not_equal),
    "<": comparison(np.less),
    "<=": comparison(np.less_equal),
    ">": comparison(np.greater),
    ">=": comparison(np.greater_equal),
    "+": arithmetic(np.add),
    "-": arithmetic(np.subtract),
    "*": arithmetic(np.multiply),
    "/": arithmetic(np.divide),
    NEGATIVE: negative,
    "IF": chosen,
    "IFERROR": instead_of_error,
    "AND": joined(np.logical_and.reduce),
    "OR": joined(np.logical_or.reduce),
    "NOT": opposite,
    "ISBLANK": asking(lambda c: ~c.is_number & ~c.is_text & ~c.error),
    "ISNUMBER": asking(lambda c: c.is_number),
    "ISTEXT": asking(lambda c: c.is_text),
    "ISERROR": asking(lambda c: c.error),
    "COUNT": count,
    "MIN": over_numbers(smallest),
    "MAX": over_numbers(largest),
    "SUM": over_numbers(total),
    "AVERAGE": average,
    "ROUND": rounded,
    "LOOKUP": looked_up,
    "INT": whole,
}
"""How the rows of the table of functions are computed over columns, all that columns are ever asked."""


# --- an expression over columns --------------------------------------------------------------------------------------


Columns = Mapping[str, Contents | tuple[Contents, ...]]
"""By name one column, or several that are taken together by a function of many values."""


def over_columns(expression: Expression, columns: Columns) -> Contents:
    """What an expression over names comes to, for all rows of these columns at once."""
    (found,) = _columns_of(expression, columns)
    return found


@functools.lru_cache(maxsize=256)
def _of_constant(value: str | float) -> Contents:
    return of_numbers(float("nan"), text=value) if isinstance(value, str) else of_numbers(float(value))


def _columns_of(expression: Many, columns: Columns) -> tuple[Contents, ...]:
    match expression:
        case Constant(value):
            return (_of_constant(value),)
        case Truth(holds):
            return (_of_constant(float(holds)),)
        case Name(name):
            found = columns[name]
            return found if isinstance(found, tuple) else (found,)
        case Call(function, arguments) | ConditionCall(function, arguments):
            return (COMPUTED[function](*(one for argument in arguments for one in _columns_of(argument, columns))),)
        case Bound(template, names):
            return _columns_of(template, {name: _columns_of(one, columns) for name, one in names.items()})
    raise AssertionError(f"columns have no cells: {expression}")
