"""What reads many files, wherever it does so."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.forms.reading.folder import is_lock
from iki_excel.forms.reading.workers.asking import Packed
from iki_excel.words.progress import Progress, untold


class AnyReader(ABC):
    """It is given files by their paths, and answers with records as bytes; nothing that a file holds stops it."""

    def read(self, paths: Sequence[Path], offices: Offices, progress: Progress = untold) -> Iterator[Packed]:
        """Every file, and those in archives, in the order of the paths. A lock is no file, and what is named twice is
        one. IkiError where nobody can read."""
        seen = set[str]()
        for _, found in self.read_each([path for path in paths if not is_lock(path.name)], offices, progress):
            yield from (one for one in found if one.file not in seen)
            seen.update(one.file for one in found)

    @abstractmethod
    def read_each(
        self, paths: Sequence[Path], offices: Offices, progress: Progress = untold
    ) -> Iterator[tuple[Path, list[Packed]]]:
        """The same with each path that was asked for, and all that it holds."""
