"""What stands in the months already, and what is kept of what others took the place of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from iki_excel.forms import reading
from iki_excel.forms.reading import Record
from iki_excel.forms.reading.folder import is_lock
from iki_excel.forms.reading.owner import month_in_name
from iki_excel.forms.reading.untouched import is_blank
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.runs.office import Office
from iki_excel.runs.receiving.fates import Form, Standing
from iki_excel.words.periods import Periode
from iki_excel.workbooks.opening import Reader


def standing_in(
    folder: Path, months: Collection[Periode], office: Office, reader: Reader
) -> dict[Form, list[Standing]]:
    """What stands in the folder of forms of some months, by form, whatever its files are called.

    A file is not looked into whose name or folder speaks of another month.
    """
    found: dict[Form, list[Standing]] = {}
    for path in reading.find_files([folder] if months and folder.is_dir() else []):
        if month_in_name(path, [office.settings.unit.kode]) in (None, *months) and not is_lock(path.name):
            for record in reading.read_each(path, reader, *office):
                found.setdefault((record.row["periode"], record.row["jabatan"]), []).append(
                    _one_standing(record, office, reader)
                )
    return found


def _one_standing(record: Record, office: Office, reader: Reader) -> Standing:
    blank = bool(record.row["jabatan"]) and is_certainly_blank(record, office, reader)
    beside = [found for found in record.temuan if found["kode"] != record.row["alasan"]]
    return Standing(Path(record.row["file"]), record, blank, blank and not beside, bool(record.row["arsip"]))


def kept_in_months(kept: Path, months: Iterable[str], office: Office, reader: Reader) -> dict[Form, list[Record]]:
    """What is kept of some months, by form."""
    found: dict[Form, list[Record]] = {}
    for path in reading.find_files(kept / month for month in sorted(months) if (kept / month).is_dir()):
        record = reading.read_one(path, reader, *office)
        found.setdefault((record.row["periode"], record.row["jabatan"]), []).append(record)
    return found


def is_certainly_blank(record: Record, office: Office, reader: Reader) -> bool:
    """Whether it is certain that nobody filled it; a file that is gone by now is told where it is placed."""
    try:
        return is_blank(record, Periode(record.row["periode"]), reader, office.settings)
    except SetAside:
        return False
