"""How a check is registered: a function that selects the rows at fault, with its sentence above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging import findings
from iki_excel.judging.answers import ISI


@dataclass(frozen=True)
class Given:
    """What checks may ask besides the answers. ``periode``: the month that is due, or None. ``came``: (unit, periode,
    jabatan) of every form that came in, used or not."""

    catalog: Catalog
    settings: Settings
    periode: str | None
    came: frozenset[tuple[str, str, str]] = frozenset()


Check = Callable[[pd.DataFrame, Given], pd.DataFrame]
CHECKS: dict[str, Check] = {}


def check(kode: str, tingkat: str, arti: str, pesan: str) -> Callable[[Check], Check]:
    """Register a check with the rule that it applies; the sentence is filled in from the rows it selects."""

    def register(function: Check) -> Check:
        findings.rule(kode, tingkat, arti, pesan)
        CHECKS[kode] = function
        return function

    return register


def numbers(answers: pd.DataFrame) -> pd.DataFrame:
    """The cells that hold a number and were asked for one."""
    return answers[(answers["keadaan"] == ISI) & (answers["tipe"] == "bilangan")]


def unexplained(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose keterangan says nothing: what is unusual but explained needs no warning."""
    return rows[rows["keterangan"].str.strip() == ""]
