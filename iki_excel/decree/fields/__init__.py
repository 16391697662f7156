"""The types of cells to fill, one object each: all that depends on the type of a cell stands there."""

from iki_excel.decree.fields import date, number, reading, words, yes_no
from iki_excel.decree.fields.date import DATE
from iki_excel.decree.fields.field import TB, Days, Field, Slot, is_empty, is_tb
from iki_excel.decree.fields.number import NUMBER
from iki_excel.decree.fields.reading import (
    ISI,
    KOSONG,
    ONLY_SPACES,
    SALAH,
    STATE_WORDS,
    STATES,
    TIDAK_BERLAKU,
    Reading,
    refused,
    shown,
)
from iki_excel.decree.fields.score import NOT_A_SCORE, SCORE, is_score, scale_of, scale_words
from iki_excel.decree.fields.words import NOT_A_CHOICE, WordField, words_of
from iki_excel.decree.fields.yes_no import NO, YES, YES_NO, YES_OR_NO

__all__ = [
    "DATE",
    "FIELDS",
    "ISI",
    "KOSONG",
    "NO",
    "NOT_A_CHOICE",
    "NOT_A_SCORE",
    "NUMBER",
    "OF_DOCUMENTS",
    "OF_FIGURES",
    "ONLY_SPACES",
    "REFUSALS",
    "SALAH",
    "SCORE",
    "STATES",
    "STATE_WORDS",
    "TB",
    "TIDAK_BERLAKU",
    "YES",
    "YES_NO",
    "YES_OR_NO",
    "Days",
    "Field",
    "Reading",
    "Slot",
    "WordField",
    "is_empty",
    "is_score",
    "is_tb",
    "refused",
    "scale_of",
    "scale_words",
    "shown",
    "words_of",
]

FIELDS: dict[str, Field] = {field.nama: field for field in (NUMBER, DATE, YES_NO, SCORE)}
"""By the name that the table of answers has for it; the words of a WordField are those of a catalogue."""

OF_DOCUMENTS = [field.nama for field in FIELDS.values() if field.is_of_document]

OF_FIGURES = [NUMBER.nama, WordField.nama]
"""What a formula uses by its own code."""

REFUSALS = (
    number.NOT_A_NUMBER,
    number.NUMBER_WITH_UNIT,
    number.DOUBTFUL_NUMBER,
    number.NUMBER_TOO_LARGE,
    number.ONLY_A_SIGN,
    number.MOMENT_FOR_NUMBER,
    date.NOT_A_DATE,
    date.DOUBTFUL_DATE,
    yes_no.NOT_YES_NO,
    words.NOT_A_CHOICE,
    reading.ERROR_IN_CELL,
    reading.CONTROLS_IN_CELL,
    reading.LONG_TEXT,
)
"""Each is told at every cell that it refuses; NOT_A_SCORE by the check that looks at the number of a score, too."""
