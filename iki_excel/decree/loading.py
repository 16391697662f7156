"""From the TOML files of a catalogue to its dataclasses; refused is what is missing, unknown or of a wrong type."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from iki_excel.decree import (
    facts,
    indeks,
    keputusan,
    owned,
    proven,
    repeats,
    sharing,
    sheet_names,
    spans,
    using_konstanta,
    weights,
)
from iki_excel.decree.keputusan import Keputusan, read_keputusan
from iki_excel.decree.kinds import Isian
from iki_excel.decree.model import Catalog, Jabatan
from iki_excel.decree.parts import Given, Written
from iki_excel.decree.placed import Faults
from iki_excel.decree.since import with_since
from iki_excel.decree.toml import Table, each, load
from iki_excel.decree.versions import tell_of_changed_meaning, valid_sets, versions_in
from iki_excel.decree.written import read_indikator, read_isian, tell_of_repeats
from iki_excel.words.errors import CatalogError
from iki_excel.words.frozen import frozen

BUILT_IN = Path(__file__).parent / "data"


@frozen
class Source:
    """A catalogue as it was read: a table for each jabatan, that of the decree itself, and what is wrong so far.

    ``named``: what the whole is called, where something is said of no place in it. ``is_proven``: whether it is known
    that its examples hold, so that they are not run.
    """

    jabatan: Sequence[Table]
    keputusan: Table
    faults: Faults
    named: str
    is_proven: bool = False


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
    source = read_folder(BUILT_IN)
    is_proven = not source.faults.told and proven.mark_of(BUILT_IN.glob("*.toml")) == proven.MARK
    return catalog_from(replace(source, is_proven=is_proven))


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
    is_unread = bool(source.faults.told)
    said = read_keputusan(source.keputusan)
    read = [one for table in source.jabatan if (one := _jabatan(table, source, said))]
    once = repeats.tell_of(source.jabatan, "kode", "kode jabatan")
    repeats.tell_of((part for table in once for part in table.tables("indikator", [])), "kode", "kode indikator")
    _tell_taken_sheets(read)
    indeks.tell_of_unknown(source.jabatan, may_be_more=is_unread)
    facts.tell_of_mixed((one.jabatan, one.versions) for one in read)
    whole = [] if source.faults.told else _with_decree(read, said, source.keputusan)
    source.faults.raise_all()
    return Catalog(tuple(sorted(whole, key=lambda j: (j.urutan, j.kode))), said)


def _with_decree(read: Sequence[Read], said: Keputusan, table: Table) -> list[Jabatan]:
    """All jabatan with what the decree lets one of them fill for others, and with what their indeks are made of; told
    is what nobody uses."""
    jabatan = [one.jabatan for one in read]
    by_kode = {one.data["kode"]: one for one in reversed(table.tables("konstanta", []))}  # the first row of each
    using_konstanta.tell_of_unused(reversed(by_kode.values()), jabatan)
    isian = table.tables("isian", [])
    sharing.tell_of_unused(isian, (one for each in jabatan for one in each.indikator))
    whole = owned.placed(jabatan, said.isian, {one.data["kode"]: one for one in isian})
    return indeks.placed(whole, [one.table for one in read])


class Read(NamedTuple):
    """A jabatan, the table that it was read from, and every version of its indikator with its own tables."""

    table: Table
    jabatan: Jabatan
    versions: Sequence[Written]


def _tell_taken_sheets(read: Iterable[Read]) -> None:
    """Every jabatan has a sheet of its own in the consolidated workbook."""
    seen: dict[str, str] = {}
    for table, jabatan, _ in read:
        for names, whose in (
            ((*sheet_names.OF_RESULT, *sheet_names.OF_YEAR), "adalah lembar lain di rekap"),
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


def _jabatan(table: Table, source: Source, said: Keputusan) -> Read | None:
    """A jabatan with the months of its documents; None where too much is wrong with it.

    ``source``: what it is a part of, and ``said`` what the decree itself says there.
    """
    assert table.faults is not None
    before = len(table.faults.told)
    table.asked.append("versi")  # stands in older catalogues and says nothing
    kode, shared = table.kode(), table.tables("isian", [])
    elsewhere = _elsewhere(kode, shared, source, said)
    parts = table.tables("indikator")
    versions = [version for part in parts for version in _versions(part, elsewhere)]
    jabatan = Jabatan(
        kode=kode,
        urutan=table.take("urutan", int, 0),
        nama=table.text("nama"),
        tugas=table.texts("tugas"),
        fungsi=table.texts("fungsi", []),
        catatan=table.texts("catatan", []),
        indikator=tuple(version.indikator for version in versions),
    )
    table.done()
    if not parts and "indikator" in table.data and not table.was_told("indikator"):
        table.tell(
            table.manner.write(
                "belum ada indikator. Tambahkan bagian [[indikator]].",
                f"jabatan “{jabatan.kode}” belum punya indikator. Tambahkan barisnya di lembar Indikator.",
            )
        )
    by_version = {(one.indikator.kode, one.indikator.berlaku_mulai): one for one in versions}
    for together in valid_sets(jabatan.indikator):
        tell_of_repeats([by_version[one.kode, one.berlaku_mulai] for one in together], elsewhere.tables)
    if len(table.faults.told) > before:
        return None
    sharing.tell_of_unused(shared, jabatan.indikator)
    with table.faults.kept():
        jabatan = weights.with_whole(jabatan, {key: one.table for key, one in by_version.items()})
    versions = [replace(by_version[one.kode, one.berlaku_mulai], indikator=one) for one in jabatan.indikator]
    _tell_of_its_months(versions, elsewhere)
    is_sound = len(table.faults.told) == before
    return Read(table, with_since(jabatan) if is_sound else jabatan, versions)


def _tell_of_its_months(versions: Sequence[Written], elsewhere: Given) -> None:
    """Tell where the months of a jabatan contradict each other."""
    by_version = {(one.indikator.kode, one.indikator.berlaku_mulai): one for one in versions}
    for valid in valid_sets([one.indikator for one in versions]):
        together = [replace(by_version[one.kode, one.berlaku_mulai], indikator=one) for one in valid]
        facts.tell_of_overlapping(together)
        spans.tell_of_facts_of_two_spans(together)
    tell_of_changed_meaning(versions)
    if not elsewhere.is_faulty:
        using_konstanta.tell_of_gaps(versions)


def _elsewhere(kode: str, shared: Sequence[Table], source: Source, said: Keputusan) -> Given:
    """What the indikator of a jabatan may use that is not their own."""
    own, decree = each(_shared, shared), source.keputusan
    theirs = zip(owned.as_seen_by(kode, said.isian), decree.tables("isian", []), strict=False)
    is_faulty = decree.is_faulty or any(one.is_faulty for one in shared)
    return Given((*own, *theirs), said.konstanta, is_faulty, source.is_proven)


def _shared(table: Table) -> tuple[Isian, Table]:
    table.text("simbol", "")
    isian = read_isian(table)
    sharing.refuse_unfit(isian, table)
    return isian, table


def _versions(part: Table, elsewhere: Given) -> list[Written]:
    """An indikator and its later versions; none where something ends their being read."""
    assert part.faults is not None
    with part.faults.kept():
        return [read_indikator(span, elsewhere) for span in versions_in(part)]
    return []
