"""Small workbooks for tests, written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="{}"/></Relationships>'
)


def package(cells: str = "", names: str = "", *, target: str = "worksheets/sheet1.xml", **parts: str | bytes) -> bytes:
    """A workbook of one sheet A with these rows and names."""
    workbook = (
        f'<workbook {SPREADSHEET} {RELATED}><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )
    contents: dict[str, str | bytes] = {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(target),
        "xl/worksheets/sheet1.xml": f"<worksheet {SPREADSHEET}><sheetData>{cells}</sheetData></worksheet>",
    } | parts
    return zipped(contents)


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()
