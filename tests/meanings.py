"""Small workbooks as several programs write them, and changes in one place of what their XML means.

A change names the part that it is made in, what it looks for there, and what it may put in its place (``\\g<0>``: what
it found). Some are harmless, some are what a rare program writes, and some are meant to be read in two ways.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import random
import re
import zipfile

import openpyxl
import xlsxwriter

from tests.packages import (
    FIRST,
    OFFICE,
    RELATED,
    RELATIONS,
    SHEET,
    SPREADSHEET,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    relation,
    relations,
    strings,
    styles,
    types,
    zipped,
)

Parts = dict[str, bytes]

# --- small workbooks --------------------------------------------------------------------------------------------------

PROGRAM = "docProps/app.xml"
SAVED_BY_EXCEL = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>"
)
"""LibreOffice trusts the results of formulas only where it knows the program that stored them."""

DAY, TIME = dt.date(2019, 3, 22), dt.datetime(2019, 3, 22, 9, 30)
X15 = 'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
X14 = 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'


@functools.cache
def by_openpyxl(is_1904: bool = False) -> bytes:
    """Texts in shared strings, dates by their format, formulas without a result."""
    book = openpyxl.Workbook()
    if is_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    first, second = book.active, book.create_sheet("Lain")
    for row in (["Jumlah rapat", 12, 0.5, DAY], ["TB", -3, True, TIME], ["=B1+1", None, "teks & tanda <", "#N/A"]):
        first.append(row)
    second.append(["teks", "12", 7])
    first.merge_cells("F1:G2")
    written = io.BytesIO()
    book.save(written)
    return _at_any_time(written.getvalue())


@functools.cache
def by_xlsxwriter(is_1904: bool = False) -> bytes:
    """Formulas with their results, of every kind; texts with spaces; a hidden row and a column of a format."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(
        written, {"in_memory": True, "default_date_format": "d mmm yyyy", "date_1904": is_1904}
    ) as book:
        sheet = book.add_worksheet("Isian")
        day = book.add_format({"num_format": "[$-421]d mmmm yyyy"})
        sheet.write_row(0, 0, ["Jumlah", 419, " rapat ", 1e-5, "é “”"])
        sheet.write_datetime(1, 0, TIME, day)
        sheet.write_boolean(1, 1, True)
        for column, (formula, value) in enumerate(
            (("=1+1", 2), ('=""', ""), ('="a"', "a"), ("=1=1", True), ("=1/0", "#DIV/0!"))
        ):
            sheet.write_formula(2, column, formula, None, value)
        sheet.write_formula(3, 0, "=A2", day, 43546)
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.write(4, 0, 5)
        sheet.set_column(6, 6, 20, book.add_format({"num_format": "0.00"}))
        sheet.merge_range("H1:I2", "gabung")
    return _at_any_time(written.getvalue())


