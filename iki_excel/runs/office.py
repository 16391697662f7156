"""What an office goes by: its catalogue (``iki katalog``), and the settings in its folder."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from iki_excel import katalog as catalogues
from iki_excel.decree import BUILT_IN, Catalog, Jabatan, units
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import FILE_NAME, catalog_place, load_settings
from iki_excel.decree.toml import Table
from iki_excel.decree.toml import load as load_toml
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError, SettingsError

__all__ = [
    "HIDDEN_SUFFIX", "NO_FILE", "Office", "Offices", "catalog_of", "chosen", "chosen_jabatan", "has_many_units", "load",
    "load_all", "place_of_catalog", "refuse_unknown", "settings_file", "the_one",
]  # fmt: skip

HIDDEN_SUFFIX = f"{FILE_NAME}.txt"
"""What an editor of Windows makes of the name; its Explorer then shows it without the end."""
STEM, SUFFIX = Path(FILE_NAME).stem, Path(FILE_NAME).suffix

NO_FILE = (
    f"Tidak ada {FILE_NAME} di folder ini: target, pejabat dan batas waktu memakai bawaan. Jalankan “iki mulai” untuk "
    "membuatnya, atau jalankan perintah ini di folder yang memuatnya."
)


def catalog_of(katalog: Path | None, folder: Path = Path()) -> Catalog:
    """The catalogue that is named (a folder or a workbook), else the one in iki.toml, else the built-in one.

    CatalogError, SettingsError.
    ``folder``: where iki.toml is.
    """
    return catalogues.load(place_of_catalog(katalog, folder))


def place_of_catalog(katalog: Path | None, folder: Path = Path()) -> Path:
    """Where the catalogue stands that is to be used."""
    path = settings_file(folder)
    named = catalog_place(path) if katalog is None and path is not None else katalog
    return BUILT_IN if named is None else named


def load(katalog: Path | None, folder: Path = Path(), unit: str | None = None) -> Office:
    """The catalogue, and iki.toml of a folder (defaults where there is none), of its one unit, or of the one of many
    that is asked for; CatalogError, SettingsError."""
    return the_one(load_all(katalog, folder, [unit] if unit else ()))


def the_one(offices: Offices) -> Office:
    """The one office there is; SettingsError where there are more."""
    if len(offices) > 1:
        raise SettingsError(
            f"{FILE_NAME} memuat {bahasa.number(len(offices))} unit, sedangkan perintah ini untuk satu. Sebutkan "
            f"kodenya, misalnya --unit {next(iter(offices))}."
        )
    return next(iter(offices.values()))


def load_all(katalog: Path | None, folder: Path = Path(), only: Sequence[str] = ()) -> Offices:
    """Every unit that iki.toml of a folder tells of, or those of these kode; CatalogError, SettingsError."""
    path = settings_file(folder)
    table = None if path is None else load_toml(path, SettingsError)
    offices = _many(table, katalog, folder) if table and units.names_many(table) else _one(katalog, folder)
    return chosen(offices, only)


def chosen(offices: Offices, only: Sequence[str]) -> Offices:
    """Those of these kode, or all; IkiError for one that nobody knows."""
    for kode in only:
        if kode not in offices:
            raise IkiError(f"Unit “{kode}” tidak ada di {FILE_NAME}. {bahasa.nearest(kode, offices)}")
    return dataclasses.replace(offices, by_kode={kode: offices[kode] for kode in offices if kode in only or not only})


def has_many_units(folder: Path) -> bool:
    """Whether iki.toml of a folder tells of many units; one that nobody can read does not."""
    try:
        return units.names_many(load_toml(folder / FILE_NAME, SettingsError))
    except SettingsError:
        return False


def _one(katalog: Path | None, folder: Path) -> Offices:
    catalog, path = catalog_of(katalog, folder), settings_file(folder)
    settings = dataclasses.replace(load_settings(path, catalog), catatan=_notes(folder))
    return Offices.one(Office(catalog, settings))


def _many(table: Table, katalog: Path | None, folder: Path) -> Offices:
    from iki_excel.katalog.daftar_unit import read_list  # an office by itself reads no list

    rows, default = units.listed(table, folder, read_list), place_of_catalog(katalog, folder)
    return units.read_units(table, rows, folder, default, catalogues.load, is_replaced=katalog is not None)


def settings_file(folder: Path) -> Path | None:
    """The iki.toml of a folder; SettingsError where it is there under a name by which it is not found."""
    path = folder / FILE_NAME
    if path.exists():
        return path
    misnamed = next(_misnamed(folder), None)
    if misnamed:
        raise SettingsError(
            f"{misnamed}: pengaturan ini tidak terbaca karena berkasnya bernama {misnamed.name}; ganti namanya menjadi "
            f"{FILE_NAME} (di Windows tampilkan dulu akhiran nama berkas)."
        )
    return None


def _misnamed(folder: Path) -> Iterator[Path]:
    """What browsers, editors and copying make of iki.toml: "iki (1).toml", "iki - Copy.toml", "Iki.toml"."""
    for path in sorted(folder.glob("*")):
        name = path.name.casefold()
        if name.startswith(STEM) and SUFFIX in name and path.is_file():
            yield path


def _notes(folder: Path) -> tuple[str, ...]:
    """What whoever runs this is to know of the settings of a folder."""
    hidden = folder / HIDDEN_SUFFIX
    if not (folder / FILE_NAME).exists():
        return (NO_FILE,)
    if not hidden.exists():
        return ()
    return (f"{hidden} tidak dibaca; yang dipakai {FILE_NAME}. Hapus yang tidak diperlukan.",)


def chosen_jabatan(catalog: Catalog, only: Sequence[str]) -> list[Jabatan]:
    """Those of these codes, or all; IkiError for one that the catalogue does not know."""
    refuse_unknown(only, catalog.kode)
    return [jabatan for jabatan in catalog.jabatan if not only or jabatan.kode in only]


def refuse_unknown(only: Iterable[str], known: Sequence[str]) -> None:
    """IkiError for a code of a jabatan that is none of those that are known."""
    for kode in only:
        if kode not in known:
            raise IkiError(f"Jabatan “{kode}” tidak dikenal. {bahasa.nearest(kode, known)}")
