"""For every sheet: looks at it element by element, however it is written.

It takes what calamine would take, in the same place, and refuses where the two could differ. It alone decides what is
right: :mod:`usual_sheet` must find the same, and stands in for it only because it is faster.
"""

from __future__ import annotations

from collections.abc import Sequence

from iki_excel.language.places import a1
from iki_excel.workbooks.gate import BROKEN, TOO_LARGE, Unreadable
from iki_excel.workbooks.openxml.addresses import split_address
from iki_excel.workbooks.openxml.bounds import LAST_COLUMN, LAST_ROW, LONGEST_TEXT
from iki_excel.workbooks.openxml.marks import YES, Links, Marks, Sheet, hidden_columns, merges
from iki_excel.workbooks.openxml.xml import FORBIDDEN_XML, NUMBER, local, new_parser, parse

OF_CELL = ("f", "v", "is")
"""What a cell may hold, in this order."""

WITH_ENTITIES = frozenset({"str", "d"})
"""Kinds of cells in whose values calamine resolves entities."""


def look_at_any_sheet(xml: bytes, lengths: Sequence[int] = ()) -> Sheet:
    """Everything of a sheet; ``area`` and ``cells`` are exact, ``texts`` counts cells.

    With the ``lengths`` of the shared strings ``texts`` is the number of their characters instead.
    """
    look = _Look(xml, lengths)
    look.parse()
    return look.sheet()


class _Look:
    """Follows the XML of a sheet; a formula counts as cached when its cell has a value with content.

    A row or cell that does not say where it stands follows the one before.
    """

    def __init__(self, xml: bytes, lengths: Sequence[int]) -> None:
        self.xml, self.lengths = xml, lengths
        self.marks, self.links = Marks(), Links()
        self.columns: list[dict[str, str]] = []
        self.merges: list[str] = []
        self.hidden_rows: set[int] = set()
        self.depth = self.data_depth = 0
        self.is_after_data = self.row_is_hidden = False
        self.row = self.column = self.cells = self.bottom = self.right = self.texts = 0
        self.address = self.kind = self.open = ""
        self.held: list[str] = []
        self.value: list[str] = []
        self.formula: list[str] = []
        self.formula_attributes: dict[str, str] = {}
        self.begins = 0

    def parse(self) -> None:
        self.parser = new_parser(self.xml)
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler = self.text
        parse(self.parser, self.xml)

    def sheet(self) -> Sheet:
        if not self.is_after_data:
            raise Unreadable(BROKEN)
        self.marks.external = self.links.addresses()
        self.marks.merges, self.marks.hidden_columns = merges(self.merges), hidden_columns(self.columns)
        self.marks.hidden_rows = frozenset(self.hidden_rows)
        return Sheet(self.marks, self.cells, self.bottom * self.right, self.texts, is_exact=True)

    # --- elements -----------------------------------------------------------------------------------------------------

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self.depth += 1
        if self.data_depth:
            self._start_within(self.depth - self.data_depth, name, attributes)
        elif name == "sheetData":
            if self.is_after_data:
                raise Unreadable(BROKEN)
            self.data_depth = self.depth
        elif name == "col" and not self.is_after_data:
            self.columns.append(attributes)
        elif name == "mergeCell" and self.is_after_data:
            self.merges.append(attributes.get("ref", ""))

    def _start_within(self, level: int, name: str, attributes: dict[str, str]) -> None:
        """Rows, cells, and what cells hold, each in its place and nothing else."""
        if level == 1 and name == "row":
            self._start_row(attributes)
        elif level == 2 and name == "c":
            self._start_cell(attributes)
        elif level == 3 and name in OF_CELL:
            self._start_content(name, attributes)
        elif level > 3 and self.held[-1] == "is":
            self.open = name
        else:
            raise Unreadable(BROKEN)

    def _start_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes["r"]) if NUMBER.fullmatch(attributes.get("r", "")) else self.row + 1
        if ("r" in attributes and attributes["r"] != str(row)) or not self.row < row <= LAST_ROW:
            raise Unreadable(BROKEN)
        self.row, self.column = row, 0
        self.row_is_hidden = attributes.get("hidden") in YES

    def _start_cell(self, attributes: dict[str, str]) -> None:
        before = self.column
        row, self.column = split_address(attributes["r"]) if "r" in attributes else (self.row, before + 1)
        if row != self.row or not before < self.column <= LAST_COLUMN:
            raise Unreadable(BROKEN)
        self.address = attributes.get("r") or a1(self.row - 1, self.column - 1)
        self.kind = attributes.get("t", "n")
        self.held, self.value, self.formula = [], [], []

    def _start_content(self, name: str, attributes: dict[str, str]) -> None:
        self.held.append(name)
        if self.held != [part for part in OF_CELL if part in self.held]:
            raise Unreadable(BROKEN)
        self.open, self.begins = name, self.parser.CurrentByteIndex
        self.cells += 1
        self.bottom, self.right = self.row, max(self.right, self.column)
        if self.row_is_hidden:
            self.hidden_rows.add(self.row - 1)
        if name == "f":
            self.formula_attributes = attributes

    # --- text ---------------------------------------------------------------------------------------------------------

    def text(self, data: str) -> None:
        if self.open == "f":
            self.formula.append(data)
        elif self.open in ("v", "t"):
            self.value.append(data)

    def end(self, _tag: str) -> None:
        level = self.depth - self.data_depth if self.data_depth else -1
        if level == 0:
            self.data_depth, self.is_after_data = 0, True
        elif level == 2:
            self._end_cell()
        elif level == 3 and self.open == "v":
            self._end_value()
        self.open = ""
        self.depth -= 1

    def _end_value(self) -> None:
        """Entities in a number, and a string's number that is none, are read otherwise by calamine than by Excel."""
        raw = self.xml[self.begins : self.parser.CurrentByteIndex]
        if b"&" in raw and self.kind not in WITH_ENTITIES:
            raise Unreadable(FORBIDDEN_XML)
        if self.kind == "s" and self.value:
            self._count_text("".join(self.value))

    def _count_text(self, value: str) -> None:
        if not NUMBER.fullmatch(value):
            raise Unreadable(BROKEN)
        number = int(value)
        if self.lengths and number >= len(self.lengths):
            raise Unreadable(BROKEN)
        self.texts += self.lengths[number] if self.lengths else 1

    def _end_cell(self) -> None:
        value, formula = "".join(self.value), "".join(self.formula)
        if max(len(value), len(formula)) > LONGEST_TEXT:
            raise Unreadable(TOO_LARGE)
        if self.kind == "e":
            self.marks.errors[self.address] = value
        if "f" in self.held:
            self.marks.formulas[self.address] = bool(value)
            self.links.add(self.address, self.formula_attributes, formula)
