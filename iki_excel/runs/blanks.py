"""``iki template``, blank forms: last month's values stand beside the cells, and what may be filled stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import ISI, OF_DOCUMENTS, SALAH, TB, TIDAK_BERLAKU
from iki_excel.decree.last_year import a_year_before
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading, writing
from iki_excel.forms.layout import form_path
from iki_excel.forms.reading.untouched import is_blank
from iki_excel.judging.answers import with_mirrored
from iki_excel.runs.checking import check_files
from iki_excel.runs.office import Office, chosen_jabatan
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader

WRITTEN, KEPT, FILLED = "written", "kept", "filled"


@dataclass(frozen=True)
class Outcome:
    """Paths of the forms of these months in a folder: those that were written, those kept because they exist, and those
    kept against --timpa because somebody may have filled them (``filled``). ``unasked``: the jabatan of which a month
    asks nothing, and needs no form.
    """

    folder: Path
    months: list[Periode]
    written: list[Path]
    kept: list[Path]
    filled: list[Path]
    unasked: Sequence[tuple[Jabatan, Periode]] = ()


def write_blanks(
    catalog: Catalog,
    settings: Settings,
    asked_for: Sequence[str],
    folder: Path,
    *,
    only: Sequence[str] = (),
    overwrite: bool = False,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Outcome:
    """Write a form for each month and jabatan into ``folder/<periode>/``; IkiError for an unknown jabatan."""
    months, chosen = [Periode(text) for text in asked_for], {jabatan.kode for jabatan in chosen_jabatan(catalog, only)}
    for month in months:
        settings.refuse_before_start(month)
    forms = [(month, j) for month in months for j in catalog.at(month).jabatan if j.kode in chosen]
    later = ((j, month) for j in catalog.jabatan if j.kode in chosen for month in months)
    fates: dict[Path, str] = {}
    with saving.turn(folder), reading.reader_for(reader) as opened:
        earlier = _earlier_answers(folder, months, catalog, settings, opened)
        for periode, jabatan in forms:
            path = form_path(folder, settings.unit.kode, jabatan.kode, periode)
            fates[path] = _fate(path, periode, Office(catalog, settings), overwrite, opened)
            if fates[path] == WRITTEN:
                last = _last_values(earlier, jabatan, periode)
                saving.save_workbook(path, writing.build(jabatan, periode, settings, last, catalog.keputusan))
            progress(len(fates), len(forms), path.name)
    by_fate = {fate: [path for path in fates if fates[path] == fate] for fate in (WRITTEN, KEPT, FILLED)}
    unasked = tuple((jabatan, month) for jabatan, month in later if _asks_later(jabatan, month))
    return Outcome(folder, months, **by_fate, unasked=unasked)


def _asks_later(jabatan: Jabatan, month: Periode) -> bool:
    """Whether what is valid of a jabatan is asked of no form, or of a longer span, which this month does not end."""
    is_asked = any(one.is_asked_in(month) and not one.is_indeks for one in jabatan.indikator)
    return jabatan.is_valid_in(month) and not is_asked


def _fate(path: Path, month: Periode, office: Office, overwrite: bool, reader: Reader) -> str:
    if not path.exists():
        return WRITTEN
    if not overwrite:
        return KEPT
    record = reading.read_one(path, reader, *office)
    return WRITTEN if is_blank(record, month, reader, office.settings) else FILLED


def _earlier_answers(
    folder: Path, months: Sequence[Periode], catalog: Catalog, settings: Settings, reader: Reader
) -> pd.DataFrame:
    """What the months that a form looks back to say, as far as it stands in the same folder; a wrong number nothing."""
    wanted = {earlier for periode in months for earlier in _earlier_months(periode, catalog, settings)}
    places = [folder / periode for periode in sorted(wanted) if (folder / periode).is_dir()]
    table = check_files(places, catalog, settings, reader=reader).answers
    of_document = table["tipe"].isin(OF_DOCUMENTS)
    told = (table["keadaan"] == ISI) | (of_document & table["keadaan"].isin([TIDAK_BERLAKU, SALAH]))
    single = with_mirrored(table[told & (table["responden"] == 0)], catalog)
    return single.sort_values("periode", kind="stable")


def _earlier_months(month: Periode, catalog: Catalog, settings: Settings) -> list[Periode]:
    """The month before each span that this one ends, for documents the other earlier months of this year, and for what
    is compared with it the month of the year before, as far as they are the unit's."""
    asking = catalog.at(month).jabatan
    spans = {slot.tiap for jabatan in asking for slot in jabatan.slots}
    looks_back = any(_of_last_year(jabatan) for jabatan in asking)
    months = [*(month.span(tiap).previous for tiap in spans), *month.so_far[:-1]]
    months += [a_year_before(month)] if looks_back else []
    return [earlier for earlier in months if settings.unit.has_begun(earlier)]


def _of_last_year(jabatan: Jabatan) -> list[str]:
    return [kode for kode, isian in jabatan.of_other_forms.items() if isian.setahun_lalu]


def _last_values(earlier: pd.DataFrame, jabatan: Jabatan, month: Periode) -> dict[str, Any]:
    """Last month's value of every slot, or that of the last span; of a document, the last that earlier months of this
    year tell, TB too; and what is compared, as it was a year before.

    Of a document of every month nothing: what was told is of another. Nor of one whose last entry is wrong.
    """
    of_month = [slot.kode for slot in jabatan.slots if slot.is_monthly]
    own = earlier[(earlier["jabatan"] == jabatan.kode) & ~earlier["slot"].isin(of_month)]
    of_document = own["tipe"].isin(OF_DOCUMENTS)
    this_year = (own["periode"] < month) & own["periode"].str.startswith(str(month.year))
    before = {slot.kode: month.span(slot.tiap).previous for slot in jabatan.slots}
    before |= dict.fromkeys(_of_last_year(jabatan), month)
    recent = own[np.where(of_document, this_year, own["periode"] == own["slot"].map(before))]
    values = recent["angka"].astype(object).where(recent["keadaan"] == ISI, TB).where(recent["keadaan"] != SALAH, None)
    return dict(zip(recent["slot"], values, strict=True))
