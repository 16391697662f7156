"""What a result is made of: which forms, and what of settings and catalogue a number or a name on it comes from.

Kept with a result, so that it can be told later whether it still says what it would say now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from iki_excel.decree import Catalog
from iki_excel.decree.fingerprint import fingerprint, mark_of
from iki_excel.decree.settings import Settings
from iki_excel.judging.batch import Batch
from iki_excel.judging.files import USED
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

FORMULIR, PENGATURAN = "formulir", "pengaturan"


@frozen
class Formulir:
    """A form that counts, of which month, and the SHA-256 of its bytes."""

    periode: Periode
    sha256: str


@frozen
class Asal:
    """``hitungan``: a SHA-256 of what numbers and verdicts depend on; ``cetak``: of whose names are printed."""

    formulir: tuple[Formulir, ...]
    hitungan: str
    cetak: str

    def until(self, month: Periode) -> frozenset[str]:
        """The forms up to a month, by their SHA-256."""
        return frozenset(one.sha256 for one in self.formulir if one.periode <= month)


def asal_of(batch: Batch) -> Asal:
    """What the result of a batch is made of."""
    catalog, settings = batch.catalog, batch.settings
    return Asal(_forms(batch), hitungan(catalog, settings, batch.months), _cetak(catalog, settings))


def differing(made: Asal, batch: Batch, *, is_told: bool) -> tuple[str, ...]:
    """What is no longer as it was when a result was made: FORMULIR, PENGATURAN.

    ``is_told``: whether everybody was told of it. Then it stays signed by who was in office at that time, whoever
    follows: a new name alone takes nothing back that went out.
    """
    now = asal_of(batch)
    is_other = now.hitungan != made.hitungan or (now.cetak != made.cetak and not is_told)
    of_forms = {one.sha256 for one in now.formulir} != {one.sha256 for one in made.formulir}
    return tuple(what for what, differs in ((FORMULIR, of_forms), (PENGATURAN, is_other)) if differs)


def differs_until(made: Asal, batch: Batch, month: Periode) -> bool:
    """Whether numbers of a result of another month are made of other things by now, as far as a batch can tell: of the
    forms that both look at.
    """
    last = min(month, batch.months[-1])
    now = Asal(_forms(batch), "", "")
    if now.until(last) != made.until(last):
        return True
    return hitungan(batch.catalog, batch.settings, batch.settings.months(month)) != made.hitungan


def _forms(batch: Batch) -> tuple[Formulir, ...]:
    files = batch.checked.files
    used = files.loc[files["nasib"] == USED, ["periode", "sha256"]]
    return tuple(Formulir(Periode(month), str(sha256)) for month, sha256 in used.itertuples(index=False, name=None))


def hitungan(catalog: Catalog, settings: Settings, months: Sequence[Periode]) -> str:
    """A SHA-256 of all that numbers of these months of a year depend on, but for the forms: nothing of other years."""
    return mark_of([*_of_months(catalog, settings, months), *_of_year(catalog, settings, months)])


def _of_months(catalog: Catalog, settings: Settings, months: Sequence[Periode]) -> Iterator[Any]:
    for month in months:
        excused = sorted(kode for kode in catalog.kode if settings.is_excused(kode, month))
        yield [str(month), fingerprint(catalog.at(month)), excused]
        yield [settings.due_day(month), settings.kalender.working_days(month)]


def _of_year(catalog: Catalog, settings: Settings, months: Sequence[Periode]) -> Iterator[Any]:
    for year in {month.year for month in months}:
        own = {kode: settings.own_target_of(kode, year) for kode in catalog.indikator}
        yield {kode: target for kode, target in own.items() if target is not None}
    yield settings.batas_waktu
    yield settings.aturan


def _cetak(catalog: Catalog, settings: Settings) -> str:
    unit = settings.unit
    kodes = dict.fromkeys((unit.head(catalog), *catalog.kode))
    officials = ((kode, settings.official(kode)) for kode in kodes)
    names = [[kode, one.nama, one.nip, one.pangkat, one.sebutan, one.atasan] for kode, one in officials]
    return mark_of([unit.nama, unit.kabupaten, unit.tempat, unit.pimpinan, names])
