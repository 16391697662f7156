"""Files that want to harm whoever reads them, each made here. ``python -m tests.hostile`` opens them and measures.

A name says what is wrong; ``files`` gives the bytes. They range from the zip over its parts to single values of cells.
"""

from __future__ import annotations

import io
import json
import random
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening.inside import open_content
from tests.packages import (
    FIRST,
    RELATIONS,
    SHEET,
    SPREADSHEET,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    package,
    relation,
    relations,
    types,
    workbook,
    worksheet,
    zipped,
)

READ = "terbaca"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CELL_OF_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
TEXTS = f"<sst {SPREADSHEET}><si><t>x</t></si></sst>"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = "".join("<!ENTITY a%d '%s'>" % (n, f"&a{n - 1};" * 10) for n in range(1, 12))  # noqa: UP031
NAMES = "".join(f'<definedName name="n{n}">A!$A$1</definedName>' for n in range(10_000))


def files() -> dict[str, bytes]:
    """Every file by its name."""
    return dict(
        pair for make in (_others, _zips, _parts, _relations, _giants, _rows, _values, _formulas) for pair in make()
    )


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cell(inside: str, attributes: str = 'r="A1"') -> bytes:
    """A workbook with one cell."""
    return package(f'<row r="1"><c {attributes}>{inside}</c></row>')


