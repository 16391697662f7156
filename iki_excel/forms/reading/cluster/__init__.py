"""Many files, read by the computers of a Dask cluster: each reads chunks of them in a guarded process of its own.

Only records come back, as bytes. A file that a computer of the cluster does not see is sent to it; what its name and
its time say is known here.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.forms.reading.cluster import tasks
from iki_excel.forms.reading.cluster.asked import Asked
from iki_excel.forms.reading.cluster.chunks import Chunk, chunks_of
from iki_excel.forms.reading.cluster.connecting import Connection, connected
from iki_excel.forms.reading.workers import AnyReader, Packed
from iki_excel.words.progress import Progress, untold

MOST_FILES = 32
"""So many files are read before any is answered."""

AHEAD = 3
"""Chunks in flight for each place of the cluster: it never waits, and few bytes and records wait for their turn."""


@contextmanager
def cluster_at(address: str, workers: int | None = None) -> Iterator[Cluster]:
    """The cluster at an address, or (connecting.HERE) one that is started here with so many workers and ends after."""
    with connected(address, workers) as connection:
        yield Cluster(connection)


class Cluster(AnyReader):
    """It reads as Readers do, in the order of the paths, whatever computer is quicker and whichever dies."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read_each(
        self, paths: Sequence[Path], offices: Offices, progress: Progress = untold
    ) -> Iterator[tuple[Path, list[Packed]]]:
        """Every file with all that it holds; IkiError where the cluster cannot be used any more."""
        files, done = [*dict.fromkeys(paths)], 0
        chunks = chunks_of(files, _most(len(files), self._connection.places))
        for chunk in _in_order(self._connection, chunks, offices):
            for path, found in chunk.items():
                yield path, found
                done += 1
                progress(done, len(files), path.name)


def _most(files: int, places: int) -> int:
    """How many files are in a chunk, so that every place has several."""
    return max(1, min(MOST_FILES, files // (AHEAD * places)))


def _in_order(connection: Connection, chunks: Iterator[Chunk], offices: Offices) -> Iterator[dict[Path, list[Packed]]]:
    """What every chunk holds, in their order, while others are read."""
    by = connection.ask(tasks.offices_of, pickle.dumps(offices, pickle.HIGHEST_PROTOCOL))
    each = (Asked(connection, by, chunk) for chunk in chunks)
    waiting = deque(islice(each, AHEAD * connection.places))
    while waiting:
        yield waiting.popleft().found()
        waiting.extend(islice(each, 1))
