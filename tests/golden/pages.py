"""A workbook as pages of text, a page a sheet: all that a person or Excel finds on it, a line a cell, for a diff.

A line is the address, the content (a text in quotes, a number, or a formula with the value it was saved with), and what
its format says: the number format, bold, size and colour of the letters, the fill, ``open`` where it may be typed into.
Neighbours in a row that say the same share a line. Rows that say the same one below the other are folded into the
first, and what counts on from row to row is marked with ↓. A validation that stands at many cells has one line. In a
table a cell that looks as the one above it says so with 〃, and a blank one that does is not told.
"""

from __future__ import annotations

import io
import itertools
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from iki_excel import __version__
from iki_excel.decree import sheet_names
from tests.golden.drawn import charts_of, extensions_of

Pages = dict[str, str]

LEAST_FOLDED = 3
"""So many rows alike are folded, and no fewer."""

HASH = re.compile(r"\b[0-9a-f]{64}\b|(?<=\")[0-9a-f]{12}(?=\")")
"""Whole, or its first digits alone in a cell."""
REFERENCE = re.compile(r"(?<![\w.$])(\$?[A-Z]{1,3})(\d+)(?![\w(])")
SAME, ON = "", "↓"
AS_ABOVE = "· 〃"
VERSION = re.compile(r"\b(pandas|python-calamine|xlsxwriter|holidays) \d[\w.]*")


def pages_of(content: bytes) -> Pages:
    """By name ``buku`` and every sheet's page."""
    live, cached = _opened(content), _opened(content, cached=True)
    charts, extensions = charts_of(content), extensions_of(content)
    pages = {"buku": _page(_book_lines(live))}
    for sheet in live:
        if sheet.title == sheet_names.SIDIK:  # its marks say again what stands on the other pages
            continue
        lines = [
            *_sheet_lines(sheet),
            *_cell_lines(sheet, cached[sheet.title]),
            *_section("tables", [_table(table) for table in sheet.tables.values()]),
            *_rule_lines(sheet),
            *_section("extensions", extensions.get(sheet.title, [])),
            *_section("charts", charts.get(sheet.title, [])),
        ]
        pages[sheet.title] = _page(lines)
    return pages


