"""The fast way to look at a sheet: patterns over the bytes of XML that is written as all usual programs write it.

The rows must match one strict pattern, so that they need no XML parser; all around them is parsed as ever. What is
written in any other way, and what reaches beyond column Z or row 9999, is left to :mod:`thorough`; both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iki_excel.openxml.bounds import LONGEST_TEXT
from iki_excel.openxml.marks import YES, Links, Marks, Sheet, hidden_columns, merges
from iki_excel.openxml.xml import first_element

LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:.]*+="[^"<>&\x00-\x1f]*+")*+'
STYLE = rb'(?: s="[0-9]++")?+'
TEXT = rb"[^<\x00-\x08\x0b-\x1f]*+"
FORMULA = rb"(?:<f" + ATTRIBUTES + rb"(?:/>|>" + TEXT + rb"</f>))?+"
CONTENTS = (
    rb' t="s"><v>[0-9]{1,9}+</v></c>',
    rb'(?: t="n")?+ ?+/>',
    rb'(?: t="[nbe]")?+>' + FORMULA + rb"(?:<v(?:/>|>[^<&\x00-\x08\x0b-\x1f]*+</v>))?+</c>",
    rb' t="(?:str|d)">' + FORMULA + rb"(?:<v(?:/>|>" + TEXT + rb"</v>))?+</c>",
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
OTHER_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
OTHER_LETTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""U+FFFE and U+FFFF, which XML has not."""

ERROR = re.compile(
    rb'<c r="([A-Z][0-9]++)"[^<>]*+(?<= t="e")>(?:<f[^<>]*+>(?:(?<!/>)[^<]*+</f>)?+)?+(?:<v>([^<]*+)</v>)?+'
)
AFTER_F = re.compile(rb"([^<>]*+)>(?:(?<!/>)([^<]*+)</f>)?+(?:<v>([^<]*+)</v>)?+")

CONTENT = (b"<v", b"<f", b"<is")
SHORTEST_CONTENT, SHORTEST_TEXT = len(b'<c r="A1"><f/><v/></c>') // 2, len(b'<c r="A1" t="s"><v>0</v></c>')


class _NotPlain(Exception):
    """The sheet is written in another way."""


def look_plainly(xml: bytes) -> Sheet | None:
    """The same as :func:`look_thoroughly` tells, or None for a sheet that is not written plainly.

    The sizes are what the rows could hold at most.
    """
    parts = _parts(xml)
    if parts is None:
        return None
    head, body, tail = parts
    try:
        marks = Marks()
        last = _look_at_rows(body, marks)
        first_element(b"<sheetData/>".join((head, tail)))
        marks.hidden_columns, marks.merges = hidden_columns(_columns(head)), merges(_merges(tail))
    except _NotPlain:
        return None
    return Sheet(marks, len(body) // SHORTEST_CONTENT, last * len(LETTERS), len(body) // SHORTEST_TEXT)


def _parts(xml: bytes) -> tuple[bytes, bytes, bytes] | None:
    """What stands before, within and after the rows of a worksheet."""
    times = xml.count(b"sheetData")
    if times == 1:
        head, found, tail = xml.partition(b"<sheetData/>")
        return (head, b"", tail) if found else None
    head, opened, rest = xml.partition(b"<sheetData>")
    body, closed, tail = rest.partition(b"</sheetData>")
    return (head, body, tail) if opened and closed and times == 2 else None


def _attributes(written: bytes) -> dict[str, str]:
    found = ATTRIBUTE.findall(written.decode())
    attributes = dict(found)
    if len(attributes) != len(found):
        raise _NotPlain
    return attributes


def _columns(head: bytes) -> Iterator[dict[str, str]]:
    found = COLUMN.findall(head)
    if len(found) != len(ANY_COLUMN.findall(head)):
        raise _NotPlain
    return (_attributes(written) for written in found if b"hidden" in written)


def _merges(tail: bytes) -> list[str]:
    found = MERGE.findall(tail)
    if len(found) != tail.count(b"mergeCell") - tail.count(b"mergeCells"):
        raise _NotPlain
    return [range_.decode() for range_ in found]


# --- rows -------------------------------------------------------------------------------------------------------------


def _look_at_rows(body: bytes, marks: Marks) -> int:
    """Put down the marks of all cells; gives the last row."""
    _refuse_odd_text(body)
    if not ROWS.fullmatch(body):
        raise _NotPlain
    rows = ROW.findall(body)
    numbers = [int(number) for number, _ in rows]
    if numbers != sorted(set(numbers)):
        raise _NotPlain
    marks.hidden_rows = frozenset(_hidden_rows(body, rows))
    if b' t="e"' in body:
        marks.errors = {address.decode(): value.decode() for address, value in ERROR.findall(body)}
    _look_at_formulas(body, marks)
    return numbers[-1] if numbers else 0


def _refuse_odd_text(body: bytes) -> None:
    """What an XML parser refuses or changes in a text, and texts that may be too long."""
    body.decode()
    is_odd = b"]]>" in body or (b"&" in body and OTHER_ENTITY.search(body))
    if not body.isascii():
        is_odd = is_odd or any(letter in body for letter in OTHER_LETTERS)
    if is_odd or max(map(len, body.split(b"</row>"))) > LONGEST_TEXT:
        raise _NotPlain


def _hidden_rows(body: bytes, rows: list[tuple[bytes, bytes]]) -> Iterator[int]:
    """The hidden rows with content; rows of one sheet are written in a few ways only."""
    hidden = {written for written in {written for _, written in rows} if _attributes(written).get("hidden") in YES}
    for number, written in rows if hidden else ():
        if written in hidden:
            start = body.find(b'<row r="%b"' % number)
            row = body[start : body.find(b"<row ", start + 1) if number != rows[-1][0] else None]
            if any(tag in row for tag in CONTENT):
                yield int(number) - 1


def _look_at_formulas(body: bytes, marks: Marks) -> None:
    links = Links()
    before, *pieces = body.split(b"<f")
    for piece in pieces:
        match = AFTER_F.match(piece)
        assert match is not None
        address = before[before.rindex(b'<c r="') + 6 :].partition(b'"')[0].decode()
        marks.formulas[address] = bool(match[3])
        if b"[" in (match[2] or b"") or b"shared" in match[1]:
            links.add(address, _attributes(match[1]), _unescaped(match[2] or b""))
        before = piece
    marks.external = links.addresses()


def _unescaped(formula: bytes) -> str:
    text = formula.decode()
    for entity, letter in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
