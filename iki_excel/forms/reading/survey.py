"""The sheet of a survey: a row a respondent, a column an unsur, each found by its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from iki_excel.decree import Indikator
from iki_excel.decree.fields import (
    ISI,
    KOSONG,
    NOT_A_SCORE,
    ONLY_SPACES,
    SALAH,
    TIDAK_BERLAKU,
    Reading,
    scale_of,
    shown,
)
from iki_excel.decree.kinds import Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import Block
from iki_excel.forms.reading import outside, shape, structure
from iki_excel.forms.reading.form import Form
from iki_excel.forms.reading.outside import SCORES_BESIDE
from iki_excel.forms.reading.sheets import headers_changed, sheet_of
from iki_excel.forms.reading.workbook import HEAD_ROWS
from iki_excel.judging.answers import COLUMNS
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import as_seen
from iki_excel.words.rules import GALAT, PERINGATAN, Rule
from iki_excel.workbooks import openxml

LABEL_BELOW_KEY = layout.BLOCK_LABEL_ROW - layout.BLOCK_KEY_ROW
FIRST_BELOW_KEY = layout.BLOCK_FIRST_ROW - layout.BLOCK_KEY_ROW

ROOM = bahasa.number(layout.RESPONDENTS)

SCORE_LEFT_BEHIND = Rule(
    "skor_tertinggal",
    PERINGATAN,
    arti="Skor yang belum diketik ulang di formulir penggantinya; survei dihitung tanpanya.",
    pesan="“{label}”, baris {baris_kata}, belum diketik ulang; skornya di berkas lama tidak dapat dipindahkan.",
    saran="Ketik skornya; bila bukan jawaban siapa pun, biarkan kosong.",
    ringkas="belum diketik ulang",
    contoh="SKM!D12 di salinan perbaikan masih kosong, padahal di berkas lama ada isinya",
    bersama="{banyak_sel} skor belum diketik ulang, karena isinya di berkas lama tidak dapat dipindahkan",
    butir="",
)
NO_RESPONDENT = Rule(
    "baris_sisipan",
    GALAT,
    arti="Skor di baris yang bukan baris responden.",
    pesan="Baris {baris_kata} di lembar {lembar} bukan baris responden (mungkin disisipkan), "
    "jadi skornya tidak dibaca.",
    saran="Pindahkan skornya ke baris responden yang kosong, lalu kosongkan baris ini.",
    ringkas="bukan baris responden, jadi skornya tidak dibaca",
    contoh="Baris yang disisipkan di antara responden 3 dan 4 di lembar SKM, dengan skor di dalamnya",
)
MORE_THAN_ROWS = Rule(
    "responden_melebihi_baris",
    GALAT,
    arti="Skor di bawah baris responden yang terakhir, padahal semua baris responden terisi.",
    pesan="Baris {baris_kata} di lembar {lembar} di bawah baris responden yang terakhir, jadi skornya tidak dibaca.",
    saran=f"Bila itu jawaban responden, salin semuanya ke formulir baru, yang memuat {ROOM} responden.",
    ringkas="di bawah baris responden yang terakhir, jadi skornya tidak dibaca",
    contoh="450 responden di formulir lama yang memuat 400: baris 409–458 di lembar SKM",
    saran_salinan="Di salinan ini skornya sudah di baris responden: hapus yang bukan jawaban responden, lalu kirim.",
)
MORE_THAN_ROOM = Rule(
    "responden_terlalu_banyak",
    GALAT,
    arti=f"Lebih dari {ROOM} responden.",
    pesan="Baris {baris_kata} di lembar {lembar} di bawah baris responden yang terakhir, jadi skornya tidak dibaca.",
    saran=f"Survei memuat paling banyak {ROOM} responden: pilih {ROOM} secara acak, lalu hapus yang lain.",
    ringkas="di bawah baris responden yang terakhir, jadi skornya tidak dibaca",
    contoh="1.200 responden: baris 1009–1208 di lembar SKM",
)


@frozen
class _Lines:
    """The rows of the respondents, and the rows with an answer, some of which are no respondent's by their key."""

    respondents: Sequence[int]
    answered: Sequence[int]

    @cached_property
    def strays(self) -> list[int]:
        """Answers in rows without the key of a respondent."""
        return [line for line in self.answered if line not in self._own]

    @cached_property
    def counted(self) -> list[int]:
        """The rows of respondents who answered."""
        return [line for line in self.answered if line in self._own]

    @cached_property
    def _own(self) -> frozenset[int]:
        return frozenset(self.respondents)

    @cached_property
    def beyond(self) -> list[int]:
        """Answers below the last respondent, who are more than there are rows left for."""
        below = [line for line in self.strays if line > self.respondents[-1]]
        return below if len(below) > len(self.respondents) - len(self.counted) else []


