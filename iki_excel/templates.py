"""Stage 1: catalogue -> blank workbooks, made to be filled by someone who has never been told how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from xlsxwriter.worksheet import Worksheet

from iki_excel import bahasa, book, formula, layout, periods
from iki_excel.book import Book
from iki_excel.capaian import capaian, excel_capaian
from iki_excel.catalog import Indikator, Jabatan
from iki_excel.kinds import MEASURES, MUTU_PELAYANAN, PERIOD_END, Slot
from iki_excel.layout import ISIAN, PETUNJUK, Block, Layout, Section, SlotRow
from iki_excel.settings import Settings

READY = "ya"
LONGEST_MESSAGE = 255
PROTECTION = {"format_columns": True, "format_rows": True}


@dataclass(frozen=True)
class Template:
    """What one blank workbook is made from. ``last``: last month's value (number, date as serial, or text) by slot."""

    jabatan: Jabatan
    periode: str
    settings: Settings
    last: Mapping[str, Any]

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands."""
        return Layout(self.jabatan)

    def kode_formulir(self, lembar: str) -> str:
        """The visible identity of one sheet."""
        identity = layout.Identity(
            layout.TEMPLATE_VERSION, self.settings.unit.kode, self.jabatan.kode, self.periode, lembar.lower()
        )
        return identity.kode_formulir

    def prefilled(self, slot: Slot) -> int | None:
        """The value that already stands in an input cell: working days from the calendar."""
        return self.settings.kalender.working_days(self.periode) if slot.kalender else None

    @property
    def earliest(self) -> dt.date:
        """The first day that a document may have been finished."""
        return earliest_finish(self.periode)

    @property
    def end(self) -> dt.date:
        """The last day of the periode."""
        return periods.last_day(self.periode)


def earliest_finish(periode: str) -> dt.date:
    """Documents of a year may be finished in the year before (a Renja is), not earlier."""
    return dt.date(int(periode[:4]) - 1, 1, 1)


def build(jabatan: Jabatan, periode: str, settings: Settings, last: Mapping[str, Any] | None = None) -> bytes:
    """The blank workbook of a jabatan for a month."""
    template = Template(jabatan, periode, settings, last or {})
    created = dt.datetime.combine(periods.first_day(periode), dt.time())
    made = Book(f"Isian IKI {jabatan.nama}, {bahasa.month(periode)}", settings, created)
    isian = made.sheet(ISIAN, layout.WIDTHS)
    blocks = [(made.sheet(b.sheet, _block_widths(b)), b) for b in template.layout.blocks.values()]
    guide = made.sheet(PETUNJUK, (3, 30, 78))
    _write_isian(made, isian, template)
    for sheet, block in blocks:
        _write_block(made, sheet, template, block)
    _write_guide(made, guide, template)
    _write_identity(made, template)
    for name, target in template.layout.names():
        made.workbook.define_name(name, target)
    isian.activate()
    return made.to_bytes()


def _write_identity(made: Book, template: Template) -> None:
    hidden = made.workbook.add_worksheet(layout.IDENTITY)
    hidden.very_hidden()
    hidden.protect()
    for row, sheet in enumerate(template.layout.sheets):
        hidden.write_string(row, 0, template.kode_formulir(sheet))


# --- sheet Isian -----------------------------------------------------------------------------------------------------


def _write_isian(made: Book, sheet: Worksheet, template: Template) -> None:
    _write_head(made, sheet, template)
    for section in template.layout.sections:
        _write_section(made, sheet, template, section)
    _write_signature(made, sheet, template)
    _colour_states(made, sheet, template)
    sheet.freeze_panes(layout.FIRST_ROW, layout.UNIT)
    sheet.repeat_rows(layout.HEADER_ROW)
    sheet.protect("", PROTECTION)
    sheet.set_selection(*_first_input(template))
    book.footer(sheet, template.kode_formulir(ISIAN))


def _first_input(template: Template) -> tuple[int, int, int, int]:
    rows = [row.row for row in template.layout.slot_rows.values()] or [layout.FIRST_ROW]
    return (rows[0], layout.VALUE, rows[0], layout.VALUE)


def _write_head(made: Book, sheet: Worksheet, template: Template) -> None:
    unit, pejabat = template.settings.unit, template.settings.official(template.jabatan.kode)
    nip = f"  ·  NIP {bahasa.nip(pejabat.nip)}" if pejabat.nip else ""
    name = pejabat.nama or "…………………………………… (tulis di tanda tangan)"
    left, right = layout.NUMBER, layout.STATE
    sheet.set_row(layout.TITLE_ROW, 26)
    sheet.write_string(layout.TITLE_ROW, left, "Isian Indikator Kinerja Individu (IKI)", made.style("title"))
    sheet.write_string(layout.UNIT_ROW, left, f"{unit.nama}, {unit.kabupaten}", made.style("subtitle"))
    sheet.write_string(layout.JABATAN_ROW, left, f"Jabatan:  {template.jabatan.nama}", made.style("bold"))
    sheet.write_string(layout.PEJABAT_ROW, left, f"Nama:  {name}{nip}", made.style("plain"))
    for row, label, value in (
        (layout.JABATAN_ROW, "Periode", bahasa.month(template.periode)),
        (layout.PEJABAT_ROW, "Kode formulir", template.kode_formulir(ISIAN)),
    ):
        sheet.write_string(row, right - 1, label, made.style("note", align="right"))
        sheet.write_string(row, right, value, made.style("bold"))
    _write_ready(made, sheet, template)
    sheet.set_row(layout.HEADER_ROW, 30)
    for column, header in enumerate(layout.HEADERS):
        sheet.write_string(layout.HEADER_ROW, column, header, made.style("head"))


def _write_ready(made: Book, sheet: Worksheet, template: Template) -> None:
    states = template.layout.states
    missing, doubtful = f'COUNTIF({states},"kosong")', f'COUNTIF({states},"periksa")'
    text = (
        f'=IF({missing}+{doubtful}=0,"Siap dikirim: YA","Siap dikirim: BELUM"'
        f'&IF({missing}>0," – "&{missing}&" isian kosong","")&IF({doubtful}>0," – "&{doubtful}&" perlu diperiksa",""))'
    )
    blank = sum(_blank_state(template, row.slot) == "kosong" for row in template.layout.slot_rows.values())
    blank += len(template.layout.blocks)
    cached = f"Siap dikirim: BELUM – {blank} isian kosong" if blank else "Siap dikirim: YA"
    sheet.set_row(layout.READY_ROW, 24)
    style = made.style("bold", font_size=12, bg_color=book.WARN_PALE, font_color=book.WARN, indent=1)
    good = made.workbook.add_format({"bg_color": book.GOOD_PALE, "font_color": book.GOOD})
    last = layout.NOTE
    sheet.merge_range(layout.READY_ROW, layout.NUMBER, layout.READY_ROW, last, "", style)
    sheet.write_formula(layout.READY_ROW, layout.NUMBER, text, style, cached)
    rule = {"type": "text", "criteria": "begins with", "value": "Siap dikirim: YA", "format": good}
    sheet.conditional_format(layout.READY_ROW, layout.NUMBER, layout.READY_ROW, last, rule)


def _blank_state(template: Template, slot: Slot) -> str:
    if template.prefilled(slot) is not None:
        return READY
    if slot.wajib:
        return "kosong"
    return "tidak wajib" if slot.tipe == "bilangan" else "belum"


def _write_section(made: Book, sheet: Worksheet, template: Template, section: Section) -> None:
    indikator = section.indikator
    title = f"{indikator.indikator}"
    sheet.set_row(section.title_row, book.wrapped_height(title, 115))
    sheet.write_string(section.title_row, layout.NUMBER, indikator.kode, made.style("band"))
    sheet.merge_range(section.title_row, layout.LABEL, section.title_row, layout.NOTE, title, made.style("band"))
    for number, row in enumerate(section.slots, start=1):
        _write_slot(made, sheet, template, row, number)
    for block, row_number in section.blocks:
        _write_block_row(made, sheet, block, row_number)
    _write_results(made, sheet, template, section)


def _write_slot(made: Book, sheet: Worksheet, template: Template, row: SlotRow, number: int) -> None:
    slot, line = row.slot, row.row
    sheet.set_row(line, book.wrapped_height(slot.label, layout.WIDTHS[layout.LABEL]))
    sheet.write_string(line, layout.KEY, slot.kode)
    sheet.write_number(line, layout.NUMBER, number, made.style("cell_center", font_color=book.GREY))
    sheet.write_string(line, layout.LABEL, slot.label, made.style("cell", indent=3 if slot.leader else 1))
    if slot.batas:
        deadline = template.settings.deadline(slot, template.periode)
        book.write_value(
            made, sheet, line, layout.UNIT, deadline, "cell_grey", num_format='[$-421]"batas "d mmm yyyy', align="left"
        )
    else:
        sheet.write_string(line, layout.UNIT, slot.satuan, made.style("cell_grey"))
    formats = {"tanggal": book.DATE, "ya_tidak": book.YES_NO, "bilangan": "General"}
    shown = formats[slot.tipe].replace("mmmm", "mmm")
    last = template.last.get(slot.kode)
    book.write_value(made, sheet, line, layout.LAST, last, "cell_grey", num_format=shown, align="right")
    style = {"bg_color": book.INPUT, "border_color": book.INPUT_LINE, "locked": False}
    book.write_value(
        made, sheet, line, layout.VALUE, template.prefilled(slot), "cell", align="right", num_format=shown, **style
    )
    state = _state_formula(template, row)
    blank = _blank_state(template, slot)
    book.write_formula(made, sheet, line, layout.STATE, f"={state}", blank, "cell_center", font_size=9)
    sheet.write_blank(line, layout.NOTE, None, made.style("cell_note", locked=False))
    sheet.data_validation(line, layout.VALUE, line, layout.VALUE, _validation(template, row))
    sheet.data_validation(line, layout.NOTE, line, layout.NOTE, NOTE_VALIDATION)


NOTE_VALIDATION = {
    "validate": "length",
    "criteria": "<=",
    "value": 500,
    "input_title": "Keterangan / bukti dukung",
    "input_message": "Boleh kosong. Tulis nama atau nomor bukti, atau alasan bila angkanya tidak biasa.",
    "error_title": "Terlalu panjang",
    "error_message": "Keterangan paling panjang 500 huruf.",
}


def _cell(row: SlotRow) -> str:
    return row.at(layout.VALUE).a1


def _is_valid(template: Template, row: SlotRow) -> str:
    """The Excel condition under which a cell that is not empty holds what it should."""
    slot, cell = row.slot, _cell(row)
    tb = f'UPPER(TRIM({cell}))="TB"'
    if slot.tipe == "ya_tidak":
        return f'OR({cell}="Ya",{cell}="Tidak")'
    if slot.tipe == "tanggal":
        first, last = bahasa.serial(template.earliest), bahasa.serial(template.end)
        return f"IF(ISNUMBER({cell}),AND({cell}>={first},{cell}<={last}),{tb})"
    tests = [f"{cell}=INT({cell})"] if slot.bulat else []
    tests += [f"{cell}>={slot.minimum:.15g}"] if slot.minimum is not None else []
    tests += [f"{cell}<={slot.maksimum:.15g}"] if slot.maksimum is not None else []
    inside = f"AND({','.join(tests)})" if tests else "TRUE"
    return f'IF(ISNUMBER({cell}),{inside},OR({tb},LOWER(TRIM({cell}))="nihil"))'


def _state_formula(template: Template, row: SlotRow) -> str:
    slot, cell = row.slot, _cell(row)
    valid = f'IF(ISERROR({cell}),"periksa",IF({_is_valid(template, row)},"{READY}","periksa"))'
    if slot.leader:
        leader = _cell(template.layout.slot_rows[slot.leader])
        empty = f'IF(ISNUMBER({leader}),"kosong",IF(ISTEXT({leader}),"{READY}","belum"))'
        return f'IF(ISBLANK({cell}),{empty},IF(ISNUMBER({leader}),{valid},"periksa"))'
    for condition in _conditions_on(template, slot):
        valid = f'IF(({condition})=FALSE,"periksa",{valid})'
    blank = "kosong" if slot.wajib else _blank_state(template, slot)
    return f'IF(ISBLANK({cell}),"{blank}",{valid})'


def _conditions_on(template: Template, slot: Slot) -> list[str]:
    section = next(s for s in template.layout.sections if any(row.slot == slot for row in s.slots))
    cells = _cells(template, section)
    return [
        formula.excel(syarat.rumus, cells, {}, MEASURES)[1:]
        for syarat in section.indikator.syarat
        if syarat.rumus.names[0] == slot.kode
    ]


def _validation(template: Template, row: SlotRow) -> dict[str, Any]:
    slot = row.slot
    allowed = _allowed_words(template, slot)
    rule: dict[str, Any] = {
        "validate": "custom",
        "value": f"={_is_valid(template, row)}",
        "input_title": _shortened(slot.label, 32),
        "input_message": _shortened(f"{slot.petunjuk} {allowed}".strip(), LONGEST_MESSAGE),
        "error_title": "Isian belum sesuai",
        "error_message": _shortened(f"{slot.label}: {allowed}", LONGEST_MESSAGE),
    }
    if slot.tipe == "ya_tidak":
        rule |= {"validate": "list", "source": ["Ya", "Tidak"]}
        del rule["value"]
    return rule


def _allowed_words(template: Template, slot: Slot) -> str:
    if slot.tipe == "ya_tidak":
        return "Pilih Ya atau Tidak."
    if slot.tipe == "tanggal":
        first, last = bahasa.date(template.earliest), bahasa.date(template.end)
        return f"Isi tanggal antara {first} dan {last}, atau TB bila tidak berlaku."
    kind = "bilangan bulat" if slot.bulat else "bilangan"
    low = f" mulai {bahasa.number(slot.minimum)}" if slot.minimum is not None else ""
    high = f" sampai {bahasa.number(slot.maksimum)}" if slot.maksimum is not None else ""
    return f"Isi {kind}{low}{high}; 0 bila nihil, TB bila tidak berlaku."


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;–") + "…"


# --- live results ----------------------------------------------------------------------------------------------------


def _cells(template: Template, section: Section) -> dict[str, str]:
    """What each name of the section's formulas is on this workbook."""
    cells = {PERIOD_END: str(bahasa.serial(template.end))}
    for row in section.slots:
        cells[row.slot.kode] = f'IF({_cell(row)}="Ya",1,0)' if row.slot.tipe == "ya_tidak" else _cell(row)
        cells[f"{row.slot.kode}.batas"] = row.at(layout.UNIT).a1
    for block, _ in section.blocks:
        for slot, column in block.columns:
            cells[slot.kode] = f"SUM({block.column_area(column)})"
            cells[f"{slot.kode}.banyak"] = f"COUNT({block.column_area(column)})"
    for part, row_number in section.hitung:
        cells[part.kode] = f"{layout.column_letters(layout.VALUE)}{row_number + 1}"
    return cells


