"""What a page says where indikator have no target yet, and where that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iki_excel.page.controls import anchor
from iki_excel.words.frozen import frozen

if TYPE_CHECKING:
    from iki_excel.runs.office import Office
    from iki_excel.words.periods import Periode

SOME = "{n} dari {semua} indikator belum punya target {tahun}, jadi belum dinilai."
ALL = "Semua indikator belum punya target {tahun}, jadi belum ada yang dinilai."


@frozen
class TargetGap:
    """The sentence, and the address of the first field that is blank."""

    kalimat: str
    alamat: str


def target_gap(office: Office, month: Periode) -> TargetGap | None:
    """What is said of a month; None where nothing lacks a target."""
    from iki_excel.runs.monthly.untargeted import untargeted
    from iki_excel.runs.settings_file import target_key

    kodes, count = untargeted(office, month), len(office.catalog.at(month).indikator)
    if not kodes:
        return None
    said = (SOME if len(kodes) < count else ALL).format(n=len(kodes), semua=count, tahun=month.year)
    return TargetGap(said, f"/pengaturan/target?tahun={month.year}#{anchor(target_key(kodes[0]))}")
