"""The result of another indikator of the unit, which no cell asks."""

from __future__ import annotations

from iki_excel.decree import fields
from iki_excel.decree.fields import Slot
from iki_excel.decree.kinds.kind import Isian, Kind
from iki_excel.decree.kinds.number import NUMBER
from iki_excel.decree.toml import Table

CAPAIAN, REALISASI = "capaian", "realisasi"
"""Which number of another indikator it is, so far: measured against its target, or as it is."""


def _expand(table: Table) -> Isian:
    kode, dari, label = table.kode(), table.text("dari"), table.text("label", "")
    ukuran = table.choice("ukuran", (CAPAIAN, REALISASI))
    slot = Slot(kode=kode, isian=kode, label=label, satuan="", field=fields.NUMBER, akumulasi="terakhir", minimum=None)
    return Isian(kode, INDIKATOR.nama, label, (slot,), dari=dari, ukuran=ukuran, pecahan=True)


INDIKATOR = Kind("indikator", _expand, NUMBER.example, misfits=NUMBER.misfits)
