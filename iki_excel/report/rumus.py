"""Sheet ``Rumus``: the aturan used, every formula in words and as computed, and every doubt about the decree."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from iki_excel.decree import Indikator, sheet_names
from iki_excel.decree.about import with_line
from iki_excel.decree.fields import NUMBER, TB, WordField, words_of
from iki_excel.decree.kinds import MEASURES, survey
from iki_excel.decree.konstanta import ALL_DIGITS
from iki_excel.decree.targets import STABIL
from iki_excel.language import formula
from iki_excel.language.akumulasi import WORDS
from iki_excel.language.cells import Calculation, Cell, Expression, Name, bound
from iki_excel.report.data import SO_FAR, Data
from iki_excel.report.data.rows import ADDED
from iki_excel.report.parts import wrapped, write_section
from iki_excel.report.sheets import Report, Sheet, Told, are_weighted
from iki_excel.report.tables import Column, Link, Shown, Table
from iki_excel.report.target import TargetSheet
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import BULAN, Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

LETTERS_OF_NAMES, LETTERS_OF_NOTE = 18, 150
RULE_NOTES = (
    "Capaian (arah naik) = realisasi ÷ target × 100; (arah turun) = (2 × target − realisasi) ÷ target × 100; "
    "(rentang) = 100 di dalamnya, di luarnya menurut ujung yang terdekat. Paling rendah 0.",
    "Target = bagian yang sudah jatuh tempo s.d. bulan ini (lembar Target). Predikat dinilai dari capaian yang "
    "dibulatkan dua desimal (setengah ke atas).",
    "Capaian adalah bukti untuk predikat kinerja pegawai menurut PermenPANRB 6/2022, bukan predikat itu sendiri.",
    "Tanpa target tidak ada capaian. Yang belum lengkap tidak berpredikat dan tidak ikut dalam rata-rata.",
)
OF_ZERO = {
    True: "Target 0 dengan arah turun: realisasi 0 bernilai 100, di atasnya 0.",
    False: "Target 0 tidak memberi capaian.",
}
EXACTLY = (
    "Capaian (arah stabil) = yang terkecil dari realisasi ÷ target × 100 dan (2 × target − realisasi) ÷ target × 100, "
    "jadi paling tinggi 100."
)
OF_EXACT = {
    True: f"{EXACTLY} Target 0: realisasi 0 bernilai 100, selain itu 0.",
    False: EXACTLY,
}
OF_WEIGHTS = (
    "Rata-rata tertimbang capaian = jumlah (bobot × capaian) ÷ jumlah bobot, dari indikator yang berpredikat. "
    "Rata-rata kantor tertimbang bila semua jabatan berbobot; bila tidak, semua indikator sama beratnya."
)


# --- the formulas ----------------------------------------------------------------------------------------------------


@frozen
class Formula:
    """One version of an indikator: its rumus in words, and with its numbers."""

    kode: str
    indikator: Indikator
    words: str
    computed: str
    target: str
    arah: str


def _text(content: str | Link) -> Shown:
    return Shown(content, "report_text")


FORMULAS = (
    Column[Formula]("Kode", 19, lambda one: _text(one.kode), wraps=True),
    Column[Formula]("Indikator", 40, lambda one: _text(with_line(one.indikator)), wraps=True),
    Column[Formula]("Rumus dalam kata", 48, lambda one: _text(one.words), wraps=True),
    Column[Formula]("Perhitungan s.d. bulan ini", 40, lambda one: _text(one.computed), wraps=True),
    Column[Formula]("Target s.d. bulan ini", 24, lambda one: _text(one.target), wraps=True),
    Column[Formula]("Arah", 9, lambda one: _text(one.arah), wraps=True),
)


# --- the sheet -------------------------------------------------------------------------------------------------------


@frozen
class Rumus(Sheet):
    """The sheet ``Rumus``."""

    report: Report
    data: Data
    target: TargetSheet
    name = sheet_names.RUMUS
    tells_of_others = True
    widths = tuple(column.width for column in FORMULAS)

    @property
    def _notes_of_rules(self) -> list[str]:
        settings = self.report.batch.settings
        is_exact = any(self.report.arah_of(told.indikator) == STABIL for told in self.report.told)
        notes = [*RULE_NOTES, OF_ZERO[settings.aturan.judges_zero]]
        notes += [OF_EXACT[settings.aturan.judges_zero]] if is_exact else []
        notes += [OF_WEIGHTS] if are_weighted(self.report.told) else []
        return [self.report.said(note) for note in notes]

    def prepare(self, made: Book) -> None:
        """Formulas call its numbers by their names, and hold none themselves."""
        made.in_names = self.data.aturan.bilangan.in_names
        made.define(self.data.aturan.names)

    def write(self, made: Book, target: Worksheet) -> None:
        """Aturan, formulas and catatan."""
        self.report.title(made, target, "Rumus dan aturan")
        target.repeat_rows(0, 1)
        self._write_konstanta(made, target)
        self._write_skala(made, target)
        self._write_rules(made, target)
        formulas = self._formulas(made.calculation)
        write_section(made, target, formulas.head - 1, "Rumus setiap indikator")
        formulas.write(made, target)
        self._write_notes(made, target, formulas.last + 1)
        book.as_appendix(target)

    def _write_konstanta(self, made: Book, target: Worksheet) -> None:
        table = self.data.konstanta.table
        if table.records:
            write_section(made, target, table.head - 1, "Konstanta (ditetapkan keputusan)", 1)
            table.write(made, target)

    def _write_skala(self, made: Book, target: Worksheet) -> None:
        table = self.data.skala.table
        if table.records:
            write_section(made, target, table.head - 1, "Skala (ditetapkan keputusan)", 1)
            table.write(made, target)

    def _write_rules(self, made: Book, target: Worksheet) -> None:
        own = not self.report.batch.settings.aturan.bawaan
        origin = "ditetapkan di iki.toml" if own else "bawaan aplikasi; dapat ditetapkan di iki.toml"
        section = f"Aturan capaian dan predikat ({origin})"
        write_section(made, target, self.data.aturan.head - 1, section, 1)
        self.data.aturan.table.write(made, target)
        for row, text in enumerate(self._notes_of_rules, start=self.data.aturan.table.last + 1):
            target.write_string(row, 1, text, made.style("note"))

    # --- formulas ----------------------------------------------------------------------------------------------------

    def _formulas(self, calculation: Calculation) -> Table[Formula]:
        records = [one for told in self.report.told for one in self._of_told(told, calculation)]
        head = self.data.aturan.table.last + len(self._notes_of_rules) + 2
        return Table(self.name, head, FORMULAS, records, said=self.report.said, name="tblRumus")

    def _of_told(self, told: Told, calculation: Calculation) -> Iterator[Formula]:
        """The version that counts, and behind it those that told the months before."""
        report, one = self.report, told.indikator
        arah, periode = report.arah_of(one), report.batch.periode.months[-1]
        computed, target = self._computed(told, calculation), self.target.arithmetic(told)
        yield Formula(_valid(one, periode), one, in_words(one), computed, target, arah)
        for earlier in self.report.earlier_versions(told):
            own, goal = report.arah_of(earlier), report.target_of(earlier)
            due = earlier.words_of_target(goal) if goal and goal != report.target_of(one) else ""
            yield Formula(_valid(earlier, periode), earlier, in_words(earlier), "", due, own)

    def _computed(self, told: Told, calculation: Calculation) -> str:
        """ "412 ÷ 440 × 100 = 93,64" of the numbers as they stand on ``Data``, or why there is no result."""
        indikator = told.indikator
        if not self.report.has_result(indikator.kode, told.periode, SO_FAR.result):
            return str(self.report.results[indikator.kode, told.periode]["status_kata"])
        result = Cell(self.data.section(indikator.kode, told.periode).result(SO_FAR))
        return f"{self.with_numbers(told, calculation)} = {_said(calculation, result, 4 if indikator.is_rate else 2)}"

    def with_numbers(self, told: Told, calculation: Calculation) -> str:
        """The rumus with its numbers s.d. the month that tells, "412 ÷ 440 × 100", once ``Data`` is written."""
        indikator = told.indikator
        cells = self.data.section(indikator.kode, told.periode).cells_by_name(SO_FAR)
        fields = {slot.kode: slot.field for slot in indikator.slots if slot.akumulasi != ADDED}
        numbers = {
            name: _said(calculation, bound(Name(name), cells), words=words_of(fields.get(name, NUMBER)))
            for name in indikator.rumus.names
        }
        set_by_decree = indikator.konstanta_in(told.periode)
        numbers |= {kode: bahasa.number(set_by_decree[kode], ALL_DIGITS) for kode in indikator.rumus.konstanta}
        for measure, isian in indikator.rumus.measures:
            value = bound(MEASURES[measure].expression(indikator.isian_by_kode[isian]), cells)
            numbers[f"{measure}({isian})"] = _said(calculation, value, 4)
        return formula.words(indikator.rumus, numbers, MEASURES)

    # --- the end -----------------------------------------------------------------------------------------------------

    def _write_notes(self, made: Book, target: Worksheet, row: int) -> None:
        """What the decree leaves open, each doubt in lines of the page; nothing where it leaves nothing open."""
        if not self._notes():
            return
        write_section(made, target, row, "Catatan atas keputusan")
        row += 1
        for note, whose in self._notes().items():
            names, texts = wrapped(bahasa.listing(whose), LETTERS_OF_NAMES), wrapped(note, LETTERS_OF_NOTE)
            for below, (name, text) in enumerate(itertools.zip_longest(names, texts, fillvalue="")):
                book.write_value(made, target, row + below, 0, name, "note")
                book.write_value(made, target, row + below, 1, text, "plain", font_size=9)
            row += max(len(names), len(texts))

    def _notes(self) -> dict[str, list[str]]:
        """Every catatan once, with the indikator and jabatan that it is about."""
        catalog = self.report.batch.catalog
        told = [(note, one.indikator.kode) for one in self.report.told for note in one.indikator.catatan]
        told += [(note, jabatan.sheet) for jabatan in catalog.jabatan for note in jabatan.catatan]
        notes: dict[str, list[str]] = {}
        for note, whose in told:
            notes.setdefault(note, []).append(whose)
        return notes


def _said(calculation: Calculation, expression: Expression, digits: int = 2, *, words: WordField | None = None) -> str:
    """A number, with the word that it stands for; what has none does not apply."""
    value = calculation.of(expression)
    if words and isinstance(value, float | int):
        return words.with_value(value)
    return bahasa.number(value, digits) if isinstance(value, float | int) else TB


def in_words(indikator: Indikator) -> str:
    """The rumus of an indikator in words, with what else is to be known of its numbers."""
    told: dict[str, str] = {one.kode: "unsur berbobot" for one in indikator.isian if survey.is_weighted(one)}
    told |= {one.kode: WORDS[one.akumulasi] for one in indikator.names if one.akumulasi in WORDS}
    labels = {kode: f"{label} ({told[kode]})" if kode in told else label for kode, label in indikator.labels.items()}
    return formula.words(indikator.rumus, labels, MEASURES)


def _valid(indikator: Indikator, periode: Periode) -> str:
    """Its kode, of which span it is asked where that is not the month, and from when to when it is valid.

    An end is told once it has come: what is decreed for later changes nothing in the report of a month.
    """
    begins, ends = indikator.berlaku_mulai, indikator.berlaku_sampai
    told = [f"per {indikator.periode}"] if indikator.periode != BULAN else []
    told += [f"mulai {begins.words}"] if begins else []
    told += [f"sampai {ends.words}"] if ends and ends < periode else []
    return f"{indikator.kode} ({' '.join(told)})" if told else indikator.kode
