"""All temuan in one table: of rows that break a rule, sorted as a person reads, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from iki_excel.judging.findings import ALL_COLUMNS, COLUMNS, NOWHERE, PLACE, known_of
from iki_excel.words.rules import Rule


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


def at_rows(rule: Rule, rows: pd.DataFrame) -> pd.DataFrame:
    """A temuan for each row: answers with their place, the sentence filled in from the row's own columns."""
    known = [known_of(rule, row) for row in rows.to_dict("records")]
    found = pd.DataFrame({column: rows[column] for column in ("file", "sheet", "sel", *PLACE)})
    found["isian"] = rows["slot"]
    found["kode"], found["tingkat"] = rule.kode, rule.tingkat
    found["pesan"] = [rule.sentence(one) for one in known]
    found["aturan"], found["diketahui"] = [rule] * len(rows), known
    return found[ALL_COLUMNS]


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
