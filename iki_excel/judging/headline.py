"""The figures that are said first, wherever a month is summed up: of what came, and of what it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from iki_excel.judging import means, provisional, telling
from iki_excel.judging.batch import SAH, Batch, Checked
from iki_excel.judging.files import USED
from iki_excel.judging.means import Mean
from iki_excel.words.periods import Periode


@dataclass(frozen=True)
class Found:
    """How many files came and were used (``dipakai``), and how many galat and peringatan are told of them."""

    berkas: int
    dipakai: int
    kesalahan: int
    peringatan: int

    @property
    def disisihkan(self) -> int:
        """How many files were set aside."""
        return self.berkas - self.dipakai


@dataclass(frozen=True)
class Headline:
    """A periode in a few figures.

    ``rata_rata``: the mean capaian of all indikator that have one, and of which it is. ``terhitung``: the
    indikator with a realisasi so far, of all ``indikator``. ``sah``: the forms without a galat, of all ``formulir``
    that the ``months`` of the year so far ask for. ``sementara``: which of them are waited for, "" where none is.
    """

    months: tuple[Periode, ...]
    rata_rata: Mean
    terhitung: int
    indikator: int
    sah: int
    formulir: int
    found: Found
    sementara: str


def found_in(checked: Checked) -> Found:
    """What came, and what was found in it."""
    used = int((checked.files["nasib"] == USED).sum())
    return Found(len(checked.files), used, *telling.count(checked.told))


def headline(batch: Batch) -> Headline:
    """What is told first of a periode."""
    hasil, forms = batch.hasil, batch.expected_forms
    return Headline(
        months=tuple(batch.months),
        rata_rata=means.of_unit(batch),
        terhitung=int(hasil["realisasi"].notna().sum()),
        indikator=len(hasil),
        sah=int((forms["keadaan"] == SAH).sum()),
        formulir=len(forms),
        found=found_in(batch.checked),
        sementara=provisional.banner(batch),
    )
