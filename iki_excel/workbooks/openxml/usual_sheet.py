"""For speed: a sheet written as all usual programs write one, looked at by patterns instead of element by element.

:mod:`any_sheet` looks at every sheet and decides what is right. With it alone the gate takes more than five times as
long as calamine needs to read the form, with this not twice as long (``benchmarks/gate.py``). What this finds or
refuses is the same; it gives None for a sheet that is written in another way, or reaches beyond column T or row 9999.

The cells must match one strict pattern, so that they need no XML parser. A parser sees all the rest: what stands around
the rows, and once each the attributes that rows and formulas have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from iki_excel.workbooks.openxml.any_sheet import COLUMN, COLUMNS, DATA, WORKSHEET
from iki_excel.workbooks.openxml.bounds import LONGEST_TEXT
from iki_excel.workbooks.openxml.marks import YES, Links, Marks, Sheet, hidden_columns, merges
from iki_excel.workbooks.openxml.styles import Styles
from iki_excel.workbooks.openxml.xml import MAIN, USUAL_TEXT, new_parser, parse, refuse_encoding

LETTERS = b"ABCDEFGHIJKLMNOPQRST"
ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:.]*+="[^"<>&\x00-\x1f]*+")*+'
STYLE = rb'(?: s="[0-9]++")?+'
NUMBER = rb"-?+[0-9]{1,20}+(?:\.[0-9]{1,20}+)?+(?:E-?+[0-9]{1,2}+)?+"
ERROR_NAME = rb"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)"
FORMULA = rb"(?:<f" + ATTRIBUTES + rb"(?: ?+/>|>" + USUAL_TEXT + rb"</f>))?+"


def _value(inside: bytes) -> bytes:
    return rb"(?:<v(?: ?+/>|>(?:" + inside + rb")?+</v>))?+</c>"


CONTENTS = (
    rb' t="s"><v>[0-9]{1,9}+</v></c>',
    rb'(?: t="(?:n|s|b|str|inlineStr)")?+ ?+/>',
    rb'(?: t="n")?+>' + FORMULA + _value(NUMBER),
    rb' t="str">' + FORMULA + _value(USUAL_TEXT),
    rb' t="inlineStr"><is><t(?: xml:space="preserve")?+>' + USUAL_TEXT + rb"</t></is></c>",
    rb' t="b">' + FORMULA + _value(rb"[01]"),
    rb' t="e">' + FORMULA + _value(ERROR_NAME),
)
CELL = STYLE + rb"(?:" + rb"|".join(CONTENTS) + rb")"
CELLS = b"".join(rb'(?:<c r="%c\1"%b)?+' % (letter, CELL) for letter in LETTERS)
"""At most one cell a column, in their order, each in the row that it stands in."""


@cache
def _usual_rows() -> re.Pattern[bytes]:
    """All rows, cell by cell: made by the process that reads, as making it costs more than reading a form."""
    return re.compile(rb'(?:<row r="([1-9][0-9]{0,3})"' + ATTRIBUTES + rb" ?+(?:/>|>" + CELLS + rb"</row>))*")


ROW = re.compile(rb'<row r="([0-9]++)"([^<>]*+)>')
MISPLACED = re.compile(rb"<(?:row|c)[\s/>]")
COLUMN_ELEMENT = re.compile(rb"<col[\s/>]")
OTHER_PARTS = rb"(?:<(?:sheetCalcPr|sheetProtection|autoFilter)" + ATTRIBUTES + rb" ?+/>)*+"
MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]++)" ?+/>')
MERGES = re.compile(OTHER_PARTS + rb"<mergeCells" + ATTRIBUTES + rb">((?:" + MERGE.pattern + rb")*+)</mergeCells>")
ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:.]*)="([^"]*)"')
RARE_LETTERS = b"\xef"
"""How letters from U+F000 on begin; XML has not all of them."""

ERROR = re.compile(
    rb'<c r="([A-Z][0-9]++)"[^<>]*+(?<= t="e")>(?:<f[^<>]*+>(?:(?<!/>)[^<]*+</f>)?+)?+(?:<v>([^<]*+)</v>)?+'
)
FORMULA_CELL = re.compile(
    rb'<c r="([A-Z][0-9]++)"([^<>]*+)><f([^<>]*+)>(?:(?<!/>)([^<]*+)</f>)?+(<v[^<>]*+>)?+([^<]*+)'
)
IS_TEXT = b' t="str"'

HIDDEN = rb' hidden="(?:' + "|".join(sorted(YES)).encode() + rb')"'
IS_HIDDEN = re.compile(HIDDEN)
HIDDEN_ROW = re.compile(rb'<row r="([0-9]++)"[^<>]*?' + HIDDEN + rb"[^<>]*+(?<!/)>(.*?)</row>", re.DOTALL)
CONTENT = re.compile(rb"<(?:v|f|is)[ />]")
CELL_STYLE, ROW_STYLE = re.compile(rb' s="([0-9]++)"'), re.compile(rb' s="([^"]*+)"')
SHORTEST_TEXT = len(b'<c r="A1" t="s"><v>0</v></c>')


class _Unusual(Exception):
    """The sheet is written in an unusual way."""


def look_at_usual_sheet(xml: bytes, styles: Styles) -> Sheet | None:
    """The same as :func:`look_at_any_sheet` tells, or None for a sheet that is written in an unusual way.

    The sizes are what the rows could hold at most.
    """
    refuse_encoding(xml)
    try:
        head, body, tail = _parts(xml)
        rows, formulas = _rows(body), FORMULA_CELL.findall(body)
        written = {*rows.values()}
        columns = _sound_columns(head, written, {attributes for _, _, attributes, *_ in formulas}, tail)
        _refuse_rare_styles(body, styles, columns, written)
        merged = _merges(tail)
    except _Unusual:
        return None
    marks = _marks_of_formulas(formulas)
    marks.errors = _errors(body)
    if any(map(IS_HIDDEN.search, written)):
        marks.hidden_rows = _hidden_rows(body)
    marks.hidden_columns, marks.merges = hidden_columns(columns), merges(merged)
    area = max(rows, default=0) * len(LETTERS)
    return Sheet(marks, body.count(b"</c>"), area, len(body) // SHORTEST_TEXT, is_exact=False, xml=xml)


def _parts(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before, within and after the rows of a worksheet."""
    head, opened, rest = xml.partition(b"<sheetData>")
    if opened:
        body, closed, tail = rest.partition(b"</sheetData>")
    else:
        head, closed, tail = xml.partition(b"<sheetData/>")
        body = b""
    around = head + tail
    if not closed or b"sheetData" in around or b"<!" in around or b"mergeCell" in head:
        raise _Unusual
    if MISPLACED.search(around) or COLUMN_ELEMENT.search(tail):
        raise _Unusual
    return head, body, tail


