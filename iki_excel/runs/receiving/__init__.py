"""``iki terima``: an unsorted heap of files becomes forms in their months; nothing of it is changed or deleted.

What a file is, its content says, whatever its name, its suffix and its folder (forms/reading). What becomes of it is
decided before anything is written (recognising), and then done (placing).
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import gathering, reading
from iki_excel.forms.reading import Record
from iki_excel.forms.reading.folder import is_lock
from iki_excel.forms.reading.workers import Readers
from iki_excel.judging.files import UNFILLED
from iki_excel.judging.findings import of_file
from iki_excel.runs.checking import BEFORE_START, refuse_without_settings
from iki_excel.runs.office import Office, Offices
from iki_excel.runs.receiving.fates import (
    ASING,
    BUKAN,
    KOSONG,
    PLACED,
    Arrival,
    Came,
    Choose,
    Form,
    Receipt,
    Received,
    leave,
)
from iki_excel.runs.receiving.ordinary import ordinary
from iki_excel.runs.receiving.placing import Places, place
from iki_excel.runs.receiving.recognising import Known, filled_of, known_of, reason_of, recognise
from iki_excel.runs.receiving.standing import is_certainly_blank, kept_in_months, standing_in
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader

__all__ = ["Arrival", "Receipt", "Received", "arrived", "foresee", "heap", "of_no_form", "take", "take_read"]


def heap(places: Iterable[Path], folder: Path, kept: Path) -> list[Path]:
    """The files at some places, but for those that were taken before and lie in their months, or with the others.

    Where the folder of an office itself is named, what came and is not sorted yet is found, too.
    """
    own = [one.resolve() for one in (folder, kept)]
    named = [one for place in places for one in (place, place / INBOX) if one == place or os.path.isdir(one)]
    found = [path for path in reading.find_files(named) if not is_lock(path.name)]
    return [path for path in found if not any((path.parent.resolve() / path.name).is_relative_to(one) for one in own)]


def take(
    arrivals: Sequence[Arrival],
    catalog: Catalog,
    settings: Settings,
    folder: Path = Path(FORMS),
    kept: Path = Path(KEPT_FORMS),
    *,
    choose: Choose = leave,
    reader: Reader | None = None,
    readers: Readers | None = None,
    progress: Progress = untold,
) -> Received:
    """Take files that came: each filled form into ``folder/<periode>/`` under its right name, its bytes as they are.

    What gives way to one lies in ``kept/<periode>/`` then. ``choose`` decides between two versions; it is asked after
    all has been read, and before anything is written. ``readers``: what reads the files whole, else ``reader`` does.
    """
    office, places = Office(catalog, settings), Places(settings.unit.kode, folder, kept)
    with reading.reader_for(reader) as opened:
        one = Offices.one(office)
        came = read_whole(arrivals, one, readers, progress) if readers else _read(arrivals, office, opened, progress)
        return take_read([*came], office, places, choose, opened)


def take_read(came: Sequence[Came], office: Office, places: Places, choose: Choose, reader: Reader) -> Received:
    """The same of files that were read already."""
    seen = _recognised(came, office, places, choose, reader)
    receipts = place(seen.forms, places)
    return Received((*receipts, *seen.left), office.settings.catatan, _awaited(receipts, seen.stood, office))


def foresee(
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    folder: Path = Path(FORMS),
    kept: Path = Path(KEPT_FORMS),
    *,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> list[Receipt]:
    """What would become of all that lies at some places if it were taken now: nothing is written, nobody is asked."""
    arrivals = [Arrival(path) for path in heap(places, folder, kept)]
    office, into = Office(catalog, settings), Places(settings.unit.kode, folder, kept)
    with reading.reader_for(reader) as opened:
        seen = _recognised([*_read(arrivals, office, opened, progress)], office, into, leave, opened)
    return [*seen.forms, *seen.left]


class _Seen(NamedTuple):
    """What is to become of ``forms``, what is ``left`` where it is, and which forms ``stood`` in their months."""

    forms: list[Receipt]
    left: list[Receipt]
    stood: set[Form]


def _recognised(came: Sequence[Came], office: Office, places: Places, choose: Choose, reader: Reader) -> _Seen:
    catalog, settings = office
    if not settings.ada_berkas:
        refuse_without_settings(gathering.settled([one.record for one in came], catalog), settings)
    told = [_told(one, office, reader) for one in came]
    forms = [one for one, receipt in zip(came, told, strict=True) if receipt is None]
    there = standing_in(places.folder, {Periode(one.form[0]) for one in forms}, office, reader)
    others = kept_in_months(places.kept, {one.form[0] for one in forms}, office, reader)

    def known(form: Form) -> Known:
        return known_of(there.get(form, []), places.of(form), others.get(form, []))

    stood = {form for form, stands in there.items() if filled_of(stands)}
    return _Seen(recognise(forms, known, catalog, choose), [receipt for receipt in told if receipt], stood)


def read_whole(
    arrivals: Sequence[Arrival], offices: Offices, readers: Readers, progress: Progress = untold
) -> Iterator[Came]:
    """What some processes read of every file, and of those in archives."""
    by_path = {arrival.path: arrival for arrival in arrivals}
    for path, found in readers.read_each([*by_path], offices, progress):
        yield from (_came(packed.record, by_path[path]) for packed in found)


def _read(arrivals: Sequence[Arrival], office: Office, reader: Reader, progress: Progress) -> Iterator[Came]:
    """What was read here, in the same order."""
    for done, arrival in enumerate(arrivals, start=1):
        for record in reading.read_each(arrival.path, reader, *office):
            yield _came(record, arrival)
        progress(done, len(arrivals), arrival.path.name)


def _came(record: Record, arrival: Arrival) -> Came:
    return Came(_arrived(record, arrival), arrival.dari)


def _arrived(record: Record, arrival: Arrival) -> Record:
    """A record with the time at which its file came, where that is known."""
    return dataclasses.replace(record, row=record.row | {"tiba": arrival.tiba}) if arrival.tiba else record


def _awaited(receipts: Iterable[Receipt], stood: set[Form], office: Office) -> dict[Periode, tuple[str, ...]]:
    """Whose forms are still awaited, of each month in which something came in; ``stood``: what was in before."""
    placed = {receipt.came.form for receipt in receipts if receipt.fate in PLACED}
    return {
        Periode(month): tuple(
            jabatan.kode
            for jabatan in office.catalog.at(month).jabatan
            if (month, jabatan.kode) not in stood | placed and not office.settings.is_excused(jabatan.kode, month)
        )
        for month in sorted({month for month, _ in placed})
    }


# --- what is not taken ------------------------------------------------------------------------------------------------


def _told(one: Came, office: Office, reader: Reader) -> Receipt | None:
    """Why a file stays where it is whatever stands in any month; None for a form that is to be taken."""
    row, settings = one.record.row, office.settings
    if not row["jabatan"]:
        return of_no_form(one)
    if not settings.unit.has_begun(row["periode"]):
        return Receipt(one, ASING, _too_early(row, settings))
    if row["alasan"] == UNFILLED.kode or is_certainly_blank(one.record, office, reader):
        return Receipt(one, KOSONG)
    return None


def of_no_form(one: Came) -> Receipt:
    """What becomes of a file that is no form of any office that is read for."""
    kind = ordinary(one.record)
    return Receipt(one, BUKAN, kind) if kind else Receipt(one, ASING, reason_of(one.record))


def _too_early(row: Mapping[str, Any], settings: Settings) -> str:
    bulan, mulai = Periode(row["periode"]).words, settings.unit.mulai
    found = of_file(BEFORE_START, row["file"], bulan=bulan, mulai=mulai.words if mulai else "")
    return str(found["pesan"])
