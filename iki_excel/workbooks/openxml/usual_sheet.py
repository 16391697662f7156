"""For speed: a sheet written as all usual programs write one, looked at by patterns instead of element by element.

:mod:`any_sheet` looks at every sheet and decides what is right. With it alone the gate takes more than five times as
long as calamine needs to read the form, with this not twice as long (``benchmarks/gate.py``). What this finds or
refuses is the same; it gives None for a sheet that is written in another way, or reaches beyond column T or row 9999.

The cells must match one strict pattern, so that they need no XML parser. A parser sees all the rest: what stands around
the rows, and once each the attributes that rows and formulas have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from iki_excel.workbooks.openxml.any_sheet import COLUMN, COLUMNS, DATA, WORKSHEET
from iki_excel.workbooks.openxml.marks import Links, Marks, Sheet, as_sheet, hidden_columns, merges
from iki_excel.workbooks.openxml.styles import Styles
from iki_excel.workbooks.openxml.usual_rows import ATTRIBUTES, ESCAPE, LETTERS, Linked, Rows, Unusual, rows_in
from iki_excel.workbooks.openxml.xml import MAIN, RARE_LETTERS, SIGNS, known_again, new_parser, parse, refuse_encoding

MISPLACED = re.compile(rb"<(?:row|c)[\s/>]")
COLUMN_ELEMENT = re.compile(rb"<col[\s/>]")
OTHER_PARTS = rb"(?:<(?:sheetCalcPr|sheetProtection|autoFilter)" + ATTRIBUTES + rb" ?+/>)*+"
MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]++)" ?+/>')
MERGES = re.compile(OTHER_PARTS + rb"<mergeCells" + ATTRIBUTES + rb">((?:" + MERGE.pattern + rb")*+)</mergeCells>")
ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:.]*)="([^"]*)"')
ROW_STYLE = re.compile(rb' s="([^"]*+)"')
SHORTEST_TEXT = len(b'<c r="A1" t="s"><v>0</v></c>')
KEPT_ROWS = 16 * 2**10
"""Bytes of the rows that are known again together: those of sheets that nobody fills come alike in form after form."""


def look_at_usual_sheet(xml: bytes, styles: Styles) -> Sheet | None:
    """The same as :func:`look_at_any_sheet` tells, or None for a sheet that is written in an unusual way.

    The sizes are what the rows could hold at most.
    """
    refuse_encoding(xml)
    try:
        head, body, tail = _parts(xml)
        found = (_looked_again if len(body) <= KEPT_ROWS else _looked)(head, body, tail, styles)
    except Unusual:
        return None
    return replace(found, marks=_copied(found.marks))


def _looked(head: bytes, body: bytes, tail: bytes, styles: Styles) -> Sheet:
    _refuse_unusual_around(tail, head)
    _refuse_odd_text(body)
    rows = rows_in(body)
    columns, merged = _around(tail, head, tuple(sorted(rows.attributes)), tuple(sorted(rows.of_formulas)))
    _refuse_rare_styles(rows, styles, columns)
    marks = Marks(
        errors=dict(rows.errors),
        formulas=dict(rows.stored),
        empty_texts=set(rows.empty_texts),
        external=_external(rows.linked),
        hidden_columns=hidden_columns(columns),
        merges=merges(merged),
        hidden_rows=frozenset(rows.hidden),
    )
    area, texts = max(rows.numbers, default=0) * len(LETTERS), len(body) // SHORTEST_TEXT
    return Sheet(marks, rows.cells, area, texts, is_exact=False, xml=as_sheet(rows.xml))


_looked_again = lru_cache(maxsize=128)(_looked)


def _copied(marks: Marks) -> Marks:
    """What somebody changes in the marks of one sheet is not changed where the same sheet comes again."""
    return replace(marks, errors=dict(marks.errors), formulas=dict(marks.formulas), empty_texts=set(marks.empty_texts))


def _parts(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands before, within and after the rows of a worksheet, without its footer."""
    head, opened, rest = xml.partition(b"<sheetData>")
    if opened:
        body, closed, tail = rest.partition(b"</sheetData>")
    else:
        head, closed, tail = xml.partition(b"<sheetData/>")
        body = b""
    if not closed:
        raise Unusual
    return head, body, _without_footer(tail)


