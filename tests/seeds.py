"""Cases of one kind: some on every run, the others among the proofs that take longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest


def seeds(all_of_them: Sequence[int], everyday: int) -> list[Any]:
    """The first few as they are, the rest marked ``panjang``."""
    return [
        seed if order < everyday else pytest.param(seed, marks=pytest.mark.panjang)
        for order, seed in enumerate(all_of_them)
    ]
