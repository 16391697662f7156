"""A number: one cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iki_excel.decree import fields
from iki_excel.decree.fields import Slot
from iki_excel.decree.kinds.kind import AKUMULASI, Isian, Kind, Misfit
from iki_excel.decree.toml import Table


def _expand(table: Table) -> Isian:
    kode, label = table.kode(), table.text("label")
    akumulasi, is_standing = table.choice("akumulasi", AKUMULASI), table.take("berlanjut", bool, False)
    if is_standing and akumulasi != "terakhir":
        raise table.refuse("berlanjut hanya untuk akumulasi “terakhir”. Hapus berlanjut, atau ubah akumulasinya.")
    slot = Slot(
        kode=kode,
        isian=kode,
        label=label,
        satuan=table.text("satuan"),
        field=fields.NUMBER,
        akumulasi=akumulasi,
        petunjuk=table.text("petunjuk", ""),
        wajib=table.take("wajib", bool, True),
        bulat=table.take("bulat", bool, True),
        minimum=table.take("minimum", float, 0.0),
        maksimum=table.take("maksimum", float, None),
        kalender=table.take("kalender", bool, False),
        berlanjut=is_standing,
    )
    return Isian(kode, NUMBER.nama, label, (slot,), slot.petunjuk, table.take("pendukung", bool, False))


def _misfits(isian: Isian, value: Any) -> Iterator[Misfit]:
    if type(value) not in (int, float):
        yield Misfit("nilainya harus bilangan.")


def _example(isian: Isian, value: Any) -> Mapping[str, float]:
    return {isian.kode: float(value)}


NUMBER = Kind("bilangan", _expand, _example, misfits=_misfits)
