"""``iki katalog``: a catalogue checked, written as a workbook or as TOML files, marked, or begun."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_excel.decree import Catalog, Source, catalog_from
from iki_excel.katalog import beginning, marking, read, toml_text
from iki_excel.katalog.rows import rows_of
from iki_excel.katalog.writing import write_katalog
from iki_excel.runs import office
from iki_excel.words.errors import CatalogError, IkiError, OutputError
from iki_excel.workbooks import saving

SUFFIX = ".xlsx"


@dataclass(frozen=True)
class Checked:
    """What is wrong with a catalogue, an error each, and what it is where nothing is.

    ``named``: its folder or file; ``marked``: the copy in which every place is marked.
    """

    named: Path
    faults: Sequence[IkiError]
    catalog: Catalog | None
    marked: Path | None = None


@dataclass(frozen=True)
class Converted:
    """Where a catalogue was written to, and the files there."""

    path: Path
    files: Sequence[str]


def check(katalog: Path | None, *, mark: bool = False) -> Checked:
    """All that is wrong with a catalogue; CatalogError where it cannot be read at all.

    ``mark``: where anything is, a copy with its cells marked is written beside it.
    """
    place = office.place_of_catalog(katalog)
    if mark and not place.is_file():
        raise CatalogError(f"{place}: hanya buku kerja yang dapat ditandai. Pakai --periksa untuk folder TOML.")
    source = read(place)
    try:
        return Checked(place, (), catalog_from(source))
    except CatalogError as reason:
        marked = _mark(place) if mark else None
        return Checked(place, reason.all, None, marked)


def _mark(place: Path) -> Path:
    path = place.with_name(f"{place.stem}_perbaikan{SUFFIX}")
    with saving.turn(path.parent):
        saving.save_workbook(path, marking.marked(place))
    return path


def convert(katalog: Path | None, to: Path) -> Converted:
    """The catalogue in use written anew: as a workbook where ``to`` ends so, else as a folder of TOML files."""
    source = read(office.place_of_catalog(katalog))
    return _write(source, catalog_from(source), to)


def begin(to: Path) -> Converted:
    """A catalogue to fill, with an example row of each kind."""
    source = beginning.example()
    return _write(source, catalog_from(source), to)


def _write(source: Source, catalog: Catalog, to: Path) -> Converted:
    if to.suffix.lower() == SUFFIX:
        _refuse_existing(to)
        with saving.turn(to.parent):
            saving.save_workbook(to, write_katalog(rows_of(source), catalog))
        return Converted(to, (to.name,))
    if to.suffix:
        raise OutputError(f"{to}: tulis nama buku kerja (berakhiran {SUFFIX}) atau nama folder.")
    _refuse_existing(to)
    files = toml_text.files_of(source)
    with saving.turn(to.parent):
        for name, text in files.items():
            saving.save(to / name, text.encode())
    return Converted(to, tuple(files))


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path) and not (path.is_dir() and not any(path.iterdir())):
        raise OutputError(f"{path} sudah ada dan tidak ditimpa. Pakai nama lain, atau pindahkan dahulu yang lama.")
