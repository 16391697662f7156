"""What a roll-up tells of a block of units: judged in whatever process, which loads nothing that writes a workbook."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from iki_excel.judging.batch import Batch
from iki_excel.judging.found import found_by_unit
from iki_excel.judging.gabungan import part_of
from iki_excel.judging.senders import Sender
from iki_excel.runs import exporting
from iki_excel.runs.units.done import BlockDone, UnitDone
from iki_excel.runs.units.judging import Owners, judged, unit_by_unit
from iki_excel.runs.units.known import Task
from iki_excel.words.errors import CatalogError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Wanted:
    """What is made of every unit. ``folder``: that of results; ``bukti``: where evidence may lie, by unit; ``waktu``:
    the time that is printed; ``asked_for``: the files that were named one by one; ``only_rollup``: no workbook a unit;
    ``of_all``: whether it is every unit there is, which are then rolled up; ``with_slots``: whether the roll-up tells
    every cell; ``tables``: whether what was read, found and computed is given back as tables.
    """

    folder: Path
    periode: Periode
    waktu: dt.datetime
    bukti: Path | None = None
    asked_for: tuple[Path, ...] = ()
    only_rollup: bool = False
    of_all: bool = True
    rapor: bool = False
    lkjip: bool = False
    with_slots: bool = True
    tables: bool = False
    pengirim: Mapping[str, Sender] = field(default_factory=dict)


def block_told(wanted: Wanted, task: Task) -> BlockDone | None:
    """Judge a block for the roll-up alone; None where the months ask none of its units for anything."""
    batch = batch_of(wanted, task)
    return None if batch is None else told_of(batch, wanted, task, {})


def batch_of(wanted: Wanted, task: Task) -> Batch | None:
    """All units of a block, judged together; None where the months ask none of them for anything."""
    block, forms = task
    try:
        batch = judged(block, [one.record for one in forms], wanted.periode, wanted.asked_for)
    except CatalogError:
        return None
    return dataclasses.replace(batch, pengirim=wanted.pengirim)


def told_of(batch: Batch, wanted: Wanted, task: Task, places: Mapping[str, str]) -> BlockDone:
    """What is told of a block, as none of its units has a workbook yet; ``places``: where each will be, as seen from
    the roll-up."""
    block, owners = task[0], owners_of(task)
    units = [office.settings.unit for office in block.offices.values()]
    told = unit_by_unit(batch, block.kodes, owners)
    part = part_of(told, units, places, with_slots=wanted.with_slots)
    tables = exporting.tables_of(told, {one.kode: one.nama for one in units}) if wanted.tables else {}
    found = found_by_unit(told.checked, block.kodes, owners)
    return BlockDone(part, tuple(UnitDone(kode, None, False, found[kode]) for kode in block.kodes), tables)


def owners_of(task: Task) -> Owners:
    """Whose each form of a block is."""
    return {one.file: one.unit for one in task[1]}
