"""One mistake, one message: ways of damaging or filling a form, five cells each, and what is told of each mistake.

Of the 260 readings the middle one has one line, and none has more, each naming the cell where the mistake is.
"""

from __future__ import annotations

import datetime as dt
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from iki_excel.forms import layout
from iki_excel.forms.layout import Layout
from iki_excel.language.places import Place, column_letters
from iki_excel.runs.checking import check_files
from tests.damaging import Spoil, book, by_office, do, put, swap_rows, typed_as, without_names
from tests.editing import Editor
from tests.forms import complete, kode_cell
from tests.grounds import Ground, behind

MONTHS = [f"{year}-01" for year in range(2019, 2030)]
"""The same month of many years, so that many ways are checked together, each by itself: no check of these forms looks
from one year into another."""
FORMS = {
    "umum": "hadir | 90\npegawai | 5\nsarana_baik | 30\nsarana_seluruh | 40",
    "pelayanan": "penerima_layanan | 1",
    "ketertiban": "gangguan | 13\ntahun_lalu | 7\ntahun_ini | 5",
    "tata_pemerintahan": "kelahiran_jumlah | 60\nkelahiran_tepat | 52",
}
TOGETHER = [
    [("umum", "surat"), ("ketertiban", "tahun_lalu"), ("pelayanan", "penerima_layanan")], [("umum", "pegawai")],
    [("tata_pemerintahan", "kelahiran_jumlah")],
]  # fmt: skip
"""Alone, behind a computed figure, the population of a survey, of a condition, of a pair. Forms of several jabatan of
one office are checked together."""
INPUTS = [*chain.from_iterable(TOGETHER)]
EVERYDAY = ("ketertiban", "gangguan")
"""Where every run looks."""

HEADERS = layout.HEADER_ROW + 1
"""The row of the heads of columns, counted from 1."""


class Where(NamedTuple):
    """A cell to fill: its row on the sheet Isian, counted from 1, and its slot."""

    row: int
    slot: str


Way = Callable[[Where], Spoil]

# --- what is typed into the cell --------------------------------------------------------------------------------------


def typed(value: Any, column: int = layout.VALUE) -> Way:
    """Another value in the cell, or in one beside it."""
    return lambda at: book(put("Isian", f"{column_letters(column)}{at.row}", value))


def stored(xml: str) -> Way:
    """Another ``<c>`` for the cell; ``{}`` in it is where its address and style stand."""
    return lambda at: lambda path, _: typed_as(path, xml, f"F{at.row}")


# --- what is done to the form -----------------------------------------------------------------------------------------


def done(what: str, **details: Any) -> Way:
    """An action of a spreadsheet program; a text in it may hold ``{row}`` and ``{next}``, and "row" may be added to."""

    def way(at: Where) -> Spoil:
        told = {name: filled(value, at) for name, value in details.items()}
        return by_office(do(what, **told))

    def filled(value: Any, at: Where) -> Any:
        if isinstance(value, str):
            return value.format(row=at.row, next=at.row + 1, slot=at.slot)
        return at.row if value is ROW else value

    return way


ROW = object()
"""The row of the cell."""


def always(spoil: Spoil) -> Way:
    """What does not ask where the cell is."""
    return lambda _: spoil


row_above = done("insert_rows", row=ROW)


def point_elsewhere(slot: str, workbook: Any) -> None:
    """An edit that lets the name of an isian point to another cell."""
    workbook.defined_names[f"isian.{slot}"].attr_text = "Isian!$F$7"


def all_keys_cleared(workbook: Any) -> None:
    """An edit that clears the hidden column of keys below its header."""
    for cell in workbook["Isian"]["A"][HEADERS:]:
        cell.value = None


@dataclass(frozen=True)
class Damage:
    """A way, by what is told how often it is over the five inputs, and the cell that is named then ("" where it is
    about a whole sheet or file); ``{next}``: the row below, ``{formula}``: that of the indikator's first formula."""

    way: Way
    told: Mapping[str, int]
    cell: str = "F{row}"


TEXT_AND_CONDITION = {"dibaca_lain": 3, "syarat dibaca_lain": 1, "dibaca_lain syarat": 1}
"""A number that is a text, and that breaks a condition besides: these are two things, at two cells."""

