"""What a card says of a form, in one line or two for whoever runs the month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from iki_excel.decree.sheet_names import ISIAN
from iki_excel.decree.unit import Pengecualian
from iki_excel.judging.checks.missing import EMPTY, NOT_CHOSEN
from iki_excel.judging.telling import cells_said
from iki_excel.language.places import Place, areas_of
from iki_excel.words import bahasa, moments
from iki_excel.words.periods import Periode

BLANK = (EMPTY.kode, NOT_CHOSEN.kode)
"""The rules of a cell in which nothing stands: it is not filled wrongly."""

TWO_VERSIONS = "Ada dua versi dengan isi berbeda. Pilih salah satu."
MOST_AREAS = 4
"""So many groups of cells a card names."""


def not_written(month: Periode) -> str:
    """That there is no blank form to hand out."""
    return f"Formulir kosong {month.words} belum dibuat."


def awaited(batas: dt.date, today: dt.date) -> str:
    """Until when a form is waited for, or since when its day is over."""
    days = (batas - today).days
    if days < 0:
        return f"Lewat {-days} hari dari batas {bahasa.date(batas)}."
    return f"Batas kirim {bahasa.date(batas)} ({days_left(days)})."


def days_left(days: int) -> str:
    """ "2 hari lagi", "hari ini", "lewat 4 hari"."""
    if days < 0:
        return f"lewat {-days} hari"
    return f"{days} hari lagi" if days else "hari ini"


def to_mend(salah: Sequence[Place], kosong: Sequence[Place], lain: int, lihat: Sequence[Place]) -> str:
    """ "2 isian salah: F8 dan F13. 1 perlu dilihat."."""
    wrong = [f"{len(salah)} isian salah: {cells(salah)}."] if salah else []
    blank = [f"{len(kosong)} isian wajib masih kosong: {cells(kosong)}."] if kosong else []
    others = [f"{lain} hal lain perlu diperbaiki."] if lain else []
    return " ".join([*wrong, *blank, *others, *_to_look_at(lihat)])


def sound(tiba: str, batas: dt.date, lihat: Sequence[Place]) -> str:
    """When a form came, and whether in time."""
    return " ".join([*_came(tiba, batas), *_to_look_at(lihat)])


def unread(why: str, sheets: Sequence[str]) -> str:
    """Why a form cannot be read, and on which sheets, where it is about some."""
    where = f" ({bahasa.listing(sheets)})" if sheets else ""
    return f"Tidak dapat dibaca: {why[:1].lower()}{why[1:].rstrip('.')}{where}."


def excused(all_of_them: Iterable[Pengecualian], jabatan: str, month: Periode) -> str:
    """Why no form is waited for."""
    reasons = [one.alasan for one in all_of_them if one.jabatan == jabatan and month in one.months]
    return f"Tidak ditunggu: {reasons[0].rstrip('.')}." if reasons and reasons[0] else "Tidak ditunggu bulan ini."


def cells(places: Sequence[Place]) -> str:
    """ "F8 dan F13"; on other sheets than Isian with their name: "F8 dan KEPUASAN!C9"."""
    return bahasa.some(_areas(places), MOST_AREAS)


def _areas(places: Sequence[Place]) -> Iterator[str]:
    for sheet, own in groupby(sorted(places, key=lambda one: one.sheet != ISIAN), key=lambda one: one.sheet):
        for area in areas_of([*own]):
            said = cells_said([area])
            yield said if sheet == ISIAN else f"{sheet}!{said}"


def _came(tiba: str, batas: dt.date) -> Iterator[str]:
    if not tiba:
        yield "Sudah masuk; waktunya tidak diketahui."
        return
    day = moments.told(tiba).date()
    late = (day - batas).days
    yield f"Masuk {bahasa.date(day)}, {f'terlambat {late} hari' if late > 0 else 'tepat waktu'}."


def _to_look_at(lihat: Sequence[Place]) -> list[str]:
    return [f"{len(lihat)} perlu dilihat."] if lihat else []
