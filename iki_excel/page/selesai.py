"""The end of the day's work: asked once, with what still waits."""

from __future__ import annotations

from iki_excel.page.answers import Answer, Nothing, Page
from iki_excel.page.asking import Asked, Route
from iki_excel.page.frames import SELESAI
from iki_excel.page.membuka import month_of_work
from iki_excel.words.errors import IkiError

ALIVE = "/denyut"


def ask(asked: Asked) -> Answer:
    """Whether to close, what waits to be done next, and whether a job still runs, which is finished first."""
    running, known = asked.jobs.running(), _is_known(asked)
    data = {"berjalan": running.judul if running else "", "menunggu": _next(asked) if known and not running else ()}
    return Page("selesai.html", "Tutup IKI?", data, "Ctrl+C", SELESAI, is_bare=not known)


def _is_known(asked: Asked) -> bool:
    """Whether anybody can say whose page it is: also while iki.toml is wrong, or its folder gone, it can be closed."""
    try:
        return not asked.place.has_settings() or bool(asked.office())
    except IkiError:
        return False


def _next(asked: Asked) -> tuple[str, ...]:
    """The next act of the month of work: what is said of it, its button and its page. Nothing where nobody can say:
    whatever is wrong, the page can be closed.
    """
    from iki_excel.page.acts import button_of
    from iki_excel.runs.monthly.next_act import BULAN_BERIKUT, next_act
    from iki_excel.runs.monthly.state import state_of

    place = asked.place
    if not place.has_settings():
        return ()
    try:
        office, month = asked.office(), month_of_work(asked)
        state = state_of(place.folder, office, month, place.today(), kept=asked.memory.kept)
    except IkiError:
        return ()
    act = next_act(state)
    if act.kode == BULAN_BERIKUT:
        return ()
    return (month.words, button_of(act, state, office.catalog).sentence, act.label, f"/b/{month}")


def alive(_: Asked) -> Answer:
    """Asked by the script when somebody looks at the tab again."""
    return Nothing()


ROUTES = (Route("GET", "/selesai", ask, True), Route("POST", ALIVE, alive, True))
