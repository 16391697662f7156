"""Cells of a finished workbook, changed in its XML one by one: what a person or a program may do to a mailed result."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.packages import zipped
from tests.saved_cells import Saved, saved_cells

CELL = '<c r="{}"(?: [^<>]*?)?(?:/>|>.*?</c>)'

Edit = Mapping[str, str]
"""By sheet and cell, as "Rekap!C5", what stands within the tags of the cell, with its kind in front: ``n|<v>1</v>``."""


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """By name of the sheet the part that it is."""
    related = dict(re.findall(r'Id="(\w+)" [^>]*?Target="([^"]+)"', parts["xl/_rels/workbook.xml.rels"].decode()))
    listed = re.findall(r'<sheet name="([^"]+)"[^>]*? r:id="(\w+)"', parts["xl/workbook.xml"].decode())
    return {name: f"xl/{related[relation]}" for name, relation in listed}


def edited(content: bytes, edits: Edit) -> bytes:
    """The workbook with these cells changed and nothing else."""
    parts = parts_of(content)
    of_sheets = sheet_parts(parts)
    for place, written in edits.items():
        sheet, _, address = place.partition("!")
        part = of_sheets[sheet]
        parts[part] = _with_cell(parts[part].decode(), address, written).encode()
    return zipped(parts, zipfile.ZIP_STORED)


def _with_cell(xml: str, address: str, written: str) -> str:
    kind, _, inside = written.partition("|")
    old = re.search(CELL.format(address), xml, re.DOTALL)
    assert old, address
    style = re.search(r' s="\d+"', old[0].partition(">")[0])
    new = f'<c r="{address}"{style[0] if style else ""} t="{kind}">{inside}</c>' if kind else ""
    return xml[: old.start()] + new + xml[old.end() :]


# --- what may be written ----------------------------------------------------------------------------------------------


def number(value: float, formula: str = "") -> str:
    """A number, typed or computed."""
    return f"n|{_formula(formula)}<v>{value!r}</v>"


def text(value: str, formula: str = "") -> str:
    """A text, typed or computed."""
    shown = escape(value)
    return f"str|{_formula(formula)}<v>{shown}</v>" if formula else f"inlineStr|<is><t>{shown}</t></is>"


YES, ERROR, NOTHING = "b|<v>1</v>", "e|<v>#N/A</v>", "|"


def _formula(formula: str) -> str:
    return f"<f>{escape(formula)}</f>" if formula else ""


# --- many of them -----------------------------------------------------------------------------------------------------


class Tampered(NamedTuple):
    """A cell, and what was written there."""

    place: str
    written: str


def by_chance(content: bytes, seed: int, but: str) -> Iterator[Tampered]:
    """Single cells of all sheets ``but`` one, each changed in one of the ways that there are for what it holds."""
    chance = random.Random(seed)
    cells = [
        (f"{sheet}!{address}", cell)
        for sheet, of_sheet in saved_cells(content).items()
        for address, cell in of_sheet.items()
        if sheet != but
    ]
    while True:
        place, cell = chance.choice(cells)
        yield Tampered(place, chance.choice(_ways(cell))(chance))


def _ways(cell: Saved) -> list[Callable[[random.Random], str]]:
    formula, value = cell.formula.removeprefix("="), cell.value
    ways: list[Callable[[random.Random], str]] = [lambda _: NOTHING, lambda _: ERROR, lambda _: YES]
    if isinstance(value, int | float):
        ways += [
            lambda chance: number(value + chance.choice([1, -1, 0.01, 1e-6 * max(abs(value), 1)]), formula),
            lambda _: text(f"{value:g}", formula),
        ]
    else:
        shown = str(value or "")
        ways += [lambda chance: text(_other(shown, chance), formula), lambda chance: number(chance.random(), formula)]
    if formula:
        ways += [
            lambda _: number(value) if isinstance(value, int | float) else text(f"{value or 0}"),
            lambda _: (
                number(value, f"{formula}+0") if isinstance(value, int | float) else text(f"{value}", f"{formula}&0")
            ),
        ]
    else:
        ways.append(lambda _: number(1, "1"))
    return ways


def _other(shown: str, chance: random.Random) -> str:
    """A text that differs in one letter, a space or its case."""
    at = chance.randrange(len(shown) + 1)
    others = [f"{shown[:at]}x{shown[at:]}", f"{shown} ", shown.swapcase(), shown[:at] + shown[at + 1 :]]
    return next(other for other in chance.sample(others, len(others)) if other not in ("", shown))
