"""What is kept between two looks at a folder, so that only what changed is read again.

A file is known by what the disk tells of it; all is forgotten when iki.toml or the catalogue says something else.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import gathering, reading
from iki_excel.forms.reading import Record
from iki_excel.forms.reading.folder import is_lock
from iki_excel.judging.batch import Batch
from iki_excel.runs import office as offices
from iki_excel.runs.batches import scored
from iki_excel.runs.blanks import stale_blanks
from iki_excel.runs.checking import check_read
from iki_excel.runs.office import Office
from iki_excel.words.folders import FORMS
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader

Computed = TypeVar("Computed")
Seen = tuple[str, int, int, int, int]
"""A file as the disk tells of it: its name, its size, its time, when anything of it was changed, and its place.

Of two versions that came in the same second, and are as long, one takes the place of the other with the same time: the
disk tells them apart only by the last two.
"""

MOST_KEPT = 32
"""So many answers of one kind are kept: the months that somebody may look at in turn."""


class Kept:
    """What was read and computed before. One look at a time: two at once would read the same files twice.

    ``reader``: one that stays open, else one for each look.
    """

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader, self.lock = reader, threading.RLock()
        self._of_office = threading.Lock()
        self._loaded: tuple[tuple[str, tuple[Seen, ...]], Office] | None = None
        self._office: Office | None = None
        self._files: dict[Path, tuple[Seen, list[Record]]] = {}
        self._known: dict[tuple[str, ...], tuple[Any, Any]] = {}

    def office(self, folder: Path) -> Office:
        """What the office of a folder goes by, read again where iki.toml or its catalogue changed."""
        settings = offices.settings_file(folder)
        named = [settings, folder / offices.HIDDEN_SUFFIX] if settings else []
        places = [*named, offices.place_of_catalog(None, folder)]
        with self._of_office:  # its own lock: a page of progress is shown while forms are read
            now = (str(folder), seen(places))
            if self._loaded is None or self._loaded[0] != now:
                self._loaded = (now, offices.load(None, folder))
            return self._loaded[1]

    def batch(self, folder: Path, office: Office, month: Periode, progress: Progress = untold) -> Batch:
        """The forms of a folder, read, checked and scored up to a month; SettingsError, CatalogError."""
        with self.lock:
            self._forget_other(office)
            office.settings.refuse_before_start(month)
            places = [folder / FORMS]
            now = seen(places)
            return self.once(("batch", str(folder), month), now, lambda: self._batch(places, office, month, progress))

    def records(self, folder: Path, office: Office) -> list[Record]:
        """What each form of a folder says, of whatever month."""
        with self.lock:
            self._forget_other(office)
            now = seen([folder / FORMS])
            return self.once(("records", str(folder)), now, lambda: self._records(folder / FORMS, office))

    def stale_blanks(self, folder: Path, office: Office, months: Sequence[Periode]) -> Mapping[Path, Sequence[str]]:
        """The blank forms of these months that would be written otherwise now, each with what is new."""
        with self.lock:
            self._forget_other(office)
            forms = folder / FORMS
            now, about = seen([forms]), ("basi", str(folder), *months)
            return self.once(about, now, lambda: stale_blanks(*office, months, forms, reader=self.reader))

    def once(self, about: tuple[str, ...], now: Any, compute: Callable[[], Computed]) -> Computed:
        """What was computed before, where what it is about looks as it did then; else what it is now."""
        with self.lock:
            before = self._known.pop(about, None)
            known = before if before is not None and before[0] == now else (now, compute())
            self._known[about] = known
            while len(self._known) > MOST_KEPT:
                self._known.pop(next(iter(self._known)))
            return cast(Computed, known[1])

    def _batch(self, places: list[Path], office: Office, month: Periode, progress: Progress) -> Batch:
        paths = reading.find_files(places)
        read = gathering.read_files(paths, *office, self.reader, progress, self._read_each)
        self._files = {path: self._files[path] for path in paths if path in self._files}
        return scored(check_read(read, *office, month, places), *office, month)

    def _records(self, forms: Path, office: Office) -> list[Record]:
        paths = [path for path in reading.find_files([forms] if forms.is_dir() else []) if not is_lock(path.name)]
        with reading.reader_for(self.reader) as opened:
            return [record for path in paths for record in self._read_each(path, opened, *office)]

    def _read_each(self, path: Path, reader: Reader, catalog: Catalog, settings: Settings) -> Iterable[Record]:
        now = _seen(path)
        before = self._files.get(path)
        if now is None or before is None or before[0] != now:
            records = [*reading.read_each(path, reader, catalog, settings)]
            if now is None or _seen(path) != now:  # it is being written: what was read is of neither
                self._files.pop(path, None)
                return records
            before = self._files[path] = (now, records)
        return before[1]

    def _forget_other(self, office: Office) -> None:
        if self._office is not office and self._office != office:
            self._files.clear()
            self._known.clear()
        self._office = office


def seen(places: Iterable[Path]) -> tuple[Seen, ...]:
    """Every file at some places and below them, as the disk tells of it."""
    return tuple(sorted(one for place in places for path in _below(place) if (one := _seen(path))))


def _below(place: Path) -> Iterator[Path]:
    if not os.path.isdir(place):
        yield place
    for here, _, files in os.walk(place):
        yield from (Path(here, name) for name in files)


def _seen(path: Path) -> Seen | None:
    """None for what is not there, or went away meanwhile."""
    try:
        status = path.stat()
    except OSError:
        return None
    return path.as_posix(), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
