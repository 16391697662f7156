"""How far each entry is: a live cell beside it on the sheet Perbaikan, and the condition under which it is done."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree.fields import TB
from iki_excel.forms.returning.entries import MEND, SETTLED
from iki_excel.forms.writing import Template, live
from iki_excel.language.cells import And, Cell, Condition, Expression, If, IsBlank, Length, Not
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

MAY_STAY, CHANGED = "boleh dibiarkan", "diubah"
LONGEST_IN_FORMULA = 120
"""Letters of a text within a formula; Excel itself takes 255, a quotation mark counting twice."""


@frozen
class Watch:
    """``state`` says on the sheet Perbaikan how an entry is; ``done``: when nothing is left to do."""

    state: Expression
    done: Condition


def watches_of(template: Template, entries: pd.DataFrame) -> list[Watch | None]:
    """A watch for each entry; None for one that asks for nothing, or is about no cell."""
    asks = (entry if entry["tujuan"] and entry["kelompok"] != SETTLED else None for entry in entries.to_dict("records"))
    return [_watch(template, entry) if entry else None for entry in asks]


def _watch(template: Template, entry: dict[str, Any]) -> Watch:
    cell = Cell(entry["tujuan"])
    if entry["kelompok"] != MEND:
        changed = _is_changed(cell, entry["nilai"])
        return Watch(If(changed, CHANGED, MAY_STAY), changed)
    says_no_survey = entry["baris_survei"] == 1 and entry["nilai"] == TB and _is_first_of_survey(template, entry)
    if entry["baris_survei"] and not entry["kosong"] and not says_no_survey:
        slot = next(one for one in template.jabatan.slots if one.kode == entry["slot"])
        state = live.score_state(cell, slot, may_be_blank=entry["dipindahkan"])
        return Watch(state, state.equals(live.DONE))
    state = Cell(live.state_place(template, entry["slot"]))
    if entry["dipindahkan"]:
        return Watch(state, live.is_accepted(state))
    # blank is never right where something was left behind
    return Watch(If(IsBlank(cell), live.EMPTY, state), And(Not(IsBlank(cell)), live.is_accepted(state)))


def _is_first_of_survey(template: Template, entry: dict[str, Any]) -> bool:
    """Whether it is the cell whose TB speaks for the whole survey, and so is right or wrong with all of it."""
    return any(block.isian.slots[0].kode == entry["slot"] for block in template.layout.blocks.values())


def _is_changed(cell: Cell, value: Any) -> Condition:
    """Whether a cell holds another value than this one."""
    if value is None:
        return Not(IsBlank(cell))
    if isinstance(value, str):
        is_long = len(value) > LONGEST_IN_FORMULA
        return Length(cell).differs(len(value)) if is_long else cell.differs(value)
    return cell.differs(value if isinstance(value, int | float) else float(bahasa.serial(value)))
