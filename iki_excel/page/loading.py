"""What is loaded behind the first page: it takes longer than anybody likes to look at nothing."""

from __future__ import annotations

import threading

_LOADED = threading.Event()


def load_heavy() -> None:
    """Load all that reading, checking and processing needs."""
    import iki_excel.runs.month
    import iki_excel.runs.monthly.next_act  # noqa: F401

    _LOADED.set()


def is_loaded() -> bool:
    """Whether that is done."""
    return _LOADED.is_set()
