"""iki.toml: what one office decides. Every key is optional with the built-in catalogue; another asks for a [unit]."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from iki_excel.decree import ARAH, Catalog, Indikator, batas_waktu, is_built_in, target_reading, targets
from iki_excel.decree.batas_waktu import BatasWaktu
from iki_excel.decree.kinds import Slot
from iki_excel.decree.surel import Surel, read_surel
from iki_excel.decree.targets import Target, Written, years_of
from iki_excel.decree.toml import Table, load
from iki_excel.decree.unit import Pejabat, Pengecualian, Unit, read_excused, read_officials, read_unit, refuse_unnamed
from iki_excel.words import bahasa, periods
from iki_excel.words.errors import PeriodError, SettingsError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

__all__ = [
    "FILE_NAME",
    "MOST_BANDS",
    "Aturan",
    "Kalender",
    "Pejabat",
    "Pengecualian",
    "Settings",
    "Unit",
    "catalog_place",
    "load_settings",
    "read_settings",
]

FILE_NAME = "iki.toml"
TARGET_NOL = ("dinilai", "tanpa_capaian")
BATAS_KIRIM = 5
"""By which day of the month after it a form has to arrive, where the office says nothing."""
MOST_BANDS = 6
OF_RESULT = ("sementara", "urutan", "baris", "kode", "indikator", "tulisan", "capaian (%)", "predikat")
"""What the result calls by these words beside predikat, or heads their columns with."""

LOWEST = -1_000_000.0
"""From here on the lowest band of predikat counts: a capaian is never below 0."""
"""Of predikat: so many fit into one formula of 255 letters."""


@frozen
class Kalender:
    """Working days: 5 or 6 a week, local holidays on top, or a fixed number for a month."""

    hari_seminggu: int = 5
    libur_tambahan: tuple[dt.date, ...] = ()
    hari_kerja: Mapping[str, int] = field(default_factory=dict)

    def working_days(self, periode: str) -> int:
        """The working days of a month as this office counts them."""
        fixed = self.hari_kerja.get(periode)
        return fixed if fixed is not None else periods.working_days(periode, self.hari_seminggu, self.libur_tambahan)


@frozen
class Aturan:
    """The scoring policy, none of which the decree says: cap of capaian (None: no cap) and bands of predikat.

    ``target_nol``: whether a target of 0 is measured where less, or exactly that, is better ("dinilai": nothing gives
    100, all else 0).
    """

    batas_capaian: float | None = 120.0
    pita: tuple[tuple[float | None, str], ...] = (
        (91.0, "Sangat Baik"),
        (76.0, "Baik"),
        (66.0, "Cukup"),
        (51.0, "Kurang"),
        (None, "Sangat Kurang"),
    )
    arah: Mapping[str, str] = field(default_factory=dict)
    bawaan: bool = True
    target_nol: str = TARGET_NOL[0]

    @property
    def judges_zero(self) -> bool:
        """Whether a target of 0 that should fall, or be met exactly, is met by 0."""
        return self.target_nol == TARGET_NOL[0]

    @property
    def bands(self) -> tuple[tuple[float, str], ...]:
        """The bands of predikat from the lowest to the highest, each with the capaian from which on it counts."""
        return tuple((LOWEST if limit is None else limit, word) for limit, word in reversed(self.pita))


@frozen
class Settings:
    """All that iki.toml may say.

    ``pejabat``: by the code of a jabatan, the head as :meth:`Unit.head` says. ``batas_kirim``: the last day of the next
    month on which a form is in time. ``ada_berkas``: whether there is such a file. ``catatan``: what whoever runs this
    is to know of it, sentences.
    """

    unit: Unit = field(default_factory=Unit)
    pejabat: Mapping[str, Pejabat] = field(default_factory=dict)
    target: Mapping[str, Written] = field(default_factory=dict)
    batas_waktu: Mapping[str, BatasWaktu] = field(default_factory=dict)
    kalender: Kalender = Kalender()
    aturan: Aturan = Aturan()
    batas_kirim: int = BATAS_KIRIM
    pengecualian: tuple[Pengecualian, ...] = ()
    surel: Surel = field(default_factory=Surel)
    ada_berkas: bool = field(default=True, compare=False)
    catatan: tuple[str, ...] = field(default=(), compare=False)

    def months(self, periode: Periode) -> list[Periode]:
        """The months of the year up to a periode that are this office's."""
        return [month for month in periode.so_far if self.unit.has_begun(month)]

    def refuse_before_start(self, periode: Periode) -> None:
        """SettingsError for a periode in which there was no such office yet."""
        mulai = self.unit.mulai
        if mulai is not None and not self.unit.has_begun(periode.months[-1]):
            raise SettingsError(
                f"{periode.words} sebelum {self.unit.nama} mulai, {mulai.words}. Pilih bulan lain, atau ubah mulai di "
                f"[unit], {FILE_NAME}."
            )

    def due_day(self, periode: str) -> dt.date:
        """The last day on which the form of a month arrives in time: of the month after it, whatever day that is."""
        after = Periode(periode).following
        return periods.deadline(after.year, (after.month_number, self.batas_kirim))

    def is_excused(self, jabatan: str, periode: str) -> bool:
        """Whether the form of a jabatan for a month is not missing where it does not come."""
        return (jabatan, periode) in self._excused

    @functools.cached_property
    def _excused(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.jabatan, month) for one in self.pengecualian for month in one.months)

    def deadline(self, slot: Slot, periode: str) -> dt.date:
        """The batas waktu of a document that a form asks about: by full code, by document, else the default."""
        assert slot.batas is not None, f"not a document: {slot.kode}"
        said = (self.batas_waktu.get(slot.kode_dokumen), self.batas_waktu.get(slot.butir))
        own = (day for day in said if day and batas_waktu.is_monthly(day) == slot.is_monthly)
        return batas_waktu.day_in(periode, next(own, slot.batas))

    def working_days(self, periode: str, tiap: str) -> int:
        """The working days of the span (one of periods.LENGTHS) that a month ends, as far as the office is there."""
        span = Periode(periode).span(tiap)
        return sum(self.kalender.working_days(month) for month in span.months if self.unit.has_begun(month))

    def day_asked_for(self, slot: Slot, periode: str) -> dt.date | None:
        """When a document becomes due by itself: on its batas waktu; None where that lies before it was asked for."""
        deadline = self.deadline(slot, periode)
        month = Periode.of_day(deadline)
        was_asked = self.unit.has_begun(month) and (slot.sejak is None or month >= slot.sejak)
        return deadline if was_asked else None

    def own_target_of(self, kode: str, year: int) -> Target | None:
        """What iki.toml says of the target of an indikator in a year."""
        return targets.in_year(self.target.get(kode), year)

    def target_of(self, indikator: Indikator, year: int) -> Target | None:
        """The target of an indikator in a year: iki.toml's, else the catalogue's default, else none."""
        return self.own_target_of(indikator.kode, year) or targets.in_year(indikator.target, year)

    def arah_of(self, indikator: Indikator, year: int) -> str:
        """naik: more is better; turun: less is better; stabil: the very target; rentang: between its two ends."""
        target = self.target_of(indikator, year)
        if target and target.rentang:
            return targets.RENTANG
        own = self.aturan.arah.get(indikator.kode, indikator.arah)
        is_number = target is not None and own == targets.RENTANG  # set where the catalogue has a range
        return targets.NAIK if is_number else own

    def official(self, jabatan: str) -> Pejabat:
        """Who holds the jabatan."""
        return self.pejabat.get(jabatan, Pejabat())

    def superior(self, jabatan: str, catalog: Catalog) -> str:
        """The jabatan that countersigns for another: its atasan, else the head of the office."""
        return self.official(jabatan).atasan or self.unit.head(catalog)


