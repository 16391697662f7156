"""Blocks of units that were judged for a roll-up before are not judged again: a block is known by every byte of it.

What is kept is what the roll-up tells of the block, and how much was found in each unit; a workbook of a unit is none.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pandas as pd

from iki_excel.decree.marking import Marks, mark_of_all
from iki_excel.forms.reading.workers import Packed
from iki_excel.judging.found import Found
from iki_excel.judging.gabungan import Gabungan
from iki_excel.runs.units import columns
from iki_excel.runs.units.blocks import Block
from iki_excel.runs.units.done import BlockDone, UnitDone
from iki_excel.runs.units.pool import each_done
from iki_excel.words.periods import Periode
from iki_excel.workbooks.hashing import hash_file
from iki_excel.workbooks.simpanan import Simpanan, key_of

BLOCK, DATABASE = b"blok 1", b"basis data 1"
"""What is kept, and in which form."""

TABLES = ("units", "indikator", "hasil", "forms", "temuan", "berkas", "slots")

Task = tuple[Block, Sequence[Packed]]


class Known:
    """What was judged before of these blocks; ``place``: None where nothing is kept. ``about``: whatever else their
    roll-up depends on, as settings have it."""

    def __init__(self, place: Path | None, tasks: Sequence[Task], periode: Periode, about: Any) -> None:
        self._simpanan, self._keeps = Simpanan(place), place is not None
        self._tasks, self._periode = tasks, periode
        self._keys = _keys_of(tasks, [periode, about]) if self._keeps else [b""] * len(tasks)

    def each(
        self, judge: Callable[[Task], BlockDone | None], pekerja: int, *, again: bool
    ) -> Iterator[BlockDone | None]:
        """What became of every block, in their order; ``again``: whether to judge also what was judged before."""
        kept = [None if again else self._before(key) for key in self._keys]
        tasks = [task for task, one in zip(self._tasks, kept, strict=True) if one is None]
        now = each_done(judge, tasks, pekerja)
        try:
            for key, task, one in zip(self._keys, self._tasks, kept, strict=True):
                yield self._now(key, next(now)) if one is None else _unpacked(one, task[0], self._periode)
        finally:
            self._simpanan.save()

    def _before(self, key: bytes) -> bytes | None:
        kept = self._simpanan.get(key) if self._keeps else None
        if kept is not None and not kept.is_noted:
            self._simpanan.note(key)
        return None if kept is None else kept.content

    def _now(self, key: bytes, done: BlockDone | None) -> BlockDone | None:
        packed = _packed(done) if self._keeps else None
        if packed is not None:
            self._simpanan.keep(key, packed)
        return done

    # --- databases of all that was read, found and computed ----------------------------------------------------------

    def is_written(self, database: Path) -> bool:
        """Whether the file that is there now is the one that was written of these very blocks."""
        sha256 = self._before(self._of_database) if self._keeps else None
        return sha256 is not None and sha256 == _hash_of(database)

    def was_written(self, database: Path) -> None:
        """Remember the file as it is now."""
        if self._keeps and (sha256 := _hash_of(database)):
            self._simpanan.keep(self._of_database, sha256)
            self._simpanan.save()

    @property
    def _of_database(self) -> bytes:
        return key_of(DATABASE, *self._keys)


def _hash_of(path: Path) -> bytes:
    try:
        return hash_file(path).sha256.encode()
    except OSError:
        return b""


def _keys_of(tasks: Sequence[Task], about: Any) -> list[bytes]:
    marks, shared = Marks(), mark_of_all(about)
    return [key_of(BLOCK, json.dumps([shared, *_all_of(task, marks)]).encode()) for task in tasks]


def _all_of(task: Task, marks: Marks) -> Iterator[list[Any]]:
    """All that a block is made of: its units by what they go by, and its forms by what they say."""
    block, forms = task
    for kode, office in block.offices.items():
        yield [kode, marks.of(office.catalog), marks.of_parts(office.settings)]
    for one in forms:
        yield [one.file, one.unit, hashlib.sha256(one.content).hexdigest()]


# --- a block as bytes ------------------------------------------------------------------------------------------------


def _packed(done: BlockDone | None) -> bytes | None:
    """As JSON, deflated; None for what cannot be said so."""
    try:
        said = None if done is None else _said(done)
    except ValueError:
        return None
    return zlib.compress(json.dumps(said).encode(), 1)


def _said(done: BlockDone) -> Any:
    tables = [getattr(done.part, name) for name in TABLES]
    told = [None if table is None else columns.said(table) for table in tables]
    return [done.part.months, told, [[one.kode, *astuple(one.found)] for one in done.units]]


def _unpacked(packed: bytes, block: Block, periode: Periode) -> BlockDone | None:
    said = json.loads(zlib.decompress(packed))
    if said is None:
        return None
    months, told, units = said
    tables: list[pd.DataFrame] = [None if one is None else columns.table_of(one) for one in told]
    part = Gabungan(periode, tuple(map(Periode, months)), block.office.settings.aturan, *tables)
    return BlockDone(part, tuple(UnitDone(kode, None, False, Found(*found)) for kode, *found in units))
