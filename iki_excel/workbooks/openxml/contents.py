"""What stands in every cell of an .xlsx, from its XML: the kind, the value, and the text of the formula.

It reads the parts of a file that :func:`pass_on` has let through, and nothing else of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from iki_excel.workbooks.contents import ERROR, NUMBER, TEXT, TRUTH, Address, Content, Sheets, shifted
from iki_excel.workbooks.gate import BROKEN, Unreadable
from iki_excel.workbooks.openxml.addresses import split_address
from iki_excel.workbooks.openxml.any_sheet import CELL, FIRST_STYLE, FORMULA, PRONOUNCED, ROW, VALUE
from iki_excel.workbooks.openxml.any_sheet import TEXT as PIECE
from iki_excel.workbooks.openxml.package import pass_on
from iki_excel.workbooks.openxml.strings import ESCAPE
from iki_excel.workbooks.openxml.styles import MOMENT, Styles
from iki_excel.workbooks.openxml.xml import Outline, new_parser, parse

KINDS = {"s": TEXT, "str": TEXT, "inlineStr": TEXT, "b": TRUTH, "e": ERROR, "n": NUMBER, "d": NUMBER}
DAY, FIRST_DAY = dt.timedelta(days=1), dt.datetime(1899, 12, 30)


def contents_in(content: bytes) -> Sheets:
    """By name of the sheet, in their order, what stands in every cell that holds a value or a formula.

    Unreadable for what is no .xlsx, and for what is beyond bounds.
    """
    passed = pass_on(content)
    texts = _texts(passed.strings)
    return {name: _Cells(passed.styles, texts).read(xml) for name, xml in passed.written.items()}


def _texts(strings: bytes) -> Sequence[str]:
    found: list[str] = []
    if strings:
        Outline({}, {"sst/si/t": found.append}).follow(strings)
    return found


class _Cells:
    """Follows the XML of a sheet; a row or cell that does not say where it stands follows the one before."""

    def __init__(self, styles: Styles, texts: Sequence[str]) -> None:
        self.styles, self.texts = styles, texts
        self.found: dict[Address, Content] = {}
        self.row = self.column = 0
        self.kind = self.style = self.open = ""
        self.value: list[str] = []
        self.formula: list[str] | None = None
        self.has_value = self.is_pronounced = False
        self.shared = ""
        self.masters: dict[str, tuple[Address, str]] = {}

    def read(self, xml: bytes) -> dict[Address, Content]:
        parser = new_parser(xml)
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text
        parse(parser, xml)
        return self.found

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == CELL:
            self._start_cell(attributes)
        elif tag == ROW:
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == FORMULA:
            self.formula, self.open = [], tag
            self.shared = attributes.get("si", "") if attributes.get("t") == "shared" else ""
        elif tag == VALUE or (tag == PIECE and not self.is_pronounced):
            self.has_value, self.open = True, tag
        elif tag == PRONOUNCED:
            self.is_pronounced = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.column = split_address(attributes["r"])[1] if "r" in attributes else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", FIRST_STYLE)
        self.value, self.formula, self.has_value = [], None, False

    def text(self, data: str) -> None:
        if self.open == FORMULA and self.formula is not None:
            self.formula.append(data)
        elif self.open:
            self.value.append(data)

    def end(self, tag: str) -> None:
        self.open = ""
        if tag == PRONOUNCED:
            self.is_pronounced = False
        elif tag == CELL and (self.has_value or self.formula is not None):
            self._keep("".join(self.value))

    def _keep(self, value: str) -> None:
        """A formula without a value is one that comes to an empty text; a cell without either is empty."""
        formula = None if self.formula is None else self._formula("".join(self.formula))
        kind = KINDS[self.kind] if value or self.kind != "n" else TEXT
        if value or formula is not None:
            is_day = kind == NUMBER and self.styles[self.style] == MOMENT
            self.found[self.row - 1, self.column - 1] = Content(kind, self._read(kind, value), formula, is_day)

    def _formula(self, written: str) -> str:
        """A formula as this cell says it, where it is shared with another."""
        here = (self.row, self.column)
        if not self.shared:
            return written
        (row, column), master = self.masters.setdefault(self.shared, (here, written))
        return written or shifted(master, here[0] - row, here[1] - column)

    def _read(self, kind: str, value: str) -> str:
        try:
            if self.kind == "d":
                return repr((dt.datetime.fromisoformat(value.removesuffix("Z")) - FIRST_DAY) / DAY)
            if kind == NUMBER:
                return repr(float(value))
            return _unescaped(self.texts[int(value)] if self.kind == "s" and value else value)
        except (ValueError, IndexError):
            raise Unreadable(BROKEN) from None


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
