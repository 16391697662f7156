"""What lies in any heap of files and is no form: workbooks and other documents of an office.

Beside forms each of them is worth a word, as it may have been meant as one. In a heap most files are such, and only
what may be a form is: by its name, by what is left of one in it, or because nobody can look into it.
"""

from __future__ import annotations

import re
from pathlib import Path

from iki_excel.forms.reading import Record
from iki_excel.forms.reading.archive import content_at
from iki_excel.forms.reading.owner import NO_CODE
from iki_excel.forms.reading.traces import has_traces
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.workbooks import content, gate, zipped
from iki_excel.workbooks.openxml.xml import FORBIDDEN_XML, STRICT_XLSX

WORKBOOK = "buku kerja lain"
BY_LOOKING_INTO = {
    NO_CODE.kode: WORKBOOK,
    STRICT_XLSX.kode: WORKBOOK,
    FORBIDDEN_XML.kode: WORKBOOK,
    gate.TOO_LARGE.kode: WORKBOOK,
    zipped.WITH_MACROS.kode: WORKBOOK,
    zipped.BINARY_EXCEL.kode: "Excel biner",
    zipped.OPEN_DOCUMENT.kode: "OpenDocument",
    content.OLD_EXCEL.kode: "Excel lama",
}
"""What a file is, in a word, by why it is set aside: where nothing of a form is left in it."""

BY_KIND = {content.CSV.kode: "teks", content.HTML.kode: "halaman web", content.XML.kode: "XML"}
"""The same of what is no workbook, though other programs call it one."""

CALLED_A_FORM = re.compile(r"(?<![a-z])iki(?![a-z])", re.IGNORECASE)


def ordinary(record: Record) -> str:
    """What a file of a heap is, in a word; "" for a form, and for what may be one."""
    path, why = Path(record.row["file"]), record.row["alasan"]
    if record.row["jenis"] or CALLED_A_FORM.search(path.name):
        return str(record.row["jenis"])
    if why in BY_LOOKING_INTO:
        return "" if _may_be_form(path) else BY_LOOKING_INTO[why]
    return BY_KIND.get(why, "")


def _may_be_form(path: Path) -> bool:
    try:
        return has_traces(content_at(path))
    except SetAside:
        return True
