"""What a document says of itself beside its sheets: when it was last saved."""

from __future__ import annotations

import datetime as dt
import re

from iki_excel.words import moments
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.zipped import open_zip

CORE, LARGEST_CORE = "docProps/core.xml", 2**16
MODIFIED = re.compile(rb"<(?:\w+:)?modified[\s>][^<]*?([0-9T:-]{16,19}(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)\s*</")


def last_saved(content: bytes) -> str:
    """When the program that saved an .xlsx last said it did so, in UTC as 2019-04-02T02:15:00; "" where it does not.

    Unlike the time of the file it is not changed by sending, downloading or copying.
    """
    try:
        archive = open_zip(content)
        entry = archive.entries.get(CORE.casefold())
        found = MODIFIED.search(archive.part(CORE)) if entry and entry.size <= LARGEST_CORE else None
    except Unreadable:
        return ""
    return _in_utc(found[1].decode()) if found else ""


def _in_utc(text: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(text)
        known = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return moments.kept(known)
    except (ValueError, OverflowError):
        return ""
