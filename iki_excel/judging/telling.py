"""Temuan as a person is told them: equal ones of one sheet in one sentence, with all their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from iki_excel.judging.findings import ALL_COLUMNS
from iki_excel.language.places import Area, Place, areas_of
from iki_excel.words.rules import GALAT

TOLD_COLUMNS = [*ALL_COLUMNS, "daerah"]
"""``daerah``: every cell of a line, as few areas as they make up; none where it is about no cell."""

MOST_AREAS = 8
"""So many areas are named where somebody reads a line."""


def together(temuan: pd.DataFrame) -> pd.DataFrame:
    """A row a line (TOLD_COLUMNS): what is alike on one sheet of a file is told where its first cell is.

    What is about a whole sheet or file, or about a form that did not come, is a line of its own.
    """
    lines: dict[Any, list[dict[str, Any]]] = {}
    for number, found in enumerate(temuan.to_dict("records")):
        rule = found["aturan"]
        alike = (found["file"], found["sheet"], rule, *rule.likeness(found["diketahui"]))
        lines.setdefault(alike if rule.is_about_a_cell else number, []).append(found)
    return pd.DataFrame([_line(found) for found in lines.values()], columns=TOLD_COLUMNS)


def _line(alike: Sequence[dict[str, Any]]) -> dict[str, Any]:
    first, rule = alike[0], alike[0]["aturan"]
    several = rule.sentence_of_several([found["diketahui"] for found in alike]) if len(alike) > 1 else first["pesan"]
    cells = [Place(found["sheet"], found["baris"], found["kolom"]) for found in alike if found["sel"]]
    return first | {"pesan": several, "daerah": areas_of(cells)}


def cells_said(areas: Sequence[Area], most: int = MOST_AREAS) -> str:
    """ "F8, F12:F14, dan 5 sel lain": areas of one sheet, of more than ``most`` only the first."""
    named, others = areas[:most], areas[most:]
    further = sum(len(list(area.cells)) for area in others)
    return ", ".join([*(area.a1 for area in named), *([f"dan {further} sel lain"] if further else [])])


def count(told: pd.DataFrame) -> tuple[int, int]:
    """How many galat and how many peringatan, as they are told."""
    wrong = int((told["tingkat"] == GALAT).sum())
    return wrong, len(told) - wrong
