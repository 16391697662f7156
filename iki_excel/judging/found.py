"""What came and what was found in it, in a few figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from iki_excel.judging import telling
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import USED
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT


@frozen
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


def found_by_unit(checked: Checked, units: Iterable[str], owners: Mapping[str, str]) -> dict[str, Found]:
    """The same of each of these units, by its kode. ``owners``: by file the unit that it is of; what is about no file
    names its unit itself.
    """
    files, told = checked.files, checked.told
    came = Counter(map(owners.get, files["file"]))
    used = Counter(map(owners.get, files.loc[files["nasib"] == USED, "file"]))
    whose = (owners.get(file, unit) for file, unit in zip(told["file"], told["unit"], strict=True))
    lines = Counter(zip(whose, told["tingkat"] == GALAT, strict=True))
    return {kode: Found(came[kode], used[kode], lines[kode, True], lines[kode, False]) for kode in units}
