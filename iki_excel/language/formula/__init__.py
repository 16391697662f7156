"""One formula, three readings.

A formula of the catalogue, such as ``hadir_tepat_waktu / hari_pns * 100``, is parsed once, and becomes an expression
of live cells. So it is read three ways: over whole columns (:func:`.evaluating.evaluate`), as a live Excel formula
(:func:`live`), and in Indonesian words (:func:`words`). An operator is one row of the table in
:mod:`iki_excel.language.cells.functions`; what has no row there for formulas is refused.

A value exists only where every name has a number. Dividing by zero gives no value, and its reason.
"""

from iki_excel.language.formula.expressions import Cells, bound_condition, broken, live
from iki_excel.language.formula.measures import Measure
from iki_excel.language.formula.parsing import Formula, functions, parse
from iki_excel.language.formula.skala import Langkah, Skala
from iki_excel.language.formula.words import words

__all__ = [
    "Cells",
    "Formula",
    "Langkah",
    "Measure",
    "Skala",
    "bound_condition",
    "broken",
    "functions",
    "live",
    "parse",
    "words",
]