def read_survey(form: Form, block: Block, indikator: Indikator) -> None:
    """Every respondent who answered at all; of a blank survey, one row of blanks."""
    sheet = sheet_of(form.workbook, form.identity, block.sheet)
    rows = form.workbook.sheets[sheet]
    key = _key(sheet, rows)
    columns = _columns(form, key, block)
    below = range(key.row + FIRST_BELOW_KEY, len(rows))
    respondents = [n for n in below if rows[n][key.column] == layout.RESPONDENT_KEY]
    if not respondents:
        raise headers_changed(sheet, "baris responden")
    filled = _filled_lines(rows, below, [*columns.values()])
    lines = _Lines(respondents, _answered(form, sheet, below, filled, columns))
    _compare(form, key, block, columns, lines)
    number = structure.number_column(rows, key.row - layout.BLOCK_KEY_ROW, key.column)
    if outside.tell_outside_survey(form, block, key, number, [*columns.values()]):
        _refuse(form, block, indikator, Place(sheet, respondents[0], key.column), columns)
        return
    before = len(form.rows)
    slots = [(slot, columns[slot.kode]) for slot in block.isian.slots]
    form.take_answers(slots, indikator, sheet, lines.counted or respondents[:1])
    first = Place(sheet, respondents[0], columns[block.isian.slots[0].kode])
    note, proof = form.survey_notes.get(block.isian.kode, ("", ""))
    answered = _settled(form.rows[before:], first)  # none of a survey that is not asked any more
    form.rows[before:] = [_with(row, keterangan=note, bukti=proof) for row in answered[:1]] + answered[1:]
    _tell_left_behind(form, sheet, block, columns, respondents)
    _tell_spaces(form, sheet, block, columns, filled.keys() & {*respondents})
    _refuse_strays(form, block, indikator, sheet, columns, lines)


def _refuse(form: Form, block: Block, indikator: Indikator, first: Place, columns: Mapping[str, int]) -> None:
    """Put a survey down as not to be read, at the row of its first respondent."""
    for slot in block.isian.slots:
        place = Place(first.sheet, first.row, columns[slot.kode])
        form.put(slot, indikator, place, 1, "", Reading(SALAH, alasan=SCORES_BESIDE))


def _tell_left_behind(
    form: Form, sheet: str, block: Block, columns: Mapping[str, int], respondents: Sequence[int]
) -> None:
    """Scores that stayed in the file that this form replaces, and that nobody has typed again."""
    rows, left = form.workbook.sheets[sheet], form.workbook.left_behind
    for slot in block.isian.slots if left else ():
        for order, line in enumerate(respondents, start=1):
            if layout.left_name(slot.kode, order) in left and not _is_answer(rows[line][columns[slot.kode]]):
                place = Place(sheet, line, columns[slot.kode])
                form.tell(SCORE_LEFT_BEHIND, place, isian=slot.kode, label=slot.label, baris_kata=line + 1)