def _sound_columns(
    head: bytes, of_rows: Iterable[bytes], of_formulas: Iterable[bytes], tail: bytes
) -> list[dict[str, str]]:
    """Parse what stands around the rows, and between it the attributes of rows and formulas; gives the columns."""
    rows = (b'<row r=""%b/>' % written.rstrip(b" /") for written in of_rows)
    formulas = (b"<f%b/>" % written.rstrip(b" /") for written in of_formulas)
    around = _Around()
    around.parse(b"".join((head, b"<sheetData>", *rows, *formulas, b"</sheetData>", tail)))
    return around.columns


class _Around:
    """Follows the elements up to the rows; of the rest only that it is sound, and that no other name means a cell."""

    def __init__(self) -> None:
        self.columns: list[dict[str, str]] = []
        self.above: list[str] = []

    def parse(self, xml: bytes) -> None:
        self.parser = new_parser(xml)
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.StartNamespaceDeclHandler = self.declare
        parse(self.parser, xml)

    def declare(self, prefix: str | None, namespace: str | None) -> None:
        """Only the whole sheet says which namespace names without a prefix have."""
        if (prefix is None) is not (namespace == MAIN) or (prefix is None and self.above):
            raise _Unusual

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == DATA:
            if self.above != [WORKSHEET]:
                raise _Unusual
            self.parser.StartElementHandler = self.parser.EndElementHandler = None  # calls cost more than all the rest
        elif tag == COLUMN:
            if self.above != [WORKSHEET, COLUMNS]:
                raise _Unusual
            self.columns.append(attributes)
        self.above.append(tag)

    def end(self, _: str) -> None:
        self.above.pop()


