"""In which cells a form has anything: what stands in any other one was put there by somebody."""

from __future__ import annotations

from iki_excel.forms import layout
from iki_excel.forms.layout import Arrangement, Block, Layout, Section
from iki_excel.forms.layout.arrangement import OwnColumns
from iki_excel.words.sameness import kept_with

WHOLE_ROW = frozenset(range(len(layout.HEADERS)))

OF_RESULT = frozenset({layout.LABEL, layout.UNIT, layout.VALUE, layout.STATE, layout.NOTE})
OF_SURVEY = OF_RESULT | {layout.NUMBER, layout.EVIDENCE}
OF_MIRROR = WHOLE_ROW - {layout.KEY, layout.NOTE, layout.EVIDENCE}
OF_NOTE = frozenset({layout.KEY, layout.NUMBER, layout.LABEL, layout.VALUE})
SIGNATURE_ROWS = 12
"""How many rows below the last indikator may belong to the signature: its lines, and the room that people give them."""


@kept_with
def on_isian(map_: Layout) -> OwnColumns:
    """Of the sheet Isian, down to the last row that is asked."""
    own = dict(map_.arrangement.own_head)
    for section in map_.sections:
        own |= _of_section(section, map_.computed)
    return own | {row.row: OF_NOTE for row in map_.locked if row.row > map_.last_row}


def _of_section(section: Section, computed: frozenset[int]) -> OwnColumns:
    results = (section.realisasi_row, section.capaian_row)
    return {
        section.title_row: frozenset({layout.NUMBER, layout.LABEL}),
        **{slot.row: WHOLE_ROW | computed for slot in section.slots},
        **{mirror.row: OF_MIRROR | computed for mirror in section.mirrors},
        **{row: OF_SURVEY | computed for _, row in section.blocks},
        **{row: OF_SURVEY | computed for _, row in section.theirs},
        **{row: OF_RESULT | computed for _, row in section.konstanta},
        **{
            row: OF_RESULT | computed
            for skala, first in section.skala
            for row in range(first, first + len(skala.langkah))
        },
        **{row: OF_RESULT - {layout.NOTE} | computed for _, row in section.hitung},
        **dict.fromkeys(results, OF_RESULT | computed),
    }


def above_respondents(block: Block, arrangement: Arrangement) -> OwnColumns:
    """Of the sheet of a survey, down to the labels above the respondents."""
    number, last = layout.BLOCK_NUMBER_COLUMN, block.end_column
    slots = frozenset(column for _, column in block.columns)
    is_now = arrangement is layout.NOW
    result = frozenset(range(number, layout.BLOCK_HOW_UNTIL + 1)) if is_now else frozenset({number, last - 1, last})
    code = frozenset({number}) if is_now else frozenset({number, number + 1, last - 2, last - 1, last})
    return {
        layout.BLOCK_TITLE_ROW: frozenset({number, last}),
        layout.BLOCK_RESULT_ROW: result,
        layout.BLOCK_CODE_ROW: code,
        layout.BLOCK_INSTRUCTION_ROW: frozenset({number}),
        layout.BLOCK_KEY_ROW: slots | {layout.KEY},
        **dict.fromkeys(layout.BLOCK_ROW_LABELS, slots | {number}),
    }


# --- the sheets that nobody fills -------------------------------------------------------------------------------------

GUIDE, GUIDE_HEAD_ROWS = (1, 2), 2
"""The columns of Petunjuk: what a line is about, and what it says; and how many rows are its title."""

LIST, LIST_HEAD_ROWS = ("No.", "Sel", "Yang perlu dilakukan", "Dulu tertulis", "Keadaan sekarang"), 4
"""The headers of Perbaikan, from its first column on; and how many rows stand above all entries."""
