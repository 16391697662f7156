"""The forms of many units, read wherever they lie, and each put with its unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.forms.reading import Record, find_files
from iki_excel.forms.reading.packed import unpack
from iki_excel.forms.reading.workers import AnyReader, Packed
from iki_excel.runs.units.owners import owner_of
from iki_excel.words.progress import Progress, untold


@dataclass(frozen=True)
class Kept:
    """What one file says, as small as it can be kept until its unit is judged; ``unit``: whose it is, also where only
    its place says so, owners.NOBODY where nothing does."""

    file: str
    unit: str
    content: bytes

    @property
    def record(self) -> Record:
        """What it says."""
        return unpack(self.content)

    @classmethod
    def of(cls, packed: Packed, offices: Offices) -> Kept:
        """What a worker read."""
        owner = owner_of(packed.file, packed.unit, offices)
        return cls(packed.file, owner, packed.content)


def read_units(
    places: Iterable[Path], offices: Offices, readers: AnyReader, progress: Progress = untold
) -> dict[str, list[Kept]]:
    """Every form at these places, by the kode of its unit, in order."""
    forms: dict[str, list[Kept]] = {}
    for packed in readers.read(find_files(places), offices, progress):
        kept = Kept.of(packed, offices)
        forms.setdefault(kept.unit, []).append(kept)
    return forms