def load_settings(path: Path | None, catalog: Catalog) -> Settings:
    """Read iki.toml (defaults where ``path`` is None); raise SettingsError for a wrong key or value."""
    if path is None:
        return read_settings(Table({}, FILE_NAME, SettingsError), catalog, Path(), ada_berkas=False)
    return read_settings(load(path, SettingsError), catalog, path.parent)


def read_settings(table: Table, catalog: Catalog, folder: Path, *, ada_berkas: bool = True) -> Settings:
    """What a whole iki.toml says that stands, or is to stand, in a folder; SettingsError."""
    table.text("katalog", None)  # asked for by catalog_place, before there is a catalogue
    unit = read_unit(table.table("unit"), catalog)
    settings = Settings(
        unit=unit,
        pejabat=read_officials(table.table("pejabat"), unit, catalog),
        target=_by_indikator(table, catalog),
        batas_waktu=_deadlines(table.table("batas_waktu"), catalog),
        batas_kirim=_due_day(table.table("batas_kirim")),
        kalender=_calendar(table.table("kalender")),
        aturan=_rules(table, catalog),
        pengecualian=read_excused(table, unit, catalog),
        surel=read_surel(table.table("surel"), unit, catalog, folder),
        ada_berkas=ada_berkas,
    )
    table.done()
    _refuse_arah_of_ranges(settings, catalog, table.table("aturan").table("arah"))
    refuse_unnamed(unit, table)
    return settings


