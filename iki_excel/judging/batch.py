"""Stages 2 to 4 in one call: files -> Batch."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.fields import STATES
from iki_excel.decree.settings import Settings
from iki_excel.judging import notes, telling
from iki_excel.judging.answers_table import state_counts
from iki_excel.judging.evidence import Bukti
from iki_excel.judging.files import SET_ASIDE, UNFILLED, USED
from iki_excel.judging.riwayat import FIRST, Riwayat
from iki_excel.judging.scoring import STATUS_WORDS, Scores, status
from iki_excel.judging.senders import Sender
from iki_excel.words.errors import IkiError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT

SAH, ADA_KESALAHAN, BELUM_MASUK = "sah", "ada kesalahan", STATUS_WORDS[status.BELUM_MASUK]
DIKECUALIKAN = "dikecualikan"

FORM = ["unit", "jabatan", "periode"]
Form = tuple[str, str, str]
"""Whose form it is, and of which month."""


class FormState(NamedTuple):
    """What became of the form of a unit, a jabatan and a month: sah, ada kesalahan, belum masuk, or dikecualikan where
    that was to be expected. ``sel``: how many of its cells have to be mended; ``lain``: how much besides.
    """

    unit: str
    jabatan: str
    periode: Periode
    keadaan: str
    sel: int
    lain: int


@frozen
class Checked:
    """What reading and checking found: ``answers`` (a galat makes its cell ``salah``), ``files`` and ``temuan``.

    ``partial``: the answers of forms that had to be set aside although some of their cells could be read.
    ``last_year``: the answers of forms of a year before, of which the results use those with ``terpakai``. ``written``:
    what forms say of their indikator, penyebab and tindak lanjut (notes.COLUMNS), whether or not they count.
    """

    answers: pd.DataFrame
    files: pd.DataFrame
    temuan: pd.DataFrame
    partial: pd.DataFrame
    last_year: pd.DataFrame = field(default_factory=pd.DataFrame)
    written: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=notes.COLUMNS))

    @cached_property
    def counted(self) -> pd.DataFrame:
        """All answers that results are computed of."""
        if self.last_year.empty:
            return self.answers
        used = self.last_year[self.last_year["terpakai"]].drop(columns="terpakai")
        return pd.concat([self.answers, used], ignore_index=True)

    @cached_property
    def catatan(self) -> pd.DataFrame:
        """What the forms that count say of their indikator, penyebab and tindak lanjut (notes.COLUMNS)."""
        used = self.files.loc[self.files["nasib"] == USED, "file"]
        return self.written[self.written["file"].isin(used)].reset_index(drop=True)

    @property
    def forms_of_last_year(self) -> pd.DataFrame:
        """The files of a year before that results are computed of, as they stand in ``files``."""
        return self.files[self.files["file"].isin(self.last_year["file"] if len(self.last_year) else ())]

    @cached_property
    def told(self) -> pd.DataFrame:
        """The temuan as a person is told them, equal ones of a sheet in one line (telling.TOLD_COLUMNS)."""
        return telling.together(self.temuan)

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended before the numbers are complete."""
        return bool((self.temuan["tingkat"] == GALAT).any())


