"""Expressions of live cells: built once, then said as Excel and computed as a value.

Only what LibreOffice, Gnumeric and Excel compute alike can be said. There is no evaluation of arrays, and no function
whose text depends on the reader's language. Conditions are a type of their own, so that no text or number stands where
programs disagree on what is true.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import overload

from iki_excel.language.places import Area, Place
from iki_excel.words.frozen import frozen

Scalar = float | int | str


class Expression:
    """Anything that gives a value. Arithmetic, ``&`` and the orders are written as in Python; see :meth:`equals`."""

    def __add__(self, other: Operand) -> Expression:
        return Call("+", (self, operand(other)))

    def __sub__(self, other: Operand) -> Expression:
        return Call("-", (self, operand(other)))

    def __mul__(self, other: Operand) -> Expression:
        return Call("*", (self, operand(other)))

    def __truediv__(self, other: Operand) -> Expression:
        return Call("/", (self, operand(other)))

    def __neg__(self) -> Expression:
        return Call("negative", (self,))

    def __and__(self, other: Operand) -> Expression:
        return Call("&", (self, operand(other)))

    def __lt__(self, other: Operand) -> Condition:
        return ConditionCall("<", (self, operand(other)))

    def __le__(self, other: Operand) -> Condition:
        return ConditionCall("<=", (self, operand(other)))

    def __gt__(self, other: Operand) -> Condition:
        return ConditionCall(">", (self, operand(other)))

    def __ge__(self, other: Operand) -> Condition:
        return ConditionCall(">=", (self, operand(other)))

    def equals(self, other: Operand) -> Condition:
        """``=`` of a spreadsheet: texts in whatever capitals; a blank cell equals 0 and an empty text."""
        return ConditionCall("=", (self, operand(other)))

    def differs(self, other: Operand) -> Condition:
        """``<>`` of a spreadsheet."""
        return ConditionCall("<>", (self, operand(other)))


class Condition(Expression):
    """Something that is true or false."""


@frozen
class Truth(Condition):
    """What always holds, or never."""

    holds: bool


Operand = Expression | Scalar
"""What stands beside an operator; a Python value becomes a :class:`Constant`."""


def operand(value: Operand) -> Expression:
    """The expression itself, or a Python value as one."""
    return value if isinstance(value, Expression) else Constant(value)


@frozen
class Constant(Expression):
    """A number or a text that is written into the formula."""

    value: Scalar


@frozen
class Cell(Expression):
    """What stands in one cell."""

    place: Place


@frozen
class Range:
    """What stands in a rectangle of cells; only functions that take many values take it."""

    area: Area


@frozen
class NamedCell(Cell):
    """A cell that formulas call by the name that the workbook gives it."""

    name: str


@frozen
class NamedRange(Range):
    """A rectangle of cells that formulas call by name."""

    name: str


@frozen
class Name(Expression):
    """A number that is known by name: a column of a table, or, once it is bound, a cell."""

    name: str


@frozen
class Call(Expression):
    """An operator or a function with its arguments; ``function`` is a row of the table of functions."""

    function: str
    arguments: tuple[Many, ...]


@frozen
class ConditionCall(Condition):
    """The same for what is true or false."""

    function: str
    arguments: tuple[Many, ...]


CALLS = (Call, ConditionCall)

BLANK = Constant("")
"""The empty text, which is how a formula says nothing."""


Many = Expression | Range
"""An argument of a function that takes many values."""


@frozen(eq=False)
class Bound(Expression):
    """``template``, in which each :class:`Name` stands for what ``names`` has for it: thousands of cells have one
    template, and a tree of its own for each of them would be built only to be walked once."""

    template: Expression
    names: Mapping[str, Many]

    @property
    def written_out(self) -> Expression:
        """The tree of it."""
        found = written_out(_bound(written_out(self.template), self.names))
        assert isinstance(found, Expression), f"a range stands for one value: {self.template}"
        return found


class BoundCondition(Bound, Condition):
    """The same for what is true or false."""


def bound(expression: Expression, names: Mapping[str, Many]) -> Expression:
    """The expression with every :class:`Name` replaced by what it stands for; a range only where many are taken."""
    return (BoundCondition if isinstance(expression, Condition) else Bound)(expression, names)


def _bound(argument: Many, names: Mapping[str, Many]) -> Many:
    if not isinstance(argument, CALLS):
        return names[argument.name] if isinstance(argument, Name) else argument
    return with_arguments(argument, lambda one: _bound(one, names))


@overload
def written_out(argument: Expression) -> Expression: ...
@overload
def written_out(argument: Many) -> Many: ...
def written_out(argument: Many) -> Many:
    """It as one tree, whatever was bound in it."""
    return argument.written_out if isinstance(argument, Bound) else with_arguments(argument, written_out)


def with_arguments(expression: Many, change: Callable[[Many], Many]) -> Many:
    """The expression with each argument changed; itself where it has none, or where all stay what they are."""
    if not isinstance(expression, CALLS):
        return expression
    changed = tuple(map(change, expression.arguments))
    is_same = all(map(operator.is_, changed, expression.arguments))
    return expression if is_same else type(expression)(expression.function, changed)


def mentioned(*expressions: Many) -> set[str]:
    """The names that stand in expressions."""
    found: set[str] = set()
    for expression in expressions:
        match expression:
            case Name(name):
                found.add(name)
            case Call(arguments=arguments) | ConditionCall(arguments=arguments):
                found |= mentioned(*arguments)
    return found


# --- functions -------------------------------------------------------------------------------------------------------


@overload
def If(condition: Condition, then: Condition, otherwise: Condition) -> Condition: ...
@overload
def If(condition: Condition, then: Operand, otherwise: Operand) -> Expression: ...
def If(condition: Condition, then: Operand, otherwise: Operand) -> Expression:
    """``then`` where the condition holds, else ``otherwise``; only that one of them is computed."""
    is_condition = isinstance(then, Condition) and isinstance(otherwise, Condition)
    return (ConditionCall if is_condition else Call)("IF", (condition, operand(then), operand(otherwise)))


def IfError(tried: Operand, otherwise: Operand) -> Expression:
    """``otherwise`` where ``tried`` gives an error."""
    return Call("IFERROR", (operand(tried), operand(otherwise)))


def And(*conditions: Condition) -> Condition:
    """Whether all hold."""
    return conditions[0] if len(conditions) == 1 else ConditionCall("AND", conditions)


def Or(*conditions: Condition) -> Condition:
    """Whether one holds."""
    return conditions[0] if len(conditions) == 1 else ConditionCall("OR", conditions)


def Not(condition: Condition) -> Condition:
    """Whether it does not hold."""
    return ConditionCall("NOT", (condition,))


def IsBlank(cell: Cell) -> Condition:
    """Whether nothing stands in a cell, not even a formula that gives an empty text."""
    return ConditionCall("ISBLANK", (cell,))


def IsNumber(tested: Expression) -> Condition:
    """Whether it is a number (a date is one)."""
    return ConditionCall("ISNUMBER", (tested,))


def IsText(tested: Expression) -> Condition:
    """Whether it is a text, an empty one too."""
    return ConditionCall("ISTEXT", (tested,))


def IsError(tested: Expression) -> Condition:
    """Whether it is an error such as #DIV/0!."""
    return ConditionCall("ISERROR", (tested,))


