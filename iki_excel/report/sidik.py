"""Sheet ``Sidik``: the marks by which ``iki buktikan`` tells whether the workbook is as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from iki_excel.decree import sheet_names
from iki_excel.report.manifest import Form, Identity, Line, Manifest, manifest_of, marks_in
from iki_excel.report.sheets import Report, Sheet
from iki_excel.words.frozen import frozen
from iki_excel.workbooks.book import Book, Worksheet
from iki_excel.workbooks.book_contents import cells_of, contents_of
from iki_excel.workbooks.contents import Address, Cells, Mark, Sheets

ABOUT = (
    "Untuk “iki buktikan”: dengan sidik di bawah ini setiap sel yang berubah sesudah buku kerja ditulis dapat disebut."
)
UNIT, PERIODE, DIBUAT, PROGRAM, SIDIK = "Unit", "Periode", "Dibuat", "Program", "Sidik semuanya"
FORM = "Formulir"
HEADS = ("Lembar", "Baris", "Sidik setiap sel yang berisi")
LABEL, NUMBER, TOLD, FILE = range(4)
FIRST = 3

Row = tuple[str, int | None, str, str]
"""A label, a number, what is told, and the name of a file."""


def _above(manifest: Manifest) -> list[Row]:
    """Which workbook it is, one mark over all of it, and its forms."""
    one = manifest.identity
    told = ((UNIT, one.unit), (PERIODE, one.periode), (DIBUAT, one.dibuat), (PROGRAM, one.program))
    rows: list[Row] = [(label, None, text, "") for label, text in (*told, (SIDIK, manifest.sidik))]
    return rows + [(FORM, number, one.sha256, one.berkas) for number, one in enumerate(manifest.forms, start=1)]


@dataclass
class Marked:
    """What stands in the cells of a workbook, and the manifest of it; known once the workbook is written."""

    cells: Sheets = field(default_factory=dict)
    manifest: Manifest | None = None


@frozen
class Sidik(Sheet):
    """The sheet ``Sidik``."""

    report: Report
    marked: Marked = field(default_factory=Marked, compare=False)
    name = sheet_names.SIDIK
    widths = (24, 8, 66, 70)

    def write(self, made: Book, target: Worksheet) -> None:
        """The title now, and the marks once all other cells are written."""
        self.report.title(made, target, "Sidik buku kerja ini")
        target.write_string(FIRST - 1, LABEL, ABOUT, made.style("note"))
        made.write_last(partial(self._write_marks, made, target))

    def _write_marks(self, made: Book, target: Worksheet) -> None:
        others = contents_of(made)
        manifest = manifest_of(self.report.batch, self.report.waktu, others)
        above = _above(manifest)
        heads = FIRST + len(above)
        for column, head in enumerate(HEADS):
            target.write_string(heads, column, head, made.style("head", align="left"))
        for place, row in enumerate(above, start=FIRST):
            _write_row(made, target, place, row)
        for place, line in enumerate(manifest.lines, start=heads + 1):
            _write_row(made, target, place, (line.lembar, line.baris, line.text, ""))
        target.print_area(0, 0, heads - 1, FILE)  # the marks are for the program: nobody reads them on paper
        self.marked.cells = {**others, self.name: cells_of(made, self.name)}
        self.marked.manifest = manifest


def _write_row(made: Book, target: Worksheet, place: int, row: Row) -> None:
    label, number, told, file = row
    note = made.style("note")
    target.write_string(place, LABEL, label, note)
    if number is not None:
        target.write_number(place, NUMBER, number, made.style("note", align="center"))
    target.write_string(place, TOLD, told, note)
    if file:
        target.write_string(place, FILE, file, note)


# --- reading it again -------------------------------------------------------------------------------------------------


@frozen
class Inside:
    """What the sheet of a workbook says: its manifest, and the SHA-256 over it that stands there."""

    manifest: Manifest
    told: str

    @property
    def is_sound(self) -> bool:
        """Whether the sheet is as it was written, as far as it can tell itself."""
        return self.manifest.sidik == self.told


def read_sidik(cells: Cells) -> Inside | None:
    """What the sheet says; None where it can no longer be read."""
    rows = _rows(cells)
    heads = next((place for place, row in enumerate(rows) if row[:2] == HEADS[:2]), None)
    if heads is None:
        return None
    said = {label: told for label, number, told, _ in rows[:heads] if not number}
    forms = tuple(Form(file, told) for label, number, told, file in rows[:heads] if label == FORM and number)
    sheets = _sheets(rows[heads + 1 :])
    if sheets is None or not {UNIT, PERIODE, DIBUAT, PROGRAM, SIDIK} <= said.keys():
        return None
    identity = Identity(said[UNIT], said[PERIODE], said[DIBUAT], said[PROGRAM])
    return Inside(Manifest(identity, forms, sheets), said[SIDIK])


def _rows(cells: Cells) -> list[tuple[str, str, str, str]]:
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), content in sorted(cells.items()):
        by_row.setdefault(row, {})[column] = content.value
    return [(one.get(0, ""), one.get(1, ""), one.get(2, ""), one.get(3, "")) for one in by_row.values()]


def _sheets(rows: list[tuple[str, str, str, str]]) -> dict[str, dict[Address, Mark]] | None:
    sheets: dict[str, dict[Address, Mark]] = {}
    for label, number, told, _ in rows:
        baris = number.removesuffix(".0")
        marks = marks_in(Line(label, int(baris), told)) if baris.isascii() and baris.isdecimal() else None
        if marks is None:
            return None
        sheets.setdefault(label, {}).update(marks)
    return sheets
