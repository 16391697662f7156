"""Which months a command works on: those that somebody said, or else the one sensible month.

Where none is said, the calendar goes first: from the 1st to the 10th of a month the month before is meant, as its forms
are being filled then; from the 11th on, the month itself.

- ``iki proses`` takes the latest month that has forms, blank or filled, and is no later than the calendar's, as forms
  of a whole year may lie there from January on. Where all forms are of later months it takes the first of these, and
  where there is no form the month of the calendar.
- ``iki template`` takes the month of the calendar; from the 1st to the 10th, where all forms of the month before exist,
  the month that has begun.

Of a month that is said without its year, ``iki proses`` and ``iki periksa`` take the latest that has forms, else that
of the year of the latest forms, else of this year; ``iki template`` takes this year: it writes what is not there yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading
from iki_excel.forms.layout import form_path
from iki_excel.forms.reading.owner import month_in_name
from iki_excel.runs.office import chosen_jabatan
from iki_excel.words import periods
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode

LAST_DAY_OF_MONTH_BEFORE = 10
THIS_YEAR, YEAR_OF_FORMS = "tahun ini", "tahun formulir terbaru"
LATEST_FORMS, NEXT_FORMS = "formulir terbaru yang sudah waktunya", "formulir yang ada baru untuk bulan berikutnya"
NO_FORMS = "menurut kalender, sebab belum ada formulir"
MONTH_BEFORE, MONTH_ITSELF = "sampai tanggal 10 yang ditulis bulan sebelumnya", "bulan ini"


@dataclass(frozen=True)
class Chosen:
    """The months that a command works on; ``why`` these, in words, where somebody left it open, else "" ."""

    months: list[Periode]
    why: str = ""


def to_process(
    said: str | None, places: Iterable[Path], catalog: Catalog, settings: Settings, today: dt.date
) -> Chosen:
    """The one month to process of the forms at these places; PeriodError where what was said is none."""
    if said is None:
        return _latest_due(_months_of_forms(places, catalog, settings), _calendar_month(today))
    if periods.names_year(said):
        return Chosen(_one(said, today.year))
    month = _one(said, today.year)[0]
    known = _months_of_forms(places, catalog, settings)
    same = [other for other in known if other.month_number == month.month_number]
    if not known:
        return Chosen([month], THIS_YEAR)
    return Chosen(_one(said, (same or known)[-1].year), YEAR_OF_FORMS)


def to_write(
    said: str | None, folder: Path, catalog: Catalog, settings: Settings, today: dt.date, only: Sequence[str] = ()
) -> Chosen:
    """The months whose blank forms are to be written into a folder; PeriodError, IkiError for an unknown jabatan."""
    if said is not None:
        return Chosen(periods.said_range(said, today.year), "" if periods.names_year(said) else THIS_YEAR)
    meant, begun = _calendar_month(today), Periode.of_day(today)
    if meant == begun:
        return Chosen([begun], MONTH_ITSELF)
    paths = [form_path(folder, settings.unit.kode, one.kode, meant) for one in chosen_jabatan(catalog, only)]
    if all(path.exists() for path in paths):
        return Chosen([begun], f"formulir {meant.words} sudah ada")
    return Chosen([meant], MONTH_BEFORE)


def _calendar_month(today: dt.date) -> Periode:
    begun = Periode.of_day(today)
    return begun.previous if today.day <= LAST_DAY_OF_MONTH_BEFORE else begun


def _latest_due(known: Sequence[Periode], meant: Periode) -> Chosen:
    due = [month for month in known if month <= meant]
    if due:
        return Chosen(due[-1:], LATEST_FORMS)
    return Chosen([known[0]], NEXT_FORMS) if known else Chosen([meant], NO_FORMS)


def _one(said: str, year: int) -> list[Periode]:
    months = periods.said_range(said, year)
    if len(months) > 1:
        last = months[-1].words
        raise PeriodError(f"“{said}” adalah rentang, padahal yang diolah satu bulan. Sebutkan yang terakhir: “{last}”.")
    return months


def _months_of_forms(places: Iterable[Path], catalog: Catalog, settings: Settings) -> list[Periode]:
    """The months that have forms, in order: by the names of files and folders, as to read all files takes long.

    Only where no name says a month the files themselves are asked.
    """
    paths = reading.find_files(places)
    named = {month for path in paths if (month := month_in_name(path, settings.unit.kode))}
    if not named:
        files = reading.read_files(paths, catalog, settings).files
        named = {Periode(periode) for periode in files["periode"] if periode}
    return sorted(named)