def _refuse_arah_of_ranges(settings: Settings, catalog: Catalog, table: Table) -> None:
    for kode, arah in settings.aturan.arah.items():
        indikator = catalog.indikator[kode][1]
        years = {*years_of(settings.target.get(kode)), *years_of(indikator.target)}
        for year in sorted(years) or [0]:
            target_reading.refuse_arah(settings.target_of(indikator, year), arah, table, kode)


def catalog_place(path: Path) -> Path | None:
    """Where the catalogue stands that an iki.toml names, told from where the file stands."""
    table = load(path, SettingsError)
    if "katalog" not in table.data:
        return None
    named = table.text("katalog")
    folder = path.parent / named
    if os.path.abspath(folder) == os.path.abspath(path.parent):
        raise table.refuse(f"katalog “{named}” folder berkas ini sendiri. Pindahkan katalognya ke folder lain.")
    return folder


def _known(table: Table, known: list[str]) -> None:
    for key in table.data:
        if key not in known:
            raise table.refuse(f"“{key}” tidak dikenal. {bahasa.nearest(key, known)}")


def _known_indikator(table: Table, root: Table, catalog: Catalog) -> None:
    try:
        _known(table, [*catalog.indikator])
    except SettingsError as reason:
        raise SettingsError(f"{reason}{_hint_of_catalogue(root, catalog)}") from None


def _hint_of_catalogue(root: Table, catalog: Catalog) -> str:
    """Where no indikator is known at all, they may be those of a catalogue that iki.toml forgot to name."""
    named = {*root.table("target").data, *root.table("aturan").table("arah").data}
    if "katalog" in root.data or not is_built_in(catalog) or named & {*catalog.indikator}:
        return ""
    return f' Bila kantor ini memakai katalog sendiri, tambahkan katalog = "katalog.xlsx" di baris teratas {FILE_NAME}.'


def _by_indikator(root: Table, catalog: Catalog) -> dict[str, Written]:
    table = root.table("target")
    _known_indikator(table, root, catalog)
    words = {kode: indikator.pilihan for kode, (_, indikator) in catalog.indikator.items()}
    found = {key: target_reading.read_target(table, key, words[key]) for key in table.data}
    for key, target in found.items():
        target_reading.refuse_misfit(catalog.indikator[key][1], target, table, key)
    return found


def _deadlines(table: Table, catalog: Catalog) -> dict[str, BatasWaktu]:
    table = Table(_flat(table.data), table.where, table.error)
    _known(table, catalog.dokumen)
    return {key: _deadline(table, key, catalog.dated(key)) for key in table.data}


def _deadline(table: Table, key: str, slots: Sequence[Slot]) -> BatasWaktu:
    """The batas waktu of a document, every month only where there is one of every month."""
    text, kinds_of_it = table.text(key), {slot.is_monthly for slot in slots}
    day = batas_waktu.read(text)
    if day is not None and batas_waktu.is_monthly(day) in kinds_of_it:
        return day
    rule, example = "Tulis tanggal dan bulan, misalnya", batas_waktu.YEARLY_EXAMPLE
    if kinds_of_it == {True}:
        rule, example = "Dokumen itu ada setiap bulan; tulis misalnya", batas_waktu.MONTHLY_EXAMPLE
    elif day is not None:
        rule = "Dokumen itu ada sekali setahun; tulis tanggal dan bulan, misalnya"
    raise table.refuse(f"“{key}” berisi “{text}”. {rule} “{example}”.")