def _blank_columns(template: Template, section: Section) -> dict[str, np.ndarray]:
    """The numbers of a blank workbook, for the values that its formulas are cached with."""
    columns = {PERIOD_END: np.array([float(bahasa.serial(template.end))])}
    for slot in section.indikator.slots:
        prefilled = template.prefilled(slot)
        columns[slot.kode] = np.array([np.nan if prefilled is None else float(prefilled)])
        columns[f"{slot.kode}.banyak"] = np.zeros(1)
        if slot.batas:
            deadline = template.settings.deadline(slot, template.periode)
            columns[f"{slot.kode}.batas"] = np.array([float(bahasa.serial(deadline))])
    for part in section.indikator.hitung:
        columns[part.kode] = formula.evaluate(part.rumus, columns, {}, MEASURES).value
    return columns


def _write_results(made: Book, sheet: Worksheet, template: Template, section: Section) -> None:
    indikator, cells = section.indikator, _cells(template, section)
    columns = _blank_columns(template, section)
    for part, row_number in section.hitung:
        text = formula.excel(part.rumus, cells, {}, MEASURES)
        value = columns[part.kode][0]
        _write_result(made, sheet, row_number, part.label, part.satuan, text, value, "number")
    isian = indikator.isian_by_kode
    text = formula.excel(indikator.rumus, cells, isian, MEASURES)
    realisasi = formula.evaluate(indikator.rumus, columns, isian, MEASURES).value
    style = book.number_style(decimals=indikator.has_decimals, whole=indikator.counts)
    _write_result(
        made, sheet, section.realisasi_row, "Realisasi bulan ini", indikator.satuan, text, realisasi[0], style
    )
    _write_capaian(made, sheet, template, section, realisasi)


