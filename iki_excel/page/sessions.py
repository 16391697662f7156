"""Who may use the page: whoever came by a link that works once, for a minute, and holds the cookie given for it."""

from __future__ import annotations

import hmac
import secrets
import threading

LINK_SECONDS = 60.0


class Sessions:
    """The links that were given out and not used yet, and the one cookie of this run. ``port``: cookies know no ports,
    so that it stands in the name: two folders would log each other out.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie_name = f"iki_{port}"
        self._cookie = secrets.token_urlsafe(32)
        self._links: dict[str, float] = {}
        self._lock = threading.Lock()

    def link(self, seconds: float) -> str:
        """A new link; ``seconds``: now, by a clock that only goes forward."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._links = {one: made for one, made in self._links.items() if _is_young(made, seconds)} | {key: seconds}
        return f"http://127.0.0.1:{self.port}/masuk?k={key}"

    def enter(self, key: str, seconds: float) -> str | None:
        """The cookie for a link, which is used up by it; None for one that is unknown, used or too old."""
        with self._lock:
            found = [one for one in self._links if _same(one, key)]
            made = [self._links.pop(one) for one in found]
        return self._cookie if made and _is_young(made[0], seconds) else None

    def knows(self, cookie: str) -> bool:
        """Whether this is the cookie of this run."""
        return _same(cookie, self._cookie)


def _is_young(made: float, seconds: float) -> bool:
    return seconds - made <= LINK_SECONDS


def _same(one: str, other: str) -> bool:
    """Compared in constant time, so that nobody finds a secret letter by letter."""
    return hmac.compare_digest(one.encode(), other.encode())
