"""What an office goes by: its catalogue (``iki katalog``), and the settings in its folder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from iki_excel.decree import BUILT_IN, Catalog, load_catalog
from iki_excel.decree.settings import FILE_NAME, Settings, load_settings


class Office(NamedTuple):
    """What every run is given."""

    catalog: Catalog
    settings: Settings


def catalog_of(katalog: Path | None) -> Catalog:
    """The catalogue in a folder, or the built-in one; CatalogError where it cannot be used."""
    return load_catalog(katalog or BUILT_IN)


def load(katalog: Path | None, folder: Path = Path()) -> Office:
    """The catalogue, and iki.toml of a folder (defaults where there is none); CatalogError, SettingsError."""
    catalog, path = catalog_of(katalog), folder / FILE_NAME
    return Office(catalog, load_settings(path if path.exists() else None, catalog))
