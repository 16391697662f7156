"""``iki proses --ekspor``: what was read, found and computed as tables; how the file's name ends says as what."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from iki_excel.delivery import journal
from iki_excel.runs.exporting import as_csv, as_parquet, as_sqlite
from iki_excel.runs.exporting.tables import Tables, of_all_units, tables_of
from iki_excel.words.errors import IkiError, OutputError
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import COMMA, Separated

__all__ = [
    "CSV", "PARQUET", "SQLITE", "Export", "Tables", "is_whole", "opened", "refuse_unless_possible", "suffix_of",
    "tables_of",
]  # fmt: skip

CSV, SQLITE, PARQUET = ".csv", ".sqlite", ".parquet"
"""How the name of an export may end; with it, what it is."""


class Export(Protocol):
    """An export that is being written."""

    def append(self, tables: Tables) -> None:
        """Add the rows of a block of units (``tables_of``, or some of its tables); OutputError where it cannot."""

    def no_more(self) -> None:
        """Say that all rows are there: what takes long at the end is begun beside whatever follows."""


@contextmanager
def opened(*paths: Path, separated: Separated = COMMA) -> Iterator[Export]:
    """Exports at these places to append blocks to, one or many: each takes its place when the block of code ends, and
    not where that fails. However the same rows are cut into blocks, the bytes are the same; what is whole is therefore
    written once and copied.

    ``separated``: how a CSV is written. OutputError where it cannot be written, or its library is not installed.
    """
    whole, others = [*filter(is_whole, paths)], [path for path in paths if not is_whole(path)]
    with ExitStack() as places:
        database = places.enter_context(as_sqlite.opened(*whole)) if whole else None
        every = _Every(database, [places.enter_context(_by_suffix(path, separated)) for path in others])
        every.append(of_all_units())
        yield every


_Other = as_csv.Rows | as_parquet.Files


@frozen
class _Every:
    """Exports as one: a database and its copies, and those of other kinds."""

    database: as_sqlite.Database | None
    others: Sequence[_Other]

    def append(self, tables: Tables) -> None:
        """Add the rows of a block to each of them."""
        for export in (*([self.database] if self.database else []), *self.others):
            export.append(tables)

    def no_more(self) -> None:
        """Have the database finished meanwhile."""
        if self.database:
            self.database.no_more()


def is_whole(path: Path) -> bool:
    """Whether an export is one file, with nothing beside it, and the same however numbers are separated."""
    return suffix_of(path) == SQLITE


def suffix_of(path: Path) -> str:
    """How the name ends, in small letters."""
    return path.suffix.lower()


@contextmanager
def _by_suffix(path: Path, separated: Separated) -> Iterator[_Other]:
    if suffix_of(path) == PARQUET:
        with as_parquet.opened(path) as files:
            yield files
    else:
        with as_csv.opened(path, separated) as text:
            yield text


# --- what is no export -----------------------------------------------------------------------------------------------


def refuse_unless_possible(path: Path) -> None:
    """IkiError where no export may take this place: it takes that of what has its name, which is to be no form, no
    settings and no journal, and nothing but tables.
    """
    if suffix_of(path) not in (CSV, SQLITE, PARQUET):
        raise IkiError(f"Berkas ekspor harus berakhiran {CSV}, {SQLITE}, atau {PARQUET}, misalnya hasil{CSV}.")
    named = f"hasil{suffix_of(path)}"
    if os.path.isdir(path):  # os.path, because Path asks no question about a name that is too long
        raise IkiError(f"Berkas ekspor {path} adalah folder. Sebutkan berkasnya, misalnya {path / named}.")
    if path.name.lower() == journal.FILE_NAME:
        raise IkiError(f"{path} adalah catatan surat kantor, bukan berkas ekspor. Pilih nama lain, misalnya {named}.")
    if suffix_of(path) == PARQUET and not as_parquet.is_there():
        raise OutputError(as_parquet.WITHOUT_EXTRA)