WAYS: dict[str, Damage] = {
    "nothing": Damage(always(lambda path, _: path), {"": 5}),
    # filled in another way
    "nihil": Damage(typed("nihil"), {"": 3, "syarat": 2}),
    "a number with blanks around it": Damage(typed("  1 "), TEXT_AND_CONDITION),
    "a number in wide digits": Damage(typed("１"), TEXT_AND_CONDITION),
    "as a formula": Damage(stored("<c {}><f>0+1</f><v>1</v></c>"), {"rumus": 3, "syarat": 2}),
    "TB": Damage(typed("TB"), {"tb_tanpa_keterangan": 4, "tb_sendiri": 1}),
    # filled wrongly
    "left blank": Damage(typed(None), {"kosong": 4, "": 1}),
    "a word": Damage(typed("menyusul"), {"bukan_bilangan": 5}),
    "a number with its unit": Damage(typed("12 orang"), {"angka_bersatuan": 5}),
    "a text of thousands or a fraction": Damage(typed("1.234"), {"angka_meragukan": 5}),
    "a dash": Damage(typed("-"), {"tanda_tanya": 5}),
    "a question": Damage(typed("?"), {"tanda_tanya": 5}),
    "a fraction": Damage(typed(1.5), {"pecahan": 5}),
    "below zero": Damage(typed(-3), {"negatif": 5}),
    "too large": Damage(typed(9e12), {"angka_terlalu_besar": 5}),
    "yes": Damage(typed(True), {"bukan_bilangan": 5}),
    "a date": Damage(typed(dt.date(2019, 1, 12)), {"tanggal_di_bilangan": 5}),
    "a time": Damage(typed(dt.time(8, 30)), {"tanggal_di_bilangan": 5}),
    "a long text": Damage(typed("rapat desa " * 20), {"teks_panjang": 5}),
    "a character that is not seen": Damage(
        stored('<c {} t="inlineStr"><is><t>12_x0007_</t></is></c>'), {"huruf_kendali": 5}),
    "digits of another script": Damage(typed("١٢"), {"bukan_bilangan": 5}),
    "an error": Damage(stored('<c {} t="e"><v>#REF!</v></c>'), {"sel_galat": 5}),
    "a formula without a result": Damage(stored("<c {}><f>20+2</f></c>"), {"rumus_tanpa_hasil": 5}),
    "a formula to another file": Damage(stored("<c {}><f>[1]Rekap!B4</f><v>13</v></c>"), {"rumus_luar": 5}),
    "a long keterangan": Damage(typed("x" * 501, layout.NOTE), {"keterangan_panjang": 5}),
    # damaged
    "its key cleared": Damage(typed(None, layout.KEY), {"jangkar_berubah": 5}),
    "its label retyped": Damage(typed("Jumlah rapat", layout.LABEL), {"jangkar_berubah": 5}),
    "its satuan retyped": Damage(typed("lembar daun", layout.UNIT), {"sel_terkunci_berubah": 5}, "I{row}"),
    "its number retyped": Damage(typed("1a", layout.NUMBER), {"sel_terkunci_berubah": 5}, "B{row}"),
    "label and satuan retyped": Damage(
        lambda at: book(put("Isian", f"C{at.row}", "Jumlah rapat"), put("Isian", f"I{at.row}", "rapat")),
        {"jangkar_berubah": 5}),
    "its key doubled": Damage(lambda at: book(put("Isian", "A7", at.slot)), {"jangkar_berubah": 5}),
    "its name deleted": Damage(
        lambda at: book(lambda workbook: workbook.defined_names.pop(f"isian.{at.slot}")), {"": 5}),
    "its name pointing elsewhere": Damage(
        lambda at: book(partial(point_elsewhere, at.slot)), {"jangkar_berubah": 5}),
    "its satuan retyped, no names": Damage(
        lambda at: book(without_names, put("Isian", f"I{at.row}", "lembar daun")), {"jangkar_berubah": 5}),
    "a row inserted above it": Damage(row_above, {"baris_disisipkan": 5}, "C{row}"),
    "a row inserted above it, no names": Damage(
        lambda at: lambda path, editor: row_above(at)(book(without_names)(path, editor), editor),
        {"jangkar_berubah": 5}, "F{next}"),
    "its row deleted": Damage(done("delete_rows", row=ROW), {"jangkar_berubah": 5}, ""),
    "its row hidden": Damage(done("hide_rows", row=ROW), {"baris_tersembunyi": 5}),
    "merged with the state beside it": Damage(done("merge", range="F{row}:G{row}"), {"isian_digabung": 5}),
    "the month before merged with the satuan": Damage(
        done("merge", range="H{row}:I{row}"), {"sel_digabung": 5}, "H{row}"),
    "sorted with the row below": Damage(
        lambda at: book(lambda workbook: swap_rows(workbook, at.row, at.row + 1)), {"jangkar_berubah": 5}, "F{next}"),
    "the formula of its indikator overwritten": Damage(
        lambda at: book(put("Isian", f"F{first_formula(at)}", 5)), {"rumus_ditimpa": 5}, "F{formula}"),
    "all keys cleared": Damage(always(book(all_keys_cleared)), {"jangkar_berubah": 5}),
    "a column inserted before the values": Damage(done("insert_columns", column="F"), {"kolom_disisipkan": 5}, "F3"),
    "the values deleted": Damage(done("delete_columns", column="F"), {"judul_berubah": 5}, ""),
    "the headers deleted": Damage(done("delete_rows", row=HEADERS), {"judul_berubah": 5}, ""),
    "the title retyped": Damage(always(book(put("Isian", "B1", "IKI"))), {"sel_terkunci_berubah": 5}, "B1"),
    "another month written over it": Damage(
        always(book(put("Isian", "I4", "April 2019"))), {"periode_berbeda": 5}, ""),
    "the code cleared": Damage(
        always(book(lambda workbook: setattr(kode_cell(workbook, "Isian"), "value", None))), {"kode_hilang": 5}, ""),
    "renamed": Damage(done("rename_sheet", name="Januari"), {"lembar_berganti_nama": 5}, ""),
    "copied within its workbook": Damage(done("copy_sheet", name="Isian (2)"), {"kode_ganda": 5}, ""),
    "a sheet of one's own": Damage(
        always(book(lambda workbook: workbook.create_sheet("Catatan"))), {"lembar_lain": 5}, ""),
}  # fmt: skip


