"""A formula that is too long to be read at a glance, told in steps: parts of it in other cells of the same row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from iki_excel.language.cells import BLANK, And, Cell, Condition, Constant, Expression, If, Many, Not, excel, shaped
from iki_excel.language.cells.expressions import Call, ConditionCall, with_arguments
from iki_excel.language.places import Place
from iki_excel.words.frozen import frozen
from iki_excel.workbooks.book import Live

LONGEST = 120
"""So many letters of a formula, its equals sign with it, are read at a glance."""

PARTS = ("SUM", "COUNT", "MIN", "MAX", "IFERROR", "IF")
"""What may stand in a cell of its own, what is easiest to understand first."""

WHOLE = ("IFERROR", "IF")
"""These keep the errors of what divides within them from being seen."""

DIVISIONS = ("/", "AVERAGE")


@frozen
class Part:
    """A part of a formula. ``guards``: what holds wherever it is computed; ``is_tried``: an error of it is caught."""

    itself: Call
    guards: tuple[Condition, ...]
    is_tried: bool

    @property
    def is_plain(self) -> bool:
        """Whether it may stand alone: it divides by nothing, or shows no error of that."""
        return self.itself.function in WHOLE or not _divides(self.itself)

    @property
    def alone(self) -> Expression:
        """The part as it may stand in a cell of its own, where it shows no error."""
        return self.itself if self.is_plain else If(And(*self.guards), self.itself, BLANK)


@dataclass
class Steps:
    """The cells for steps on a sheet: from column ``first`` on, and how many each row has used."""

    sheet: str
    first: int
    used: dict[int, int] = field(default_factory=dict)

    def is_short(self, text: str) -> bool:
        """Whether a formula is read at a glance."""
        return len(text) + 1 <= LONGEST

    def shortened(self, place: Place, expression: Expression) -> list[Live]:
        """Each formula that this one is told in; the last is what stands in its own cell."""
        told: list[Live] = []
        text = excel(expression, self.sheet)
        while not self.is_short(text):
            part = self._longest_part(expression)
            if part is None:
                break
            where = self._next(place.row)
            told += self.shortened(where, part.alone)
            expression = _with(expression, part.itself, Cell(where))
            text = excel(expression, self.sheet)
        return [*told, Live(place, shaped(expression), text)]

    def _length(self, expression: Expression) -> int:
        return len(excel(expression, self.sheet))

    def _next(self, row: int) -> Place:
        number = self.used.get(row, 0)
        self.used[row] = number + 1
        return Place(self.sheet, row, self.first + number)

    def _longest_part(self, expression: Expression) -> Part | None:
        """The longest of the easiest kind that a cell can hold; what divides only where nothing else is worth it."""
        every = [*_parts(expression)]
        parts = [part for part in every if self._is_worth_it(part, expression) and _is_guarded_everywhere(part, every)]
        for is_plain in (True, False):
            for function in PARTS:
                own = [part for part in parts if (part.is_plain, part.itself.function) == (is_plain, function)]
                if own:
                    return max(own, key=lambda part: self._length(part.itself))
        return None

    def _is_worth_it(self, part: Part, whole: Expression) -> bool:
        is_safe = part.is_plain or bool(part.guards and not part.is_tried)
        is_shorter = self._length(part.alone) < self._length(whole)
        return is_safe and is_shorter and self._length(part.itself) > len("AAA1000")


def _parts(expression: Many, guards: tuple[Condition, ...] = (), *, is_tried: bool = False) -> Iterator[Part]:
    """What of it may stand elsewhere; how many cells it counts is told where they are named."""
    match expression:
        case ConditionCall("=", (Call("COUNT"), Constant(number))) if number:
            return
        case Call() | ConditionCall():
            if isinstance(expression, Call):
                yield Part(expression, guards, is_tried)
            for argument, also in _arguments(expression):
                within = is_tried or expression.function == "IFERROR"
                yield from _parts(argument, (*guards, *also), is_tried=within)


def _arguments(expression: Call | ConditionCall) -> Iterator[tuple[Many, tuple[Condition, ...]]]:
    """Each argument, and what holds where it is computed."""
    match expression.function, expression.arguments:
        case "IF", (Condition() as condition, then, otherwise):
            yield from ((condition, ()), (then, (condition,)), (otherwise, (Not(condition),)))
        case _, arguments:
            yield from ((argument, ()) for argument in arguments)


def _is_guarded_everywhere(part: Part, every: Sequence[Part]) -> bool:
    """A part that stands at several places may be computed where what guards it at one of them does not hold."""
    return part.is_plain or [one.itself for one in every].count(part.itself) == 1


def _divides(expression: Many) -> bool:
    match expression:
        case Call(function, arguments) | ConditionCall(function, arguments):
            return function in DIVISIONS or any(map(_divides, arguments))
    return False


def _with(expression: Expression, part: Expression, cell: Cell) -> Expression:
    """The expression with a cell in the place of a part, wherever that stands."""
    found = _replaced(expression, part, cell)
    assert isinstance(found, Expression)
    return found


def _replaced(argument: Many, part: Expression, cell: Cell) -> Many:
    if argument == part:
        return cell
    return with_arguments(argument, lambda one: _replaced(one, part, cell))
