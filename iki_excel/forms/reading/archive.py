"""Forms that came in a zip: each file in it is read as if it lay in a folder of the archive's name, one level deep."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from iki_excel.forms.reading.folder import is_called_a_spreadsheet, is_kept_by_systems
from iki_excel.forms.reading.workbook import SetAside, content_of
from iki_excel.words import moments
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import archives
from iki_excel.workbooks.archives import Inside
from iki_excel.workbooks.content import CLOSED_ARCHIVE, refuse_by_content
from iki_excel.workbooks.gate import BROKEN, NOT_FOUND, TOO_LARGE, Unreadable

SUFFIX = ".zip"
IN_ANOTHER = "berada di dalam arsip lain"


def content_at(path: Path) -> bytes:
    """The bytes of a file; what people are told of as ``kiriman.zip/a.xlsx`` may be asked for by that name."""
    archive = archive_of(path)
    if archive is not None:
        return _member(archive, path).read()
    try:
        return content_of(path)
    except SetAside as reason:
        is_large_archive = reason.rule == TOO_LARGE and SUFFIX in path.name.casefold()
        raise _closed(path, Unreadable(reason.rule, reason.known)) if is_large_archive else reason from None


def archive_of(path: Path) -> Path | None:
    """The archive that a file is in."""
    return None if os.path.lexists(path) else next((above for above in path.parents if os.path.isfile(above)), None)


def arrived(path: Path) -> str:
    """When a file arrived: its time (moments.kept); in an archive that which it would have once it is unpacked."""
    archive = archive_of(path)
    try:
        return moments.of_seconds(path.stat().st_mtime) if archive is None else _member(archive, path).tiba
    except (OSError, ValueError, SetAside):
        return moments.UNTOLD


@frozen
class Member:
    """A file in an archive: what reads it (SetAside where it cannot be a form), and when it arrived (moments.kept)."""

    read: Callable[[], bytes]
    tiba: str


def members(path: Path, content: bytes, tiba: str) -> dict[str, Member] | None:
    """The files in an archive that arrived then, by their names in it; None for what is no archive; SetAside where it
    stays closed."""
    if not archives.is_archive(content):
        return None
    try:
        found = archives.files_in(content)
    except Unreadable as reason:
        raise _closed(path, reason) from None
    return {
        name: Member(partial(_of_archive, inside.read), _packed(inside) or tiba)
        for name, inside in found.items()
        if not is_kept_by_systems(name)
    }


def _packed(inside: Inside) -> str:
    """The time that an archive has for a file, which keeps the hour and not the clock: that of the office is taken."""
    return moments.kept(inside.written.replace(tzinfo=moments.WIB)) if inside.written else moments.UNTOLD


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


def _member(archive: Path, path: Path) -> Member:
    found, name = members(archive, content_of(archive), arrived(archive)) or {}, path.relative_to(archive).as_posix()
    if name not in found:
        raise SetAside(NOT_FOUND)
    return found[name]


def _closed(path: Path, reason: Unreadable) -> SetAside:
    """An archive that is called like a workbook is told as one that cannot be read; so is one to be sent again."""
    if reason.rule == BROKEN or is_called_a_spreadsheet(path.name):
        return SetAside(reason.rule, **reason.known)
    return SetAside(CLOSED_ARCHIVE, sebab=archives.why_closed(reason.rule))