def _write_result(
    made: Book, sheet: Worksheet, row: int, label: str, unit: Any, text: str, value: float, style: str
) -> None:
    grey = {"bg_color": book.PALE, "font_color": book.INK}
    sheet.set_row(row, book.wrapped_height(label, layout.WIDTHS[layout.LABEL]))
    sheet.write_blank(row, layout.NUMBER, None, made.style("cell_grey"))
    sheet.write_string(row, layout.LABEL, label, made.style("cell_grey", align="right", text_wrap=True))
    book.write_value(made, sheet, row, layout.UNIT, unit, "cell_grey", num_format='"target "General', align="left")
    sheet.write_blank(row, layout.LAST, None, made.style("cell_grey"))
    book.write_formula(made, sheet, row, layout.VALUE, text, value, style, bold=True, **grey)
    for column in (layout.STATE, layout.NOTE):
        sheet.write_blank(row, column, None, made.style("cell_grey"))


def _write_capaian(made: Book, sheet: Worksheet, template: Template, section: Section, realisasi: np.ndarray) -> None:
    settings, indikator, row = template.settings, section.indikator, section.capaian_row
    target, arah = settings.target_of(indikator), settings.arah_of(indikator)
    cap = settings.aturan.batas_capaian
    value_column, unit_column = layout.column_letters(layout.VALUE), layout.column_letters(layout.UNIT)
    text = excel_capaian(
        f"{value_column}{section.realisasi_row + 1}",
        f"{unit_column}{row + 1}",
        arah,
        None if cap is None else f"{cap:.15g}",
    )
    numbers = np.array([np.nan if target is None else target])
    cached = capaian(realisasi, numbers, np.array([arah == "turun"]), cap)[0]
    unit = "target belum ada" if target is None else target
    _write_result(made, sheet, row, "Capaian bulan ini terhadap target (%)", unit, text, cached, "decimals")


