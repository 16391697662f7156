"""Temuan: something wrong at a place. A table, each row told by the rule that was found broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.rules import Rule

COLUMNS = ["file", "sheet", "sel", "isian", "kode", "tingkat", "pesan"]
"""What is printed and exported of a temuan."""

PLACE = ["unit", "periode", "jabatan", "baris", "kolom"]
"""What is known besides: whose it is, and row and column (from zero) to sort by."""

SAID = ["aturan", "diketahui"]
"""The rule, and what its sentences are filled in with: so that they can be said in another way."""

ALL_COLUMNS = COLUMNS + PLACE + SAID

NOWHERE = -1
"""Row and column of what is about no cell."""


@dataclass(frozen=True)
class Sentences:
    """A temuan in words: ``pesan`` says where, what and what to do; ``ringkas`` what, for where the cell with its label
    and value is in sight; ``saran`` what to do.
    """

    pesan: str
    ringkas: str
    saran: str


def sentences(temuan: pd.DataFrame) -> list[Sentences]:
    """Every temuan of a table in words, row by row."""
    told = zip(temuan["pesan"], temuan["aturan"], temuan["diketahui"], strict=True)
    return [Sentences(pesan, rule.short_sentence(known), rule.advice(known)) for pesan, rule, known in told]


def whole(sheet: str = "") -> Place:
    """Where a temuan stands that is about a whole sheet, or about a whole file."""
    return Place(sheet, NOWHERE, NOWHERE)


def cell_of(place: Place) -> str:
    """The address of the cell on its sheet, "" where there is none."""
    return "" if place.row == NOWHERE else place.a1


def at_rows(rule: Rule, rows: pd.DataFrame) -> pd.DataFrame:
    """A temuan for each row: answers with their place, the sentence filled in from the row's own columns."""
    known = [_known(rule, row) for row in rows.to_dict("records")]
    found = pd.DataFrame({column: rows[column] for column in ("file", "sheet", "sel", *PLACE)})
    found["isian"] = rows["slot"]
    found["kode"], found["tingkat"] = rule.kode, rule.tingkat
    found["pesan"] = [rule.sentence(one) for one in known]
    found["aturan"], found["diketahui"] = [rule] * len(rows), known
    return found[ALL_COLUMNS]


def of_file(rule: Rule, file: str, place: Place | None = None, **known: Any) -> dict[str, Any]:
    """A temuan about a whole file or a place in it, as one record; its sentence names the file without its folder."""
    at = place or whole()
    where = {"file": file, "sheet": at.sheet, "sel": cell_of(at), "baris": at.row, "kolom": at.column}
    whose = {column: known.get(column, "") for column in ("unit", "periode", "jabatan", "isian")}
    told = _known(rule, {"file": PurePosixPath(file).name, "lembar": at.sheet, **known})
    said = {"kode": rule.kode, "tingkat": rule.tingkat, "pesan": rule.sentence(told)}
    return {**where, **whose, **said, "aturan": rule, "diketahui": told}


def _known(rule: Rule, row: Mapping[Any, Any]) -> dict[str, Any]:
    """What the sentences of a rule need; what somebody typed is quoted on one line, and not at any length."""
    known = {name: row[name] for name in rule.names}
    return known | {"diketik": bahasa.brief(str(known["diketik"]))} if "diketik" in known else known


def table(parts: Iterable[pd.DataFrame], records: Iterable[dict[str, Any]] = ()) -> pd.DataFrame:
    """All temuan in one table, sorted as a person reads: file, sheet, row, column; each is told once."""
    frames = [part for part in (*parts, pd.DataFrame(list(records), columns=ALL_COLUMNS)) if len(part)]
    if not frames:
        return pd.DataFrame(columns=ALL_COLUMNS)
    joined = pd.concat(frames, ignore_index=True)
    order = ["file", "periode", "jabatan", "sheet", "baris", "kolom", "kode"]
    in_order = joined.sort_values(order, kind="stable", ignore_index=True)
    return in_order.drop_duplicates(COLUMNS + PLACE, ignore_index=True)


def told_in_order(temuan: pd.DataFrame, files: Sequence[str], jabatan: Sequence[str]) -> pd.DataFrame:
    """The table by files in this order, first what is about no file: by month, and by jabatan in this order."""
    at = {file: place for place, file in enumerate(files)}
    rank = {kode: place for place, kode in enumerate(jabatan)}
    keys = pd.DataFrame(
        {
            "file": [at.get(file, NOWHERE) for file in temuan["file"]],
            "periode": temuan["periode"],
            "jabatan": [rank.get(kode, NOWHERE) for kode in temuan["jabatan"]],
        }
    )
    order = keys.sort_values([*keys], kind="stable").index
    return temuan.loc[order].reset_index(drop=True)
