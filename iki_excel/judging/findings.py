"""Temuan: something wrong at a place. A table, and the rules that say what each kode means.

A rule is registered once, by whoever finds the thing, with its tingkat, what it means, and its one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from iki_excel.words import bahasa

GALAT, PERINGATAN = "galat", "peringatan"

COLUMNS = ["file", "sheet", "sel", "isian", "kode", "tingkat", "pesan"]
"""What is printed and exported of a temuan."""

PLACE = ["unit", "periode", "jabatan", "baris", "kolom"]
"""What is known besides: whose it is, and row and column (from zero) to sort by."""


@dataclass(frozen=True)
class Rule:
    """One kind of temuan. ``pesan`` is filled in from the row it is found in; ``arti`` explains it to a reader."""

    kode: str
    tingkat: str
    arti: str
    pesan: str


RULES: dict[str, Rule] = {}


def rule(kode: str, tingkat: str, arti: str, pesan: str) -> Rule:
    """Register a rule; each kode exists once."""
    assert kode not in RULES, kode
    RULES[kode] = Rule(kode, tingkat, arti, pesan)
    return RULES[kode]


def at_rows(kode: str, rows: pd.DataFrame, sentence: Callable[[Mapping[str, Any]], str] | None = None) -> pd.DataFrame:
    """A temuan for each row: answers with their place, the sentence filled in from the row's own columns."""
    told = RULES[kode]
    say = sentence or told.pesan.format_map
    found = pd.DataFrame({column: rows[column] for column in ("file", "sheet", "sel", *PLACE)})
    found["isian"] = rows["slot"]
    found["kode"], found["tingkat"] = told.kode, told.tingkat
    found["pesan"] = [say(_quotable(row)) for row in rows.to_dict("records")]
    return found[COLUMNS + PLACE]


def _quotable(known: Mapping[str, Any]) -> Mapping[str, Any]:
    """What somebody typed is quoted on one line, and not at any length."""
    return {**known, "diketik": bahasa.brief(str(known["diketik"]))} if "diketik" in known else known


def of_file(kode: str, file: str, **known: Any) -> dict[str, Any]:
    """A temuan about a whole file or a place in it, as one record; its sentence names the file without its folder."""
    told = RULES[kode]
    place = {"unit": "", "periode": "", "jabatan": "", "baris": -1, "kolom": -1, "sheet": "", "sel": "", "isian": ""}
    place |= {key: value for key, value in known.items() if key in place}
    return {
        "file": file,
        **place,
        "kode": kode,
        "tingkat": told.tingkat,
        "pesan": told.pesan.format_map(_quotable({"file": PurePosixPath(file).name, **known})),
    }


def table(parts: Iterable[pd.DataFrame], records: Iterable[dict[str, Any]] = ()) -> pd.DataFrame:
    """All temuan in one table, sorted as a person reads: file, sheet, row, column."""
    frames = [part for part in (*parts, pd.DataFrame(list(records), columns=COLUMNS + PLACE)) if len(part)]
    if not frames:
        return pd.DataFrame(columns=COLUMNS + PLACE)
    joined = pd.concat(frames, ignore_index=True)
    order = ["file", "periode", "jabatan", "sheet", "baris", "kolom", "kode"]
    return joined.sort_values(order, kind="stable", ignore_index=True).drop_duplicates(ignore_index=True)
