"""The one door to xlsxwriter: its workbook and its sheets, which write only clean texts and drop nothing silently."""

from __future__ import annotations

import functools
import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import xlsxwriter.worksheet
from xlsxwriter.format import Format as Format
from xlsxwriter.packager import Packager
from xlsxwriter.url import Url
from xlsxwriter.worksheet import CellBlankTuple as CellBlankTuple
from xlsxwriter.worksheet import CellBooleanTuple as CellBooleanTuple
from xlsxwriter.worksheet import CellFormulaTuple as CellFormulaTuple
from xlsxwriter.worksheet import CellNumberTuple as CellNumberTuple
from xlsxwriter.worksheet import CellStringTuple as CellStringTuple
from xlsxwriter.worksheet import Worksheet as Worksheet

from iki_excel.language.places import Area, column_letters
from iki_excel.words.errors import IkiError
from iki_excel.words.plain import LONGEST_TEXT, clean
from iki_excel.workbooks.blocks import Block
from iki_excel.workbooks.contents import ERRORS

xlsxwriter.worksheet._get_sparkline_style = functools.cache(xlsxwriter.worksheet._get_sparkline_style)
"""It makes all colours of its 36 styles each time that one of them is asked for; nobody changes them."""


def checked(*names: str) -> Callable[[type], type]:
    """Let these methods of an xlsxwriter class write clean texts, and raise where they would drop something silently.

    xlsxwriter answers with a number below zero for a cell outside of the sheet, a text or a link that is too long, …
    """

    def check(owner: type) -> type:
        for name in names:
            if name in CELLS:
                setattr(owner, name, _checked_cell(name, getattr(owner, CELLS[name])))
            else:
                setattr(owner, name, _checked(getattr(owner, name)))
        return owner

    return check


CELLS = {f"write_{what}": f"_write_{what}" for what in ("number", "formula", "url")}
"""What writes a cell by row and column, without asking first whether it is told as "A1": no cell of ours is."""


