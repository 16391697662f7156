"""Sheet ``Rumus``: the aturan used, every formula in words and as computed, and every doubt about the decree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Any

from iki_excel import __version__
from iki_excel.decree import Indikator, sheet_names
from iki_excel.decree.kinds import MEASURES
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.language import formula
from iki_excel.language.cells import Calculation, Cell, Expression, Name, bound
from iki_excel.language.places import Place
from iki_excel.report.data import SO_FAR, Data
from iki_excel.report.sheets import Report
from iki_excel.report.tables import PADDING, Column, Shown, Table, write_shown
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

LIBRARIES = ("pandas", "python-calamine", "xlsxwriter", "holidays")
RULE_NOTES = (
    "Capaian (arah naik) = realisasi ÷ target × 100; (arah turun) = (2 × target − realisasi) ÷ target × 100, "
    "paling rendah 0.",
    "Predikat dinilai dari capaian yang dibulatkan dua desimal (setengah ke atas). Tanpa target tidak ada capaian.",
)
RULES_HEAD = 4
TOP = {"valign": "top"}


# --- the aturan ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """One line of the aturan."""

    label: str
    value: float | str
    look: dict[str, Any]


LABEL = Column[Rule]("Aturan", 40, lambda rule: Shown(rule.label))
VALUE = Column[Rule]("Nilai", 48, lambda rule: Shown(rule.value, "number", rule.look))


# --- the formulas ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Formula:
    """One indikator: its rumus in words, and with its numbers."""

    indikator: Indikator
    words: str
    computed: str
    target: Shown
    arah: str


def _text(content: Any) -> Shown:
    return Shown(content, "report_text")


TARGET = Column[Formula]("Target", 15, lambda one: one.target, wraps=True)
FORMULAS = (
    Column[Formula]("Kode", 19, lambda one: _text(one.indikator.kode), wraps=True),
    Column[Formula]("Indikator", 40, lambda one: _text(one.indikator.indikator), wraps=True),
    Column[Formula]("Rumus dalam kata", 48, lambda one: _text(one.words), wraps=True),
    Column[Formula]("Perhitungan s.d. bulan ini", 40, lambda one: _text(one.computed), wraps=True),
    TARGET,
    Column[Formula]("Arah", 9, lambda one: _text(one.arah), wraps=True),
)


# --- the sheet -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rumus:
    """The sheet ``Rumus``."""

    report: Report
    data: Data
    name = sheet_names.RUMUS
    landscape = True

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [column.width for column in FORMULAS]

    @cached_property
    def rules(self) -> Table[Rule]:
        """The cap of capaian, and below it the bands of predikat with their lower limits."""
        aturan = self.report.batch.settings.aturan
        cap = "tanpa batas" if aturan.batas_capaian is None else aturan.batas_capaian
        from_limit = {"num_format": '"mulai "General'}
        bands = [Rule(word, "di bawahnya" if limit is None else limit, from_limit) for limit, word in aturan.pita]
        return Table(self.name, RULES_HEAD, (LABEL, VALUE), [Rule("Capaian paling tinggi (%)", cap, {}), *bands], 1)

    @property
    def cap(self) -> Cell | None:
        """The cap of capaian; None where there is none."""
        return None if self.report.batch.settings.aturan.batas_capaian is None else Cell(self.rules.at(0, VALUE))

    @property
    def bands(self) -> tuple[list[Cell], list[Cell]]:
        """The lower limits and the words of predikat."""
        numbers = range(1, len(self.rules.records))
        limits, words = ([Cell(self.rules.at(n, column)) for n in numbers] for column in (VALUE, LABEL))
        return limits[:-1], words

    @property
    def _formulas_head(self) -> int:
        return self.rules.last + len(RULE_NOTES) + 3

    def target(self, indikator: str) -> Place:
        """The target of an indikator."""
        number = list(self.report.batch.catalog.indikator).index(indikator)
        return Table(self.name, self._formulas_head, FORMULAS, ()).at(number, TARGET)

    def write(self, made: Book, target: Worksheet) -> None:
        """Aturan, formulas, catatan and versions."""
        self.report.title(made, target, "Rumus dan aturan")
        target.repeat_rows(0, 1)
        self._write_rules(made, target)
        formulas = self._formulas(made.calculation)
        target.write_string(formulas.head - 1, 0, "Rumus setiap indikator", made.style("section"))
        formulas.write(made, target)
        row = self._write_notes(made, target, formulas.last + 2)
        self._write_versions(made, target, row + 1)

    def _write_rules(self, made: Book, target: Worksheet) -> None:
        own = not self.report.batch.settings.aturan.bawaan
        origin = "ditetapkan di iki.toml" if own else "bawaan aplikasi; keputusan tidak mengaturnya"
        section = f"Aturan capaian dan predikat ({origin})"
        target.write_string(self.rules.head - 1, 1, section, made.style("section"))
        self.rules.write(made, target)
        for row, text in enumerate(RULE_NOTES, start=self.rules.last + 1):
            target.write_string(row, 1, text, made.style("note"))

    # --- formulas ----------------------------------------------------------------------------------------------------

    def _formulas(self, calculation: Calculation) -> Table[Formula]:
        records = [
            self._formula(indikator, calculation) for _, indikator in self.report.batch.catalog.indikator.values()
        ]
        return Table(self.name, self._formulas_head, FORMULAS, records)

    def _formula(self, indikator: Indikator, calculation: Calculation) -> Formula:
        settings = self.report.batch.settings
        words = formula.words(indikator.rumus, indikator.labels, MEASURES)
        computed, arah = self._computed(indikator, calculation), settings.arah_of(indikator)
        return Formula(indikator, words, computed, self._target(indikator), arah)

    def _target(self, indikator: Indikator) -> Shown:
        goal = self.report.batch.settings.target_of(indikator)
        if goal is None:
            return _text("belum ada")
        if goal.angka is None:
            return _text(goal.words(indikator.sifat))
        return Shown(goal.angka, "report_number", {**TOP, **self.report.target_format(indikator)})

    def _computed(self, indikator: Indikator, calculation: Calculation) -> str:
        """ "412 ÷ 440 × 100 = 93,64" of the numbers as they stand on ``Data``, or why there is no result."""
        periode = self.report.batch.periode
        if not self.report.has_result(indikator.kode, periode, SO_FAR.result):
            return STATUS_WORDS[self.report.results[indikator.kode, periode]["status"]]
        section = self.data.sections[indikator.kode, periode]
        cells = section.cells_by_name(SO_FAR)
        numbers = {name: _said(calculation, bound(Name(name), cells)) for name in indikator.rumus.names}
        for measure, isian in indikator.rumus.measures:
            value = bound(MEASURES[measure].expression(indikator.isian_by_kode[isian]), cells)
            numbers[f"{measure}({isian})"] = _said(calculation, value, 4)
        said = formula.words(indikator.rumus, numbers, MEASURES)
        return f"{said} = {_said(calculation, Cell(section.result(SO_FAR)))}"

    # --- the end -----------------------------------------------------------------------------------------------------

    def _write_notes(self, made: Book, target: Worksheet, row: int) -> int:
        widths, last = self.widths, len(self.widths) - 1
        target.write_string(row, 0, "Catatan atas keputusan", made.style("section"))
        for note, whose in self._notes().items():
            row += 1
            names = bahasa.listing(whose)
            write_shown(made, target, row, (0, 0), _text(names))
            write_shown(made, target, row, (1, last), _text(note))
            target.set_row(row, book.row_height((names, widths[0] - PADDING), (note, sum(widths[1:]) - 2 * PADDING)))
        return row + 1

    def _notes(self) -> dict[str, list[str]]:
        """Every catatan once, with the indikator and jabatan that it is about."""
        catalog = self.report.batch.catalog
        told = [(note, one.kode) for _, one in catalog.indikator.values() for note in one.catatan]
        told += [(note, jabatan.sheet) for jabatan in catalog.jabatan for note in jabatan.catatan]
        notes: dict[str, list[str]] = {}
        for note, whose in told:
            notes.setdefault(note, []).append(whose)
        return notes

    def _write_versions(self, made: Book, target: Worksheet, row: int) -> None:
        waktu = self.report.waktu
        target.write_string(row, 0, "Dibuat dengan", made.style("section"))
        printed = f"{bahasa.date(waktu.date())} pukul {waktu:%H.%M}"
        lines = [("Waktu", printed), ("iki-excel", __version__), *((name, version(name)) for name in LIBRARIES)]
        for below, texts in enumerate(lines, start=row + 1):
            for column, text in enumerate(texts, start=1):
                write_shown(made, target, below, (column, column), Shown(text))


def _said(calculation: Calculation, expression: Expression, digits: int = 2) -> str:
    value = calculation.of(expression)
    assert isinstance(value, float | int), f"no number: {expression}"
    return bahasa.number(value, digits)
