"""One sheet a jabatan, a page to sign: who, what for, what each indikator comes to, why, what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from iki_excel.decree import Indikator, Jabatan, sheet_names
from iki_excel.decree.signature import NO_NAME, countersignature, signature_lines
from iki_excel.judging import achievement
from iki_excel.judging.message import NOTHING, OfJabatan, keadaan_of_jabatan
from iki_excel.language.cells import Cell
from iki_excel.language.places import Place
from iki_excel.report import bands, hitungan, rekap
from iki_excel.report.hitungan import Hitungan
from iki_excel.report.parts import fill, wrapped, write_lines, write_ruled, write_section
from iki_excel.report.predikat import colour_predikat, wants_reason
from iki_excel.report.rekap import Rekap
from iki_excel.report.sheets import BY_DEFAULT, Report, Sheet, Told
from iki_excel.report.survei import Survei, surveys_of
from iki_excel.report.tables import Column, Link, Shown, Table, write_shown
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

LETTERS = 132
"""So many small letters stand on a line of the page."""

ROW_HEIGHT, TITLE_HEIGHT, MOST_ON_A_PAGE = 30.0, 26, 16
SPARKLINE = {"type": "column", "series_color": "#6E9AA6", "min": 0, "max": 125}
"""A column a month: LibreOffice prints no lines of sparklines."""

LEGEND = "Hijau: dari lembar Rekap. Hitam: dihitung di sini. Kode membuka isiannya di lembar Data."
SIGN_OF_DEFAULT, DEFAULTS = '"*"', " * Target bawaan katalog."
PENYEBAB, TINDAK_LANJUT = "Penyebab: ", "Tindak lanjut: "


@frozen
class Line:
    """One indikator of the jabatan."""

    rapor: Rapor
    told: Told

    @property
    def indikator(self) -> Indikator:
        """The indikator itself."""
        return self.told.indikator

    @property
    def name(self) -> str:
        """Its name, and what is to be known of it on a line below."""
        return "\n".join(filter(None, (self.indikator.singkat, self.rapor.report.said_below(self.told))))

    @property
    def record(self) -> rekap.Record:
        """Its row on Rekap."""
        return self.rapor.rekap.record(self.indikator.kode)


def _goal(column: Column[rekap.Record]) -> Callable[[Line], Shown]:
    """A target; of a default the word has no room here, and a sign stands for it."""

    def shown(line: Line) -> Shown:
        same = line.record.again(column)
        number_format = str(same.look["num_format"]).replace(BY_DEFAULT, SIGN_OF_DEFAULT)
        return Shown(same.content, same.style, {**same.look, "num_format": number_format})

    return shown


def _same(column: Column[rekap.Record], **look: Any) -> Callable[[Line], Shown]:
    """What Rekap says in a column, in its look."""
    return lambda line: line.record.again(column, **look)


KODE = Column[Line]("Kode", width_of(56), lambda line: Shown(
    Link(line.rapor.report.doors.data.get((line.indikator.kode, line.told.periode)), line.indikator.kode)))  # fmt: skip
SPARK = Column[Line]("Capaian tiap bulan", width_of(84), lambda _: Shown())
PREDIKAT = Column[Line]("Predikat", width_of(108), _same(rekap.PREDIKAT))
CAPAIAN = Column[Line]("Capaian (%)", width_of(66), _same(rekap.CAPAIAN, bold=True), is_number=True)
GOALS = (
    Column[Line]("Target setahun", width_of(72), _goal(rekap.SETAHUN), is_number=True),
    Column[Line]("Target s.d. bulan ini", width_of(72), _goal(rekap.TARGET), is_number=True),
)
COLUMNS: tuple[Column[Line], ...] = (
    KODE,
    Column[Line]("Indikator kinerja", width_of(198), lambda line: Shown(line.name), wraps=True),
    Column[Line](
        "Satuan", width_of(66), lambda line: Shown(line.indikator.satuan, "row_note", {"shrink": False}), wraps=True
    ),
    *GOALS,
    Column[Line]("Bulan ini", width_of(64), _same(rekap.BULAN), is_number=True),
    Column[Line]("S.d. bulan ini", width_of(64), _same(rekap.SD), is_number=True),
    CAPAIAN,
    PREDIKAT,
    SPARK,
)
LAST = len(COLUMNS) - 1
RIGHT = 5
"""Where the second half of the page begins: of the notes, and of the signatures."""


@frozen
class Rapor(Sheet):
    """The sheet of one jabatan."""

    report: Report
    jabatan: Jabatan
    standing: OfJabatan
    rekap: Rekap
    hitungan: Hitungan
    landscape = False
    tab_colour = book.TEAL_LIGHT
    widths = tuple(column.width for column in COLUMNS)

    @property
    def name(self) -> str:
        """What its tab says."""
        return self.jabatan.sheet

    @cached_property
    def told(self) -> list[Told]:
        """Its indikator."""
        return self.report.told_of(self.jabatan)

    # --- where its parts stand ---------------------------------------------------------------------------------------

    @cached_property
    def banner(self) -> tuple[list[str], str]:
        """Whether its numbers are final, and in which style that is said."""
        state = keadaan_of_jabatan(self.report.batch, self.jabatan.kode)
        lines = [line for text in (state.judul, *state.baris) for line in wrapped(text, LETTERS - 18)]
        return lines, "complete" if state.is_final else "provisional"

    @cached_property
    def who(self) -> list[tuple[str, str]]:
        """Who holds the jabatan, and who answers for it besides."""
        settings, catalog = self.report.batch.settings, self.report.batch.catalog
        one, above = settings.official(self.jabatan.kode), settings.superior(self.jabatan.kode, catalog)
        lines = [
            ("Nama", one.nama or NO_NAME),
            ("NIP", bahasa.nip(one.nip) if one.nip else ""),
            ("Pangkat", one.pangkat),
            ("Atasan", settings.unit.title(above, catalog) if above != self.jabatan.kode else ""),
        ]
        return [(label, text) for label, text in lines if text]

    @cached_property
    def tugas(self) -> list[str]:
        """What the jabatan is there for, a line of the page each."""
        lines = []
        for letter, text in bahasa.lettered(self.jabatan.tugas):
            first, *others = wrapped(text[:1].upper() + text[1:], LETTERS)
            lines += [f"{letter}  {first}", *(f"     {line}" for line in others)]
        return lines

    @cached_property
    def table(self) -> Table[Line]:
        """A row an indikator."""
        head = 2 + len(self.banner[0]) + len(self.who) + (1 + len(self.tugas) if self.tugas else 0)
        name = f"tblRapor_{self.jabatan.kode}"
        return Table(self.name, head, COLUMNS, [Line(self, told) for told in self.told], said=self.report.said,
                     name=name, lowest=ROW_HEIGHT)  # fmt: skip

    @property
    def _of_defaults(self) -> str:
        """What the sign at a target means, where one has it."""
        goals = [column.shown(line) for line in self.table.records for column in GOALS]
        has_sign = any(one.content is not None and SIGN_OF_DEFAULT in one.look["num_format"] for one in goals)
        return DEFAULTS if has_sign else ""

    @cached_property
    def surveys(self) -> list[Survei]:
        """What its surveys come to, unsur by unsur, below the mean."""
        return surveys_of(self.report, self.hitungan.data, self.told, self.name, self.table.last + 2)

    @cached_property
    def places(self) -> dict[str, Place]:
        """The row of each indikator."""
        return {told.indikator.kode: self.table.at(number, KODE) for number, told in enumerate(self.told)}

    # --- writing -----------------------------------------------------------------------------------------------------

    def write(self, made: Book, target: Worksheet) -> None:
        """Who holds the jabatan, what for, its indikator, the reasons of what is low, and signatures."""
        self.report.title(made, target, f"Rapor kinerja: {self.jabatan.nama}")
        row = write_lines(made, target, 2, *self.banner, LAST)
        row = self._write_who(made, target, row)
        self._write_tugas(made, target, row)
        self.table.write(made, target)
        colour_predikat(made, target, self.table.down(PREDIKAT), self.report)
        self._draw_months(target)
        row = self._write_mean(made, target, self.table.last + 1)
        for survey in self.surveys:
            row = survey.write(made, target)
        row = self._write_reasons(made, target, row)
        row = self._write_signatures(made, target, row)
        self._write_links(made, target, row)
        target.repeat_rows(self.table.head)
        target.print_area(0, 0, row, LAST)
        if len(self.told) <= MOST_ON_A_PAGE:
            target.fit_to_pages(1, 1)

    def _write_who(self, made: Book, target: Worksheet, row: int) -> int:
        for below, (label, text) in enumerate(self.who, start=row):
            book.write_value(made, target, below, 0, label, "plain", font_color=book.GREY)
            book.write_value(made, target, below, 1, text, "bold" if label == "Nama" else "plain")
        return row + len(self.who)

    def _write_tugas(self, made: Book, target: Worksheet, row: int) -> None:
        if self.tugas:
            write_section(made, target, row, "Tugas", height=TITLE_HEIGHT, font_size=11)
        for below, line in enumerate(self.tugas, start=row + 1):
            book.write_value(made, target, below, 0, line, "plain", font_size=9)
            target.set_row(below, 13)

    def _draw_months(self, target: Worksheet) -> None:
        for number, line in enumerate(self.table.records):
            place = self.table.at(number, SPARK)
            months = self.hitungan.months(line.indikator.kode, hitungan.CAPAIAN)
            target.add_sparkline(place.row, place.column, {"range": months.reference, **SPARKLINE})

    def _write_mean(self, made: Book, target: Worksheet, row: int) -> int:
        """The mean of what is complete, and its predikat, with of how many it is; or why there is none."""
        mean, alasan, look = self.standing.rata_rata, self.standing.alasan, {"bold": True, "top": 1}
        text = self._why_no_mean if alasan else mean.of_how_many
        fill(made, target, row, range(len(COLUMNS)), "row", **look)
        book.write_value(made, target, row, 0, text, "row", **{**look, "text_wrap": False})
        if not alasan:
            capaian = Place(self.name, row, self.table.at_column[CAPAIAN])
            live = self.rekap.mean_of(mean, self.jabatan)
            write_shown(made, target, row, capaian.column, Shown(live, "report_decimals", look))
            word = achievement.predikat(Cell(capaian), *self.hitungan.data.aturan.bands)
            write_shown(made, target, row, self.table.at_column[PREDIKAT], Shown(word, "row_word", {"top": 1}))
        target.set_row(row, 24)
        return row + 1

    @property
    def _why_no_mean(self) -> str:
        alasan = self.standing.alasan
        return "Rata-rata belum ada" if alasan == NOTHING else f"Rata-rata belum ada: {alasan}"

    def _write_reasons(self, made: Book, target: Worksheet, row: int) -> int:
        """Two lines for each indikator below the good ones, to be filled here where its form says nothing."""
        low = [line for line in self.table.records if self._wants_reason(line)]
        word = bands.good_enough(self.report.batch.settings.aturan)
        title = f"Catatan untuk predikat di bawah {word}: penyebab dan tindak lanjut"
        write_ruled(made, target, row, title, LAST, height=TITLE_HEIGHT)
        if not low:
            why = f"Tidak ada indikator berpredikat di bawah {word}."
            book.write_value(made, target, row + 1, 0, why, "note")
            return row + 2
        row += 1
        for line in low:
            row = self._write_reason(made, target, row, line)
        return row

    def _wants_reason(self, line: Line) -> bool:
        """Also where its form says something all the same."""
        is_low = wants_reason(self.report, line.record.standing.predikat)
        return is_low or line.indikator.kode in self.report.reasons

    def _write_reason(self, made: Book, target: Worksheet, row: int, line: Line) -> int:
        """Why, and what is done: in lines of the page; blank ones may be filled here. The row below them."""
        said = self.report.reasons.get(line.indikator.kode, ("", ""))
        book.write_value(made, target, row, 0, line.indikator.kode, "bold")
        for lead, text in zip((PENYEBAB, TINDAK_LANJUT), said, strict=True):
            lines = wrapped(f"{lead}{text}", LETTERS - 12)
            for below, words in enumerate(lines, start=row):
                fill(made, target, below, range(1, LAST + 1), "to_fill", text_wrap=False)
                book.write_value(made, target, below, 1, words, "to_fill", text_wrap=False)
                target.set_row(below, 13 if text else 22)
            row += len(lines)
        return row

    def _write_signatures(self, made: Book, target: Worksheet, row: int) -> int:
        settings, day = self.report.batch.settings, self.report.waktu.date()
        leader = countersignature(settings, self.report.batch.catalog, self.jabatan.kode, day)
        own = signature_lines(settings, self.jabatan.nama, settings.official(self.jabatan.kode), day)
        target.set_row(row, 28, made.style("plain", valign="bottom"))
        for column, lines in ((0, leader), (RIGHT, own)):
            for below, (text, style) in enumerate(lines, start=row):
                look = {"valign": "bottom"} if below == row else {}
                book.write_value(made, target, below, column, text, style, **look)
        return row + max(len(leader), len(own))

    def _write_links(self, made: Book, target: Worksheet, row: int) -> None:
        """The way back, and on to where the numbers come from."""
        write_shown(made, target, row, 0, Shown(f"{LEGEND}{self._of_defaults}", "note", {"valign": "bottom"}))
        target.set_row(row, 24)
        for below, (sheet, tip) in enumerate(_doors(), start=row + 1):
            to = Place(sheet, 0, 0)
            write_shown(made, target, below, 0, Shown(Link(to, f"{sheet} ›", tip), "plain"))


def _doors() -> Iterator[tuple[str, str]]:
    yield sheet_names.RINGKASAN, "Kembali ke Ringkasan"
    yield sheet_names.REKAP, "Kembali ke Rekap"
    yield sheet_names.HITUNGAN, "Hitungan tiap bulan"
