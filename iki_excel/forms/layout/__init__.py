"""Where everything stands on a template. The writer, the reader and the tests ask here; no other module names a cell.

Sheet ``Isian`` (rows and columns counted from zero)::

    A (hidden)  B   C      D, E (hidden)  F            G        H           I               J           K
    key         no  isian  computed       isi di sini  keadaan  bulan lalu  satuan / batas  keterangan  bukti dukung

Every slot has one row; under the rows of an indikator stand the numbers of the decree that it uses, the steps of its
skala, its computed names, its realisasi and its capaian. Below all of them is room for why a capaian is not good yet
(:mod:`iki_excel.forms.layout.notes`). A survey has a sheet of its own (:mod:`iki_excel.forms.layout.survey`). The forms
of earlier versions are arranged in another way (:mod:`iki_excel.forms.layout.arrangement`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from iki_excel.decree import Hitung, Indikator, Jabatan
from iki_excel.decree.kinds import Isian, Part, Slot, group, parts_of
from iki_excel.decree.konstanta import Konstanta
from iki_excel.decree.sheet_names import IKI as IKI
from iki_excel.decree.sheet_names import ISIAN as ISIAN
from iki_excel.decree.sheet_names import PERBAIKAN as PERBAIKAN
from iki_excel.decree.sheet_names import PETUNJUK as PETUNJUK
from iki_excel.forms.layout.arrangement import ACCEPTED_VERSIONS as ACCEPTED_VERSIONS
from iki_excel.forms.layout.arrangement import EARLIER as EARLIER
from iki_excel.forms.layout.arrangement import NOW as NOW
from iki_excel.forms.layout.arrangement import TEMPLATE_VERSION as TEMPLATE_VERSION
from iki_excel.forms.layout.arrangement import Arrangement as Arrangement
from iki_excel.forms.layout.arrangement import arrangement_of as arrangement_of
from iki_excel.forms.layout.arrangement import title_of as title_of
from iki_excel.forms.layout.arrangement import usual_title as usual_title
from iki_excel.forms.layout.columns import BLOCK_HEADER as BLOCK_HEADER
from iki_excel.forms.layout.columns import BROKEN as BROKEN
from iki_excel.forms.layout.columns import CODE_LABEL as CODE_LABEL
from iki_excel.forms.layout.columns import COUNTED as COUNTED
from iki_excel.forms.layout.columns import COUNTS as COUNTS
from iki_excel.forms.layout.columns import EVIDENCE as EVIDENCE
from iki_excel.forms.layout.columns import FIRST_ROW as FIRST_ROW
from iki_excel.forms.layout.columns import HEADER_ROW as HEADER_ROW
from iki_excel.forms.layout.columns import HEADERS as HEADERS
from iki_excel.forms.layout.columns import HELPERS as HELPERS
from iki_excel.forms.layout.columns import HIDDEN as HIDDEN
from iki_excel.forms.layout.columns import HINT as HINT
from iki_excel.forms.layout.columns import HOW as HOW
from iki_excel.forms.layout.columns import HOW_ROW as HOW_ROW
from iki_excel.forms.layout.columns import JABATAN_ROW as JABATAN_ROW
from iki_excel.forms.layout.columns import KEY as KEY
from iki_excel.forms.layout.columns import KEY_HEADER as KEY_HEADER
from iki_excel.forms.layout.columns import LABEL as LABEL
from iki_excel.forms.layout.columns import LAST as LAST
from iki_excel.forms.layout.columns import NOTE as NOTE
from iki_excel.forms.layout.columns import NUMBER as NUMBER
from iki_excel.forms.layout.columns import PART_COLUMNS as PART_COLUMNS
from iki_excel.forms.layout.columns import PEJABAT_ROW as PEJABAT_ROW
from iki_excel.forms.layout.columns import PERIODE_LABEL as PERIODE_LABEL
from iki_excel.forms.layout.columns import READY_ROW as READY_ROW
from iki_excel.forms.layout.columns import STATE as STATE
from iki_excel.forms.layout.columns import TITLE_ROW as TITLE_ROW
from iki_excel.forms.layout.columns import UNIT as UNIT
from iki_excel.forms.layout.columns import VALUE as VALUE
from iki_excel.forms.layout.columns import WEIGHTED_FROM as WEIGHTED_FROM
from iki_excel.forms.layout.columns import WIDTHS as WIDTHS
from iki_excel.forms.layout.columns import YEAR_HELPERS as YEAR_HELPERS
from iki_excel.forms.layout.kode_formulir import FORM_NAME as FORM_NAME
from iki_excel.forms.layout.kode_formulir import KODE_FORMULIR as KODE_FORMULIR
from iki_excel.forms.layout.kode_formulir import Identity as Identity
from iki_excel.forms.layout.kode_formulir import form_path as form_path
from iki_excel.forms.layout.kode_formulir import parse_kode_formulir as parse_kode_formulir
from iki_excel.forms.layout.kode_formulir import template_name as template_name
from iki_excel.forms.layout.notes import REASON
from iki_excel.forms.layout.notes import TITLE as NOTES_TITLE
from iki_excel.forms.layout.notes import NoteRow as NoteRow
from iki_excel.forms.layout.notes import note_rows as note_rows
from iki_excel.forms.layout.survey import BLOCK_CODE_ROW as BLOCK_CODE_ROW
from iki_excel.forms.layout.survey import BLOCK_COUNT_ROW as BLOCK_COUNT_ROW
from iki_excel.forms.layout.survey import BLOCK_FIRST_COLUMN as BLOCK_FIRST_COLUMN
from iki_excel.forms.layout.survey import BLOCK_FIRST_ROW as BLOCK_FIRST_ROW
from iki_excel.forms.layout.survey import BLOCK_HOW_UNTIL as BLOCK_HOW_UNTIL
from iki_excel.forms.layout.survey import BLOCK_INSTRUCTION_ROW as BLOCK_INSTRUCTION_ROW
from iki_excel.forms.layout.survey import BLOCK_KEY_ROW as BLOCK_KEY_ROW
from iki_excel.forms.layout.survey import BLOCK_LABEL_ROW as BLOCK_LABEL_ROW
from iki_excel.forms.layout.survey import BLOCK_MEAN_ROW as BLOCK_MEAN_ROW
from iki_excel.forms.layout.survey import BLOCK_NUMBER_COLUMN as BLOCK_NUMBER_COLUMN
from iki_excel.forms.layout.survey import BLOCK_RESULT_ROW as BLOCK_RESULT_ROW
from iki_excel.forms.layout.survey import BLOCK_ROW_LABELS as BLOCK_ROW_LABELS
from iki_excel.forms.layout.survey import BLOCK_TITLE_ROW as BLOCK_TITLE_ROW
from iki_excel.forms.layout.survey import EARLIER_RESPONDENTS as EARLIER_RESPONDENTS
from iki_excel.forms.layout.survey import POINTS_TO as POINTS_TO
from iki_excel.forms.layout.survey import RESPONDENT_KEY as RESPONDENT_KEY
from iki_excel.forms.layout.survey import RESPONDENT_UNIT as RESPONDENT_UNIT
from iki_excel.forms.layout.survey import RESPONDENTS as RESPONDENTS
from iki_excel.forms.layout.survey import Block as Block
from iki_excel.forms.layout.survey import head_of as head_of
from iki_excel.forms.layout.survey import room_of as room_of
from iki_excel.forms.layout.wording import TITLE as TITLE
from iki_excel.forms.layout.wording import as_worded as as_worded
from iki_excel.forms.layout.wording import recorded as recorded
from iki_excel.forms.layout.wording import wording_of as wording_of
from iki_excel.language.cells import Cell, Many, Range
from iki_excel.language.formula import Skala
from iki_excel.language.places import Area, Place
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import BULAN

FURTHER_SHEETS = (PETUNJUK, IKI, PERBAIKAN)
"""What a form has besides the sheets to fill; Perbaikan, where it was sent back to be mended."""
IKI_CODE, IKI_REPLACES, IKI_LEFT, IKI_DECREE, IKI_KEY, IKI_TEXT, IKI_CELL, IKI_SAID = range(8)
"""The columns of the hidden record: the codes; in its first row the SHA-256 of the file that the form replaces; the
cells whose values had to be left behind in that file, by :func:`left_name`; the fingerprint of what the form asks and,
below it, the nomor of the decree; the wording of the form, key by key, as :func:`recorded` has it; and by address
what the office put into locked cells of Isian, as :mod:`office_cells` has it."""
REALISASI_LABEL, CAPAIAN_LABEL = "Realisasi {periode} ini", "Capaian {periode} ini terhadap target (%)"
STEP_LABEL = "{label}, langkah {n}"
"""Of a step of a skala."""
OF_SPAN = " (diisi untuk seluruh {periode} ini)"
"""What stands behind an indikator that is asked of more than the month."""


@frozen
class SlotRow:
    """The row of one slot on ``Isian``."""

    slot: Slot
    row: int

    def at(self, column: int) -> Place:
        """The cell of this row in a column of the sheet."""
        return Place(ISIAN, self.row, column)


ASKED_AT = ": diisi di "
"""What stands on the row of a slot between its label and the cell where its fact is asked."""


FILLED_BY = ": diisi oleh "
"""What stands between the label of what is asked on another form, and whose form that is."""

OF_LAST_YEAR = ": tidak diisi"
"""What stands behind the label of what was asked a year before."""

RESULT_OF = ": dari "
"""What stands between the label of the result of another indikator, and which that is."""


@frozen
class MirrorRow(SlotRow):
    """The row of a slot of which the fact is asked on an earlier row, its ``home``: it shows what was typed there."""

    home: SlotRow

    @property
    def is_shared(self) -> bool:
        """Whether it is the very isian of its home, which several indikator use."""
        return self.slot.kode == self.home.slot.kode

    @property
    def label(self) -> str:
        """What is asked, and where."""
        return f"{self.slot.label}{ASKED_AT}{self.home.at(VALUE).a1}"


@frozen
class LockedRow:
    """What stands locked on a row of ``Isian``; ``unit`` is None where the office's settings decide it."""

    row: int
    number: str
    label: str
    unit: str | None = ""
    slot: Slot | None = None
    own_key: str = ""

    @property
    def key(self) -> str:
        """What stands in the hidden column of keys."""
        return self.slot.kode if self.slot else self.own_key


