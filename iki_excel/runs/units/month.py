"""``iki proses`` over many units: forms are judged by blocks, each unit gets its workbook, and all are rolled up."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from iki_excel.decree.office import Office, Offices
from iki_excel.delivery.incoming import known_senders
from iki_excel.forms.gathering.evidence import read_evidence
from iki_excel.forms.reading import workers
from iki_excel.forms.reading.workers import Packed
from iki_excel.judging.batch import Batch
from iki_excel.judging.found import Found, found_by_unit
from iki_excel.judging.gabungan import MOST_SLOTS, joined, part_of
from iki_excel.judging.senders import Sender
from iki_excel.report import gabungan as rollup
from iki_excel.runs import exporting, results
from iki_excel.runs.lkjip import of_year
from iki_excel.runs.month import write_result
from iki_excel.runs.units.blocks import MOST_UNITS, Block, blocks_of
from iki_excel.runs.units.done import BlockDone, UnitDone
from iki_excel.runs.units.judging import Owners, judged, of_unit, unit_by_unit
from iki_excel.runs.units.known import Known, Task
from iki_excel.words.errors import CatalogError, OutputError
from iki_excel.words.periods import Periode
from iki_excel.words.plain import COMMA, Separated
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving, simpanan


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class ProcessedUnits:
    """What became of the units in a ``folder``; ``path``: where their roll-up is, None where it is not of every unit;
    ``database``: where every cell stands that no sheet of it holds, None where one does. ``unasked``: units of which
    nothing is asked in the periode."""

    folder: Path
    units: tuple[UnitDone, ...]
    path: Path | None
    database: Path | None
    unasked: tuple[str, ...] = ()


def process_units(
    forms: Mapping[str, Sequence[Packed]],
    offices: Offices,
    wanted: Wanted,
    *,
    kantor: Path = Path(),
    export: Path | None = None,
    separated: Separated = COMMA,
    pekerja: int = 1,
    keeps: bool = False,
    progress: Progress = untold,
) -> ProcessedUnits:
    """Write the workbook of each of these units that there is in the periode, and the roll-up (``rollup_in``).

    ``forms``: what was read, by the kode of its unit; ``export``: where the same stands as tables, too; ``keeps``:
    whether what is judged for a roll-up alone is kept, and not judged again. CatalogError where no unit is asked for
    anything.
    """
    wanted = dataclasses.replace(wanted, pengirim=known_senders(kantor))
    database = _database_for(wanted, forms, offices)
    wanted = dataclasses.replace(wanted, with_slots=database is None)
    blocks = [*blocks_of(offices.begun_by(wanted.periode), _most(len(offices), pekerja))]
    tasks = [(block, [one for kode in block.kodes for one in forms.get(kode, ())]) for block in blocks]
    known = _known(tasks, wanted, keeps=keeps)
    with ExitStack() as stack:
        stack.enter_context(saving.turn(wanted.folder, *([export.parent] if export else [])))
        new = [one for one in (database, export) if one and not _is_written(one, known)]
        tables = stack.enter_context(exporting.opened(*new, separated=separated))
        wanted = dataclasses.replace(wanted, tables=bool(new))
        each = known.each(partial(block_done, wanted), pekerja, again=wanted.tables)
        done = [*_each(each, tasks, tables, progress)]
        tables.no_more()
        asked = [one for one in done if one is not None]
        if not asked:
            raise CatalogError(f"{wanted.periode.words}: tidak ada unit yang ditanyai apa pun. Pilih bulan lain.")
        path = _rolled_up(asked, wanted) if wanted.of_all else None
    for one in [*filter(exporting.is_whole, new)][:1]:  # the others are copies of it
        known.was_written(one)
    unasked = [kode for block, one in zip(blocks, done, strict=True) if one is None for kode in block.kodes]
    units = [unit for one in asked for unit in one.units]
    return ProcessedUnits(wanted.folder / wanted.periode, tuple(units), path, database, tuple(unasked))


def _database_for(wanted: Wanted, forms: Mapping[str, Sequence[Packed]], offices: Offices) -> Path | None:
    """The database for the cells of a roll-up that no sheet can hold."""
    fits = not wanted.of_all or _fit_in_a_sheet(forms, offices, wanted.periode)
    return None if fits else database_in(wanted.folder, wanted.periode)


def _is_written(path: Path, known: Known) -> bool:
    return exporting.is_whole(path) and known.is_written(path)


def _known(tasks: Sequence[Task], wanted: Wanted, *, keeps: bool) -> Known:
    """What was judged before, where nothing but the roll-up is made of it and there is enough of it."""
    is_worth_it = wanted.only_rollup and sum(len(forms) for _, forms in tasks) >= workers.WORTH_KEEPING
    place = simpanan.place() if keeps and is_worth_it else None
    return Known(place, tasks, wanted.periode, [wanted.with_slots, wanted.pengirim, [*map(str, wanted.asked_for)]])


def _rolled_up(done: Sequence[BlockDone], wanted: Wanted) -> Path:
    path = rollup_in(wanted.folder, wanted.periode)
    saving.save(path, rollup.write(joined(one.part for one in done), wanted.waktu))
    return path


def rollup_in(folder: Path, periode: str) -> Path:
    """Where the roll-up of a periode stands, in the folder of results."""
    return folder / periode / f"IKI_{periode}_rekap.xlsx"


def database_in(folder: Path, periode: str) -> Path:
    """Where every cell stands that the roll-up has no room for."""
    return rollup_in(folder, periode).with_suffix(exporting.SQLITE)


def _fit_in_a_sheet(forms: Mapping[str, Sequence[Packed]], offices: Offices, periode: Periode) -> bool:
    catalogs = {id(one.catalog): one.catalog for one in offices.values()}
    asked = (len(jabatan.asked) for one in catalogs.values() for jabatan in one.at(periode.months[-1]).jabatan)
    most = max(asked, default=0)
    return sum(map(len, forms.values())) * most <= MOST_SLOTS


def _most(units: int, pekerja: int) -> int:
    """How many units a block has, so that all workers have something to do."""
    return min(MOST_UNITS, max(1, -(-units // (2 * pekerja)))) if pekerja > 1 else MOST_UNITS


def _each(
    blocks: Iterable[BlockDone | None],
    tasks: Sequence[Task],
    export: exporting.Export,
    progress: Progress,
) -> Iterator[BlockDone | None]:
    """What becomes of every block, in their order; its tables are handed on at once and not kept."""
    for number, done in enumerate(blocks, start=1):
        if done is not None:
            export.append(done.tables)
            done = dataclasses.replace(done, tables={})
        progress(number, len(tasks), tasks[number - 1][0].kodes[-1])
        yield done


# --- a block, in whatever process ------------------------------------------------------------------------------------


def block_done(wanted: Wanted, task: Task) -> BlockDone | None:
    """Judge a block, write the workbooks of its units; None where the months ask none of them for anything."""
    block, forms = task
    owners = {one.file: one.unit for one in forms}
    try:
        batch = judged(block, [one.record for one in forms], wanted.periode, wanted.asked_for)
    except CatalogError:
        return None
    batch = dataclasses.replace(batch, pengirim=wanted.pengirim)
    units = [office.settings.unit for office in block.offices.values()]
    places = {} if wanted.only_rollup else {one.kode: _seen_from_rollup(one.kode, block, wanted) for one in units}
    told = unit_by_unit(batch, block.kodes, owners)
    part = part_of(told, units, places, with_slots=wanted.with_slots)
    tables = exporting.tables_of(told, {one.kode: one.nama for one in units}) if wanted.tables else {}
    found = found_by_unit(told.checked, block.kodes, owners)
    if wanted.only_rollup:
        return BlockDone(part, tuple(UnitDone(kode, None, False, found[kode]) for kode in block.kodes), tables)
    done = [_unit_done(office, batch, forms, owners, found[kode], wanted) for kode, office in block.offices.items()]
    return BlockDone(part, tuple(done), tables)


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
