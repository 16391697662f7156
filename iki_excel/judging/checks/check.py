"""What a check is, what it is given, and the rows that most of them begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import ISI, NUMBER, OF_FIGURES, Field
from iki_excel.decree.settings import Settings
from iki_excel.language.akumulasi import OF_ITS_MONTH
from iki_excel.words.rules import Rule

NAMED = "bersama"
"""The column of rows at fault that says which slots of the same form their sentence names besides."""

SURVEY = ["file", "isian"]
"""The columns of answers that say which survey of which form."""


@dataclass(frozen=True)
class Given:
    """What checks may ask besides the answers. ``periode``: the month that is due, or None. ``came``: (unit, periode,
    jabatan) of every form that came in, used or not. ``units``: the codes of those that are looked at together, where
    they are not the one of the settings."""

    catalog: Catalog
    settings: Settings
    periode: str | None
    came: frozenset[tuple[str, str, str]] = frozenset()
    units: tuple[str, ...] = ()

    @property
    def every_unit(self) -> tuple[str, ...]:
        """The codes of the units whose answers these are."""
        return self.units or (self.settings.unit.kode,)


@dataclass(frozen=True)
class Check:
    """A rule, and the function that selects the rows of the answers at fault; the rule's sentences are filled in from
    their columns, and from ``angka_kata`` (the number as people write it) and ``baris_kata`` (the row of the sheet).
    Where they have a column NAMED, the cells of those slots are told with theirs. ``is_of_typing``: it is about how a
    cell was typed, and looks at such cells all the same. ``about``: the kind of cell without which there is nothing to
    check. ``of_single``: it never looks at the answers of surveys, which are most, and is not given them."""

    rule: Rule
    rows_at_fault: Callable[[pd.DataFrame, Given], pd.DataFrame]
    is_of_typing: bool = False
    about: Field | None = None
    of_single: bool = False


def in_its_month(
    rows: pd.DataFrame, known: Callable[[Jabatan], Mapping[str, Any]], column: str, given: Given
) -> list[Any]:
    """By row what is known of the code in this column, where the jabatan is as it is in the month of the row."""
    found = {
        (month, jabatan.kode): known(jabatan)
        for month in rows["periode"].unique()
        for jabatan in given.catalog.at(month).jabatan
    }
    keys = zip(rows["periode"], rows["jabatan"], rows[column], strict=True)
    return [found[month, jabatan].get(kode) for month, jabatan, kode in keys]


def is_among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """Which rows have in these columns what one of others has."""
    known = set(keys_of(others, columns))
    return np.fromiter((key in known for key in keys_of(rows, columns)), dtype=bool, count=len(rows))


def keys_of(rows: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """What each row has in these columns."""
    return zip(*(rows[column].to_numpy() for column in columns), strict=True)


def numbers(answers: pd.DataFrame) -> pd.DataFrame:
    """The cells that hold a number and were asked for one."""
    return answers[(answers["keadaan"] == ISI) & (answers["tipe"] == NUMBER.nama)]


def figures(answers: pd.DataFrame) -> pd.DataFrame:
    """The cells that hold what a formula uses by its own code: a number, or a word that counts as one."""
    return answers[(answers["keadaan"] == ISI) & answers["tipe"].isin(OF_FIGURES)]


def said(rows: pd.DataFrame, column: str = "angka") -> list[str]:
    """What each row holds, as people say it: a number, or its word."""
    return [field.said(number) for field, number in zip(rows["field"], rows[column], strict=True)]


def unexplained(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose keterangan says nothing: what is unusual but explained needs no warning."""
    return rows[rows["keterangan"].str.strip() == ""]


def with_span(rows: pd.DataFrame) -> pd.DataFrame:
    """With ``masa``, the span in which a slot tells of one document: the year, or the month where it has one each."""
    is_monthly = rows["akumulasi"] == OF_ITS_MONTH
    return rows.assign(masa=rows["periode"].where(is_monthly, rows["periode"].str[:4]))
