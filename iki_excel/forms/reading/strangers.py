"""What plainly is no form: it is counted and named, and nobody has to do anything about it.

A file is told as a temuan where it is, or is called like, what a form comes as; else it may lie beside the forms.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from iki_excel.forms.reading.folder import is_called_a_spreadsheet, speaks_of_a_form
from iki_excel.forms.reading.owner import OWN_REPORT
from iki_excel.words.rules import Rule
from iki_excel.workbooks import content, gate, zipped
from iki_excel.workbooks.openxml.package import OTHER_ZIP

BY_CONTENT = {
    content.PDF: "PDF",
    content.PICTURE: "gambar",
    content.WORD: "dokumen Word",
    content.OTHER_DOCUMENT: "dokumen",
    content.HTML: "halaman web",
    content.XML: "XML",
    content.CSV: "teks",
    OTHER_ZIP: "zip tanpa formulir",
}
"""What a file is for certain, in a word."""

NO_TELLING = {
    content.NO_WORKBOOK: "berkas lain",
    content.EMPTY_FILE: "kosong",
    content.SHORTCUT: "pintasan",
    gate.LINK: "tautan",
    gate.BROKEN_LINK: "tautan putus",
    gate.NO_REGULAR_FILE: "bukan berkas biasa",
    gate.TOO_LARGE: "terlalu besar untuk formulir",
}
"""What does not say what it should have been; its name may."""

BY_NAME = {
    content.ONLINE: "pintasan daring",
    content.WITH_PASSWORD: "bersandi",
    gate.BROKEN: "rusak",
    zipped.BOMB: "tidak dibuka",
    gate.NOT_ALLOWED: "tidak boleh dibuka",
    gate.UNREACHABLE: "tidak terbaca",
}
"""What may well be a form, unless its name says that it is something else."""

OTHER_SUFFIXES = frozenset({
    ".apk", ".avi", ".bmp", ".doc", ".docx", ".epub", ".gdoc", ".gif", ".gslides", ".heic", ".jar", ".jpeg", ".jpg",
    ".mkv", ".mov", ".mp3", ".mp4", ".odp", ".odt", ".opus", ".pdf", ".png", ".ppt", ".pptx", ".rtf", ".svg", ".tif",
    ".tiff", ".txt", ".wav", ".webp",
})  # fmt: skip


def stranger(rule: Rule, name: str) -> str:
    """What a file that is set aside by a rule is, in a word; "" where it has to be told as a temuan."""
    if rule == OWN_REPORT:
        return "rekap"
    if rule in BY_CONTENT and not is_called_a_spreadsheet(name):
        return BY_CONTENT[rule]
    if rule in NO_TELLING and not speaks_of_a_form(name):
        return NO_TELLING[rule]
    return BY_NAME.get(rule, "") if has_another_suffix(name) else ""


def has_another_suffix(name: str) -> bool:
    """Whether a name says that the file is something else than a form."""
    return PurePath(name).suffix.casefold() in OTHER_SUFFIXES


def may_be_form(path: Path) -> bool:
    """Whether a file may be a form, as far as its name and its first bytes tell."""
    if speaks_of_a_form(path.name) or has_another_suffix(path.name):
        return not has_another_suffix(path.name)
    try:
        with path.open("rb") as file:
            return file.read(len(gate.ZIP_START)) == gate.ZIP_START
    except OSError:
        return False
