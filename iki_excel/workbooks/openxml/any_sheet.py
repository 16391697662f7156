"""For every sheet: looks at it element by element, however it is written, and writes it anew as a usual one.

It takes what Excel would take, refuses what programs read differently, and leaves out what is no value (comments,
extensions). So calamine only ever reads sheets that are written in one way. It alone decides what is right:
:mod:`usual_sheet` must find the same, and stands in for it only because it is faster.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from iki_excel.language.places import a1
from iki_excel.workbooks.gate import BROKEN, Unreadable, too_large
from iki_excel.workbooks.openxml.addresses import split_address
from iki_excel.workbooks.openxml.bounds import LAST_COLUMN, LAST_ROW, LONGEST_TEXT
from iki_excel.workbooks.openxml.marks import YES, Links, Marks, Sheet, as_sheet, hidden_columns, merges
from iki_excel.workbooks.openxml.strings import refuse_odd_escapes, refuse_pronounced_nowhere
from iki_excel.workbooks.openxml.styles import PLAIN, Styles
from iki_excel.workbooks.openxml.xml import (
    BETWEEN,
    FORBIDDEN_XML,
    MAIN,
    NUMBER,
    escaped,
    named,
    new_parser,
    parse,
    refuse_strict,
)

WORKSHEET, COLUMNS, COLUMN, DATA, ROW, CELL, MERGES, MERGE = map(
    named, ("worksheet", "cols", "col", "sheetData", "row", "c", "mergeCells", "mergeCell")
)
FORMULA, VALUE, INLINE, EXTENSIONS, EXTENSION = map(named, ("f", "v", "is", "extLst", "ext"))
TEXT, RUN, LOOK, PRONOUNCED, PRONOUNCING = map(named, ("t", "r", "rPr", "rPh", "phoneticPr"))
OF_CELL = (FORMULA, VALUE, INLINE, EXTENSIONS)
"""What a cell may hold, in this order."""

NO_RESULTS = frozenset({"s", "inlineStr", "d"})
"""Kinds of cells that no formula results in: LibreOffice does not look at what is stored there."""

OURS = f"{MAIN}{BETWEEN}"
TEXTUAL = frozenset({FORMULA, VALUE, TEXT})
MEANS_CELLS = frozenset({ROW, CELL, DATA, COLUMN, MERGE})
"""What means something wherever it stands to a reader that does not look at places."""

DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,6})?)?Z?", re.ASCII)
AN_ERROR = re.compile(r"#|Err:[0-9]", re.ASCII)
USUAL_ERRORS = frozenset({"", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
NO_SUCH_DAY = "#####"
"""What Excel shows for a day before the first or after the last."""

FIRST_STYLE = "0"


def look_at_any_sheet(xml: bytes, styles: Styles, lengths: Sequence[int] = ()) -> Sheet:
    """Everything of a sheet; ``area`` and ``cells`` are exact, ``texts`` counts cells.

    With the ``lengths`` of the shared strings ``texts`` is the number of their characters instead.
    """
    look = _Look(xml, styles, lengths)
    look.parse()
    return look.sheet()


class _Look:
    """Follows the XML of a sheet.

    A row or cell that does not say where it stands follows the one before.
    """

    def __init__(self, xml: bytes, styles: Styles, lengths: Sequence[int]) -> None:
        self.xml, self.styles, self.lengths = xml, styles, lengths
        self.marks, self.links = Marks(), Links()
        self.columns: list[dict[str, str]] = []
        self.merges: list[str] = []
        self.hidden_rows: set[int] = set()
        self.written: list[str] = []
        self.depth = self.data_depth = self.skipped = 0
        self.second = ""
        self.is_after_data = self.row_is_hidden = False
        self.row = self.column = self.cells = self.bottom = self.right = self.texts = 0
        self.address = self.kind = self.style = self.row_style = self.open = self.piece = ""
        self.held: list[str] = []
        self.texts_of: list[str] = []
        self.value: list[str] = []
        self.formula: list[str] = []
        self.formula_attributes: dict[str, str] = {}

    def parse(self) -> None:
        self.parser = new_parser(self.xml)
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler, self.parser.CommentHandler = self.text, self.comment
        parse(self.parser, self.xml)

    def sheet(self) -> Sheet:
        if not self.is_after_data:
            raise Unreadable(BROKEN)
        marks = self.marks
        marks.external, marks.hidden_rows = self.links.addresses(), frozenset(self.hidden_rows)
        marks.merges, marks.hidden_columns = merges(self.merges), hidden_columns(self.columns)
        written = as_sheet("".join(self.written).encode())
        return Sheet(marks, self.cells, self.bottom * self.right, self.texts, is_exact=True, xml=written)

    # --- elements -----------------------------------------------------------------------------------------------------

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.data_depth:
            self._start_within(self.depth - self.data_depth, tag, attributes)
        elif self.depth == 1:
            refuse_strict(tag)
            if tag != WORKSHEET:
                raise Unreadable(BROKEN)
        elif self.depth == 2:
            self._start_part(tag)
        elif tag == COLUMN and (self.depth, self.second) == (3, COLUMNS) and not self.is_after_data:
            self.columns.append(attributes)
        elif tag == MERGE and (self.depth, self.second) == (3, MERGES) and self.is_after_data:
            self.merges.append(attributes.get("ref", ""))
        elif tag in MEANS_CELLS:
            raise Unreadable(FORBIDDEN_XML)

    def _start_part(self, tag: str) -> None:
        self.second = tag
        if tag == DATA:
            if self.is_after_data:
                raise Unreadable(BROKEN)
            self.data_depth = self.depth
        elif tag in MEANS_CELLS:
            raise Unreadable(FORBIDDEN_XML)

    def _start_within(self, level: int, tag: str, attributes: dict[str, str]) -> None:
        """Rows, cells, and what cells hold, each in its place and nothing else."""
        if self.skipped:
            if tag.startswith(OURS) and tag != EXTENSION:
                raise Unreadable(FORBIDDEN_XML)
        elif level == 2 and tag == CELL:
            self._start_cell(attributes)
        elif level == 3 and tag in OF_CELL:
            self._start_content(tag, attributes)
        elif level == 1 and tag == ROW:
            self._start_row(attributes)
        elif level == 2 and tag == EXTENSIONS:
            self.skipped = self.depth
        elif level > 3 and self.held[-1] == INLINE and tag.startswith(OURS):
            self._start_piece(level, tag, attributes)
        else:
            raise Unreadable(BROKEN if tag.startswith(OURS) else FORBIDDEN_XML)

    def _start_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes["r"]) if NUMBER.fullmatch(attributes.get("r", "")) else self.row + 1
        if ("r" in attributes and attributes["r"] != str(row)) or not self.row < row <= LAST_ROW:
            raise Unreadable(BROKEN)
        self.row, self.column = row, 0
        self.row_is_hidden = attributes.get("hidden") in YES
        self.row_style = attributes.get("s", "")
        self.written.append(f'<row r="{row}">')

    def _start_cell(self, attributes: dict[str, str]) -> None:
        before = self.column
        row, self.column = split_address(attributes["r"]) if "r" in attributes else (self.row, before + 1)
        if row != self.row or not before < self.column <= LAST_COLUMN:
            raise Unreadable(BROKEN)
        self.address = attributes.get("r") or a1(self.row - 1, self.column - 1)
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.held, self.value, self.formula = [], [], []

    def _start_content(self, tag: str, attributes: dict[str, str]) -> None:
        self.held.append(tag)
        if self.held != [part for part in OF_CELL if part in self.held]:
            raise Unreadable(BROKEN)
        self.open = tag
        if tag == FORMULA:
            if self.kind in NO_RESULTS:
                raise Unreadable(FORBIDDEN_XML)
            self.formula_attributes = attributes
        elif tag == EXTENSIONS:
            self.skipped = self.depth
        elif (tag == INLINE) is not (self.kind == "inlineStr"):
            raise Unreadable(FORBIDDEN_XML)
        elif tag == INLINE:
            self.texts_of = []

    def _start_piece(self, level: int, tag: str, attributes: dict[str, str]) -> None:
        """A piece of an inline text: at most one text in the whole, and one in each run."""
        if self.open == TEXT:
            raise Unreadable(BROKEN)
        if level == 4:
            self.piece = tag
        is_run = level == 5 and self.piece == RUN
        if tag == TEXT and (level == 4 or is_run):
            if tag in self.texts_of:
                raise Unreadable(FORBIDDEN_XML)
            self.texts_of.append(tag)
            self.open = tag
        elif level == 4 and tag == RUN:
            self.texts_of = []
        elif level == 4 and tag == PRONOUNCED:
            refuse_pronounced_nowhere(attributes)
        elif (level == 4 and tag != PRONOUNCING) or (is_run and tag != LOOK):
            raise Unreadable(FORBIDDEN_XML)

    # --- text ---------------------------------------------------------------------------------------------------------

    def text(self, data: str) -> None:
        if self.open == FORMULA:
            self.formula.append(data)
        elif self.open in TEXTUAL:
            self.value.append(data)

    def comment(self, _: str) -> None:
        """Within a text it would stand between two halves, of which some readers take only one."""
        if self.open in TEXTUAL:
            raise Unreadable(FORBIDDEN_XML)

    def end(self, _tag: str) -> None:
        level = self.depth - self.data_depth if self.data_depth else -1
        if level == 0:
            self.data_depth, self.is_after_data = 0, True
        elif self.skipped:
            self.skipped = 0 if self.depth == self.skipped else self.skipped
        elif level == 1:
            self.written.append("</row>")
        elif level == 2:
            self._end_cell()
        self.open = ""
        self.depth -= 1

    # --- cells --------------------------------------------------------------------------------------------------------

    def _end_cell(self) -> None:
        value, formula = "".join(self.value), "".join(self.formula)
        longest = max(len(value), len(formula))
        if longest > LONGEST_TEXT:
            raise too_large(longest, LONGEST_TEXT, f"huruf di sel {self.address}")
        shown = self.styles[self.style or FIRST_STYLE]
        if self.held and self.held[0] != EXTENSIONS:
            self._count()
        if FORMULA in self.held:
            self._mark_formula(value, formula)
        if value or (self.kind == "str" and VALUE in self.held):
            self._write(value, shown)
        elif self.kind not in WRITTEN:
            raise Unreadable(BROKEN)

    def _count(self) -> None:
        self.cells += 1
        self.bottom, self.right = self.row, max(self.right, self.column)
        if self.row_is_hidden:
            self.hidden_rows.add(self.row - 1)

    def _mark_formula(self, value: str, formula: str) -> None:
        is_empty_text = self.kind == "str" and VALUE in self.held and not value
        self.marks.formulas[self.address] = bool(value) or is_empty_text
        if is_empty_text:
            self.marks.empty_texts.add(self.address)
        self.links.add(self.address, self.formula_attributes, formula)

    def _write(self, value: str, shown: str) -> None:
        if self.kind not in WRITTEN:
            raise Unreadable(BROKEN)
        self.written.append(WRITTEN[self.kind](self, value, shown))

    def _number(self, value: str, shown: str) -> str:
        digits = value.strip(" \t\r\n")
        if not DECIMAL.fullmatch(digits):
            raise Unreadable(BROKEN)
        if not self.style:
            self._refuse_style_of_many()
        if shown != PLAIN and not 0 <= float(digits) < self.styles.last_day + 1:
            return self._error(NO_SUCH_DAY, shown)
        style = f' s="{self.style}"' if self.style else ""
        return f'<c r="{self.address}"{style}><v>{digits}</v></c>'

    def _refuse_style_of_many(self) -> None:
        """A cell without a style of its own has the first; LibreOffice shows it as its column or row says."""
        of_many = [one.get("style", "") for one in self.columns if self._is_in(one)] + [self.row_style]
        if not self.styles.is_plain_without or any(self.styles[style] != PLAIN for style in of_many if style):
            raise Unreadable(FORBIDDEN_XML)

    def _is_in(self, column: dict[str, str]) -> bool:
        return int(column["min"]) <= self.column <= int(column["max"])

    def _error(self, value: str, _shown: str) -> str:
        """What it is called stays in the marks; calamine gives up a whole file over an error that it does not know."""
        if not AN_ERROR.match(value):
            raise Unreadable(BROKEN)
        self.marks.errors[self.address] = value
        return f'<c r="{self.address}" t="e"><v>{value if value in USUAL_ERRORS else "#VALUE!"}</v></c>'

    def _shared(self, value: str, _shown: str) -> str:
        if not NUMBER.fullmatch(value) or (self.lengths and int(value) >= len(self.lengths)):
            raise Unreadable(BROKEN)
        self.texts += self.lengths[int(value)] if self.lengths else 1
        return f'<c r="{self.address}" t="s"><v>{value}</v></c>'

    def _yes_or_no(self, value: str, _shown: str) -> str:
        if value not in ("0", "1"):
            raise Unreadable(BROKEN)
        return f'<c r="{self.address}" t="b"><v>{value}</v></c>'

    def _text(self, value: str, _shown: str) -> str:
        refuse_odd_escapes(value)
        return f'<c r="{self.address}" t="str"><v>{escaped(value)}</v></c>'

    def _day(self, value: str, _shown: str) -> str:
        """A day as ISO writes it; one of another zone than the clock's is read in three ways by three programs."""
        match = ISO.fullmatch(value)
        if not match:
            raise Unreadable(FORBIDDEN_XML)
        day, time, fraction = match.groups()
        moment = dt.datetime.fromisoformat(f"{day}T{time or '00:00:00'}")
        return f'<c r="{self.address}" t="d"><v>{moment.isoformat()}{fraction or ""}</v></c>'


WRITTEN = {
    "n": _Look._number,
    "s": _Look._shared,
    "b": _Look._yes_or_no,
    "e": _Look._error,
    "str": _Look._text,
    "inlineStr": _Look._text,
    "d": _Look._day,
}
"""By the kind of a cell how it is written anew; there is no other kind."""