def first_formula(at: Where) -> int:
    """The row, counted from 1, of the first formula of its indikator."""
    jabatan = next(jabatan for jabatan, slot in (EVERYDAY, *INPUTS) if slot == at.slot)
    sections = Layout(behind(jabatan).catalog[jabatan]).sections
    own = next(section for section in sections if any(row.slot.kode == at.slot for row in section.slots))
    rows = [*(row for _, row in (*own.blocks, *own.hitung)), own.realisasi_row]
    return min(rows) + 1


# --- what is told -----------------------------------------------------------------------------------------------------


class Damaged(NamedTuple):
    """A form after a damage, and the cell that is named then."""

    form: Path
    cell: str


def damaged(damage: Damage, jabatan: str, slot: str, folder: Path, month: str = MONTHS[0]) -> Damaged:
    """A filled form, with nothing wrong in it before."""
    path = complete(folder, jabatan, month, FORMS[jabatan])
    at = Where(Layout(behind(jabatan).catalog[jabatan]).slot_rows[slot].row + 1, slot)
    cell = damage.cell.format(row=at.row, next=at.row + 1, formula=first_formula(at))
    return Damaged(damage.way(at)(path, Editor()), cell)


def lines_of(ones: Sequence[Damaged], ground: Ground) -> list[list[str]]:
    """Of each form the kode of every line that is told of it, with "?" where it names another cell."""
    told = check_files([form for form, _ in ones], *ground).told.to_dict("records")
    return [
        [f"{line['kode']}{'' if is_named(cell, line) else '?'}" for line in told if line["file"] == str(form)]
        for form, cell in ones
    ]


def is_named(cell: str, line: Mapping[str, Any]) -> bool:
    """Whether a line stands at the cell, or its sentence names it; a line about no cell is about the whole."""
    if not cell or not line["daerah"]:
        return not cell and not line["daerah"]
    place = Place(line["sheet"], *coordinates(cell))
    return any(place in area for area in line["daerah"]) or cell in re.findall(r"[A-Z]+[0-9]+", line["pesan"])


def coordinates(cell: str) -> tuple[int, int]:
    """Row and column, counted from 0."""
    row, column = coordinate_to_tuple(cell)
    return row - 1, column - 1


def told_of(
    ways: Sequence[str], inputs: Sequence[tuple[str, str]], folder: Path
) -> Iterator[tuple[str, list[list[str]]]]:
    """Each way with the lines of it at each of some inputs of one office."""
    for first in range(0, len(ways), len(MONTHS)):
        of_month = dict(zip(MONTHS, ways[first : first + len(MONTHS)], strict=False))
        ones = [damaged(WAYS[way], *one, folder, month) for month, way in of_month.items() for one in inputs]
        lines = iter(lines_of(ones, behind(inputs[0][0])))
        yield from ((way, [*islice(lines, len(inputs))]) for way in of_month.values())


def test_a_mistake_of_every_kind_has_one_line_at_its_cell(tmp_path: Path) -> None:
    usual = {way: max(damage.told, key=damage.told.__getitem__) for way, damage in WAYS.items()}
    ways = {kode: way for way, kode in reversed(usual.items())}
    told = dict(told_of([*ways.values()], [EVERYDAY], tmp_path))
    assert {kode: told[way] for kode, way in ways.items()} == {kode: [kode.split()] for kode in ways}


@pytest.mark.panjang
@pytest.mark.decree
def test_the_middle_one_of_all_readings_has_one_line_and_none_more_than_two(tmp_path: Path) -> None:
    told: dict[str, list[list[str]]] = {way: [] for way in WAYS}
    for inputs in TOGETHER:
        for way, lines in told_of([*WAYS], inputs, tmp_path):
            told[way] += lines
    assert {way: Counter(map(" ".join, lines)) for way, lines in told.items()} == {
        way: damage.told for way, damage in WAYS.items()
    }
    counts = [len(lines) for readings in told.values() for lines in readings]
    assert (len(counts), statistics.median(counts), Counter(counts)) == (260, 1, {1: 242, 0: 14, 2: 4})
