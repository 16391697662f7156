"""Why a result is what it is: its formula with its numbers, its target, and every cell that it was made from.

It is said with the words of the consolidated workbook, from the same sheets, so that nobody gets two explanations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from iki_excel.decree import Hitung
from iki_excel.decree.fields import ISI, KOSONG, NUMBER, STATE_WORDS, TIDAK_BERLAKU
from iki_excel.decree.kinds import MEASURES, Slot
from iki_excel.decree.last_year import a_year_before
from iki_excel.decree.targets import NAIK, TURUN, Rentang
from iki_excel.judging.batch import Batch
from iki_excel.judging.looking_back import missing_of_last_year
from iki_excel.judging.scoring.status import PEMBAGI_NOL
from iki_excel.judging.telling import cells_said, together
from iki_excel.language import formula
from iki_excel.language.cells import Calculation
from iki_excel.language.formula.last_year import is_of_last_year, isian_of
from iki_excel.report import Computing, computing, write_all
from iki_excel.report.data import SO_FAR, Data, Row, Section
from iki_excel.report.rumus import in_words
from iki_excel.report.sheets import Report, Told
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT
from iki_excel.words.sameness import kept_for
from iki_excel.workbooks.book import Book

DIGITS = 4
"""Decimals of what stands in a computation, so that it can be done again."""

LATE = ", lewat batas waktu"


@frozen
class Sumber:
    """A cell that a number came from: what was typed in it (``diketik``), the number that it counts as (None: none) and
    how that is said, its ``keadaan`` in words, and where it stands; no ``berkas`` where no form came.

    Of a survey it is all cells of an unsur, with the sum of their ``jawaban`` answers. ``dihitung``: whether the number
    is part of what all months come to; ``batas``: the deadline of a document of every month.
    """

    periode: Periode
    diketik: str
    angka: float | None
    disebut: str
    jawaban: int
    keadaan: str
    berkas: str
    lembar: str
    sel: str
    dihitung: bool = True
    batas: str = ""


@frozen
class Angka:
    """A number of the formula: what it comes to so far (``sd``), how that is said, and the cells it came from; a
    computed one has its formula in words instead (``dihitung``), and what another indikator comes to, which number
    (``ukuran``) of which indikator it is, and how that stands (``keadaan``).

    ``dokumen``: whether it is of a document, of which most months say nothing; ``batas``: its deadline.
    """

    kode: str
    label: str
    sd: float | None
    disebut: str
    dihitung: str = ""
    dokumen: bool = False
    batas: str = ""
    sumber: tuple[Sumber, ...] = ()
    ukuran: str = ""
    dari: str = ""
    keadaan: str = ""


@frozen
class Kenapa:
    """A result, and all that it stands on.

    ``disebut`` and ``disebut_bulan``: how realisasi s.d. and that of the periode alone are said; "" for none.
    ``rumus``: in words; ``hitungan``: the same with its numbers, "" where it has none. ``cara_target``: the arithmetic
    of the target that is due; ``cara_capaian``: that of capaian, "" where there is none. ``kekurangan``: what keeps it
    from being complete, each a sentence with its file and cell.
    """

    kode: str
    indikator: str
    jabatan: str
    periode: Periode
    rumus: str
    hitungan: str
    realisasi: float | None
    disebut: str
    realisasi_bulan: float | None
    disebut_bulan: str
    target: float | None
    target_tahun: float | None
    cara_target: str
    capaian: float | None
    cara_capaian: str
    predikat: str
    keadaan: str
    angka: tuple[Angka, ...]
    kekurangan: tuple[str, ...]


def explain_result(batch: Batch, kode: str) -> Kenapa:
    """Why an indikator comes to what it does in the periode of a batch; IkiError for one that it does not tell of."""
    report, made, sheets = _written(batch)
    told = _told(report, kode)
    result = report.results[told.indikator.kode, batch.periode]
    has_numbers = report.has_result(told.indikator.kode, told.periode, SO_FAR.result) or result["status"] == PEMBAGI_NOL
    return Kenapa(
        kode=told.indikator.kode,
        indikator=told.indikator.indikator,
        jabatan=told.jabatan.nama,
        periode=batch.periode,
        rumus=in_words(told.indikator),
        hitungan=sheets.rumus.with_numbers(told, made.calculation) if has_numbers else "",
        realisasi=_number(result["realisasi"]),
        disebut=_said(told, result["realisasi"]),
        realisasi_bulan=_number(result["realisasi_bulan"]),
        disebut_bulan=_said(told, result["realisasi_bulan"]),
        target=_number(result["target"]),
        target_tahun=_number(result["target_tahun"]),
        cara_target=sheets.target.arithmetic(told),
        capaian=_number(result["capaian"]),
        cara_capaian=_way_of_capaian(report, told),
        predikat=_predikat(report, result["predikat"]),
        keadaan=result["status_kata"],
        angka=tuple(_numbers(sheets.data, told, made.calculation)),
        kekurangan=tuple(dict.fromkeys(gap for one in _behind(report, told) for gap in _gaps(batch, one))),
    )


def _told(report: Report, kode: str) -> Told:
    """The indikator that is meant, in whatever capitals."""
    known = {one.indikator.kode.casefold(): one for one in report.told}
    found = known.get(kode.strip().casefold())
    if found is None:
        codes = [one.indikator.kode for one in report.told]
        month = report.batch.periode.words
        raise IkiError(f"Indikator “{kode}” tidak ada di rekap {month}. {bahasa.nearest(kode, codes)}")
    return found


@kept_for(1)
def _written(batch: Batch) -> tuple[Report, Book, Computing]:
    """The sheets that hold the numbers, in a workbook that nobody saves; made once for all indikator of a month that
    somebody asks of.
    """
    report = Report(batch, dt.datetime.combine(batch.months[-1].last_day, dt.time()))
    made, sheets = Book("", "", report.waktu), computing(report)
    write_all(made, sheets.sheets)
    return report, made, sheets


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _said(told: Told, value: float) -> str:
    """A realisasi with its satuan, or the word that it stands for."""
    if pd.isna(value):
        return ""
    if told.indikator.pilihan is not None:
        return told.indikator.pilihan.with_value(value)
    return f"{bahasa.number(value, 4 if told.indikator.is_rate else 2)} {told.indikator.satuan}"


# --- capaian ---------------------------------------------------------------------------------------------------------


def _way_of_capaian(report: Report, told: Told) -> str:
    """ "95,53 ÷ 100 × 100 = 95,53", and where it was cut, to how much."""
    result = report.results[told.indikator.kode, report.batch.periode]
    if pd.isna(result["capaian"]):
        return ""
    uncut, capaian = (bahasa.number(result[name]) for name in ("tanpa_batas", "capaian"))
    cut = f", dibatasi {capaian}" if uncut != capaian else ""
    return f"{_measured(report, told)} = {uncut}{cut}"


def _measured(report: Report, told: Told) -> str:
    result, arah = report.results[told.indikator.kode, report.batch.periode], report.arah_of(told.indikator)
    realisasi, target = (bahasa.number(result[name], DIGITS) for name in ("realisasi", "target"))
    goal = report.target_of(told.indikator)
    if goal is not None and goal.rentang is not None:
        return _against_range(result["realisasi"], goal.rentang)
    if result["target"] == 0:
        return f"{realisasi} terhadap target 0 (arah {arah})"
    rising, falling = f"{realisasi} ÷ {target} × 100", f"(2 × {target} − {realisasi}) ÷ {target} × 100"
    said = {NAIK: rising, TURUN: falling}.get(arah, f"yang terkecil dari {rising} dan {falling}")
    lowest = result["realisasi"] if arah == NAIK else 2 * result["target"] - result["realisasi"]
    return f"{said}, paling rendah 0," if lowest < 0 else said


def _against_range(realisasi: float, rentang: Rentang) -> str:
    """How far a realisasi is from the nearest end of what its target is."""
    said, dari, sampai = (bahasa.number(number, DIGITS) for number in (realisasi, rentang.dari, rentang.sampai))
    if realisasi < rentang.dari:
        return f"{said} ÷ {dari} × 100"
    if realisasi > rentang.sampai:
        return f"{sampai} ÷ {said} × 100"
    return f"{said} di dalam {dari}–{sampai}"


def _predikat(report: Report, predikat: str) -> str:
    """ "Baik (mulai 76)"."""
    limits = {word: limit for limit, word in report.batch.settings.aturan.pita}
    limit = limits.get(predikat)
    return f"{predikat} (mulai {bahasa.number(limit)})" if limit is not None else predikat


# --- the numbers and their cells -------------------------------------------------------------------------------------


def _numbers(data: Data, told: Told, calculation: Calculation) -> Iterator[Angka]:
    """The numbers that the formula stands on, in the order of the form; then those that are computed of them, and those
    that the decree sets.
    """
    section = data.section(told.indikator.kode, told.periode)
    supporting = {slot.kode for isian in told.indikator.isian if isian.pendukung for slot in isian.slots}
    for name in told.indikator.names:
        if isinstance(name, Hitung):
            yield _computed(name, section)
        elif part := data.part(Row(section, name, section.row_of[name.kode])):
            yield _of_part(name, section, part)
        elif name.kode not in supporting:
            answers = calculation.of(section.cell(name.kode, SO_FAR.count)) if name.blok else None
            of_survey = f", jumlah dari {bahasa.number(answers)} jawaban" if isinstance(answers, float | int) else ""
            yield _asked(name, section, of_survey)
    for one in told.indikator.at(told.periode).konstanta:
        yield Angka(one.kode, one.label, one.nilai, one.words)


def _computed(name: Hitung, section: Section) -> Angka:
    sd = _number(section.quantities[name.kode]["sd"])
    words = formula.words(name.rumus, section.indikator.labels, MEASURES)
    return Angka(name.kode, name.label, sd, bahasa.number(sd, DIGITS) if sd is not None else "", dihitung=words)


def _of_part(name: Slot, section: Section, part: Section) -> Angka:
    """What another indikator comes to, which has reasons of its own."""
    known = section.quantities[name.kode]
    sd = _number(known["sd"])
    said = f"{bahasa.number(sd)} {name.satuan}" if sd is not None else ""
    said = STATE_WORDS[TIDAK_BERLAKU] if known["tb_sd"] else said
    isian, status = section.indikator.isian_by_kode[name.kode], part.outcome["status_kata"]
    return Angka(name.kode, name.label, sd, said, ukuran=isian.ukuran, dari=isian.dari, keadaan=status)


def _asked(slot: Slot, section: Section, answers: str) -> Angka:
    known = section.quantities[slot.kode]
    sd, batas = _number(known["sd"]), "" if slot.is_monthly else _deadline(slot, section)
    said = STATE_WORDS[TIDAK_BERLAKU] if known["tb_sd"] else f"{_said_of(slot, sd)}{answers}" if sd is not None else ""
    said = _of_document(said, slot, sd, section, section.periode) if batas else "" if slot.is_monthly else said
    sources = [_source(Row(one, slot, one.row_of[slot.kode]), slot) for one in section.so_far]
    is_seldom_told = slot.is_of_document and not slot.is_monthly
    return Angka(slot.kode, slot.label, sd, said, dokumen=is_seldom_told, batas=batas, sumber=tuple(sources))


def _deadline(slot: Slot, section: Section) -> str:
    settings = section.data.report.batch.settings
    return bahasa.date(settings.deadline(slot, section.periode)) if slot.batas else ""


def _of_document(said: str, slot: Slot, finished: float | None, section: Section, today: Periode) -> str:
    """When a document was finished, and that it was late; one that is due before the unit began never is."""
    known = section.quantities[slot.kode]
    if known["tb_sd"]:
        return said
    batas = bahasa.serial(section.data.report.batch.settings.deadline(slot, section.periode))
    if finished is None:
        is_late = known["ditagih"] and batas <= bahasa.serial(today.last_day)
        return f"belum selesai{LATE if is_late else '' if known['ditagih'] else ', tidak ditagih'}"
    return f"{said}{LATE}" if finished > batas else said


def _said_of(slot: Slot, number: float) -> str:
    """A number of a cell as people say it, with its satuan where it is an amount of something."""
    return f"{bahasa.number(number, DIGITS)} {slot.satuan}" if slot.field is NUMBER else slot.field.said(number)


def _source(row: Row, slot: Slot) -> Sumber:
    """Where the number of a month stands; the state of the form where there is none."""
    month, typed = row.section.periode, row.typed
    month = a_year_before(month) if is_of_last_year(slot.kode) else month
    batas = _deadline(slot, row.section) if slot.is_monthly else ""
    if typed is None:
        return Sumber(month, "", None, "", 0, row.state, "", "", "", batas=batas)
    number = _number(typed["angka"]) if typed["keadaan"] == ISI else None
    said = slot.field.said(number) if number is not None else ""
    if batas and typed["keadaan"] in (ISI, KOSONG):
        said = _of_document(said, slot, number, row.section, row.section.data.report.batch.months[-1])
    answers = int(typed["banyak"]) if slot.blok else 0
    counts = slot.is_of_document or number is None or bool(row.section.quantities[slot.kode]["dihitung"])
    where = (typed["file"], typed["sheet"], typed["sel"])
    return Sumber(month, typed["diketik"], number, said, answers, row.state, *where, dihitung=counts, batas=batas)


# --- what is missing -------------------------------------------------------------------------------------------------


def _behind(report: Report, told: Told) -> list[Told]:
    """The indikator whose forms a result stands on: itself, or those that an indeks is made of."""
    parts = {isian.dari for isian in told.indikator.isian if isian.dari}
    return [one for one in report.told if one.indikator.kode in parts] if parts else [told]


def _gaps(batch: Batch, told: Told) -> Iterator[str]:
    """What has to be mended before the result is complete: at the cells of its isian, and forms that did not come."""
    temuan, indikator = batch.checked.temuan, told.indikator
    slots = {told.jabatan.home_of(isian_of(slot.kode)) for isian in indikator.needed for slot in isian.slots}
    whose = {told.jabatan.kode, *(isian.diisi for isian in indikator.needed if isian.diisi)}
    is_own = temuan["jabatan"].isin(whose) & (temuan["isian"].isin(slots) | (temuan["isian"] == ""))
    found = temuan[is_own & (temuan["tingkat"] == GALAT)]
    for line in together(found).itertuples():
        cells = f", {line.sheet}!{cells_said(line.daerah)}" if line.daerah else ""
        yield f"{line.file}{cells}: {line.pesan}" if line.file else line.pesan
    of_last_year = {isian.diisi or told.jabatan.kode for isian in indikator.needed if isian.setahun_lalu}
    for kode, month in missing_of_last_year(batch):
        if kode in of_last_year:
            yield f"{batch.catalog[kode].nama}, {month.words}: formulir tahun lalu tidak ada, atau tidak dapat dipakai."
