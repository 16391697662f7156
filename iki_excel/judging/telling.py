"""Temuan as a person is told them: equal ones of one sheet in one sentence, with all their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from iki_excel.judging.findings import ALL_COLUMNS
from iki_excel.language.places import Area, Place, areas_of
from iki_excel.words.rules import GALAT

TOLD_COLUMNS = [*ALL_COLUMNS, "daerah"]
"""``daerah``: every cell of a line, as few areas as they make up; none where it is about no cell."""

MOST_AREAS = 8
"""So many areas are named where a line is read on a console."""


def together(temuan: pd.DataFrame) -> pd.DataFrame:
    """A row a line (TOLD_COLUMNS): what is alike on one sheet of a file is told where its first cell is.

    What is about a whole sheet or file, or about a form that did not come, is a line of its own.
    """
    lines: dict[Any, list[dict[str, Any]]] = {}
    for number, found in enumerate(temuan.to_dict("records")):
        lines.setdefault(alike(found) or number, []).append(found)
    return pd.DataFrame([_line(found) for found in lines.values()], columns=TOLD_COLUMNS)


def alike(found: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """What all temuan have in common that are told in one sentence with this one; None for one that is told alone."""
    rule = found["aturan"]
    likeness = (found["file"], found["sheet"], rule, *rule.likeness(found["diketahui"]))
    return likeness if rule.is_about_a_cell else None


def sentence_of(several: Sequence[Mapping[str, Any]]) -> str:
    """The sentence for temuan that are alike."""
    first = several[0]
    known = [found["diketahui"] for found in several]
    said: str = first["aturan"].sentence_of_several(known) if len(several) > 1 else first["pesan"]
    return said


def _line(several: Sequence[dict[str, Any]]) -> dict[str, Any]:
    cells = [Place(found["sheet"], found["baris"], found["kolom"]) for found in several if found["sel"]]
    return several[0] | {"pesan": sentence_of(several), "daerah": areas_of(cells)}


def cells_said(areas: Sequence[Area], most: int = MOST_AREAS) -> str:
    """ "F8, F12:F14, dan 5 sel lain": areas of one sheet, of more than ``most`` only the first."""
    named, others = areas[:most], areas[most:]
    further = sum(len(list(area.cells)) for area in others)
    return ", ".join([*(area.a1 for area in named), *([f"dan {further} sel lain"] if further else [])])


def count(told: pd.DataFrame) -> tuple[int, int]:
    """How many galat and how many peringatan, as they are told."""
    wrong = int((told["tingkat"] == GALAT).sum())
    return wrong, len(told) - wrong