def _refuse_rare_styles(body: bytes, styles: Styles, columns: list[dict[str, str]], rows: Iterable[bytes]) -> None:
    """A style that is not there, one that a cell would have of its column or row, and days that are none."""
    of_many = {one["style"] for one in columns if "style" in one}
    of_many.update(style.decode() for row in rows for style in ROW_STYLE.findall(row))
    used = {int(style) for style in {*CELL_STYLE.findall(body)}}
    is_plain = styles.is_plain_without and of_many <= styles.plain
    if max(used, default=0) >= len(styles.kinds) or not is_plain:
        raise _Unusual
    if styles.of_days and _no_days(styles.of_days).search(body):
        raise _Unusual


@lru_cache(maxsize=32)
def _no_days(styles: tuple[str, ...]) -> re.Pattern[bytes]:
    """Cells of these styles with numbers below zero or of seven digits."""
    of_days = "|".join(styles).encode()
    return re.compile(
        rb' s="(?:' + of_days + rb')"(?: t="n")?+>(?:<f[^<>]*+>(?:(?<!/>)[^<]*+</f>)?+)?+<v>(?:-|[0-9]{7}|[^<]*E)'
    )


def _attributes(written: bytes) -> dict[str, str]:
    return dict(ATTRIBUTE.findall(written.decode()))


def _merges(tail: bytes) -> list[str]:
    if b"mergeCell" not in tail:
        return []
    found = MERGES.match(tail)
    if not found or b"mergeCell" in tail[found.end() :]:
        raise _Unusual
    return [range_.decode() for range_ in MERGE.findall(found[1])]


# --- rows -------------------------------------------------------------------------------------------------------------


def _rows(body: bytes) -> dict[int, bytes]:
    """The attributes of every row by its number."""
    if _has_odd_text(body) or not _usual_rows().fullmatch(body):
        raise _Unusual
    found = ROW.findall(body)
    rows = {int(number): attributes for number, attributes in found}
    if [*rows] != sorted(rows) or len(rows) != len(found):
        raise _Unusual
    return rows


def _has_odd_text(body: bytes) -> bool:
    """Letters that XML may not have, signs that stand for others, and texts that may be too long."""
    if b"_x" in body:
        return True
    if not body.isascii():
        body.decode()
        if RARE_LETTERS in body:
            return True
    return len(body) > LONGEST_TEXT < max(map(len, body.split(b"</row>")))


def _hidden_rows(body: bytes) -> frozenset[int]:
    """The hidden rows with content."""
    return frozenset(int(number) - 1 for number, cells in HIDDEN_ROW.findall(body) if CONTENT.search(cells))


def _errors(body: bytes) -> dict[str, str]:
    found = ERROR.findall(body) if b' t="e"' in body else []
    return {address.decode(): value.decode() for address, value in found if value}


def _marks_of_formulas(found: Iterable[tuple[bytes, ...]]) -> Marks:
    marks, links = Marks(), Links()
    for address, of_cell, attributes, formula, opened, value in found:
        where = address.decode()
        is_empty_text = opened != b"" and not value and IS_TEXT in of_cell
        marks.formulas[where] = bool(value) or is_empty_text
        if is_empty_text:
            marks.empty_texts.add(where)
        if not formula or b"[" in formula or b"shared" in attributes:
            links.add(where, _attributes(attributes), _unescaped(formula))
    marks.external = links.addresses()
    return marks


def _unescaped(formula: bytes) -> str:
    text = formula.decode()
    for entity, letter in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
