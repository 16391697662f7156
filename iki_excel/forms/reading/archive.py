"""Forms that came in a zip: each file in it is read as if it lay in a folder of the archive's name, one level deep."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from iki_excel.forms.reading.folder import is_called_a_spreadsheet, is_kept_by_systems
from iki_excel.forms.reading.workbook import SetAside, content_of
from iki_excel.workbooks import archives
from iki_excel.workbooks.content import CLOSED_ARCHIVE, refuse_by_content
from iki_excel.workbooks.gate import BROKEN, NOT_FOUND, TOO_LARGE, Unreadable

SUFFIX = ".zip"
IN_ANOTHER = "berada di dalam arsip lain"


def content_at(path: Path) -> bytes:
    """The bytes of a file; what people are told of as ``kiriman.zip/a.xlsx`` may be asked for by that name."""
    archive = archive_of(path)
    if archive is not None:
        return _member(archive, path.relative_to(archive).as_posix())
    try:
        return content_of(path)
    except SetAside as reason:
        is_large_archive = reason.rule == TOO_LARGE and SUFFIX in path.name.casefold()
        raise _closed(path, Unreadable(reason.rule, reason.known)) if is_large_archive else reason from None


def archive_of(path: Path) -> Path | None:
    """The archive that a file is in."""
    return None if os.path.lexists(path) else next((above for above in path.parents if os.path.isfile(above)), None)


def members(path: Path, content: bytes) -> dict[str, Callable[[], bytes]] | None:
    """What reads the files in an archive (SetAside where one cannot be a form), by their names in it.

    None for what is no archive; SetAside where it stays closed.
    """
    if not archives.is_archive(content):
        return None
    try:
        found = archives.files_in(content)
    except Unreadable as reason:
        raise _closed(path, reason) from None
    return {name: partial(_of_archive, read) for name, read in found.items() if not is_kept_by_systems(name)}


def _of_archive(read: Callable[[], bytes]) -> bytes:
    """The bytes of a file in an archive, refused at once where they are no zip of a document."""
    try:
        content = read()
        refuse_by_content(content)
    except Unreadable as reason:
        raise SetAside(reason.rule, **reason.known) from None
    if archives.is_archive(content):
        raise SetAside(CLOSED_ARCHIVE, sebab=IN_ANOTHER)
    return content


def _member(archive: Path, name: str) -> bytes:
    found = members(archive, content_of(archive)) or {}
    if name not in found:
        raise SetAside(NOT_FOUND)
    return found[name]()


def _closed(path: Path, reason: Unreadable) -> SetAside:
    """An archive that is called like a workbook is told as one that cannot be read; so is one to be sent again."""
    if reason.rule == BROKEN or is_called_a_spreadsheet(path.name):
        return SetAside(reason.rule, **reason.known)
    return SetAside(CLOSED_ARCHIVE, sebab=archives.why_closed(reason.rule))
