"""``iki template``, blank forms: last month's values stand beside the cells.

A blank form that is there is written anew where it would say something else now; what somebody may have filled stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import ISI, OF_DOCUMENTS, SALAH, TB, TIDAK_BERLAKU
from iki_excel.decree.last_year import a_year_before
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading, writing
from iki_excel.forms.layout import form_path
from iki_excel.forms.reading.renewal import OPEN, Existing, Wanted, look_at
from iki_excel.forms.writing import Template
from iki_excel.judging.answers_table import with_mirrored
from iki_excel.runs.checking import check_files
from iki_excel.runs.office import Office, chosen_jabatan
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader

WRITTEN, RENEWED, SAME, KEPT = "written", "renewed", "same", "kept"


class Fate(NamedTuple):
    """What became of a form: ``kind``, and of one that was renewed what is new, of one that was kept why."""

    kind: str
    news: Sequence[str] = ()
    why: str = ""


@frozen
class Outcome:
    """What became of the forms of these months in a folder. ``unasked``: the jabatan of which a month asks nothing, and
    needs no form.
    """

    folder: Path
    months: list[Periode]
    fates: Mapping[Path, Fate]
    unasked: Sequence[tuple[Jabatan, Periode]] = ()

    @property
    def written(self) -> list[Path]:
        """The forms that were not there."""
        return self._of(WRITTEN)

    @property
    def renewed(self) -> dict[Path, Sequence[str]]:
        """The blank forms that were written anew, each with what is new."""
        return {path: self.fates[path].news for path in self._of(RENEWED)}

    @property
    def same(self) -> list[Path]:
        """The blank forms that are as they would be written now."""
        return self._of(SAME)

    @property
    def kept(self) -> dict[Path, str]:
        """The forms that stay although they may be other ones than would be written now, each with why."""
        return {path: self.fates[path].why for path in self._of(KEPT)}

    def _of(self, kind: str) -> list[Path]:
        return [path for path, fate in self.fates.items() if fate.kind == kind]


def write_blanks(
    catalog: Catalog,
    settings: Settings,
    asked_for: Sequence[str],
    folder: Path,
    *,
    only: Sequence[str] = (),
    only_there: bool = False,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Outcome:
    """Write a form for each month and jabatan into ``folder/<periode>/``; IkiError for an unknown jabatan.

    ``only_there``: whether forms that are not there stay unwritten, so that some are only written anew.
    """
    months, chosen = [Periode(text) for text in asked_for], {jabatan.kode for jabatan in chosen_jabatan(catalog, only)}
    for month in months:
        settings.refuse_before_start(month)
    later = ((j, month) for j in catalog.jabatan if j.kode in chosen for month in months)
    fates: dict[Path, Fate] = {}
    with saving.turn(folder), reading.reader_for(reader) as opened:
        forms = _wanted(Office(catalog, settings), months, chosen, folder, opened)
        forms = {path: wanted for path, wanted in forms.items() if path.exists() or not only_there}
        for path, wanted in forms.items():
            fates[path] = _put(path, wanted, Office(catalog, settings), opened)
            progress(len(fates), len(forms), path.name)
    unasked = tuple((jabatan, month) for jabatan, month in later if _asks_later(jabatan, month))
    return Outcome(folder, months, fates, unasked)


def stale_blanks(
    catalog: Catalog, settings: Settings, months: Sequence[Periode], folder: Path, *, reader: Reader | None = None
) -> Mapping[Path, Sequence[str]]:
    """The blank forms that ``write_blanks`` would write anew, each with what is new; nothing is written."""
    office, kodes = Office(catalog, settings), {*catalog.kode}
    with reading.reader_for(reader) as opened:
        forms = _wanted(office, months, kodes, folder, opened)
        there = {path: look_at(path, wanted, opened, *office) for path, wanted in forms.items() if path.exists()}
    return {path: one.news for path, one in there.items() if one.news and not one.kept}


def _wanted(
    office: Office, months: Sequence[Periode], kodes: Collection[str], folder: Path, reader: Reader
) -> dict[Path, Wanted]:
    """The forms of these months and jabatan by their place, each with what would write it now."""
    return {
        path: Wanted(template.periode, template.jabatan.kode, partial(writing.written, template))
        for path, template in templates(office, months, kodes, folder, reader)
    }


def templates(
    office: Office, months: Sequence[Periode], kodes: Collection[str], folder: Path, reader: Reader
) -> Iterator[tuple[Path, Template]]:
    """The blank forms of these months and jabatan, each with its place; beside the cells what earlier months say."""
    catalog, settings = office
    earlier = _earlier_answers(folder, months, catalog, settings, reader)
    for month, jabatan in [(one, j) for one in months for j in catalog.at(one).jabatan if j.kode in kodes]:
        last = _last_values(earlier, jabatan, month)
        path = form_path(folder, settings.unit.kode, jabatan.kode, month)
        yield path, Template(jabatan, month, settings, last, keputusan=catalog.keputusan)


def _put(path: Path, wanted: Wanted, office: Office, reader: Reader) -> Fate:
    """Write a form, unless what is there stays."""
    if not path.exists():
        saving.save_workbook(path, wanted.build())
        return Fate(WRITTEN)
    there = look_at(path, wanted, reader, *office)
    if there.kept:
        return Fate(KEPT, why=there.kept)
    return _renewed(path, there) if there.news else Fate(SAME)


def _renewed(path: Path, there: Existing) -> Fate:
    try:
        saving.save_workbook(path, there.content, there.sha256)
    except saving.NotReplaced:  # meanwhile somebody opened it, or saved it
        return Fate(KEPT, why=OPEN)
    return Fate(RENEWED, there.news)


def _asks_later(jabatan: Jabatan, month: Periode) -> bool:
    """Whether what is valid of a jabatan is asked of no form, or of a longer span, which this month does not end."""
    is_asked = any(one.is_asked_in(month) and not one.is_indeks for one in jabatan.indikator)
    return jabatan.is_valid_in(month) and not is_asked


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