@known_again
def _refuse_unusual_around(tail: bytes, head: bytes) -> None:
    """Rows, cells or columns in another place than theirs."""
    around = head + tail
    if b"sheetData" in around or b"<!" in around or b"mergeCell" in head:
        raise Unusual
    if MISPLACED.search(around) or COLUMN_ELEMENT.search(tail):
        raise Unusual


@known_again
def _around(
    tail: bytes, head: bytes, of_rows: Sequence[bytes], of_formulas: Sequence[bytes]
) -> tuple[Sequence[Mapping[str, str]], Sequence[str]]:
    """Parse what stands around the rows, and between it the attributes of rows and formulas; gives the columns and what
    is merged."""
    rows = [b'<row r=""%b/>' % written.rstrip(b" /") for written in of_rows]
    formulas = [b"<f%b/>" % written.rstrip(b" /") for written in of_formulas]
    looked = _Around()
    looked.parse(b"".join((head, b"<sheetData>", *rows, *formulas, b"</sheetData>", tail)))
    return looked.columns, _merges(tail)


FOOTER = re.compile(
    rb"<oddFooter>(?:[\x20-\x25\x27-\x3b\x3d\x3f-\x7e]|\xc2[\xa0-\xbf]|" + SIGNS + rb")*+</oddFooter>"
)  # fmt: skip
"""With a text that cannot make anything unsound."""


def _without_footer(tail: bytes) -> bytes:
    """In the foot of its pages stands the code of a form, by which alone one form would differ from the next."""
    return FOOTER.sub(b"<oddFooter/>", tail, count=1)


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
            raise Unusual

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == DATA:
            if self.above != [WORKSHEET]:
                raise Unusual
            self.parser.StartElementHandler = self.parser.EndElementHandler = None  # calls cost more than all the rest
        elif tag == COLUMN:
            if self.above != [WORKSHEET, COLUMNS]:
                raise Unusual
            self.columns.append(attributes)
        self.above.append(tag)

    def end(self, _: str) -> None:
        self.above.pop()


def _refuse_rare_styles(rows: Rows, styles: Styles, columns: Iterable[Mapping[str, str]]) -> None:
    """A style that is not there, one that a cell would have of its column or row, and days that are none."""
    of_many = {one["style"] for one in columns if "style" in one}
    of_many.update(style.decode() for written in rows.attributes for style in ROW_STYLE.findall(written))
    is_plain = styles.is_plain_without and of_many <= styles.plain
    if max(rows.styles, default=0) >= len(styles.kinds) or not is_plain:
        raise Unusual
    if not rows.of_rare_days.isdisjoint(style.encode() for style in styles.of_days):
        raise Unusual


def _attributes(written: bytes) -> dict[str, str]:
    return dict(ATTRIBUTE.findall(written.decode()))


def _merges(tail: bytes) -> list[str]:
    if b"mergeCell" not in tail:
        return []
    found = MERGES.match(tail)
    if not found or b"mergeCell" in tail[found.end() :]:
        raise Unusual
    return [range_.decode() for range_ in MERGE.findall(found[1])]


def _refuse_odd_text(body: bytes) -> None:
    """Letters that XML may not have; signs that stand for others are looked for row by row."""
    if body.isascii():
        return
    try:
        body.decode()
    except UnicodeDecodeError:
        if ESCAPE in body:
            raise Unusual from None
        raise
    if RARE_LETTERS in body:
        raise Unusual


def _external(linked: Iterable[Linked]) -> frozenset[str]:
    links = Links()
    for address, attributes, formula in linked:
        links.add(address, _attributes(attributes), _unescaped(formula))
    return links.addresses()


def _unescaped(formula: bytes) -> str:
    text = formula.decode()
    for entity, letter in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
