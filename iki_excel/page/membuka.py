"""The first page: it is there at once, and what takes long to load, and to read, is while it is looked at."""

from __future__ import annotations

import datetime as dt

from iki_excel.page.answers import Answer, Page, See
from iki_excel.page.asking import FIRST_STEPS, Asked, Route
from iki_excel.page.jobs import Done
from iki_excel.page.loading import has_loaded
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress


def first(asked: Asked) -> Answer:
    """The month of work; at the very first a word that the program is loading, which comes back here by itself."""
    if not has_loaded():
        return Page("membuka.html", "Membuka IKI", refresh="/", is_bare=True)
    return _read(asked, month_of_work(asked)) if asked.place.has_settings() else See(FIRST_STEPS)


def _read(asked: Asked, month: Periode) -> Answer:
    """Go to a month once its year so far is read: at first those are many forms, and one sees how far it is."""
    place, office, kept, address = asked.place, asked.office(), asked.memory.kept, f"/b/{month}"
    if asked.jobs.running():
        return See(address)

    def work(progress: Progress) -> Done:
        from iki_excel.runs.monthly.state import state_of

        state_of(place.folder, office, month, place.today(), kept=kept, progress=progress)
        return Done(address)

    return asked.jobs.run(f"Membuka {month.words}", address, work)


def month_of_work(asked: Asked) -> Periode:
    """Last month, not before the office began."""
    return month_after(asked.place.today(), asked.office().settings.unit.mulai)


def month_after(today: dt.date, mulai: Periode | None) -> Periode:
    """The month whose forms come in on a day, in an office with this first month."""
    meant = Periode.of_day(today).previous
    return meant if mulai is None or meant >= mulai else mulai


ROUTES = (Route("GET", "/", first, before_settings=True),)