@frozen
class Batch:
    """Everything the consolidated workbook of one periode is made from, of one unit or of several by equal settings.

    ``riwayat``: which of several it is; ``pengirim``: by the SHA-256 of a file who sent it, as far as that is known.
    ``units``: the codes of those that it is of, where they are not the one of the settings.
    """

    catalog: Catalog
    settings: Settings
    periode: Periode
    checked: Checked
    scores: Scores
    bukti: Bukti = field(default_factory=Bukti)
    riwayat: Riwayat = FIRST
    pengirim: Mapping[str, Sender] = field(default_factory=dict)
    units: tuple[str, ...] = ()

    @property
    def every_unit(self) -> tuple[str, ...]:
        """The codes of the units that it is of."""
        return self.units or (self.settings.unit.kode,)

    @cached_property
    def months(self) -> list[Periode]:
        """The months of the year up to the periode that are the unit's."""
        return self.settings.months(self.periode)

    @cached_property
    def hasil(self) -> pd.DataFrame:
        """The results of the periode itself, in the order of the catalogue."""
        return self.scores.hasil[self.scores.hasil["periode"] == self.periode].reset_index(drop=True)

    @cached_property
    def every_form(self) -> tuple[FormState, ...]:
        """The form of every unit, jabatan and month so far in which it is asked for anything."""
        return tuple(_forms(self))

    @cached_property
    def every_expected(self) -> tuple[FormState, ...]:
        """Those that should be there."""
        return tuple(form for form in self.every_form if form.keadaan != DIKECUALIKAN)

    @cached_property
    def forms(self) -> pd.DataFrame:
        """``every_form`` as a table, a row a form."""
        return pd.DataFrame(self.every_form, columns=FormState._fields)

    @property
    def expected_forms(self) -> pd.DataFrame:
        """The rows of ``forms`` that should be there."""
        return self.forms[self.forms["keadaan"] != DIKECUALIKAN]


def refuse_unless_it_adds_up(checked: Checked) -> None:
    """Files in = used + set aside, and cells asked = isi + tidak berlaku + kosong + salah; else nothing is reported."""
    files = checked.files["nasib"].value_counts()
    counts = state_counts(checked.counted)
    files_add_up = int(files.get(USED, 0)) + int(files.get(SET_ASIDE, 0)) == len(checked.files)
    cells_add_up = sum(counts[state] for state in STATES) == len(checked.counted)
    known_files = checked.counted["file"].isin(checked.files.loc[checked.files["nasib"] == USED, "file"]).all()
    if not (files_add_up and cells_add_up and known_files):
        raise IkiError(
            f"Pencocokan tidak tepat ({dict(files)}, {counts}); laporan tidak dibuat. Laporkan kepada pembuatnya."
        )


def _forms(batch: Batch) -> Iterator[FormState]:
    files = batch.checked.files[batch.checked.files["alasan"] != UNFILLED.kode]
    came, used = _forms_of(files), _forms_of(files[files["nasib"] == USED])
    sound, cells, others = used - _forms_of(_galat(batch.checked)), *_to_mend(batch.checked)
    for unit, (jabatan, periode, absent) in itertools.product(batch.every_unit, _asked(batch)):
        form = (unit, jabatan, periode)
        state = SAH if form in sound else ADA_KESALAHAN if form in came else absent
        yield FormState(unit, jabatan, periode, state, cells.get(form, 0), others.get(form, 0))


def _asked(batch: Batch) -> list[tuple[str, Periode, str]]:
    """The jabatan and month of every form of a unit, and what it is where it does not come."""
    return [
        (jabatan.kode, month, DIKECUALIKAN if batch.settings.is_excused(jabatan.kode, month) else BELUM_MASUK)
        for jabatan in batch.catalog.jabatan
        for month in batch.months
        if jabatan.kode in batch.catalog.at(month)
    ]


def _forms_of(rows: pd.DataFrame) -> set[Form]:
    """Every form that rows are about."""
    return set(rows[FORM].itertuples(index=False, name=None))


def _galat(checked: Checked) -> pd.DataFrame:
    return checked.temuan[checked.temuan["tingkat"] == GALAT]


def _to_mend(checked: Checked) -> tuple[dict[Form, int], dict[Form, int]]:
    """How many cells, each once, and how much that is about no cell, by form."""
    galat = _galat(checked)
    of_cell = galat["sel"] != ""
    cells = galat[of_cell].drop_duplicates(["file", "sheet", "sel"])
    cells_by_form, others_by_form = (Counter(rows[FORM].itertuples(index=False, name=None))
                                     for rows in (cells, galat[~of_cell]))  # fmt: skip
    return cells_by_form, others_by_form
