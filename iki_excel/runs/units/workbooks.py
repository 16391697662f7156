"""What a block of units comes to where each of them gets its workbook: judged and written in whatever process."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from iki_excel.decree.office import Office, Offices
from iki_excel.forms.gathering.evidence import read_evidence
from iki_excel.forms.reading.workers import Packed
from iki_excel.judging.batch import Batch
from iki_excel.judging.found import Found
from iki_excel.runs import results
from iki_excel.runs.lkjip import of_year
from iki_excel.runs.month import write_result
from iki_excel.runs.units.blocks import Block
from iki_excel.runs.units.done import BlockDone, UnitDone
from iki_excel.runs.units.judging import Owners, judged, of_unit
from iki_excel.runs.units.known import Task
from iki_excel.runs.units.telling import Wanted, batch_of, owners_of, told_of
from iki_excel.words.errors import OutputError
from iki_excel.words.periods import Periode


def block_written(wanted: Wanted, task: Task) -> BlockDone | None:
    """Judge a block, write the workbooks of its units; None where the months ask none of them for anything."""
    batch = batch_of(wanted, task)
    if batch is None:
        return None
    (block, forms), owners = task, owners_of(task)
    told = told_of(batch, wanted, task, {kode: _seen_from_rollup(kode, block, wanted) for kode in block.kodes})
    written = (
        _unit_done(office, batch, forms, owners, one.found, wanted)
        for office, one in zip(block.offices.values(), told.units, strict=True)
    )
    return dataclasses.replace(told, units=tuple(written))


def _seen_from_rollup(kode: str, block: Block, wanted: Wanted) -> str:
    path = _workbook(block.offices[kode], wanted)
    return path.relative_to(wanted.folder / wanted.periode).as_posix()


def _workbook(office: Office, wanted: Wanted) -> Path:
    return results.workbook_of(wanted.folder, wanted.periode, office.settings.unit, is_one=False)


def _unit_done(
    office: Office, batch: Batch, forms: Sequence[Packed], owners: Owners, found: Found, wanted: Wanted
) -> UnitDone:
    own, kode = of_unit(batch, office, owners), office.settings.unit.kode
    if wanted.bukti is not None:
        own = dataclasses.replace(own, bukti=read_evidence(wanted.bukti / kode, own.months, own.catalog))
    yearly = of_year(own, partial(_of_periode, office, forms, owners)) if wanted.lkjip else None
    try:
        written = write_result(_workbook(office, wanted), own, wanted.waktu, yearly, rapor=wanted.rapor)
    except OutputError as reason:  # the others are written all the same
        return UnitDone(kode, None, False, found, error=str(reason))
    error = written.pages.error
    return UnitDone(kode, written.path, written.is_same, found, written.pages.why_none or "", str(error or ""))


def _of_periode(office: Office, forms: Sequence[Packed], owners: Owners, periode: Periode) -> Batch:
    """The same unit in another periode, by the same forms."""
    kode = office.settings.unit.kode
    own = [one.record for one in forms if owners[one.file] == kode]
    return judged(Block(Offices({kode: office})), own, periode)
