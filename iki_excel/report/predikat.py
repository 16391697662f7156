"""How a predikat looks: a colour from the best to the worst band, the middle in grey; the word always stands by."""

from __future__ import annotations

from collections.abc import Mapping

from iki_excel.decree.settings import Aturan
from iki_excel.language.places import Area
from iki_excel.report import bands
from iki_excel.report.sheets import Report
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet


@frozen
class Look:
    """The colour of a bar, which white letters stand on, and the ink and paper of a cell."""

    bar: str
    ink: str
    paper: str


BEST = Look("#0F5C6E", "#0F5C6E", "#E3EFF2")
GOOD = Look("#2E7D8C", "#1C5F6D", "#EEF6F7")
MIDDLE = Look("#66717D", "#4A545F", "#EEF0F2")
LOW = Look("#A86200", "#7A4E00", "#FDEBC8")
WORST = Look("#9B1C1C", "#9B1C1C", "#FADCDC")
LOOKS = (BEST, GOOD, MIDDLE, LOW, WORST)
"""From the best to the worst; which of them a band has, bands.looks says."""


def looks_of(report: Report) -> dict[str, Look]:
    """By its word the look of each band, the best first."""
    return looks_by(report.batch.settings.aturan)


def looks_by(aturan: Aturan) -> dict[str, Look]:
    """The same by the office's aturan."""
    return {word: LOOKS[place] for word, place in bands.looks(aturan).items()}


def colour_predikat(made: Book, target: Worksheet, area: Area, report: Report) -> None:
    """Give the cells that say a predikat its ink and paper."""
    colour_words(made, target, area, looks_of(report))


def colour_words(made: Book, target: Worksheet, area: Area, looks: Mapping[str, Look]) -> None:
    """The same by the look of each word."""
    for word, look in looks.items():
        book.colour_word(made, target, area, word, look.ink, look.paper)


def wants_reason(report: Report, predikat: str) -> bool:
    """Whether a predikat is below the good ones, so that whoever has it says why, and what is done about it."""
    return bool(predikat) and bands.looks(report.batch.settings.aturan)[predikat] > bands.SECOND
