"""What an indikator's months are like, and the status of its result after each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iki_excel.decree import Indikator
from iki_excel.decree.fields import STATE_WORDS, TB, TIDAK_BERLAKU
from iki_excel.decree.kinds import Isian, Slot
from iki_excel.judging.scoring.grid import SlotArrays
from iki_excel.language.cells import Contents, Mask
from iki_excel.language.formula import Evaluation

LENGKAP, SEBAGIAN, BELUM_LENGKAP, SALAH_ISI = "lengkap", "sebagian", "belum_lengkap", "salah_isi"
BELUM_JATUH_TEMPO, PEMBAGI_NOL, BELUM_MASUK = "belum_jatuh_tempo", "pembagi_nol", "belum_masuk"

STATUS_WORDS = {
    LENGKAP: "lengkap",
    SEBAGIAN: "sebagian (ada bulan yang belum masuk)",
    BELUM_LENGKAP: "belum lengkap (ada isian kosong)",
    SALAH_ISI: "salah isi (ada isian yang perlu diperbaiki)",
    TIDAK_BERLAKU: STATE_WORDS[TIDAK_BERLAKU],
    BELUM_JATUH_TEMPO: "belum jatuh tempo",
    PEMBAGI_NOL: "pembagi nol",
    BELUM_MASUK: "belum masuk",
}
"""Every status of a result, as people read it."""


@dataclass(frozen=True)
class Months:
    """What an indikator's months are like, over the grid."""

    came: Mask
    kosong: Mask
    salah: Mask
    absent: Mask

    @property
    def usable(self) -> Mask:
        """Months with all numbers."""
        return self.came & ~self.kosong & ~self.salah & ~self.absent


def months_of(indikator: Indikator, arrays: dict[str, SlotArrays], shape: tuple[int, int]) -> Months:
    """The months of an indikator by its needed slots: those its formulas use.

    A blank document is not missing (it is not finished), but a finished one without its quality is; a checklist is
    absent only when all of it is.
    """
    no = np.zeros(shape, dtype=bool)
    came, kosong, salah, absent = no, no, no, no
    for isian in _needed(indikator):
        parts = [arrays[slot.kode] for slot in isian.slots]
        came = came | np.any([part.came for part in parts], axis=0)
        salah = salah | np.any([part.salah for part in parts], axis=0)
        isian_kosong, isian_absent = _gaps_of_documents(isian, arrays) if isian.dokumen else _gaps(parts)
        kosong, absent = kosong | isian_kosong, absent | isian_absent
    return Months(came, kosong & ~salah, salah, absent & ~salah & ~kosong)


def _needed(indikator: Indikator) -> list[Isian]:
    """The isian that its formulas use."""
    return [isian for isian in indikator.isian if not isian.pendukung]


def is_state(indikator: Indikator) -> bool:
    """Whether it is a state at the end of a month, all of it last known values, rather than what adds up."""
    slots = [slot for isian in _needed(indikator) for slot in isian.slots]
    akumulasi = {slot.akumulasi for slot in slots} | {part.akumulasi for part in indikator.hitung}
    return akumulasi <= {"terakhir"} and not any(slot.batas for slot in slots)


def _gaps(parts: Sequence[SlotArrays]) -> tuple[Mask, Mask]:
    """Where one of the parts is blank, and where one does not apply."""
    return np.any([part.kosong for part in parts], axis=0), np.any([part.absent for part in parts], axis=0)


def _gaps_of_documents(isian: Isian, arrays: dict[str, SlotArrays]) -> tuple[Mask, Mask]:
    """Where a finished document has no word on its quality, and where no document applies."""
    absent = np.all([arrays[date.kode].absent for date, _ in isian.dokumen], axis=0)
    unrated = [
        ~np.isnan(arrays[date.kode].angka) & (arrays[quality.kode].kosong | arrays[quality.kode].absent)
        for date, quality in isian.dokumen
        if quality
    ]
    return np.any([np.zeros_like(absent), *unrated], axis=0), absent


def status_of(
    indikator: Indikator, months: Months, so_far: Mapping[str, Contents], of_year: Evaluation, divided: Mask
) -> npt.NDArray[np.object_]:
    """The status of the accumulated result after each month; the first condition that holds tells.

    ``divided``: where a computed name stands on a division by zero.
    """
    missing, salah, kosong = _ever(~months.came), _ever(months.salah), _ever(months.kosong)
    absent_only = _never_applied(indikator, so_far)
    if is_state(indikator):
        salah, kosong, missing, absent_only = _of_latest(months)
    no_value = np.broadcast_to(np.isnan(of_year.value), missing.shape)
    by_zero = divided | of_year.divided_by_zero
    why_none = BELUM_JATUH_TEMPO if _documents(indikator) else BELUM_LENGKAP
    return np.select(
        [~_ever(months.came), salah, kosong, absent_only, by_zero, no_value, missing],
        [BELUM_MASUK, SALAH_ISI, BELUM_LENGKAP, TIDAK_BERLAKU, PEMBAGI_NOL, why_none, SEBAGIAN],
        LENGKAP,
    ).astype(object)


def _never_applied(indikator: Indikator, so_far: Mapping[str, Contents]) -> Mask:
    """Where a number has none so far, or every document was last told not to be drawn up.

    A number that was not blank, not wrong and not missing has none when it never applied, or never with all others.
    """
    numbers = [slot for isian in _needed(indikator) if not isian.dokumen for slot in isian.slots]
    never = [~so_far[slot.kode].is_number for slot in numbers]
    if documents := _documents(indikator):
        never.append(np.all([so_far[slot.kode].text == TB for slot in documents], axis=0))
    absent: Mask = np.any(never, axis=0)
    return absent


def _documents(indikator: Indikator) -> list[Slot]:
    """The dates of the documents that its formulas use."""
    return [date for isian in _needed(indikator) for date, _ in isian.dokumen]


def _of_latest(months: Months) -> tuple[Mask, Mask, Mask, Mask]:
    """For last known values only the latest month that came in can be wrong or absent; a blank one falls back."""
    order = np.where(months.came & ~months.kosong, np.arange(months.came.shape[-1]), -1)
    latest = np.maximum(np.maximum.accumulate(order, axis=-1), 0)
    salah = np.take_along_axis(months.salah, latest, axis=-1)
    absent = np.take_along_axis(months.absent, latest, axis=-1)
    known = _ever(months.usable)
    return salah, _ever(months.kosong) & ~known, ~months.came | months.kosong, absent


def _ever(mask: Mask) -> Mask:
    return np.logical_or.accumulate(mask, axis=-1)