def _flat(data: Mapping[str, object]) -> dict[str, object]:
    """``akip.lkjip = …`` is nested in TOML; here it is one key."""
    flat: dict[str, object] = {}
    for key, value in data.items():
        inner = {f"{key}.{k}": v for k, v in value.items()} if isinstance(value, dict) else {key: value}
        flat.update(inner)
    return flat


def _due_day(table: Table) -> int:
    day: int = table.take("hari", int, BATAS_KIRIM)
    table.done()
    if not 1 <= day <= 31:
        raise table.refuse(f"hari berisi {day}, padahal harus tanggal 1 sampai 31 bulan berikutnya.")
    return day


def _calendar(table: Table) -> Kalender:
    days = table.take("hari_seminggu", int, 5)
    if days not in (5, 6):
        raise table.refuse(f"hari_seminggu berisi {days}, padahal harus 5 (Senin–Jumat) atau 6 (Senin–Sabtu).")
    extra = table.take("libur_tambahan", list, [])
    if not all(type(day) is dt.date for day in extra):
        raise table.refuse("libur_tambahan harus daftar tanggal tanpa tanda kutip, misalnya [2019-04-10].")
    fixed = table.table("hari_kerja")
    table.done()
    return Kalender(days, tuple(extra), {_periode(fixed, key): _days(fixed, key) for key in fixed.data})


def _periode(table: Table, key: str) -> str:
    try:
        return Periode.month(key)
    except PeriodError as reason:
        raise table.refuse(str(reason)) from None


def _days(table: Table, key: str) -> int:
    days: int = table.take(key, int)
    if not 0 <= days <= 31:
        raise table.refuse(f"“{key}” berisi {days}, padahal harus 0 sampai 31 hari.")
    return days


def _rules(root: Table, catalog: Catalog) -> Aturan:
    default, table = Aturan(), root.table("aturan")
    cap = table.number("batas_capaian", default.batas_capaian)
    own_bands = tuple(_band(part) for part in table.tables("pita", []))
    bands = own_bands or default.pita
    arah = table.table("arah")
    _known_indikator(arah, root, catalog)
    own = {key: arah.choice(key, ARAH) for key in arah.data}
    target_nol = table.choice("target_nol", TARGET_NOL, default.target_nol)
    table.done()
    if "pita" in table.data and not own_bands:
        raise table.refuse("pita tanpa predikat. Isi sedikitnya satu, atau hapus kuncinya agar yang bawaan berlaku.")
    if len(bands) > MOST_BANDS:
        raise table.refuse(f"pita berisi {len(bands)} predikat, paling banyak {MOST_BANDS}. Gabungkan beberapa.")
    limits = [limit for limit, _ in bands[:-1] if limit is not None]
    falls = limits == sorted(set(limits), reverse=True)
    if bands[-1][0] is not None or len(limits) != len(bands) - 1 or not falls:
        raise table.refuse("pita harus urut dari minimal tertinggi, dan pita terakhir tanpa “minimal”.")
    _check_words(table, [word for _, word in bands])
    if cap is not None and cap < 0:
        raise table.refuse("batas_capaian harus 0 (tanpa batas) atau lebih.")
    return Aturan(cap or None, bands, own, bawaan=not table.data, target_nol=target_nol)


def _check_words(table: Table, words: Sequence[str]) -> None:
    """Each is looked for in a column of the result, where a spreadsheet knows no capitals and takes signs as signs."""
    for number, word in enumerate(words):
        if word.casefold() in (before.casefold() for before in words[:number]):
            raise table.refuse(f"predikat “{word}” ada dua kali di pita. Beri setiap pita predikat yang lain.")
        if word.casefold() in OF_RESULT:
            raise table.refuse(f"predikat “{word}” dipakai rekap untuk hal lain. Beri pita itu predikat yang lain.")
        if set(word) & set("*?~") or word[0] in "<=>":
            raise table.refuse(
                f"predikat “{word}” memuat tanda *, ? atau ~, atau diawali <, = atau >. Tulis kata saja."
            )


def _band(table: Table) -> tuple[float | None, str]:
    band = (table.number("minimal", None), table.text("predikat"))
    table.done()
    return band
