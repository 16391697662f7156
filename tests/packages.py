"""Small workbooks for tests, written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/{}"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
WORKBOOK, RELATIONS, SHEET = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
STRINGS, STYLES, TYPES, FIRST = "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"


def package(cells: str = "", names: str = "", *, target: str = "worksheets/sheet1.xml", **parts: str | bytes) -> bytes:
    """A workbook of one sheet A with these rows and names; parts are added, or stand in the place of others."""
    contents: dict[str, str | bytes] = {
        FIRST: relations(relation("rId1", "officeDocument", WORKBOOK)),
        WORKBOOK: workbook('<sheet name="A" sheetId="1" r:id="rId1"/>', names=names),
        SHEET: worksheet(f"<sheetData>{cells}</sheetData>"),
        **parts,
    }
    others = [relation(kind, kind, f"{kind}.xml") for kind in ("sharedStrings", "styles") if f"xl/{kind}.xml" in parts]
    related = {RELATIONS: relations(relation("rId1", "worksheet", target), *others)}
    return zipped({TYPES: types(contents), **related, **contents})


def types(parts: Iterable[str]) -> str:
    """The part that says what kind every other is of."""
    kinds = {WORKBOOK: "sheet.main", STRINGS: "sharedStrings", STYLES: "styles"}
    own = "".join(
        f'<Override PartName="/{part}" ContentType="{KIND.format(kind)}"/>'
        for part, kind in kinds.items()
        if part in parts
    )
    endings = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{KIND.format("worksheet")}"/>'
    )
    return f"<Types {PACKAGE.format('content-types')}>{endings}{own}</Types>"


def relations(*inside: str) -> str:
    """A part that says what another is related to."""
    return f"<Relationships {PACKAGE.format('relationships')}>{''.join(inside)}</Relationships>"


def relation(name: str, kind: str, target: str, more: str = "") -> str:
    """One relation to a part of this kind."""
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'


def workbook(sheets: str, properties: str = "", names: str = "") -> str:
    """The part that lists the sheets."""
    named = f"<definedNames>{names}</definedNames>" if names else ""
    return f"<workbook {SPREADSHEET} {RELATED}>{properties}<sheets>{sheets}</sheets>{named}</workbook>"


def worksheet(inside: str) -> str:
    """A sheet with this within."""
    return f"<worksheet {SPREADSHEET}>{inside}</worksheet>"


def strings(inside: str) -> str:
    """The part of the texts that cells share."""
    return f"<sst {SPREADSHEET}>{inside}</sst>"


def styles(*formats: str) -> str:
    """The part of the styles, one for each of these number formats; the first is a plain number."""
    listed = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in enumerate(formats, start=164))
    each = "".join(f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for n in _numbers(formats))
    return (
        f"<styleSheet {SPREADSHEET}><numFmts>{listed}</numFmts><fonts><font/></fonts>"
        "<fills><fill><patternFill/></fill></fills>"
        f'<borders><border/></borders><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>{each}</cellXfs>'
        "</styleSheet>"
    )


def _numbers(formats: Sequence[str]) -> list[int]:
    return [0, *range(164, 164 + len(formats))]


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)  # always the same, whatever the clock says
    return written.getvalue()
