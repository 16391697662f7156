"""The forms of many units, read wherever they lie, and each put with its unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.forms.reading import find_files
from iki_excel.forms.reading.workers import AnyReader, Packed
from iki_excel.runs.units.owners import owner_of
from iki_excel.words.progress import Progress, untold


def read_units(
    places: Iterable[Path], offices: Offices, readers: AnyReader, progress: Progress = untold
) -> dict[str, list[Packed]]:
    """Every form at these places, by the kode of its unit, in order; the unit also where only its place says whose it
    is, owners.NOBODY where nothing does.
    """
    forms: dict[str, list[Packed]] = {}
    for packed in readers.read(find_files(places), offices, progress):
        owner = owner_of(packed.file, packed.unit, offices)
        forms.setdefault(owner, []).append(replace(packed, unit=owner))
    return forms