@frozen
class PartCell:
    """Where a number stands that a measure of an isian is made of.

    ``year``, ``before``: where it stands what it comes to at the end of the month and of the month before, of a part
    that has an expression of its own for the month.
    """

    isian: Isian
    part: Part
    place: Place
    year: Place | None = None
    before: Place | None = None

    @property
    def on_form(self) -> list[Place]:
        """Its cells on ``Isian``."""
        return [at for at in (self.place, self.year, self.before) if at and at.sheet == ISIAN]


@frozen
class Section:
    """The rows of one indikator on ``Isian``. ``slots`` are to be filled; ``mirrors`` show what is filled elsewhere.

    ``theirs``: what another jabatan fills, on a form of its own, a form of last year has, or another indikator comes
    to. ``skala``: each with the row of its first step.
    """

    indikator: Indikator
    title_row: int
    slots: tuple[SlotRow, ...]
    mirrors: tuple[MirrorRow, ...]
    blocks: tuple[tuple[Block, int], ...]
    theirs: tuple[tuple[Isian, int], ...]
    konstanta: tuple[tuple[Konstanta, int], ...]
    skala: tuple[tuple[Skala, int], ...]
    hitung: tuple[tuple[Hitung, int], ...]
    realisasi_row: int
    capaian_row: int

    @cached_property
    def parts(self) -> tuple[PartCell, ...]:
        """Every number behind the measures: of a document on its row, of an unsur below its column."""
        on_rows: dict[str, SlotRow] = {row.slot.kode: row for row in (*self.slots, *self.mirrors)}
        found = [
            _part_on_row(isian, part, on_rows[part.slot])
            for isian in self.indikator.isian
            if not isian.blok
            for part in parts_of(isian)
        ]
        for block, row in self.blocks:
            found += _parts_of_survey(block, row)
        return tuple(found)

    @cached_property
    def groups(self) -> dict[str, Area]:
        """By its name in formulas the cells of all parts of a kind, from the first to the last."""
        places: dict[str, list[Place]] = {}
        for cell in self.parts:
            places.setdefault(group(cell.part.nama, cell.isian.kode), []).append(cell.place)
        return {name: Area(p[0].sheet, p[0].row, p[0].column, p[-1].row, p[-1].column) for name, p in places.items()}

    @cached_property
    def locked(self) -> tuple[LockedRow, ...]:
        """Its rows from the title down, as they are written and must come back."""
        slots = [
            LockedRow(r.row, str(r.row - self.title_row), r.slot.label, None if r.slot.batas else r.slot.satuan, r.slot)
            for r in self.slots
        ]
        blocks = [
            LockedRow(row, str(row - self.title_row), block.pointer, RESPONDENT_UNIT) for block, row in self.blocks
        ]
        mirrors = [
            LockedRow(r.row, str(r.row - self.title_row), r.label, None if r.slot.batas else r.slot.satuan)
            for r in self.mirrors
        ]
        theirs = [
            LockedRow(row, str(row - self.title_row), _label_of_other_form(isian), isian.slots[0].satuan)
            for isian, row in self.theirs
        ]
        named: tuple[tuple[Konstanta | Hitung, int], ...] = (*self.konstanta, *self.hitung)
        below = [LockedRow(row, "", part.label, part.satuan) for part, row in named]
        below += [LockedRow(row, "", STEP_LABEL.format(label=label, n=n), None) for label, n, row in self._step_rows]
        periode = self.indikator.periode
        of_span = "" if periode == BULAN else OF_SPAN.format(periode=periode)
        return (
            LockedRow(self.title_row, self.indikator.kode, f"{self.indikator.indikator}{of_span}"),
            *sorted([*slots, *mirrors, *blocks, *theirs], key=lambda locked: locked.row),
            *sorted(below, key=lambda locked: locked.row),
            LockedRow(self.realisasi_row, "", REALISASI_LABEL.format(periode=periode), self.indikator.satuan),
            LockedRow(self.capaian_row, "", CAPAIAN_LABEL.format(periode=periode), None),
        )

    @property
    def _step_rows(self) -> Iterator[tuple[str, int, int]]:
        """Of every step the label of its skala, its number from 1, and its row."""
        for one, first in self.skala:
            yield from ((one.label, n + 1, first + n) for n in range(len(one.langkah)))