def Count(*counted: Many) -> Expression:
    """How many numbers there are."""
    return Call("COUNT", counted)


def CountFilled(*counted: Many) -> Expression:
    """How many cells have anything in them (COUNTA)."""
    return Call("COUNTA", counted)


def CountBlank(where: Range) -> Expression:
    """How many cells have nothing in them, or a formula that gives an empty text."""
    return Call("COUNTBLANK", (where,))


def Size(area: Range) -> Expression:
    """How many cells there are."""
    return Call("ROWS", (area,)) * Call("COLUMNS", (area,))


def CountIf(where: Range, what: Operand) -> Expression:
    """How many cells hold this number, or this text: without ``*``, ``?``, ``~`` and signs of comparison."""
    return Call("COUNTIF", (where, operand(what)))


def SumIf(where: Range, what: Operand, added: Range) -> Expression:
    """The sum of the numbers that stand in the rows in which ``where`` holds this."""
    return Call("SUMIF", (where, operand(what), added))


def Sum(*added: Many) -> Expression:
    """The sum of all numbers; texts and blanks add nothing."""
    return Call("SUM", added)


def Average(*averaged: Many) -> Expression:
    """The mean of all numbers; an error where there is none."""
    return Call("AVERAGE", averaged)


def Max(*compared: Many) -> Expression:
    """The largest number, 0 where there is none."""
    return Call("MAX", compared)


def Min(*compared: Many) -> Expression:
    """The smallest number, 0 where there is none."""
    return Call("MIN", compared)


def Round(number: Expression, digits: Operand) -> Expression:
    """Rounded to so many digits, halves away from zero."""
    return Call("ROUND", (number, operand(digits)))


def LookUp(number: Operand, limits: Many, results: Many) -> Expression:
    """What stands beside the last of the limits, which rise, that is not above the number; an error below the first."""
    return Call("LOOKUP", (operand(number), limits, results))


def Int(number: Cell) -> Expression:
    """The whole number not above what was typed; computed numbers that are almost whole are rounded up by some."""
    return Call("INT", (number,))


def Match(what: Operand, where: Range) -> Expression:
    """The position, from 1, of the first cell that holds exactly this; an error where none does."""
    return Call("MATCH", (operand(what), where, Constant(0)))


def Index(where: Range, position: Operand) -> Expression:
    """What stands at a position of a column, from 1; 0 where that is blank. Of one cell it is said without a position:
    Gnumeric looks for none in it.
    """
    if where.area.is_one_cell:
        return Cell(where.area.first)
    return Call("INDEX", (where, operand(position)))


def Rank(number: Operand, among: Range) -> Expression:
    """The place of a number among several that it is one of, the smallest is 1; equal ones have one place."""
    return Call("RANK", (operand(number), among, Constant(1)))


def Quartile(among: Range, which: int) -> Expression:
    """One of the quartiles of several numbers, 1 to 3; an error where there is none."""
    return Call("QUARTILE", (among, Constant(which)))


def Upper(text: Expression) -> Expression:
    """The text in capitals."""
    return Call("UPPER", (text,))


def Trim(text: Expression) -> Expression:
    """The text without spaces around it, and with one between words."""
    return Call("TRIM", (text,))


def Left(text: Expression, letters: int) -> Expression:
    """The first letters of a text."""
    return Call("LEFT", (text, Constant(letters)))


def Length(text: Expression) -> Expression:
    """How many letters a text has."""
    return Call("LEN", (text,))