@functools.cache
def as_excel() -> bytes:
    """As Excel writes: extensions, alternatives, runs of text, how they are pronounced, shared formulas, two sheets."""
    texts = (
        "<si><t>Jumlah rapat</t></si>",
        '<si><t xml:space="preserve"> TB </t></si>',
        '<si><r><rPr><b/><sz val="10"/></rPr><t>12</t></r><r><t xml:space="preserve"> orang</t></r></si>',
        '<si><t>東京</t><rPh sb="0" eb="2"><t>99</t></rPh><phoneticPr fontId="1"/></si>',
        "<si><t>baris_x000D_\nlain</t></si>",
        "<si><t>7</t></si>",
    )
    rows = (
        '<row r="1" spans="1:4" ht="15" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>419</v></c>'
        '<c r="C1" s="1"><v>43546</v></c><c r="D1" t="s"><v>1</v></c></row>'
        '<row r="2" spans="1:4" x14ac:dyDescent="0.25"><c r="A2" t="s"><v>2</v></c>'
        '<c r="B2"><f t="shared" ref="B2:B3" si="0">B1*2</f><v>838</v></c>'
        '<c r="C2" s="1"><f>C1+0.5</f><v>43546.5</v></c><c r="D2" t="b"><v>1</v></c></row>'
        '<row r="3" spans="1:4" hidden="1" x14ac:dyDescent="0.25"><c r="A3" t="s"><v>3</v></c>'
        '<c r="B3"><f t="shared" si="0"/><v>1676</v></c>'
        '<c r="C3" s="2"><v>1.5</v></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4" spans="1:4" x14ac:dyDescent="0.25"><c r="A4" t="s"><v>4</v></c>'
        '<c r="B4" t="str"><f>""</f><v></v></c>'
        '<c r="C4" s="3"/><c r="D4" t="s"><v>5</v></c></row>'
    )
    sheet = (
        f'<worksheet {SPREADSHEET} {RELATED} {MC} mc:Ignorable="x14ac" {X14}><dimension ref="A1:D4"/><cols>'
        '<col min="1" max="1" width="20" customWidth="1"/><col min="2" max="3" width="9" hidden="1"/></cols>'
        f'<sheetData>{rows}</sheetData><mergeCells count="1"><mergeCell ref="F1:G2"/></mergeCells>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<extLst><ext uri="{1}"/></extLst></worksheet>'
    )
    inline = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>teks</t></is></c>'
        '<c r="B1" t="d"><v>2019-03-22T00:00:00</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>9</t></r><r><t>8</t></r></is></c>'
        '<c r="B2" s="1"><v>43546</v></c></row>'
    )
    book = (
        f'<workbook {SPREADSHEET} {RELATED} {MC} mc:Ignorable="x15" {X15}><workbookPr defaultThemeVersion="124226"/>'
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
        '<sheets><sheet name="Isian" sheetId="1" r:id="rId1"/><sheet name="Lain" sheetId="2" r:id="rId2"/></sheets>'
        '<definedNames><definedName name="isian.a">Isian!$B$1</definedName></definedNames>'
        '<extLst><ext uri="{2}"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>'
    )
    second = "xl/worksheets/sheet2.xml"
    parts = {
        WORKBOOK: book, SHEET: sheet, STRINGS: strings("".join(texts)),
        second: f"<worksheet {SPREADSHEET}><sheetData>{inline}</sheetData></worksheet>",
        STYLES: styles("[$-421]d mmm yyyy", "[h]:mm", "&quot;Ya&quot;;;&quot;Tidak&quot;"),
    }  # fmt: skip
    listed = types(parts)
    related = relations(
        relation("rId1", "worksheet", "worksheets/sheet1.xml"), relation("rId2", "worksheet", "worksheets/sheet2.xml"),
        relation("rId3", "styles", "styles.xml"), relation("rId4", "sharedStrings", "sharedStrings.xml"),
    )  # fmt: skip
    first = relations(relation("rId1", "officeDocument", WORKBOOK), relation("rId2", "extended-properties", PROGRAM))
    return zipped({TYPES: listed, FIRST: first, RELATIONS: related, PROGRAM: SAVED_BY_EXCEL, **parts})


def _at_any_time(content: bytes) -> bytes:
    """The same workbook as if it had always been saved at the same time."""
    times = re.compile(rb"20[0-9-]{8}T[0-9:]{8}Z")
    return zipped({name: times.sub(b"2019-03-01T08:00:00Z", part) for name, part in parts_of(content).items()})


def small_workbooks() -> tuple[bytes, ...]:
    """Each of them."""
    return by_openpyxl(), by_xlsxwriter(), as_excel(), as_excel(), by_openpyxl(True), by_xlsxwriter(True)


