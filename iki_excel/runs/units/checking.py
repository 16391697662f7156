"""``iki periksa`` over many units: what was found in all of their forms, as of one office."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from iki_excel.decree.office import Offices
from iki_excel.forms.gathering import settled
from iki_excel.forms.reading.workers import Packed
from iki_excel.judging.batch import Checked
from iki_excel.judging.checks.missing import NOT_SUBMITTED
from iki_excel.runs.checking import check_read
from iki_excel.runs.mending import Mending, Returned, write_marked
from iki_excel.runs.units.blocks import blocks_of
from iki_excel.runs.units.judging import checked, checked_of_unit
from iki_excel.runs.units.owners import NOBODY
from iki_excel.words.errors import OutputError
from iki_excel.words.periods import Periode

Forms = Mapping[str, Sequence[Packed]]
"""What was read, by the kode of the unit that it is of; NOBODY for what is of none that is known."""


def check_units(
    forms: Forms,
    offices: Offices,
    periode: Periode | None,
    folder: Path | None = None,
    asked_for: Sequence[Path] = (),
) -> Mending:
    """Check the forms of these units, and tell what is of no unit; with a folder, write marked copies into it, in a
    folder for each unit. With a periode, only its months count and what is missing is told. The answers are not kept.

    ``asked_for``: the files that were named one by one.
    """
    found, returned = [of_nobody(forms, offices, asked_for)], list[Mending]()
    for block in blocks_of(offices.begun_by(periode) if periode else offices):
        own = [one for kode in block.kodes for one in forms.get(kode, ())]
        of_block = checked(block, [one.record for one in own], periode, asked_for)
        found.append(_naming(of_block, block.offices))
        if folder is not None:
            owners = {one.file: one.unit for one in own}
            returned += [
                _returned(checked_of_unit(of_block, kode, owners), offices, kode, folder) for kode in block.kodes
            ]
    together = _together(found)
    in_order = _by_unit(together.temuan, forms, [*offices])
    return _as_one(dataclasses.replace(together, temuan=in_order), returned, folder)


def of_nobody(forms: Forms, offices: Offices, asked_for: Sequence[Path] = ()) -> Checked:
    """What was found in files that are of no unit that is known. ``asked_for``: those that were named one by one."""
    catalog, settings = next(iter(offices.values()))
    read = settled([one.record for one in forms.get(NOBODY, ())], catalog)
    return check_read(read, catalog, settings, asked_for=asked_for)


def _naming(found: Checked, offices: Offices) -> Checked:
    """What was found, where a form that did not come says whose it is."""
    told = [_named(row, offices) for row in found.temuan.to_dict("records")]
    return dataclasses.replace(found, temuan=pd.DataFrame(told, columns=found.temuan.columns))


def _named(row: dict[str, Any], offices: Offices) -> dict[str, Any]:
    if row["aturan"] is not NOT_SUBMITTED:
        return row
    known = row["diketahui"] | {"nama": f"{offices[row['unit']].settings.unit.nama}, {row['diketahui']['nama']}"}
    return row | {"diketahui": known, "pesan": NOT_SUBMITTED.sentence(known)}


def _returned(found: Checked, offices: Offices, kode: str, folder: Path) -> Mending:
    catalog, settings = offices[kode]
    try:
        return Mending(found, returned=write_marked(found, catalog, settings, folder / kode))
    except OutputError as reason:
        return Mending(found, error=reason)


def _as_one(found: Checked, each: Sequence[Mending], folder: Path | None) -> Mending:
    """What was found in all units, and all that goes back."""
    error = next((one.error for one in each if one.error), None)
    if folder is None:
        return Mending(found)
    went = [one.returned for one in each if one.returned is not None]
    copies, texts = [copy for one in went for copy in one.copies], [text for one in went for text in one.without_copy]
    return Mending(found, returned=Returned(folder, copies, texts), error=error)


def _together(found: Sequence[Checked]) -> Checked:
    files, temuan = _joined(found, "files"), _joined(found, "temuan")
    return Checked(found[0].answers[:0], files, temuan, found[0].partial[:0])


def _by_unit(temuan: pd.DataFrame, forms: Forms, kodes: Sequence[str]) -> pd.DataFrame:
    """First what is about no file, and then unit by unit: whoever reads it tells each unit of its own."""
    rank = {kode: number for number, kode in enumerate([NOBODY, *kodes])}
    owners = {one.file: kode for kode, own in forms.items() for one in own}
    whose = [unit or owners.get(file, NOBODY) for unit, file in zip(temuan["unit"], temuan["file"], strict=True)]
    keys = [(file != "", rank[kode]) for file, kode in zip(temuan["file"], whose, strict=True)]
    return temuan.iloc[sorted(range(len(keys)), key=keys.__getitem__)].reset_index(drop=True)


def _joined(found: Sequence[Checked], table: str) -> pd.DataFrame:
    return pd.concat([*_some(found, table)], ignore_index=True)


def _some(found: Sequence[Checked], table: str) -> Iterator[pd.DataFrame]:
    """The tables that say something: an empty one would make columns of another kind."""
    tables = [getattr(one, table) for one in found]
    yield from [one for one in tables if len(one)] or tables[:1]
