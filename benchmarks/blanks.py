"""A blank form of the product taken apart once, so that one of another unit is made of it, filled, in milliseconds.

Its XML is cut at all that is another in each form: the cells to fill, the Kode formulir, and the names of the unit.
What formulas came to in the blank form stays beside them, as a program leaves it that does not calculate.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.packing import Packed, packed, zipped
from iki_excel.decree import load_catalog
from iki_excel.decree.settings import Settings
from iki_excel.decree.unit import Unit
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import ISIAN, Block, Identity, Layout
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode

TEXTS = "xl/sharedStrings.xml"
CELL = re.compile(r'(<c r="([A-Z]+\d+)"(?: s="\d+")?)((?: t="\w+")?(?:/>|>.*?</c>))', re.DOTALL)
SHARED_CELL = re.compile(r'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="s"><v>(\d+)</v></c>')
SHARED = re.compile(r"<si>(.*?)</si>", re.DOTALL)
OF_TEXTS = re.compile(r'<(?:Override|Relationship) [^>]*?/?sharedStrings\.xml"[^>]*?/>')
MODIFIED = r'(?<=<dcterms:modified xsi:type="dcterms:W3CDTF">)[^<]*'
SAVED = "disimpan"
KODE_CELL = Place(ISIAN, layout.PEJABAT_ROW, layout.UNIT)

Raw = Mapping[str, str]
"""By the key of a hole, the XML that stands in it."""


@dataclass(frozen=True)
class Hole:
    """What is another in each form: where nothing is known of it there stands ``asis``, or what ``inside`` comes to."""

    key: str
    asis: str
    inside: tuple[str | Hole, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the workbook: what is the same in all forms, and between it what is not."""

    name: str
    pieces: tuple[str | Hole, ...]


