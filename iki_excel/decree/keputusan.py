"""What the decree says of itself: the file keputusan.toml beside those of the jabatan, which a catalogue may lack."""

from __future__ import annotations

import datetime as dt
from dataclasses import field, replace

from iki_excel.decree.kinds import KINDS, Isian
from iki_excel.decree.konstanta import Konstanta, read_konstanta
from iki_excel.decree.months import month_in
from iki_excel.decree.named_unit import NamedUnit, read_named, tell_of_misnamed
from iki_excel.decree.one_line import tell_of_long
from iki_excel.decree.toml import Table, each
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import FIRST_YEAR, LAST_YEAR, Periode

FILE_NAME = "keputusan.toml"

TEMPAT = "{tempat}"
"""Stands in a pimpinan for the place of whichever office it is."""

LONGEST_SINGKATAN, LONGEST_KEPANJANGAN, LONGEST_KATA_KINERJA = 15, 60, 30
"""Letters of what stands in titles and footers, and at the head of a column."""


@frozen
class Keputusan:
    """Which decree it is and what it stands on, for which office and who heads it; empty where the catalogue does not
    say. ``singkatan``, ``kepanjangan``: what it calls what it measures; ``kata_kinerja``: what an indikator is of.
    ``konstanta``: the numbers that it names; ``isian``: what one jabatan fills for all.
    """

    nomor: str = ""
    tentang: str = ""
    tanggal: dt.date | None = None
    tahun: int | None = None
    berlaku_mulai: Periode | None = None
    pimpinan: str = ""
    unit: NamedUnit = field(default_factory=NamedUnit)
    dasar_hukum: tuple[str, ...] = ()
    singkatan: str = "IKI"
    kepanjangan: str = "Indikator Kinerja Individu"
    kata_kinerja: str = "Kinerja"
    konstanta: tuple[Konstanta, ...] = ()
    isian: tuple[Isian, ...] = ()


def read_keputusan(table: Table) -> Keputusan:
    """What keputusan.toml says; told is what is unknown or of a wrong type."""
    default = Keputusan()
    keputusan = Keputusan(
        nomor=table.text("nomor", ""),
        tentang=table.text("tentang", ""),
        tanggal=table.take("tanggal", dt.date, None),
        tahun=table.take("tahun", int, None),
        berlaku_mulai=month_in(table, "berlaku_mulai"),
        pimpinan=table.text("pimpinan", ""),
        unit=_unit(table.table("unit")),
        dasar_hukum=table.texts("dasar_hukum", []),
        singkatan=table.text("singkatan", default.singkatan) or default.singkatan,
        kepanjangan=table.text("kepanjangan", default.kepanjangan) or default.kepanjangan,
        kata_kinerja=table.text("kata_kinerja", default.kata_kinerja) or default.kata_kinerja,
        konstanta=read_konstanta(table),
        isian=each(_isian, table.tables("isian", [])),
    )
    table.done()
    tell_of_long(table, "singkatan", keputusan.singkatan, LONGEST_SINGKATAN)
    tell_of_long(table, "kepanjangan", keputusan.kepanjangan, LONGEST_KEPANJANGAN)
    tell_of_long(table, "kata_kinerja", keputusan.kata_kinerja, LONGEST_KATA_KINERJA)
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
    if not isian.is_number or isian.dari:
        raise table.refuse(
            "hanya isian bilangan dapat dipakai jabatan lain. Pindahkan yang lain ke berkas jabatannya sendiri."
        )
    if isian.pendukung:
        mark = table.manner.write("pendukung = true", "ditandai pendukung")
        raise table.refuse(f"isian yang dipakai jabatan lain tidak dapat {mark}. Hapus tanda itu.", "pendukung")
    return isian


def _unit(table: Table) -> NamedUnit:
    """The office that the decree is for, as far as it says so."""
    named = read_named(table, NamedUnit())
    table.done()
    tell_of_misnamed(table, named)
    return named


def refuse_other_gaps(table: Table, pimpinan: str) -> None:
    """Nothing but the place is put into what the head of an office is called."""
    if set(pimpinan.replace(TEMPAT, "")) & set("{}"):
        table.tell(
            f"pimpinan “{bahasa.brief(pimpinan)}” memuat kurung kurawal. Yang dikenal di dalamnya hanya {TEMPAT}, yang "
            "diganti dengan tempat kantornya.",
            "pimpinan",
        )
