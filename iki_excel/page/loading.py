"""What is loaded behind the first page: it takes longer than anybody likes to look at nothing."""

from __future__ import annotations

import threading

_BEGUN, _ENDED = threading.Event(), threading.Event()


def load_heavy() -> None:
    """Load all that reading, checking and processing needs."""
    _BEGUN.set()
    try:
        import iki_excel.runs.month
        import iki_excel.runs.monthly.next_act  # noqa: F401
    finally:
        _ENDED.set()  # what could not be loaded is told by the page that needs it


def has_loaded() -> bool:
    """Wait until that is done; False at once where it has not begun yet."""
    return _BEGUN.is_set() and _ENDED.wait()
