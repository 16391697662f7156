"""``iki migrasi``, an old or damaged form's answers in a fresh form: what was carried and what was not."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import gathering, layout
from iki_excel.forms.reading.decree import OLD_DECREE
from iki_excel.forms.returning.carrying import carry
from iki_excel.forms.writing import new_book, write_form
from iki_excel.judging.checks.dates import DEADLINE_PASSED
from iki_excel.judging.findings import of_file
from iki_excel.runs.checking import check_read
from iki_excel.words.errors import FormError, OutputError
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving
from iki_excel.workbooks.gate import FOLDER

OF_OTHER_FORMS = (OLD_DECREE, DEADLINE_PASSED)
"""What migrating itself settles, and what only the other forms of the year can tell."""


@frozen
class Migrated:
    """A fresh form that was written. ``cells``: those of the old one (as Carried.cells); ``temuan``: what it had.

    ``unread``: the labels of what could not be read at all; ``new``: of what the old form did not ask. ``unasked``:
    what stood in it and the fresh form does not ask (UNASKED_COLUMNS).
    """

    path: Path
    cells: pd.DataFrame
    temuan: pd.DataFrame
    unread: list[str]
    new: list[str]
    unasked: pd.DataFrame

    @property
    def is_complete(self) -> bool:
        """Whether everything that stood in the old form stands in the fresh one."""
        return bool(self.cells["dipindahkan"].all()) and not self.unread and self.unasked.empty


def migrate(source: Path, catalog: Catalog, settings: Settings, folder: Path) -> Migrated:
    """Write a fresh form with the answers of ``source``; FormError where nothing of it can be read."""
    if os.path.isdir(source):  # no error for a name that is too long
        raise FormError(of_file(FOLDER, source.as_posix())["pesan"])
    read = gathering.read_files([source], catalog, settings)
    _refuse_many(read.files)
    checked = check_read(read, catalog, settings, asked_for=[source])
    cells = pd.concat([checked.answers, checked.partial], ignore_index=True)
    if cells.empty:
        raise FormError(" ".join(checked.temuan["pesan"]))
    record = checked.files[checked.files["file"] == cells["file"].iloc[0]].iloc[0]
    periode = record["periode"]
    jabatan = catalog.at(periode)[record["jabatan"]]
    path = folder / layout.template_name(settings.unit.kode, jabatan.kode, periode)
    carried = carry(cells, jabatan, record["belum_ditanya"].split(), checked.written)
    template = carried.filled_template(jabatan, periode, settings, record["sha256"], catalog.keputusan)
    made = new_book(template)
    write_form(made, template)
    with saving.turn(folder):
        if path.exists():
            raise OutputError(f"{path.as_posix()} sudah ada dan tidak ditimpa. Pilih folder lain dengan --ke.")
        saving.save_workbook(path, made.to_bytes())
    unread, new = (
        [slot.label for slot in jabatan.asked if slot.kode in codes] for codes in (carried.unread, carried.unasked)
    )
    temuan = checked.temuan[~checked.temuan["kode"].isin([rule.kode for rule in OF_OTHER_FORMS])]
    return Migrated(path, carried.cells, temuan.reset_index(drop=True), unread, new, _filled(read.unasked))


def _refuse_many(files: pd.DataFrame) -> None:
    """An archive with several forms in it: one has to be named."""
    forms = files.loc[files["jabatan"] != "", ["arsip", "file"]]
    if len(forms) > 1:
        archive, first = forms.iloc[0]
        raise FormError(f"{archive} memuat {len(forms)} formulir. Sebutkan satu, misalnya {first}.")


def _filled(cells: pd.DataFrame) -> pd.DataFrame:
    return cells[(cells[["diketik", "keterangan", "bukti"]].apply(lambda text: text.str.strip()) != "").any(axis=1)]
