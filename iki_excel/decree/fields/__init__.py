"""The types of cells to fill, one object each: all that depends on the type of a cell stands there."""

from iki_excel.decree.fields.date import DATE
from iki_excel.decree.fields.field import TB, Days, Field, Slot, is_tb
from iki_excel.decree.fields.number import NUMBER
from iki_excel.decree.fields.score import SCORE, SCORES
from iki_excel.decree.fields.yes_no import NO, YES, YES_NO

__all__ = ["DATE", "NO", "NUMBER", "SCORE", "SCORES", "TB", "YES", "YES_NO", "Days", "Field", "Slot", "is_tb"]