def _colour_states(made: Book, sheet: Worksheet, template: Template) -> None:
    area = (template.layout.first_row, layout.STATE, template.layout.last_row, layout.STATE)
    for word, ink, paper in (
        ("kosong", book.WARN, book.WARN_PALE),
        ("periksa", book.BAD, book.BAD_PALE),
        (READY, book.GOOD, book.GOOD_PALE),
    ):
        look = made.workbook.add_format({"font_color": ink, "bg_color": paper})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.conditional_format(*area, rule)


def _write_signature(made: Book, sheet: Worksheet, template: Template) -> None:
    pejabat = template.settings.official(template.jabatan.kode)
    lines = book.signature_lines(template.settings, template.jabatan.nama, pejabat, template.end)
    first = template.layout.last_row + 2
    for row, (text, style) in enumerate(lines, start=first):
        sheet.write_string(row, layout.VALUE, text, made.style(style, locked=False))
    sheet.print_area(0, layout.NUMBER, first + len(lines), layout.NOTE)


# --- the sheet of a survey -------------------------------------------------------------------------------------------


def _block_widths(block: Block) -> list[float]:
    return [0, 16, *[17.0] * len(block.isian.slots)]


def _write_block_row(made: Book, sheet: Worksheet, block: Block, row: int) -> None:
    columns = [column for _, column in block.columns]
    counts = ",".join(f"COUNT({block.column_area(column)})" for column in columns)
    area = block.area
    scores = "-".join([f"COUNTA({area})", *(f"COUNTIF({area},{score})" for score in (1, 2, 3, 4))])
    state = (
        f'IF(COUNTA({area})=0,"kosong",IF(COUNT({area})=0,IF(COUNTIF({area},"TB")=COUNTA({area}),"{READY}","periksa"),'
        f'IF({scores}=0,"{READY}","periksa")))'
    )
    sheet.write_blank(row, layout.NUMBER, None, made.style("cell_grey"))
    sheet.write_string(row, layout.LABEL, f"{block.isian.label}: isi di lembar {block.sheet}", made.style("cell"))
    sheet.write_string(row, layout.UNIT, "responden", made.style("cell_grey"))
    sheet.write_blank(row, layout.LAST, None, made.style("cell_grey"))
    book.write_formula(made, sheet, row, layout.VALUE, f"=MAX({counts})", 0, "number", bg_color=book.PALE)
    book.write_formula(made, sheet, row, layout.STATE, f"={state}", "kosong", "cell_center", font_size=9)
    sheet.write_blank(row, layout.NOTE, None, made.style("cell_note", locked=False))