# --- changes ----------------------------------------------------------------------------------------------------------

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OTHER_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
AGAIN = r"\g<0>\g<0>"
CELL = r"<c [^<>]*?(?:/>|>.*?</c>)"
TEXT = r"(?<=<t>)[^<]*(?=</t>)|(?<=<t xml:space=\"preserve\">)[^<]*(?=</t>)|(?<=<v>)[^<]*(?=</v>)"
NUMBERS = (
    "1",
    "0",
    "-1",
    " 7 ",
    "\n7",
    "1E3",
    "1e3",
    "+1",
    "1.",
    ".5",
    "-.5",
    "01",
    "1_0",
    "1,5",
    "١",
    "NaN",
    "inf",
    "1e400",
    "0x1",
    "",
    "1e308",
    "43546",
    "2958465",
    "2958466",
    "60",
    "59.5",
    "0.5",
    "-0",
    "-0.5",
    "99999",
    "12 orang",
    "1" * 30,
    "1E-400",
    "2019-03-22",
    "2019-03-22T00:00:00.000Z",
    "2019-03-22T10:20:30",
    "2019-03-22T00:00:00+07:00",
    "10:20:30",
    "2019-13-01",
    "#N/A",
    "#GETTING_DATA",
    "&#49;",
    "1&#50;",
    "1&amp;2",
    "true",
    "TRUE",
    "<!-- x -->5",
    "5<!-- x -->6",
    "<![CDATA[5]]>",
    "5<?x y?>",
)
TEXTS = (
    "a_x0041_b",
    "a_x000D_b",
    "_x005F_x0041_",
    "_x0031_2",
    "a_x005F_b",
    " TB ",
    "\n",
    "&#13;",
    "&#10;5",
    "5&#9;",
    "&lt;5",
    "5 ",
    "\u00a05",
    "a<!-- x -->b",
    "<!-- x -->",
    "<![CDATA[5]]>",
    "5<?x y?>",
    "",
    "=1+1",
    "_xD800_",
    "_x0009_5",
    "５",
)
KINDS = ("", *(f' t="{kind}"' for kind in ("n", "s", "str", "b", "e", "d", "inlineStr", "", "x", "S")), " t='s'")
FORMATS = (
    "0",
    "General",
    "d",
    "d/m/yyyy",
    "0 d",
    "0;d",
    "d;0",
    "[h]:mm",
    "[mm]",
    "@",
    "d@",
    "General d",
    "0.00E+00",
    "*d0",
    "_d0",
    "\\\\d",
    "&quot;d&quot;0",
    "[Red]0",
    "[&lt;5]d",
    "Standard",
    "e",
    "ss.00",
    "0h",
    "",
    "mmm-yy",
    "yyyy\\\\-mm",
)
INSERTED = ("<!-- x -->", "\n", " ", "x", "&#32;", '<x:y xmlns:x="y"/>', '<x:v xmlns:x="y">5</x:v>')

