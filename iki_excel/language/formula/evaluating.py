"""A formula over the columns of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from iki_excel.language.cells.columns import Column, Columns, Contents, Mask, of_numbers, over_columns
from iki_excel.language.formula.expressions import Measures, reading_of
from iki_excel.language.formula.parsing import Formula
from iki_excel.language.formula.skala import Skala
from iki_excel.words.frozen import frozen


@frozen
class Evaluation:
    """``value``: float64, NaN where there is none. ``divided_by_zero``: bool, where that is the reason."""

    value: Column
    divided_by_zero: Mask


def evaluate(formula: Formula, columns: Columns, isian: Mapping[str, Any], measures: Measures) -> Evaluation:
    """Evaluate over columns of equal shape. A condition gives 1.0, 0.0 or NaN.

    ``isian`` maps the isian that measures are asked of to what their kind needs to know of them. What has no number
    does not apply: who calls knows whether anything is blank.
    """
    shape = np.broadcast_shapes(*(c.number.shape for c in columns.values() if isinstance(c, Contents)))
    reading = reading_of(formula, isian, measures)
    columns = {**columns, **{name: steps for one in formula.skala for name, steps in _steps(one).items()}}
    found = over_columns(reading.value, columns)
    exists = reading.exists
    holds = over_columns(exists, columns).number == 1 if exists else np.True_
    value = np.broadcast_to(np.where(holds, found.number, np.nan), shape).copy()
    return Evaluation(value, np.broadcast_to(holds & found.error, shape).copy())


def _steps(skala: Skala) -> dict[str, tuple[Contents, ...]]:
    """Limits and values for whole columns."""
    limits = tuple(of_numbers(one.dari) for one in skala.langkah)
    return skala.named(limits, limits[:1], tuple(of_numbers(one.nilai) for one in skala.langkah))