def sheet(xml: str | bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    return package(**{SHEET: xml})


def sheet_of(inside: str) -> bytes:
    """A workbook whose sheet has this within."""
    return sheet(worksheet(inside))


# --- what is no .xlsx -------------------------------------------------------------------------------------------------


def _others() -> Iterator[tuple[str, bytes]]:
    yield "ole without anything", OLE
    yield "ole of a macro workbook", OLE + "Workbook".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le")
    yield "ole with a password", OLE + "EncryptedPackage".encode("utf-16-le")
    yield "ole cut off", OLE[:9]
    yield "a program", b"MZ\x90\x00" + bytes(300)
    yield "noise", random.Random(1).randbytes(50_000)
    yield "zeros", bytes(50_000)
    yield "endless csv line", b"1;" * 500_000
    yield "xml of 2003", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    yield "web page", b"<html><script>alert(1)</script><table></table></html>"
    yield "zip in a zip", zipped({"dalam.xlsx": package()})
    yield "pdf before a zip", b"%PDF-1.7\n" + package()


# --- zip --------------------------------------------------------------------------------------------------------------


def _replaced(content: bytes, signature: bytes, offset: int, form: str, value: int, which: int = 0) -> bytes:
    """A field of a header of the zip with another value."""
    at = -1
    for _ in range(which + 1):
        at = content.index(signature, at + 1)
    spoilt = bytearray(content)
    struct.pack_into(form, spoilt, at + offset, value)
    return bytes(spoilt)


LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def _zips() -> Iterator[tuple[str, bytes]]:
    whole = package(cells='<row r="1"><c r="A1"><v>1</v></c></row>')
    directory = whole[whole.index(CENTRAL) :]
    yield "zip cut in half", whole[: len(whole) // 2]
    yield "zip without its directory", whole[: whole.index(CENTRAL)]
    yield "only an end of a zip", END + bytes(18)
    yield "garbage before", b"x" * 100 + whole
    yield "garbage after", whole + b"x" * 100
    yield "a second directory after", whole + directory
    yield "entry of another size in its own header", _replaced(whole, LOCAL, 22, "<I", 7)
    yield "entry with another name in its own header", whole.replace(b"xl/workbook.xml", b"xl/workbook.xmm", 1)
    yield "entry with another method in its own header", _replaced(whole, LOCAL, 8, "<H", 0)
    yield "entry larger than promised", _replaced(_replaced(whole, CENTRAL, 24, "<I", 20), LOCAL, 22, "<I", 20)
    yield "entry of four gigabytes", _replaced(whole, CENTRAL, 24, "<I", 0xFFFFFFF0)
    yield "sizes in 64 bits", _replaced(whole, CENTRAL, 24, "<I", 0xFFFFFFFF)
    yield "directory in 64 bits", _replaced(whole, END, 16, "<I", 0xFFFFFFFF)
    yield "more entries than there are", _replaced(_replaced(whole, END, 8, "<H", 60_000), END, 10, "<H", 60_000)
    yield "no entries", _replaced(_replaced(whole, END, 8, "<H", 0), END, 10, "<H", 0)
    yield "directory beyond the end", _replaced(whole, END, 16, "<I", len(whole) * 2)
    yield "entry beyond the end", _replaced(whole, CENTRAL, 42, "<I", len(whole) * 2)
    yield "two entries that share bytes", _overlapping()
    yield "wrong checksum", _replaced(whole, CENTRAL, 16, "<I", 1)
    yield "encrypted entry", _replaced(_replaced(whole, LOCAL, 6, "<H", 1), CENTRAL, 8, "<H", 1)
    yield "strongly encrypted directory", _replaced(whole, CENTRAL, 8, "<H", 0x2000)
    yield "compressed by lzma", zipped({"xl/workbook.xml": "<x/>"}, zipfile.ZIP_LZMA)
    yield "compressed by bzip2", zipped({"xl/workbook.xml": "<x/>"}, zipfile.ZIP_BZIP2)
    yield "unknown compression", _replaced(_replaced(whole, LOCAL, 8, "<H", 99), CENTRAL, 10, "<H", 99)
    yield "bomb of zeros", package(**{"xl/media/image1.png": bytes(40_000_000)})
    yield "bomb of many parts", package(**{f"xl/media/{n}.png": bytes(900_000) for n in range(80)})
    yield "thousands of entries", package(**{f"{n}.xml": "" for n in range(3_000)})
    yield "names in capitals", _renamed(str.upper)
    yield "names with backslashes", _renamed(lambda name: name.replace("/", "\\"))
    yield "absolute names", _renamed(lambda name: f"/{name}")
    yield "names that climb out", package(**{"../../../etc/passwd": "x", "xl/../../x.xml": "<x/>"})
    yield "the same name in other case", package(**{"XL/Workbook.XML": "<workbook/>"})
    yield "the same name with a backslash", package(**{"xl\\workbook.xml": "<workbook/>"})
    yield (
        "name that is no unicode",
        whole.replace(b"[Content", b"[\xff\xfeteXX").replace(SHEET.encode(), SHEET.encode()),
    )


def _overlapping() -> bytes:
    """Of two entries the first is stored and holds the second, with its header, as its own content."""
    inner = zipped({"b.xml": "<b/>"})
    outer = zipped({"a.bin": inner[: inner.index(CENTRAL)], "xl/workbook.xml": "<x/>"}, zipfile.ZIP_STORED)
    at, end = outer.rindex(CENTRAL), outer.index(END)
    second = inner[inner.index(CENTRAL) : inner.index(END)]
    second = second[:42] + struct.pack("<I", outer.index(b"PK\x03\x04", 4)) + second[46:]
    grown = bytearray(outer[:at] + second + outer[at:])
    struct.pack_into("<HHI", grown, end + len(second) + 8, 3, 3, end + len(second) - outer.index(CENTRAL))
    return bytes(grown)


def _renamed(rename: Callable[[str], str]) -> bytes:
    return zipped({rename(name): xml for name, xml in parts_of(package(CELL_OF_ONE)).items()})


# --- parts ------------------------------------------------------------------------------------------------------------


def _parts() -> Iterator[tuple[str, bytes]]:
    data = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    plain = worksheet(data)
    yield "billion laughs", sheet(f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><worksheet>&a11;</worksheet>')
    yield "external entity", sheet('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
    yield "external doctype", sheet('<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>')
    yield "entity that nobody knows", cell("<v>&e;</v>")
    yield "comment in a number", cell("<v>1<!-- -->2</v>")
    yield "number in cdata", cell("<v><![CDATA[12]]></v>")
    yield "instruction in a number", cell("<v>1<?x?>2</v>")
    yield "utf-16 with its mark", sheet((HEAD.replace("UTF-8", "UTF-16") + plain).encode("utf-16"))
    yield "utf-16 without a word of it", sheet(plain.encode("utf-16-le"))
    yield "utf-7", sheet(HEAD.replace("UTF-8", "UTF-7") + plain)
    yield "windows-1252", sheet((HEAD.replace("UTF-8", "windows-1252") + plain).encode())
    yield "ascii that is none", sheet((HEAD.replace("UTF-8", "us-ascii") + plain.replace("1<", "é<")).encode())
    yield "mark of utf-8", sheet(b"\xef\xbb\xbf" + plain.encode())
    yield "bytes that are no utf-8", sheet(plain.encode().replace(b">1<", b">\xff\xfe<"))
    yield "nul in a number", sheet(plain.replace(">1<", ">\x001<"))
    yield "control character in a text", cell("<is><t>\x08</t></is>", 'r="A1" t="inlineStr"')
    yield "empty part", sheet("")
    yield "part of spaces", sheet("   ")
    yield "two outermost elements", sheet(plain + plain)
    yield "element not closed", sheet(plain.replace("</row>", ""))
    yield "attribute twice", sheet(plain.replace('r="A1"', 'r="A1" r="A2"'))
    yield "deep nesting", sheet("<a>" * 150_000 + "</a>" * 150_000)
    yield "deepest nesting", sheet("".join(f"<a{n}>" for n in range(900_000)))
    yield "deep nesting in a text", cell("<is>" + "<r>" * 50_000 + "</r>" * 50_000 + "</is>", 'r="A1" t="inlineStr"')
    yield "attributes without end", sheet("<worksheet " + "".join(f'a{n}="" ' for n in range(100_000)) + "/>")
    yield "attribute without end", sheet(f'<worksheet a="{random.Random(1).randbytes(1_000_000).hex()}"/>')
    yield "sheet that is something else", sheet(f"<styleSheet {SPREADSHEET}/>")
    yield "sheet of macros under another name", sheet("<xm:macrosheet xmlns:xm='x'><sheetData/></xm:macrosheet>")
    yield "sheet in no namespace", sheet(plain.replace(SPREADSHEET, ""))
    yield "sheet in a foreign namespace", sheet(plain.replace(SPREADSHEET, "xmlns='y'"))
    yield "strict sheet", sheet(plain.replace(SPREADSHEET, "xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'"))
    yield "comment between cells", sheet_of(data.replace("</row>", "<!-- --></row>"))
    yield "sheet without rows", sheet(f"<worksheet {SPREADSHEET}/>")
    yield "rows twice", sheet_of(data + data)
    yield "rows within rows", sheet_of(f"<sheetData>{data}</sheetData>")
    yield "everything with a foreign prefix", sheet(_prefixed(plain, "y"))
    yield "everything with a prefix", sheet(_prefixed(plain, MAIN))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _prefixed(xml: str, namespace: str) -> str:
    bare = xml.replace(f" {SPREADSHEET}", "").replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    return bare.replace("<x:worksheet>", f"<x:worksheet xmlns:x='{namespace}'>")


# --- the workbook and its relations -----------------------------------------------------------------------------------


def _relations() -> Iterator[tuple[str, bytes]]:
    one = CELL_OF_ONE
    two = '<sheet name="A" sheetId="1" r:id="rId1"/><sheet name="{}" sheetId="2" r:id="rId{}"/>'
    first = relation("rId1", "worksheet", "worksheets/sheet1.xml")

    def of_sheets(sheets: str, *more: str, properties: str = "") -> bytes:
        return package(one, **{WORKBOOK: workbook(sheets, properties), RELATIONS: relations(first, *more)})

    def days_from(properties: str) -> bytes:
        return of_sheets('<sheet name="A" sheetId="1" r:id="rId1"/>', properties=properties)

    yield "days from 1904", days_from('<workbookPr date1904="1"/>')
    yield "days from 1904 or not", days_from('<workbookPr date1904="1"/><workbookPr/>')
    yield "days from 1904 in another namespace", days_from('<x:workbookPr xmlns:x="y" date1904="1"/>')
    yield "days from 1904 in other words", days_from('<workbookPr date1904="on"/>')
    yield "two relations of one name", of_sheets(two.format("B", 2), first)
    yield (
        "two workbooks",
        package(
            one,
            **{FIRST: relations(relation("a", "officeDocument", WORKBOOK), relation("b", "officeDocument", WORKBOOK))},
        ),
    )
    yield "texts without a relation", package(one, **{STRINGS: TEXTS, RELATIONS: relations(first)})
    yield "styles without a relation", package(one, **{STYLES: STYLES_OF_DAYS, RELATIONS: relations(first)})
    yield "texts of another type", package(one, **{STRINGS: TEXTS, TYPES: types([WORKBOOK])})
    yield "no types", zipped({name: part for name, part in parts_of(package(one)).items() if name != TYPES})
    yield "no relations", zipped({WORKBOOK: workbook("")})
    yield "no sheets", of_sheets("")
    yield "sheet without a relation", of_sheets('<sheet name="A" sheetId="1"/>')
    yield "relation that leads nowhere", package(one, target="worksheets/sheet9.xml")
    yield (
        "relation to another file",
        of_sheets(two.format("B", 2), relation("rId2", "worksheet", "http://127.0.0.1/x", ' TargetMode="External"')),
    )
    yield "relation that climbs out", package(one, target="../../../../etc/passwd")
    yield "relation to the workbook itself", package(one, target="workbook.xml")
    yield "relation to the relations", package(one, target="_rels/workbook.xml.rels")
    yield (
        "two sheets of one name",
        of_sheets(two.format("a", 2), relation("rId2", "worksheet", "worksheets/sheet2.xml")),
    )
    yield "two sheets of one part", of_sheets(two.format("B", 1))
    yield "two hundred sheets", of_sheets("".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(200)))
    yield "sheet name of a million letters", of_sheets(f'<sheet name="{"x" * 300_000}" sheetId="1" r:id="rId1"/>')
    yield "sheet name in quotes", of_sheets('<sheet name="&quot;&lt;&apos;" sheetId="1" r:id="rId1"/>')
    yield "sheet in an unknown state", of_sheets('<sheet name="A" sheetId="1" state="rahasia" r:id="rId1"/>')
    yield "workbook elsewhere", package(**{FIRST: relations(relation("rId1", "officeDocument", "hilang.xml"))})
    yield "workbook that is something else", package(**{WORKBOOK: f"<styleSheet {SPREADSHEET}/>"})
    yield "ten thousand names", package(names=NAMES)
    yield "name without an end", package(names=f'<definedName name="{"n" * 10_000}">A!$A$1</definedName>')
    yield "name of a formula without an end", package(names=f'<definedName name="n">{"1+" * 50_000}1</definedName>')
    yield "nested names", package(names='<definedName name="a"><definedName name="b">A!A1</definedName></definedName>')


# --- too much of everything -------------------------------------------------------------------------------------------


def _giants() -> Iterator[tuple[str, bytes]]:
    def strings(xml: str, cells: str = "") -> bytes:
        return package(cells, **{STRINGS: xml.replace("<sst", f"<sst {SPREADSHEET}", 1)})

    def styles(xml: str) -> bytes:
        return package(**{STYLES: xml.replace("<styleSheet", f"<styleSheet {SPREADSHEET}", 1)})

    def styled(rows: str) -> bytes:
        return package(rows, **{STYLES: STYLES_OF_DAYS})

    yield "four milliards of strings promised", strings('<sst uniqueCount="4294967295"><si><t>x</t></si></sst>')
    promise = '<sst uniqueCount="4294967295"/>'
    yield "strings promised within something else", strings(f"<x>{promise}</x>")
    yield "strings promised within strings", strings(f"<sst>{promise}<si><t>x</t></si></sst>")
    yield "formats promised", styles('<styleSheet><cellXfs count="4294967295"/></styleSheet>')
    yield "styles that are something else", styles(promise)
    yield "count that is no number", strings('<sst count="x"/>')
    yield "strings of styles promised", styles('<styleSheet count="4294967295"/>')
    yield (
        "styles without end",
        styles(f'<styleSheet><cellXfs count="4294967295">{"<xf/>" * 300_000}</cellXfs></styleSheet>'),
    )
    yield "three hundred thousand strings", strings(f"<sst>{'<si><t/></si>' * 300_000}</sst>")
    yield "string longer than excel's", strings(f"<sst><si><t>{'x' * 40_000}</t></si></sst>")
    yield "string of many pieces", strings(f"<sst><si>{'<r><t>xxxxxxxxxx</t></r>' * 4_000}</si></sst>")
    yield (
        "long string used often",
        strings(
            f"<sst><si><t>{'x' * 32_000}</t></si></sst>",
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 9_000)),
        ),
    )
    yield "text longer than excel's", cell(f"<is><t>{'x' * 40_000}</t></is>", 'r="A1" t="inlineStr"')
    yield "number of a million digits", cell(f"<v>{'7' * 300_000}</v>")
    yield "formula without end", cell(f"<f>{'1+' * 100_000}1</f><v>1</v>")
    yield (
        "two cells far apart",
        package('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    )
    yield "one cell far away", package('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "empty cell far away", styled('<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    yield "two hundred thousand cells", styled("".join(_row(n, 20) for n in range(1, 10_001)))
    yield "many empty styled cells", styled("".join(_row(n, 26, "") for n in range(1, 5_001)))
    yield "half a million empty rows", package("".join(f'<row r="{n}"/>' for n in range(1, 500_001)))
    yield "as many cells as may be", styled("".join(_row(n, 20) for n in range(1, 3_500)).replace("<v>", "<v >"))
    yield (
        "as much text as may be",
        strings(
            f"<sst><si><t>{'é' * 16_000}</t></si></sst>",
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 600)),
        ),
    )
    yield (
        "as many attributes as may be",
        sheet_of("".join(f"<a {_attributes(tag, 25_000)}/>" for tag in range(30)) + "<sheetData/>"),
    )
    yield "as many large sheets as may be", _many_sheets(90, '<row r="5000"><c r="A5000"><v>1</v></c></row>')
    yield "more large sheets than may be", _many_sheets(90, '<row r="9000"><c r="A9000"><v>1</v></c></row>')
    yield "merge over everything", sheet_of('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    yield "merge of nothing", sheet_of('<sheetData/><mergeCells><mergeCell ref="A0:XFE1"/></mergeCells>')
    yield (
        "twenty thousand merges",
        sheet_of(f"<sheetData/><mergeCells>{MERGES}</mergeCells>"),
    )
    yield "all columns hidden", sheet_of('<cols><col min="1" max="16384" hidden="1"/></cols><sheetData/>')
    yield (
        "all columns hidden many times",
        sheet_of("<cols>" + '<col min="1" max="16384" hidden="1"/>' * 10_000 + "</cols><sheetData/>"),
    )
    yield "columns beyond the last", sheet_of('<cols><col min="1" max="4294967295" hidden="1"/></cols><sheetData/>')
    yield "dimension that lies", sheet_of('<dimension ref="A1:XFD1048576"/><sheetData/>')
    yield "dimension backwards", sheet_of('<dimension ref="Z99:A1"/><sheetData/>')


MERGES = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_001))


def _attributes(tag: int, count: int) -> str:
    """Attributes with values, too different from each other to be taken for a bomb."""
    chance = random.Random(tag)
    return " ".join(f'a{number}="{chance.randrange(1000)}"' for number in range(count))


def _many_sheets(count: int, rows: str) -> bytes:
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(count))
    related = relations(*(relation(f"r{n}", "worksheet", f"worksheets/s{n}.xml") for n in range(count)))
    sheets = {f"xl/worksheets/s{n}.xml": worksheet(f"<sheetData>{rows}</sheetData>") for n in range(count)}
    return package(**{WORKBOOK: workbook(listed), RELATIONS: related, **sheets})