Change = tuple[str, str, tuple[str, ...]]
ANY_SHEET = r"xl/worksheets/.*"
FALLBACK = rf"<mc:AlternateContent {MC}><mc:Fallback>\g<0></mc:Fallback></mc:AlternateContent>"
CHOICE = rf"<mc:AlternateContent {MC}><mc:Choice Requires='x14'>\g<0></mc:Choice></mc:AlternateContent>"
CHANGES: tuple[Change, ...] = (
    # cells
    (ANY_SHEET, r" t=\"[a-zA-Z]+\"", KINDS),
    (ANY_SHEET, r"(?<=<c r=\"[A-Z]\d\")", KINDS),
    (ANY_SHEET, r" s=\"\d+\"", ("", *(f' s="{style}"' for style in ("0", "1", "2", "3", "99", "x", "-1", "01")))),
    (ANY_SHEET, r"(?<=<c r=\"[A-Z]\d\")", (' s="1"', ' s="2"', ' x:t="s" xmlns:x="y"', ' cm="1"')),
    (ANY_SHEET, r"(?<=<v>)[^<]*(?=</v>)", NUMBERS),
    (ANY_SHEET, r"(?<=<v>)[^<]*(?=</v>)", tuple("0123456789")),
    (ANY_SHEET, TEXT, TEXTS),
    (ANY_SHEET, r" r=\"[A-Z]+[0-9]+\"", ("", ' r="A1"', ' r="Z9"', ' r="a1"', ' r="$B$2"', ' r="C2"')),
    (ANY_SHEET, r"(?<=<row) r=\"[0-9]+\"", ("", ' r="9"', ' r="1"', ' r="0"', ' r="2.0"')),
    (ANY_SHEET, r"(?<=<row)", (' s="1" customFormat="1"', ' hidden="1"', ' x:r="7" xmlns:x="y"')),
    (ANY_SHEET, r"(?<=<col) ", (' style="1" ', ' style="9" ', ' hidden="1" ')),
    # elements
    (ANY_SHEET, CELL, (AGAIN, "", *(f"{mark}\\g<0>" for mark in INSERTED))),
    (
        ANY_SHEET,
        r"<v>[^<]*</v>",
        (
            AGAIN,
            "",
            "<v/>",
            "<v></v>",
            "<is><t>77</t></is>",
            r"\g<0><is><t>77</t></is>",
            '<v xml:space="preserve"> 7 </v>',
            *(f"{mark}\\g<0>" for mark in INSERTED),
        ),
    ),
    (
        ANY_SHEET,
        r"<is>.*?</is>",
        (
            AGAIN,
            "<v>0</v>",
            "<is/>",
            "<is><t>a</t><t>5</t></is>",
            "<is><t>a</t><r><t>b</t></r></is>",
            "<is><r><t>a</t><t>b</t></r></is>",
            '<is><x:t xmlns:x="y">5</x:t></is>',
            '<is><t>a</t><rPh sb="0" eb="1"><t>5</t></rPh></is>',
            "<is>5</is>",
        ),
    ),
    (
        ANY_SHEET,
        r"</c>",
        (
            '<extLst><ext uri="x"/></extLst></c>',
            '<extLst><ext uri="x"><v>5</v></ext></extLst></c>',
            '<extLst><ext uri="x"><x:v xmlns:x="y">5</x:v></ext></extLst></c>',
            "<!-- x --></c>",
            "\n</c>",
        ),
    ),
    (ANY_SHEET, r"<row .*?</row>", (AGAIN, "", r"<!-- x -->\g<0>", r"\g<0><extLst/>", r"\g<0>\n", CHOICE, FALLBACK)),
    (ANY_SHEET, r"</row>", ('<extLst><ext uri="x"/></extLst></row>', "<!-- x --></row>")),
    (
        ANY_SHEET,
        r"<sheetData>.*</sheetData>",
        (AGAIN, "<sheetData/>", r"<x>\g<0></x>", r'<x:x xmlns:x="y">\g<0></x:x>', FALLBACK),
    ),
    (
        ANY_SHEET,
        r"</worksheet>",
        (
            r'<extLst><ext uri="x"><row r="9"><c r="A9"><v>5</v></c></row></ext></extLst>\g<0>',
            r'<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>\g<0>',
        ),
    ),
    (ANY_SHEET, r"<f[^<>]*>[^<]*</f>", (AGAIN, "", "<f/>", "<f>1+1</f>", "<f>[1]A!A1</f>", r"\g<0><!-- x -->")),
    (ANY_SHEET, r"<(c|v|f|is|t|row|sheetData)(?=[ >])", (r"<\1 xmlns='y'", rf"<\1 xmlns='{MAIN}'", r"<\1 xmlns=''")),
    (
        ANY_SHEET,
        r"<(c|row)( [^<>]*)>(.*?)</\1>",
        (r"<y:\1 xmlns:y='y'\2>\3</y:\1>", rf"<y:\1 xmlns:y='{MAIN}'\2>\3</y:\1>"),
    ),
    (ANY_SHEET, r"<(v|is|t|f)>([^<]*)</\1>", (r"<y:\1 xmlns:y='y'>\2</y:\1>", rf"<y:\1 xmlns:y='{MAIN}'>\2</y:\1>")),
    # namespaces of whole parts
    (
        r"xl/(?:workbook|styles|sharedStrings|worksheets/.*)\.xml",
        re.escape(MAIN),
        (OTHER_MAIN, "y", MAIN.upper(), f"{MAIN}/"),
    ),
    (
        r"xl/_rels/.*|xl/workbook\.xml",
        re.escape(OFFICE),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships", "y"),
    ),
    # shared strings
    (STRINGS, TEXT, (*TEXTS, "5", "12")),
    (
        STRINGS,
        r"<si>.*?</si>",
        (
            AGAIN,
            "",
            "<si/>",
            "<si><t>a</t><t>5</t></si>",
            "<si><t>a</t><r><t>b</t></r></si>",
            "<si><r><t>a</t><t>b</t></r></si>",
            '<si><x:t xmlns:x="y">5</x:t></si>',
            "<si>5</si>",
            r"<!-- x -->\g<0>",
            '<x:si xmlns:x="y"><t>5</t></x:si>',
            r"<x>\g<0></x>",
            "<si><t>a</t><rPh><t>5</t></rPh></si>",
        ),
    ),
    (STRINGS, r"(<si>.*?</si>)(<si>.*?</si>)", (r"\2\1",)),
    (STRINGS, r"<t>", ('<t xml:space="preserve">', '<t xml:space="default">')),
    # days and sheets
    (
        WORKBOOK,
        r"<workbookPr",
        tuple(rf'\g<0> date1904="{said}"' for said in ("1", "0", "true", "false", "on", "t", "TRUE", "")),
    ),
    (
        WORKBOOK,
        r"<workbookPr[^<>]*/>",
        (
            AGAIN,
            "",
            '<workbookPr date1904="1"/>',
            r'\g<0><workbookPr date1904="1"/>',
            r'<x:workbookPr xmlns:x="y" date1904="1"/>\g<0>',
            r'\g<0><x:workbookPr xmlns:x="y" date1904="1"/>',
            r"\g<0>" + FALLBACK.replace(r"\g<0>", "<workbookPr date1904='1'/>"),
        ),
    ),
    (
        WORKBOOK,
        r"</workbook>",
        (
            r'<extLst><ext uri="x"><x:workbookPr xmlns:x="y" date1904="1"/></ext></extLst>\g<0>',
            r'<extLst><ext uri="x"><workbookPr date1904="1"/></ext></extLst>\g<0>',
            r'<sheets><sheet name="B" sheetId="9" r:id="rId1"/></sheets>\g<0>',
        ),
    ),
    (WORKBOOK, r"<sheet [^<>]*/>", (AGAIN, "", r"<!-- x -->\g<0>", '<sheet name="B" sheetId="9" r:id="rId1"/>')),
    (WORKBOOK, r'(?<=<sheet name=")[^"]*', ("isian", "A/B", "", "x" * 40, "&lt;", "_iki")),
    (WORKBOOK, r' state="[a-zA-Z]*"|(?= sheetId)', (' state="hidden"', ' state="veryHidden"', ' state="x"', "")),
    (WORKBOOK, r"(?<= r:id=\")[^\"]*", ("rId1", "rId2", "rId3", "rId99", "")),
    (
        WORKBOOK,
        r"<definedName [^<>]*>[^<]*</definedName>",
        (AGAIN, "", r'<x:definedName xmlns:x="y" name="a">A!A1</x:definedName>'),
    ),
    # styles
    (STYLES, r'(?<=numFmtId=")\d+', ("0", "14", "22", "27", "46", "49", "58", "164", "165", "999", "x", "-1")),
    (STYLES, r'(?<=formatCode=")[^"]*', FORMATS),
    (
        STYLES,
        r"<numFmt [^<>]*/>",
        (
            AGAIN,
            "",
            r'\g<0><numFmt numFmtId="14" formatCode="0.00"/>',
            r'<x:numFmt xmlns:x="y" numFmtId="0" formatCode="d"/>\g<0>',
        ),
    ),
    (
        STYLES,
        r"<cellXfs.*?</cellXfs>",
        (AGAIN, "<cellXfs/>", r"<x>\g<0></x>", r'<x:cellXfs xmlns:x="y"/>\g<0>', FALLBACK),
    ),
    (
        STYLES,
        r"(?<=<cellXfs)([^<>]*>)(<xf .*?(?:/>|</xf>))",
        (r"\1\2\2", r"\1", r'\1<x:xf xmlns:x="y" numFmtId="14"/>\2', r"\1<!-- x -->\2"),
    ),
    (STYLES, r"<xf ", ('<xf applyNumberFormat="0" ', '<xf applyNumberFormat="1" ')),
    # where parts are
    (RELATIONS, r"<Relationship [^<>]*/>", (AGAIN, "", r"<!-- x -->\g<0>")),
    (RELATIONS, r'(?<=Id=")[^"]*', ("rId1", "rId2", "rId3", "rId9", "")),
    (
        RELATIONS,
        r'(?<=Target=")[^"]*',
        (
            "worksheets/sheet1.xml",
            "worksheets/sheet2.xml",
            "/xl/worksheets/sheet1.xml",
            "styles.xml",
            "sharedStrings.xml",
            "../xl/worksheets/sheet1.xml",
            "./worksheets/sheet1.xml",
            "x.xml",
            "",
            "worksheets\\\\sheet1.xml",
            "Worksheets/Sheet1.xml",
        ),
    ),
    (
        RELATIONS,
        r'(?<=relationships/)[a-zA-Z]+(?=")',
        ("worksheet", "styles", "sharedStrings", "chartsheet", "x", "Worksheet"),
    ),
    (RELATIONS, r"(?=/>)", (' TargetMode="External"', ' TargetMode="Internal"', ' TargetMode="x"')),
    (FIRST, r'<Relationship [^<>]*officeDocument"[^<>]*/>', (AGAIN, "")),
    (FIRST, r'(?<=Target=")[^"]*workbook.xml', ("/xl/workbook.xml", "xl/styles.xml", "x.xml")),
    (re.escape(TYPES), r"<(?:Override|Default) [^<>]*/>", (AGAIN, "", r"<!-- x -->\g<0>")),
    (re.escape(TYPES), r'(?<=PartName=")[^"]*', ("/xl/sharedStrings.xml", "/xl/workbook.xml", "/x.xml")),
    (
        re.escape(TYPES),
        r"(?<=spreadsheetml\.)[a-zA-Z.]+",
        ("sheet.main", "template.main", "sharedStrings", "worksheet", "x"),
    ),
    # any XML
    (r"xl/.*", r'(?<=[a-z])="([^"]*)"', (r"='\1'", r'= "\1"', r' ="\1"')),
    (r"xl/.*", r">(?=<)", (">\n", ">\r\n  ", "><!-- x -->", "><?x y?>")),
    (
        r"xl/.*",
        r"^(?:<\?xml.*?\?>)?",
        (
            "\ufeff",
            "<?xml version='1.0' encoding='UTF-8'?>",
            '<?xml version="1.1" encoding="UTF-8"?>',
            "<!-- x -->",
            '<?xml version="1.0" encoding="utf-16"?>',
        ),
    ),
)


