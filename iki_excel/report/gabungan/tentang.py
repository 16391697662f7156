"""Sheet ``Tentang``: what made the roll-up, of which decrees, units and files, and the numbers that formulas call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any

from iki_excel import __version__
from iki_excel.judging import achievement
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.language.cells import NamedCell, NamedRange
from iki_excel.report.aturan import PITA_BATAS, PITA_KATA
from iki_excel.report.bilangan import DESIMAL
from iki_excel.report.gabungan.rollup import MOST_ROWS, TENTANG, Rollup
from iki_excel.report.parts import wrapped, write_ruled
from iki_excel.report.predikat import colour_words
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import TYPED, Column, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

PERSEN = "persen"
HEAD, LETTERS, MOST_NAMED = 4, 100, 12
LEGEND = (
    ("Warna sel", "predikat menurut capaian; katanya selalu tertulis di kolom Predikat, atau di Aturan di atas"),
    (
        "sementara",
        "ada bulan yang belum masuk: tidak berpredikat dan tidak ikut dalam rata-rata, sebaran, dan peringkat",
    ),
    ("Rata-rata unit", "rata-rata capaian indikator yang sudah lengkap, seperti di buku kerja unit itu sendiri"),
    (
        "Yang dibandingkan",
        "hanya indikator yang ditanyakan dan dihitung sama (sidiknya sama); selain itu berdiri sendiri",
    ),
    ("Kuartil", "seperempat unit di bawah kuartil 1, separuh di bawah median, tiga perempat di bawah kuartil 3"),
)


@frozen
class Line:
    """One number that formulas use, and what they call it."""

    label: str
    value: float
    names: tuple[str, ...]
    look: dict[str, Any] = field(default_factory=dict)


LABEL = Column[Line]("Aturan", 34, lambda line: Shown(line.label))
VALUE = Column[Line](
    "Nilai", 14, lambda line: Shown(line.value, "report_number", {**TYPED, **line.look}), is_number=True
)
NAMA = Column[Line]("Nama dalam rumus", 78, lambda line: Shown(", ".join(line.names), "row_note", {"indent": 1}))


@frozen
class Tentang(Sheet):
    """The sheet ``Tentang``."""

    rollup: Rollup
    name = TENTANG
    landscape = False
    widths = tuple(column.width for column in (LABEL, VALUE, NAMA))

    @cached_property
    def table(self) -> Table[Line]:
        """The numbers of all formulas, and the bands of predikat, the lowest first."""
        from_limit = {"num_format": '"mulai "General_0;"terendah"_0;"mulai "0_0'}
        bands = self.rollup.gabungan.aturan.bands
        lines = [
            Line("Target (%)", 100.0, (PERSEN,)),
            Line("Desimal capaian yang dinilai", achievement.DIGITS, (DESIMAL,)),
            *(Line(word, limit, (PITA_BATAS, PITA_KATA), from_limit) for limit, word in bands),
        ]
        return Table(self.name, HEAD, (LABEL, VALUE, NAMA), lines, name="tblAturan")

    @property
    def persen(self) -> NamedCell:
        """100, what a capaian is measured in."""
        return NamedCell(self.table.at(0, VALUE), PERSEN)

    @property
    def decimals(self) -> NamedCell:
        """To how many decimals a capaian is rounded where it is judged."""
        return NamedCell(self.table.at(1, VALUE), DESIMAL)

    @property
    def bands(self) -> tuple[NamedRange, NamedRange]:
        """The lower limits, which rise, and the words of predikat."""
        first = self.table.first + 2
        limits, words = (replace(self.table.down(column), top=first) for column in (VALUE, LABEL))
        return NamedRange(limits, PITA_BATAS), NamedRange(words, PITA_KATA)

    def prepare(self, made: Book) -> None:
        """Formulas call these numbers by name."""
        cells = {one.name: one.place.reference for one in (self.persen, self.decimals)}
        made.define(cells | {one.name: one.area.reference for one in self.bands})

    def write(self, made: Book, target: Worksheet) -> None:
        """Every part, one below the other."""
        self.rollup.title(made, target, "Tentang buku kerja ini")
        write_ruled(made, target, HEAD - 1, "Aturan", 2)
        self.table.write(made, target)
        colour_words(made, target, self.table.down(LABEL), self.rollup.looks)
        row = self.table.last + 1
        for title, facts in (("Dibuat", self._made()), ("Keputusan", self._decrees()), ("Arti", LEGEND)):
            row = _write_part(made, target, row, title, [*facts])

    def _made(self) -> Iterator[tuple[str, str]]:
        waktu, gabungan = self.rollup.waktu, self.rollup.gabungan
        counts = gabungan.berkas.groupby("nasib")["banyak"].sum()
        used, aside = (int(counts.get(fate, 0)) for fate in (USED, SET_ASIDE))
        yield "Waktu", f"{bahasa.date(waktu.date())} pukul {waktu:%H.%M}"
        yield "Perintah", f"iki proses --periode {gabungan.periode}"
        yield "Program", f"iki-excel {__version__}"
        every, some, rest = (bahasa.number(one) for one in (used + aside, used, aside))
        yield "Berkas", f"{every} berkas masuk: {some} dipakai, {rest} disisihkan."
        yield "Rincian", f"Tabel yang lebih dari {bahasa.number(MOST_ROWS)} baris ada di {beside(self.rollup)}."

    def _decrees(self) -> Iterator[tuple[str, str]]:
        """Each with its fingerprint and its units, those of the most units first."""
        units = self.rollup.units
        for sidik, one in self.rollup.decrees.iterrows():
            own = units.loc[units["sidik"] == sidik, "nama"]
            named = bahasa.some(own, MOST_NAMED)
            yield f"Keputusan {self.rollup.letters[str(sidik)]}", f"{one['nomor'] or 'tanpa nomor'} · sidik {sidik}"
            yield "", f"{bahasa.number(one['banyak'])} unit: {named}"


def beside(rollup: Rollup) -> str:
    """The file of tables that lies beside the workbook."""
    return f"IKI_{rollup.gabungan.periode}_rekap.sqlite"


def _write_part(made: Book, target: Worksheet, row: int, title: str, facts: Sequence[tuple[str, str]]) -> int:
    write_ruled(made, target, row, title, 2)
    row += 1
    for label, text in facts:
        book.write_value(made, target, row, 0, label, "plain")
        for line in wrapped(text, LETTERS):
            book.write_value(made, target, row, 1, line, "plain")
            target.set_row(row, 16)
            row += 1
    return row
