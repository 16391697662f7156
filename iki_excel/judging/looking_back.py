"""Which of last year's forms a periode looks back to, and which of them are there, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from iki_excel.decree import Catalog
from iki_excel.decree.last_year import needed
from iki_excel.judging.batch import Batch
from iki_excel.words import periods
from iki_excel.words.periods import Periode

Form = tuple[str, Periode]
"""Jabatan and month."""


def looking_back(batch: Batch) -> str:
    """How many of last year's forms were read, and which are not there; "" where no result looks back."""
    wanted, missing = _wanted(batch), missing_named(batch)
    if not wanted:
        return ""
    read = len([form for form in wanted if form in _came(batch)])
    told = f"Untuk angka tahun lalu dibaca {read} dari {read + len(missing_of_last_year(batch))} formulir."
    return f"{told} Yang tidak ada: {'; '.join(missing)}." if missing else told


def missing_of_last_year(batch: Batch) -> list[Form]:
    """Which of them are not there, or cannot be used."""
    wanted = _wanted(batch)
    came = _came(batch) if wanted else set()
    return [form for form in wanted if form not in came and not batch.settings.is_excused(*form)]


def missing_named(batch: Batch, jabatan: str | None = None) -> list[str]:
    """The same in words, a jabatan each: "Sekretaris Januari dan Februari 2018"; or those of one jabatan."""
    return _named((form for form in missing_of_last_year(batch) if jabatan in (None, form[0])), batch.catalog)


def _came(batch: Batch) -> set[Form]:
    return set(batch.checked.forms_of_last_year[["jabatan", "periode"]].itertuples(index=False, name=None))


def _wanted(batch: Batch) -> list[Form]:
    """The forms that it looks back to, by month and in the order of the catalogue, as far as there was the unit."""
    rank = {kode: place for place, kode in enumerate(batch.catalog.kode)}
    found = {(kode, month) for kode, month, _ in needed(batch.catalog, batch.months)}
    begun = ((kode, Periode(month)) for kode, month in found if batch.settings.unit.has_begun(month))
    return sorted(begun, key=lambda form: (form[1], rank[form[0]]))


def _named(forms: Iterable[Form], catalog: Catalog) -> list[str]:
    months: dict[str, list[Periode]] = {}
    for kode, month in forms:
        months.setdefault(kode, []).append(month)
    return [f"{catalog[kode].nama} {periods.listed(of)}" for kode, of in months.items()]
