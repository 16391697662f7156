"""The end of the day's work: asked once, with what still waits."""

from __future__ import annotations

from iki_excel.page.answers import Answer, Nothing, Page
from iki_excel.page.asking import Asked, Route
from iki_excel.page.frames import SELESAI

ALIVE = "/denyut"


def ask(asked: Asked) -> Answer:
    """Whether to close, and whether a job still runs, which is finished first."""
    running = asked.jobs.running()
    return Page("selesai.html", "Tutup IKI?", {"berjalan": running.judul if running else ""}, "Ctrl+C", SELESAI)


def alive(_: Asked) -> Answer:
    """Asked by the script when somebody looks at the tab again."""
    return Nothing()


ROUTES = (Route("GET", "/selesai", ask, True), Route("POST", ALIVE, alive, True))
