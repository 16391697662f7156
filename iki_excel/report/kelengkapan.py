"""Sheet ``Kelengkapan``: which forms came in and when, jabatan × month, and what became of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from iki_excel.decree import Jabatan, sheet_names
from iki_excel.decree.fields import STATE_WORDS, TIDAK_BERLAKU
from iki_excel.decree.settings import Pengecualian
from iki_excel.judging import arrival
from iki_excel.judging.arrival import TEPAT_WAKTU, TERLAMBAT
from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, DIKECUALIKAN, SAH
from iki_excel.judging.files import USED
from iki_excel.judging.looking_back import looking_back
from iki_excel.judging.senders import unexpected
from iki_excel.language.cells import Cell, CountIf, If, Range
from iki_excel.report import berkas, evidence
from iki_excel.report.berkas import NAME_WIDTH, TITLE_HEIGHT, WIDTH, File, files_of
from iki_excel.report.parts import write_section
from iki_excel.report.pencocokan import DIFFERS, Pencocokan
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.tables import RUNS_ON, SMALL, Column, Shown, Table
from iki_excel.words import bahasa, periods
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

FIRST_LINE, SUMS, MONTHS = 2, 2, 12

GOOD, WARN, BAD = (book.GOOD, book.GOOD_PALE), (book.WARN_INK, book.WARN_PALE), (book.BAD, book.BAD_PALE)
INKS: Mapping[str, tuple[str, str]] = {
    SAH: GOOD, ADA_KESALAHAN: BAD, BELUM_MASUK: BAD, TEPAT_WAKTU: GOOD, TERLAMBAT: WARN,
}  # fmt: skip
"""By what may have become of a form its ink and its paper."""

NOT_VALID, NOT_ASKED = STATE_WORDS[TIDAK_BERLAKU], "tidak ditanyakan"
"""No keadaan of a form: the jabatan has no indikator that is valid in the month, or none that its form asks."""

HOLDS, CAME, FOR_NOTHING = "ya", "tidak: formulirnya masuk", "tidak: jabatannya tidak berlaku"
"""Whether an exception is used."""

NAME = Column[Jabatan]("Jabatan", NAME_WIDTH, lambda one: Shown(one.nama), wraps=True)


def _word(said: str) -> Shown:
    """What became of a form, in its ink; what is not as it should be in bold, too."""
    ink, paper = INKS.get(said, (book.GREY, "#FFFFFF"))
    is_wrong = INKS.get(said, GOOD) != GOOD
    return Shown(said, "row_center", {"font_color": ink, "bg_color": paper, "bold": is_wrong, **SMALL})


def _no_form(jabatan: Jabatan, periode: str) -> str:
    return NOT_ASKED if jabatan.is_valid_in(periode) else NOT_VALID


@frozen
class Line:
    """A line below a table of forms: what it says of every month, given its column."""

    label: str
    of_month: Callable[[Column[Jabatan]], Shown]


# --- the sheet -------------------------------------------------------------------------------------------------------


@frozen
class Kelengkapan(Sheet):
    """The sheet ``Kelengkapan``."""

    report: Report
    name = sheet_names.KELENGKAPAN

    @property
    def widths(self) -> Sequence[float]:
        """The widths of its columns; senders take room from what is said last of a file, which gets it back."""
        return (NAME_WIDTH, *[WIDTH] * (MONTHS + (1 if self._of_senders else 0)))

    # --- the forms ---------------------------------------------------------------------------------------------------

    @cached_property
    def arrivals(self) -> Mapping[tuple[str, str], Any]:
        """By jabatan and month when its form came (a row of arrival.of_forms)."""
        return {(one.jabatan, one.periode): one for one in arrival.of_forms(self.report.batch).itertuples()}

    @cached_property
    def forms(self) -> Table[Jabatan]:
        """Which forms came in, a row a jabatan, a column a month."""
        return self._by_month(FIRST_LINE + SUMS + len(self.first_lines) + 1, self._keadaan)

    def _keadaan(self, periode: str) -> Callable[[Jabatan], Shown]:
        """What became of it; a jabatan that is asked for nothing in the month has none."""
        return lambda one: _word(self.report.keadaan.get((one.kode, periode)) or _no_form(one, periode))

    @cached_property
    def in_time(self) -> Table[Jabatan]:
        """Which of them came in time, in the same way."""
        return self._by_month(self.counts.last + 2, self._kiriman)

    def _kiriman(self, periode: str) -> Callable[[Jabatan], Shown]:
        """That of the file whose time counts, which is said beside that file."""

        def shown(one: Jabatan) -> Shown:
            found = self.arrivals.get((one.kode, periode))
            if found is None:
                return _word(_no_form(one, periode))
            told, number = _word(found.kiriman), self._numbers.get(found.file)
            return told if number is None else Shown(Cell(self.files.at(number, self.kiriman)), told.style, told.look)

        return shown

    def _by_month(self, head: int, of_month: Callable[[str], Callable[[Jabatan], Shown]]) -> Table[Jabatan]:
        months = [Column(month.short_words, WIDTH, of_month(month)) for month in self.report.batch.months]
        return Table(self.name, head, (NAME, *months), self.report.batch.catalog.jabatan)

    @cached_property
    def counts(self) -> Table[Line]:
        """How many forms of each keadaan every month has."""
        words = (SAH, ADA_KESALAHAN, BELUM_MASUK, *([DIKECUALIKAN] if self._excused else []))
        return self._below(self.forms, [_counted(self.forms, word) for word in words])

    @cached_property
    def counts_in_time(self) -> Table[Line]:
        """By which day the forms of a month are due, and how many came in time and late."""
        counted = [_counted(self.in_time, word) for word in (TEPAT_WAKTU, TERLAMBAT)]
        return self._below(self.in_time, [Line("Ditunggu sampai", self._due), *counted])

    def _below(self, forms: Table[Jabatan], lines: Sequence[Line]) -> Table[Line]:
        """Lines below a table of forms, without heads of their own."""
        label = Column[Line]("", NAME_WIDTH, lambda one: Shown(one.label, "row"))
        months = [Column("", WIDTH, _of_month(month)) for month in forms.columns[1:]]
        return Table(self.name, forms.last, (label, *months), lines)

    def _due(self, month: Column[Jabatan]) -> Shown:
        return Shown(self.report.batch.settings.due_day(self._month_of(month)), "row_center", berkas.DAY)

    def _due_cell(self, periode: str) -> Cell | None:
        """Where it is said by which day the forms of a month are due."""
        months, due = self.report.batch.months, self.counts_in_time
        return Cell(due.at(0, due.columns[1 + months.index(Periode(periode))])) if periode in months else None

    def _month_of(self, month: Column[Jabatan]) -> Periode:
        return self.report.batch.months[self.in_time.columns.index(month) - 1]

    # --- the exceptions ----------------------------------------------------------------------------------------------

    @cached_property
    def _excused(self) -> Sequence[Pengecualian]:
        """The exceptions that are about these months."""
        batch = self.report.batch
        return [one for one in batch.settings.pengecualian if set(one.months) & set(batch.months)]

    @cached_property
    def exceptions(self) -> Table[Pengecualian]:
        """Why forms are not missing, and who decided it."""
        catalog = self.report.batch.catalog
        columns = (
            Column[Pengecualian]("Jabatan", NAME_WIDTH, lambda one: Shown(catalog[one.jabatan].nama), wraps=True),
            Column[Pengecualian]("Bulan", WIDTH, _months, wraps=True),
            Column[Pengecualian]("Dipakai", WIDTH, lambda one: Shown(self._holds(one), "row", SMALL), wraps=True),
            Column[Pengecualian]("Oleh", WIDTH, lambda one: Shown(one.oleh, "row", SMALL), wraps=True),
            Column[Pengecualian]("Alasan", WIDTH, lambda one: Shown(one.alasan, "row_note", RUNS_ON)),
        )
        return Table(self.name, self.counts_in_time.last + 2, columns, self._excused)

    def _holds(self, one: Pengecualian) -> str:
        """Whether an exception excuses anything: not where every form came in all the same."""
        months = [month for month in one.months if month in self.report.batch.months]
        states = {month: self.report.keadaan.get((one.jabatan, month)) for month in months}
        if not any(states.values()):  # what is asked of a longer span has months that no form asks
            is_valid = any(self.report.batch.catalog[one.jabatan].is_valid_in(month) for month in months)
            return HOLDS if is_valid else FOR_NOTHING
        came = [month.words for month, state in states.items() if state and state != DIKECUALIKAN]
        words = f"sebagian: formulir {bahasa.listing(came)} masuk" if DIKECUALIKAN in states.values() else CAME
        return words if came else HOLDS

    # --- the files ---------------------------------------------------------------------------------------------------

    @cached_property
    def pencocokan(self) -> Pencocokan:
        """The proof that nothing was lost."""
        head = (self.exceptions if self._excused else self.counts_in_time).last + 2
        files, fates = (partial(self.all_files, column) for column in (berkas.BERKAS, berkas.NASIB))
        return Pencocokan(self.name, head, (NAME_WIDTH, WIDTH), self.report.batch.checked, files, fates)

    @cached_property
    def files(self) -> Table[File]:
        """What became of every file, and when it came."""
        columns = (
            berkas.BERKAS, berkas.BULAN, berkas.JABATAN, berkas.NASIB, berkas.MASUK, berkas.PUKUL, self.kiriman,
            berkas.SIDIK, *self._of_senders, berkas.ALASAN,
        )  # fmt: skip
        return Table(self.name, self.pencocokan.table.last + 2, columns, files_of(self.report), name="tblBerkas")

    @cached_property
    def _of_senders(self) -> Sequence[Column[File]]:
        """Nothing where no file came by mail."""
        known = self.report.batch.pengirim
        is_known = any(one.sha256 in known for one in self.report.batch.checked.files.itertuples())
        return (berkas.PENGIRIM, berkas.KATA_SERVER) if is_known else ()

    @cached_property
    def kiriman(self) -> Column[File]:
        """Whether each came in time, by the day that is said of its month."""
        return Column[File]("Kiriman", WIDTH, self._of_file)

    def _of_file(self, one: File) -> Shown:
        counts = one.nasib == USED or one.file in self._counting
        due = self._due_cell(one.periode) if counts and one.tiba else None
        if due is None:
            return Shown("", "row_center")
        is_in_time = Cell(self.files.at(one.number, berkas.MASUK)) <= due
        look = _word(arrival.in_time(one.tiba, self.report.batch.settings.due_day(one.periode))).look
        return Shown(If(is_in_time, TEPAT_WAKTU, TERLAMBAT), "row_center", look)

    @cached_property
    def _counting(self) -> frozenset[str]:
        """The files whose time is that of their form."""
        return frozenset(one.file for one in self.arrivals.values())

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {one.file: one.number for one in self.files.records}

    # --- what other sheets ask for -----------------------------------------------------------------------------------

    def all_files(self, column: Column[File]) -> Range:
        """A column, all files."""
        return Range(self.files.down(column))

    # --- writing -----------------------------------------------------------------------------------------------------

    @cached_property
    def first_lines(self) -> Sequence[str]:
        """What is said above the tables, below the two sums."""
        batch = self.report.batch
        told = [*filter(None, (self.report.lateness, looking_back(batch)))]
        return [*told, *(f"Perhatikan: {one}" for one in unexpected(batch))]

    def write(self, made: Book, target: Worksheet) -> None:
        """Jabatan × month: what became of the form, and whether it came in time; below, exceptions, sums and files."""
        self.report.title(made, target, "Kelengkapan formulir")
        self._write_first_lines(made, target)
        for title, table, below in self._tables:
            write_section(made, target, table.head - 1, title, height=TITLE_HEIGHT)
            table.write(made, target)
            if below:
                below.write_records(made, target)
        book.colour_word(made, target, self.pencocokan.verdicts, DIFFERS, *BAD)
        # So that the tables of the forms do not begin on one page and end on the next.
        target.set_h_pagebreaks([self.in_time.head - 1, self.files.head - 1])
        target.repeat_rows(self.files.head)
        evidence.write(made, target, self.report, self.files.last + 1)

    @property
    def _tables(self) -> Iterator[tuple[str, Table[Any], Table[Line] | None]]:
        """Every table with its title, and what stands directly below it."""
        yield "Formulir", self.forms, self.counts
        yield "Waktu masuk", self.in_time, self.counts_in_time
        if self._excused:
            yield "Pengecualian", self.exceptions, None
        yield "Pencocokan", self.pencocokan.table, None
        yield "Berkas", self.files, None

    def _write_first_lines(self, made: Book, target: Worksheet) -> None:
        sums = self.pencocokan.sentences
        for row, said in enumerate(sums, start=FIRST_LINE):
            book.write_live(made, target, row, 0, said, "plain")
        for row, told in enumerate(self.first_lines, start=FIRST_LINE + SUMS):
            target.write_string(row, 0, told, made.style("plain"))


def _counted(forms: Table[Jabatan], word: str) -> Line:
    return Line(f"Banyak formulir {word}", lambda month: Shown(CountIf(Range(forms.down(month)), word), "row_center"))


def _of_month(month: Column[Jabatan]) -> Callable[[Line], Shown]:
    return lambda one: one.of_month(month)


def _months(one: Pengecualian) -> Shown:
    return Shown(periods.title(one.months), "row", SMALL)
