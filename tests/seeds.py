"""Cases of one kind: some on every run, the others among the proofs that take longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest


def seeds(all_of_them: Sequence[int], everyday: int) -> list[Any]:
    """The first few as they are, the rest marked ``panjang``."""
    return [*all_of_them[:everyday], *(_kept_for_later(one) for one in all_of_them[everyday:])]


def _kept_for_later(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.panjang)