def changed(content: bytes, chance: random.Random, times: int) -> bytes:
    """A workbook with so many changes in it, all of them in XML."""
    parts = parts_of(content)
    for _ in range(times):
        _change(parts, *chance.choice(CHANGES), chance)
    return zipped(parts, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def parts_of(content: bytes, wanted: re.Pattern[str] | None = None) -> Parts:
    """The parts of a workbook by their names, all of them or those of such names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not wanted or wanted.fullmatch(name)}


def _change(parts: Parts, name: str, looked_for: str, instead: tuple[str, ...], chance: random.Random) -> None:
    """Put something in the place of what was looked for, in one of the places, or now and then in all."""
    named = [part for part in parts if re.fullmatch(name, part)]
    if not named:
        return
    part = chance.choice(named)
    xml = parts[part].decode("utf-8", "surrogateescape")
    found = list(_compiled(looked_for).finditer(xml))
    if not found:
        return
    new = chance.choice(instead)
    chosen = found if not chance.randrange(8) else [chance.choice(found)]
    for match in reversed(chosen):
        xml = xml[: match.start()] + match.expand(new) + xml[match.end() :]
    parts[part] = xml.encode("utf-8", "surrogateescape")


@functools.cache
def _compiled(looked_for: str) -> re.Pattern[str]:
    return re.compile(looked_for, re.DOTALL)
