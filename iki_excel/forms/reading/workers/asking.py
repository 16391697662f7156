"""What a worker that reads whole forms is asked and answers; each message begins with the kind of it.

Pickles go to a worker only. What comes from a process that opened a file of others is JSON, and cannot run code.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.forms.reading.packed import arrived_at, pack, unpack
from iki_excel.forms.reading.record import Record
from iki_excel.forms.reading.sent import File, Sent
from iki_excel.words.frozen import frozen
from iki_excel.words.sameness import kept_for

GO_BY, READ = b"g", b"r"
"""Asked: to go by these offices, in this folder; to read a file."""
OPENING, ANSWER = b"o", b"a"
"""Answered: that the next file of an archive is about to be opened; the records of the file that was asked for."""


@frozen
class Packed:
    """What one file says, as bytes; ``unit``: whose form it is, "" where it does not say."""

    file: str
    unit: str
    content: bytes

    @property
    def record(self) -> Record:
        """What it says."""
        return unpack(self.content)

    @classmethod
    def of(cls, record: Record) -> Packed:
        """A record as bytes."""
        return cls(record.row["file"], record.row["unit"], pack(record))

    def at(self, tiba: str) -> Packed:
        """The same of a file that arrived at another time."""
        return replace(self, content=arrived_at(self.content, tiba))


@frozen
class Answer:
    """What is said of a file that was asked for: ``told``, its records. ``key``: by which that may be kept, b"" where
    there is nothing to do; ``is_new``: whether it is not kept yet; ``by``: a line that says by what it was read.
    """

    told: bytes
    key: bytes = b""
    is_new: bool = False
    by: bytes = b""

    @classmethod
    def of(cls, records: Sequence[Record]) -> Answer:
        """Of records that may not be kept."""
        return cls(told([Packed.of(one) for one in records]))

    @property
    def records(self) -> list[Packed]:
        """What each file says."""
        return heard(self.told)

    @property
    def to_keep(self) -> bytes:
        """What is to be kept of it."""
        return self.by + b"\n" + self.told


def to_go_by(offices: Offices, simpanan: Path | None = None) -> bytes:
    """The message that says by what to read, where paths begin, and where it is kept what was read before."""
    return _to_go_by(os.getcwd(), offices, simpanan)


@kept_for(1)
def _to_go_by(folder: str, offices: Offices, simpanan: Path | None) -> bytes:
    """Who reads in many runs by the same offices sends them once."""
    return GO_BY + pickle.dumps((folder, offices, simpanan), pickle.HIGHEST_PROTOCOL)


def to_read(file: File, refused: Collection[int]) -> bytes:
    """The message that asks for a file; ``refused``: which of the files that are opened for it are not to be."""
    return READ + json.dumps([_said(file), [*refused]]).encode()


def asked_for(message: bytes) -> tuple[File, list[int]]:
    """What such a message asks for."""
    (path, *elsewhere), refused = json.loads(message.removeprefix(READ))
    if not elsewhere:
        return Path(path), refused
    at, tiba, archive = elsewhere
    return Sent(Path(path), Path(at), tiba, Path(archive) if archive else None), refused


def _said(file: File) -> list[str]:
    if isinstance(file, Sent):
        return [str(file.path), str(file.at), file.tiba, str(file.archive or "")]
    return [str(file)]


def answer(one: Answer) -> bytes:
    """The message with all that is said of a file."""
    return b"".join([ANSWER, json.dumps([one.key.hex(), one.is_new]).encode(), b"\n", one.to_keep])


def answered(message: bytes) -> Answer:
    """What is said in such a message."""
    note, _, kept = message.removeprefix(ANSWER).partition(b"\n")
    key, is_new = json.loads(note)
    by, _, said = kept.partition(b"\n")
    return Answer(said, bytes.fromhex(key), is_new, by)


def told(records: Sequence[Packed]) -> bytes:
    """Records of one file: what each is, then one after the other."""
    head = json.dumps([[one.file, one.unit, len(one.content)] for one in records]).encode()
    return b"".join([head, b"\n", *(one.content for one in records)])


def heard(said: bytes) -> list[Packed]:
    """The records in such bytes."""
    head, _, content = said.partition(b"\n")
    records, start = [], 0
    for file, unit, length in json.loads(head):
        records.append(Packed(file, unit, content[start : start + length]))
        start += length
    return records
