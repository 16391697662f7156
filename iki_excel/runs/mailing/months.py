"""Which months letters are about where nobody names one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from iki_excel.decree.settings import Settings
from iki_excel.decree.unit import Unit
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.words.periods import Periode


def months_to_mail(folder: Path, settings: Settings, today: dt.date) -> tuple[Periode, ...]:
    """The month before and the one that has begun, those of which anything lies in the office's folder: results and
    corrections of the one go out while the forms of the other do. The one that has begun where nothing lies there.
    """
    begun = Periode.of_day(today)
    known = [
        month
        for month in (begun.previous, begun)
        if settings.unit.has_begun(month) and _lies(folder, settings.unit, month)
    ]
    return tuple(known) or (begun,)


def _lies(folder: Path, unit: Unit, month: Periode) -> bool:
    return (folder / FORMS / unit.folder / month).is_dir() or (folder / RESULTS / month).is_dir()
