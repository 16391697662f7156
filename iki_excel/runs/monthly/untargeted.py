"""The indikator of a month that nobody set a target for: they are counted, and have no capaian and no predikat."""

from __future__ import annotations

from iki_excel.decree import Indikator
from iki_excel.decree.settings import Settings
from iki_excel.decree.sifat import DOKUMEN
from iki_excel.runs.office import Office
from iki_excel.words.periods import Periode


def untargeted(office: Office, month: Periode) -> tuple[str, ...]:
    """The codes of those that a target could be set for, in their order."""
    every = office.catalog.at(month).indikator.items()
    return tuple(kode for kode, (_, one) in every if _lacks_target(one, office.settings, month.year))


def _lacks_target(indikator: Indikator, settings: Settings, year: int) -> bool:
    """Documents are measured by what is due, and of some nothing says what a target of them would be."""
    return indikator.sifat not in ("", DOKUMEN) and settings.target_of(indikator, year) is None
