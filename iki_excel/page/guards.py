"""What keeps everybody out but the person in front of the screen: each guard is one function, all applied in one place.

A page of another site, another server on this computer, or a name that leads here may all speak to the port. A guard
says why a request is refused, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from iki_excel.page.sessions import Sessions
from iki_excel.words.frozen import frozen

MOST_BYTES, MOST_PARTS = 25 * 2**20, 500
READING = frozenset({"GET", "HEAD"})
OPEN_ADDRESSES = frozenset({"/masuk", "/buka"})
STATIC = "/static/"

FOREIGN, NO_SESSION, TOO_LARGE = "asing", "tanpa kuki", "terlalu besar"


@frozen
class Knock:
    """What is looked at of a request. ``length``: of its body, None where it does not say. ``shown_as``: what the
    browser makes of the answer, as it says: a document, a frame, a script, a picture.
    """

    method: str
    address: str
    host: str
    origin: str = ""
    fetch_site: str = ""
    shown_as: str = ""
    cookie: str = ""
    length: int | None = 0


Guard = Callable[[Knock, Sessions], str]


def other_host(knock: Knock, sessions: Sessions) -> str:
    """A name that somebody's server lets lead here (rebinding) is not ours."""
    return "" if knock.host == f"127.0.0.1:{sessions.port}" else FOREIGN


def other_origin(knock: Knock, sessions: Sessions) -> str:
    """A form that stands on another page, also on that of another port, changes nothing here."""
    is_ours = knock.origin == f"http://127.0.0.1:{sessions.port}"
    return "" if knock.method in READING or is_ours else FOREIGN


def other_site(knock: Knock, _: Sessions) -> str:
    """The same, as newer browsers say it; and what other pages would frame, run or draw. They may only lead here."""
    is_led_here = knock.method in READING and (knock.fetch_site == "none" or knock.shown_as == "document")
    return "" if knock.fetch_site in ("", "same-origin") or is_led_here else FOREIGN


def no_session(knock: Knock, sessions: Sessions) -> str:
    """Whoever did not come by a link sees nothing."""
    is_open = knock.address in OPEN_ADDRESSES or knock.address.startswith(STATIC)
    return "" if is_open or sessions.knows(knock.cookie) else NO_SESSION


def too_large(knock: Knock, _: Sessions) -> str:
    """More than any month of forms is not even read, nor is what does not say how large it is."""
    is_small = knock.length is not None and knock.length <= MOST_BYTES
    return "" if knock.method in READING or is_small else TOO_LARGE


GUARDS: tuple[Guard, ...] = (other_host, other_origin, other_site, no_session, too_large)


def refusal(knock: Knock, sessions: Sessions, guards: tuple[Guard, ...] = GUARDS) -> str:
    """Why a request is refused, "" where it is not."""
    return next(filter(None, (guard(knock, sessions) for guard in guards)), "")


CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in CSP.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer the browser sends "Origin: null" on our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NO_STORE = {"Cache-Control": "no-store"}
"""Of pages, not of the style sheet and the script."""
