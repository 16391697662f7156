"""The cells of the sheet Isian: found by their anchors, read, and put down with their address.

A value is accepted only where every anchor agrees: its key stands exactly once, its label stands on the same row, and
its defined name, where it survived, points to the same cell. Where anything locked on the sheet differs from the
template, the name must have survived.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from iki_excel.decree import Indikator
from iki_excel.decree.fields import SALAH, Reading, shown
from iki_excel.decree.kinds import Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, Layout
from iki_excel.forms.reading import outside, shape, structure
from iki_excel.forms.reading.differences import text_of
from iki_excel.forms.reading.form import Form, as_last
from iki_excel.forms.reading.head import refuse_other_month
from iki_excel.forms.reading.reasons import read_notes
from iki_excel.forms.reading.sheets import headers_changed, sheet_of
from iki_excel.forms.reading.structure import FORMULAS_LOST, Comparison
from iki_excel.forms.reading.workbook import HEAD_ROWS, Workbook
from iki_excel.judging.findings import NOWHERE
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import as_seen
from iki_excel.words.rules import GALAT, Rule

KEY, NUMBER, LABEL, LAST, VALUE, NOTE, EVIDENCE = (
    layout.KEY, layout.NUMBER, layout.LABEL, layout.LAST, layout.VALUE, layout.NOTE, layout.EVIDENCE,
)  # fmt: skip


NO_ROW = "barisnya tidak ditemukan"
NO_KEY = "kode isiannya di kolom tersembunyi hilang atau berubah"
NO_NAME = "sel terkunci di lembarnya berubah dan nama selnya hilang"
OTHER_NAME = "nama selnya menunjuk sel lain"
OTHER_LABEL = "labelnya berubah"
MOVED = "barisnya berpindah, mungkin diurutkan"
EXPLAINED_BY = {NO_ROW: [structure.ROWS_GONE], NO_NAME: structure.WARNINGS, OTHER_NAME: [structure.ROWS_MOVED]}
"""What was told of the sheet that a cause says again."""


@frozen
class Problem:
    """Why the anchors of a slot do not agree; ``rincian``: what is said of it alone."""

    sebab: str
    rincian: str = ""


@dataclass
class Sheet:
    """The sheet Isian of a form: where its headers stand, and by slot every cell of values beside its key.

    ``problems``: the slots whose anchors do not agree, each with its cell as far as it is known.
    """

    form: Form
    name: str
    columns: Mapping[int, int]
    found: Mapping[str, list[Place]]
    compared: Comparison
    problems: list[tuple[Slot, Place, Problem]] = field(default_factory=list)

    def text(self, row: int, column: int) -> Any:
        """What stands on a row in a column of the template; nothing where the form, of an earlier version, lacks it."""
        return self.form.workbook.sheets[self.name][row][self.columns[column]] if column in self.columns else None


def read_isian(form: Form, map_: Layout) -> None:
    """All cells of the sheet Isian."""
    name = sheet_of(form.workbook, form.identity, layout.ISIAN)
    refuse_other_month(form, name)
    header, columns = _columns(form.workbook, name, map_.arrangement.headers)
    compared = structure.compare_isian(form, name, header, columns, map_)
    sheet = Sheet(form, name, columns, _places(form, name, columns, map_), compared)
    outside.tell_outside_isian(form, name, map_, compared)
    _tell_merges_and_hidden(sheet)
    for section in map_.sections:
        for row in section.slots:
            _read_slot(sheet, row.slot, section.indikator)
    form.survey_notes = {block.isian.kode: _survey_note(sheet, block) for block in map_.blocks.values()}
    read_notes(form, map_, name, compared.rows, sheet.text)
    _tell_problems(sheet)


def _columns(workbook: Workbook, sheet: str, headers: Mapping[int, str]) -> tuple[int, dict[int, int]]:
    """The row of the headers, and where each stands on it; each exactly once."""
    heads = [number for number, row in enumerate(workbook.sheets[sheet][:HEAD_ROWS]) if layout.KEY_HEADER in row]
    if len(heads) != 1:
        raise headers_changed(sheet, f"“{layout.KEY_HEADER}”")
    head = workbook.sheets[sheet][heads[0]]
    missing = [text for text in headers.values() if head.count(text) != 1]
    if missing:
        raise headers_changed(sheet, ", ".join(f"“{text}”" for text in missing))
    return heads[0], {column: head.index(text) for column, text in headers.items()}


def _places(form: Form, sheet: str, columns: Mapping[int, int], map_: Layout) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {kode: [] for kode in map_.slot_rows}
    for number, row in enumerate(form.workbook.sheets[sheet]):
        key = row[columns[KEY]]
        if key in found:
            found[key].append(Place(sheet, number, columns[VALUE]))
    return found


def _tell_merges_and_hidden(sheet: Sheet) -> None:
    rows = {place.row for places in sheet.found.values() for place in places}
    value, last = sheet.columns[VALUE], max(sheet.columns.values())
    spans = {(NUMBER, VALUE), (LABEL, VALUE)} if EVIDENCE in sheet.columns else set()
    known = {(sheet.columns[left], sheet.columns[right]) for left, right in spans}
    known |= {(sheet.columns[left], last) for left in (NUMBER, LABEL, VALUE)}

    def is_of_the_template(area: Area) -> bool:
        return area.top == area.bottom and (area.left, area.right) in known

    shape.tell_merges(sheet.form, sheet.name, rows, [value], is_of_the_template)
    first = Place(sheet.name, min(rows, default=layout.FIRST_ROW), value)
    shape.tell_hidden(sheet.form, sheet.name, rows, [value], first)


# --- one slot --------------------------------------------------------------------------------------------------------

ANCHORS_CHANGED = Rule(
    "jangkar_berubah",
    GALAT,
    arti="Kode isian, label atau nama sel tidak lagi menunjuk sel yang sama.",
    pesan="“{label}”: {sebab}{rincian}, jadi nilainya tidak dapat dipastikan dan tidak dibaca.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="nilainya tidak dapat dipastikan dan tidak dibaca",
    contoh="Label di Isian!C8 diganti menjadi “Jumlah surat masuk dan keluar”",
    bersama="{banyak_sel} isian tidak dapat dipastikan dan tidak dibaca, karena {sebab}",
    butir="“{label}”{rincian}",
    saran_salinan="Ketik lagi nilainya di sel ini.",
)
LEFT_BEHIND = Rule(
    "tertinggal",
    GALAT,
    arti="Isian yang belum diketik ulang di formulir penggantinya.",
    pesan="“{label}” belum diketik ulang; isinya di berkas lama tidak dapat dipindahkan.",
    saran="Ketik angka atau tanggalnya, atau TB bila tidak berlaku.",
    ringkas="belum diketik ulang",
    contoh="Isian!F8 di salinan perbaikan masih kosong, padahal di berkas lama ada isinya",
)


def _read_slot(sheet: Sheet, slot: Slot, indikator: Indikator) -> None:
    """Its value where all anchors agree; else it is ``salah``.

    Where formulas among the values were lost, that has been told.
    """
    if indikator.kode in sheet.compared.uncertain:
        _refuse(sheet, slot, indikator, FORMULAS_LOST)
        return
    problem = _anchor_problem(sheet, slot)
    if problem:
        place = _refuse(sheet, slot, indikator, ANCHORS_CHANGED)
        if slot.kode in sheet.form.asked:
            sheet.problems.append((slot, place, problem))
        return
    (place,) = sheet.found[slot.kode]
    if slot.kode in sheet.form.workbook.left_behind and sheet.text(place.row, VALUE) in (None, ""):
        _refuse(sheet, slot, indikator, LEFT_BEHIND)
        return
    note, proof, last = (sheet.text(place.row, column) for column in (NOTE, EVIDENCE, LAST))
    sheet.form.take(slot, indikator, place, note=shown(note), proof=shown(proof), last=as_last(last))


def _survey_note(sheet: Sheet, block: Block) -> tuple[str, str]:
    """Keterangan and bukti on the row that points to the sheet of a survey; none where that row is not found."""
    pointer = as_seen(block.pointer)
    rows = range(len(sheet.form.workbook.sheets[sheet.name]))
    found = (row for row in rows if text_of(sheet.text(row, LABEL)) == pointer)
    return next(((shown(sheet.text(row, NOTE)), shown(sheet.text(row, EVIDENCE))) for row in found), ("", ""))


def _refuse(sheet: Sheet, slot: Slot, indikator: Indikator, alasan: Rule) -> Place:
    """Put a slot down as not to be read, at its cell where that is known."""
    keyed = sheet.found[slot.kode]
    found = [place for place in keyed if _has_label(sheet, slot, place.row)] or keyed or _beside_label(sheet, slot)
    place = found[0] if found else Place(layout.ISIAN, NOWHERE, sheet.columns[VALUE])
    columns = (VALUE, NOTE, EVIDENCE)
    typed, note, proof = (shown(sheet.text(place.row, column)) if len(found) == 1 else "" for column in columns)
    refused = Reading(SALAH, alasan=alasan)  # told, never used
    sheet.form.put(slot, indikator, place, 0, typed, refused, note=note, proof=proof)
    return place


def _beside_label(sheet: Sheet, slot: Slot) -> list[Place]:
    """The cells beside the label of a slot without a key, to be named and never to be read."""
    rows = range(len(sheet.form.workbook.sheets[sheet.name]))
    return [
        Place(sheet.name, row, sheet.columns[VALUE])
        for row in rows
        if _has_label(sheet, slot, row) and sheet.text(row, KEY) not in sheet.found
    ]


def _has_label(sheet: Sheet, slot: Slot, row: int) -> bool:
    return text_of(sheet.text(row, LABEL)) == as_seen(slot.label)


def _tell_problems(sheet: Sheet) -> None:
    """Each with its cause; what was told of the sheet as such and only explains it is not told besides."""
    causes = {problem.sebab for _, _, problem in sheet.problems}
    explained = {cause for cause in causes if sheet.form.take_back(sheet.name, EXPLAINED_BY.get(cause, ()))}
    sheet.form.take_back(sheet.name, [structure.LOCKED_CHANGED], [place.row for _, place, _ in sheet.problems])
    for slot, place, problem in sheet.problems:
        sebab = MOVED if problem.sebab == OTHER_NAME and OTHER_NAME in explained else problem.sebab
        told = {"label": slot.label, "sebab": sebab, "rincian": problem.rincian}
        sheet.form.tell(ANCHORS_CHANGED, place, isian=slot.kode, **told)


def _anchor_problem(sheet: Sheet, slot: Slot) -> Problem | None:
    found = sheet.found[slot.kode]
    if len(found) != 1:
        return Problem(_key_problem(sheet, slot, len(found)))
    (place,) = found
    label = str(sheet.text(place.row, LABEL))
    if as_seen(label) != as_seen(slot.label):
        return Problem(OTHER_LABEL, f" menjadi “{bahasa.brief(label)}”")
    name = layout.name_of(slot.kode)
    if sheet.compared.needs_names and name.casefold() not in sheet.form.names:
        return Problem(NO_NAME)
    return Problem(OTHER_NAME) if sheet.form.points_elsewhere(name, place) else None


def _key_problem(sheet: Sheet, slot: Slot, times: int) -> str:
    if times:
        return f"kode isiannya di kolom tersembunyi ada {times} kali"
    return NO_KEY if _beside_label(sheet, slot) else NO_ROW
