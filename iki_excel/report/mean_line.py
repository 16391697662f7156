"""The last line of the sheet of a jabatan whose indikator weigh: their weighted mean, above the signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iki_excel.judging import means
from iki_excel.report.jabatan import CAPAIAN, RESULT, JabatanSheet
from iki_excel.report.rekap import Rekap
from iki_excel.report.sheets import are_weighted
from iki_excel.report.tables import Shown, write_shown
from iki_excel.workbooks.book import Book, Worksheet

HEIGHT = 20


@dataclass(frozen=True)
class WithMean:
    """The sheet of a jabatan, with the line that leads to what Rekap has of the mean."""

    sheet: JabatanSheet
    rekap: Rekap

    @property
    def name(self) -> str:
        """What its tab says."""
        return self.sheet.name

    @property
    def widths(self) -> Sequence[float]:
        """The widths of its columns."""
        return self.sheet.widths

    @property
    def landscape(self) -> bool:
        """How its paper lies."""
        return self.sheet.landscape

    def write(self, made: Book, target: Worksheet) -> None:
        """All of the sheet, and the line where its indikator weigh."""
        self.sheet.write(made, target)
        if are_weighted(self.sheet.told):
            self._write_mean(made, target)

    def _write_mean(self, made: Book, target: Worksheet) -> None:
        mean = means.of_jabatan(self.sheet.report.batch, self.sheet.jabatan.kode)
        above, last = self.sheet.result(self.sheet.told[-1].indikator.kode, CAPAIAN), len(self.widths) - 1
        row, value = above.row + 1, above.column
        target.set_row(row, HEIGHT)
        said = f"{mean.name} capaian {mean.counted} dari {mean.every} indikator, {mean.share} (hitungannya di Rekap)"
        write_shown(made, target, row, (0, value - 1), Shown(said, "cell", RESULT))
        live = self.rekap.mean_of(mean, self.sheet)
        write_shown(made, target, row, (value, value), Shown(live, "report_decimals", RESULT))
        write_shown(made, target, row, (value + 1, last), Shown(None, "cell", RESULT))
