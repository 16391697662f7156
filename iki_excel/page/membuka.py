"""The first page: it is there at once, and what takes long to load is loaded while it is looked at."""

from __future__ import annotations

from iki_excel.page.answers import Answer, Page, See
from iki_excel.page.asking import Asked, Route
from iki_excel.page.loading import is_loaded
from iki_excel.words.periods import Periode


def first(asked: Asked) -> Answer:
    """The month of work; while the program is still loading a word that it is."""
    address = f"/b/{month_of_work(asked)}"
    return See(address) if is_loaded() else Page("membuka.html", "Membuka IKI", refresh=address)


def month_of_work(asked: Asked) -> Periode:
    """Last month, not before the office began."""
    meant, mulai = Periode.of_day(asked.place.today()).previous, asked.place.office().settings.unit.mulai
    return meant if mulai is None or meant >= mulai else mulai


ROUTES = (Route("GET", "/", first),)
