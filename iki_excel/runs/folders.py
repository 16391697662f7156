"""Where an office keeps its files, unless it says otherwise."""

from __future__ import annotations

from pathlib import Path

FORMS, EVIDENCE, RESULTS = "input_templates", "bukti", "output"
EXAMPLE = "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"
INBOX, OUTBOX, TEXTS, KEPT_FORMS = "kotak_masuk", "kotak_keluar", "pesan", "riwayat"
"""What came and is not sorted yet, letters as they were sent, texts to paste, forms that others took the place of."""

RECORDS = "catatan"
"""Beside a result, in a folder of its own: what is recorded of each run. People need not look at it."""


def workbook_in(results: Path, periode: str, unit: str) -> Path:
    """Where the consolidated workbook of a periode stands, in the folder of results."""
    return results / periode / f"IKI_{periode}_{unit}.xlsx"
