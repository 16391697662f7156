"""Where everything stands in the consolidated workbook, so that a formula on one sheet can point to another.

Rows and columns count from zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from iki_excel.decree import Hitung, Indikator, Jabatan
from iki_excel.decree.kinds import PERIOD_END, Slot
from iki_excel.decree.sheet_names import DATA as DATA
from iki_excel.decree.sheet_names import KELENGKAPAN as KELENGKAPAN
from iki_excel.decree.sheet_names import REKAP as REKAP
from iki_excel.decree.sheet_names import RINGKASAN as RINGKASAN
from iki_excel.decree.sheet_names import RUMUS as RUMUS
from iki_excel.decree.sheet_names import TEMUAN as TEMUAN
from iki_excel.decree.sheet_names import TREN as TREN
from iki_excel.judging.batch import Batch
from iki_excel.language.places import Area, Place, a1
from iki_excel.words import bahasa
from iki_excel.words.periods import last_day

DATA_HEADERS = ("Jabatan", "Indikator", "Isian", "Kode isian", "Periode", "Diketik", "Angka", "Banyak", "Rentang",
                "Keadaan", "Dihitung", "Catatan pembacaan", "Keterangan pengisi", "Berkas", "Lembar", "Sel",
                "SHA-256")  # fmt: skip
DATA_ANGKA, DATA_BANYAK, DATA_DIHITUNG = 6, 7, 10
DATA_FIRST = 4

JABATAN_HEADERS = ("No.", "Indikator / isian", "Satuan", "Bulan ini", "S.d. bulan ini", "Target / batas", "Capaian",
                   "Predikat", "Status")  # fmt: skip
JABATAN_BULAN, JABATAN_SD, JABATAN_TARGET, JABATAN_CAPAIAN, JABATAN_PREDIKAT, JABATAN_STATUS = 3, 4, 5, 6, 7, 8
JABATAN_FIRST = 5

REKAP_HEADERS = ("No.", "Jabatan", "Kinerja", "Kode", "Indikator", "Satuan", "Target", "Bulan ini", "S.d. bulan ini",
                 "Capaian (%)", "Predikat", "Status")  # fmt: skip
REKAP_FIRST = 4
REKAP_JABATAN, REKAP_SD, REKAP_CAPAIAN, REKAP_PREDIKAT = 1, 8, 9, 10

KELENGKAPAN_FIRST = 4
TEMUAN_FIRST = 4
TREN_FIRST = 4
TREN_MONTH = 3

RUMUS_TARGET = 4
ATURAN_FIRST = 6
"""The bands of predikat on ``Rumus``: lower limit in column C, word in column B; the cap one row above."""


def reference(sheet: str, row: int, column: int) -> str:
    """One cell as a formula on another sheet says it."""
    return Place(sheet, row, column).reference


def area(sheet: str, first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """A range as a formula on another sheet says it."""
    return Area(sheet, first_row, first_column, last_row, last_column).reference


@dataclass(frozen=True)
class IndikatorRows:
    """The rows of one indikator on the sheet of its jabatan."""

    title: int
    names: dict[str, int]
    result: int


@dataclass(frozen=True)
class Places:
    """The map of one report."""

    batch: Batch

    @cached_property
    def data_rows(self) -> dict[tuple[str, str], int]:
        """The row of the first month of every name, by (jabatan, name); the months follow one another."""
        rows, row = {}, DATA_FIRST
        for jabatan, _, name in self.names():
            rows[jabatan.kode, name.kode] = row
            row += len(self.batch.months)
        return rows

    def names(self) -> Iterator[tuple[Jabatan, Indikator, Slot | Hitung]]:
        """Every slot and computed name, in the order of the catalogue."""
        for jabatan in self.batch.catalog.jabatan:
            for indikator in jabatan.indikator:
                for name in indikator.names:
                    yield jabatan, indikator, name

    @property
    def data_last(self) -> int:
        """The last row of ``Data``."""
        return DATA_FIRST + len(self.data_rows) * len(self.batch.months) - 1

    def data_cell(self, jabatan: str, name: str, periode: str, column: int) -> str:
        """The cell of one month of a name on ``Data``."""
        row = self.data_rows[jabatan, name] + self.batch.months.index(periode)
        return reference(DATA, row, column)

    def data_months(self, jabatan: str, name: str, column: int) -> str:
        """The months so far of a name on ``Data``."""
        first = self.data_rows[jabatan, name]
        return area(DATA, first, column, first + len(self.batch.months) - 1, column)

    @cached_property
    def jabatan_rows(self) -> dict[str, IndikatorRows]:
        """The rows of every indikator on the sheet of its jabatan."""
        places = {}
        for jabatan in self.batch.catalog.jabatan:
            row = JABATAN_FIRST
            for indikator in jabatan.indikator:
                names = indikator.names
                rows = {name.kode: row + 1 + n for n, name in enumerate(names)}
                places[indikator.kode] = IndikatorRows(row, rows, row + 1 + len(names))
                row += len(names) + 2
        return places

    def result_cell(self, indikator: str, column: int) -> str:
        """A cell of an indikator's result row, as other sheets say it."""
        jabatan, _ = self.batch.catalog.indikator[indikator]
        return reference(jabatan.sheet, self.jabatan_rows[indikator].result, column)

    def column_cells(self, jabatan: Jabatan, indikator: Indikator, column: int) -> dict[str, str]:
        """What each name of an indikator's rumus is in a column of its jabatan's sheet (bulan ini, or s.d.)."""
        rows = self.jabatan_rows[indikator.kode]
        cells = {PERIOD_END: str(bahasa.serial(last_day(self.batch.periode)))}
        for name, row in rows.names.items():
            cells[name] = a1(row, column)
            cells[f"{name}.batas"] = a1(row, JABATAN_TARGET)
        for slot in (slot for slot in indikator.slots if slot.blok):
            cells |= self._survey_cells(jabatan, slot, column)
        return cells

    def _survey_cells(self, jabatan: Jabatan, slot: Slot, column: int) -> dict[str, str]:
        kode = jabatan.kode
        if column == JABATAN_BULAN:
            sum_, count = (
                self.data_cell(kode, slot.kode, self.batch.periode, part) for part in (DATA_ANGKA, DATA_BANYAK)
            )
            return {slot.kode: sum_, f"{slot.kode}.banyak": count}
        total, number = self.survey_totals(kode, slot.kode)
        return {slot.kode: total, f"{slot.kode}.banyak": number}

    def survey_totals(self, jabatan: str, unsur: str) -> tuple[str, str]:
        """The sum of all scores so far and their number, of the months that count."""
        sums, counts = (self.data_months(jabatan, unsur, part) for part in (DATA_DIHITUNG, DATA_BANYAK))
        return f"SUM({sums})", f'SUMIF({sums},">0",{counts})'

    def month_cells(self, jabatan: Jabatan, indikator: Indikator, periode: str) -> dict[str, str]:
        """What each name of an indikator's rumus is for one month, on ``Data``."""
        cells = {PERIOD_END: str(bahasa.serial(last_day(periode)))}
        rows = self.jabatan_rows[indikator.kode].names
        for name in indikator.names:
            cells[name.kode] = self.data_cell(jabatan.kode, name.kode, periode, DATA_ANGKA)
            cells[f"{name.kode}.banyak"] = self.data_cell(jabatan.kode, name.kode, periode, DATA_BANYAK)
            cells[f"{name.kode}.batas"] = reference(jabatan.sheet, rows[name.kode], JABATAN_TARGET)
        return cells

    @property
    def rekap_last(self) -> int:
        """The last row of ``Rekap``."""
        return REKAP_FIRST + len(self.batch.catalog.indikator) - 1

    def rekap_column(self, column: int) -> str:
        """A whole column of ``Rekap``."""
        return area(REKAP, REKAP_FIRST, column, self.rekap_last, column)

    @property
    def band_cells(self) -> tuple[list[str], list[str]]:
        """The cells of the lower limits and of the words of predikat, on ``Rumus``."""
        bands = self.batch.settings.aturan.pita
        limits = [reference(RUMUS, ATURAN_FIRST + n, 2) for n in range(len(bands) - 1)]
        return limits, [reference(RUMUS, ATURAN_FIRST + n, 1) for n in range(len(bands))]

    @property
    def cap_cell(self) -> str | None:
        """The cell of the cap of capaian on ``Rumus``; None where there is no cap."""
        if self.batch.settings.aturan.batas_capaian is None:
            return None
        return reference(RUMUS, ATURAN_FIRST - 1, 2)

    @property
    def rumus_first(self) -> int:
        """The row of the first indikator on ``Rumus``, below the aturan."""
        return ATURAN_FIRST + len(self.batch.settings.aturan.pita) + 5

    def target_cell(self, indikator: str) -> str:
        """The cell of an indikator's target on ``Rumus``."""
        return reference(RUMUS, self.rumus_first + list(self.batch.catalog.indikator).index(indikator), RUMUS_TARGET)

    @property
    def files_first(self) -> int:
        """The first row of the list of files on ``Kelengkapan``."""
        return KELENGKAPAN_FIRST + len(self.batch.catalog.jabatan) + 25