def _tell_spaces(form: Form, sheet: str, block: Block, columns: Mapping[str, int], lines: Iterable[int]) -> None:
    """Cells that look blank and that the form itself counts as filled: told once, at the first of them."""
    rows = form.workbook.sheets[sheet]
    cells = [
        Place(sheet, line, column)
        for line, row in ((line, rows[line]) for line in sorted(lines))
        for column in columns.values()
        if row[column] != "" and row[column] is not None and not _is_answer(row[column])
    ]
    if cells:
        more = f" dan {len(cells) - 1} sel lain" if len(cells) > 1 else ""
        kode = block.isian.slots[0].kode
        form.tell(ONLY_SPACES, cells[0], isian=kode, label=f"{block.isian.label}: {cells[0].a1}{more}")


def _compare(form: Form, key: Place, block: Block, columns: Mapping[str, int], lines: _Lines) -> None:
    """Tell what differs from the template; where anything does, the name of the block must have survived."""
    name, across = layout.name_of(block.isian.kode), [*columns.values()]
    differs = structure.compare_survey(form, key, across, lines.respondents, lines.strays)
    if differs and name.casefold() not in form.names:
        form.take_back(key.sheet, structure.WARNINGS)
        raise headers_changed(key.sheet, f"nama “{name}”")
    how, shift = block.how_area, key.row - layout.BLOCK_KEY_ROW
    beside = structure.number_column(form.workbook.sheets[key.sheet], shift, key.column)
    inserted = shape.inserted([key.column, beside, *across])

    def is_of_the_template(area: Area) -> bool:
        """What is merged grows with each column that is inserted there."""
        width = sum(column not in inserted for column in range(area.left, area.right + 1))
        return area.top == area.bottom == how.top + shift and width == how.right - how.left + 1

    shape.tell_merges(form, key.sheet, lines.respondents, across, is_of_the_template)
    shape.tell_hidden(form, key.sheet, lines.counted, across, Place(key.sheet, lines.respondents[0], across[0]))


def _filled_lines(rows: Sequence[Sequence[Any]], lines: range, across: Sequence[int]) -> dict[int, Sequence[Any]]:
    """The rows with anything in these columns, and what stands there: most rows of a survey are blank."""
    first, behind = min(across), max(across) + 1
    blank = [""] * (behind - first)
    found = ((n, rows[n]) for n in lines if rows[n][first:behind] != blank)
    return {n: [row[column] for column in across] for n, row in found}


def _answered(
    form: Form, sheet: str, lines: range, filled: Mapping[int, Sequence[Any]], columns: Mapping[str, int]
) -> list[int]:
    """The rows with an answer; an error and a formula without a result look blank to a reader, and are none."""
    corners = map(openxml.corners, form.workbook.package.marks[sheet].not_blank)
    marked = {top for top, left, _, _ in corners if left in columns.values() and top in lines}
    return sorted(marked.union(n for n, values in filled.items() if any(map(_is_answer, values))))


def _key(sheet: str, rows: Sequence[Sequence[Any]]) -> Place:
    """Where the header of the keys stands, on their row."""
    found = [n for n, row in enumerate(rows[:HEAD_ROWS]) if layout.BLOCK_HEADER in row]
    if len(found) != 1:
        raise headers_changed(sheet, f"“{layout.BLOCK_HEADER}”")
    return Place(sheet, found[0], list(rows[found[0]]).index(layout.BLOCK_HEADER))


def _columns(form: Form, key: Place, block: Block) -> dict[str, int]:
    """The column of each unsur: its key exactly once, its label below, the block's name where it should begin."""
    rows, columns = form.workbook.sheets[key.sheet], {}
    labels = rows[key.row + LABEL_BELOW_KEY]
    for slot in block.isian.slots:
        found = [column for column, kode in enumerate(rows[key.row]) if kode == slot.kode]
        if len(found) != 1 or as_seen(str(labels[found[0]])) != as_seen(layout.head_of(slot)):
            raise headers_changed(key.sheet, f"“{slot.label}”")
        columns[slot.kode] = found[0]
    name, first = layout.name_of(block.isian.kode), columns[block.isian.slots[0].kode]
    if form.points_elsewhere(name, Place(key.sheet, key.row + FIRST_BELOW_KEY, first)):
        raise headers_changed(key.sheet, f"nama “{name}”")
    return columns


