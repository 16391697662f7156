"""``iki periksa`` and ``iki proses`` where iki.toml tells of many units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from iki_excel.cli.group import ALL_WELL, DONE_WITH_ERRORS, READING, say
from iki_excel.cli.waiting import waiting

if TYPE_CHECKING:
    from iki_excel.decree.office import Offices
    from iki_excel.forms.reading.workers import Readers
    from iki_excel.runs.units.month import Wanted
    from iki_excel.words.periods import Periode
    from iki_excel.words.plain import Separated

PROCESSING = "Mengolah unit"


class Asked(NamedTuple):
    """What is worked on: the forms at some ``places``, of ``offices``, of which only some are ``chosen``; ``pekerja``:
    in how many processes."""

    places: Sequence[Path]
    offices: Offices
    chosen: Offices
    pekerja: int | None


@contextmanager
def _started(asked: Asked) -> Iterator[Readers]:
    """Workers that read; they start before all that the rest of the work needs is loaded."""
    from iki_excel.forms.reading.workers import Readers

    with Readers(asked.pekerja) as readers:
        yield readers


def check(asked: Asked, periode: Periode | None, folder: Path | None, form: str) -> int:
    """Tell what was found in the forms of the chosen units; with a folder, write marked copies into it."""
    with _started(asked) as readers:
        from iki_excel.cli import saying
        from iki_excel.runs.units import checking
        from iki_excel.runs.units.reading import read_units

        with waiting() as line:
            forms = read_units(asked.places, asked.offices, readers, line.of(READING))
    done = checking.check_units(forms, asked.chosen, periode, folder)
    say(saying.temuan_lines(done.checked, form))
    say(saying.mending_lines(done), err=form != "teks")
    if done.error:
        raise done.error
    return DONE_WITH_ERRORS if done.checked.has_errors else ALL_WELL


def process(asked: Asked, wanted: Wanted, *, export: Path | None, separated: Separated, kantor: Path = Path()) -> int:
    """Write the workbooks of the chosen units, and the roll-up."""
    with _started(asked) as readers:
        from iki_excel.cli import units as told
        from iki_excel.runs.units.checking import of_nobody
        from iki_excel.runs.units.month import process_units
        from iki_excel.runs.units.reading import read_units

        with waiting() as line:
            forms = read_units(asked.places, asked.offices, readers, line.of(READING))
    with waiting() as line:
        processed = process_units(
            forms,
            asked.chosen,
            wanted,
            kantor=kantor,
            export=export,
            separated=separated,
            pekerja=asked.pekerja or usual_workers(len(asked.chosen)),
            progress=line.of(PROCESSING),
        )
    nobody = of_nobody(forms, asked.offices)
    say(told.processed_lines(processed, nobody))
    has_errors = nobody.has_errors or any(one.found.kesalahan for one in processed.units)
    return DONE_WITH_ERRORS if has_errors else ALL_WELL