def _checked(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(self: Any, *arguments: Any, **options: Any) -> Any:
        code = method(self, *[clean(value) if isinstance(value, str) else value for value in arguments], **options)
        if code and isinstance(code, int) and code < 0:
            raise _refused(self, method.__name__, code)
        return code

    return call


def _checked_cell(name: str, method: Callable[..., int]) -> Callable[..., None]:
    def call(self: Any, row: int, column: int, content: Any, look: Format | None = None, *more: Any) -> None:
        if isinstance(content, str):
            content = clean(content)
        if more:
            more = tuple([clean(value) if isinstance(value, str) else value for value in more])
        code = method(self, row, column, content, look, *more)
        if code < 0:
            raise _refused(self, name, code)

    return call


OUTSIDE, TOO_LONG, TOO_MANY_LINKS = -1, -2, -4
"""What xlsxwriter answers of a cell outside of the sheet, of a text that is too long, and of one link too many."""
MOST_LINKS = 65_530
"""So many Excel takes on a sheet."""


@functools.lru_cache(maxsize=4096)
def _inner_link(to: str, text: str, tip: str) -> Url:
    """The same for all cells that lead to one: nothing of it is changed when it is written."""
    link = Url(f"internal:{clean(to)}")
    link.text, link.tip = clean(text), clean(tip)
    return link


def _refused(owner: Any, name: str, code: int) -> IkiError:
    where = f"lembar “{owner.name}”" if isinstance(owner, Worksheet) else "buku kerja"
    return IkiError(
        f"{name} di {where} tidak menulis yang diminta (kode {code}); berkas tidak dibuat. Laporkan kepada pembuatnya."
    )


@checked("write_number", "write_formula", "write_url", "write_comment", "merge_range", "data_validation",
         "conditional_format", "insert_chart", "autofilter", "print_area", "set_column", "set_row",
         "add_table")  # fmt: skip
class CheckedWorksheet(Worksheet):
    """A sheet that drops nothing silently. ``block``: many rows of one look below all of its other cells."""

    block: Block | None = None
    dim_rowmax: int | None
    dim_colmax: int | None

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[Format, int] = {}
        self.texts: dict[tuple[str, Format | None], CellStringTuple] = {}
        self.blanks: dict[Format, CellBlankTuple] = {}
        self.tails: dict[CellStringTuple | CellBlankTuple, str | None] = {}

    def _check_dimensions(self, row: int, col: int, ignore_row: bool = False, ignore_col: bool = False) -> int:
        """xlsxwriter's own answer, given at once where there are cells on all sides already: nothing changes then."""
        bottom, right = self.dim_rowmax, self.dim_colmax
        if bottom is None or right is None:
            return int(super()._check_dimensions(row, col, ignore_row, ignore_col))
        if self.dim_rowmin <= row <= bottom and self.dim_colmin <= col <= right:
            return 0
        return int(super()._check_dimensions(row, col, ignore_row, ignore_col))

    def write_string(self, row: int, column: int, text: str, look: Format | None = None) -> None:
        """Most cells are texts or blank, and most of these are like many others: they are kept as xlsxwriter keeps
        them, and what is alike is kept once."""
        cell = self.texts.get((text, look))
        if cell is None:
            cell = self.texts[text, look] = self._text(text, look)
        else:
            self.str_table.count += 1
        self._put("write_string", row, column, cell)

    def _text(self, text: str, look: Format | None) -> CellStringTuple:
        text = clean(text)
        if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
            raise _refused(self, "write_string", TOO_LONG)
        return CellStringTuple(self.str_table._get_shared_string_index(text), look)

    def write_blank(self, row: int, column: int, _: None, look: Format) -> None:
        """A look in which nothing stands."""
        cell = self.blanks.get(look)
        if cell is None:
            cell = self.blanks[look] = CellBlankTuple(look)
        self._put("write_blank", row, column, cell)

    def _write_formula(self, row: int, column: int, formula: str, look: Format | None = None, value: Any = 0) -> int:
        """At once: xlsxwriter looks into every formula for functions of a later Excel, and ours have none."""
        if self._check_dimensions(row, column):
            return OUTSIDE
        self.table[row][column] = CellFormulaTuple(formula.removeprefix("="), look, value)
        return 0

    def _put(self, method: str, row: int, column: int, cell: CellStringTuple | CellBlankTuple) -> None:
        if self._check_dimensions(row, column):
            raise _refused(self, method, OUTSIDE)
        self.table[row][column] = cell

    def put_block(self, block: Block) -> None:
        """Have these rows written below all other cells."""
        bottom, right = block.top + block.length - 1, block.left + len(block.columns) - 1
        if self._check_dimensions(block.top, block.left) or self._check_dimensions(bottom, right):
            raise IkiError(f"lembar “{self.name}” tidak memuat {block.length} baris. Laporkan kepada pembuatnya.")
        self.block = block

    def index_of(self, text: str, times: int) -> int:
        """Where a text stands among those that the cells of the workbook share, and that so many more cells hold it."""
        index: int = self.str_table._get_shared_string_index(clean(text))
        self.str_table.count += times - 1
        return index

    def write_inner_link(self, row: int, column: int, to: str, look: Format, text: str, tip: str) -> None:
        """A text that leads to a cell of the same workbook, told as "Lembar!A1"."""
        self.hlink_count += 1
        if self.hlink_count > MOST_LINKS:
            raise _refused(self, "write_url", TOO_MANY_LINKS)
        self.write_string(row, column, text, look)
        self.hyperlinks[row][column] = _inner_link(to, text, tip)

    def write_file_link(self, row: int, column: int, path: str, look: Format, text: str, tip: str) -> None:
        """A text that leads to a file by its path from here, with such signs between folders as all programs take."""
        link = Url(f"external:{clean(path)}")
        link.text, link.tip = clean(text), clean(tip)
        link._link = link._relationship_link = link._link.replace("\\", "/")
        self.write_url(row, column, link, look)

    def lengthen_table(self, bottom: int) -> None:
        """Have the latest table end in another row: xlsxwriter remembers every cell of a table that it is told of."""
        table = self.tables[-1]
        for key in ("range", "a_range", "autofilter"):
            if table.get(key):
                table[key] = f"{table[key].rstrip('0123456789')}{bottom + 1}"

    def _write_rows(self) -> None:
        if self.block is None:
            self._write_rows_of_cells()
            return
        bottom, self.dim_rowmax = self.dim_rowmax, self.block.top - 1
        self._write_rows_of_cells()
        self.dim_rowmax = bottom
        self.block.write(self.fh.write)

    def _write_rows_of_cells(self) -> None:
        """A row at a time: xlsxwriter asks for every cell that a row could have whether it is there."""
        spans, last = self._spans(), self.dim_rowmax
        assert last is not None
        for row in sorted(self.table.keys() | self.row_info.keys() | self.comments.keys()):
            cells, look = self.table.get(row), self.row_info.get(row)
            if row > last:
                break
            if cells:
                self._write_row(row, spans.get(row // ROWS_OF_A_SPAN), look)
                self._write_cells(row, cells)
                self._xml_end_tag("row")
            elif look is not None or row in self.comments:
                self._write_empty_row(row, spans.get(row // ROWS_OF_A_SPAN), look)

    def _spans(self) -> dict[int, str]:
        """By block of rows the first and the last column in which something stands there."""
        columns: defaultdict[int, list[int]] = defaultdict(list)
        for row, cells in (*self.table.items(), *self.comments.items()):
            if cells and row <= self.dim_rowmax:
                columns[row // ROWS_OF_A_SPAN] += (min(cells), max(cells))
        return {block: f"{min(ends) + 1}:{max(ends) + 1}" for block, ends in columns.items()}

    def _write_cells(self, row: int, cells: Mapping[int, Any]) -> None:
        """A report has tens of thousands of cells of these four kinds, and none of their addresses and formats holds a
        sign that XML says otherwise."""
        number, told = row + 1, list[str]()
        for column in sorted(cells):
            tail = self._tail(cells[column])
            if tail is None:
                self.fh.write("".join(told))
                told.clear()
                self._write_cell(row, column, cells[column])
            else:
                told.append(f'<c r="{column_letters(column)}{number}{tail}')
        self.fh.write("".join(told))

    def _tail(self, cell: Any) -> str | None:
        """The XML of a cell behind its address; None of one that only xlsxwriter writes."""
        if type(cell) not in KEPT_ONCE:
            return self._new_tail(cell)
        tail = self.tails.get(cell)
        if tail is None:
            tail = self.tails[cell] = self._new_tail(cell)
        return tail

    def _new_tail(self, cell: Any) -> str | None:
        xml_of, look = XML_OF.get(type(cell)), cell.format
        if xml_of is None or look is None:
            return None
        style = self.styles.get(look)
        if style is None:
            style = self.styles[look] = look._get_xf_index()
        return f'" s="{style}"{xml_of(cell)}'

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Without its equals sign; our formulas know no function that xlsxwriter would mark as one of a later Excel,
        and looking for each of thirty took longer than writing the formula."""
        return formula.removeprefix("=")


def _xml_of_formula(cell: CellFormulaTuple) -> str:
    """With what it came to; an empty text has no kind, so that every program computes it anew."""
    value = cell.value
    match value:
        case bool():
            kind, value = ' t="b"', int(value)
        case "":
            kind = ""
        case str():
            kind = ' t="e"' if value in ERRORS else ' t="str"'
            value = escape(value, quote=False)
        case _:
            kind = ""
    return f"{kind}><f>{escape(cell.formula, quote=False)}</f><v>{value}</v></c>"


XML_OF: Mapping[type, Callable[[Any], str]] = {
    CellBlankTuple: lambda _: "/>",
    CellNumberTuple: lambda cell: f"><v>{cell.number:.16G}</v></c>",
    CellStringTuple: lambda cell: f' t="s"><v>{cell.string}</v></c>',
    CellFormulaTuple: _xml_of_formula,
}
"""By kind of cell the XML of it behind its address and format."""

KEPT_ONCE = (CellStringTuple, CellBlankTuple)
"""Kinds of which many cells are one object."""


ROWS_OF_A_SPAN = 16

CORE, CHARTS = "docProps/core.xml", "xl/charts/"
SAID_IN_CORE = "<dc:language>id-ID</dc:language></cp:coreProperties>"


class IndonesianPackager(Packager):
    """The parts of a workbook, with the language that it is read aloud in, which xlsxwriter cannot be told."""

    def _create_package(self) -> list[tuple[Any, str, bool]]:
        parts: list[tuple[Any, str, bool]] = super()._create_package()
        return [(_in_indonesian(content, name), name, is_binary) for content, name, is_binary in parts]


def _in_indonesian(content: Any, name: str) -> Any:
    if name == CORE:
        return io.StringIO(content.getvalue().replace("</cp:coreProperties>", SAID_IN_CORE))
    if name.startswith(CHARTS):
        return io.StringIO(content.getvalue().replace('lang="en-US"', 'lang="id-ID"'))
    return content


@checked("define_name")
class CheckedWorkbook(xlsxwriter.Workbook):
    """A workbook that drops nothing silently, and whose charts are saved with nothing where there is nothing."""

    worksheet_class = CheckedWorksheet

    def _get_packager(self) -> Packager:
        return IndonesianPackager()

    def _add_chart_data(self) -> None:
        """Behind the values of a series stand the numbers of its cells; xlsxwriter puts 0 for a blank or a text."""
        super()._add_chart_data()
        for chart in self.charts:
            for part in (chart, chart.combined) if chart.combined else (chart,):
                for series in part.series:
                    part.formula_data[series["val_data_id"]] = self._numbers_in(series["values"])

    def _numbers_in(self, area: str) -> list[str | None]:
        sheet, (top, left, bottom, right) = self._get_chart_range(area.removeprefix("="))
        table = self.sheetnames[sheet].table
        return [
            _number_in(table.get(row, {}).get(column)) for row, column in Area(sheet, top, left, bottom, right).cells
        ]


def _number_in(cell: Any) -> str | None:
    """The number in a cell of xlsxwriter's, typed or what its formula was saved with; None where there is none."""
    match cell:
        case CellNumberTuple(number=value) | CellFormulaTuple(value=value):
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return f"{value:.16g}" if is_number else None
    return None
