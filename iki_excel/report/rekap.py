"""Sheet ``Rekap``: one row an indikator, what matters first; each code leads to the rapor of its jabatan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.decree import Indikator, Jabatan, sheet_names
from iki_excel.decree.fields import TIDAK_BERLAKU
from iki_excel.judging import achievement
from iki_excel.judging.means import Mean
from iki_excel.judging.message import PROVISIONAL, Message, Standing
from iki_excel.judging.scoring.status import BELUM_JATUH_TEMPO, LENGKAP
from iki_excel.language.cells import BLANK, Average, Cell, CountIf, Expression, If, IfError, Range, Rank, Round, Sum
from iki_excel.report import hitungan
from iki_excel.report.data import Data
from iki_excel.report.hitungan import Hitungan
from iki_excel.report.predikat import colour_predikat
from iki_excel.report.sheets import Report, Sheet, Told, are_weighted, realisasi_style
from iki_excel.report.tables import GREY, NARROW, TYPED, Column, Link, Shown, Table, same_as
from iki_excel.report.target import TargetSheet
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

HEAD, ROW_HEIGHT = 3, 21.0
MOST_ON_A_PAGE = 40
SETTLED = (LENGKAP, BELUM_JATUH_TEMPO, TIDAK_BERLAKU)
"""Nobody has to do anything about these."""
SMALL: dict[str, Any] = {"font_size": 9, "text_wrap": False, "indent": 1}
PROVISIONAL_LOOK = {"bold": False, "italic": True, "font_color": book.WARN_INK}
NONE_LOOK = {"bold": False, "font_color": book.GREY}
NOTE = (
    "Kode membuka rapor. Selisih: capaian dikurangi 100. ± bulan lalu: dibanding capaian s.d. bulan lalu. "
    "Urutan 1: terendah."
)
NOTES = (
    "Capaian diukur terhadap target s.d. bulan ini; caranya di lembar Target. Target yang tidak ditetapkan di iki.toml "
    "memakai bawaan katalog.",
    "Yang belum lengkap tidak berpredikat dan tidak ikut dalam rata-rata.",
)
WEIGHTED_NOTE = "Rata-rata tertimbang = jumlah “Bobot × capaian” ÷ jumlah “Bobot yang ikut”."


@frozen
class Record:
    """One indikator, and how it stands."""

    number: int
    told: Told
    standing: Standing
    rekap: Rekap

    @property
    def indikator(self) -> Indikator:
        """The indikator itself."""
        return self.told.indikator

    @property
    def kode(self) -> str:
        """Its code."""
        return self.indikator.kode

    @property
    def result(self) -> dict[str, Any]:
        """What is known of its result in the periode."""
        return self.rekap.report.results[self.kode, self.rekap.report.batch.periode]

    @property
    def is_complete(self) -> bool:
        """Whether it has a part in means, ranks and changes."""
        return self.standing.is_complete

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(self.rekap.table.at(self.number - 1, column))

    def again(self, column: Column[Record], **look: Any) -> Shown:
        """What it says in a column, shown once more on another sheet, in the same look."""
        there = column.shown(self)
        known = there.content is not None
        return Shown(same_as(self.cell(column).place) if known else None, there.style, {**there.look, **look})

    def month(self, column: Column[hitungan.Record]) -> Cell:
        """A cell of the month that tells it, on Hitungan."""
        return self.rekap.hitungan.cell(self.kode, self.told.periode, column)


# --- what the columns show -------------------------------------------------------------------------------------------


def _text(text: Callable[[Record], str | None], style: str = "row", **look: Any) -> Callable[[Record], Shown]:
    return lambda record: Shown(text(record), style, look)


def _after_month(column: Column[hitungan.Record], **look: Any) -> Callable[[Record], Shown]:
    """A capaian of the month that tells, as on Hitungan."""
    return lambda record: Shown(same_as(record.month(column).place), "report_decimals", look)


def _realisasi(record: Record, column: Column[hitungan.Record] | None) -> Shown:
    """A realisasi, in the style of the indikator; None of the periode where its last month is not of that."""
    which = "realisasi" if column is hitungan.SD else "realisasi_bulan"
    look = record.rekap.report.realisasi_look(record.indikator, record.told.periode, which)
    return Shown(same_as(record.month(column).place) if column else None, realisasi_style(record.indikator), look)


def _of_periode(record: Record) -> Shown:
    """What the periode itself brought: of a month as on Hitungan, of a longer one as on Data."""
    report, data = record.rekap.report, record.rekap.data
    if not report.is_of_span:
        return _realisasi(record, hitungan.OF_MONTH if record.told.periode == report.batch.periode else None)
    section, side = data.section(record.kode, record.told.periode), data.of_periode
    known = section.is_in(side) and report.has_result(record.kode, section.periode, side.result)
    look = report.realisasi_look(record.indikator, section.periode, side.result)
    return Shown(Cell(section.result(side)) if known else None, realisasi_style(record.indikator), look)


def _goal(which: Callable[[TargetSheet, Told], Cell], key: str) -> Callable[[Record], Shown]:
    """The whole target, or the part of it that is due; nothing where there is none."""

    def shown(record: Record) -> Shown:
        report = record.rekap.report
        target = report.target_of(record.indikator)
        known = pd.notna(record.result[key]) or (target is not None and target.rentang is not None)
        look = report.target_format(record.indikator, key)
        return Shown(which(record.rekap.target, record.told) if known else None, "report_number", look)

    return shown


def _predikat(record: Record) -> Shown:
    """A predikat is of what is complete; of all else is said why there is none."""
    if record.is_complete:
        return Shown(achievement.predikat(record.cell(CAPAIAN), *record.rekap.data.aturan.bands), "row_word")
    alasan = record.standing.alasan
    return Shown(alasan, "row_word", PROVISIONAL_LOOK if alasan == PROVISIONAL else NONE_LOOK)


def _difference(record: Record) -> Shown:
    live = record.cell(CAPAIAN) - record.rekap.data.aturan.persen
    return Shown(live if record.is_complete else None, "report_difference")


def _change(record: Record) -> Shown:
    """What its capaian is more than after the month before, as both are printed."""
    sejak = record.rekap.message.sejak
    if record.standing.perubahan is None or sejak is None:
        return Shown(None, "report_change")
    decimals = record.rekap.data.aturan.decimals
    before = record.rekap.hitungan.cell(record.kode, sejak, hitungan.CAPAIAN)
    return Shown(Round(record.cell(CAPAIAN), decimals) - Round(before, decimals), "report_change")


def _direction(record: Record) -> Shown:
    """1, -1 or 0: which way it went."""
    change = record.cell(CHANGE)
    known = record.standing.perubahan is not None
    return Shown(If(change > 0, 1, If(change < 0, -1, 0)) if known else None, "report_whole", GREY)


def _reached(record: Record) -> Shown:
    """1 where the target is reached, else 0."""
    aturan = record.rekap.data.aturan
    live = If(Round(record.cell(CAPAIAN), aturan.decimals) >= aturan.persen, 1, 0)
    return Shown(live if record.is_complete else None, "report_whole", GREY)


def _key(record: Record) -> Shown:
    """What the order goes by: capaian; behind all of these what is not complete, and behind those what has none."""
    aturan = record.rekap.data.aturan
    capaian, behind = Round(record.cell(CAPAIAN), aturan.decimals), aturan.behind_all
    if record.standing.capaian is None:
        return Shown(behind + behind, "report_decimals", GREY)
    is_ranked = record.is_complete and record.standing.berlaku
    return Shown(capaian if is_ranked else capaian + behind, "report_decimals", GREY)


def _order(record: Record) -> Shown:
    """Its place by that; of equal ones the first row comes first."""
    every = record.rekap.table.down(KEY)
    so_far = Range(replace(every, bottom=record.cell(KEY).place.row))
    return Shown(Rank(record.cell(KEY), Range(every)) + CountIf(so_far, record.cell(KEY)) - 1, "report_whole", GREY)


def _in_mean(record: Record) -> Shown:
    """The capaian that means are made of."""
    return Shown(record.cell(CAPAIAN) if record.is_complete else None, "report_decimals", GREY)


def _before(record: Record) -> hitungan.Record | None:
    """What took part in the means of the month before; of what had ended by then, its last month."""
    sejak = record.rekap.message.sejak
    months = [month for month in record.rekap.report.months_of(record.kode) if sejak is not None and month <= sejak]
    before = record.rekap.hitungan.record_of[record.kode, months[-1]] if months else None
    return before if before is not None and before.is_complete else None


def _was_in_mean(record: Record) -> Shown:
    """The capaian that the means of the month before are made of."""
    before = _before(record)
    return Shown(before.cell(hitungan.IN_MEAN) if before else None, "report_decimals", GREY)


def _weight_before(record: Record) -> Shown:
    """What it weighed then."""
    before = _before(record)
    return Shown(before.indikator.bobot if before else None, "report_number", TYPED)


def _was_weighted(record: Record) -> Shown:
    """What it brought to a mean by weights then."""
    is_in = _weight_before(record).content is not None
    return Shown(record.cell(BOBOT_BEFORE) * record.cell(WAS_IN_MEAN) if is_in else None, "report_decimals", GREY)


def _if_in_mean(value: Callable[[Record], Expression], style: str) -> Callable[[Record], Shown]:
    """A number of an indikator that weighs, where it takes part in the mean."""

    def shown(record: Record) -> Shown:
        is_in = record.is_complete and record.indikator.bobot is not None
        return Shown(value(record) if is_in else None, style, GREY)

    return shown


def _keadaan(record: Record) -> Shown:
    """In red only what is not complete; of one that is retired, until when it was valid."""
    words, report = str(record.result["status_kata"]), record.rekap.report
    ink = book.GREY if record.result["status"] in SETTLED else book.BAD
    if not record.result["berlaku"]:
        words = f"{words}; berlaku sampai {record.told.periode.words}"
    elif not record.indikator.is_asked_in(record.told.periode):
        words = f"{words}; {report.said('tidak ditanyakan bulan ini')} (per {record.indikator.periode})"
    return Shown(words, "row_note", {"font_color": ink, "indent": 1})


KODE = Column[Record](
    "Kode", NARROW, lambda record: Shown(Link(record.rekap.report.doors.rapor.get(record.kode), record.kode))
)
INDIKATOR = Column("Indikator", width_of(232), _text(lambda record: record.indikator.singkat), wraps=True)
CAPAIAN = Column("Capaian (%)", width_of(92), _after_month(hitungan.CAPAIAN, bold=True), is_number=True)
PREDIKAT = Column("Predikat", width_of(116), _predikat)
SELISIH = Column("Selisih (poin)", width_of(104), _difference, is_number=True)
CHANGE = Column("± bulan lalu", width_of(104), _change, is_number=True)
SD = Column[Record]("S.d. bulan ini", width_of(100), lambda one: _realisasi(one, hitungan.SD), is_number=True)
TARGET = Column("Target s.d. bulan ini", width_of(100), _goal(TargetSheet.due, "target"), is_number=True)
SETAHUN = Column("Target setahun", width_of(100), _goal(TargetSheet.whole, "target_tahun"), is_number=True)
SATUAN = Column(
    "Satuan", width_of(96), _text(lambda record: record.indikator.satuan, "row", indent=1, **GREY), wraps=True
)
BULAN = Column("Bulan ini", width_of(90), _of_periode, is_number=True)
KEADAAN = Column("Keadaan", width_of(150), _keadaan, wraps=True)
ORDER = Column("Urutan", width_of(80), _order, is_number=True)
UNCUT = Column("Sebelum dibatasi", width_of(92), _after_month(hitungan.UNCUT, **hitungan.CUT), is_number=True)
KEY = Column("Kunci urut", width_of(110), _key, is_number=True)
IN_MEAN = Column("Ikut rata-rata", width_of(96), _in_mean, is_number=True)
WAS_IN_MEAN = Column("Ikut rata-rata lalu", width_of(96), _was_in_mean, is_number=True)
REACHED = Column("Mencapai target", width_of(96), _reached, is_number=True)
DIRECTION = Column("Gerak", width_of(70), _direction, is_number=True)
BOBOT = Column[Record](
    "Bobot", width_of(70), lambda one: Shown(one.indikator.bobot, "report_number", TYPED), is_number=True
)
BOBOT_IN = Column(
    "Bobot yang ikut", width_of(90), _if_in_mean(lambda one: one.cell(BOBOT), "report_number"), is_number=True
)
WEIGHTED = Column(
    "Bobot × capaian",
    width_of(100),
    _if_in_mean(lambda one: one.cell(BOBOT) * one.cell(IN_MEAN), "report_decimals"),
    is_number=True,
)
BOBOT_BEFORE = Column("Bobot lalu", width_of(90), _weight_before, is_number=True)
WAS_WEIGHTED = Column("Bobot × capaian lalu", width_of(100), _was_weighted, is_number=True)
PRINTED: tuple[Column[Record], ...] = (
    KODE, INDIKATOR, CAPAIAN, PREDIKAT, SELISIH, CHANGE, SD, TARGET, SETAHUN, SATUAN, BULAN, KEADAAN,
)  # fmt: skip
BESIDE: tuple[Column[Record], ...] = (ORDER, UNCUT, KEY, IN_MEAN, WAS_IN_MEAN, REACHED, DIRECTION)
OF_WEIGHTS = (BOBOT, BOBOT_IN, WEIGHTED, BOBOT_BEFORE, WAS_WEIGHTED)
"""Stand there where any indikator has a weight."""


@frozen
class Rekap(Sheet):
    """The sheet ``Rekap``."""

    report: Report
    message: Message
    data: Data
    target: TargetSheet
    hitungan: Hitungan
    name = sheet_names.REKAP
    tab_colour = book.TEAL

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return self.table.widths

    @property
    def is_weighted(self) -> bool:
        """Whether any indikator has a weight."""
        return are_weighted(self.report.told)

    @cached_property
    def table(self) -> Table[Record]:
        """A row an indikator."""
        kata = self.report.keputusan.kata_kinerja
        texts = (
            Column("Jabatan", width_of(300), _text(lambda one: one.told.jabatan.nama, **SMALL)),
            Column(kata, width_of(420), _text(lambda one: one.indikator.kinerja, **SMALL)),
        )
        columns = (*PRINTED, *BESIDE, *(OF_WEIGHTS if self.is_weighted else ()), *texts)
        standings = {one.kode: one for one in self.message.indikator}
        told = enumerate(self.report.told, start=1)
        records = [Record(number, one, standings[one.indikator.kode], self) for number, one in told]
        return Table(self.name, HEAD, columns, records, said=self.report.said, name="tblRekap", filters=True,
                     lowest=ROW_HEIGHT)  # fmt: skip

    # --- what other sheets ask for -----------------------------------------------------------------------------------

    def record(self, kode: str) -> Record:
        """The row of an indikator."""
        return next(record for record in self.table.records if record.kode == kode)

    def all_of(self, column: Column[Record]) -> Range:
        """A column, all indikator."""
        return Range(self.table.down(column))

    def of_jabatan(self, jabatan: Jabatan, column: Column[Record]) -> Range:
        """A column, the indikator of one jabatan, which stand together: two jabatan may have one name."""
        every = enumerate(self.table.records, start=self.table.first)
        rows = [row for row, one in every if one.told.jabatan is jabatan]
        return Range(replace(self.table.down(column), top=rows[0], bottom=rows[-1]))

    def mean_of(self, mean: Mean, jabatan: Jabatan | None = None) -> Expression:
        """A mean as a formula over the rows of a jabatan, or over all."""

        def down(column: Column[Record]) -> Range:
            return self.of_jabatan(jabatan, column) if jabatan else self.all_of(column)

        live = Sum(down(WEIGHTED)) / Sum(down(BOBOT_IN)) if mean.is_weighted else Average(down(IN_MEAN))
        return IfError(live, BLANK)

    def change_of(self, now: Cell, was: Mean, jabatan: Jabatan) -> Expression:
        """What the mean of a jabatan in this cell is more than it was, as both are printed."""
        if was.is_weighted:
            before = Sum(self.of_jabatan(jabatan, WAS_WEIGHTED)) / Sum(self.of_jabatan(jabatan, BOBOT_BEFORE))
        else:
            before = Average(self.of_jabatan(jabatan, WAS_IN_MEAN))
        decimals = self.data.aturan.decimals
        return Round(now, decimals) - Round(before, decimals)

    # --- writing -----------------------------------------------------------------------------------------------------

    def prepare(self, made: Book) -> None:
        """The capaian of each indikator can be called by its name, as ``hasil.SEK_1``."""
        made.define({f"hasil.{_as_name(one.kode)}": one.cell(CAPAIAN).place.reference for one in self.table.records})

    def write(self, made: Book, target: Worksheet) -> None:
        """All indikator: capaian, predikat, what it stands against, and how complete it is."""
        self.report.title(made, target, f"Rekap {len(self.table.records)} indikator")
        target.write_string(2, 0, self.report.said(NOTE), made.style("note"))
        self.table.write(made, target)
        colour_predikat(made, target, self.table.down(PREDIKAT), self.report)
        self._draw_bars(target)
        self.table.keep_heads(target)
        notes = (*NOTES, WEIGHTED_NOTE) if self.is_weighted else NOTES
        for row, note in enumerate(notes, start=self.table.last + 1):
            target.write_string(row, 0, self.report.said(note), made.style("note"))
        target.print_area(0, 0, self.table.last + len(notes), len(PRINTED) - 1)
        if len(self.table.records) <= MOST_ON_A_PAGE:
            target.fit_to_pages(1, 1)

    def _draw_bars(self, target: Worksheet) -> None:
        """How far above or below the target, from the middle of the cell."""
        area = self.table.down(SELISIH)
        target.conditional_format(area.a1, {
            "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_axis_color": book.GREY,
            "bar_color": book.ABOVE, "bar_negative_color": book.BELOW,
            "min_type": "num", "min_value": -100, "max_type": "num", "max_value": 100,
        })  # fmt: skip


def _as_name(kode: str) -> str:
    """A code as a name of a workbook may have it."""
    return "".join(letter if letter.isalnum() else "_" for letter in kode)