def _opened(content: bytes, *, cached: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl knows no sparklines; drawn.py does
        return load_workbook(io.BytesIO(content), data_only=cached)


def _page(lines: Sequence[str]) -> str:
    """One page, without what changes though no page does: fingerprints of other files, versions of programs."""
    text = HASH.sub("«SHA-256»", "\n".join(line.rstrip() for line in lines)) + "\n"
    return VERSION.sub(r"\1 «versi»", text.replace(f"iki-excel {__version__}", "iki-excel «versi»"))


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n--- {title}"
        yield from lines


# --- the workbook -----------------------------------------------------------------------------------------------------


def _book_lines(workbook: Workbook) -> list[str]:
    properties = workbook.properties
    return [
        f"title {properties.title!r}, by {properties.creator!r}, created {properties.created}",
        *_section("sheets", [f"{sheet.title} ({sheet.sheet_state})" for sheet in workbook]),
        *_section("names", sorted(f"{name}  {one.attr_text}" for name, one in workbook.defined_names.items())),
    ]


# --- paper, view, protection ------------------------------------------------------------------------------------------


def _sheet_lines(sheet: Worksheet) -> Iterator[str]:
    yield f"sheet {sheet.title} ({sheet.sheet_state})"
    yield f"paper {sheet.page_setup.paperSize} {sheet.page_setup.orientation}, {_fit(sheet)}, {_margins(sheet)}"
    yield f"print area {sheet.print_area or '–'}, rows on every page {sheet.print_title_rows or '–'}"
    yield f"header {sheet.oddHeader.right.text!r}, footer {sheet.oddFooter.left.text!r} {sheet.oddFooter.right.text!r}"
    grid, filtered = sheet.sheet_view.showGridLines, sheet.auto_filter.ref
    headings, breaks = sheet.sheet_view.showRowColHeaders, [str(one.id) for one in sheet.row_breaks.brk]
    yield f"frozen at {sheet.freeze_panes or '–'}, grid lines {grid}, filter {filtered or '–'}"
    yield f"letters and numbers at the edges {headings}, pages end below row {' '.join(breaks) or '–'}"
    yield f"protection {_protection(sheet)}"
    yield f"columns {_columns(sheet)}"
    yield from _section("merged", [" ".join(_merged(sheet))] if sheet.merged_cells.ranges else [])


def _fit(sheet: Worksheet) -> str:
    fit = sheet.sheet_properties.pageSetUpPr
    wide, high = sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight
    return f"fit {wide or 1} wide {high if high is not None else 1} high" if fit and fit.fitToPage else "not fitted"


def _margins(sheet: Worksheet) -> str:
    margins = sheet.page_margins
    return f"margins {margins.left} {margins.right} {margins.top} {margins.bottom}"


def _protection(sheet: Worksheet) -> str:
    options = {name: value for name, value in dict(sheet.protection).items() if name not in ("sheet", "password")}
    if not sheet.protection.sheet:
        return "none"
    allowed = [name for name, forbidden in options.items() if forbidden == "0" and name not in ("objects", "scenarios")]
    refused = [name for name, forbidden in options.items() if forbidden == "1"]
    return f"on{' with a password' if sheet.protection.password else ''}, {_listed('allowed', allowed)}, " + _listed(
        "refused", refused
    )


def _listed(word: str, names: Sequence[str]) -> str:
    return f"{word} {' '.join(sorted(names)) or '–'}"


def _columns(sheet: Worksheet) -> str:
    columns = sorted(sheet.column_dimensions.values(), key=lambda column: column.min)
    return " · ".join(
        f"{_span(column.min, column.max)} {'hidden' if column.hidden else f'{column.width:.4g}'}" for column in columns
    )


def _span(first: int, last: int) -> str:
    letters = get_column_letter(first)
    return letters if first == last else f"{letters}–{get_column_letter(last)}"


def _merged(sheet: Worksheet) -> list[str]:
    ranges = sorted(sheet.merged_cells.ranges, key=lambda merged: (merged.min_row, merged.min_col))
    return [merged.coord for merged in ranges]


# --- cells ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Part:
    """A piece of a line: what it says, and what it would say in the next row if it counted on."""

    says: str
    next: str

    @classmethod
    def plain(cls, text: str) -> _Part:
        return cls(text, text)

    def goes_on(self, below: _Part) -> set[str]:
        """How the row below follows from this one: it says the same, or it counts on, or neither."""
        return {how for how, text in ((SAME, self.says), (ON, self.next)) if text == below.says}


Row = Mapping[str, Sequence[_Part]]
"""The parts of every line, by column; those of the row itself under ""."""


def _table(table: Table) -> str:
    return f"{table.ref}  {table.name}, {'with' if table.autoFilter else 'without'} filters"


def _cell_lines(sheet: Worksheet, cached: Worksheet) -> Iterator[str]:
    below = _below_another(sheet)
    rows = {number: row for number in range(1, sheet.max_row + 1) if (row := _row(sheet, cached, number, below))}
    yield "\n--- cells"
    number = 1
    while number <= sheet.max_row:
        if number not in rows:
            number += 1
            continue
        last, marks = _fold(rows, number)
        yield from _row_lines(number, rows[number], marks)
        if last > number:
            yield f"    … rows {number + 1} to {last} likewise"
        number = last + 1


def _row(sheet: Worksheet, cached: Worksheet, number: int, below: set[tuple[int, int]]) -> Row:
    row: dict[str, Sequence[_Part]] = {}
    size = sheet.row_dimensions[number]
    facts = [f"height {size.height:g}"] if size.height else []
    facts += ["hidden"] if size.hidden else []
    if facts:
        row[""] = [_Part.plain(" ".join(facts))]
    for cell in sheet[number]:
        above = sheet.cell(number - 1, cell.column) if (number, cell.column) in below else None
        parts = _parts(cell, cached[cell.coordinate].value, above) if isinstance(cell, Cell) else []
        if parts:
            row[cell.column_letter] = parts
    return row


def _parts(cell: Cell, saved: Any, above: Cell | None) -> list[_Part]:
    """``above``: the cell above it, where both are of one table."""
    looks = [f"· {look}" for look in _look(cell)]
    is_alike = above is not None and bool(looks) and _look(above) == _look(cell)
    if cell.value is None and (is_alike or not cell.has_style):
        return []
    if cell.data_type == "f":
        parts = [_formula(cell.value), _Part.plain("→"), _content("" if saved is None else saved)]
    else:
        parts = [_content(cell.value)]
    links = [f"· ⇒ {cell.hyperlink.location or cell.hyperlink.target}"] if cell.hyperlink else []
    comment = [f"· comment {cell.comment.text!r}"] if cell.comment else []
    return [*parts, *map(_Part.plain, [*links, *([AS_ABOVE] if is_alike else looks), *comment])]


def _below_another(sheet: Worksheet) -> set[tuple[int, int]]:
    """The cells of tables (row and column) that have a record above them."""
    found = set()
    for table in sheet.tables.values():
        left, head, right, last = range_boundaries(table.ref)
        found |= {(row, column) for row in range(head + 2, last + 1) for column in range(left, right + 1)}
    return found


def _content(value: Any) -> _Part:
    if value is None:
        return _Part.plain("(blank)")
    if isinstance(value, str):
        return _Part.plain(_quoted(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _Part(_number(value), _number(value + 1))
    return _Part.plain(str(value))


def _formula(value: Any) -> _Part:
    text = value if isinstance(value, str) else f"{{{value.text}}}"  # an array formula
    return _Part(text, REFERENCE.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _number(value: float) -> str:
    """A number to twelve digits: the last ones are the machine's."""
    return format(value, ".12g")


def _fold(rows: Mapping[int, Row], first: int) -> tuple[int, dict[tuple[str, int], str]]:
    """The last of the rows that say what the first says, and which of its parts count on."""
    ways = {(column, at): {SAME, ON} for column, parts in rows[first].items() for at in range(len(parts))}
    last = first
    while (below := rows.get(last + 1)) is not None and _same_shape(rows[last], below):
        narrowed = {(c, at): how & rows[last][c][at].goes_on(below[c][at]) for (c, at), how in ways.items()}
        if not all(narrowed.values()):
            break
        ways, last = narrowed, last + 1
    if last - first + 1 < LEAST_FOLDED:
        return first, {}
    return last, {place: SAME if SAME in how else ON for place, how in ways.items()}


def _same_shape(row: Row, below: Row) -> bool:
    return {column: len(parts) for column, parts in row.items()} == {c: len(parts) for c, parts in below.items()}


def _row_lines(number: int, row: Row, marks: Mapping[tuple[str, int], str]) -> Iterator[str]:
    said = {
        column: "  ".join(part.says + marks.get((column, at), SAME) for at, part in enumerate(parts))
        for column, parts in row.items()
    }
    if "" in said:
        yield f"[row {number}] {said.pop('')}"
    for first, last in _alike(said):
        yield f"{first}{number}{f'–{last}{number}' if last != first else ''}  {said[first]}"


def _alike(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The first and the last of neighbouring columns that say the same."""
    for _, columns in itertools.groupby(said, key=said.__getitem__):
        letters = list(columns)
        indices = [column_index_from_string(letter) - at for at, letter in enumerate(letters)]
        for _, run in itertools.groupby(zip(indices, letters, strict=True), key=lambda pair: pair[0]):
            first, *others = [letter for _, letter in run]
            yield first, others[-1] if others else first


# --- what a format says -----------------------------------------------------------------------------------------------


def _look(cell: Cell) -> list[str]:
    """What stands out of a cell's format; frames and indents are not told."""
    words = [
        *_letters(cell.font),
        *_fill(cell.fill.fgColor.rgb if cell.fill.fill_type else None),
        *([cell.alignment.horizontal] if cell.alignment.horizontal else []),
        *(["wrapped"] if cell.alignment.wrapText else []),
        *(["shrunk"] if cell.alignment.shrinkToFit else []),
        *(["quoted"] if cell.quotePrefix else []),
        *(["open"] if not cell.protection.locked else []),
    ]
    formats = [cell.number_format] if cell.number_format != "General" else []
    return formats + ([" ".join(words)] if words else [])


def _letters(font: Any) -> list[str]:
    words = [word for word, given in (("bold", font.b), ("italic", font.i), ("underlined", font.u)) if given]
    size = [f"{font.sz:g}pt"] if font.sz and font.sz != 10 else []
    colour = [f"ink:{_rgb(font.color.rgb)}"] if font.color and isinstance(font.color.rgb, str) else []
    return [*words, *size, *(colour if colour != ["ink:1F2A37"] else [])]


def _fill(colour: Any) -> list[str]:
    return [f"fill:{_rgb(colour)}"] if isinstance(colour, str) else []


def _rgb(colour: str) -> str:
    return colour[-6:]


# --- validations and colours by condition -----------------------------------------------------------------------------


def _rule_lines(sheet: Worksheet) -> Iterator[str]:
    yield from _section("validations", _validations(sheet))
    colours = [_colour(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]
    yield from _section("colours", sorted(colours, key=_by_place))


def _validations(sheet: Worksheet) -> list[str]:
    areas: dict[str, list[str]] = {}
    for rule in sheet.data_validations.dataValidation:
        areas.setdefault(_validation(rule), []).append(str(rule.sqref))
    return sorted(
        (f"{' '.join(sorted(places, key=_by_place))}  {says}" for says, places in areas.items()), key=_by_place
    )


def _validation(rule: Any) -> str:
    formulas = " ; ".join(text for text in (rule.formula1, rule.formula2) if text)
    texts = [
        f"{word} {title!r} {text!r}"
        for word, title, text in (
            ("prompt", rule.promptTitle, rule.prompt),
            ("error", rule.errorTitle, rule.error),
        )
        if text
    ]
    style = "" if (rule.errorStyle or "stop") == "stop" else f"({rule.errorStyle}) "
    blank = "" if rule.allowBlank else "not blank "
    return f"{style}{blank}{' '.join(filter(None, [rule.type, rule.operator, formulas]))}  " + "  ".join(texts)


def _colour(area: str, rule: Rule) -> str:
    condition = " ; ".join(map(str, rule.formula))
    kind = " ".join(str(word) for word in (rule.type, rule.operator, rule.text) if word)
    stop = " stop" if rule.stopIfTrue else ""
    return f"{area}  {rule.priority:02} {kind}  {condition}  ⇒ {_differential(rule.dxf)}{stop}"


def _differential(dxf: DifferentialStyle | None) -> str:
    if dxf is None:
        return "–"
    fill = dxf.fill.bgColor.rgb if dxf.fill else None
    return " ".join([*(_letters(dxf.font) if dxf.font else []), *_fill(fill)]) or "–"


def _by_place(line: str) -> tuple[int, str, str]:
    found = re.match(r"([A-Z]+)(\d+)", line)
    assert found, line
    return int(found[2]), found[1], line
