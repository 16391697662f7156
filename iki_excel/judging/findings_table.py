"""All temuan in one table: of rows that break a rule, sorted as a person reads, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from iki_excel.judging.findings import ALL_COLUMNS, COLUMNS, NOWHERE, PLACE, known_of
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import Rule


@frozen
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
    known = [known_of(rule, row) for row in rows[[*rule.names]].to_dict("records")]
    place = {column: rows[column] for column in ("file", "sheet", "sel", *PLACE)}
    told = {"kode": rule.kode, "tingkat": rule.tingkat, "pesan": [rule.sentence(one) for one in known]}
    by = {"aturan": [rule] * len(rows), "diketahui": known}
    return pd.DataFrame({**place, "isian": rows["slot"], **told, **by}, columns=ALL_COLUMNS)


def table(parts: Iterable[pd.DataFrame], records: Iterable[dict[str, Any]] = ()) -> pd.DataFrame:
    """All temuan in one table, sorted as a person reads: file, sheet, row, column; each is told once."""
    others = [*records]
    frames = [part for part in parts if len(part)]
    frames += [pd.DataFrame(others, columns=ALL_COLUMNS)] if others else []
    if not frames:
        return pd.DataFrame(columns=ALL_COLUMNS)
    joined = pd.concat(frames, ignore_index=True)
    first: dict[tuple[Any, ...], int] = {}
    for number, found in enumerate(_rows(joined, COLUMNS + PLACE)):
        first.setdefault(found, number)
    keys = [*_rows(joined, ["file", "periode", "jabatan", "sheet", "baris", "kolom", "kode"])]
    return _in_order(joined, sorted(first.values(), key=keys.__getitem__))


def _rows(temuan: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(temuan[column].to_numpy() for column in columns), strict=True)


def _in_order(temuan: pd.DataFrame, numbers: Sequence[int]) -> pd.DataFrame:
    return temuan.iloc[numbers].reset_index(drop=True)


def told_in_order(temuan: pd.DataFrame, files: Sequence[str], jabatan: Sequence[str]) -> pd.DataFrame:
    """The table by files in this order, first what is about no file: by month, and by jabatan in this order."""
    at = {file: place for place, file in enumerate(files)}
    rank = {kode: place for place, kode in enumerate(jabatan)}
    keys = [
        (at.get(file, NOWHERE), periode, rank.get(kode, NOWHERE))
        for file, periode, kode in _rows(temuan, ["file", "periode", "jabatan"])
    ]
    return _in_order(temuan, sorted(range(len(keys)), key=keys.__getitem__))
