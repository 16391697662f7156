"""Every cell of one form: found by its anchors, read, and put down with its address.

A value is accepted only where every anchor agrees: its key stands exactly once, its label stands on the same row, and
its defined name, where it survived, points to the same cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from iki_excel import layout, openxml
from iki_excel.answers import SALAH, Reading, plain, read, shown
from iki_excel.catalog import Indikator
from iki_excel.findings import of_file
from iki_excel.kinds import Slot
from iki_excel.layout import Identity, Place
from iki_excel.openxml import Marks
from iki_excel.reading.identity import sheet_of
from iki_excel.reading.opening import HEAD_ROWS, SetAside, Workbook

NOWHERE = -1
KEY, LABEL, UNIT, VALUE, NOTE = (
    layout.HEADERS[column] for column in (layout.KEY, layout.LABEL, layout.UNIT, layout.VALUE, layout.NOTE)
)


@dataclass
class Form:
    """One workbook that is being read: ``rows`` of the table of answers and ``temuan`` as they are found."""

    file: str
    workbook: Workbook
    identity: Identity
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    temuan: list[dict[str, Any]] = field(default_factory=list)

    @cached_property
    def names(self) -> dict[str, set[tuple[str, int, int] | None]]:
        """Every defined name with the cells it begins at."""
        return {name: {openxml.first_cell(t) for t in found} for name, found in self.workbook.package.names.items()}

    def points_elsewhere(self, name: str, place: Place) -> bool:
        """Whether a defined name survived and points to another cell."""
        targets = self.names.get(name.casefold())
        return targets is not None and targets != {(place.sheet, place.row, place.column)}

    def tell(self, kode: str, place: Place, **known: Any) -> None:
        """A temuan at a place of this form."""
        owner = {"unit": self.identity.unit, "periode": self.identity.periode, "jabatan": self.identity.jabatan}
        where = {"sheet": place.sheet, "sel": _address(place), "baris": place.row, "kolom": place.column}
        self.temuan.append(of_file(kode, self.file, **owner, **where, lembar=place.sheet, **known))

    def take(self, slot: Slot, indikator: Indikator, place: Place, responden: int = 0, note: str = "") -> None:
        """Read one cell."""
        value = self.workbook.sheets[place.sheet][place.row][place.column]
        marks = self.workbook.package.marks[place.sheet]
        result = _marked(marks, place.a1) or read(value, slot.tipe, slot.satuan)
        typed = marks.errors.get(place.a1) or shown(value)
        self.put(slot, indikator, place, responden, typed, result, note, place.a1 in marks.formulas)

    def put(
        self,
        slot: Slot,
        indikator: Indikator,
        place: Place,
        responden: int,
        typed: str,
        result: Reading,
        note: str = "",
        is_formula: bool = False,
    ) -> None:
        """Put down one cell of the table of answers."""
        who = (self.identity.unit, self.identity.periode, self.identity.jabatan)
        asked = (indikator.kode, slot.isian, slot.kode, responden)
        told = (typed, result.angka, result.keadaan, result.alasan, result.catatan, is_formula, note)
        self.rows.append((*who, *asked, *told, self.file, place.sheet, _address(place), place.row, place.column))


def _address(place: Place) -> str:
    return "" if place.row == NOWHERE else place.a1


def _marked(marks: Marks, address: str) -> Reading | None:
    if address in marks.errors:
        return Reading(SALAH, alasan="sel_galat")
    if marks.formulas.get(address) is False:
        return Reading(SALAH, alasan="rumus_tanpa_hasil")
    return None


def read_isian(form: Form, map_: layout.Layout) -> None:
    """All cells of the sheet Isian."""
    sheet = sheet_of(form.workbook, form.identity, layout.ISIAN)
    columns = _columns(form.workbook, sheet)
    for section in map_.sections:
        for row in section.slots:
            _read_slot(form, sheet, columns, row.slot, section.indikator)


def _columns(workbook: Workbook, sheet: str) -> dict[str, int]:
    """Where each header stands, found on the row of the key's header; each exactly once."""
    heads = [row for row in workbook.sheets[sheet][:HEAD_ROWS] if KEY in row]
    if len(heads) != 1:
        raise SetAside("judul_berubah", sheet=sheet, lembar=sheet, hilang=f"“{KEY}”")
    missing = [text for text in layout.HEADERS if heads[0].count(text) != 1]
    if missing:
        raise SetAside("judul_berubah", sheet=sheet, lembar=sheet, hilang=", ".join(f"“{text}”" for text in missing))
    return {text: heads[0].index(text) for text in layout.HEADERS}


def _read_slot(form: Form, sheet: str, columns: Mapping[str, int], slot: Slot, indikator: Indikator) -> None:
    rows = form.workbook.sheets[sheet]
    found = [number for number, row in enumerate(rows) if row[columns[KEY]] == slot.kode]
    place = Place(sheet, found[0] if found else NOWHERE, columns[VALUE])
    changed = _changed_unit(form, columns, slot, place) if len(found) == 1 else None
    problem = _anchor_problem(form, columns, slot, place, len(found))
    problem = problem or (_doubt_without_name(form, slot) if changed else None)
    if problem:
        form.tell("jangkar_berubah", place, isian=slot.kode, label=slot.label, sebab=problem)
        form.put(slot, indikator, place, 0, "", Reading(SALAH, alasan="jangkar_berubah"))
        return
    if changed:
        written = shown(rows[changed.row][changed.column])
        form.tell("sel_terkunci_berubah", changed, isian=slot.kode, diketik=written, seharusnya=slot.satuan)
    form.take(slot, indikator, place, note=shown(rows[place.row][columns[NOTE]]))


def _changed_unit(form: Form, columns: Mapping[str, int], slot: Slot, place: Place) -> Place | None:
    """The locked cell of the satuan where it no longer says what the template says (a batas waktu is the office's)."""
    unit = Place(place.sheet, place.row, columns[UNIT])
    written = form.workbook.sheets[unit.sheet][unit.row][unit.column]
    return unit if not slot.batas and plain(str(written)) != plain(slot.satuan) else None


def _doubt_without_name(form: Form, slot: Slot) -> str | None:
    """Beside a changed locked cell, key and label are not enough: the defined name must have survived too."""
    has_name = layout.name_of(slot.kode).casefold() in form.names
    return None if has_name else "satuannya berubah dan nama selnya hilang"


def _anchor_problem(form: Form, columns: Mapping[str, int], slot: Slot, place: Place, times: int) -> str | None:
    if times != 1:
        return f"kode isiannya di kolom tersembunyi ada {times} kali" if times else "barisnya tidak ditemukan"
    label = form.workbook.sheets[place.sheet][place.row][columns[LABEL]]
    if plain(str(label)) != plain(slot.label):
        return f"labelnya berubah menjadi “{label}”"
    return "nama selnya menunjuk sel lain" if form.points_elsewhere(layout.name_of(slot.kode), place) else None
