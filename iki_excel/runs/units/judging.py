"""What was read of a block of units, judged together; and what of it is one unit's, as if it had been judged alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from iki_excel.decree.office import Office
from iki_excel.forms.gathering import settled
from iki_excel.forms.reading import Record
from iki_excel.judging.batch import Batch, Checked
from iki_excel.judging.scoring import Scores
from iki_excel.runs.batches import scored
from iki_excel.runs.checking import check_read
from iki_excel.runs.units.blocks import Block
from iki_excel.words.periods import Periode

Owners = Mapping[str, str]
"""By file the kode of the unit that it is of."""


def checked(
    block: Block, records: Sequence[Record], periode: Periode | None, asked_for: Sequence[Path] = ()
) -> Checked:
    """What reading and checking found in the forms of a block. ``asked_for``: the files that were named one by one."""
    catalog, settings = block.office
    return check_read(settled(records, catalog), catalog, settings, periode, asked_for, block.kodes)


def judged(block: Block, records: Sequence[Record], periode: Periode, asked_for: Sequence[Path] = ()) -> Batch:
    """The same, scored; CatalogError where the months ask for nothing."""
    catalog, settings = block.office
    return scored(checked(block, records, periode, asked_for), catalog, settings, periode, block.kodes)


def of_unit(batch: Batch, office: Office, owners: Owners) -> Batch:
    """What of a block is one unit's: the very tables that come of its forms alone."""
    kode = office.settings.unit.kode
    scores = Scores(_of_unit(batch.scores.hasil, kode), _of_unit(batch.scores.besaran, kode))
    own = checked_of_unit(batch.checked, kode, owners)
    return dataclasses.replace(batch, settings=office.settings, checked=own, scores=scores, units=())


def checked_of_unit(found: Checked, kode: str, owners: Owners) -> Checked:
    """The same of what was found."""
    files = _of_files(found.files, kode, owners)
    return Checked(
        _of_unit(found.answers, kode),
        files,
        _of_files(found.temuan, kode, owners),
        _of_unit(found.partial, kode),
        _of_unit(found.last_year, kode) if len(found.last_year) else found.last_year,
        _of_files(found.written, kode, owners),
    )


def unit_by_unit(batch: Batch, kodes: Sequence[str], owners: Owners) -> Batch:
    """The batch with one unit after the other, so that tables of many blocks do not tell how large these were; a temuan
    of a file that does not say whose it is names the unit in whose folder it lies."""
    found = batch.checked
    lying = found.temuan["file"].map(owners)
    unit = found.temuan["unit"].where(found.temuan["unit"].ne("") | lying.isna(), lying)
    told = dataclasses.replace(
        found,
        answers=_in_order(found.answers, found.answers["unit"], kodes),
        files=_in_order(found.files, found.files["file"].map(owners), kodes),
        temuan=_in_order(found.temuan.assign(unit=unit), unit, kodes),
    )
    hasil, besaran = (_in_order(one, one["unit"], kodes) for one in (batch.scores.hasil, batch.scores.besaran))
    return dataclasses.replace(batch, checked=told, scores=Scores(hasil, besaran))


def _in_order(table: pd.DataFrame, whose: pd.Series, kodes: Sequence[str]) -> pd.DataFrame:
    """The rows as these units follow each other, and those of one as they were; last those of none."""
    numbers = {kode: number for number, kode in enumerate(kodes)}
    order = whose.map(numbers).fillna(len(kodes)).argsort(kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _of_unit(table: pd.DataFrame, kode: str) -> pd.DataFrame:
    return table[table["unit"] == kode].reset_index(drop=True)


def _of_files(table: pd.DataFrame, kode: str, owners: Owners) -> pd.DataFrame:
    """Rows of the unit's files, and what is about no file and names the unit."""
    own = table["file"].map(owners).eq(kode)
    if "unit" in table:
        own |= table["file"].eq("") & table["unit"].eq(kode)
    return table[own].reset_index(drop=True)
