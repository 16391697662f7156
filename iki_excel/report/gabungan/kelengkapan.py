"""Sheet ``Kelengkapan``: how many forms of each unit and month are sound, and whether they came in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from iki_excel.judging.arrival import TEPAT_WAKTU, TERLAMBAT, TIDAK_DIKETAHUI
from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, DIKECUALIKAN, SAH
from iki_excel.report.gabungan.rollup import HEAD, KELENGKAPAN, Rollup, at_rows
from iki_excel.report.kelengkapan import BAD, GOOD, WARN
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import SMALL, Column, Shown, Table
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

MONTH = width_of(78)
TIME = "Waktu "
NOTE = "Bulan: formulir sah dari yang ditanyakan. Waktu: yang terlambat dan yang belum masuk."
GREY = (book.GREY, "#FFFFFF")


@dataclass(frozen=True)
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
    def table(self) -> Table[int]:
        """A row a unit: its forms of every month, then when they came."""
        units = self.rollup.units
        first = (
            Column[int](
                "Kode unit", width_of(84), lambda one: Shown(self.rollup.name_of(one), "row", {"shrink": True})
            ),
            Column[int]("Unit", width_of(190), lambda one: Shown(units["nama"].iloc[one]), wraps=True),
        )
        months = [*enumerate(self.rollup.gabungan.months)]
        states = [Column(_short(month), MONTH, self._state(n)) for n, month in months]
        times = [Column(f"{TIME}{_short(month)}", MONTH, self._time(n), wraps=True) for n, month in months]
        return Table(self.name, HEAD, (*first, *states, *times), range(len(units)), name="tblKelengkapan", filters=True)

    def _state(self, month: int) -> Callable[[int], Shown]:
        asked, sah = self.asked[:, month], self.counts[SAH][:, month]
        excused = self.counts[DIKECUALIKAN][:, month]

        def shown(unit: int) -> Shown:
            if not asked[unit]:
                return _word(DIKECUALIKAN if excused[unit] else "", GREY)
            return _word(f"{sah[unit]} dari {asked[unit]}", GOOD if sah[unit] == asked[unit] else BAD)

        return shown

    def _time(self, month: int) -> Callable[[int], Shown]:
        asked = self.asked[:, month]
        late, missing, unknown = (self.counts[word][:, month] for word in (TERLAMBAT, BELUM_MASUK, TIDAK_DIKETAHUI))

        def shown(unit: int) -> Shown:
            if not asked[unit]:
                return _word("", GREY)
            told = ((late[unit], "terlambat"), (missing[unit], "belum"), (unknown[unit], "tidak diketahui"))
            said = ", ".join(f"{many} {word}" for many, word in told if many)
            return _word(said or TEPAT_WAKTU, BAD if missing[unit] else WARN if said else GOOD)

        return shown

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return self.table.widths

    def write(self, made: Book, target: Worksheet) -> None:
        """All units."""
        self.rollup.title(made, target, f"Kelengkapan formulir {len(self.rollup.units)} unit", NOTE)
        self.table.write(made, target)
        self.table.keep_heads(target)


def _short(month: Periode) -> str:
    return month.short_words


def _word(said: str, inks: tuple[str, str]) -> Shown:
    ink, paper = inks
    return Shown(said, "row_center", {"font_color": ink, "bg_color": paper, "bold": inks is BAD, **SMALL})


def _counted(
    unit: npt.NDArray[np.int64], month: npt.NDArray[np.int64], shape: tuple[int, int]
) -> npt.NDArray[np.int64]:
    known = (unit >= 0) & (month >= 0)
    flat = np.bincount(unit[known] * shape[1] + month[known], minlength=shape[0] * shape[1])
    return flat.reshape(shape)
