"""A form that is there and would be written anew: whether it is certain that nobody filled it, and what would be new.

Certain is a form that the program wrote and no other program saved since, and one that was saved since and has every
cell as it would be written now, but for what earlier months tell. Anything else somebody may have made his own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree import Catalog
from iki_excel.decree.fields import shown
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.forms.reading.archive import content_at
from iki_excel.forms.reading.folder import is_open_elsewhere
from iki_excel.forms.reading.record import Record, read_one
from iki_excel.forms.reading.untouched import is_blank
from iki_excel.forms.reading.workbook import SetAside, Workbook, open_workbook
from iki_excel.language.places import Place
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.plain import as_seen
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.zipped import open_zip

FILLED, OPEN, UNSURE = "filled", "open", "unsure"
"""Why a form stays as it is: somebody filled it, has it open, or may have made it his own."""

MONTH_CAME, MONTH_CHANGED = "Bulan lalu terisi", "Bulan lalu berubah"
DECREE_CHANGED, OFFICE_CHANGED, SHAPE_CHANGED = "keputusan berubah", "pengaturan berubah", "bentuk formulir berubah"


@frozen
class Existing:
    """A form that is there. ``kept``: why it may not be written anew, "" where it may; ``news``: what is new then, of
    a form that is as it would be written nothing. ``content``: what would be written, over the file of this ``sha256``.
    """

    kept: str = ""
    news: Sequence[str] = ()
    content: bytes = b""
    sha256: str = ""


@frozen
class Wanted:
    """The form that a path is for, and what writes it as it would be written now."""

    periode: Periode
    jabatan: str
    build: Callable[[], bytes]


def look_at(path: Path, wanted: Wanted, reader: Reader, catalog: Catalog, settings: Settings) -> Existing:
    """How a form that is there stands to what would be written in its place; nothing that it holds raises."""
    record = read_one(path, reader, catalog, settings)
    if record.row["terisi"]:
        return Existing(FILLED)
    try:
        is_sure = _is_blank_one_of(record, wanted, reader, settings)
        return _against(record, wanted, reader) if is_sure else Existing(UNSURE)
    except SetAside:  # it was there, and is no more, or no more as it was
        return Existing(UNSURE)


def _is_blank_one_of(record: Record, wanted: Wanted, reader: Reader, settings: Settings) -> bool:
    """Whether it is this very form, none that went back to be mended, with nothing typed in it or beside its cells."""
    whose = (settings.unit.kode, wanted.periode, wanted.jabatan)
    if tuple(record.row[name] for name in ("unit", "periode", "jabatan")) != whose or record.row["menggantikan"]:
        return False
    told = [found for found in record.temuan if found["kode"] != record.row["alasan"]]
    return not told and is_blank(record, wanted.periode, reader, settings)


def _against(record: Record, wanted: Wanted, reader: Reader) -> Existing:
    path = Path(record.row["file"])
    before, now = content_at(path), wanted.build()
    if before == now:
        return Existing()
    if hashlib.sha256(before).hexdigest() != record.row["sha256"]:
        return Existing(UNSURE)
    old, new = open_workbook(before, reader), open_workbook(now, reader)
    news = _news(old, new)
    if record.row["disimpan"] != _written(wanted.periode) or _parts(before) != _parts(now):
        if _additions(before) - _additions(now) or _typed(old) != _typed(new):
            return Existing(UNSURE)
        if not news:
            return Existing()
    if is_open_elsewhere(path):
        return Existing(OPEN)
    return Existing("", news or (SHAPE_CHANGED,), now, record.row["sha256"])


def _written(periode: Periode) -> str:
    """When a form says that it was saved as long as no other program did."""
    return f"{periode.first_day}T00:00:00"


SHEETS = "xl/worksheets/"
ADDITIONS = re.compile(r"xl/(?:(?:threaded)?comments|drawings|media|embeddings|persons|ctrlprops)")


def _parts(content: bytes) -> list[str]:
    """The parts of a workbook beside its sheets, in the order that each program has for them."""
    return [name for name in open_zip(content).entries if not name.startswith(SHEETS)]


def _additions(content: bytes) -> set[str]:
    """Which remarks, pictures and files it holds beside its cells."""
    return {found[0] for found in map(ADDITIONS.match, open_zip(content).entries) if found}


# --- what differs -----------------------------------------------------------------------------------------------------


def _news(old: Workbook, new: Workbook) -> tuple[str, ...]:
    """What a form would say that it does not say now."""
    if old.fingerprint and (old.fingerprint, old.wording) != (new.fingerprint, new.wording):
        return (DECREE_CHANGED,)
    before, now = _of_last_month(old), _of_last_month(new)
    changed = [kode for kode in before.keys() | now.keys() if before.get(kode, "") != now.get(kode, "")]
    came = any(not before.get(kode) for kode in changed)
    told = [MONTH_CAME if came else MONTH_CHANGED] if changed else []
    is_of_office = _typed(old, [layout.ISIAN]) != _typed(new, [layout.ISIAN])
    return (*told, *([OFFICE_CHANGED] if is_of_office else []))


def _of_last_month(workbook: Workbook) -> dict[str, str]:
    """What stands in the column of last month, by the code of its slot."""
    rows = workbook.sheets.get(layout.ISIAN, [])[layout.FIRST_ROW :]
    return {row[layout.KEY]: _said(row[layout.LAST]) for row in rows if len(row) > layout.LAST and row[layout.KEY]}


def _typed(workbook: Workbook, sheets: Sequence[str] = ()) -> dict[Place, str]:
    """What stands on its sheets (on these), but for formulas and for what earlier months tell."""
    seen = (name for name in workbook.sheets if name.casefold() != layout.IKI)
    return {place: text for name in sheets or seen for place, text in _texts(workbook, name)}


def _texts(workbook: Workbook, sheet: str) -> Iterator[tuple[Place, str]]:
    formulas = workbook.package.marks[sheet].formulas if sheet in workbook.sheets else {}
    for number, row in enumerate(workbook.sheets.get(sheet, [])):
        of_last_month = {layout.LAST} if sheet == layout.ISIAN and number >= layout.FIRST_ROW else ()
        for column, value in enumerate(row):
            place, text = Place(sheet, number, column), _said(value)
            if text and column not in of_last_month and place.a1 not in formulas:
                yield place, text


def _said(value: Any) -> str:
    return as_seen(shown(value))