def _row(number: int, columns: int, content: str = "<v>1</v>") -> str:
    cells = "".join(f'<c r="{chr(65 + column)}{number}" s="1">{content}</c>' for column in range(columns))
    return f'<row r="{number}">{cells}</row>'


# --- rows and cells in odd places -------------------------------------------------------------------------------------


def _rows() -> Iterator[tuple[str, bytes]]:
    for name, rows in {
        "rows backwards": '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        "row twice": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        "row zero": '<row r="0"><c r="A0"><v>1</v></c></row>',
        "row below zero": '<row r="-1"><c r="A1"><v>1</v></c></row>',
        "row around the end of its number": '<row r="4294967297"><c r="A1"><v>1</v></c></row>',
        "row beyond the last": '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        "row in other digits": '<row r="١"><c r="A1"><v>1</v></c></row>',
        "row that is an address": '<row r="A1"><c r="A1"><v>1</v></c></row>',
        "cells backwards": '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        "cell twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        "cell of another row": '<row r="1"><c r="A5"><v>1</v></c></row>',
        "cell in small letters": '<row r="1"><c r="a1"><v>1</v></c></row>',
        "cell beyond the last column": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        "cell without an address": "<row><c><v>1</v></c><c><v>2</v></c></row>",
        "cell with an empty address": '<row r="1"><c r=""><v>1</v></c></row>',
        "address in entities": '<row r="1"><c r="&#65;1"><v>1</v></c></row>',
        "cell outside of a row": '<c r="A1"><v>1</v></c>',
        "row within a row": '<row r="1"><row r="2"><c r="A2"><v>1</v></c></row></row>',
        "cell within a cell": '<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>',
        "value outside of a cell": '<row r="1"><v>1</v></row>',
        "something else in a cell": '<row r="1"><c r="A1"><x>1</x></c></row>',
        "something else in a value": '<row r="1"><c r="A1"><v><b>1</b></v></c></row>',
        "text between cells": '<row r="1">999<c r="A1"><v>1</v></c></row>',
    }.items():
        yield name, package(rows)


