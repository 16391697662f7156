"""Kelurahan Contoh: an invented office with a small catalogue, in which every kind and feature stands once.

====  ==========  ===================================================================================
UM-1  umum        a flow of two numbers, without a target
UM-2  umum        a ratio of sums with a computed name, a syarat, and working days from the calendar
UM-3  umum        a ratio of the last known state, with a syarat
UM-4  umum        a checklist of three documents with mutu
PL-1  pelayanan   a survey of three unsur, with its populasi as a supporting isian that may stay blank
PL-2  pelayanan   a count of two documents, without mutu
KT-1  ketertiban  a flow where less is better
KT-2  ketertiban  a change against last year, which may be less than nothing
KT-3  ketertiban  a state with decimals
====  ==========  ===================================================================================
"""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import Settings, load_settings

KATALOG = Path(__file__).with_name("katalog")
PENGATURAN = Path(__file__).with_name("iki.toml")

OPTION = ("--katalog", str(KATALOG))
"""How a command is told of the catalogue."""

UNIT = "contoh"


def move_into(folder: Path) -> None:
    """Make a folder that of the office: commands find its iki.toml there."""
    shutil.copy(PENGATURAN, folder)


@functools.cache
def catalog() -> Catalog:
    """The small catalogue."""
    return load_catalog(KATALOG)


@functools.cache
def settings() -> Settings:
    """What the invented office decides."""
    return load_settings(PENGATURAN, catalog())
