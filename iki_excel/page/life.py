"""When the page ends: on Selesai, minutes after the last tab said good-bye, or after a day's work without a request.

Never because a sign of life is missing: browsers put tabs to sleep. Each tab says once that it is there, and it counts
as there until it says good-bye itself, however long it is silent.
"""

from __future__ import annotations

import threading

AFTER_GOODBYE, AFTER_NOTHING = 10 * 60.0, 8 * 3600.0


class Life:
    """What is known of it; all times are seconds by a clock that only goes forward."""

    def __init__(self, seconds: float) -> None:
        self.closed = threading.Event()
        self._last = seconds
        self._goodbye: float | None = None
        self._open: set[str] = set()
        self._left: set[str] = set()

    def asked(self, seconds: float) -> None:
        """Somebody is there."""
        self._last, self._goodbye = seconds, None

    def alive(self, tab: str) -> None:
        """A tab that is looked at. It is no work: a forgotten one does not keep the page for ever.

        What it said may come after its own good-bye, and then does not open it again.
        """
        if tab not in self._left:
            self._open.add(tab)
            self._goodbye = None

    def left(self, seconds: float, tab: str) -> None:
        """A tab was closed, or went to another page. Any request takes the good-bye of the last one back."""
        self._open.discard(tab)
        self._left.add(tab)
        self._goodbye = None if self._open else seconds

    def close(self) -> None:
        """Somebody said that it is enough."""
        self.closed.set()

    def is_over(self, seconds: float) -> bool:
        """Whether nobody is there any more."""
        said_goodbye = self._goodbye is not None and seconds - self._goodbye >= AFTER_GOODBYE
        return self.closed.is_set() or said_goodbye or seconds - self._last >= AFTER_NOTHING
