"""A form that nobody waits for in a month, because somebody decided so; and that it is waited for again."""

from __future__ import annotations

from iki_excel.page.answers import Answer, See
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.excuse_form import FIELDS
from iki_excel.page.formulir import card_of, form_page
from iki_excel.words.errors import OutputError


def excuse(asked: Asked, periode: str, jabatan: str) -> Answer:
    """Note why nobody waits; with a fault nothing is noted, and what was typed stands in the form again."""
    from iki_excel.runs.excusing import excuse as write

    month = month_of(periode)
    card_of(asked, month, jabatan)
    typed = {one.key: asked.field(one.key) for one in FIELDS}
    try:
        faults, status = write(jabatan, month, typed, asked.place.folder, asked.office()), 422
    except OutputError as reason:
        faults, status = {"": str(reason)}, 409
    if faults:
        return form_page(asked, month, jabatan, typed, faults, status)
    return See(f"/b/{month}/formulir/{jabatan}?ditunggu=tidak")


def wait_again(asked: Asked, periode: str, jabatan: str) -> Answer:
    """Take it back."""
    from iki_excel.runs.excusing import wait_again as write

    month = month_of(periode)
    card_of(asked, month, jabatan)
    write(jabatan, month, asked.place.folder)
    return See(f"/b/{month}/formulir/{jabatan}?ditunggu=ya")


ROUTES = (
    Route("POST", "/b/<periode>/formulir/<jabatan>/kecualikan", excuse),
    Route("POST", "/b/<periode>/formulir/<jabatan>/tunggu", wait_again),
)
