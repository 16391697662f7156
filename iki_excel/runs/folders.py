"""Where an office keeps its files, unless it says otherwise."""

from __future__ import annotations

from pathlib import Path

from iki_excel.words.folders import FORMS as FORMS
from iki_excel.words.folders import INBOX as INBOX
from iki_excel.words.folders import KEPT_FORMS as KEPT_FORMS
from iki_excel.words.folders import OUTBOX as OUTBOX
from iki_excel.words.folders import TEXTS as TEXTS

EVIDENCE, RESULTS = "bukti", "output"
EXAMPLE = "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"

RECORDS = "catatan"
"""Beside a result, in a folder of its own: what is recorded of each run. People need not look at it."""


def workbook_in(results: Path, periode: str, unit: str) -> Path:
    """Where the consolidated workbook of a periode stands, in the folder of results."""
    return results / periode / f"IKI_{periode}_{unit}.xlsx"
