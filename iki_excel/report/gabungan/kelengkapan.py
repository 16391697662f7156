"""Sheet ``Kelengkapan``: how many forms of each unit and month are sound, and whether they came in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.judging.arrival import TEPAT_WAKTU, TERLAMBAT, TIDAK_DIKETAHUI
from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, DIKECUALIKAN, SAH
from iki_excel.report.gabungan import long
from iki_excel.report.gabungan.long import Column
from iki_excel.report.gabungan.rollup import KELENGKAPAN, Rollup, at_rows
from iki_excel.report.kelengkapan import BAD, GOOD, WARN
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import SMALL
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

MONTH, TIMES = 92, 150
TIME = "Waktu "
NOTE = "Bulan: formulir sah dari yang ditanyakan. Waktu: yang terlambat dan yang belum masuk."
GREY = (book.GREY, "#FFFFFF")
LATE = (TERLAMBAT, BELUM_MASUK, TIDAK_DIKETAHUI)
Said = tuple[str, tuple[str, str]]
"""What a cell says, and its ink and paper."""


@frozen
class Kelengkapan(Sheet):
    """The sheet ``Kelengkapan``."""

    rollup: Rollup
    name = KELENGKAPAN

    @cached_property
    def counts(self) -> Mapping[str, npt.NDArray[np.int64]]:
        """By what became of a form, and by how it came, how many there are: unit × month."""
        forms, months = self.rollup.gabungan.forms, self.rollup.gabungan.months
        unit = at_rows(forms["unit"], self.rollup.units["unit"])
        month = at_rows(forms["periode"], months)
        keadaan, kiriman = forms["keadaan"].astype(object).to_numpy(), forms["kiriman"].astype(object).to_numpy()
        of_state = {word: keadaan == word for word in (SAH, ADA_KESALAHAN, BELUM_MASUK, DIKECUALIKAN)}
        of_time = {word: kiriman == word for word in (TEPAT_WAKTU, TERLAMBAT, TIDAK_DIKETAHUI)}
        shape = (len(self.rollup.units), len(months))
        return {word: _counted(unit[is_so], month[is_so], shape) for word, is_so in (of_state | of_time).items()}

    @property
    def asked(self) -> npt.NDArray[np.int64]:
        """How many forms should be there: unit × month."""
        return self.counts[SAH] + self.counts[ADA_KESALAHAN] + self.counts[BELUM_MASUK]

    @cached_property
    def columns(self) -> Sequence[Column]:
        """What stands side by side: the forms of every month, then when they came."""
        units, months = self.rollup.units, [*enumerate(self.rollup.gabungan.months)]
        return (
            Column("Kode unit", 110, units["unit"]),
            Column("Unit", 200, units["nama"]),
            *(
                self._column(month.short_words, MONTH, [*map(self._state, *self._of(n, SAH, DIKECUALIKAN))])
                for n, month in months
            ),
            *(
                self._column(f"{TIME}{month.short_words}", TIMES, [*map(self._time, *self._of(n, *LATE))])
                for n, month in months
            ),
        )

    def _of(self, month: int, *words: str) -> Sequence[list[int]]:
        """How many forms each unit should have in a month, and how many of them are so."""
        return [self.asked[:, month].tolist(), *(self.counts[word][:, month].tolist() for word in words)]

    def _state(self, asked: int, sah: int, excused: int) -> Said:
        if not asked:
            return DIKECUALIKAN if excused else "", GREY
        return f"{sah} dari {asked}", GOOD if sah == asked else BAD

    def _time(self, asked: int, late: int, missing: int, unknown: int) -> Said:
        if not asked:
            return "", GREY
        told = ((late, "terlambat"), (missing, "belum"), (unknown, "tidak diketahui"))
        said = ", ".join(f"{many} {word}" for many, word in told if many)
        return said or TEPAT_WAKTU, BAD if missing else WARN if said else GOOD

    def _column(self, header: str, pixels: int, said: Sequence[Said]) -> Column:
        looks = {text: _look(inks) for text, inks in said}
        return Column(header, pixels, pd.Series([text for text, _ in said]), "row_center", SMALL, looks)

    @property
    def widths(self) -> Sequence[float]:
        """The widths of its columns."""
        return long.widths_of(self.columns)

    def write(self, made: Book, target: Worksheet) -> None:
        """All units."""
        title = f"Kelengkapan formulir {self.rollup.many}"
        long.write(made, target, self.rollup, title, NOTE, "tblKelengkapan", self.columns)


def _look(inks: tuple[str, str]) -> Mapping[str, Any]:
    ink, paper = inks
    return {"font_color": ink, "bg_color": paper, "bold": inks is BAD}


def _counted(
    unit: npt.NDArray[np.int64], month: npt.NDArray[np.int64], shape: tuple[int, int]
) -> npt.NDArray[np.int64]:
    known = (unit >= 0) & (month >= 0)
    flat = np.bincount(unit[known] * shape[1] + month[known], minlength=shape[0] * shape[1])
    return flat.reshape(shape)
