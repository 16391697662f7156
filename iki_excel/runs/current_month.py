"""Which months a command works on: those that somebody said, or else the one sensible month.

Where none is said, the calendar goes first: from the 1st to the 10th of a month the month before is meant, as its forms
are being filled then; from the 11th on, the month itself.

- ``iki proses`` takes the latest month of which somebody filled a form, no later than the calendar's: blank forms of a
  whole year may lie there from January on. Where nobody filled any it takes the latest month that has forms and is no
  later than the calendar's, where all are of later months the first of these, and without a form the calendar's.
- ``iki template`` takes the month of the calendar; from the 1st to the 10th, where all forms of the month before exist,
  the month that has begun.

Of a month that is said without its year, ``iki proses`` and ``iki periksa`` take the latest that has forms: the latest
that has begun where one has, as blank forms of the next year may lie there. Where no such month has forms it is of the
year of the latest forms, chosen in the same way, and without a form of this year. ``iki template`` takes this year: it
writes what is not there yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import gathering, reading
from iki_excel.forms.layout import form_path
from iki_excel.forms.reading.owner import month_in_name
from iki_excel.forms.reading.strangers import may_be_form
from iki_excel.forms.reading.untouched import is_blank
from iki_excel.runs.office import Office, Offices, chosen_jabatan
from iki_excel.words import periods
from iki_excel.words.errors import PeriodError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader

LAST_DAY_OF_MONTH_BEFORE = 10
THIS_YEAR, YEAR_OF_FORMS, SUCH_FORMS = "tahun ini", "tahun formulir terbaru", "formulir {bulan} terbaru"
BEGUN = "{mana} yang sudah waktunya"
LATEST_FILLED, LATEST_FORMS = "formulir terbaru yang sudah diisi", BEGUN.format(mana="formulir terbaru")
NEXT_FORMS = "formulir yang ada baru untuk bulan berikutnya"
NO_FORMS = "menurut kalender, sebab belum ada formulir"
NONE_OF_UNIT = "menurut kalender, sebab formulir unit ini belum ada"
MONTH_BEFORE, MONTH_ITSELF = "sampai tanggal 10 yang ditulis bulan sebelumnya", "bulan ini"


@frozen
class Chosen:
    """The months that a command works on; ``why`` these, in words, where somebody left it open, else "" ."""

    months: list[Periode]
    why: str = ""


def to_process(
    said: str | None,
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    today: dt.date,
    progress: Progress = untold,
) -> Chosen:
    """The one periode to process of the forms at these places: a month, or the triwulan, semester or year that somebody
    said; PeriodError where what was said is none."""
    if said is not None and periods.names_year(said):
        return Chosen([_one(said, today.year)])
    paths, office = [*filter(may_be_form, reading.find_files(places))], Office(catalog, settings)
    if said is not None:
        return _of_some_year(_one(said, today.year), [*_by_month(paths, office, progress)], Periode.of_day(today))
    forms, meant = _by_month(paths, office, progress), _calendar_month(today)
    filled = _latest_filled({month: own for month, own in forms.items() if month <= meant}, office)
    if filled:
        return Chosen([filled], LATEST_FILLED)
    return _latest_due([*forms], meant) if forms else Chosen([meant], NONE_OF_UNIT if paths else NO_FORMS)


def to_process_for_all(said: str | None, places: Iterable[Path], offices: Offices, today: dt.date) -> Chosen:
    """The same of many units, by the names of files and folders alone: whether one is filled nobody looks at first."""
    if said is not None and periods.names_year(said):
        return Chosen([_one(said, today.year)])
    paths = filter(may_be_form, reading.find_files(places))
    known = sorted({month for path in paths if (month := month_in_name(path, offices))})
    if said is not None:
        return _of_some_year(_one(said, today.year), known, Periode.of_day(today))
    meant = _calendar_month(today)
    return _latest_due(known, meant) if known else Chosen([meant], NO_FORMS)


def to_write(
    said: str | None, folder: Path, catalog: Catalog, settings: Settings, today: dt.date, only: Sequence[str] = ()
) -> Chosen:
    """The months whose blank forms are to be written into a folder; PeriodError, IkiError for an unknown jabatan."""
    return _to_write(said, today, partial(_places, Office(catalog, settings), folder, only))


def to_write_for_all(
    said: str | None, folder: Path, offices: Offices, today: dt.date, only: Sequence[str] = ()
) -> Chosen:
    """The same of many units, each with a folder of its own there; of a jabatan that a unit does not know it has no
    form.
    """

    def places(month: Periode) -> Iterator[Path]:
        for kode, office in offices.items():
            own = [jabatan for jabatan in only if jabatan in office.catalog]
            if office.settings.unit.has_begun(month) and (own or not only):
                yield from _places(office, folder / kode, own, month)

    return _to_write(said, today, places)


def _places(office: Office, folder: Path, only: Sequence[str], month: Periode) -> list[Path]:
    """Where the forms of a month stand."""
    kode = office.settings.unit.kode
    return [form_path(folder, kode, one.kode, month) for one in chosen_jabatan(office.catalog, only)]


def _to_write(said: str | None, today: dt.date, places: Callable[[Periode], Iterable[Path]]) -> Chosen:
    if said is not None:
        span = periods.said_span(said, today.year)
        months = [*span.months] if span else periods.said_range(said, today.year)
        return Chosen(months, "" if periods.names_year(said) else THIS_YEAR)
    meant, begun = _calendar_month(today), Periode.of_day(today)
    if meant == begun:
        return Chosen([begun], MONTH_ITSELF)
    if all(path.exists() for path in places(meant)):
        return Chosen([begun], f"formulir {meant.words} sudah ada")
    return Chosen([meant], MONTH_BEFORE)


def _calendar_month(today: dt.date) -> Periode:
    begun = Periode.of_day(today)
    return begun.previous if today.day <= LAST_DAY_OF_MONTH_BEFORE else begun


def _latest_filled(forms: dict[Periode, list[Path]], office: Office) -> Periode | None:
    """The latest month of which somebody filled a form; no more files are read than it takes to see one."""
    if not forms:
        return None
    with reading.reader_for(None) as reader:
        latest_first = reversed(forms.items())
        return next((month for month, own in latest_first if _any_filled(own, month, office, reader)), None)


def _any_filled(paths: Iterable[Path], month: Periode, office: Office, reader: Reader) -> bool:
    """Whether one of these is a form of this month that is not blank; what cannot be told from its content is none."""
    records = (record for path in paths for record in reading.read_each(path, reader, *office))
    return any(one.row["periode"] == month and not is_blank(one, month, reader, office.settings) for one in records)


def _latest_due(known: Sequence[Periode], meant: Periode) -> Chosen:
    due = [month for month in known if month <= meant]
    return Chosen(due[-1:], LATEST_FORMS) if due else Chosen([known[0]], NEXT_FORMS)


def _of_some_year(said: Periode, known: Sequence[Periode], begun: Periode) -> Chosen:
    """A periode that was said without its year, by the months that have forms; ``said`` is that of this year."""
    numbers = {month.month_number for month in said.months}
    same = [month for month in known if month.month_number in numbers]
    forms = same or known
    if not forms:
        return Chosen([said], THIS_YEAR)
    due = [month for month in forms if month <= begun]
    why = SUCH_FORMS.format(bulan=said.words.rpartition(" ")[0]) if same else YEAR_OF_FORMS
    year = (due or forms)[-1].year
    return Chosen([said.of_year(year)], BEGUN.format(mana=why) if due else why)


def _one(said: str, year: int) -> Periode:
    span = periods.said_span(said, year)
    months = [span] if span else periods.said_range(said, year)
    if len(months) > 1:
        last = months[-1].words
        raise PeriodError(f"“{said}” adalah rentang, padahal yang diolah satu bulan. Sebutkan yang terakhir: “{last}”.")
    return months[0]


def _by_month(paths: Sequence[Path], office: Office, progress: Progress) -> dict[Periode, list[Path]]:
    """The files of every month that has some, in order: by the names of files and folders, as to read all takes long.

    Only where no name says a month the files themselves are asked.
    """
    named = [(month_in_name(path, [office.settings.unit.kode]), path) for path in paths]
    if not any(month for month, _ in named):
        files = gathering.read_files(paths, *office, progress=progress).files
        named = [(Periode(f.periode), Path(f.file)) for f in files.itertuples() if f.periode]
    found: dict[Periode, list[Path]] = {}
    for month, path in named:
        if month:
            found.setdefault(month, []).append(path)
    return dict(sorted(found.items()))
