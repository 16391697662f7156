"""For speed: a sheet written as all usual programs write one, looked at by patterns instead of element by element.

:mod:`any_sheet` looks at every sheet and decides what is right. With it alone the gate takes more than five times as
long as calamine needs to read the form, with this not twice as long (``benchmarks/gate.py``). What this finds or
refuses is the same; it gives None for a sheet that is written in another way, or reaches beyond column P or row 9999.

The cells must match one strict pattern, so that they need no XML parser. A parser sees all the rest: what stands around
the rows, and once each the attributes that rows and formulas have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from iki_excel.workbooks.openxml.bounds import LONGEST_TEXT
from iki_excel.workbooks.openxml.marks import YES, Links, Marks, Sheet, hidden_columns, merges
from iki_excel.workbooks.openxml.xml import first_element, refuse_encoding

LETTERS = b"ABCDEFGHIJKLMNOP"
ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:.]*+="[^"<>&\x00-\x1f]*+")*+'
STYLE = rb'(?: s="[0-9]++")?+'
WORD = rb"[^<>&\x00-\x08\x0b-\x1f]*+"
TEXT = WORD + rb"(?:&(?:amp|lt|gt|quot|apos);" + WORD + rb")*+"
FORMULA = rb"(?:<f" + ATTRIBUTES + rb"(?: ?+/>|>" + TEXT + rb"</f>))?+"
CONTENTS = (
    rb' t="s"><v>[0-9]{1,9}+</v></c>',
    rb'(?: t="(?:n|s|b|str|inlineStr)")?+ ?+/>',
    rb'(?: t="[nbe]")?+>' + FORMULA + rb"(?:<v(?: ?+/>|>" + WORD + rb"</v>))?+</c>",
    rb' t="(?:str|d)">' + FORMULA + rb"(?:<v(?: ?+/>|>" + TEXT + rb"</v>))?+</c>",
    rb' t="inlineStr"><is><t(?: xml:space="preserve")?+>' + TEXT + rb"</t></is></c>",
)
CELL = STYLE + rb"(?:" + rb"|".join(CONTENTS) + rb")"
CELLS = b"".join(rb'(?:<c r="%c\1"%b)?+' % (letter, CELL) for letter in LETTERS)
"""At most one cell a column, in their order, each in the row that it stands in."""

ROWS = re.compile(rb'(?:<row r="([1-9][0-9]{0,3})"' + ATTRIBUTES + rb" ?+(?:/>|>" + CELLS + rb"</row>))*")
ROW = re.compile(rb'<row r="([0-9]++)"([^<>]*+)>')
COLUMN = re.compile(rb"<col(" + ATTRIBUTES + rb") ?+/?+>")
ANY_COLUMN = re.compile(rb"[<:]col[\s/>]")
MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]++)" ?+/>')
ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:.]*)="([^"]*)"')
RARE_LETTERS = b"\xef"
"""How letters from U+F000 on begin; XML has not all of them."""

ERROR = re.compile(
    rb'<c r="([A-Z][0-9]++)"[^<>]*+(?<= t="e")>(?:<f[^<>]*+>(?:(?<!/>)[^<]*+</f>)?+)?+(?:<v>([^<]*+)</v>)?+'
)
FORMULA_CELL = re.compile(rb'<c r="([A-Z][0-9]++)"[^<>]*+><f([^<>]*+)>(?:(?<!/>)([^<]*+)</f>)?+(?:<v>([^<]*+)</v>)?+')

HIDDEN = rb' hidden="(?:' + "|".join(sorted(YES)).encode() + rb')"'
IS_HIDDEN = re.compile(HIDDEN)
HIDDEN_ROW = re.compile(rb'<row r="([0-9]++)"[^<>]*?' + HIDDEN + rb"[^<>]*+(?<!/)>(.*?)</row>", re.DOTALL)
CONTENT = re.compile(rb"<(?:v|f|is)[ />]")
SHORTEST_CONTENT, SHORTEST_TEXT = len(b'<c r="A1"><f/><v/></c>') // 2, len(b'<c r="A1" t="s"><v>0</v></c>')


class _Unusual(Exception):
    """The sheet is written in an unusual way."""


def look_at_usual_sheet(xml: bytes) -> Sheet | None:
    """The same as :func:`look_at_any_sheet` tells, or None for a sheet that is written in an unusual way.

    The sizes are what the rows could hold at most.
    """
    refuse_encoding(xml)
    try:
        head, body, tail = _parts(xml)
        rows, formulas = _rows(body), FORMULA_CELL.findall(body)
        written = {*rows.values()}
        _refuse_unsound(head, written, {attributes for _, attributes, *_ in formulas}, tail)
        columns, merged = _columns(head), _merges(tail)
    except _Unusual:
        return None
    marks = _marks_of_formulas(formulas)
    marks.errors = _errors(body)
    if any(map(IS_HIDDEN.search, written)):
        marks.hidden_rows = _hidden_rows(body)
    marks.hidden_columns, marks.merges = hidden_columns(columns), merges(merged)
    area = max(rows, default=0) * len(LETTERS)
    return Sheet(marks, len(body) // SHORTEST_CONTENT, area, len(body) // SHORTEST_TEXT, is_exact=False)


def _parts(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before, within and after the rows of a worksheet."""
    head, opened, rest = xml.partition(b"<sheetData>")
    if opened:
        body, closed, tail = rest.partition(b"</sheetData>")
    else:
        head, closed, tail = xml.partition(b"<sheetData/>")
        body = b""
    if not closed or b"sheetData" in head or b"sheetData" in tail:
        raise _Unusual
    return head, body, tail


