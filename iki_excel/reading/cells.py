"""The cells of the sheet Isian: found by their anchors, read, and put down with their address.

A value is accepted only where every anchor agrees: its key stands exactly once, its label stands on the same row, and
its defined name, where it survived, points to the same cell. Where anything locked on the sheet differs from the
template, the name must have survived.
"""

from __future__ import annotations

from collections.abc import Mapping

from iki_excel import bahasa, layout
from iki_excel.answers import SALAH, Reading, plain, shown
from iki_excel.catalog import Indikator
from iki_excel.kinds import Slot
from iki_excel.layout import Layout, Place
from iki_excel.reading import structure
from iki_excel.reading.form import NOWHERE, Form, as_last
from iki_excel.reading.identity import sheet_of
from iki_excel.reading.opening import HEAD_ROWS, SetAside, Workbook

KEY, LABEL, LAST, VALUE, NOTE = (
    layout.HEADERS[column] for column in (layout.KEY, layout.LABEL, layout.LAST, layout.VALUE, layout.NOTE)
)


def read_isian(form: Form, map_: Layout) -> None:
    """All cells of the sheet Isian."""
    sheet = sheet_of(form.workbook, form.identity, layout.ISIAN)
    structure.refuse_other_month(form, sheet)
    header, columns = _columns(form.workbook, sheet)
    needs_name = structure.compare_isian(form, sheet, header, columns, map_)
    found = _places(form, sheet, columns, map_)
    _tell_merges_and_hidden(form, sheet, columns, found, map_)
    for section in map_.sections:
        for row in section.slots:
            _read_slot(form, columns, row.slot, section.indikator, found[row.slot.kode], needs_name)


def _columns(workbook: Workbook, sheet: str) -> tuple[int, dict[str, int]]:
    """The row of the headers, and where each stands on it; each exactly once."""
    heads = [number for number, row in enumerate(workbook.sheets[sheet][:HEAD_ROWS]) if KEY in row]
    if len(heads) != 1:
        raise SetAside("judul_berubah", sheet=sheet, lembar=sheet, hilang=f"“{KEY}”")
    head = workbook.sheets[sheet][heads[0]]
    missing = [text for text in layout.HEADERS if head.count(text) != 1]
    if missing:
        raise SetAside("judul_berubah", sheet=sheet, lembar=sheet, hilang=", ".join(f"“{text}”" for text in missing))
    return heads[0], {text: head.index(text) for text in layout.HEADERS}


Places = dict[str, list[Place]]
"""By slot every cell of values on whose row its key stands."""


def _places(form: Form, sheet: str, columns: Mapping[str, int], map_: Layout) -> Places:
    found: Places = {kode: [] for kode in map_.slot_rows}
    for number, row in enumerate(form.workbook.sheets[sheet]):
        key = row[columns[KEY]]
        if key in found:
            found[key].append(Place(sheet, number, columns[VALUE]))
    return found


def _tell_merges_and_hidden(form: Form, sheet: str, columns: Mapping[str, int], found: Places, map_: Layout) -> None:
    rows = {place.row for places in found.values() for place in places}
    value = columns[VALUE]
    own = {columns[layout.HEADERS[column]] for column in (layout.NUMBER, layout.LABEL)}
    structure.tell_merges(
        form,
        sheet,
        lambda row, column: row in rows and column == value,
        lambda row, column: row not in rows and column in own,
    )
    first = Place(sheet, min(rows, default=layout.FIRST_ROW), value)
    structure.tell_hidden(form, sheet, rows, [value], first)


def _read_slot(
    form: Form, columns: Mapping[str, int], slot: Slot, indikator: Indikator, found: list[Place], needs_name: bool
) -> None:
    place = found[0] if found else Place(layout.ISIAN, NOWHERE, columns[VALUE])
    problem = _anchor_problem(form, columns, slot, found, needs_name)
    if problem:
        form.tell("jangkar_berubah", place, isian=slot.kode, label=slot.label, sebab=problem)
        form.put(slot, indikator, place, 0, _written_at(form, found), Reading(SALAH, alasan="jangkar_berubah"))
        return
    row = form.workbook.sheets[place.sheet][place.row]
    form.take(slot, indikator, place, note=shown(row[columns[NOTE]]), last=as_last(row[columns[LAST]]))


def _written_at(form: Form, found: list[Place]) -> str:
    """What stands in the one cell that may be meant, to be told and not to be used."""
    return shown(form.workbook.sheets[found[0].sheet][found[0].row][found[0].column]) if len(found) == 1 else ""


def _anchor_problem(
    form: Form, columns: Mapping[str, int], slot: Slot, found: list[Place], needs_name: bool
) -> str | None:
    if len(found) != 1:
        return f"kode isiannya di kolom tersembunyi ada {len(found)} kali" if found else "barisnya tidak ditemukan"
    (place,) = found
    label = form.workbook.sheets[place.sheet][place.row][columns[LABEL]]
    if plain(str(label)) != plain(slot.label):
        return f"labelnya berubah menjadi “{bahasa.brief(str(label))}”"
    name = layout.name_of(slot.kode)
    if needs_name and name.casefold() not in form.names:
        return "sel terkunci di lembarnya berubah dan nama selnya hilang"
    return "nama selnya menunjuk sel lain" if form.points_elsewhere(name, place) else None
