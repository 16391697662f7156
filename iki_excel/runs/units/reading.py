"""The forms of many units, read wherever they lie, and each put with its unit."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.forms.reading import Encoded, find_files, read_records
from iki_excel.forms.reading.readers import Readers
from iki_excel.runs.units.owners import owner_of
from iki_excel.words.progress import Progress, untold


def read_units(
    places: Iterable[Path], offices: Offices, readers: Readers, progress: Progress = untold
) -> dict[str, list[Encoded]]:
    """Every form at these places, by the kode of its unit (owners.NOBODY: of none that is known), in order."""
    forms: dict[str, list[Encoded]] = {}
    for one in read_records(find_files(places), offices, readers, progress):
        kode = owner_of(one.file, one.unit, offices)
        forms.setdefault(kode, []).append(dataclasses.replace(one, unit=kode))
    return forms
