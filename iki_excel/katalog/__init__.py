"""A catalogue as a workbook: its sheets, and the way from them to what the loader reads and back.

A catalogue stands in a folder of TOML files or in one workbook; both say the same, and are read into the same tables.
"""

from __future__ import annotations

import os
from pathlib import Path

from iki_excel.decree import BUILT_IN, Catalog, Source, catalog_from, load_catalog
from iki_excel.decree.loading import read_folder
from iki_excel.words.errors import CatalogError

__all__ = ["load", "read"]


def load(place: Path) -> Catalog:
    """The catalogue in a folder or a workbook; CatalogError with all that is wrong with it."""
    return load_catalog(BUILT_IN) if place == BUILT_IN else catalog_from(read(place))


def read(place: Path) -> Source:
    """The tables of a folder or a workbook; CatalogError where there is none."""
    if os.path.isdir(place):
        return read_folder(place)
    if not os.path.exists(place):
        raise CatalogError(f"{place}: katalog ini tidak ada. Periksa nama folder atau berkasnya.")
    from iki_excel.katalog.reading import read_book  # who goes by TOML files, as most do, needs nothing of it

    return read_book(place)
