"""What was read with the tables that it was read from, so that what is wrong in a part is told at its place."""

from __future__ import annotations

from collections.abc import Sequence

from iki_excel.decree.kinds import Isian, Slot
from iki_excel.decree.konstanta import Konstanta
from iki_excel.decree.model import Indikator
from iki_excel.decree.toml import Table
from iki_excel.words.frozen import frozen


@frozen
class Written:
    """An indikator (of several versions one), its table and those of its parts.

    ``shared``: the tables of the isian that it may use without having them itself; ``may_use_more``: there may be more.
    """

    indikator: Indikator
    table: Table
    shared: Sequence[Table]
    isian: Sequence[Table]
    hitung: Sequence[Table]
    syarat: Sequence[Table]
    contoh: Sequence[Table]
    may_use_more: bool = False

    def table_of(self, kode: str) -> Table:
        """The table of an isian or of a computed name; that of the indikator where it has none of its own."""
        tables = (*self.isian, *self.hitung, *self.shared)
        return next((table for table in tables if table.data.get("kode") == kode), self.table)

    def table_of_document(self, date: Slot) -> Table:
        """The table of the document that a date is of."""
        isian = self.table_of(date.isian)
        butir = isian.tables("butir", [])
        return next((table for table in butir if table.data.get("kode") == date.butir), isian)


@frozen
class Given:
    """What an indikator may use that is written elsewhere: isian of its jabatan and of the decree, each with its table,
    and the konstanta. ``is_faulty``: there may be more, for something is wrong there. ``is_proven``: the examples are
    known to hold.
    """

    isian: Sequence[tuple[Isian, Table]] = ()
    konstanta: Sequence[Konstanta] = ()
    is_faulty: bool = False
    is_proven: bool = False

    @property
    def tables(self) -> list[Table]:
        """The tables of the isian."""
        return [table for _, table in self.isian]

    @property
    def symbols(self) -> dict[str, str]:
        """The kode of each by the letter that the decree writes for it."""
        return {table.data["simbol"]: isian.kode for isian, table in self.isian if "simbol" in table.data}
