"""One formula, three readings.

A formula of the catalogue, such as ``hadir_tepat_waktu / hari_pns * 100``, is parsed once. The tree is then read three
ways: as numbers (:func:`evaluate`, over whole columns), as a live Excel formula (:func:`excel`), and in Indonesian
words (:func:`words`). An operator is one row of a table in ``language``, and holds all three readings; what has no row
is refused.

A value exists only where every name has a number. Dividing by zero gives no value, and its reason.
"""

from iki_excel.language.formula.language import COMPARISONS, FUNCTIONS, OPERATORS, Column, Function, Measure, Operator
from iki_excel.language.formula.numbers import Evaluation, evaluate, round_half_away
from iki_excel.language.formula.parsing import Formula, parse
from iki_excel.language.formula.texts import excel, words

__all__ = [
    "COMPARISONS",
    "FUNCTIONS",
    "OPERATORS",
    "Column",
    "Evaluation",
    "Formula",
    "Function",
    "Measure",
    "Operator",
    "evaluate",
    "excel",
    "parse",
    "round_half_away",
    "words",
]
