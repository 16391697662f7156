"""What a computer of a cluster is asked to read: some files at once, each as this computer knows it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from iki_excel.forms.reading.archive import archive_of, arrived, content_at
from iki_excel.words.frozen import frozen

MOST_BYTES = 4 * 2**20
"""So many bytes of files are in one chunk, where one file is not larger: they may all have to be sent."""

Mark = tuple[int, int]
"""The size of a file and the time of its last change, in billionths of a second: the same file, where both are."""


@frozen
class Lent:
    """A file that another computer is to read: ``path``, how it is called; ``at``, where every computer may see it that
    has the same disk, with ``mark`` (None for what is no file by itself); ``content`` for those that do not see it.

    Paths are texts, as computers of another kind know no other of ours.
    """

    path: str
    at: str
    tiba: str
    archive: str
    mark: Mark | None
    content: bytes | None = None

    @property
    def is_seen(self) -> bool:
        """Whether this computer, whichever that is, can read it."""
        return self.content is not None or (self.mark is not None and mark_of(self.at) == self.mark)


def lent(path: Path) -> Lent:
    """A file that is to be read by whoever sees it."""
    archive = archive_of(path)
    at = os.path.abspath(path)
    return Lent(path.as_posix(), at, arrived(path), archive.as_posix() if archive else "", mark_of(at))


def lent_with_bytes(path: Path) -> Lent:
    """A file with its bytes; SetAside where it has none that may be those of a form."""
    content = content_at(path)
    known = lent(path)
    return Lent(known.path, known.at, known.tiba, known.archive, known.mark, content)


def mark_of(place: str) -> Mark | None:
    """The mark of a file; None for what is none, or is a link, or is not there."""
    try:
        found = os.lstat(place)
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


Chunk = dict[Path, Lent]
"""Some files, by what they are called here."""


def chunks_of(paths: Sequence[Path], most: int) -> Iterator[Chunk]:
    """The files in their order, at most so many at once; each is looked at when its turn comes."""
    chunk, size = Chunk(), 0
    for path in paths:
        one = lent(path)
        its = one.mark[0] if one.mark else 0
        if chunk and (len(chunk) == most or size + its > MOST_BYTES):
            yield chunk
            chunk, size = {}, 0
        chunk[path], size = one, size + its
    if chunk:
        yield chunk