def _refuse_unsound(head: bytes, of_rows: Iterable[bytes], of_formulas: Iterable[bytes], tail: bytes) -> None:
    """Parse what stands around the rows, and between it the attributes of rows and formulas."""
    rows = (b'<row r=""%b/>' % written.rstrip(b" /") for written in of_rows)
    formulas = (b"<f%b/>" % written.rstrip(b" /") for written in of_formulas)
    first_element(b"".join((head, b"<sheetData>", *rows, *formulas, b"</sheetData>", tail)))


def _columns(head: bytes) -> list[dict[str, str]]:
    if b"hidden" not in head:
        return []
    found = COLUMN.findall(head)
    if len(found) != len(ANY_COLUMN.findall(head)):
        raise _Unusual
    return [_attributes(written) for written in found if IS_HIDDEN.search(written)]


def _attributes(written: bytes) -> dict[str, str]:
    return dict(ATTRIBUTE.findall(written.decode()))


def _merges(tail: bytes) -> list[str]:
    if b"mergeCell" not in tail:
        return []
    found = MERGE.findall(tail)
    if len(found) != tail.count(b"mergeCell") - tail.count(b"mergeCells"):
        raise _Unusual
    return [range_.decode() for range_ in found]


# --- rows -------------------------------------------------------------------------------------------------------------


def _rows(body: bytes) -> dict[int, bytes]:
    """The attributes of every row by its number."""
    if _has_odd_text(body) or not ROWS.fullmatch(body):
        raise _Unusual
    found = ROW.findall(body)
    rows = {int(number): attributes for number, attributes in found}
    if [*rows] != sorted(rows) or len(rows) != len(found):
        raise _Unusual
    return rows


def _has_odd_text(body: bytes) -> bool:
    """Letters that XML may not have, and texts that may be too long."""
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
    return {address.decode(): value.decode() for address, value in found}


def _marks_of_formulas(found: Iterable[tuple[bytes, bytes, bytes, bytes]]) -> Marks:
    marks, links = Marks(), Links()
    for address, attributes, formula, value in found:
        marks.formulas[address.decode()] = bool(value)
        if b"[" in formula or b"shared" in attributes:
            links.add(address.decode(), _attributes(attributes), _unescaped(formula))
    marks.external = links.addresses()
    return marks


def _unescaped(formula: bytes) -> str:
    text = formula.decode()
    for entity, letter in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
