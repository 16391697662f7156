"""pandas alone: it loads pyarrow wherever that is installed, also where nobody asks for a Parquet file."""

from __future__ import annotations

import sys
from typing import Any

PYARROW = "pyarrow"
LOADED: dict[str, Any] = sys.modules
"""None stands in it for what is not to be found."""


def leave_out_pyarrow() -> None:
    """Have pandas, where it is not loaded yet, find none: what this program says is the same whether an extra that it
    does not use is installed or not, and a tenth of a second is saved to whoever has it."""
    if "pandas" not in LOADED:
        LOADED.setdefault(PYARROW, None)


def let_pyarrow_in() -> None:
    """Have it found again, where it is installed."""
    if LOADED.get(PYARROW, ...) is None:
        LOADED.pop(PYARROW, None)
