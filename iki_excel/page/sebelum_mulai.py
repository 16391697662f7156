"""What is said of a month before the office began: no error of anybody's, and two ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iki_excel.page.answers import Page

if TYPE_CHECKING:
    from iki_excel.runs.office import Office
    from iki_excel.words.periods import Periode

BEFORE = "{unit} memakai IKI mulai {mulai}, jadi {bulan} tidak ditanyakan."
OR_CHANGE = "Kalau bulan mulainya keliru, ubah di Pengaturan."
SETTINGS = "/pengaturan/kantor"


def before_start(office: Office, month: Periode) -> Page | None:
    """The page of such a month; None for any other."""
    unit = office.settings.unit
    if unit.mulai is None or unit.has_begun(month):
        return None
    said = BEFORE.format(unit=unit.nama, mulai=unit.mulai.words, bulan=month.words)
    data = {"kalimat": said, "tetapi": OR_CHANGE, "mulai": unit.mulai, "pengaturan": SETTINGS}
    return Page("sebelum_mulai.html", f"{month.words} tidak dipakai", data, status=409)
