"""A marked copy of a Katalog workbook: all that was typed, each wrong cell red, and a list of them in front."""

from __future__ import annotations

from pathlib import Path

from iki_excel.decree import catalog_from
from iki_excel.katalog.reading import open_katalog, source_in
from iki_excel.katalog.typed import typed_in
from iki_excel.katalog.writing import write_katalog
from iki_excel.language.places import Place
from iki_excel.words.errors import CatalogError
from iki_excel.workbooks.opening import Reader


def marked(path: Path) -> bytes:
    """The copy of a workbook in which something is wrong.

    It is written once without marks and read again, so that each mark, and each cell that a sentence names, stands
    where it does in the copy.
    """
    with Reader() as reader:
        rows, kept = typed_in(open_katalog(path, reader))
        copied = reader.open(write_katalog(rows, kept=kept))
    source = source_in(copied, path.name)
    remarks: dict[Place | None, list[str]] = {}
    try:
        catalog_from(source)
    except CatalogError as reason:
        for fault in reason.all:
            place = fault.place if isinstance(fault.place, Place) else None
            sentence = fault.sentence if place else str(fault).removeprefix(f"{path.name}: ")
            remarks.setdefault(place, []).append(f"{sentence[0].upper()}{sentence[1:]}")
    return write_katalog(rows, remarks=remarks, kept=kept)
