"""The month of an office as somebody sees it who runs it: how each form stands, what is to be done next, and the year.

Nothing is written here, and nothing sent; there is no clock and no HTML.
"""

from iki_excel.runs.monthly.cards import Card
from iki_excel.runs.monthly.form_rows import FormRows, form_rows
from iki_excel.runs.monthly.kept import Kept
from iki_excel.runs.monthly.next_act import Act, next_act
from iki_excel.runs.monthly.state import MonthState, state_of
from iki_excel.runs.monthly.year import MonthMark, year_strip

__all__ = [
    "Act", "Card", "FormRows", "Kept", "MonthMark", "MonthState", "form_rows", "next_act", "state_of", "year_strip",
]  # fmt: skip
