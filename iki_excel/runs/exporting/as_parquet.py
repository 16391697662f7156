"""All tables as Parquet, a file each: hasil.parquet holds the results, hasil_jawaban.parquet beside it what was typed.

The one door to pyarrow, which only who has the extra [parquet] has.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from iki_excel import __version__
from iki_excel.runs.exporting.tables import HASIL, INTEGER, KETERANGAN, REAL, TABLES, TEXT, Column, Tables, sidik_of
from iki_excel.words import pandas_alone
from iki_excel.words.errors import OutputError
from iki_excel.workbooks import saving

EXTRA = "iki-excel[parquet]"
WITHOUT_EXTRA = (
    "Ekspor .parquet belum dapat ditulis, karena pembuatnya belum dipasang. Pasang dengan: pip install "
    f"'{EXTRA}', atau pilih akhiran .sqlite."
)
ROWS = 100_000
"""So many rows stand together in a file, however many were appended at once: no more are kept in memory, and the bytes
tell nothing of the blocks."""


def is_there() -> bool:
    """Whether what writes it is installed."""
    pandas_alone.let_pyarrow_in()
    return importlib.util.find_spec("pyarrow") is not None


class File:
    """A Parquet file that is being filled."""

    def __init__(self, place: Path, part: Path, columns: Sequence[Column]) -> None:
        from pyarrow import parquet

        self._place, self._schema = place, _schema(columns)
        self._waiting = self._schema.empty_table()
        with saving.written_at(place):
            self._writer = parquet.ParquetWriter(part, self._schema, compression="zstd")

    def append(self, table: pd.DataFrame) -> None:
        """Add rows, and write as many as make up a whole number of groups."""
        import pyarrow

        added = [pyarrow.array(table[field.name], field.type, from_pandas=True) for field in self._schema]
        self._waiting = pyarrow.concat_tables([self._waiting, pyarrow.table(added, schema=self._schema)])
        while self._waiting.num_rows >= ROWS:
            self._write(self._waiting.slice(0, ROWS))
            self._waiting = self._waiting.slice(ROWS)

    def finish(self, metadata: Mapping[str, str]) -> None:
        """Write the rest, and what the file says of itself."""
        if self._waiting.num_rows:
            self._write(self._waiting)
        self._writer.add_key_value_metadata(dict(metadata))
        self.close()

    def close(self) -> None:
        """Let go of the file, finished or not."""
        with saving.written_at(self._place):
            self._writer.close()

    def _write(self, rows: Any) -> None:
        with saving.written_at(self._place):  # in one piece: where pages end depends on where pieces do
            self._writer.write_table(rows.combine_chunks(), row_group_size=ROWS)


class Files:
    """The files of all tables, by the names of these."""

    def __init__(self, by_table: Mapping[str, File]) -> None:
        self._by_table = by_table
        self._sidik: dict[str, None] = {}

    def append(self, tables: Tables) -> None:
        """Add the rows of a block."""
        self._sidik |= dict.fromkeys(sidik_of(tables[KETERANGAN]) if KETERANGAN in tables else ())
        for name, table in tables.items():
            self._by_table[name].append(table)

    def finish(self) -> None:
        """Each file says by which program and which decrees it was made."""
        metadata = {"program": f"iki-excel {__version__}", "sidik": " ".join(self._sidik)}
        for file in self._by_table.values():
            file.finish(metadata)


def place_of(path: Path, table: str) -> Path:
    """Where a table stands: the results in the file that was named, every other beside it."""
    return path if table == HASIL else path.with_name(f"{path.stem}_{table}{path.suffix}")


@contextmanager
def opened(path: Path) -> Iterator[Files]:
    """Parquet files to append blocks to. OutputError where pyarrow is not installed."""
    if not is_there():
        raise OutputError(WITHOUT_EXTRA)
    with ExitStack() as places, ExitStack() as open_files:
        by_table = {}
        for name, columns in TABLES.items():
            place = place_of(path, name)
            by_table[name] = File(place, places.enter_context(saving.aside(place)), columns)
            open_files.callback(by_table[name].close)
        files = Files(by_table)
        yield files
        files.finish()


def _schema(columns: Sequence[Column]) -> Any:
    import pyarrow

    types = {TEXT: pyarrow.string(), REAL: pyarrow.float64(), INTEGER: pyarrow.int64()}
    return pyarrow.schema([(column.nama, types[column.jenis]) for column in columns])
