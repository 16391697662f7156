"""What a sheet of the report is, and what all sheets are written from."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.decree import Indikator, Jabatan, Keputusan, sheet_names, weights
from iki_excel.decree.fields import WordField
from iki_excel.decree.targets import Target, in_year
from iki_excel.judging import arrival, means
from iki_excel.judging.batch import Batch
from iki_excel.judging.means import Mean
from iki_excel.language.places import Place
from iki_excel.report.parts import write_title
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet


class Sheet(ABC):
    """One sheet. It knows where its parts stand, and sheets that point to it ask it.

    ``landscape``: how its paper lies. ``tab_colour``: "" for what nobody has to look at. ``tells_of_others``: whether
    it says numbers of other sheets in words, so that it is written once they are.
    """

    landscape: bool = True
    tab_colour: str = ""
    tells_of_others: bool = False

    @property
    @abstractmethod
    def name(self) -> str:
        """What its tab says."""

    @property
    @abstractmethod
    def widths(self) -> Sequence[float]:
        """The widths of its columns."""

    def prepare(self, made: Book) -> None:
        """What a workbook has to know before anything is written into it."""
        return

    @abstractmethod
    def write(self, made: Book, target: Worksheet) -> None:
        """Write all of it."""


@dataclass
class Doors:
    """The cell that leads on to an indikator on each sheet; known once every sheet knows where its parts stand.

    ``jabatan``: the sheet of each; ``rapor``: by indikator its row there; ``data`` and ``capaian``: by indikator and
    month its first row on Data, and its capaian s.d. on Hitungan.
    """

    jabatan: dict[str, Place] = field(default_factory=dict)
    rapor: dict[str, Place] = field(default_factory=dict)
    data: dict[tuple[str, str], Place] = field(default_factory=dict)
    capaian: dict[tuple[str, str], Place] = field(default_factory=dict)


FIRST_SHEETS = 3
"""So many stand before the rapor of the jabatan."""

DEFAULT = "bawaan"
BY_DEFAULT = f'" ({DEFAULT})"'


@frozen
class Told:
    """An indikator as it is told: the version that counts, and the month that tells (one that is retired, its last)."""

    jabatan: Jabatan
    indikator: Indikator
    periode: Periode


def are_weighted(told: Sequence[Told]) -> bool:
    """Whether any of them has a weight."""
    return any(one.indikator.bobot is not None for one in told)


@frozen
class Report:
    """What is reported, and when; ``lkjip``: what the yearly report says (lkjip.LKJIP_COLUMNS), None: not asked for."""

    batch: Batch
    waktu: dt.datetime
    lkjip: pd.DataFrame | None = None
    doors: Doors = field(default_factory=Doors, compare=False)

    @property
    def is_of_span(self) -> bool:
        """Whether it tells of a triwulan, a semester or a year rather than of a month."""
        return len(self.batch.periode.months) > 1

    def said(self, text: str) -> str:
        """A text that speaks of the month, as it is said of a longer periode."""
        if not self.is_of_span:
            return text
        kind = self.batch.periode.words.split()[0].lower()
        said = text.replace("bulan ini", f"{kind} ini").replace("bulan lalu", f"{kind} lalu")
        return said.replace("Bulan ini", self.batch.periode.words)

    @property
    def keputusan(self) -> Keputusan:
        """The decree that it is about."""
        return self.batch.catalog.keputusan

    def target_of(self, indikator: Indikator) -> Target | None:
        """The target of an indikator in the year that is reported."""
        return self.batch.settings.target_of(indikator, self.batch.periode.year)

    def arah_of(self, indikator: Indikator) -> str:
        """Which way it should go in that year."""
        return self.batch.settings.arah_of(indikator, self.batch.periode.year)

    def sets_target(self, kode: str) -> bool:
        """Whether iki.toml itself sets the target of that year."""
        return self.batch.settings.own_target_of(kode, self.batch.periode.year) is not None

    def replaced_target(self, indikator: Indikator) -> Target | None:
        """What the catalogue says of the target of that year, where iki.toml says something else."""
        said = in_year(indikator.target, self.batch.periode.year)
        return said if self.sets_target(indikator.kode) and said != self.target_of(indikator) else None

    @cached_property
    def results(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The results by (indikator, periode)."""
        return {(row["indikator"], row["periode"]): row for row in rows_of(self.batch.scores.hasil)}

    @cached_property
    def quantities(self) -> dict[tuple[str, int, Periode], dict[str, dict[str, Any]]]:
        """What is known of the numbers behind a result: by (indikator, versi, periode), and then by name."""
        found: dict[tuple[str, int, Periode], dict[str, dict[str, Any]]] = {}
        for row in rows_of(self.batch.scores.besaran):
            found.setdefault((row["indikator"], row["versi"], row["periode"]), {})[row["nama"]] = row
        return found

    @cached_property
    def told(self) -> list[Told]:
        """Every indikator that the periode tells of, in the order of the catalogue."""
        catalog, results = self.batch.catalog, self.results
        told = []
        for kode, (jabatan, _) in catalog.indikator.items():
            if (kode, self.batch.periode) in results:
                version = catalog.versions[kode][results[kode, self.batch.periode]["versi"]]
                told.append(Told(jabatan, version, self.months_of(kode)[-1]))
        return told

    def months_of(self, kode: str) -> list[Periode]:
        """The months so far in which an indikator has a result of its own."""
        return [month for month in self.batch.months if self.results.get((kode, month), {}).get("berlaku")]

    def earlier_versions(self, told: Told) -> list[Indikator]:
        """Those that told the months of the year before, the latest first."""
        kode, versions = told.indikator.kode, self.batch.catalog.versions[told.indikator.kode]
        numbers = {self.results[kode, month]["versi"] for month in self.batch.months if (kode, month) in self.results}
        return [versions[n] for n in sorted(numbers, reverse=True) if versions[n] is not told.indikator]

    @cached_property
    def versions_told(self) -> list[Indikator]:
        """Every version of every indikator that tells a month of the year."""
        return [version for one in self.told for version in (one.indikator, *self.earlier_versions(one))]

    def said_below(self, told: Told) -> str:
        """What is said below the name of an indikator on a page to sign: its weight, and until when it was valid."""
        bobot = told.indikator.bobot
        weight = "" if bobot is None else f"bobot {weights.words(bobot)}"
        is_valid = self.results[told.indikator.kode, self.batch.periode]["berlaku"]
        ended = "" if is_valid else f"berlaku sampai {told.periode.words}"
        return ", ".join(filter(None, (weight, ended)))

    def told_of(self, jabatan: Jabatan) -> list[Told]:
        """Those of one jabatan."""
        return [one for one in self.told if one.jabatan is jabatan]

    @cached_property
    def keadaan(self) -> dict[tuple[str, str], str]:
        """What became of the form of a jabatan in a month."""
        return {(form.jabatan, form.periode): form.keadaan for form in self.batch.forms.itertuples()}

    @property
    def sheet_order(self) -> list[str]:
        """The names of all sheets, in their order: the message, the jabatan, the proof."""
        rapor = [one.sheet for one in self.batch.catalog.jabatan if self.told_of(one)]
        first, rest = sheet_names.OF_RESULT[:FIRST_SHEETS], sheet_names.OF_RESULT[FIRST_SHEETS:]
        return [*first, *rapor, *(sheet_names.OF_YEAR if self.lkjip is not None else ()), *rest]

    @property
    def other_sheets(self) -> list[str]:
        """Those that are of no jabatan."""
        return [name for name in self.sheet_order if name in (*sheet_names.OF_RESULT, *sheet_names.OF_YEAR)]

    @cached_property
    def reasons(self) -> dict[str, tuple[str, str]]:
        """By indikator why it is low, and what is done about it, as the latest form of the periode says."""
        written = self.batch.checked.catatan
        own = written[written["periode"].isin(self.batch.periode.months)].sort_values("periode", kind="stable")
        return {one.indikator: (one.penyebab, one.tindak_lanjut) for one in own.itertuples()}

    def has_result(self, indikator: str, periode: str, which: str) -> bool:
        """Whether there is a ``realisasi`` or ``realisasi_bulan`` to show."""
        result = self.results.get((indikator, periode))
        return result is not None and bool(result["berlaku"]) and bool(pd.notna(result[which]))

    def target_format(self, indikator: Indikator, which: str) -> dict[str, Any]:
        """How a ``target`` or ``target_tahun`` is shown: one that iki.toml does not set says that it is a default."""
        value = self.results[indikator.kode, self.batch.periode][which]
        is_own = self.sets_target(indikator.kode)
        number_format = f"{format_of_target(value, indikator)}{'' if is_own else BY_DEFAULT}_0"
        look = {"num_format": number_format, "align": "right"}
        if indikator.pilihan is None:
            return look
        return look | word_look(indikator.pilihan, value, number_format, "" if is_own else f" ({DEFAULT})")

    def realisasi_look(self, indikator: Indikator, periode: str, which: str) -> dict[str, Any]:
        """How a ``realisasi`` or ``realisasi_bulan`` differs from its style: one that is a word shows it."""
        result = self.results.get((indikator.kode, periode))
        return word_look(indikator.pilihan, result[which]) if result and indikator.pilihan else {}

    def title(self, made: Book, sheet: Worksheet, text: str) -> None:
        """The two lines at the top of a sheet: what it is; whose, until when, and when it was made."""
        unit = self.batch.settings.unit
        write_title(made, sheet, text, f"{unit.nama}, {unit.kabupaten} · {self.until} · {self.made_at}", self.foot)

    @cached_property
    def mean_after(self) -> dict[Periode, Mean]:
        """By month of the year so far the mean of all indikator after it."""
        return {month: means.of_unit(self.batch, month) for month in self.batch.months}

    @cached_property
    def lateness(self) -> str:
        """Who is late, as one sentence."""
        return arrival.sentence(self.batch, self.waktu)

    @property
    def until(self) -> str:
        """ "s.d. Maret 2019", or "triwulan I 2019 (s.d. Maret 2019)"."""
        told = self.batch.periode
        return f"{told.words} (s.d. {told.months[-1].words})" if self.is_of_span else f"s.d. {told.words}"

    @property
    def foot(self) -> str:
        """What stands at the foot of every page: of which decree, unit and periode it is, and when it was made."""
        unit = self.batch.settings.unit.nama
        return f"{self.keputusan.singkatan} {unit}, {self.batch.periode.words} · {self.made_at}"

    @property
    def made_at(self) -> str:
        """ "dibuat 2 April 2019 09.00"."""
        return made_at(self.waktu)


