"""Sheet ``Kelengkapan``: which forms came in, jabatan × month, and what became of every file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iki_excel.decree import Jabatan, sheet_names
from iki_excel.decree.fields import STATE_WORDS, TIDAK_BERLAKU
from iki_excel.decree.settings import Pengecualian
from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, DIKECUALIKAN, SAH
from iki_excel.judging.looking_back import looking_back
from iki_excel.language.cells import CountIf, Range
from iki_excel.language.places import Area
from iki_excel.report import charts, evidence
from iki_excel.report.sheets import Report
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.words import bahasa, periods
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD, NAME_WIDTH, MONTH_WIDTH, MONTHS = 3, 50, 13, 12
CHART_SIZE, CHART_ROWS = {"width": 760, "height": 300}, 17
ROWS_ABOVE_EXCEPTIONS = 3
"""A blank one, their title, their heads."""


@dataclass(frozen=True)
class Keadaan:
    """What may have become of a form: the word, its ink, its paper, and its colour in the chart."""

    word: str
    ink: str
    paper: str
    colour: str


STATES = (
    Keadaan(SAH, book.GOOD, book.GOOD_PALE, "#5A8F3C"),
    Keadaan(ADA_KESALAHAN, book.BAD, book.BAD_PALE, "#C25450"),
    Keadaan(BELUM_MASUK, book.WARN, book.WARN_PALE, "#E3AE4A"),
)
EXCUSED = Keadaan(DIKECUALIKAN, book.GREY, book.PALE, "#A6A6A6")
"""Told only where the office has excused a month."""

NOT_VALID, NOT_ASKED = STATE_WORDS[TIDAK_BERLAKU], "tidak ditanyakan"
"""No keadaan of a form: the jabatan has no indikator that is valid in the month, or none that its form asks."""


# --- the exceptions --------------------------------------------------------------------------------------------------

ALASAN = Column[Pengecualian]("Alasan", 5 * MONTH_WIDTH, lambda one: Shown(one.alasan), span=5, wraps=True)
OLEH = Column[Pengecualian]("Oleh", 3 * MONTH_WIDTH, lambda one: Shown(one.oleh), span=3, wraps=True)
HOLDS, CAME, FOR_NOTHING = "ya", "tidak: formulirnya masuk", "tidak: jabatannya tidak berlaku"


def _months(one: Pengecualian) -> Shown:
    return Shown(periods.title(one.months))


# --- the files -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class File:
    """One file that came in, as it is told."""

    file: str
    month: str
    nama: str
    nasib: str
    reason: str
    sha256: str


FILE = Column[File]("Berkas", NAME_WIDTH + MONTH_WIDTH, lambda one: Shown(one.file), span=2, wraps=True)
FATE = Column[File]("Nasib", MONTH_WIDTH, lambda one: Shown(one.nasib), wraps=True)
FILES = (
    FILE,
    Column[File]("Periode", MONTH_WIDTH, lambda one: Shown(one.month), wraps=True),
    Column[File]("Jabatan", 2 * MONTH_WIDTH, lambda one: Shown(one.nama), span=2, wraps=True),
    FATE,
    Column[File]("Alasan", 4 * MONTH_WIDTH, lambda one: Shown(one.reason), span=4, wraps=True),
    Column[File]("SHA-256", 3 * MONTH_WIDTH, lambda one: Shown(one.sha256, "cell", {"font_size": 7}), span=3),
)


def _no_form(jabatan: Jabatan, periode: str) -> str:
    return NOT_ASKED if jabatan.is_valid_in(periode) else NOT_VALID


def _month(periode: str) -> str:
    return Periode(periode).short_words if periode else ""


# --- the sheet -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kelengkapan:
    """The sheet ``Kelengkapan``."""

    report: Report
    name = sheet_names.KELENGKAPAN
    landscape = True
    widths = (NAME_WIDTH, *[MONTH_WIDTH] * MONTHS)

    @cached_property
    def forms(self) -> Table[Jabatan]:
        """Which forms came in, a row a jabatan, a column a month."""
        nama = Column[Jabatan]("Jabatan", NAME_WIDTH, lambda one: Shown(one.nama), wraps=True)
        months = [Column(p.short_words, MONTH_WIDTH, self._form(p)) for p in self.report.batch.months]
        return Table(self.name, HEAD, (nama, *months), self.report.batch.catalog.jabatan)

    def _form(self, periode: str) -> Callable[[Jabatan], Shown]:
        """What became of it; a jabatan that is asked for nothing in the month has none."""
        return lambda one: Shown(self.report.keadaan.get((one.kode, periode)) or _no_form(one, periode), "cell_center")

    @cached_property
    def counts(self) -> Table[Keadaan]:
        """How many forms of each keadaan every month has; it stands below the forms without heads of its own."""
        label = Column[Keadaan]("", NAME_WIDTH, lambda one: Shown(f"Banyak formulir {one.word}", "cell_grey"))
        months = [Column("", MONTH_WIDTH, self._count(month)) for month in self.forms.columns[1:]]
        return Table(self.name, self.forms.last + 1, (label, *months), self.states)

    @property
    def states(self) -> Sequence[Keadaan]:
        """What may have become of a form of these months."""
        return (*STATES, EXCUSED) if self._excused else STATES

    @cached_property
    def _excused(self) -> Sequence[Pengecualian]:
        """The exceptions that are about these months."""
        batch = self.report.batch
        return [one for one in batch.settings.pengecualian if set(one.months) & set(batch.months)]

    def _count(self, month: Column[Jabatan]) -> Callable[[Keadaan], Shown]:
        return lambda one: Shown(CountIf(Range(self.forms.down(month)), one.word), "report_whole")

    @cached_property
    def exceptions(self) -> Table[Pengecualian]:
        """Why forms are not missing, and who decided it; it stands below the forms."""
        catalog = self.report.batch.catalog
        nama = Column[Pengecualian]("Jabatan", NAME_WIDTH, lambda one: Shown(catalog[one.jabatan].nama), wraps=True)
        bulan = Column[Pengecualian]("Bulan", 2 * MONTH_WIDTH, _months, span=2, wraps=True)
        head = self.counts.last + ROWS_ABOVE_EXCEPTIONS
        holds = Column[Pengecualian]("Dipakai", 2 * MONTH_WIDTH, self._holds, span=2, wraps=True)
        return Table(self.name, head, (nama, bulan, ALASAN, OLEH, holds), self._excused)

    def _holds(self, one: Pengecualian) -> Shown:
        """Whether an exception excuses anything: not where every form came in all the same."""
        months = [month for month in one.months if month in self.report.batch.months]
        states = {month: self.report.keadaan.get((one.jabatan, month)) for month in months}
        if not any(states.values()):  # what is asked of a longer span has months that no form asks
            is_valid = any(self.report.batch.catalog[one.jabatan].is_valid_in(month) for month in months)
            return Shown(HOLDS if is_valid else FOR_NOTHING)
        came = [month.words for month, state in states.items() if state and state != DIKECUALIKAN]
        words = f"sebagian: formulir {bahasa.listing(came)} masuk" if DIKECUALIKAN in states.values() else CAME
        return Shown(words if came else HOLDS)

    @property
    def _chart_row(self) -> int:
        return (self.exceptions if self._excused else self.counts).last + 2

    @cached_property
    def files(self) -> Table[File]:
        """What became of every file."""
        nama = {jabatan.kode: jabatan.nama for jabatan in self.report.batch.catalog.jabatan}
        records = [
            File(f.file, _month(f.periode), nama.get(f.jabatan, ""), f.nasib, f.alasan_kata, f.sha256)
            for f in self.report.batch.checked.files.itertuples()
        ]
        return Table(self.name, self._chart_row + CHART_ROWS + 2, FILES, records)

    # --- what other sheets ask for -----------------------------------------------------------------------------------

    @property
    def all_forms(self) -> Range:
        """The keadaan of all forms."""
        head, _, bottom, right = self.forms.corners
        return Range(Area(self.name, head + 1, 1, bottom, right))

    def all_files(self, column: Column[File]) -> Range:
        """A column, all files."""
        return Range(self.files.down(column))

    # --- writing -----------------------------------------------------------------------------------------------------

    def write(self, made: Book, target: Worksheet) -> None:
        """Jabatan × month: sah, ada kesalahan, belum masuk, dikecualikan; below, the exceptions and the files."""
        self.report.title(made, target, "Kelengkapan formulir")
        self.forms.write(made, target)
        for keadaan in self.states:
            book.colour_word(made, target, self.all_forms.area, keadaan.word, keadaan.ink, keadaan.paper)
        for row, keadaan in enumerate(self.states, start=self.counts.first):
            self.counts.write_record(made, target, row, keadaan)
        self._write_exceptions(made, target)
        chart = {"object_position": 2, "x_offset": 4}
        target.insert_chart(self._chart_row, 0, self._chart(made), chart)
        self._write_files(made, target)
        target.freeze_panes(self.forms.first, 1)
        evidence.write(made, target, self.report, self.files.last + 2)

    def _write_exceptions(self, made: Book, target: Worksheet) -> None:
        if self._excused:
            target.write_string(self.exceptions.head - 1, 0, "Pengecualian", made.style("section"))
            self.exceptions.write(made, target)

    def _chart(self, made: Book) -> Any:
        y = {"name": "Banyak formulir", **charts.scale([len(self.forms.records)])}
        chart = made.chart("column", "Formulir per bulan", x={"name": "Bulan"}, y=y, subtype="stacked")
        right = len(self.forms.columns) - 1
        for row, keadaan in enumerate(self.states, start=self.counts.first):
            chart.add_series(
                {
                    "name": keadaan.word,
                    "categories": charts.series_of(Area(self.name, HEAD, 1, HEAD, right)),
                    "values": charts.series_of(Area(self.name, row, 1, row, right)),
                    "fill": {"color": keadaan.colour},
                    "gap": 80,
                }
            )
        chart.set_size(CHART_SIZE)
        return chart

    def _write_files(self, made: Book, target: Worksheet) -> None:
        section = self.files.head - 2
        target.write_string(section, 0, "Berkas", made.style("section"))
        target.set_h_pagebreaks([section])
        target.repeat_rows(self.files.head)
        if told := looking_back(self.report.batch):
            target.write_string(section + 1, 0, told, made.style("note"))
        self.files.write(made, target)
