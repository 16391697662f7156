"""The first page: it is there at once, and what takes long to load is loaded while it is looked at."""

from __future__ import annotations

import datetime as dt

from iki_excel.page.answers import Answer, Page, See
from iki_excel.page.asking import FIRST_STEPS, Asked, Route
from iki_excel.page.loading import has_loaded
from iki_excel.words.periods import Periode


def first(asked: Asked) -> Answer:
    """The month of work; at the very first a word that the program is loading, which comes back here by itself."""
    if not has_loaded():
        return Page("membuka.html", "Membuka IKI", refresh="/", is_bare=True)
    return See(f"/b/{month_of_work(asked)}" if asked.place.has_settings() else FIRST_STEPS)


def month_of_work(asked: Asked) -> Periode:
    """Last month, not before the office began."""
    return month_after(asked.place.today(), asked.office().settings.unit.mulai)


def month_after(today: dt.date, mulai: Periode | None) -> Periode:
    """The month whose forms come in on a day, in an office with this first month."""
    meant = Periode.of_day(today).previous
    return meant if mulai is None or meant >= mulai else mulai


ROUTES = (Route("GET", "/", first, before_settings=True),)