def rows_of(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Each row by its columns, of texts, truths and Python's own numbers: a column becomes those at once, where
    pandas' to_dict asks of every value what it is."""
    names = table.columns.tolist()
    for values in zip(*(table[name].tolist() for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def made_at(waktu: dt.datetime) -> str:
    """ "dibuat 2 April 2019 09.00"."""
    return f"dibuat {bahasa.date(waktu.date())} {waktu:%H.%M}"


def format_of_target(value: float, indikator: Indikator) -> str:
    """How a number of a target is shown: whole, or with decimals."""
    return "#,##0" if are_whole(value) else book.RATE if indikator.is_rate else book.DECIMALS


def are_whole(*numbers: float) -> bool:
    """Whether all numbers, as far as there are any, are whole."""
    return all(pd.isna(number) or float(number).is_integer() for number in numbers)


def word_look(words: WordField, value: float, rest: str = "General_0", behind: str = "") -> dict[str, Any]:
    """How a number is shown that stands for a word: as the word, in small letters where it is long.

    Where another number comes to stand there it is shown as a number: a word never stands for what it is not.
    """
    return {"num_format": words.format_of(value, behind=behind, rest=rest), "shrink": True}


def realisasi_style(indikator: Indikator) -> str:
    """The style of an indikator's realisasi."""
    style = book.number_style(decimals=indikator.has_decimals, whole=indikator.counts, rate=indikator.is_rate)
    return f"report_{style}"
