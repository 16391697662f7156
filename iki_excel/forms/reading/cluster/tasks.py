"""What a computer of a cluster does: reads a chunk in a guarded process that it keeps, one for each of its threads.

No file can end the Dask worker, for only the guarded process opens it.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from iki_excel import __version__
from iki_excel.decree.office import Offices
from iki_excel.forms.reading.cluster.chunks import Lent, unseen
from iki_excel.forms.reading.sent import Sent
from iki_excel.forms.reading.workers import Readers


class Answer(NamedTuple):
    """What became of a chunk: ``unseen``, which of its files are to be sent with their bytes before any is read; else
    ``found``, for each file its records: the name of the file, whose form it is, and the record as bytes."""

    unseen: list[int]
    found: list[list[tuple[str, str, bytes]]]


class OtherVersion(Exception):
    """A computer of the cluster has another version of this program."""


def offices_of(pickled: bytes) -> Offices:
    """All offices: a task of its own, so that they are sent once, and made again where they were lost."""
    offices: Offices = pickle.loads(pickled)
    return offices


def read_chunk(files: Sequence[Lent], offices: Offices, version: str) -> Answer:
    """Read some files as they are read elsewhere, each by the name that it has where it came from."""
    if version != __version__:
        raise OtherVersion
    not_here = unseen(files)
    if not_here:
        return Answer(not_here, [])
    with _folder_for(files) as folder:
        sent = [*_lying_here(files, Path(folder))]
        each = _kept_readers().read_each(sent, offices)
        return Answer([], [[(one.file, one.unit, one.content) for one in found] for _, found in each])


def _folder_for(files: Sequence[Lent]) -> AbstractContextManager[str]:
    """Where bytes lie until they are read; there is none where all is seen."""
    is_needed = any(one.content is not None for one in files)
    return tempfile.TemporaryDirectory(prefix="iki-") if is_needed else nullcontext("")


def _lying_here(files: Sequence[Lent], folder: Path) -> Iterator[Sent]:
    for number, one in enumerate(files):
        at = Path(one.at) if one.content is None else _written(folder / str(number), one.content, one)
        yield Sent(Path(one.path), at, one.tiba, Path(one.archive) if one.archive else None)


def _written(place: Path, content: bytes, of: Lent) -> Path:
    """Its bytes with its time: a file that is cut short and just came would be waited for."""
    place.write_bytes(content)
    changed = of.mark[1] if of.mark else 0
    os.utime(place, ns=(changed, changed))
    return place


_kept = threading.local()


def _kept_readers() -> Readers:
    """The guarded process of this thread; it ends with this one."""
    if not hasattr(_kept, "readers"):
        _kept.readers = Readers(1)
    readers: Readers = _kept.readers
    return readers
