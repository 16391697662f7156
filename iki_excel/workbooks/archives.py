"""A zip in which files were sent: what is in it, as far as it may be read. Nothing is ever written to the disk.

It is opened by the same strict reader as the zip of an .xlsx, so that the same bounds hold for all of it together.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator
from functools import partial

from iki_excel.words.frozen import frozen
from iki_excel.words.plain import clean
from iki_excel.words.rules import Rule
from iki_excel.workbooks.content import WITH_PASSWORD
from iki_excel.workbooks.gate import TOO_LARGE, ZIP_END, ZIP_START, Unreadable
from iki_excel.workbooks.zipped import BOMB, CENTRAL, CENTRAL_START, END, END_START, TWICE_INSIDE, open_zip

LARGEST_INFLATED = 64 * 2**20
"""Bytes of all files in an archive together."""

OF_A_DOCUMENT = re.compile(r"\[content_types\]\.xml$|mimetype$|content\.xml$|(?:xl|word|ppt|_rels)/", re.IGNORECASE)
"""What stands at the top of a workbook, a document or a presentation."""

WHY_CLOSED = {
    WITH_PASSWORD: "diberi kata sandi",
    TOO_LARGE: "terlalu besar",
    BOMB: "terlalu besar atau berisi terlalu banyak berkas",
    TWICE_INSIDE: "berisi dua berkas bernama sama",
}
WHY_ELSE = "dimampatkan dengan cara yang tidak dikenal"


def is_archive(content: bytes) -> bool:
    """Whether these are the bytes of a zip that holds files, and not of a workbook or another document."""
    if not content.startswith((ZIP_START, ZIP_END)):
        return False
    names = _names(content)
    first = next(names, None)
    if first is None:
        return content.startswith(ZIP_END)
    return not any(OF_A_DOCUMENT.match(name) for name in itertools.chain([first], names))


@frozen
class Inside:
    """A file in an archive: what reads it (Unreadable where it is damaged), and when it was ``written``, as its archive
    says, by the clock of whoever packed it.
    """

    read: Callable[[], bytes]
    written: dt.datetime | None


def files_in(content: bytes) -> dict[str, Inside]:
    """Each file in an archive, by a name that leads nowhere; Unreadable where the archive stays closed."""
    archive = open_zip(content)
    if sum(entry.size for entry in archive.entries.values()) > LARGEST_INFLATED:
        raise Unreadable(BOMB)
    found = [
        (_harmless(_decoded(entry.name)), Inside(partial(archive.part, entry.name), entry.written))
        for entry in archive.entries.values()
        if not entry.name.endswith(("/", "\\"))
    ]
    if len({name.casefold() for name, _ in found}) < len(found):
        raise Unreadable(TWICE_INSIDE)
    return dict(found)


def why_closed(rule: Rule) -> str:
    """Why an archive stays closed, as its sentence says it."""
    return WHY_CLOSED.get(rule, WHY_ELSE)


def _names(content: bytes) -> Iterator[str]:
    """The names in the directory, in its order, as far as it can be followed."""
    end = content.rfind(END_START)
    if end < 0 or end + END.size > len(content):
        return
    at = END.unpack_from(content, end)[6]
    while at + CENTRAL.size <= end and content.startswith(CENTRAL_START, at):
        fields = CENTRAL.unpack_from(content, at)
        name = content[at + CENTRAL.size : at + CENTRAL.size + fields[10]]
        yield name.decode("utf-8", "replace").replace("\\", "/")
        at += CENTRAL.size + sum(fields[10:13])


def _decoded(name: str) -> str:
    """A name as people wrote it, where an old program did not write it in UTF-8."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _harmless(name: str) -> str:
    """A name that says where in the archive a file is, and nothing of any other place."""
    parts = [" ".join(part.split()) for part in clean(name).replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part.strip(".")) or "tanpa nama"
