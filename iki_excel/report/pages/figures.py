"""How the pages print numbers: as the workbook shows them, in Indonesian."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from iki_excel.decree import Indikator
from iki_excel.judging.achievement import DIGITS
from iki_excel.report.sheets import Report, realisasi_style
from iki_excel.words import bahasa
from iki_excel.workbooks import book

NONE = "–"
GENERAL = 10
"""Decimals at most of a number that is shown as it is."""


def capaian(value: float | None) -> str:
    """A capaian, always with its two decimals."""
    return NONE if value is None else bahasa.fixed(value, DIGITS)


def change(value: float | None) -> str:
    """What a capaian is more or less than before."""
    if not value:
        return NONE if value is None else "= 0"
    return f"{'▲' if value > 0 else '▼'} {bahasa.fixed(abs(value), DIGITS)}"


def realisasi(indikator: Indikator, value: Any) -> str:
    """A realisasi in the format of its style, or its word."""
    return _number(indikator, value, book.STYLES[realisasi_style(indikator)]["num_format"])


def target(report: Report, indikator: Indikator, which: str) -> str:
    """A ``target`` or ``target_tahun``; a range in words."""
    result = report.results[indikator.kode, report.batch.periode]
    if result["rentang"]:
        return str(result["rentang"])
    return _number(indikator, result[which], report.target_format(indikator, which)["num_format"])


def _number(indikator: Indikator, value: Any, number_format: str) -> str:
    if pd.isna(value):
        return NONE
    if indikator.pilihan is not None and isinstance(word := indikator.pilihan.typed(float(value)), str):
        return word
    return by_format(float(value), number_format)


def by_format(value: float, number_format: str) -> str:
    """A number as a spreadsheet shows it in one of our formats: of it only the decimals matter."""
    if "General" in number_format:
        return bahasa.number(value, GENERAL)
    decimals = re.search(r"\.(0*)(#*)", number_format)
    least, most = (len(decimals[1]), len(decimals[0]) - 1) if decimals else (0, 0)
    return bahasa.fixed(value, least, most)
