"""On the page of a form that has not come in: the fields by which nobody waits for it; and what says so afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from iki_excel.page import controls
from iki_excel.page.controls import Control, Group, Told, told_of
from iki_excel.words.frozen import frozen

if TYPE_CHECKING:
    from iki_excel.runs.monthly.cards import Card
    from iki_excel.runs.office import Office
    from iki_excel.words.periods import Periode

FIELDS = (
    Control("alasan", "Alasan", petunjuk="Misalnya: Jabatan kosong. Dicetak di rekap."),
    Control("oleh", "Yang memutuskan", petunjuk="Nama pejabat yang memutuskan."),
)
BY_WHOM = "Diputuskan oleh {oleh}."
OTHER_MONTHS = "Bulan lain dari {dari} sampai {sampai} tetap tidak ditunggu."


@frozen
class ExcuseForm:
    """The fields, with what was typed and what is wrong with it."""

    group: Group
    told: Told | None = None


def excuse_form(card: Card, typed: Mapping[str, str], faults: Mapping[str, str]) -> ExcuseForm | None:
    """None for a form that came, or that nobody waits for."""
    from iki_excel.runs.monthly.cards import BELUM_DIBUAT

    if not (card.is_awaited or card.keadaan == BELUM_DIBUAT):
        return None
    fields = tuple(replace(one, value=typed.get(one.key, "")) for one in FIELDS)
    groups = controls.with_faults((Group("Mengapa tidak ditunggu", fields),), faults)
    return ExcuseForm(groups[0], told_of(groups, faults) if faults else None)


def excused_words(office: Office, card: Card, month: Periode) -> list[str]:
    """Who decided that nobody waits, and which other months that is about; nothing of a form that is waited for."""
    from iki_excel.runs.excusing import excusal_of

    found = excusal_of(office, card.kode, month)
    if found is None:
        return []
    first, last = found.months[0], found.months[-1]
    others = OTHER_MONTHS.format(dari=first.words, sampai=last.words) if first != last else ""
    return [BY_WHOM.format(oleh=found.oleh.rstrip(".")), *filter(None, [others])]
