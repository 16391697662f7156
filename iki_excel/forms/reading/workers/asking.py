"""What a worker that reads whole forms is asked and answers; each message begins with the kind of it.

Pickles go to a worker only. What comes from a process that opened a file of others is JSON, and cannot run code.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.forms.reading.packed import pack, unpack
from iki_excel.forms.reading.record import Record

GO_BY, READ = b"g", b"r"
"""Asked: to go by these offices, in this folder; to read a file."""
OPENING, ANSWER = b"o", b"a"
"""Answered: that a file is about to be opened; the records of the file that was asked for."""


@dataclass(frozen=True)
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


def to_go_by(offices: Offices) -> bytes:
    """The message that says by what to read, and where paths begin."""
    return GO_BY + pickle.dumps((os.getcwd(), offices), pickle.HIGHEST_PROTOCOL)


def to_read(path: Path, refused: Collection[int]) -> bytes:
    """The message that asks for a file; ``refused``: which of the files that are opened for it are not to be."""
    return READ + json.dumps([str(path), [*refused]]).encode()


def answer(records: Sequence[Record]) -> bytes:
    """The message with all records of a file: what each is, then one after the other."""
    packed = [Packed.of(record) for record in records]
    head = json.dumps([[one.file, one.unit, len(one.content)] for one in packed]).encode()
    return b"".join([ANSWER, head, b"\n", *(one.content for one in packed)])


def answered(message: bytes) -> list[Packed]:
    """The records in such a message."""
    head, _, content = message.removeprefix(ANSWER).partition(b"\n")
    records, start = [], 0
    for file, unit, length in json.loads(head):
        records.append(Packed(file, unit, content[start : start + length]))
        start += length
    return records
