"""What came and what was found in it, in a few figures."""

from __future__ import annotations

from dataclasses import dataclass

from iki_excel.judging import telling
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import USED


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


def found_in(checked: Checked) -> Found:
    """What came, and what was found in it."""
    used = int((checked.files["nasib"] == USED).sum())
    return Found(len(checked.files), used, *telling.count(checked.told))
