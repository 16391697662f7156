"""What goes wrong with forms on their way: each kind spoils a draft in one way, the same for the same chances."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.blanks import KODE_CELL, Blank, Raw
from iki_excel.decree import Jabatan
from iki_excel.forms import layout

TWO_MONTHS = 62
"""Days by which a form may be late."""


@dataclass(frozen=True)
class Draft:
    """A form before it is written. ``typed``: by defined name; ``raw``: cells as they are, whatever was typed.

    ``inline``: saved by a program that puts each text into its cell. ``content``: what becomes of the bytes of the
    file. ``copies``: in how many files it came. ``late``: by how many days.
    """

    jabatan: Jabatan
    typed: Mapping[str, Any]
    raw: Raw = field(default_factory=dict)
    inline: bool = False
    content: Callable[[bytes], bytes] = bytes
    copies: int = 1
    late: int = 0


def mistaken(draft: Draft, blank: Blank, chance: random.Random) -> tuple[str, Draft]:
    """A draft with one mistake among those that can be made in it, and the kind of it."""
    kinds = [kind for kind in KINDS if kind != OVER or _pairs(draft)]
    kind = chance.choice(kinds)
    return kind, KINDS[kind](draft, blank, chance)


# --- in cells ---------------------------------------------------------------------------------------------------------


def _numbers(draft: Draft) -> list[str]:
    """The defined names of the numbers that a form cannot do without."""
    asked = (slot for slot in draft.jabatan.slots if slot.tipe == "bilangan" and slot.wajib and not slot.kalender)
    return [layout.name_of(slot.kode) for slot in asked]


def _with(draft: Draft, name: str, value: Any) -> Draft:
    return dataclasses.replace(draft, typed={**draft.typed, name: value})


def _blank_cell(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    left = chance.choice(_numbers(draft))
    return dataclasses.replace(draft, typed={name: value for name, value in draft.typed.items() if name != left})


def _text(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    return _with(draft, chance.choice(_numbers(draft)), chance.choice(["dua puluh", "-", "12 orang", "ada"]))


def _fraction(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    return _with(draft, chance.choice(_numbers(draft)), chance.randint(1, 40) + 0.5)


def _pairs(draft: Draft) -> list[tuple[str, str]]:
    """Numbers of which the first may not be above the second."""
    conditions = [one.rumus for indikator in draft.jabatan.indikator for one in indikator.syarat]
    names = [tuple(map(layout.name_of, one.names)) for one in conditions if "<=" in one.text and len(one.names) == 2]
    return [(small, large) for small, large in names if small in draft.typed and large in draft.typed]


def _over(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    small, large = chance.choice(_pairs(draft))
    return _with(draft, small, draft.typed[large] + chance.randint(1, 9))


def _raw(draft: Draft, cell: str, xml: str) -> Draft:
    return dataclasses.replace(draft, raw={**draft.raw, cell: xml})


def _row(draft: Draft, blank: Blank, chance: random.Random) -> layout.SlotRow:
    return blank.layout.slot_rows[chance.choice(_numbers(draft)).removeprefix(layout.name_of(""))]


def _error_cell(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    cell = _row(draft, blank, chance).at(layout.VALUE).address
    return _raw(draft, cell, ' t="e"><f>20/0</f><v>#DIV/0!</v></c>')


def _label(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    row = _row(draft, blank, chance)
    return _raw(draft, row.at(layout.LABEL).address, blank.cell(f"{row.slot.label} (diubah)"))


def _wrong_code(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    """As if somebody had typed it again, with another office in it."""
    return _raw(draft, KODE_CELL.address, blank.cell("IKI.3-000000.kantorlain.pmd.2019-03.isian.00"))


# --- of the file ------------------------------------------------------------------------------------------------------


def _other_program(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    return dataclasses.replace(draft, inline=True)


def _cut_off(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    share = chance.uniform(0.1, 0.9)
    return dataclasses.replace(draft, content=lambda content: content[: int(len(content) * share)])


def _no_workbook(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    return dataclasses.replace(draft, content=lambda _: b"%PDF-1.4\n% Ini bukan buku kerja.\n")


def _missing(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    return dataclasses.replace(draft, copies=0)


def _twice(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    return dataclasses.replace(draft, copies=2)


def _late(draft: Draft, blank: Blank, chance: random.Random) -> Draft:
    return dataclasses.replace(draft, late=chance.randint(1, TWO_MONTHS))


OVER = "pembilang_melebihi"
KINDS: Mapping[str, Callable[[Draft, Blank, random.Random], Draft]] = {
    "sel_kosong": _blank_cell,
    "teks": _text,
    "pecahan": _fraction,
    OVER: _over,
    "sel_galat": _error_cell,
    "label_diubah": _label,
    "kode_salah": _wrong_code,
    "program_lain": _other_program,
    "terpotong": _cut_off,
    "bukan_buku_kerja": _no_workbook,
    "tidak_masuk": _missing,
    "rangkap": _twice,
    "terlambat": _late,
}
"""Each kind of mistake by the name that it is counted by."""
