"""A catalogue to begin with: an example row of each kind, to be copied and then deleted."""

from __future__ import annotations

from pathlib import Path

from iki_excel.decree import Catalog, Source
from iki_excel.decree.loading import read_folder

MARK = "(contoh)"
"""How the names of the example end, by which an office sees what it has not replaced yet."""

EXAMPLE = Path(__file__).parent / "data"


def example() -> Source:
    """The tables of the example, whose jabatan and figures are invented."""
    return read_folder(EXAMPLE)


def left_in(catalog: Catalog) -> list[str]:
    """What a catalogue still says in the words of the example: of the decree, jabatan, and indikator of others."""
    said, others = catalog.keputusan, [one for one in catalog.jabatan if not _is_example(one.nama)]
    names = [said.nomor, said.tentang, *(one.label for one in said.konstanta)]
    names += [one.nama for one in catalog.jabatan]
    names += [indikator.indikator for one in others for indikator in one.indikator]
    return [*dict.fromkeys(filter(_is_example, names))]


def _is_example(name: str) -> bool:
    return name.rstrip().endswith(MARK)
