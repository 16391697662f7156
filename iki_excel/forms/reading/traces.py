"""What is left of a form in a file that cannot be read as one: another program saved it, or its code is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iki_excel.forms.layout import BLOCK_HEADER, KEY_HEADER, KODE_FORMULIR
from iki_excel.workbooks.gate import ZIP_START, Unreadable
from iki_excel.workbooks.zipped import BOMB, open_any

HEADER = rf"(?<![\w ,.])(?:{KEY_HEADER}|{BLOCK_HEADER})(?![\w ,.])"
"""That of the columns and rows that the keys of a form stand in; a sentence, as in a catalogue, may use its words."""

TRACES = re.compile(rf"(?i:{KODE_FORMULIR.pattern})|{HEADER}".encode())

TEXTS = re.compile(r"content\.xml|xl/sharedstrings\.(?:xml|bin)|xl/worksheets/.*\.(?:xml|bin)")
LARGEST_TEXTS = 64 * 2**20
"""Bytes of all texts in a file together."""


def has_traces(content: bytes) -> bool:
    """Whether a form, or what is left of one, is in the bytes of a workbook; also where nobody can tell.

    Some programs write a zero byte beside each letter.
    """
    try:
        return any(TRACES.search(text.replace(b"\0", b"")) for text in _texts(content))
    except Unreadable:
        return True


def _texts(content: bytes) -> Iterator[bytes]:
    """Where a workbook keeps what its cells say."""
    if not content.startswith(ZIP_START):
        yield content
        return
    archive = open_any(content)
    texts = [entry for name, entry in archive.entries.items() if TEXTS.fullmatch(name)]
    if sum(entry.size for entry in texts) > LARGEST_TEXTS:
        raise Unreadable(BOMB)
    for entry in texts:
        yield archive.part(entry.name)
