"""The catalogue: jabatan, their indikator and isian, read from TOML files, one a jabatan.

What contradicts itself is refused while loading, with the file, the key and what to do. The stages get frozen
dataclasses and never look at TOML.
"""

from iki_excel.decree.keputusan import Keputusan
from iki_excel.decree.konstanta import Konstanta
from iki_excel.decree.loading import BUILT_IN, Source, catalog_from, is_built_in, load_catalog
from iki_excel.decree.model import Catalog, Contoh, Hitung, Indikator, Jabatan, Syarat
from iki_excel.decree.written import ARAH

__all__ = [
    "ARAH",
    "BUILT_IN",
    "Catalog",
    "Contoh",
    "Hitung",
    "Indikator",
    "Jabatan",
    "Keputusan",
    "Konstanta",
    "Source",
    "Syarat",
    "catalog_from",
    "is_built_in",
    "load_catalog",
]