def _label_of_other_form(isian: Isian) -> str:
    if isian.dari:
        return f"{isian.label}{RESULT_OF}{isian.asal}"
    where = OF_LAST_YEAR if isian.setahun_lalu else f"{FILLED_BY}{isian.pengisi}"
    return f"{isian.label}{where}"


def steps(skala: Skala, first: int) -> dict[str, Many]:
    """By their names in formulas the cells of a skala whose first step stands on this row."""
    last = first + len(skala.langkah) - 1
    limits, values = (Range(Area(ISIAN, first, column, last, column)) for column in (UNIT, VALUE))
    return skala.named(limits, Cell(Place(ISIAN, first, UNIT)), values)


@frozen
class Layout:
    """The map of one jabatan's template. ``title``: what stands above it; ``arrangement``: that of its version."""

    jabatan: Jabatan
    title: str = usual_title()
    arrangement: Arrangement = NOW

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The indikator in their order, each with its rows."""
        sections: list[Section] = []
        placed: dict[str, SlotRow] = {}
        row = FIRST_ROW
        for indikator in self.jabatan.indikator:
            section = _section(indikator, row, self.jabatan.homes, placed)
            sections.append(section)
            row = section.capaian_row + 1
        return tuple(sections)

    @cached_property
    def locked(self) -> tuple[LockedRow, ...]:
        """All rows from the first indikator down, one after the other."""
        of_sections = (row for section in self.sections for row in section.locked)
        return (*of_sections, *self._locked_notes)

    @property
    def _locked_notes(self) -> Iterator[LockedRow]:
        if self.notes:
            yield LockedRow(self.last_row + 1, "", NOTES_TITLE)
        for note in self.notes:
            number = note.indikator if note.asked == REASON else ""
            yield LockedRow(note.row, number, note.label, own_key=note.key)

    @cached_property
    def notes(self) -> tuple[NoteRow, ...]:
        """The rows below all indikator for why a capaian is not good yet, where the form has them."""
        kode = tuple(section.indikator.kode for section in self.sections)
        return note_rows(kode, self.last_row + 1) if self.arrangement.has_notes else ()

    def head(self, periode: str) -> dict[Place, str]:
        """What stands locked above the first indikator, by cell; unit and pejabat are the office's."""
        return self.arrangement.head(self.jabatan, self.title, periode)

    @cached_property
    def slot_rows(self) -> dict[str, SlotRow]:
        """The rows of all slots to fill that stand on ``Isian``, by code."""
        return {row.slot.kode: row for section in self.sections for row in section.slots}

    @property
    def mirrors(self) -> list[MirrorRow]:
        """The rows that show what is filled on another."""
        return [mirror for section in self.sections for mirror in section.mirrors]

    @cached_property
    def blocks(self) -> dict[str, Block]:
        """The surveys of the jabatan, by the code of the isian."""
        return {block.isian.kode: block for section in self.sections for block, _ in section.blocks}

    def home_row(self, kode: str) -> SlotRow:
        """The row on which a slot is filled: its own, or the one where its fact is asked."""
        return self.slot_rows[self.jabatan.home_of(kode)]

    def row_of(self, kode: str) -> int:
        """The row of ``Isian`` on which a slot stands; of a survey's, the row of the survey."""
        if kode in self.slot_rows:
            return self.slot_rows[kode].row
        blocks = (found for section in self.sections for found in section.blocks)
        return next(row for block, row in blocks if any(slot.kode == kode for slot in block.isian.slots))

    @property
    def sheets(self) -> list[str]:
        """The sheets to fill, in their order."""
        return [ISIAN, *(block.sheet for block in self.blocks.values())]

    @cached_property
    def hidden(self) -> tuple[int, ...]:
        """The hidden columns behind the last one, without a gap."""
        used = [at.column for section in self.sections for cell in section.parts for at in cell.on_form]
        return tuple(range(min(HIDDEN), max(*HIDDEN, *used) + 1))

    @property
    def computed(self) -> frozenset[int]:
        """All columns that hold nothing but formulas, which nobody sees."""
        return frozenset({COUNTED, BROKEN, *self.hidden})

    @property
    def last_row(self) -> int:
        """The last row of the last indikator."""
        return self.sections[-1].capaian_row

    @property
    def end_row(self) -> int:
        """The last row of all that a form asks."""
        return self.notes[-1].row if self.notes else self.last_row

    @property
    def signature_row(self) -> int:
        """The first row of the signature block."""
        return self.end_row + 2

    @property
    def counts(self) -> tuple[Place, Place]:
        """Where it is counted how many isian are blank, and how many are doubtful."""
        blank, doubtful = (Place(ISIAN, READY_ROW, column) for column in COUNTS)
        return blank, doubtful

    def survey_counts(self, block: Block) -> tuple[Place, Place]:
        """Where it is counted how many cells of a survey hold anything, and how many a score."""
        row = self.row_of(block.isian.slots[0].kode)
        filled, scores = (Place(ISIAN, row, column) for column in COUNTS)
        return filled, scores

    def further_counts(self, block: Block) -> tuple[Place, ...]:
        """Where more of a long scale is counted."""
        row = self.row_of(block.isian.slots[0].kode)
        return tuple(Place(ISIAN, row, column) for column in YEAR_HELPERS)

    @property
    def states(self) -> Area:
        """The live words of all rows of ``Isian``."""
        return Area(ISIAN, FIRST_ROW, STATE, self.last_row, STATE)

    def names(self) -> Iterator[tuple[str, str]]:
        """Every defined name of the workbook with what it points to."""
        for kode, row in self.slot_rows.items():
            yield name_of(kode), f"={row.at(VALUE).reference}"
            if row.slot.batas:
                yield deadline_name_of(row.slot), f"={row.at(UNIT).reference}"
        for mirror in self.mirrors:
            if mirror.slot.batas and not mirror.is_shared:
                yield deadline_name_of(mirror.slot), f"={mirror.at(UNIT).reference}"
        for kode, block in self.blocks.items():
            yield name_of(kode), f"={block.area.reference}"


