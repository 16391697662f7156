"""What is dropped on the page: kept in the folder of what came, as any file that is saved there, and then taken.

A name is somebody else's: nothing of it but plain letters is kept, and it never leads out of the folder.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from iki_excel.runs import receiving
from iki_excel.runs.fetching import known
from iki_excel.runs.office import Office
from iki_excel.runs.receiving import Received
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving

NOT_PLAIN = re.compile(r"[^\w .()-]")
LONGEST_NAME, LONGEST_BYTES, NAMELESS = 100, 180, "kiriman"
"""Of a name; some letters take four bytes, and a disk counts these."""

Upload = tuple[str, bytes]
"""A file that somebody chose or dropped: the name that it had there, and its bytes."""


def take_uploads(uploads: Sequence[Upload], folder: Path, office: Office, progress: Progress = untold) -> Received:
    """Keep files in the office's folder of what came, and take them into their months; OutputError."""
    inbox = folder / INBOX
    with saving.turn(inbox):
        paths = [*dict.fromkeys(_kept(upload, inbox) for upload in uploads)]
    return _taken(paths, folder, office, progress)


def take_waiting(folder: Path, office: Office, progress: Progress = untold) -> Received:
    """Take what lies in that folder already, saved there by hand or fetched from the mailbox."""
    return _taken([folder / INBOX], folder, office, progress)


def _taken(places: Sequence[Path], folder: Path, office: Office, progress: Progress) -> Received:
    """Of what was fetched the journal knows who sent it, and when."""
    forms, gone = folder / FORMS, folder / KEPT_FORMS
    arrivals = known.arrivals(receiving.heap(places, forms, gone), folder)
    return receiving.take(arrivals, *office, forms, gone, progress=progress)


def _kept(upload: Upload, inbox: Path) -> Path:
    """Where a file lies now: under its own name, or behind what has that name and says something else."""
    name, content = upload
    path, there = free_name(inbox / plain_name(name), content)
    if there is None:
        saving.save(path, content, over=saving.NOTHING)
    return path


def plain_name(name: str) -> str:
    """What is kept of a name: no folder, no sign that means something to a system, no end that Windows drops, none of
    its devices. One bad name would else keep out all that is dropped with it.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = NOT_PLAIN.sub("_", last).strip(" .") or NAMELESS
    own = f"_{clean}" if saving.RESERVED.match(clean) else clean
    stem, dot, end = own.rpartition(".")
    return f"{_short(stem, LONGEST_NAME - len(end))}.{end}" if dot and len(end) < 10 else _short(own, LONGEST_NAME)


def _short(name: str, letters: int) -> str:
    return name[:letters].encode()[:LONGEST_BYTES].decode(errors="ignore").rstrip(" .")


def free_name(path: Path, content: bytes) -> tuple[Path, bytes | None]:
    """Where a file may stand without taking the place of one that says something else; and what stands there."""
    return next((path, there) for path, there in _standing(path) if there in (None, content))


def _standing(path: Path) -> Iterator[tuple[Path, bytes | None]]:
    """The name itself, then "nama (2).xlsx", "nama (3).xlsx", …, each with what stands there."""
    yield path, saving.read(path)
    for number in itertools.count(2):
        further = path.with_name(f"{path.stem} ({number}){path.suffix}")
        yield further, saving.read(further)
