"""A checklist of documents: of each the day it was finished and, where that is asked, whether it is good."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from iki_excel.decree import batas_waktu
from iki_excel.decree.batas_waktu import BatasWaktu
from iki_excel.decree.fields import DATE, NO, TB, YES, YES_NO, Slot
from iki_excel.decree.kinds.kind import (
    MONTHS_AHEAD,
    PERIOD_END,
    Isian,
    Kind,
    Misfit,
    Part,
    before,
    group,
    of_month,
    so_far,
)
from iki_excel.decree.toml import Table
from iki_excel.language.akumulasi import OF_ITS_MONTH
from iki_excel.language.cells import And, Condition, Expression, If, IsNumber, Name, Or, Sum
from iki_excel.language.formula import Measure
from iki_excel.words import bahasa

QUALITY = {YES: 1.0, NO: 0.0}
FINISHED = " – tanggal selesai"
"""What follows the name of a document where it is asked when it was finished."""
MOST_DOCUMENTS = 40
GOOD = "berkualitas baik"
"""What is asked of a finished document, where the catalogue has no word of its own for it."""
LONGEST_WORD = 60
"""Letters of a word of its own."""
OF_YEAR = "Tanggal dokumen selesai. Kosongkan bila belum selesai; ketik TB bila tahun ini tidak disusun."
OF_MONTH = "Tanggal dokumen bulan ini selesai. Kosongkan bila belum selesai; ketik TB bila bulan ini tidak disusun."


def _expand(table: Table) -> Isian:
    kode, asks_quality, own_word = table.kode(), table.take("mutu", bool, False), _own_word(table)
    quality = (own_word or GOOD) if asks_quality else ""
    items = table.tables("butir")
    if not items:
        example = "Tambahkan butir = [{ kode = …, label = …, batas = … }]."
        on_sheet = "Tambahkan dokumennya di lembar Butir, satu baris satu dokumen."
        raise table.refuse(f"daftar dokumen tanpa butir. {table.manner.write(example, on_sheet)}")
    if len(items) > MOST_DOCUMENTS:
        raise table.refuse(
            f"daftar dokumen berisi {len(items)} butir, paling banyak {MOST_DOCUMENTS}. Pecah menjadi dua."
        )
    return Isian(
        kode=kode,
        jenis=CHECKLIST.nama,
        label=table.text("label"),
        slots=tuple(slot for item in items for slot in _document_slots(kode, item, quality)),
        petunjuk=table.text("petunjuk", ""),
        pendukung=table.take("pendukung", bool, False),
        kata_mutu=own_word,
    )


def _own_word(table: Table) -> str:
    """What the catalogue asks of a finished document in its own words; empty where it has none."""
    own = table.text("kata_mutu", "")
    if own and not table.data.get("mutu"):
        add = table.manner.write("Tambahkan mutu = true", f"Tulis Ya di {table.manner.key('mutu')}")
        told = f"{table.manner.key('kata_mutu')} hanya berarti bila mutu ditanyakan. {add}, atau hapus."
        raise table.refuse(told, "kata_mutu")
    if len(own) > LONGEST_WORD:
        told = f"{table.manner.key('kata_mutu')} berisi {len(own)} huruf, paling banyak {LONGEST_WORD}. Pendekkan."
        raise table.refuse(told, "kata_mutu")
    return own


def _document_slots(isian: str, item: Table, word: str) -> list[Slot]:
    """``word``: what is asked of its quality, if anything."""
    butir, label, batas, fakta = item.kode(), item.text("label"), _deadline(item), item.codes("fakta")
    is_monthly = batas_waktu.is_monthly(batas)
    finished = Slot(
        kode=f"{isian}.{butir}.selesai",
        isian=isian,
        label=f"{label}{FINISHED}",
        satuan="tanggal",
        field=DATE,
        akumulasi=OF_ITS_MONTH if is_monthly else "catatan_terakhir",
        wajib=False,
        minimum=None,
        butir=butir,
        batas=batas,
        fakta=fakta,
        petunjuk=OF_MONTH if is_monthly else OF_YEAR,
    )
    item.done()
    if not word:
        return [finished]
    quality = Slot(
        kode=f"{isian}.{butir}.mutu",
        isian=isian,
        label=f"{label} – {word}",
        satuan="Ya / Tidak",
        field=YES_NO,
        akumulasi=OF_ITS_MONTH if is_monthly else "ikut",
        wajib=False,
        minimum=None,
        leader=finished.kode,
        butir=butir,
        fakta=fakta,
        petunjuk=f"Pilih Ya bila dokumen yang selesai itu {word}, Tidak bila belum.",
    )
    return [finished, quality]


def _deadline(item: Table) -> BatasWaktu:
    text = item.text("batas", "31 Desember")
    parsed = batas_waktu.read(text)
    if parsed is None:
        raise item.refuse(
            f"{item.manner.key('batas')} berisi “{text}”. Tulis tanggal dan bulan, misalnya "
            f"“{batas_waktu.YEARLY_EXAMPLE}”; untuk dokumen setiap bulan, misalnya “{batas_waktu.MONTHLY_EXAMPLE}”.",
            "batas",
        )
    return parsed


# --- an example ------------------------------------------------------------------------------------------------------


def _example(isian: Isian, value: Any) -> Mapping[str, float]:
    columns = {}
    for finished, quality in isian.dokumen:
        entry = value.get(finished.butir, {})
        columns[finished.kode] = float(bahasa.serial(entry["selesai"])) if "selesai" in entry else math.nan
        if quality:
            columns[quality.kode] = QUALITY.get(entry.get("mutu", ""), math.nan)
    return columns


def _misfits(isian: Isian, value: Any) -> Iterator[Misfit]:
    """The documents of an example that are unknown, and what of the others cannot be."""
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        yield Misfit("nilainya harus dokumen dengan tanggalnya, misalnya { lkjip = { selesai = 2019-02-20 } }.")
        return
    asks_quality = {finished.butir: quality is not None for finished, quality in isian.dokumen}
    for kode, entry in value.items():
        if kode in asks_quality:
            yield from _misfits_of_entry(kode, entry, asks_quality[kode])
        else:
            yield Misfit(f"tidak ada butir “{kode}”. {bahasa.nearest(kode, asks_quality)}", (kode,))


def _misfits_of_entry(kode: str, entry: Mapping[str, Any], asks_quality: bool) -> Iterator[Misfit]:
    known = ["selesai", "mutu"] if asks_quality else ["selesai"]
    for key in (key for key in entry if key not in known):
        told = f"kunci “{key}” pada butir “{kode}” tidak dikenal. {bahasa.nearest(key, known)}"
        yield Misfit(told, (kode, key))
    if "selesai" in entry and type(entry["selesai"]) is not dt.date:
        yield Misfit(f"selesai pada butir “{kode}” harus tanggal seperti 2019-02-28.", (kode, "selesai"))
    if asks_quality and "mutu" in entry and entry["mutu"] not in QUALITY:
        yield Misfit(f"mutu pada butir “{kode}” harus “Ya” atau “Tidak”.", (kode, "mutu"))


# --- the measures ----------------------------------------------------------------------------------------------------

MET, DUE, FINISHED_BY, ALL = "memenuhi", "jatuh_tempo", "selesai", "banyak"


# what stands for the cells of a document in the templates of its parts
_DAY, _QUALITY, _DEADLINE, _ASKED_FOR = Name("selesai"), Name("mutu"), Name("batas"), Name("tagih")
_END = Name(PERIOD_END)


def _parts(isian: Isian) -> tuple[Part, ...]:
    """Of each document whether it is due, whether it meets what is asked and, where the rumus asks for that, whether it
    is finished and whether it is one of the year's at all: 1 or 0; of one of every month, of each month for itself.

    Of a month counts what became due in it: the documents that are due at its end and were not at the end of the month
    before, and those of them that meet or are finished.
    """
    named = [DUE, MET, *(nama for nama in (FINISHED_BY, ALL) if nama in isian.measures)]
    return tuple(part for pair in isian.dokumen for part in _parts_of_document(named, *pair))


def _parts_of_document(named: Sequence[str], date: Slot, quality: Slot | None) -> Iterator[Part]:
    names = {_DAY.name: date.kode, _DEADLINE.name: f"{date.kode}.batas", _ASKED_FOR.name: f"{date.kode}.tagih"}
    names |= {PERIOD_END: PERIOD_END, **({_QUALITY.name: quality.kode} if quality else {})}
    told = tuple(names.items())
    for nama in named:
        template = _template(nama, asks_quality=quality is not None, is_monthly=date.is_monthly)
        of_its_month = None if date.is_monthly else _OF_MONTH[nama]
        yield Part(nama, LABELS[nama], date.kode, template, told, of_its_month, date.is_monthly)


@functools.cache
def _template(nama: str, *, asks_quality: bool, is_monthly: bool) -> Expression:
    """1 or 0; the same object for all documents, which thereby are computed together."""
    is_so: dict[str, Condition] = {
        DUE: _is_due(),
        MET: _is_met(asks_quality),
        FINISHED_BY: _is_finished(),
        ALL: _is_due() if is_monthly else _is_of_year(),
    }
    return If(is_so[nama], 1, 0)


def _among_due(nama: str) -> Expression:
    """Of the documents that became due in the month those that are so at its end."""
    return If(And(Name(of_month(DUE)).equals(1), Name(so_far(nama)).equals(1)), 1, 0)


LABELS = {DUE: "Jatuh tempo", MET: "Memenuhi", FINISHED_BY: "Selesai", ALL: "Dokumen setahun"}
_OF_MONTH = {
    DUE: If(And(Name(so_far(DUE)).equals(1), Name(before(DUE)).equals(0)), 1, 0),
    **{nama: _among_due(nama) for nama in (MET, FINISHED_BY, ALL)},
}


def _is_met(asks_quality: bool) -> Condition:
    """Finished by the period's end, in time, and good where that is asked."""
    good = [_QUALITY.equals(1)] if asks_quality else []
    return And(IsNumber(_DAY), _DAY <= _DEADLINE, _DAY <= _END, *good)


