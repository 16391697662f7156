"""What was read of a file before is not read again: it is known by its bytes, its path, and by what it was read.

Nothing else is believed of a file than the bytes that are there now.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from iki_excel.decree.marking import Marks, mark_of_all
from iki_excel.decree.office import Offices
from iki_excel.forms.reading.archive import archive_of, arrived, content_at
from iki_excel.forms.reading.record import Record, read_content, unopened
from iki_excel.forms.reading.sent import File, Sent, place_of
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.forms.reading.workers import asking
from iki_excel.forms.reading.workers.asking import Answer
from iki_excel.words.frozen import frozen
from iki_excel.workbooks.opening import Opens
from iki_excel.workbooks.simpanan import Simpanan, key_of

ABOUT = b"formulir 1"
"""What is kept, and in which form."""


class OpensSome(Opens, Protocol):
    """What opens files, but perhaps not all."""

    @property
    def is_refusing(self) -> bool:
        """Whether something is not opened."""


@frozen
class By:
    """By what a file was read: the unit whose form it is ("" where not all are of one), the mark of its decree, and of
    an archive when it arrived, for some of what is in it may have no other time."""

    unit: str
    mark: str
    tiba: str | None

    @classmethod
    def of(cls, line: bytes) -> By:
        """As it was written."""
        return cls(*json.loads(line))

    @property
    def line(self) -> bytes:
        """As it is written."""
        return json.dumps([self.unit, self.mark, self.tiba]).encode()


def remember(found: Answer, simpanan: Simpanan) -> None:
    """Have it written what was read, or that it was used."""
    if found.key and found.is_new:
        simpanan.keep(found.key, found.to_keep)
    elif found.key:
        simpanan.note(found.key)


class Known:
    """What is read by these offices, and what of it was read before: it is in the ``simpanan``, where there is one."""

    def __init__(self, offices: Offices, simpanan: Path | None = None) -> None:
        self._offices, self._keeps = offices, simpanan is not None
        self._simpanan = Simpanan(simpanan)
        self._marks, self._of_units = Marks(), dict[str, str]()

    def answer(self, file: File, reader: OpensSome) -> Answer:
        """What a file says, and all in it; nothing that it holds raises. What was sent is not kept."""
        try:
            content = content_at(place_of(file))
        except SetAside as reason:
            return Answer.of([unopened(file, reason)])
        if isinstance(file, Sent):
            return Answer.of(read_content(file, content, reader, self._offices))
        key = self._key(file, content, reader)
        return self._before(key, file) or self._now(key, file, content, reader)

    def _key(self, path: Path, content: bytes, reader: OpensSome) -> bytes:
        """b"" for what is not kept: what stops a reader, and what is asked for by its name in an archive."""
        if not self._keeps or reader.is_refusing or archive_of(path) is not None:
            return b""
        return key_of(ABOUT, os.fsencode(path), hashlib.sha256(content).digest())

    def _before(self, key: bytes, path: Path) -> Answer | None:
        kept = self._simpanan.get(key) if key else None
        if kept is None:
            return None
        line, _, told = kept.content.partition(b"\n")
        by, tiba = By.of(line), arrived(path)
        if by.mark != self._mark(by.unit) or by.tiba not in (None, tiba):
            return None
        told = asking.told([one.at(tiba) for one in asking.heard(told)])
        return Answer(told, b"" if kept.is_noted else key)

    def _now(self, key: bytes, path: Path, content: bytes, reader: OpensSome) -> Answer:
        records = read_content(path, content, reader, self._offices)
        if not key:
            return Answer.of(records)
        return replace(Answer.of(records), key=key, is_new=True, by=self._by(records, path).line)

    def _by(self, records: list[Record], path: Path) -> By:
        units = {one.row["unit"] for one in records}
        unit = units.pop() if len(units) == 1 else ""
        is_archive = any(one.row["arsip"] for one in records)
        return By(unit, self._mark(unit), arrived(path) if is_archive else None)

    def _mark(self, unit: str) -> str:
        """Of all that its form is read by; of what is of no unit, or of several, that is what all are read by."""
        if unit not in self._of_units:
            known = [unit] if unit in self._offices else [*self._offices]
            decrees = [[kode, self._marks.of(self._offices[kode].catalog)] for kode in known]
            self._of_units[unit] = mark_of_all([self._offices.is_one, *decrees])
        return self._of_units[unit]
