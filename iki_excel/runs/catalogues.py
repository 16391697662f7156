"""``iki katalog``: a catalogue shown, checked, marked, begun, or written as a workbook or as TOML files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from iki_excel.decree import Catalog, Source, catalog_from
from iki_excel.katalog import beginning, marking, read, toml_text
from iki_excel.katalog.rows import rows_of
from iki_excel.katalog.writing import write_katalog
from iki_excel.runs import office
from iki_excel.words.errors import CatalogError, IkiError, OutputError
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving

SUFFIX = ".xlsx"
MARKED = "_perbaikan"


@frozen
class Looked:
    """A catalogue, or all that is wrong with it, an error each.

    ``place``: its folder or file; ``marked``: the copy in which every wrong cell is marked; ``written``: where it was
    written to; ``left``: the names that are still those of the example that it was begun from.
    """

    place: Path
    catalog: Catalog | None
    faults: Sequence[IkiError] = ()
    marked: Path | None = None
    written: Path | None = None
    left: Sequence[str] = ()


@frozen
class Dropped:
    """A workbook that somebody chose on the page. ``catalog``: what it says, None where it cannot be used; ``faults``:
    all that is wrong with it, an error each.
    """

    name: str
    content: bytes
    catalog: Catalog | None
    faults: Sequence[IkiError] = ()


def look_at(name: str, content: bytes) -> Dropped:
    """Look at a workbook that stands in no folder of the office yet, through the same gate as any other."""
    from iki_excel.runs.uploads import plain_name  # reads forms, which no command for catalogues does

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, plain_name(name))
        saving.save(path, content)
        try:
            return Dropped(path.name, content, catalog_from(read(path)))
        except CatalogError as reason:
            return Dropped(path.name, content, None, reason.all)


def look(katalog: Path | None, to: Path | None = None, *, begin: bool = False, mark: bool = False) -> Looked:
    """Look at the catalogue in use (``begin``: at one with an example row of each kind), and write it anew where asked.

    ``to``: a workbook where it ends so, else a folder; nothing that is there is replaced. ``mark``: a workbook with
    faults is written beside itself with its cells marked. CatalogError where it cannot be read at all.
    """
    place = beginning.EXAMPLE if begin else office.place_of_catalog(katalog)
    if mark and not place.is_file():
        raise CatalogError(f"{place}: hanya buku kerja yang dapat ditandai. Pakai --periksa untuk folder TOML.")
    source = read(place)
    try:
        catalog = catalog_from(source)
    except CatalogError as reason:
        return Looked(place, None, reason.all, _mark(place) if mark else None)
    if to is not None:
        _write(source, catalog, to)
    return Looked(place, catalog, written=to, left=() if begin else beginning.left_in(catalog))


def _mark(place: Path) -> Path:
    path = place.with_name(f"{place.stem}{MARKED}{SUFFIX}")
    with saving.turn(path.parent):
        saving.save_workbook(path, marking.marked(place))
    return path


def _write(source: Source, catalog: Catalog, to: Path) -> None:
    is_workbook = to.suffix.lower() == SUFFIX
    if to.suffix and not is_workbook:
        raise OutputError(f"{to}: tulis nama buku kerja (berakhiran {SUFFIX}) atau nama folder.")
    if os.path.lexists(to) and not (os.path.isdir(to) and not os.listdir(to)):
        raise OutputError(f"{to} sudah ada dan tidak ditimpa. Pakai nama lain, atau pindahkan dahulu yang lama.")
    with saving.turn(to.parent):
        if is_workbook:
            saving.save_workbook(to, write_katalog(rows_of(source), catalog))
        else:
            for name, text in toml_text.files_of(source).items():
                saving.save(to / name, text.encode())
