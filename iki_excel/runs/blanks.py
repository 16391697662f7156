"""Blank forms into a folder, a month each: last month's values carried along, what may be filled never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import FIELDS, ISI
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout, reading, writing
from iki_excel.judging.files import UNFILLED
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

OF_DOCUMENTS = [field.nama for field in FIELDS.values() if field.is_of_document]


@dataclass
class Outcome:
    """Paths of the forms that were written, and of those kept because they exist (``filled``: kept against --timpa)."""

    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    filled: list[Path] = field(default_factory=list)


def write_blanks(
    catalog: Catalog,
    settings: Settings,
    asked_for: Sequence[str],
    folder: Path,
    *,
    only: Iterable[str] = (),
    overwrite: bool = False,
) -> Outcome:
    """Write a form for each month and jabatan into ``folder/<periode>/``."""
    chosen = [jabatan for jabatan in catalog.jabatan if not only or jabatan.kode in only]
    months, outcome = [Periode(text) for text in asked_for], Outcome()
    with saving.turn(folder):
        earlier = _earlier_answers(folder, months, catalog, settings)
        for periode in months:
            for jabatan in chosen:
                path = folder / periode / layout.template_name(settings.unit.kode, jabatan.kode, periode)
                if _may_write(path, catalog, settings, overwrite, outcome):
                    last = _last_values(earlier, jabatan, periode)
                    saving.save_workbook(path, writing.build(jabatan, periode, settings, last))
                    outcome.written.append(path)
    return outcome


def _may_write(path: Path, catalog: Catalog, settings: Settings, overwrite: bool, outcome: Outcome) -> bool:
    if not path.exists():
        return True
    if not overwrite:
        outcome.kept.append(path)
        return False
    files = reading.read_files([path], catalog, settings).files
    if files["alasan"].iloc[0] != UNFILLED.kode:
        outcome.filled.append(path)
        return False
    return True


def _earlier_answers(folder: Path, months: Sequence[Periode], catalog: Catalog, settings: Settings) -> pd.DataFrame:
    """What the months that a form looks back to say, as far as it stands in the same folder."""
    wanted = {earlier for periode in months for earlier in _earlier_months(periode)}
    places = [folder / periode for periode in sorted(wanted) if (folder / periode).is_dir()]
    table = reading.read_files(reading.find_files(places), catalog, settings).answers
    return table[(table["keadaan"] == ISI) & (table["responden"] == 0)].sort_values("periode", kind="stable")


def _earlier_months(month: Periode) -> list[Periode]:
    """The month just before, and for documents the other earlier months of this year."""
    return [month.previous, *month.so_far[:-1]]


def _last_values(earlier: pd.DataFrame, jabatan: Jabatan, month: Periode) -> dict[str, Any]:
    """Last month's value of every slot; of a document, the last that the earlier months of this year tell."""
    own = earlier[earlier["jabatan"] == jabatan.kode]
    of_document = own["tipe"].isin(OF_DOCUMENTS)
    this_year = (own["periode"] < month) & own["periode"].str.startswith(str(month.year))
    recent = own[np.where(of_document, this_year, own["periode"] == month.previous)]
    return dict(zip(recent["slot"], recent["angka"], strict=True))
