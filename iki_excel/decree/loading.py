"""From the TOML files of a catalogue to its dataclasses; refused is what is missing, unknown or of a wrong type."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from iki_excel.decree import facts, keputusan, repeats, sheet_names
from iki_excel.decree.keputusan import read_keputusan
from iki_excel.decree.model import Catalog, Jabatan
from iki_excel.decree.placed import Faults
from iki_excel.decree.since import with_since
from iki_excel.decree.toml import Table, load
from iki_excel.decree.versions import refuse_changed_meaning, valid_sets, versions_in
from iki_excel.decree.written import Written, read_indikator, tell_of_repeats
from iki_excel.words.errors import CatalogError

BUILT_IN = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Source:
    """A catalogue as it was read: a table for each jabatan, that of the decree itself, and what is wrong so far.

    ``named``: what the whole is called, where something is said of no place in it.
    """

    jabatan: Sequence[Table]
    keputusan: Table
    faults: Faults
    named: str


def load_catalog(folder: Path = BUILT_IN) -> Catalog:
    """Read every ``*.toml`` of a folder, a jabatan each, and what it says of the decree itself.

    CatalogError for what is missing or contradicts itself, with all of it.
    """
    return _built_in() if folder == BUILT_IN else catalog_from(read_folder(folder))


def is_built_in(catalog: Catalog) -> bool:
    """Whether it is the one that comes with the program."""
    return catalog is _built_in()


@functools.cache
def _built_in() -> Catalog:
    return catalog_from(read_folder(BUILT_IN))


def read_folder(folder: Path) -> Source:
    """The TOML files of a folder; CatalogError where there are none. A file that cannot be read is kept as a fault."""
    paths = sorted(folder.glob("*.toml")) if os.path.isdir(folder) else []
    paths = [path for path in paths if path.name != keputusan.FILE_NAME]
    if not paths:
        raise CatalogError(f"{folder}: tidak ada berkas katalog (.toml) di folder ini. Periksa nama foldernya.")
    faults, tables = Faults(), list[Table]()
    for path in paths:
        with faults.kept():
            tables.append(load(path, CatalogError, faults))
    return Source(tables, _keputusan(folder / keputusan.FILE_NAME, faults), faults, str(folder))


def _keputusan(path: Path, faults: Faults) -> Table:
    if path.exists():
        with faults.kept():
            return load(path, CatalogError, faults)
    return Table({}, str(path), CatalogError, faults)


def catalog_from(source: Source) -> Catalog:
    """The catalogue that was read; CatalogError with all that is missing or contradicts itself."""
    read = [Read(table, jabatan) for table in source.jabatan if (jabatan := _jabatan(table))]
    once = repeats.tell_of(source.jabatan, "kode", "kode jabatan")
    repeats.tell_of((part for table in once for part in table.tables("indikator", [])), "kode", "kode indikator")
    _tell_taken_sheets(read)
    with source.faults.kept():
        facts.refuse_mixed(one.jabatan for one in read)
    said = read_keputusan(source.keputusan)
    source.faults.raise_all()
    return Catalog(tuple(sorted((one.jabatan for one in read), key=lambda j: (j.urutan, j.kode))), said)


class Read(NamedTuple):
    """A jabatan and the table that it was read from."""

    table: Table
    jabatan: Jabatan


def _tell_taken_sheets(read: Iterable[Read]) -> None:
    """Every jabatan has a sheet of its own in the consolidated workbook."""
    seen: dict[str, str] = {}
    for table, jabatan in read:
        for names, whose in (
            (sheet_names.OF_RESULT, "adalah lembar lain di rekap"),
            (sheet_names.OF_EXCEL, "nama lembar yang dipakai Excel sendiri"),
        ):
            if sheet_names.is_among(jabatan.sheet, names):
                table.tell(
                    f"kode jabatan “{jabatan.kode}” tidak dapat dipakai, karena “{jabatan.sheet}” {whose}. "
                    f"Ganti kodenya, misalnya “seksi_{jabatan.kode}”.",
                    "kode",
                )
        other = seen.setdefault(jabatan.sheet.casefold(), jabatan.kode)
        if other != jabatan.kode:
            table.tell(
                f"kode jabatan “{jabatan.kode}” dan “{other}” menjadi nama lembar yang sama di rekap, yang "
                f"paling panjang {sheet_names.LONGEST} huruf. Ganti salah satunya.",
                "kode",
            )


def _jabatan(table: Table) -> Jabatan | None:
    """A jabatan with the months of its documents; None where too much is wrong with it."""
    assert table.faults is not None
    before = len(table.faults.told)
    table.asked.append("versi")  # stands in older catalogues and says nothing
    parts = table.tables("indikator")
    versions = [version for part in parts for version in _versions(part)]
    jabatan = Jabatan(
        kode=table.kode(),
        urutan=table.take("urutan", int, 0),
        nama=table.text("nama"),
        tugas=table.texts("tugas"),
        fungsi=table.texts("fungsi", []),
        catatan=table.texts("catatan", []),
        indikator=tuple(version.indikator for version in versions),
    )
    table.done()
    if not parts and "indikator" in table.data:
        table.tell(
            table.manner.write(
                "belum ada indikator. Tambahkan bagian [[indikator]].",
                f"jabatan “{jabatan.kode}” belum punya indikator. Tambahkan barisnya di lembar Indikator.",
            )
        )
    by_indikator = {id(version.indikator): version for version in versions}
    for together in valid_sets(jabatan.indikator):
        tell_of_repeats([by_indikator[id(indikator)] for indikator in together])
    if len(table.faults.told) > before:
        return None
    with table.faults.kept():
        for together in valid_sets(jabatan.indikator):
            facts.refuse_overlapping(together, table.where)
        refuse_changed_meaning(jabatan, table.where)
        return with_since(jabatan)
    return None


def _versions(part: Table) -> list[Written]:
    """An indikator and its later versions; none where something ends their being read."""
    assert part.faults is not None
    with part.faults.kept():
        return [read_indikator(span) for span in versions_in(part)]
    return []