def _section(indikator: Indikator, title_row: int, homes: Mapping[str, str], placed: dict[str, SlotRow]) -> Section:
    """``placed``: the rows of all slots to fill so far, to which those of this one are added."""
    row = title_row + 1
    rows: list[SlotRow] = []
    blocks: list[tuple[Block, int]] = []
    theirs: list[tuple[Isian, int]] = []
    for isian in indikator.isian:
        if isian.blok or isian.is_of_other_form:
            if isian.blok:
                blocks.append((Block(isian), row))
            else:
                theirs.append((isian, row))
            row += 1
            continue
        for slot in isian.slots:
            home = placed.get(homes.get(slot.kode, slot.kode))
            rows.append(MirrorRow(slot, row, home) if home else SlotRow(slot, row))
            placed.setdefault(slot.kode, rows[-1])
            row += 1
    konstanta = tuple((part, row + n) for n, part in enumerate(indikator.konstanta))
    row += len(konstanta)
    skala: list[tuple[Skala, int]] = []
    for one in indikator.skala:
        skala.append((one, row))
        row += len(one.langkah)
    hitung = tuple((part, row + n) for n, part in enumerate(indikator.hitung))
    row += len(hitung)
    mirrors = tuple(row for row in rows if isinstance(row, MirrorRow))
    slots = tuple(row for row in rows if not isinstance(row, MirrorRow))
    asked = (slots, mirrors, tuple(blocks), tuple(theirs))
    return Section(indikator, title_row, *asked, konstanta, tuple(skala), hitung, row, row + 1)


