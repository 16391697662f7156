"""Whose a file is that does not say so itself: damaged, blank or something else, it lies where its unit put it."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from iki_excel.forms import layout

NOBODY = ""


def owner_of(file: str, said: str, units: Container[str]) -> str:
    """The kode of a unit: what the form says (``said``), else its name, else the nearest folder; NOBODY where none of
    them names a unit that is known."""
    if said:
        return said if said in units else NOBODY
    path = Path(file)
    named = layout.FORM_NAME.match(path.stem)
    if named:
        kode = named["unit"].lower()
        return kode if kode in units else NOBODY
    return next((folder.name for folder in path.parents if folder.name in units), NOBODY)
