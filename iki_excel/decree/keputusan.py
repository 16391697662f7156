"""What the decree says of itself: the file keputusan.toml beside those of the jabatan, which a catalogue may lack."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from iki_excel.decree.kinds import KINDS, Isian
from iki_excel.decree.konstanta import Konstanta, read_konstanta
from iki_excel.decree.months import month_in
from iki_excel.decree.toml import Table, each
from iki_excel.words import bahasa
from iki_excel.words.periods import FIRST_YEAR, LAST_YEAR, Periode

FILE_NAME = "keputusan.toml"

TEMPAT = "{tempat}"
"""Stands in a pimpinan for the place of whichever office it is."""


@dataclass(frozen=True)
class Keputusan:
    """Which decree it is, who heads the office, which numbers it names, and which isian one jabatan fills for all.

    Empty where the catalogue does not say.
    """

    nomor: str = ""
    tentang: str = ""
    tanggal: dt.date | None = None
    tahun: int | None = None
    berlaku_mulai: Periode | None = None
    pimpinan: str = ""
    konstanta: tuple[Konstanta, ...] = ()
    isian: tuple[Isian, ...] = ()


def read_keputusan(table: Table) -> Keputusan:
    """What keputusan.toml says; told is what is unknown or of a wrong type."""
    keputusan = Keputusan(
        nomor=table.text("nomor", ""),
        tentang=table.text("tentang", ""),
        tanggal=table.take("tanggal", dt.date, None),
        tahun=table.take("tahun", int, None),
        berlaku_mulai=month_in(table, "berlaku_mulai"),
        pimpinan=table.text("pimpinan", ""),
        konstanta=read_konstanta(table),
        isian=each(_isian, table.tables("isian", [])),
    )
    table.done()
    refuse_other_gaps(table, keputusan.pimpinan)
    if keputusan.tahun is not None and not FIRST_YEAR <= keputusan.tahun <= LAST_YEAR:
        told = f"{table.manner.key('tahun')} berisi {keputusan.tahun}. Tulis tahun empat angka, misalnya 2019."
        table.tell(told, "tahun")
    return keputusan


def _isian(table: Table) -> Isian:
    """An isian that one jabatan fills, and formulas of every jabatan may use."""
    table.text("simbol", "")
    isian = replace(KINDS[table.choice("jenis", [*KINDS], "bilangan")].expand(table), diisi=table.text("diisi"))
    table.done()
    if not isian.is_number:
        raise table.refuse(
            "hanya isian bilangan dapat dipakai jabatan lain. Pindahkan yang lain ke berkas jabatannya sendiri."
        )
    if isian.pendukung:
        raise table.refuse("isian yang dipakai jabatan lain tidak dapat pendukung = true. Hapus tanda itu.")
    return isian


def refuse_other_gaps(table: Table, pimpinan: str) -> None:
    """Nothing but the place is put into what the head of an office is called."""
    if set(pimpinan.replace(TEMPAT, "")) & set("{}"):
        table.tell(
            f"pimpinan “{bahasa.brief(pimpinan)}” memuat kurung kurawal. Yang dikenal di dalamnya hanya {TEMPAT}, yang "
            "diganti dengan tempat kantornya.",
            "pimpinan",
        )
