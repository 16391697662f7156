"""Many units in one iki.toml: what it says holds for all of them, and ``unit/<kode>.toml`` for one.

What iki.toml says of a decree (targets, deadlines, excused months, directions) holds for the units that are measured by
its decree; a unit with a decree of its own says that itself.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree.model import Catalog
from iki_excel.decree.named_unit import NamedUnit, read_named
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings, read_settings
from iki_excel.decree.toml import Table, load
from iki_excel.decree.unit import Unit, read_unit
from iki_excel.words import bahasa
from iki_excel.words.errors import SettingsError

COLUMNS = ("kode", "nama", "kabupaten", "provinsi", "katalog", "mulai", "tempat")
"""What a list of units may say of each."""

OF_ONE_SUREL = ("alamat", "tembusan")
"""What a unit says of its mail; the account is that of all of them."""

FOLDER = "unit"
"""Where the files of single units lie, beside iki.toml."""

OF_DECREE = ("target", "batas_waktu", "pengecualian")
"""What iki.toml says of the jabatan and indikator of its own decree."""
OF_ONE = (("pejabat",), ("surel", "alamat"))
"""What no two units have in common: a letter to an address of all would bring each the results of the others."""

OF_WHOLE_VALUES = ("target",)
"""Tables whose values are replaced whole: a target is said in one way."""
ADDED = ("pengecualian", "libur_tambahan")
"""Lists to which a unit adds; any other it replaces."""

ReadList = Callable[[Path], list[Table]]
LoadCatalog = Callable[[Path], Catalog]


def names_many(table: Table) -> bool:
    """Whether an iki.toml tells of many units."""
    return isinstance(table.data.get("unit"), str | list)


def listed(table: Table, folder: Path, read_list: ReadList) -> list[Table]:
    """A table a unit: those of [[unit]], or the rows of the list that ``unit`` names, seen from ``folder``."""
    if isinstance(table.data["unit"], list):
        return [Table(dict(one.data), one.where, one.error) for one in table.tables("unit")]
    return read_list(folder / table.text("unit"))


def read_units(
    table: Table, rows: Sequence[Table], folder: Path, default: Path, load_catalog: LoadCatalog, *, is_replaced: bool
) -> Offices:
    """Every unit of a list with its decree and its settings; SettingsError, CatalogError.

    ``table``: iki.toml, in ``folder``; ``default``: the catalogue of a unit that names none; ``is_replaced``: whether
    somebody asked for that one instead of all others.
    """
    if not rows:
        raise table.refuse("daftar unit kosong. Tulis sedikitnya satu unit.")
    _refuse_twice(rows)
    load_once = functools.cache(load_catalog)
    shared = _Shared(table, folder, _files_of_units(folder, rows))
    offices = {}
    for row in rows:
        own = shared.own_file(row)
        place = default if is_replaced else _catalog_place(row, own, folder) or default
        settings = shared.settings_of(row, own, load_once(place), is_default=place == default)
        unit = dataclasses.replace(settings.unit, folder=settings.unit.kode)
        offices[unit.kode] = Office(load_once(place), dataclasses.replace(settings, unit=unit))
    return Offices(offices)


def _refuse_twice(rows: Iterable[Table]) -> None:
    seen: dict[str, str] = {}
    for row in rows:
        kode = row.text("kode")
        if kode in seen:
            raise row.refuse(f"kode “{kode}” sudah dipakai {seen[kode]}. Beri setiap unit kode yang lain.")
        seen[kode] = row.where


def _files_of_units(folder: Path, rows: Iterable[Table]) -> Mapping[str, Path]:
    """The files of single units by kode; SettingsError for one of a unit that is not listed."""
    known = {row.text("kode") for row in rows}
    files = {path.stem: path for path in sorted((folder / FOLDER).glob("*.toml"))}
    for kode, path in files.items():
        if kode not in known:
            raise SettingsError(f"{path}: unit “{kode}” tidak ada dalam daftar unit. {bahasa.nearest(kode, known)}")
    return files


def _catalog_place(row: Table, own: Table | None, folder: Path) -> Path | None:
    told = [table for table in (row, own) if table is not None and "katalog" in table.data]
    said = {table.where: table.text("katalog") for table in told}
    if len({*said.values()}) > 1:
        both = bahasa.listing(f"“{one}” ({where})" for where, one in said.items())
        raise row.refuse(f"katalognya {both}. Pilih satu.")
    return next((folder / one for one in said.values()), None)


class _Shared:
    """What iki.toml says for all, made once for each decree."""

    def __init__(self, table: Table, folder: Path, files: Mapping[str, Path]) -> None:
        self.table, self.folder, self.files = table, folder, files
        self._by_catalog: dict[int, Settings] = {}
        for keys in OF_ONE:
            if _says(table.data, keys):
                named = ".".join(keys)
                raise table.refuse(f"[{named}] berbeda di setiap unit. Tulis di {FOLDER}/<kode>.toml.", keys[0])

    def own_file(self, row: Table) -> Table | None:
        """What a unit says in a file of its own."""
        path = self.files.get(row.text("kode"))
        own = None if path is None else load(path, SettingsError)
        if own is not None:
            _refuse_own_account(own)
        return own

    def settings_of(self, row: Table, own: Table | None, catalog: Catalog, *, is_default: bool) -> Settings:
        """What holds for one unit."""
        said = self._said(is_default)
        if own is None:
            unit = _unit(row, row.data, catalog)
            return dataclasses.replace(self._of_all(said, unit, catalog), unit=unit)
        told = _named(row, own)
        _refuse_unnamed(row, read_named(Table(told, own.where, own.error), catalog.keputusan.unit))
        merged = _merged(said, {**own.data, "unit": told})
        return read_settings(Table(merged, own.where, SettingsError), catalog, self.folder)

    def _said(self, is_default: bool) -> dict[str, Any]:
        """What iki.toml says to a unit of its own decree, or of another."""
        data = {key: value for key, value in self.table.data.items() if key not in ("unit", "katalog")}
        return data if is_default else {key: _without_arah(key, data[key]) for key in data if key not in OF_DECREE}

    def _of_all(self, said: dict[str, Any], unit: Unit, catalog: Catalog) -> Settings:
        """The same for every unit without a file of its own; read by the name of the first of them."""
        if id(catalog) not in self._by_catalog:
            named = {"kode": unit.kode, "nama": unit.nama, "kabupaten": unit.kabupaten, "tempat": unit.tempat}
            whole = Table({**said, "unit": named}, self.table.where, SettingsError)
            self._by_catalog[id(catalog)] = read_settings(whole, catalog, self.folder)
        return self._by_catalog[id(catalog)]


def _refuse_own_account(own: Table) -> None:
    """One account sends the letters of all units."""
    surel = own.table("surel")
    for key in surel.data:
        if key not in OF_ONE_SUREL:
            raise surel.refuse(f"{key} berlaku untuk semua unit. Tulis di [surel], iki.toml.", key)


def _says(data: Any, keys: Sequence[str]) -> bool:
    return not keys or (isinstance(data, dict) and keys[0] in data and _says(data[keys[0]], keys[1:]))


def _without_arah(key: str, value: Any) -> Any:
    return {name: one for name, one in value.items() if name != "arah"} if key == "aturan" else value


def _named(row: Table, own: Table) -> dict[str, Any]:
    """What the list and its own file say of a unit; what both say is to be the same."""
    said = {key: value for key, value in row.data.items() if key != "katalog"}
    further = own.table("unit").data
    for key, value in further.items():
        if said.get(key, value) != value:
            raise own.refuse(f"{key} “{value}” di sini, “{said[key]}” dalam daftar unit. Samakan keduanya.")
    return said | further


def _unit(row: Table, data: Mapping[str, Any], catalog: Catalog) -> Unit:
    """A unit as its row of the list names it; SettingsError where a name is missing."""
    own = Table({key: value for key, value in data.items() if key != "katalog"}, row.where, row.error)
    unit = read_unit(own, catalog)
    _refuse_unnamed(row, unit)
    return unit


def _refuse_unnamed(row: Table, unit: NamedUnit) -> None:
    """What neither its row nor its own file says stands best in its row."""
    if unit.missing:
        where = row.manner.write("Tulis di bagian [[unit]] ini.", "Isi selnya.")
        raise row.refuse(f"{bahasa.listing(unit.missing)} belum ditulis. {where}")


def _merged(said: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables, of which the second goes first, key by key."""
    return dict(_each_merged(said, {key: value for key, value in own.items() if key != "katalog"}))


def _each_merged(said: Mapping[str, Any], own: Mapping[str, Any], is_whole: bool = False) -> Iterator[tuple[str, Any]]:
    """``is_whole``: whether each value is one thing, of which no part stays where another is said."""
    for key in dict.fromkeys([*said, *own]):
        before, then = said.get(key), own.get(key)
        if key not in own:
            yield key, before
        elif isinstance(before, dict) and isinstance(then, dict) and not is_whole:
            yield key, dict(_each_merged(before, then, is_whole=key in OF_WHOLE_VALUES))
        elif isinstance(before, list) and isinstance(then, list) and key in ADDED:
            yield key, [*before, *then]
        else:
            yield key, then