def _write_block(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    _write_block_head(made, sheet, template, block)
    _write_block_summary(made, sheet, block)
    _write_respondents(made, sheet, block)
    sheet.freeze_panes(layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN)
    sheet.repeat_rows(layout.BLOCK_LABEL_ROW)
    sheet.print_area(0, layout.BLOCK_NUMBER_COLUMN, block.last_row, block.last_column)
    sheet.protect("", PROTECTION)
    sheet.set_selection(
        layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN, layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN
    )
    book.footer(sheet, template.kode_formulir(block.sheet))


def _write_block_head(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    left = layout.BLOCK_NUMBER_COLUMN
    unit = template.settings.unit
    sheet.write_string(0, left, block.isian.label, made.style("title"))
    sheet.set_row(0, 26)
    where = f"{unit.nama}, {unit.kabupaten}  ·  {bahasa.month(template.periode)}"
    sheet.write_string(1, left, where, made.style("subtitle"))
    sheet.write_string(2, left, "Kode formulir", made.style("note"))
    sheet.write_string(2, left + 1, template.kode_formulir(block.sheet), made.style("bold"))
    instruction = (
        "Satu baris satu responden; skor 1 (tidak baik) sampai 4 (sangat baik). Jawaban yang tidak diisi dibiarkan "
        "kosong. Bila bulan ini tidak ada survei, ketik TB di sel kuning pertama."
    )
    sheet.write_string(3, left, instruction, made.style("note"))


def _write_block_summary(made: Book, sheet: Worksheet, block: Block) -> None:
    sheet.write_string(layout.BLOCK_KEY_ROW, layout.KEY, layout.BLOCK_HEADER)
    sheet.set_row(layout.BLOCK_KEY_ROW, None, None, {"hidden": True})
    sheet.set_row(layout.BLOCK_LABEL_ROW, 44)
    labels = ((layout.BLOCK_COUNT_ROW, "Banyak jawaban"), (layout.BLOCK_MEAN_ROW, "NRR per unsur"))
    for row, label in labels:
        sheet.write_string(row, layout.BLOCK_NUMBER_COLUMN, label, made.style("cell_grey"))
    sheet.write_string(layout.BLOCK_LABEL_ROW, layout.BLOCK_NUMBER_COLUMN, "Responden", made.style("head"))
    for slot, column in block.columns:
        area, letters = block.column_area(column), layout.column_letters(column)
        count = f"{letters}{layout.BLOCK_COUNT_ROW + 1}"
        mean = f'=IF({count}=0,"",SUM({area})/{count})'
        sheet.write_string(layout.BLOCK_KEY_ROW, column, slot.kode)
        sheet.write_string(layout.BLOCK_LABEL_ROW, column, slot.label, made.style("head"))
        book.write_formula(
            made, sheet, layout.BLOCK_COUNT_ROW, column, f"=COUNT({area})", 0, "number", bg_color=book.PALE
        )
        book.write_formula(made, sheet, layout.BLOCK_MEAN_ROW, column, mean, "", "decimals", bg_color=book.PALE)
    _write_block_score(made, sheet, block)


def _write_block_score(made: Book, sheet: Worksheet, block: Block) -> None:
    """Nilai and mutu by PermenPANRB 14/2017, beside the Kode formulir, where they stay in view."""
    first, last = (layout.column_letters(c) for c in (block.columns[0][1], block.last_column))
    counts = f"{first}{layout.BLOCK_COUNT_ROW + 1}:{last}{layout.BLOCK_COUNT_ROW + 1}"
    means = f"{first}{layout.BLOCK_MEAN_ROW + 1}:{last}{layout.BLOCK_MEAN_ROW + 1}"
    place = block.last_column
    cell = f"{layout.column_letters(place - 1)}3"
    nilai = f'=IF(MIN({counts})=0,"",ROUND(AVERAGE({means})*25,2))'
    mutu = '"Tidak Baik"'
    for limit, letter, words in reversed(MUTU_PELAYANAN[:-1]):
        lowest = f'"{MUTU_PELAYANAN[-1][1]} – {MUTU_PELAYANAN[-1][2]}"' if mutu == '"Tidak Baik"' else mutu
        mutu = f'IF({cell}>={limit},"{letter} – {words}",{lowest})'
    sheet.write_string(2, place - 2, "Nilai SKM dan mutu", made.style("note", align="right"))
    book.write_formula(made, sheet, 2, place - 1, nilai, "", "decimals_bold", bg_color=book.PALE)
    book.write_formula(made, sheet, 2, place, f'=IF(ISNUMBER({cell}),{mutu},"")', "", "cell_center", bold=True)


def _write_respondents(made: Book, sheet: Worksheet, block: Block) -> None:
    score = made.style("cell_center", bg_color=book.INPUT, border_color=book.INPUT_LINE, locked=False)
    number = made.style("cell_center", font_color=book.GREY)
    for order, row in enumerate(range(layout.BLOCK_FIRST_ROW, block.last_row + 1), start=1):
        sheet.write_string(row, layout.KEY, layout.RESPONDENT_KEY)
        sheet.write_number(row, layout.BLOCK_NUMBER_COLUMN, order, number)
        for _, column in block.columns:
            sheet.write_blank(row, column, None, score)
    first = f"{layout.column_letters(layout.BLOCK_FIRST_COLUMN)}{layout.BLOCK_FIRST_ROW + 1}"
    rule = {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({first}),OR({first}=1,{first}=2,{first}=3,{first}=4),UPPER(TRIM({first}))="TB")',
        "input_title": "Skor responden",
        "input_message": "1 tidak baik, 2 kurang baik, 3 baik, 4 sangat baik. Kosongkan bila tidak dijawab.",
        "error_title": "Skor belum sesuai",
        "error_message": "Skor hanya 1, 2, 3 atau 4. Kosongkan bila tidak dijawab.",
    }
    sheet.data_validation(layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN, block.last_row, block.last_column, rule)


# --- sheet Petunjuk --------------------------------------------------------------------------------------------------

STEPS = (
    "Buka lembar Isian. Isi hanya sel berwarna kuning; sel lain terkunci dan menghitung sendiri.",
    "Ketik angka biasa tanpa satuan dan tanpa titik ribuan, misalnya 1250. Bila memang tidak ada, ketik 0 atau nihil; "
    "jangan dikosongkan.",
    "Bila sebuah isian tidak berlaku bulan ini, ketik TB (tidak berlaku). TB tidak sama dengan 0.",
    "Tanggal selesai dokumen cukup diketik sekali, pada bulan dokumen itu selesai. Dokumen yang belum selesai "
    "dibiarkan kosong.",
    "Kolom Keadaan menunjukkan: ya (sudah benar), kosong (harus diisi), periksa (perlu diperbaiki), belum (dokumen "
    "belum selesai), tidak wajib (boleh kosong).",
    "Kolom Keterangan / bukti dukung boleh diisi nomor surat, nama berkas, atau alasan bila angkanya tidak biasa.",
    "Bila di atas tertulis “Siap dikirim: YA”, simpan sebagai .xlsx dan kirim. Jangan mengubah nama lembar, menyisipkan "
    "atau menghapus baris.",
)


def _write_guide(made: Book, sheet: Worksheet, template: Template) -> None:
    sheet.write_string(0, 1, "Petunjuk pengisian", made.style("title"))
    sheet.set_row(0, 26)
    subtitle = f"{template.jabatan.nama}  ·  {bahasa.month(template.periode)}"
    sheet.write_string(1, 1, subtitle, made.style("subtitle"))
    row = _write_guide_list(made, sheet, 3, "Cara mengisi", [(f"Langkah {n}", s) for n, s in enumerate(STEPS, start=1)])
    row = _write_guide_duties(made, sheet, row + 1, template.jabatan)
    for indikator in template.jabatan.indikator:
        row = _write_guide_list(
            made, sheet, row + 1, f"{indikator.kode}  {indikator.indikator}", _guide_of(template, indikator)
        )
    sheet.print_area(0, 1, row, 2)
    sheet.protect("", PROTECTION)
    book.footer(sheet, f"Petunjuk {template.kode_formulir(ISIAN)}")


def _write_guide_duties(made: Book, sheet: Worksheet, row: int, jabatan: Jabatan) -> int:
    for title, items in (("Tugas", jabatan.tugas), ("Fungsi", jabatan.fungsi)):
        if items:
            lettered = [(f"{title} {chr(97 + n)}." if len(items) > 1 else title, text) for n, text in enumerate(items)]
            row = _write_guide_list(made, sheet, row, f"{title} {jabatan.nama}", lettered) + 1
    return row


def _guide_of(template: Template, indikator: Indikator) -> list[tuple[str, str]]:
    numbers = (slot for slot in indikator.slots if slot.tipe == "bilangan")
    allowed = [(f"Isian: {s.label}", f"{s.petunjuk} {_allowed_words(template, s)}".strip()) for s in numbers]
    others = [(f"Isian: {i.label}", i.petunjuk) for i in indikator.isian if i.petunjuk and i.jenis != "bilangan"]
    conditions = [("Syarat", syarat.pesan) for syarat in indikator.syarat]
    says = formula.words(indikator.rumus, indikator.labels, MEASURES)
    return [
        ("Kinerja", indikator.kinerja),
        ("Indikator", indikator.indikator),
        ("Penjelasan", indikator.penjelasan),
        ("Sumber data", _numbered(indikator.sumber_data)),
        *allowed,
        *others,
        *conditions,
        ("Rumus", says[0].upper() + says[1:]),
    ]


def _numbered(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"{n}. {text}" for n, text in enumerate(texts, start=1))


def _write_guide_list(made: Book, sheet: Worksheet, row: int, title: str, lines: Sequence[tuple[str, str]]) -> int:
    sheet.merge_range(row, 1, row, 2, title, made.style("band"))
    sheet.set_row(row, book.wrapped_height(title, 90))
    for label, text in lines:
        row += 1
        sheet.write_string(row, 1, label, made.style("cell_top", font_color=book.GREY))
        sheet.write_string(row, 2, text, made.style("cell_top"))
        sheet.set_row(row, max(book.wrapped_height(text, 76), book.wrapped_height(label, 28)))
    return row + 1