def _is_finished() -> Condition:
    """Finished by the period's end, in time or not."""
    return And(IsNumber(_DAY), _DAY <= _END)


def _is_due() -> Condition:
    """The day on which it is asked for has come, or it was finished before; what is not drawn up (TB) is never due.

    That day is its deadline; it is a text, and never comes, where the deadline lies before the office began.
    """
    return _is_finished_or(_ASKED_FOR <= _END)


def _is_of_year() -> Condition:
    """It is asked for on some day of the year, or it was finished all the same; what is not drawn up (TB) is none."""
    return _is_finished_or(IsNumber(_ASKED_FOR))


def _is_finished_or(is_asked_for: Condition) -> Condition:
    return If(IsNumber(_DAY), Or(_DAY <= _END, is_asked_for), And(_DAY.differs(TB), is_asked_for))


def _count(part: str) -> Callable[[Isian], Expression]:
    return lambda isian: Sum(Name(group(part, isian.kode)))


def _any_due(isian: Isian) -> Condition:
    """While no document is due there is nothing to count."""
    return _count(DUE)(isian) > 0


def _of_year(isian: Isian) -> Expression:
    """The documents of the year; of every month those of the months that are still to come, too."""
    monthly = sum(date.is_monthly for date, _ in isian.dokumen)
    known = _count(ALL)(isian)
    return known + Name(MONTHS_AHEAD) * monthly if monthly else known


def _any_of_year(isian: Isian) -> Condition:
    """Where no document is drawn up there is nothing to count."""
    return _of_year(isian) > 0


CHECKLIST = Kind(
    "daftar_dokumen",
    _expand,
    _example,
    {
        MET: Measure(_count(MET), _any_due, lambda label: f"dokumen yang memenuhi syarat ({label})"),
        DUE: Measure(_count(DUE), _any_due, lambda label: f"dokumen yang jatuh tempo ({label})"),
        FINISHED_BY: Measure(_count(FINISHED_BY), _any_due, lambda label: f"dokumen yang selesai ({label})"),
        ALL: Measure(_of_year, _any_of_year, lambda label: f"semua dokumen setahun ({label})"),
    },
    _parts,
    _misfits,
)
