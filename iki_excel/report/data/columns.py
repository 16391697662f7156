"""The columns of ``Data``, and what each shows of a row: what was typed, and the steps of the computation beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from iki_excel.decree import Hitung
from iki_excel.decree.fields import SALAH, TB, TIDAK_BERLAKU, Field
from iki_excel.decree.kinds import CAPAIAN, MEASURES, PERIOD_END, of_month, so_far
from iki_excel.decree.kinds import before as before_of
from iki_excel.judging.scoring.indeks import told_as
from iki_excel.language import formula
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells import Cell, Constant, Expression, If, IsNumber, Many, bound
from iki_excel.report.data.rows import Row, Section, Side
from iki_excel.report.sheets import realisasi_style
from iki_excel.report.tables import NARROW, Column, Link, Shown, same_as
from iki_excel.words import moments
from iki_excel.workbooks.book import TYPED

DIGITS_OF_FINGERPRINT = 12

# --- what the columns show -------------------------------------------------------------------------------------------


ONE_LINE: Mapping[str, Any] = {"text_wrap": False}


def _plain(content: Any, style: str = "row", **look: Any) -> Shown:
    return Shown(content, style, {**ONE_LINE, **look} if look else ONE_LINE)


def _told(key: str, style: str = "row") -> Callable[[Row], Shown]:
    return lambda row: _plain(row.told(key), style)


def _number(row: Row) -> Shown:
    """The number that was typed, TB, or what a computed name comes to; what is asked elsewhere, as it is there."""
    if part := row.section.data.part(row):
        return _of_part(row, part, MONTH)
    if isinstance(row.name, Hitung):
        return _plain(formula.live(row.name.rumus, row.section.cells_by_name(MONTH), {}, MEASURES), row.style)
    if row.is_left_out:
        return _plain(TB, row.style)
    words = {TIDAK_BERLAKU: TB, **({SALAH: SALAH} if row.deadline_slot else {})}
    typed, home = words.get(row.told("keadaan"), row.told("angka")), row.section.data.home(row)
    is_told_there = home is not None and pd.notna(typed)
    look = {"font_color": TYPED, **row.look(row.told("angka"))}
    return _plain(home.cell(NUMBER) if home and is_told_there else typed, row.style, **look)


def _state(row: Row) -> Shown:
    """Its keadaan; which result of which indikator it is may be longer than the column is wide."""
    look = {"shrink": True} if row.section.data.part(row) else {}
    return _plain(row.state, "row_center", **look)


def _of_part(row: Row, part: Section, side: Side) -> Shown:
    """What another indikator comes to, as it stands there; TB where it does not apply, nothing where it has none."""
    if part.outcome["status"] == TIDAK_BERLAKU:
        return _plain(TB, row.style)
    which = told_as(row.section.indikator.isian_by_kode[row.name.kode], side.result)
    known = part.data.report.has_result(part.indikator.kode, part.periode, which)
    capaian = part.data.report.doors.capaian.get((part.indikator.kode, part.periode))
    there = Cell(capaian) if which == CAPAIAN and capaian else part.rows[-1].cell(side.realisasi)
    return _plain(there if known else None, row.style)


def _arrived(row: Row) -> Shown:
    """When the file of a form came."""
    return _plain(moments.words(row.told("tiba") or "") or None, "row_note")


def _fingerprint(row: Row) -> Shown:
    """The first digits of the SHA-256 of the file, which stands whole on Kelengkapan."""
    return _plain(str(row.told("sha256") or "")[:DIGITS_OF_FINGERPRINT] or None, "row_note")


def _count(row: Row) -> Shown:
    return _plain((row.told("banyak") or None) if row.is_unsur else None, "report_whole")


def _span(row: Row) -> Shown:
    """The smallest and the largest answer of a survey."""
    known = row.is_unsur and row.told("banyak")
    return _plain(f"{row.told('terkecil'):g}–{row.told('terbesar'):g}" if known else None, "row_center")


def _counted(row: Row) -> Shown:
    """The number that goes into the accumulation; none for a month that is left out."""
    is_counted = row.section.quantities[row.name.kode]["dihitung"]
    return _plain(row.cell(NUMBER) if is_counted else None, row.style, **row.look(row.told("angka")))


def _counted_count(row: Row) -> Shown:
    return _plain(If(IsNumber(row.cell(COUNTED)), row.cell(COUNT), 0) if row.is_unsur else None, "report_whole")


def _last_day(row: Row) -> Shown:
    return _plain(row.section.last_day, "report_date")


def _deadline(row: Row) -> Shown:
    slot, settings = row.deadline_slot, row.section.data.report.batch.settings
    return _plain(settings.deadline(slot, row.section.periode) if slot else None, "report_date")


def _added_up(row: Row, side: Side) -> Shown:
    """What the name comes to after this month; of a document its latest entry, TB too."""
    if not row.section.is_in(side):
        return _plain(None, row.style)
    if part := row.section.data.part(row):
        return _of_part(row, part, side)
    look = row.look(row.section.quantities[row.name.kode]["sd"], adds_up=True)
    return _plain(_accumulated_in(row, side), row.style, **look)


def _accumulated_in(row: Row, side: Side) -> Expression | None:
    if row.section.quantities[row.name.kode]["berlanjut"]:
        before = row.section.before_in(side)
        return same_as(before.cell(row.name.kode, side.number).place) if before else None
    if row.name.kode in row.section.parts_of_state:  # the month speaks for all its parts
        own_cell = row.cell(COUNTED)
        return AKUMULASI["terakhir"].after([own_cell], own_cell, None)
    own = NUMBER if row.deadline_slot else COUNTED
    leader = row.section.cell(row.leader, COUNTED)
    return _accumulated(row, row.name.akumulasi, own, leader, side, side.number)


def _count_added_up(row: Row, side: Side) -> Shown:
    own, is_told = COUNTED_COUNT, row.is_unsur and row.section.is_in(side)
    added = _accumulated(row, "jumlah", own, row.cell(own), side, side.count) if is_told else None
    return _plain(added, "report_whole")


def _accumulated(row: Row, kind: str, own: Column[Row], leader: Cell, side: Side, added_up: Column[Row]) -> Expression:
    before, akumulasi = row.section.before_in(side), AKUMULASI[kind]
    sections = row.section.so_far_in(side) if akumulasi.looks_back else [row.section]
    entries = [section.cell(row.name.kode, own) for section in sections]
    return akumulasi.after(entries, leader, before.cell(row.name.kode, added_up) if before else None)


def shown_part(nama: str, side: Side) -> Callable[[Row], Shown]:
    """What a document or unsur counts for; blank where the row has no such part."""

    def shown(row: Row) -> Shown:
        section, columns = row.section, row.section.data.part_columns
        part = section.data.parts.get((section.indikator.kode, section.versi, row.name.kode, nama))
        if part is None or not section.is_in(side):
            return _plain(None, Field.report_style)
        if side is not SO_FAR and part.of_month is not None:
            return _plain(bound(part.of_month, _parts_beside(row, side)), Field.report_style)
        if side is not MONTH and part.adds_up:
            own, added_up = columns[nama, MONTH], columns[nama, side]
            return _plain(_accumulated(row, "jumlah", own, row.cell(own), side, added_up), Field.report_style)
        names = {**section.cells_by_name(side), PERIOD_END: row.cell(LAST_DAY)}
        return _plain(part.over(names), Field.report_style)

    return shown


def _parts_beside(row: Row, side: Side) -> dict[str, Many]:
    """What the parts of a row are, of the month or the span (``side``) and s.d., and what they were before that."""
    before, names = row.section.before_all_of(side), dict[str, Many]()
    for (nama, beside), column in row.section.data.part_columns.items():
        if beside is side:
            names[of_month(nama)] = row.cell(column)
        elif beside is SO_FAR:
            names[so_far(nama)] = row.cell(column)
            names[before_of(nama)] = before.cell(row.name.kode, column) if before else Constant(0)
    return names


def _result(row: Row, side: Side) -> Shown:
    """What the indikator comes to, on the last row of its month; blank where there is no result to show."""
    section, indikator = row.section, row.section.indikator
    style, report = realisasi_style(indikator), section.data.report
    known = section.tells and report.has_result(indikator.kode, section.periode, side.result)
    if not (row.is_last and known):
        return _plain(None, style)
    live = formula.live(indikator.rumus, section.cells_by_name(side), indikator.isian_by_kode, MEASURES)
    return _plain(live, style, **report.realisasi_look(indikator, section.periode, side.result))


# --- the columns -----------------------------------------------------------------------------------------------------

NUMBER = Column("Angka", 18, _number)
COUNT = Column("Banyak", 8, _count)
COUNTED = Column("Dihitung", 18, _counted)
SOURCE: tuple[Column[Row], ...] = (
    Column(
        "Kode",
        NARROW,
        lambda row: _plain(
            Link(row.section.data.report.doors.rapor.get(row.section.indikator.kode), row.section.indikator.kode)
        ),
    ),
    Column("Bulan", 15, lambda row: _plain(row.section.bulan)),
    Column("Isian", 54, lambda row: _plain(row.name.label, shrink=True)),
    Column("Kode isian", 36, lambda row: _plain(row.name.kode, shrink=True)),
    Column("Diketik", 18, lambda row: _plain(row.told("diketik"), font_color=TYPED)),
    NUMBER,
    COUNT,
    Column("Rentang", 9, _span),
    Column("Keadaan", 13, _state),
    COUNTED,
    Column("Catatan pembacaan", 22, _told("catatan")),
    Column("Keterangan pengisi", 24, _told("keterangan")),
    Column("Berkas", 54, _told("file", "row_note")),
    Column("Lembar", 9, _told("sheet", "row_note")),
    Column("Sel", 11, _told("sel", "row_note")),
    Column("Waktu berkas", 26, _arrived),
    Column("Jabatan", 18, lambda row: _plain(row.section.jabatan.sheet, "row_note")),
    Column("Sidik", 14, _fingerprint),
)
"""What was typed, where it stands, and what counts of it: what is printed."""

LAST_DAY = Column("Akhir bulan", 14, _last_day)
DEADLINE = Column("Batas waktu", 14, _deadline)
COUNTED_COUNT = Column("Banyak dihitung", 10, _counted_count)

MONTH: Side = Side(
    NUMBER,
    COUNT,
    Column("Realisasi", 13, lambda row: _result(row, MONTH)),
    "realisasi_bulan",
    "",
    is_of_year=False,
)
SO_FAR: Side = Side(
    Column("S.d.", 18, lambda row: _added_up(row, SO_FAR)),
    Column("Banyak s.d.", 10, lambda row: _count_added_up(row, SO_FAR)),
    Column("Realisasi s.d.", 13, lambda row: _result(row, SO_FAR)),
    "realisasi",
    " s.d.",
    is_of_year=True,
)

SPAN: Side = Side(
    Column("Masa ini", 18, lambda row: _added_up(row, SPAN)),
    Column("Banyak masa ini", 10, lambda row: _count_added_up(row, SPAN)),
    Column("Realisasi masa ini", 13, lambda row: _result(row, SPAN)),
    "realisasi_masa",
    " masa ini",
    is_of_span=True,
)
"""Of a report of a triwulan, semester or year: what its months come to since its beginning."""
