"""What a periode comes to, said first wherever somebody acts on it: the state, the mean, who is worst and best.

All numbers are as they are shown: rounded to two decimals before they are compared, so that whoever subtracts one
printed number from another gets the printed change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.judging import achievement, means, provisional
from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, DIKECUALIKAN, SAH, Batch, FormState
from iki_excel.judging.looking_back import missing_named
from iki_excel.judging.means import Mean
from iki_excel.judging.provisional import LENGKAP, MEND, SEMENTARA
from iki_excel.judging.scoring import STATUS_WORDS, status
from iki_excel.language.rounding import round_half_away
from iki_excel.words import bahasa, periods
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

PERSEN = 100.0
"""The capaian of whoever comes to exactly the target."""

MOST = 3
"""So many of the worst, and of the best, are named."""

PROVISIONAL, NO_TARGET, NOTHING = "sementara", "tanpa target", "belum ada"
NO_MEAN = "Belum ada rata-rata: belum ada indikator yang lengkap dan mempunyai target."
FINAL_BELOW, NOT_FINAL = "Angka di bawah sudah final.", "Belum final. Yang masih ditunggu:"


@frozen
class Keadaan:
    """The state of a periode: LENGKAP or SEMENTARA (``kata``), in a title and the lines below it."""

    kata: str
    judul: str
    baris: tuple[str, ...]

    @property
    def is_final(self) -> bool:
        """Whether the numbers below it stay as they are."""
        return self.kata == LENGKAP


@frozen
class Standing:
    """How an indikator stands: ``capaian`` s.d. (of what is incomplete, too), None where there is none.

    ``predikat``: "" where it is not complete, and ``alasan`` says why; ``perubahan``: its capaian less that of the
    month before, None where one of them is not complete. ``berlaku``: whether the decree still has it.
    """

    kode: str
    singkat: str
    jabatan: str
    capaian: float | None
    predikat: str
    perubahan: float | None
    alasan: str
    berlaku: bool

    @property
    def is_complete(self) -> bool:
        """Whether it has a part in means and ranks."""
        return bool(self.predikat)


@frozen
class OfJabatan:
    """How a jabatan stands: the mean of its indikator with its predikat, and what it changed since the month before
    (None where it was not made of the same indikator).

    ``alasan``: why no mean is told of it, "" where one is; ``sebutan``: its name in one or two words.
    """

    kode: str
    nama: str
    sebutan: str
    rata_rata: Mean
    predikat: str
    perubahan: float | None
    alasan: str

    @property
    def capaian(self) -> float | None:
        """The mean as it is told."""
        return None if self.alasan else _rounded(self.rata_rata.capaian)


@frozen
class Message:
    """What a periode comes to. ``sejak``: the month before it, with whose end changes are reckoned, None where that is
    not of its year, or before the office began. ``terlambat``: the sentence on whose forms came late, "" for none.
    """

    periode: Periode
    keadaan: Keadaan
    rata_rata: Mean
    indikator: tuple[Standing, ...]
    jabatan: tuple[OfJabatan, ...]
    sejak: Periode | None
    terlambat: str = ""

    # --- numbers ------------------------------------------------------------------------------------------------------

    @property
    def capaian(self) -> float | None:
        """The mean capaian as it is told."""
        return _rounded(self.rata_rata.capaian)

    @property
    def complete(self) -> list[Standing]:
        """The indikator that the mean is made of."""
        return [one for one in self.indikator if one.is_complete]

    @property
    def mencapai(self) -> int:
        """How many of them reached their target."""
        return sum(_of(one) >= PERSEN for one in self.complete)

    @property
    def ranked(self) -> list[Standing]:
        """The complete ones that are still valid, the worst first; equal ones in the order of the catalogue."""
        return sorted((one for one in self.complete if one.berlaku), key=_of)

    @property
    def terendah(self) -> list[Standing]:
        """Up to three, the worst first; beside one below its target none that reached it: that needs no attention."""
        worst = self.ranked[: min(MOST, (len(self.ranked) + 1) // 2)]
        return [one for one in worst if _of(one) < PERSEN] or worst

    @property
    def terbaik(self) -> list[Standing]:
        """Up to three, the best first; none that is among the worst."""
        return self.ranked[::-1][: min(MOST, len(self.ranked) // 2)]

    @property
    def worst_first(self) -> list[Standing]:
        """All indikator: the ranked ones, then the provisional and the retired ones, then those without any capaian."""
        is_ranked = {one.kode for one in self.ranked}
        return sorted(
            self.indikator, key=lambda one: (one.kode not in is_ranked, one.capaian is None, one.capaian or 0.0)
        )

    # --- words --------------------------------------------------------------------------------------------------------

    @property
    def mean_sentence(self) -> str:
        """The mean in a sentence, or why there is none."""
        if self.capaian is None:
            return NO_MEAN
        mean = bahasa.fixed(self.capaian, achievement.DIGITS)
        return f"{self.rata_rata.of_how_many}: {mean}; target {bahasa.number(PERSEN)}."

    @property
    def reached_sentence(self) -> str:
        """How many reached their target; "" where none is complete."""
        every = len(self.complete)
        return f"{self.mencapai} dari {every} indikator sudah mencapai target." if every else ""

    @property
    def change_sentence(self) -> str:
        """How many rose, fell and stayed since the month before; "" where there is none, or nothing to compare."""
        changes = [one.perubahan for one in self.indikator if one.perubahan is not None]
        if self.sejak is None or not changes:
            return ""
        rose, fell = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
        month = self.sejak.words.split()[0]
        return f"Sejak {month}: {rose} naik, {fell} turun, {len(changes) - rose - fell} tetap."

    @property
    def sentences(self) -> list[str]:
        """What is said below the mean."""
        return [*filter(None, (self.reached_sentence, self.change_sentence, self.terlambat))]

    @property
    def worst_title(self) -> str:
        """The heading of the worst: who reached the target does not call for attention."""
        worst = self.terendah
        called = "terendah" if worst and _of(worst[0]) >= PERSEN else "yang perlu perhatian"
        return f"{_how_many(worst)} {called}"

    @property
    def best_title(self) -> str:
        """The heading of the best."""
        return f"{_how_many(self.terbaik)} terbaik"


def _how_many(several: Sequence[Standing]) -> str:
    return bahasa.spelled(len(several) or MOST).capitalize()


def _of(one: Standing) -> float:
    assert one.capaian is not None, f"not complete: {one.kode}"
    return one.capaian


def _of_number(value: float) -> float:
    return float(round_half_away(value, achievement.DIGITS))


def _rounded(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else _of_number(value)


# --- from a batch -----------------------------------------------------------------------------------------------------


def message_of(batch: Batch, terlambat: str = "") -> Message:
    """What the periode of a batch comes to."""
    before = batch.periode.previous
    sejak = before if before in batch.months else None
    return Message(
        periode=batch.periode,
        keadaan=keadaan_of(batch),
        rata_rata=means.of_unit(batch),
        indikator=_standings(batch, sejak),
        jabatan=_of_each_jabatan(batch, sejak),
        sejak=sejak,
        terlambat=terlambat,
    )


def keadaan_of(batch: Batch) -> Keadaan:
    """The state of the periode."""
    said = provisional.counted(batch)
    if provisional.is_final(batch):
        return Keadaan(LENGKAP, f"{LENGKAP}: {said}", (FINAL_BELOW,))
    awaited = (f"– {line}" for line in provisional.awaited_lines(batch))
    return Keadaan(SEMENTARA, f"{SEMENTARA}: {said}", (NOT_FINAL, *awaited))


def keadaan_of_jabatan(batch: Batch, kode: str) -> Keadaan:
    """The state of what is told of one jabatan; all of it stands in the title."""
    span = batch.periode.words.split()[0].lower() if len(batch.periode.months) > 1 else "bulan"
    waited = provisional.banner_of(batch, kode)
    last_year = bahasa.listing(missing_named(batch, kode))
    if waited or last_year:
        return Keadaan(SEMENTARA, waited or f"{SEMENTARA}: formulir tahun lalu ({last_year}) tidak ada.", ())
    months = batch.periode.months
    states = {form.keadaan for form in batch.every_form if form.jabatan == kode and form.periode in months}
    if not states:
        return Keadaan(LENGKAP, f"{LENGKAP}: {span} ini tidak ada yang ditanyakan. {FINAL_BELOW}", ())
    became = SAH if SAH in states else DIKECUALIKAN
    return Keadaan(LENGKAP, f"{LENGKAP}: formulir {span} ini {became}. {FINAL_BELOW}", ())


def _predikat(batch: Batch, capaian: float | None) -> str:
    value = np.array([np.nan if capaian is None else capaian])
    return str(achievement.predikat_words(value, batch.settings.aturan.bands)[0])


# --- each indikator ---------------------------------------------------------------------------------------------------


def _standings(batch: Batch, sejak: Periode | None) -> tuple[Standing, ...]:
    before = _complete_after(batch, sejak)
    return tuple(_standing(batch, row, before) for row in batch.hasil.to_dict("records"))


def _complete_after(batch: Batch, month: Periode | None) -> Mapping[str, float]:
    """By indikator the capaian of what was complete after a month."""
    if month is None:
        return {}
    return {kode: _of_number(capaian) for kode, capaian in means.counted_after(batch, month).items()}


def _standing(batch: Batch, row: Mapping[Any, Any], before: Mapping[str, float]) -> Standing:
    kode, capaian, is_complete = row["indikator"], _rounded(row["capaian"]), bool(row["predikat"])
    changes = is_complete and row["berlaku"] and kode in before
    return Standing(
        kode=kode,
        singkat=batch.catalog.versions[kode][row["versi"]].singkat,
        jabatan=row["jabatan"],
        capaian=capaian,
        predikat=row["predikat"],
        perubahan=_of_number(capaian - before[kode]) if changes and capaian is not None else None,
        alasan="" if is_complete else why_incomplete(row["status"]),
        berlaku=bool(row["berlaku"]),
    )


def why_incomplete(state: str) -> str:
    """Why an indikator with this status has no predikat, in a word or two."""
    if state == status.LENGKAP:
        return NO_TARGET
    words = {status.SALAH_ISI: MEND, status.SEBAGIAN: PROVISIONAL}
    return words.get(state) or STATUS_WORDS[state].partition(" (")[0]


# --- each jabatan -----------------------------------------------------------------------------------------------------


def _of_each_jabatan(batch: Batch, sejak: Periode | None) -> tuple[OfJabatan, ...]:
    """Those of which anything is told, in the order of the catalogue."""
    told = {*batch.hasil["jabatan"]}
    return tuple(_of_one(batch, kode, sejak) for kode in batch.catalog.kode if kode in told)


def _of_one(batch: Batch, kode: str, sejak: Periode | None) -> OfJabatan:
    jabatan, mean, alasan = batch.catalog[kode], means.of_jabatan(batch, kode), _why_no_mean(batch, kode)
    return OfJabatan(
        kode=kode,
        nama=jabatan.nama,
        sebutan=jabatan.sheet,
        rata_rata=mean,
        predikat="" if alasan else _predikat(batch, mean.capaian),
        perubahan=None if alasan or sejak is None else _change(batch, kode, sejak),
        alasan=alasan,
    )


def _change(batch: Batch, kode: str, sejak: Periode) -> float | None:
    """What the mean of a jabatan is more than it was; None where it is not made of the same indikator."""
    now, before = (means.counted_after(batch, month, kode).keys() for month in (batch.periode, sejak))
    mean, was = (_rounded(means.of_jabatan(batch, kode, month).capaian) for month in (None, sejak))
    return None if now != before or mean is None or was is None else _of_number(mean - was)


def _why_no_mean(batch: Batch, kode: str) -> str:
    """Why nothing is told of the mean of a jabatan: its forms are not all there, or none of its indikator is complete;
    "" where there is a mean.
    """
    forms = (form for form in batch.every_expected if form.jabatan == kode)
    awaited = _why_awaited(batch, [form for form in forms if form.keadaan != SAH])
    return awaited or ("" if means.of_jabatan(batch, kode).counted else _why_none(batch, kode))


def _why_awaited(batch: Batch, awaited: Sequence[FormState]) -> str:
    """What its forms are waited for; those of months before the periode are named where all of its own are there."""
    words = {ADA_KESALAHAN: MEND, BELUM_MASUK: BELUM_MASUK}
    own = {form.keadaan for form in awaited if form.periode in batch.periode.months}
    if own:
        return bahasa.listing(word for state, word in words.items() if state in own)
    months = {state: [form.periode for form in awaited if form.keadaan == state] for state in words}
    return ", ".join(f"{periods.listed(months[state])} {word}" for state, word in words.items() if months[state])


def _why_none(batch: Batch, kode: str) -> str:
    """Why none of its indikator is complete, where they have one reason."""
    if {form.keadaan for form in batch.every_form if form.jabatan == kode} == {DIKECUALIKAN}:
        return DIKECUALIKAN
    reasons = {why_incomplete(state) for state in batch.hasil.loc[batch.hasil["jabatan"] == kode, "status"]}
    return reasons.pop() if len(reasons) == 1 else NOTHING
