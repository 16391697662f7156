"""Tables as JSON and back, to the last bit: what is kept of a block of units between two runs.

Nothing else is said than what a roll-up holds: texts and months, numbers, truths, and texts that stand for few values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from iki_excel.words.periods import Periode

TEXTS, OBJECTS, PERIODES, OF_FEW = "str", "object", "periode", "category"
NUMBERS = ("float64", "int64", "bool")


def said(table: pd.DataFrame) -> dict[str, Any]:
    """A table whose rows are counted from 0, as JSON has it; ValueError for what it has no word for."""
    if not table.index.equals(pd.RangeIndex(len(table))):
        raise ValueError("rows with names")
    return {str(name): _said(table[name]) for name in table}


def table_of(columns: Mapping[str, Any]) -> pd.DataFrame:
    """The very table that was said."""
    return pd.DataFrame({name: _column(*one) for name, one in columns.items()})


def _said(column: pd.Series | pd.Index) -> list[Any]:
    """A kind and what it is made of."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, categories = column.cat.codes.tolist(), column.cat.categories
        return [OF_FEW, [codes, _said(categories), bool(column.cat.ordered)]]
    values = column.tolist()
    if column.dtype.name in NUMBERS:
        return [column.dtype.name, values]
    kinds = set(map(type, values))
    if column.dtype.name in (TEXTS, OBJECTS) and kinds <= {str}:
        return [column.dtype.name, values]
    if column.dtype == TEXTS and kinds == {Periode}:
        return [PERIODES, values]
    raise ValueError(f"{column.dtype} of {kinds}")


def _column(kind: str, values: Any) -> Any:
    if kind == OF_FEW:
        codes, categories, is_ordered = values
        return pd.Categorical.from_codes(codes, pd.Index(_column(*categories)), ordered=is_ordered)
    if kind == PERIODES:
        return pd.Series([*map(Periode, values)], dtype=TEXTS)
    return pd.Series(values, dtype=kind)
