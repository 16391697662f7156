"""A file to keep: a form, its marked copy, a page of the result or all of it."""

from __future__ import annotations

from iki_excel.page.answers import Answer, Download, NotThere
from iki_excel.page.asking import Asked, Route, month_of


def given(asked: Asked, periode: str, jenis: str, jabatan: str) -> Answer:
    """One of what was made or taken in, looked up by what it is: no part of the address is ever a path."""
    from iki_excel.runs.monthly.downloads import download
    from iki_excel.words.errors import CatalogError

    month, place = month_of(periode), asked.place
    try:
        batch = asked.memory.kept.batch(place.folder, asked.office(), month)
    except CatalogError:  # nothing is asked in any month of the year so far
        raise NotThere from None
    found = download(batch, place.folder, jenis, jabatan)
    if found is None:
        raise NotThere
    return Download(*found)


ROUTES = (Route("GET", "/b/<periode>/berkas/<jenis>/<jabatan>", given),)