# --- values -----------------------------------------------------------------------------------------------------------

STYLES_OF_DAYS = (
    f"<styleSheet {SPREADSHEET}><numFmts><numFmt numFmtId='164' formatCode='[h]:mm:ss'/></numFmts><cellXfs>"
    "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>"
)


def _values() -> Iterator[tuple[str, bytes]]:
    for name, attributes, inside in (
        ("two values", "", "<v>1</v><v>2</v>"),
        ("text of its own in a cell of shared text", 't="s"', "<is><t>77</t></is>"),
        ("extension in a cell", "", "<v>1</v><extLst><ext uri='x'/></extLst>"),
        ("value in another namespace", "", "<x:v xmlns:x='y'>1</x:v>"),
        ("letter written as its number", 't="inlineStr"', "<is><t>_x0031_</t></is>"),
        ("date of another zone", 't="d"', "<v>2019-03-22T00:00:00+07:00</v>"),
        ("date of the zone of the clock", 't="d"', "<v>2019-03-22T00:00:00.000Z</v>"),
        ("value and then its formula", "", "<v>1</v><f>1+1</f>"),
        ("number with an entity", "", "<v>1&#50;</v>"),
        ("number of infinity", "", "<v>1e999</v>"),
        ("number that is none", "", "<v>NaN</v>"),
        ("number of words", 't="n"', "<v>satu</v>"),
        ("date of a huge number", 's="1"', "<v>1e308</v>"),
        ("date before all days", 's="1"', "<v>-1e9</v>"),
        ("duration without end", 's="2"', "<v>1e15</v>"),
        ("duration of infinity", 's="2"', "<v>1e999</v>"),
        ("style that is not there", 's="99999999"', "<v>1</v>"),
        ("style that is no number", 's="x"', "<v>1</v>"),
        ("style below zero", 's="-1"', "<v>1</v>"),
        ("string that is not there", 't="s"', "<v>5</v>"),
        ("string below zero", 't="s"', "<v>-1</v>"),
        ("string that is no number", 't="s"', "<v>x</v>"),
        ("string of a huge number", 't="s"', "<v>99999999999999999999</v>"),
        ("boolean of two", 't="b"', "<v>2</v>"),
        ("date in words", 't="d"', "<v>besok</v>"),
        ("date of the year 99999", 't="d"', "<v>99999-01-01T00:00:00</v>"),
        ("error that nobody knows", 't="e"', "<v>#RUSAK!</v>"),
        ("kind that nobody knows", 't="x"', "<v>1</v>"),
        ("kind in entities", 't="&#115;"', "<v>0</v>"),
        ("inline text without text", 't="inlineStr"', ""),
        ("inline text as a value", 't="inlineStr"', "<v>1</v>"),
        ("half a letter", 't="inlineStr"', "<is><t>_xD800_</t></is>"),
        ("half a letter in xml", 't="inlineStr"', "<is><t>&#xD800;</t></is>"),
        ("letter that is none", 't="str"', "<v>\uffff</v>"),
    ):
        yield name, package(f'<row r="1"><c r="A1" {attributes}>{inside}</c></row>', **{STYLES: STYLES_OF_DAYS})


