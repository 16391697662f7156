"""The proof that nothing was lost: a file is used or set aside, and a cell that was asked is in one of four states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property, partial
from typing import Any

from iki_excel.decree.fields import STATE_WORDS
from iki_excel.judging.answers_table import state_counts
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.language.cells import Cell, Constant, CountFilled, CountIf, Expression, If, Range, Sum
from iki_excel.language.places import Area
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.words.frozen import frozen

MATCHES, DIFFERS = "Cocok", "TIDAK COCOK"
CENTER, PART, STATES = "row_center", {"indent": 3}, [*STATE_WORDS.values()]


@frozen
class Counted:
    """A whole or one of its parts: how many, and (of a whole) whether the parts that stand below add up to it."""

    label: str
    value: Callable[[], Expression | int]
    parts: int = 0
    look: Mapping[str, Any] = field(default_factory=dict)


@frozen
class Pencocokan:
    """The table from row ``head`` of a sheet on. ``files``, ``fates``: the columns that tell of every file."""

    sheet: str
    head: int
    widths: tuple[float, float]
    checked: Checked
    files: Callable[[], Range]
    fates: Callable[[], Range]

    @cached_property
    def table(self) -> Table[Counted]:
        """A whole, and below it its parts; twice."""
        label = Column[Counted]("Yang dicocokkan", self.widths[0], lambda one: Shown(one.label, "row", one.look))
        columns = (label, BANYAK, Column("Cocok?", self.widths[1], self._verdict))
        return Table(self.sheet, self.head, columns, [*self._of_files, *self._of_cells], name="tblPencocokan")

    @property
    def _of_files(self) -> Sequence[Counted]:
        used = f"{USED}{_of_last_year(len(self.checked.forms_of_last_year))}"
        return [
            Counted("Berkas masuk", lambda: CountFilled(self.files()), 2),
            Counted(used, lambda: CountIf(self.fates(), USED), look=PART),
            Counted(SET_ASIDE, lambda: CountIf(self.fates(), SET_ASIDE), look=PART),
        ]

    @property
    def _of_cells(self) -> Sequence[Counted]:
        every, states = len(self.checked.counted), state_counts(self.checked.counted)
        of_last_year = _of_last_year(every - len(self.checked.answers))
        whole = Counted(f"Sel yang ditanyakan{of_last_year}", lambda: every, len(states))
        return [whole, *(Counted(STATE_WORDS[state], partial(int, n), look=PART) for state, n in states.items())]

    def _verdict(self, one: Counted) -> Shown:
        if not one.parts:
            return Shown("", CENTER)
        number = self.table.records.index(one)
        return Shown(If(self._value(number).equals(Sum(Range(self._parts(number)))), MATCHES, DIFFERS), CENTER)

    def _parts(self, number: int) -> Area:
        first, last = (self.table.at(number + down, BANYAK) for down in (1, self.table.records[number].parts))
        return Area(self.sheet, first.row, first.column, last.row, last.column)

    def _value(self, number: int) -> Cell:
        return Cell(self.table.at(number, BANYAK))

    @property
    def verdicts(self) -> Area:
        """Where it is said whether all adds up."""
        return self.table.down(self.table.columns[-1])

    @property
    def sentences(self) -> tuple[Expression, Expression]:
        """Both sums in a sentence each, which says what the cells of the table say."""
        files, cells = (number for number, one in enumerate(self.table.records) if one.parts)
        return (
            self._sentence("Pencocokan: ", files, [" berkas masuk = ", f" {USED} + ", f" {SET_ASIDE}. "]),
            self._sentence("Sel: ", cells, [" = ", *[f" {word} + " for word in STATES[:-1]], f" {STATES[-1]}. "]),
        )

    def _sentence(self, what: str, whole: int, words: Sequence[str]) -> Expression:
        """ "Pencocokan: 16 berkas masuk = 16 dipakai + 0 disisihkan. Cocok." """
        said: Expression = Constant(what)
        for number, word in enumerate(words, start=whole):
            said = said & self._value(number) & word
        return said & Cell(self.table.at(whole, self.table.columns[-1])) & "."


BANYAK = Column[Counted]("Banyak", 12, lambda one: Shown(one.value(), "row_center"))


def _of_last_year(number: int) -> str:
    """How many of them are of a year before; nothing where none is."""
    return f" ({number} dari tahun lalu)" if number else ""
