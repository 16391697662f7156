"""Under which name a file from a message lies in a folder: as like the sent one as every system allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import PurePath

from iki_excel.forms.reading.archive import SUFFIX as ARCHIVE_SUFFIX
from iki_excel.forms.reading.folder import SPREADSHEET
from iki_excel.words import plain
from iki_excel.workbooks import archives
from iki_excel.workbooks.gate import ZIP_START
from iki_excel.workbooks.saving import CONTROL, FORBIDDEN, RESERVED

NAMELESS, LONGEST = "lampiran", 100
WORKBOOK_SUFFIX = ".xlsx"
AT_THE_EDGES = re.compile(r"^[\s.~$_-]+|[\s.]+$")
"""A name that begins with these is hidden, or a lock of a program, and would not be looked at."""


def names_for(sent: str, content: bytes) -> Iterator[str]:
    """The name of a file, and those that it may have where the first ones are taken."""
    path = PurePath(_safe(sent))
    is_told = bool(SPREADSHEET.fullmatch(path.suffix)) or path.suffix == ARCHIVE_SUFFIX
    suffix = path.suffix if is_told or not content.startswith(ZIP_START) else ""
    stem = path.name.removesuffix(suffix)[:LONGEST].rstrip(" .") or NAMELESS
    suffix = suffix or (ARCHIVE_SUFFIX if archives.is_archive(content) else WORKBOOK_SUFFIX)
    yield f"{stem}{suffix}"
    yield from (f"{stem} ({number}){suffix}" for number in count(2))


def _safe(sent: str) -> str:
    """The last part of what may be a path, in signs that a name may have on every system."""
    last = re.split(r"[/\\]", plain.clean(sent))[-1]
    shown = " ".join(CONTROL.sub(" ", FORBIDDEN.sub(" ", plain.as_seen(last))).split())
    name = AT_THE_EDGES.sub("", shown)
    return f"{NAMELESS} {name}" if RESERVED.match(name) else name or NAMELESS
