"""The fast way to look at a sheet: patterns over the bytes of XML that is written as all usual programs write it.

The rows must match one strict pattern, so that they need no XML parser (it overlooks only an attribute of a row that
stands there twice and that nobody reads). What stands before them is parsed as ever; of
what follows, which calamine never reads, only the merges are. What is written in any other way, and what reaches beyond
column L or row 9999, is left to :mod:`thorough`; both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iki_excel.workbooks.openxml.bounds import LONGEST_TEXT
from iki_excel.workbooks.openxml.marks import YES, Links, Marks, Sheet, hidden_columns, merges
from iki_excel.workbooks.openxml.xml import first_element, refuse_encoding

LETTERS = b"ABCDEFGHIJKL"
ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:.]*+="[^"<>&\x00-\x1f]*+")*+'
STYLE = rb'(?: s="[0-9]++")?+'
WORD = rb"[^<&\x00-\x08\x0b-\x1f]*+"
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
ROW_NUMBER = re.compile(rb'<row r="([0-9]++)"')
COLUMN = re.compile(rb"<col(" + ATTRIBUTES + rb") ?+/?+>")
ANY_COLUMN = re.compile(rb"[<:]col[\s/>]")
MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]++)" ?+/>')
ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:.]*)="([^"]*)"')
NO_LETTERS = b"\xef\xbf"
"""How U+FFFE and U+FFFF begin, which XML has not."""

END = b"<sheetData/></worksheet>"

ERROR = re.compile(
    rb'<c r="([A-Z][0-9]++)"[^<>]*+(?<= t="e")>(?:<f[^<>]*+>(?:(?<!/>)[^<]*+</f>)?+)?+(?:<v>([^<]*+)</v>)?+'
)
AFTER_F = re.compile(rb"([^<>]*+)>(?:(?<!/>)([^<]*+)</f>)?+(?:<v>([^<]*+)</v>)?+")

HIDDEN = tuple(f' hidden="{yes}"'.encode() for yes in sorted(YES))
CONTENT = (b"<v", b"<f", b"<is")
SHORTEST_CONTENT, SHORTEST_TEXT = len(b'<c r="A1"><f/><v/></c>') // 2, len(b'<c r="A1" t="s"><v>0</v></c>')


class _NotPlain(Exception):
    """The sheet is written in another way."""


def look_plainly(xml: bytes) -> Sheet | None:
    """The same as :func:`look_thoroughly` tells of well-formed XML, or None for a sheet that is not written plainly.

    The sizes are what the rows could hold at most.
    """
    refuse_encoding(xml)
    try:
        head, body, tail = _parts(xml)
        marks = Marks()
        last = _look_at_rows(body, marks)
        first_element(head + END)
        marks.hidden_columns, marks.merges = hidden_columns(_columns(head)), merges(_merges(tail))
    except _NotPlain:
        return None
    return Sheet(marks, len(body) // SHORTEST_CONTENT, last * len(LETTERS), len(body) // SHORTEST_TEXT, is_exact=False)


def _parts(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before, within and after the rows of a worksheet."""
    head, opened, rest = xml.partition(b"<sheetData>")
    if opened:
        body, closed, tail = rest.partition(b"</sheetData>")
    else:
        head, closed, tail = xml.partition(b"<sheetData/>")
        body = b""
    is_whole = tail.rstrip().endswith(b"</worksheet>") and b"<!" not in tail
    if not closed or not is_whole or b"sheetData" in head or b"sheetData" in tail:
        raise _NotPlain
    return head, body, tail


def _attributes(written: bytes) -> dict[str, str]:
    found = ATTRIBUTE.findall(written.decode())
    attributes = dict(found)
    if len(attributes) != len(found):
        raise _NotPlain
    return attributes


def _columns(head: bytes) -> Iterator[dict[str, str]]:
    if b"hidden" not in head:
        return iter(())
    found = COLUMN.findall(head)
    if len(found) != len(ANY_COLUMN.findall(head)):
        raise _NotPlain
    return (_attributes(written) for written in found if any(hidden in written for hidden in HIDDEN))


def _merges(tail: bytes) -> list[str]:
    found = MERGE.findall(tail)
    if len(found) != tail.count(b"mergeCell") - tail.count(b"mergeCells"):
        raise _NotPlain
    return [range_.decode() for range_ in found]


# --- rows -------------------------------------------------------------------------------------------------------------


def _look_at_rows(body: bytes, marks: Marks) -> int:
    """Put down the marks of all cells; gives the last row."""
    if _has_odd_text(body) or not ROWS.fullmatch(body):
        raise _NotPlain
    rows = [*map(int, ROW_NUMBER.findall(body))]
    if rows != sorted(set(rows)):
        raise _NotPlain
    if any(hidden in body for hidden in HIDDEN):
        marks.hidden_rows = frozenset(_hidden_rows(body))
    if b' t="e"' in body:
        marks.errors = {address.decode(): value.decode() for address, value in ERROR.findall(body)}
    _look_at_formulas(body, marks)
    return rows[-1] if rows else 0


def _has_odd_text(body: bytes) -> bool:
    """What an XML parser refuses in a text, and texts that may be too long."""
    if not body.isascii():
        body.decode()
        if NO_LETTERS in body:
            return True
    return b"]]>" in body or (len(body) > LONGEST_TEXT < max(map(len, body.split(b"</row>"))))


def _hidden_rows(body: bytes) -> Iterator[int]:
    """The hidden rows with content."""
    for row in body.split(b"<row ")[1:]:
        written, _, cells = row.partition(b">")
        is_hidden = HIDDEN[0] in written or HIDDEN[1] in written
        if is_hidden and _attributes(written).get("hidden") in YES and any(tag in cells for tag in CONTENT):
            yield int(written.split(b'"', 2)[1]) - 1


def _look_at_formulas(body: bytes, marks: Marks) -> None:
    before, *pieces = body.split(b"<f")
    links = Links()
    may_link = b"[" in body or b"shared" in body
    for piece in pieces:
        match = AFTER_F.match(piece)
        assert match is not None
        start = before.rindex(b'<c r="') + 6
        address = before[start : before.index(b'"', start)].decode()
        marks.formulas[address] = bool(match[3])
        if may_link:
            links.add(address, _attributes(match[1]), _unescaped(match[2] or b""))
        before = piece
    marks.external = links.addresses()


def _unescaped(formula: bytes) -> str:
    text = formula.decode()
    for entity, letter in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