@dataclass(frozen=True)
class Blank:
    """A form with what may stand in its holes; the parts that have none are compressed already.

    ``texts``: those among the shared ones that a cell may hold, with their numbers; ``codes``: of each sheet to fill.
    """

    layout: Layout
    parts: tuple[Part | Packed, ...]
    texts: Mapping[str, int]
    codes: Mapping[str, Identity]

    def of_unit(self, unit: Unit, saved: dt.datetime) -> dict[str, str]:
        """What stands in the holes that each form of a unit has; ``saved``: when it was saved last."""
        codes = {key: dataclasses.replace(one, unit=unit.kode).kode_formulir for key, one in self.codes.items()}
        return {**_names(unit), **codes, SAVED: f"{saved.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"}

    def typed(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The cells to fill with values, by defined name as ``iki contoh`` has them."""
        cells: dict[str, str] = {}
        for name, value in values.items():
            for keys, row in zip(self._keys[name], value if isinstance(value, list) else [[value]], strict=False):
                cells |= zip(keys, map(self.cell, row), strict=False)
        return cells

    def asked(self, values: Mapping[str, Any]) -> int:
        """How many cells these values answer, or leave blank: of a survey those of its respondents."""
        surveys = (value for value in values.values() if isinstance(value, list))
        return len(self.layout.slot_rows) + sum(len(row) for rows in surveys for row in rows)

    @functools.cached_property
    def _keys(self) -> dict[str, list[list[str]]]:
        """By defined name the keys of its cells, row by row."""
        alone = {kode: [[row.at(layout.VALUE)]] for kode, row in self.layout.slot_rows.items()}
        places = alone | {kode: _rows(block) for kode, block in self.layout.blocks.items()}
        return {
            layout.name_of(kode): [[place.address for place in row] for row in rows] for kode, rows in places.items()
        }

    def cell(self, value: Any) -> str:
        """What follows the address of a cell that holds a number, a date or a text."""
        if isinstance(value, dt.date):
            value = bahasa.serial(value)
        if not isinstance(value, str):
            return f"><v>{value}</v></c>"
        if value in self.texts:
            return f' t="s"><v>{self.texts[value]}</v></c>'
        return f' t="inlineStr"><is><t>{value}</t></is></c>'

    def filled(self, known: Raw) -> bytes:
        """The workbook with what is known of its holes, and all others as they were."""
        return zipped(part if isinstance(part, Packed) else _filled(part, known) for part in self.parts)


def _filled(part: Part, known: Raw) -> Packed:
    return packed(part.name, _text(part.pieces, known))


def _text(pieces: tuple[str | Hole, ...], known: Raw) -> str:
    texts = [piece if isinstance(piece, str) else known.get(piece.key) or _asis(piece, known) for piece in pieces]
    return "".join(texts)


def _asis(hole: Hole, known: Raw) -> str:
    return _text(hole.inside, known) if hole.inside else hole.asis


def unit_of(number: str, kabupaten: str) -> Unit:
    """An invented unit: "0001" in "01"."""
    place = f"Contoh {number}"
    return Unit(f"contoh{number}", f"Kecamatan {place}", f"Kabupaten Contoh {kabupaten}", place)


@functools.cache
def blank(jabatan: str, periode: Periode, unit: Unit, *, inline: bool = False) -> Blank:
    """The form of a jabatan for a month, for units whose names are as long as this one's.

    ``inline``: with each text in its cell, as some programs save it.
    """
    catalog = load_catalog()
    asked = catalog.at(periode)[jabatan]
    content = writing.build(asked, periode, Settings(unit), keputusan=catalog.keputusan)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    map_, texts = Layout(asked, layout.title_of(catalog.keputusan)), dict[str, int]()
    parts = _with_texts_in_cells(parts) if inline else parts | {TEXTS: _with_answers(parts[TEXTS], texts)}
    codes = {_key(found[0]): _identity(found[0]) for text in parts.values() for found in _codes(text)}
    cut = tuple(_part(name, text, map_, unit) for name, text in parts.items())
    return Blank(map_, cut, texts, codes)


# --- what a program does with texts -----------------------------------------------------------------------------------


def _with_answers(shared: str, texts: dict[str, int]) -> str:
    """The shared texts with the answers behind them, whose numbers are added to ``texts``."""
    first = len(SHARED.findall(shared))
    texts.update({text: first + n for n, text in enumerate(("Ya", "Tidak"))})
    behind = "".join(f"<si><t>{text}</t></si>" for text in texts)
    counted = shared.replace(f'uniqueCount="{first}"', f'uniqueCount="{first + len(texts)}"')
    return counted.replace("</sst>", f"{behind}</sst>")


def _with_texts_in_cells(parts: Mapping[str, str]) -> dict[str, str]:
    texts = SHARED.findall(parts[TEXTS])

    def inline(cell: re.Match[str]) -> str:
        return f'{cell[1]} t="inlineStr"><is>{texts[int(cell[2])]}</is></c>'

    return {name: OF_TEXTS.sub("", SHARED_CELL.sub(inline, text)) for name, text in parts.items() if name != TEXTS}


# --- where a form is cut ----------------------------------------------------------------------------------------------


def _part(name: str, text: str, map_: Layout, unit: Unit) -> Part | Packed:
    pieces = tuple(_cut(text, _cells(map_, name), unit))
    return Part(name, pieces) if any(isinstance(piece, Hole) for piece in pieces) else packed(name, text)


def _cells(map_: Layout, part: str) -> dict[str, str]:
    """The key of each hole among the cells of a part, by address."""
    for number, sheet in enumerate(map_.sheets, start=1):
        if part == f"xl/worksheets/sheet{number}.xml":
            return {place.a1: place.address for place in _places(map_) if place.sheet == sheet}
    return {}


def _places(map_: Layout) -> Iterator[Place]:
    """The cells to fill, and of locked ones those that somebody may change by mistake."""
    yield KODE_CELL
    for row in map_.slot_rows.values():
        yield from (row.at(layout.LABEL), row.at(layout.VALUE))
    for block in map_.blocks.values():
        yield from (place for row in _rows(block) for place in row)


def _rows(block: Block) -> list[list[Place]]:
    """The cells of a survey, row by row."""
    rows = range(layout.BLOCK_FIRST_ROW, block.last_row + 1)
    return [[Place(block.sheet, row, column) for _, column in block.columns] for row in rows]


def _cut(text: str, cells: Mapping[str, str], unit: Unit) -> Iterator[str | Hole]:
    start = 0
    for cell in CELL.finditer(text) if cells else ():
        if cell[2] in cells:
            yield from _cut_names(text[start : cell.start(3)], unit)
            inside = tuple(_cut_names(cell[3], unit))
            yield Hole(cells[cell[2]], cell[3], inside if len(inside) > 1 else ())
            start = cell.end()
    yield from _cut_names(text[start:], unit)


def _cut_names(text: str, unit: Unit) -> Iterator[str | Hole]:
    keys = {name: key for key, name in _names(unit).items()}
    wanted = "|".join([_pattern(), MODIFIED, *keys])
    start = 0
    for found in re.finditer(wanted, text):
        yield text[start : found.start()]
        yield Hole(_key(found[0]) if found[0].startswith("IKI.") else keys.get(found[0], SAVED), found[0])
        start = found.end()
    yield text[start:]


def _names(unit: Unit) -> dict[str, str]:
    """What of a unit stands in its forms, besides codes, by the key of its holes."""
    return {"kabupaten": unit.kabupaten, "tempat": unit.tempat, "kode": unit.kode}


def _pattern() -> str:
    """That of a Kode formulir, without names for its parts."""
    return re.sub(r"\?P<\w+>", "?:", layout.KODE_FORMULIR.pattern)


def _codes(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(_pattern(), text)


def _identity(kode_formulir: str) -> Identity:
    identity, is_right = layout.parse_kode_formulir(kode_formulir)
    assert identity and is_right, kode_formulir
    return identity


def _key(kode_formulir: str) -> str:
    return f"kode {_identity(kode_formulir).lembar}"
