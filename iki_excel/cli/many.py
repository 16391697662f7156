"""``iki periksa`` and ``iki proses`` where iki.toml tells of many units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from iki_excel.cli import clock
from iki_excel.cli.group import ALL_WELL, DONE_WITH_ERRORS, READING, say
from iki_excel.cli.waiting import waiting
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import EVIDENCE

if TYPE_CHECKING:
    import subprocess

    from iki_excel.decree.office import Offices
    from iki_excel.forms.reading.workers import AnyReader
    from iki_excel.words.plain import Separated

PROCESSING = "Mengolah unit sampai"


class Asked(NamedTuple):
    """What is worked on: the forms at some ``places``, of ``offices``, of which only some are ``chosen``; ``pekerja``:
    in how many processes, None for as many as are worth it; ``simpanan``: whether it is kept what was read; ``first``:
    the process that was started for it; ``klaster``: the address of the cluster that reads, where one does."""

    places: Sequence[Path]
    offices: Offices
    chosen: Offices
    pekerja: int | None
    simpanan: bool
    first: subprocess.Popen[bytes] | None = None
    klaster: str | None = None


class Said(NamedTuple):
    """What was said of the results: where they go, of which periode, with which time, and what is written besides."""

    folder: Path
    periode: str | None
    waktu: dt.datetime
    export: Path | None
    separated: Separated
    only_rollup: bool
    rapor: bool
    lkjip: bool


@contextmanager
def _readers(asked: Asked) -> Iterator[AnyReader]:
    """What reads the forms; it starts while all else is loaded."""
    if asked.klaster is None:
        from iki_excel.forms.reading.workers import Readers

        with Readers(asked.pekerja, simpanan=asked.simpanan, started=asked.first) as readers:
            yield readers
    else:
        from iki_excel.forms.reading.cluster import cluster_at

        with cluster_at(asked.klaster, asked.pekerja) as cluster:
            yield cluster


def check(asked: Asked, periode: str | None, folder: Path | None, form: str) -> int:
    """Tell what was found in the forms of the chosen units; with a folder, write marked copies into it."""
    with _readers(asked) as readers:
        from iki_excel.cli import saying
        from iki_excel.runs import current_month
        from iki_excel.runs.units.checking import check_units
        from iki_excel.runs.units.reading import read_units

        form, due = saying.known_format(form), None
        if periode is not None:
            chosen = current_month.to_process_for_all(periode, asked.places, asked.offices, clock.today())
            say(saying.to_process_lines(chosen), err=form != "teks")
            due = chosen.months[-1]
        with waiting() as line:
            forms = read_units(asked.places, asked.offices, readers, line.of(READING))
    done = check_units(forms, asked.chosen, due, folder, asked.places)
    say(saying.temuan_lines(done.checked, form))
    say(saying.mending_lines(done), err=form != "teks")
    if done.error:
        raise done.error
    return DONE_WITH_ERRORS if done.checked.has_errors else ALL_WELL


def process(asked: Asked, said: Said) -> int:
    """Write the workbooks of the chosen units, and the roll-up where these are all."""
    if said.only_rollup and len(asked.chosen) < len(asked.offices):
        raise IkiError("Rekap gabungan memuat semua unit. Hapus “--unit”, atau hapus “--hanya-rekap”.")
    with _readers(asked) as readers:
        from iki_excel.cli import saying
        from iki_excel.cli import units as told
        from iki_excel.runs import current_month
        from iki_excel.runs.units.checking import of_nobody
        from iki_excel.runs.units.month import Wanted, process_units
        from iki_excel.runs.units.pool import usual_workers
        from iki_excel.runs.units.reading import read_units

        chosen = current_month.to_process_for_all(said.periode, asked.places, asked.offices, said.waktu.date())
        say(saying.to_process_lines(chosen))
        with waiting() as line:
            forms = read_units(asked.places, asked.offices, readers, line.of(READING))
    wanted = Wanted(
        said.folder,
        chosen.months[-1],
        said.waktu,
        bukti=Path(EVIDENCE),
        asked_for=tuple(asked.places),
        only_rollup=said.only_rollup,
        of_all=len(asked.chosen) == len(asked.offices),
        rapor=said.rapor,
        lkjip=said.lkjip,
    )
    with waiting() as line:
        processed = process_units(
            forms,
            asked.chosen,
            wanted,
            export=said.export,
            separated=said.separated,
            pekerja=asked.pekerja or usual_workers(len(asked.chosen)),
            keeps=asked.simpanan,
            progress=line.of(PROCESSING),
        )
    nobody = of_nobody(forms, asked.offices, asked.places)
    say(told.processed_lines(processed, nobody))
    told.refuse_unwritten(processed)
    has_errors = nobody.has_errors or any(one.found.kesalahan for one in processed.units)
    return DONE_WITH_ERRORS if has_errors else ALL_WELL
