"""Stands in for runs/monthly (state_of, next_act, year_strip) until that is there; then this module is deleted.

It knows only what the folder says: which forms there are, and what checking finds in them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from iki_excel.forms.layout import form_path
from iki_excel.judging.files import UNFILLED, USED
from iki_excel.runs.checking import check_files
from iki_excel.runs.office import Office
from iki_excel.runs.results import workbook_in
from iki_excel.words import bahasa
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT

BELUM_DIBUAT, BELUM_MASUK, TERLAMBAT, PERLU_PERBAIKAN, DUA_VERSI, TIDAK_TERBACA, SAH = (
    "Belum dibuat", "Belum masuk", "Terlambat", "Perlu perbaikan", "Dua versi", "Tidak terbaca", "Sah",
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One form of a month: whose it is, its state (one of the seven), and one sentence."""

    jabatan: str
    nama: str
    pejabat: str
    state: str
    sentence: str
    told: str = ""


@dataclass(frozen=True)
class MonthState:
    """All forms of a month."""

    month: Periode
    cards: tuple[Card, ...]
    due: dt.date
    today: dt.date
    has_result: bool = False

    def count(self, *states: str) -> int:
        """How many forms are in one of these states."""
        return sum(card.state in states for card in self.cards)


@dataclass(frozen=True)
class Act:
    """The next sensible act: one of KINDS, a sentence, what its button says, and the equal command."""

    kind: str
    sentence: str
    label: str
    command: str


FORMULIR, PROSES, PILIH_BERKAS, HASIL = "formulir", "proses", "pilih berkas", "hasil"


def state_of(folder: Path, office: Office, month: Periode, today: dt.date) -> MonthState:
    """The state of a month on a day."""
    catalog, settings = office
    places = [folder / FORMS / month] if (folder / FORMS / month).is_dir() else []
    checked = check_files(places, catalog, settings)
    due = settings.due_day(month)
    cards = []
    for jabatan in catalog.at(month).jabatan:
        files = checked.files[checked.files["jabatan"] == jabatan.kode]
        wrong = checked.temuan[(checked.temuan["jabatan"] == jabatan.kode) & (checked.temuan["tingkat"] == GALAT)]
        exists = form_path(folder / FORMS, settings.unit.kode, jabatan.kode, month).exists()
        state, sentence = _card(files, [*wrong["sel"]], exists, due, today)
        pejabat = settings.pejabat.get(jabatan.kode)
        cards.append(Card(jabatan.kode, jabatan.sheet, pejabat.nama if pejabat else "", state, sentence))
    has_result = workbook_in(folder / RESULTS, month, settings.unit.kode).exists()
    return MonthState(month, tuple(cards), due, today, has_result)


def _card(files, wrong: list[str], exists: bool, due: dt.date, today: dt.date) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    if files.empty or (files["alasan"] == UNFILLED.kode).all():
        if not exists:
            return BELUM_DIBUAT, "Formulirnya belum dibuat."
        late = (today - due).days
        if late > 0:
            return TERLAMBAT, f"Lewat {late} hari dari batas {bahasa.date(due)}."
        return BELUM_MASUK, f"Batas kirim {bahasa.date(due)}."
    if not (files["nasib"] == USED).any():
        return TIDAK_TERBACA, "Berkasnya tidak dapat dibaca seluruhnya."
    if wrong:
        return PERLU_PERBAIKAN, f"{len(wrong)} isian salah: {bahasa.some(wrong, 4)}."
    return SAH, "Semua isian terbaca."


def next_act(state: MonthState) -> Act:
    """The first act that holds."""
    month, sah, all_ = state.month, state.count(SAH), len(state.cards)
    if missing := state.count(BELUM_DIBUAT):
        return Act(
            FORMULIR,
            f"Formulir {month.words} belum dibuat.",
            f"Buat {missing} formulir",
            f"iki template --periode {month}",
        )
    if sah == all_ and state.has_result:
        return Act(
            HASIL,
            "Rekap sudah dibuat. Periksa sebentar, lalu kirim.",
            "Lihat hasil, lalu kirim",
            f"iki buka --periode {month}",
        )
    if sah == all_:
        return Act(PROSES, f"Semua {all_} formulir sudah sah.", "Buat rekap", f"iki proses --periode {month}")
    if state.today > state.due and sah:
        return Act(
            PROSES,
            f"{all_ - sah} formulir belum sah.",
            f"Buat rekap sementara ({sah} dari {all_})",
            f"iki proses --periode {month}",
        )
    waiting = state.count(BELUM_MASUK, TERLAMBAT)
    until = f" sampai {bahasa.date(state.due)}" if state.today <= state.due else ""
    return Act(
        PILIH_BERKAS,
        f"Menunggu {waiting or all_ - sah} formulir{until}. Jatuhkan berkas di bawah bila sudah ada.",
        "Pilih berkas yang masuk",
        "iki terima",
    )


@dataclass(frozen=True)
class OfYear:
    """One month of the strip: what its state is called."""

    month: Periode
    word: str


def year_strip(folder: Path, office: Office, year: int) -> tuple[OfYear, ...]:
    """The months of a year, from the folder alone."""
    return tuple(OfYear(month, _word(folder, office, month)) for month in Periode(str(year)).so_far)


def _word(folder: Path, office: Office, month: Periode) -> str:
    unit = office.settings.unit
    if not unit.has_begun(month):
        return "sebelum mulai"
    if workbook_in(folder / RESULTS, month, unit.kode).exists():
        return "rekap ada"
    return "berjalan" if (folder / FORMS / month).is_dir() else "belum"
