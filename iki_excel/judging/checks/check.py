"""What a check is, what it is given, and the rows that most of them begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import DATE, ISI, NUMBER, OF_FIGURES, Field
from iki_excel.decree.settings import Settings
from iki_excel.language.akumulasi import OF_ITS_MONTH
from iki_excel.language.cells.columns import Mask
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import Rule

NAMED = "bersama"
"""The column of rows at fault that says which slots of the same form their sentence names besides."""

SURVEY = ["file", "isian"]
"""The columns of answers that say which survey of which form."""


@frozen
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


@frozen
class Answers:
    """The answers (``table``) that a check selects from; what several checks begin with is selected once for them all.

    A check looks at bare columns first, and cuts rows out of a table only where it finds any: of a single form the
    cutting costs more than all the looking.
    """

    table: pd.DataFrame

    def column(self, name: str) -> npt.NDArray[Any]:
        """What all of them have in a column."""
        found: npt.NDArray[Any] = self.table[name].to_numpy()
        return found

    @cached_property
    def single(self) -> Answers:
        """Those but for the ones of surveys, which are most."""
        return Answers(rows_where(self.table, self.column("responden") == 0))

    @cached_property
    def numbers(self) -> Answers:
        """The cells that hold a number and were asked for one."""
        return self._filled(NUMBER.nama)

    @cached_property
    def figures(self) -> Answers:
        """The cells that hold what a formula uses by its own code: a number, or a word that counts as one."""
        return self._filled(*OF_FIGURES)

    @cached_property
    def dates(self) -> Answers:
        """The cells that hold a date."""
        return self._filled(DATE.nama)

    def _filled(self, *tipe: str) -> Answers:
        single = self.single
        is_so = (single.column("keadaan") == ISI) & is_any_of(single.column("tipe"), tipe)
        return Answers(rows_where(single.table, is_so))


def rows_where(table: pd.DataFrame, is_so: Mask) -> pd.DataFrame:
    """Some rows of a table; that there are none, as of most faults, is known without cutting each of its columns."""
    return table[is_so] if is_so.any() else table[:0]


def is_any_of(column: npt.NDArray[Any], values: Iterable[Any]) -> Mask:
    """Where one of a few values stands."""
    found: Mask = np.logical_or.reduce([column == value for value in values])
    return found


@frozen
class Check:
    """A rule, and the function that selects the rows of the answers at fault; the rule's sentences are filled in from
    their columns, and from ``angka_kata`` (the number as people write it) and ``baris_kata`` (the row of the sheet).
    Where they have a column NAMED, the cells of those slots are told with theirs. ``is_of_typing``: it is about how a
    cell was typed, and looks at such cells all the same. ``about``: the kind of cell without which there is nothing to
    check."""

    rule: Rule
    rows_at_fault: Callable[[Answers, Given], pd.DataFrame]
    is_of_typing: bool = False
    about: Field | None = None


def in_its_month(
    rows: pd.DataFrame, known: Callable[[Jabatan], Mapping[str, Any]], column: str, given: Given
) -> list[Any]:
    """By row what is known of the code in this column, where the jabatan is as it is in the month of the row."""
    keys = [*keys_of(rows, ["periode", "jabatan", column])]
    forms = {key[:2] for key in keys}
    found = {(month, jabatan): known(given.catalog.at(month)[jabatan]) for month, jabatan in forms}
    return [found[month, jabatan].get(kode) for month, jabatan, kode in keys]


def is_among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """Which rows have in these columns what one of others has."""
    known = set(keys_of(others, columns))
    return np.fromiter((key in known for key in keys_of(rows, columns)), dtype=bool, count=len(rows))


def keys_of(rows: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """What each row has in these columns."""
    return zip(*(rows[column].to_numpy() for column in columns), strict=True)


def said(rows: pd.DataFrame, column: str = "angka") -> list[str]:
    """What each row holds, as people say it: a number, or its word."""
    return [field.said(number) for field, number in zip(rows["field"], rows[column], strict=True)]


def unexplained(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose keterangan says nothing: what is unusual but explained needs no warning."""
    is_silent = [not note.strip() for note in rows["keterangan"].to_numpy()]
    return rows_where(rows, np.array(is_silent, dtype=bool))


def with_span(rows: pd.DataFrame) -> pd.DataFrame:
    """By month, with ``masa``, the span in which a slot tells of one document: the year, or the month where it has one
    each."""
    told = keys_of(rows, ["periode", "akumulasi"])
    spans = [month if akumulasi == OF_ITS_MONTH else month[:4] for month, akumulasi in told]
    return rows.assign(masa=np.array(spans, dtype=object)).sort_values("periode", kind="stable")
