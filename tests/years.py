"""A random year played through the application: its forms written, filled, read, judged; then compared.

``python -m tests.years [first] [count]`` plays more years than the tests do, and says where one is judged otherwise
than :mod:`tests.independent` judges it.
"""

from __future__ import annotations

import functools
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from iki_excel.decree import Catalog, Jabatan, load_catalog
from iki_excel.decree.settings import Settings, load_settings
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import Layout, form_path
from iki_excel.judging.batch import Batch
from iki_excel.judging.scoring import exported
from iki_excel.language.places import Place
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.month import process
from iki_excel.words.periods import Periode
from iki_excel.workbooks.opening import Reader
from tests.independent import compare
from tests.random_years import JABATAN, TAHUN, Year, random_year
from tests.typed_in import typed_in

DECEMBER = f"{TAHUN}-12"
OTHER_WORDS = "belum ada"
"""What stands in the keterangan of a form with nothing but blanks, which would else be one that nobody filled."""


class Office(NamedTuple):
    """The catalogue and the settings of a year, as the application reads them from files."""

    catalog: Catalog
    settings: Settings


class Played(NamedTuple):
    """A year, what it was read by, the folder with its forms, and what came out for December."""

    year: Year
    office: Office
    folder: Path
    batch: Batch

    @property
    def differences(self) -> list[str]:
        """Where the application judges otherwise than the independent computation."""
        return compare(self.year.expected, exported(self.batch.scores.hasil))


@functools.cache
def year_of(seed: int) -> Year:
    """The year of a seed."""
    return random_year(random.Random(seed))


def play(year: Year, folder: Path, reader: Reader | None = None, *, in_order: bool = False) -> Played:
    """Write, fill and judge the forms of a year, in a folder of its own.

    ``in_order``: month after month in one folder, so that each form has the months before in its grey column, and a
    form that nobody filled lies there all the same.
    """
    office = office_of(year, folder)
    forms = folder / "formulir"
    for month, typed in {**year.lalu, **year.forms}.items():
        if in_order:
            _fill_next(office, forms, month, typed, reader)
        elif typed is not None:
            path = form_path(forms, office.settings.unit.kode, JABATAN, month)
            path.parent.mkdir(parents=True)
            jabatan = office.catalog.at(month)[JABATAN]
            path.write_bytes(filled(writing.build(jabatan, month, office.settings), jabatan, typed))
    return Played(year, office, forms, process([forms], *office, DECEMBER, reader=reader))


def office_of(year: Year, folder: Path) -> Office:
    """The catalogue and the settings, written and read."""
    (folder / "katalog").mkdir(parents=True)
    (folder / "katalog" / f"{JABATAN}.toml").write_text(year.katalog_toml, "utf-8")
    (folder / "iki.toml").write_text(year.iki_toml, "utf-8")
    catalog = load_catalog(folder / "katalog")
    return Office(catalog, load_settings(folder / "iki.toml", catalog))


def _fill_next(
    office: Office, forms: Path, month: Periode, typed: Mapping[str, Any] | None, reader: Reader | None
) -> None:
    [path] = write_blanks(*office, [month], forms, reader=reader).written
    if typed is not None:
        path.write_bytes(filled(path.read_bytes(), office.catalog.at(month)[JABATAN], typed))


# --- a form, filled --------------------------------------------------------------------------------------------------


def filled(form: bytes, jabatan: Jabatan, typed: Mapping[str, Any], notes: Mapping[str, str] | None = None) -> bytes:
    """The form with what was typed by kode, put where it belongs in the file: nothing else of it changes.

    ``notes``: what was typed in the keterangan beside.
    """
    map_ = Layout(jabatan)
    beside = {map_.slot_rows[kode].at(layout.NOTE): note for kode, note in (notes or {}).items()}
    return typed_in(form, dict(_cells(map_, typed)) | beside)


def _cells(map_: Layout, typed: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    """By place what is typed there: a value on Isian, the scores of a survey on its sheet."""
    for kode, row in map_.slot_rows.items():
        if typed.get(kode) is not None:
            yield row.at(layout.VALUE), typed[kode]
    for kode, block in map_.blocks.items():
        for down, right, score in _scores(typed.get(kode)):
            yield Place(block.sheet, block.area.top + down, block.area.left + right), score
    if all(typed.get(kode) is None for kode in (*map_.slot_rows, *map_.blocks)):
        yield next(iter(map_.slot_rows.values())).at(layout.NOTE), OTHER_WORDS


def _scores(value: Any) -> Iterator[tuple[int, int, Any]]:
    rows: Sequence[Sequence[Any]] = value if isinstance(value, list) else [[value]]
    for down, row in enumerate(rows):
        yield from ((down, right, score) for right, score in enumerate(row) if score is not None)


# --- more years than the tests have ----------------------------------------------------------------------------------


def main(first: int = 0, count: int = 1000) -> None:
    """Play years one after the other, and tell what is judged otherwise."""
    strays = 0
    with Reader() as reader:
        for seed in range(first, first + count):
            with tempfile.TemporaryDirectory() as folder:
                told = play(year_of(seed), Path(folder), reader).differences
            strays += bool(told)
            print("".join(f"{seed} {year_of(seed).mood}: {line}\n" for line in told), end="", flush=True)
    print(f"{count} years from {first} on, {strays} of them judged otherwise")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