# --- formulas ---------------------------------------------------------------------------------------------------------


def _formulas() -> Iterator[tuple[str, bytes]]:
    yield "shared formula over everything", cell('<f t="shared" ref="A1:XFD1048576" si="0">1</f><v>1</v>')
    yield "shared formula without a master", cell('<f t="shared" si="4294967295"/><v>1</v>')
    yield "array over everything", cell('<f t="array" ref="A1:XFD1048576">1</f><v>1</v>')
    yield "table of data", cell('<f t="dataTable" ref="A1:B2" r1="A1" r2="B1"/><v>1</v>')
    yield "formula in quotes that never end", cell(f"<f>{'&quot;' * 9_999}</f><v>1</v>")
    yield "formula of brackets", cell(f"<f>{'[' * 30_000}</f><v>1</v>")
    yield "formula of apostrophes", cell(f"<f>{chr(39) * 30_001}</f><v>1</v>")
    yield "formula that runs a program", cell("<f>cmd|' /C calc'!A0</f><v>1</v>")


# --- measuring --------------------------------------------------------------------------------------------------------


def main() -> None:
    """Open them one after the other; prints by name the kode and the calls, and last the most memory in MB."""
    found = {name: opened(content) for name, content in files().items()}
    json.dump({"files": found, "most": _most_memory()}, sys.stdout)


def opened(content: bytes) -> tuple[str, int]:
    """The kode of a file, and how many calls of functions it took to know: the same on every machine."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        return kode_of(content), calls
    finally:
        sys.setprofile(None)


def kode_of(content: bytes) -> str:
    """What the gate says of a file."""
    try:
        open_content(content)
    except Unreadable as reason:
        return reason.rule.kode
    return READ


def _most_memory() -> int:
    """The most memory of this program in MB. (``getrusage`` would count that of the process it was forked from.)"""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