def _parts_of_survey(block: Block, row: int) -> Iterator[PartCell]:
    """The parts of the first nama stand below the columns of their unsur, those of a second on the survey's own row."""
    parts = parts_of(block.isian)
    for part in parts:
        number = next(n for n, (slot, _) in enumerate(block.columns) if slot.kode == part.slot)
        is_first = part.nama == parts[0].nama
        below = Place(block.sheet, BLOCK_MEAN_ROW, block.columns[number][1])
        yield PartCell(block.isian, part, below if is_first else Place(ISIAN, row, WEIGHTED_FROM + number))


def _part_on_row(isian: Isian, part: Part, row: SlotRow) -> PartCell:
    """All parts of a nama that are known together stand below each other."""
    names = [*dict.fromkeys(part.nama for part in parts_of(isian))]
    room = len(PART_COLUMNS)
    assert len(names) <= room, f"{isian.jenis}: room for {room} names of parts, not {len(names)}"
    own, year, before = map(row.at, PART_COLUMNS[names.index(part.nama)])
    return PartCell(isian, part, own) if part.of_month is None else PartCell(isian, part, own, year, before)


def left_name(kode: str, row: int) -> str:
    """How the hidden record names a cell that is to be typed again; ``row``: of a survey, from 1, else 0."""
    return f"{kode}#{row}" if row else kode


def name_of(kode: str) -> str:
    """The defined name of an input cell or block."""
    return f"isian.{kode}"


def deadline_name_of(slot: Slot) -> str:
    """The defined name of a document's batas waktu."""
    return f"batas.{slot.kode_dokumen}"
