"""Sheet ``Data``: every typed value with its source, a row a name a month; what everything else points to.

The rows of one indikator and month stand together, and so do those of one isian among them. Beside what was typed
stand the steps of the computation, each in a column of its own: month by month what adds up, what each document or
unsur counts for, and what the indikator comes to.
"""

from iki_excel.report.data.columns import MONTH, SO_FAR
from iki_excel.report.data.rows import Row, Section, Side
from iki_excel.report.data.sheet import Data

__all__ = ["MONTH", "SO_FAR", "Data", "Row", "Section", "Side"]
