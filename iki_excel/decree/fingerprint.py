"""A fingerprint of what a decree asks and computes: equal where every filled number means the same.

Wording changes nothing, nor does the order in which things stand. What a later version of this program knows besides
changes nothing either, as long as a catalogue leaves it at its default.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from iki_excel.decree.fields.field import Field
from iki_excel.decree.model import Catalog, Indikator, Jabatan
from iki_excel.language.formula import Formula
from iki_excel.words.sameness import kept_for

SHORT = 6
"""Letters of a fingerprint that people see; a decree has a handful of versions."""

WORDING = frozenset(
    {"label", "petunjuk", "pesan", "singkat", "kinerja", "indikator", "penjelasan", "sumber_data", "catatan", "contoh",
     "jarang", "pengisi", "kata_mutu", "penanggung_jawab", "mendukung", "pecahan", "berlanjut"}
)  # fmt: skip
"""What is said and shown to people, and what ``iki mulai`` proposes."""

OF_TIME = frozenset({"berlaku_mulai", "berlaku_sampai", "sejak"})
"""When something is valid; in a month that it is valid in, nothing depends on how long it was or will be."""


OF_FACTS = frozenset({"fakta"})
"""What is compared with other forms. It changes a question only where a form asks once what two of its slots tell."""

OF_RUMUS = frozenset({"measures"})
"""What an isian knows of the rumus that asks it, which is told itself."""

OF_OFFICES = frozenset({"target", "bobot"})
"""What changes no realisasi."""

OTHERWISE_SAID = WORDING | OF_TIME | OF_FACTS | OF_RUMUS


@kept_for(256)
def fingerprint(of: Jabatan | Catalog) -> str:
    """Of a jabatan or of a whole catalogue, in a month: all that changes a question, a number or a verdict.

    SHA-256, as 64 hexadecimal digits.
    """
    return hashlib.sha256(_text(_said_by(of)).encode()).hexdigest()


def of_indikator(indikator: Indikator) -> str:
    """Of one version of an indikator: what it asks and how that is computed, but not what it is measured against or how
    much it weighs, which offices set for themselves. Equal where results of two decrees may be compared.
    """
    return hashlib.sha256(_text(_fields(indikator, OTHERWISE_SAID | OF_OFFICES)).encode()).hexdigest()


def mark_of(said: Any) -> str:
    """A SHA-256 of anything that consists of what a catalogue or settings consist of, as 64 hexadecimal digits."""
    return hashlib.sha256(_text(_plain(said, frozenset())).encode()).hexdigest()


def short(full: str) -> str:
    """As much of a fingerprint as stands in a Kode formulir."""
    return full[:SHORT]


def _said_by(of: Jabatan | Catalog) -> Any:
    return _jabatan(of) if isinstance(of, Jabatan) else _in_any_order([_jabatan(one) for one in of.jabatan])


def _jabatan(jabatan: Jabatan) -> dict[str, Any]:
    indikator = [_fields(one, OTHERWISE_SAID) for one in jabatan.indikator]
    told = {"kode": jabatan.kode, "indikator": _in_any_order(indikator)}
    return told | {"sekali": _asked_once(jabatan)} if jabatan.homes else told


def _asked_once(jabatan: Jabatan) -> list[list[str]]:
    """The slots that share a cell, whichever of them stands first."""
    sharing: dict[str, list[str]] = {}
    for slot, home in jabatan.homes.items():
        sharing.setdefault(home, [home]).append(slot)
    return sorted(map(sorted, sharing.values()))


def _fields(one: Any, without: frozenset[str]) -> dict[str, Any]:
    """The fields of a dataclass by name, but for those that are left at their default."""
    return {
        field.name: _plain(getattr(one, field.name), without)
        for field in dataclasses.fields(one)
        if field.name not in without and getattr(one, field.name) != _default(field)
    }


def _default(field: dataclasses.Field[Any]) -> Any:
    made = field.default_factory
    return field.default if made is dataclasses.MISSING else made()


def _plain(value: Any, without: frozenset[str]) -> Any:
    """A value as JSON has it, the same in every version of Python."""
    match value:
        case None | bool() | str():
            return value
        case int() | float():
            return float(value)
        case dt.date():
            return value.isoformat()
        case Formula():
            return ast.unparse(value.tree)
        case Field():
            return value.meaning
        case Mapping():
            return {str(key): _plain(one, without) for key, one in value.items()}
        case tuple() | list():
            parts = [_plain(one, without) for one in value]
            return _in_any_order(parts) if any(map(dataclasses.is_dataclass, value)) else parts
    return _fields(value, without)


def _in_any_order(parts: list[Any]) -> list[Any]:
    return sorted(parts, key=_text)


def _text(said: Any) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
