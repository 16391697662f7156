"""What whoever runs a month is to know besides its temuan, which are for those who filled the forms in."""

from __future__ import annotations

from collections.abc import Iterator

from iki_excel.judging.batch import Batch, completeness, expected
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode


def notices(batch: Batch) -> list[str]:
    """The sentences, in the order in which they are said."""
    return [*batch.settings.catatan, *_exceptions_for_nothing(batch)]


def _exceptions_for_nothing(batch: Batch) -> Iterator[str]:
    """Every jabatan that was excused for months of which a form came in all the same."""
    months: dict[str, list[str]] = {}
    for form in expected(completeness(batch)).itertuples():
        if batch.settings.is_excused(form.jabatan, form.periode):
            months.setdefault(form.jabatan, []).append(Periode(form.periode).words)
    for jabatan, words in months.items():
        yield (
            f"Pengecualian {batch.catalog[jabatan].nama} untuk {bahasa.listing(words)} tidak berlaku, karena "
            "formulirnya masuk dan dihitung. Hapus dari iki.toml, atau sisihkan formulirnya."
        )
