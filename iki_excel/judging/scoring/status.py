"""What an indikator's months are like, and the status of its result after each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from iki_excel.decree import Indikator
from iki_excel.decree.fields import STATE_WORDS, TB, TIDAK_BERLAKU
from iki_excel.decree.kinds import Isian, Slot
from iki_excel.judging.scoring.grid import Forms, SlotArrays
from iki_excel.language.cells.columns import Column, Columns, Contents, Mask
from iki_excel.language.formula.evaluating import Evaluation
from iki_excel.words.frozen import frozen

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

UNASKED = "belum lengkap (formulirnya belum menanyakannya)"
"""What is said where nothing was left blank, but the form is of an earlier version that asks less."""

BLANK_NOW, BLANK_BEFORE = "sebagian (isian bulan ini kosong)", "sebagian (isian bulan sebelumnya kosong)"
"""What is said of a last known value that is of an earlier month, because this month's is blank, or one's between."""


@frozen
class OtherForm:
    """What is said where nothing of its own form is blank or wrong, but what another form has: after a month in which
    that was not there, in it, and after one in which it was wrong.
    """

    awaited: str
    awaited_now: str
    wrong: str


WRONG_LAST_YEAR = "salah isi (isian tahun lalu perlu diperbaiki)"
BLANK_LAST_YEAR = OtherForm(
    "belum lengkap (isian tahun lalu kosong)", "sebagian (isian tahun lalu untuk bulan ini kosong)", WRONG_LAST_YEAR
)
NO_LAST_YEAR = OtherForm(
    "belum lengkap (formulir tahun lalu tidak ada)",
    "sebagian (formulir tahun lalu untuk bulan ini tidak ada)",
    WRONG_LAST_YEAR,
)


def of_filler(pengisi: str) -> OtherForm:
    """What is said of what another jabatan fills."""
    return OtherForm(
        f"belum lengkap (isian dari {pengisi} belum ada)",
        f"sebagian (isian bulan ini dari {pengisi} belum ada)",
        f"salah isi (isian dari {pengisi} perlu diperbaiki)",
    )


RISEN = "pembagi nol (meningkat dari nol)"
"""What is said of a change against a year in which there was nothing."""


@frozen
class Months:
    """What an indikator's months are like, over the grid.

    ``came``: its form came in. ``missing``: it did not, and nobody excused it. ``kosong``, ``salah``: what is so of the
    month's own entries. ``absent``: the indikator does not apply in it. ``unasked``: all that is blank is what the form
    does not ask for. ``others``: as :func:`_others` has it.
    """

    came: Mask
    missing: Mask
    kosong: Mask
    salah: Mask
    absent: Mask
    unasked: Mask
    others: Mapping[OtherForm, tuple[Mask, Mask, Mask]]

    def within(self, months: slice) -> Months:
        """The same for some of the months."""
        own = {name: getattr(self, name)[:, months] for name in self.__dataclass_fields__ if name != "others"}
        others = {of: (a[:, months], b[:, months], c[:, months]) for of, (a, b, c) in self.others.items()}
        return Months(**own, others=others)

    @property
    def usable(self) -> Mask:
        """Months with all numbers."""
        return self.came & ~self.kosong & ~self.salah & ~self.absent


@frozen
class Standing:
    """How the entries stand after each month: the latest of a document counts, until another is told.

    Of a document of every month no other form tells, so that each counts for the rest of the year.

    ``salah``: one of them is wrong. ``kosong``: one says that a document is finished, without a word on its quality.
    ``absent``: none of the documents is to be drawn up.
    """

    salah: Mask
    kosong: Mask
    absent: Mask


def months_of(indikator: Indikator, arrays: Mapping[str, SlotArrays], forms: Forms, of_month: Evaluation) -> Months:
    """The months of an indikator by its needed slots: those its formulas use.

    A blank document is not missing (it is not finished), but a finished one without its quality is. The indikator is
    absent where nothing but a TB keeps it from having a value.
    """
    no = np.zeros_like(forms.came)
    kosong, salah, absent, blank = no, no, forms.excused, no
    for isian in indikator.needed:
        parts = [arrays[slot.kode] for slot in isian.slots]
        salah = salah | np.any([part.salah for part in parts], axis=0)
        if isian.dokumen:
            open_now = [(_unrated(arrays, *pair), arrays[pair[0].kode].unasked) for pair in isian.dokumen]
        else:
            open_now = [(part.kosong, part.unasked) for part in parts]
            absent = absent | np.any([part.absent for part in parts], axis=0)
        kosong = kosong | np.any([no, *(gap for gap, _ in open_now)], axis=0)
        blank = blank | np.any([no, *(gap & ~unasked for gap, unasked in open_now)], axis=0)
    has_value = ~np.isnan(of_month.value) | of_month.divided_by_zero
    gaps = salah | kosong
    missing, unasked = ~forms.came & ~forms.excused, kosong & ~blank
    return Months(
        forms.came, missing, kosong & ~salah, salah, absent & ~gaps & ~has_value, unasked, _others(indikator, arrays)
    )


def is_state(indikator: Indikator) -> bool:
    """Whether it is a state at the end of a month, all of it last known values, rather than what adds up."""
    slots = [slot for isian in indikator.needed for slot in isian.slots]
    akumulasi = {slot.akumulasi for slot in slots} | {part.akumulasi for part in indikator.hitung}
    return akumulasi <= {"terakhir"} and not any(slot.batas for slot in slots)


def _unrated(arrays: Mapping[str, SlotArrays], date: Slot, quality: Slot | None) -> Mask:
    """Where a document is finished without a word on its quality, or the form has no cell for it."""
    if quality is None:
        return arrays[date.kode].unasked
    return arrays[date.kode].unasked | ~np.isnan(arrays[date.kode].angka) & (
        arrays[quality.kode].kosong | arrays[quality.kode].absent
    )


# --- documents -------------------------------------------------------------------------------------------------------


def standing_of(indikator: Indikator, arrays: Mapping[str, SlotArrays], so_far: Mapping[str, Contents]) -> Standing:
    """How the entries of its documents stand, and whether its other numbers were ever wrong or blank."""
    pairs = _documents(indikator)
    others = [arrays[slot.kode] for isian in indikator.needed if not isian.dokumen for slot in isian.slots]
    no = np.zeros_like(next(iter(arrays.values())).came)
    stand = [_entry(arrays, *pair) for pair in pairs]
    salah = [*(wrong for wrong, _ in stand), *(ever(part.salah) for part in others)]
    kosong = [*(unrated for _, unrated in stand), *(ever(part.kosong) for part in others)]
    absent = np.all([absent_of(date, so_far) == date.a_year for date, _ in pairs], axis=0) if pairs else no
    return Standing(np.any([no, *salah], axis=0), np.any([no, *kosong], axis=0), absent)


def absent_of(date: Slot, so_far: Mapping[str, Contents]) -> Column:
    """How many of its documents of the year are not to be drawn up, as far as is told."""
    absent = so_far[date.kode].says(TB).astype(np.float64)
    return np.cumsum(absent, axis=-1) if date.is_monthly else absent


def stands_open(arrays: Mapping[str, SlotArrays], date: Slot, quality: Slot | None) -> Mask:
    """Where the latest entry of a document is wrong, or says nothing on its quality."""
    wrong, unrated = _entry(arrays, date, quality)
    return wrong | unrated


def _entry(arrays: Mapping[str, SlotArrays], date: Slot, quality: Slot | None) -> tuple[Mask, Mask]:
    """Whether the latest entry of a document is wrong, and whether it lacks its quality; of every month any of them."""
    own = arrays[date.kode]
    wrong = own.salah | arrays[quality.kode].salah if quality else own.salah
    unrated = _unrated(arrays, date, quality)
    if date.is_monthly:
        return ever(wrong), ever(unrated & ~wrong)
    says = wrong | own.absent | ~np.isnan(own.angka)
    untold = _latest(own.unasked, own.came | own.unasked)  # until a form asks for it
    return _latest(wrong, says), _latest(unrated & ~wrong, says) | untold


def _latest(mask: Mask, says: Mask) -> Mask:
    """What was so when something was last said; not so before anything was."""
    at = np.maximum.accumulate(np.where(says, np.arange(mask.shape[-1]), -1), axis=-1)
    return np.take_along_axis(mask, np.maximum(at, 0), axis=-1) & (at >= 0)


def _documents(indikator: Indikator) -> list[tuple[Slot, Slot | None]]:
    """The documents that its formulas use."""
    return [pair for isian in indikator.needed for pair in isian.dokumen]


# --- the status ------------------------------------------------------------------------------------------------------


def status_of(
    indikator: Indikator, months: Months, standing: Standing, of_year: Evaluation, divided: Mask, not_yet: Mask
) -> npt.NDArray[np.object_]:
    """The status of the accumulated result after each month; the first condition that holds tells.

    ``divided``: where a computed name stands on a division by zero. ``not_yet``: where no target is due.
    """
    came, missing = ever(months.came), ever(months.missing)
    salah, kosong, missing_now = _gaps(indikator, months, standing, missing)
    no_value = np.broadcast_to(np.isnan(of_year.value), missing.shape)
    by_zero = divided | of_year.divided_by_zero
    none_due = no_value & ~standing.absent & bool(_documents(indikator))
    return np.select(
        [~came & missing, ~came, salah, kosong, by_zero, none_due, no_value, not_yet, missing_now],
        [BELUM_MASUK, TIDAK_BERLAKU, SALAH_ISI, BELUM_LENGKAP, PEMBAGI_NOL, BELUM_JATUH_TEMPO, TIDAK_BERLAKU,
         BELUM_JATUH_TEMPO, SEBAGIAN],
        LENGKAP,
    ).astype(object)  # fmt: skip


def is_of_some_months(indikator: Indikator, months: Months, standing: Standing) -> Mask:
    """Where a value is of some of its months only, also where nothing of a target is due that would be measured."""
    _, _, missing = _gaps(indikator, months, standing, ever(months.missing))
    return missing


def _gaps(indikator: Indikator, months: Months, standing: Standing, missing: Mask) -> tuple[Mask, Mask, Mask]:
    """Where a wrong entry stands, where a blank keeps it from a value, and where it is of some of its months only."""
    if is_state(indikator):
        known = ever(months.usable)
        gaps = since_usable(months.missing | months.kosong, months.usable)
        return since_usable(months.salah, months.usable), ever(months.kosong) & ~known, gaps
    if _documents(indikator):
        return standing.salah, standing.kosong, missing
    return ever(months.salah), ever(months.kosong), missing


def since_usable(wrong: Mask, usable: Mask) -> Mask:
    """Where something was wrong, and no number came after it."""
    order = np.arange(wrong.shape[-1])
    last = np.maximum.accumulate(np.where(wrong, order, -1), axis=-1)
    return last > np.maximum.accumulate(np.where(usable, order, -1), axis=-1)


def ever(mask: Mask) -> Mask:
    """Where it was so in a month so far."""
    return np.logical_or.accumulate(mask, axis=-1)


def known(status: npt.NDArray[np.object_], value: Column, not_yet: Mask) -> Column:
    """The value where the status says that there is one; before its target is due, a realisasi stays."""
    stays = (status == BELUM_JATUH_TEMPO) & not_yet
    return np.where(np.isin(status, (LENGKAP, SEBAGIAN)) | stays, np.broadcast_to(value, status.shape), np.nan)


def words_of(
    indikator: Indikator, status: npt.NDArray[np.object_], months: Months, year: Columns
) -> npt.NDArray[np.object_]:
    """Each status in words, with its real reason."""
    words = np.vectorize(STATUS_WORDS.__getitem__, otypes=[object])(status)
    words = np.where((status == BELUM_LENGKAP) & ~ever(months.kosong & ~months.unasked), UNASKED, words)
    if is_state(indikator):
        in_part = status == SEBAGIAN
        missing = since_usable(months.missing, months.usable)
        words = np.where(in_part & ~missing, BLANK_BEFORE, words)
        words = np.where(in_part & months.kosong, BLANK_NOW, words)
    words = _with_others(status, words, months)
    risen = _risen_from_nothing(indikator, year, months.came.shape)
    return np.where((status == PEMBAGI_NOL) & risen, RISEN, words)


def _with_others(
    status: npt.NDArray[np.object_], words: npt.NDArray[np.object_], months: Months
) -> npt.NDArray[np.object_]:
    """Where only what another form has is missing or wrong, that one is named."""
    for other, (awaited, awaited_now, wrong) in months.others.items():
        words = np.where((status == BELUM_LENGKAP) & awaited, other.awaited, words)
        words = np.where((status == SEBAGIAN) & awaited_now, other.awaited_now, words)
        words = np.where((status == SALAH_ISI) & wrong, other.wrong, words)
    return words


def _others(indikator: Indikator, arrays: Mapping[str, SlotArrays]) -> dict[OtherForm, tuple[Mask, Mask, Mask]]:
    """By form that something of it stands on: after which months that was ever blank, in which it is, and after which
    it was ever wrong; not after anything of its own form was.
    """
    parts = [(isian, arrays[slot.kode]) for isian in indikator.needed for slot in isian.slots]
    no = np.zeros_like(parts[0][1].came)
    own = ever(np.any([no, *(part.kosong | part.salah for isian, part in parts if not isian.is_of_other_form)], axis=0))
    found: dict[OtherForm, tuple[Mask, Mask]] = {}
    for isian, part in ((isian, part) for isian, part in parts if isian.is_of_other_form):
        for other, blank in _blank_on(isian, part).items():
            kosong, salah = found.get(other, (no, no))
            found[other] = (kosong | blank, salah | part.salah)
    return {other: (ever(kosong) & ~own, kosong & ~own, ever(salah) & ~own) for other, (kosong, salah) in found.items()}


def _blank_on(isian: Isian, part: SlotArrays) -> dict[OtherForm, Mask]:
    """By what is said of it in which months an isian of another form has no number; where last year's is gone, last."""
    if isian.setahun_lalu:
        return {BLANK_LAST_YEAR: part.kosong & ~part.unasked, NO_LAST_YEAR: part.unasked}
    return {of_filler(isian.pengisi): part.kosong}


def _risen_from_nothing(indikator: Indikator, year: Columns, shape: tuple[int, ...]) -> Mask:
    """Where the rumus compares two numbers, of which the one before is 0 and the other is not."""
    compared = indikator.rumus.compared
    if compared is None:
        return np.zeros(shape, dtype=bool)
    before, now = (_of_name(year, name) for name in compared)
    risen: Mask = (before == 0) & (now > 0)
    return risen


def _of_name(year: Columns, name: str) -> Column:
    contents = year[name]
    assert isinstance(contents, Contents)
    return contents.number
