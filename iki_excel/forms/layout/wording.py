"""The words of a form that may change while it asks the same, and in which order it asks.

A form keeps both as they were when it was written, so that it is read by them also where the decree has put the same
questions in other words since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from iki_excel.decree import Indikator, Jabatan
from iki_excel.decree.kinds import Isian
from iki_excel.forms.layout.arrangement import usual_title
from iki_excel.language.formula import Skala

Wording = Mapping[str, str]
"""By key of what it names: a code, and before it what it is the code of."""

JABATAN, TITLE = "jabatan", "judul"
"""A form without the second has the usual title."""


class _Coded(Protocol):
    @property
    def kode(self) -> str: ...


Coded = TypeVar("Coded", bound=_Coded)


def wording_of(jabatan: Jabatan) -> dict[str, str]:
    """All locked words that the catalogue chooses, in the order of the form."""
    words = {JABATAN: jabatan.nama}
    for indikator in jabatan.indikator:
        words[f"indikator {indikator.kode}"] = indikator.indikator
        for isian in indikator.isian:
            words[_key(words, "isian", isian.kode, indikator)] = isian.label
            words |= {f"sel {slot.kode}": slot.label for slot in isian.slots}
            words |= {f"pengisi {isian.diisi}": isian.pengisi} if isian.diisi else {}
        for one in indikator.konstanta:
            words[_key(words, "konstanta", one.kode, indikator)] = one.label
        words |= {_of_skala(indikator, one): one.label for one in indikator.skala}
        words |= {f"hitung {part.kode}": part.label for part in indikator.hitung}
    return words


def _key(words: Wording, what: str, kode: str, indikator: Indikator) -> str:
    """What several indikator have stands under a key of its own in each further one, for its place there."""
    key = f"{what} {kode}"
    return f"{what} {indikator.kode} {kode}" if key in words else key


def _of_skala(indikator: Indikator, skala: Skala) -> str:
    return f"skala {indikator.kode} {skala.kode}"


def recorded(jabatan: Jabatan, title: str) -> dict[str, str]:
    """The words as a form keeps them."""
    return wording_of(jabatan) | ({} if title == usual_title() else {TITLE: title})


def as_worded(jabatan: Jabatan, words: Wording) -> Jabatan:
    """The jabatan in these words and their order; what they do not name stays as it is."""
    if wording_of(jabatan) == words and list(wording_of(jabatan)) == list(words):
        return jabatan
    indikator = tuple(_indikator(one, words) for one in jabatan.indikator)
    nama = words.get(JABATAN, jabatan.nama)
    return replace(jabatan, nama=nama, indikator=_in_order(indikator, "indikator", words))


def _indikator(indikator: Indikator, words: Wording) -> Indikator:
    isian = tuple(_isian(one, words) for one in indikator.isian)
    konstanta = tuple(replace(one, label=words.get(f"konstanta {one.kode}", one.label)) for one in indikator.konstanta)
    skala = tuple(replace(one, label=words.get(_of_skala(indikator, one), one.label)) for one in indikator.skala)
    hitung = tuple(replace(one, label=words.get(f"hitung {one.kode}", one.label)) for one in indikator.hitung)
    return replace(
        indikator,
        indikator=words.get(f"indikator {indikator.kode}", indikator.indikator),
        isian=_in_order(isian, "isian", words, indikator.kode),
        konstanta=_in_order(konstanta, "konstanta", words, indikator.kode),
        skala=_in_order(skala, "skala", words, indikator.kode),
        hitung=_in_order(hitung, "hitung", words),
    )


def _isian(isian: Isian, words: Wording) -> Isian:
    slots = tuple(replace(slot, label=words.get(f"sel {slot.kode}", slot.label)) for slot in isian.slots)
    label = words.get(f"isian {isian.kode}", isian.label)
    pengisi = words.get(f"pengisi {isian.diisi}", isian.pengisi)
    return replace(isian, label=label, pengisi=pengisi, slots=_in_order(slots, "sel", words))


def _in_order(parts: Sequence[Coded], what: str, words: Wording, indikator: str = "") -> tuple[Coded, ...]:
    """As the words name them, in this indikator where several have it; what they do not name comes behind."""
    order = {key: number for number, key in enumerate(words)}

    def place(one: Coded) -> int:
        return order.get(f"{what} {indikator} {one.kode}", order.get(f"{what} {one.kode}", len(order)))

    return tuple(sorted(parts, key=place))
