"""An office exactly on schedule, with every kind of target that there is, whole in what it asks and in what was typed.

Its indikator are those of :mod:`tests.independent`; what the application reads is written by
:mod:`tests.random_years`, as of any other year.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any, NamedTuple

from iki_excel.words.periods import Periode
from tests.independent import Bilangan, Daftar, Dokumen, Indikator, Kantor, Survei, Tree, Versi
from tests.random_years import TAHUN, Year, iki_toml, katalog_toml

MONTHS = Periode(str(TAHUN)).months


class Kind(NamedTuple):
    """A kind of target: what it is for, how it is written, and what an office on schedule types month by month."""

    formula: Tree
    isian: tuple[Any, ...]
    target: Any
    typed: Mapping[str, list[Any]]
    arah: str = "naik"

    @property
    def versi(self) -> Versi:
        """As the decree has it."""
        return Versi(self.formula, self.isian, arah=self.arah)


def _number(kode: str, akumulasi: str, target: Any, typed: list[Any], arah: str = "naik") -> Kind:
    return Kind(kode, (Bilangan(kode, akumulasi),), target, {kode: typed}, arah)


def _documents(kode: str, target: Any, of_all: bool) -> Kind:
    """A document of January, one of June finished a month earlier, one of December."""
    batas = {"awal": (1, 31), "tengah": (6, 30), "akhir": (12, 31)}
    daftar = Daftar(kode, tuple(Dokumen(f"{kode}_{one}", day) for one, day in batas.items()))
    finished = {"awal": dt.date(TAHUN, 1, 20), "tengah": dt.date(TAHUN, 5, 17), "akhir": dt.date(TAHUN, 12, 31)}
    typed = {
        f"{kode}.{kode}_{one}.selesai": [day if month.last_day.month == day.month else None for month in MONTHS]
        for one, day in finished.items()
    }
    met: Tree = ("memenuhi", kode)
    share: Tree = ("*", ("/", met, ("jatuh_tempo", kode)), 100)
    return Kind(share if of_all else met, (daftar,), target, typed)


MARCH_AND_AUGUST = {"jadwal": {f"{TAHUN}-03": 2, f"{TAHUN}-08": 3}}

KINDS: Mapping[str, Kind] = {
    "setahun": _number("setahun", "jumlah", 120, [10] * 12),
    "setahun, turun": _number("turun", "jumlah", 120, [10] * 12, "turun"),
    "setahun, stabil": _number("stabil", "jumlah", 120, [10] * 12, "stabil"),
    "bulan": _number("bulanan", "jumlah", {"bulan": 7}, [7] * 12),
    "triwulan": _number(
        "triwulan", "jumlah", {"triwulan": [30, 60, 90, 30]}, [10] * 3 + [20] * 3 + [30] * 3 + [10] * 3
    ),
    "semester": _number("semester", "jumlah", {"semester": [60, 120]}, [10] * 6 + [20] * 6),
    "jadwal": _number("jadwal", "jumlah", MARCH_AND_AUGUST, [0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0]),
    "rasio": Kind(
        ("*", ("/", "tepat", "seluruh"), 100), (Bilangan("tepat"), Bilangan("seluruh")), 80,
        {"tepat": [4, 8] * 6, "seluruh": [5, 10] * 6},
    ),
    "keadaan": _number("keadaan", "terakhir", 14, [14] * 12),
    "keadaan, tetap": _number("tetap", "terakhir", {"tetap": 14}, [14] * 12),
    "keadaan, jadwal": _number("bertambah", "terakhir", MARCH_AND_AUGUST, [0, 0, *[2] * 5, *[5] * 5]),
    "rentang": _number("rentang", "terakhir", {"dari": 80, "sampai": 90}, [80, 90] * 6),
    "banyak dokumen": _documents("banyak", None, of_all=False),
    "banyak dokumen, paling banyak": _documents("paling_banyak", 3, of_all=False),
    "banyak dokumen, jadwal": _documents(
        "dijadwalkan", {"jadwal": {f"{TAHUN}-{month}": 1 for month in ("01", "05", "12")}}, of_all=False
    ),
    "dokumen": _documents("dokumen", 100, of_all=True),
    "survei": Kind(
        ("*", ("nrr", "survei"), 25), (Survei("survei", ("unsur_a", "unsur_b")),), 75, {"survei": [[[3, 3]]] * 12},
    ),
}  # fmt: skip
"""Every kind of target, of every kind of indikator that may have it: but for "tetap" of what adds up, which fills up
over the year."""

KODE = {kind: f"UM-{number}" for number, kind in enumerate(KINDS, 1)}
"""The kode of the indikator of each kind."""


def on_schedule(indikator: Mapping[str, Indikator] | None = None, mulai: str | None = None) -> Year:
    """The year of the office. ``indikator``: what some of them are instead, by kind."""
    every = {kind: Indikator(KODE[kind], (one.versi,), satuan="satuan") for kind, one in KINDS.items()}
    every |= indikator or {}
    if mulai:
        every = {kind: one for kind, one in every.items() if "jadwal" not in kind}  # what they schedule is past
    target = {KODE[kind]: one.target for kind, one in KINDS.items() if kind in every and one.target is not None}
    kantor = Kantor(mulai, target=target)
    forms = {month: form_of(number) for number, month in enumerate(MONTHS) if month >= (mulai or "")}
    told = tuple(every.values())
    return Year(told, kantor, forms, "tepat jadwal", katalog_toml(random.Random(1), told), iki_toml(kantor))


def form_of(number: int) -> dict[str, Any]:
    """What is typed in a month, from 0."""
    return {kode: months[number] for kind in KINDS.values() for kode, months in kind.typed.items()}
