"""What whoever runs a month is to know besides its temuan, which are for those who filled the forms in."""

from __future__ import annotations

from collections.abc import Iterator

from iki_excel.decree.settings import FILE_NAME
from iki_excel.decree.targets import years_of
from iki_excel.judging.achievement import WORTH_A_LOOK
from iki_excel.judging.batch import Batch
from iki_excel.judging.senders import unexpected
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode


def notices(batch: Batch) -> list[str]:
    """The sentences, in the order in which they are said."""
    settings = batch.settings
    of_months = (*_exceptions_for_nothing(batch), *_not_in_this_year(batch), *_too_easy(batch))
    return [*settings.catatan, *of_months, *_strange_evidence(batch), *unexpected(batch)]


def _not_in_this_year(batch: Batch) -> Iterator[str]:
    """Every indikator whose target is one of other years only, as an iki.toml that was carried over has it."""
    settings, year, scheduled, of_years = batch.settings, batch.periode.year, list[str](), list[str]()
    versions = [one for of_one in batch.catalog.versions.values() for one in of_one]
    for indikator in (one for one in versions if one.is_valid_in(batch.periode.months[-1])):
        target = settings.target_of(indikator, year)
        if target and target.jadwal and not target.bagian(indikator.sifat, year):
            scheduled.append(indikator.kode)
        if target is None and (indikator.kode in settings.target or years_of(indikator.target)):
            of_years.append(indikator.kode)
    if scheduled:
        yield (
            f"{bahasa.listing(scheduled)}: jadwal targetnya tidak memuat bulan di tahun {year}, jadi tidak ada yang "
            f"dinilai. Tambahkan di {FILE_NAME}."
        )
    if of_years:
        yield f"{bahasa.listing(of_years)}: targetnya ditulis menurut tahun, tanpa {year}. Tambahkan di {FILE_NAME}."


def _too_easy(batch: Batch) -> Iterator[str]:
    """Every indikator so far above its target that the target is to be looked at."""
    hasil = batch.hasil
    far = hasil[hasil["berlaku"].astype(bool) & (hasil["tanpa_batas"] > WORTH_A_LOOK)]
    if len(far):
        pairs = zip(far["indikator"], far["tanpa_batas"], strict=True)
        told = [f"{kode} {bahasa.number(value)} %" for kode, value in pairs]
        yield (
            f"Capaian di atas {bahasa.number(WORTH_A_LOOK)} % sebelum dibatasi: {bahasa.listing(told)}. "
            "Lihat targetnya di iki.toml; mungkin terlalu kecil, atau berlaku untuk masa yang lain."
        )


def _exceptions_for_nothing(batch: Batch) -> Iterator[str]:
    """Every jabatan that was excused for months of which a form came in all the same."""
    months: dict[str, list[str]] = {}
    for form in batch.expected_forms.itertuples():
        if batch.settings.is_excused(form.jabatan, form.periode):
            months.setdefault(form.jabatan, []).append(Periode(form.periode).words)
    for jabatan, words in months.items():
        yield (
            f"Pengecualian {batch.catalog[jabatan].nama} untuk {bahasa.listing(words)} tidak berlaku, karena "
            "formulirnya masuk dan dihitung. Hapus bulan itu dari pengecualian di iki.toml, atau sisihkan formulirnya."
        )


MOST_STRANGE = 5
"""So many places in the folder of evidence are named that belong to nobody."""


def _strange_evidence(batch: Batch) -> Iterator[str]:
    """What lies in the folder of evidence where nobody looks for it."""
    folder, strange = batch.bukti.folder, batch.bukti.asing
    if strange:
        place = f"{folder}/{batch.periode.months[-1]}/{batch.catalog.kode[0]}"
        yield (
            f"{bahasa.some(strange, MOST_STRANGE)} tidak dikenal, jadi tidak didaftar sebagai bukti dukung. Simpan di "
            f"folder bulan dan kode jabatannya, misalnya {place}."
        )
