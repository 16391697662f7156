"""``iki proses`` over many units: forms are judged by blocks, each unit gets its workbook, and all are rolled up."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.delivery.incoming import known_senders
from iki_excel.forms.reading import workers
from iki_excel.forms.reading.workers import Packed
from iki_excel.judging.gabungan import MOST_SLOTS, joined
from iki_excel.report import gabungan as rollup
from iki_excel.runs import exporting
from iki_excel.runs.units.blocks import MOST_UNITS, blocks_of
from iki_excel.runs.units.done import BlockDone, UnitDone
from iki_excel.runs.units.known import Known, Task
from iki_excel.runs.units.telling import Wanted, block_told
from iki_excel.runs.units.workbooks import block_written
from iki_excel.words.errors import CatalogError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.plain import COMMA, Separated
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving, simpanan

__all__ = ["ProcessedUnits", "Wanted", "database_in", "process_units", "rollup_in"]


@frozen
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
        judge = block_told if wanted.only_rollup else block_written
        each = known.each(partial(judge, wanted), pekerja, again=wanted.tables)
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