def _is_answer(value: Any) -> bool:
    if value == "" or value is None:  # by far the most of them
        return False
    return bool(as_seen(value)) if isinstance(value, str) else True


def _settled(rows: Sequence[tuple[Any, ...]], first: Place) -> list[tuple[Any, ...]]:
    """TB in the first cell, with no score at all, stands for the whole survey: the cells beside it are not missing.

    TB in any other cell is no score; that there are scores beside a TB in the first one is told with the checks.
    """
    states = {row[STATE] for row in rows}
    if TIDAK_BERLAKU not in states:  # almost always
        return [*rows]
    says_none = any(row[STATE] == TIDAK_BERLAKU and _stands_at(first, row) for row in rows)
    if says_none and ISI not in states:
        return [_with(row, keadaan=TIDAK_BERLAKU) if row[STATE] == KOSONG else row for row in rows]
    refused = {"keadaan": SALAH, "alasan": NOT_A_SCORE.kode}
    return [
        _with(row, **refused) if row[STATE] == TIDAK_BERLAKU and not _stands_at(first, row) else row for row in rows
    ]


STATE, ROW, COLUMN = (COLUMNS.index(name) for name in ("keadaan", "baris", "kolom"))


def _stands_at(place: Place, row: tuple[Any, ...]) -> bool:
    return (row[ROW], row[COLUMN]) == (place.row, place.column)


def _with(row: tuple[Any, ...], **changed: Any) -> tuple[Any, ...]:
    """A row of the answers with other values in some columns."""
    return tuple(changed.get(column, value) for column, value in zip(COLUMNS, row, strict=True))


# --- scores in rows that are no respondent's -------------------------------------------------------------------------


def _refuse_strays(
    form: Form, block: Block, indikator: Indikator, sheet: str, columns: Mapping[str, int], lines: _Lines
) -> None:
    """Scores outside of the respondents' rows are not counted in silence: they are told, and the survey waits."""
    beyond = set(lines.beyond)
    fits = len(lines.counted) + len(beyond) <= layout.RESPONDENTS
    inserted = [line for line in lines.strays if line not in beyond]
    for rule, rows in ((NO_RESPONDENT, inserted), (MORE_THAN_ROWS if fits else MORE_THAN_ROOM, lines.beyond)):
        filled = _filled(form, block.isian.slots, sheet, columns, rows)
        if filled:
            first, place = filled[0]
            form.tell(rule, place, isian=first.isian, baris_kata=shape.row_words(rows))
        for slot, place in filled:
            value = form.workbook.sheets[sheet][place.row][place.column]
            form.put(slot, indikator, place, place.row, shown(value), _uncounted(slot, value, rule))


def _filled(
    form: Form, slots: Sequence[Slot], sheet: str, columns: Mapping[str, int], rows: Iterable[int]
) -> list[tuple[Slot, Place]]:
    """The cells in these rows that hold anything, each with its slot."""
    values, not_blank = form.workbook.sheets[sheet], form.workbook.package.marks[sheet].not_blank
    places = [(slot, Place(sheet, row, columns[slot.kode])) for row in rows for slot in slots]
    return [
        (slot, place) for slot, place in places if _is_answer(values[place.row][place.column]) or place.a1 in not_blank
    ]


def _uncounted(slot: Slot, value: Any, rule: Rule) -> Reading:
    """A score that is not counted; beyond the last row it is known as a score, so that a longer form can take it."""
    result = slot.field.read(value, slot.satuan)
    is_score = rule is not NO_RESPONDENT and result.keadaan == ISI and result.angka in scale_of(slot)
    return Reading(SALAH, result.angka, rule) if is_score else Reading(SALAH, alasan=rule)
